"""The digit audit: every number that is not bound, what would bind it, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.models.outline import Severity
from courtdesk.models.passage import runs, tokens
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import Phrase
from courtdesk.models.value import written
from courtdesk.writing.audit import MISSING, UNBOUND
from courtdesk.writing.beside import BESIDE
from courtdesk.writing.candidates import Facts, fitting
from courtdesk.writing.proof import proof
from courtdesk.writing.samples import load_sample
from courtdesk.writing.texts import Words
from tests.writing.test_numbers import WORDS

RULES = (UNBOUND, MISSING, BESIDE)
SAMPLES = {name: load_sample(name)[0] for name in ("sheqi-2023", "yunchuan-2024")}
SHEQI, YUNCHUAN = SAMPLES.values()
HERE = "passages.s3i1.text"


def put(text, sheet=SHEQI, path=HERE):
    return written(sheet, path, text)


def audited(sheet):
    return [f for f in proof(sheet) if f.rule in RULES]


def found(text, sheet=SHEQI):
    """The words of every finding on a passage that reads so, with the texts of its offers."""
    here = [f for f in audited(put(text, sheet)) if f.path == HERE]
    return {text[f.start : f.end]: [fix.text for fix in f.fixes] for f in here}


def mended(text, finding, fix):
    return text[: finding.start] + fix.text + text[finding.end :]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_holds_no_number_that_is_not_bound(name):
    assert audited(SAMPLES[name]) == []


def test_a_colleagues_paragraph_shows_three_numbers_with_what_would_bind_them():
    text = "开展活动15场、走访八十余家、第3。一把手抓四类案件③，2024年继续。"
    assert found(text) == {
        "15场": ["{F046}"],
        "八十余家": [],
        "第3": ["{F003}", "{F058}"],
    }
    findings = audited(put(text))
    assert {f.severity for f in findings} == {Severity.ERROR}
    assert findings[0].fixes[0].label == (
        "聚力依法履职 · 深度融入县域治理 · 法院开放日、巡回审判等活动场次 15场"
    )


def test_equal_facts_are_all_offered_those_of_the_same_item_first():
    assert found("位居全市第3位")["第3位"] == ["{F003}位", "{F058}位"]
    here = put("位居全市第3", path="passages.s4i2.text")
    (finding,) = audited(here)
    assert [fix.text for fix in finding.fixes] == ["{F058}", "{F003}"]


def test_a_number_without_a_unit_may_be_of_any_fact_and_stays_without():
    assert found("共办理20，")["20"] == ["{F050:number}", "{F010:number}"]
    assert found("共办理20件")["20件"] == ["{F010}"]


def test_words_before_an_exact_number_stay_where_they_are():
    (finding,) = audited(put("走进乡村达15场"))
    assert mended("走进乡村达15场", finding, finding.fixes[0]) == "走进乡村达{F046}"


def test_a_wording_that_is_true_of_a_fact_binds_it_as_it_is_written():
    assert found("受理1万余件案件") == {"1万余件": ["{F001:~1万余件}"]}
    assert found("受理近1.1万件案件") == {"近1.1万件": []}
    visits = SHEQI.figure("F032").replaced(exact=Quantity.parse("268次"))
    exact = written(SHEQI, "figures.F032", visits)
    assert found("走访268次", exact)["268次"] == ["{F032:~268次}"]
    assert found("走访260余次", exact)["260余次"] == ["{F032}"]
    assert found("走访近270次", exact)["近270次"] == ["{F032:~近270次}"]


def test_last_years_value_and_a_change_are_bound_as_such():
    assert found("上年9034件", YUNCHUAN)["9034件"] == ["{G02:previous}"]
    offers = found("新收案件同比上升4.3%。", YUNCHUAN)
    assert "{G02:change}" in offers["同比上升4.3%"]


def test_a_number_in_a_heading_is_bound_there_as_in_any_text():
    path = "outline.sections.s1.slogan"
    (finding,) = audited(put("办结15场活动", path=path))
    assert (finding.path, finding.start, finding.end) == (path, 2, 5)
    assert [fix.text for fix in finding.fixes] == ["{F046}"]


@pytest.mark.parametrize(
    "path",
    [
        *(f"head.{name}" for name in ("kicker", "title", "subtitle", "byline", "closing")),
        "passages.lead.text",
        "photos.p1.caption",
        "outline.sections.s2.title",
        "outline.sections.s2.items.s2i1.heading",
    ],
)
def test_every_text_of_the_article_is_audited(path):
    (finding,) = audited(put("走访2509件", path=path))
    assert (finding.path, finding.start, finding.end) == (path, 2, 7)


def test_a_phrase_of_the_sheet_and_the_courts_own_name_are_no_numbers():
    text = "第一中级人民法院建成15分钟服务圈"
    sheet = put(text).replaced(court="某市第十一中级人民法院")
    assert [text[f.start : f.end] for f in audited(sheet)] == ["15分钟"]
    phrase = Phrase(text="15分钟服务圈", reason="品牌名")
    assert audited(sheet.replaced(phrases=(phrase,))) == []


FAULTS = {
    "a digit typed": ("受理各类案件{F001}", "受理各类案件10336件", UNBOUND),
    "a digit changed": ("审执结{F002}", "审执结9665件", UNBOUND),
    "a unit lost": ("审执结{F002}", "审执结9666", UNBOUND),
    "Chinese numerals": ("审执结{F002}", "审执结九千六百六十六件", UNBOUND),
    "full width": ("审执结{F002}", "审执结９６６６件", UNBOUND),
    "a rank": ("全市法院{F003}位", "全市法院第3位", UNBOUND),
    "a rank in Chinese": ("全市法院{F003}位", "全市法院第三", UNBOUND),
    "余 behind": ("审执结{F002}", "审执结{F002}余", BESIDE),
    "近 in front": ("审执结{F002}", "审执结近{F002}", BESIDE),
    "a stray 万": ("审执结{F002}", "审执结{F002}万", BESIDE),
    "以上": ("审执结{F002}", "审执结{F002}以上", BESIDE),
    "an untrue wording": ("审执结{F002}", "审执结{F002:~近9600件}", MISSING),
    "no such figure": ("审执结{F002}", "审执结{F999}", MISSING),
    "no last year": ("审执结{F002}", "审执结{F002:previous}", MISSING),
    "half a brace": ("审执结{F002}", "审执结{F002}{", MISSING),
    "unequal twins": ("审执结{F002}", "审执结{F002=F001}", MISSING),
}


@pytest.mark.parametrize(("right", "wrong", "rule"), FAULTS.values(), ids=FAULTS)
def test_a_seeded_fault_is_found_and_nothing_else(right, wrong, rule):
    text = SHEQI.passage("lead")
    assert right in text
    (finding,) = audited(put(text.replace(right, wrong), path="passages.lead.text"))
    assert (finding.rule, finding.severity) == (rule, Severity.ERROR)


def test_a_percentage_followed_by_points_is_found():
    text = SHEQI.passage("s1i2")
    wrong = put(text.replace("{F014}", "{F014}个百分点"), path="passages.s1i2.text")
    (finding,) = audited(wrong)
    assert finding.rule == BESIDE
    assert finding.fixes[0].text == "{F014}"


def test_a_figure_that_lost_its_value_is_missing_wherever_it_is_printed():
    empty = written(SHEQI, "figures.F012", SHEQI.figure("F012").replaced(printed=None))
    (finding,) = audited(empty)
    text = empty.passage("s1i2")
    assert (finding.rule, text[finding.start : finding.end]) == (MISSING, "{F012}")
    assert "〔待填：" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "节约{F019}，附近{F004}，最近{F004}",
        "受理{F001}多元纠纷",
        "达{F001}，仅{F002}",
        "{F014:number}%，{F019:number}元，{F001:number}件、{F002:number}起",
        "分别为{F001:number}、{F002:number}",
        "约{F027}",  # two markers are a matter of style, and not of truth
    ],
)
def test_words_beside_a_figure_that_bend_nothing_are_let_alone(text):
    assert found(text) == {}


def test_a_marker_beside_a_figure_is_mended_by_a_wording_or_goes():
    assert found("审执结{F002}余") == {
        "{F002}余": ["{F002:~9660余件}", "{F002:~9600余件}", "{F002}"]
    }
    assert found("审执结{F002:number}余件")["{F002:number}余件"][-1] == "{F002:number}件"
    assert found("审结{F002:number}万元")["{F002:number}万"] == ["{F002}"]


TOKENS = st.sampled_from(
    ["{F001}", "{F002:number}", "{F032:~260余次}", "{F060=F061}", "{year+1}", "{F001:change}"]
)
PARTS = WORDS | TOKENS | st.sampled_from("件场近余多第约{}万") | st.text(max_size=3)
TYPED = st.sampled_from(
    ["15场", "第3", "20", "96件", "96人", "2.88亿元", "1万余件", "100%", "260余次"]
)


@given(st.lists(PARTS, max_size=14).map("".join))
def test_findings_stand_inside_the_text_and_never_cut_a_token(text):
    for path in (HERE, "head.title"):
        for finding in audited(put(text, path=path)):
            assert 0 <= finding.start < finding.end <= len(text)
            for token in tokens(text):
                assert not token.start < finding.start < token.end
                assert not token.start < finding.end < token.end


@given(st.lists(TYPED | PARTS, max_size=10).map("".join))
def test_an_offer_that_is_taken_removes_its_finding_and_adds_no_number(text):
    before = [f for f in audited(put(text)) if f.rule == UNBOUND]
    for finding in before:
        for fix in finding.fixes[:3]:
            left = [f for f in audited(put(mended(text, finding, fix))) if f.rule == UNBOUND]
            taken = range(finding.start, finding.start + len(fix.text))
            if not fix.label.startswith("改为"):  # a rule's own: it may be right, and still loose
                assert not [f for f in left if f.start in taken]
                assert len(left) < len(before)
            assert finding.message not in [f.message for f in left if f.start in taken]


@given(
    st.sampled_from(["", "近", "超过 ", "第"]), TOKENS, st.sampled_from(["余", "万", "以上", ""])
)
def test_an_offer_for_a_figure_bent_by_its_neighbours_leaves_that_figure(before, token, after):
    text = f"{before}{token}{after}。"
    for finding in audited(put(text)):
        for fix in finding.fixes:
            left = audited(put(mended(text, finding, fix)))
            assert finding.message not in [f.message for f in left]


@given(TYPED, st.sampled_from(["，", "共", "", "等活动"]))
def test_an_offer_reads_as_what_was_typed_or_is_the_fact_as_printed(typed, after):
    text = f"全年{typed}{after}"
    for finding in audited(put(text)):
        for fix in finding.fixes:
            shown = "".join(r.text for r in runs(fix.text, SHEQI))
            assert shown == text[finding.start : finding.end] or shown in fix.label


@given(
    number=st.sampled_from([str(f.printed) for f in (*SHEQI.figures, *YUNCHUAN.figures)])
    | st.from_regex("(约|近|第)?[1-9][0-9]{0,3}(余|万)?(件|人|次|%|位|)", fullmatch=True),
    before=st.sampled_from(["", "同比上升", "办结", "上年"]),
    sheet=st.sampled_from([SHEQI, YUNCHUAN]),
)
def test_no_fact_that_fits_is_overlooked_by_looking_facts_up_by_what_they_say(
    number, before, sheet
):
    (text,) = [t for t in Words(put(before + number, sheet)).texts if t.path == HERE]
    known, span = Facts(sheet), (len(before), len(before + number))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Facts, "near", lambda self, said, before: iter(self.facts))
        every = fitting(known, text, *span)
    assert fitting(known, text, *span) == every
