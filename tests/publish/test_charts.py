"""The pictures of the charts: what they say, and that nothing in them collides."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from courtdesk.models.outline import ChartKind, Outline
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.charts import chart_pictures
from tests.publish.drawn import WORDY, drawn, overlaps

DAY = date(2024, 1, 5)


@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize("rows", [1, 3, 20])
@pytest.mark.parametrize("name", ["审结数", WORDY])
def test_a_picture_shows_every_label_and_value_and_none_touches_another(
    lines, words, boxes, kind, rows, name
):
    made = chart_pictures(drawn(kind, rows, name, missing=2), DAY)
    (picture,) = made.pictures
    got = words("".join(lines(made.pdf)))
    for row in picture.chart.rows:
        assert words(row.label) in got
        assert all(bar.text in got for bar in row.bars)
    assert [hit for page in boxes(made.pdf) for hit in overlaps(page)] == []


def test_every_chart_of_the_sample_is_drawn_once_in_printed_order(sheet):
    made = chart_pictures(sheet, DAY)
    specs = [*sheet.outline.charts, *(c for s in sheet.outline.sections for c in s.charts)]
    assert [p.chart.id for p in made.pictures] == [c.id for c in specs]
    assert len({p.name for p in made.pictures}) == len(specs)
    for picture in made.pictures:
        with Image.open(BytesIO(picture.png)) as image:
            assert image.width == 1080 and image.format == "PNG"
        assert picture.svg.startswith(b"<svg")


def test_equal_sheets_give_equal_pictures(sheet):
    assert chart_pictures(sheet, DAY) == chart_pictures(sheet, DAY)


def test_a_title_no_file_system_takes_still_names_a_file():
    sheet = drawn(ChartKind.BARS, 1)
    section = sheet.outline.sections[0]
    spec = section.charts[0].replaced(title='../<审>:"结|?*\n件')
    outline = sheet.outline.replaced(sections=(section.replaced(charts=(spec,)),))
    (picture,) = chart_pictures(sheet.replaced(outline=outline), DAY).pictures
    assert picture.name == "01-审结件"


def test_a_sheet_without_charts_has_no_pictures():
    empty = FactSheet(court="虚构县人民法院", year=2024, outline=Outline(name="空"))
    assert chart_pictures(empty, DAY).pictures == ()
