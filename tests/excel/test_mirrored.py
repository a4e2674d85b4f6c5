"""Tables whose names stand right of their figures."""

from tests.excel.drawn import empty, proposed


def taken(drawing: str) -> dict[str, str]:
    found = proposed(empty(), ("来件.xlsx", drawing))
    return {c.id: c.new for c in found.changes}


def test_a_name_right_of_its_figure_is_read_with_a_header_and_without() -> None:
    rows = "2731|件|执结各类案件\n341|件|网络司法拍卖"
    assert taken(rows) == {"F018": "2731件", "F020": "341件"}
    assert taken("数值|单位|指标名称\n" + rows) == {"F018": "2731件", "F020": "341件"}
    assert taken("2731件|执结各类案件\n'680余人|拘传") == {"F018": "2731件", "F027": "680余人"}


def test_what_follows_the_name_explains_it() -> None:
    assert taken("58|人次|邀请人大代表监督活动|含调研\n31|人次|邀请政协委员|") == {
        "F066": "58人次",
        "F067": "31人次",
    }


def test_two_such_tables_beside_each_other_are_sure_only_with_a_header() -> None:
    rows = "2731|件|执结各类案件|341|件|网络司法拍卖\n655|人|拘传|1102|人|纳入失信"
    wanted = {"F018": "2731件", "F020": "341件", "F025": "1102人", "F027": "655人"}
    assert taken("数值|单位|项目|数值|单位|项目\n" + rows) == wanted
    assert taken(rows) == {}  # a column of numbers may as well only count the rows
    found = proposed(empty(), ("来件.xlsx", rows))
    assert {o.id: o.new for o in found.offers.values()} == wanted


def test_words_behind_figures_that_have_a_name_stay_a_note() -> None:
    assert taken("执结各类案件|2731|较受理案件少") == {"F018": "2731件"}


def test_a_name_between_two_years_is_read_for_both_or_for_neither() -> None:
    got = taken("2022年|项目|2023年\n2509|执结各类案件数|2731")
    assert got["F018"] == "2731件" and len(got) == 1
