"""The base of every frozen value, and the paths that address a place inside one.

A path is dotted: ``figures.F019.printed``, ``outline.sections.s2.items.s2i1.heading``. A segment
names a field of a value, or the ``id`` of an element of a tuple. The empty path is the whole.
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
    """Return the element whose ``id`` is ``key``; raise KeyError when there is none."""
    for item in items:
        if item.id == key:
            return item
    raise KeyError(key)


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
        old = element(value, head)
        fresh = written(old, rest, new)
        if _same(old, fresh, rest):
            return value
        return tuple(fresh if i is old else i for i in value)
    if isinstance(value, Value) and head in type(value).model_fields:
        old = getattr(value, head)
        fresh = written(old, rest, new)
        if _same(old, fresh, rest):
            return value
        return value.replaced(**{head: fresh})
    raise KeyError(path)


def _same(old: Any, fresh: Any, rest: str) -> bool:
    """Whether nothing was written; only the last segment of a path needs to compare."""
    return fresh is old or (not rest and fresh == old and type(fresh) is type(old))
