"""The command line. Every command but the window and ``snapshot`` works without Qt."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from courtdesk import __version__
from courtdesk.models.errors import UserError

COMMANDS = ("show", "check", "export", "import", "new", "snapshot", "schema")
BAD_INPUT = 2


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a command in one Chinese sentence."""

    def error(self, message: str) -> NoReturn:
        raise UserError(f"命令写法不对：{_translated(message)}。请用 courtdesk --help 查看用法。")


def run(arguments: Sequence[str]) -> int:
    """Carry out a command; return the exit code: 0 done, 1 an 错误 stands, 2 bad input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return _dispatch(list(arguments))
    except UserError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("已取消，没有改动。", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _dispatch(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        return _window(arguments)
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.run
    return command(options)


def _window(arguments: list[str]) -> int:
    parser = Parser(prog="courtdesk", description=_HELP, add_help=False, usage=_USAGE)
    parser.add_argument("file", nargs="?", type=Path, metavar="文件")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--version", action="store_true")
    parser.add_argument("-h", "--help", action="store_true")
    options = parser.parse_args(arguments)
    if options.help:
        print(_USAGE)
        return 0
    if options.version:
        print(f"courtdesk {__version__}")
        return 0
    if options.file is not None and not options.file.exists():
        raise UserError(
            f"找不到文件“{options.file}”，也没有这个命令：请检查名字，或用 --help 查看。"
        )
    try:
        from courtdesk.ui.app import start
    except ImportError as error:
        raise UserError(f"窗口打不开，缺少系统组件（{error}）：请运行 run.py 完成安装。") from error
    return start(options.file, options.sample)


def _parser() -> Parser:
    parser = Parser(prog="courtdesk", description=_HELP)
    commands = parser.add_subparsers(dest="command", parser_class=Parser)

    def add(name: str, run: Callable[[argparse.Namespace], int], help: str) -> Parser:
        command: Parser = commands.add_parser(name, help=help, description=help)
        command.set_defaults(run=run)
        return command

    for name, action, help in (
        ("show", _show, "列出事实表的全部数值"),
        ("check", _check, "校核事实表；有“错误”时退出码为 1"),
    ):
        command = add(name, action, help)
        _file(command)
        command.add_argument("--json", action="store_true", help="输出 JSON")
    export = add("export", _export, "导出成品")
    _file(export)
    export.add_argument("--to", type=Path, required=True, metavar="文件夹")
    export.add_argument("--only", default="", metavar="xlsx,txt,article.pdf,sheet.pdf")
    taking = add("import", _import, "导入表格")
    taking.add_argument("file", type=Path, metavar="文件")
    taking.add_argument("workbooks", type=Path, nargs="+", metavar="表格")
    taking.add_argument("--dry-run", action="store_true", help="只预览，不改动")
    taking.add_argument("--yes", action="store_true", help="不再询问，直接导入")
    taking.add_argument("--json", action="store_true", help="输出 JSON")
    new = add("new", _new, "新建事实表")
    new.add_argument("file", type=Path, metavar="文件")
    new.add_argument("--outline", required=True, metavar="提纲")
    new.add_argument("--court", required=True, metavar="法院名称")
    new.add_argument("--year", required=True, metavar="年度")
    picture = add("snapshot", _snapshot, "把窗口每一页存成图片")
    _file(picture)
    picture.add_argument("--to", type=Path, required=True, metavar="文件夹")
    picture.add_argument("--size", default="1280x720", metavar="宽x高")
    add("schema", _schema, "输出事实表的 JSON Schema")
    return parser


def _file(command: Parser) -> None:
    command.add_argument("file", type=Path, nargs="?", metavar="文件")
    command.add_argument("--sample", action="store_true", help="用自带的示例")


def _read(options: argparse.Namespace) -> tuple[Any, dict[str, bytes]]:
    """Return the sheet and its pictures, of the file or the sample."""
    if options.sample:
        from courtdesk.writing.samples import load_sample

        return load_sample("sheqi-2023")
    if options.file is None:
        raise UserError("请写明事实表文件，或用 --sample 使用自带的示例。")
    from courtdesk.store import read_document

    return read_document(options.file)


def _show(options: argparse.Namespace) -> int:
    from courtdesk.report import shown

    sheet, _ = _read(options)
    said = shown(sheet)
    if options.json:
        _print_json(said)
        return 0
    print(f"{sheet.court}　{sheet.period}　已填 {sheet.filled} / {len(sheet.wanted)}")
    section = None
    for figure in said["figures"]:
        if figure["section"] != section:
            section = figure["section"]
            print(f"\n{section}")
        print(f"  {figure['label']}　{figure['printed'] or '待收'}　{figure['state']}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from courtdesk.checks import check
    from courtdesk.models.outline import Severity
    from courtdesk.report import checked

    sheet, _ = _read(options)
    findings = check(sheet)
    if options.json:
        _print_json(checked(findings))
    else:
        for finding in findings:
            reason = f"（已说明：{finding.reason}）" if finding.reason else ""
            print(f"{finding.severity}　{finding.rule}　{finding.message}{reason}")
        if not findings:
            print("没有发现问题。")
    return int(any(f.severity is Severity.ERROR and not f.reason for f in findings))


def _export(options: argparse.Namespace) -> int:
    from courtdesk.publish.export import FORMATS, export

    sheet, blobs = _read(options)
    only = tuple(f.strip() for f in options.only.split(",") if f.strip()) or FORMATS

    def photos(sha256: str) -> bytes:
        return blobs.get(sha256, b"")

    def progress(name: str, step: int, steps: int) -> None:
        if name:
            _tell(f"[{step + 1}/{steps}] {name}")

    for path in export(sheet, options.to, only, photos, progress):
        print(path)
    return 0


def _import(options: argparse.Namespace) -> int:
    from courtdesk.excel.exchange import apply
    from courtdesk.excel.reader import read_workbook
    from courtdesk.report import imported
    from courtdesk.store import Document, Edit, read_sheet
    from courtdesk.who import who

    sheet = read_sheet(options.file)
    found = []
    for number, workbook in enumerate(options.workbooks, 1):
        _tell(f"[{number}/{len(options.workbooks)}] {workbook.name}")
        found.append(read_workbook(workbook, sheet))
    changes = tuple(c for f in found for c in f.changes)
    problems = tuple(p for f in found for p in f.problems)
    said = imported(changes, problems)
    if options.json:
        _print_json(said)
    else:
        for change in changes:
            place = f"{change.file} {change.sheet}!{change.cell}"
            print(f"{change.label}：{change.old or '（空）'} → {change.new or '（空）'}　{place}")
        for problem in problems:
            print(f"未导入：{problem.file} {problem.sheet}!{problem.cell}　{problem.message}")
    if options.dry_run or not changes or not (options.yes or _agreed(len(changes))):
        if not options.json:
            print("没有改动。" if not options.dry_run or not changes else "只是预览，没有改动。")
        return 0
    document = Document.open(options.file, who())
    try:
        if document.read_only:
            raise UserError(document.read_only)
        fresh = apply(document.sheet, changes, who(), datetime.now().astimezone())
        names = "、".join(w.name for w in options.workbooks)
        label = f"导入 {names}：{len(changes)} 处"
        document.commit(fresh, Edit(path="", before="", after="", label=label, origin=names))
        document.publish()
    finally:
        document.close()
    if not options.json:
        print(f"已导入 {len(changes)} 处。")
    return 0


def _agreed(count: int) -> bool:
    if not sys.stdin.isatty():
        raise UserError("没有确认，因此没有改动：请加 --yes 直接导入，或加 --dry-run 只看预览。")
    return input(f"导入这 {count} 处改动？[y/N] ").strip().lower() in ("y", "yes", "是")


def _new(options: argparse.Namespace) -> int:
    from courtdesk.models.sheet import blank
    from courtdesk.store import SUFFIX, Document
    from courtdesk.who import who
    from courtdesk.writing.outlines import load_outline

    year = options.year
    if not (year.isdecimal() and 1949 <= int(year) <= 2199):
        raise UserError(f"无法读取年度“{year[:12]}”：请写四位数字，如 2024。")
    if not options.court.strip():
        raise UserError("法院名称是空的：请写明，如 --court 某某县人民法院。")
    path = options.file if options.file.suffix else options.file.with_suffix(SUFFIX)
    if path.exists():
        raise UserError(f"文件“{path}”已经存在，没有改动：请换一个名字。")
    outline = load_outline(options.outline)
    document = Document.new(blank(options.court.strip(), int(year), outline), who())
    try:
        document.publish(path)
    except UserError:
        document.give_up()
        raise
    document.close()
    print(path)
    return 0


def _snapshot(options: argparse.Namespace) -> int:
    width, _, height = options.size.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise UserError(f"无法读取尺寸“{options.size}”：请写成 1280x720。")
    from courtdesk.store import Document
    from courtdesk.ui.snapshot import snapshot
    from courtdesk.who import who

    sheet, blobs = _read(options)
    try:
        options.to.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"无法建立文件夹“{options.to}”：请检查位置和权限。") from error
    for path in snapshot(Document.new(sheet, who(), blobs), options.to, int(width), int(height)):
        print(path)
    return 0


def _schema(_: argparse.Namespace) -> int:
    from courtdesk.models.sheet import FactSheet

    _print_json(FactSheet.model_json_schema())
    return 0


def _print_json(said: Any) -> None:
    print(json.dumps(said, ensure_ascii=False, indent=2))


def _tell(sentence: str) -> None:
    """Show progress where a person sits; a log gets no carriage returns."""
    if sys.stderr.isatty():
        print(sentence, file=sys.stderr)


def _translated(message: str) -> str:
    for english, chinese in (
        ("the following arguments are required: ", "缺少 "),
        ("unrecognized arguments: ", "不认识 "),
        ("expected one argument", "缺少取值"),
        ("expected at least one argument", "至少要写一个"),
        ("invalid choice: ", "不认识 "),
        ("argument ", ""),
    ):
        message = message.replace(english, chinese)
    return message


_HELP = "县级法院年度数据与稿件工作台"
_USAGE = """用法：
  courtdesk [文件]                              打开窗口
  courtdesk --sample                            打开窗口并载入示例
  courtdesk show 文件 [--json]                  列出全部数值
  courtdesk check 文件 [--json]                 校核；有“错误”时退出码为 1
  courtdesk export 文件 --to 文件夹 [--only xlsx,txt,article.pdf,sheet.pdf]
  courtdesk import 文件 表格... [--dry-run] [--json] [--yes]
  courtdesk new --outline 提纲 --court 名称 --year 2024 文件
  courtdesk snapshot 文件 --to 文件夹           把窗口每一页存成图片
  courtdesk schema                              输出 JSON Schema
  文件处写 --sample 即用自带的示例。"""
