"""Offers taken: a sheet with one finding mended, or every finding of one rule."""

from collections.abc import Iterable

from courtdesk.models.errors import UserError
from courtdesk.models.finding import Finding, Fix
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import read, written
from courtdesk.writing.proof import placed, proof
from courtdesk.writing.rules import BY_ID
from courtdesk.writing.texts import Words

_ROUNDS = 9  # a mend seldom opens the next; so often is enough, and ends


def mended(sheet: FactSheet, finding: Finding, fix: Fix) -> FactSheet:
    """Return the sheet with this offer taken.

    Raises UserError when the words have changed since the finding was made.
    """
    there = placed(finding.replaced(values=""), Words(sheet))
    if there.values != finding.values or fix not in finding.fixes:
        raise UserError("这处文字已经改动，没有代改：请看新的校核结果。")
    return _written(sheet, [(finding, fix)])


def mendable(findings: Iterable[Finding], rule: str) -> list[Finding]:
    """Return the open findings of a rule of copy that have one offer and no choice.

    What would bind a figure is left to the writer: binding is by place.
    """
    known = BY_ID.get(rule)
    if known is None or known.over:
        return []
    return [f for f in findings if f.rule == rule and len(f.fixes) == 1 and not f.reason]


def all_mended(sheet: FactSheet, rule: str) -> FactSheet:
    """Return the sheet with every finding of `mendable` mended, also those a mend uncovers."""
    for _ in range(_ROUNDS):
        found = mendable(proof(sheet, rule), rule)
        if not found:
            break
        sheet = _written(sheet, [(finding, finding.fixes[0]) for finding in found])
    return sheet


def _written(sheet: FactSheet, offers: list[tuple[Finding, Fix]]) -> FactSheet:
    """Write from the end to the start, so that places stay; of two that overlap the later one."""
    begun: dict[str, int] = {}
    for finding, fix in sorted(offers, key=lambda offer: -offer[0].start):
        path = finding.path
        text = str(read(sheet, path))
        if finding.end <= begun.get(path, len(text)):
            begun[path] = finding.start
            text = text[: finding.start] + fix.text + text[finding.end :]
            sheet = written(sheet, path, text)
    return sheet
