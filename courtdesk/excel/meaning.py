"""What a value cell means, against what the sheet already says."""

from decimal import Decimal

from courtdesk.excel.cells import shown
from courtdesk.excel.reading import Cell
from courtdesk.models.outline import Indicator, Measure
from courtdesk.models.quantity import Quantity, QuantityError

MISSING = frozenset({"", "—", "——", "-", "--", "－", "/", "／", "无", "待收", "空"})
REFUSED = {
    "b": "是一个逻辑值，不是数字",
    "d": "是日期，不是数字：请把单元格格式改为“常规”后重填",
    "e": "是错误值 {text}：请改正公式或直接填写数字",
    "f": "的公式出错或没有结果：请改正，用 WPS 或 Excel 保存后再导入",
    "x": "两种读法结果不同：请打开核对，删去划掉的字，另存为 .xlsx 再导入",
}


class RefusedError(Exception):
    """The cell cannot be taken; the text says why in Chinese, to stand after its address."""


def meant(cell: Cell, unit: str, indicator: Indicator, old: Quantity | None) -> Quantity | None:
    """Return the quantity a cell means, ``old`` itself when it says the same; None when empty.

    ``unit`` is the row's, for a number that names none. Raises RefusedError.
    """
    if cell.kind in REFUSED:
        raise RefusedError(REFUSED[cell.kind].format(text=cell.text))
    if not cell.kind or cell.text.strip() in MISSING:
        return None
    try:
        if cell.kind == "s":
            return _kept(_text(cell.text, unit, indicator, old), old)
        return _number(cell, unit, indicator, old)
    except QuantityError as error:
        raise RefusedError(f"：{error}") from error


def _kept(new: Quantity, old: Quantity | None) -> Quantity:
    if old is None:
        return new
    same = all(
        getattr(new, name) == getattr(old, name)
        for name in ("value", "low", "high", "unit", "markers")
    )
    return old if same else new


def _text(text: str, unit: str, indicator: Indicator, old: Quantity | None) -> Quantity:
    try:
        quantity = Quantity.parse(text)
    except QuantityError:  # said again with the unit, so that the example fits
        quantity = Quantity.parse(text, indicator.unit)
    if not quantity.unit and indicator.measure is not Measure.RANK:
        _ask_for_per_cent(quantity.value, unit, old)
        quantity = Quantity.parse(text, unit)
    return Quantity.parse(quantity.printed, indicator.unit)


def _ask_for_per_cent(number: Decimal, unit: str, old: Quantity | None) -> None:
    """Refuse a rate of at most 1 that nothing tells to be per cent or a part of one."""
    if unit == "%" and 0 < abs(number) <= 1 and not (old and 0 < abs(old.value) <= 1):
        raise RefusedError(
            f"的 {number:f} 可能是 {number.scaleb(2):f}%，也可能是 {number:f}%：请连百分号一起填写"
        )


def _number(cell: Cell, unit: str, indicator: Indicator, old: Quantity | None) -> Quantity:
    number = Decimal(cell.text)
    if not number.is_finite():
        raise RefusedError("不是一个数字")
    if indicator.measure is Measure.RANK:
        new = Quantity.parse(f"第{number:f}", indicator.unit)
        return old if old is not None and new.value == old.value and not old.markers else new
    if any(c.isalpha() for c in cell.shown):
        return _kept(_shown(cell, number, unit, indicator, old), old)
    if cell.kind == "p":
        number = number.scaleb(2)
        if indicator.unit != "%":
            raise RefusedError(f"是百分数，这里以“{indicator.unit}”计：请改正")
        unit = "%"
    elif unit == "%" and old is not None and number.scaleb(2) == old.value:
        return old
    else:
        _ask_for_per_cent(number, unit, old)
    new = Quantity.parse(f"{_padded(number, unit, indicator, old):f}{unit}", indicator.unit)
    plain = old is not None and not old.markers
    return old if old is not None and plain and new.value == old.value else new


def _shown(
    cell: Cell, number: Decimal, unit: str, indicator: Indicator, old: Quantity | None
) -> Quantity:
    """Read a number whose format adds words: 2.88 shown as 2.88亿元."""
    said = _text(cell.shown, unit, indicator, old)
    if said.value not in (number, number.scaleb(4), number.scaleb(8)):
        raise RefusedError(f"显示“{cell.shown}”，存的却是 {number:f}：请直接填写数字和单位")
    return said


def _padded(number: Decimal, unit: str, indicator: Indicator, old: Quantity | None) -> Decimal:
    """Give a number the places its cell shows: 53.1 reads 53.10 where 52.29 stood."""
    before = shown(old, indicator, unit).number
    if before is None or (indicator.unit == "%" and number == 100):
        return number
    places = int(before.as_tuple().exponent)
    return (
        number
        if int(number.as_tuple().exponent) <= places
        else number.quantize(Decimal(1).scaleb(places))
    )
