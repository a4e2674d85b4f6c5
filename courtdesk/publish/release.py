"""What keeps a sheet from leaving the house, and the reason for which it may go all the same."""

from courtdesk.models.article import Run
from courtdesk.models.errors import UserError
from courtdesk.models.finding import Finding
from courtdesk.models.outline import Severity
from courtdesk.publish.edition import Edition
from courtdesk.publish.sheet_pdf import place

_TOLD = 3  # places named in the sentence; the manifest names all


class Blocked(UserError):
    """Figures are missing or untrue; ``export`` goes on when it is given a reason."""


def hindrances(edition: Edition) -> tuple[str, ...]:
    """Return what must be put right first, each with its place: figures missing, 错误 findings.

    A number of the article that is not bound is one of them.
    """
    sheet = edition.sheet
    awaited = [
        f"待填：{place(sheet, f'figures.{i.id}.printed')}"
        for i in sheet.wanted
        if sheet.figure(i.id).printed is None
    ]
    unread = [
        f"正文：{run.text}（{place(sheet, block.path)}）"
        for block in edition.article.blocks
        for run in block.whole
        if run.missing and not _awaited(edition, run)
    ]
    pictures = [f"待补照片：{photo.name or photo.id}" for photo in sheet.photos if not photo.sha256]
    wrong = [
        f"错误：{finding.message}（{place(sheet, finding.path)}）"
        for finding in (*edition.findings, *_of_words(edition))
        if finding.severity is Severity.ERROR and not finding.reason
    ]
    return tuple(dict.fromkeys((*awaited, *unread, *pictures, *wrong)))


def _of_words(edition: Edition) -> list[Finding]:
    """What stands against the words themselves; placeholders are told of already."""
    from courtdesk.writing.audit import MISSING

    return [remark for remark in edition.remarks if remark.rule != MISSING]


def _awaited(edition: Edition, run: Run) -> bool:
    """Whether the placeholder stands for a figure that is listed as missing already."""
    known = run.figure in edition.sheet.outline.places
    return known and edition.sheet.figure(run.figure).printed is None


def let_go(edition: Edition, anyway: str) -> tuple[str, ...]:
    """Return what stands against the release, for which ``anyway`` is the reason.

    Raises Blocked, naming the first places, when there is no reason.
    """
    found = hindrances(edition)
    if found and not anyway.strip():
        told = "；".join(found[:_TOLD]) + (f"等 {len(found)} 处" if len(found) > _TOLD else "")
        raise Blocked(f"不能发布，先处理：{told}；仍要导出的，请写明理由。")
    return found
