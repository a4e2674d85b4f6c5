"""The proof: every rule of copy that is not silenced, in order, with the reasons kept."""

from itertools import pairwise

import pytest

from courtdesk.models.finding import Finding
from courtdesk.models.outline import Severity
from courtdesk.models.sheet import Explanation, Silence
from courtdesk.models.value import read, written
from courtdesk.writing import proof as module
from courtdesk.writing.candidates import Facts
from courtdesk.writing.proof import proof
from courtdesk.writing.samples import load_sample


@pytest.fixture
def sheet():
    return load_sample("sheqi-2023")[0]


def spaces(words):
    """A rule to try the others by: every 、 of the article is worth a look."""
    for text in words.article:
        for at, char in enumerate(text.plain):
            if char == "、":
                yield Finding(
                    path=text.path,
                    severity=Severity.HINT,
                    rule="marks",
                    message="顿号",
                    start=at,
                    end=at + 1,
                )


@pytest.fixture
def rule(monkeypatch):
    monkeypatch.setattr(spaces, "id", "marks", raising=False)
    monkeypatch.setattr(module, "RULES", (*module.RULES, spaces))


def of_rule(sheet):
    return [f for f in proof(sheet) if f.rule == "marks"]


def test_the_findings_of_a_rule_come_in_the_order_of_print(sheet, rule):
    found = of_rule(sheet)
    paths = list(dict.fromkeys(f.path for f in found))
    assert paths[0] == "passages.lead.text"
    assert paths[-1] == "head.closing"
    assert all(a.start < b.start for a, b in pairwise(found) if a.path == b.path)


def test_a_silenced_rule_says_nothing(sheet, rule):
    assert of_rule(sheet)
    assert not of_rule(sheet.replaced(silenced=(Silence(rule="marks", reason="报社不用"),)))


def test_a_reason_stands_for_one_place_of_a_text_and_no_other(sheet, rule):
    found = of_rule(sheet)
    first, second = next((a, b) for a, b in pairwise(found) if a.path == b.path)
    given = Explanation(id="marks", path=first.path, reason="如此", values=first.values)
    told = of_rule(sheet.replaced(explanations=(given,)))
    assert [f.start for f in told if f.reason] == [first.start]
    assert second in told


def test_a_reason_lapses_when_the_words_beside_it_change(sheet, rule):
    first = of_rule(sheet)[0]
    given = Explanation(id="marks", path=first.path, reason="如此", values=first.values)
    text = read(sheet, first.path)
    text = text[: first.start - 1] + "新" + text[first.start :]
    changed = written(sheet.replaced(explanations=(given,)), first.path, text)
    assert not any(f.reason for f in of_rule(changed))


def test_the_place_of_an_offered_fact_is_the_words_of_its_title_and_of_its_heading(sheet):
    section = next(s for s in sheet.outline.sections if s.items[0].indicators)
    path = f"outline.sections.{section.id}"
    odd = written(sheet, f"{path}.title", "甲{")
    odd = written(odd, f"{path}.items.{section.items[0].id}.heading", "乙}}")
    assert "甲{ · 乙}" in {fact.place for fact in Facts(odd).facts}
