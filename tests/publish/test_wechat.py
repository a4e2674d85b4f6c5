"""The article for WeChat: what survives the paste, what reads in the dark, what is literal."""

from base64 import b64decode
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from lxml import html
from PIL import Image

from courtdesk.models.article import BlockKind
from courtdesk.models.layout import Theme
from courtdesk.models.value import written
from courtdesk.publish.proof import squeezed
from courtdesk.publish.themes import THEMES
from courtdesk.publish.wechat import CHARTS, NAME, fragment, make, read
from courtdesk.publish.wechat_pages import wechat_page
from courtdesk.publish.wechat_subset import TAGS, outside
from tests.publish.hostile import CONTROLS, HOSTILE, hostile

WHITE, NIGHT = "#FFFFFF", "#191919"  # the grounds an article is read on


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    bright, dim = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.fixture
def body(edition):
    return html.document_fromstring(make(edition).files[NAME].decode()).body


def test_the_article_reads_word_for_word(edition, body):
    text = squeezed(body.text_content())
    for block in edition.article.blocks:
        assert squeezed(block.text) in text and squeezed(block.heading) in text


def test_what_was_typed_of_source_scope_and_day_stands_at_the_foot(edition):
    typed = {"source": "审管办", "scope": "含诉前<b>调解", "cutoff": "2023年12月20日"}
    chosen = edition.sheet.layout.replaced(**typed)
    for layout, foot in (
        (edition.sheet.layout, ["社旗县人民法院各部门统计", "2023年全年，本院", "2023年12月31日"]),
        (chosen, list(typed.values())),
    ):
        sheet = edition.sheet.replaced(layout=layout)
        made = html.document_fromstring(fragment(replace(edition, sheet=sheet)))
        lines = [p.text_content() for p in made.body[0][-1]]
        names = ("数据来源：", "统计范围：", "截止日期：")
        assert len(lines) == 3
        assert all(
            line.startswith(name + words)
            for line, name, words in zip(lines, names, foot, strict=True)
        )


def test_nothing_in_it_is_outside_what_survives_the_paste(edition, body):
    assert outside(fragment(edition)) == ()
    assert {e.tag for e in body.iterdescendants()} <= TAGS
    assert len(body) == 1 and body[0].tag == "section"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("<div>一</div>", "标签 <div>"),
        ('<p class="x">一</p>', "<p> 的属性 class"),
        ("<p id='x'>一</p>", "<p> 的属性 id"),
        ("<script>alert(1)</script>", "标签 <script>"),
        ("<section><style>p{}</style></section>", "标签 <style>"),
        ('<p><a href="x">一</a></p>', "标签 <a>"),
        ('<p style="position:fixed">一</p>', "<p> 的样式 position"),
        ('<p style="color:red;float:left">一</p>', "<p> 的样式 float"),
        ('<p style="background-color:url(http://x)">一</p>', "<p> 的样式 background-color"),
        ('<span style="display:flex">一</span>', "<span> 的样式 display: flex"),
        ('<p><img src="http://x/y.png"></p>', "不在文件里的图片"),
        ('<p><img src="data:image/svg+xml;base64,AA=="></p>', "不在文件里的图片"),
        ('<p onclick="x()">一</p>', "<p> 的属性 onclick"),
        ("<p><!-- x -->一</p>", "注释"),
        ('<body onload="x()"><p>一</p></body>', "<body> 的属性 onload"),
    ],
)
def test_whatever_would_not_survive_is_named(text, named):
    assert any(said.startswith(named) for said in outside(text))
    assert outside('<p style="color:#333;margin:0 0 1em">一</p>') == () == outside("")


def test_every_figure_stands_out(edition, body):
    strong = [e.text_content() for e in body.iter("strong") if "color" in e.get("style", "")]
    assert strong == [r.text for b in edition.article.blocks for r in b.runs if r.figure and r.text]


def headed(edition, words, missing=False):
    """The article with these words as title, section's name, slogan and an item's heading."""
    sheet = edition.sheet
    section = sheet.outline.sections[1]
    place = f"outline.sections.{section.id}"
    heading = f"{place}.items.{section.items[0].id}.heading"
    for path in ("head.title", f"{place}.title", f"{place}.slogan", heading):
        sheet = written(sheet, path, words)
    if missing:
        sheet = written(sheet, "figures.F030.printed", None)
    return replace(edition, sheet=sheet)


def styled(one, holds):
    """The styles of the figures that print this text."""
    found = html.fragment_fromstring(fragment(one))
    return [e.get("style") for e in found.iter("strong") if holds in e.text_content()]


def test_a_figure_in_a_heading_stands_out_as_in_the_words_and_keeps_the_title_whole(edition):
    one = headed(edition, "护企{F030} 再攻坚")
    found = html.fragment_fromstring(fragment(one))
    (title,) = [p for p in found.iter("p") if "font-size:24px" in p.get("style")]
    assert (title.text_content(), len(title.findall("br"))) == ("护企2262件再攻坚", 1)
    accent = THEMES[edition.sheet.layout.theme].accent
    coloured = [f"color:{accent}" in style for style in styled(one, "2262件")]
    # the section's name is white on the theme's ground, its slogan coloured as it is
    assert coloured == [True, False, False, True, True]
    assert outside(fragment(one)) == ()


def test_a_figure_that_is_missing_is_red_wherever_it_stands(edition):
    for theme in Theme:
        one = headed(edition, "护企{F030}再攻坚", missing=True)
        sheet = written(one.sheet, "layout.theme", theme)
        styles = styled(replace(one, sheet=sheet), "〔待填")
        assert len(styles) == 5
        assert all("color:#D93A31" in style for style in styles)
        assert "background-color:#FFFFFF" in styles[1]  # not red on red
    assert contrast("#D93A31", WHITE) >= 4.5 and contrast("#D93A31", NIGHT) >= 3


@pytest.mark.parametrize("wide", [320, 340, 360, 375, 414])
def test_a_number_stays_with_its_unit_on_the_line_of_a_telephone(edition, lines, wide):
    page = wechat_page(fragment(edition), "文", wide, False, date(2024, 1, 5)).pdf
    shown = [line.replace("\u2060", "") for line in lines(page)]
    assert len(shown) > 150
    for run in (r for b in edition.article.blocks for r in b.whole if r.figure and r.text):
        assert "\n".join(shown).count(run.text) == "".join(shown).count(run.text) > 0
    assert not [line for line in shown if line[0] in "，。；：、％%"]


def test_the_preview_shows_a_section_s_name_with_a_figure_on_one_ground(edition):
    def ground(one):
        page = wechat_page(fragment(one), "文", 360, False, date(2024, 1, 5)).pdf
        with pypdfium2.PdfDocument(page) as document:
            image = document[0].render(scale=1).to_pil().convert("RGB")
        accent = THEMES[one.sheet.layout.theme].accent
        colours = {colour: count for count, colour in image.getcolors(1 << 24)}
        return colours[tuple(bytes.fromhex(accent[1:]))]

    place = f"outline.sections.{edition.sheet.outline.sections[1].id}.title"

    def named(words):
        return replace(edition, sheet=written(edition.sheet, place, words))

    short, typed, bound = (ground(named(w)) for w in ("护企", "护企2262件", "护企{F030}"))
    assert typed - short > 500
    assert abs(bound - typed) < (typed - short) / 4


def test_charts_and_photos_are_pictures_in_the_file_with_words_for_who_cannot_see(edition, body):
    pictures = list(body.iter("img"))
    assert all(picture.get("alt") for picture in pictures)
    sections = (edition.sheet.outline, *edition.sheet.outline.sections)
    charts = [c.title for s in sections for c in s.charts[:CHARTS]]
    assert [p.get("alt") for p in pictures if "480px" in p.get("style")] == charts
    for picture in pictures:
        with Image.open(BytesIO(b64decode(picture.get("src").partition(",")[2]))) as image:
            assert image.width <= 1080
            assert image.convert("RGBA").getextrema()[3] == (255, 255)  # legible at night
            assert not image.getexif()


@pytest.mark.parametrize("theme", Theme)
def test_every_colour_reads_on_white_and_at_night(edition, theme):
    sheet = written(edition.sheet, "layout.theme", theme)
    found = html.fragment_fromstring(fragment(replace(edition, sheet=sheet)))
    seen = set()
    for element in found.iter():
        rules = dict(r.split(":", 1) for r in element.get("style", "").split(";") if r)
        ground = rules.get("background-color")
        if colour := rules.get("color"):
            grounds = [ground] if ground else [WHITE, NIGHT]
            assert contrast(colour, grounds[0]) >= 4.5 and contrast(colour, grounds[-1]) >= 3
            seen.add(colour)
        assert not ground or colour  # a ground of its own never meets an inherited colour
    assert THEMES[theme].accent in seen


def test_words_without_a_colour_of_their_own_follow_the_reader(body):
    items = [p for p in body.iter("p") if "text-align:justify" in p.get("style")]
    assert len(items) > 15 and all("color" not in p.get("style") for p in items)


def test_text_that_looks_like_code_is_read_as_it_is(edition):
    one = hostile(edition)
    found = html.document_fromstring(make(one).files[NAME].decode())
    assert outside(fragment(one)) == ()
    assert found.find(".//script") is None
    text = squeezed(found.body.text_content())
    blocks = [b for b in one.article.blocks if b.kind is not BlockKind.PHOTO]
    assert text.count(squeezed(HOSTILE)) >= len(blocks)
    assert all(r.equal for readings in read(one, make(one).files).values() for r in readings)


def test_controls_leave_no_trace_and_emoji_stay(edition):
    sheet = written(edition.sheet, "passages.lead.text", f"{CONTROLS}群众满意😀。")
    assert "审结案件百件。群众满意😀。" in fragment(replace(edition, sheet=sheet))


def test_a_figure_changed_in_the_file_is_found_out(edition):
    data = make(edition).files[NAME].replace("354人".encode(), "534人".encode())
    (found,) = read(edition, {NAME: data}).values()
    assert [(r.id, r.found) for r in found if not r.equal] == [("F009", "534人")]


def test_invented_figures_are_said_to_be_invented(edition):
    one = replace(edition, sheet=edition.sheet.replaced(fictional=True))
    assert "虚构数据" in fragment(one)
