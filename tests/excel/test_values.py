"""How the figure of one cell is read, and what is asked before it is taken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courtdesk.excel.intake.looks import shown_in
from courtdesk.excel.intake.measured import Doubt, measured
from courtdesk.excel.intake.offers import Standing
from courtdesk.excel.reading import Cell
from courtdesk.models.outline import Indicator, Measure
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet
from tests.excel.drawn import by_cell, empty, proposed


@pytest.fixture(scope="module")
def sheet() -> FactSheet:
    return empty()


@pytest.mark.parametrize(
    ("label", "cell", "new"),
    [
        ("执结案件", "2509", "2509件"),
        ("执结案件", "'２５０９", "2509件"),
        ("执结案件", "2 509件", "2509件"),
        ("执结案件", "2,509", "2509件"),
        ("执结案件", "2509件（含旧存120件）", "2509件"),
        ("到位金额（亿元）", "2.88", "2.88亿元"),
        ("到位金额（万元）", "28,800.5", "28800.5万元"),
        ("到位金额（万元）", "2.88亿", "2.88亿元"),
        ("到位金额", "2.88亿元", "2.88亿元"),
        ("到位金额（元）", "287984310.5", "287984310.5元"),
        ("申请执行率", "p0.407", "40.7%"),
        ("申请执行率", "p0.40733333", "40.73%"),
        ("申请执行率", "40.7％", "40.7%"),
        ("申请执行率（%）", "40.7", "40.7%"),
        ("自动履行比例", "近60%", "近60%"),
        ("失信被执行人（名）", "1027", "1027人"),
        ("节约佣金", "80余万元", "80余万元"),
    ],
)
def test_a_value_is_read_however_it_is_written(
    sheet: FactSheet, label: str, cell: str, new: str
) -> None:
    found = proposed(sheet, ("执行局.xlsx", f"项目|数量\n{label}|{cell}"))
    assert [c.new for c in found.changes] == [new]


@pytest.mark.parametrize("text", ["第3", "3", "全市第3", "第3名", "3/13", "位居全市第3位"])
def test_a_rank_is_read_however_it_is_written(sheet: FactSheet, text: str) -> None:
    found = proposed(sheet, ("审管办.xlsx", f"指标|位次\n整体审判质效|{text}"))
    assert [(c.id, c.new) for c in found.changes] == [("F003", "第3")]


@pytest.mark.parametrize("text", ["—", "/", "无", "--", "未统计", "－", "…"])
def test_what_is_missing_is_missing_and_never_nought(sheet: FactSheet, text: str) -> None:
    found = proposed(sheet, ("执行局.xlsx", f"项目|数量\n执结案件|{text}\n限高|1220"))
    offer = by_cell(found)["B2"]
    assert (offer.standing, offer.why, offer.new) == (Standing.IGNORED, "没有数", "")
    assert [c.id for c in found.changes] == ["F026"]


def test_nought_is_a_figure(sheet: FactSheet) -> None:
    found = proposed(sheet, ("执行局.xlsx", "项目|数量\n执结案件|0"))
    assert [c.new for c in found.changes] == ["0件"]


def test_two_figures_in_a_cell_go_to_two_indicators(sheet: FactSheet) -> None:
    drawing = "项目|情况|\n强制腾房|6次7处\n交通肇事、危险驾驶|96件96人"
    found = proposed(sheet, ("数据.xlsx", drawing))
    assert {c.id: c.new for c in found.changes} == {
        "F028": "6次",
        "F029": "7处",
        "F004": "96件",
        "F005": "96人",
    }
    slashed = proposed(sheet, ("刑庭.xlsx", "类别|件/人\n抢劫、盗窃|59/63"))
    assert {c.id: c.new for c in slashed.changes} == {"F006": "59件", "F007": "63人"}


def test_shares_without_per_cent_are_asked_once_a_column(sheet: FactSheet) -> None:
    drawing = "指标|数值\n家事案件调撤率|0.5229\n审限内结案率|1\n院庭长结案占比|0.4509"
    found = proposed(sheet, ("审管办.xlsx", drawing))
    assert found.changes == ()
    (question,) = found.questions
    assert [words for _, words in question.choices] == ["是 52.29%", "是 0.5229%"]
    found.answer(question.key, "fraction")
    assert [c.new for c in found.changes] == ["52.29%", "100%", "45.09%"]
    found.answer(question.key, "percent")
    assert [c.new for c in found.changes] == ["0.5229%", "1%", "0.4509%"]
    assert len(found.questions) == 1


def test_an_amount_without_a_unit_is_asked(sheet: FactSheet) -> None:
    found = proposed(sheet, ("执行局.xlsx", "项目|数量\n到位金额|2.88\n成交金额|0.17"))
    (question,) = found.questions
    assert question.kind == "money"
    found.answer(question.key, "亿元")
    assert [c.new for c in found.changes] == ["2.88亿元", "0.17亿元"]


def test_another_measure_word_is_asked_unless_it_counts_the_same(sheet: FactSheet) -> None:
    same = proposed(sheet, ("办公室.xlsx", "事项|数量\n解决涉法涉诉问题|50余个"))
    assert [c.new for c in same.changes] == ["50余项"]
    other = proposed(sheet, ("办公室.xlsx", "事项|数量\n邀请人大代表参加监督活动|60次"))
    assert other.changes == ()


def test_money_is_never_taken_for_a_count(sheet: FactSheet) -> None:
    found = proposed(sheet, ("执行局.xlsx", "项目|单位|数量\n执结案件|万元|2509"))
    assert found.changes == ()
    found.target(by_cell(found)["C2"].key, "F018")
    assert by_cell(found)["C2"].standing is Standing.REFUSED


@pytest.mark.parametrize("bad", ["#REF!", "许多"])
def test_what_cannot_be_read_is_told_with_its_cell(sheet: FactSheet, bad: str) -> None:
    found = proposed(sheet, ("执行局.xlsx", f"项目|数量\n执结案件|{bad}\n限高|1220"))
    assert [c.id for c in found.changes] == ["F026"]
    (account,) = found.accounts
    assert account.seen == account.used + sum(g.count for g in account.left)
    assert any("B2" in cell for g in account.left for cell in g.cells)


WILD = st.one_of(
    st.sampled_from(["NaN", "-NaN", "Infinity", "1E+400", "1E-400", "9" * 40, "1E+999999", "0.5"]),
    st.decimals(allow_nan=True, allow_infinity=True).map(str),
    st.integers().map(str),
)


WRITTEN = st.from_regex(r"[约近超]?[0-9]{1,6}(\.[0-9]{1,3})?[万亿]?[余多]?[件人元%]?")


ANY_CELL = st.one_of(
    st.builds(Cell, st.sampled_from(["n", "p"]), WILD),
    st.builds(Cell, st.sampled_from(["s", "d", "e", "b", "f", "x"]), st.text(max_size=30)),
    st.builds(Cell, st.just("s"), WRITTEN),
)


@given(
    cell=ANY_CELL,
    unit=st.sampled_from(["", "件", "万元", "%", "位", "件/人", "人次", "怪"]),
    indicator=st.sampled_from(empty().outline.indicators),
    answers=st.dictionaries(
        st.sampled_from(Doubt), st.sampled_from(["", "keep", "fraction", "percent", "万元", "take"])
    ),
)
@settings(max_examples=400)
def test_no_cell_makes_the_reading_fail_and_what_is_read_suits_the_indicator(
    cell: Cell, unit: str, indicator: Indicator, answers: dict[Doubt, str]
) -> None:
    found = measured(cell, shown_in(cell), unit, indicator, answers)
    assert bool(found.quantity) != bool(found.refusal)
    if found.quantity is not None:
        rank = indicator.measure is Measure.RANK
        again = Quantity.parse(found.quantity.printed, "位" if rank else indicator.unit)
        assert again == found.quantity


def test_a_range_is_asked_about_and_may_stay(sheet: FactSheet) -> None:
    found = proposed(sheet, ("综合办.xlsx", "项目|数量\n入企走访|260～270次"))
    (question,) = found.questions
    assert (question.kind, found.changes) == ("about", ())
    found.answer(question.key, "wait")
    assert found.changes == ()
    found.answer(question.key, "keep")
    assert [c.new for c in found.changes] == ["260～270次"]


@pytest.mark.parametrize(("text", "new"), [("两个", "2个"), ("二个", "2个"), ("十二个", "12个")])
def test_chinese_numerals_become_digits(sheet: FactSheet, text: str, new: str) -> None:
    found = proposed(sheet, ("派出法庭.xlsx", f"项目|数量\n派出人民法庭|{text}"))
    assert [c.new for c in found.changes] == [new]
