"""A random walk of edits, undo, redo, save, reload and kill: the sheet is always what it should be.

A plain list of sheets stands for the undo stack. Every edit is made twice, by the workspace and on
the sheet's JSON, and both must agree after every step.
"""

import json
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from courtdesk.checks import check
from courtdesk.excel.exchange import Change, apply
from courtdesk.models import arrange, departments
from courtdesk.models.errors import UserError
from courtdesk.models.outline import Indicator
from courtdesk.models.quantity import Quantity, QuantityError
from courtdesk.models.sheet import FactSheet, Photo, Request, State, blank
from courtdesk.models.value import read
from courtdesk.publish.forms import sent
from courtdesk.store import Document, leftovers, recover
from courtdesk.ui.workspace import Workspace
from courtdesk.writing.article import compose, plain
from courtdesk.writing.outlines import load_outline
from courtdesk.writing.samples import load_sample

WHO = "甲"
NOW = datetime(2025, 1, 15, 9, 30, tzinfo=UTC)
VALUES = ["10336件", "2.88亿元", "52.29%", "第3", "720余人", "近3亿元", "1 689.7万元", "１２", "0"]
VALUES += ["100%", "", "　", "abc", "件", "1..2", "--", "12x", "5" * 40, "=1+1", "二百二十八件"]
TEXTS = ["", "全年受理{F001}，", "{F001", "{没有}", "{}}{", "<b>&\n第二段", "\x00\x07", "😀" * 9]
TEXTS += ["{year}年至{year+1}年", "=SUM(A1)", "长" * 3000, "\ud800"]
CHOICE = st.integers(0, 10**6)


class Clock:
    """Stands for datetime where sources and reasons are dated."""

    @staticmethod
    def now():
        return NOW


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


def dies(document):
    """End as a killed process does: nothing is closed, the system drops the lock."""
    document._db.close()
    document._copy.release()


class Walk(RuleBasedStateMachine):
    """The workspace beside its model: ``steps`` are (path, typing, sheet afterwards)."""

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
        self.path = document.publish(self.folder / f"{next(Walk.numbers)}.courtdesk")
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

    # --- the model ------------------------------------------------------------------------------

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

    # --- what a person does ---------------------------------------------------------------------

    sessions = st.sampled_from(["none", "same", "same", "new"])

    @rule(number=CHOICE, text=st.sampled_from(VALUES), session=sessions)
    def enter_this_year(self, number, text, session):
        self._enter(number % 5, text, "printed", self._typing(session))

    @rule(number=CHOICE, text=st.sampled_from(VALUES), session=sessions)
    def enter_last_year(self, number, text, session):
        self._enter(number % 5, text, "previous", self._typing(session))

    def _enter(self, number, text, field, typing):
        if not self.now.wanted:
            return
        indicator = chosen(number, self.now.wanted)
        old = self.now.figure(indicator.id)
        unit = "位" if indicator.measure == "rank" else indicator.unit
        try:
            quantity = Quantity.parse(text, unit) if text.strip() else None
        except QuantityError:
            with pytest.raises(UserError):
                self.space.enter(indicator.id, text, field, typing)
            return
        if getattr(old, field) != quantity and old.state is State.LOCKED:
            with pytest.raises(UserError, match="锁定"):
                self.space.enter(indicator.id, text, field, typing)
            return
        self.space.enter(indicator.id, text, field, typing)
        if getattr(old, field) == quantity:
            return
        figure = json.loads(old.model_dump_json()) | {field: quantity and quantity.printed}
        if field == "printed":
            figure["state"] = "已收" if quantity else "待收"
            figure["source"] |= {"who": WHO, "when": NOW.isoformat()}
            figure["source"] |= dict.fromkeys(("file", "sheet", "cell", "sha256"), "")
        elif old.state is State.CHECKED:
            figure["state"] = "已收"
        path = f"figures.{indicator.id}"
        self._edited(path, typing, rewritten(self.now, path, figure))

    @rule(number=CHOICE, state=st.sampled_from(State))
    def set_a_state(self, number, state):
        if self.now.wanted:
            id = chosen(number % 5, self.now.wanted).id
            self.space.set_figure(id, "状态", state=state)
            self._edited(f"figures.{id}", 0, rewritten(self.now, f"figures.{id}.state", state))

    @rule(number=CHOICE, text=st.sampled_from(TEXTS), session=sessions)
    def write(self, number, text, session):
        heads = [f"head.{name}" for name in type(self.now.head).model_fields]
        passages = [f"passages.{p.id}.text" for p in self.now.passages]
        captions = [f"photos.{p.id}.caption" for p in self.now.photos]
        path = chosen(number, [*heads[:2], *passages[:3], *captions[:1], "court"])
        typing = self._typing(session)
        if not text.isascii() and "\ud800" in text:
            with pytest.raises(UserError):
                self.space.edit(path, text, "文字", typing)
            return
        self.space.edit(path, text, "文字", typing)
        self._edited(path, typing, rewritten(self.now, path, text))

    @rule(path=st.sampled_from(["year", "figures", "head.title"]), new=st.just(-1))
    def write_what_the_place_refuses(self, path, new):
        with pytest.raises(UserError):
            self.space.edit(path, new, "不行")

    @rule(data=st.binary(max_size=40))
    def add_a_photo(self, data):
        key = self.space.attach(data, "照片.jpg")
        assert key == sha256(data).hexdigest()
        photo = Photo(id=f"p{next(Walk.numbers)}", name="照片", sha256=key)
        self.space.edit("photos", (*self.now.photos, photo), "添加照片")
        photos = [json.loads(p.model_dump_json()) for p in (*self.now.photos, photo)]
        self._edited("photos", 0, rewritten(self.now, "photos", photos))

    @rule()
    def remove_a_photo(self):
        if self.now.photos:
            self.space.edit("photos", self.now.photos[1:], "移除照片")
            rest = json.loads(self.now.model_dump_json())["photos"][1:]
            self._edited("photos", 0, rewritten(self.now, "photos", rest))

    @rule(number=CHOICE, reason=st.sampled_from(["口径不同", "等为开放列举", " "]))
    def explain(self, number, reason):
        if not self.space.findings:
            return
        finding = chosen(number, self.space.findings)
        self.space.explain(finding, reason)
        given = json.loads(self.now.model_dump_json())["explanations"]
        given = [e for e in given if (e["id"], e["path"]) != (finding.rule, finding.path)]
        if reason.strip():
            told = {"id": finding.rule, "path": finding.path, "values": finding.values}
            given.append(told | {"reason": reason, "who": WHO, "when": NOW.isoformat()})
        self._edited("explanations", 0, rewritten(self.now, "explanations", given))
        kept = [f.reason for f in self.space.findings if (f.rule, f.path) == (told_of(finding))]
        assert reason.strip() in kept

    @rule(number=CHOICE, what=st.sampled_from(["section", "item", "indicator"]))
    def add(self, number, what):
        outline = self.now.outline
        if what == "section":
            fresh, _ = arrange.add_section(self.now, "聚力新篇")
        elif what == "item" and outline.sections:
            fresh, _ = arrange.add_item(self.now, chosen(number, outline.sections).id, "新条目")
        else:
            item = chosen(number, [item.id for _, item in outline.items()])
            fresh, _ = arrange.add_indicator(
                self.now, item, Indicator(id="x", label="新指标", unit="件")
            )
        self._arranged(fresh, "添加")

    @rule(number=CHOICE, by=st.sampled_from([-1, 1]))
    def move(self, number, by):
        if self._places():
            self._arranged(arrange.move(self.now, chosen(number, self._places()), by), "移动")

    @rule(number=CHOICE)
    def remove(self, number):
        if self._places():
            self._arranged(arrange.remove(self.now, chosen(number, self._places())), "删除")

    @rule(number=CHOICE, title=st.sampled_from(["", "聚力<b>", "长" * 200]))
    def rename(self, number, title):
        sections = [s.id for s in self.now.outline.sections]
        if sections:
            path = f"sections.{chosen(number, sections)}"
            self._arranged(arrange.change(self.now, path, title=title), "改名")

    def _places(self):
        outline = self.now.outline
        items = [arrange.item_path(outline, item.id) for _, item in outline.items()]
        places = [f"sections.{s.id}" for s in outline.sections]
        places += [path for path in items if path != "lead"]
        places += [arrange.indicator_path(outline, i.id) for i in outline.indicators]
        return places

    def _arranged(self, fresh, label):
        self.space.edit("", fresh, label)
        self._edited("", 0, fresh)

    @rule(number=CHOICE, text=st.sampled_from(["12件", "3.5万元", ""]))
    def import_a_workbook(self, number, text):
        free = [f.id for f in self.now.figures if f.state is not State.LOCKED]
        ids = dict.fromkeys(chosen(number + n, free) for n in range(3) if free)
        where = {"file": "表.xlsx", "sheet": "导语", "cell": "D4"}
        changes = [
            Change(id=id, field=field, label=id, old="", new=text, by="李某", **where)
            for id, field in zip(ids, ("printed", "previous", "note"), strict=False)
        ]
        fresh = apply(self.now, changes, WHO, NOW)
        self.space.edit("", fresh, "导入 表.xlsx")
        self._edited("", 0, fresh)

    @rule(number=CHOICE, other=CHOICE, what=st.sampled_from(["rename", "remove", "move"]))
    def change_the_departments(self, number, other, what):
        names = departments.departments(self.now.outline)
        if not names:
            return
        name = chosen(number, names)
        match what:
            case "rename":
                fresh = departments.rename(self.now, name, chosen(other, (*names, "新部门")))
            case "remove":
                fresh = departments.remove(self.now, name)
            case _:
                fresh = departments.move(self.now, name, 1)
        self._arranged(fresh, "部门")

    @rule(number=CHOICE)
    def send_forms(self, number):
        names = departments.departments(self.now.outline)
        asked = [Request(department=chosen(number, names), when=NOW)] if names else []
        fresh = sent(self.now, asked)
        self.space.edit("requests", fresh.requests, "发放采集表")
        self._edited("requests", 0, fresh)

    # --- undo, save, reload, kill ---------------------------------------------------------------

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

    # --- what always holds ----------------------------------------------------------------------

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


def told_of(finding):
    return finding.rule, finding.path


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
