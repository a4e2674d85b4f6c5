"""The command ``export``: what is asked for, in which layout, and for which reason."""

from argparse import Namespace
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from courtdesk.cli.terminal import progress, say
from courtdesk.models.errors import UserError
from courtdesk.models.layout import Layout, Paper, Theme
from courtdesk.models.revision import Revision
from courtdesk.models.sheet import FactSheet

_T = TypeVar("_T")


def export_sheet(
    options: Namespace, sheet: FactSheet, blobs: Mapping[str, bytes], revision: Revision | None
) -> int:
    """Carry out ``export`` on a sheet that was read; return the exit code. Raises UserError."""
    from courtdesk.publish.edition import Edition
    from courtdesk.publish.export import FORMATS, export

    only = FORMATS
    if options.only is not None:
        only = tuple(f.strip() for f in options.only.split(",") if f.strip())
        if not only:
            raise UserError(f"--only 后面没有写格式，可选的有：{'、'.join(FORMATS)}。")
    sheet = sheet.replaced(layout=_layout(options, sheet.layout))
    edition = Edition(sheet, lambda sha256: blobs.get(sha256, b""), revision)
    for path in export(edition, options.to, only, options.anyway, progress):
        say(path)
    return 0


def _layout(options: Namespace, layout: Layout) -> Layout:
    """Return the sheet's layout with what was asked for on the command line."""
    papers = {p.value.casefold(): p for p in Paper if p} | {"tabloid": Paper.TABLOID}
    themes = {t.value: t for t in Theme}
    asked: dict[str, object] = {}
    if options.paper is not None:
        asked["paper"] = _one_of(options.paper, papers, "纸张", "A3、小报、A4")
    if options.theme is not None:
        asked["theme"] = _one_of(options.theme, themes, "配色", "、".join(themes))
    if options.columns is not None:
        columns = {str(n): n for n in range(2, 6)}
        asked["columns"] = _one_of(options.columns, columns, "栏数", "2、3、4、5")
    if options.size is not None:
        asked["size"] = _points(options.size)
    return layout.replaced(**asked)


def _one_of(said: str, known: Mapping[str, _T], what: str, choice: str) -> _T:
    found = known.get(said.casefold())
    if found is None:
        raise UserError(f"没有“{said[:20]}”这种{what}，可选的有：{choice}。")
    return found


def _points(said: str) -> Decimal:
    try:
        size = Decimal(said)
    except InvalidOperation:
        size = Decimal(0)
    if not (size.is_finite() and 8 <= size <= 13):
        raise UserError(f"无法使用字号“{said[:20]}”：请写 8 至 13 之间的磅数，如 9.5。")
    return size
