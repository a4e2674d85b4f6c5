"""show and check: every figure as printed, and what stands against the sheet."""

import json
import re
from decimal import Decimal

import pytest

from courtdesk.models.value import written
from courtdesk.store import Document, Edit, read_sheet
from courtdesk.writing.samples import load_sample
from tests.cli.conftest import (
    FIGURE,
    FINDING,
    PLACE,
    faulty,
    numbers,
)


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
