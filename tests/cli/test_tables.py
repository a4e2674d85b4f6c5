"""`courtdesk draft` of tables: a sheet of their own indicators, and a word on what was left."""

import json
from pathlib import Path

import pytest

from courtdesk import resources
from courtdesk.cli import run
from courtdesk.excel.kinds import is_table
from courtdesk.store import leftovers, read_document
from samples.articles import NAME

DEPARTMENTS = sorted(p for p in resources.sample("departments").glob("*.*") if p.suffix != ".py")
CSV = (
    "临河县人民法院2024年数据\n类别,指标,单位,本年,上年\n审判,受理,件,9,8\n服务,结案率,%,0.95,0.9\n"
)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURTDESK_STATE", str(tmp_path / "state"))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "工作数据.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "新表.courtdesk"


def test_ten_departments_tables_become_a_document_that_keeps_the_files(
    target: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [str(p) for p in DEPARTMENTS]
    assert run(["draft", *names, "--to", str(target), "--court", "社旗县人民法院"]) == 0
    sheet, blobs = read_document(target)
    assert (sheet.court, sheet.year, sheet.filled) == ("社旗县人民法院", 2023, 65)
    by_name = {p.name: p.read_bytes() for p in DEPARTMENTS}
    for figure in sheet.figures:
        assert blobs[figure.source.sha256] == by_name[figure.source.file]
        assert figure.source.cell
    said = capsys.readouterr().out
    assert "社旗县人民法院　2023年　10 个部分" in said
    assert "质效指标!C4　“家事案件调撤率”没有采用：表中是 0.5229" in said
    assert said.rstrip().endswith(str(target))


def test_what_was_found_is_told_as_json(
    table: Path, target: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["draft", str(table), "--to", str(target), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["court"], told["period"]) == ("临河县人民法院", "2024年")
    first, second = told["figures"]
    assert (first["id"], first["printed"], first["previous"]) == ("F001", "9件", "8件")
    assert (second["id"], second["section"], second["cell"]) == ("", "服务", "D4")
    assert second["doubt"].startswith("表中是 0.95，应是 95% 还是 0.95%")
    (file,) = told["files"]
    assert int(file["seen"]) == int(file["used"]) + sum(int(g["count"]) for g in file["left"])


def test_tables_in_which_all_is_doubtful_are_told_of_and_left_to_the_window(
    tmp_path: Path, target: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "数据.csv"
    path.write_text("临河县人民法院2024年上半年数据\n指标,单位,数量\n受理,件,9\n", encoding="utf-8")
    assert run(["draft", str(path), "--to", str(target)]) == 2
    said = capsys.readouterr()
    assert "C3　“受理件数”没有采用：表上写的是“上半年”，请核对是不是全年的数" in said.out
    assert said.err == (
        "表里的数都要人核对，没有建表：请打开窗口，用“从 Excel 新建”选这些表格，勾选后再建表。\n"
    )
    assert not target.exists()


@pytest.mark.parametrize(
    ("name", "data", "table"),
    [
        ("a.docx", resources.sample(f"{NAME}.docx").read_bytes(), False),
        ("a.xlsx", resources.sample(f"{NAME}.docx").read_bytes(), False),
        ("a.docx", DEPARTMENTS[1].read_bytes(), True),
        ("a.txt", "审结案件96件。".encode(), False),
        ("a.md", b"<table><tr><td>1</td></tr></table>", True),
        ("a.csv", "审结案件,96".encode(), True),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), False),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), True),
    ],
)
def test_a_table_is_told_from_an_article_by_its_content(
    name: str, data: bytes, table: bool, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert is_table(path) is table


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--like", "general"], "--like 只用于稿件"),
        (["--year", "24"], "无法读取年度"),
        ([str(resources.sample(f"{NAME}.txt"))], "不是表格：一次请写一篇稿件，或者几张表格"),
    ],
)
def test_what_cannot_be_done_is_told_and_makes_no_file(
    more: list[str],
    sentence: str,
    table: Path,
    target: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["draft", str(table), *more, "--to", str(target)]) == 2
    said = capsys.readouterr().err
    assert sentence in said and said.count("\n") == 1
    assert not target.exists() and not leftovers()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("指标,本年\n受理,9\n", "没有写明年度"),
        ("2024年数据\n指标,本年\n受理,9\n", "没有写明法院"),
        ("2024年\n甲,乙\n", "没有找到带名称的数字"),
        ("", "是空文件"),
    ],
)
def test_a_table_that_says_too_little_is_asked_for_more(
    data: str, sentence: str, tmp_path: Path, target: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "表.csv"
    path.write_text(data, encoding="utf-8")
    assert run(["draft", str(path), "--to", str(target)]) == 2
    said = capsys.readouterr().err
    assert sentence in said and said.count("\n") == 1
    assert not target.exists()
