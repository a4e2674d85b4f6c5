"""new, archive, restore, schema, help."""

import json
import os
import re
import zipfile

import pytest

from courtdesk import __version__
from courtdesk.cli.options import COMMANDS
from courtdesk.models.sheet import FactSheet
from courtdesk.store import leftovers, read_document, read_sheet
from courtdesk.writing.outlines import load_outline, outlines
from tests.cli.conftest import new


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
