"""One article set in every common style of headings, head and blanks: its structure stays."""

from itertools import product
from typing import NamedTuple

import pytest

from courtdesk.models.outline import HeadingForm
from courtdesk.writing.draft.draft import drafted
from courtdesk.writing.draft.manuscript import Manuscript
from courtdesk.writing.draft.sheet import Title

CHINESE = "一二三四五六七八九十"
SECTIONS = (
    ("聚力平安守护", "彰显新担当"),
    ("聚力依法履职", "取得新成效"),
    ("聚力公正司法", "推出新服务"),
    ("聚力守正创新", "达到新常态"),
    ("聚力培根铸魂", "展现新风貌"),
)
ITEMS = (
    ("依法惩治犯罪", "全年审结刑事案件321件，判处403人，守护一方百姓的安宁。"),
    ("妥善化解纠纷", "把小案当作大事来办，审结民事案件6325件，调解率达到48.6%。"),
)
LEAD = "2024年，云川县人民法院（虚构）紧扣主题，各项工作取得了新的进展，全年受理案件10009件。"
CLOSING = "2025年，云川县人民法院（虚构）将继续努力，以更实举措回应群众关切，贡献法院力量。"


class Section(NamedTuple):
    """How crossheads are written: the line before an item, from number, title and slogan."""

    name: str
    line: str
    titled: str = "{title}"
    sloganed: str = "{slogan}"


class Item(NamedTuple):
    """How items are written, from number, heading and text; and what the heading then is."""

    name: str
    line: str
    headed: str = "{heading}"


SECTION_STYLES = (
    Section("blank", "{title}　{slogan}"),
    Section("half", "{title} {slogan}"),
    Section("dash", "{title}——{slogan}"),
    Section("colon", "{title}：{slogan}"),
    Section("comma", "{title}，{slogan}", "{title}，{slogan}", ""),
    Section("alone", "{title}", "{title}", ""),
    Section("lines", "{title}\n{slogan}"),
    Section("number", "{n}、{title}", "{n}、{title}", ""),
    Section("numbered", "{n}、{title} {slogan}", "{n}、{title}"),
    Section("stopped", "{n}、{title}，{slogan}。", "{n}、{title}，{slogan}。", ""),
    Section("part", "第{n}部分 {title}", "第{n}部分 {title}", ""),
    Section("lens", "【{title}】", "【{title}】", ""),
    Section("lensed", "【{title}】{slogan}", "【{title}】{slogan}", ""),
    Section("bullet", "●{title}", "●{title}", ""),
    Section("level", "## {title} {slogan}"),
    Section("strong", "**{title}　{slogan}**"),
    Section("bracket", "（{n}）{title}", "（{n}）{title}", ""),
    Section("arabic", "{d}. {title}", "{d}. {title}", ""),
    Section("bang", "{title}！", "{title}！", ""),
    Section("long", "{title} {slogan}，护航发展", "{title}", "{slogan}，护航发展"),
)
ITEM_STYLES = (
    Item("sentence", "{heading}。{text}"),
    Item("strong", "**{heading}。**{text}"),
    Item("stronger", "**{heading}**　{text}"),
    Item("bracket", "（{n}）{heading}。{text}", "（{n}）{heading}"),
    Item("bracketed", "（{n}）{heading}\n{text}", "（{n}）{heading}"),
    Item("arabic", "{d}.{heading}。{text}", "{d}.{heading}"),
    Item("spoken", "{n}是{heading}。{text}", "{n}是{heading}"),
    Item("lens", "【{heading}】{text}", "【{heading}】"),
    Item("line", "{heading}\n{text}"),
    Item("level", "### {heading}\n{text}"),
)
HEADS = (
    ("云川县人民法院谱新篇", "新服务亮新风貌 新成效显新担当", "", "□ 本报记者 张某 通讯员 李某"),
    ("", "公正司法护航发展 为民情怀温暖人心", "——云川县人民法院工作综述", ""),
    ("", "云川县人民法院工作综述", "", "（通讯员 张某 李某）"),
    ("", "为民司法开新局", "", ""),
)


MORE = "坚持用数据说话、用案例说理，推动形成人人有责、人人尽责的良好局面，让公平正义可感可触。"
INTRO = "坚持把服务大局放在首位，以高质量司法服务保障高质量发展，推动各项工作提质增效、再上台阶。"
HOPES = "大道至简，实干为要。云川县人民法院（虚构）全体干警正以昂扬的斗志，奋力谱写公正司法新篇章。"


class Shape(NamedTuple):
    """What else an article has: blanks, an indent, photos, a lead, a closing, more paragraphs."""

    head: tuple[str, ...] = HEADS[0]
    blank: str = "\n"
    indent: str = "　　"
    photos: int = 1
    lead: str = LEAD
    closing: str = CLOSING
    intro: str = ""
    more: str = ""


SHAPES = {
    "whole": Shape(),
    "no closing": Shape(closing=""),
    "hopes": Shape(closing=HOPES),
    "no lead": Shape(lead="", photos=0),
    "title alone": Shape(head=HEADS[3], lead="", photos=0),
    "no byline": Shape(head=(*HEADS[0][:2], "", "")),
    "long items": Shape(more=MORE),
    "introduced": Shape(intro=INTRO),
    "photos within": Shape(photos=6),
}
STRANGE = {
    *((s.name, "level", shape) for s in SECTION_STYLES for shape in SHAPES),
    ("lines", "line", "introduced"),
} - {("level", "level", shape) for shape in SHAPES}
"""Styles nobody mixes: items are no headings of Markdown where crossheads are none. And three
lines alone in a row with text between the second and the third."""
ONE_MARK = {("bracket", "bracket"), ("bracket", "bracketed"), ("arabic", "arabic")}
"""Crossheads and items under one mark: nothing tells them apart."""

Found = list[tuple[str, str, list[str]]]


def article(section: Section, item: Item, shape: Shape) -> tuple[str, Found]:
    """Return the text of an article, and its sections as they are to be found."""
    lines = [line for line in (*shape.head, f"{shape.indent}{shape.lead}") if line.strip()]
    lines += ["图为法官巡回审判"] * (shape.photos > 0)
    wanted: Found = []
    for number, (title, slogan) in enumerate(SECTIONS):
        words = {"n": CHINESE[number], "d": number + 1, "title": title, "slogan": slogan}
        lines += section.line.format(**words).split("\n")
        lines += [f"{shape.indent}{shape.intro}"] * bool(shape.intro)
        headings = []
        for count, (heading, text) in enumerate(ITEMS):
            own = {"n": CHINESE[count], "d": count + 1, "heading": heading, "text": text}
            lines += [f"{shape.indent}{line}" for line in item.line.format(**own).split("\n")]
            lines += [f"{shape.indent}{shape.more}"] * bool(shape.more)
            lines += ["（图：法官进社区）"] * (count and shape.photos > number + 1)
            headings.append(item.headed.format(**own))
        wanted.append((section.titled.format(**words), section.sloganed.format(**words), headings))
    if shape.closing:
        lines.append(f"{shape.indent}{shape.closing}③")
    return shape.blank.join(lines) + "\n", wanted


def check(section: Section, item: Item, shape: Shape) -> None:
    text, wanted = article(section, item, shape)
    draft = drafted(Manuscript(text))
    sheet = draft.sheet(Title("云川县人民法院", 2024))
    found = [
        (s.title, s.slogan, [i.heading for i in s.items if i.form is not HeadingForm.NONE])
        for s in sheet.outline.sections
    ]
    assert found == wanted, (section.name, item.name)
    head = sheet.head
    assert (head.kicker, head.title, head.subtitle, head.byline) == shape.head
    assert head.closing == shape.closing
    assert len(sheet.photos) == shape.photos
    assert draft.is_verbatim(sheet)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("section", SECTION_STYLES, ids=lambda section: section.name)
def test_sections_and_items_are_found_in_every_style(section: Section, shape: str) -> None:
    for item in ITEM_STYLES:
        alike = (section.name, item.name) in ONE_MARK
        if not alike and (section.name, item.name, shape) not in STRANGE:
            check(section, item, SHAPES[shape])


@pytest.mark.parametrize(
    ("head", "blank", "indent", "photos"),
    list(product(HEADS, ("\n", "\n\n", "\r\n"), ("　　", "", "    "), (0, 1))),
)
def test_the_head_is_found_with_and_without_its_parts(
    head: tuple[str, ...], blank: str, indent: str, photos: int
) -> None:
    shape = Shape(head=head, blank=blank, indent=indent, photos=photos)
    check(SECTION_STYLES[0], ITEM_STYLES[0], shape)


@pytest.mark.parametrize("section", SECTION_STYLES, ids=lambda section: section.name)
def test_sections_may_have_no_items(section: Section) -> None:
    plain = Item("plain", f"{MORE}{{text}}", "")
    text, wanted = article(section, plain, Shape())
    draft = drafted(Manuscript(text))
    outline = draft.sheet(Title("云川县人民法院", 2024)).outline
    assert [(s.title, s.slogan) for s in outline.sections] == [w[:2] for w in wanted]
    assert all(i.form is HeadingForm.NONE for s in outline.sections for i in s.items)


@pytest.mark.parametrize(
    "item", [i for i in ITEM_STYLES if "\n" not in i.line][1:], ids=lambda item: item.name
)
def test_headings_before_their_text_make_sections_where_there_are_no_others(item: Item) -> None:
    lines, wanted = [*HEADS[0], LEAD], []
    for number, (title, _) in enumerate(SECTIONS):
        words = {"n": CHINESE[number], "d": number + 1, "heading": title, "text": ITEMS[0][1]}
        lines.append(item.line.format(**words))
        wanted.append(item.headed.format(**words))
    draft = drafted(Manuscript("\n".join([*lines, CLOSING])))
    sheet = draft.sheet(Title("云川县人民法院", 2024))
    assert [section.title for section in sheet.outline.sections] == wanted
    assert sheet.head.closing == CLOSING and draft.is_verbatim(sheet)
