"""What is drawn, as plain data in px: a chart laid out, not yet on any screen."""

from dataclasses import dataclass
from enum import IntEnum

from courtdesk.ui.charts.lettering import Role

BAND = 10  # px, a ring's thickness


class Align(IntEnum):
    """Where a text stands in the space it is given."""

    LEFT = 0
    CENTRE = 1
    RIGHT = 2


@dataclass(frozen=True, slots=True)
class Text:
    """Lines in a box that holds them exactly; `widths` are the lines' own."""

    x: int
    y: int
    lines: tuple[str, ...]
    widths: tuple[int, ...]
    role: Role
    align: Align

    @property
    def width(self) -> int:
        return max(self.widths)

    @property
    def height(self) -> int:
        return len(self.lines) * self.role.line


@dataclass(frozen=True, slots=True)
class Box:
    """A bar, or the swatch of a legend; `series` is None for a value not there yet."""

    x: int
    y: int
    width: int
    height: int
    series: int | None


@dataclass(frozen=True, slots=True)
class Axis:
    """The upright line all bars start from; what stands on it alone is 0."""

    x: int
    y: int
    height: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Slope:
    """The passage from one bar of a funnel to the next: a trapezium with an upright left side."""

    x: int
    y: int
    height: int
    above: int  # width of its upper side
    below: int


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring `share` of which is filled, from 0 to 1; None when the share is not known."""

    x: int
    y: int
    size: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Strip:
    """`places` cells from the first to the last, the court's `place` (from 1) filled."""

    x: int
    y: int
    width: int
    height: int
    places: int
    place: int | None


Mark = Text | Box | Axis | Slope | Ring | Strip


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart laid out for one width: everything to draw, and the height it takes."""

    height: int
    marks: tuple[Mark, ...]
