"""Sets a template of resources/typst with data: PDF/A-2u with the program's own fonts only.

Data reaches the template as one JSON file and is only ever shown as text, so no word of a document
can act as Typst code. The root Typst may read is a private folder that holds the templates, the
data and the pictures of this process; nothing is fetched.

As a file, not as an input: of what an edit leaves as it was Typst then keeps the layout.
"""

import atexit
import json
import os
import re
import shutil
import unicodedata
import weakref
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, time
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from threading import Lock, RLock
from typing import Any, NamedTuple

import typst

from courtdesk import resources, workshop
from courtdesk.models.errors import UserError

_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class Unshown(UserError):
    """None of the fonts has these ``signs``."""

    def __init__(self, signs: str) -> None:
        self.signs = signs
        super().__init__(f"无法排版：字库中没有{self.named}，请换成别的字后再导出。")

    @property
    def named(self) -> str:
        """The first ten of them, and their codes."""
        signs = self.signs[:10]
        return f"“{signs}”（{'、'.join(f'U+{ord(sign):04X}' for sign in signs)}）"


class Shown(NamedTuple):
    """A PDF for the screen, and what must be said of it."""

    pdf: bytes
    said: str = ""


class Template:
    """One template, to be probed and printed with as many sets of data as needed.

    A ``draft`` is for the screen: its PDF looks the same and has no tags for screen readers.
    """

    def __init__(self, name: str, draft: bool = False) -> None:
        self._tags = not draft
        self._data = _taken(name)  # nobody else's as long as this lives
        weakref.finalize(self, _free.append, self._data)
        self._said = ""
        self._reader = typst.Compiler(  # reads a file again when it has changed
            str(_root() / f"{name}.typ"),
            root=str(_root()),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": f"/{self._data}"},
        )

    def probe(self, data: Mapping[str, Any], expression: str) -> Any:
        """Return what a Typst expression finds in the laid-out document, as JSON reads it."""
        return json.loads(self._compiler(data).eval(expression))

    def pdf(self, data: Mapping[str, Any], on: date) -> bytes:
        """Return the PDF, dated; equal data give equal bytes.

        Raises Unshown, naming the characters none of the fonts can show.
        """
        return self._pdf(data, on, strict=True)

    def preview(self, data: Mapping[str, Any], on: date) -> Shown:
        """Return the PDF of a form that is read in other fonts than ours.

        Characters ours cannot show are boxes in it, and named beside it.
        """
        try:
            return Shown(self._pdf(data, on, strict=True))
        except Unshown as error:
            said = f"字库中没有{error.named}，此处以方框代替，文件照原样"
            return Shown(self._pdf(data, on, strict=False), said)

    def _pdf(self, data: Mapping[str, Any], on: date, strict: bool) -> bytes:
        stamp = datetime.combine(on, time(), UTC)
        try:
            made = self._compiler(data).compile(
                format="pdf",
                pdf_standards=["a-2u"] if strict else [],
                timestamp=stamp,
                pdf_tags=self._tags,
            )
        except typst.TypstError as error:
            raise _explained(error) from error
        assert isinstance(made, bytes)
        return made

    def png(self, data: Mapping[str, Any], ppi: float) -> list[bytes]:
        """Return a PNG a page, with ``ppi`` pixels an inch."""
        return _pages(self._compiler(data).compile(format="png", ppi=ppi))

    def svg(self, data: Mapping[str, Any]) -> list[bytes]:
        """Return an SVG a page; its text is drawn, so that it looks alike without any font."""
        return _pages(self._compiler(data).compile(format="svg"))

    def _compiler(self, data: Mapping[str, Any]) -> typst.Compiler:
        """Return the compiler, with these data; what was probed is printed as it was laid out."""
        said = json.dumps(shown(data), ensure_ascii=False)
        if self._said != said:
            self._said = ""  # what is half written is nobody's
            _keep(self._data, said.encode())
            self._said = said
        return self._reader


def _pages(made: bytes | list[bytes] | None) -> list[bytes]:
    """Typst gives one page alone and several as a list."""
    assert made is not None
    return [made] if isinstance(made, bytes) else made


def keep_picture(data: bytes, kind: str = "jpg") -> str:
    """Put a picture where a template can read it; return the path to name it by."""
    name = f"{sha256(data).hexdigest()}.{kind}"
    with _keeping:  # the preview and an export may ask for the same picture at once
        if not (_root() / name).exists():
            _keep(name, data)
    return f"/{name}"


def _keep(name: str, data: bytes) -> None:
    with _writing():
        (_root() / name).write_bytes(data)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError("无法排版：临时文件夹写不进去，请检查磁盘空间后再试。") from error


def _taken(name: str) -> str:
    """Return the name of a data file for this template, the same again and again."""
    start = f"{name}-{os.getpid()}-"  # a process that was forked has the same root
    with _keeping:
        for number, free in enumerate(_free):
            if free.startswith(start):
                return _free.pop(number)
        return f"{start}{next(_numbers)}.json"


def shown(value: Any) -> Any:
    """Return the data without the characters that have no form of their own.

    These are controls, lone surrogates, zero-width signs and marks that turn a line's direction.
    """
    if isinstance(value, str):
        if value.isprintable():  # which most is, and told at once
            return value
        return "".join(c for c in value if c == "\n" or unicodedata.category(c) not in FORMLESS)
    if isinstance(value, Mapping):
        return {key: shown(v) for key, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [shown(v) for v in value]
    return value


FORMLESS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _root() -> Path:
    with _opening:
        if not _roots:
            with _writing(), ExitStack() as opened:
                root = opened.enter_context(workshop.opened())
                shutil.copytree(resources.path("typst"), root, dirs_exist_ok=True)
                atexit.register(opened.pop_all().close)  # it stays as long as the process
                _roots.append(root)
        return _roots[0]


_opening, _keeping = Lock(), RLock()
_free: list[str] = []  # data files nobody uses now
_numbers = count()
_roots: list[Path] = []  # one, when it is there


@cache
def _fonts() -> typst.Fonts:
    folders = sorted({str(file.parent) for file in resources.fonts()})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _explained(error: typst.TypstError) -> Exception:
    found = _UNSHOWN.findall(error.diagnostic)
    if not found:
        return error
    texts = (_ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) for text in found)
    return Unshown("".join(dict.fromkeys("".join(texts))))
