"""Worksheets drawn as text: a line a row, | between the cells."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from courtdesk.excel.intake.files import taken_apart
from courtdesk.excel.intake.offers import Offer
from courtdesk.excel.intake.proposal import Proposal
from courtdesk.excel.intake.survey import Survey, survey
from courtdesk.excel.reading import Cell, Page, Pages
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, State, blank
from courtdesk.models.value import written
from courtdesk.writing.samples import load_sample

YEAR = 2023
NOW = datetime(2024, 1, 5, 10, 0)
Merged = tuple[int, int, int, int]


def page(drawing: str, name: str = "数据", merged: Sequence[Merged] = (), **more: object) -> Page:
    """Draw a page; what reads as a number is one unless it begins with ', 12% is a per cent."""
    rows: dict[int, dict[int, Cell]] = {}
    for row, line in enumerate(drawing.strip("\n").splitlines()):
        for column, text in enumerate(line.split("|")):
            if text.strip():
                rows.setdefault(row, {})[column] = cell(text.rstrip())
    return Page(name, rows, merged=tuple(merged), **more)  # type: ignore[arg-type]


def cell(text: str) -> Cell:
    """Draw one cell."""
    bare = text.strip()
    if bare.startswith("#"):
        return Cell("e", bare)
    if bare.replace(".", "", 1).isdigit() and bare.isascii():
        return Cell("n", bare)
    if bare.startswith("p") and bare[1:].replace(".", "", 1).isdigit():
        return Cell("p", bare[1:])
    return Cell("s", text[text.startswith("'") :])


def surveyed(drawing: str, **more: object) -> Survey:
    return survey(page(drawing, **more), YEAR)  # type: ignore[arg-type]


def by_cell(found: Proposal) -> dict[str, Offer]:
    return {o.cell: o for o in found.offers.values()}


def holding(sheet: FactSheet, id: str, printed: str, **more: object) -> FactSheet:
    """The sheet with one figure in it."""
    figure = sheet.figure(id).replaced(
        printed=Quantity.parse(printed), **({"state": State.RECEIVED} | more)
    )
    return written(sheet, f"figures.{id}", figure)


def empty() -> FactSheet:
    """The 2023 sheet before anything came in."""
    sample, _ = load_sample("sheqi-2023")
    return blank(sample.court, sample.year, sample.outline)


def proposed(sheet: FactSheet, *files: tuple[str, str]) -> Proposal:
    """Propose files, each a name and a drawing."""
    readings = [
        taken_apart(Path(name), Pages(True, (page(drawing),)), sheet) for name, drawing in files
    ]
    return Proposal(sheet, readings)
