"""The figures of a workbook just written, read back from its bytes by openpyxl."""

from io import BytesIO
from typing import Any

from courtdesk.excel.meaning import RefusedError, meant
from courtdesk.excel.places import COLUMNS, ID, NOW, UNIT
from courtdesk.excel.reading import Cell
from courtdesk.models.derived import stands
from courtdesk.models.sheet import FactSheet


def figures_in(data: bytes, sheet: FactSheet) -> dict[str, str]:
    """Return what the workbook says of each indicator, as printed; "" where it says nothing.

    An indicator is found by its hidden id, wherever its row stands.
    """
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    found: dict[str, str] = {}
    for page in book.worksheets:
        rows = page.iter_rows()
        if any(_text(row, ID).startswith(COLUMNS[ID]) for row in rows):  # goes on after the header
            found |= {_text(row, ID): _printed(row, sheet) for row in rows if _text(row, ID)}
    book.close()
    return found


def _text(row: tuple[Any, ...], column: int) -> str:
    return str(row[column].value or "") if len(row) > column else ""


def _printed(row: tuple[Any, ...], sheet: FactSheet) -> str:
    id = _text(row, ID)
    if id not in sheet.outline.places:
        return ""
    value = row[NOW].value
    kind = "" if value is None else "s" if isinstance(value, str) else "n"
    text = format(value, ".15g") if kind == "n" else str(value or "")
    try:
        quantity = meant(
            Cell(kind, text), _text(row, UNIT), sheet.outline.indicator(id), stands(sheet, id)
        )
    except RefusedError:
        return text
    return quantity.printed if quantity else ""
