"""Whose figures a row or a column holds, where a table sets several courts side by side."""

import re

_COURT = re.compile(r"(.{2,8}?)([县市区旗州])?(中级|基层)?(?:人民)?(?:法院|中院)")
_MANY = re.compile(
    r"(?:全[国省市区州]|[其各]他?[县市区]*)(?:各?(?:基层)?法院)?(?:平均|均值|最高|最低|中位数?)?[值数]?|"
    r"(?:平均|最高|最低|中位)[值数]?"
)
_NO_NAME = re.compile("[本我全各进到来]|人民|派出")
_OWN = re.compile("[县市区旗州]?(?:人民)?法院$")
_NAMED = re.compile(
    r"[\u4e00-\u9fff]{2,6}?[县市区旗州](?:中级|基层)?(?:人民)?法院|全[国省市区州]各?(?:基层)?法院|"
    r"[\u4e00-\u9fff]{2}中院"
)
_TRIBUNAL = re.compile(r"(?:^|[^\u4e00-\u9fff]|法院)([\u4e00-\u9fff]{2,4}?)(?:人民)?法庭")
_KINDS = re.compile(
    "派出|人民|基层|乡镇|[各全本我]|少年|家事|行政|刑事|民事|巡回|环保|环境|互联网|移动|数字"
)


def is_ours(text: str, court: str) -> bool:
    """Say whether a tidy text is the name of this court: 社旗县法院 for 社旗县人民法院."""
    found = _COURT.fullmatch(text)
    name = found[1] if found and not _NO_NAME.search(found[1]) else ""
    own = _OWN.sub("", court)
    same = bool(name and own) and (name.endswith(own) or own.endswith(name))
    return same or text in ("本院", "我院")


def elsewhere(text: str, court: str) -> bool:
    """Say whether a tidy text names another court than this one, or all of a city's together.

    ``court`` is empty for one nobody named; then no court is another.
    """
    bare = text.replace(" ", "")
    if not court or is_ours(bare, court):
        return False
    found = _COURT.fullmatch(bare)
    named = found and (found[2] or found[3] or not _NO_NAME.search(found[1]))
    return bool(named or _MANY.fullmatch(bare))


def named_beside(text: str, court: str) -> str:
    """Return the other court a tidy title names, or all of a city's; empty where ours is, too."""
    names = [m[0] for m in _NAMED.finditer(text.replace(" ", ""))] if court else []
    return "" if any(is_ours(n, court) for n in names) else next(iter(names), "")


def one_tribunal(text: str) -> str:
    """Return the one tribunal that a tidy text names, 赊店法庭; empty for all of them or none."""
    found = _TRIBUNAL.search(text)
    return f"{found[1]}法庭" if found and not _KINDS.search(found[1]) else ""
