"""The sign-off sheet (数据核校表): every figure of the article, to be checked and signed."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from courtdesk.models.article import Block, BlockKind, Run
from courtdesk.models.finding import Finding
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.edition import Edition
from courtdesk.publish.formula_text import formulas
from courtdesk.publish.made import Files, Made
from courtdesk.publish.pages import texts
from courtdesk.publish.proof import Place, Reading, beside, readings, squeezed
from courtdesk.publish.sheet_pdf import COMPUTED
from courtdesk.publish.typesetting import Template
from courtdesk.publish.whereabouts import place

NAME = "signoff.pdf"
_HEAD, _FOOT = 17, 13  # mm: the lines that repeat above and below each page
_END = re.compile(r"(?<=[。！？])")


def make(edition: Edition) -> Made:
    """Set the sheet. Raises UserError naming the characters no font can show."""
    return Made({NAME: Template("signoff").pdf(_data(edition), edition.on)})


def preview(edition: Edition) -> bytes:
    """Return the PDF as `make` sets it, for the screen after an edit. Raises UserError likewise."""
    return Template("signoff", draft=True).pdf(_data(edition), edition.on)


def read(edition: Edition, files: Files) -> dict[str, list[Reading]]:
    """Read every figure beside the name of its indicator."""
    text = squeezed("".join(texts(files[NAME], _HEAD, _FOOT)))
    rows = (row for s in _sentences(edition) for row in s["rows"] if not row["missing"])
    places = (
        Place((r["id"],), squeezed(r["value"]), beside(r["label"]), squeezed(r["department"]))
        for r in rows
    )
    return {NAME: readings(text, places)}


def _data(edition: Edition) -> dict[str, Any]:
    sheet, sentences = edition.sheet, _sentences(edition)
    rows = [row for s in sentences for row in s["rows"]]
    printed = {row["id"] for row in rows}
    unused = [i.label for i in sheet.wanted if i.id not in printed]
    return {
        "court": sheet.court,
        "period": sheet.period,
        "fictional": sheet.fictional,
        "count": len(rows),
        "facts": len(printed),
        "sentences": sentences,
        "unused": "、".join(unused),
        "mark": _mark(edition),
        "marks": _marks(edition),
    }


def _mark(edition: Edition) -> str:
    number = f"第{edition.revision.number}次修改　" if edition.revision else ""
    return f"{number}校验码 {edition.sha256[:16]}"


def _marks(edition: Edition) -> list[tuple[str, str]]:
    revision = edition.revision
    kept = (
        [
            ("修改次数", f"第{revision.number}次，{_said(revision.when)}"),
            ("修改记录校验码", revision.head),
        ]
        if revision
        else []
    )
    return [("事实表校验码（SHA-256）", edition.sha256), *kept]


def _said(when: datetime) -> str:
    return f"{when.year}年{when.month}月{when.day}日 {when:%H:%M}"


def _sentences(edition: Edition) -> list[dict[str, Any]]:
    """Every sentence that prints a figure, with a row for each figure in it."""
    found: list[dict[str, Any]] = []
    last, number = "", 0
    for block in edition.article.blocks:
        for runs in chain.from_iterable(map(_parted, block.parts)):
            figures = [run for run in runs if run.figure]
            if not figures:
                continue
            where = _where(edition.sheet, block)
            rows = list(_rows(edition, figures, number))
            number += len(rows)
            pieces = [
                {"text": r.text, "figure": bool(r.figure), "missing": r.missing} for r in runs
            ]
            found.append({"place": where if where != last else "", "pieces": pieces, "rows": rows})
            last = where
    return found


def _where(sheet: FactSheet, block: Block) -> str:
    names = {BlockKind.PHOTO: "图片说明", BlockKind.CLOSING: "结尾", BlockKind.KICKER: "引题"}
    return names.get(block.kind) or place(sheet, block.path)


def _parted(part: tuple[Run, ...]) -> Iterator[list[Run]]:
    """Part words at the ends of their sentences."""
    runs: list[Run] = []
    for run in part:
        if run.figure or run.missing:
            runs.append(run)
            continue
        *ended, rest = _END.split(run.text)
        for words in ended:
            yield [*runs, Run(text=words)]
            runs = []
        if rest:
            runs.append(Run(text=rest))
    if runs:
        yield runs


def _rows(edition: Edition, figures: list[Run], number: int) -> Iterator[dict[str, Any]]:
    sheet, printed = edition.sheet, ""
    for n, run in enumerate(figures, number + 1):
        printed = run.text or printed  # one printed figure may stand for two equal facts
        known = sheet.outline.places.get(run.figure)
        indicator = known[2] if known else None
        figure = sheet.figure(run.figure)
        computed = indicator is not None and indicator.formula is not None
        yield {
            "id": run.figure,
            "number": str(n),
            "label": indicator.label if indicator else run.figure,
            "value": printed,
            "missing": run.missing,
            "department": COMPUTED if computed else indicator.department if indicator else "",
            "source": "" if computed else str(figure.source) or "手工填写",
            "formula": formulas(sheet.outline, indicator) if indicator else "",
            "meaning": indicator.definition if indicator else "",
            "findings": [_finding(f) for f in edition.findings if _concerns(f, run.figure)],
        }


def _concerns(finding: Finding, id: str) -> bool:
    return finding.path.startswith(f"figures.{id}.")


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "severity": str(finding.severity),
        "message": finding.message,
        "reason": finding.reason,
    }
