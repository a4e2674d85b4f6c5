"""What a person types on a walk: figures, states, words, photos and reasons."""

import json
from hashlib import sha256

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from courtdesk.models.errors import UserError
from courtdesk.models.quantity import Quantity, QuantityError
from courtdesk.models.sheet import Photo, State
from tests.walking.model import CHOICE, NOW, WHO, Model, chosen, rewritten

VALUES = ["10336件", "2.88亿元", "52.29%", "第3", "720余人", "近3亿元", "1 689.7万元", "１２", "0"]
VALUES += ["100%", "", "　", "abc", "件", "1..2", "--", "12x", "5" * 40, "=1+1", "二百二十八件"]
TEXTS = ["", "全年受理{F001}，", "{F001", "{没有}", "{}}{", "<b>&\n第二段", "\x00\x07", "😀" * 9]
TEXTS += ["{year}年至{year+1}年", "=SUM(A1)", "长" * 3000, "\ud800"]


class Writing(Model):
    """Steps at one path of the sheet."""

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
        titles = [
            f"outline.sections.{section.id}.{place}"
            for section in self.now.outline.sections
            for place in ("title", "slogan", *(f"items.{i.id}.heading" for i in section.items[:1]))
        ]
        path = chosen(number, [*heads[:2], *passages[:3], *captions[:1], *titles[:3], "court"])
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
        photo = Photo(id=f"p{next(self.numbers)}", name="照片", sha256=key)
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
        kept = [
            f.reason
            for f in self.space.findings
            if (f.rule, f.path) == (finding.rule, finding.path)
        ]
        assert reason.strip() in kept
