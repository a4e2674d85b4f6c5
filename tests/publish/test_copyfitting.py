"""Copy-fitting: the size of type, the columns and the pages of a newspaper page."""

import pytest

from courtdesk.models.article import BlockKind
from courtdesk.models.layout import Paper
from courtdesk.models.value import written
from courtdesk.publish.article_pdf import (
    TOP,
    article_page,
    article_pdf,
    as_reckoned,
    page_data,
)
from courtdesk.publish.fitting import fitted
from courtdesk.publish.pages import page_count, page_size, texts
from courtdesk.publish.proof import article_readings
from courtdesk.publish.typesetting import Template
from courtdesk.writing.article import compose
from tests.publish.drawn import overlaps
from tests.publish.newspaper import CLOSING, DAY, OPENING, laid


def test_the_sample_fills_exactly_one_page(pdf):
    assert page_count(pdf) == 1


def test_a_short_article_is_set_on_a4_and_a_long_one_takes_more_pages(sheet, article, photos):
    short = article.replaced(blocks=article.blocks[:7])
    long = article.replaced(blocks=article.blocks + article.blocks[5:] * 3)
    width, _ = page_size(article_pdf(sheet, short, photos, DAY), 0)
    assert round(width) == 595
    assert page_count(article_pdf(sheet, long, photos, DAY)) > 1


@pytest.mark.parametrize("paper", ["A3", "小报", "A4"])
@pytest.mark.parametrize("columns", [2, 3, 4, 5])
@pytest.mark.parametrize("spans", [(), (2, 1), (1, 3, 1, 1)])
def test_every_piece_starts_where_it_was_reckoned_on_every_paper(
    sheet, photos, paper, columns, spans
):
    one = laid(sheet, paper, columns, None, spans)
    template = Template("article")
    data = page_data(one, compose(one), photos, Paper(paper))
    setting = fitted(template, data)
    assert as_reckoned(template, data, setting)
    assert len(setting.photos) == len(spans) and not setting.filled.torn


@pytest.mark.parametrize(
    ("paper", "columns", "spans"),
    [
        ("A3", 3, (2, 1)),
        ("A3", 5, (2, 2)),
        ("小报", 4, (2,)),
        ("A4", 3, (1, 2)),
        ("小报", 5, (3, 1)),
    ],
)
def test_a_page_of_any_layout_is_whole_and_free_of_collisions(
    sheet, photos, lines, words, boxes, paper, columns, spans
):
    one = laid(sheet, paper, columns, None, spans)
    article = compose(one)
    pdf = article_pdf(one, article, photos, DAY)
    got = lines(pdf)
    assert [t for t in got if t[0] in CLOSING or t.rstrip()[-1] in OPENING] == []
    printed = words("".join(got))
    for block in article.blocks:
        if block.kind is BlockKind.PHOTO:
            assert words(block.text) in printed
    assert all(r.equal for r in article_readings("".join(texts(pdf, TOP)), article))
    assert [hit for page in boxes(pdf) for hit in overlaps(page)] == []


def test_columns_end_level_on_a_full_page(sheet, photos):
    for columns in (3, 4, 5):
        one = laid(sheet, "A3", columns, None, (2,))
        data = page_data(one, compose(one), photos, Paper.A3)
        setting = fitted(Template("article"), data)
        feet = [c.room - c.used for c in setting.filled.columns]
        assert setting.filled.pages == 1 and max(feet) - min(feet) <= 3


def test_the_type_is_fitted_within_its_limits_and_a_chosen_size_is_kept(sheet, photos):
    one = laid(sheet, "A3")
    fit = article_page(one, compose(one), photos, DAY)
    assert 8.5 <= fit.size <= 13 and fit.pages == 1
    one = laid(sheet, "A3", size="9")
    fixed = article_page(one, compose(one), photos, DAY)
    assert fixed.size == 9 and fixed.over < 0


def test_the_copy_is_said_to_be_over_or_under_by_as_many_characters_as_it_is(sheet, photos):
    one = laid(sheet, "A3", size="9.5", spans=())
    full = article_page(one, compose(one), photos, DAY)
    room = -full.over
    assert full.pages == 1 and 0 < room < 1500

    def with_more(characters):
        more = "审结案件群众满意" * (characters // 8)
        one = written(laid(sheet, "A3", size="9.5", spans=()), "head.closing", more)
        return article_page(one, compose(one), photos, DAY)

    closing = len(sheet.head.closing)
    assert with_more(closing + room - 150).over <= 0
    over = with_more(closing + room + 400)
    assert over.pages == 2 and 250 < over.over < 600
    assert f"超出一版约{over.over}字" in str(over)


def test_a_page_looked_at_while_it_is_written_keeps_its_size_as_long_as_it_fits(sheet, photos):
    first = article_page(sheet, compose(sheet), photos, DAY)
    longer = written(sheet, "head.closing", sheet.head.closing + "司法为民。")
    second = article_page(longer, compose(longer), photos, DAY, first)
    assert (second.size, second.pages) == (first.size, 1)
    endless = written(sheet, "head.closing", "司法为民。" * 200)
    third = article_page(endless, compose(endless), photos, DAY, second)
    assert third == article_page(endless, compose(endless), photos, DAY)
    assert third.size < second.size


def test_what_a_page_says_must_be_cut_is_what_makes_the_article_fit(sheet, photos):
    long = laid(sheet, "A4", 3, None, ())
    page = article_page(long, compose(long), photos, DAY)
    assert page.pages == 2 and page.over > 0
    left, cut = page.over + 60, long  # a heading that goes takes a line more than its characters
    for item in reversed([i for _, i in long.outline.items() if long.passage(i.id)]):
        text = cut.passage(item.id)
        kept = text[: max(len(text) - left, 0)] if "{" not in text else ""
        left -= len(text) - len(kept)
        cut = written(cut, f"passages.{item.id}.text", kept)
        if left <= 0:
            break
    assert article_page(cut, compose(cut), photos, DAY).pages == 1
