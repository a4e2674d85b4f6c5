"""What an indicator is called and counts in, from the words a table has over and beside it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from courtdesk.excel.founding.line import MAIN, NEW, Line
from courtdesk.excel.intake.entries import AMONG
from courtdesk.excel.intake.looks import figures, is_ratio
from courtdesk.excel.intake.wording import base, label, sort, split_unit, words
from courtdesk.models.notation import RATIOS, Kind
from courtdesk.models.outline import Measure

LONGEST = 120  # characters of a name
WHOLE = "工作数据"  # of a file whose name says only that it holds some
_WIDE = str.maketrans("(),:;", "（），：；")  # labels are read half-width and shown full-width
_RANK = re.compile("位次|排名|名次|第几")
_SHARE = re.compile("(?:率|比例|占比|比重|百分比)$")
_MEAN = re.compile("人均|件均|平均|均值|日均|月均")
_COUNTED = re.compile(
    "(?:数|数量|总量|率|额|比例|占比|人次|件次|场次|次数|得分|时间|用时|时长|周期|度|指数|值|同比|合计)$"
)
_MONEY = re.compile("(?:额|款|费|资金|财物|财产|标的|佣金|收入|罚金|工资|价值|金|薪)$")
_CASES = ("件", "起", "案", "宗")
_ENDINGS = {
    **dict.fromkeys(("人次", "件次", "场次"), None),
    **dict.fromkeys(("人", "名", "位"), "人数"),
    **dict.fromkeys(("个", "项", "种", "类", "家", "所", "条"), "数"),
    **dict.fromkeys(("天", "日"), "天数"),
    "场": "场次",
    "个月": "月数",
}
"""What a name ends in by its unit, None for the unit itself; by default the unit with 数."""
_EMPTY = re.compile(r"[（(【\[]\s*[)）】\]]")
_NAMELESS = re.compile(r"(?:sheet|表|工作表)?\s*\d*(?:年度?)?", re.IGNORECASE)
_ABOUT = re.compile("(?:情况|数据)$")


def unit_of(said: str, unit: str, unit_from: str, path: tuple[str, ...]) -> str:
    """Return the base unit of a figure, its own word first; "" where nothing says it."""
    name = "".join(split_unit(text)[0] for text in path[-1:])
    found = figures(said)
    own = found[0] if len(found) == 1 else None
    ranked = own is not None and own.kind is Kind.RANK and not is_ratio(said)
    if ranked or _RANK.search("".join(path[-2:])):
        return "位"
    if own is not None and own.unit and own.kind is not Kind.RANK:
        return base(own.unit)
    if said.endswith("%"):
        return "%"
    if unit and not (_SHARE.search(name) and unit_from == "标题"):
        return base(unit)  # 单位：件 over a table speaks of its counts, not of its rates
    return "%" if _SHARE.search(name) else base(label(path).unit)


def measure_of(unit: str, name: str) -> Measure:
    """Return what kind of number an indicator of this unit and name holds."""
    kind = sort(unit)
    if unit == "位" and _RANK.search(name):
        return Measure.RANK
    if "/" in unit or (_MEAN.search(name) and unit != "%"):
        return Measure.AVERAGE
    if kind in (Kind.RATE, Kind.POINTS, Kind.TENTHS):
        return Measure.RATE
    return Measure.MONEY if kind is Kind.MONEY else Measure.COUNT


def plain_name(text: str) -> str:
    """Return a label as it is printed: without numbering, 其中, its unit, in full-width marks."""
    bare = AMONG.sub("", split_unit(AMONG.sub("", text))[0])
    return "".join(bare.split()).translate(_WIDE).strip("：、，—-_")


def page_title(name: str, titles: Sequence[str], court: str) -> str:
    """Return what a worksheet is called: by its name, or its title where that says nothing."""
    if _NAMELESS.fullmatch(name) and titles:
        return title_of(titles[0], court)
    return " ".join(name.split()) or MAIN


def file_title(file: str, court: str) -> str:
    """Return what a file is about; two of one name (A/数据.csv) by their folders, too."""
    *folders, stem = Path(file).with_suffix("").parts
    about = title_of(stem, court)
    named = [f for f in folders if words().title(f).strip()]  # 2023 says whose year it is
    return "".join((*named, "" if named and about == WHOLE else about))


def title_of(text: str, court: str) -> str:
    """Return what a file or a table is about: 执行局 of 执行局2023年度工作数据."""
    bare = " ".join(text.replace(court, "").split()) if court else text
    short = _EMPTY.sub("", words().title(bare)).translate(_WIDE).strip(" _-—.、，：年度全")
    return short if len(short) > 1 else WHOLE


def named(pieces: Sequence[str], unit: str, rank: bool) -> str:
    """Return the name that labels make, the outermost first, as a noun that says what it counts."""
    said = [name for text in pieces if (name := plain_name(text))]
    parts = [_ABOUT.sub("", p) or p for p in said[:-1]] + said[-1:]
    name = ""
    for part in parts:
        money = part in ("金额", "数额") and _MONEY.search(name)
        name += "" if name.endswith(part) or money else part
    return (name + _ending(name, unit, rank))[:LONGEST]


def _ending(name: str, unit: str, rank: bool) -> str:
    if rank:
        return "" if _RANK.search(name) else "位次"
    kind = sort(unit)
    if not name or not unit or "/" in unit or kind in RATIOS or _COUNTED.search(name):
        return ""
    if kind is Kind.MONEY:
        return "" if _MONEY.search(name) else "金额"
    if unit in _CASES:
        return "数" if re.search("案件?$|纠纷$|件$", name) else "件数"
    ending = _ENDINGS.get(unit, f"{unit}数") or unit
    return ending.removeprefix("人") if name.endswith("人") else ending


def told_apart(placed: Sequence[tuple[Line, Sequence[str]]]) -> Iterator[Line]:
    """Yield lines so that no two names are equal.

    Each comes with the groups it stands under, the nearest first: equal names get the nearest in
    front that tells them apart, and at last a number.
    """
    labels = [line.indicator.label for line, _ in placed]
    for depth in range(max((len(groups) for _, groups in placed), default=0)):
        fronts: dict[str, set[str]] = {}
        for n, (_, groups) in enumerate(placed):
            fronts.setdefault(labels[n], set()).add("".join(groups[depth : depth + 1]))
        for n, (line, groups) in enumerate(placed):
            if len(fronts[labels[n]]) > 1 and depth < len(groups) and line.indicator.id == NEW:
                labels[n] = _fronted(labels[n], groups[depth])
    seen: Counter[str] = Counter()
    for (line, _), name in zip(placed, labels, strict=True):
        seen[name] += 1
        name = f"{name}（{seen[name]}）" if seen[name] > 1 else name
        yield replace(line, indicator=line.indicator.replaced(label=name))


def _fronted(name: str, group: str) -> str:
    return name if group in ("", MAIN) or name.startswith(group) else (group + name)[:LONGEST]
