"""What the commands print as JSON: stable, with every number as a string."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from courtdesk.models.derived import stands
from courtdesk.models.finding import Finding
from courtdesk.models.outline import Indicator, Section
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet

if TYPE_CHECKING:  # they take time to load, and most commands need none
    from courtdesk.excel.founding.founding import Founding
    from courtdesk.excel.founding.line import Line
    from courtdesk.excel.intake.offers import Account
    from courtdesk.excel.intake.proposal import Proposal
    from courtdesk.writing.draft.binding import Binding
    from courtdesk.writing.draft.draft import Draft
    from courtdesk.writing.draft.mentions import Mention
    from courtdesk.writing.figures import FoundFigure


def shown(sheet: FactSheet) -> dict[str, Any]:
    """Say a sheet: {"court", "period", "sections", "figures", "derived"}.

    ``figures`` holds every figure somebody delivers, in printed order; ``derived`` those that are
    computed from them.
    """
    sections = [
        {
            "id": s.id,
            "title": words(s.title, sheet),
            "slogan": words(s.slogan, sheet),
            "items": [{"id": i.id, "heading": words(i.heading, sheet)} for i in s.items],
        }
        for s in sheet.outline.sections
    ]
    figures: list[dict[str, Any]] = []
    derived: list[dict[str, Any]] = []
    for section, item in sheet.outline.items():
        heading = words(item.heading, sheet)
        place = (words(section.title, sheet), heading) if section else (heading, "")
        for indicator in item.indicators:
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

    ``reason`` is why a finding may stand; one that has a reason counts no more. ``start`` and
    ``end`` count characters of the text at ``path``, "" for a finding that stands on no words;
    each of ``fixes`` is {"label", "text"}.
    """
    return {"findings": [_finding(finding) for finding in findings]}


def _finding(finding: Finding) -> dict[str, Any]:
    fields = ("path", "severity", "rule", "message", "recomputed", "low", "high", "reason")
    on_words = finding.start >= 0
    return {
        **{field: str(getattr(finding, field)) for field in fields},
        "start": finding.start if on_words else "",
        "end": finding.end if on_words else "",
        "fixes": [fix.model_dump() for fix in finding.fixes],
    }


def imported(proposal: "Proposal") -> dict[str, Any]:
    """Say what an import would change: {"changes", "problems", "questions", "files"}.

    ``field`` of a change is printed, previous (last year's value) or note. Its ``state`` is 可接受
    when --yes takes it, else 待确认. ``by``, ``phone`` and ``day`` are who filled the file in and
    when, "" when it does not say. ``files`` accounts for every cell.
    """
    place = ("file", "sheet", "cell", "by", "phone", "day")
    told = ("id", "field", "old", "new", *place, "confidence", "state")
    open_ = [o for o in proposal.offers.values() if o.taken or o.standing == "待确认"]
    changes = [proposal.change(o) for o in open_]
    return {
        "changes": [
            {f: str(getattr(c, f) or "") for f in told} | {"warnings": list(c.warnings)}
            for c in changes
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


def drafted(draft: "Draft", sheet: FactSheet, path: str) -> dict[str, Any]:
    """Say what was recognised in an article: its parts, sections and figures, and what was not.

    ``figures`` are those that a passage binds, in the order of the text; ``offers`` are the
    indicators of the older sheet that each might be, ``fills`` the one it was taken for.
    """
    bound = draft.bound(sheet.year)
    return {
        "file": path,
        "court": sheet.court,
        "period": sheet.period,
        "parts": [
            {"part": str(p.part), "heading": p.heading, "text": p.text} for p in draft.paragraphs
        ],
        "sections": [_section(s, sheet) for s in sheet.outline.sections],
        "figures": [_mention(draft, bound, mention) for mention in draft.mentions],
        "unbound": [{"paragraph": u.paragraph, "printed": u.raw} for u in draft.unbound],
        "remarks": list(draft.manuscript.remarks),
        "verbatim": draft.is_verbatim(sheet),
    }


def _section(section: Section, sheet: FactSheet) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": words(section.title, sheet),
        "slogan": words(section.slogan, sheet),
        "items": [
            {"id": i.id, "heading": words(i.heading, sheet), "form": i.form} for i in section.items
        ],
    }


def founded(founding: "Founding", sheet: FactSheet, path: str) -> dict[str, Any]:
    """Say what tables became: {"file", "court", "period", "sections", "figures", "problems"}.

    ``figures`` are all that the tables name, in their order; one that was left has no ``id`` and
    says why in ``doubt``. ``files`` accounts for every cell.
    """
    from courtdesk.excel.founding.made import numbered

    ids = numbered(founding.taken)
    return {
        "file": path,
        "court": sheet.court,
        "period": sheet.period,
        "sections": [_section(s, sheet) for s in sheet.outline.sections],
        "figures": [_line(line, ids.get(line.key, "")) for line in founding.lines],
        "problems": [p.model_dump() for p in founding.problems],
        "files": [_accounted(a) for a in founding.accounts],
    }


def _line(line: "Line", id: str) -> dict[str, Any]:
    indicator = line.indicator
    return {
        "id": id,
        "label": indicator.label,
        "section": line.section,
        "item": line.item,
        "unit": indicator.unit,
        "measure": indicator.measure,
        "department": indicator.department,
        "printed": str(line.printed or ""),
        "previous": str(line.previous or ""),
        "file": line.file,
        "sheet": line.page,
        "cell": line.cell or line.before,
        "doubt": line.doubt,
        "note": line.note,
    }


def _mention(draft: "Draft", bound: "Binding", mention: "Mention") -> dict[str, Any]:
    text = draft.paragraphs[mention.place.paragraph].text
    like = draft.like.outline if draft.like else None
    return {
        "id": bound.ids.get(mention.place, ""),
        "token": bound.token(mention.place),
        "label": mention.label,
        "unit": mention.unit,
        "measure": mention.measure,
        "printed": mention.quantity.printed,
        "paragraph": mention.place.paragraph,
        "before": text[max(mention.place.start - 20, 0) : mention.place.start],
        "fills": draft.fills.get(mention.place, ""),
        "offers": [
            {"id": o.id, "label": like.indicator(o.id).label, "score": f"{o.score:.3f}"}
            for o in draft.offered(mention.place)
            if like
        ],
    }
