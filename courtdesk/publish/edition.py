"""One sheet as it goes out: what every form is made from, read once."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from courtdesk.checks.check import check
from courtdesk.models.article import Article
from courtdesk.models.finding import Finding
from courtdesk.models.revision import Revision
from courtdesk.models.sheet import FactSheet
from courtdesk.writing.article import compose

if TYPE_CHECKING:  # typst is loaded when the first chart is drawn
    from courtdesk.publish.chart_pictures import ChartPicture

Photos = Callable[[str], bytes]
"""Gives a photo's bytes by its SHA-256."""


@dataclass(frozen=True)
class Edition:
    """A sheet with its photos and, when it stands in a document, that document's revision."""

    sheet: FactSheet
    photos: Photos
    revision: Revision | None = None
    _drawing: AbstractContextManager[bool] = field(default_factory=Lock, compare=False, repr=False)

    @cached_property
    def on(self) -> date:
        """The day printed on every form: that of the revision, so that it never changes."""
        return self.revision.when.date() if self.revision else date.today()

    @cached_property
    def article(self) -> Article:
        """The article as it reads under the sheet."""
        return compose(self.sheet)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What the checks find in the figures, explained findings with their reasons."""
        return check(self.sheet)

    @property
    def charts(self) -> "tuple[ChartPicture, ...]":
        """Every chart as a picture. Raises UserError for characters no font can show."""
        with self._drawing:  # two forms may ask at once
            return self._charts

    @cached_property
    def _charts(self) -> "tuple[ChartPicture, ...]":
        from courtdesk.publish.chart_pictures import chart_pictures

        return chart_pictures(self.sheet)

    @cached_property
    def remarks(self) -> Sequence[Finding]:
        """What the proof finds in the words: figures that are not bound, rules of copy."""
        from courtdesk.writing.proof import proof  # its patterns take time to build

        return proof(self.sheet)

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the sheet's canonical JSON: keys in order, no blanks, UTF-8.

        Without the layout: what was signed stays signed when only its looks change. Without what
        is as in a new sheet: a later version of the program, which knows more fields, says the
        same.
        """
        said = self.sheet.model_dump(mode="json", exclude={"layout"}, exclude_defaults=True)
        plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
