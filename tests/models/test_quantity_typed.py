"""What a person may type for a figure: blanks, a wrong unit, two at once, hostile texts."""

from decimal import Decimal

import pytest

from courtdesk.models.errors import UserError
from courtdesk.models.quantity import Quantity, QuantityError


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("96件", "人"),
        ("96件", "件次"),
        ("52.29%", "件"),
        ("2.22个百分点", "%"),
        ("6.7%", "百分点"),
        ("第3", "件"),
        ("3件", "位"),
        ("3人", "位"),
        ("近3", "位"),
        ("3位以上", "名次"),
        ("两成", "%"),
        ("80余万元", "人"),
        ("2509件件", "件"),
    ],
)
def test_a_text_in_another_unit_is_refused(text: str, unit: str) -> None:
    with pytest.raises(QuantityError, match=f"这里以“{unit}”计"):
        Quantity.parse(text, unit)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("28 802 件", "28802件"),
        ("1. 36亿元", "1.36亿元"),
        ("１，６８９．７万元", "1,689.7万元"),
        ("５２．２９％", "52.29%"),
        (" 2.88 亿 元\n", "2.88亿元"),
        ("　720　余　人", "720余人"),
        ("15 % ～ 30 %", "15%～30%"),
    ],
)
def test_blanks_and_full_width_digits_are_the_only_things_lost(text: str, printed: str) -> None:
    assert Quantity.parse(text).printed == printed


HOSTILE = [
    *("", " ", "NaN", "nan", "Infinity", "-inf", "1E400", "1e5", "0x10", "1_000", "None", "null"),
    *(
        "2.8.8亿",
        "1.",
        ".5%",
        "12 34件",
        "1,68件",
        "件",
        "余人",
        "第",
        "第0",
        "第3.5",
        "第3件",
        "%",
    ),
    *(
        "٣件",
        "३件",
        "5²",
        "½",
        "①",
        "\x00",
        "5\x00件",
        "\ud800",
        "5点一件",
        "五.1件",
        "3\u2028件",
        "\u202e5件",
    ),
    *(
        "三四件",
        "五六百件",
        "三千五件",
        "两万三件",
        "百分之",
        "零分之三",
        "三分之一件",
        "1/3件",
        "3/1",
        "3亿3亿元",
    ),
    *("十几件", "20几万元", "数百件", "好几件"),
    *("2万3亿元", "2.8亿300万元", "20余余人", "20余万多元", "件件", "52个百份点"),
    *("30%～15%", "3件～5人", "近3～5件", "第3至5名", "1" * 17, "1" * 60, "1" * 10_000, "九" * 60),
    *("9999999万亿元", "（" * 60, "近" * 60, "1,111" * 12, "一千" * 30, "万" * 60, "1万" * 30),
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
@pytest.mark.parametrize("unit", ["", "件", "元", "位", "%"])
def test_a_hostile_text_is_refused_in_one_chinese_sentence(text: str, unit: str) -> None:
    with pytest.raises(QuantityError) as caught:
        Quantity.parse(text, unit)
    sentence = str(caught.value)
    assert isinstance(caught.value, UserError)
    assert sentence.isprintable() and len(sentence) < 80
    assert "请" in sentence


def test_what_is_not_text_is_refused_like_a_bad_text() -> None:
    for thing in (None, 5, 2.5, Decimal("NaN"), b"5", ["5"]):
        with pytest.raises(QuantityError):
            Quantity.parse(thing)  # type: ignore[arg-type]
        with pytest.raises(QuantityError):
            Quantity.parse_all(thing)  # type: ignore[arg-type]


def test_two_figures_in_one_field_are_told_apart() -> None:
    with pytest.raises(QuantityError, match="里有2个数字"):
        Quantity.parse("96件96人", "件")


@pytest.mark.parametrize(
    ("text", "unit", "parts"),
    [
        ("96件96人", "", ["96件", "96人"]),
        ("96件 96人", "件", ["96件", "96人"]),
        ("6次7处", "", ["6次", "7处"]),
        ("7案6.4万元", "", ["7案", "6.4万元"]),
        ("四起、八人", "", ["四起", "八人"]),
        ("7案6.4", "万元", ["7案", "6.4万元"]),
        ("2509", "件", ["2509件"]),
    ],
)
def test_figures_without_a_separator_are_read_apart(text: str, unit: str, parts: list[str]) -> None:
    assert [str(part) for part in Quantity.parse_all(text, unit)] == parts
