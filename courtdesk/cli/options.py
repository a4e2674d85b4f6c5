"""What may be written after ``courtdesk``, and how its help and its refusals read: in Chinese."""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from courtdesk.models.errors import UserError

COMMANDS = {
    "show": "列出事实表的全部数值",
    "check": "校核事实表；有“错误”时退出码为 1",
    "export": "导出成品",
    "forms": "给每个部门生成一份采集表；不改动事实表，除非写 --record",
    "import": "导入采集表、改过的或部门自制的表格；不写 --yes 时先询问，与 --json 同用时只预览",
    "new": "新建事实表",
    "draft": "把一篇稿件，或几张表格，变成事实表",
    "snapshot": "把窗口的每一页存成图片",
    "schema": "输出事实表的 JSON Schema",
    "figures": "列出一段文字或一篇稿件里的全部数字",
    "archive": "把事实表导出为归档：JSON、CSV 和图片装在一个 zip 里",
    "restore": "从归档读回一份新的事实表",
}
"""The commands and what each does; without one of them the window opens."""

USAGE = """用法：
  courtdesk [文件]                              打开窗口
  courtdesk --sample                            打开窗口并载入示例
  courtdesk show 文件 [--json]                  列出全部数值
  courtdesk check 文件 [--json]                 校核；有“错误”时退出码为 1
  courtdesk export 文件... --to 文件夹 [--only 格式,…] [--anyway 理由]
                  [--paper 纸张] [--columns 栏数] [--size 磅] [--theme 配色]
  courtdesk forms 文件 --to 文件夹 [--due 2025-01-10] [--officer 姓名] [--phone 电话]
                                                [--only 部门,部门] [--yes] [--record]
  courtdesk import 文件 表格... [--dry-run] [--json] [--yes] [--answer 答复] [--hidden]
  courtdesk new --outline 提纲 --court 名称 --year 2024 文件
  courtdesk draft 稿件 --to 文件 [--like 文件或提纲] [--court 名称] [--year 2024] [--json]
  courtdesk draft 表格... --to 文件 [--court 名称] [--year 2024] [--json]
  courtdesk snapshot 文件 --to 文件夹           把窗口每一页存成图片
  courtdesk schema                              输出 JSON Schema
  courtdesk figures 文字或稿件 [--json]         列出文字里的全部数字；写 - 则读标准输入
  courtdesk archive 文件 --to 归档.zip          导出归档，任何工具都能读
  courtdesk restore 归档.zip 文件               从归档读回一份新文件
  courtdesk --version                           显示版本
  show、check、export、forms、snapshot 的文件处写 --sample 即用自带的示例。
  每个命令后写 --help 可看详细用法。"""

FORMS = (
    "xlsx,txt,md,newspaper.docx,report.docx,wechat.html,long.png,"
    "article.pdf,sheet.pdf,signoff.pdf,charts"
)
"""What --only takes, as ``publish.formats`` lists it; written out, for help is to come at once."""

ANSWERS = "share=fraction,about=keep,money=万元,unit=take,shown=stored"

_SAYINGS = (
    (r"the following arguments are required: (.+)", "缺少{}"),
    (r"unrecognized arguments: (.+)", "不认识“{}”"),
    (r"argument (.+): expected one argument", "{}后面缺少取值"),
    (r"argument (.+): expected at least one argument", "{}后面至少要写一个"),
    (r"argument (.+): ignored explicit argument .*", "{}后面不能带取值"),
)


_Argument = tuple[tuple[str, ...], dict[str, Any]]


def _of(name: str, metavar: str, help: str, **kind: Any) -> _Argument:
    """An argument by its place, or a flag that is followed by a value."""
    return (name,), {"metavar": metavar, "help": help, **kind}


def _on(name: str, help: str) -> _Argument:
    return (name,), {"action": "store_true", "help": help}


def _sheet(count: str | None = None) -> _Argument:
    return _of("file", "文件", "事实表（.courtdesk）", type=Path, nargs=count)


_HELP = ("-h", "--help"), {"action": "store_const", "const": "", "help": "显示这段说明"}
_JSON = _on("--json", "输出 JSON")
_SAMPLE = _on("--sample", "用自带的示例")
_FILE: dict[str, Any] = {"type": Path, "required": True}

_ARGUMENTS: dict[str, tuple[_Argument, ...]] = {
    "": (_sheet("?"), _SAMPLE, _on("--version", "显示版本")),
    "show": (_sheet("?"), _SAMPLE, _JSON),
    "check": (_sheet("?"), _SAMPLE, _JSON),
    "export": (
        *(_sheet("*"), _SAMPLE),
        _of("--to", "文件夹", "成品放在哪里，没有就新建", **_FILE),
        _of("--only", "格式", f"只要其中几种，用逗号隔开：{FORMS}"),
        _of("--paper", "纸张", "稿件版面的纸张：A3、小报或 A4"),
        _of("--columns", "栏数", "稿件版面的栏数，2 至 5"),
        _of("--size", "磅", "稿件版面的正文字号，8 至 13；不写则自动"),
        _of("--theme", "配色", "长图和公众号稿的配色：朱红、靛蓝或松绿"),
        _of("--anyway", "理由", "有缺数或“错误”仍要导出的理由，记入 manifest.json", default=""),
    ),
    "forms": (
        *(_sheet("?"), _SAMPLE),
        _of("--to", "文件夹", "采集表放在哪里，没有就新建", **_FILE),
        _of("--due", "日期", "截止日期，如 2025-01-10", default=""),
        _of("--officer", "姓名", "收表的联系人", default=""),
        _of("--phone", "电话", "联系人的电话", default=""),
        _of("--only", "部门", "只要其中几个部门，用逗号隔开"),
        _on("--yes", "有指标没有来源部门时，也照样生成其余的"),
        _on("--record", "把发放时间和截止日期记入事实表"),
    ),
    "import": (
        _sheet(),
        _of("workbooks", "表格", "填好的采集表，导出后改过的，或部门自制的", type=Path, nargs="+"),
        _on("--dry-run", "只预览，不改动"),
        _on("--yes", "不再询问，有把握的直接导入"),
        _of("--answer", "答复", f"预先答复，如 {ANSWERS}"),
        _on("--hidden", "隐藏的行、列和工作表也读"),
        _JSON,
    ),
    "new": (
        _sheet(),
        _of("--outline", "提纲", "自带提纲的名字", required=True),
        _of("--court", "名称", "法院名称", required=True),
        _of("--year", "年度", "四位数字，如 2024", required=True),
    ),
    "draft": (
        _of(
            *("article", "稿件或表格"),
            "一篇稿件（.txt、.md、.docx；- 是标准输入），或几张表格",
            nargs="+",
        ),
        _of("--to", "文件", "新的事实表", **_FILE),
        _of("--like", "文件或提纲", "参照上年的事实表，或自带的提纲；只用于稿件"),
        _of("--court", "名称", "法院名称；不写则看稿件或表格"),
        _of("--year", "年度", "四位数字；不写则看稿件或表格"),
        _JSON,
    ),
    "snapshot": (
        *(_sheet("?"), _SAMPLE),
        _of("--to", "文件夹", "图片放在哪里，没有就新建", **_FILE),
        _of("--size", "宽x高", "窗口大小", default="1280x720"),
    ),
    "figures": (
        _of("text", "文字", "一段文字，或稿件（.txt、.md、.docx）的文件名；- 是标准输入"),
        _JSON,
    ),
    "archive": (_sheet(), _of("--to", "归档", "归档的文件名（.zip），不能是已有的文件", **_FILE)),
    "restore": (
        _of("archive", "归档", "由 archive 或窗口的“导出归档”得到的 .zip", type=Path),
        _sheet(),
    ),
}
"""What each command takes beside ``--help``."""


def parsed(command: str, arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was written for a command, "" being the window; raises UserError.

    ``help`` holds the help's text when it was asked for; then nothing else is read.
    """
    parser = _Parser(command)
    if {"-h", "--help"} & set(arguments):
        return argparse.Namespace(help=parser.format_help() if command else USAGE)
    return parser.parse_args(arguments)


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：")


class _Parser(argparse.ArgumentParser):
    """Speaks Chinese; raises UserError where argparse would print English and leave."""

    def __init__(self, command: str) -> None:
        super().__init__(
            prog=f"courtdesk {command}".strip(),
            description=COMMANDS.get(command),
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )
        # argparse's own groups have English titles; without arguments they are not shown.
        words, flags = self.add_argument_group("参数"), self.add_argument_group("选项")
        for names, kind in (_HELP, *_ARGUMENTS.get(command, ())):
            (flags if names[0].startswith("-") else words).add_argument(*names, **kind)

    def error(self, message: str) -> NoReturn:
        said = "写法无法识别"
        for pattern, chinese in _SAYINGS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                said = chinese.format(found[1].replace(", ", "、"))
                break
        raise UserError(f"命令写法不对：{said}；用法请看 {self.prog} --help。")
