"""`courtdesk figures`: a text, a file or standard input; lines for people, JSON for programs."""

import io
import json
import sys
from pathlib import Path

import docx
import pytest

from courtdesk.cli import run

TEXT = "审结96件96人，同比上升5.3%。"


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert run(["figures", *arguments, "--json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["figures"]
    return found


def test_the_json_says_every_field_and_its_numbers_are_strings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said(capsys, "上升5.3%")[0] == {
        "start": 2,
        "end": 6,
        "printed": "5.3%",
        "value": "5.3",
        "unit": "%",
        "low": "5.25",
        "high": "5.35",
        "marker": "",
        "kind": "change",
        "sign": "+",
        "pair": "",
        "list": "",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read_in_any_common_encoding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    file = tmp_path / "稿件.txt"
    file.write_text(TEXT, encoding=encoding)
    assert [f["printed"] for f in said(capsys, str(file))] == ["96件", "96人", "5.3%"]


def test_a_word_document_is_read_as_draft_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = docx.Document()
    made.add_paragraph(TEXT)
    made.save(str(tmp_path / "稿件.docx"))
    assert [f["printed"] for f in said(capsys, str(tmp_path / "稿件.docx"))][:2] == ["96件", "96人"]


def test_standard_input_is_read_for_a_hyphen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert [f["printed"] for f in said(capsys, "-")] == ["96件", "96人", "5.3%"]


def test_a_line_is_printed_for_each_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["figures", TEXT]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2-5　96件　96件　count",
        "5-8　96人　96人　count",
        "13-17　5.3%　5.3%　change+",
    ]


def test_a_file_that_is_not_there_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["figures", str(tmp_path / "没有.txt")]) == 2
    assert capsys.readouterr().err.count("。") == 1


def test_a_file_that_is_no_text_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "图.txt"
    file.write_bytes(b"\xff\xfe\x00\x80\x81")
    assert run(["figures", str(file)]) == 2
    assert capsys.readouterr().err.count("。") == 1
