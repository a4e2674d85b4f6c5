"""The newspaper page, read back from its PDF."""

from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest

from courtdesk.models.article import Article, Block, BlockKind, Run
from courtdesk.models.errors import UserError
from courtdesk.publish.article_pdf import (
    article_pdf,
)
from courtdesk.publish.pages import page, page_count
from courtdesk.writing.article import plain
from tests.publish.newspaper import DAY, headed, paragraph

HOSTILE = (
    '#panic("x") $x^2$ *粗* _斜_ `码` <label> @ref [括] {花} \\ \\u{41} // 注 /* 注 */ '
    "= 标题 - 项 ~ --- \"引\" '号' {F001} ${1+1} %s & < > "
)


def test_the_page_reads_word_for_word_like_the_article(pdf, article, lines, words):
    printed = words("".join(lines(pdf)))
    for block in article.blocks:
        if block.kind is BlockKind.PHOTO:
            assert words(block.text) in printed
            printed = printed.replace(words(block.text), "", 1)
    text = "\n".join(
        line for line in plain(article).split("\n") if not line.startswith(("（图", "〔图"))
    )
    assert words(text) in printed


def test_text_that_looks_like_code_is_printed_as_it_is(sheet, photos, lines, words):
    head = [paragraph(HOSTILE, kind=k) for k in BlockKind if k in ("kicker", "title", "byline")]
    blocks = (
        *head,
        paragraph(HOSTILE, HOSTILE, BlockKind.CROSSHEAD),
        paragraph(HOSTILE * 3, HOSTILE),
    )
    got = words("".join(lines(article_pdf(sheet, Article(blocks=blocks), photos, DAY))))
    assert got.count(words(HOSTILE)) == 9


def test_controls_and_marks_that_turn_the_line_leave_no_trace(sheet, photos, lines):
    text = "审\x00结\x07案\u202e件\u200b百\ud800件。"
    got = "".join(lines(article_pdf(sheet, Article(blocks=(paragraph(text),)), photos, DAY)))
    assert "审结案件百件。" in got


@pytest.mark.parametrize("text", ["\x07", "甲 " * 40, "\u3000甲"])
def test_a_head_of_controls_or_blanks_does_not_stop_the_page(sheet, photos, lines, text):
    kinds = (BlockKind.KICKER, BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.BYLINE)
    blocks = (*(paragraph(text, kind=kind) for kind in kinds), paragraph("审结案件百件。"))
    assert "审结案件百件。" in "".join(
        lines(article_pdf(sheet, Article(blocks=blocks), photos, DAY))
    )


def test_a_label_of_ten_thousand_characters_is_printed_whole(sheet, photos, lines, words):
    text = "一二三四五六七八九十" * 1000
    got = words("".join(lines(article_pdf(sheet, Article(blocks=(paragraph(text),)), photos, DAY))))
    assert got.count("一二三四五六七八九十") >= 990


def test_rare_characters_of_names_are_printed(sheet, photos, lines):
    blocks = (paragraph("法官喆、堃、䶮到场。"),)
    assert "喆、堃、䶮" in "".join(lines(article_pdf(sheet, Article(blocks=blocks), photos, DAY)))


def test_a_character_no_font_has_is_named_in_one_sentence(sheet, photos):
    blocks = (paragraph("办案有力😀，群众满意🦄。"),)
    with pytest.raises(UserError, match="😀🦄") as error:
        article_pdf(sheet, Article(blocks=blocks), photos, DAY)
    assert "\n" not in str(error.value)


def test_a_missing_figure_is_printed_as_its_placeholder(sheet, photos, lines):
    runs = (Run(text="审结"), Run(text="〔待收〕", figure="F001", missing=True), Run(text="。"))
    block = Block(kind=BlockKind.ITEM, path="", runs=runs)
    assert "审结〔待收〕。" in "".join(
        lines(article_pdf(sheet, Article(blocks=(block,)), photos, DAY))
    )


def test_an_article_without_a_word_is_still_a_page(sheet, photos):
    assert page_count(article_pdf(sheet, Article(), photos, DAY)) == 1


def test_the_same_article_gives_the_same_bytes(sheet, article, photos, pdf):
    assert article_pdf(sheet, article, photos, DAY) == pdf


def test_two_threads_may_typeset_at_once(sheet, article, photos, pdf):
    with ThreadPoolExecutor(3) as pool:
        made = pool.map(lambda _: article_pdf(sheet, article, photos, DAY), range(3))
        assert all(one == pdf for one in made)


def test_the_file_says_that_it_is_pdf_a(pdf):
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>U</pdfaid:conformance>" in pdf


def test_a_page_comes_back_as_a_picture_with_ink_on_it(pdf):
    picture = page(pdf, 0, 40)
    assert len(picture.data) == picture.width * picture.height * 4
    assert (picture.width, picture.height) == (468, 662)
    assert min(picture.data[::4]) < 80 and max(picture.data[::4]) == 255
    with pytest.raises(IndexError):
        page(pdf, 1, 40)


@pytest.mark.parametrize("place", range(4))
def test_a_figure_that_is_missing_is_red_wherever_it_stands(sheet, photos, place):
    def red(figure: Run) -> int:
        block = headed("护企", figure)[place]
        if block.kind is BlockKind.CROSSHEAD:  # its name is red as it is: the slogan alone
            block = block.replaced(runs=())
        pdf = article_pdf(sheet, Article(blocks=(block,)), photos, DAY)
        with pypdfium2.PdfDocument(pdf) as document:
            image = document[0].render(scale=1).to_pil().convert("RGB")
        found = image.getcolors(1 << 24) or []
        return sum(count for count, (r, g, b) in found if r > g + 60 and r > b + 60)

    assert red(Run(text="2262件", figure="F030")) == 0
    assert red(Run(text="〔待填：新收〕", figure="F030", missing=True)) > 20
