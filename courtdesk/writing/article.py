"""The sheet as a newspaper feature: blocks in reading order, and the same as plain text."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import takewhile

from courtdesk.models.article import Article, Block, BlockKind, Run
from courtdesk.models.outline import HeadingForm, Item, Section
from courtdesk.models.passage import runs
from courtdesk.models.sheet import TOP, FactSheet

LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_INDENTED = {BlockKind.LEAD, BlockKind.ITEM, BlockKind.CLOSING}
_HEAD = {BlockKind.KICKER, BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.BYLINE, BlockKind.LEAD}
_MARKS = "*_ \t\u3000\u00a0"  # between a heading and its text, but not of the heading


def compose(sheet: FactSheet) -> Article:
    """Return the article: the head, the lead, photos, sections and the closing paragraph.

    Parts without text are left out, and so is the crosshead of a section in which nothing is
    written, unless it was typed so. Every line of a passage is a paragraph of its own.
    """
    blocks = _with_photos(sheet, list(_blocks(sheet)))
    return Article(blocks=tuple(_set(sheet, blocks)), end_mark=sheet.head.end_mark)


def plain(article: Article) -> str:
    """Return the article as text, set the house's way or as it was typed."""
    return "".join(f"{block.opening}{block.text}{block.ending}" for block in article.blocks)


def run_in(heading: str) -> str:
    """Return an item's heading as it is printed before the text: closed by a mark."""
    heading = heading.strip()
    closed = not heading or unicodedata.category(heading[-1]).startswith("P")
    return heading if closed else f"{heading}。"


def around(caption: str) -> tuple[str, str]:
    """Return the brackets around a caption: others than those in it, as GB/T 15834 asks."""
    return ("〔", "〕") if "（" in caption else ("（", "）")


def house(block: Block, first: bool) -> tuple[str, str, str]:
    """Return what the house prints before, between and after the words of a block.

    A blank line before each crosshead but one that is ``first`` in the article.
    """
    match block.kind:
        case BlockKind.CROSSHEAD:
            return "" if first else "\n", "　", "\n"
        case BlockKind.PHOTO:
            before, after = around(block.text)
            return f"{before}图：" if block.text else f"{before}图", "", f"{after}\n"
        case kind:
            closing = run_in(block.heading)[len(block.heading) :] if block.runs else ""
            return "　　" if kind in _INDENTED else "", closing, "\n"


def _blocks(sheet: FactSheet) -> Iterator[Block]:
    """Every block but the photos, in order, its heading as the outline has it."""
    head = sheet.head
    signed = list(_paragraphs(sheet, BlockKind.BYLINE, "head.byline", head.byline))
    yield from _paragraphs(sheet, BlockKind.KICKER, "head.kicker", head.kicker)
    yield from _paragraphs(sheet, BlockKind.TITLE, "head.title", head.title)
    yield from _paragraphs(sheet, BlockKind.SUBTITLE, "head.subtitle", head.subtitle)
    yield from () if head.byline_last else signed
    yield from _passage(sheet, BlockKind.LEAD, sheet.outline.lead)
    for section in sheet.outline.sections:
        yield from _section(sheet, section)
    yield from _paragraphs(sheet, BlockKind.CLOSING, "head.closing", head.closing)
    yield from signed if head.byline_last else ()


def _section(sheet: FactSheet, section: Section) -> Iterator[Block]:
    items = [block for item in section.items for block in _item(sheet, item)]
    named = section.crosshead and (section.title or section.slogan)
    if named and (items or section.id in sheet.typescript.bare):
        yield Block(
            kind=BlockKind.CROSSHEAD,
            path=f"outline.sections.{section.id}.title",
            runs=runs(section.title, sheet),
            titled=runs(section.slogan, sheet),
        )
    yield from items


def _item(sheet: FactSheet, item: Item) -> Iterator[Block]:
    titled = runs(item.heading.strip(), sheet)
    written = list(_passage(sheet, BlockKind.ITEM, item))
    if item.form is HeadingForm.LINE and titled and (written or item.id in sheet.typescript.bare):
        yield Block(kind=BlockKind.ITEM, path=f"passages.{item.id}.text", titled=titled)
    elif item.form is HeadingForm.RUN_IN and written:
        written[0] = written[0].replaced(titled=titled)
    yield from written


def _passage(sheet: FactSheet, kind: BlockKind, item: Item) -> Iterator[Block]:
    yield from _paragraphs(sheet, kind, f"passages.{item.id}.text", sheet.passage(item.id))


def _paragraphs(sheet: FactSheet, kind: BlockKind, path: str, text: str) -> Iterator[Block]:
    for line in filter(None, map(str.strip, text.splitlines())):
        yield Block(kind=kind, path=path, runs=runs(line, sheet))


def _with_photos(sheet: FactSheet, blocks: list[Block]) -> list[Block]:
    """Put each photo after the paragraph it follows, or after the lead."""
    lead = len(list(takewhile(lambda block: block.kind in _HEAD, blocks)))
    following: dict[int, list[Block]] = defaultdict(list)
    for photo in sheet.photos:
        found = [n for n, block in enumerate(blocks, 1) if block.path == photo.after]
        place = 0 if photo.after == TOP else lead
        if found:
            place = found[min(photo.paragraph or len(found), len(found)) - 1]
        following[place].append(
            Block(
                kind=BlockKind.PHOTO,
                path=f"photos.{photo.id}.caption",
                runs=runs(photo.caption, sheet),
                photo=photo.id,
            )
        )
    whole = list(following[0])
    for number, block in enumerate(blocks, 1):
        whole += [block, *following[number]]
    return whole


def _set(sheet: FactSheet, blocks: list[Block]) -> Iterator[Block]:
    """Give each block what the plain text prints around it, and the last words the end mark."""
    seen: Counter[str] = Counter()
    words = [number for number, block in enumerate(blocks) if block.kind in _INDENTED]
    last = words[-1] if words else len(blocks) - 1
    broken = True  # the text so far ends with a line
    for number, block in enumerate(blocks):
        block = _dressed(sheet, block, seen[block.path], first=not number)
        seen[block.path] += 1
        if number == last and sheet.head.end_mark:
            mark = f"{sheet.typescript.end}{sheet.head.end_mark}"
            block = block.replaced(ending=mark + block.ending)
        if not broken:
            block = block.replaced(opening="\n" + block.opening)
        printed = f"{block.opening}{block.text}{block.ending}"
        if printed:  # a crosshead may open the line of its text
            broken = printed[-1] in LINE_ENDS or block.kind is BlockKind.CROSSHEAD
        yield block


def _dressed(sheet: FactSheet, block: Block, number: int, first: bool) -> Block:
    dress = sheet.typescript.dress(block.sort, block.path, number)
    usual = house(block, first)
    given = (dress.before, dress.between, dress.after)
    before, between, after = (u if g is None else g for u, g in zip(usual, given, strict=True))
    if block.kind is BlockKind.CROSSHEAD:
        joined = between if block.text and block.heading else ""
        return block.replaced(opening=before, ending=f"{joined}{block.heading}{after}")
    heading = block.heading
    if heading and block.runs:
        block = block.replaced(titled=_shown(block, between))
    else:
        between = ""
    return block.replaced(opening=f"{before}{heading}{between}", ending=after)


def _shown(block: Block, between: str) -> tuple[Run, ...]:
    """The heading as it looks before its text where bold face stands for the marks around it."""
    closed = run_in(block.heading) == block.heading
    mark = between.strip(_MARKS) or ("" if closed else "　")
    return (*block.titled, Run(text=mark)) if mark else block.titled
