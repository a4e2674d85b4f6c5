"""The fact-sheet workbook and the collection form, taken back after somebody edited them."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from courtdesk.excel.addresses import address
from courtdesk.excel.cells import safe
from courtdesk.excel.exchange import Change, Import, Problem
from courtdesk.excel.filler import NOBODY, Filler, filler
from courtdesk.excel.guidance import GUIDANCE
from courtdesk.excel.meaning import MISSING, RefusedError, meant
from courtdesk.excel.places import BLOCK, COVER, FINDINGS, SOURCES, Line, Places
from courtdesk.excel.reading import Cell, Page, Pages, read_pages
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet, State

_NAMES = {
    "label": ("指标", "指标名称"),
    "printed": ("本年", "今年", "本年数"),
    "unit": ("单位", "计量单位"),
    "previous": ("上年", "去年", "上年数", "上年同期"),
    "note": ("备注",),
}
_ID = re.compile(r"编号(?:(\d{4})(\(采集\))?(.*))?")  # as _plain gives it
_OURS = re.compile(r"编号\d{4}.+")
_OWN = {COVER, FINDINGS, SOURCES, BLOCK, GUIDANCE}


@dataclass(frozen=True)
class _Head:
    """A table's header: its 0-based row, what its columns hold, and whether it is a form's.

    In a form a blank means that nothing was answered, and ``filler`` is who filled it in.
    """

    row: int
    columns: dict[str, int]
    form: bool
    filler: Filler


@dataclass(frozen=True)
class _Row:
    """One line of figures as it is found: its page, 0-based row and the header it stands under."""

    page: Page
    row: int
    head: _Head

    @property
    def columns(self) -> dict[str, int]:
        return self.head.columns

    def cell(self, field: str) -> Cell:
        return self.page.cell(self.row, self.columns.get(field))

    def text(self, field: str) -> str:
        cell = self.cell(field)
        return cell.text.strip() if cell.kind in ("s", "n") else ""

    def address(self, field: str) -> str:
        return address(self.row, self.columns.get(field, self.columns["id"]))

    def says(self) -> tuple[tuple[str, str], ...]:
        return tuple((self.cell(f).kind, self.cell(f).text) for f in _NAMES)


def read_workbook(path: Path, sheet: FactSheet, tick: Callable[[], None] = lambda: None) -> Import:
    """Compare an exported workbook with the sheet, by the ids of its rows wherever they stand.

    Changes nothing. ``tick`` is called while the file is read, and may raise to end that. Raises
    UserError when the file is no such workbook.
    """
    return compared(path.name, read_pages(path, tick), sheet)


def compared(name: str, book: Pages, sheet: FactSheet) -> Import:
    """Compare a workbook that was read, as `read_workbook` does; ``name`` is its file's."""
    return _Reader(name, Places(sheet), book.compared).read(book.pages)


def is_own(book: Pages) -> bool:
    """Say whether the program wrote this workbook: a header holds the ids' column."""
    return any(_OURS.fullmatch(head) for head in _ids(book))


def is_form(book: Pages) -> bool:
    """Say whether a workbook of the program's is a collection form: a department answered."""
    return any((match := _ID.fullmatch(head)) and match[2] for head in _ids(book))


def _ids(book: Pages) -> Iterator[str]:
    cells = (c for page in book.pages for row in page.rows.values() for c in row.values())
    return (_plain(c.text) for c in cells if c.text.startswith("编号"))


class _Reader:
    def __init__(self, file: str, places: Places, compared: bool) -> None:
        self._file = file
        self._places = places
        self._sheet = places.sheet
        self._compared = compared
        self._labels = {i.label for i in self._sheet.outline.indicators}
        self._changes: list[Change] = []
        self._problems: list[Problem] = []

    def read(self, pages: tuple[Page, ...]) -> Import:
        found: dict[str, list[_Row]] = {}
        heads = []
        for page in pages:
            head = self._header(page)
            heads += [head] if head else []
            for row in self._rows(page, head) if head else ():
                found.setdefault(row.text("id"), []).append(row)
        if not heads:
            raise UserError(f"“{self._file}”不是本程序导出的数据表：请选由“导出”得到的工作簿")
        for id, rows in found.items():
            chosen = self._chosen(id, rows)
            if chosen is not None:
                self._line(chosen)
        self._absent(found, all(head.form for head in heads))
        self._unheard(found)
        return Import(changes=tuple(self._changes), problems=tuple(self._problems))

    def _header(self, page: Page) -> _Head | None:
        """Find the header's row and what each of its columns holds."""
        for row in sorted(page.rows):
            names = {c: _plain(cell.text) for c, cell in page.rows[row].items()}
            columns = {f: [c for c, n in names.items() if n in self._names(f)] for f in _NAMES}
            if not columns["printed"] or not columns["label"]:
                continue
            ids = [c for c, n in names.items() if _ID.fullmatch(n)]
            ids = [c for c in ids if names[c] != "编号"] or ids  # ours, not somebody's own
            if page.name in _OWN and not ids:
                return None
            twice = [names[c[0]] for c in columns.values() if len(c) > 1]
            if not ids or len(ids) > 1 or twice:
                why = f"有两列“{twice[0]}”" if twice else "缺少隐藏的“编号”列"
                self._problem(page.name, address(row, 0), f"表头{why}，这张工作表未读取")
                return None
            form = self._check_origin(names[ids[0]], page.name, address(row, ids[0]))
            places = {"id": ids[0]} | {f: c[0] for f, c in columns.items() if c}
            return _Head(row, places, form, filler(page) if form else NOBODY)
        if page.rows and page.name not in _OWN:
            self._problem(page.name, "", "没有“指标”“本年”“编号”的表头，这张工作表未读取")
        return None

    def _names(self, field: str) -> tuple[str, ...]:
        year = self._sheet.year - (field == "previous")
        dated = (f"{year}年", str(year)) if field in ("printed", "previous") else ()
        return _NAMES[field] + dated

    def _check_origin(self, name: str, page: str, cell: str) -> bool:
        """Refuse another year; tell, once, of another court, which may only have a new name.

        Return whether it is a collection form.
        """
        found = _ID.fullmatch(name)
        year, form, court = found.groups() if found else (None, None, None)
        if year and int(year) != self._sheet.year:
            raise UserError(
                f"“{self._file}”是{year}年的数据表，当前打开的是{self._sheet.period}："
                f"请打开{year}年的文件再导入"
            )
        told = any(court and court in p.message for p in self._problems)
        if court and court != _plain(safe(self._sheet.court)) and not told:
            message = f"这是“{court}”的数据表，与当前的“{self._sheet.court}”不同：请核对后再接受"
            self._problem(page, cell, message)
        return form is not None

    def _rows(self, page: Page, head: _Head) -> Iterator[_Row]:
        for number in sorted(page.rows):
            row = _Row(page, number, head)
            if number <= head.row:
                continue
            if row.text("id"):
                yield row
            elif any(row.cell(f).kind for f in ("label", "printed", "previous")):
                place = next(f for f in ("label", "printed", "previous") if row.cell(f).kind)
                self._problem(page.name, row.address(place), "这一行没有编号，未读取")

    def _chosen(self, id: str, rows: list[_Row]) -> _Row | None:
        """Return the row that speaks for an id, None when none does."""
        place = self._places.find(id)
        if place is None:
            for row in rows:
                self._problem(
                    row.page.name,
                    row.address("label"),
                    f"编号“{safe(id)[:40]}”不在本表中，这一行未读取",
                )
            return None
        label = place[1].indicator.label
        own = [r for r in rows if _plain(r.text("label")) == _plain(label)]
        own = own or [r for r in rows if r.text("label") not in self._labels]
        for row in rows:
            if row not in own:
                self._problem(
                    row.page.name,
                    row.address("label"),
                    f"名称“{safe(row.text('label'))[:30]}”与编号所指的“{label}”不符，这一行未读取",
                )
        if len({r.says() for r in own}) > 1:
            for row in own:
                self._problem(
                    row.page.name,
                    row.address("label"),
                    f"“{label}”出现了{len(own)}次而内容不同，都未读取",
                )
            return None
        return own[0] if own else None

    def _line(self, row: _Row) -> None:
        place = self._places.find(row.text("id"))
        assert place is not None
        line = place[1]
        if line.indicator.formula is not None:
            self._computed(row, line)
            return
        for field in ("printed", "previous"):
            if field in row.columns:
                self._value(row, line, field)
        if "note" in row.columns:
            self._note(row, line)

    def _unanswered(self, row: _Row, line: Line, field: str) -> bool:
        """Whether a form's cell holds no answer; one that says 无 is told of: it is not 0."""
        cell = row.cell(field)
        if not row.head.form or cell.kind not in ("", "s") or cell.text.strip() not in MISSING:
            return False
        if cell.text.strip():
            said = f"“{line.indicator.label}”填的是“{cell.text.strip()}”，没有数值，不变"
            self._problem(row.page.name, row.address(field), f"{said}：没有发生的应填 0")
        return True

    def _value(self, row: _Row, line: Line, field: str) -> None:
        if self._unanswered(row, line, field):
            return
        old = getattr(line.figure, field)
        if old is not None and row.text(field) == old.printed:
            return  # also where the indicator counts in another unit by now
        unit = _plain(row.text("unit")) or line.unit
        try:
            new = meant(row.cell(field), unit, line.indicator, old)
        except RefusedError as error:
            self._problem(row.page.name, row.address(field), f"“{line.indicator.label}”{error}")
            return
        if new is not old:
            texts = [q.printed if q is not None else "" for q in (old, new)]
            self._change(row, line, field, texts[0], texts[1])

    def _note(self, row: _Row, line: Line) -> None:
        cell, old = row.cell("note"), line.figure.note
        if row.head.form and not cell.text.strip() and cell.kind in ("", "s"):
            return
        if cell.kind in ("e", "f", "x", "d", "b"):
            self._problem(
                row.page.name,
                row.address("note"),
                f"“{line.indicator.label}”的备注不是文字，未读取",
            )
        elif cell.text.split() != safe(old).split():
            self._change(row, line, "note", old, safe(cell.text).strip())

    def _computed(self, row: _Row, line: Line) -> None:
        """Tell of a number typed over a formula; it is not taken."""
        cell, printed = row.cell("printed"), line.figure.printed
        if not self._compared or cell.formula or cell.text.strip() in MISSING:
            return
        try:
            new = meant(cell, _plain(row.text("unit")) or line.unit, line.indicator, printed)
        except RefusedError:
            new = None
        if new is not printed:
            self._problem(
                row.page.name,
                row.address("printed"),
                f"“{line.indicator.label}”由其他指标算出，填写的数字未采用",
            )

    def _change(self, row: _Row, line: Line, field: str, old: str, new: str) -> None:
        label = line.indicator.label
        if line.figure.state is State.LOCKED:
            self._problem(row.page.name, row.address(field), f"“{label}”已锁定，改动未采用")
            return
        if not self._compared and not row.cell(field).kind:
            hint = "另存为 .xlsx 再导入" if field == "note" else "若要清空请填“—”"
            self._problem(
                row.page.name,
                row.address(field),
                f"“{label}”处是空白或错误值，此格式分不清：{hint}",
            )
            return
        self._changes.append(
            Change(
                id=line.indicator.id,
                field=field,
                label=label,
                old=old,
                new=new,
                file=self._file,
                sheet=row.page.name,
                cell=row.address(field),
                by=row.head.filler.by,
                phone=row.head.filler.phone,
            )
        )

    def _absent(self, found: dict[str, list[_Row]], form: bool) -> None:
        """Tell of indicators that should be here: all, or those of the one department asked."""
        wanted = self._sheet.wanted
        if form:
            asked = {i.department for i in wanted if i.id in found}
            wanted = tuple(i for i in wanted if {i.department} == asked)
        missing = [i.label for i in wanted if i.id not in found]
        if missing:
            self._problem("", "", f"表中缺少{len(missing)}个指标（如“{missing[0]}”），这些指标不变")

    def _unheard(self, found: dict[str, list[_Row]]) -> None:
        """Tell of a form's filler who is not kept, since the form brings no figure that is new."""
        told = {change.sheet for change in self._changes}
        for row in (rows[0] for rows in found.values()):
            who, page = row.head.filler, row.page.name
            if who == NOBODY or page in told:
                continue
            told.add(page)
            sources = (self._sheet.figure(id).source for id in found)
            known = (self._sheet.reply(source) for source in sources)
            if not any(r and (r.by, r.phone) == (who.by, who.phone) for r in known):
                names = " ".join(part for part in (who.by, who.phone) if part)
                self._problem(page, address(*who.at), f"没有新的数值，填报人“{names}”没有记下")

    def _problem(self, sheet: str, cell: str, message: str) -> None:
        self._problems.append(Problem(file=self._file, sheet=sheet, cell=cell, message=message))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
