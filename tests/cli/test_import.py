"""import: workbooks taken back, looked at first, and left whole where they contradict."""

import json
import os
import re
import sys

import pytest

from courtdesk.models.errors import UserError
from courtdesk.store import Document, leftovers, read_sheet
from tests.cli.conftest import (
    CHANGE,
    JUDGED,
    PROBLEM,
    edit,
    sentence,
)


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

    monkeypatch.setattr("courtdesk.store.publishing.snapshot.put", full)
    assert said("import", file, workbook, "--yes")[0] == 2
    assert file.read_bytes() == before
    assert leftovers() == ()
