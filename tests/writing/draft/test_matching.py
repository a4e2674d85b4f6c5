"""Offers against an older sheet: the right one among three, nothing doubtful taken."""

import pytest

from courtdesk import resources
from courtdesk.models.passage import tokens
from courtdesk.models.sheet import FactSheet, blank
from courtdesk.writing.draft.draft import Choice, Draft, drafted
from courtdesk.writing.draft.matching import similar
from courtdesk.writing.draft.sheet import Title
from courtdesk.writing.draft.source import read_article
from courtdesk.writing.outlines import load_outline
from courtdesk.writing.samples import load_sample
from samples.articles import NAME


@pytest.fixture(scope="module")
def sample() -> FactSheet:
    return load_sample("sheqi-2023")[0]


@pytest.fixture(scope="module")
def article() -> Draft:
    return drafted(read_article(resources.sample(f"{NAME}.txt")))


def truth(sample: FactSheet, draft: Draft) -> dict[object, str]:
    """Which fact of the sample each figure is: they come in the order of its passages."""
    items = (item for _, item in sample.outline.items())
    order = [id for i in items for t in tokens(sample.passage(i.id)) for id in t.ids]
    return {m.place: id for m, id in zip(draft.mentions, order, strict=True)}


@pytest.mark.parametrize("with_passages", [False, True])
def test_the_right_indicator_is_offered_and_what_is_taken_is_right(
    sample: FactSheet, article: Draft, with_passages: bool
) -> None:
    like = sample.replaced(year=2022) if with_passages else blank("", 2022, sample.outline)
    draft = article.against(like)
    right = truth(sample, draft)
    assert all(len(offers) <= 3 for offers in draft.offers.values())
    missed = [p for p, id in right.items() if id not in [o.id for o in draft.offers[p]]]
    assert missed == []
    assert {p: right[p] for p in draft.fills} == draft.fills
    assert len(draft.fills) >= 55


def test_nothing_of_an_outline_that_speaks_of_other_things_is_taken(article: Draft) -> None:
    assert article.against(blank("", 2022, load_outline("minimal"))).fills == {}


def test_relations_charts_and_departments_come_along_where_their_figures_do(
    sample: FactSheet, article: Draft
) -> None:
    draft = article.against(sample.replaced(year=2022))
    for place, id in truth(sample, draft).items():
        draft = draft.choose(place, Choice(fills=id))  # type: ignore[arg-type]
    sheet = draft.sheet(Title(sample.court, 2023))
    typed = {i.id for i in sample.wanted}
    kept = [r for r in sample.outline.relations if typed.issuperset(r.figures)]
    assert list(sheet.outline.relations) == kept
    assert sheet.outline.departments == sample.outline.departments
    charts = [c.id for s in sheet.outline.sections for c in s.charts]
    assert charts and set(charts) <= {c.id for s in sample.outline.sections for c in s.charts} | {
        c.id for c in sample.outline.charts
    }


def test_likeness_is_whole_for_the_same_and_none_for_strangers() -> None:
    assert similar("结案率", "结案率") == pytest.approx(1)
    assert similar("结案率", "拘传人数") == 0
    assert 0.5 < similar("网上立案件数", "网上立案数") < 1
