"""Finds what travels with the program: the installed copy first, then the checkout."""

from functools import cache
from pathlib import Path

# The families of resources/fonts: 黑体 (Regular, Medium, Bold; the Regular covers all of GBK),
# 宋体 (Regular, Bold, Black), 仿宋 and 楷体 (Regular each; GB 2312 and little more, so name 宋体
# after them). Figures have one width in 黑体, 仿宋 and 楷体; in 宋体 the feature "hwid" gives it.
SANS, SERIF, FANG, KAI = "Courtdesk Sans", "Courtdesk Serif", "Courtdesk Fang", "Courtdesk Kai"

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root(name: str) -> Path:
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name


def path(*parts: str) -> Path:
    """The file or folder of resources/ named by `parts`: path("icons", "save.svg").

    Raises FileNotFoundError, a fault of the installation and never of the user.
    """
    return _existing(_root("resources"), parts)


def sample(*parts: str) -> Path:
    """The file or folder of samples/ named by `parts`. Raises FileNotFoundError."""
    return _existing(_root("samples"), parts)


def text(*parts: str) -> str:
    """The UTF-8 text of a file of resources/. Raises FileNotFoundError."""
    return path(*parts).read_text(encoding="utf-8")


def fonts() -> tuple[Path, ...]:
    """The font files that come with the program, in order of name."""
    return tuple(
        sorted(file for file in path("fonts").iterdir() if file.suffix in {".otf", ".ttf"})
    )


def _existing(root: Path, parts: tuple[str, ...]) -> Path:
    found = root.joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"not among the files of the program: {found}")
    return found
