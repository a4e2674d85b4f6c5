"""import: departments' own tables, from the command line."""

import json

import openpyxl
import pytest

from courtdesk import resources
from courtdesk.models.sheet import blank
from courtdesk.store import Document, leftovers, read_document, read_sheet
from courtdesk.writing.samples import load_sample
from tests.store.test_migrations import FORGED, forged


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
