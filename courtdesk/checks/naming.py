"""Naming the number a share or an average leaves open: which figures it might be, and what follows.

45.09% of what? Every figure that could be the whole is tried; the one the officer names becomes the
relation's term in the place of ``?``.
"""

from decimal import localcontext
from typing import NamedTuple

from courtdesk.checks.check import DIGITS, EVALUATORS
from courtdesk.checks.facts import Facts
from courtdesk.checks.shares import ROLES, exceeds
from courtdesk.models.outline import Relation, RelationKind
from courtdesk.models.sheet import FactSheet

UNNAMED = "?"
HEADS = frozenset("人名")  # an average is of so many heads
_ROLES = {RelationKind.SHARE: ROLES, RelationKind.AVERAGE: ("总数", "除数")}


class Choice(NamedTuple):
    """A figure that may be named: with it the claim ``fits``, or would have to be ``expected``."""

    id: str
    named: str  # “全年审执结各类案件数”9666件
    fits: bool
    expected: str  # 32.85%; empty where it fits or nothing follows


class Naming(NamedTuple):
    """What a relation has open, and its choices: those that fit first, then as printed."""

    relation: Relation
    place: int  # of the open term among those of the right side
    role: str  # 分母, 分子, 除数 or 总数
    open: bool
    choices: tuple[Choice, ...]

    def right(self, id: str) -> tuple[str, ...]:
        """The right side of the relation once this figure is named, or ``?`` for none."""
        terms = self.relation.right
        return (*terms[: self.place], id, *terms[self.place + 1 :])


def naming(sheet: FactSheet, rule: str) -> Naming | None:
    """What may be named in the relation of this id: None for a rule that is no such relation.

    Where nothing is open the whole or the divisor may be named anew.
    """
    relation = next((r for r in sheet.outline.relations if r.id == rule), None)
    roles = _ROLES.get(relation.kind) if relation else None
    if relation is None or roles is None:
        return None
    place = relation.right.index(UNNAMED) if UNNAMED in relation.right else 1
    with localcontext(prec=DIGITS):
        facts = Facts(sheet)
        tried = [
            _tried(relation, place, id, facts)
            for id in sheet.outline.places
            if _could_be(relation, place, id, facts)
        ]
    tried.sort(key=lambda choice: not choice.fits)
    return Naming(relation, place, roles[place], UNNAMED in relation.right, tuple(tried))


def _could_be(relation: Relation, place: int, id: str, facts: Facts) -> bool:
    """Whether the figure is of the kind, and for a share of the size, that is asked for."""
    span, known = facts.interval(id), relation.right[1 - place]
    if span is None or span.high <= 0 or id in (*relation.left, known):
        return False
    if relation.kind is RelationKind.AVERAGE:
        wanted = HEADS if place else {facts.unit(relation.left[0])}
        return facts.unit(id) in wanted
    other = facts.interval(known)
    if other is None or facts.unit(id) != facts.unit(known):
        return False
    part, whole = (other, span) if place else (span, other)
    return not exceeds(relation, part, whole)


def _tried(relation: Relation, place: int, id: str, facts: Facts) -> Choice:
    right = list(relation.right)
    right[place] = id
    verdict = EVALUATORS[relation.kind](relation.replaced(right=tuple(right)), facts)
    return Choice(id, facts.named(id), verdict is None, verdict.recomputed if verdict else "")
