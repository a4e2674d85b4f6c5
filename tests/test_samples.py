"""The samples: 社旗's published facts to the letter, and a fictional court that adds up."""

import csv
import hashlib
import io
import re
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from courtdesk import resources
from courtdesk.checks.check import check
from courtdesk.models.article import BlockKind
from courtdesk.models.outline import Severity
from courtdesk.models.passage import tokens
from courtdesk.models.sheet import FactSheet, Figure, State
from courtdesk.store import read_document
from courtdesk.writing.article import compose, plain
from courtdesk.writing.draft.draft import drafted
from courtdesk.writing.draft.sheet import Title
from courtdesk.writing.draft.source import read_article
from courtdesk.writing.outlines import load_outline
from courtdesk.writing.samples import load_sample
from samples.articles import NAME
from samples.articles import build as build_article
from samples.build import FILES, build

SAMPLES = ["sheqi-2023", "yunchuan-2024"]
with resources.sample("sheqi-2023-facts.csv").open(encoding="utf-8-sig", newline="") as file:
    FACTS = {row["id"]: row for row in csv.DictReader(file)}
with resources.sample("sheqi-2023-relations.csv").open(encoding="utf-8-sig", newline="") as file:
    RULES = [row["rule"] for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def sheqi() -> FactSheet:
    return load_sample("sheqi-2023")[0]


def texts(sheet: FactSheet) -> list[str]:
    head = [getattr(sheet.head, name) for name in type(sheet.head).model_fields]
    head = [text for text in head if isinstance(text, str)]
    return [*head, *(p.text for p in sheet.passages), *(p.caption for p in sheet.photos)]


def test_the_68_facts_are_those_published(sheqi: FactSheet) -> None:
    assert len(FACTS) == 68
    assert {f.id: str(f.printed) for f in sheqi.figures} == {
        id: row["printed"] for id, row in FACTS.items()
    }


def test_every_fact_stands_in_its_section_item_and_department(sheqi: FactSheet) -> None:
    for id, row in FACTS.items():
        section, item, indicator = sheqi.outline.places[id]
        assert (section.title if section else item.heading) == row["section"]
        assert not section or item.heading == row["item"]
        assert (indicator.unit, indicator.department) == (row["unit"], row["department"])


def test_nothing_is_invented_about_the_year_before(sheqi: FactSheet) -> None:
    assert not any(figure.previous or figure.exact for figure in sheqi.figures)
    assert {figure.state for figure in sheqi.figures} == {State.CHECKED, State.RECEIVED}


def test_every_relation_that_can_be_decided_is_in_the_outline(sheqi: FactSheet) -> None:
    undecided = {"R09", "R18", "R20", "R21", "R22"}  # no arithmetic: scope, ranks, text, years
    present = {relation.id[:3] for relation in sheqi.outline.relations}
    assert len(RULES) == 27
    assert {rule[:3] for rule in RULES} - undecided == present


def test_every_fact_is_used_once_in_the_article(sheqi: FactSheet) -> None:
    used = [id for text in texts(sheqi) for token in tokens(text) for id in token.ids]
    assert sorted(used) == sorted(FACTS)


def test_the_article_reads_with_every_printed_value(sheqi: FactSheet) -> None:
    article = compose(sheqi)
    printed = {run.figure: run.text for block in article.blocks for run in block.runs}
    assert {**{id: row["printed"] for id, row in FACTS.items()}, "F061": ""} == {
        id: text for id, text in printed.items() if id
    }
    text = plain(article)
    assert all(row["printed"] in text for row in FACTS.values())
    assert text.startswith("社旗县人民法院五个“聚力”谱新篇\n") and text.endswith("③\n")


@pytest.mark.parametrize("name", SAMPLES)
def test_no_number_is_written_into_a_text_by_hand(name: str) -> None:
    for text in texts(load_sample(name)[0]):
        for token in reversed(tokens(text)):
            text = text[: token.start] + text[token.end :]
        assert not re.search(r"[0-9０-９%％]", text), text


@pytest.mark.parametrize("name", SAMPLES)
def test_every_item_has_a_passage_of_newspaper_length(name: str) -> None:
    sheet, _ = load_sample(name)
    article = compose(sheet)
    items = [block for block in article.blocks if block.kind is BlockKind.ITEM]
    assert len(items) == sum(len(section.items) for section in sheet.outline.sections)
    assert all(100 <= len(block.text) <= 220 for block in items)
    assert not any(run.missing for block in article.blocks for run in block.runs)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_names_only_places_of_its_outline(name: str) -> None:
    data = tomllib.loads(resources.sample(f"{name}.toml").read_text(encoding="utf-8"))
    outline = load_outline(data["outline"])
    assert list(data["figures"]) == [i.id for i in outline.indicators if i.formula is None]
    assert list(data["passages"]) == [item.id for _, item in outline.items()]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_picture_is_drawn_said_to_be_drawn_and_held_by_its_hash(name: str) -> None:
    sheet, blobs = load_sample(name)
    assert {photo.sha256 for photo in sheet.photos} == set(blobs)
    assert all("示意图" in photo.caption for photo in sheet.photos)
    for sha256, content in blobs.items():
        assert hashlib.sha256(content).hexdigest() == sha256
        assert Image.open(io.BytesIO(content)).size == (1200, 800)


def test_the_published_figures_leave_two_things_to_explain_and_no_error(sheqi: FactSheet) -> None:
    found = check(sheqi)
    assert [f.rule for f in found if f.severity is Severity.EXPLAIN] == ["R05", "R06"]
    assert not [f for f in found if f.severity is Severity.ERROR]


def test_the_fictional_court_says_so_and_adds_up_in_both_years() -> None:
    sheet, _ = load_sample("yunchuan-2024")
    assert sheet.fictional and "虚构" in sheet.court
    assert all(figure.printed and figure.previous for figure in sheet.figures)
    before = (Figure(id=f.id, printed=f.previous) for f in sheet.figures)
    assert check(sheet) == ()
    assert check(sheet.replaced(year=2023, figures=tuple(before))) == ()
    assert sheet.figure("G01").printed == sheet.figure("G07").previous


def test_the_documents_built_from_the_samples_hold_them_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURTDESK_STATE", str(tmp_path / "state"))
    build(tmp_path)
    files = build(tmp_path)  # an older one is replaced
    assert [file.name for file in files] == ["社旗2023.courtdesk", "云川2024（虚构）.courtdesk"]
    for name, file in zip(SAMPLES, files, strict=True):
        assert read_document(file) == load_sample(name)


def test_the_documents_that_are_handed_out_hold_the_samples_as_they_are() -> None:
    folder = Path(__file__).parents[1] / "samples"
    for name, file in FILES.items():
        assert read_document(folder / f"{file}.courtdesk") == load_sample(name)


@pytest.mark.parametrize("suffix", ["txt", "docx"])
def test_the_article_as_a_file_drafts_into_the_sample_s_sections_items_and_facts(
    sheqi: FactSheet, suffix: str
) -> None:
    draft = drafted(read_article(resources.sample(f"{NAME}.{suffix}")))
    sheet = draft.sheet(Title(draft.court, draft.year or 0))
    assert draft.is_verbatim(sheet) and draft.unbound == ()
    assert (sheet.court, sheet.year) == (sheqi.court, sheqi.year)
    sections = [(s.title, s.slogan, [i.heading for i in s.items]) for s in sheet.outline.sections]
    assert sections == [
        (s.title, s.slogan, [i.heading for i in s.items]) for s in sheqi.outline.sections
    ]
    printed = [str(figure.printed).rstrip("位") for figure in sheet.figures]
    assert printed == [str(sheqi.figure(id).printed).rstrip("位") for id in in_text(sheqi)]


def in_text(sheet: FactSheet) -> list[str]:
    """The ids of the facts in the order of the article."""
    blocks = compose(sheet).blocks
    return [run.figure for block in blocks for run in block.runs if run.figure]


def test_the_article_files_are_made_anew_from_the_sample(sheqi: FactSheet, tmp_path: Path) -> None:
    text, word = build_article(tmp_path)
    assert text.read_bytes() == resources.sample(f"{NAME}.txt").read_bytes()
    assert text.read_text(encoding="utf-8") == plain(compose(sheqi))
    shipped = resources.sample(f"{NAME}.docx")
    assert read_article(word).text == read_article(shipped).text
