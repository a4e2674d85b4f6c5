"""``courtdesk draft``: an article, or tables, become a sheet; what was recognised is told."""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.cli.fresh import court_of, new_path, publish, year_of
from courtdesk.cli.terminal import say, say_json
from courtdesk.models.errors import UserError
from courtdesk.models.passage import words

if TYPE_CHECKING:
    from courtdesk.models.sheet import FactSheet
    from courtdesk.store import Document
    from courtdesk.writing.draft.draft import Draft
    from courtdesk.writing.draft.manuscript import Manuscript
    from courtdesk.writing.draft.sheet import Title


def draft(options: Namespace) -> int:
    """Draft an article, or tables, into a new file; return the exit code. Raises UserError."""
    if tables := _tables(options.article):
        from courtdesk.cli.founding import found as found_tables

        return found_tables(options, tables)
    from courtdesk.report import drafted as told
    from courtdesk.who import who
    from courtdesk.writing.draft.draft import drafted
    from courtdesk.writing.draft.sheet import Title

    path = new_path(options.to)
    court = None if options.court is None else court_of(options.court)
    year = None if options.year is None else year_of(options.year)
    found = drafted(manuscript(options.article[0]))
    title = Title(
        court or found.court or _ask("法院", "--court 某某县人民法院"),
        year or found.year or int(_ask("年度", "--year 2024")),
        who(),
        datetime.now().astimezone(),
    )
    if options.like:
        found = found.against(_like(options.like, title))
    sheet = found.sheet(title)
    publish(_document(found, sheet, title.who), path)
    if options.json:
        say_json(told(found, sheet, str(path)))
    else:
        for line in _report(found, sheet):
            say(line)
        say(path)
    return 0


def _tables(names: list[str]) -> list[Path]:
    """Return the files when they are tables, [] for one article. Raises UserError for a mixture."""
    from courtdesk.excel.kinds import is_table

    tables = [Path(name) for name in names if name != "-" and is_table(Path(name))]
    if len(names) > 1 and len(tables) < len(names):
        other = next(name for name in names if Path(name) not in tables)
        raise UserError(f"“{other}”不是表格：一次请写一篇稿件，或者几张表格。")
    return tables


def manuscript(article: str) -> "Manuscript":
    """Return the article of this file, or of standard input for ``-``. Raises UserError."""
    from courtdesk.writing.draft.source import decoded, pasted, read_article

    if article == "-":
        return pasted(decoded(sys.stdin.buffer.read(), "标准输入"))
    return read_article(Path(article))


def _ask(what: str, how: str) -> str:
    raise UserError(f"稿件里没有写明{what}，因此没有建表：请加 {how}。")


def _like(name: str, title: "Title") -> "FactSheet":
    """Return the older sheet of this file, or an empty one of the outline of this name."""
    from courtdesk.models.sheet import blank
    from courtdesk.store import SUFFIX, read_sheet
    from courtdesk.writing.outlines import load_outline

    if name.endswith(SUFFIX) or Path(name).exists():
        return read_sheet(Path(name))
    return blank(title.court, title.year - 1, load_outline(name))


def _document(found: "Draft", sheet: "FactSheet", who: str) -> "Document":
    from courtdesk.store import Document

    files = found.manuscript.files
    names = {key: name for key, (name, _) in files.items()}
    blobs = {key: data for key, (_, data) in files.items()}
    return Document.new(sheet, who, blobs, names)


def _report(found: "Draft", sheet: "FactSheet") -> Iterator[str]:
    """What was recognised, in lines."""
    shape = f"{len(sheet.outline.sections)} 个部分　{_items(sheet)} 个条目"
    yield f"{sheet.court}　{sheet.period}　{shape}"
    counted = Counter(paragraph.part for paragraph in found.paragraphs)
    yield "　".join(f"{part} {count}" for part, count in counted.items())
    for section in sheet.outline.sections:
        named = f"  {words(section.title, sheet)}　{words(section.slogan, sheet)}"
        yield named.rstrip("　")
        for item in section.items:
            yield f"    {words(item.heading, sheet)}　{len(item.indicators)} 项"
    yield f"数字 {len(sheet.wanted)} 项，已绑定到指标"
    for figure in found.unbound:
        yield f"注意：第{figure.paragraph + 1}段的“{figure.raw}”没有绑定，仍是普通文字"
    if found.like:
        unsure = [m for m in found.mentions if m.place not in found.fills]
        yield f"与参照的提纲对上 {len(found.fills)} 项，{len(unsure)} 项没有把握，作为新指标"
    yield from (f"注意：{remark}" for remark in found.manuscript.remarks)
    same = found.is_verbatim(sheet)
    yield "按此表印出的稿件与来稿逐字相同" if same else "按此表印出的稿件与来稿不同，请核对"


def _items(sheet: "FactSheet") -> int:
    return sum(len(section.items) for section in sheet.outline.sections)
