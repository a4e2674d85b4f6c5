"""Previews after an edit: the pages that would go out, made faster."""

from dataclasses import replace

import pytest

from courtdesk.models.article import BlockKind
from courtdesk.models.quantity import Quantity
from courtdesk.models.value import written
from courtdesk.publish import article_pdf, long_picture, sheet_pdf, signoff_pdf, wechat
from courtdesk.publish.article_pdf import Page
from courtdesk.publish.edition import Edition
from courtdesk.publish.formats import engine
from courtdesk.publish.pages import page_count, page_size, texts


@pytest.fixture
def edited(edition: Edition) -> Edition:
    sheet = written(edition.sheet, "figures.F001.printed", Quantity.parse("10337件"))
    return replace(edition, sheet=sheet)


@pytest.mark.parametrize("form", ["article.pdf", "sheet.pdf", "signoff.pdf"])
def test_a_preview_says_what_will_go_out_page_by_page(edition: Edition, edited: Edition, form: str):
    previews = {
        "article.pdf": lambda e: article_pdf.preview(e, article_pdf.preview(edition)).pdf,
        "sheet.pdf": sheet_pdf.preview,
        "signoff.pdf": signoff_pdf.preview,
    }
    for one in (edition, edited):
        (made,) = engine(form).make(one).files.values()
        shown = previews[form](one)
        assert texts(shown) == texts(made)
        assert [page_size(shown, n) for n in range(page_count(shown))] == [
            page_size(made, n) for n in range(page_count(made))
        ]
        assert len(shown) < len(made)  # coarser photos, no tags


def test_a_preview_follows_an_edit_that_moves_the_text_to_another_column(edition: Edition):
    first = article_pdf.preview(edition)
    longer = edition.sheet.passage("s1i1") + "这一句话让本段长出几行来。" * 12
    moved = replace(edition, sheet=written(edition.sheet, "passages.s1i1.text", longer))
    again = article_pdf.preview(moved, first)
    assert again.starts != first.starts and isinstance(again, Page)
    said = "".join(texts(again.pdf)).replace("\r\n", "")
    assert said.count("这一句话让本段长出几行来。") >= 11  # one may be parted by a column's end
    blocks = [b for b in moved.article.blocks if b.kind is not BlockKind.PHOTO]
    assert len(again.starts) == len(blocks) - moved.article.head


def test_wechat_s_fragment_is_what_is_made(edition: Edition, edited: Edition):
    for one in (edition, edited):
        (made,) = wechat.make(one).files.values()
        assert wechat.fragment(one) in made.decode()


def test_a_preview_of_the_long_picture_has_its_words(edited: Edition):
    (found,) = engine("long.png").read(edited, {}).values()
    assert found and all(reading.equal for reading in found)
    assert "10337" in "".join(texts(long_picture.preview(edited).pdf))
