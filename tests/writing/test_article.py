"""The article: which blocks it has, in which order, and how it reads as text."""

from courtdesk.models.article import BlockKind
from courtdesk.models.outline import Indicator, Item, Outline, Section
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import ArticleHead, FactSheet, Figure, Passage, Photo, blank
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
