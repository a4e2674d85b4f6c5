"""The words of a sheet proofread: the digit audit, and the rules of copy."""

from collections.abc import Callable, Iterable

from courtdesk.models.finding import Finding, explained, worst_first
from courtdesk.models.sheet import FactSheet
from courtdesk.writing.audit import missing, unbound
from courtdesk.writing.beside import beside
from courtdesk.writing.texts import Words

Rule = Callable[[Words], Iterable[Finding]]

AUDIT: tuple[Rule, ...] = (unbound, beside, missing)
"""What no sheet can switch off: a figure that is not bound blocks the release."""

RULES: dict[str, Rule] = {}
"""The rules of copy by name, which is `Finding.rule`; a sheet can silence each with a reason."""

_AROUND = 8  # characters on either side that a reason holds for


def proof(sheet: FactSheet) -> tuple[Finding, ...]:
    """Proofread the article; worst first, then as printed.

    A finding that stands on words and says no `values` gets the words around it: a reason given
    for it lapses when they change, and holds for no other place of the same text.
    """
    words = Words(sheet)
    silenced = {silence.rule for silence in sheet.silenced}
    rules = (*AUDIT, *(rule for name, rule in RULES.items() if name not in silenced))
    found = [_placed(finding, words) for rule in rules for finding in rule(words)]
    found.sort(key=lambda f: (words.order.get(f.path, len(words.order)), f.start))
    return worst_first(explained(found, sheet.explanations))


def _placed(finding: Finding, words: Words) -> Finding:
    place = words.order.get(finding.path)
    if finding.values or finding.start < 0 or place is None:
        return finding
    source = words.texts[place].source
    before = source[max(finding.start - _AROUND, 0) : finding.start]
    there, after = source[finding.start : finding.end], source[finding.end :][:_AROUND]
    return finding.replaced(values=f"{before}〔{there}〕{after}")
