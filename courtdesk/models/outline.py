"""Which facts exist, how they are grouped, drawn and related. Data: a user edits all of it."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from courtdesk.models.value import Value

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_-]{0,39}$")]
"""An identifier that can stand in a path, a passage, a term and a hidden worksheet column."""


class Measure(StrEnum):
    """What kind of number an indicator holds (the text of a number alone does not tell)."""

    COUNT = "count"
    MONEY = "money"
    RATE = "rate"
    AVERAGE = "average"
    RANK = "rank"


class Formula(Value):
    """How a derived figure is computed from others; it is never typed.

    ``share`` is terms[0] / terms[1] in %, ``difference`` terms[0] - terms[1] - ..., ``sum`` their
    sum, ``complement`` 100 - terms[0], ``average`` terms[0] / terms[1].
    """

    kind: Annotated[str, StringConstraints(pattern="^(share|difference|sum|complement|average)$")]
    terms: tuple[Id, ...] = Field(min_length=1)
    decimals: int = Field(default=2, ge=0, le=6)


class Indicator(Value):
    """One fact a court reports: its name, unit, who delivers it, and what it counts."""

    id: Id
    label: str
    unit: str = ""
    measure: Measure = Measure.COUNT
    department: str = ""
    definition: str = ""  # 口径: what is counted, over which whole
    scope: str = ""  # for a rank: among whom (全市法院)
    short: str = ""  # a label for charts, where room is scarce
    formula: Formula | None = None

    @property
    def name(self) -> str:
        """The label for places where room is scarce."""
        return self.short or self.label


class HeadingForm(StrEnum):
    """How an article prints the heading of an item: before its text, on a line, not at all."""

    RUN_IN = "run_in"
    LINE = "line"
    NONE = "none"


class Item(Value):
    """A heading with its figures; its passage is found under the same id.

    A heading that is not printed still names the item in the window and in tables.
    """

    id: Id
    heading: str
    form: HeadingForm = HeadingForm.RUN_IN
    indicators: tuple[Indicator, ...] = ()

    @property
    def printed(self) -> str:
        """The heading as far as the article prints it."""
        return "" if self.form is HeadingForm.NONE else self.heading


class ChartKind(StrEnum):
    """The forms a chart can take."""

    BARS = "bars"
    PAIRED = "paired"
    RING = "ring"
    FUNNEL = "funnel"
    RANKS = "ranks"


class ChartRow(Value):
    """One labelled line of a chart.

    ``figures`` holds one id (bars, funnel, ranks), two (paired; ring: part and whole) or, for a
    ring, the id of one rate. An empty label takes the indicator's name.
    """

    figures: tuple[Id, ...] = Field(min_length=1, max_length=2)
    label: str = ""


class ChartSpec(Value):
    """A chart as data, drawn alike on the screen, in print and in the workbook.

    Its title, its rows' labels and its series' names may hold tokens as passages do.

    A paired chart compares two figures a row (``series`` names them: 件, 人) or, when every row
    holds one figure, this year with last year.
    """

    id: Id
    kind: ChartKind
    title: str
    rows: tuple[ChartRow, ...] = ()
    series: tuple[str, ...] = ()


class Section(Value):
    """One 聚力 section: a tab, a worksheet, a crosshead with its slogan.

    Without ``crosshead`` the article prints none; the title only names the tab.
    """

    id: Id
    title: str
    slogan: str = ""
    crosshead: bool = True
    items: tuple[Item, ...] = ()
    charts: tuple[ChartSpec, ...] = ()

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator of the section in printed order."""
        return tuple(i for item in self.items for i in item.indicators)


class Severity(StrEnum):
    """How much a finding matters, worst first."""

    ERROR = "错误"
    EXPLAIN = "需说明"
    HINT = "提示"


class RelationKind(StrEnum):
    """How figures may depend on one another."""

    SHARE = "share"
    COMPLEMENT = "complement"
    SUM = "sum"
    AT_MOST = "at_most"
    EQUAL = "equal"
    AVERAGE = "average"
    DIFFERENCE = "difference"


Term = Annotated[
    str,
    StringConstraints(
        pattern=r"^(\?|-?[A-Za-z0-9_][A-Za-z0-9_-]{0,39}(:previous)?|=-?[0-9]{1,15}(\.[0-9]{1,6})?)$"
    ),
]
"""A figure's id, ``id:previous`` for its value of last year, ``-id`` to subtract it, ``=5`` for a
constant, ``?`` for a fact not known."""

LAST_YEAR = ":previous"


_SHAPES = {
    RelationKind.SHARE: (1, 2),
    RelationKind.AVERAGE: (1, 2),
    RelationKind.COMPLEMENT: (1, 1),
}
"""How many terms stand left and right where it is not free; there they are not signed either."""


class Relation(Value):
    """A rule between figures. ``left`` is what is claimed, ``right`` what it follows from.

    share: left = right[0] / right[1] in %, and right[0] <= factor x right[1], where factor is more
    than 1 only for a ratio whose part is none of the whole (结收比) ·
    average: left = right[0] / right[1] ·
    complement: left = 100 - right[0] · difference: left = right[0] - right[1] - ... ·
    sum, equal: left = sum of right · at_most: sum of left <= factor x sum of right.
    ``?`` in a share or an average stands for a whole nobody has named yet; ``candidates`` are known
    figures that might be that whole.
    """

    id: Id
    kind: RelationKind
    left: tuple[Term, ...] = Field(min_length=1)
    right: tuple[Term, ...] = Field(min_length=1)
    factor: Decimal = Field(default=Decimal(1), ge=Decimal("1e-9"), le=Decimal(10**9))
    severity: Severity = Severity.ERROR
    candidates: tuple[Id, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _terms_fit_the_kind(self) -> Self:
        terms = (*self.left, *self.right)
        shape = _SHAPES.get(self.kind)
        open_kinds = RelationKind.SHARE, RelationKind.AVERAGE
        fits = bool(self.figures) and "?" not in self.left
        fits &= terms.count("?") <= (self.kind in open_kinds)
        if shape:
            fits &= (len(self.left), len(self.right)) == shape and self.left[0][0] != "="
            fits &= not any(t.startswith(("-", "=-")) for t in terms)
        if not fits:
            raise ValueError(f"关系{self.id}左右两边的项数或写法不合")
        return self

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The terms that stand for figures, in order and without their signs, each once."""
        terms = (t.removeprefix("-") for t in (*self.left, *self.right) if t[0] not in "?=")
        return tuple(dict.fromkeys(terms))

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The ids of every figure the rule names, in order, each once."""
        return tuple(dict.fromkeys(term.removesuffix(LAST_YEAR) for term in self.known))


class Outline(Value):
    """All sections with their items, indicators, charts and relations.

    ``lead`` holds the court's totals: the figures of the article's lead and the overview tab.
    """

    id: Id = "outline"
    name: str
    departments: tuple[str, ...] = ()
    lead: Item = Item(id="lead", heading="导语")
    charts: tuple[ChartSpec, ...] = ()  # of the overview
    sections: tuple[Section, ...] = ()
    relations: tuple[Relation, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        groups = (
            [s.id for s in self.sections],
            [i.id for _, i in self.items()],
            [i.id for i in self.indicators],
            [r.id for r in self.relations],
        )
        for ids in groups:
            twice = {i for i in ids if ids.count(i) > 1} if len(set(ids)) != len(ids) else set()
            if twice:
                raise ValueError(f"编号重复：{'、'.join(sorted(twice))}")
        return self

    def items(self) -> Iterator[tuple[Section | None, Item]]:
        """Yield every item with its section, the lead first (its section is None)."""
        yield None, self.lead
        for section in self.sections:
            for item in section.items:
                yield section, item

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator in printed order, derived ones included."""
        return tuple(i for _, item in self.items() for i in item.indicators)

    @cached_property
    def places(self) -> dict[str, tuple[Section | None, Item, Indicator]]:
        """Where each indicator stands, by its id."""
        return {i.id: (s, item, i) for s, item in self.items() for i in item.indicators}

    def indicator(self, id: str) -> Indicator:
        """Return the indicator; raise KeyError when the outline has none of that id."""
        return self.places[id][2]
