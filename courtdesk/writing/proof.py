"""The words of a sheet proofread: the digit audit, and the rules of copy."""

from collections.abc import Callable, Iterable, Iterator

from courtdesk.models.finding import Finding, explained, worst_first
from courtdesk.models.sheet import FactSheet
from courtdesk.writing.audit import MISSING, UNBOUND, missing, unbound
from courtdesk.writing.beside import BESIDE, beside
from courtdesk.writing.rules import RULES
from courtdesk.writing.texts import Words

Rule = Callable[[Words], Iterable[Finding]]

AUDIT: tuple[Rule, ...] = (unbound, beside, missing)
"""What no sheet can switch off: a figure that is not bound blocks the release."""

NAMES = {
    UNBOUND: "未绑定的数字",
    BESIDE: "数字旁的字",
    MISSING: "没有值的数字",
    **{rule.id: rule.name for rule in RULES},
}
"""What a user calls each rule, those of the audit first."""

_OVER = {rule.id for rule in RULES if rule.over}
_FORM = {rule.id for rule in RULES if rule.form}
_OF_FIGURES = _OVER | _FORM | {UNBOUND}
_AROUND = 8  # characters on either side that a reason holds for


def proof(sheet: FactSheet, only: str = "") -> tuple[Finding, ...]:
    """Proofread the article; worst first, then as printed. `only` asks one rule of copy.

    A finding that stands on words and says no `values` gets the words around it: a reason given
    for it lapses when they change, and holds for no other place of the same text.
    """
    words = Words(sheet)
    asked = _asked(sheet, only)
    found = [placed(finding, words) for rule in asked for finding in rule(words)]
    found.sort(key=lambda f: (words.order.get(f.path, len(words.order)), f.start))
    return worst_first(_once(explained(found, sheet.explanations)))


def _asked(sheet: FactSheet, only: str) -> Iterator[Rule]:
    """The audit, then the rules of copy that are not silenced; of one rule what it gives way to."""
    silenced = {silence.rule for silence in sheet.silenced}
    if not only:
        yield from AUDIT
    elif only in _FORM:
        yield unbound
    yield from (r for r in RULES if r.id not in silenced and only in ("", r.id))


def _once(found: list[Finding]) -> Iterator[Finding]:
    """Say one thing of a figure that is not bound: what is worst about it, and not its form.

    It stays what cannot be switched off, whoever has more to say than that it is not bound. Where
    something bends a bound figure, what the two of them read as is nobody's figure to speak of.
    """
    bent = _covered(f for f in found if f.rule == BESIDE and not f.reason)
    over = _covered(f for f in found if f.rule in _OVER and not f.reason)
    loose = _covered(f for f in found if f.rule == UNBOUND and not f.reason)
    told: set[tuple[str, int]] = set()
    for finding in found:
        if finding.rule in _OF_FIGURES and _meeting(finding, bent):
            continue
        if finding.rule == UNBOUND and not finding.reason:
            more = _meeting(finding, over)
            if more is None:
                yield finding
            elif (more.path, more.start) not in told:
                told.add((more.path, more.start))
                yield _joined(finding, more)
        elif finding.rule not in _OVER | _FORM or not _meeting(finding, loose):
            yield finding


def _covered(found: Iterable[Finding]) -> dict[tuple[str, int], Finding]:
    """The findings by each character they stand on."""
    return {(f.path, at): f for f in found for at in range(f.start, f.end)}


def _meeting(finding: Finding, covered: dict[tuple[str, int], Finding]) -> Finding | None:
    there = (covered.get((finding.path, at)) for at in range(finding.start, finding.end))
    return next(filter(None, there), None)


def _joined(loose: Finding, more: Finding) -> Finding:
    same = (loose.start, loose.end) == (more.start, more.end)
    fixes = {fix.text: fix for fix in (*more.fixes, *(loose.fixes if same else ()))}
    return more.replaced(
        rule=loose.rule,
        severity=loose.severity,
        values=loose.values,
        fixes=tuple(fixes.values()),
    )


def placed(finding: Finding, words: Words) -> Finding:
    """Return a finding that holds for the words around it, where it says no other `values`."""
    place = words.order.get(finding.path)
    if finding.values or finding.start < 0 or place is None:
        return finding
    source = words.texts[place].source
    before = source[max(finding.start - _AROUND, 0) : finding.start]
    there, after = source[finding.start : finding.end], source[finding.end :][:_AROUND]
    return finding.replaced(values=f"{before}〔{there}〕{after}")
