"""What somebody crossed out, and numbers that only point to a footnote."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from courtdesk.excel.intake.files import read_pasted, taken_apart
from courtdesk.excel.intake.looks import tidy
from courtdesk.excel.intake.proposal import Proposal
from courtdesk.excel.reading import Pages, read_bytes
from courtdesk.models.errors import UserError
from tests.excel.drawn import empty

_NAME = "专项普法宣传活动次数"


def proposal(book: Pages) -> Proposal:
    return Proposal(empty(), [taken_apart(Path("政治部.xlsx"), book, empty())])


def workbook(*rows: tuple[object, ...], struck: str = "") -> Pages:
    made = Workbook()
    page = made.active
    assert page is not None
    for row in rows:
        page.append(row)
    for place in filter(None, struck.split()):
        page[place].font = Font(strike=True)
    held = io.BytesIO()
    made.save(held)
    return read_bytes(held.getvalue(), "政治部.xlsx")


def test_a_figure_crossed_out_is_not_read_and_the_one_beside_it_is() -> None:
    rows = (("指标", "数量", "数量"), (_NAME, 34, 36), ("受市级以上表彰集体数", 6, None))
    found = proposal(workbook(*rows, struck="B2"))
    assert {c.id: (c.new, c.cell) for c in found.changes} == {
        "F053": ("36次", "C2"),
        "F064": ("6个", "B3"),
    }
    (account,) = found.accounts
    assert [(g.reason, g.cells) for g in account.left] == [("划去了，没有读", ("Sheet!B2",))]


def test_a_name_crossed_out_takes_its_row_along() -> None:
    rows = (("指标", "数量"), (_NAME, 34), ("受市级以上表彰集体数", 6))
    found = proposal(workbook(*rows, struck="A3"))
    assert [c.id for c in found.changes] == ["F053"]


def test_a_raised_digit_is_a_footnote_and_no_part_of_the_figure() -> None:
    raised = CellRichText("34", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    found = proposal(workbook(("指标", "数量"), (_NAME, raised), ("1 含线上",)))
    assert {c.id: c.new for c in found.changes} == {"F053": "34次"}


def test_a_cell_half_crossed_out_is_told_and_not_taken() -> None:
    half = CellRichText(TextBlock(InlineFont(strike=True), "31"), "34")
    found = proposal(workbook(("指标", "数量"), (_NAME, half), ("受市级以上表彰集体数", 6)))
    assert [c.id for c in found.changes] == ["F064"]
    assert any("删去划掉的字" in p.message for p in found.problems)


def test_what_was_copied_keeps_footnotes_and_crossed_out_words_apart() -> None:
    def pasted(cell: str) -> list[str]:
        text = f"<table><tr><td>{_NAME}</td><td>{cell}</td></tr></table>"
        found = Proposal(empty(), [read_pasted(text.encode(), empty())])
        return [c.new for c in found.changes]

    assert pasted("34<sup>1</sup>") == ["34次"]
    assert pasted("<s>31</s>34") == ["34次"]
    with pytest.raises(UserError):
        pasted("<del>34</del>")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("34①", "34"),
        ("6²", "6"),
        ("19⑴", "19"),
        ("①审结案件②", "①审结案件"),
        ("①", "①"),
        ("二〇二四年", "2024年"),
        ("２０件", "20件"),
    ],
)
def test_a_footnotes_mark_is_no_digit(text: str, wanted: str) -> None:
    assert tidy(text) == wanted
