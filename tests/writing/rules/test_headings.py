"""Parallel headings, and how many sections the text says there are."""

import pytest

from courtdesk.models.value import written
from tests.writing.rules.sheets import mended, said, sheet

SECTION = "outline.sections.s1"


def test_headings_of_one_length_say_nothing():
    assert said("heading-length", sheet("甲", title="新服务亮新风貌 新成效显新担当")) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (f"{SECTION}.title", "聚力公正司法"),
        (f"{SECTION}.slogan", "奋力开新局"),
        (f"{SECTION}.items.s1i1.heading", "依法履职办案"),
    ],
)
def test_a_heading_longer_than_its_sibling_is_told_with_both_lengths(path, text):
    (finding,) = said("heading-length", written(sheet("甲"), path, text))
    assert finding.path.startswith(SECTION)
    assert f"“{text}”{len(text)}字" in finding.message


def test_the_odd_one_among_three_is_named():
    of = sheet("甲")
    first, second = of.outline.sections
    third = second.replaced(id="s3", slogan="奋力谱新篇", items=())
    of = of.replaced(outline=of.outline.replaced(sections=(first, second, third)))
    (finding,) = said("heading-length", of)
    assert finding.path == "outline.sections.s3.slogan"
    assert "多为3字，“奋力谱新篇”5字" in finding.message


def test_headings_that_are_all_of_other_lengths_are_no_row():
    of = sheet("甲")
    first, second = of.outline.sections
    sections = [second.replaced(id=f"s{n}", slogan="新" * n, items=()) for n in (3, 4, 5)]
    of = of.replaced(outline=of.outline.replaced(sections=(first, *sections)))
    assert not any(f.path.endswith("slogan") for f in said("heading-length", of))


@pytest.mark.parametrize("title", ["新服务亮新风貌 新成效显担当", "践行司法为民，促公正"])
def test_halves_of_the_main_head_that_differ_are_told(title):
    (finding,) = said("heading-length", sheet("甲", title=title))
    assert finding.path == "head.title"


@pytest.mark.parametrize("title", ["新服务亮新风貌", "践行“司法为民” 促进公平正义", ""])
def test_one_half_and_equal_halves_are_left_alone(title):
    assert said("heading-length", sheet("甲", title=title)) == []


def test_the_number_of_sections_in_the_text_is_that_of_the_outline():
    of = sheet("甲县法院以五个“聚力”为抓手")
    (finding,) = said("section-count", of)
    assert finding.fixes[0].label == "改为“两”"
    assert said("section-count", mended(of, finding)) == []
    assert said("section-count", sheet("两个“聚力”")) == []
    assert said("section-count", sheet("以{sections}个“聚力”和三个“规定”为抓手")) == []
