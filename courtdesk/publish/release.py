"""What keeps a sheet from leaving the house, and the reason for which it may go all the same."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from courtdesk.models.article import Article, Run
from courtdesk.models.errors import UserError
from courtdesk.models.finding import Finding
from courtdesk.models.outline import Severity
from courtdesk.models.sheet import FactSheet
from courtdesk.publish.edition import Edition
from courtdesk.publish.whereabouts import place

_TOLD = 3  # places named in the sentence; the manifest names all


class Blocked(UserError):
    """Figures are missing or untrue; ``export`` goes on when it is given a reason.

    ``first`` says what is to be done first.
    """

    def __init__(self, first: str) -> None:
        super().__init__(f"{first}；仍要发布的，请写明理由。")
        self.first = first


class Hindrance(NamedTuple):
    """One thing to be put right first: words with its place, and the path or finding to go to.

    One that is ``awaited`` is a figure nobody delivered yet.
    """

    words: str
    path: str
    finding: Finding | None = None
    awaited: bool = False


def summed(found: Sequence[Hindrance]) -> str:
    """Say how much stands against the release; what is not there yet is no fault."""
    awaited = sum(h.awaited for h in found)
    others = len(found) - awaited
    figures = f"{awaited} 个指标还没有数" if awaited else ""
    rest = f"{'另有 ' if awaited else ''}{others} 处未处理" if others else ""
    return "，".join(filter(None, (figures, rest)))


def hindrances(edition: Edition) -> tuple[Hindrance, ...]:
    """Return what must be put right before an edition goes out."""
    findings = (*edition.findings, *edition.remarks)
    return hindering(edition.sheet, edition.article, findings)


def hindering(
    sheet: FactSheet, article: Article, findings: Iterable[Finding]
) -> tuple[Hindrance, ...]:
    """Return what must be put right first: figures and pictures missing, 错误 findings.

    A number of the article that is not bound is one of them.
    """
    from courtdesk.writing.audit import MISSING  # its patterns take time to build
    from courtdesk.writing.texts import Words

    awaited = [
        Hindrance(f"待填：{place(sheet, path)}", path, awaited=True)
        for path in (
            f"figures.{i.id}.printed" for i in sheet.wanted if sheet.figure(i.id).printed is None
        )
    ]
    unread = [
        Hindrance(f"正文：{run.text}（{place(sheet, block.path)}）", block.path)
        for block in article.blocks
        for run in block.whole
        if run.missing and not _awaited(sheet, run)
    ]
    pictures = [
        Hindrance(f"待补照片：{photo.name or photo.id}", f"photos.{photo.id}.caption")
        for photo in sheet.photos
        if not photo.sha256
    ]
    told_of = {text.path for text in Words(sheet).article}  # placeholders are told already there
    wrong = [
        Hindrance(f"错误：{f.message}（{_where(sheet, f)}）", f.path, f)
        for f in findings
        if f.severity is Severity.ERROR and not f.reason
        if f.rule != MISSING or f.path not in told_of
    ]
    told: dict[tuple[str, str], Hindrance] = {}
    for hindrance in (*awaited, *unread, *pictures, *wrong):
        told.setdefault((hindrance.words, hindrance.path), hindrance)
    return tuple(told.values())


def _where(sheet: FactSheet, finding: Finding) -> str:
    from courtdesk.writing.texts import named

    words = finding.start >= 0  # they may stand where no figure, item or section is
    return named(sheet, finding.path) if words else place(sheet, finding.path)


def _awaited(sheet: FactSheet, run: Run) -> bool:
    """Whether the placeholder stands for a figure that is listed as missing already."""
    known = run.figure in sheet.outline.places
    return known and sheet.figure(run.figure).printed is None


def let_go(edition: Edition, anyway: str) -> tuple[str, ...]:
    """Return what stands against the release, for which ``anyway`` is the reason.

    Raises Blocked, naming the first places, when there is no reason.
    """
    found = hindrances(edition)
    words = tuple(h.words for h in found)
    if found and not anyway.strip():
        told = "；".join(words[:_TOLD]) + ("等" if len(words) > _TOLD else "")
        raise Blocked(f"{summed(found)}，不能发布，先处理：{told}")
    return words
