"""Whatever text comes in, the article drafted from it reads the same, character for character."""

from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from courtdesk.models.errors import UserError
from courtdesk.writing.article import compose, plain
from courtdesk.writing.draft.draft import Choice, drafted
from courtdesk.writing.draft.manuscript import Manuscript
from courtdesk.writing.draft.parts import Part, misplaced
from courtdesk.writing.draft.sheet import Title

TITLE = Title("某县人民法院", 2023)
BLANKS = ("", " ", "　　", "\t", "\u00a0", "\u2003", "    ")
ENDS = ("\n", "\n\n", "\r\n", "\n　\n", "\r", "\u2028", "\x0b", "\x85", "\x1c")
MARKS = (
    *(
        "",
        "一、",
        "（二）",
        "三是",
        "【便民】",
        "1.",
        "（1）",
        "①",
        "●",
        "第一部分 ",
        "# ",
        "## ",
        "### ",
    ),
    *(
        "- ",
        "> ",
        "* ",
        "**",
        "__",
        "——",
        "□ ",
        "（图：",
        "▲",
        "图为",
        "![",
        "{",
        "}",
        "{{",
        "{F001}",
    ),
)
WORDS = (
    *(
        "聚力平安守护",
        "彰显新担当",
        "坚决维护安全稳定",
        "新服务亮新风貌 新成效显新担当",
        "本报记者 张某 通讯员 李某",
    ),
    *(
        "全年审结案件96件96人，同比上升5.3%",
        "比上年的24场多",
        "其中1. 36万件、２８件",
        "分别为12、15、20件",
    ),
    *(
        "位居全市法院第3",
        "申请率、履行率均为40.7%",
        "近3亿元",
        "得分95.6分",
        "12、15万元",
        "15%～30%",
    ),
    *(
        "今后，某县人民法院将继续努力，把各项工作做得更好，让群众满意",
        "牢牢守住安全底线，依法惩治犯罪",
    ),
    *(
        "{F001}",
        "{year}",
        "}}",
        "**重点**",
        "**",
        "]()",
        "![图](a.png)",
        "文/图 王某",
        "（完）",
        "③",
        "■",
        "某县人民法院",
    ),
)
CLOSES = (
    "",
    "。",
    "：",
    "！",
    "，",
    "）",
    "】",
    "**",
    "__",
    "。**",
    "③",
    " ③",
    "　　■",
    " #",
    "](a.png)",
    " ",
)
LINES = st.builds(
    lambda blank, marks, words, close, end: blank + "".join(marks) + "".join(words) + close + end,
    st.sampled_from(BLANKS),
    st.lists(st.sampled_from(MARKS), max_size=2),
    st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=3),
    st.sampled_from(CLOSES),
    st.sampled_from(ENDS),
)
TEXTS = st.lists(LINES, max_size=14).map("".join) | st.text(max_size=60)


@given(TEXTS)
def test_any_text_is_drafted_and_printed_as_it_came(text: str) -> None:
    try:
        draft = drafted(Manuscript(text))
    except UserError:
        assert not any(char.isalnum() for char in text)
        return
    assert misplaced([p.part for p in draft.paragraphs]) == ""
    sheet = draft.sheet(TITLE)
    assert plain(compose(sheet)) == text
    assert draft.is_verbatim(sheet)


CORRECTIONS = st.lists(
    st.tuples(st.integers(0, 20), st.sampled_from(Part) | st.integers(1, 9)), max_size=6
)


@given(TEXTS, CORRECTIONS)
def test_whatever_is_corrected_the_text_is_printed_as_it_came(
    text: str, corrections: list[tuple[int, Part | int]]
) -> None:
    assume(any(char.isalnum() for char in text))
    draft = drafted(Manuscript(text))
    for number, change in corrections:
        number %= len(draft.paragraphs)
        with suppress(UserError):
            if isinstance(change, Part):
                draft = draft.with_part(number, change)
            else:
                draft = draft.with_heading(number, draft.paragraphs[number].line.text[:change])
        for mention in draft.mentions[number : number + 1]:
            draft = draft.choose(mention.place, Choice(bound=False, label="名"))
    assert plain(compose(draft.sheet(TITLE))) == text


@pytest.mark.parametrize(
    "odd",
    [
        "达到",
        "减少",
        "其中",
        "1.",
        "（",
        "一、",
        "** ",
        "均",
        "法院",
        "上年的",
        "——",
        "# ",
        "【",
        "\t",
        "｜",
        "第3",
    ],
)
def test_words_that_repeat_without_end_take_no_time_without_end(odd: str) -> None:
    for text in (f"{odd * 4000}96件。", f"# 一、甲{odd * 4000}乙\n审结96件。\n{odd * 4000}\n"):
        draft = drafted(Manuscript(text))
        assert plain(compose(draft.sheet(TITLE))) == text
