"""What a reader found, on its way to the window's process."""

from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from courtdesk.excel.addresses import address, letters
from courtdesk.excel.outcome import Outcome, Refusal

MOST = 400_000  # cells; a court's workbook has some thousands
NOTED = 200  # notes of one rule that are given one by one
BETWEEN = "\ufdd0"  # between the texts of an answer; no character, so that no cell holds it

Content = tuple[str, str | float]  # kind, and a text or, for n and p, a finite number
Mark = tuple[str, int, bool, str]  # formula, indent, struck, what a number's format shows of it
Box = tuple[int, int, int, int]  # first row and column, last row and column
_WRONG = {
    "e": ("error", "是错误值 {}"),
    "f": ("formula", "的公式没有结果"),
}


class Row:
    """The cells of one row, by column; ``marks`` holds what else is said of some.

    Parallel lists, so that a row is compared and handed over as one.
    """

    __slots__ = ("columns", "kinds", "marks", "values")

    def __init__(self) -> None:
        self.columns: list[int] = []
        self.kinds: list[str] = []
        self.values: list[str | float] = []
        self.marks: dict[int, Mark] = {}

    def add(self, column: int, kind: str, value: str | float) -> None:
        """Add a cell."""
        self.columns.append(column)
        self.kinds.append(kind)
        self.values.append(value)

    def copy(self) -> "Row":
        """Return another row with the same cells."""
        other = Row()
        other.columns, other.kinds, other.values = self.columns[:], self.kinds[:], self.values[:]
        other.marks = self.marks.copy()
        return other

    def ordered(self) -> bool:
        """Whether the columns ascend, each once."""
        return self.columns == sorted(set(self.columns))

    def dense(self) -> bool:
        """Whether the columns follow one another without a gap."""
        return self.columns[-1] - self.columns[0] + 1 == len(self.columns)

    def merge(self, other: "Row | None") -> list[int]:
        """Take the other's cells in, sort, and return the columns that were said twice."""
        twice: list[int] = []
        found: dict[int, Content] = {}
        for row in (self,) if other is None else (other, self):
            for column, kind, value in zip(row.columns, row.kinds, row.values, strict=True):
                if column in found:
                    twice.append(column)
                found[column] = ("x" if column in found else kind, value)
        self.columns = sorted(found)
        self.kinds = [found[c][0] for c in self.columns]
        self.values = [found[c][1] for c in self.columns]
        self.marks = {**(other.marks if other else {}), **self.marks}
        return twice


@dataclass(slots=True)
class Sheet:
    """One worksheet."""

    name: str
    state: str = "visible"
    rows: dict[int, Row] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # first, last
    merged: list[Box] = field(default_factory=list)
    claimed: Box | None = None  # the range the file says it has

    def row(self, number: int) -> Row:
        """Return a row, a new one where there is none."""
        if number not in self.rows:
            self.rows[number] = Row()
        return self.rows[number]

    def box(self) -> Box | None:
        """Return the range that holds something."""
        if not self.rows:
            return None
        left = min(row.columns[0] for row in self.rows.values())
        right = max(row.columns[-1] for row in self.rows.values())
        return min(self.rows), left, max(self.rows), right


@dataclass(slots=True)
class Book:
    """A workbook as one reader found it."""

    format: str
    sheets: list[Sheet] = field(default_factory=list)
    compared: bool = True  # an empty cell is known to be empty
    notes: list[tuple[str, str, str, str]] = field(default_factory=list)
    left: int = MOST
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def note(self, rule: str, message: str, sheet: str = "", cell: str = "") -> None:
        """Keep a note; of one rule and sheet only so many."""
        count = self.counts[rule, sheet] = self.counts.get((rule, sheet), 0) + 1
        if count <= NOTED:
            self.notes.append((rule, sheet, cell, message))

    def count(self, cells: int) -> None:
        """Take so many cells from what is left. Raises Refusal."""
        self.left -= cells
        if self.left < 0:
            raise Refusal(Outcome.TOO_BIG)

    def answer(self) -> dict[str, Any]:
        """Return everything as JSON can say it. Raises Refusal when there is nothing."""
        for sheet in self.sheets:
            sheet.rows = {number: row for number, row in sheet.rows.items() if row.columns}
        if not any(sheet.rows for sheet in self.sheets):
            raise Refusal(Outcome.NO_TABLE)
        sheets = [self._sheet(sheet) for sheet in self.sheets]
        for (rule, name), count in self.counts.items():
            if count > NOTED:
                self.notes.append((rule, name, "", f"此类情况另有 {count - NOTED} 处"))
        return {
            "format": self.format,
            "compared": self.compared,
            "sheets": sheets,
            "notes": self.notes,
        }

    def _sheet(self, sheet: Sheet) -> dict[str, Any]:
        hidden = sorted(sheet.hidden_rows & sheet.rows.keys())
        columns: list[int] = []
        if sheet.hidden_columns:
            used = {column for row in sheet.rows.values() for column in row.columns}
            columns = sorted(c for c in used if any(a <= c <= b for a, b in sheet.hidden_columns))
        self._hidden(sheet, hidden, columns)
        self._lies(sheet)
        self._wrong(sheet)
        return {
            "name": sheet.name,
            "state": sheet.state,
            "rows": _said(sheet.rows),
            "hidden_rows": hidden,
            "hidden_columns": columns,
            "merged": _merged(sheet),
        }

    def _hidden(self, sheet: Sheet, rows: list[int], columns: list[int]) -> None:
        if sheet.state != "visible" and sheet.rows:
            self.note("hidden", "这张工作表是隐藏的", sheet.name)
        if rows:
            said = spans([str(r + 1) for r in rows], rows)
            self.note("hidden", f"第 {said} 行是隐藏的", sheet.name, f"A{rows[0] + 1}")
        if columns:
            said = spans([letters(c) for c in columns], columns)
            self.note("hidden", f"{said} 列是隐藏的", sheet.name, f"{letters(columns[0])}1")

    def _lies(self, sheet: Sheet) -> None:
        box, claim = sheet.box(), sheet.claimed
        if box is None or claim is None:
            return
        if box[0] < claim[0] or box[1] < claim[1] or box[2] > claim[2] or box[3] > claim[3]:
            last = address(box[2], box[3])
            self.note("dimension", f"文件自称的范围偏小，已按实际内容读到 {last}", sheet.name, last)

    def _wrong(self, sheet: Sheet) -> None:
        for number, row in sheet.rows.items():
            if "e" not in row.kinds and "f" not in row.kinds:
                continue
            for column, kind, value in zip(row.columns, row.kinds, row.values, strict=True):
                if kind in _WRONG:
                    rule, message = _WRONG[kind]
                    where = address(number, column)
                    self.note(rule, message.format(value), sheet.name, where)


def _said(rows: dict[int, Row]) -> dict[str, Any]:
    """Rows as JSON, all cells in a few long lists: many times as quick as a list a cell."""
    numbers = sorted(rows)
    ordered = [rows[number] for number in numbers]
    kinds = "".join(chain.from_iterable(row.kinds for row in ordered))
    values = tuple(chain.from_iterable(row.values for row in ordered))
    return {
        "numbers": numbers,
        "lengths": [len(row.columns) for row in ordered],
        "starts": [row.columns[0] for row in ordered],
        "ragged": [(n, row.columns) for n, row in enumerate(ordered) if not row.dense()],
        "kinds": kinds,
        "texts": _joined(values),
        "marks": _marks(ordered),
    }


def _joined(values: tuple[str | float, ...]) -> str:
    """Texts and numbers as one text, made at once."""
    forms = ["%.15g" if v.__class__ is float else "%s" for v in values]
    whole = BETWEEN.join(forms) % values
    if whole.count(BETWEEN) >= max(1, len(values)):
        clean = tuple(v.replace(BETWEEN, "□") if isinstance(v, str) else v for v in values)
        whole = BETWEEN.join(forms) % clean
    return whole


def _marks(rows: list[Row]) -> dict[str, Any]:
    """What is said of some cells, by their number among all."""
    at: list[int] = []
    found: list[Mark] = []
    first = 0
    for row in rows:
        if row.marks:
            columns, start = row.columns, row.columns[0]
            if row.dense():
                at += [first + column - start for column in row.marks]
            else:
                at += [first + columns.index(column) for column in row.marks]
            found += row.marks.values()
        first += len(row.columns)
    formulas, indents, struck, shown = zip(*found, strict=True) if found else ((), (), (), ())
    return {
        "at": at,
        "formulas": _joined(formulas),
        "indents": indents,
        "struck": "".join("1" if out else "0" for out in struck),
        "shown": _joined(shown),
    }


def _merged(sheet: Sheet) -> list[Box]:
    """The merged ranges that say something, as row, column, rows, columns."""
    return [
        (top, left, bottom - top + 1, right - left + 1)
        for top, left, bottom, right in sheet.merged
        if (bottom > top or right > left) and top in sheet.rows and left in sheet.rows[top].columns
    ]


def spans(names: list[str], numbers: list[int]) -> str:
    """Return names of ascending numbers with runs drawn together: 3、5–9, and no more than ten."""
    runs: list[list[int]] = []
    for index, number in enumerate(numbers):
        if runs and runs[-1][2] == number - 1:
            runs[-1][1:] = [index, number]
        else:
            runs.append([index, index, number])
    said = [names[a] if a == b else f"{names[a]}–{names[b]}" for a, b, _ in runs[:10]]
    return "、".join(said) + ("等" if len(runs) > 10 else "")
