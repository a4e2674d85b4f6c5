"""The words a printed figure is made of: units, scales, marks, and the pattern that joins them.

Nothing here computes. `figure_source` builds the pattern for any set of units, so that a reader
of free text can leave out the units only a typed field may hold.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from courtdesk.models.claim import BEFORE_SCALE, INFIXES, PREFIXES, SUFFIXES


class Kind(StrEnum):
    """What sort of figure the text alone shows. An average looks like a count here."""

    COUNT = "count"
    MONEY = "money"
    RATE = "rate"
    POINTS = "points"
    TIMES = "times"
    TENTHS = "tenths"
    RANK = "rank"
    DURATION = "duration"


RATIOS = frozenset({Kind.RATE, Kind.POINTS, Kind.TIMES, Kind.TENTHS})
"""Kinds measured on a continuous scale: even a whole number of them is a rounding."""

_WORDS = {
    Kind.COUNT: (
        "人 名 名次 位 人次 件 起 案 宗 件次 案次 批 批次 次 场 场次 份 个 项 项次 家 家次 户 户次 "
        "套 条 条次 处 篇 期 册 本 台 辆 部 幅 封 面 间 所 支 组 对 类 种 笔 张 块 只 头 门 字 亩 "
        "吨 公里 平方米 平方千米 立方米 公斤"
    ),
    Kind.MONEY: "元 美元",
    Kind.RATE: "% ‰ ‱",
    Kind.POINTS: "个百分点 百分点",
    Kind.TIMES: "倍",
    Kind.TENTHS: "成",
    Kind.DURATION: ("年 个月 月 个星期 周 天 日 个工作日 工作日 个小时 小时 分钟 秒"),
}
UNITS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
"""Every unit known by name. Any other short word is read as a unit of count."""

ALIASES = {"个百分点": "百分点", "个小时": "小时", "个工作日": "工作日"}
"""Longer spellings of one unit: printed as written, counted in the shorter."""

SAME_KIND = (
    frozenset({"人", "名", "位"}),
    frozenset({"件", "起", "案", "宗"}),
    frozenset({"天", "日"}),
    frozenset({"月", "个月"}),
)
"""Units that count the same things. A figure keeps the word it was written with, none is
turned into another: 17名 stands where 人 is expected, and prints as 17名."""

RANK_UNITS = frozenset({"位", "名", "名次"})
SCALES = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}
FRACTIONS = {"百分之": "%", "千分之": "‰", "万分之": "‱"}
GRAIN = Decimal("0.001")

SPACE = " \u00a0\u2000-\u200a\u202f\u3000"
BLANK = f"\t{SPACE}"  # a tab parts cells, but no thousands
GAP = f"[{BLANK}]{{0,3}}"
HALF_WIDTH = str.maketrans("０１２３４５６７８９．，％－＋／○", "0123456789.,%-+/〇")
"""One character for one: offsets in the text stay what they were. ○ stands for 〇 in 二○○八年."""

CHINESE_DIGITS = "零〇一二两三四五六七八九十百千"
ARABIC = rf"(?:[0-9]{{1,3}}(?:(?:,{GAP}|[{SPACE}])[0-9]{{3}})+(?![0-9])|[0-9]+)"
WHOLE = rf"(?:{ARABIC}|[{CHINESE_DIGITS}]+)"
SLASHED = "(?<![0-9/.第前])[1-9][0-9]?/[1-9][0-9]{0,2}(?![0-9/])"  # 1/3
NUMBER = (
    rf"(?:[0-9]{{1,2}}[百千](?={GAP}[余多]{GAP}[万亿])|{SLASHED}|{ARABIC}(?:\.{GAP}[0-9]+)?"
    rf"|[{CHINESE_DIGITS}]+(?:点[零〇一二三四五六七八九]+)?)"
)
AMONG = re.compile(rf"({WHOLE})\s*(?:个(?!月)|家|所)")
"""Among how many a rank stands: 全市13家法院, 十三个基层法院."""
RANGE_MARKS = "～~–—至到-"


def any_of(words: Iterable[str]) -> str:
    """One group that matches the longest of these words; the single characters as one class."""
    longest = sorted(map(re.escape, words), key=len, reverse=True)
    longer = [word for word in longest if len(word) > 1]
    single = "".join(longest[len(longer) :])
    return f"(?:{'|'.join([*longer, f'[{single}]'] if single else longer)})"


SCALE = f"{any_of(SCALES)}(?!分点)"  # 0.5百分点 is not 50 of anything
MORE = any_of(INFIXES)
ALONE = f"(?:十万|百万|千万|百亿|千亿|[十百千万亿])(?!{MORE}|[{CHINESE_DIGITS}万亿])"
PREFIX = (  # 最高达18次 is marked by 达 alone
    f"(?:(?!高达(?<=最高达)){any_of(PREFIXES)}"
    f"|(?<![以网线会晚早]){any_of(BEFORE_SCALE)}(?={ALONE}))"
)
SUFFIX = any_of(SUFFIXES)
KNOWN_UNIT = f"{any_of(UNITS)}(?:/(?:{any_of(SCALES)})?{any_of(UNITS)})?"
OTHER_UNIT = (
    rf"(?!分|[eE](?![A-Za-z]))(?:(?!{SUFFIX})"
    rf"(?![{CHINESE_DIGITS}万亿余多几第至到])[A-Za-z㎡㎞一-鿿]){{1,6}}"
)
"""A unit nobody listed, such as 所学校 or km: letters without a numeral among them.
A slip (2509件件) reads as a unit too, and is refused where the place has a unit of its own."""


def figure_source(unit: str = KNOWN_UNIT) -> str:
    """The pattern of one figure, with `unit` for what it may count in.

    Groups: prefix (up to two markers), lead (第 前 百分之 三分之), sign, big (segments in front
    of the last, 3亿 of 3亿2000万), number (none in 万余人 and 近万人), more (余 多 before the
    scale), scale, over (余 多 after it), unit, tail (the 五 of 三成五), after (the 多 of 三成多),
    suffix. Blanks may stand between them. `body` ends where a unit that is missing would stand.
    """
    return (
        rf"(?P<prefix>(?:{PREFIX}{GAP}){{0,2}})"
        rf"(?P<body>(?P<lead>第|前|(?:[0-9]{{1,3}}|[{CHINESE_DIGITS}万]{{1,4}})分之)?{GAP}"
        rf"(?P<sign>[-−+])?{GAP}"
        rf"(?P<big>(?:{WHOLE}{GAP}(?:万亿|亿|万){GAP}零?{GAP}(?=[0-9{CHINESE_DIGITS}])){{0,2}})"
        rf"(?:(?P<number>{NUMBER})|(?=[万亿]{GAP}{MORE})|(?<=[近超过逾破达约足上])(?=[万亿])){GAP}"
        rf"(?P<more>{MORE})?{GAP}(?P<scale>{SCALE})?{GAP}(?P<over>{MORE})?){GAP}"
        rf"(?P<unit>{unit})?(?:(?<=成)(?P<tail>[一二三四五六七八九]))?"
        rf"(?:(?<=[成倍年天时月周岁米里吨亩斤]){GAP}(?P<after>{MORE}))?{GAP}(?P<suffix>{SUFFIX})?"
    )


TYPED_UNIT = f"(?:{KNOWN_UNIT}|{OTHER_UNIT})"
FIGURE = re.compile(figure_source(TYPED_UNIT))
TO = re.compile(f"{GAP}([{RANGE_MARKS}]){GAP}")
"""What stands between the two figures of a range; neither holds one behind its number."""


def range_of(text: str) -> tuple[str, str, str] | None:
    """The first figure, the mark and the second of 15%～30% or 3至5件; None for other texts."""
    first = FIGURE.match(text)
    to = TO.match(text, first.end()) if first else None
    second = FIGURE.fullmatch(text, to.end()) if to else None
    return (first[0], to[1], second[0]) if first and to and second else None
