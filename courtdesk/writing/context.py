"""What the words around a figure make of it: a share, a change, an average, a rank."""

import re

from courtdesk.writing.found import BLANK_CHARS, FoundFigure

_REACH = 40
"""How far back a figure's clause is looked at, in characters."""

_CLAUSE = re.compile("[，。；：、,;:\n（）()]")
_SENTENCE = re.compile("[，。；：,;:\n（）()]")
_RISE = (
    "上升|增长|提高|增加|提升|上涨|增收|扩大|多出|攀升|递增|激增|上浮|(?<!新)增|升|前移|前进"
    "|[增涨]幅|增速|增长率|上升率|翻"
)
_FALL = (
    "下降|减少|降低|缩短|压降|回落|下跌|减轻|压缩|缩减|少了|递减|下浮|锐减|负增长|下调|减|降|后移"
    "|[降减跌]幅|下降率|放缓|下滑|收窄|缩小|走低"
)
_CHANGE = re.compile(
    f"(?:(?P<down>{_FALL})|(?P<up>{_RISE}))(?:了|幅度?)?"
    "(?:(?<=[幅度率速])(?:分别|[则仅均])?为?)?[约近超达逾过]{0,2}$"
)
_MORE = re.compile(
    "[比较].{0,16}(?:(?P<up>多)|(?P<down>少))"
    "(?:受理|收案|办案|结案|审结|执结|办结|办理|化解|立案|[办结收审执立])?了?$"
)
_AVERAGE = re.compile("(?:人|户)均|平均|月均|年均|日均|院均|庭均|件均|案均(?!衡)")
_BESIDE_AVERAGE = re.compile("[高低优少多]于|高出")
_OF_THEM = re.compile(
    "案件|纠纷|的(?![^，。；、,;]{0,10}(?:率|度|比例|增长|增速|增幅|目标|标准|要求))"
)
_RANKED = re.compile(
    "列|居|排|名|位|全[市省国县区]|进入|跻身|获|并列|中院|均|和|、|从|至|升|前|考[核评]|得分"
)
_RANK_END = re.compile("位|名|甲|/|$|[\n，。；、,;）)！”和与及的至]")
_DIGITS = "零一二三四五六七八九十"
_ROW = re.compile("[、与]|和(?![解谐])|(?<![涉普])及")
_MADE = re.compile(
    "(?:建|立|办|设|成|造|展|开|台|定|出|布|选|为|得|理|育|派|写|有|增|获|达|了|共)$"
    "|^[^、]{0,4}(?:(?<!建)设(?![置定计备])|成立|组建|建成|新建|建立|选派|管?辖)"
)


def kind_and_sign(plain: str, after: int, figure: FoundFigure) -> tuple[str, str]:
    """Return the kind and the sign of a figure, from the words before it and behind it.

    `after` is where the figure before it ends: nobody's words are counted twice.
    """
    kind = figure.kind
    before = plain[max(after, figure.start - _REACH) : figure.start].rstrip(BLANK_CHARS)
    clause = _CLAUSE.split(before)[-1]
    change = _CHANGE.search(clause) or _MORE.search(clause)
    if kind in ("rank", "duration") and not change:
        return ("average" if kind == "duration" and _is_average(clause) else kind), ""
    sign = ("+" if change["up"] and figure.value >= 0 else "-") if change else ""
    if not change and figure.printed[0] in "+-−":
        return ("change" if kind == "rate" else kind), "+" if figure.printed[0] == "+" else "-"
    if change and kind not in ("points", "times", "rank"):
        return "change", sign
    if kind in ("rate", "tenths") and _is_share(plain, before, figure):
        return "share", sign
    if kind in ("count", "money") and _is_average(clause):
        return "average", sign
    return kind, sign


def _is_average(clause: str) -> bool:
    return bool(_AVERAGE.search(clause)) and not _BESIDE_AVERAGE.search(clause)


def _is_share(plain: str, before: str, figure: FoundFigure) -> bool:
    """占总数的40%, and 40%的案件: a part of something, where 结案率90% is a measure."""
    clause = _SENTENCE.split(before)[-1]
    of_all = "占" in clause or clause.endswith(("总数的", "总量的", "总额的"))
    return of_all or bool(_OF_THEM.match(plain, figure.end))


def places_anyone(plain: str, start: int, end: int) -> bool:
    """Whether 第3 or 前三 is a place among others, and not the third of a row of things."""
    if plain[start:end].rstrip(BLANK_CHARS).endswith(("位", "名")):
        return True
    before = re.split("[。；\n]", plain[max(0, start - 14) : start])[-1]
    return bool(_RANK_END.match(plain, end) and _RANKED.search(before))


def sums_up(plain: str, start: int, number: str) -> bool:
    """Whether the numeral only counts the row in front of it: 立案、审判、执行三个环节."""
    row = _SENTENCE.split(plain[max(0, start - 2 * _REACH) : start])[-1]
    size = _DIGITS.find(number.replace("两", "二"))
    return len(_ROW.findall(row)) + 1 == size > 1 and not _MADE.search(row)
