"""What the cells of an Office Open XML worksheet mean."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from xml.etree.ElementTree import Element

from courtdesk.excel.addresses import COLUMNS, ROWS, address, column_of, corners
from courtdesk.excel.outcome import Outcome, Refusal
from courtdesk.excel.readers.formats import iso
from courtdesk.excel.readers.found import Book, Content, Row, Sheet
from courtdesk.excel.readers.markup import space, tree, unescaped
from courtdesk.excel.readers.ooxml_rows import RowText, look_of, parsed_rows, plain_rows, text_of
from courtdesk.excel.readers.shown import Show
from courtdesk.excel.readers.styles import PLAIN, Style

TRUE = ("1", "true", "on")
_EMPTY: Content = ("", "")
# The plain way to read such cells (s, n or none), its kind, whether marked, the type, the style,
# and what tells the text that numbers are shown as.
_Look = tuple[str, str, bool, str, Style, Show | None]


class SheetReader:
    """Reads the worksheets of one workbook. Raises Refusal, SyntaxError, ValueError."""

    def __init__(
        self,
        book: Book,
        shared: Sequence[str],
        styles: Mapping[str, Style],
        base_1904: bool,
    ) -> None:
        self._book = book
        self._shared = shared
        self._styles = styles
        self._base_1904 = base_1904
        self._sheet = Sheet("")
        self._number = -1  # of the row
        self._resolved: Callable[[str], str] = str
        self._looks: dict[str, _Look] = {}  # by the attributes as written

    def read(self, data: bytes, sheet: Sheet) -> None:
        """Read the cells and what is said of them."""
        self._sheet, self._number = sheet, -1
        plain = plain_rows(data)
        if plain is not None:
            rows, around = plain
            self._resolved = text_of
            self._rows(rows)
            self._around(tree(around))
            return
        self._resolved = str
        page = Element("")
        for rows, page in parsed_rows(data):  # noqa: B007 - the last one is whole
            self._rows(rows)
        self._around(page)

    def _around(self, page: Element) -> None:
        ns, sheet = space(page), self._sheet
        for merged in page.iterfind(f"{ns}mergeCells/{ns}mergeCell"):
            sheet.merged.append(corners(merged.get("ref", "")))
        for column in page.iterfind(f"{ns}cols/{ns}col"):
            if column.get("hidden") in TRUE:
                first, last = int(column.get("min", "1")), int(column.get("max", "1"))
                sheet.hidden_columns.append((first - 1, last - 1))
        claim = page.find(f"{ns}dimension")
        if claim is not None:
            with contextlib.suppress(ValueError):  # it is only a claim
                sheet.claimed = corners(claim.get("ref", ""))

    def _rows(self, rows: Sequence[RowText]) -> None:
        for text in rows:
            self._number = int(text.number) - 1 if text.number else self._number + 1
            row = Row()
            self._cells(text, row)
            if not 0 <= self._number < ROWS or (row.columns and row.columns[-1] >= COLUMNS):
                raise Refusal(Outcome.CORRUPT)
            if text.hidden:
                self._sheet.hidden_rows.add(self._number)
            if row.columns:
                self._book.count(len(row.columns))
                self._keep(row)

    def _cells(self, text: RowText, row: Row) -> None:
        """Read a row's cells: the loop that every cell of every workbook goes through."""
        shared, looks, column = self._shared, self._looks, -1
        columns, kinds, values = row.columns.append, row.kinds.append, row.values.append
        said: str | float
        for letters, attributes, formula, value, inline in text.cells:
            column = column_of(letters) if letters else column + 1
            look = looks.get(attributes) or self._look(attributes)
            plain, kind, marked, type, style, show = look
            shown = ""
            if plain == "s" and value.isdigit() and (index := int(value)) < len(shared):
                said = shared[index]
            elif plain == "n" and value and isfinite(number := float(value)):
                said = number
                if show is not None:
                    shown = show(number)
            elif value or formula or inline:
                kind, said = self._other(type, value, inline, formula, style)
            else:
                continue
            if (kind and said != "") or kind == "f":
                columns(column)
                kinds(kind)
                values(said)
                if formula or marked or shown:
                    said_by = self._formula(formula)
                    row.marks[column] = (said_by, style.indent, style.struck, shown)

    def _look(self, attributes: str) -> _Look:
        """Return how cells with these attributes are read."""
        id, type = look_of(attributes)
        style = self._styles.get(id, PLAIN)
        plain = "s" if type == "s" else "n" if type in ("", "n") and style.kind != "d" else ""
        kind = "s" if plain == "s" else style.kind
        look = self._looks[attributes] = (plain, kind, style.marked, type, style, style.show)
        return look

    def _formula(self, element: str) -> str:
        """The formula's text; a question mark where only its master cell holds it."""
        return (self._resolved(element.partition(">")[2][:-4]) or "?") if element else ""

    def _other(self, type: str, value: str, inline: str, formula: str, style: Style) -> Content:
        if type == "inlineStr" or (inline and not value):
            return ("s", unescaped(self._resolved(inline))) if inline else _EMPTY
        if not value:
            return ("f", "") if formula and type != "str" else _EMPTY
        match type:
            case "" | "n":
                number = float(value)
                if not isfinite(number):
                    return "e", value.strip()
                if style.kind != "d":
                    return style.kind, number
                return "d", iso(number, self._base_1904) or f"{number:.15g}"
            case "s":
                return "e", f"文字 {value[:20]} 缺失"
            case "str":
                return "s", unescaped(self._resolved(value))
            case "b":
                return "b", str(value.strip() in TRUE)
            case "d":
                return "d", value.strip().replace("T", " ").removesuffix(" 00:00:00")
            case _:
                return "e", value.strip()

    def _keep(self, row: Row) -> None:
        """Put the row into the sheet, where it may have been begun already."""
        known = self._sheet.rows.get(self._number)
        if known is not None or not row.ordered():
            for column in row.merge(known):
                where = address(self._number, column)
                self._book.note("differs", "在文件里写了两次", self._sheet.name, where)
        self._sheet.rows[self._number] = row
