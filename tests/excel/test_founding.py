"""Tables that are all a court has become a sheet with an outline of their own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings

from courtdesk import resources
from courtdesk.excel.forms import form
from courtdesk.excel.founding.formula import Terms, formula_in
from courtdesk.excel.founding.founding import Founding, founded
from courtdesk.excel.founding.line import Line
from courtdesk.excel.founding.made import made as keeping
from courtdesk.excel.founding.made import sheet_of
from courtdesk.excel.founding.opened import Opened, open_files
from courtdesk.excel.founding.whose import court_of, year_of
from courtdesk.excel.intake.files import Reading, read_files
from courtdesk.excel.intake.proposal import Proposal
from courtdesk.excel.intake.weighing import agree
from courtdesk.excel.reading import Cell, Page, Pages
from courtdesk.excel.workbook import workbook
from courtdesk.models.delivery import deliveries
from courtdesk.models.errors import UserError
from courtdesk.models.outline import Formula, HeadingForm, Measure
from courtdesk.models.sheet import FactSheet, Request, State
from courtdesk.writing.samples import load_sample
from tests.excel.drawn import empty, page
from tests.excel.test_survey import GRIDS

NOW = datetime(2024, 1, 5, 9, 0, tzinfo=UTC)
DEPARTMENTS = sorted(p for p in resources.sample("departments").glob("*.*") if p.suffix != ".py")
WORK = """
临河县人民法院2024年度工作数据
类别|指标|单位|本年|上年|同比|责任部门|口径
审判执行|受理案件数|件|12034|11020|9.2%|审管办|含旧存
|结案率|%|95.56|98.91||审管办|
诉讼服务|网上立案|件|820|700||立案庭|
|其中：跨域|件|21|20||立案庭|
"""


def drawn(*files: tuple[str, str | Sequence[Page]]) -> tuple[Opened, ...]:
    """Files as they would be read, each a name and a drawing or its pages."""
    return tuple(
        Opened(
            Reading(name, Path(name), sha256="ab"),
            Pages(True, (page(said),) if isinstance(said, str) else tuple(said)),
        )
        for name, said in files
    )


def proposed(*files: tuple[str, str | Sequence[Page]], year: int = 2024) -> Founding:
    return founded(drawn(*files), year)


def shape(lines: Sequence[Line]) -> dict[str, dict[str, list[str]]]:
    """The names of what is proposed, by part and item."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        items = found.setdefault(line.section, {})
        items.setdefault(line.item, []).append(line.indicator.label)
    return found


def said(line: Line) -> str:
    return " ".join(str(q) for q in (line.printed, line.previous) if q is not None)


def named(founding: Founding, label: str) -> Line:
    return next(line for line in founding.lines if line.indicator.label == label)


def made(founding: Founding, court: str = "临河县人民法院") -> FactSheet:
    return sheet_of(founding, court, "甲", NOW)


# --- what the court has ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def departments() -> Founding:
    opened = open_files(DEPARTMENTS)
    return founded(opened, year_of(opened))


def test_the_ten_departments_files_give_every_figure_of_the_sample(departments: Founding) -> None:
    sheet = empty()
    imported = Proposal(sheet, read_files(DEPARTMENTS, sheet))
    for question in imported.questions:
        imported.answer(question.key, question.choices[0][0])
    sample, _ = load_sample("sheqi-2023")
    lines = {line.key: line for line in departments.lines}
    assert departments.year == 2023 and len(imported.taken) == 68
    for offer in imported.taken:  # which the sample's own test holds to its figures
        line, wanted = lines[offer.key], sample.figure(offer.id).printed
        assert line.printed is not None and wanted is not None
        assert agree(line.printed, wanted) or line.indicator.unit != wanted.unit, offer.label
        assert line.printed.value == wanted.value, (offer.label, line.printed, wanted)
        indicator = sample.outline.indicator(offer.id)
        assert line.indicator.measure is indicator.measure, offer.label
        assert line.indicator.department == indicator.department, offer.label


def test_only_totals_and_shares_that_may_be_per_cents_are_left_to_the_user(
    departments: Founding,
) -> None:
    left = {line.place: line.doubt for line in departments.lines if not line.taken}
    assert left == {
        "刑事!C8": "合计，可由各项相加得出",
        "刑事!D8": "合计，可由各项相加得出",
        "2023!B9": "合计，可由各项相加得出",
        "质效指标!C4": "表中是 0.5229，应是 52.29% 还是 0.5229%",
        "质效指标!C5": "表中是 1，应是 100% 还是 1%",
        "质效指标!C6": "表中是 0.4509，应是 45.09% 还是 0.4509%",
    }


def test_several_files_are_a_part_each_and_their_groups_are_items(departments: Founding) -> None:
    found = shape(departments.lines)
    assert len(found) == 10
    assert found["政治部"] == {
        "市级以上表彰": ["集体数", "个人数"],
        "普法宣传": ["专项普法宣传活动次数"],
    }
    assert list(found["审管办（研究室）"]) == ["办案总体情况", "质效指标", "位次", "研究室"]
    assert found["执行局"]["主要数据"][2:5] == [
        "网络拍卖件数",
        "网络拍卖成交件数",
        "网络拍卖成交金额",
    ]
    assert {"强制腾房次数", "强制腾房处数"} <= set(found["执行局"]["主要数据"])


def test_no_two_names_are_equal(departments: Founding) -> None:
    labels = [line.indicator.label for line in departments.lines]
    assert len(set(labels)) == len(labels)


def test_figures_stand_in_the_sheet_as_an_import_leaves_them(departments: Founding) -> None:
    kept = {o.reading.file: o.reading.sha256 for o in departments.opened}
    sheet = sheet_of(departments, "社旗县人民法院", "甲", NOW)
    assert (sheet.filled, len(sheet.wanted), sheet.year) == (65, 65, 2023)
    figure = next(f for f in sheet.figures if str(f.printed) == "1689.7万元")
    assert figure.state is State.RECEIVED
    source = figure.source
    assert (source.who, source.when) == ("甲", NOW)
    assert source.file == "执行局2023年度工作数据.xlsx"
    assert (source.sheet, source.cell) == ("执行数据", "D8")
    assert source.sha256 == kept[source.file]
    assert ("王某", "0377-67890012") in {(r.by, r.phone) for r in sheet.replies}


@pytest.mark.parametrize("name", ["sheqi-2023", "yunchuan-2024"])
def test_our_own_workbook_comes_back_as_the_sheet_it_was(name: str, tmp_path: Path) -> None:
    sample, _ = load_sample(name)
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(workbook(sample, (), date(2025, 1, 1)))
    opened = open_files([path])
    assert (court_of(opened), year_of(opened)) == (sample.court, sample.year)
    founding = founded(opened, sample.year)
    assert not founding.problems and not [line for line in founding.lines if line.doubt]
    back = made(founding, sample.court)
    assert (back.court, back.year, back.fictional) == (
        sample.court,
        sample.year,
        sample.fictional,
    )

    # an item without an indicator has no row in a workbook
    def parts(sheet: FactSheet) -> list[tuple[str, str, list[tuple[str, list[str]]]]]:
        return [
            (
                s.title,
                s.slogan,
                [(i.heading, [n.id for n in i.indicators]) for i in s.items if i.indicators],
            )
            for s in sheet.outline.sections
        ]

    assert parts(back) == parts(sample)
    assert [i.id for i in back.outline.lead.indicators] == [
        i.id for i in sample.outline.lead.indicators
    ]
    for wanted in sample.outline.indicators:
        found = back.outline.indicator(wanted.id)
        told = {} if wanted.formula is None else {"department": ""}
        printed = sample.figure(wanted.id).printed
        if printed is not None and printed.unit == found.unit:  # 32名 where 人 are counted
            told["unit"] = found.unit
        assert found.replaced(short=wanted.short) == wanted.replaced(**told), wanted.label
    for figure in sample.figures:
        twin = back.figure(figure.id)
        assert (twin.printed, twin.previous) == (figure.printed, figure.previous), figure.id
        assert twin.note == figure.note


# --- parts and items ------------------------------------------------------------------------------


def test_the_groups_of_one_table_are_its_parts() -> None:
    founding = proposed(("工作数据.xlsx", WORK))
    assert shape(founding.lines) == {
        "审判执行": {"主要数据": ["受理案件数", "结案率"]},
        "诉讼服务": {"主要数据": ["网上立案数", "网上立案跨域件数"]},
    }
    first = founding.lines[0]
    assert (said(first), first.indicator.department) == ("12034件 11020件", "审管办")
    assert (first.indicator.definition, first.place) == ("含旧存", "数据!D3")


def test_one_table_without_groups_is_one_part_with_one_item_that_prints_no_heading() -> None:
    founding = proposed(("执行局2024年数据.xlsx", "指标|单位|本年\n执结案件|件|9\n拘传|人|7"))
    assert shape(founding.lines) == {"执行局": {"主要数据": ["执结案件数", "拘传人数"]}}
    (section,) = made(founding).outline.sections
    assert section.items[0].form is HeadingForm.NONE


@pytest.mark.parametrize("look", ["alone", "merged", "numbered"])
def test_a_group_only_some_figures_stand_under_is_an_item(look: str) -> None:
    table = """
工作内容|数量
跨域立案|21件
网上立案|9件
诉前调解|
分流|34件
成功|20件
"""
    drawing = page(table.replace("诉前调解", "一、诉前调解") if look == "numbered" else table)
    if look == "alone":  # every other row says its unit
        drawing = page(table.replace("件", "|件").replace("数量", "数量|单位"))
    merged = ((3, 0, 1, 2),) if look == "merged" else ()
    founding = proposed(("立案庭.xlsx", [replace(drawing, merged=merged)]))
    assert shape(founding.lines) == {
        "立案庭": {"主要数据": ["跨域立案数", "网上立案数"], "诉前调解": ["分流件数", "成功件数"]}
    }


def test_the_worksheets_of_one_workbook_are_its_parts() -> None:
    pages = [
        page("指标|单位|本年\n审结案件|件|9", "审判工作"),
        page("指标|单位|本年\n审结案件|件|8", "执行工作"),
    ]
    founding = proposed(("全院.xlsx", pages))
    assert shape(founding.lines) == {
        "审判工作": {"主要数据": ["审判工作审结案件数"]},
        "执行工作": {"主要数据": ["执行工作审结案件数"]},
    }


def test_a_column_that_names_the_part_joins_several_files() -> None:
    head = "部分|指标|单位|本年\n"
    founding = proposed(
        ("民庭.xlsx", head + "聚力公正|审结民事案件|件|9\n聚力服务|巡回审判|场|3"),
        ("刑庭.xlsx", head + "聚力公正|审结刑事案件|件|5"),
    )
    assert shape(founding.lines) == {
        "聚力公正": {"主要数据": ["审结民事案件数", "审结刑事案件数"]},
        "聚力服务": {"主要数据": ["巡回审判场次"]},
    }


def test_a_part_called_the_lead_becomes_the_courts_totals() -> None:
    founding = proposed(("工作数据.xlsx", WORK))
    sheet = made(founding.correct([founding.lines[0].key], "section", "导语"))
    assert [i.label for i in sheet.outline.lead.indicators] == ["受理案件数"]


# --- what is doubtful -----------------------------------------------------------------------------


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


# --- whose it is ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "drawing", "court", "year"),
    [
        ("工作数据.xlsx", WORK, "临河县人民法院", 2024),
        ("临河县人民法院2022年统计.xlsx", "指标|本年\n受理|8件", "临河县人民法院", 2022),
        ("数据.xlsx", "指标|2023年|2022年\n受理|8|7", "", 2023),
        ("2023年度滑县人民法院数据.xlsx", "指标|本年\n受理|8件", "滑县人民法院", 2023),
        ("数据.xlsx", "全市法院数据\n指标|本年\n受理|8\n填报日期：2024年1月4日", "", 0),
    ],
)
def test_court_and_year_are_taken_from_titles_and_names(
    name: str, drawing: str, court: str, year: int
) -> None:
    opened = drawn((name, drawing))
    assert (court_of(opened), year_of(opened)) == (court, year)


def test_another_year_reads_the_columns_anew_and_keeps_what_was_corrected() -> None:
    table = "指标|单位|2023年|2022年\n受理|件|8|7\n审结|件|6|5"
    founding = proposed(("数据.xlsx", table), year=2022)
    assert [said(line) for line in founding.lines] == ["7件", "5件"]
    later = founding.correct([founding.lines[1].key], "label", "办结数").again(2023, "")
    assert said(later.lines[0]) == "8件 7件"
    again = later.again(2022, "")
    assert [n.indicator.label for n in again.lines] == ["受理件数", "办结数"]


# --- corrections ----------------------------------------------------------------------------------


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


# --- files nobody should have sent ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "是空文件"),
        (b"%PDF-1.7 ...", "不是表格文件"),
        (b"PK\x03\x04 cut", "“数据.xlsx”"),
        ("指标,本年\n备注,没有\n".encode(), "没有找到带名称的数字"),
    ],
)
def test_a_file_that_gives_nothing_is_told_in_one_sentence(
    data: bytes, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "数据.xlsx"
    path.write_bytes(data)
    with pytest.raises(UserError, match=sentence) as error:
        founded(open_files([path]), 2024)
    assert "\n" not in str(error.value)


def test_one_bad_file_among_good_ones_is_told_and_holds_nobody_up(tmp_path: Path) -> None:
    bad, good = tmp_path / "坏.xlsx", tmp_path / "工作数据.csv"
    bad.write_bytes(b"")
    good.write_text(WORK.strip().replace("|", ","), encoding="utf-8")
    founding = founded(open_files([bad, good]), 2024)
    assert len(founding.taken) == 4
    assert [(p.file, p.message[:9]) for p in founding.problems] == [("坏.xlsx", "“坏.xlsx”是")]


def test_ten_thousand_rows_are_no_totals(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["指标", "单位", "本年"])
    for n in range(10_000):
        sheet.append([f"第{n}号案件", "件", n])
    path = tmp_path / "明细.xlsx"
    book.save(path)
    with pytest.raises(UserError, match="超过2000行，像明细不像汇总：请只留汇总后的数"):
        founded(open_files([path]), 2024)


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


# --- last year's tables ---------------------------------------------------------------------------


def test_last_years_table_gives_its_figures_to_this_years() -> None:
    table = "类别|指标|单位|数量\n审判|受理|件|{}\n服务|立案|件|{}\n"
    founding = proposed(
        ("2024年工作数据.xlsx", "2024年工作数据\n" + table.format(9, 8)),
        ("2023年工作数据.xlsx", "2023年工作数据\n" + table.format(7, 6) + "服务|调解|件|5"),
    )
    assert shape(founding.lines) == {
        "审判": {"主要数据": ["受理件数"]},
        "服务": {"主要数据": ["立案数", "调解件数"]},
    }
    first = founding.lines[0]
    assert (said(first), first.note) == ("9件 7件", "上年数取自 2023年工作数据.xlsx 数据!D3")
    assert [r.file for r in founding.used] == ["2024年工作数据.xlsx", "2023年工作数据.xlsx"]
    sheet = made(founding)
    assert [str(f.previous) for f in sheet.figures] == ["7件", "6件", "5件"]
    assert {f.source.file for f in sheet.figures if f.printed} == {"2024年工作数据.xlsx"}


def test_a_column_of_departments_before_the_names_groups_the_rows() -> None:
    table = "部门|指标|单位|本年\n审管办|受理|件|9\n|审结|件|8\n执行局|执结|件|7\n|拘传|人|"
    founding = proposed(("数据.xlsx", table))
    assert shape(founding.lines) == {
        "审管办": {"主要数据": ["受理件数", "审结件数"]},
        "执行局": {"主要数据": ["执结件数", "拘传人数"]},
    }
    departments = [line.indicator.department for line in founding.lines]
    assert departments == ["审管办", "审管办", "执行局", "执行局"]


def test_one_file_given_twice_is_read_once(tmp_path: Path) -> None:
    one, two = tmp_path / "工作数据.csv", tmp_path / "副本.csv"
    for path in (one, two):
        path.write_text(WORK.strip().replace("|", ","), encoding="utf-8")
    founding = founded(open_files([one, two]), 2024)
    assert len(founding.lines) == 4
    (problem,) = founding.problems
    assert problem.message == "“副本.csv”与“工作数据.csv”内容相同：只读了一份"


def test_one_path_given_twice_makes_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "工作数据.csv"
    path.write_text(WORK.strip().replace("|", ","), encoding="utf-8")
    founding = founded(open_files([path, path]), 2024)
    (reading,) = founding.used
    sheet, blobs, names = keeping(founding, "临河县人民法院", "甲", NOW)
    assert (sheet.filled, names) == (4, {reading.sha256: path.name})
    assert blobs[reading.sha256] == path.read_bytes()
    assert {f.source.sha256 for f in sheet.figures} == {reading.sha256}


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    paths = [tmp_path / "甲" / n / "数据.csv" for n in ("立案庭", "B")]
    for number, path in enumerate(paths):
        path.parent.mkdir(parents=True)
        path.write_text(f"2024年数据\n指标,单位,数量\n结案,件,{number + 7}\n", encoding="utf-8")
    founding = founded(open_files(paths), 2024)
    assert shape(founding.lines) == {
        "立案庭": {"主要数据": ["立案庭结案数"]},
        "B": {"主要数据": ["B结案数"]},
    }
    assert {line.file for line in founding.lines} == {"立案庭/数据.csv", "B/数据.csv"}


def test_a_dash_for_last_year_gives_way_to_last_years_table() -> None:
    founding = proposed(
        ("今年.xlsx", "指标|单位|2024年|2023年\n受理|件|9|—"),
        ("去年.xlsx", "2023年数据\n指标|单位|数量\n受理|件|7"),
    )
    (line,) = founding.lines
    assert (said(line), line.before_file) == ("9件 7件", "去年.xlsx")
    for account in founding.accounts:
        assert account.seen == account.used + sum(left.count for left in account.left)


# --- what the program sent out itself -------------------------------------------------------------


def test_a_form_that_a_department_filled_in_becomes_a_part(tmp_path: Path) -> None:
    sheet = empty()
    delivery = next(d for d in deliveries(sheet) if d.department == "政治部")
    path = tmp_path / "采集表.xlsx"
    path.write_bytes(form(sheet, delivery, Request(department="政治部", when=NOW)))
    book = openpyxl.load_workbook(path)
    page = book["采集表"]
    filled = {page.cell(row, 8).value: row for row in range(7, page.max_row + 1)}
    first, *others = [i.id for i in delivery.owed]
    page.cell(filled[first], 6, "30")
    book.save(path)
    founding = founded(open_files([path]), 2023)
    assert {line.section for line in founding.lines} == {"政治部"}
    back = made(founding)
    assert [i.id for i in back.wanted] == [first, *others]
    printed = back.figure(first).printed
    assert printed is not None and printed.value == 30
    assert [back.figure(id).state for id in others] == [State.AWAITED] * len(others)


def test_a_file_named_after_last_year_holds_last_years_figures() -> None:
    table = "指标|单位|数量|上年同期\n受理|件|{}|{}"
    founding = proposed(
        ("2024年数据.xlsx", table.format(9, 7)), ("2023年数据.xlsx", table.format(7, 6))
    )
    (line,) = founding.lines
    assert (said(line), line.doubt) == ("9件 7件", "")
    other = proposed(
        ("2024年数据.xlsx", table.format(9, 8)), ("2023年数据.xlsx", table.format(7, 6))
    )
    (line,) = other.lines
    assert (said(line), line.taken) == ("9件 8件", False)
    assert line.doubt == "上年数不同：2023年数据.xlsx 数据!C2 是 7件"
    alone = proposed(("2023年数据.xlsx", table.format(7, 6)))
    assert [(str(n.printed), str(n.previous)) for n in alone.lines] == [("None", "7件")]
    assert [p.message for p in alone.problems] == ["有一张表是2022年的数，没有读"]


def test_a_file_named_after_another_year_is_in_doubt() -> None:
    (line,) = proposed(("2020年数据.xlsx", "指标|单位|数量\n受理|件|9")).lines
    assert (line.doubt, line.taken) == ("文件名写的是2020年", False)


@pytest.mark.parametrize(
    "written",
    [
        "IFERROR(IF(COUNT('导语'!$D$7,'导语'!$D$6)=2,ROUND({},2),\"待收\"),\"待收\")",
        "IFERROR(IF(COUNT('导语'!$D$7,'导语'!$D$6)=2,ROUND({},2),\"待收\"),\"—\")",
        'IFERROR(ROUND({},2),"—")',
    ],
)
@pytest.mark.parametrize(
    ("inner", "kind", "terms"),
    [
        ("'导语'!$D$7/'导语'!$D$6*100", "share", "ba"),
        ("导语!$D$7/导语!$D$6*100", "share", "ba"),
        ("[$导语.$D$7]/[$导语.$D$6]*100", "share", "ba"),
        ("('导语'!$D$7*10000)/'导语'!$D$6", "average", "ba"),
        ("100-'甲''乙'!$D$4", "complement", "c"),
        ("'导语'!$D$7-'导语'!$D$6-'甲''乙'!$D$4", "difference", "bac"),
        ("'导语'!$D$7+'导语'!$D$6", "sum", "ba"),
        ("(('导语'!$D$7*10000)/'导语'!$D$6)/10000", "average", "ba"),
        ("([$导语.$D$7]/[$导语.$D$6]*100)/0.1", "share", "ba"),
        ("100-('导语'!$D$7*0.1)", "complement", "b"),
        ("'导语'!$D$7/800000*100", "", ""),
        ("'导语'!$D$9+'导语'!$D$6", "", ""),
        ("'导语'!$D$7*'导语'!$D$6", "", ""),
    ],
)
def test_a_formula_of_the_programs_is_known_again_also_after_another_office_saved_it(
    written: str, inner: str, kind: str, terms: str
) -> None:
    ids = {("导语", "D6"): "a", ("导语", "D7"): "b", ("甲'乙", "D4"): "c"}
    found = formula_in(written.format(inner), Terms(ids))
    if not kind:
        assert found is None
    else:
        assert found == Formula(kind=kind, terms=tuple(terms), decimals=2)


def test_two_workbooks_with_the_same_ids_make_no_sheet_with_an_id_twice(tmp_path: Path) -> None:
    sample, _ = load_sample("yunchuan-2024")
    paths = [tmp_path / "甲.xlsx", tmp_path / "乙.xlsx"]
    for path, on in zip(paths, (1, 2), strict=True):
        path.write_bytes(workbook(sample, (), date(2025, 1, on)))
    founding = founded(open_files(paths), 2024)
    second = [line for line in founding.lines if line.file == "乙.xlsx"]
    assert {line.doubt for line in second} == {"“甲.xlsx”里也有这个编号"}
    assert not any(line.taken for line in second)
    sheet = made(founding.take([line.key for line in second], True))
    assert len(sheet.outline.indicators) == len(founding.lines)


# --- shapes that were met -------------------------------------------------------------------------


def test_rows_numbered_in_a_column_of_their_own_are_headings() -> None:
    table = """
序号|指标|2024年|2023年|2022年
一|审判工作|||
1|受理|10|9|8
二|执行工作|||
1|到位金额（万元）|1580.25|1200|900
"""
    founding = proposed(("数据.xlsx", table))
    assert shape(founding.lines) == {
        "审判工作": {"主要数据": ["受理"]},
        "执行工作": {"主要数据": ["到位金额"]},
    }
    assert [said(n) for n in founding.lines] == ["10 9", "1580.25万元 1200万元"]
    assert founding.lines[0].note == "没有写单位"


def test_a_head_that_says_only_whose_year_it_is_names_nothing() -> None:
    table = "指标名称|计量单位|本年实绩|上年实绩\n执行到位金额|亿元|2.88|2.5"
    (line,) = proposed(("数据.xlsx", table)).lines
    assert (line.indicator.label, said(line)) == ("执行到位金额", "2.88亿元 2.5亿元")


def test_figures_side_by_side_without_heads_are_in_doubt() -> None:
    founding = proposed(("数据.xlsx", "受理案件|件|120|110\n审结案件|件|118|100"))
    assert {n.doubt for n in founding.lines} == {"同一行有几个数，没有表头说明各是什么"}
    assert len(founding.lines) == 4 and not founding.taken


def test_the_total_of_the_months_is_the_years_figure() -> None:
    founding = proposed(("数据.xlsx", "指标|单位|1月|2月|合计\n受理|件|1|2|3\n审结|件|1|1|2"))
    assert [(n.indicator.label, said(n), n.doubt) for n in founding.lines] == [
        ("受理件数", "3件", ""),
        ("审结件数", "2件", ""),
    ]


def test_each_courtroom_has_its_figures_and_the_sum_of_all_is_left() -> None:
    table = "法庭|受理(件)|结案率\n城关法庭|320|93.75%\n赊店法庭|210|97.62%\n合计|530|95.28%"
    founding = proposed(("派出法庭.xlsx", table))
    assert [n.indicator.label for n in founding.taken] == [
        "城关法庭受理件数",
        "城关法庭结案率",
        "赊店法庭受理件数",
        "赊店法庭结案率",
    ]
    assert [n.indicator.label for n in founding.lines if not n.taken] == ["受理合计", "结案率合计"]


def test_what_an_import_would_ask_about_is_in_doubt_here_too() -> None:
    table = "某县人民法院2024年上半年数据\n指标|单位|数量\n受理|件|9（暂估）\n审结|件|8"
    founding = proposed(("数据.xlsx", table))
    assert not founding.taken
    assert all("请核对是不是全年的数" in line.doubt for line in founding.lines)


def test_the_figures_of_other_courts_are_left_out_where_ours_is_known() -> None:
    table = (
        "社旗县人民法院2024年数据\n法院|受理（件）\n社旗县人民法院|9\n方城县人民法院|8\n全市法院|90"
    )
    founding = proposed(("数据.xlsx", table))
    assert founding.court == "社旗县人民法院"
    assert [said(line) for line in founding.lines] == ["9件"]


def test_the_court_a_user_gives_decides_which_rows_are_ours() -> None:
    side = "单位|受理（件）\n社旗县人民法院|9\n方城县人民法院|8\n全市|90"
    opened = drawn(("数据.xlsx", side))
    assert court_of(opened) == ""
    nobodys = founded(opened, 2024)
    assert (nobodys.court, len(nobodys.lines)) == ("", 3)
    for court, figure in (("社旗县人民法院", "9件"), ("方城县人民法院", "8件")):
        ours = nobodys.again(2024, court)
        assert (ours.court, [said(line) for line in ours.lines]) == (court, [figure])
    with pytest.raises(UserError, match=r"“数据\.xlsx”里的数都写着是别的法院的：请核对法院名称"):
        nobodys.again(2024, "唐河县人民法院")


def test_a_file_without_figures_of_one_year_may_have_them_of_another() -> None:
    files = (
        ("工作数据.xlsx", "2021年度数据\n指标|单位|数量\n受理|件|9"),
        ("补充.xlsx", "指标|单位|本年\n拘传|人|7"),
    )
    founding = proposed(*files)
    assert [p.message for p in founding.problems][:1] == [
        "“工作数据.xlsx”是2021年的数：请先把年度改成那一年"
    ]
    later = founding.again(2021, "")
    assert not later.problems
    assert [said(line) for line in later.lines] == ["9件", "7人"]
