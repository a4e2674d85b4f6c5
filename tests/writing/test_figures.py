"""Every figure in free text: texts of our own, with each figure marked ⟦printed|value|unit⟧."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.models.notation import BLANK, HALF_WIDTH
from courtdesk.writing.figures import FoundFigure, figures

TEXTS = sorted((Path(__file__).parent / "figures").glob("*.txt"))
MARK = re.compile(r"⟦([^|⟧]+)\|([^|⟧]*)\|([^|⟧]*)⟧")
NUMERAL = re.compile("[0-9０-９]+|[〇一二两三四五六七八九十百千]+")
PIECES = st.sampled_from(
    [
        "96件96人",
        "第3",
        "2023年",
        "12、15、20件",
        "分别",
        "五个“聚力”",
        "12368",
        "9" * 16,
        "三分之一",
        "1/3",
        "民事\t12",
        "| 3 |",
    ]
) | st.sampled_from("第近约余万亿元%件成两点千.,年月日123１２-～至（）、， \n\0。上升占1.百分点")


def read(path: Path) -> tuple[str, set[tuple[int, int, str, str]]]:
    """The text without its marks, and what they say: start, end, value, unit."""
    text, wanted, at = "", set(), 0
    marked = path.read_text(encoding="utf-8")
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        wanted.add((len(text), len(text) + len(mark[1]), mark[2], mark[3]))
        text, at = text + mark[1], mark.end()
    return text + marked[at:], wanted


def only(text: str) -> FoundFigure:
    (figure,) = figures(text)
    return figure


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_marked_figure_is_found_and_nothing_else(path: Path) -> None:
    text, wanted = read(path)
    found = {(f.start, f.end, f"{f.value:f}", f.unit) for f in figures(text)}
    missed = [(text[a:b], text[a - 8 : b + 8], v, u) for a, b, v, u in sorted(wanted - found)]
    wrong = [(text[a:b], text[a - 8 : b + 8], v, u) for a, b, v, u in sorted(found - wanted)]
    assert (missed, wrong) == ([], [])


def test_the_texts_hold_300_figures_and_100_numerals_that_are_none() -> None:
    figures_held = decoys = 0
    for path in TEXTS:
        text, wanted = read(path)
        figures_held += len(wanted)
        inside = {at for start, end, _, _ in wanted for at in range(start, end)}
        decoys += sum(match.start() not in inside for match in NUMERAL.finditer(text))
    assert (figures_held >= 300, decoys >= 100) == (True, True)


@pytest.mark.parametrize(
    ("text", "kind", "sign"),
    [
        ("审结案件96件", "count", ""),
        ("到位2.88亿元", "money", ""),
        ("结案率93.5%", "rate", ""),
        ("占结案总数的45.09%", "share", ""),
        ("同比上升5.3%", "change", "+"),
        ("较上年减少126件", "change", "-"),
        ("结案率下降1.8个百分点", "points", "-"),
        ("位居全市第3", "rank", ""),
        ("人均结案378.7件", "average", ""),
        ("45分钟内办结", "duration", ""),
        ("增长1.5倍", "times", "+"),
        ("降至1.05%", "rate", ""),
        ("下降为1.05%", "rate", ""),
        ("同比多收案320件", "change", "+"),
        ("较2022年少审结52件", "change", "-"),
        ("同比-3.2%", "change", "-"),
        ("负增长2.3%", "change", "-"),
        ("新增2个", "count", ""),
        ("涨幅为2%", "change", "+"),
        ("位次前移3位", "change", "+"),
        ("占一审民事、行政案件总量的56%", "share", ""),
        ("近30%的立案申请", "share", ""),
        ("85%的满意率", "rate", ""),
        ("高于平均水平12件", "count", ""),
        ("年均增长率则高达11.08%", "change", "+"),
        ("增长率为-1.09%", "change", "-"),
        ("案件数量翻了三倍", "times", "+"),
        ("增速放缓8.8个百分点", "points", "-"),
        ("差距收窄1.1个百分点", "points", "-"),
        ("约1/3的案件", "share", ""),
        ("超过了总数的三分之一", "share", ""),
        ("为企业增加税收9.4亿元", "money", ""),
        ("减少损失500万元", "money", ""),
    ],
)
def test_the_words_before_a_figure_make_its_kind_and_sign(text: str, kind: str, sign: str) -> None:
    figure = only(text)
    assert (figure.kind, figure.sign) == (kind, sign)


def test_figures_that_touch_are_a_pair_and_others_are_none() -> None:
    found = figures("审结96件96人，腾房6次7处，另有5件")
    assert [f.pair for f in found] == [1, 1, 2, 2, None]


def test_the_members_of_a_list_share_the_unit_of_the_last() -> None:
    found = figures("审结9件，分别为12、15、20件，又审结3件")
    assert [(f.printed, f.unit, f.list) for f in found] == [
        ("9件", "件", None),
        ("12", "件", 1),
        ("15", "件", 1),
        ("20件", "件", 1),
        ("3件", "件", None),
    ]


def test_the_members_of_a_list_rise_and_fall_with_the_word_before_the_first() -> None:
    found = figures("同比分别下降6.3%、2.1%")
    assert [(f.kind, f.sign, f.list) for f in found] == [("change", "-", 1)] * 2


def test_what_is_joined_to_a_figure_says_the_same_of_its_thing() -> None:
    found = figures("收结案同比上升6.8%和4.2%，人均办案523件、419件，分别增加2个和3个")
    assert [(f.kind, f.sign) for f in found] == [
        ("change", "+"),
        ("change", "+"),
        ("average", ""),
        ("average", ""),
        ("change", "+"),
        ("change", "+"),
    ]


def test_what_an_average_or_a_share_becomes_is_one_too() -> None:
    found = figures("平均用时由68天降至51天，占比由36.4%上升到27.6%，由12件增至20件")
    assert [f.kind for f in found] == ["average"] * 2 + ["share"] * 2 + ["count"] * 2
    found = figures("人均收案352件，结案240件，审结9件；人均结案96件，审结980件")
    assert [f.kind for f in found] == ["average"] * 2 + ["count", "average", "count"]


def test_the_members_of_a_row_of_ranks_are_ranks() -> None:
    found = figures("三项指标分别排名第1、3、5位，干警5位")
    assert [(f.printed, f.kind, f.unit) for f in found[1:]] == [
        ("第1", "rank", "位"),
        ("3", "rank", "位"),
        ("5位", "rank", "位"),
        ("5位", "count", "位"),
    ]


def test_only_members_of_one_list_share_a_unit() -> None:
    found = figures("受众600余，2.3万余人；分别为12、15、20件")
    assert [f.unit for f in found] == ["", "人", "件", "件", "件"]


TEXT = st.lists(PIECES, max_size=20).map("".join)


@given(TEXT, TEXT)
def test_a_paragraph_is_read_as_if_it_stood_alone(above: str, below: str) -> None:
    """Nothing is looked for beyond a line: the time is linear in the number of lines."""

    def said(text: str, moved: int = 0) -> list[tuple[object, ...]]:
        return [(f.start + moved, f.printed, f.unit, f.kind, f.sign) for f in figures(text)]

    assert said(f"{above}\n{below}") == said(above) + said(below, len(above) + 1)


@pytest.mark.parametrize(
    "piece",
    ["9", "一", "第", "1 ", "1、", "“1", "1年", "一个x、", "上万", "1-", "1/", "a\t1", "第一、"],
)
def test_a_long_row_of_one_piece_is_read(piece: str) -> None:
    for figure in figures(piece * 5000):
        assert figure.low <= figure.high


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=80))
def test_any_text_is_read_and_its_figures_lie_apart_where_they_are_printed(text: str) -> None:
    end = 0
    for figure in figures(text):
        assert end <= figure.start < figure.end <= len(text)
        end = figure.end
        sliced = text[figure.start : figure.end].translate(HALF_WIDTH)
        assert re.sub(f"[{BLANK}]", "", sliced) == figure.printed
        assert figure.low <= figure.high


def test_words_a_court_calls_set_are_no_figures_and_are_not_cut_out_of_numbers() -> None:
    text = "六心行动走进十五村，调解六心行动纠纷16件"
    assert [f.printed for f in figures(text, ("六心行动",))] == ["16件"]
    assert [f.printed for f in figures("热线12399接听312399件、12399次", ("12399",))] == [
        "312399件",
        "12399次",
    ]
