"""The audit reads every text that any form prints: none of a sheet is left out without a reason."""

from datetime import UTC, datetime

import pytest

from courtdesk.models.finding import Finding
from courtdesk.models.outline import ChartRow, HeadingForm
from courtdesk.models.sheet import Alias, Explanation, Photo, Phrase, Reply, Request, Silence
from courtdesk.models.typescript import Odd, Spelling, Style, Typescript
from courtdesk.models.value import Value, read, written
from courtdesk.writing.audit import MISSING, UNBOUND
from courtdesk.writing.mending import mended
from courtdesk.writing.proof import proof
from courtdesk.writing.samples import load_sample
from courtdesk.writing.texts import Words, named

TYPED = "37件"
NOW = datetime(2024, 1, 2, tzinfo=UTC)

NO_TEXT = {
    "figures.*": "a fact: typed as a quantity, shown on the working papers with where it came from",
    "outline.departments": "names of departments, on working papers only",
    "outline.name": "names the outline in the window",
    "outline.relations": "rules of arithmetic, with notes for the window",
    "*.indicators.*.department": "who delivers a figure, on working papers only",
    "*.indicators.*.definition": "what is counted, on working papers only: 立案满12个月",
    "*.indicators.*.formula": "arithmetic",
    "*.charts.*.kind": "a choice",
    "photos.*.name": "a file's name, which never leaves the house",
    "photos.*.sha256": "a hash",
    "photos.*.after": "a path",
    "explanations.*": "why a finding stands, on working papers only",
    "phrases.*": "the set phrases themselves, for the window",
    "silenced.*": "which rules are off and why, for the window",
    "requests.*": "who was asked, for the window and the collection forms",
    "replies.*": "who answered, on working papers only",
    "aliases.*": "what departments call an indicator, for imports",
    "typescript.styles.*.sort": "names a sort of paragraph",
    "typescript.odd.*.path": "a path",
    "typescript.spellings.*": "prints only while it says what the fact says",
    "typescript.bare": "ids",
    "layout.paper": "a choice",
    "layout.theme": "a choice",
    "layout.focal": "ids",
}
"""Where a number may stand unbound: the field, and why no reader of the article meets it."""


def whole_sheet():
    """The sample with something in every field that can hold words."""
    sheet, _ = load_sample("sheqi-2023")
    first = sheet.outline.sections[0]
    silent = first.items[0].replaced(form=HeadingForm.NONE)
    ranked = silent.indicators[0].replaced(short="简称", scope="全市法院")
    silent = silent.replaced(indicators=(ranked, *silent.indicators[1:]))
    chart = first.charts[0]
    labelled = (ChartRow(figures=row.figures, label="行名") for row in chart.rows)
    chart = chart.replaced(series=("件", "件"), rows=tuple(labelled))
    first = first.replaced(
        crosshead=False, slogan="副题", items=(silent, *first.items[1:]), charts=(chart,)
    )
    outline = sheet.outline.replaced(sections=(first, *sheet.outline.sections[1:]))
    dress = {"before": "图：", "between": "——", "after": "。"}
    typescript = Typescript(
        styles=(Style(sort="item", **dress),),
        odd=(Odd(path="passages.s1i1.text", **dress),),
        spellings=(Spelling(id="F001", text="1 0336件"),),
        bare=("s9",),
        end="　",
    )
    return sheet.replaced(
        outline=outline,
        typescript=typescript,
        photos=(*sheet.photos, Photo(id="p9", name="九.jpg", sha256="")),
        head=sheet.head.replaced(kicker="引题", subtitle="副题", byline="某某 文/图", end_mark="□"),
        layout=sheet.layout.replaced(source="各部门", scope="全年", cutoff="年末", focal=("F001",)),
        explanations=(Explanation(id="r", path="p", reason="理由", values="v", who="某"),),
        phrases=(Phrase(text="六进工程", reason="品牌", who="某"),),
        silenced=(Silence(rule="x-y", reason="报社不用", who="某"),),
        requests=(Request(department="执行局", when=NOW, officer="某", phone="0"),),
        replies=(Reply(file="a.xlsx", sha256="0", by="某", phone="0"),),
        aliases=(Alias(department="执行局", label="结案", indicator="F001"),),
    )


def fields(value, path=""):
    """The path of every string under a value."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, Value):
        for name in type(value).model_fields:
            yield from fields(getattr(value, name), f"{path}.{name}".removeprefix("."))
    elif isinstance(value, tuple):
        for place, element in enumerate(value):
            yield from fields(element, f"{path}.{getattr(element, 'id', place)}")


SHEET = whole_sheet()
FIELDS = [path for path in fields(SHEET) if not path.endswith(".id")]


def alike(path, shape):
    """Whether a path is one of a shape: a * stands for some segments, and all below is of it."""
    ours, theirs = path.split("."), shape.split(".")
    if theirs[0] == "*":
        return any(alike(".".join(ours[n:]), ".".join(theirs[1:])) for n in range(1, len(ours)))
    head = len(theirs)
    return all(a == b or b == "*" for a, b in zip(ours, theirs, strict=False)) and len(ours) >= head


def reasons(path):
    return [why for shape, why in NO_TEXT.items() if alike(path, shape)]


def with_words(path):
    """The sheet with a number written into a field; None for a field that takes no such words."""
    try:
        return written(SHEET, path, f"{read(SHEET, path)}{TYPED}")
    except ValueError:
        return None


def at(sheet, path):
    return [f for f in proof(sheet) if f.rule == UNBOUND and f.path == path]


PRINTED = [path for path in FIELDS if not reasons(path) and with_words(path) is not None]


@pytest.mark.parametrize("path", PRINTED)
def test_a_number_typed_into_any_printed_field_is_found_at_its_place(path):
    sheet = with_words(path)
    (finding,) = at(sheet, path)
    assert read(sheet, path)[finding.start : finding.end].endswith(TYPED)  # 突破37件
    assert named(sheet, path)


def test_nothing_is_excused_that_the_audit_reads():
    read_by_audit = {text.path for text in Words(SHEET).texts}
    assert read_by_audit
    assert [path for path in read_by_audit if reasons(path)] == []
    for shape in NO_TEXT:
        assert any(alike(path, shape) for path in FIELDS), shape


NAME = "outline.sections.s1.items.s1i1.indicators.F004.label"
TITLE = "outline.sections.s1.charts.s1c1.title"


def said(path, text):
    sheet = written(SHEET, path, text)
    return [text[f.start : f.end] for f in at(sheet, path)]


@pytest.mark.parametrize(
    "name",
    [
        "第一审案件数",
        "四类案件监管数",
        "12368热线来电数",
        "24小时法院办理数",
        "18个月以上未结案件数",
        "10日内立案率",
        "标的额500万元以下案件数",
        "5人以上群体性案件数",
        "前10名法院数",
        "每10万人案件数",
        "“3+1”调解数",
        "重点工作3",
    ],
)
def test_a_numeral_that_only_tells_a_kind_is_no_figure_of_a_name(name):
    assert said(NAME, name) == []


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("审结盗窃案件37件", ["37件"]),
        ("执行到位2.88亿元", ["2.88亿元"]),
        ("结案率95.2%", ["95.2%"]),
    ],
)
def test_a_figure_in_a_name_is_found_and_can_be_taken_away(name, numbers):
    assert said(NAME, name) == numbers
    sheet = written(SHEET, NAME, name)
    (finding,) = at(sheet, NAME)
    (fix,) = finding.fixes
    assert read(mended(sheet, finding, fix), NAME) == name.removesuffix(numbers[0])


@pytest.mark.parametrize(
    ("scope", "numbers"),
    [
        ("全市13家法院", []),
        ("全市十三家基层法院", []),
        ("全市 13 家法院", []),
        ("全市１３个县区法院", []),
        ("全省163个法院", []),
        ("全市13家法院中审结37件", ["37件"]),
    ],
)
def test_the_number_a_rank_is_among_is_asked_for_and_no_figure(scope, numbers):
    assert said(NAME.removesuffix("label") + "scope", scope) == numbers
    if not numbers:
        assert said(NAME, scope) != []


def test_a_name_that_is_nothing_but_a_number_is_not_taken_away():
    (finding,) = at(written(SHEET, NAME, TYPED), NAME)
    assert finding.fixes == ()


@pytest.mark.parametrize("mark", ["③6", "□", "（完）", "12", "①4"])
def test_the_number_editors_end_an_article_with_is_no_figure(mark):
    assert said("head.end_mark", mark) == []


@pytest.mark.parametrize(
    "court", ["七台河市中级人民法院", "北京市第二中级人民法院", "五台县人民法院"]
)
def test_a_numeral_of_a_courts_name_is_no_figure(court):
    assert said("court", court) == []


@pytest.mark.parametrize(
    "title", ["2023年收案", "2022—2023年收案对比", "受理与审执结（件）", "近三年收案"]
)
def test_a_year_in_a_charts_title_is_no_figure(title):
    assert said(TITLE, title) == []


def test_a_charts_title_binds_its_figure_and_prints_it_from_then_on():
    from courtdesk.models.chart import chart

    typed = written(SHEET, TITLE, "受理10336件")
    (finding,) = at(typed, TITLE)
    (fix,) = [fix for fix in finding.fixes if fix.text == "{F001}"]
    bound = mended(typed, finding, fix)
    assert at(bound, TITLE) == []
    spec = bound.outline.sections[0].charts[0]
    assert chart(spec, bound).title == "受理1 0336件"  # as it was typed
    gone = written(bound, "figures.F001.printed", None)
    assert MISSING in [f.rule for f in proof(gone) if isinstance(f, Finding) and f.path == TITLE]


def test_a_token_in_a_name_is_printed_as_it_is_and_binds_nothing():
    sheet = written(SHEET, NAME, "案件{F001}")
    (text,) = [t for t in Words(sheet).texts if t.path == NAME]
    assert (text.tokens, text.plain) == ((), "案件{F001}")
    assert [f for f in proof(sheet) if f.rule == MISSING and f.path == NAME] == []
