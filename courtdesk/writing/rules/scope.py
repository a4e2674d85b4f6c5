"""What a rate is a rate of, and among whom a rank is one."""

from collections.abc import Iterator

from courtdesk.models.derived import stands
from courtdesk.models.outline import Indicator, Measure, Severity
from courtdesk.models.quantity import Quantity
from courtdesk.writing.rules.rule import Rule, Slip
from courtdesk.writing.texts import Words

_Held = list[tuple[Indicator, Quantity]]


def undefined(words: Words) -> Iterator[Slip]:
    """Rates and shares without 口径: one finding for all of them."""
    rates = _held(words, Measure.RATE)
    loose = [(i, q) for i, q in rates if not i.definition.strip() and i.formula is None]
    if loose:
        ask = "没有口径：请在指标里写明分子、分母各是什么"
        yield _slip(loose, "个比率", ask)


def unscoped(words: Words) -> Iterator[Slip]:
    """Ranks that do not say among whom: one finding for all of them."""
    loose = [(i, q) for i, q in _held(words, Measure.RANK) if not i.scope.strip()]
    if loose:
        yield _slip(loose, "个位次", "没有写明在哪里的位次：请在指标里填“位次范围”，如全市法院")


def _held(words: Words, measure: Measure) -> _Held:
    sheet = words.sheet
    asked = (i for i in sheet.outline.indicators if i.measure is measure)
    return [(i, q) for i in asked if (q := stands(sheet, i.id)) is not None]


def _slip(loose: _Held, counted: str, ask: str) -> Slip:
    indicator, printed = loose[0]
    first = f"“{indicator.label}”{printed}"
    listed = first if len(loose) == 1 else f"{first}等{len(loose)}{counted}"
    values = " ".join(f"{i.id}={q}" for i, q in loose)
    return Slip(f"figures.{indicator.id}.printed", f"{listed}{ask}", values=values)


RULES = (
    Rule(
        "rate-definition",
        "比率没有口径",
        "比率、占比写明分子和分母（口径）",
        Severity.HINT,
        undefined,
    ),
    Rule(
        "rank-scope",
        "位次没有范围",
        "位次写明范围，如全市法院",
        Severity.EXPLAIN,
        unscoped,
    ),
)
