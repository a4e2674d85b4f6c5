"""What each command does. Imports stand inside: a command loads what it needs and no more."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk import __version__
from courtdesk.cli import keeping
from courtdesk.cli.terminal import progress, say, say_json
from courtdesk.models.errors import UserError

if TYPE_CHECKING:
    from courtdesk.excel.exchange import Change, Import
    from courtdesk.models.sheet import FactSheet
    from courtdesk.store import Document

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
    from courtdesk.publish.export import FORMATS, export

    only = FORMATS
    if options.only is not None:
        only = tuple(f.strip() for f in options.only.split(",") if f.strip())
        if not only:
            raise UserError(f"--only 后面没有写格式，可选的有：{'、'.join(FORMATS)}。")
    sheet, blobs = _read(options)
    for path in export(sheet, options.to, only, lambda sha256: blobs.get(sha256, b""), progress):
        say(path)
    return 0


def _forms(options: Namespace) -> int:
    from courtdesk.cli.forms import forms

    for path in forms(options, _read(options)[0]):
        say(path)
    return 0


def _import(options: Namespace) -> int:
    from courtdesk.report import imported
    from courtdesk.store import read_sheet

    sheet = read_sheet(options.file)
    found = _read_workbooks(options.workbooks, sheet)
    if options.json:
        say_json(imported(found.changes, found.problems))
    else:
        _preview(found)
    if not _agreed(options, len(found.changes)):
        return 0
    _take(options.file, sheet, found.changes, options.workbooks)
    if not options.json:
        say(f"已导入 {len(found.changes)} 处。")
    return 0


def _read_workbooks(paths: Sequence[Path], sheet: "FactSheet") -> "Import":
    from courtdesk.excel.exchange import joined
    from courtdesk.excel.reader import read_workbook

    found = []
    for number, path in enumerate(paths):
        progress(path.name, number, len(paths))
        try:
            found.append(read_workbook(path, sheet))
        finally:
            progress("", len(paths), len(paths))
    return joined(found)


def _preview(found: "Import") -> None:
    for c in found.changes:
        place = f"{c.file} {c.sheet}!{c.cell}"
        say(f"{c.label}：{c.old or '（空）'} → {c.new or '（空）'}　{place}")
    for p in found.problems:
        place = "!".join(filter(None, (p.sheet, p.cell)))
        say(f"未导入：{p.file} {place}　{p.message}")


def _agreed(options: Namespace, count: int) -> bool:
    """Whether to go on; what is not asked for with --yes is asked here, or not done."""
    if not count or options.dry_run or (options.json and not options.yes):
        if not options.json:
            say("只是预览，没有改动。" if count else "没有要导入的改动。")
        return False
    if options.yes:
        return True
    if not sys.stdin.isatty():
        raise UserError("没有确认，因此没有改动：请加 --yes 直接导入，或加 --dry-run 只看预览。")
    try:
        answer = input(f"导入这 {count} 处改动？输入“是”或 y 导入：")
    except EOFError:
        answer = ""
    if answer.strip().lower() in ("y", "yes", "是"):
        return True
    say("没有改动。")
    return False


def _take(
    path: Path, seen: "FactSheet", changes: "Sequence[Change]", workbooks: "Sequence[Path]"
) -> None:
    """Make the changes to the user's file, wholly or not at all; it keeps the workbooks."""
    from courtdesk.cli.rewriting import Step, rewrite
    from courtdesk.excel.exchange import apply
    from courtdesk.excel.guard import read_kept
    from courtdesk.who import who

    def change(document: "Document") -> Step:
        kept = {w.name: document.attach(read_kept(w), w.name) for w in workbooks}
        fresh = apply(document.sheet, changes, who(), datetime.now().astimezone(), kept)
        names = "、".join(kept)
        return Step(fresh, f"导入 {names}：{len(changes)} 处", names)

    rewrite(path, seen, change, "导入")


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
    if said == "-":
        return _decoded(sys.stdin.buffer.read(), "标准输入")
    path = Path(said)
    if path.suffix.lower() in (".txt", ".md") and "\n" not in said:
        try:
            return _decoded(path.read_bytes(), f"“{said}”")
        except (OSError, ValueError) as error:
            raise UserError(f"无法读取“{said}”：请检查文件名和权限。") from error
    return said


def _decoded(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(f"{name}不是文字：请存成 UTF-8 或 GB18030 编码的文本再试。")


def _one_source(options: Namespace) -> None:
    if options.sample and options.file is not None:
        raise UserError("文件和 --sample 只能写一个：请去掉其中之一。")


def _read(options: Namespace) -> "tuple[FactSheet, dict[str, bytes]]":
    """Return the sheet and its pictures, of the file or the sample."""
    _one_source(options)
    if options.sample:
        from courtdesk.writing.samples import load_sample

        return load_sample(SAMPLE)
    if options.file is None:
        raise UserError("没有写事实表文件：请写上文件名，或用 --sample 使用自带的示例。")
    from courtdesk.store import read_document

    return read_document(options.file)


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
