"""The article: which blocks it has, in which order, and how it reads as text."""

import pytest

from courtdesk.models.article import BlockKind
from courtdesk.models.outline import HeadingForm, Indicator, Item, Outline, Section
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import TOP, ArticleHead, FactSheet, Figure, Passage, Photo, blank
from courtdesk.models.typescript import Odd, Spelling, Style, Typescript
from courtdesk.models.value import written
from courtdesk.publish.markdown import markdown
from courtdesk.writing.article import compose, plain, run_in

OUTLINE = Outline(
    name="试",
    lead=Item(id="lead", heading="导语", indicators=(Indicator(id="A", label="受理", unit="件"),)),
    sections=(
        Section(
            id="s1",
            title="聚力守护",
            slogan="新担当",
            items=(Item(id="s1i1", heading="维护稳定"), Item(id="s1i2", heading="没有文字")),
        ),
        Section(id="s2", title="没有文字的一节", items=(Item(id="s2i1", heading="空"),)),
        Section(id="s3", title="聚力服务", items=(Item(id="s3i1", heading="【便民】"),)),
    ),
)
SHEET = FactSheet(
    court="某县人民法院",
    year=2023,
    outline=OUTLINE,
    figures=(Figure(id="A", printed=Quantity.parse("200件")),),
    passages=(
        Passage(id="lead", text="全年受理{A}。"),
        Passage(id="s1i1", text="第一段。\n\n第二段。"),
        Passage(id="s1i2", text="  \n "),
        Passage(id="s3i1", text="一站办理。"),
    ),
    head=ArticleHead(kicker="引题", title="主题", byline="□ 作者", closing="展望。", end_mark="③"),
    photos=(Photo(id="p1", name="图", sha256="0" * 64, caption="审判楼"),),
)


def test_blocks_stand_in_reading_order_and_empty_parts_are_left_out() -> None:
    kinds = [block.kind for block in compose(SHEET).blocks]
    assert kinds == [
        BlockKind.KICKER,
        BlockKind.TITLE,
        BlockKind.BYLINE,
        BlockKind.LEAD,
        BlockKind.PHOTO,
        BlockKind.CROSSHEAD,
        BlockKind.ITEM,
        BlockKind.ITEM,
        BlockKind.CROSSHEAD,
        BlockKind.ITEM,
        BlockKind.CLOSING,
    ]


def test_a_block_names_the_place_it_is_written_from() -> None:
    paths = {block.path for block in compose(SHEET).blocks}
    assert paths >= {
        "head.title",
        "passages.lead.text",
        "photos.p1.caption",
        "outline.sections.s1.title",
        "passages.s1i1.text",
    }


def test_only_the_first_paragraph_of_an_item_carries_its_heading() -> None:
    items = [block for block in compose(SHEET).blocks if block.kind is BlockKind.ITEM]
    assert [block.heading for block in items] == ["维护稳定。", "", "【便民】"]


def test_a_run_in_heading_is_closed_by_one_mark() -> None:
    assert run_in("维护稳定") == "维护稳定。"
    assert run_in("维护稳定。") == "维护稳定。"
    assert run_in("一是抓稳定：") == "一是抓稳定："
    assert run_in("") == ""


def test_the_text_is_the_article_with_its_end_mark() -> None:
    assert plain(compose(SHEET)) == (
        "引题\n主题\n□ 作者\n"
        "　　全年受理200件。\n"
        "（图：审判楼）\n"
        "\n聚力守护　新担当\n"
        "　　维护稳定。第一段。\n"
        "　　第二段。\n"
        "\n聚力服务\n"
        "　　【便民】一站办理。\n"
        "　　展望。③\n"
    )


def test_an_empty_sheet_is_an_empty_article() -> None:
    article = compose(blank("某县人民法院", 2024, OUTLINE))
    assert article.blocks == ()
    assert plain(article) == ""


@pytest.mark.parametrize(
    ("after", "paragraph", "before"),
    [
        ("", 0, "（图：审判楼）\n\n聚力守护"),
        (TOP, 0, "（图：审判楼）\n引题"),
        ("head.title", 0, "（图：审判楼）\n□ 作者"),
        ("passages.s1i1.text", 1, "（图：审判楼）\n　　第二段"),
        ("passages.s1i1.text", 0, "（图：审判楼）\n\n聚力服务"),
        ("passages.s1i1.text", 9, "（图：审判楼）\n\n聚力服务"),
        ("passages.gone.text", 0, "（图：审判楼）\n\n聚力守护"),
    ],
)
def test_a_photo_stands_after_the_paragraph_it_follows_or_after_the_lead(
    after: str, paragraph: int, before: str
) -> None:
    photo = SHEET.photos[0].replaced(after=after, paragraph=paragraph)
    assert before in plain(compose(SHEET.replaced(photos=(photo,))))


def test_photos_that_follow_one_paragraph_keep_their_order() -> None:
    first = SHEET.photos[0]
    photos = (first, first.replaced(id="p2", caption="法庭"))
    assert "（图：审判楼）\n（图：法庭）\n" in plain(compose(SHEET.replaced(photos=photos)))


def test_a_byline_may_stand_last() -> None:
    sheet = written(SHEET, "head.byline_last", True)
    assert plain(compose(sheet)).endswith("　　展望。③\n□ 作者\n")


def with_item(**fields: object) -> FactSheet:
    return written(
        SHEET,
        "outline.sections.s1.items.s1i1",
        SHEET.outline.sections[0].items[0].replaced(**fields),
    )


def test_a_heading_stands_before_its_text_on_a_line_of_its_own_or_nowhere() -> None:
    assert "　　维护稳定。第一段。\n" in plain(compose(with_item()))
    lined = compose(with_item(form=HeadingForm.LINE))
    assert "　　维护稳定\n　　第一段。\n" in plain(lined)
    assert [(b.heading, b.text) for b in lined.blocks if b.kind is BlockKind.ITEM][:2] == [
        ("维护稳定", ""),
        ("", "第一段。"),
    ]
    assert "维护稳定" not in plain(compose(with_item(form=HeadingForm.NONE)))


def test_a_section_may_have_no_crosshead() -> None:
    sheet = written(SHEET, "outline.sections.s1.crosshead", False)
    assert "聚力守护" not in plain(compose(sheet))
    assert "　　维护稳定。第一段。" in plain(compose(sheet))


def typed(typescript: Typescript, sheet: FactSheet = SHEET) -> str:
    return plain(compose(sheet.replaced(typescript=typescript)))


def test_a_typescript_sets_each_sort_of_paragraph_in_its_own_way() -> None:
    typescript = Typescript(
        styles=(
            Style(sort="crosshead", before="\n## ", between="——"),
            Style(sort="item.run_in", before="\n**", between="。**"),
            Style(sort="item", before="\n"),
            Style(sort="photo", before="图为", after="\n"),
        ),
        end="\n\n",
    )
    assert typed(typescript) == (
        "引题\n主题\n□ 作者\n"
        "　　全年受理200件。\n"
        "图为审判楼\n"
        "\n## 聚力守护——新担当\n"
        "\n**维护稳定。**第一段。\n"
        "\n第二段。\n"
        "\n## 聚力服务\n"
        "\n**【便民】。**一站办理。\n"
        "　　展望。\n\n③\n"
    )


def test_the_marks_around_a_heading_are_not_of_the_heading() -> None:
    style = Style(sort="item.run_in", before="**", between="。**")
    sheet = SHEET.replaced(typescript=Typescript(styles=(style,)))
    items = [b for b in compose(sheet).blocks if b.kind is BlockKind.ITEM]
    assert items[0].heading == "维护稳定。"
    style = Style(sort="item.run_in", between="　")
    sheet = SHEET.replaced(typescript=Typescript(styles=(style,)))
    assert next(b for b in compose(sheet).blocks if b.heading == "维护稳定　")


def test_one_paragraph_may_be_set_oddly_and_lines_never_run_together() -> None:
    odd = Odd(path="passages.s1i1.text", number=1, before="", after="")
    assert "。\n第二段。\n\n聚力服务" in typed(Typescript(odd=(odd,)))


def test_a_heading_with_nothing_under_it_is_printed_when_the_typescript_says_so() -> None:
    assert "没有文字的一节" in typed(Typescript(bare=("s2",)))
    sheet = written(SHEET, "outline.sections.s1.items.s1i2.form", HeadingForm.LINE)
    assert "　　没有文字\n" in typed(Typescript(bare=("s1i2",)), sheet)
    assert "没有文字" not in typed(Typescript(), sheet)


def test_a_figure_keeps_its_spelling_until_it_says_something_else() -> None:
    typescript = Typescript(spellings=(Spelling(id="A", text="２ 00件"),))
    assert "全年受理２ 00件。" in typed(typescript)
    changed = written(SHEET, "figures.A.printed", Quantity.parse("201件"))
    assert "全年受理201件。" in typed(typescript, changed)


def test_a_spelling_may_leave_its_unit_to_a_later_figure() -> None:
    sheet = written(SHEET, "figures.A.printed", Quantity.parse("12万元"))
    assert "受理12。" in typed(Typescript(spellings=(Spelling(id="A", text="12"),)), sheet)


def test_a_figure_that_grew_is_not_printed_as_the_shorter_one_that_was_typed() -> None:
    sheet = written(SHEET, "figures.A.printed", Quantity.parse("120万元"))
    assert "受理120万元。" in typed(Typescript(spellings=(Spelling(id="A", text="12"),)), sheet)


def test_a_unit_that_was_left_to_a_later_figure_is_printed_once_it_is_another() -> None:
    sheet = written(SHEET, "figures.A.printed", Quantity.parse("12万元"))
    typescript = Typescript(spellings=(Spelling(id="A", text="12", rest="万元"),))
    assert "受理12。" in typed(typescript, sheet)
    grown = written(SHEET, "figures.A.printed", Quantity.parse("12亿元"))
    assert "受理12亿元。" in typed(typescript, grown)


def test_brackets_around_a_caption_differ_from_those_in_it() -> None:
    photo = SHEET.photos[0].replaced(caption="审判楼（示意图）")
    article = compose(SHEET.replaced(photos=(photo,)))
    assert "\n〔图：审判楼（示意图）〕\n" in plain(article)
    assert "\n〔图：审判楼（示意图）〕\n" in markdown(article)
