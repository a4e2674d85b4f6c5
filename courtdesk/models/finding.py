"""What a check found, and what would mend it."""

from collections.abc import Iterable

from courtdesk.models.outline import Severity
from courtdesk.models.sheet import Explanation
from courtdesk.models.value import Value

ORDER = {severity: n for n, severity in enumerate(Severity)}
"""Where each severity stands, the worst first."""


class Fix(Value):
    """One offer to mend a finding: ``text`` takes the place of the characters it stands on.

    ``text`` is passage source: ``{F012}`` binds a figure, ``{{`` is a brace.
    """

    label: str
    text: str


class Finding(Value):
    """One remark on the sheet.

    ``path`` addresses the place to go to; ``recomputed``, ``low`` and ``high`` are the value that
    follows from the other figures and its bounds, as printed text (empty where there is none).
    ``values`` is what the figures said, so that a given reason lapses when they change. A remark on
    words stands on the characters ``start`` to ``end`` of the source at ``path`` (-1: on no words)
    and may offer ``fixes``.
    """

    path: str
    severity: Severity
    rule: str
    message: str
    recomputed: str = ""
    low: str = ""
    high: str = ""
    values: str = ""
    reason: str = ""  # the kept explanation; such a finding no longer counts
    start: int = -1
    end: int = -1
    fixes: tuple[Fix, ...] = ()


def explained(found: Iterable[Finding], given: Iterable[Explanation]) -> list[Finding]:
    """Give each finding the reason kept for it, as long as the values are what they were then."""
    reasons = {(e.id, e.path, e.values): e.reason for e in given}
    if not reasons:
        return list(found)
    kept = ((f, reasons.get((f.rule, f.path, f.values), "")) for f in found)
    return [finding.replaced(reason=reason) if reason else finding for finding, reason in kept]


def worst_first(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put the errors first and the hints last; among equals the order stays."""
    return tuple(sorted(found, key=lambda f: ORDER[f.severity]))
