"""The numbers a reader sees: every figure, and numerals of which a figure cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.writing.figures import figures
from courtdesk.writing.numbers import numbers
from tests.writing.test_figures import PIECES, TEXTS, read

WORDS = PIECES | st.sampled_from(
    ["数百件", "十几家", "三五次", "1:3", "10W+", "100+场", "半数", "超百万", "壹佰", "𝟏𝟓", "½"]
)


def seen(text, *phrases):
    return [text[n.start : n.end] for n in numbers(text, phrases)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("共走访群众15", "15"),
        ("第15", "第15"),
        ("走访八十余家企业", "八十余家"),
        ("走访企业二十有余", "二十"),
        ("调解三五次", "三五"),
        ("来了七八个人", "七八"),
        ("接待数百人", "数百"),
        ("走访上千户", "上千户"),
        ("调解几十件", "几十"),
        ("调解十几件", "十几"),
        ("调解百余件", "百余件"),
        ("阅读量超百万。", "超百万"),
        ("阅读量10W+", "10W+"),
        ("直播100+场", "100+"),
        ("配比1:3", "1:3"),
        ("比例为3:12", "3:12"),
        ("违纪率为零。", "零"),
        ("半数以上案件", "半数"),
        ("收案翻一番", "翻一番"),
        ("退赔壹佰万元", "壹佰"),
        ("开展活动𝟏𝟓场", "𝟏𝟓"),
        ("占½", "½"),
        ("里程30km", "30km"),
        ("位居全市第一", "第一"),
        ("优秀案例一篇。", "一篇"),
    ],
)
def test_what_a_reader_takes_for_a_number_is_one(text, number):
    assert seen(text) == [number]


DECOYS = """
    一把手 万人助万企 六进 一站通办 一网通办 第一课 四类案件 多元 一体 一道 每一个 ③ 12368
    （2023）豫1327民初12号 2023年 2023年12月31日 3月15日 8:30 1至9月 十月一日 一季度 数十年
    一名法官 三方 四季 一一落实 万千百姓 千万不要 二维码 第二天 十分努力 万一 一等功臣 百名法官
    第三百二十条 法释〔2004〕16号 （一） 一、 一是 14周岁 “80后” [2] 2.0版 1+N 7×24小时
    《百件案例选》 五个“聚力” 10时至12时 第75个国庆节 2017-2021年 2023工作纪实 千家万户
    成百上千 百分百 八小时之外 十四五 二十大 三审三校 两个确立
"""


@pytest.mark.parametrize("words", DECOYS.split())
def test_set_phrases_dates_numbers_of_cases_and_words_are_no_numbers(words):
    assert seen(f"全院干警，{words}，奋力争先") == []
    assert seen(words) == []


def test_the_phrases_of_a_court_are_no_numbers():
    text = "六心服务走进15村，“六心服务”惠及15村"
    assert seen(text, "六心服务", "15村") == []
    assert seen("走进15村、115村", "15村") == ["115村"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_figure_is_a_number_and_few_others_are(path):
    text, _ = read(path)
    found = numbers(text)
    assert [n.figure for n in found if n.figure] == list(figures(text))
    others = [text[n.start : n.end] for n in found if n.figure is None]
    assert len(others) <= 8, others


@given(st.lists(WORDS | st.text(max_size=4), max_size=14).map("".join))
def test_no_text_is_too_strange_and_numbers_never_overlap(text):
    found = numbers(text)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    ends = [0, *(n.end for n in found)]
    assert all(n.start >= end for n, end in zip(found, ends, strict=False))


@given(st.text("0123456789０１５", min_size=1, max_size=4))
def test_digits_that_stand_alone_are_seen_unless_they_are_a_year_or_a_hot_line(digits):
    hot = {"110", "119", "120", "122"}
    plain = digits.translate(str.maketrans("０１５", "015"))
    known = plain in hot or (len(plain) == 4 and plain[:2] in ("19", "20"))
    assert known or seen(f"走访群众{digits}") == [digits]
