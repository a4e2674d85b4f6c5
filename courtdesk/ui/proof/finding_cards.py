"""A finding as a card: how grave, of which rule, the sentence, the place, the reason given."""

from collections.abc import Iterable

from courtdesk.models.finding import Finding
from courtdesk.models.outline import Severity
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.look.cards import Card

TONES = {Severity.ERROR: "red", Severity.EXPLAIN: "amber", Severity.HINT: "blue"}
ARITHMETIC = "数据关系"
MOST = 300  # cards: a list of thousands would hold the window up, and nobody reads it


def rule_name(rule: str) -> str:
    """The name a user knows a rule by; the relations of an outline share one."""
    if "-" not in rule:  # a relation: the words' rules need not be loaded for it
        return ARITHMETIC
    from courtdesk.writing.proof import NAMES

    return NAMES.get(rule, ARITHMETIC)


def cards(findings: Iterable[Finding], sheet: FactSheet) -> tuple[Card, ...]:
    """The cards of these findings in their order; what is too much is told by the last."""
    found = tuple(findings)
    shown = tuple(_card(finding, sheet) for finding in found[:MOST])
    rest = len(found) - len(shown)
    if not rest:
        return shown
    more = Card(tag=f"另有{rest}条", tone="secondary", text="改正前面的以后，后面的会显示出来。")
    return (*shown, more)


def _card(finding: Finding, sheet: FactSheet) -> Card:
    given = f"理由：{finding.reason}" if finding.reason else ""
    tag = f"{finding.severity}　{rule_name(finding.rule)}"
    return Card(
        tag=f"{tag}　已说明" if given else tag,
        tone="secondary" if given else TONES[finding.severity],
        text=finding.message,
        foot="\n".join(filter(None, (_place(finding, sheet), given))),
        key=finding,
    )


def _place(finding: Finding, sheet: FactSheet) -> str:
    """Where a finding on words stands; the sentence of one on a figure names the figure."""
    if finding.start < 0:
        return ""
    from courtdesk.writing.texts import named

    return named(sheet, finding.path)
