"""The sheet: absent is absent, and it fits its outline."""

import pytest
from pydantic import ValidationError

from courtdesk.models.article import Article, Block, BlockKind, Run
from courtdesk.models.outline import Formula, Indicator, Item, Outline, Section
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import (
    Explanation,
    FactSheet,
    Figure,
    Passage,
    Photo,
    Source,
    blank,
    fitted,
)
from courtdesk.models.value import written

TOTAL = Indicator(id="D", label="合计", formula=Formula(kind="sum", terms=("A", "B")))


def item(id: str, *indicators: str) -> Item:
    held = tuple(Indicator(id=i, label=i) for i in indicators)
    return Item(id=id, heading=id, indicators=held)


@pytest.fixture
def sheet() -> FactSheet:
    lead = Item(id="lead", heading="导语", indicators=(*item("x", "A").indicators, TOTAL))
    sections = (Section(id="s", title="聚力", items=(item("i", "B", "C"),)),)
    return blank("甲县人民法院", 2023, Outline(name="甲", lead=lead, sections=sections))


def test_a_blank_sheet_has_a_place_for_all_that_is_delivered_and_nothing_derived(sheet):
    assert [f.id for f in sheet.figures] == ["A", "B", "C"]
    assert all(f.printed is None for f in sheet.figures)
    assert [p.id for p in sheet.passages] == ["lead", "i"]
    assert [i.id for i in sheet.wanted] == ["A", "B", "C"]
    assert sheet.filled == 0
    assert sheet.period == "2023年"


def test_zero_is_filled_and_absent_is_not(sheet):
    zero = written(sheet, "figures.A.printed", Quantity.parse("0件"))
    assert zero.filled == 1
    assert sheet.filled == 0


def test_a_figure_nobody_delivered_is_absent(sheet):
    assert sheet.figure("gone") == Figure(id="gone")
    assert sheet.passage("gone") == ""


def test_fitting_to_another_outline_keeps_what_has_a_place_and_drops_the_rest(sheet):
    full = written(sheet, "figures.C.printed", Quantity.parse("3件"))
    full = written(full, "passages.i.text", "审结{C}。")
    other = full.outline.replaced(lead=item("lead"), sections=full.outline.sections)
    result = fitted(full.replaced(outline=other))
    assert [f.id for f in result.figures] == ["B", "C"]
    assert result.figures[1] is full.figures[2]
    assert result.passage("i") == "审结{C}。"
    assert fitted(result) == result


@pytest.mark.parametrize(
    "changes",
    [
        {"figures": (Figure(id="A"), Figure(id="A"))},
        {"passages": (Passage(id="i"), Passage(id="i"))},
        {"photos": (Photo(id="p", name="", sha256=""), Photo(id="p", name="", sha256=""))},
        {"year": 1948},
        {"year": 2200},
    ],
)
def test_a_sheet_that_cannot_be_addressed_is_refused(sheet, changes):
    with pytest.raises(ValidationError):
        sheet.replaced(**changes)


def test_an_explanation_without_a_reason_is_refused():
    with pytest.raises(ValidationError):
        Explanation(id="R05", path="figures.A.printed", reason="", values="A=3件")


def test_a_source_reads_as_file_cell_and_giver():
    source = Source(who="执行局", file="执行局.xlsx", sheet="报送表", cell="C7")
    assert str(source) == "执行局.xlsx 报送表!C7 执行局"
    assert str(Source()) == ""


def test_an_article_counts_what_an_editor_counts():
    runs = (Run(text="审结"), Run(text="583件", figure="A"), Run(text=" 。\n"))
    block = Block(
        kind=BlockKind.ITEM, path="passages.i.text", runs=runs, titled=(Run(text="条目。"),)
    )
    assert block.text == "审结583件 。\n"
    assert Article(blocks=(block,)).characters == len("条目。审结583件。")
