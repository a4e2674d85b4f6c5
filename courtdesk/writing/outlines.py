"""The outlines that come with the program: a TOML file each, in resources/outlines."""

import tomllib
from functools import cache
from pathlib import Path

from courtdesk import resources
from courtdesk.models.errors import UserError
from courtdesk.models.outline import Outline


@cache
def load_outline(name: str) -> Outline:
    """Return the outline of this file name (without .toml).

    Raises UserError when there is none of that name.
    """
    known = [path.stem for path in _files()]
    if name not in known:
        raise UserError(f"没有名为“{name}”的提纲：请从{'、'.join(known)}中选一个")
    return Outline.model_validate(tomllib.loads(resources.text("outlines", f"{name}.toml")))


def outlines() -> tuple[tuple[str, str], ...]:
    """Return the name and the title of every outline, in order of name."""
    return tuple((path.stem, load_outline(path.stem).name) for path in _files())


def _files() -> list[Path]:
    return sorted(resources.path("outlines").glob("*.toml"))
