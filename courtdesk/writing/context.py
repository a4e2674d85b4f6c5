"""What the words before a figure make of it: a share, a change, an average, a rank."""

import re

_REACH = 40
"""How far back a figure's clause is looked at, in characters."""

_CLAUSE = re.compile("[，。；：、,;:\n（）()]")
_RISE = "上升|增长|提高|增加|提升|增幅|上涨|增收|扩大|多出|增"
_FALL = "下降|减少|降低|缩短|压降|降幅|回落|减幅|下跌|减轻|压缩|缩减|少了|减"
_CHANGE = re.compile(
    f"(?:(?P<up>{_RISE})|(?P<down>{_FALL}))(?:了|幅度?为?|率?为)?[约近超达逾过]{{0,2}}$"
)
_MORE = re.compile(r"[比较].{0,12}(?:(?P<up>多)|(?P<down>少))[办结收审执]?了?$")
_AVERAGE = re.compile("(?:人|户)均|平均|月均|年均|日均|院均|庭均|件均|案均(?!衡)")
_SHARE = re.compile("占")
_RANKED = re.compile("列|居|排|名|位|全[市省国县区]|进入|跻身|获|并列|中院|均|和|、|从|至|升|前")
_RANK_END = re.compile("位|名|$|[，。；、,;）)！”和与及的至]")


def kind_and_sign(plain: str, after: int, start: int, kind: str, unit: str) -> tuple[str, str]:
    """Return the kind and the sign of the figure that starts at `start`.

    `after` is where the figure before it ends: nobody's words are counted twice.
    """
    before = plain[max(after, start - _REACH) : start].rstrip()
    clause = _CLAUSE.split(before)[-1]
    change = _CHANGE.search(clause) or _MORE.search(clause)
    if kind in ("rank", "duration") and not change:
        return ("average" if kind == "duration" and _AVERAGE.search(clause) else kind), ""
    sign = ("+" if change["up"] else "-") if change else ""
    if change and kind not in ("points", "times", "rank"):
        return "change", sign
    if kind == "rate":
        return ("share" if _SHARE.search(clause) or "占" in before[-12:] else kind), sign
    if kind == "tenths":
        return ("share" if _SHARE.search(clause) else kind), sign
    if kind in ("count", "money") and _AVERAGE.search(clause):
        return "average", sign
    return kind, sign


def places_anyone(plain: str, start: int, end: int) -> bool:
    """Whether 第3 or 前三 is a place among others, and not the third of a row of things."""
    if plain[end - 1 : end] in ("位", "名"):
        return True
    return bool(_RANK_END.match(plain, end) and _RANKED.search(plain[max(0, start - 14) : start]))
