"""What the commands print as JSON: stable, with every number as a string."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from courtdesk.models.derived import stands
from courtdesk.models.finding import Finding
from courtdesk.models.outline import Indicator
from courtdesk.models.sheet import FactSheet

if TYPE_CHECKING:  # they take time to load, and most commands need neither
    from courtdesk.excel.intake.offers import Account
    from courtdesk.excel.intake.proposal import Proposal
    from courtdesk.writing.figures import FoundFigure


def shown(sheet: FactSheet) -> dict[str, Any]:
    """Say a sheet: {"court", "period", "sections", "figures", "derived"}.

    ``figures`` holds every figure somebody delivers, in printed order; ``derived`` those that are
    computed from them.
    """
    sections = [
        {
            "id": s.id,
            "title": s.title,
            "slogan": s.slogan,
            "items": [{"id": i.id, "heading": i.heading} for i in s.items],
        }
        for s in sheet.outline.sections
    ]
    figures: list[dict[str, Any]] = []
    derived: list[dict[str, Any]] = []
    for section, item in sheet.outline.items():
        for indicator in item.indicators:
            place = (section.title if section else item.heading, item.heading if section else "")
            said = _figure(sheet, indicator, *place)
            (derived if indicator.formula else figures).append(said)
    return {
        "court": sheet.court,
        "period": sheet.period,
        "sections": sections,
        "figures": figures,
        "derived": derived,
    }


def _figure(sheet: FactSheet, indicator: Indicator, section: str, item: str) -> dict[str, Any]:
    figure = sheet.figure(indicator.id)
    quantity = stands(sheet, indicator.id)
    return {
        "id": indicator.id,
        "label": indicator.label,
        "section": section,
        "item": item,
        "printed": quantity.printed if quantity else "",
        "value": f"{quantity.value:f}" if quantity else "",
        "unit": quantity.unit if quantity else indicator.unit,
        "low": f"{quantity.low:f}" if quantity else "",
        "high": f"{quantity.high:f}" if quantity else "",
        "state": str(figure.state),
        "source": str(figure.source) or indicator.department,
    }


def checked(findings: Sequence[Finding]) -> dict[str, Any]:
    """Say findings: {"findings": [{"path", "severity", "rule", "message", ...}]}.

    ``reason`` is why a finding may stand; one that has a reason counts no more.
    """
    fields = ("path", "severity", "rule", "message", "recomputed", "low", "high", "reason")
    return {"findings": [{f: str(getattr(finding, f)) for f in fields} for finding in findings]}


def imported(proposal: "Proposal") -> dict[str, Any]:
    """Say what an import would change: {"changes", "problems", "questions", "files"}.

    ``field`` of a change is printed, previous (last year's value) or note. Its ``state`` is 可接受
    when --yes takes it, else 待确认. ``files`` accounts for every cell.
    """
    told = ("id", "field", "old", "new", "file", "sheet", "cell", "confidence", "state")
    open_ = [o for o in proposal.offers.values() if o.taken or o.standing == "待确认"]
    changes = [proposal.change(o) for o in open_]
    return {
        "changes": [
            {f: getattr(c, f) for f in told} | {"warnings": list(c.warnings)} for c in changes
        ],
        "problems": [p.model_dump() for p in proposal.problems],
        "questions": [
            q.model_dump(include={"kind", "file", "sheet", "column", "text", "answer"})
            | {"choices": [answer for answer, _ in q.choices]}
            for q in proposal.questions
        ],
        "files": [_accounted(a) for a in proposal.accounts],
    }


def _accounted(account: "Account") -> dict[str, Any]:
    left = [
        {"reason": g.reason, "count": str(g.count), "cells": list(g.cells)} for g in account.left
    ]
    return {
        "file": account.file,
        "seen": str(account.seen),
        "used": str(account.used),
        "left": left,
    }


def found(figures: "Sequence[FoundFigure]") -> dict[str, Any]:
    """Say the figures of a text: {"figures": [{"start", "end", "printed", "value", ...}]}.

    ``start`` and ``end`` count characters; ``pair`` and ``list`` are "" for one that is alone.
    """
    return {"figures": [_found(figure) for figure in figures]}


def _found(figure: "FoundFigure") -> dict[str, Any]:
    return {
        "start": figure.start,
        "end": figure.end,
        "printed": figure.printed,
        "value": f"{figure.value:f}",
        "unit": figure.unit,
        "low": f"{figure.low:f}",
        "high": f"{figure.high:f}",
        "marker": figure.marker,
        "kind": figure.kind,
        "sign": figure.sign,
        "pair": "" if figure.pair is None else str(figure.pair),
        "list": "" if figure.list is None else str(figure.list),
    }
