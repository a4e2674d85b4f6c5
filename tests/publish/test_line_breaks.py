"""Where the lines of a newspaper page break: marks, figures, crossheads and titles."""

import re

import pytest

from courtdesk.models.article import Article, Block, BlockKind, Run
from courtdesk.models.layout import Paper
from courtdesk.models.value import written
from courtdesk.publish.article_pdf import (
    _pieces,
    article_pdf,
)
from courtdesk.writing.article import compose
from tests.publish.newspaper import CLOSING, DAY, OPENING, headed, laid, paragraph


def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(pdf, lines):
    wrong = [line for line in lines(pdf) if line[0] in CLOSING or line.rstrip()[-1] in OPENING]
    assert len(lines(pdf)) > 150
    assert wrong == []


@pytest.mark.parametrize("mark", "，。、；：？！）》”％…")
def test_no_mark_after_a_figure_starts_a_line_wherever_it_falls(sheet, photos, lines, mark):
    blocks = []
    for n in range(40):
        runs = [Run(text="法" * n)]
        for _ in range(6):
            runs += [Run(text="96件", figure="F004"), Run(text=f"{mark}“办结”（")]
            runs += [Run(text="2.88亿元", figure="F019"), Run(text=f"{mark}）全院")]
        blocks.append(Block(kind=BlockKind.ITEM, path="", runs=tuple(runs)))
    got = lines(article_pdf(sheet, Article(blocks=tuple(blocks), end_mark="③"), photos, DAY))
    wrong = [line for line in got if line[0] in CLOSING or line.rstrip()[-1] in OPENING]
    assert len(got) > 150
    assert wrong == []


def test_the_end_mark_never_stands_alone_on_a_line(sheet, photos, lines):
    for n in range(20):
        article = Article(blocks=(paragraph("法" * (30 + n) + "。"),), end_mark="③")
        last = lines(article_pdf(sheet, article, photos, DAY))[-1]
        assert last.endswith("③") and "法。" in last


def test_no_figure_is_parted_from_its_unit_by_the_end_of_a_line(pdf, article, lines, words):
    printed = [words(line) for line in lines(pdf)]
    text, ends = "".join(printed), set()
    for line in printed:
        ends.add((max(ends) if ends else 0) + len(line))
    figures = [words(r.text) for b in article.blocks for r in b.runs if r.figure]
    at = text.index(words(next(b.text for b in article.blocks if b.kind is BlockKind.LEAD)))
    for figure in figures:
        at = text.index(figure, at)
        assert not ends & set(range(at + 1, at + len(figure))), figure
    assert len(figures) >= 60
    for number in re.finditer(r"\d[\d.]*[余万亿]*[%件人次个名场份项元年]", text):
        assert not ends & set(range(number.start() + 1, number.end())), number[0]


def test_a_crosshead_is_never_the_last_of_its_column(sheet, photos, places):
    blocks = []
    for n in range(14):
        blocks += [
            paragraph(f"聚力之{n}", "展现新风貌", BlockKind.CROSSHEAD),
            paragraph(
                "审结各类案件，化解矛盾纠纷，" * (4 + 5 * n % 7) + "群众满意。", f"条目{n}。"
            ),
        ]
    got = places(article_pdf(sheet, Article(blocks=tuple(blocks)), photos, DAY))
    heads = [i for i, (text, _, _) in enumerate(got) if text.startswith("聚力")]
    assert len(heads) == 14 and len({x for _, x, _ in got}) > 4
    for i in heads:
        (_, _, head), (slogan, _, below), (text, _, under) = got[i : i + 3]
        assert slogan == "展现新风貌" and text.startswith("条目")
        assert head > below > under > head - 90


def test_a_crosshead_a_little_wider_than_its_column_is_set_smaller_on_one_line(
    sheet, photos, lines
):
    narrow = laid(sheet, "A4", 5, "11")
    first = narrow.outline.sections[0].replaced(title="聚力平安守护")
    outline = narrow.outline.replaced(sections=(first, *narrow.outline.sections[1:]))
    narrow = narrow.replaced(outline=outline)
    got = [line.strip() for line in lines(article_pdf(narrow, compose(narrow), photos, DAY))]
    for section in narrow.outline.sections:
        assert section.title in got


def test_percentage_points_may_be_parted_so_that_no_line_before_them_is_torn():
    figure = Run(text="6.49个百分点", figure="F001")
    block = Block(
        kind=BlockKind.ITEM,
        path="p",
        runs=(Run(text="上升"), figure, Run(text="，下降2.3个百分点。")),
    )
    kept = [p["text"] for p in _pieces(block.runs) if p["keep"]]
    assert kept == ["6.49个", "2.3个"]
    missing = figure.replaced(missing=True)
    pieces = _pieces((missing,))
    assert [p["text"] for p in pieces if p["missing"]] == ["6.49个百分点"]


def test_a_figure_in_a_heading_a_slogan_or_a_title_is_never_parted_from_its_unit(
    sheet, photos, lines
):
    blocks = [b for n in range(1, 30) for b in headed("执" * n, Run(text="2262件", figure="F030"))]
    got = lines(article_pdf(sheet, Article(blocks=tuple(blocks)), photos, DAY))
    assert sum("2262件" in line for line in got) >= len(blocks) - 29
    assert not [line for line in got if re.search(r"\d$", line.rstrip())]


def test_a_title_too_long_for_a_line_is_parted_at_a_blank_and_never_inside_a_figure(
    sheet, photos, lines
):
    runs = (
        Run(text="护航一方平安 审结各类案件"),
        Run(text="〔待填：新 收〕", figure="F030", missing=True),
        Run(text="攻坚克难"),
    )
    title = Block(kind=BlockKind.TITLE, path="", runs=runs)
    laid = written(sheet, "layout.paper", Paper.A4)
    got = lines(article_pdf(laid, Article(blocks=(title,)), photos, DAY))
    assert "护航一方平安" in [line.strip() for line in got]
    assert any("审结各类案件〔待填：新 收〕攻坚克难" in line for line in got)
