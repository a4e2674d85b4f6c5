"""Every figure in a Chinese text: where it stands, what it says, and what its words make of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from courtdesk.models.claim import PREFIXES
from courtdesk.models.notation import (
    BLANK,
    CHINESE_DIGITS,
    GAP,
    HALF_WIDTH,
    SCALES,
    UNITS,
    any_of,
    figure_source,
    range_source,
)
from courtdesk.models.quantity import MAX_LENGTH, Quantity, QuantityError
from courtdesk.writing.context import kind_and_sign, places_anyone
from courtdesk.writing.decoys import masked

_MORE_UNITS = (
    "案件 件案 例 票 卷 页 米 千米 厘米 平方公里 公顷 千克 克 升 座 棵 株 架 款 轮 股 站 "
    "枚 具 箱 袋 包 瓶 "
    "课时 学时 课次 节 遍 堂 讲 车次 辆次 台次 天次 篇次 人份 份次 岁 条次 户次 首 出 万人次 分"
)
_NOT_AFTER = {
    "人": "民大均",
    "名": "列单称义誉优录",
    "位": "于列居置阶",
    "起": "来诉草到源因码义伏始用",
    "家": "事庭长园属暴风教国乡",
    "件": "数",
    "次": "序要性",
    "场": "所景地面域合",
    "项": "链",
    "个": "人信税性",
    "成": "员立果功绩效为本熟长交都型品因像",
    "本": "院地报市县省级年月着案",
    "部": "门分署队级委长",
    "组": "织建成长",
    "支": "持付撑出行",
    "间": "接隔",
    "面": "对向临貌谈前",
    "头": "雁脑版",
    "只": "要有能是",
    "字": "样号",
    "张": "某",
    "笔": "录者试记",
    "批": "准评复示捕判",
    "份": "额子",
    "户": "籍口",
    "套": "路取",
    "处": "理置罚于以分长级刑所女在境方",
    "案": "由号例外情款",
    "宗": "旨族教",
    "篇": "幅章",
    "台": "账湾",
    "封": "存闭",
    "幅": "度",
    "所": "有得以在需谓属涉示占作",
    "期": "间限待盼望货末",
    "元": "旦宝素首",
    "对": "于接比方象其",
    "门": "户口槛",
    "条": "例款",
    "天": "津然平空",
    "节": "约",
    "分": "别之为析调析管流析工类",
    "站": "式",
    "出": "台现具庭",
    "首": "次",
    "讲": "话",
    "包": "括含",
    "升": "级至",
    "例": "如外",
    "日": "常",
    "种": "植子",
}


def _unit(word: str) -> str:
    not_after = _NOT_AFTER.get(word)
    return re.escape(word) + (f"(?![{not_after}])" if not_after else "")


_WORDS = sorted({*UNITS, *_MORE_UNITS.split()}, key=len, reverse=True)
_UNIT = f"(?:{'|'.join(map(_unit, _WORDS))})"
_START = f"(?=[0-9{CHINESE_DIGITS}万亿第前{''.join({p[0] for p in PREFIXES})}+−-])"
_FIGURE = re.compile(_START + figure_source(_UNIT))
_RANGE = re.compile(range_source(_UNIT))
LAST_OF_ONE = frozenset("件篇项名人份部家场例")
"""一 counts when its unit ends the clause (优秀案例一篇，); 一名法官 is only a word."""
_BLANKS = re.compile(f"[{BLANK}]+")
_TAIL = re.compile(f"({any_of(SCALES)}?)({_UNIT})$")
_STOP = re.compile("[，。；、,;：:）)（(！？\\s”%]|$")
_AND = re.compile(rf"{GAP}(?:[，,]|(?:、|和|与|以?及)[^0-9，,。；、\n]{{0,6}}){GAP}")


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """One figure of a text: `start` and `end` in characters, `printed` without blanks.

    `value`, `low` and `high` are in the base `unit` (元, never 万元), as `Quantity` reads them.
    `sign` is + or - for a rise or a fall. The two halves of 96件96人 share a `pair`, the members
    after one 分别 a `list`: numbers from 1, None for a figure that stands alone.
    """

    start: int
    end: int
    printed: str
    value: Decimal
    unit: str
    low: Decimal
    high: Decimal
    marker: str
    kind: str
    sign: str = ""
    pair: int | None = None
    list: int | None = None


def figures(text: str) -> tuple[FoundFigure, ...]:
    """Find every figure, in the order of the text; never raises, in time linear in its length."""
    plain = text.translate(HALF_WIDTH)
    found = _members(plain, list(_scanned(plain, masked(plain))))
    kinds = _with_context(plain, found)
    return tuple(_listed(plain, _paired(plain, kinds)))


def _scanned(plain: str, left: str) -> Iterator[FoundFigure]:
    """The figures in what the decoys left; a bare one is kept where nothing follows it."""
    at = 0
    while match := _FIGURE.search(left, at):
        at = max(match.end(), match.start() + 1)
        whole = _RANGE.match(left, match.start()) if match["body"] else None
        if whole and not _from(plain, match.start(), whole):
            figure = _read(left, whole.start(), whole.end())
            if figure and figure.unit:
                at = whole.end()
                yield figure
                continue
        figure = _single(plain, left, match)
        if figure:
            at = max(at, figure.end)
            yield figure


def _from(plain: str, start: int, whole: re.Match[str]) -> bool:
    """从12件到20件 are two figures, not one range."""
    return whole["to"] in "至到" and plain[max(start - 1, 0) : start] in ("从", "由")


def _single(plain: str, left: str, match: re.Match[str]) -> FoundFigure | None:
    start, end = match.span()
    if match["lead"] == "前" and not (match["unit"] or "").startswith(("位", "名")):
        if not places_anyone(plain, start, end):
            start = match.start("body") + 1
    elif match["lead"] == "第" and not places_anyone(plain, start, end):
        return None
    if match["sign"] and start and left[start - 1].isalnum():
        start = match.end("sign")
    if not _counts(plain, left, match, end):
        return None
    return _read(left, start, end)


def _counts(plain: str, left: str, match: re.Match[str], end: int) -> bool:
    """Whether the numeral says how many: 一名法官, 百名干警 and a bare 三 do not."""
    number, unit = match["number"] or "", match["unit"] or ""
    if match["lead"]:
        return True
    marked = bool(match["prefix"] or match["more"] or match["over"] or match["after"])
    if not number:
        return bool(unit)
    if not number[0].isascii():
        if number in ("百", "千", "十百", "百千", "千百") and not (marked or match["scale"]):
            return False
        if number == "一" and not (match["scale"] or match["big"]):
            last = unit in LAST_OF_ONE and bool(_STOP.match(plain, end))
            return last or unit in ("成", "倍")
        return bool(unit) and (number not in "零〇")
    if unit or "." in number or match["scale"]:
        return not (not unit and end < len(left) and left[end] in "\0")
    before = left[match.start() - 1 : match.start()]
    spoken = "一" <= before <= "鿿" or before in ("、", ":", "：")
    return spoken and before not in "第号" and bool(_STOP.match(left, end))


def _read(left: str, start: int, end: int) -> FoundFigure | None:
    raw = left[start:end]
    start += len(raw) - len(raw.lstrip(BLANK_CHARS))
    end = start + len(raw.strip(BLANK_CHARS))
    raw, score = left[start:end], ""
    if not raw or len(raw) > MAX_LENGTH:
        return None
    said = raw
    if raw.endswith("分"):
        said, score = raw[:-1], "分"
    try:
        quantity = Quantity.parse(said)
    except (QuantityError, ValueError, ArithmeticError):
        return None
    return FoundFigure(
        start=start,
        end=end,
        printed=_BLANKS.sub("", raw),
        value=quantity.value,
        unit=score or quantity.unit,
        low=quantity.low,
        high=quantity.high,
        marker=quantity.marker,
        kind=str(quantity.kind),
    )


BLANK_CHARS = " \t\u00a0\u202f\u3000" + "".join(chr(c) for c in range(0x2000, 0x200B))


def _members(plain: str, found: list[FoundFigure]) -> list[FoundFigure]:
    """Give the members of 分别审结12、15、20件 that have no unit the unit of the last."""
    members: list[FoundFigure] = []
    tail = ""
    for figure in reversed(found):
        after = members[-1] if members else None
        bare = not figure.unit and figure.kind == "count"
        joined = after is not None and plain[figure.end : after.start].strip() in ("、", "和", ",")
        if bare and joined and after and after.unit:
            found_tail = _TAIL.search(after.printed)
            tail = found_tail[0] if found_tail else tail
            figure = (_shared(figure, tail) if tail else None) or figure
        if figure.unit or plain[figure.start - 1 : figure.start] != "、" or "." in figure.printed:
            members.append(figure)
    return members[::-1]


def _shared(figure: FoundFigure, tail: str) -> FoundFigure | None:
    try:
        quantity = Quantity.parse(figure.printed + tail)
    except (QuantityError, ValueError, ArithmeticError):
        return None
    return replace(
        figure,
        value=quantity.value,
        unit=quantity.unit,
        low=quantity.low,
        high=quantity.high,
        kind=str(quantity.kind),
    )


def _with_context(plain: str, found: list[FoundFigure]) -> Iterator[FoundFigure]:
    before = 0
    for figure in found:
        kind, sign = kind_and_sign(plain, before, figure.start, figure.kind, figure.unit)
        before = figure.end
        yield replace(figure, kind=kind, sign=sign)


def _paired(plain: str, found: Iterator[FoundFigure]) -> list[FoundFigure]:
    """Number the figures that touch: 96件96人, 7案6.4万元."""
    paired = list(found)
    number = 0
    for index, (first, second) in enumerate(pairwise(paired)):
        touching = not plain[first.end : second.start].strip(BLANK_CHARS)
        if touching and first.unit and second.unit:
            if first.pair is None and paired[index].pair is None:
                number += 1
            paired[index] = replace(paired[index], pair=number)
            paired[index + 1] = replace(paired[index + 1], pair=number)
    return paired


def _listed(plain: str, found: list[FoundFigure]) -> Iterator[FoundFigure]:
    """Number the lists: what follows one 分别 up to the next word that joins nothing."""
    number, inside, end, kind, sign = 0, False, 0, "", ""
    for index, figure in enumerate(found):
        between = plain[end : figure.start]
        opens = "分别" in re.split("[。；\n]", between)[-1]
        if opens:
            number += 1
        inside = opens or (inside and bool(_AND.fullmatch(between)))
        end = figure.end
        follows = index + 1 < len(found) and bool(
            _AND.fullmatch(plain[figure.end : found[index + 1].start])
        )
        alone = opens and not follows
        if alone:
            number, inside = number - 1, False
        if inside and not opens and figure.kind in ("rate", "points") and not figure.sign:
            turned = "-" if figure.value < 0 and sign else sign
            figure = replace(figure, kind=kind if figure.kind == "rate" else "points", sign=turned)
        else:
            kind, sign = figure.kind, figure.sign
        yield replace(figure, list=number) if inside else figure
