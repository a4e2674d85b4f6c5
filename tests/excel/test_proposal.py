"""What an import proposes, asks and takes."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courtdesk.excel.intake.looks import shown_in
from courtdesk.excel.intake.measured import Doubt, measured
from courtdesk.excel.intake.offers import Offer, Standing
from courtdesk.excel.intake.proposal import Proposal
from courtdesk.excel.reading import Cell
from courtdesk.models.departments import rename
from courtdesk.models.errors import UserError
from courtdesk.models.outline import Indicator, Measure
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure, Source, State
from courtdesk.models.value import written
from tests.excel.drawn import empty, proposed

NOW = datetime(2024, 1, 5, 10, 0)
ENFORCEMENT = """
执行局2023年数据
项目|单位|2023年
执结案件|件|2509
到位金额|亿元|'2.88
网络拍卖|件|335
  其中：成交|件|170
成交金额|万元|'1689.7万
拘传|人|720多
"""


@pytest.fixture(scope="module")
def sheet() -> FactSheet:
    return empty()


def by_cell(found: Proposal) -> dict[str, Offer]:
    return {o.cell: o for o in found.offers.values()}


def holding(sheet: FactSheet, id: str, printed: str, **more: object) -> FactSheet:
    """The sheet with one figure in it."""
    figure = sheet.figure(id).replaced(
        printed=Quantity.parse(printed), **({"state": State.RECEIVED} | more)
    )
    return written(sheet, f"figures.{id}", figure)


def test_sure_figures_are_taken_with_their_cells_and_a_doubt_is_asked(sheet: FactSheet) -> None:
    found = proposed(sheet, ("执行局.xlsx", ENFORCEMENT))
    assert [(c.id, c.new, c.cell) for c in found.changes] == [
        ("F018", "2509件", "C3"),
        ("F019", "2.88亿元", "C4"),
        ("F020", "335件", "C5"),
        ("F021", "170件", "C6"),
        ("F022", "1689.7万元", "C7"),
    ]
    (question,) = found.questions
    assert (question.kind, question.column, question.answer) == ("about", "C", "")
    found.answer(question.key, "keep")
    assert found.changes[-1].new == "720余人"
    after = found.applied(sheet, "甲", NOW, {"执行局.xlsx": "ab"})
    source = after.figure("F027").source
    assert (source.file, source.sheet, source.cell, source.sha256, source.who, source.when) == (
        "执行局.xlsx",
        "数据",
        "C8",
        "ab",
        "甲",
        NOW,
    )
    assert (after.filled, sheet.filled) == (6, 0)


def test_an_exact_number_typed_for_a_doubtful_one_is_taken(sheet: FactSheet) -> None:
    found = proposed(sheet, ("执行局.xlsx", ENFORCEMENT))
    key = by_cell(found)["C8"].key
    with pytest.raises(UserError, match="无法读取"):
        found.write(key, "许多")
    found.write(key, "724")
    offer = found.offers[key]
    assert (offer.new, offer.standing, offer.taken) == ("724人", Standing.SURE, True)


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


def test_a_total_without_a_name_checks_and_is_not_taken(sheet: FactSheet) -> None:
    drawing = "案件类型|审结（件）\n家事|1115\n涉农|42\n合计|1158"
    found = proposed(sheet, ("民庭.xlsx", drawing))
    assert [c.id for c in found.changes] == ["F012", "F017"]
    assert by_cell(found)["B4"].why == "合计，只用于核对"
    assert [(p.cell, p.message) for p in found.problems] == [
        ("B4", "合计写的是1158，各项相加是1157")
    ]


def test_a_total_that_is_the_indicator_stands_for_its_parts(sheet: FactSheet) -> None:
    drawing = (
        "派出法庭工作情况\n法庭|审结案件|其中：调解撤诉\n城关|800|400\n乡镇|691|356\n合计|1491|756"
    )
    found = proposed(sheet, ("派出法庭.xlsx", drawing))
    assert {c.id: c.new for c in found.changes} == {"F044": "1491件", "F045": "756件"}


def test_this_year_and_last_stand_side_by_side(sheet: FactSheet) -> None:
    found = proposed(sheet, ("执行局.xlsx", "指标|2023年|2022年|同比\n执结案件|2509|2310|8.6%"))
    assert [(c.id, c.field, c.new) for c in found.changes] == [
        ("F018", "printed", "2509件"),
        ("F018", "previous", "2310件"),
    ]


def test_two_files_that_differ_contradict_and_one_can_be_chosen(sheet: FactSheet) -> None:
    found = proposed(
        sheet,
        ("执行局.xlsx", "项目|数量\n执结案件|2509"),
        ("审管办.xlsx", "项目|数量\n执结案件|2510"),
    )
    one, two = found.offers.values()
    assert {one.standing, two.standing} == {Standing.CONFLICT}
    assert "审管办.xlsx 数据!B2 填 2510件" in one.why
    assert found.changes == ()
    assert [o.key for o in found.beside(two.key)] == [two.key, one.key]
    found.take([one.key], True)
    found.take([two.key], True)
    assert [c.new for c in found.changes] == ["2510件"]


def test_two_files_that_agree_are_one_and_the_more_exact_is_kept(sheet: FactSheet) -> None:
    found = proposed(
        sheet,
        ("一.xlsx", "项目|数量\n入企走访|260余次"),
        ("二.xlsx", "项目|数量\n入企走访|268次"),
    )
    assert [(c.file, c.new) for c in found.changes] == [("二.xlsx", "268次")]
    assert next(iter(found.offers.values())).standing is Standing.SAME


def test_a_checked_figure_is_not_overwritten_unasked(sheet: FactSheet) -> None:
    checked = holding(sheet, "F018", "2510件", state=State.CHECKED)
    found = proposed(checked, ("执行局.xlsx", "项目|数量\n执结案件|2509"))
    (offer,) = found.offers.values()
    assert (offer.standing, offer.old, offer.why) == (
        Standing.CONFLICT,
        "2510件",
        "已核的数是 2510件",
    )
    found.take([offer.key], True)
    after = found.applied(checked, "甲", NOW, {})
    assert (str(after.figure("F018").printed), after.figure("F018").state) == (
        "2509件",
        State.RECEIVED,
    )


@pytest.mark.parametrize("head", ["编号2023（采集）社旗县人民法院", "编号2023社旗县人民法院"])
def test_a_form_and_the_officer_s_own_workbook_contradict_a_checked_figure(
    sheet: FactSheet, head: str
) -> None:
    checked = holding(sheet, "F018", "2510件", state=State.CHECKED)
    drawing = f"指标|单位|本年|{head}\n执结各类案件数|件|2509|F018\n网络司法拍卖件数|件|335|F020"
    found = proposed(checked, ("执行局.xlsx", drawing))
    offers = by_cell(found)
    assert (offers["C2"].standing, offers["C3"].standing) == (Standing.CONFLICT, Standing.SURE)
    assert (offers["C2"].old, offers["C2"].new, offers["C2"].taken) == ("2510件", "2509件", False)
    assert offers["C2"].warnings == ("原来已核，采用后须重新核对",)
    assert [c.id for c in found.changes] == ["F020"]
    assert any("已核的数是 2510件" in p.message for p in found.problems)
    found.take([offers["C2"].key], True)
    after = found.applied(checked, "甲", NOW, {}).figure("F018")
    assert (str(after.printed), after.state) == ("2509件", State.RECEIVED)


def test_the_officer_s_own_workbook_corrects_what_nobody_checked(sheet: FactSheet) -> None:
    came = holding(sheet, "F018", "2510件", source=Source(file="执行局.xlsx"))
    drawing = "指标|单位|本年|编号2023社旗县人民法院\n执结各类案件数|件|2509|F018"
    assert [c.new for c in proposed(came, ("总表.xlsx", drawing)).changes] == ["2509件"]


def test_a_checked_figure_is_not_emptied_unasked(sheet: FactSheet) -> None:
    checked = holding(sheet, "F018", "2510件", state=State.CHECKED)
    drawing = "指标|单位|本年|编号2023社旗县人民法院\n执结各类案件数|件|—|F018"
    found = proposed(checked, ("总表.xlsx", drawing))
    (offer,) = found.offers.values()
    assert (offer.standing, offer.new, found.changes) == (Standing.CONFLICT, "", ())


def test_what_agrees_with_the_sheet_changes_nothing(sheet: FactSheet) -> None:
    held = holding(sheet, "F019", "2.88亿元", state=State.CHECKED)
    found = proposed(held, ("执行局.xlsx", "项目|数量\n到位金额（元）|287984310"))
    (offer,) = found.offers.values()
    assert (offer.standing, found.changes) == (Standing.SAME, ())


def test_a_file_sent_again_replaces_its_own_figures(sheet: FactSheet) -> None:
    held = holding(sheet, "F018", "2500件", source=Source(file="执行局.xlsx"))
    again = proposed(held, ("执行局.xlsx", "项目|数量\n执结案件|2509"))
    assert [c.new for c in again.changes] == ["2509件"]
    other = proposed(held, ("别处.xlsx", "项目|数量\n执结案件|2509"))
    assert [o.standing for o in other.offers.values()] == [Standing.CONFLICT]


def test_locked_and_computed_figures_stay(sheet: FactSheet) -> None:
    locked = holding(sheet, "F018", "2510件", state=State.LOCKED)
    drawing = "项目|数量\n执结案件|2509\n网拍成交率|50.7%\n限高|1220"
    found = proposed(locked, ("执行局.xlsx", drawing))
    assert [c.id for c in found.changes] == ["F026"]
    offers = by_cell(found)
    assert (offers["B2"].standing, offers["B2"].why) == (Standing.REFUSED, "已锁定")
    assert offers["B3"].why == "由其他指标算出"


def test_what_a_person_decided_is_remembered_for_the_department(sheet: FactSheet) -> None:
    drawing = "项目|单位|数量\n上黑榜的人|人|1027\n限高|人|1220"
    first = proposed(sheet, ("执行局.xlsx", drawing))
    key = by_cell(first)["C2"].key
    assert not first.offers[key].taken
    first.target(key, "F025")
    after = first.applied(sheet, "甲", NOW, {})
    assert [(a.department, a.indicator) for a in after.aliases] == [("执行局", "F025")]
    cleared = after.replaced(figures=sheet.figures)
    again = proposed(cleared, ("执行局2.xlsx", drawing))
    assert [c.id for c in again.changes] == ["F025", "F026"]
    elsewhere = proposed(cleared, ("民庭.xlsx", drawing))
    assert "F025" not in [c.id for c in elsewhere.changes]


def test_a_name_remembered_for_an_indicator_that_is_gone_is_forgotten(sheet: FactSheet) -> None:
    from courtdesk.models.sheet import Alias

    stale = sheet.replaced(aliases=(Alias(department="执行局", label="限高|人", indicator="gone"),))
    found = proposed(stale, ("执行局.xlsx", "项目|单位|数量\n限高|人|1220"))
    assert [c.id for c in found.changes] == ["F026"]


def test_a_row_sent_to_no_indicator_is_left(sheet: FactSheet) -> None:
    found = proposed(sheet, ("执行局.xlsx", "项目|数量\n执结案件|2509"))
    (key,) = found.offers
    found.target(key, "")
    assert found.changes == ()
    assert found.offers[key].standing is Standing.IGNORED


def test_the_likeliest_three_are_offered_and_below_the_threshold_none_is_taken(
    sheet: FactSheet,
) -> None:
    found = proposed(sheet, ("执行局.xlsx", "项目|数量\n执行工作|2509\n限高|1220"))
    offer = by_cell(found)["B2"]
    assert not offer.taken
    assert len(offer.choices) <= 3
    assert by_cell(found)["B3"].choices[0].id == "F026"


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


def test_a_department_is_known_by_its_old_name_and_words_after_it_got_a_longer_one(
    sheet: FactSheet,
) -> None:
    first = proposed(sheet, ("执行局.xlsx", "项目|数量\n上黑榜的人|1027人\n限高|1220人"))
    first.target(by_cell(first)["B2"].key, "F025")
    after = rename(first.applied(sheet, "甲", NOW, {}), "执行局", "执行局（执行指挥中心）")
    again = proposed(blanked(after), ("执行局报送.xlsx", "项目|数量\n上黑榜的人|1031人"))
    (offer,) = again.offers.values()
    assert (offer.department, offer.id, offer.standing) == (
        "执行局（执行指挥中心）",
        "F025",
        Standing.SURE,
    )


def blanked(sheet: FactSheet) -> FactSheet:
    """The sheet with what it remembers, and no figures."""
    return sheet.replaced(figures=tuple(Figure(id=f.id) for f in sheet.figures))


@pytest.mark.parametrize(
    ("file", "label"),
    [
        ("民事审判庭报送.xlsx", "受理案件"),
        ("民事审判庭报送.xlsx", "审执结"),
        ("执行局报送.xlsx", "执行案件受理数"),
        ("数据.xlsx", "受理"),
        ("审管办.xlsx", "受理案件（执行）"),
        ("审管办.xlsx", "执行案件受理数"),
        ("审管办.xlsx", "民事案件受理数"),
        ("执行局报送.xlsx", "解除限制消费人数"),
    ],
)
def test_what_a_division_counts_of_its_own_is_not_taken_for_the_courts(
    sheet: FactSheet, file: str, label: str
) -> None:
    assert proposed(sheet, (file, f"项目|数量\n{label}|1800")).changes == ()


@pytest.mark.parametrize(
    ("file", "label"),
    [
        ("审管办.xlsx", "受理案件"),
        ("审管办.xlsx", "受理案件（含旧存）"),
        ("数据.xlsx", "全院受理案件"),
        ("民事审判庭报送.xlsx", "全院受理案件"),
    ],
)
def test_what_is_said_of_the_whole_court_is_the_courts(
    sheet: FactSheet, file: str, label: str
) -> None:
    found = proposed(sheet, (file, f"项目|数量\n{label}|10336"))
    assert [(c.id, c.new) for c in found.changes] == [("F001", "10336件")]


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
