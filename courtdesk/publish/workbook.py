"""The workbook among the other forms."""

from courtdesk.excel.readback import figures_in
from courtdesk.excel.workbook import workbook
from courtdesk.models.derived import stands
from courtdesk.publish.edition import Edition
from courtdesk.publish.made import Files, Made
from courtdesk.publish.proof import Reading

NAME = "sheet.xlsx"


def make(edition: Edition) -> Made:
    """Write the workbook."""
    return Made({NAME: workbook(edition.sheet, edition.findings, edition.on)})


def read(edition: Edition, files: Files) -> dict[str, list[Reading]]:
    """Read every indicator by its hidden id."""
    found = figures_in(files[NAME], edition.sheet)
    wanted = ((i.id, stands(edition.sheet, i.id)) for i in edition.sheet.outline.indicators)
    return {NAME: [Reading(id, q.printed, found.get(id, "")) for id, q in wanted if q]}
