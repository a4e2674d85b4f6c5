"""A random walk of edits, undo, redo, save, reload and kill: the sheet is always what it should be.

What a person does is in ``tests/walking``, beside the model that tells what should come of it.
"""

from hashlib import sha256

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from courtdesk.checks import check
from courtdesk.models.sheet import FactSheet
from courtdesk.store import Document, leftovers, recover
from courtdesk.writing.article import compose, plain
from tests.walking.arranging import Arranging
from tests.walking.model import NOW, WHO, resolves
from tests.walking.writing import Writing


class Clock:
    """Stands for datetime where sources and reasons are dated."""

    @staticmethod
    def now():
        return NOW


def dies(document):
    """End as a killed process does: nothing is closed, the system drops the lock."""
    document._db.close()
    document._copy.release()


class Walk(Writing, Arranging):
    """The steps of a person, undo and redo, and what becomes of the file."""

    @rule()
    def undo(self):
        self.space.undo_stack.undo()
        if self.at:
            self.at -= 1
            self._put(self.steps[self.at][0], 0, self._sheet(self.at))

    @rule()
    def redo(self):
        self.space.undo_stack.redo()
        if self.at < len(self.steps):
            path, typing, after = self.steps[self.at]
            self.at += 1
            self._put(path, typing, after)

    @rule()
    def flush(self):
        self.space.flush()
        self._flushed()
        self.space.writer.flush(20)
        assert self.space.document.sheet == self.durable == self.now

    @rule()
    def save_and_open_again(self):
        self._flushed()
        self.space.publish()
        assert self.space.close().result() == ""
        assert leftovers() == ()
        self._show(Document.open(self.path, WHO), self.now)

    @rule()
    def die_and_go_on(self):
        self.space.writer.flush(20)
        self.space.writer.call(dies).result(20)
        self.space.writer._jobs.put(None)
        self.space.writer._thread.join(20)
        self.space._settle.stop()  # with a process its timers die, too
        self.space.proofreader.close()
        left = leftovers()
        again = recover(left[0], WHO) if left else Document.open(self.path, WHO)
        self._show(again, self.durable)

    @invariant()
    def the_sheet_is_what_the_model_says(self):
        assert self.space.sheet == self.now
        stack = self.space.undo_stack
        assert (stack.index(), stack.count()) == (self.at, len(self.steps))
        assert not self.told

    @invariant()
    def what_is_made_of_the_sheet_can_be_made(self):
        sheet = self.space.sheet
        assert self.space.findings == check(sheet)
        assert all(f.path and f.message for f in self.space.findings)
        assert plain(compose(sheet)).endswith("\n") or not compose(sheet).blocks
        assert FactSheet.model_validate_json(sheet.model_dump_json()) == sheet

    @invariant()
    def every_photo_has_its_bytes(self):
        for photo in self.space.sheet.photos:
            assert sha256(self.space.blob(photo.sha256)).hexdigest() == photo.sha256

    def teardown(self):
        if not hasattr(self, "space"):
            return
        last = self._sheet(len(self.steps))
        while self.at:
            self.undo()
        assert self.space.sheet == self.first
        while self.at < len(self.steps):
            self.redo()
        assert self.space.sheet == last
        self.flush()
        rows = self.space.writer.call(lambda document: document.history(10**6)).result(20)
        assert len(rows) == self.rows
        assert all(row.label for row in rows)
        for path in {row.path for row in rows}:
            assert any(resolves(sheet, path) for sheet in self.seen)
        self.save_and_open_again()
        self.space.close().result()


@pytest.mark.slow
def test_a_random_walk_never_leaves_the_sheet_other_than_it_should_be(
    qapp, state, tmp_path, monkeypatch
):
    monkeypatch.setattr("courtdesk.ui.workspace.datetime", Clock)
    monkeypatch.setattr("courtdesk.ui.workspace.who", lambda: WHO)
    monkeypatch.setattr(Clock, "astimezone", lambda self: NOW, raising=False)
    monkeypatch.setattr(Walk, "folder", tmp_path, raising=False)
    # Without shrinking: a failure is told at once; its steps are short enough to follow.
    steps = settings(
        max_examples=25,
        stateful_step_count=40,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
    )
    run_state_machine_as_test(Walk, settings=steps)
