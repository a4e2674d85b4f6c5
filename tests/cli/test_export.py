"""export: what is written, where, and how it refuses."""

import json
import os

import pytest

from courtdesk.publish.export import FORMATS
from courtdesk.writing.article import compose, plain
from courtdesk.writing.samples import load_sample
from tests.cli.conftest import (
    faulty,
    sentence,
)


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
