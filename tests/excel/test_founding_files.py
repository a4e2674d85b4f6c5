"""Whose tables a new sheet is made of, of which year, and which of several files."""

from pathlib import Path

import openpyxl
import pytest

from courtdesk.excel.founding.founding import founded
from courtdesk.excel.founding.made import made as keeping
from courtdesk.excel.founding.opened import open_files
from courtdesk.excel.founding.whose import court_of, year_of
from courtdesk.models.errors import UserError
from tests.excel.founding import NOW, WORK, drawn, made, proposed, said, shape


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
