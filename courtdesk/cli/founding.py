"""``courtdesk draft`` of tables: they become a sheet, and what was left alone is told."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from courtdesk.cli.fresh import court_of, new_path, publish, year_of
from courtdesk.cli.terminal import say, say_json
from courtdesk.models.errors import UserError

if TYPE_CHECKING:
    from courtdesk.excel.founding.founding import Founding
    from courtdesk.models.sheet import FactSheet


def found(options: Namespace, paths: Sequence[Path]) -> int:
    """Make a new file of tables, of what is beyond doubt; return the exit code.

    Raises UserError.
    """
    from courtdesk.excel.founding.made import made
    from courtdesk.report import founded as told
    from courtdesk.store import Document
    from courtdesk.who import who

    if options.like:
        raise UserError("--like 只用于稿件：表格请去掉它，指标就用表里的。")
    path = new_path(options.to)
    founding = _founding(options, paths)
    if not founding.taken:
        _leave(founding, options.json)
    new = made(founding, founding.court, who(), datetime.now().astimezone())
    publish(Document.new(new.sheet, who(), new.blobs, new.names), path)
    if options.json:
        say_json(told(founding, new.sheet, str(path)))
    else:
        for line in _report(founding, new.sheet):
            say(line)
        say(path)
    return 0


def _founding(options: Namespace, paths: Sequence[Path]) -> "Founding":
    """Read the tables as those of the court and the year that were given or that they name."""
    from courtdesk.excel.founding.founding import founded
    from courtdesk.excel.founding.opened import open_files
    from courtdesk.excel.founding.whose import year_of as named_year

    court = "" if options.court is None else court_of(options.court)
    year = 0 if options.year is None else year_of(options.year)
    opened = open_files(paths)
    founding = founded(opened, year or named_year(opened) or _ask("年度", "--year 2024"), court)
    if not founding.court:
        _ask("法院", "--court 某某县人民法院")
    return founding


def _ask(what: str, how: str) -> int:
    raise UserError(f"表里没有写明{what}，因此没有建表：请加 {how}。")


def _leave(founding: "Founding", quiet: bool) -> NoReturn:
    """Tell what is in doubt, which here is everything. Raises UserError."""
    for line in () if quiet else _left(founding):
        say(line)
    raise UserError(
        "表里的数都要人核对，没有建表：请打开窗口，用“从 Excel 新建”选这些表格，勾选后再建表。"
    )


def _report(founding: "Founding", sheet: "FactSheet") -> Iterator[str]:
    items = sum(len(section.items) for section in sheet.outline.sections)
    yield f"{sheet.court}　{sheet.period}　{len(sheet.outline.sections)} 个部分　{items} 个条目"
    for section in sheet.outline.sections:
        yield f"  {section.title}"
        for item in section.items:
            yield f"    {item.heading}　{len(item.indicators)} 项"
    yield f"指标 {len(sheet.wanted)} 项，有本年数 {sheet.filled} 项"
    yield from _left(founding)


def _left(founding: "Founding") -> Iterator[str]:
    """What was not taken, and what else should be known."""
    for line in founding.lines:
        if not line.taken:
            yield f"注意：{line.file} {line.place}　“{line.indicator.label}”没有采用：{line.doubt}"
    for problem in founding.problems:
        place = " ".join(filter(None, (problem.file, problem.sheet, problem.cell)))
        yield f"注意：{place}　{problem.message}"
