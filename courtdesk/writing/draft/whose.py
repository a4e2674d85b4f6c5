"""Whose article it is: the court it speaks of, and the year it reports."""

import re
from collections import Counter
from collections.abc import Sequence

from courtdesk.writing.draft.parts import Paragraph, Part

_NAMED = r"([一-鿿]{2,12})(?=%s)"
_BEFORE = re.compile(r"^.*(?:走进|来到|记者|通讯员|[在由据对向到的与及年了是])(?=..)")
_LONG = re.compile(
    "[^省市州盟]{2,}[^省市州盟治发新矿山景][^省市州盟治发新矿山景开][县市区旗]"
)  # 数说白沙县
_OTHERS = re.compile(
    "最高|高级|上级|下级|两级|全[市省县国区院]|基层|各级|辖区|地方|全体|智慧|数字|[本该我他院级家个]$|人民$|^人民"
)
_YEAR = re.compile(r"(?<![0-9])((?:19|20|21)[0-9]{2})年(?!来|前|后|内|[0-9]{1,2}月[0-9]{1,2}日)")
_HEAD = {Part.KICKER, Part.TITLE, Part.SUBTITLE, Part.BYLINE}


def court_of(paragraphs: Sequence[Paragraph]) -> str:
    """Return the court an article names most, one of its head first; "" when it names none."""
    text = "\n".join(p.line.text for p in paragraphs)
    head = "\n".join(p.line.text for p in paragraphs if p.part in _HEAD)
    for kind in ("人民法院", "法院"):
        names = _names(text, kind)
        if names:
            return max(names, key=lambda name: (name in head, names[name], -text.index(name)))
    return ""


def year_of(paragraphs: Sequence[Paragraph]) -> int | None:
    """Return the year that the head and the lead name most, or else the text; None for none."""
    opening = [p for p in paragraphs if p.part in _HEAD or p.part is Part.LEAD]
    for region in (opening, [p for p in paragraphs if p.part is not Part.CLOSING], paragraphs):
        years = Counter(year for p in region for year in _YEAR.findall(p.line.text))
        if years:
            return int(max(years, key=lambda year: years[year]))
    return None


def _names(text: str, kind: str) -> Counter[str]:
    """Count the courts of this kind: the longest words that stand alike before it."""
    found = re.findall(_NAMED % kind, text)
    seen = Counter(words[-n:] for words in found for n in range(2, len(words) + 1))
    names: Counter[str] = Counter()
    for words in found:
        alike = [n for n in range(2, len(words) + 1) if seen[words[-n:]] == seen[words[-2:]]]
        name = _BEFORE.sub("", words[-alike[-1] :])
        name = name[-3:] if _LONG.fullmatch(name) else name
        if not _OTHERS.search(name) and len(name) > 1:
            names[name + kind] += 1
    return names
