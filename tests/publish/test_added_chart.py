"""A chart added to a sheet without charts comes out in every form that shows charts."""

from dataclasses import replace

import pytest

from courtdesk.models import arrange
from courtdesk.models.charting import FORMS, items_at, offers, rows_of, series_of, unfit
from courtdesk.models.outline import ChartSpec
from courtdesk.publish.chart_pictures import chart_pictures
from courtdesk.publish.edition import Edition
from courtdesk.publish.long_data import picture_data
from courtdesk.publish.sheet_pdf import sheet_pdf
from tests.publish.newspaper import DAY

TITLE = "新添的图表"
AT = "sections.s1.charts"


@pytest.fixture
def bare(edition: Edition) -> Edition:
    """The sample without any chart."""
    outline = edition.sheet.outline
    sections = tuple(s.replaced(charts=()) for s in outline.sections)
    outline = outline.replaced(charts=(), sections=sections)
    return replace(edition, sheet=edition.sheet.replaced(outline=outline))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_an_added_chart_is_printed_drawn_and_told_in_the_long_picture(
    bare: Edition, form, lines, words
) -> None:
    sheet, chosen = bare.sheet, ()
    for offer in offers(form, sheet, items_at(sheet, "outline.charts")):
        if len(chosen) < 3 and not unfit(form, offer, chosen):
            chosen += (offer,)
    rows = rows_of(form, sheet, chosen)
    spec = ChartSpec(id="x", kind=form.kind, title=TITLE, rows=rows, series=series_of(form, ()))
    sheet, id = arrange.add_chart(sheet, AT, spec)
    (picture,) = chart_pictures(sheet)
    assert (picture.chart.id, picture.name) == (id, f"01-{TITLE}")
    assert len(picture.chart.rows) == 3
    got = words("".join(lines(sheet_pdf(sheet, (), DAY))))
    assert TITLE in got
    for row in picture.chart.rows:
        assert words(row.label) in got and all(bar.text in got for bar in row.bars)
    long = picture_data(replace(bare, sheet=sheet))
    assert TITLE in str(long)
