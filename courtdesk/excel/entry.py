"""What a blank cell of a collection form takes, as a rule Excel, WPS and LibreOffice all keep.

The cells are text, so that what is typed stays as it was typed (52.20%, 720余人) and nothing typed
becomes a formula. A rule therefore reads the number out of the text: it takes the officer's own
words away and sees whether a number is left.
"""

from typing import Any

from courtdesk.excel.cells import safe
from courtdesk.models.outline import Indicator, Measure

LONGEST = 255  # characters of a rule; Excel refuses a file with a longer one
_MARKERS = ("余", "多", "近", "约", "超")
_SCALES = ("亿", "万", " ", ",")
_KINDS = {
    Measure.COUNT: "请填数字",
    Measure.MONEY: "请填金额",
    Measure.RATE: "比率请核对",
    Measure.AVERAGE: "请填平均数",
    Measure.RANK: "请填位次",
}
_SURE = "百分号一起写，如52.29%。确认无误的可以保留。"
_ABSENT = "没有发生的填0；报不出的留空，在备注里说明。"


def validation(indicator: Indicator, cell: str) -> dict[str, Any]:
    """Return the rule of the cell (F7) that takes this indicator, with its Chinese words.

    A rate outside 0 to 100 is asked about; everything else that is no number is refused.
    """
    # a control character would break the file
    indicator = indicator.replaced(unit=safe(indicator.unit).replace("\n", ""))
    hint = _examples(indicator)
    rate = indicator.unit == "%"
    refusal = f"比率一般在0至100之间，{_SURE}" if rate else f"写法如：{hint}。{_ABSENT}"
    return {
        "validate": "custom",
        "value": f"={_rule(indicator, cell)}",
        "ignore_blank": True,
        "input_title": _kind(indicator),
        "input_message": f"写法如：{hint}。",
        "error_title": _kind(indicator),
        "error_message": refusal,
        "error_type": "warning" if rate else "stop",
    }


def _examples(indicator: Indicator) -> str:
    """Return how a value of this kind is written, as a short list."""
    unit = indicator.unit[:8]
    if unit == "%":
        return "52.29%、100%"
    match indicator.measure:
        case Measure.MONEY:
            return f"2.88亿元、1689.7万元（只写数字按{unit or '元'}计）"
        case Measure.RANK:
            return "3、第3（不小于1的整数）"
        case Measure.AVERAGE:
            return f"378.7、378.7{unit}"
        case _:
            return f"2509、720余{unit}、1.3万{unit}"


def _kind(indicator: Indicator) -> str:
    return _KINDS[Measure.RATE if indicator.unit == "%" else indicator.measure]


def _rule(indicator: Indicator, cell: str) -> str:
    if indicator.unit == "%":
        number = _number(cell, ("%", *_MARKERS))
        # 0.5229 may be 0.5229% or 52.29%: so it is asked about as well
        sure = f'OR(LEFT({cell})<>"0",RIGHT(ASC({cell}))="%",LEN({cell})=1)'
        return f"AND(ABS({number}-50)<=50,{sure})"
    if indicator.measure is Measure.RANK:
        number = _number(cell, ("第", "前", "位", "名"))
        return f"AND({number}>=1,MOD({number},1)=0)"
    words = (*_MARKERS, *_SCALES)
    base = indicator.unit.lstrip("万亿")  # 亿 and 万 are taken away anyhow
    rule = f"{_number(cell, (base, *words) if base else words)}>=0"
    return rule if len(rule) < LONGEST else f"{_number(cell, words)}>=0"


def _number(cell: str, words: tuple[str, ...]) -> str:
    """The number left without these words, an error when none is.

    With an exponent behind it neither a date (1-3) nor a per cent nor 1e3 is a number any more.
    """
    text = f"ASC({cell})"  # full-width digits as half-width ones
    for word in words:
        quoted = word.replace('"', '""')
        text = f'SUBSTITUTE({text},"{quoted}","")'
    return f'VALUE({text}&"e0")'
