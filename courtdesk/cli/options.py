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

_SAYINGS = (
    (r"the following arguments are required: (.+)", "缺少{}"),
    (r"unrecognized arguments: (.+)", "不认识“{}”"),
    (r"argument (.+): expected one argument", "{}后面缺少取值"),
    (r"argument (.+): expected at least one argument", "{}后面至少要写一个"),
    (r"argument (.+): ignored explicit argument .*", "{}后面不能带取值"),
)


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
        self._words = self.add_argument_group("参数")
        self._flags = self.add_argument_group("选项")
        self._flag("-h", "--help", action="store_const", const="", help="显示这段说明")
        self._fill(command)

    def error(self, message: str) -> NoReturn:
        said = "写法无法识别"
        for pattern, chinese in _SAYINGS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                said = chinese.format(found[1].replace(", ", "、"))
                break
        raise UserError(f"命令写法不对：{said}；用法请看 {self.prog} --help。")

    def _fill(self, command: str) -> None:
        match command:
            case "":
                self._file("?")
                self._flag("--version", action="store_true", help="显示版本")
            case "show" | "check":
                self._file("?")
                self._json()
            case "export":
                self._file("*")
                self._flag("--to", **_FOLDER, help="成品放在哪里，没有就新建")
                only = f"只要其中几种，用逗号隔开：{FORMS}"
                self._flag("--only", metavar="格式", help=only)
                why = "有缺数或“错误”仍要导出的理由，记入 manifest.json"
                self._flag("--paper", metavar="纸张", help="稿件版面的纸张：A3、小报或 A4")
                self._flag("--columns", metavar="栏数", help="稿件版面的栏数，2 至 5")
                self._flag("--size", metavar="磅", help="稿件版面的正文字号，8 至 13；不写则自动")
                self._flag("--theme", metavar="配色", help="长图和公众号稿的配色：朱红、靛蓝或松绿")
                self._flag("--anyway", default="", metavar="理由", help=why)
            case "forms":
                self._file("?")
                self._flag("--to", **_FOLDER, help="采集表放在哪里，没有就新建")
                self._flag("--due", metavar="日期", default="", help="截止日期，如 2025-01-10")
                self._flag("--officer", metavar="姓名", default="", help="收表的联系人")
                self._flag("--phone", metavar="电话", default="", help="联系人的电话")
                self._flag("--only", metavar="部门", help="只要其中几个部门，用逗号隔开")
                self._flag(
                    "--yes", action="store_true", help="有指标没有来源部门时，也照样生成其余的"
                )
                self._flag("--record", action="store_true", help="把发放时间和截止日期记入事实表")
            case "import":
                self._file()
                self._words.add_argument(
                    "workbooks",
                    type=Path,
                    nargs="+",
                    metavar="表格",
                    help="填好的采集表，导出后改过的，或部门自制的",
                )
                self._flag("--dry-run", action="store_true", help="只预览，不改动")
                self._flag("--yes", action="store_true", help="不再询问，有把握的直接导入")
                answer = "预先答复，如 share=fraction,about=keep,money=万元,unit=take,shown=stored"
                self._flag("--answer", metavar="答复", help=answer)
                self._flag("--hidden", action="store_true", help="隐藏的行、列和工作表也读")
                self._json()
            case "new":
                self._file()
                self._flag("--outline", required=True, metavar="提纲", help="自带提纲的名字")
                self._flag("--court", required=True, metavar="名称", help="法院名称")
                self._flag("--year", required=True, metavar="年度", help="四位数字，如 2024")
            case "draft":
                words = "一篇稿件（.txt、.md、.docx；- 是标准输入），或几张表格"
                self._words.add_argument("article", nargs="+", metavar="稿件或表格", help=words)
                self._flag("--to", type=Path, required=True, metavar="文件", help="新的事实表")
                like = "参照上年的事实表，或自带的提纲；只用于稿件"
                self._flag("--like", metavar="文件或提纲", help=like)
                self._flag("--court", metavar="名称", help="法院名称；不写则看稿件或表格")
                self._flag("--year", metavar="年度", help="四位数字；不写则看稿件或表格")
                self._json()
            case "snapshot":
                self._file("?")
                self._flag("--to", **_FOLDER, help="图片放在哪里，没有就新建")
                self._flag("--size", default="1280x720", metavar="宽x高", help="窗口大小")
            case "figures":
                text = "一段文字，或稿件（.txt、.md）的文件名；- 是标准输入"
                self._words.add_argument("text", metavar="文字", help=text)
                self._json()

            case "archive":
                self._file()
                to = "归档的文件名（.zip），不能是已有的文件"
                self._flag("--to", type=Path, required=True, metavar="归档", help=to)
            case "restore":
                says = "由 archive 或窗口的“导出归档”得到的 .zip"
                self._words.add_argument("archive", type=Path, metavar="归档", help=says)
                self._file()

    def _file(self, count: str | None = None) -> None:
        self._words.add_argument(
            "file", type=Path, nargs=count, metavar="文件", help="事实表（.courtdesk）"
        )
        if count:
            self._flag("--sample", action="store_true", help="用自带的示例")

    def _json(self) -> None:
        self._flag("--json", action="store_true", help="输出 JSON")

    def _flag(self, *names: str, **kind: Any) -> None:
        self._flags.add_argument(*names, **kind)


_FOLDER: dict[str, Any] = {"type": Path, "required": True, "metavar": "文件夹"}
