"""Articles in every heading style, each with the structure a person wrote down for it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from courtdesk.models.outline import HeadingForm
from courtdesk.models.passage import runs
from courtdesk.models.sheet import FactSheet
from courtdesk.writing.article import compose, plain
from courtdesk.writing.draft.draft import Draft, drafted
from courtdesk.writing.draft.sheet import Title
from courtdesk.writing.draft.source import read_article

FOLDER = Path(__file__).parent.parent / "articles"
ARTICLES = sorted(p for p in FOLDER.iterdir() if p.suffix != ".toml")
HEAD = ("kicker", "title", "subtitle", "byline")


@pytest.fixture(params=ARTICLES, ids=lambda path: path.stem)
def article(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def wanted(article: Path) -> dict[str, Any]:
    return tomllib.loads(article.with_suffix(".toml").read_text(encoding="utf-8"))


@pytest.fixture
def draft(article: Path) -> Draft:
    return drafted(read_article(article))


@pytest.fixture
def sheet(draft: Draft) -> FactSheet:
    return draft.sheet(Title(draft.court, draft.year or 0))


def test_an_article_is_printed_as_it_came(draft: Draft, sheet: FactSheet) -> None:
    assert plain(compose(sheet)) == draft.manuscript.text


def test_the_court_and_the_year_are_found(draft: Draft, wanted: dict[str, Any]) -> None:
    assert (draft.court, draft.year) == (wanted["court"], wanted["year"])


def test_the_head_and_the_end_are_found(sheet: FactSheet, wanted: dict[str, Any]) -> None:
    head = sheet.head
    found = {n: "".join(r.text for r in runs(getattr(head, n), sheet)) for n in HEAD}
    assert found == {n: wanted.get(n, "") for n in HEAD}
    assert head.byline_last is wanted.get("byline_last", False)
    assert head.end_mark == wanted.get("end_mark", "")
    closing = wanted.get("closing", "")
    assert head.closing.startswith(closing) and bool(head.closing) is bool(closing)
    assert len(sheet.passage("lead").splitlines()) == wanted.get("lead", 0)


def test_photos_are_found_with_their_captions(sheet: FactSheet, wanted: dict[str, Any]) -> None:
    assert [photo.caption for photo in sheet.photos] == wanted.get("photos", [])


def test_sections_and_items_are_found_whatever_marks_them(
    sheet: FactSheet, wanted: dict[str, Any]
) -> None:
    found = [
        [s.title, s.slogan, ["" if i.form is HeadingForm.NONE else i.heading for i in s.items]]
        for s in sheet.outline.sections
    ]
    assert found == wanted["sections"]


def test_every_figure_is_bound_where_it_stands(
    draft: Draft, sheet: FactSheet, wanted: dict[str, Any]
) -> None:
    printed = [str(m.quantity) for m in draft.mentions if not m.place.fact]
    assert printed == wanted["figures"].split()
    assert len(draft.mentions) == len(printed) + wanted.get("shared", 0)
    assert draft.unbound == ()
    bound = {run.figure for block in compose(sheet).blocks for run in block.runs if run.figure}
    assert bound >= {figure.id for figure in sheet.figures}


def test_every_indicator_has_a_name_of_its_own(sheet: FactSheet) -> None:
    labels = [indicator.label for indicator in sheet.outline.indicators]
    assert len(set(labels)) == len(labels)
    assert all(1 < len(label) <= 28 for label in labels)
