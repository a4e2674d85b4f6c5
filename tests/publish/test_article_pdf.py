"""The newspaper page, read back from its PDF."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from courtdesk.models.article import Article, Block, BlockKind, Run
from courtdesk.models.errors import UserError
from courtdesk.models.layout import Paper
from courtdesk.models.sheet import Crop, Photo
from courtdesk.models.value import written
from courtdesk.publish.article_pdf import (
    TOP,
    _pieces,
    article_page,
    article_pdf,
    as_reckoned,
    page_data,
)
from courtdesk.publish.fitting import fitted
from courtdesk.publish.pages import page, page_count, page_size, texts
from courtdesk.publish.pictures import drawn, printable
from courtdesk.publish.proof import article_readings
from courtdesk.publish.typesetting import Template
from courtdesk.writing.article import compose, plain
from tests.publish.drawn import overlaps

DAY = date(2024, 1, 5)
CLOSING = "，。、；：？！）》〉」』】〕”’%％…"
OPENING = "（《〈「『【〔“‘"
HOSTILE = (
    '#panic("x") $x^2$ *粗* _斜_ `码` <label> @ref [括] {花} \\ \\u{41} // 注 /* 注 */ '
    "= 标题 - 项 ~ --- \"引\" '号' {F001} ${1+1} %s & < > "
)


def paragraph(text: str, heading: str = "", kind: BlockKind = BlockKind.ITEM) -> Block:
    return Block(
        kind=kind, path="", runs=(Run(text=text),), titled=(Run(text=heading),) if heading else ()
    )


@pytest.fixture(scope="module")
def pdf(sheet, article, photos):
    return article_pdf(sheet, article, photos, DAY)


def test_the_sample_fills_exactly_one_page(pdf):
    assert page_count(pdf) == 1


def test_the_page_reads_word_for_word_like_the_article(pdf, article, lines, words):
    printed = words("".join(lines(pdf)))
    for block in article.blocks:
        if block.kind is BlockKind.PHOTO:
            assert words(block.text) in printed
            printed = printed.replace(words(block.text), "", 1)
    text = "\n".join(line for line in plain(article).split("\n") if not line.startswith("（图"))
    assert words(text) in printed


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


def test_a_short_article_is_set_on_a4_and_a_long_one_takes_more_pages(sheet, article, photos):
    short = article.replaced(blocks=article.blocks[:7])
    long = article.replaced(blocks=article.blocks + article.blocks[5:] * 3)
    width, _ = page_size(article_pdf(sheet, short, photos, DAY), 0)
    assert round(width) == 595
    assert page_count(article_pdf(sheet, long, photos, DAY)) > 1


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
def test_a_photo_may_span_any_number_of_columns(sheet, article, photos, lines, words, columns):
    spread = tuple(p.replaced(columns=columns) for p in sheet.photos)
    pdf = article_pdf(sheet.replaced(photos=spread), article, photos, DAY)
    printed = words("".join(lines(pdf)))
    captions = [b.text for b in article.blocks if b.kind is BlockKind.PHOTO]
    assert captions and all(words(c) in printed for c in captions)


def laid(sheet, paper="", columns=0, size=None, spans=(2,)):
    """The sheet with this layout and a photo for each span."""
    layout = sheet.layout.replaced(paper=paper, columns=columns, size=size)
    (photo,) = sheet.photos
    photos = tuple(
        photo.replaced(id=f"p{n}", columns=span, caption=f"图{n}：审判楼示意，非实景照片")
        for n, span in enumerate(spans)
    )
    return sheet.replaced(layout=layout, photos=photos)


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


def test_a_photo_hides_no_word_and_no_word_stands_on_a_photo(sheet, photos, boxes):
    for spans, columns in (((2, 2), 4), ((2, 1), 3), ((3, 2, 1), 5)):
        one = laid(sheet, "A3", columns, None, spans)
        pdf = article_pdf(one, compose(one), photos, DAY)
        with pypdfium2.PdfDocument(pdf) as document:
            pictures = [
                o.get_bounds() for o in document[0].get_objects() if type(o).__name__ == "PdfImage"
            ]
        assert len(pictures) == len(spans)
        for left, bottom, right, top in pictures:
            for char, x0, y0, x1, y1 in boxes(pdf)[0]:
                apart = x1 <= left + 1 or x0 >= right - 1 or y1 <= bottom + 1 or y0 >= top - 1
                assert apart, char


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


def test_a_paragraph_that_fills_whole_columns_still_leaves_photos_their_place(
    sheet, photos, lines, words
):
    one = laid(sheet, "A3", 4, None, (2, 2))
    article = compose(one)
    heads = tuple(b for b in article.blocks if b.kind in (BlockKind.TITLE, BlockKind.PHOTO))
    blocks = (*heads, paragraph("审结案件，群众满意。" * 400, kind=BlockKind.LEAD))
    got = words("".join(lines(article_pdf(one, article.replaced(blocks=blocks), photos, DAY))))
    assert got.count("群众满意") >= 395 and "图0：" in got and "图1：" in got


def test_a_photo_that_cannot_be_read_is_named(sheet, article):
    with pytest.raises(UserError, match=sheet.photos[0].name):
        article_pdf(sheet, article, lambda sha256: b"not a picture", DAY)


def test_a_photo_whose_picture_is_still_to_come_has_a_frame(sheet, lines):
    photo = sheet.photos[0].replaced(sha256="", after="passages.s1i1.text", columns=1)
    made = sheet.replaced(photos=(photo,))
    text = lines(article_pdf(made, compose(made), {}.__getitem__, DAY))
    frame = next(n for n, line in enumerate(text) if "〔待补照片〕" in line)
    assert any(photo.caption in line for line in text[frame : frame + 3])


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


def test_what_the_camera_wrote_never_reaches_the_page():
    photo = Image.new("RGB", (40, 20), "red")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "相机"
    data = BytesIO()
    photo.save(data, "JPEG", exif=exif)
    with Image.open(BytesIO(printable(data.getvalue(), "a.jpg"))) as made:
        assert made.size == (20, 40)
        assert not made.getexif()


def test_a_photo_is_cropped_as_it_stands_upright():
    photo = Image.new("RGB", (400, 200), "blue")
    photo.paste("red", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down: red stands at the right
    data = BytesIO()
    photo.save(data, "PNG", exif=exif)
    one = Photo(id="p", name="a", sha256="x", crop=Crop(left=600, top=100, right=1000, bottom=600))
    with Image.open(BytesIO(drawn(one, lambda _: data.getvalue()))) as made:
        assert made.size == (160, 100)
        red, _, blue = made.getpixel((80, 50))
        assert red > 200 and blue < 60
    with pytest.raises(ValueError):
        Crop(left=500, right=505)


# --- what an editor would send back ------------------------------------------------------------


def images(pdf):
    """The pictures of the first page: left, bottom, right and top in pt."""
    with pypdfium2.PdfDocument(pdf) as document:
        objects = document[0].get_objects()
        return [o.get_bounds() for o in objects if type(o).__name__ == "PdfImage"]


def test_a_photo_below_the_text_stands_at_the_foot_where_the_other_columns_end(
    sheet, photos, boxes
):
    # The text ends well above the foot of the last column, which the photo must not follow up.
    short = laid(sheet, "A3", 4, "9", (1, 1))
    pdf = article_pdf(short, compose(short), photos, DAY)
    *_, (left, photo_foot, _, _) = sorted(images(pdf))
    feet = [
        min(bottom for _, x, bottom, _, _ in boxes(pdf)[0] if (x > left - 9) is last)
        for last in (False, True)
    ]
    line = 9 * 1.8  # pt
    assert abs(feet[0] - feet[1]) < line and 0 < photo_foot - feet[1] < 2 * line


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


def headed(before: str, figure: Run) -> tuple[Block, ...]:
    """Blocks with a figure in a title, a slogan, a heading alone and one that runs in."""
    runs = (Run(text=before), figure, Run(text="再次发力持续攻坚克难"))
    item, body = BlockKind.ITEM, (Run(text="群众满意。"),)
    return (
        Block(kind=BlockKind.TITLE, path="", runs=runs),
        Block(kind=BlockKind.CROSSHEAD, path="", runs=runs, titled=runs),
        Block(kind=item, path="", titled=runs),
        Block(kind=item, path="", titled=runs, runs=body),
    )


def test_a_figure_in_a_heading_a_slogan_or_a_title_is_never_parted_from_its_unit(
    sheet, photos, lines
):
    blocks = [b for n in range(1, 30) for b in headed("执" * n, Run(text="2262件", figure="F030"))]
    got = lines(article_pdf(sheet, Article(blocks=tuple(blocks)), photos, DAY))
    assert sum("2262件" in line for line in got) >= len(blocks) - 29
    assert not [line for line in got if re.search(r"\d$", line.rstrip())]


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
