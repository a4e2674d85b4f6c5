"""The command line: what each command prints and leaves behind, and how it refuses bad input."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from courtdesk import __version__, cli, resources
from courtdesk.cli.options import COMMANDS
from courtdesk.models.errors import UserError
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, blank
from courtdesk.models.value import written
from courtdesk.publish.export import FORMATS
from courtdesk.store import Document, Edit, leftovers, migrations, read_document, read_sheet
from courtdesk.writing.article import compose, plain
from courtdesk.writing.outlines import load_outline, outlines
from courtdesk.writing.samples import load_sample
from tests.store.test_migrations import FORGED, forged

NAMED = r"“.*?”|courtdesk \w*|--[a-z-]+|\.courtdesk|Excel|WPS|manifest\.json|" + "|".join(
    [
        *map(re.escape, (*FORMATS, "article.txt")),
        re.escape(socket.gethostname()),
        *(name for name, _ in outlines()),
    ]
)
"""What may stand in Latin letters in a Chinese sentence."""
NEEDED = {
    "show": [],
    "check": [],
    "export": ["--to", "out"],
    "forms": ["--to", "out"],
    "import": ["x.xlsx"],
    "snapshot": ["--to", "out"],
}
FIGURE = set(
    ["id", "label", "section", "item", "printed", "value", "unit", "low", "high", "state", "source"]
)
PLACE = {"start", "end", "fixes"}
FINDING = {"path", "severity", "rule", "message", "recomputed", "low", "high"}
CHANGE = {"id", "old", "new", "file", "sheet", "cell", "by", "phone", "day"}
JUDGED = {"field", "confidence", "state", "warnings"}
PROBLEM = {"file", "sheet", "cell", "message"}


@pytest.fixture(autouse=True)
def desk(tmp_path, state, monkeypatch):
    """Commands run in a folder of their own, with a state folder of their own."""
    folder = tmp_path / "桌面"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def said(capsys):
    """Run a command; return its exit code and what it printed."""

    def run(*arguments):
        code = cli.run([str(a) for a in arguments])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def refused(said):
    """Run a command that must be refused; return the one Chinese sentence."""

    def run(*arguments):
        code, out, err = said(*arguments)
        assert (code, out) == (cli.BAD_INPUT, "")
        return sentence(err)

    return run


def sentence(text):
    """The text as one line of Chinese: no English but names, options and formats."""
    assert text.endswith("\n") and text.count("\n") == 1
    line = text.removesuffix("\n")
    assert line.endswith("。") and "。" not in line[:-1].replace("”。", "")
    words = re.sub(NAMED, "", line)
    assert not re.search("[A-Za-z]{2}", words), line
    assert re.search("[一-鿿]{3}", words), line
    assert "Traceback" not in line and len(line) < 6000
    return line


def program(*arguments, **how):
    """Run the command in a process of its own."""
    root = Path(cli.__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        timeout=100,
        **how,
    )


@pytest.fixture
def workbook(said, file, desk):
    """The exported workbook of the user's file."""
    assert said("export", file, "--to", desk, "--only", "xlsx")[0] == 0
    return desk / "sheet.xlsx"


def edit(workbook, id, new, column=4, to=None):
    """Write into the row of an indicator, as a colleague would; column 4 is 本年."""
    book = openpyxl.load_workbook(workbook)
    for page in book.worksheets:
        for row in page.iter_rows(min_row=4):
            if len(row) > 10 and row[10].value == id:
                page.cell(row[0].row, column).value = new
    book.save(to or workbook)
    return to or workbook


def faulty(file):
    """Put a rate above 100 % into the file: an 错误."""
    document = Document.open(file, "tester")
    rate = next(i.id for i in document.sheet.wanted if i.unit == "%")
    path = f"figures.{rate}.printed"
    sheet = written(document.sheet, path, Quantity.parse("120.5%"))
    document.commit(sheet, Edit(path=path, before="", after="120.5%", label="率"))
    document.close()
    return rate


def numbers(said):
    """Every text in JSON that stands for a number, by its key."""
    for figure in said["figures"] + said["derived"]:
        yield from (figure[key] for key in ("value", "low", "high") if figure[key])


# --- show and check ------------------------------------------------------------------------------


def test_show_says_every_figure_as_printed(said, file):
    code, out, err = said("show", file)
    assert (code, err) == (0, "")
    sheet = read_sheet(file)
    assert f"{sheet.court}　2023年　已填 68 / 68" in out
    for figure in sheet.figures:
        assert f"{sheet.outline.indicator(figure.id).label}　{figure.printed}" in out
    assert "None" not in out


@pytest.mark.parametrize("name", ["sheqi-2023", "yunchuan-2024"])
def test_show_as_json_holds_every_figure_with_numbers_as_texts(said, name, desk):
    sheet, blobs = load_sample(name)
    document = Document.new(sheet, "tester", blobs)
    path = document.publish(desk / "表.courtdesk")
    document.close()
    code, out, err = said("show", path, "--json")
    shown = json.loads(out)
    assert (code, err) == (0, "")
    assert (shown["court"], shown["period"]) == (sheet.court, sheet.period)
    assert [s["id"] for s in shown["sections"]] == [s.id for s in sheet.outline.sections]
    assert [f["id"] for f in shown["figures"]] == [i.id for i in sheet.wanted]
    assert all(set(f) == FIGURE for f in shown["figures"] + shown["derived"])
    assert all(type(v) is str for f in shown["figures"] for v in f.values())
    assert all(re.fullmatch(r"-?\d+(\.\d+)?", number) for number in numbers(shown))
    for told in shown["figures"]:
        quantity = sheet.figure(told["id"]).printed
        assert told["printed"] == str(quantity)
        claimed = quantity.low, quantity.value, quantity.high
        assert tuple(Decimal(told[key]) for key in ("low", "value", "high")) == claimed


def test_an_absent_figure_is_empty_in_json_and_never_nought(said, desk):
    said("new", "--outline", "minimal", "--court", "甲县人民法院", "--year", "2024", "空表")
    shown = json.loads(said("show", "空表.courtdesk", "--json")[1])
    for figure in shown["figures"]:
        assert (figure["printed"], figure["value"], figure["low"], figure["high"]) == ("",) * 4
        assert figure["state"] == "待收" and figure["label"]


def test_the_sample_needs_no_file(said):
    assert json.loads(said("show", "--sample", "--json")[1])["court"] == "社旗县人民法院"
    assert said("check", "--sample")[0] == 0


def test_check_tells_the_findings_and_passes_without_an_error(said, file):
    code, out, _ = said("check", file, "--json")
    found = json.loads(out)["findings"]
    assert code == 0 and found
    assert all(set(f) == {*FINDING, "reason", *PLACE} for f in found)
    told = [v for f in found for key, v in f.items() if key not in PLACE]
    assert all(type(v) is str for v in told)
    assert not any(re.search(r"\d[eE][+-]?\d", v) for v in told)
    assert all(f["start"] == f["end"] == "" for f in found if f["path"].startswith("figures."))
    _, spoken, _ = said("check", file)
    assert [f["message"] in spoken for f in found] == [True] * len(found)


def test_check_fails_at_a_number_that_is_not_bound_and_tells_its_place(said, file):
    document = Document.open(file, "tester")
    path, text = "passages.s3i1.text", "开展活动15场。"
    sheet = written(document.sheet, path, text)
    document.commit(sheet, Edit(path=path, before="", after=text, label="正文"))
    document.close()
    code, out, _ = said("check", file, "--json")
    told = json.loads(out)["findings"][0]
    assert code == 1
    assert (told["severity"], told["rule"], told["path"]) == ("错误", "unbound-figure", path)
    assert text[told["start"] : told["end"]] == "15场"
    assert [fix["text"] for fix in told["fixes"]] == ["{F046}"]
    code, out, _ = said("check", file)
    assert code == 1 and "聚力公正司法 · 着力提升诉服体验：“15场”没有绑定指标" in out


def test_check_fails_at_a_bound_figure_without_a_value_and_tells_its_place(said, file):
    document = Document.open(file, "tester")
    sheet = written(document.sheet, "figures.F012.printed", None)
    edit = Edit(path="figures.F012", before="1115件", after="", label="数")
    document.commit(sheet, edit)
    document.close()
    code, out, _ = said("check", file, "--json")
    told = json.loads(out)["findings"][0]
    assert code == 1
    assert (told["rule"], told["path"]) == ("missing-figure", "passages.s1i2.text")
    assert sheet.passage("s1i2")[told["start"] : told["end"]] == "{F012}"


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_check_fails_when_an_error_stands(said, file, options):
    rate = faulty(file)
    code, out, err = said("check", file, *options)
    assert (code, err) == (1, "")
    assert "错误" in out
    if options:
        worst = json.loads(out)["findings"][0]
        assert (worst["severity"], worst["path"]) == ("错误", f"figures.{rate}.printed")


# --- export --------------------------------------------------------------------------------------


def told_names(told):
    return [file["name"] for file in told["files"]]


@pytest.mark.parametrize("only", [None, *FORMATS, "txt,xlsx", " sheet.pdf , txt "])
def test_export_writes_what_was_asked_for_and_prints_where(said, file, desk, only):
    before = file.read_bytes()
    asked = [f.strip() for f in only.split(",")] if only else FORMATS
    code, out, err = said(
        "export", file, "--to", desk / "成品", *(["--only", only] if only else [])
    )
    assert (code, err) == (0, "")
    told = json.loads((desk / "成品" / "manifest.json").read_bytes())
    assert {f["form"] for f in told["files"]} == set(asked)
    assert told["revision"] == 0 and len(told["head"]) == 64
    paths = {str(desk / "成品" / name) for name in (*told_names(told), "manifest.json")}
    assert {str(p) for p in (desk / "成品").rglob("*") if p.is_file()} == paths
    assert set(out.splitlines()) == paths
    assert file.read_bytes() == before
    if "txt" in asked:
        text = (desk / "成品" / "article.txt").read_text("utf-8")
        assert text == plain(compose(load_sample("sheqi-2023")[0]))


def test_export_of_the_sample_needs_no_file(said, desk):
    assert said("export", "--sample", "--to", "成品", "--only", "txt")[0] == 0
    assert (desk / "成品" / "article.txt").exists()


@pytest.mark.parametrize("only", ["docx", "txt,PDF", ",", ""])
def test_export_of_an_unknown_form_writes_nothing(refused, file, desk, only):
    assert "、".join(FORMATS) in refused("export", file, "--to", "成品", "--only", only)
    assert os.listdir(desk) == []


@pytest.mark.parametrize("place", ["文件", "文件/里面"])
def test_export_to_where_no_folder_can_be_is_refused(refused, file, desk, place):
    (desk / "文件").write_text("内容", "utf-8")
    assert "文件" in refused("export", file, "--to", place)
    assert (desk / "文件").read_text("utf-8") == "内容"


def test_export_says_what_stands_against_it_and_takes_a_reason(said, refused, file, desk):
    faulty(file)
    assert "错误" in refused("export", file, "--to", "成品", "--only", "txt")
    assert os.listdir(desk) == []
    assert said("export", file, "--to", "成品", "--only", "txt", "--anyway", "已请示")[0] == 0
    told = json.loads((desk / "成品" / "manifest.json").read_bytes())
    assert told["anyway"] == "已请示" and told["against"]


def test_paper_columns_size_and_theme_are_chosen_for_one_export(said, file, desk):
    before = file.read_bytes()
    page = ["--paper", "tabloid", "--columns", "3", "--size", "9.5", "--theme", "靛蓝"]
    assert said("export", file, "--to", "成品", "--only", "article.pdf", *page)[0] == 0
    told = json.loads((desk / "成品" / "manifest.json").read_bytes())
    (note,) = told["files"][0]["notes"]
    assert note.startswith("小报，3栏，正文9.5磅")
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "asked",
    [
        ["--paper", "B5"],
        ["--columns", "1"],
        ["--columns", "六"],
        ["--size", "20"],
        ["--size", "NaN"],
        ["--size", "大"],
        ["--theme", "粉红"],
    ],
)
def test_a_layout_nobody_knows_is_refused_with_the_choice_there_is(refused, file, desk, asked):
    assert asked[1] in refused("export", file, "--to", "成品", *asked)
    assert os.listdir(desk) == []


def test_the_help_lists_every_form_there_is(said):
    assert ",".join(FORMATS) in "".join(said("export", "--help")[1].split())


def test_progress_is_drawn_where_a_person_sits_and_cleared_at_the_end(said, desk, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    code, out, err = said("export", "--sample", "--to", "成品")
    assert code == 0
    drawn = [line.strip() for line in err.split("\r")]
    assert out
    assert [line.split()[-1] for line in drawn if line] == list(FORMATS)
    steps = [f"{n}/{len(FORMATS)}" for n in range(len(FORMATS))]
    assert [line.split()[1] for line in drawn if line] == steps
    assert err.endswith("\r") and "\n" not in err


def test_a_refusal_does_not_stand_behind_a_bar(said, file, desk, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    (desk / "article.txt" / "里").mkdir(parents=True)
    code, out, err = said("export", file, "--to", desk, "--only", "txt")
    assert (code, out) == (2, "")
    assert "article.txt" in sentence(err.rpartition("\r")[2])


# --- import --------------------------------------------------------------------------------------


def test_importing_the_exported_workbook_changes_nothing(said, file, workbook):
    before = file.read_bytes()
    code, out, _ = said("import", file, workbook, "--json", "--yes")
    told = json.loads(out)
    assert (code, told["changes"], told["problems"]) == (0, [], [])
    code, out, _ = said("import", file, workbook)
    assert code == 0 and out.endswith("没有要导入的改动。\n")
    assert file.read_bytes() == before


def test_an_edited_workbook_changes_the_file(said, file, workbook):
    was = read_sheet(file)
    edit(workbook, "F001", 10337)
    code, out, err = said("import", file, workbook, "--yes")
    assert (code, err) == (0, "")
    assert "10336件 → 10337件" in out and "已导入 1 处。" in out
    now = read_sheet(file)
    assert str(now.figure("F001").printed) == "10337件"
    assert now.figure("F001").source.file == "sheet.xlsx"
    assert [f for f in now.figures if f.id != "F001"] == [f for f in was.figures if f.id != "F001"]
    assert leftovers() == ()
    document = Document.open(file, "tester")
    last = document.history(1)[0]
    document.close()
    assert (last.label, last.origin) == ("导入 sheet.xlsx：1 处", "sheet.xlsx")
    assert "10336件" in last.before and "10337件" in last.after
    assert now.figure("F001").source.cell in last.after


def test_json_tells_each_change_with_its_cell(said, file, workbook):
    edit(workbook, "F001", 10337)
    edit(workbook, "F002", "很多")
    before = file.read_bytes()
    code, out, err = said("import", file, workbook, "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert [set(c) for c in told["changes"]] == [{*CHANGE, *JUDGED}]
    assert [set(p) for p in told["problems"]] == [PROBLEM]
    (change,) = told["changes"]
    assert (change["id"], change["old"], change["new"]) == ("F001", "10336件", "10337件")
    assert change["file"] == "sheet.xlsx" and re.fullmatch(r"[A-Z]\d+", change["cell"])
    assert file.read_bytes() == before
    code, out, _ = said("import", file, workbook, "--json", "--yes")
    assert (code, json.loads(out)) == (0, told)
    assert str(read_sheet(file).figure("F001").printed) == "10337件"


@pytest.mark.parametrize(
    "options", [["--dry-run"], ["--dry-run", "--yes"], ["--dry-run", "--json"]]
)
def test_a_preview_changes_nothing(said, file, workbook, options):
    edit(workbook, "F001", 10337)
    before = file.read_bytes()
    code, out, _ = said("import", file, workbook, *options)
    assert code == 0 and "10337件" in out
    assert file.read_bytes() == before


def test_without_an_answer_nothing_is_imported(said, file, workbook, monkeypatch):
    edit(workbook, "F001", 10337)
    before = file.read_bytes()
    monkeypatch.setattr("sys.stdin", open(os.devnull, encoding="utf-8"))  # noqa: SIM115
    code, out, err = said("import", file, workbook)
    assert code == 2 and "10337件" in out
    assert "--yes" in sentence(err)
    sys.stdin.close()
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("answer", "printed"), [("是", "10337件"), ("y", "10337件"), ("", "10336件")]
)
def test_a_person_is_asked_first(said, file, workbook, monkeypatch, answer, printed):
    edit(workbook, "F001", 10337)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: answer)
    assert said("import", file, workbook)[0] == 0
    assert str(read_sheet(file).figure("F001").printed) == printed


def test_workbooks_of_two_departments_go_in_together(said, file, workbook, desk):
    one = edit(workbook, "F001", 10337, to=desk / "一.xlsx")
    two = edit(workbook, "F002", 9667, to=desk / "二.xlsx")
    assert said("import", file, one, two, "--yes")[0] == 0
    sheet = read_sheet(file)
    assert [str(sheet.figure(id).printed) for id in ("F001", "F002")] == ["10337件", "9667件"]


def test_workbooks_that_contradict_each_other_are_told_and_not_taken(said, file, workbook, desk):
    one = edit(workbook, "F001", 10337, to=desk / "一.xlsx")
    two = edit(workbook, "F001", 10338, to=desk / "二.xlsx")
    before = file.read_bytes()
    told = json.loads(said("import", file, one, two, "--yes", "--json")[1])
    assert told["changes"] == []
    assert [p["file"] for p in told["problems"]] == ["一.xlsx", "二.xlsx"]
    assert all("填写不同" in p["message"] for p in told["problems"])
    assert file.read_bytes() == before


def test_a_file_open_in_a_window_is_not_changed_behind_its_back(said, file, workbook):
    edit(workbook, "F001", 10337)
    document = Document.open(file, "李四")
    before = file.read_bytes()
    code, _, err = said("import", file, workbook, "--yes")
    assert code == 2 and "打开" in sentence(err)
    assert file.read_bytes() == before
    document.close()


def test_an_import_that_cannot_be_written_leaves_nothing_behind(said, file, workbook, monkeypatch):
    edit(workbook, "F001", 10337)
    before = file.read_bytes()

    def full(*_, **__):
        raise UserError("写入时空间不足，请腾出空间后再试。")

    monkeypatch.setattr("courtdesk.store.document.snapshot.put", full)
    assert said("import", file, workbook, "--yes")[0] == 2
    assert file.read_bytes() == before
    assert leftovers() == ()


# --- new, schema, snapshot, help -----------------------------------------------------------------


@pytest.mark.parametrize("outline", [name for name, _ in outlines()])
def test_new_makes_an_empty_sheet_of_every_outline(said, desk, outline):
    code, out, err = said(
        "new", "--outline", outline, "--court", "甲县人民法院", "--year", "2024", "甲县2024.5"
    )
    assert (code, out, err) == (0, "甲县2024.5.courtdesk\n", "")
    sheet = read_sheet(desk / "甲县2024.5.courtdesk")
    assert (sheet.court, sheet.year, sheet.filled) == ("甲县人民法院", 2024, 0)
    assert sheet.outline == load_outline(outline)
    assert leftovers() == ()


def test_new_never_replaces_a_file(refused, desk):
    (desk / "表.courtdesk").write_bytes(b"older")
    assert "已经存在" in refused(*new(), "表")
    assert (desk / "表.courtdesk").read_bytes() == b"older"


def new(outline="minimal", court="甲县人民法院", year="2024"):
    return "new", "--outline", outline, "--court", court, "--year", year


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (new(year="abc"), "年度"),
        (new(year="20245"), "年度"),
        (new(year="-1"), "年度"),
        (new(year="1800"), "年度"),
        (new(year="²⁰²⁴"), "年度"),
        (new(court="　 "), "法院名称"),
        (new(outline="../general"), "提纲"),
        (new(outline="没有"), "提纲"),
        (new()[:-2], "缺少--year"),
        (new()[:-4], "缺少--court、--year"),
    ],
)
def test_new_with_wrong_options_makes_nothing(refused, desk, arguments, word):
    assert word in refused(*arguments, "表")
    assert os.listdir(desk) == []


@pytest.mark.parametrize("name", ["没有/表", "", "/", "长" * 300])
def test_new_where_no_file_can_be_is_refused(refused, desk, name):
    refused(*new(), name)
    assert os.listdir(desk) == []
    assert leftovers() == ()


def test_an_archive_of_the_command_line_is_read_back_without_loss(said, file, desk):
    whole, blobs = read_document(file)
    assert said("archive", file, "--to", desk / "归档") == (0, f"{desk / '归档.zip'}\n", "")
    assert {"sheet.json", "指标.csv"} <= set(zipfile.ZipFile(desk / "归档.zip").namelist())
    assert said("restore", desk / "归档.zip", desk / "新") == (0, f"{desk / '新.courtdesk'}\n", "")
    assert read_document(desk / "新.courtdesk") == (whole, blobs)
    assert leftovers() == ()


def test_archives_overwrite_nothing_and_hold_only_what_is_whole(said, refused, file, desk):
    assert said("archive", file, "--to", desk / "归档.zip")[0] == 0
    zipped, data = (desk / "归档.zip").read_bytes(), file.read_bytes()
    assert "已经存在" in refused("archive", file, "--to", desk / "归档.zip")
    assert "已经存在" in refused("restore", desk / "归档.zip", file)
    (desk / "归档.zip").write_bytes(zipped[:-200])
    assert "完整的归档" in refused("restore", desk / "归档.zip", desk / "新")
    file.write_bytes(data[:-1] + b"x")
    assert "有损坏" in refused("archive", file, "--to", desk / "又.zip")
    assert "找不到" in refused("archive", desk / "没有.courtdesk", "--to", desk / "又.zip")
    assert file.read_bytes() == data[:-1] + b"x" and os.listdir(desk) == ["归档.zip"]
    assert leftovers() == ()


def test_the_schema_describes_the_sheet(said):
    code, out, _ = said("schema")
    assert (code, json.loads(out)) == (0, FactSheet.model_json_schema())


def test_every_command_explains_itself_in_chinese(said):
    for command in COMMANDS:
        code, out, err = said(command, "--help")
        assert (code, err) == (0, "")
        assert out.startswith(f"用法：courtdesk {command}") and COMMANDS[command] in out
        assert not re.search(r"usage|options|arguments|show this|exit", out)
    code, out, _ = said("--help")
    assert code == 0 and all(f"courtdesk {command} " in out for command in COMMANDS)
    assert said("--version") == (0, f"courtdesk {__version__}\n", "")


# --- bad input -----------------------------------------------------------------------------------


def missing(folder):
    return folder / "没有.courtdesk"


def a_folder(folder):
    return folder


def empty(folder):
    path = folder / "空.courtdesk"
    path.write_bytes(b"")
    return path


def text(folder):
    path = folder / "文字.courtdesk"
    path.write_text("这不是事实表。\n" * 500, "utf-8")
    return path


def database(folder):
    path = folder / "别的.courtdesk"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE part(path)")
        db.commit()
    return path


def truncated(folder):
    path = folder / "半截.courtdesk"
    file = folder.parent / "社旗2023.courtdesk"
    path.write_bytes(file.read_bytes()[:9000])
    return path


def newer(folder):
    path = folder / "新版.courtdesk"
    path.write_bytes((folder.parent / "社旗2023.courtdesk").read_bytes())
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {migrations.VERSION + 1000}")
    return path


def markup(folder):
    path = folder / "<b>表\n二行\x1b[31m.courtdesk"
    path.write_bytes(b"x")
    return path


def long(folder):
    return folder / ("长" * 2000)


BAD = [missing, a_folder, empty, text, database, truncated, newer, markup, long]


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be there")
@pytest.mark.parametrize("make", BAD)
@pytest.mark.parametrize("command", NEEDED)
def test_a_file_that_is_no_sheet_is_refused_and_not_touched(refused, file, desk, command, make):
    path = make(desk)
    before = path.read_bytes() if path.parent == desk and os.path.isfile(path) else None
    left = sorted(os.listdir(desk))
    refused(command, path, *NEEDED[command])
    assert sorted(os.listdir(desk)) == left
    assert before is None or path.read_bytes() == before


def foreign(folder):
    path = folder / "别人的.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "工资"
    book.save(path)
    return path


@pytest.mark.parametrize("make", [missing, a_folder, empty, text, foreign, long])
def test_a_workbook_that_is_none_is_refused(refused, file, desk, make):
    before = file.read_bytes()
    refused("import", file, make(desk), "--yes")
    assert file.read_bytes() == before


def test_one_bad_workbook_among_good_ones_changes_nothing(refused, file, workbook, desk):
    edit(workbook, "F001", 10337)
    before = file.read_bytes()
    refused("import", file, workbook, empty(desk), "--yes", "--json")
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["show"],
        ["check"],
        ["export", "--to", "x"],
        ["export", "--sample"],
        ["export", "--sample", "--to"],
        ["snapshot", "--sample"],
        ["snapshot", "--sample", "--to", "x", "--size", "大"],
        ["snapshot", "--sample", "--to", "x", "--size", "0x720"],
        ["import"],
        ["import", "表.courtdesk"],
        ["new"],
        ["show", "--sample", "表.courtdesk"],
        ["show", "--sample", "--json=1"],
        ["show", "--sample", "--js"],
        ["show", "一", "二"],
        ["show", "--unknown option"],
        ["schema", "more"],
        ["--json"],
        ["--sampel"],
        ["sohw", "表.courtdesk"],
        ["没有这个命令"],
        ["长" * 5000],
        ["--sample", "表.courtdesk"],
    ],
)
def test_a_command_written_wrongly_is_refused(refused, desk, arguments):
    refused(*arguments)
    assert os.listdir(desk) == []


def test_pictures_are_not_promised_where_no_folder_can_be(refused, desk):
    (desk / "文件").write_bytes(b"")
    assert "文件" in refused("snapshot", "--sample", "--to", "文件")


# --- real processes ------------------------------------------------------------------------------


@pytest.mark.slow
def test_no_command_but_the_window_loads_qt(file, workbook, desk):
    commands = [
        ["show", file, "--json"],
        ["check", file],
        ["export", file, "--to", desk / "成品"],
        ["import", file, workbook, "--yes"],
        [*new(), desk / "新"],
        ["schema"],
        ["export", "--sample", "--to", desk / "成品"],
        ["--help"],
        ["--version"],
        ["snapshot", "--help"],
    ]
    code = (
        "import json, sys\n"
        "from courtdesk.cli import run\n"
        "codes = [run(c) for c in json.loads(sys.argv[1])]\n"
        "qt = [m for m in sys.modules if m.split('.')[0] in ('PySide6', 'pyqtgraph')]\n"
        "print(codes, qt)\n"
    )
    done = program("-c", code, json.dumps([[str(a) for a in c] for c in commands]))
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == f"{[0] * len(commands)} []"


@pytest.mark.slow
def test_many_files_are_exported_each_into_a_folder_of_its_name(file, desk):
    (desk / "二").mkdir()
    other = desk / "二" / file.name  # of the same name, in another folder
    other.write_bytes(file.read_bytes())
    bad = desk / "坏.courtdesk"
    bad.write_text("不是")
    done = program(
        "-m", "courtdesk", "export", file, other, bad, "--to", desk / "成品", "--only", "txt"
    )
    assert done.returncode == 2
    assert "坏.courtdesk" in sentence(done.stderr)
    folders = [desk / "成品" / name for name in (file.stem, f"{file.stem}（2）")]
    assert all((folder / "article.txt").is_file() for folder in folders)
    *said, last = done.stdout.splitlines()
    assert said == [str(folder) for folder in folders]
    assert re.fullmatch(r"共 3 份，导出 2 份，每秒 [\d.]+ 份。", last)


def test_of_many_files_and_the_sample_only_one_can_be_exported(refused, file):
    assert "--sample" in refused("export", file, file, "--sample", "--to", "成品")


@pytest.mark.slow
def test_the_program_ends_with_the_commands_exit_code(file, desk):
    faulty(file)
    done = program("-m", "courtdesk", "check", file)
    assert (done.returncode, done.stderr) == (1, "")
    done = program("-m", "courtdesk", "show", "没有.courtdesk")
    assert (done.returncode, done.stdout) == (2, "")
    sentence(done.stderr)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="pipes end differently there")
def test_a_reader_that_has_seen_enough_is_no_error():
    code = f"exec {sys.executable} -m courtdesk schema"
    done = program(
        "-c",
        "import subprocess, sys\n"
        "p = subprocess.Popen(sys.argv[1], shell=True, stdout=subprocess.PIPE,"
        " stderr=subprocess.PIPE)\n"
        "p.stdout.close()\n"
        "err = p.stderr.read()\n"
        "print(p.wait(), err)\n",
        code,
    )
    assert done.stdout == "0 b''\n"


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a full disk is a device here")
def test_a_full_disk_is_said_in_a_sentence():
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "courtdesk", "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            cwd=Path(cli.__file__).parents[2],
        )
    assert done.returncode == 2
    sentence(done.stderr)


@pytest.mark.slow
def test_snapshot_draws_the_window_and_leaves_the_users_settings(file, desk, monkeypatch):
    document = Document.open(file, "tester")
    renamed = written(document.sheet, "outline.sections.s1.title", "/\n:*?长" * 30)
    document.commit(renamed, Edit(path="outline", before="", after="", label="改名"))
    document.close()
    before = file.read_bytes()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(desk / "设置"))
    done = program("-m", "courtdesk", "snapshot", file, "--to", desk / "图", "--size", "1000x640")
    assert (done.returncode, done.stderr) == (0, "")
    pictures = sorted((desk / "图").iterdir())
    assert sorted(done.stdout.splitlines()) == [str(p) for p in pictures]
    tabs = 2 + len(read_document(file)[0].outline.sections)
    assert len(pictures) >= 2 * tabs
    assert all(p.read_bytes()[:4] == b"\x89PNG" for p in pictures)
    assert not list((desk / "设置").rglob("courtdesk*"))
    assert file.read_bytes() == before


# --- departments' own tables ---------------------------------------------------------------------


@pytest.fixture
def vacant(desk):
    """An empty sheet of 2023 as a file."""
    sample, _ = load_sample("sheqi-2023")
    document = Document.new(blank(sample.court, sample.year, sample.outline), "tester")
    path = document.publish(desk / "空表.courtdesk")
    document.close()
    return path


def departments():
    return sorted(p for p in resources.sample("departments").glob("*.*") if p.suffix != ".py")


def test_ten_departments_fill_the_sheet_from_the_command_line(said, vacant):
    code, out, err = said(
        "import", vacant, *departments(), "--yes", "--answer", "share=fraction,about=keep"
    )
    assert (code, err) == (0, "")
    assert "已导入 68 处。" in out
    sheet = read_sheet(vacant)
    assert sheet.filled == 68
    assert str(sheet.figure("F027").printed) == "720余人"
    source = sheet.figure("F036").source
    assert source.file == "行政审判数据.xls" and source.cell == "B3"
    _, blobs = read_document(vacant)
    assert source.sha256 in blobs
    assert leftovers() == ()


def test_without_answers_only_what_is_sure_is_taken_and_the_questions_are_told(said, vacant):
    code, out, _ = said("import", vacant, *departments(), "--yes")
    assert code == 0 and "已导入 64 处。" in out
    assert "请答复" in out and "about=keep" in out
    assert read_sheet(vacant).figure("F027").printed is None


def test_the_json_of_a_department_tells_states_questions_and_cells(said, vacant):
    before = vacant.read_bytes()
    file = resources.sample("departments", "执行局2023年度工作数据.xlsx")
    code, out, err = said("import", vacant, file, "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    states = [c["state"] for c in told["changes"]]
    assert (states.count("可接受"), states.count("待确认")) == (13, 1)
    assert all(0 <= int(c["confidence"]) <= 100 for c in told["changes"])
    (question,) = told["questions"]
    assert (question["kind"], question["column"]) == ("about", "D")
    assert question["choices"] == ["keep", "wait"]
    (account,) = told["files"]
    left = sum(int(g["count"]) for g in account["left"])
    assert int(account["seen"]) == int(account["used"]) + left
    assert vacant.read_bytes() == before


def test_an_answer_nobody_asks_for_is_refused(refused, vacant):
    message = refused("import", vacant, departments()[0], "--answer", "share=maybe")
    assert "share=fraction" in message


def test_hidden_parts_are_read_when_asked_for(said, vacant, desk):
    book = openpyxl.Workbook()
    book.active.append(["项目", "数量"])
    book.active.append(["执结案件", 2509])
    book.active.append(["限制高消费人数", 1220])
    book.active.row_dimensions[3].hidden = True
    book.save(desk / "执行局.xlsx")
    code, out, _ = said("import", vacant, desk / "执行局.xlsx", "--json")
    assert [c["id"] for c in json.loads(out)["changes"]] == ["F018"]
    code, out, _ = said("import", vacant, desk / "执行局.xlsx", "--json", "--hidden")
    assert (code, [c["id"] for c in json.loads(out)["changes"]]) == (0, ["F018", "F026"])


def test_two_files_of_one_name_are_kept_apart(said, vacant, desk):
    for folder, label, value in (("执行局", "执结案件", 2509), ("立案庭", "跨域立案", 21)):
        book = openpyxl.Workbook()
        book.active.append(["项目", "数量"])
        book.active.append([label, value])
        (desk / folder).mkdir()
        book.save(desk / folder / "数据.xlsx")
    code, _, _ = said(
        "import", vacant, desk / "执行局" / "数据.xlsx", desk / "立案庭" / "数据.xlsx", "--yes"
    )
    sheet = read_sheet(vacant)
    one, two = sheet.figure("F018").source, sheet.figure("F049").source
    assert code == 0
    assert (one.file, two.file) == ("执行局/数据.xlsx", "立案庭/数据.xlsx")
    assert one.sha256 != two.sha256


@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED.keys())
def test_a_forged_document_of_an_older_format_is_refused(refused, desk, change):
    refused("show", forged(desk / "伪造.courtdesk", change))
