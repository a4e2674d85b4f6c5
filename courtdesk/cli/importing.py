"""The import command: what is sure is shown and taken, all else is told."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.cli.terminal import progress, say, say_json
from courtdesk.models.errors import UserError

if TYPE_CHECKING:
    from courtdesk.excel.intake.proposal import Proposal
    from courtdesk.models.sheet import FactSheet
    from courtdesk.store import Document

_ANSWERS = {
    "share": ("fraction", "percent"),
    "about": ("keep",),
    "money": ("元", "万元", "亿元"),
    "unit": ("take",),
    "shown": ("shown", "stored"),
}
"""What may be answered beforehand, for every column that asks it."""


def carry_out(options: Namespace) -> int:
    """Read the workbooks against the sheet and take what is sure. Raises UserError."""
    from courtdesk.report import imported
    from courtdesk.store import read_sheet

    answers = _answers(options.answer)
    sheet = read_sheet(options.file)
    found = _proposed(options.workbooks, sheet, options.hidden)
    for question in found.questions:
        if question.kind in answers:
            found.answer(question.key, answers[question.kind])
    if options.json:
        say_json(imported(found))
    else:
        _preview(found)
    if not _agreed(options, found):
        return 0
    _take(options.file, sheet, found)
    if not options.json:
        say(f"已导入 {len(found.taken)} 处。")
    return 0


def _answers(said: str | None) -> dict[str, str]:
    """Read share=fraction,about=keep. Raises UserError."""
    found = {}
    for part in (said or "").replace("，", ",").split(","):
        kind, _, answer = part.strip().partition("=")
        if part.strip() and answer not in _ANSWERS.get(kind, ()):
            known = "、".join(f"{k}={a}" for k, all in _ANSWERS.items() for a in all)
            raise UserError(f"不认识的答复“{part.strip()[:20]}”：可以写“{known}”。")
        if part.strip():
            found[kind] = answer
    return found


def _proposed(paths: Sequence[Path], sheet: "FactSheet", with_hidden: bool) -> "Proposal":
    from courtdesk.excel.intake.files import read_files
    from courtdesk.excel.intake.proposal import Proposal

    try:
        readings = read_files(
            paths, sheet, with_hidden, lambda what, done, total: progress(what[5:], done, total)
        )
    finally:
        progress("", len(paths), len(paths))
    for reading in readings:
        if reading.refusal:
            raise UserError(reading.refusal)
    return Proposal(sheet, readings)


def _preview(found: "Proposal") -> None:
    from courtdesk.excel.intake.offers import Standing

    for o in found.offers.values():
        if not (o.taken or o.standing is Standing.UNSURE):
            continue
        place = f"{o.file} {o.place}"
        name = found.change(o).label
        said = f"{name}：{o.old or '（空）'} → {o.new or '（空）'}　{place}"
        say(said if o.taken else f"待确认：{said}　{o.why}")
    for q in found.questions:
        choices = "、".join(f"{q.kind}={a}（{words}）" for a, words in q.choices if a != "wait")
        say(f"请答复：{q.text}　用 --answer {choices}")
    for p in found.problems:
        place = "!".join(filter(None, (p.sheet, p.cell)))
        say(f"未导入：{p.file} {place}　{p.message}")
    for a in found.accounts:
        left = "，".join(f"{g.reason} {g.count}" for g in a.left)
        say(f"{a.file}：共 {a.seen} 个单元格，用到 {a.used} 个" + (f"；{left}" if left else ""))


def _agreed(options: Namespace, found: "Proposal") -> bool:
    """Whether to go on; what is not asked for with --yes is asked here, or not done."""
    count = len(found.taken)
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


def _take(path: Path, seen: "FactSheet", found: "Proposal") -> None:
    """Make the changes to the user's file, wholly or not at all; it keeps the workbooks."""
    from courtdesk.cli.rewriting import Step, rewrite
    from courtdesk.excel.intake.files import kept, titled
    from courtdesk.who import who

    def change(document: "Document") -> Step:
        used = found.used
        hashes = {r.file: document.attach(kept(r), r.file) for r in used}
        fresh = found.applied(document.sheet, who(), datetime.now().astimezone(), hashes)
        return Step(fresh, f"导入 {titled(used)}：{len(found.taken)} 处", "、".join(hashes))

    rewrite(path, seen, change, "导入")
