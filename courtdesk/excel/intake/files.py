"""One file taken apart: the program's own workbook by its ids, any other by its tables."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from courtdesk.excel.exchange import Import
from courtdesk.excel.filler import NOBODY, Filler
from courtdesk.excel.guard import read_guarded, read_kept
from courtdesk.excel.intake.heads import SKIPPED, Role
from courtdesk.excel.intake.signing import signed
from courtdesk.excel.intake.survey import HIDDEN, HIDDEN_PAGE, Mark, Survey, survey
from courtdesk.excel.intake.wording import plain, unbracketed, words
from courtdesk.excel.reader import compared, is_form, is_own
from courtdesk.excel.reading import Note, Pages, read_bytes
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet

PASTED = "粘贴的表格"
Progress = Callable[[str, int, int], None]
Tick = Callable[[], None]
SAID = re.compile(r"(?:填报|报送|上报|责任)(?:单位|部门)\s*[:：]?\s*(\S{2,20})")


@dataclass(frozen=True)
class Reading:
    """What one file says. ``own`` is set for the program's own workbook, else ``surveys``.

    ``file`` is its name, with its folders' where several files have one name; ``sha256`` is of its
    bytes as they were read. ``refusal`` says why it could not be read.
    """

    file: str
    path: Path
    sha256: str = ""
    refusal: str = ""
    pasted: bytes = b""  # in place of a file
    notes: tuple[Note, ...] = ()
    own: Import | None = None
    form: bool = False  # one of the program's that a department filled in
    surveys: tuple[Survey, ...] = ()
    department: str = ""
    seen: int = 0  # cells that are not empty
    filler: Filler = NOBODY  # of a department's own table

    @property
    def hidden(self) -> bool:
        """Whether parts of it are hidden and were not read."""
        return any(_is_hidden(m) for s in self.surveys for m in s.marks)


def _is_hidden(mark: Mark) -> bool:
    return mark.reason in (HIDDEN, HIDDEN_PAGE)


def read_files(
    paths: Sequence[Path],
    sheet: FactSheet,
    with_hidden: bool = False,
    progress: Progress = lambda what, step, steps: None,
) -> tuple[Reading, ...]:
    """Read files for a sheet, one after the other; one that cannot be read says why.

    ``progress`` hears of each file, often while it is read, and may raise to stop.
    """
    found = []
    for number, path in enumerate(paths):
        tick = partial(progress, f"正在读取 {path.name}", number, len(paths))
        tick()
        try:
            found.append(read_file(path, sheet, with_hidden, tick))
        except UserError as error:
            found.append(Reading(path.name, path, refusal=str(error)))
    return told_apart(found)


def told_apart(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the readings, those of one name with as many folders before it as tell them apart."""
    paths = {r.path for r in readings}
    return tuple(replace(r, file=_called(r, paths)) for r in readings)


def _called(reading: Reading, paths: Collection[Path]) -> str:
    """The shortest end of a file's path that no other of these has; a lone name stays."""
    others = [p.parts for p in paths if p != reading.path and p.name == reading.file]
    parts, depth = reading.path.parts, 1
    while depth < len(parts) and any(o[-depth:] == parts[-depth:] for o in others):
        depth += 1
    return "/".join(parts[-depth:]) if depth > 1 else reading.file


def read_file(
    path: Path, sheet: FactSheet, with_hidden: bool = False, tick: Tick = lambda: None
) -> Reading:
    """Read a file for a sheet. Raises UserError when it cannot be read."""
    data = read_guarded(path)
    found = taken_apart(path, read_bytes(data, path.name, tick), sheet, with_hidden, tick)
    return replace(found, sha256=hashlib.sha256(data).hexdigest())


def read_pasted(
    data: bytes, sheet: FactSheet, with_hidden: bool = False, tick: Tick = lambda: None
) -> Reading:
    """Read what was copied from a worksheet: HTML, or text as UTF-8. Raises UserError."""
    book = read_bytes(data, PASTED, tick)
    found = taken_apart(Path(PASTED), book, sheet, with_hidden, tick)
    return replace(found, sha256=hashlib.sha256(data).hexdigest(), pasted=data)


def kept(reading: Reading) -> bytes:
    """Return the file's bytes, to be kept. Raises UserError when they are not those read."""
    data = reading.pasted or read_kept(reading.path)
    if hashlib.sha256(data).hexdigest() != reading.sha256:
        raise UserError(f"“{reading.file}”在预览之后又被改动，没有导入：请重新导入一次")
    return data


def titled(readings: Sequence[Reading]) -> str:
    """Return the files' names as a step of the history calls them."""
    names = [r.file for r in readings]
    return "、".join(names) if len(names) < 3 else f"{names[0]} 等 {len(names)} 个文件"


def taken_apart(
    path: Path,
    book: Pages,
    sheet: FactSheet,
    with_hidden: bool = False,
    tick: Tick = lambda: None,
) -> Reading:
    """Understand pages that were read.

    ``tick`` is called before each worksheet, and may raise to stop. Raises UserError where there
    is no table, and for the program's own workbook of another year.
    """
    if is_own(book):
        seen = sum(len(row) for page in book.pages for row in page.rows.values())
        found = compared(path.name, book, sheet)
        form = is_form(book)
        return Reading(path.name, path, notes=book.notes, own=found, form=form, seen=seen)
    surveys = tuple(_surveys(book, sheet, with_hidden, path.stem, tick))
    if not any(s.entries for s in surveys):
        raise UserError(f"“{path.name}”{_nothing(surveys, sheet.year)}")
    said = _department(path.stem, surveys, sheet)
    seen = sum(len(s.entries) + len(s.marks) for s in surveys)
    return Reading(
        path.name,
        path,
        notes=book.notes,
        surveys=surveys,
        department=said,
        seen=seen,
        filler=signed(book.pages),
    )


def _surveys(
    book: Pages, sheet: FactSheet, with_hidden: bool, source: str, tick: Tick
) -> Iterator[Survey]:
    for page in book.pages:
        tick()
        yield survey(page, sheet.year, with_hidden, sheet.court, source)


def _nothing(surveys: tuple[Survey, ...], year: int) -> str:
    """Say why a file holds no figure, and what to do."""
    marks = [m for s in surveys for m in s.marks]
    other = next((m.reason for m in marks if m.reason.endswith("年的数")), "")
    if other == SKIPPED[Role.PART]:
        return f"{other}：请向来源部门索取全年的数据"
    if other:
        return f"{other}，当前打开的是{year}年：请打开那一年的文件再导入"
    hidden = any(map(_is_hidden, marks))
    hint = "数字都在隐藏的部分，请取消隐藏" if hidden else "请选部门报送的数据表，或导出的工作簿"
    return f"里没有找到带名称的数字：{hint}"


def _department(stem: str, surveys: tuple[Survey, ...], sheet: FactSheet) -> str:
    """Return the department a file comes from: by what it says, by its name, by its titles."""
    texts = [
        t for s in surveys for t in (*s.titles, *(m.text for m in s.marks if len(m.text) < 60))
    ]
    said = [m[1] for t in texts if (m := SAID.search(t))]
    titles = [t for s in surveys for t in (*s.titles, s.page)]
    for group in (said, [stem], titles):
        found = named(group, sheet)
        if found:
            return found
    return ""


def _shorter(name: str, known: Collection[str]) -> tuple[str, ...]:
    """A name without its brackets, as it was before it got longer: 执行局（指挥中心）."""
    short = unbracketed(name).strip()
    return (short,) if short and short not in known else ()


def named(texts: list[str], sheet: FactSheet) -> str:
    """Return the one department that texts name by its longest name, empty for none."""
    known = {d: (d, *words().departments.get(d, ())) for d in sheet.outline.departments}
    known |= {i.department: (i.department,) for i in sheet.wanted if i.department not in known}
    known = {d: (*all, *_shorter(d, known)) for d, all in known.items()}
    votes: Counter[str] = Counter()
    for text in map(plain, texts):
        hits = [(len(plain(n)), d) for d, all in known.items() for n in all if plain(n) in text]
        longest = max((length for length, _ in hits), default=0)
        votes.update(d for length, d in hits if length == longest and d)
    best = votes.most_common(2)
    clear = best and (len(best) == 1 or best[0][1] > best[1][1])
    return best[0][0] if clear else ""
