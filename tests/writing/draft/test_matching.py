"""Offers against an older sheet: the right one among three, nothing doubtful taken."""

import pytest

from courtdesk import resources
from courtdesk.models.passage import tokens
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, blank
from courtdesk.models.value import written
from courtdesk.writing.article import compose, plain
from courtdesk.writing.draft.draft import Choice, Draft, drafted
from courtdesk.writing.draft.manuscript import Manuscript
from courtdesk.writing.draft.matching import similar
from courtdesk.writing.draft.sheet import Title
from courtdesk.writing.draft.source import read_article
from courtdesk.writing.outlines import load_outline
from courtdesk.writing.proof import proof
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


SAID = "全年受理案件10336件，审执结案件9666件，结案率{}，未结案件670件，群众满意。"


def said(sample: FactSheet, rate: str) -> Draft:
    """An article against last year's sheet, its two typed figures told which they are."""
    text = f"社旗县人民法院2024年工作纪实\n{SAID.format(rate)}\n"
    draft = drafted(Manuscript(text)).against(sample)
    for mention, id in zip(draft.mentions, ("F001", "F002"), strict=False):
        draft = draft.choose(mention.place, Choice(fills=id))
    return draft


TITLE = Title("社旗县人民法院", 2024)


@pytest.mark.parametrize("rate", ["93.52%", "93.5%", "93.5178%", "９３.５２%"])
def test_a_figure_that_a_formula_gives_is_bound_to_its_derived_indicator(
    sample: FactSheet, rate: str
) -> None:
    draft = said(sample, rate)
    assert list(draft.fills.values()) == ["F001", "F002", "D01", "D02"]
    sheet = draft.sheet(TITLE)
    assert draft.is_verbatim(sheet)
    assert "结案率{D01}，未结案件{D02}" in sheet.passage("lead")
    assert [f.id for f in sheet.figures] == ["F001", "F002"] and proof(sheet) == ()
    fresh = written(sheet, "figures.F002.printed", Quantity.parse("10336件"))
    assert "结案率100" in plain(compose(fresh)) and "未结案件0件" in plain(compose(fresh))


@pytest.mark.parametrize("rate", ["93.51%", "95%", "670件"])
def test_a_figure_that_a_formula_does_not_give_is_not_offered_it(
    sample: FactSheet, rate: str
) -> None:
    draft = said(sample, rate)
    rate_at = draft.mentions[2].place
    assert "D01" not in [o.id for o in draft.offered(rate_at)]
    assert draft.fills.get(rate_at) != "D01"
    assert draft.is_verbatim(draft.sheet(TITLE))


def test_a_derived_indicator_goes_when_a_term_of_it_is_let_go(sample: FactSheet) -> None:
    draft = said(sample, "93.52%")
    received, concluded, rate, left = (m.place for m in draft.mentions)
    for without in (
        draft.choose(concluded, Choice(fills="")),
        draft.choose(concluded, Choice(bound=False)),
    ):
        assert not {"D01", "D02"} & set(without.fills.values())
        assert without.is_verbatim(without.sheet(TITLE))
    new = draft.choose(rate, Choice(fills=""))
    assert new.fills == {received: "F001", concluded: "F002", left: "D02"}
    assert new.choose(rate, Choice(fills="D01")).fills[rate] == "D01"


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
