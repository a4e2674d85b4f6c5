"""The published article is clean; each fault put into it is found, and nothing else is."""

import pytest

from courtdesk.models.finding import Finding
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import read, written
from courtdesk.writing.audit import MISSING, UNBOUND
from courtdesk.writing.beside import BESIDE
from courtdesk.writing.proof import proof
from courtdesk.writing.rules import BY_ID
from courtdesk.writing.samples import load_sample

SHEET, _ = load_sample("sheqi-2023")
CLEAN = proof(SHEET)

LEAD = "passages.lead.text"
TITLE, KICKER = "head.title", "head.kicker"
CIVIL, ENFORCED = "passages.s1i2.text", "passages.s1i3.text"
FIRMS, GOVERNED = "passages.s2i1.text", "passages.s2i2.text"
YOUNG, RATES = "passages.s3i2.text", "passages.s4i2.text"

# what was right, what was made of it, the rule that finds it, and the words it strikes
TEXTS = {
    "a digit changed": (ENFORCED, "案件{F018}", "案件2590件", UNBOUND, "2590件"),
    "a figure typed by hand": (ENFORCED, "案件{F018}", "案件2509件", UNBOUND, "2509件"),
    "a figure in Chinese": (YOUNG, "册子{F051}", "册子五千余份", UNBOUND, "五千余份"),
    "a figure typed into the head": (TITLE, "亮新风貌", "办15件", UNBOUND, "15件"),
    "a figure typed into a heading": (
        "outline.sections.s1.items.s1i3.heading",
        "努力兑现胜诉权益",
        "兑现了15件权益",
        UNBOUND,
        "15件",
    ),
    "a rank typed by hand": (RATES, "{F058}位", "第3位", UNBOUND, "第3位"),
    "余 added": (CIVIL, "案件{F012}", "案件{F012:number}余件", BESIDE, "{F012:number}余件"),
    "近 added": (FIRMS, "案件{F030}", "案件近{F030}", BESIDE, "近{F030}"),
    "a stray 万": (ENFORCED, "拍卖{F020}", "拍卖{F020}万", BESIDE, "{F020}万"),
    "an untrue wording": (CIVIL, "案件{F012}", "案件{F012:~近1100件}", MISSING, "{F012:~近1100件}"),
    "a fact that is none": (CIVIL, "{F012}", "{F102}", MISSING, "{F102}"),
    "no last year": (CIVIL, "{F012}", "{F012:previous}", MISSING, "{F012:previous}"),
    "a head that differs": (KICKER, "社旗县人民法院", "审执结9966件", UNBOUND, "9966件"),
    "a lead that differs": (LEAD, "审执结{F002}", "审执结9966件", UNBOUND, "9966件"),
    "a fact worded otherwise": (
        TITLE,
        "新成效显新担当",
        "执结{F018:number}起",
        "two-wordings",
        "{F018:number}起",
    ),
    "% for 百分点": (CIVIL, "{F014}，", "{F014}，同比上升{F063}，", "percent-for-points", "{F063}"),
    "百分点 for %": (CIVIL, "{F012}，", "{F012}，同比上升两个百分点，", UNBOUND, "两个百分点"),
    "a digit before a chip": (ENFORCED, "案件{F018}", "案件1{F018}", BESIDE, "1{F018}"),
    "a digit behind a chip": (
        ENFORCED,
        "案件{F018}",
        "案件{F018:number}5件",
        BESIDE,
        "{F018:number}5",
    ),
    "a chip lost between two": (
        CIVIL,
        "{F014}，",
        "{F014:number}{F062}，",
        BESIDE,
        "{F014:number}{F062}",
    ),
    "a range without its unit": (
        CIVIL,
        "{F014}",
        "{F014:number}～{F062}",
        "range-unit",
        "{F014:number}～{F062}",
    ),
    "two markers": (ENFORCED, "佣金{F023}", "佣金约{F023}", "two-markers", "约{F023}"),
    "full-width digits": (FIRMS, "{year}年优化", "２０２３年优化", "full-width-digits", "２０２３"),
    "a blank inserted": (FIRMS, "走访{F032}", "走访 {F032}", "stray-blank", " "),
    "a half-width comma": (CIVIL, "{F012}，", "{F012},", "half-width-mark", ","),
    "half-width brackets": (FIRMS, "（市）", "(市)", "half-width-pair", "(市)"),
    "a mark too many": (CIVIL, "{F012}，", "{F012}，，", "doubled-mark", "，，"),
    "a quotation mark lost": (FIRMS, "助万企”", "助万企", "unpaired-mark", "“"),
    "a comma between quotes": (
        GOVERNED,
        "出声”成为",
        "出声”、“有错必纠”成为",
        "between-quoted",
        "、",
    ),
    "three dots": (YOUNG, "网络沉迷等话题", "网络沉迷...话题", "six-dots", "..."),
    "a short dash": (FIRMS, "法治参谋。", "法治参谋--企业满意。", "long-dash", "--"),
    "a term of the court": (
        ENFORCED,
        "失信被执行人名单",
        "失信人员名单",
        "court-term",
        "失信人员名单",
    ),
    "调解率 where 撤诉 is counted": (CIVIL, "调撤率", "调解率", "court-term", "调解率"),
    "a set phrase in digits": (FIRMS, "法治参谋", "1站式法治参谋", UNBOUND, "1站式"),
    "a full name": (
        YOUNG,
        "督促家长",
        "原告李秀英诉赵某一案中督促家长",
        "full-name",
        "李秀英",
    ),
    "a section miscounted": (KICKER, "{sections}个", "六个", "section-count", "六"),
}


def put(path: str, right: str, wrong: str, sheet: FactSheet = SHEET) -> FactSheet:
    text = read(sheet, path)
    assert text.count(right) == 1, f"{right} stands {text.count(right)} times in {path}"
    return written(sheet, path, text.replace(right, wrong))


def fresh(sheet: FactSheet) -> list[Finding]:
    """What is found that the clean article does not have; what it has is found still."""
    found = proof(sheet)
    told = [finding for finding in found if finding not in CLEAN]
    moved = {f.path for f in told if f.rule == "heading-length"}  # it speaks of a whole row
    assert all(f in found or f.path in moved for f in CLEAN)
    return told


def test_the_published_article_is_clean_but_for_the_one_heading_that_is_longer():
    assert [(f.rule, f.path) for f in CLEAN] == [
        ("heading-length", "outline.sections.s3.items.s3i2.heading")
    ]


@pytest.mark.parametrize(("path", "right", "wrong", "rule", "struck"), TEXTS.values(), ids=TEXTS)
def test_a_fault_in_the_words_is_found_and_nothing_else(path, right, wrong, rule, struck):
    sheet = put(path, right, wrong)
    (finding,) = fresh(sheet)
    source = read(sheet, path)
    assert (finding.rule, finding.path) == (rule, path)
    assert source[finding.start : finding.end] == struck


# rules that speak for the digit audit where the figure is not bound, and what they say
SPOKEN = {
    "head-differs": (KICKER, "社旗县人民法院", "审执结9966件", "与正文不一致"),
    "points-for-percent": (CIVIL, "{F012}，", "{F012}，上升两个百分点，", "以%计"),
    "percent-for-points": (CIVIL, "{F014}，", "{F014}，同比上升6.7%，", "以百分点计"),
    "fall-of-times": (CIVIL, "{F012}，", "{F012}，减少两倍，", "不能用倍"),
    "leading-zero": (CIVIL, "{F014}，", "{F014}，上升.5个百分点，", "漏写0"),
    "set-phrase": (FIRMS, "法治参谋", "1站式法治参谋", "请改为“一站式”"),
    "two-wordings": (TITLE, "新成效显新担当", "新成效726人", "印作720余人"),
}


@pytest.mark.parametrize(("path", "right", "wrong", "words"), SPOKEN.values(), ids=SPOKEN)
def test_what_is_worst_about_an_unbound_figure_is_said_of_it_once(path, right, wrong, words):
    exact = SHEET.figure("F027").replaced(exact=Quantity.parse("726人"))
    (finding,) = fresh(put(path, right, wrong, written(SHEET, "figures.F027", exact)))
    assert finding.rule == UNBOUND
    assert words in finding.message


def facts(id: str, printed: str) -> FactSheet:
    return written(SHEET, f"figures.{id}.printed", Quantity.parse(printed))


PLACE = "outline.sections.s4.items.s4i2"
TABLE = {
    "a fact that is not printed": (
        put(CIVIL, "；审结涉农案件{F017}", "；审结涉农案件"),
        "unused-fact",
        "figures.F017.printed",
    ),
    "a thousands separator": (
        facts("F022", "1,689.7万元"),
        "thousands-separator",
        "figures.F022.printed",
    ),
    "a figure in Chinese": (facts("F015", "一百四十三件"), "chinese-count", "figures.F015.printed"),
    "a mixed numeral": (facts("F051", "5千余份"), "mixed-numeral", "figures.F051.printed"),
    "a heading that is longer": (
        written(SHEET, "outline.sections.s2.slogan", "全面取得新成效"),
        "heading-length",
        "outline.sections.s2.slogan",
    ),
    "a rate without its definition": (
        written(SHEET, f"{PLACE}.indicators.F059.definition", ""),
        "rate-definition",
        "figures.F059.printed",
    ),
    "a rank among nobody": (
        written(SHEET, f"{PLACE}.indicators.F058.scope", ""),
        "rank-scope",
        "figures.F058.printed",
    ),
}


@pytest.mark.parametrize(("sheet", "rule", "path"), TABLE.values(), ids=TABLE)
def test_a_fault_in_the_facts_is_found_and_nothing_else(sheet, rule, path):
    (finding,) = fresh(sheet)
    assert (finding.rule, finding.path) == (rule, path)


def test_every_rule_of_copy_finds_a_fault_that_was_put_in():
    told = {rule for _, _, _, rule, _ in TEXTS.values()} | {rule for _, rule, _ in TABLE.values()}
    assert told | set(SPOKEN) == {*BY_ID, UNBOUND, MISSING, BESIDE}


def test_a_fault_mended_leaves_the_article_as_it_was():
    for path, right, wrong, rule, _ in TEXTS.values():
        if rule not in BY_ID or len((found := fresh(put(path, right, wrong)))[0].fixes) != 1:
            continue
        sheet, finding = put(path, right, wrong), found[0]
        text = read(sheet, path)
        text = text[: finding.start] + finding.fixes[0].text + text[finding.end :]
        assert fresh(written(sheet, path, text)) == []
