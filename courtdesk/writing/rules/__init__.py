"""The rules of copy, one small module a family. `RULES` is the table a user reads."""

from courtdesk.writing.rules import (
    facts,
    headings,
    marks,
    names,
    notation,
    pairs,
    points,
    scope,
    terms,
)
from courtdesk.writing.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *facts.RULES,
    *points.RULES,
    *notation.RULES,
    *marks.RULES,
    *pairs.RULES,
    *headings.RULES,
    *terms.RULES,
    *names.RULES,
    *scope.RULES,
)
"""Every rule of copy, those on figures first."""

BY_ID = {rule.id: rule for rule in RULES}
