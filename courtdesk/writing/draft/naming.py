"""A name for a figure, from the words around it: 全年执结各类案件2509件 → 执结各类案件数."""

import re
from dataclasses import dataclass

from courtdesk.models.notation import UNITS, any_of
from courtdesk.models.outline import Measure

_CLAUSE = re.compile(r"[，。；：！？,;:!?\n（）()【】]")
_PHRASE = re.compile(r"[，。；：！？,;:!?\n]")
_SENTENCE = re.compile(r"[。！？；;\n]")
_LEAD_WORDS = """
全年 当年 年内 今年以来 一年来 去年 上年 本年 本年度 目前 截至目前 期间 共计 累计 总计 合计 先后
的 其中 同时 另 另外 此外 加上 依法 还 也 已 均 仅 共 又 再 其 内 、
"""
_TRAIL_WORDS = """
分别 已 已经 达到 高达 多达 不少于 不低于 提升至 提升到 上升至 上升到 降至 降到 增至 增到 升至
升到 缩短至 缩短到 压缩至 压缩到 下降至 下降到 降低至 降低到 提高至 提高到 增加至 增加到 上升为
下降为 首次 由 从 以 保持在 稳定在 控制在
为 是 共 共计 合计 累计 总计 约 近 超 超过 逾 有 了 到 至 仅 ： 、 “ 《
"""
_LAST_YEAR = (
    "比上年 较上年 比去年 较去年 比上年同期 较上年同期 比去年同期 较去年同期 同比 环比 同期"
)
_TURNS = "上升 增长 提高 增加 提升 上涨 下降 减少 降低 缩短 压缩 压降 回落 下跌 增 减 升 降 多 少"
_TAKES = "位居 位列 排名 排名在 排 名列 跃居 居 列 跻身 进入 获"
_LEAD = re.compile(
    rf"^(?:[0-9]{{4}}年度?|[一-鿿]{{2,6}}[县市区旗](?:人民)?法院(?=.)|{any_of(_LEAD_WORDS.split())}|并(?!处)"
    r"|为[^，。]{0,10}?(?:当事人|企业|群众|农民工))"
)
_TRAIL = re.compile(rf"(?:[0-9.]|(?<!送)达|(?<!标)的|{any_of(_TRAIL_WORDS.split())})$")
_PLACED = re.compile(rf"(?P<who>.*?)(?:均|都|并列|分别|稳)?{any_of(_TAKES.split())}(?P<where>.*)$")
_COMPARED = re.compile(
    rf"(?:{any_of(_LAST_YEAR.split())}|[比较][0-9]{{4}}年)?(?:分别)?{any_of(_TURNS.split())}{{1,3}}[了幅度率为达]{{0,3}}$"
)
_AVERAGE = re.compile(r"[比较](?P<whom>全[国省市][^，。]{0,10}?)[高低多少快慢]出?$")
_NOUN = re.compile(r"[一-鿿“”、《》]{2,12}")
_DONE = re.compile(
    "的|被(?!告|执行)|审结|受理|办结|执结|联系|适用|获评?|荣获|受到?|扎根|走进|人均|旁听|分别|参加|"
    "全部|进行"
)
_FROM = re.compile(r"(?<=..)[由从]$")
_SORT = re.compile("类?(?:案件|案|纠纷|争议|犯罪|活动|人员)$")
_PARTIAL = re.compile(
    r"(?:成交(?:金?额|率)?|成功率?|调解成功|调解|撤诉|调解、撤诉|涉案(?:标的额|金额)"
    r"|标的额|判处|个人|集体)"
)
_ALL = re.compile("(?:共计?|合计|总计|累计)$")
_MONEY = re.compile("(?:金额|额|款|费|资金|财物|财产|标的|佣金|收入|罚金|工资|薪|价值|金)$")
_COUNTS = {
    **dict.fromkeys(("人", "名", "位"), "人数"),
    **dict.fromkeys(("人次", "件次", "场次"), None),
    **dict.fromkeys(("次",), "次数"),
    **dict.fromkeys(("场",), "场次"),
    **dict.fromkeys(("天", "日"), "天数"),
    **dict.fromkeys(("分钟", "小时"), "用时"),
    **dict.fromkeys(("个", "项", "种", "类", "家", "所", ""), "数"),
    "个月": "月数",
    "分": "得分",
}
"""What a name ends in by its unit; None for the unit itself, and by default the unit with 数."""

_CASES = ("件", "起", "案", "宗")
_COUNTED = re.compile(
    f"(?<=..)(?:{any_of(f'{unit}数' for unit in UNITS if unit not in _CASES)}|(?<!案)件数|数|同比)$"
)
_LONGEST = 24  # characters of a name
_FAR = 80  # characters before a figure that may name it
_NAMES = re.compile(r"[、和与及]|以及")
_NAMED = re.compile("(?:率|数|量|比|指标|质效|满意度|得分|金额|额|效果|指数|工作)$")
_BOTH = re.compile(r"(?P<names>[^，。；：]+?)均(?=[已为达位居列排在超]|$)")


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of the figure named before this one."""

    label: str = ""
    root: str = ""  # the words it was named from
    topic: str = ""  # those of the figure that its sentence is about
    end: int = 0  # where it ends in the text
    paired: bool = False  # this figure touches it: 96件96人


@dataclass(frozen=True, slots=True)
class Naming:
    """A figure to be named: ``text[start:end]``, and what may serve where no words do."""

    text: str
    start: int
    end: int
    kind: str
    unit: str
    before: Before
    fallback: str

    @property
    def words(self) -> str:
        """What stands before it, from the figure before or the sentence's first word."""
        return _SENTENCE.split(self.text[max(self.before.end, self.start - _FAR) : self.start])[-1]

    @property
    def near(self) -> bool:
        """Whether the figure before stands in the same sentence."""
        return bool(self.before.label) and self.words == self.text[self.before.end : self.start]


def label_of(figure: Naming) -> Before:
    """Return a name for a figure, with the words it is made from: what the next one goes on."""
    kind, unit, before = figure.kind, figure.unit, figure.before
    if before.paired and before.label:
        label = _stem(before.label) + (_ending("", unit, kind) or "数")
        return Before(label, before.root, before.topic, figure.end)
    clause = _trimmed(_CLAUSE.split(figure.words)[-1])
    if kind in ("change", "points") and (found := _change(clause, figure)):
        return Before(_short(found), before.root, before.topic, figure.end)
    if kind == "rank":
        return Before(_short(_rank(figure)), clause, clause, figure.end)
    root = _root(figure, clause)
    partial = figure.near and _PARTIAL.fullmatch(clause)
    was = "原" if _FROM.search(figure.words) else ""  # 由68天缩短至51天
    label = _short(was + root + _ending(root, unit, kind))
    return Before(label, root, before.topic if partial else root, figure.end)


def _root(figure: Naming, clause: str) -> str:
    """What is counted: the words before, completed by the figure before or the noun behind."""
    before = figure.before
    if figure.near and figure.kind == "share":
        was = before.label.startswith(f"原{before.root}")
        return f"{before.root if was else _stem(before.label).removesuffix('比例')}{clause}"
    if figure.words.startswith("、") and len(clause) == 2 and len(before.root) > 3:
        return before.root[:-2] + clause  # 受表彰集体7个、个人17名
    if figure.near and _PARTIAL.fullmatch(clause):
        return before.topic + clause
    if figure.near and not clause and _ALL.search(figure.words):
        return f"{before.topic}合计"
    root = clause if len(clause) > 1 else ""
    if figure.near and root and before.root.endswith(root.rstrip("和与及")):
        root = ""  # 2个集体和7名个人: those words are the figure's before
    short = len(root) <= 4 and figure.unit in ("人", "名", "人次", "个", "家")
    if short or root.endswith("等"):
        root += _after(figure.text, figure.end)
    root = root or _after(figure.text, figure.end)
    return root or (before.root if figure.near else "") or figure.fallback


def both_of(figure: Naming) -> tuple[str, ...]:
    """Return the names in A、B均位居第2: one printed figure that stands for several facts."""
    found = _BOTH.search(re.split("[，：]", figure.words)[-1])
    names = tuple(_without(_LEAD, n) for n in _NAMES.split(found["names"])) if found else ()
    sound = len(names) > 1 and all(len(n) > 2 and _NAMED.search(n) for n in names)
    ending = f"{scope_of(figure)}位次" if figure.kind == "rank" else ""
    return tuple(name + ending for name in names) if sound else ()


def each_of(root: str, count: int) -> tuple[str, ...]:
    """Return the whole names in 教育、医疗、住房类案件分别为; none when they are not so many."""
    names = _NAMES.split(root)
    if len(names) != count or count < 2 or not all(names):
        return ()
    shared = _SORT.search(names[-1])
    ending = shared[0] if shared else ""
    return tuple(n if _SORT.search(n) else n + ending for n in names)


def label_for(root: str, figure: Naming) -> str:
    """Return the label of a figure that counts these words."""
    return _short(root + _ending(root, figure.unit, figure.kind))


def scope_of(figure: Naming) -> str:
    """Return among whom a rank stands: 全市法院 of 位居全市法院第3."""
    found = _PLACED.match(_PHRASE.split(figure.words)[-1])
    return found["where"].strip("的 　") if found else ""


def change_label(base: str) -> str:
    """Name the change of the figure that has this name."""
    return _short(f"{_stem(base)}同比")


def measure_of(kind: str, unit: str) -> Measure:
    """Return what kind of number an indicator of this figure holds."""
    match kind:
        case "rank":
            return Measure.RANK
        case "average":
            return Measure.AVERAGE
        case "rate" | "share" | "tenths" | "points":
            return Measure.RATE
        case "change" if unit in ("%", "‰"):
            return Measure.AVERAGE  # may pass 100 %, as no rate does
        case _:
            return Measure.MONEY if unit in ("元", "美元") else Measure.COUNT


def _trimmed(clause: str) -> str:
    clause = _without(_TRAIL, clause.strip(" 　*_>|"))
    clause = "" if clause.endswith("、") else clause  # 14个乡镇、203个村: the noun stands behind
    shorter = _without(_LEAD, clause)
    clause = (shorter if len(shorter) > 1 else clause).strip(" 　")
    return clause if clause.count("“") == clause.count("”") else re.sub("[“”]", "", clause)


def _without(words: re.Pattern[str], clause: str) -> str:
    """Take words off the end they stand at, one by one: in time linear in what is taken."""
    while found := words.search(clause):
        clause = clause[: found.start()] + clause[found.end() :]
    return clause


def _change(clause: str, figure: Naming) -> str:
    beside = _AVERAGE.fullmatch(clause)
    if beside and figure.near:
        return f"{_stem(figure.before.label)}与{beside['whom']}之差"
    subject = _COMPARED.sub("", clause)
    if len(subject) > 2 and subject not in ("案件数", "件数", "人数", "金额"):
        return f"{_stem(subject)}同比"
    return f"{_stem(figure.before.label)}同比" if figure.near else ""


def _rank(figure: Naming) -> str:
    phrase = _PHRASE.split(figure.words)[-1]
    found = _PLACED.match(phrase)
    who, where = (found["who"], found["where"]) if found else (phrase, "")
    who = _trimmed(who) or (_stem(figure.before.label) if figure.near else "")
    return f"{who}{where.strip('的 　')}位次"


def _after(text: str, end: int) -> str:
    """The noun behind the figure, up to the verb that follows it: 2个派出人民法庭扎根乡镇."""
    found = _NOUN.match(text, end)
    words = _CLAUSE.split(found[0])[0].removeprefix("的") if found else ""
    verb = _DONE.search(words)
    words = words[: verb.start()] if verb and verb.start() > 1 else words
    return re.split("[、和与]", words)[0]


def _ending(root: str, unit: str, kind: str) -> str:
    if kind in ("rate", "share", "tenths"):
        return "" if re.search("率|比例?|占比|度|指数$", root[-3:]) else "比例"
    if kind in ("change", "points"):
        return "同比"
    if unit in ("元", "美元"):
        return "" if _MONEY.search(root) else "金额"
    if unit in _CASES:
        return "数" if re.search("案件?|纠纷|件$", root[-2:]) else "件数"
    ending = _COUNTS.get(unit, f"{unit}数") or unit
    return "" if root.endswith(ending) else ending


def _stem(label: str) -> str:
    """A name without what it counts in: 网络司法拍卖 of 网络司法拍卖件数."""
    return _COUNTED.sub("", label)


def _short(label: str) -> str:
    if len(label) <= _LONGEST:
        return label
    tail = label[-_LONGEST:]
    cut = re.search("[、的“”]", tail[:-8])
    return tail[cut.end() :] if cut else tail
