"""The article as a newspaper page: A3, a tabloid's or A4, in two to five columns."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, NamedTuple

from courtdesk.models.article import Article, Block, BlockKind, Run
from courtdesk.models.layout import Paper
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import element
from courtdesk.publish.edition import Edition
from courtdesk.publish.fitting import POINTS, Setting, fitted, refitted
from courtdesk.publish.made import Files, Made
from courtdesk.publish.pages import texts
from courtdesk.publish.photo_places import PhotoPlace
from courtdesk.publish.pictures import EDGE, drawn
from courtdesk.publish.proof import Reading, article_readings
from courtdesk.publish.typesetting import Template, keep_picture

# A number and the sign or the first character of its unit; the marks that go with it stay too.
_NUMBER = re.compile(
    r"[第近约超]?\d[\d.,]*(?:[%％‰]|[余多]?[万亿]*[余多]?(?:件次|人次|[\u4e00-\u9fff])?)"
)
# What may not begin a line, but after a box would: line breaking takes a box for an object.
_TIED = "；：…·—～％%‰℃"
_POINTS = re.compile(r"(?<=个)百分点$")  # may begin a line: kept too, it would tear the line above
_BLANKS = re.compile(r"[ \u3000]+")
_LONGEST = 14  # characters; a longer one would tear holes into a narrow column

SHORT = 1000  # characters that fill half an A3 page
TOP = 22  # mm above the type area, where each page says whose it is
GUTTER = 8  # mm between two columns
MARGINS = (17, TOP, 15)  # mm left and right, above, below
PAPERS = {Paper.A3: (297, 420, 4), Paper.TABLOID: (275, 395, 4), Paper.A4: (210, 297, 2)}
"""Width and height in mm, and the columns a paper takes when nobody says how many."""

NAME = "article.pdf"
SCREEN_EDGE = 640  # px of a photo in a preview: a column and a half on a screen
Piece = dict[str, Any]  # text, and whether it is to be kept on one line, and is a missing figure
_EDGES = "query(<edge>).map(m => m.location().position())"


class Page(NamedTuple):
    """The newspaper page as it came out; ``over`` are the characters beyond one page.

    ``over`` is negative when there is room for more, and counted in the smallest type that may be
    taken when it is positive: as much is to be cut for the article to fit one page. ``starts`` are
    the columns in which the pieces start, counted over all pages.
    """

    pdf: bytes
    paper: Paper
    across: int
    size: float
    pages: int
    over: int
    starts: tuple[int, ...] = ()

    def __str__(self) -> str:
        more = f"超出一版约{self.over}字" if self.over > 0 else f"还可容纳约{-self.over}字"
        paper = f"{self.paper}，{self.across}栏，正文{self.size:g}磅"
        return f"{paper}，{self.pages}版，{more}"


def make(edition: Edition) -> Made:
    """Set the newspaper page, and note how the copy fits it."""
    page = article_page(edition.sheet, edition.article, edition.photos, edition.on)
    return Made({NAME: page.pdf}, (str(page),))


def read(edition: Edition, files: Files) -> dict[str, list[Reading]]:
    """Read the article's figures below the line at the head of each page."""
    return {NAME: article_readings("".join(texts(files[NAME], TOP)), edition.article)}


def article_pdf(
    sheet: FactSheet,
    article: Article,
    photos: Callable[[str], bytes],
    on: date | None = None,
) -> bytes:
    """Return the newspaper page as PDF/A-2u, as `article_page` does."""
    return article_page(sheet, article, photos, on).pdf


def preview(edition: Edition, like: Page | None = None) -> Page:
    """Set the page as `make` does, for the screen after an edit, with coarser photos.

    ``like`` is the preview before the edit. Raises UserError as `make` does.
    """
    one = edition
    return article_page(one.sheet, one.article, one.photos, one.on, like, draft=True)


def article_page(
    sheet: FactSheet,
    article: Article,
    photos: Callable[[str], bytes],
    on: date | None = None,
    like: Page | None = None,
    draft: bool = False,
) -> Page:
    """Set the article as the sheet's layout asks.

    ``photos`` gives a photo's bytes by its SHA-256; ``on`` dates the file, today by default;
    ``like`` is a page set before: its size is kept while the article still fits, which is faster
    and keeps a preview calm; a ``draft`` is for the screen only. Raises UserError for a photo that
    cannot be read and for characters no font can show.
    """
    template, layout = Template("article", draft), sheet.layout
    paper = layout.paper or (Paper.A4 if article.characters < SHORT else Paper.A3)
    data = page_data(sheet, article, photos, paper, SCREEN_EDGE if draft else EDGE)
    size = float(layout.size) if layout.size else None
    setting = None
    if like and not size and (like.paper, like.across) == (paper, data["across"]):
        setting = refitted(template, data, like.size, like.pages)
    setting = setting or fitted(template, data, size)
    alike = draft and like and like.starts == setting.filled.starts
    if not alike and not as_reckoned(template, data, setting):
        # Not seen yet; photos in the text ask nothing of the columns, so nothing can overlap.
        data |= {"photos": [p | {"columns": 0} for p in data["photos"]]}
        setting = fitted(template, data, size)
    pdf = template.pdf(data | set_page(data, setting), on or date.today())
    across = data["across"]
    size, filled = setting.fit.size, setting.filled
    return Page(pdf, paper, across, size, filled.pages, _over(data, setting), filled.starts)


def _over(data: dict[str, Any], setting: Setting) -> int:
    """The characters beyond one page, or the room for more (negative)."""
    wide, _ = data["paper"]
    across = data["across"]
    column = ((wide - 2 * MARGINS[0]) - (across - 1) * GUTTER) / across * POINTS
    return -setting.left * int(column / setting.counted)


def as_reckoned(template: Template, data: dict[str, Any], setting: Setting) -> bool:
    """Whether every piece starts in the column in which it was reckoned to start."""
    edges = template.probe(data | set_page(data, setting), _EDGES)
    wide, _ = data["paper"]
    one = ((wide - 2 * MARGINS[0]) + GUTTER) * POINTS / data["across"]
    found = [
        (e["page"] - 1) * data["across"]
        + int((float(e["x"].removesuffix("pt")) - MARGINS[0] * POINTS + 1) / one)
        for e in edges[::2]
    ]
    return found == list(setting.filled.starts)


def page_data(
    sheet: FactSheet,
    article: Article,
    photos: Callable[[str], bytes],
    paper: Paper,
    edge: int = EDGE,
) -> dict[str, Any]:
    """Return what the template needs but for how the page is set; see `set_page`."""
    numbered = list(enumerate(article.blocks))
    wide, high, across = PAPERS[paper]
    return {
        "court": sheet.court,
        "period": sheet.period,
        "fictional": sheet.fictional,
        "paper": (wide, high),
        "margins": MARGINS,
        "across": sheet.layout.columns or across,
        "head": [_head(b) for b in article.blocks[: article.head]],
        "body": [
            _block(b, article.end_mark if n == article.last else "")
            for n, b in numbered[article.head :]
            if b.kind is not BlockKind.PHOTO
        ],
        "photos": _photos(sheet, article, photos, edge),
        **_UNSET,
    }


_UNSET = {"pitch": 1.5, "spare": 0, "measure": [], "above": None, "gaps": []}


def _block(block: Block, mark: str) -> dict[str, Any]:
    heading, pieces = _pieces(block.titled), _pieces(block.runs, tied_end=bool(mark))
    alone = block.kind is BlockKind.ITEM and not block.text  # a heading on a line of its own
    kind = "heading" if alone else str(block.kind)
    return {"kind": kind, "heading": heading, "pieces": pieces, "mark": mark}


def _head(block: Block) -> dict[str, Any]:
    """A line of the head, and how it is parted where one line is too short for it."""
    one = _block(block, "")
    return one | {"parted": _parted(one["pieces"])}


def _parted(pieces: list[Piece]) -> list[list[Piece]]:
    """Part a head at the blank nearest its middle, not inside a figure; one line without any."""
    whole, before, places = sum(len(p["text"]) for p in pieces), 0, []
    for number, piece in enumerate(pieces):
        blanks = _BLANKS.finditer("" if piece["keep"] or piece["missing"] else piece["text"])
        places += [(abs(2 * (before + b.start()) - whole), number, *b.span()) for b in blanks]
        before += len(piece["text"])
    if not places:
        return [pieces]
    _, at, start, end = min(places)
    text = pieces[at]["text"]
    left, right = (pieces[at] | {"text": half} for half in (text[:start], text[end:]))
    return [[*pieces[:at], left], [right, *pieces[at + 1 :]]]


def _photos(
    sheet: FactSheet, article: Article, photos: Callable[[str], bytes], edge: int
) -> list[dict[str, Any]]:
    """Draw the photos beside one another: pictures let go of Python's lock."""
    blocks = [b for b in article.blocks if b.kind is BlockKind.PHOTO]
    with ThreadPoolExecutor(max(len(blocks), 1)) as pool:
        return list(pool.map(lambda block: _photo(block, sheet, photos, edge), blocks))


def _photo(
    block: Block, sheet: FactSheet, photos: Callable[[str], bytes], edge: int
) -> dict[str, Any]:
    photo = element(sheet.photos, block.photo)
    kept = photo.sha256 and keep_picture(drawn(photo, photos, edge))
    # Without a picture, which is still to come, a frame keeps its place.
    return _block(block, "") | {"picture": kept, "columns": photo.columns}


def set_page(data: dict[str, Any], setting: Setting) -> dict[str, Any]:
    """Return what the template needs to set a page as it was reckoned.

    ``body`` becomes the pieces in order, each with the photos and the gaps that are tied to it;
    ``gaps`` tells of each rule between two columns how many lines above and below it stays away.
    """
    floats: dict[int, list[dict[str, Any]]] = defaultdict(list)
    across, above = data["across"], None
    gaps = [[0, 0] for _ in range(across - 1)]
    for photo, lines in setting.photos:
        drawn = {"photo": photo.photo, "span": photo.span, "lines": lines, "at": photo.at}
        if photo.at == "above":
            above = drawn
        elif photo.at != "inline":
            for column in photo.columns:
                first = setting.filled.columns[column].first if column else 0
                gap = drawn if column == photo.column else drawn | {"photo": None}
                floats[first or 0].append(gap)
                if column > photo.column:
                    gaps[column - 1][photo.at == "bottom"] += lines
    body = []
    for number, (one, lines) in enumerate(zip(setting.order, setting.lines, strict=True)):
        if isinstance(one, PhotoPlace):
            piece = {"kind": "photo", "photo": one.photo, "span": 1}
        else:
            piece = data["body"][one]
        body.append(piece | {"lines": lines, "floats": floats[number]})
    return setting.fit._asdict() | {"body": body, "gaps": gaps, "above": above}


def _pieces(runs: Iterable[Run], tied_end: bool = False) -> list[Piece]:
    """The words in stretches; one marked ``keep`` must stand on one line.

    With ``tied_end`` the last two characters stay together, for a mark that follows them.
    """
    return [piece for piece in _stretches(runs, tied_end) if piece["text"]]


def _stretches(runs: Iterable[Run], tied_end: bool) -> Iterator[Piece]:
    text, spans = "", []
    for run in runs:
        if run.figure:
            kept = run.text if run.missing else _POINTS.sub("", run.text)
            spans.append((len(text), len(text) + len(kept), run.missing))
        text += run.text
    spans += [(*m.span(), False) for m in _NUMBER.finditer(text)]
    spans = [(start, _tied(text, end), missing) for start, end, missing in spans]
    if tied_end:
        spans.append((max(0, len(text) - 2), len(text), False))
    done = 0
    for start, end, missing in _merged(spans):
        yield {"text": text[done:start], "keep": False, "missing": False}
        yield {"text": text[start:end], "keep": end - start <= _LONGEST, "missing": missing}
        done = end
    yield {"text": text[done:], "keep": False, "missing": False}


def _tied(text: str, end: int) -> int:
    while text[end : end + 1] and text[end] in _TIED:
        end += 1
    return end


def _merged(spans: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    merged: list[tuple[int, int, bool]] = []
    for start, end, missing in sorted(spans):
        if merged and start < merged[-1][1]:
            first, last, was = merged.pop()
            merged.append((first, max(last, end), was or missing))
        else:
            merged.append((start, end, missing))
    return merged
