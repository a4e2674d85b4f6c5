"""The workspace of a walk beside its model: a plain list of sheets stands for the undo stack.

Every edit is made twice, by the workspace and on the sheet's JSON, and both must agree.
"""

import json
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from courtdesk.models.sheet import FactSheet, blank
from courtdesk.models.value import read
from courtdesk.store import Document
from courtdesk.ui.workspace import Workspace
from courtdesk.writing.outlines import load_outline
from courtdesk.writing.samples import load_sample

WHO = "甲"
NOW = datetime(2025, 1, 15, 9, 30, tzinfo=UTC)
CHOICE = st.integers(0, 10**6)


def chosen(number, things):
    """The thing of this number, counted round and round."""
    things = tuple(things)
    return things[number % len(things)]


def rewritten(sheet, path, new):
    """The sheet with ``new`` at ``path``, made on its JSON: what `written` should give."""
    data = json.loads(sheet.model_dump_json())
    place, last = data, path.split(".")[-1]
    for name in path.split(".")[:-1]:
        place = next(e for e in place if e["id"] == name) if type(place) is list else place[name]
    if type(place) is list:
        place[[e["id"] for e in place].index(last)] = new
    else:
        place[last] = new
    return FactSheet.model_validate_json(json.dumps(data))


def resolves(sheet, path):
    with suppress(KeyError):
        read(sheet, path)
        return True
    return False


class Model(RuleBasedStateMachine):
    """``steps`` are (path, typing, sheet afterwards); ``at`` of them are done."""

    folder: Path
    numbers = count()

    @initialize(name=st.sampled_from(["sheqi-2023", "yunchuan-2024", "minimal"]))
    def start(self, name):
        sheet, blobs = (
            (blank("甲县人民法院", 2024, load_outline(name)), {})
            if name == "minimal"
            else load_sample(name)
        )
        document = Document.new(sheet, WHO, blobs)
        self.path = document.publish(self.folder / f"{next(self.numbers)}.courtdesk")
        self.rows = 1
        self.seen = [sheet]
        self._show(document, sheet)

    def _show(self, document, sheet):
        assert document.read_only == "" and document.sheet == sheet
        self.space = Workspace(document)
        self.told = []
        self.space.changed.connect(self._hear)
        self.first = self.now = self.durable = sheet
        self.steps, self.at = [], 0
        self.pending = None

    def _hear(self, sheet, path):
        self.told.append((sheet, path))

    def _flushed(self):
        """What was typed last becomes durable, one row of the history."""
        if self.pending:
            path, before = self.pending
            self.rows += read(self.now, path) != before
            self.pending = None
        self.durable = self.now

    def _put(self, path, typing, after):
        if not (typing and self.pending and self.pending[0] == path):
            self._flushed()
            self.pending = path, read(self.now, path)
        self.now = after
        self.seen.append(after)
        if not typing:
            self._flushed()
        assert [path for _, path in self.told] == [path]
        assert self.told.pop()[0] is self.space.sheet

    def _edited(self, path, typing, after):
        """The model makes the step the workspace has just made."""
        if after == self.now:
            assert not self.told
            return
        self._put(path, typing, after)
        del self.steps[self.at :]
        if typing and self.steps and self.steps[-1][:2] == (path, typing):
            del self.steps[-1]
            before = self._sheet(len(self.steps))
            if read(before, path) != read(after, path):
                self.steps.append((path, typing, after))
        else:
            self.steps.append((path, typing, after))
        self.at = len(self.steps)

    def _sheet(self, at):
        return self.steps[at - 1][2] if at else self.first

    def _typing(self, session):
        """A typing session: none, the one that is open, or a new one."""
        if session == "new":
            return self.space.begin_typing()
        return self.space._typing if session == "same" else 0
