"""What of a table is listed and not taken unasked, and how a user settles it."""

import pytest
from hypothesis import given, settings

from courtdesk.excel.reading import Cell, Page
from courtdesk.models.errors import UserError
from courtdesk.models.outline import Measure
from courtdesk.models.sheet import State
from tests.excel.drawn import page
from tests.excel.founding import WORK, made, named, proposed, said
from tests.excel.grids import GRIDS


def test_a_cell_that_cannot_be_read_is_listed_with_its_cell_and_left() -> None:
    founding = proposed(("数据.xlsx", "指标|单位|本年|上年\n受理|件|#N/A|8\n审结|件|9|7"))
    line = named(founding, "受理件数")
    assert (line.cell, line.printed, line.taken) == ("C2", None, False)
    assert line.doubt == "是错误值 #N/A：请改正公式或直接填写数字"
    assert [i.label for i in made(founding).wanted] == ["审结件数"]


def test_a_row_without_a_figure_is_listed_and_can_be_awaited() -> None:
    founding = proposed(("数据.xlsx", "指标|单位|本年\n受理|件|8\n培训|次|\n审结|件|9"))
    line = named(founding, "培训次数")
    assert (line.doubt, line.taken, line.cell) == ("这一行没有数", False, "A3")
    assert [n.indicator.label for n in founding.lines][1] == "培训次数"
    sheet = made(founding.take([line.key], True))
    figure = sheet.figure(sheet.wanted[1].id)
    assert (figure.printed, figure.state) == (None, State.AWAITED)


def test_an_amount_without_a_unit_is_doubtful() -> None:
    founding = proposed(("数据.xlsx", "指标|本年\n为当事人节约佣金|80\n拘传|7人"))
    assert named(founding, "为当事人节约佣金").doubt == "没有写明是元、万元还是亿元"


def test_what_a_title_counts_in_does_not_hold_for_a_rate() -> None:
    founding = proposed(("数据.xlsx", "2024年数据\n单位：件\n指标|本年\n受理|8\n结案率|95.5"))
    assert said(named(founding, "结案率")) == "95.5%"
    assert said(named(founding, "受理件数")) == "8件"


def test_nothing_becomes_a_sheet_when_nothing_is_ticked() -> None:
    founding = proposed(("工作数据.xlsx", WORK))
    with pytest.raises(UserError, match="没有勾选"):
        made(founding.take([n.key for n in founding.lines], False))


def test_a_unit_is_given_to_figures_that_had_none_and_changes_what_they_print() -> None:
    founding = proposed(("数据.xlsx", "指标|本年|上年\n巡回活动|8|7"))
    (line,) = founding.lines
    assert (line.note, said(line)) == ("没有写单位", "8 7")
    (fresh,) = founding.correct([line.key], "unit", "场").lines
    assert (said(fresh), fresh.indicator.unit, fresh.note) == ("8场 7场", "场", "")
    (scaled,) = founding.correct([line.key], "unit", "万元").lines
    assert (said(scaled), scaled.indicator.unit) == ("8万元 7万元", "元")
    assert scaled.indicator.measure is Measure.MONEY


def test_a_typed_figure_is_taken_and_beyond_doubt() -> None:
    founding = proposed(("数据.xlsx", "指标|单位|本年\n受理|件|#N/A\n审结|件|9"))
    key = named(founding, "受理件数").key
    line = named(founding.correct([key], "printed", "12"), "受理件数")
    assert (said(line), line.doubt, line.taken) == ("12件", "", True)
    with pytest.raises(UserError, match="无法读取"):
        founding.correct([key], "printed", "很多")
    with pytest.raises(UserError, match="名称不能空着"):
        founding.correct([key], "label", "  ")


def test_more_figures_than_a_sheet_holds_are_refused() -> None:
    pages = [
        page(
            "指标|"
            + "|".join(f"甲{n}" for n in range(30))
            + "\n"
            + "\n".join(f"项{r}|" + "|".join("5" * 30) for r in range(80)),
            f"表{p}",
        )
        for p in "ab"
    ]
    with pytest.raises(UserError, match="超过2000个"):
        proposed(("明细.xlsx", pages))


@settings(max_examples=100, deadline=None)
@given(GRIDS)
def test_any_page_makes_a_sheet_of_what_is_ticked_or_says_why_not(
    rows: dict[int, dict[int, Cell]],
) -> None:
    try:
        founding = proposed(("数据.xlsx", [Page("数据", rows)]))
    except UserError as error:
        assert str(error).startswith("“数据.xlsx”")
        return
    keys = [line.key for line in founding.lines]
    assert len(set(keys)) == len(keys)
    sheet = made(founding.take(keys, True))
    assert len(sheet.wanted) == len(keys)
    assert all(i.label for i in sheet.wanted)
    printed = sorted(str(f.printed) for f in sheet.figures if f.printed)
    assert printed == sorted(str(n.printed) for n in founding.lines if n.printed)
    for account in founding.accounts:
        assert account.seen == account.used + sum(left.count for left in account.left)


def test_figures_side_by_side_without_heads_are_in_doubt() -> None:
    founding = proposed(("数据.xlsx", "受理案件|件|120|110\n审结案件|件|118|100"))
    assert {n.doubt for n in founding.lines} == {"同一行有几个数，没有表头说明各是什么"}
    assert len(founding.lines) == 4 and not founding.taken


def test_what_an_import_would_ask_about_is_in_doubt_here_too() -> None:
    table = "某县人民法院2024年上半年数据\n指标|单位|数量\n受理|件|9（暂估）\n审结|件|8"
    founding = proposed(("数据.xlsx", table))
    assert not founding.taken
    assert all("请核对是不是全年的数" in line.doubt for line in founding.lines)
