"""What an import proposes, takes, remembers and leaves alone."""

import pytest

from courtdesk.excel.intake.offers import Standing
from courtdesk.models.departments import rename
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet, Figure
from tests.excel.drawn import NOW, by_cell, empty, proposed

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
