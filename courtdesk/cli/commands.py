"""What each command does. Imports stand inside: a command loads what it needs and no more."""

import os
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from courtdesk import __version__
from courtdesk.cli import keeping
from courtdesk.cli.terminal import say, say_json
from courtdesk.models.errors import UserError

if TYPE_CHECKING:
    from courtdesk.models.revision import Revision
    from courtdesk.models.sheet import FactSheet

SAMPLE = "sheqi-2023"


def carry_out(command: str, options: Namespace) -> int:
    """Carry out one of `options.COMMANDS`; return the exit code. Raises UserError."""
    if options.help:
        print(options.help.rstrip())
        return 0
    return _ACTIONS[command](options)


def window(options: Namespace) -> int:
    """Open the window; return its exit code."""
    if options.help:
        print(options.help)
        return 0
    if options.version:
        print(f"courtdesk {__version__}")
        return 0
    _one_source(options)
    if options.file is not None and not os.path.exists(options.file):
        raise UserError(f"没有文件“{options.file}”，也没有这个命令：请检查名字，或用 --help 查看。")
    try:
        from courtdesk.ui.app import start
    except ImportError as error:
        raise _no_window(error) from error
    return start(options.file, options.sample)


def _show(options: Namespace) -> int:
    from courtdesk.report import shown

    sheet, _ = _read(options)
    said = shown(sheet)
    if options.json:
        say_json(said)
        return 0
    say(f"{sheet.court}　{sheet.period}　已填 {sheet.filled} / {len(sheet.wanted)}")
    section = None
    for figure in said["figures"]:
        if figure["section"] != section:
            section = figure["section"]
            say("")
            say(section)
        say(f"  {figure['label']}　{figure['printed'] or '（空）'}　{figure['state']}")
    return 0


def _check(options: Namespace) -> int:
    from courtdesk.checks import check
    from courtdesk.models.finding import worst_first
    from courtdesk.models.outline import Severity
    from courtdesk.report import checked
    from courtdesk.writing.proof import proof
    from courtdesk.writing.texts import named

    sheet, _ = _read(options)
    findings = worst_first((*check(sheet), *proof(sheet)))
    if options.json:
        say_json(checked(findings))
    for finding in () if options.json else findings:
        reason = f"（已说明：{finding.reason}）" if finding.reason else ""
        place = f"{named(sheet, finding.path)}：" if finding.start >= 0 else ""
        say(f"{finding.severity}　{finding.rule}　{place}{finding.message}{reason}")
    if not findings and not options.json:
        say(f"没有发现问题，已填 {sheet.filled} / {len(sheet.wanted)}。")
    return int(any(f.severity is Severity.ERROR and not f.reason for f in findings))


def _export(options: Namespace) -> int:
    from courtdesk.cli.exporting import export_many, export_sheet

    if len(options.file) > 1:
        _one_source(options)
        return export_many(options, options.file)
    options.file = options.file[0] if options.file else None
    return export_sheet(options, *_stamped(options))


def _forms(options: Namespace) -> int:
    from courtdesk.cli.forms import forms

    for path in forms(options, _read(options)[0]):
        say(path)
    return 0


def _import(options: Namespace) -> int:
    from courtdesk.cli.importing import carry_out

    return carry_out(options)


def _new(options: Namespace) -> int:
    from courtdesk.cli.fresh import court_of, new_path, year_of
    from courtdesk.models.sheet import blank
    from courtdesk.store import Document
    from courtdesk.who import who
    from courtdesk.writing.outlines import load_outline

    year, court = year_of(options.year), court_of(options.court)
    outline = load_outline(options.outline)
    path = new_path(options.file)
    document = Document.new(blank(court, year, outline), who())
    try:
        document.publish(path)
    finally:
        document.close()
    say(path)
    return 0


def _draft(options: Namespace) -> int:
    from courtdesk.cli.drafting import draft

    return draft(options)


def _snapshot(options: Namespace) -> int:
    width, height = _size(options.size)
    try:
        from courtdesk.ui.snapshot import snapshot
    except ImportError as error:
        raise _no_window(error) from error
    from courtdesk.store import Document
    from courtdesk.who import who

    sheet, blobs = _read(options)
    try:
        options.to.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"无法建立文件夹“{options.to}”：请检查位置和权限。") from error
    for path in snapshot(Document.new(sheet, who(), blobs), options.to, width, height):
        say(path)
    return 0


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    digits = width.isdecimal() and height.isdecimal() and max(len(width), len(height)) <= 4
    if not (digits and int(width) and int(height)):
        raise UserError(f"无法读取尺寸“{text[:20]}”：请写成 1280x720。")
    return int(width), int(height)


def _schema(_: Namespace) -> int:
    from courtdesk.models.sheet import FactSheet

    say_json(FactSheet.model_json_schema())
    return 0


def _figures(options: Namespace) -> int:
    from courtdesk.report import found
    from courtdesk.writing.figures import figures

    seen = figures(_text(options.text))
    if options.json:
        say_json(found(seen))
    for f in () if options.json else seen:
        say(f"{f.start}-{f.end}　{f.printed}　{f.value:f}{f.unit}　{f.kind}{f.sign}")
    if not seen and not options.json:
        say("没有找到数字。")
    return 0


def _text(said: str) -> str:
    """The text itself, of the file of this name, or of standard input; raises UserError."""
    from courtdesk.cli.drafting import manuscript

    named = said == "-" or (said.lower().endswith((".txt", ".md", ".docx")) and "\n" not in said)
    return manuscript(said).text if named else said


def _one_source(options: Namespace) -> None:
    if options.sample and options.file is not None:
        raise UserError("文件和 --sample 只能写一个：请去掉其中之一。")


def _read(options: Namespace) -> "tuple[FactSheet, dict[str, bytes]]":
    """Return the sheet and its pictures, of the file or the sample."""
    return _stamped(options)[:2]


def _stamped(options: Namespace) -> "tuple[FactSheet, dict[str, bytes], Revision | None]":
    """Return the sheet, its pictures, and the revision of the file; the sample has none."""
    _one_source(options)
    if options.sample:
        from courtdesk.writing.samples import load_sample

        return *load_sample(SAMPLE), None
    if options.file is None:
        raise UserError("没有写事实表文件：请写上文件名，或用 --sample 使用自带的示例。")
    from courtdesk.store import read_revision

    return read_revision(options.file)


def _no_window(error: ImportError) -> UserError:
    return UserError(f"窗口打不开，缺少组件“{error.name or 'Qt'}”：请运行 run.py 完成安装。")


_ACTIONS: dict[str, Callable[[Namespace], int]] = {
    "show": _show,
    "check": _check,
    "export": _export,
    "forms": _forms,
    "import": _import,
    "new": _new,
    "draft": _draft,
    "snapshot": _snapshot,
    "schema": _schema,
    "figures": _figures,
    "archive": keeping.archive,
    "restore": keeping.restore,
}
