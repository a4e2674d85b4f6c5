"""The lines of a workbook the program wrote: its ids, names, parts, items and formulas."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from courtdesk.excel.addresses import address
from courtdesk.excel.founding.formula import Terms, formula_in, result_in
from courtdesk.excel.founding.line import LEAD, MAIN, NEW, Line
from courtdesk.excel.founding.naming import measure_of
from courtdesk.excel.founding.value import Value
from courtdesk.excel.founding.whose import OWN
from courtdesk.excel.intake.wording import base
from courtdesk.excel.meaning import RefusedError, meant
from courtdesk.excel.reading import Cell, Page, Pages
from courtdesk.excel.table import COMPUTED
from courtdesk.models.outline import Indicator, Measure

_COLUMNS = ("条目", "指标", "本年", "单位", "上年", "来源部门", "口径", "备注")
_MEASURES = {"average": Measure.AVERAGE, "share": Measure.RATE, "complement": Measure.RATE}
"""What a figure measures that is computed so."""
_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,39}")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_SCOPE = re.compile(r"(?:^|；)范围：(.+)$", re.S)


@dataclass(frozen=True)
class _Table:
    """A worksheet of figures: its header's row, its columns by name, its rows with their ids."""

    page: Page
    head: int
    columns: Mapping[str, int]
    form: bool

    def cell(self, row: int, name: str) -> Cell:
        return self.page.cell(row, self.columns.get(name))

    def text(self, row: int, name: str) -> str:
        cell = self.cell(row, name)
        return cell.text.strip() if cell.kind in ("s", "n") else ""

    def at(self, row: int, name: str) -> str:
        return address(row, self.columns[name]) if name in self.columns else ""

    def rows(self) -> Iterator[tuple[int, str]]:
        for row in sorted(n for n in self.page.rows if n > self.head):
            id = self.text(row, "编号")
            if id and self.text(row, "指标"):
                yield row, id

    @property
    def section(self) -> str:
        """The title of the worksheet, or the department a form was given to."""
        line = self.page.cell(1 if self.form else 0, 0).text
        title = line.rpartition("　")[2] if self.form else line.partition("  ")[0]
        return title.strip() or self.page.name


def own_lines(book: Pages, file: str, prefix: str) -> Iterator[Line]:
    """Yield a line for every row with an id; in doubt is what its cells do not say clearly."""
    tables = [t for page in book.pages if (t := _table(page)) is not None]
    terms = _terms(tables)
    seen: set[str] = set()
    for number, table in enumerate(tables):
        rows = list(table.rows())
        lead = number == 0 and {table.text(row, "条目") for row, _ in rows} == {table.section}
        for row, id in rows:
            id = id if _ID.fullmatch(id) and id not in seen and id != NEW else NEW
            seen.add(id)
            section = LEAD if lead else table.section
            yield _line(table, row, _indicator(table, row, id, terms), section, file, prefix)


def _terms(tables: Sequence[_Table]) -> Terms:
    rows = [(t, row, id) for t in tables for row, id in t.rows()]
    found = [(result_in(t.cell(row, "本年").formula), id) for t, row, id in reversed(rows)]
    computed = {result[0]: id for result, id in found if result is not None}
    longest = sorted(computed.items(), key=lambda pair: -len(pair[0]))
    return Terms({(t.page.name, t.at(row, "本年")): id for t, row, id in rows}, dict(longest))


def slogans(book: Pages) -> dict[str, str]:
    """Return the slogan that stands behind the title of each worksheet, by the title."""
    tables = [t for page in book.pages if (t := _table(page)) is not None and not t.form]
    return {t.section: t.page.cell(0, 0).text.partition("  ")[2].strip() for t in tables}


def _table(page: Page) -> _Table | None:
    for row in sorted(page.rows):
        texts = {cell.text.strip(): column for column, cell in page.rows[row].items()}
        for text, column in texts.items():
            found = OWN.fullmatch(text)
            if found and {"指标", "本年"} <= texts.keys():
                columns = {n: texts[n] for n in _COLUMNS if n in texts} | {"编号": column}
                return _Table(page, row, columns, bool(found[2]))
    return None


def _indicator(table: _Table, row: int, id: str, terms: Terms) -> Indicator:
    label, written = table.text(row, "指标"), table.text(row, "单位")
    unit = base(written)
    now = table.cell(row, "本年")
    about = table.text(row, "口径")
    scope = _SCOPE.search(about)
    ranked = unit == "位" and (now.text.startswith("第") or now.shown.startswith("第") or scope)
    whole = now.kind != "n" or now.text.lstrip("-").isdigit()
    measure = Measure.RANK if ranked else measure_of(unit, label)
    if measure is Measure.COUNT and not whole and unit == written:
        measure = Measure.AVERAGE
    department = table.text(row, "来源部门")
    formula = formula_in(now.formula, terms, unit) if now.formula else None
    if formula is not None and formula.kind in _MEASURES:
        measure = _MEASURES[formula.kind]
    return Indicator(
        id=id,
        label=label,
        unit=written if formula is not None else unit,  # what is computed is printed in it
        measure=measure,
        department="" if department == COMPUTED else department,
        definition=about[: scope.start()] if scope else about,
        scope=scope[1] if scope else "",
        formula=formula,
    )


def _line(
    table: _Table, row: int, indicator: Indicator, section: str, file: str, prefix: str
) -> Line:
    now, last = (_value(table, row, name, indicator) for name in ("本年", "上年"))
    computed = bool(table.cell(row, "本年").formula)
    if computed and indicator.formula is None:
        now = Value(now.quantity, "由公式算出，公式没有认出")
    doubt = "；".join(filter(None, (now.doubt, last.doubt and f"上年：{last.doubt}")))
    return Line(
        key=f"{prefix}!{table.page.name}!{table.at(row, '本年')}",
        file=file,
        page=table.page.name,
        cell=table.at(row, "本年"),
        section=section,
        item=table.text(row, "条目") or MAIN,
        indicator=indicator,
        printed=now.quantity,
        previous=last.quantity,
        before=table.at(row, "上年") if last.quantity else "",
        doubt=doubt,
        note="由其他指标算出" if indicator.formula else now.note,
        remark=table.text(row, "备注"),
        taken=not doubt,
    )


def _value(table: _Table, row: int, name: str, indicator: Indicator) -> Value:
    if indicator.formula is not None:
        return Value()  # it is computed again
    cell = table.cell(row, name)
    shown = cell.shown.strip()
    if cell.kind == "n" and _NUMBER.fullmatch(shown):
        cell = Cell("s", shown)  # 53.10 is more than 53.1
    unit = table.text(row, "单位") or indicator.unit
    try:
        return Value(meant(cell, unit, indicator, None))
    except RefusedError as error:
        return Value(doubt=str(error).lstrip("的：").strip())
