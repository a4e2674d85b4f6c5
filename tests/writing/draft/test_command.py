"""`courtdesk draft`: an article in, a document out, a report of what was recognised."""

import io
import json
import sys
from pathlib import Path

import pytest

from courtdesk import resources
from courtdesk.cli import run
from courtdesk.models.sheet import State
from courtdesk.store import read_document, read_sheet
from courtdesk.writing.article import compose, plain
from courtdesk.writing.samples import load_sample
from samples.articles import NAME

ARTICLES = Path(__file__).parent.parent / "articles"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURTDESK_STATE", str(tmp_path / "state"))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "新表.courtdesk"


def text_sample() -> str:
    return str(resources.sample(f"{NAME}.txt"))


def test_an_article_becomes_a_document_that_prints_it_as_it_came(
    target: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["draft", text_sample(), "--to", str(target.with_suffix(""))]) == 0
    sheet = read_sheet(target)
    assert plain(compose(sheet)) == Path(text_sample()).read_text(encoding="utf-8")
    said = capsys.readouterr().out
    assert said.startswith("社旗县人民法院　2023年　5 个部分　17 个条目\n")
    assert "数字 68 项" in said and "逐字相同" in said
    assert said.rstrip().endswith(str(target))


def test_every_figure_says_which_paragraph_of_which_file_it_came_from(target: Path) -> None:
    assert run(["draft", text_sample(), "--to", str(target)]) == 0
    sheet, blobs = read_document(target)
    first = sheet.figures[0]
    assert first.state is State.RECEIVED
    assert (first.source.file, first.source.cell) == (f"{NAME}.txt", "第4段")
    assert blobs[first.source.sha256] == Path(text_sample()).read_bytes()


def test_the_pictures_of_a_word_document_are_kept(target: Path) -> None:
    word = str(resources.sample(f"{NAME}.docx"))
    assert run(["draft", word, "--to", str(target)]) == 0
    sheet, blobs = read_document(target)
    (photo,) = sheet.photos
    assert blobs[photo.sha256].startswith(b"\xff\xd8\xff")


def test_json_tells_parts_sections_figures_and_offers(
    target: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["draft", text_sample(), "--to", str(target), "--like", "sheqi-2023", "--json"]
    assert run(arguments) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["court"], said["period"], said["verbatim"]) == ("社旗县人民法院", "2023年", True)
    assert [p["part"] for p in said["parts"][:4]] == ["引题", "主题", "署名", "导语"]
    assert [len(s["items"]) for s in said["sections"]] == [3, 3, 3, 4, 4]
    assert len(said["figures"]) == 68
    outline = load_sample("sheqi-2023")[0].outline
    for figure in said["figures"]:
        assert len(figure["offers"]) <= 3
        assert [o["score"] for o in figure["offers"]] == sorted(
            (o["score"] for o in figure["offers"]), reverse=True
        )
        if figure["fills"]:
            assert figure["id"] == figure["fills"] == figure["offers"][0]["id"]
            assert figure["label"] == outline.indicator(figure["id"]).label
        assert figure["token"].strip("{}").split("=")[0] in {f["id"] for f in said["figures"]}


def test_last_year_s_document_gives_ids_departments_values_and_rules(
    target: Path, tmp_path: Path
) -> None:
    older = tmp_path / "上年.courtdesk"
    assert run(["draft", text_sample(), "--to", str(older), "--year", "2022"]) == 0
    assert run(["draft", text_sample(), "--to", str(target), "--like", str(older)]) == 0
    before, sheet = read_sheet(older), read_sheet(target)
    assert (before.year, sheet.year) == (2022, 2023)
    known = [f for f in sheet.figures if f.previous is not None]
    assert len(known) >= 60
    assert all(f.previous == before.figure(f.id).printed for f in known)


def test_an_article_may_come_through_standard_input(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO((ARTICLES / "09-坚持.txt").read_bytes()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert run(["draft", "-", "--to", str(target)]) == 0
    assert read_sheet(target).court == "石桥县人民法院"


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        ("审结案件96件，群众满意。", [], "--court"),
        ("临河县人民法院（虚构）审结案件96件，群众满意。", [], "--year"),
        ("  \n", ["--court", "某县人民法院", "--year", "2023"], "没有文字"),
        ("审结96件。", ["--court", " ", "--year", "2023"], "法院名称是空的"),
        ("审结96件。", ["--court", "某县人民法院", "--year", "明年"], "无法读取年度"),
        ("审结96件。", ["--court", "某县", "--year", "2023", "--like", "没有"], "提纲"),
    ],
)
def test_what_cannot_be_drafted_is_said_in_one_sentence_and_makes_no_file(
    text: str,
    more: list[str],
    said: str,
    target: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    article = tmp_path / "稿件.txt"
    article.write_text(text, encoding="utf-8")
    assert run(["draft", str(article), "--to", str(target), *more]) == 2
    errors = capsys.readouterr().err
    assert said in errors and errors.count("\n") == 1
    assert not target.exists()


def test_a_file_that_is_there_stays_what_it_was(
    target: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target.write_bytes(b"old")
    assert run(["draft", text_sample(), "--to", str(target)]) == 2
    assert target.read_bytes() == b"old"
    assert "已经存在" in capsys.readouterr().err
