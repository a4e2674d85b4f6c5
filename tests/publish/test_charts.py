"""The pictures of the charts: what they say, and that nothing in them collides."""

from datetime import date
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from courtdesk.models.outline import ChartKind, Outline
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import written
from courtdesk.publish import chart_pictures as pictures
from courtdesk.publish.chart_pictures import chart_pictures, chart_svgs, pages_data
from courtdesk.publish.keeping import Kept
from courtdesk.publish.typesetting import Template
from tests.publish.drawn import WORDY, drawn, overlaps

DAY = date(2024, 1, 5)
TRACK, GREY = (0xEF, 0xEC, 0xE5), (0x57, 0x60, 0x6A)  # a place's box, the dots behind them


@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize("rows", [1, 3, 20])
@pytest.mark.parametrize("name", ["审结数", WORDY])
def test_a_picture_shows_every_label_and_value_and_none_touches_another(
    lines, words, boxes, kind, rows, name
):
    sheet = drawn(kind, rows, name, missing=2)
    (picture,) = chart_pictures(sheet)
    pdf = Template("pictures").pdf(pages_data(sheet, [picture.spec]), DAY)
    got = words("".join(lines(pdf)))
    for row in picture.chart.rows:
        assert words(row.label) in got
        assert all(bar.text in got for bar in row.bars)
    assert [hit for page in boxes(pdf) for hit in overlaps(page)] == []


def test_every_chart_of_the_sample_is_drawn_once_in_printed_order(sheet):
    made = chart_pictures(sheet)
    specs = [*sheet.outline.charts, *(c for s in sheet.outline.sections for c in s.charts)]
    assert [p.chart.id for p in made] == [c.id for c in specs]
    assert len({p.name for p in made}) == len(specs)
    for picture in made:
        with Image.open(BytesIO(picture.png)) as image:
            assert image.width == 1080 and image.format == "PNG"
    svgs = chart_svgs(sheet, made)
    assert len(svgs) == len(made) and all(svg.startswith(b"<svg") for svg in svgs)


def test_equal_sheets_give_equal_pictures(sheet):
    assert chart_pictures(sheet) == chart_pictures(sheet)


def test_a_picture_is_the_same_bytes_whichever_others_are_drawn_with_it(sheet, monkeypatch):
    together = chart_pictures(sheet)
    alone = dict(zip((p.name for p in together), chart_svgs(sheet, together), strict=True))
    monkeypatch.setattr(pictures, "_kept", Kept(0))  # each edit draws what it changed, alone
    for picture in together[::3]:
        (drawn,) = pictures._pictures(pages_data(sheet, [picture.spec]))
        assert (drawn.png, drawn.words) == (picture.png, picture.words)
        assert chart_svgs(sheet, [picture]) == [alone[picture.name]]


def test_an_edit_draws_the_charts_it_changes_and_no_other(sheet, monkeypatch):
    chart_pictures(sheet)
    pages = []
    real = Template.png
    monkeypatch.setattr(
        Template, "png", lambda self, data, ppi: pages.append(data) or real(self, data, ppi)
    )
    edited = written(sheet, "figures.F001.printed", Quantity.parse("10337件"))
    before, after = chart_pictures(sheet), chart_pictures(edited)
    changed = [p.spec.id for p, q in zip(before, after, strict=True) if p.png != q.png]
    drawn = [c["title"] for data in pages for c in data["charts"]]
    assert len(drawn) == len(changed) and 0 < len(changed) < len(before) / 2
    assert all(p.words == q.words for p, q in zip(before, after, strict=True) if p.png == q.png)


def test_a_title_no_file_system_takes_still_names_a_file():
    sheet = drawn(ChartKind.BARS, 1)
    section = sheet.outline.sections[0]
    spec = section.charts[0].replaced(title='../<审>:"结|?*\n件')
    outline = sheet.outline.replaced(sections=(section.replaced(charts=(spec,)),))
    (picture,) = chart_pictures(sheet.replaced(outline=outline))
    assert picture.name == "01-审结件"


def test_a_sheet_without_charts_has_no_pictures():
    empty = FactSheet(court="虚构县人民法院", year=2024, outline=Outline(name="空"))
    assert chart_pictures(empty) == () and chart_svgs(empty, ()) == []


def test_dots_behind_the_last_box_say_that_more_may_be_ranked(sheet):
    """Nobody knows of how many: the court in the last box would look like the last of all."""
    for picture in chart_pictures(sheet):
        if picture.chart.kind is not ChartKind.RANKS:
            continue
        with Image.open(BytesIO(picture.png)) as image:
            pixels = np.array(image.convert("RGB"))
        boxes, dots = (np.all(pixels == colour, axis=2) for colour in (TRACK, GREY))
        strips = np.flatnonzero(np.diff(boxes.any(axis=1)))[:-2]  # the foot's rule is one
        assert len(strips) == 2 * len(picture.chart.rows)
        for top, below in zip(strips[::2], strips[1::2], strict=True):
            middle = (top + below) // 2
            begun = np.flatnonzero(np.diff(dots[middle].astype(int)) == 1)
            assert len(begun) == 3 and min(begun) > max(np.flatnonzero(boxes[middle]))
