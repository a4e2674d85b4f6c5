"""What the head of a column says its cells are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from courtdesk.excel.intake.looks import is_part, is_period, tidy, year_in
from courtdesk.excel.intake.wording import plain, split_unit, unbracketed, words


class Role(Enum):
    """What the cells of a column are."""

    NUMBER = "序号"
    LABEL = "指标名称"
    UNIT = "单位"
    NOW = "本年数"
    BEFORE = "上年数"
    CHANGE = "同比"
    NOTE = "备注"
    OTHER = "其他说明"
    PART = "分期数"
    TOTAL = "合计"
    ELSEWHERE = "别院的数"
    PERSON = "个人的数"
    VALUE = "数"


SKIPPED = {
    Role.CHANGE: "同比，由程序计算",
    Role.NOTE: "备注",
    Role.OTHER: "填报信息",
    Role.PART: "不是全年的数",
    Role.NUMBER: "序号",
    Role.ELSEWHERE: "不是本院的数",
    Role.PERSON: "一个人的数",
}
"""Roles whose cells hold no figure of the year, and how the report says so."""


@dataclass(frozen=True)
class Head:
    """One column: its role, the words left to name an indicator, its unit, the year it names."""

    role: Role
    labels: tuple[str, ...] = ()
    unit: str = ""
    year: int = 0


@cache
def _roles() -> dict[str, Role]:
    lists = words().heads
    return {plain(word): Role[name.upper()] for name, group in lists.items() for word in group}


_CHANGE = re.compile("同比|环比|增减|增幅|[较比]上年|[较比]去年")
_NOTE = re.compile("备注|说明$|口径$|来源$")
_OTHER = re.compile("^填[报表]|^联系|电话|签[字名]|^审核|^制表")
_BEFORE = re.compile("^(?:上年同期|去年同期|上年度?|去年)")
_NOW = re.compile("^(?:本年度?|今年|当年)")
_YEAR = re.compile(r"^((?:19|20)\d\d)年度?")
_LEAF = {Role.NUMBER, Role.LABEL, Role.UNIT, Role.NOTE, Role.OTHER, Role.CHANGE, Role.PART}
_ORDER = (Role.CHANGE, Role.PART, Role.NOTE, Role.OTHER, Role.BEFORE, Role.NOW, Role.TOTAL)


@lru_cache(maxsize=4096)
def role_of(text: str) -> Role | None:
    """Return the role the words of a header cell have, None when they name something."""
    bare, period = plain(unbracketed(text)), tidy(unbracketed(text))
    if is_part(period):
        return Role.PART
    if is_period(period):
        return Role.BEFORE if bare.startswith(("上年", "去年")) else Role.NOW
    found = _roles().get(bare)
    if found is None and _CHANGE.search(bare):
        return Role.CHANGE
    if found is None and _NOTE.search(bare):
        return Role.NOTE
    return Role.OTHER if found is None and _OTHER.search(bare) else found


def read_head(pieces: Sequence[str], year: int) -> Head:
    """Read the header cells over a column, topmost first; ``year`` is the sheet's."""
    roles: list[Role] = []
    labels: list[str] = []
    unit, named = "", 0
    for text in dict.fromkeys(pieces):
        words, found = split_unit(text)
        unit = found or unit
        own = year_in(tidy(text)) or year_in(tidy(words))
        role = _of_year(own, year) if own else role_of(text)
        named = own or named
        if role is None and words:
            role, rest, own = _prefixed(words, year)
            named = own or named
            labels += [rest] if rest else []
        roles += [role] if role else []
    leaf = roles[-1:] if roles and roles[-1] in _LEAF else []
    role = next((r for r in (*leaf, *_ORDER) if r in roles), None)
    role = role or (roles[-1] if roles and not labels else Role.VALUE)
    return Head(role, tuple(labels), unit, named)


def _of_year(named: int, year: int) -> Role:
    return {year: Role.NOW, year - 1: Role.BEFORE}.get(named, Role.PART)


def _prefixed(words: str, year: int) -> tuple[Role | None, str, int]:
    """Take the year off words that begin with one: 2022年受理数, 上年同期受理数."""
    found = _YEAR.match(words)
    if found:
        named = int(found[1])
        return _of_year(named, year), words[found.end() :], named
    for pattern, role in ((_BEFORE, Role.BEFORE), (_NOW, Role.NOW)):
        found = pattern.match(words)
        if found and found.end() < len(words):
            return role, words[found.end() :], 0
    return None, words, 0
