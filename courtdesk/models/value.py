"""The base of every frozen value, and the paths that address a place inside one.

A path is dotted: ``figures.F019.printed``, ``outline.charts.c1.rows.0.label``. A segment names a
field of a value, or an element of a tuple: by its ``id``, by its place from 0 when it has none. The
empty path is the whole.
"""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value; a changed one is a new one that shares whatever did not change."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=False)

    def replaced(self, **changes: Any) -> Self:
        """Return a copy with these fields set and validated.

        Unlike ``model_copy(update=...)`` this validates; untouched values are shared, since
        pydantic keeps instances of frozen models as they are.
        """
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate(fields | changes)


def element(items: tuple[Any, ...], key: str) -> Any:
    """Return the element that ``key`` names; raise KeyError when there is none."""
    return items[_place(items, key)]


def read(value: Any, path: str) -> Any:
    """Return what stands at ``path`` under ``value``; raise KeyError for no such place."""
    if not path:
        return value
    head, _, rest = path.partition(".")
    if isinstance(value, tuple):
        return read(element(value, head), rest)
    if isinstance(value, Value) and head in type(value).model_fields:
        return read(getattr(value, head), rest)
    raise KeyError(path)


def written(value: Any, path: str, new: Any) -> Any:
    """Return ``value`` with ``new`` at ``path``, validated along the way, sharing the rest.

    Raises KeyError for a place that does not exist and pydantic's ValidationError for a value that
    the place refuses. Writing what stands there already returns ``value`` itself.
    """
    if not path:
        return new
    head, _, rest = path.partition(".")
    if isinstance(value, tuple):
        place = _place(value, head)
        fresh = written(value[place], rest, new)
        if _same(value[place], fresh, rest):
            return value
        return (*value[:place], fresh, *value[place + 1 :])
    if isinstance(value, Value) and head in type(value).model_fields:
        old = getattr(value, head)
        fresh = written(old, rest, new)
        if _same(old, fresh, rest):
            return value
        return value.replaced(**{head: fresh})
    raise KeyError(path)


def _place(items: tuple[Any, ...], key: str) -> int:
    for place, item in enumerate(items):
        if getattr(item, "id", str(place)) == key:
            return place
    raise KeyError(key)


def _same(old: Any, fresh: Any, rest: str) -> bool:
    """Whether nothing was written; only the last segment of a path needs to compare."""
    return fresh is old or (not rest and fresh == old and type(fresh) is type(old))
