"""Whatever is given: one Chinese sentence, exit 2, nothing changed."""

import os
import sqlite3
import sys
from contextlib import closing

import openpyxl
import pytest

from courtdesk.store import migrations
from tests.cli.conftest import NEEDED, edit


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
