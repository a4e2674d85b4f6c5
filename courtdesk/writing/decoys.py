"""Numerals that are no figures: dates, numbers of cases and statutes, headings, set phrases.

`masked` blots them out character for character, so that what is left of the numerals are figures
and every offset stays what it was. The set phrases are data: resources/wording/set-phrases.txt.
"""

import re
from functools import cache

from courtdesk import resources
from courtdesk.models.notation import BLANK, CHINESE_DIGITS, RANGE_MARKS, UNITS, any_of

BLOT = "\0"
"""What stands where a decoy stood; it is part of no figure."""

_GAP = f"[{BLANK}]?"
_TO = f"{_GAP}[、和{RANGE_MARKS}]{_GAP}"
_CHINESE = "[零〇一二三四五六七八九十]"
_NUMERAL = f"(?:[0-9]{{1,12}}|[{CHINESE_DIGITS}]{{1,12}})"  # bounded: linear in any text
_YEAR = "(?:[12][0-9]{3}|[一二][〇零一二三四五六七八九]{3})"
_DAY = f"(?:[0-9]{{1,2}}|{_CHINESE}{{1,3}}){_GAP}"
_HOT_LINES = "110 119 120 122 12368 12345 12309 12315 12333 12348 12355 12377 12380 12388 96110"

_SHAPES = (
    # titles of books and papers, and the short slogans that stand in quotes
    r"《[^《》\n]{1,60}》",
    rf"“[^“”\n]{{0,10}}?[{CHINESE_DIGITS}][^“”0-9%\n]{{0,10}}”",
    r"“[0-9+·\-A-Za-z]{1,12}”",
    rf"[{CHINESE_DIGITS}0-9]{{1,3}}(?:个|项|大|种|支|张|条)(?=“)",
    # numbers of cases, papers and statutes
    r"[（(〔\[［][12][0-9]{3}[）)〕\]］][^，。；、\s]{0,20}?[0-9]{1,6}号",
    rf"第{_GAP}{_NUMERAL}{_GAP}(?:条|款|章|节|编|届|期|版|页|号|次|批|季度|人|辑|卷|轮|年|套|部)"
    rf"(?:之{_CHINESE})?(?:第{_NUMERAL}[款项])*",
    rf"第{_NUMERAL}(?:{_TO}{_NUMERAL})?(?:项|条|款)",
    r"[0-9A-Za-z-]{1,18}号(?:楼|院|线|令)?",
    # days and hours
    rf"{_YEAR}(?:{_GAP}年?{_TO}{_YEAR})+{_GAP}年?",
    rf"(?<![0-9]){_YEAR}{_GAP}年(?:{_GAP}{_DAY}月(?:{_GAP}{_DAY}日)?)?",
    r"(?<![0-9])[12][0-9]{3}([./-])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])",
    rf"(?<![0-9.{CHINESE_DIGITS}]){_DAY}(?:月份?{_TO}{_DAY}){{0,6}}月(?:{_GAP}{_DAY}日"
    rf"(?:{_TO}(?:{_DAY}月)?{_DAY}日)?)?",
    rf"(?<![0-9.{CHINESE_DIGITS}])(?:{_DAY}{_TO}){{1,6}}{_DAY}月(?:{_DAY}日)?",
    rf"(?<![0-9.{CHINESE_DIGITS}])(?:{_DAY}日?{_TO})?{_DAY}日(?![以之]?内)",
    r"(?<![0-9])[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?![0-9])",
    rf"(?:[上下中]午|晚上?|凌晨|早上|清晨|傍晚){_DAY}[时点](?:半|整|许|{_DAY}分)?",
    rf"(?<![0-9.]){_DAY}(?:时(?:{_DAY}分|许|整|起|前|后)|点(?:半|钟|整|许|{_DAY}分))",
    rf"(?:近|过去|未来|今后|最近|前|这){_NUMERAL}{_GAP}年(?!度)(?:来|间|内)?",
    rf"{_NUMERAL}{_GAP}(?:多|余)?年(?:来|间|前|后|计划|行动|规划|以[上下]有期徒刑)",
    rf"[{CHINESE_DIGITS}]{{1,8}}年(?:零?[{CHINESE_DIGITS}]{{1,8}}个月)?",
    rf"{_NUMERAL}周年|有期徒刑{_NUMERAL}年(?:零?{_NUMERAL}个月)?(?:以[上下])?",
    rf"前{_NUMERAL}(?:季度|届|任)",
    # ages
    rf"(?<!年龄)(?<!年龄为)(?<![0-9.])(?:{_NUMERAL}(?:周?岁)?{_TO})?{_NUMERAL}{_GAP}周?岁(?:以[上下])?",
    # headings
    rf"(?m:^)[#*>{BLANK}]*(?:[（(]?{_CHINESE}{{1,3}}(?:[）)]|[、.．])"
    rf"|[0-9]{{1,2}}(?:[.．](?![{BLANK}]?[0-9])|、(?![0-9])))",
    rf"[（(](?:{_CHINESE}{{1,3}}|[0-9]{{1,2}})[）)]",
    r"(?<![0-9.])[0-9]{1,2}[.．](?=[一-鿿])",
    rf"(?<![第{CHINESE_DIGITS}]){_CHINESE}{{1,2}}[是要则](?!是)",
    # notes, rooms, roads, telephones, letters
    r"[\[［〔【][0-9]{1,3}[\]］〕】]",
    rf"{_NUMERAL}(?:楼|层|室|栋|幢|单元|弄|巷|路|国道|省道|版)",
    r"(?:附件|附表|图|表|注)[0-9]{1,3}(?![0-9.]|,[0-9]|[件人名次个项])",
    r"(?<![0-9])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])",
    r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])",
    r"邮编[:：]?[0-9]{6}|[0-9]{16,}",
    rf"(?<![0-9.])[0-9]\.0(?:版|(?![0-9%‰万亿]|{any_of(UNITS)}))",
    r"(?<![0-9.])[0-9]{1,3}[:：∶][0-9]{1,3}(?![0-9.])",
    rf"(?<![0-9])(?:{_HOT_LINES.replace(' ', '|')})(?![0-9.余多万亿]|{_GAP}{any_of(UNITS)})",
    r"(?<![A-Za-z])[A-Za-z]{1,12}-?[0-9]+[A-Za-z]*",
    r"(?<![0-9.])[0-9]{1,3}[A-Za-z]+",
    r"(?<![0-9.])[0-9]{1,3}(?:\+(?:[0-9]{1,3}(?![0-9.%])|[A-Z一-鿿“]))+",
    r"(?<![0-9])[0-9]{1,2}[·•][0-9]{1,2}(?![0-9])",
    r"[0-9]{1,2}[×xX*][0-9]{1,2}小时",
    # what counts nothing exactly
    r"[数几上成][十百千万亿]{1,4}|[十百千][几数]",
    rf"[{CHINESE_DIGITS}]{{1,3}}(?:个方面|个环节|个维度|级法院|级联动|大行动)",
)
_DECOY = re.compile("|".join(f"(?:{shape})" for shape in _SHAPES))


def masked(plain: str) -> str:
    """Return the text, half-width already, with every decoy blotted out; the length stays."""
    return _DECOY.sub(_blot, _phrases().sub(_blot, plain))


def _blot(match: re.Match[str]) -> str:
    return BLOT * len(match[0])


@cache
def _phrases() -> re.Pattern[str]:
    lines = resources.text("wording", "set-phrases.txt").splitlines()
    phrases = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    return re.compile(f"(?<![0-9{CHINESE_DIGITS}余多]){any_of(phrases)}")
