"""Where photos stand on a newspaper page: the first above, a second below, a third left."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class PhotoPlace(NamedTuple):
    """A photo's place on the first page: its number, its edge, its first column and its width."""

    photo: int
    at: str  # "above" all columns, "top" or "bottom" of some, "inline" in the text
    column: int = 0
    span: int = 1

    @property
    def columns(self) -> range:
        """The columns it covers."""
        return range(self.column, self.column + self.span)


def places(spans: Sequence[int], across: int) -> tuple[PhotoPlace, ...]:
    """Return a place for each photo; ``spans`` are the columns each asks for."""
    return tuple(_places(spans, across))


def _places(spans: Sequence[int], across: int) -> Iterator[PhotoPlace]:
    for number, asked in enumerate(spans):
        if asked == 0:  # asked for in the text
            yield PhotoPlace(number, "inline")
            continue
        span = min(asked, across if number == 0 else across - 1)
        if number == 0:
            yield PhotoPlace(0, "above" if span == across else "top", 0, span)
        elif number == 1:
            yield PhotoPlace(1, "bottom", across - span, span)
        elif number == 2 and across > 2 and across - min(spans[1], across - 1) >= span:
            yield PhotoPlace(2, "bottom", 0, span)
        else:
            yield PhotoPlace(number, "inline")
