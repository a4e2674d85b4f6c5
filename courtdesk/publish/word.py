"""A Word document made clean: our styles and no others, no theme, the same bytes every time."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from io import BytesIO
from itertools import groupby
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document as new_document
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from courtdesk.models import article
from courtdesk.publish.typesetting import shown

CENTRE, LEFT, RIGHT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
)
BOTH = WD_ALIGN_PARAGRAPH.JUSTIFY
MISSING = "待填"  # the character style of placeholders
_KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
_PARTS = {"officeDocument", "core-properties", "styles", "settings", "image", "footer", "header"}
"""The relations that are kept; theme, thumbnail and the rest of the template are not."""
_COMPAT = (
    "spaceForUL",
    "balanceSingleByteDoubleByteWidth",
    "doNotLeaveBackslashAlone",
    "ulTrailSpace",
    "doNotExpandShiftReturn",
    "adjustLineHeightInTable",
    "useFELayout",
)
_BORN = (1980, 1, 1, 0, 0, 0)  # of every file in the package


class Look(NamedTuple):
    """How a paragraph style looks; lengths in pt, ``indent`` in characters of its own size.

    ``line`` is the height of a line, 0 for what the type asks; ``pitch`` the width of a character,
    0 for its own; ``level`` the place among headings.
    """

    face: str
    size: float
    bold: bool = False
    align: Any = BOTH
    indent: int = 0
    line: float = 0
    pitch: float = 0
    above: float = 0
    below: float = 0
    level: int = 0
    follows: bool = False  # stays on the page of the paragraph after it
    colour: str = ""


class Words(NamedTuple):
    """A paragraph as it is written: its style, runs each with a character style, a photo's id."""

    style: str
    runs: tuple[tuple[str, str | None], ...]
    photo: str = ""


def blank(
    normal: Look, latin: str, title: str, author: str, on: date, *, odd_and_even: bool = False
) -> Document:
    """Return an A4 document whose only styles are the four that Word itself needs.

    ``odd_and_even`` parts the footers of right and left pages.
    """
    document = new_document()
    for style in list(document.styles):
        if style.name not in _KEPT:
            style.element.getparent().remove(style.element)
    for source in (document.part, document.part.package):
        for id, relation in list(source.rels.items()):
            if relation.reltype.rpartition("/")[2] not in _PARTS:
                source.rels.pop(id)
    document.styles.element.remove(document.styles.element.find(qn("w:docDefaults")))
    _settings(document.settings.element, odd_and_even)
    dress(document.styles["Normal"].element, normal, latin)
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
    properties = document.core_properties
    properties.title, properties.author = plain(title)[:250], plain(author)[:250]
    properties.last_modified_by, properties.comments, properties.keywords = "", "", ""
    properties.created = properties.modified = datetime.combine(on, time())
    properties.language = "zh-CN"
    return document


def _settings(settings: Any, odd_and_even: bool) -> None:
    """Write what Word in Chinese writes, in the order the schema asks for."""
    for child in list(settings):
        settings.remove(child)
    _child(settings, "w:zoom", percent="100")
    if odd_and_even:
        _child(settings, "w:evenAndOddHeaders")
    _child(settings, "w:defaultTabStop", val="420")
    _child(settings, "w:characterSpacingControl", val="doNotCompress")
    compat = _child(settings, "w:compat")
    for name in _COMPAT:
        _child(compat, f"w:{name}")
    office = "http://schemas.microsoft.com/office/word"
    _child(compat, "w:compatSetting", name="compatibilityMode", uri=office, val="15")
    _child(settings, "w:themeFontLang", val="en-US", eastAsia="zh-CN")


def paragraph_style(document: Document, id: str, name: str, look: Look, latin: str) -> None:
    """Add a paragraph style; ``name`` is what a reader of the document sees."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), id)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    dress(style.element, look, latin)


def character_style(
    document: Document, id: str, name: str, face: str, latin: str, bold: bool, colour: str = ""
) -> None:
    """Add a character style; its size is that of the paragraph."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    style.element.set(qn("w:styleId"), id)
    style.quick_style = True
    _fonts(style.element.get_or_add_rPr(), face, latin)
    style.font.bold = bold or None
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)


def dress(style: Any, look: Look, latin: str) -> None:
    """Give a style element its look."""
    properties = style.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    _fonts(properties, look.face, latin)
    for tag in ("w:b", "w:bCs") if look.bold else ():
        properties.append(OxmlElement(tag))
    if look.pitch:
        _child(properties, "w:snapToGrid", val="0")
    if look.colour:
        _child(properties, "w:color", val=look.colour)
    if look.pitch:
        _child(properties, "w:spacing", val=_twips(look.pitch - look.size))
    for tag in ("w:sz", "w:szCs"):
        _child(properties, tag, val=str(round(look.size * 2)))
    _child(properties, "w:lang", val="en-US", eastAsia="zh-CN")
    _paragraph(style.get_or_add_pPr(), look)


def _fonts(properties: Any, face: str, latin: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for slot, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", face), ("cs", latin)):
        fonts.set(qn(f"w:{slot}"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def _paragraph(properties: Any, look: Look) -> None:
    """Write the paragraph's properties in the order the schema asks for."""
    for child in list(properties):
        properties.remove(child)
    if look.follows:
        properties.append(OxmlElement("w:keepNext"))
        properties.append(OxmlElement("w:keepLines"))
    # No blank between Chinese and figures, and no line of a paragraph pushed to the next page.
    for tag in ("w:widowControl", "w:autoSpaceDE", "w:autoSpaceDN"):
        _child(properties, tag, val="0")
    for tag in ("w:adjustRightInd", "w:snapToGrid") if look.pitch else ():
        _child(properties, tag, val="0")
    spacing = {"before": _twips(look.above), "after": _twips(look.below)}
    if look.line:
        spacing |= {"line": _twips(look.line), "lineRule": "exact"}
    _child(properties, "w:spacing", **spacing)
    if look.indent:
        _child(
            properties,
            "w:ind",
            firstLineChars=str(look.indent * 100),
            firstLine=_twips(look.indent * (look.pitch or look.size)),
        )
    align = {CENTRE: "center", LEFT: "left", RIGHT: "right", BOTH: "both"}[look.align]
    _child(properties, "w:jc", val=align)
    if look.level:
        _child(properties, "w:outlineLvl", val=str(look.level - 1))


def _twips(points: float) -> str:
    return str(round(points * 20))


def _child(parent: Any, tag: str, **values: str) -> Any:
    child = OxmlElement(tag)
    for name, value in values.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child


def add(document: Any, style: str) -> Paragraph:
    """Add an empty paragraph to a document, a header or a footer."""
    paragraph: Paragraph = document.add_paragraph(style=style)
    return paragraph


def plain(text: str) -> str:
    """Return the text as a document can hold it: one line, no signs without a form."""
    return str(shown(text)).replace("\n", " ")


def say(paragraph: Paragraph, text: str, style: str | None = None) -> Run:
    """Add words to a paragraph, literally; Chinese marks take their width from the hint."""
    run = paragraph.add_run(plain(text), style=style)
    _child(run._r.get_or_add_rPr(), "w:rFonts", hint="eastAsia")
    return run


def told(
    runs: Iterable[article.Run], style: str | None = None, before: str = ""
) -> Iterator[tuple[str, str | None]]:
    """Yield an article's words behind others, with their character style; placeholders have one."""
    whole = (article.Run(text=before), *runs)
    for missing, alike in groupby(whole, key=lambda run: run.missing):
        if words := "".join(run.text for run in alike):
            yield words, MISSING if missing else style


def crosshead(block: article.Block, number: str = "") -> Iterator[tuple[str, str | None]]:
    """Yield a crosshead's title and slogan behind its number."""
    gap = article.Run(text="　" if block.text and block.heading else "")
    return told((*block.runs, gap, *block.titled), before=number)


def field(paragraph: Paragraph, code: str) -> None:
    """Add a field that the reader's program fills in: PAGE, NUMPAGES."""
    run = say(paragraph, "")
    for kind, words in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        if kind in ("begin", "separate", "end"):
            _child(run._r, "w:fldChar", fldCharType=kind)
        elif kind == "text":
            _child(run._r, "w:t").text = words
        else:
            _child(run._r, "w:instrText").text = f" {words} "


def saved(document: Document) -> bytes:
    """Return the file; equal documents give equal bytes."""
    raw, fresh = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as package, ZipFile(fresh, "w", ZIP_DEFLATED) as sorted_package:
        for name in _order(package.namelist()):
            info = ZipInfo(name, _BORN)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            sorted_package.writestr(info, package.read(name))
    return fresh.getvalue()


def _order(names: list[str]) -> Iterator[str]:
    """The list of types comes first, as every reader expects; then by name."""
    yield from sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
