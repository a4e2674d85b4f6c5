"""The fact sheet: a court, a year, an outline, and what is known under it."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from courtdesk.models.layout import Layout
from courtdesk.models.outline import Id, Indicator, Outline
from courtdesk.models.quantity import Quantity
from courtdesk.models.typescript import Typescript
from courtdesk.models.value import Value


class State(StrEnum):
    """How far a figure has come; a change after 已核 reopens it."""

    AWAITED = "待收"
    RECEIVED = "已收"
    CHECKED = "已核"
    LOCKED = "锁定"


class Source(Value):
    """Where a figure came from; ``sha256`` names the kept file."""

    who: str = ""
    when: datetime | None = None
    file: str = ""
    sheet: str = ""
    cell: str = ""
    sha256: str = ""

    def __str__(self) -> str:
        place = "!".join(p for p in (self.sheet, self.cell) if p)
        return " ".join(p for p in (self.file, place, self.who) if p)


class Figure(Value):
    """What is known of one indicator. ``None`` is absent; it is never 0."""

    id: Id
    printed: Quantity | None = None
    exact: Quantity | None = None  # the number behind an approximate wording
    previous: Quantity | None = None  # last year's value
    state: State = State.AWAITED
    source: Source = Source()
    note: str = ""

    @property
    def known(self) -> Quantity | None:
        """What is known best: the exact number, else the printed one."""
        return self.exact or self.printed


class Passage(Value):
    """The text of an item, with ``{indicator_id}`` where a figure stands."""

    id: Id  # of the item
    text: str = ""


class ArticleHead(Value):
    """What stands around the sections. Texts may hold tokens as passages do."""

    kicker: str = ""  # 引题
    title: str = ""  # 主题
    subtitle: str = ""  # 副题
    byline: str = ""
    byline_last: bool = False  # signed below the closing paragraph
    closing: str = ""  # the forward-looking last paragraph
    end_mark: str = ""  # belongs to the newspaper; never a figure


class Crop(Value):
    """The part of a picture that is shown, in thousandths of its width and height as it stands."""

    left: int = Field(default=0, ge=0, le=1000)
    top: int = Field(default=0, ge=0, le=1000)
    right: int = Field(default=1000, ge=0, le=1000)
    bottom: int = Field(default=1000, ge=0, le=1000)

    @model_validator(mode="after")
    def _something_is_left(self) -> Self:
        if self.right - self.left < 10 or self.bottom - self.top < 10:
            raise ValueError("裁剪后的照片太小")
        return self

    def __str__(self) -> str:
        away = (self.left, 1000 - self.right, self.top, 1000 - self.bottom)
        sides = zip("左右上下", (Decimal(part) / 10 for part in away), strict=True)
        cut = "、".join(f"{side} {part.normalize():f}%" for side, part in sides if part)
        return f"{cut} 裁去" if cut else "整张"


class Photo(Value):
    """A picture kept in the document by its hash, with its caption.

    Without a hash the picture is still to come. ``after`` is the path the paragraph before it is
    written from (`TOP` for none), ``paragraph`` which one of that path, from 1; by default a photo
    stands after the lead, and after the last paragraph.
    """

    id: Id
    name: str
    sha256: str
    caption: str = ""
    columns: int = Field(default=1, ge=1, le=5)
    crop: Crop = Crop()
    after: str = ""
    paragraph: int = Field(default=0, ge=0)


TOP = "top"
"""`Photo.after` of a photo above everything else."""


class Explanation(Value):
    """Why a finding may stand. It lapses when the values it spoke of change."""

    id: Id  # of the rule
    path: str
    reason: str = Field(min_length=1)
    values: str  # what the figures said when the reason was given
    who: str = ""
    when: datetime | None = None


class Phrase(Value):
    """Words of this court whose numerals are no figures (六进工程), and why."""

    text: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    who: str = ""
    when: datetime | None = None


class Silence(Value):
    """A rule of copy that does not apply to this sheet, and why."""

    rule: str
    reason: str = Field(min_length=1)
    who: str = ""
    when: datetime | None = None


class Request(Value):
    """A department was given its collection form: when, and by when it is to answer."""

    department: str = Field(min_length=1)
    when: datetime
    due: date | None = None
    officer: str = ""  # who takes the form back and answers questions
    phone: str = ""


class Reply(Value):
    """Who filled in a form or table that came back, and the day it is signed with.

    Figures name the same file as their source.
    """

    file: str
    sha256: str = ""
    by: str = ""
    phone: str = ""
    day: date | None = None


class Alias(Value):
    """What a department calls an indicator: how an import was decided, for the next one."""

    department: str = ""
    label: str = Field(min_length=1)
    indicator: Id


class FactSheet(Value):
    """One court's year. Its lead passage stands under the lead item's id."""

    court: str
    year: int = Field(ge=1949, le=2199)
    fictional: bool = False
    outline: Outline
    figures: tuple[Figure, ...] = ()
    passages: tuple[Passage, ...] = ()
    head: ArticleHead = ArticleHead()
    photos: tuple[Photo, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    silenced: tuple[Silence, ...] = ()
    requests: tuple[Request, ...] = ()  # one a department: the newest
    replies: tuple[Reply, ...] = ()  # one a file
    typescript: Typescript = Typescript()  # of an article that came in as text
    aliases: tuple[Alias, ...] = ()
    layout: Layout = Layout()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for name in ("figures", "passages", "photos"):
            ids = [v.id for v in getattr(self, name)]
            if len(set(ids)) != len(ids):
                raise ValueError(f"{name}: 编号重复")
        return self

    @property
    def period(self) -> str:
        """The reporting period as printed: 2023年."""
        return f"{self.year}年"

    @cached_property
    def by_id(self) -> dict[str, Figure]:
        """The figures by indicator id."""
        return {f.id: f for f in self.figures}

    def figure(self, id: str) -> Figure:
        """Return the figure of this indicator, an absent one when nothing is known yet."""
        return self.by_id.get(id) or Figure(id=id)

    def passage(self, item_id: str) -> str:
        """Return the item's text, empty when none was written."""
        return next((p.text for p in self.passages if p.id == item_id), "")

    def reply(self, source: Source) -> Reply | None:
        """Return who filled in the form a figure came from, None when no form says so."""
        named = (source.file, source.sha256)
        return next((r for r in self.replies if (r.file, r.sha256) == named), None)

    @cached_property
    def wanted(self) -> tuple[Indicator, ...]:
        """Every indicator somebody must deliver: all but the derived ones."""
        return tuple(i for i in self.outline.indicators if i.formula is None)

    @cached_property
    def filled(self) -> int:
        """How many of the wanted figures have a value."""
        return sum(self.figure(i.id).printed is not None for i in self.wanted)


def blank(court: str, year: int, outline: Outline) -> FactSheet:
    """Return a sheet with an empty figure and passage for every place of the outline."""
    return fitted(FactSheet(court=court, year=year, outline=outline))


def fitted(sheet: FactSheet) -> FactSheet:
    """Return the sheet with exactly one figure per wanted indicator and one passage per item.

    Used after the outline changed: new places come empty; what belongs to removed places goes.
    """
    figures = tuple(sheet.figure(i.id) for i in sheet.wanted)
    passages = tuple(
        Passage(id=item.id, text=sheet.passage(item.id)) for _, item in sheet.outline.items()
    )
    return sheet.replaced(figures=figures, passages=passages)
