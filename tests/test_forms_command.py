"""`courtdesk forms`: one workbook a department, all of them or none; and how they come back."""

import json
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from courtdesk import cli
from courtdesk.models.departments import remove
from courtdesk.models.sheet import FactSheet, blank
from courtdesk.store import Document, read_sheet
from courtdesk.writing.outlines import load_outline


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Commands run in a folder of their own, with a state folder of their own."""
    folder = tmp_path / "桌面"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def stored(sheet: FactSheet, name: str = "某院2024.courtdesk") -> Path:
    document = Document.new(sheet, "tester")
    path = document.publish(Path(name).absolute())
    document.close()
    return path


@pytest.fixture
def empty(desk: Path) -> Path:
    """A new year's sheet without a figure."""
    return stored(blank("某某县人民法院", 2024, load_outline("sheqi-2023")))


class Run:
    """A command that was run: its exit code and what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        self.code = cli.run([str(a) for a in arguments])
        self.out, self.err = capsys.readouterr()


def test_ten_departments_get_a_workbook_each(
    empty: Path, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = Run(capsys, "forms", empty, "--to", "表", "--due", "2025-01-10")
    assert (done.code, done.err) == (0, "")
    made = [Path(line) for line in done.out.splitlines()]
    assert sorted(p.name for p in made) == sorted(p.name for p in (desk / "表").iterdir())
    assert "2024年数据采集表（执行局）.xlsx" in {p.name for p in made}
    ids = [
        row[7].value
        for path in made
        for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=7)
    ]
    assert len(made) == 10
    assert sorted(ids) == sorted(i.id for i in read_sheet(empty).wanted)


def test_it_does_not_change_the_file_unless_it_is_to_record(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = empty.read_bytes()
    assert Run(capsys, "forms", empty, "--to", "表").code == 0
    assert empty.read_bytes() == before
    asked = ("--only", "执行局,政治部", "--due", "2025年1月10日")
    who = ("--officer", "周某", "--phone", "0377-1234567")
    done = Run(capsys, "forms", empty, "--to", "表", "--record", *asked, *who)
    assert (done.code, len(done.out.splitlines())) == (0, 2)
    requests = read_sheet(empty).requests
    assert [(r.department, r.due, r.officer, r.phone) for r in requests] == [
        ("执行局", date(2025, 1, 10), "周某", "0377-1234567"),
        ("政治部", date(2025, 1, 10), "周某", "0377-1234567"),
    ]


def test_indicators_nobody_delivers_are_not_passed_over_in_silence(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = remove(blank("某院", 2024, load_outline("sheqi-2023")), "政治部")
    path = stored(sheet)
    done = Run(capsys, "forms", path, "--to", "表")
    assert (done.code, done.out) == (cli.BAD_INPUT, "") and not (desk / "表").exists()
    assert "有 3 项指标没有来源部门" in done.err and done.err.count("\n") == 1
    done = Run(capsys, "forms", path, "--to", "表", "--yes")
    assert (done.code, len(done.out.splitlines())) == (0, 9)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--due", "下周五"], "请写成 2025-01-10 的样子"),
        (["--only", "食堂"], "没有“食堂”这个部门，可选的有：审判"),
        (["--only", ","], "没有写部门"),
    ],
)
def test_bad_options_are_refused_before_anything_is_made(
    empty: Path, desk: Path, capsys: pytest.CaptureFixture[str], options: list[str], why: str
) -> None:
    done = Run(capsys, "forms", empty, "--to", "表", *options)
    assert (done.code, done.out) == (cli.BAD_INPUT, "") and why in done.err
    assert not (desk / "表").exists()


def test_a_sheet_without_departments_says_what_to_do_first(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = Run(capsys, "forms", stored(blank("某院", 2024, load_outline("minimal"))), "--to", "表")
    assert done.code == cli.BAD_INPUT and "部门" in done.err and not (desk / "表").exists()


def test_one_form_that_cannot_be_replaced_leaves_all_older_ones(
    empty: Path, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert Run(capsys, "forms", empty, "--to", "表").code == 0
    held = desk / "表" / "2024年数据采集表（政治部）.xlsx"
    before = {p.name: p.read_bytes() for p in (desk / "表").iterdir() if p != held}
    held.unlink()
    (held / "里").mkdir(parents=True)
    done = Run(capsys, "forms", empty, "--to", "表", "--due", "2025-02-01", "--record")
    assert (done.code, done.out) == (cli.BAD_INPUT, "") and "政治部" in done.err
    assert {p.name: p.read_bytes() for p in (desk / "表").iterdir() if p.is_file()} == before
    assert read_sheet(empty).requests == ()


def test_the_sample_is_never_recorded_to(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = Run(capsys, "forms", "--sample", "--to", "表", "--record")
    assert done.code == cli.BAD_INPUT and "--record" in done.err and not (desk / "表").exists()
    assert len(Run(capsys, "forms", "--sample", "--to", "表").out.splitlines()) == 10


def test_filled_forms_come_back_by_one_command_each_figure_with_its_cell(
    empty: Path, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [Path(p) for p in Run(capsys, "forms", empty, "--to", "表").out.splitlines()]
    for path in made:
        book = openpyxl.load_workbook(path)
        page = book.worksheets[0]
        page["B4"], page["D4"] = f"{path.stem[-4:-1]}某", "0377-1"
        for row in page.iter_rows(min_row=7):
            row[5].value = "50%" if row[2].value == "%" else "3"
        book.save(path)
    done = Run(capsys, "import", empty, *made, "--yes", "--json")
    assert done.code == 0
    said = json.loads(done.out)
    assert said["problems"] == [] and len(said["changes"]) == 68
    sheet = read_sheet(empty)
    assert sheet.filled == len(sheet.wanted) == 68
    places = {(c["id"], c["file"], c["sheet"], c["cell"]) for c in said["changes"]}
    assert places == {(f.id, f.source.file, f.source.sheet, f.source.cell) for f in sheet.figures}
    assert all(re.fullmatch(r"F\d+", f.source.cell) and f.source.sha256 for f in sheet.figures)
    assert {r.file for r in sheet.replies} == {p.name for p in made}
    assert {c["phone"] for c in said["changes"]} == {"0377-1"}
