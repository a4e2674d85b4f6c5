"""Who filled in a department's own table, where a line of it says so."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from courtdesk.excel.filler import NOBODY, Filler
from courtdesk.excel.intake.looks import tidy
from courtdesk.excel.reading import Page
from courtdesk.models.day import read_day
from courtdesk.models.errors import UserError

_BY = ("填报人", "填表人", "制表人", "经办人", "报送人", "统计人", "制表", "联系人")
_PHONE = ("联系电话", "办公电话", "手机号码", "联系方式", "电话", "手机")
_DAY = ("填报日期", "填表日期", "报送日期", "制表日期", "填报时间", "填表时间", "报送时间", "日期")
_OTHERS = (
    *("审核人", "复核人", "审核", "单位负责人", "部门负责人", "负责人", "分管领导", "分管院领导"),
    *(
        "填报单位",
        "填报部门",
        "报送单位",
        "单位",
        "部门",
        "盖章",
        "截止时间",
        "截止日期",
        "统计时间",
    ),
    *("统计期间", "职务", "签字", "签名", "备注", "注"),
)
_LABELS = sorted((*_BY, *_PHONE, *_DAY, *_OTHERS), key=len, reverse=True)
_SPACED = "|".join(r"\s?".join(label) for label in _LABELS)  # 填 表 人
_LABEL = re.compile(rf"({_SPACED})\s*:")
_BARE = re.compile(rf"(?:{'|'.join(_LABELS)})")
_HAN = r"[一-鿿\u3400-\u4dbf]"
_NAME = re.compile(rf"{_HAN}{{2,4}}|{_HAN}{{1,10}}(?:·{_HAN}{{1,10}}){{1,2}}")
_NUMBER = re.compile(r"\+?\d[\d\-()转/]{4,24}")
_ASIDE = re.compile(r"[(（].*|[_＿]+")
_MOST = 12  # cells of a line that is signed; longer ones are rows of a table


def signed(pages: Sequence[Page]) -> Filler:
    """Return who signs the first visible page that says so clearly, `NOBODY` for none.

    A page with two different names says nothing clearly.
    """
    for page in pages:
        said = [] if page.state != "visible" else [pair for p in _lines(page) for pair in p]
        names = {name for label, value in said if label in _BY[:-1] and (name := _name(value))}
        names = names or {name for label, value in said if label in _BY and (name := _name(value))}
        if len(names) == 1:
            phones = [
                found for label, value in said if label in _PHONE and (found := _phone(value))
            ]
            days = [day for label, value in said if label in _DAY and (day := _day(value))]
            return Filler(names.pop(), next(iter(phones), ""), day=next(iter(days), None))
    return NOBODY


def _lines(page: Page) -> Iterator[list[tuple[str, str]]]:
    """Yield the labels of each line that is signed, with what stands behind each."""
    for number in sorted(page.rows):
        row = page.rows[number]
        if number in page.hidden_rows or len(row) > _MOST:
            continue
        texts = [tidy(cell.text) for _, cell in sorted(row.items()) if cell.kind in ("s", "n", "d")]
        if texts and _BARE.fullmatch(texts[0].replace(" ", "")):  # without colons, in cells
            texts = [f"{t}:" if _BARE.fullmatch(t.replace(" ", "")) else t for t in texts]
        pieces = _LABEL.split(" ".join(texts))
        pairs = zip(pieces[1::2], pieces[2::2], strict=True)
        yield [(label.replace(" ", ""), value.strip(" ,;，；。")) for label, value in pairs]


def _name(value: str) -> str:
    name = _ASIDE.sub("", value).replace(" ", "")
    return name if _NAME.fullmatch(name) else ""


def _phone(value: str) -> str:
    bare = value.replace(" ", "")
    return bare if _NUMBER.fullmatch(bare) else ""


def _day(value: str) -> date | None:
    try:
        return read_day(value[:20])
    except UserError:
        return None
