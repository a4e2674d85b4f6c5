"""Passages: what a token is, what it reads like, and that no text is too strange to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.models.article import Run
from courtdesk.models.outline import Formula, Indicator, Item, Measure, Outline, Section
from courtdesk.models.passage import FORMS, Token, literal, offers, runs, takes_tokens, tokens
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure

OUTLINE = Outline(
    name="试",
    lead=Item(
        id="lead",
        heading="导语",
        indicators=(
            Indicator(id="A", label="受理", unit="件"),
            Indicator(id="B", label="审执结", unit="件"),
            Indicator(id="R", label="位次", unit="位", measure=Measure.RANK, scope="全市法院"),
            Indicator(id="R2", label="另一位次", unit="位", measure=Measure.RANK),
            Indicator(id="N", label="空着的", unit="件"),
            Indicator(id="M", label="金额", unit="元", measure=Measure.MONEY),
            Indicator(id="O", label="走访", unit="次"),
            Indicator(id="P", label="调研", unit="次"),
            Indicator(
                id="D",
                label="结案率",
                unit="%",
                measure=Measure.RATE,
                formula=Formula(kind="share", terms=("B", "A")),
            ),
        ),
    ),
    sections=tuple(Section(id=f"s{n}", title="节") for n in range(1, 13)),
)


def figure(id: str, printed: str, previous: str = "") -> Figure:
    before = Quantity.parse(previous) if previous else None
    return Figure(id=id, printed=Quantity.parse(printed), previous=before)


SHEET = FactSheet(
    court="某县人民法院",
    year=2023,
    outline=OUTLINE,
    figures=(
        figure("A", "200件", "160件"),
        figure("B", "150件", "140件"),
        figure("R", "第3"),
        figure("R2", "第3"),
        figure("M", "80余万元"),
        figure("O", "180余次", "150余次"),
        figure("P", "182次", "150余次"),
    ),
)


def text(passage: str) -> str:
    return "".join(run.text for run in runs(passage, SHEET))


@pytest.mark.parametrize(
    ("passage", "reads"),
    [
        ("受理{A}。", "受理200件。"),
        ("受理{A:value}。", "受理200件。"),
        ("{A:number}多件", "200多件"),
        ("{M:number}", "80余万"),
        ("{A}，{A:change}", "200件，同比上升25.0%"),
        ("上年{A:previous}", "上年160件"),
        ("居{R:rank}位", "居全市法院第3位"),
        ("均居{R=R2}位", "均居第3位"),
        ("结案率{D}，{D:change}", "结案率75.00%，下降12.5个百分点"),
        ("上年结案率{D:previous}", "上年结案率87.50%"),
        ("{year-1}、{year}、{year+1}年", "2022、2023、2024年"),
        ("{sections}个“聚力”", "十二个“聚力”"),
        ("{{A}}", "{A}"),
    ],
)
def test_a_token_reads_as_its_form_says(passage: str, reads: str) -> None:
    assert text(passage) == reads
    assert not any(run.missing for run in runs(passage, SHEET))


@pytest.mark.parametrize(
    ("passage", "reads"),
    [
        ("受理{N}", "受理〔待填：空着的〕"),
        ("{N:change}", "〔待填：空着的同比〕"),
        ("{R:previous}", "〔待填：位次上年数〕"),
        ("{M:change}", "〔待填：金额同比〕"),
        ("{O:change}", "〔待填：走访准确数〕"),
        ("{P:change}", "〔待填：调研上年准确数〕"),
        ("{A=B}", "〔待核：受理等不相等〕"),
        ("{A=N}", "〔待核：受理等不相等〕"),
    ],
)
def test_a_figure_that_cannot_be_printed_leaves_a_marked_placeholder(
    passage: str, reads: str
) -> None:
    assert text(passage) == reads
    assert next(run.missing for run in runs(passage, SHEET) if run.figure)


@pytest.mark.parametrize(
    "passage",
    ["{Z}", "{A:big}", "{A!r}", "{A.printed}", "{A[0]}", "{}", "{A:{B}}", "{ A }", "{year:number}"],
)
def test_an_unknown_token_stays_as_typed_and_is_marked(passage: str) -> None:
    assert runs(passage, SHEET) == (Run(text=passage, missing=True),)


@pytest.mark.parametrize("passage", ["受理{A件", "受理A}件", "{", "}", "{A}}", "a}{A}b{", "{A[}"])
def test_a_stray_brace_is_marked_and_the_rest_still_reads(passage: str) -> None:
    printed = runs(passage, SHEET)
    assert "".join(run.text for run in printed) == passage.replace("{A}", "200件")
    assert {run.text for run in printed if run.missing} <= {"{", "}"}
    assert any(run.missing for run in printed)


def test_one_figure_for_two_facts_names_both() -> None:
    assert [run.figure for run in runs("均居{R=R2}位", SHEET) if run.figure] == ["R", "R2"]


def test_the_words_before_a_number_are_plain() -> None:
    printed = runs("{A:change}，居{R:rank}位", SHEET)
    assert [(run.text, run.figure) for run in printed] == [
        ("同比上升", ""),
        ("25.0%", "A"),
        ("，居全市法院", ""),
        ("第3", "R"),
        ("位", ""),
    ]


def test_plain_words_and_years_between_two_figures_are_one_run() -> None:
    printed = runs("{A}在{year}年{{其中}}{B}", SHEET)
    assert [run.text for run in printed] == ["200件", "在2023年{其中}", "150件"]


def test_tokens_tell_where_they_stand() -> None:
    passage = "甲{{{A}乙}{R=R2:rank}{year+1}丙{A!r}"
    found = tokens(passage)
    assert [passage[t.start : t.end] for t in found] == ["{A}", "{R=R2:rank}", "{year+1}"]
    assert [(t.ids, t.form) for t in found] == [
        (("A",), ""),
        (("R", "R2"), "rank"),
        ((), "year+1"),
    ]


ids = st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True).filter(
    lambda id: not id.startswith(("year", "sections"))
)
pieces = st.one_of(
    st.text().map(lambda words: (literal(words), None)),
    st.tuples(st.lists(ids, min_size=1, max_size=3), st.sampled_from(["", *FORMS])).map(
        lambda t: (str(Token(0, 0, tuple(t[0]), t[1])), (tuple(t[0]), t[1]))
    ),
)


@given(st.text(alphabet="{甲A", max_size=6))
def test_a_token_is_read_where_it_is_taken_and_is_words_behind_a_stray_brace(before: str) -> None:
    read = "{A}" in [str(token) for token in tokens(f"{before}{{A}}")]
    assert read == takes_tokens(before, len(before))


@given(st.lists(pieces))
def test_tokens_round_trip_between_any_words(parts: list[tuple[str, object]]) -> None:
    passage = "".join(source for source, _ in parts)
    found = tokens(passage)
    assert [(t.ids, t.form) for t in found] == [token for _, token in parts if token]
    assert [passage[t.start : t.end] for t in found] == [str(t) for t in found]


@given(st.text())
def test_literal_words_read_as_themselves(words: str) -> None:
    assert text(literal(words)) == words


hostile = st.lists(
    st.one_of(st.text(max_size=5), st.sampled_from([*"{}[]:!=.A", "{{", "}}", "{A", "{year", "+1"]))
).map("".join)


@given(hostile)
def test_no_passage_is_too_strange_to_show(passage: str) -> None:
    printed = runs(passage, SHEET)
    for token in tokens(passage):
        assert passage[token.start] == "{" and passage[token.end - 1] == "}"
    if "{" not in passage and "}" not in passage:
        assert "".join(run.text for run in printed) == passage


VISITS = SHEET.replaced(
    figures=(
        figure("A", "200件").replaced(exact=Quantity.parse("268件")),
        figure("B", "260余件"),
        *SHEET.figures[2:],
    )
)


def worded(passage: str, sheet: FactSheet = VISITS) -> tuple[str, bool]:
    read = runs(passage, sheet)
    return "".join(run.text for run in read), any(run.missing for run in read)


def test_a_wording_is_printed_as_long_as_it_is_true_of_the_exact_number():
    assert worded("走访{A:~260余件}。") == ("走访260余件。", False)
    assert worded("走访{A:~近270件}。") == ("走访近270件。", False)
    assert worded("走访{A:~近260件}。") == ("走访〔待核：受理“近260件”不实〕。", True)


def test_a_wording_turns_untrue_with_a_new_exact_number_and_true_again():
    (figures, *others) = VISITS.figures
    more = VISITS.replaced(figures=(figures.replaced(exact=Quantity.parse("271件")), *others))
    assert worded("{A:~260余件}", more) == ("〔待核：受理“260余件”不实〕", True)
    assert worded("{A:~260余件}", VISITS) == ("260余件", False)


def test_a_wording_may_be_coarser_than_an_approximate_figure_and_never_finer():
    assert worded("{B:~200余件}") == ("200余件", False)
    assert worded("{B:~268件}")[1]


def test_a_wording_of_two_figures_must_be_true_of_both():
    assert worded("{A=B:~260余件}") == ("260余件", False)
    assert worded("{A=B:~268件}")[1]


def test_a_wording_of_nothing_is_awaited():
    assert worded("{N:~260余件}") == ("〔待填：空着的〕", True)


def test_a_printed_value_is_untrue_too_when_the_exact_number_says_otherwise():
    near, *others = VISITS.figures
    near = near.replaced(printed=Quantity.parse("近270件"))
    sheet = VISITS.replaced(figures=(near, *others))
    assert worded("{A}、{A:number}", sheet) == ("近270件、近270", False)
    near = near.replaced(exact=Quantity.parse("271件"))
    sheet = VISITS.replaced(figures=(near, *others))
    assert worded("{A}", sheet) == ("〔待核：受理“近270件”不实〕", True)
    assert worded("{A:number}", sheet)[1]
    assert worded("{A:~270余件}", sheet) == ("270余件", False)


def test_a_form_that_is_no_wording_is_no_token():
    assert tokens("{A:~}") == tokens("{A:~很多}") == tokens("{A:~ 260余件}") == []
    (token,) = tokens("{A:~260余件}")
    assert (token.form, str(token)) == ("~260余件", "{A:~260余件}")


def test_the_wordings_are_offered_behind_the_forms_and_none_twice():
    (token,) = tokens("{A}")
    offered = offers(token, VISITS)
    assert list(offered)[-3:] == ["~268件", "~260余件", "~近270件"]
    assert list(offered.values()) == list(dict.fromkeys(offered.values()))
    (chosen,) = tokens("{A:~超200件}")
    assert offers(chosen, VISITS)["~超200件"] == "超200件"
    (untrue,) = tokens("{A:~近200件}")
    assert "~近200件" not in offers(untrue, VISITS)
