"""What is shown of a form before it is written says what the form will say."""

from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

from courtdesk.models.article import BlockKind
from courtdesk.models.sheet import blank
from courtdesk.models.value import written
from courtdesk.publish.edition import Edition
from courtdesk.publish.formats import engine
from courtdesk.publish.newspaper_docx import about
from courtdesk.publish.pages import Opened, page_count, page_size, texts
from courtdesk.publish.proof import squeezed
from courtdesk.publish.reread import docx_text, html_text
from courtdesk.publish.viewing import Choice, printed, view
from courtdesk.publish.word_pages import report_pages
from tests.publish.hostile import HOSTILE, hostile

WORD = ("report.docx", "newspaper.docx")
MM = 72 / 25.4


def text(pdf: bytes) -> str:
    return squeezed("".join(texts(pdf)))


def lines(pdf: bytes, page: int) -> list[tuple[float, str]]:
    """The lines of a page's type area with their height above the paper's lower edge, in pt."""
    with pypdfium2.PdfDocument(pdf) as document:
        words = document[page].get_textpage()
        found: dict[int, str] = {}
        for index in range(words.count_chars()):
            _, bottom, _, top = words.get_charbox(index, loose=True)
            sign = words.get_text_range(index, 1)
            if sign.strip():
                place = round((bottom + top) / 2 / 4)
                near = next((p for p in (place, place - 1, place + 1) if p in found), place)
                found[near] = found.get(near, "") + sign
        return [(place * 4, found[place]) for place in sorted(found, reverse=True)]


@pytest.mark.parametrize("form", WORD)
def test_the_pages_of_a_word_document_say_what_the_file_says(edition: Edition, form: str) -> None:
    pdf = printed(form, edition).pdf
    shown = squeezed("".join(texts(pdf, 26, 30 if form == "report.docx" else 22)))
    for block in edition.article.blocks:
        if block.kind is not BlockKind.PHOTO or form == "newspaper.docx":
            assert squeezed(block.text) in shown and squeezed(block.heading) in shown
    if form == "newspaper.docx":
        assert text(pdf).count(squeezed(about(edition))) == page_count(pdf)


def test_a_page_of_the_official_document_holds_22_lines_of_at_most_28_characters(
    edition: Edition,
) -> None:
    pdf = report_pages(edition).pdf
    for page in range(1, page_count(pdf) - 1):
        *body, (_, number) = lines(pdf, page)
        assert number == f"—{page + 1}—"
        assert len(body) in (21, 22)  # a heading does not stay behind alone
        gaps = {round(above - below) for (above, _), (below, _) in pairwise(body)}
        assert gaps <= {28, 32}  # 28.95 pt, told in steps of 4
        wide = [sum(0.55 if sign.isascii() else 1 for sign in line) for _, line in body]
        assert max(wide) < 29.5  # marks that stand side by side take less


def test_page_numbers_of_the_official_document_stand_at_the_outer_edge(edition: Edition) -> None:
    pdf = report_pages(edition).pdf
    places = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            words = page.get_textpage()
            left, *_ = words.get_charbox(words.count_chars() - 1)
            places.append(left > page.get_width() / 2)
    assert places == [n % 2 == 0 for n in range(len(places))]


@pytest.mark.parametrize("form", WORD)
def test_words_of_code_are_shown_not_obeyed(edition: Edition, form: str) -> None:
    shown = printed(form, hostile(edition))
    assert squeezed(HOSTILE)[:12] in text(shown.pdf) and not shown.said


@pytest.mark.parametrize("form", [*WORD, "wechat.html"])
@pytest.mark.parametrize(("rare", "code"), [("😀", "U+1F600"), ("𠮷", "U+20BB7")])
def test_a_character_shown_as_a_box_is_named_beside_the_preview_and_kept_in_the_file(
    edition: Edition, form: str, rare: str, code: str
) -> None:
    sheet = written(edition.sheet, "passages.lead.text", f"群众满意{rare}。")
    one = replace(edition, sheet=sheet)
    shown = view(form, one, Choice())
    assert "群众满意" in text(shown.pdf) and f"没有“{rare}”（{code}）" in shown.said
    assert not view(form, edition, Choice()).said
    ((name, data),) = engine(form).make(one).files.items()
    words = html_text(data) if name.endswith(".html") else docx_text(data)
    assert f"群众满意{rare}。" in words


@pytest.mark.parametrize("wide", [360, 677])
def test_the_article_for_wechat_is_shown_word_for_word_at_both_widths(
    edition: Edition, wide: int
) -> None:
    shown = view("wechat.html", edition, Choice(wide))
    (file,) = engine("wechat.html").make(edition).files.values()
    assert page_count(shown.pdf) == 1 and page_size(shown.pdf, 0)[0] == wide
    said = squeezed(html_text(file))
    assert text(shown.pdf) == said.removeprefix(squeezed(f"{edition.sheet.court}2023年"))


def test_at_night_the_ground_is_dark_and_words_without_a_colour_are_light(
    edition: Edition,
) -> None:
    for dark in (False, True):
        opened = Opened(view("wechat.html", edition, Choice(360, dark)).pdf)
        try:
            size = (360, round(opened.sizes[0][1]))
            grounds = opened.part(0, size, 0, 0, 360, 10).data
        finally:
            opened.close()
        assert set(grounds[0::4]) == {0x19 if dark else 0xFF}


def test_the_article_for_wechat_takes_hostile_words_as_words(edition: Edition) -> None:
    assert squeezed(HOSTILE)[:12] in text(view("wechat.html", hostile(edition), Choice()).pdf)


def test_every_chart_is_shown_on_a_page_of_its_own(edition: Edition) -> None:
    shown = view("charts", edition, Choice())
    files = engine("charts").make(edition).files
    assert page_count(shown.pdf) == sum(name.endswith(".png") for name in files)
    bare = edition.sheet.outline.replaced(charts=(), sections=())
    none = view("charts", replace(edition, sheet=blank("某院", 2024, bare)), Choice())
    assert not none.pdf and none.said.startswith("没有图表")


def test_the_workbook_is_told_by_its_worksheets(edition: Edition) -> None:
    rows = view("xlsx", edition, Choice()).rows
    names = [row[0] for row in rows]
    assert [s.title for s in edition.sheet.outline.sections] == names[2:7]
    assert all(int(lines) > 0 and int(wide) > 0 for _, lines, wide, _ in rows)


def test_a_page_is_set_like_the_one_before_while_it_is_written(edition: Edition) -> None:
    first = view("article.pdf", edition, Choice())
    again = view("article.pdf", edition, Choice(), first)
    assert again.like.size == first.like.size and again.said == first.said


def test_the_long_picture_is_looked_at_and_printed_in_the_slices_of_its_files(
    edition: Edition,
) -> None:
    shown, files = view("long.png", edition, Choice()), engine("long.png").make(edition).files
    assert page_count(shown.pdf) == page_count(printed("long.png", edition).pdf) == len(files) - 1


def test_a_part_of_a_page_is_what_the_whole_shows_there(edition: Edition) -> None:
    opened = Opened(printed("sheet.pdf", edition).pdf)
    try:
        size = (620, 877)
        whole = opened.part(0, size, 0, 0, *size)
        part = opened.part(0, size, 100, 300, 200, 50)
    finally:
        opened.close()

    def same(left: int) -> float:
        rows = (whole.data[(y * 620 + left) * 4 :][:800] for y in range(300, 350))
        there = zip(b"".join(rows), part.data, strict=True)
        return sum(a == b for a, b in there) / len(part.data)

    assert same(100) > 0.99 > same(101)  # a glyph cut by the edge is smoothed anew


def test_an_empty_newspaper_page_says_what_fills_it(edition: Edition) -> None:
    bare = blank(edition.sheet.court, edition.sheet.year, edition.sheet.outline)
    shown = view("article.pdf", replace(edition, sheet=bare), Choice())
    assert not shown.pdf and shown.said == "稿件还是空的：写了标题或正文，这里就排出版面。"
