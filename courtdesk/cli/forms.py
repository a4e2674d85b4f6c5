"""The command that makes the collection forms."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.cli.terminal import progress
from courtdesk.models.day import read_day
from courtdesk.models.delivery import deliveries
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet, Request
from courtdesk.publish.forms import make_forms, sent, unsent

if TYPE_CHECKING:
    from courtdesk.cli.rewriting import Step
    from courtdesk.store import Document


def forms(options: Namespace, sheet: FactSheet) -> tuple[Path, ...]:
    """Make the forms that are asked for and, with --record, remember them. Raises UserError."""
    if options.record and options.sample:
        raise UserError("自带的示例不能改动：请去掉 --record，或写上事实表文件。")
    left = unsent(sheet)
    if left and not options.yes:
        raise UserError(f"{left}：请先用窗口“数据”菜单的“部门”指定，或加 --yes 照样生成其余的。")
    requests = _requests(options, sheet)
    if not options.record:
        return make_forms(sheet, options.to, requests, progress)
    made: tuple[Path, ...] = ()

    def change(document: "Document") -> "Step":
        nonlocal made
        made = make_forms(sheet, options.to, requests, progress)
        return Step(sent(document.sheet, requests), f"发放采集表：{len(requests)} 个部门")

    from courtdesk.cli.rewriting import Step, rewrite

    rewrite(options.file, sheet, change, "发放")
    return made


def _requests(options: Namespace, sheet: FactSheet) -> tuple[Request, ...]:
    due, now = read_day(options.due), datetime.now().astimezone()
    owed = {d.department: d.total for d in deliveries(sheet) if d.department}
    names = [name for name, total in owed.items() if total]
    if options.only is not None:
        names = list(dict.fromkeys(n.strip() for n in options.only.split(",") if n.strip()))
        unknown = next((name for name in names if name not in owed), "")
        if unknown or not names:
            what = f"没有“{unknown}”这个部门" if unknown else "--only 后面没有写部门"
            raise UserError(f"{what}，可选的有：{'、'.join(owed)}。")
    if not names:
        raise UserError("没有部门要报数：请先用窗口“数据”菜单的“部门”给指标指定来源部门。")
    officer, phone = options.officer.strip(), options.phone.strip()
    return tuple(
        Request(department=n, when=now, due=due, officer=officer, phone=phone) for n in names
    )
