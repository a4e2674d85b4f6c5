"""Every form of a printed figure: what it says and how it prints."""

import csv
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from courtdesk.models.notation import Kind
from courtdesk.models.quantity import Quantity

SAMPLES = Path(__file__).parents[2] / "samples"
with (SAMPLES / "sheqi-2023-facts.csv").open(encoding="utf-8") as file:
    FACTS = list(csv.DictReader(file))

# text, value, unit, low, high
FORMS = """
2.88亿元 288000000 元 287500000 288500000
1.3万件次 13000 件次 12500 13500
15.3万元 153000 元 152500 153500
3亿元 300000000 元 250000000 350000000
720余人 720 人 720 729
80余万元 800000 元 800000 899999
100余万元 1000000 元 1000000 1999999
25余万元 250000 元 250000 259999
1.3万余件 13000 件 13000 13999
2亿余元 200000000 元 200000000 299999999
2亿多元 200000000 元 200000000 299999999
5000余份 5000 份 5000 5999
260余次 260 次 260 269
200余人次 200 人次 200 299
120多名 120 名 120 129
近3亿元 300000000 元 285000000 299999999
将近3亿元 300000000 元 285000000 299999999
近60% 60 % 57 59.999
近15人 15 人 14 14
逾200件 200 件 201 299
超过2亿元 200000000 元 200000001 299999999
突破1万件 10000 件 10001 19999
超1件 1 件 2 2
超过95% 95 % 95.001 99.749
超过99% 99 % 99.001 100
50人以上 50 人 50 59
99%以上 99 % 99 100
至少3次 3 次 3 3
约200件 200 件 190 210
200件左右 200 件 190 210
约200件左右 200 件 190 210
超200余件 200 件 200 299
不足3亿元 300000000 元 200000000 299999999
30天以内 30 天 20 30
3年以下 3 年 2 3
达720余人 720 人 720 729
达9666件 9666 件 9666 9666
仅5件 5 件 5 5
达100% 100 % 100 100
52.29% 52.29 % 52.285 52.295
52% 52 % 51.5 52.5
100% 100 % 100 100
100.00% 100 % 100 100
0% 0 % 0 0
0.00‰ 0 ‰ 0 0
1000‰ 1000 ‰ 1000 1000
十成 10 成 10 10
0倍 0 倍 0 0.5
0.0个百分点 0 百分点 -0.05 0.05
0.0万件 0 件 0 500
九成九以上 9.9 成 9.9 10
3‰ 3 ‰ 2.5 3.5
1.5倍 1.5 倍 1.45 1.55
两成 2 成 1.5 2.5
三成五 3.5 成 3.45 3.55
近六成 6 成 5.7 5.999
三成多 3 成 3 3.999
-0.5个百分点 -0.5 百分点 -0.55 -0.45
−0.5个百分点 -0.5 百分点 -0.55 -0.45
2.22百分点 2.22 百分点 2.215 2.225
378.7件 378.7 件 378.65 378.75
378.7件/人 378.7 件/人 378.65 378.75
第3 3 位 3 3
第3位 3 位 3 3
第三名 3 名 3 3
前3名 3 名 1 3
四起 4 起 4 4
二百二十八件 228 件 228 228
一百二十件 120 件 120 120
两百件 200 件 200 200
三千零五件 3005 件 3005 3005
十二万三千四百五十六件 123456 件 123456 123456
百分之四十点七 40.7 % 40.65 40.75
百分之百 100 % 100 100
千分之三 3 ‰ 2.5 3.5
三分之一 33.333333 % 32.833333 33.833333
1/3 33.333333 % 32.833333 33.833333
约2/3 66.666667 % 63.33333365 70.00000035
1/2以上 50 % 50 59.999
二分之一以上 50 % 50 59.999
近三分之二 66.666667 % 63.33333365 66.665667
十余件 10 件 10 19
八十余万元 800000 元 800000 899999
千余件 1000 件 1000 1999
万余元 10000 元 10000 19999
3亿2000万元 320000000 元 319995000 320005000
三亿二千万元 320000000 元 319995000 320005000
1亿零5万元 100050000 元 100045000 100055000
1万2000件 12000 件 12000 12000
1.2万亿元 1200000000000 元 1150000000000 1250000000000
3千万元 30000000 元 25000000 35000000
15%～30% 15 % 15 30
15%-30% 15 % 15 30
3至5件 3 件 3 5
达到3至5件 3 件 3 5
约为15%～30% 15 % 14.25 31.5
3-5万元 30000 元 30000 50000
5000-1万元 5000 元 5000 10000
1至9月 1 月 1 9
1,689.7万元 16897000 元 16896500 16897500
28,802件 28802 件 28802 28802
12个工作日 12 工作日 12 12
45分钟 45 分钟 45 45
35亩 35 亩 35 35
3所学校 3 所学校 3 3
"""
ROWS = [line.split() for line in FORMS.split("\n") if line]


@pytest.mark.parametrize(("text", "value", "unit", "low", "high"), ROWS, ids=[r[0] for r in ROWS])
def test_a_form_says_its_value_unit_and_bounds_and_prints_as_written(
    text: str, value: str, unit: str, low: str, high: str
) -> None:
    figure = Quantity.parse(text)
    said = (str(figure.value), figure.unit, str(figure.low), str(figure.high))
    assert said == (value, unit, low, high)
    assert figure.printed == str(figure) == text


@pytest.mark.parametrize("fact", FACTS, ids=[fact["id"] for fact in FACTS])
@pytest.mark.parametrize("with_unit", [True, False])
def test_each_published_fact_reads_as_the_reference_sheet_has_it(
    fact: dict[str, str], with_unit: bool
) -> None:
    figure = Quantity.parse(fact["printed"], fact["unit"] if with_unit else "")
    said = (str(figure.value), figure.unit, str(figure.low), str(figure.high), figure.marker)
    assert said == tuple(fact[name] for name in ("value", "unit", "low", "high", "marker"))
    if fact["id"] != "F057":  # an average: the text alone does not show it
        assert figure.kind == fact["kind"]


def test_the_reference_sheet_holds_68_facts() -> None:
    assert len(FACTS) == 68


@pytest.mark.parametrize(
    ("text", "unit", "printed"),
    [
        ("2509", "件", "2509件"),
        ("3", "位", "第3"),
        ("第3", "位", "第3"),
        ("3位", "位", "第3位"),
        ("3", "名次", "第3"),
        ("52.29", "%", "52.29%"),
        ("百分之四十点七", "%", "百分之四十点七"),
        ("2.88亿", "元", "2.88亿元"),
        ("1689.7", "万元", "1689.7万元"),
        ("2.88亿", "万元", "2.88亿元"),
        ("2.88亿", "百亿元", "2.88亿元"),
        ("5", "千亿元", "5千亿元"),
        ("80余万", "元", "80余万元"),
        ("50以上", "人", "50人以上"),
        ("15～30", "%", "15%～30%"),
        ("3至5", "件", "3至5件"),
        ("0.5", "个百分点", "0.5个百分点"),
        ("0.5个百分点", "百分点", "0.5个百分点"),
        ("0.5", "百分点", "0.5百分点"),
        ("35", "亩", "35亩"),
        ("17名", "人", "17名"),
        ("4起", "件", "4起"),
    ],
)
def test_a_text_takes_the_unit_of_its_place(text: str, unit: str, printed: str) -> None:
    figure = Quantity.parse(text, unit)
    assert figure.printed == printed
    assert Quantity.parse(printed) == figure


@pytest.mark.parametrize(
    ("text", "step", "number", "kind"),
    [
        ("80余万元", "10000", "80万", Kind.MONEY),
        ("2.88亿元", "1000000", "2.88亿", Kind.MONEY),
        ("52.29%", "0.01", "52.29", Kind.RATE),
        ("近三成五", "0.1", "三成五", Kind.TENTHS),
        ("三分之一", "1", "三分之一", Kind.RATE),
        ("第三名", "1", "三", Kind.RANK),
        ("-0.5个百分点", "0.1", "-0.5", Kind.POINTS),
        ("15%～30%", "1", "15%～30", Kind.RATE),
        ("30天", "1", "30", Kind.DURATION),
        ("3倍", "1", "3", Kind.TIMES),
    ],
)
def test_a_figure_knows_its_last_place_its_number_and_its_kind(
    text: str, step: str, number: str, kind: Kind
) -> None:
    figure = Quantity.parse(text)
    assert (str(figure.step), figure.number, figure.kind) == (step, number, kind)


class Holder(BaseModel):
    figure: Quantity | None = None


def test_json_holds_the_printed_text_and_nothing_else() -> None:
    for text in ("第3", "3", "720余人", "百分之四十点七"):
        holder = Holder(figure=Quantity.parse(text))
        assert holder.model_dump_json() == f'{{"figure":"{text}"}}'
        assert Holder.model_validate_json(holder.model_dump_json()) == holder
    assert Holder.model_json_schema()["$defs"]["Quantity"]["type"] == "string"


def test_a_document_with_a_bad_figure_is_refused_with_its_place() -> None:
    with pytest.raises(ValidationError) as caught:
        Holder.model_validate_json('{"figure": "2.8.8亿"}')
    assert caught.value.errors()[0]["loc"][0] == "figure"
    assert "无法读取“2.8.8亿”" in caught.value.errors()[0]["msg"]


def test_a_quantity_is_frozen_and_equal_by_its_text() -> None:
    figure = Quantity.parse("720余人")
    assert figure == Quantity.model_validate(" 720 余人") and figure != Quantity.parse("720人")
    assert len({figure, Quantity.parse("720余人")}) == 1
    with pytest.raises(ValidationError):
        figure.root = "1人"  # type: ignore[misc]
