"""A Word document as an article: its text in the order of reading, and what shows without words.

The text is taken from the document itself, since python-docx gives no text of insertions, content
controls, text boxes or automatic numbers. What is left out is said in `Manuscript.remarks`.
"""

import io
import re
import warnings
from collections.abc import Iterator
from typing import Any

from courtdesk.models.errors import UserError
from courtdesk.writing.draft.manuscript import Manuscript, Picture
from courtdesk.writing.draft.numbering import Numbering
from courtdesk.writing.draft.package import check_document, damaged

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_GONE = {"del", "moveFrom", "delText", "instrText", "rPr", "pPr", "rt", "sectPr", "tblPr", "sdtPr"}
_OBJECTS = {"chart", "relIds", "OLEObject", "altChunk"}
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"BM", b"RIFF", b"II*\0", b"MM\0*", b"GIF8")


def w(name: str) -> str:
    """A name of Word's schema."""
    return f"{{{_W}}}{name}"


def read_document(data: bytes, name: str) -> Manuscript:
    """Return the article of a .docx. Raises UserError for what is unsafe, damaged or none."""
    check_document(data, name)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document)
        reader.read(document.element.body)
        reader.look_around()
    except UserError:
        raise
    except Exception as error:  # whatever a parser says of it, it cannot be read
        raise damaged(name) from error
    return Manuscript(
        text=reader.text,
        name=name,
        data=data,
        bold=tuple(reader.bold),
        levels=reader.levels,
        pictures=tuple(reader.pictures),
        remarks=tuple(dict.fromkeys(reader.remarks)),
    )


class _Styles:
    """What the styles of paragraphs say: bold, heading level, list."""

    def __init__(self, document: Any) -> None:
        root = document.styles.element
        self._by_id = {s.get(w("styleId")): s for s in root.findall(w("style"))}

    def chain(self, paragraph: Any) -> Iterator[Any]:
        """The paragraph, its style, the style that is based on, and so on."""
        yield paragraph
        found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        id, seen = found.get(w("val")) if found is not None else None, set()
        while id in self._by_id and id not in seen:
            seen.add(id)
            style = self._by_id[id]
            yield style
            based = style.find(w("basedOn"))
            id = based.get(w("val")) if based is not None else None


class _Reader:
    """Gathers a document's text with the places of what has no words."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.text = ""
        self.bold: list[tuple[int, int]] = []
        self.levels: dict[int, int] = {}
        self.pictures: list[Picture] = []
        self.remarks: list[str] = []
        self._styles = _Styles(document)
        self._numbering = Numbering(self._part("numbering"), w)
        self._boxes: list[Any] = []

    def read(self, parent: Any) -> None:
        """Read the blocks of a body, a content control or a text box."""
        for child in parent:
            match _name(child):
                case "p":
                    self._paragraph(child)
                case "tbl":
                    self._table(child)
                case "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag":
                    self.read(child)
                case "AlternateContent":
                    self.read(_choice(child))
                case "altChunk":
                    self.remarks.append("文档里嵌有另一份文档，没有读入")

    def look_around(self) -> None:
        """Say what stands outside the body and is not read: headers, notes, deleted words."""
        for kind, name in (("footnotes", "脚注"), ("endnotes", "尾注"), ("comments", "批注")):
            if words := _words(self._part(kind)):
                self.remarks.append(f"{name}没有读入：{_short(words)}")
        around = "".join(_words(self._part(kind)) for kind in ("header", "footer"))
        if re.search("[一-鿿]", re.sub("[第共页]", "", around)):
            self.remarks.append(f"页眉、页脚没有读入：{_short(around)}")
        if self.document.element.body.find(f".//{w('delText')}") is not None:
            self.remarks.append("修订中已删除的文字没有读入")

    def _paragraph(self, paragraph: Any) -> None:
        start = at = len(self.text)
        chain = list(self._styles.chain(paragraph))
        pieces = self._line(paragraph, chain)
        for words, bold in pieces:
            if bold and words:
                joined = self.bold and self.bold[-1][1] == at
                first = self.bold.pop()[0] if joined else at
                self.bold.append((first, at + len(words)))
            at += len(words)
        self.text += "".join(words for words, _ in pieces) + "\n"
        if level := next((n for s in chain if (n := _level(s))), 0):
            self.levels[start] = level
        self._read_boxes()

    def _line(self, paragraph: Any, chain: list[Any]) -> list[tuple[str, bool]]:
        """A paragraph's number and words, each with whether they are bold."""
        usual = next((b for s in chain[1:] if (b := _bold(s)) is not None), False)
        return [(self._label(chain), usual), *self._pieces(paragraph, usual)]

    def _read_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.remarks.append("文本框里的文字接在它所在的一段之后")
            self.read(box)

    def _table(self, table: Any) -> None:
        """A line a row, a tab between cells: numbers in tables are text, too."""
        self.remarks.append("表格按行读作文字，格与格之间以制表符隔开")
        for row in _own(table, "tr", "tbl"):
            cells = [self._cell(cell) for cell in _own(row, "tc", "tr")]
            self.text += "\t".join(cells) + "\n"
            self._read_boxes()

    def _cell(self, cell: Any) -> str:
        lines = []
        for paragraph in cell.iter(w("p")):
            if next(paragraph.iterancestors(w("tc"), w("txbxContent"))).tag == w("tc"):
                line = self._line(paragraph, list(self._styles.chain(paragraph)))
                lines.append("".join(words for words, _ in line))
        return "　".join(filter(None, lines)).replace("\n", "　")

    def _pieces(self, parent: Any, bold: bool) -> Iterator[tuple[str, bool]]:
        """The words of a paragraph in order, each with whether it is bold."""
        for child in parent:
            name = _name(child)
            if name == "r":
                own = _bold(child)
                yield from self._pieces(child, bold if own is None else own)
            elif name == "t":
                yield child.text or "", bold
            elif name == "br" and child.get(w("type")) in ("page", "column"):
                continue
            elif name in _SIGNS:
                yield _SIGNS[name], bold
            elif name == "AlternateContent":
                yield from self._pieces(_choice(child), bold)
            elif name == "txbxContent":
                self._boxes.append(child)
            elif name in ("blip", "imagedata"):
                self._picture(child)
            elif name in _OBJECTS:
                self.remarks.append("图表、艺术字或嵌入的对象没有读入")
            elif name not in _GONE:
                yield from self._pieces(child, bold)

    def _picture(self, element: Any) -> None:
        """Keep a picture that can be shown, at the paragraph being read."""
        key = element.get(f"{{{_R}}}embed") or element.get(f"{{{_R}}}id")
        part = self.document.part.related_parts.get(key)
        if part is None or not _shows(part.blob):
            self.remarks.append("有一张图片无法读入，请在“稿件版式”页另行添加")
            return
        number = len(self.pictures) + 1
        name = f"图{number}.{part.partname.ext}"
        self.pictures.append(Picture(len(self.text), name, part.blob))

    def _label(self, chain: list[Any]) -> str:
        """The number Word sets before a paragraph by itself."""
        for element in chain:
            list_ = element.find(f"{w('pPr')}/{w('numPr')}")
            if list_ is not None and (num := list_.find(w("numId"))) is not None:
                level = list_.find(w("ilvl"))
                at = level.get(w("val"), "0") if level is not None else "0"
                return self._numbering.label(
                    num.get(w("val"), ""), int(at) if at.isdecimal() else 0
                )
        return ""

    def _part(self, kind: str) -> Any:
        """The root of a part that stands beside the body, None where there is none."""
        from docx.oxml import parse_xml

        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
                part = relation.target_part
                return part.element if hasattr(part, "element") else parse_xml(part.blob)
        return None


def _name(element: Any) -> str:
    """An element's name without its schema; a comment in the markup has none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _choice(alternatives: Any) -> Any:
    """Of the forms one thing is kept in, the first, which is the newest."""
    return alternatives[0] if len(alternatives) else ()


def _bold(element: Any) -> bool | None:
    """Whether a run or a style says bold; None when it does not say."""
    found = element.find(f"{w('rPr')}/{w('b')}")
    return None if found is None else found.get(w("val"), "1") not in ("0", "false", "off")


def _level(element: Any) -> int:
    """The heading level of a paragraph or a style, 1 for the title; 0 for text."""
    outline = element.find(f"{w('pPr')}/{w('outlineLvl')}")
    named = element.find(w("name"))
    name = named.get(w("val"), "") if named is not None else ""
    if name.lower() == "title":
        return 1
    if heading := _HEADING.fullmatch(name):
        return int(heading[1]) + 1
    value = outline.get(w("val"), "") if outline is not None else ""
    return int(value) + 2 if value.isdecimal() and int(value) < 9 else 0


def _own(parent: Any, name: str, outer: str) -> Iterator[Any]:
    """The rows of a table, the cells of a row, without those of a table inside a cell."""
    for element in parent.iter(w(name)):
        if next(element.iterancestors(w(outer))) is parent:
            yield element


def _shows(data: bytes) -> bool:
    """Whether these bytes are a whole picture of a kind that can be printed."""
    from PIL import Image

    if not data.startswith(_PICTURES):
        return False
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as image:
            warnings.simplefilter("error")  # it warns of a picture that unfolds without measure
            image.verify()
    except Exception:  # each format has errors of its own
        return False
    return True


def _words(element: Any) -> str:
    """All words below an element, a paragraph after the other."""
    texts = element.iter(w("t")) if element is not None else ()
    return "".join(text.text or "" for text in texts)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 30 else flat[:30] + "…"
