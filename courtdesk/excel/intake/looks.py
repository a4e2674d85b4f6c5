"""What one cell looks like before anybody knows what it is for."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import lru_cache

from courtdesk.excel.intake.wording import unit_in
from courtdesk.excel.meaning import MISSING
from courtdesk.excel.reading import Cell
from courtdesk.models.notation import KNOWN_UNIT, figure_source, range_of
from courtdesk.models.quantity import MAX_LENGTH, Quantity, QuantityError

NOTHING = MISSING | {
    "未统计",
    "未填",
    "暂无",
    "没有",
    "不详",
    "待定",
    "待核",
    "N/A",
    "n/a",
    "NA",
    "…",
    "...",
    "......",
    "……",
    "*",
    "\\",
}
LONG = 45  # characters of a text that is prose and no label

_FIGURE = re.compile(figure_source(f"(?:{KNOWN_UNIT})"))
_DIGIT = re.compile(r"[0-9０-９零〇一二两三四五六七八九十百千万亿]")
_TWO = re.compile(r"[0-9][^0-9]+[0-9]")
_ARABIC = re.compile(r"[0-9]")
_MONTH = r"(?:0?[1-9]|1[0-2]|[一二三四五六七八九十]|十[一二])"
_WHOLE = "0?1月?份?[-至~—–]12月(?:份|底)?"
_YEAR = re.compile(
    rf"(?:(19|20)(\d\d)(?:年度?)?|[本上]年|今年|去年)(?:全年|{_WHOLE})?(?:累计)?(?:数|值|数据)?|{_WHOLE}"
)
_CLOSING = re.compile(r"截[至止]到?((?:19|20)\d\d年)?12月(?:份|底|末|31日)?")
_PART = re.compile(
    rf"(?:(19|20)(\d\d)年)?(?:{_MONTH}月?份?[-至~—–])?{_MONTH}月(?:份|底)?(?:累计)?|"
    r"(?:(?:19|20)\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|前三季度)"
)
_ASIDE = re.compile(r"[（(]([^（(）)]{1,40})[）)]$")
_SCOPED = re.compile(
    r"^(?:位居|位列|位于|居|列|排名|排|在)?(?:全市|全省|全国|全县|全区)?(?:法院)?(?:位居|排名|排|居|列)?(?=第)"
)
_RATIO = re.compile(r"\d{1,3}[/／]\d{1,3}")
_YUAN = re.compile(r"¥\s*([0-9][0-9,.]*\s*[百千万亿]*)元?")
_OF = re.compile(r"第?(\d{1,3})(?:位|名)?[/／](\d{1,3})")


_POINTER = re.compile(r"[①-⑳⑴-⒇\u2070¹²³\u2074-\u2079]+")
_WRITTEN = re.compile("(?<![一二〇○零])(?:二[〇○零]|一九)[一二三四五六七八九〇○零]{2}(?=年)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_THIS = (
    "(?:(?<![线网以掌马路晚早])上|(?<![基样版剧资根原])本|(?<![适应相恰担充正])当)"  # not 网上月均
)
_DATED = "[一二三四五六七八九十]{1,3}[日号]"
_FEAST = "(?<=三月)三|(?<=八月)十五|(?<=十月)革命"
_SPELL = re.compile(
    rf"(?P<till>截[至止]到?)(?:目前)?[(]?(?:(?:19|20)\d\d年)?(?P<month>{_MONTH})月|"
    rf"(?<![一二三四五六七八九十百])(?:(?P<first>{_MONTH})月?份?[-至到~—–])?"
    rf"(?<![\d.])(?P<last>{_MONTH})月(?:份|底|末)?(?![\d嫂饼]|{_DATED}|{_FEAST}|[-至到~—–])|"
    r"第?[一二三四1-4]季度|(?<![线网以])[上下]半年|前三季度|"
    rf"{_THIS}(?:周(?![年边期转密全到末岁])|旬|季度?(?!节)|"
    r"月(?![均球亮光刊])|日(?=数|情况|统计|汇总|$))|"
    r"第[一二三四五六七八九十\d]{1,3}周(?![年期岁])|[上中下]旬|"
    r"(?:(?<!\w)|(?<=每))日报(?![送告表道社刊备名到])|[周旬]报(?![送告道社刊备名到])"
)
_ALL = re.compile(r"全年|上下半年|(?<!\d)0?1月?份?[-至到~—–]12月")


class Look(Enum):
    """The sorts of cells a table is made of."""

    WORDS = "文字"
    NUMBER = "数字"
    MISSING = "没有数"
    UNIT = "单位"
    PERIOD = "时间"
    LONG = "一段话"
    BAD = "不能读"
    DATE = "日期"


@lru_cache(maxsize=16384)
def look(cell: Cell) -> Look | None:
    """Tell what a cell looks like; None for an empty one."""
    match cell.kind:
        case "":
            return None
        case "n" | "p":
            named = bool(cell.shown) and is_period(tidy(cell.shown))  # 2023 shown as 2023年
            return Look.PERIOD if named else Look.NUMBER
        case "d":
            return Look.DATE
        case "s":
            return _text(tidy(cell.text))
        case _:
            return Look.BAD


def tidy(text: str) -> str:
    """Return a text half-width, its blanks and line ends as single blanks.

    What points to a footnote is left out (34① would become 341), numbering before a text stays;
    二〇二四年 is written 2024年.
    """
    text = text.strip()
    numbered = _POINTER.match(text)
    start = numbered[0] if numbered and numbered.end() < len(text) else ""
    rest = unicodedata.normalize("NFKC", _POINTER.sub("", text[len(start) :]))
    rest = _WRITTEN.sub(lambda m: m[0].translate(_DIGITS), rest)
    return " ".join((start + rest).split()) or text


def _text(text: str) -> Look | None:
    if not text:
        return None
    if text in NOTHING:
        return Look.MISSING
    if is_period(text):
        return Look.PERIOD
    if unit_in(text):
        return Look.UNIT
    if len(text) <= MAX_LENGTH and _DIGIT.search(text) and figures(text):
        return Look.NUMBER
    return Look.LONG if len(text) > LONG else Look.WORDS


def is_period(text: str) -> bool:
    """Say whether a text names a year or part of one and nothing else: 2023年, 1-12月, 一季度.

    A bare 2023 may as well be a number; who knows the row tells.
    """
    bare = _period(text)
    named = _YEAR.fullmatch(bare) and not bare.isdigit()
    return bool(named or _PART.fullmatch(bare))


def _period(text: str) -> str:
    """A text without blanks, without its unit in brackets, and 截至12月底 as the whole year."""
    bare = _ASIDE.sub("", text.replace(" ", ""))
    closing = _CLOSING.fullmatch(bare)
    return bare if closing is None else closing[1] or "1-12月"


def is_part(text: str) -> bool:
    """Say whether a text names a month, a quarter or a half: its figures are not the year's."""
    bare = text.replace(" ", "")
    return bool(_PART.fullmatch(bare)) and not _YEAR.fullmatch(bare)


@dataclass(frozen=True)
class Part:
    """Part of a year, in the words that name it; ``closing`` when it ends with the year."""

    words: str
    closing: bool


def part_in(text: str) -> Part | None:
    """Return the part of a year that a tidy title says its figures are of; None for a whole one.

    2024年1-11月 and 上半年 are parts, 1-12月 and 截至12月底 are not, nor is a date.
    """
    bare = text.replace(" ", "")
    found = _SPELL.search(bare)
    if found is None or _ALL.search(bare):
        return None
    last = (found["month"] or found["last"]) in ("12", "十二")
    if last and (found["till"] or found["first"] in ("1", "01", "一")):
        return None
    return Part(found[0], last or found[0].endswith(("四季度", "4季度", "下半年")))


def year_in(text: str) -> int:
    """Return the year that a text is nothing but (2023, 2023年度, 2023年1-12月), else 0."""
    match = _YEAR.fullmatch(_period(text) if "年" in text else text.replace(" ", ""))
    return int(match[1] + match[2]) if match and match[1] else 0


@lru_cache(maxsize=8192)
def figures(text: str) -> tuple[Quantity, ...]:
    """Return the figures a tidy text is made of, () when it is made of other words too.

    A remark in brackets behind (2509件（含旧存）) and a scope before a rank (全市第3) are left out.
    """
    bare = bared(text)
    if not bare or len(bare) > MAX_LENGTH:
        return ()
    if _FIGURE.fullmatch(bare) or range_of(bare):
        if not (_ARABIC.search(bare) or _unit_is_known(bare)):
            return ()
        try:
            return (Quantity.parse(bare),)
        except QuantityError:
            return ()
    return _several(bare)


def _several(text: str) -> tuple[Quantity, ...]:
    """96件96人, 6次/7处: figures that each name what they count."""
    if not _TWO.search(text):
        return ()
    try:
        found = Quantity.parse_all(re.sub(r"(?<=[^\d\s])\s*/\s*(?=\d)", "、", text))
    except QuantityError:
        return ()
    return found if len(found) > 1 and all(q.unit for q in found) else ()


def number_in(cell: Cell) -> Decimal | None:
    """Return the number a cell holds, in per cent where it is shown so.

    None for one no court counts: no number at all, none that ends, or one beyond 16 digits.
    """
    try:
        number = Decimal(cell.text)
    except InvalidOperation:
        return None
    if not number.is_finite() or number.adjusted() > 15 or number.adjusted() < -15:
        return Decimal(0) if number.is_zero() else None
    return number.scaleb(2) if cell.kind == "p" else number


def shown_in(cell: Cell) -> str:
    """Return a cell's text as it is shown where it was read from, the number where nothing is."""
    if cell.shown.strip():
        return tidy(cell.shown)
    number = number_in(cell) if cell.kind == "p" else None
    return tidy(cell.text) if number is None else f"{number.normalize():f}%"


def bared(text: str) -> str:
    """Return a tidy text without what stands around its figure."""
    bare = _SCOPED.sub("", _ASIDE.sub("", text.rstrip(";。,")).strip())
    if money := _YUAN.fullmatch(bare):
        return f"{money[1]}元"
    rank = _OF.fullmatch(bare.replace(" ", ""))
    return f"第{rank[1]}" if rank else bare


def is_ratio(text: str) -> bool:
    """Say whether a tidy text is 1/3 and nothing else: a rank among so many, or a third."""
    return bool(_RATIO.fullmatch(text.replace(" ", "")))


def aside(text: str) -> str:
    """Return the remark in brackets behind a figure, empty when there is none."""
    match = _ASIDE.search(text)
    return match[1] if match else ""


def _unit_is_known(text: str) -> bool:
    """Say whether a figure in Chinese numerals names a unit: 四起, but not 三 or 一级."""
    match = _FIGURE.fullmatch(text)
    return bool(match and (match["unit"] or match["lead"] in ("第", "百分之")))
