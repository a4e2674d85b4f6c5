"""The general rules: on one figure, and on all ranks together."""

from decimal import Decimal

import pytest

from courtdesk.checks import check, counted, worst
from courtdesk.models.finding import Finding
from courtdesk.models.outline import Indicator, Item, Measure, Outline, Relation, Severity
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import Explanation, FactSheet, Figure

BOTH = (("B", 1023), ("C", 1000))


def sheet_of(*pairs: tuple[Indicator, Figure], year: int = 2023) -> FactSheet:
    indicators, figures = zip(*pairs, strict=True)
    outline = Outline(name="甲", lead=Item(id="lead", heading="导语", indicators=indicators))
    return FactSheet(court="甲县人民法院", year=year, outline=outline, figures=figures)


def figure(
    printed: str, unit: str = "", measure: Measure = Measure.COUNT, id: str = "A", **more: str
) -> tuple[Indicator, Figure]:
    """An indicator and its figure; ``exact`` and ``previous`` are texts, as ``printed`` is."""
    texts = {"printed": printed} | {k: more.pop(k) for k in ("exact", "previous") if k in more}
    note = more.pop("note", "")
    return (
        Indicator(id=id, label=f"指标{id}", unit=unit, measure=measure, **more),
        Figure(id=id, note=note, **{k: Quantity.parse(t) for k, t in texts.items()}),
    )


def rank(printed: str, id: str = "A", **more: str) -> tuple[Indicator, Figure]:
    return figure(printed, "位", Measure.RANK, id, **more)


def rules(*pairs: tuple[Indicator, Figure], year: int = 2023) -> list[tuple[str, Severity]]:
    return [(f.rule, f.severity) for f in check(sheet_of(*pairs, year=year))]


@pytest.mark.parametrize(
    "pair",
    [
        figure("100%", "%", Measure.RATE),
        figure("0%", "%", Measure.RATE),
        figure("120%", "%", Measure.COUNT),
        figure("2.88亿元", "万元", Measure.MONEY),
        figure("17名", "人"),
        figure("17名", "名"),
        figure("-5万元", "万元", Measure.MONEY, previous="-3万元"),
        figure("-0.5个百分点", "百分点", Measure.COUNT),
        figure("-0.5个百分点", "百分点", Measure.RATE),
        figure("0件", "件", previous="0件"),
        rank("第3名", scope="全市13个基层法院"),
        figure("720余人", "人", exact="725人"),
        figure("近3亿元", "元", Measure.MONEY, exact="2.9亿元"),
        figure("12件", "件", previous="1件"),
        figure("900件", "件", previous="100件"),
        figure("3件", "件", previous="0件"),
        figure("20名", "人", previous="150人"),
        rank("第3", scope="全市13个基层法院"),
        rank("第三", scope="全市十三家基层法院"),
        rank("第3", scope="全市１３家法院", note="2023年12个月累计"),
        rank("第3", scope="全市法院", note="共13家，省法院通报"),
    ],
)
def test_an_ordinary_figure_is_left_in_peace(pair):
    assert rules(pair) == []


@pytest.mark.parametrize(
    ("pair", "rule", "severity"),
    [
        (figure("120%", "%", Measure.RATE), "V1", Severity.ERROR),
        (figure("-5%", "%", Measure.RATE), "V1", Severity.ERROR),
        (figure("1200‰", "‰", Measure.RATE), "V1", Severity.ERROR),
        (figure("十二成", "成", Measure.RATE), "V1", Severity.ERROR),
        (figure("-5件", "件"), "V1", Severity.ERROR),
        (figure("-0.3件", "件", Measure.AVERAGE), "V1", Severity.ERROR),
        (figure("5人", "人", previous="-5人"), "V1", Severity.ERROR),
        (figure("3万元", "件"), "V2", Severity.ERROR),
        (figure("第3", "名"), "V2", Severity.ERROR),
        (figure("第3", "位"), "V2", Severity.ERROR),
        (figure("3件", "%", Measure.RATE), "V2", Severity.ERROR),
        (figure("3次", "件"), "V2", Severity.EXPLAIN),
        (figure("720余人", "人", exact="735人"), "V3", Severity.ERROR),
        (figure("近60%", "%", Measure.RATE, exact="61.2%"), "V3", Severity.ERROR),
        (figure("3件", "件", previous="3人"), "V4", Severity.EXPLAIN),
        (figure("5000件", "件", previous="200件"), "V5", Severity.HINT),
        (figure("20件", "件", previous="200件"), "V5", Severity.HINT),
        (rank("第3", scope="全市法院"), "V6", Severity.HINT),
        (figure("2000名", "人", previous="150人"), "V5", Severity.HINT),
        (rank("第14", scope="全市13个基层法院"), "V7", Severity.ERROR),
        (rank("第14", scope="全市十三家法院"), "V7", Severity.ERROR),
        (rank("第3", note="2023年前12个月累计"), "V6", Severity.HINT),
    ],
)
def test_what_a_figure_alone_gives_away_is_found(pair, rule, severity):
    assert rules(pair) == [(rule, severity)]


def test_a_slipped_scale_against_last_year_is_named():
    (finding,) = check(sheet_of(figure("2.9亿元", "元", previous="2.88万元")))
    assert "相差十倍以上" in finding.message
    (finding,) = check(sheet_of(figure("2.88亿元", "元", previous="2.88万元")))
    assert "多写或漏写了一个“万”" in finding.message


def test_a_finding_on_last_year_leads_to_last_year():
    (finding,) = check(sheet_of(figure("3件", "件", previous="3人")))
    assert finding.path == "figures.A.previous"


def test_a_rate_the_outline_bounds_itself_is_reported_once():
    sheet = sheet_of(figure("120%", "%", Measure.RATE))
    bound = Relation(id="R", kind="at_most", left=("A",), right=("=100",))
    bounded = sheet.replaced(outline=sheet.outline.replaced(relations=(bound,)))
    assert [f.rule for f in check(bounded)] == ["R"]


def test_a_rate_beyond_the_whole_is_left_to_the_figures_it_is_computed_from():
    pairs = [figure("102.3%", "%", Measure.RATE), *(figure(f"{n}件", id=i) for i, n in BOTH)]
    sheet = sheet_of(*pairs)
    ratio = Relation(id="R", kind="share", left=("A",), right=("B", "C"), factor="1.5")
    related = sheet.outline.replaced(relations=(ratio,))
    assert check(sheet.replaced(outline=related)) == ()
    fewer = sheet.replaced(outline=related, figures=sheet.figures[:2])
    assert [f.rule for f in check(fewer)] == ["V1"]


def test_a_part_of_a_whole_is_never_more_though_the_rate_agrees():
    pairs = [figure("102.3%", "%", Measure.RATE), *(figure(f"{n}件", id=i) for i, n in BOTH)]
    sheet = sheet_of(*pairs)
    share = Relation(id="R", kind="share", left=("A",), right=("B", "C"), severity="提示")
    found = check(sheet.replaced(outline=sheet.outline.replaced(relations=(share,))))
    assert [(f.rule, f.severity) for f in found] == [("R", Severity.ERROR), ("V1", Severity.ERROR)]
    assert "“指标B”1023件大于“指标C”1000件，部分不能多于整体" in found[0].message
    ratio = share.replaced(factor=Decimal("1.02"))
    found = check(sheet.replaced(outline=sheet.outline.replaced(relations=(ratio,))))
    assert [(f.rule, f.severity) for f in found] == [("R", Severity.ERROR)]
    assert "“指标B”1023件大于“指标C”1000件的1.02倍：" in found[0].message


def test_all_ranks_that_lack_the_number_compared_are_one_finding():
    pairs = [rank(f"第{n}", id, scope="全市法院") for n, id in enumerate("ABC", 2)]
    (finding,) = check(sheet_of(*pairs))
    assert finding.message.startswith("“指标A”第2等3个位次未注明参排单位数")
    assert finding.path == "figures.A.printed"
    assert finding.values == "A=第2 B=第3 C=第4"


@pytest.mark.parametrize(
    ("year", "note", "asked"),
    [
        (2023, "共13家", False),
        (2024, "共13家", True),
        (2025, "共13家", True),
        (2024, "共13家；2025年1月8日院长审批同意刊发", False),
        (2024, "共13家，未经批准", True),
        (2024, "共13家，院长不同意", True),
        (2024, "共13家，正待院长审批", True),
        (2024, "共13家，尚未得到批准", True),
        (2024, "13家，不公开，经批准", False),
        (2024, "13家,不公开,经批准", False),
        (2024, "13家，不对外公布但已经院长批准", False),
        (2024, "13家，没有异议，院长已批准", False),
        (2024, "13家，没有异议并经院长同意", False),
        (2024, "13家，无保留意见；院长1月8日批准", False),
        (2024, "13家（未公开），院长同意刊登", False),
        (2024, "13家。报经院党组批准", False),
        (2024, "13家，批准未公开", False),
        (2024, "13家，批准刊登中国法院报", False),
        (2024, "13家，市中院批准，中院通报", False),
        (2024, "13家，先前未批准，现已批准", False),
        (2024, "13家，审批通过", False),
        (2024, "13家，不予批准", True),
        (2024, "13家，不需批准", True),
        (2024, "13家，未经院党组会议研究批准", True),
        (2024, "13家，没有报经批准", True),
        (2024, "13家，待张院长和中院审批", True),
        (2024, "13家，拟报院长审批", True),
        (2024, "13家，须经批准后刊登", True),
        (2024, "13家，审批中", True),
        (2024, "13家，审批正在办理中", True),
        (2024, "13家，批准文件未下", True),
        (2024, "13家，审批不通过", True),
        (2024, "13家，同意与否待定", True),
        (2024, "13家，请院长批准", True),
    ],
)
def test_a_rank_of_2024_or_later_wants_a_recorded_approval(year, note, asked):
    found = rules(rank("第3", note=note), year=year)
    assert found == ([("V9", Severity.EXPLAIN)] if asked else [])


@pytest.mark.parametrize(
    ("label", "asked"),
    [("家事案件调解率", True), ("家事案件调撤率", False), ("调解率（实为调撤率）", False)],
)
def test_a_mediation_rate_that_counts_withdrawals_is_called_by_its_name(label, asked):
    (rate, value), part, whole = (
        figure("50%", "%", Measure.RATE),
        figure("1件", "件", id="B"),
        figure("2件", "件", id="C"),
    )
    part = (part[0].replaced(label="调解、撤诉结案数"), part[1])
    sheet = sheet_of((rate.replaced(label=label), value), part, whole)
    share = Relation(id="R", kind="share", left=("A",), right=("B", "C"))
    found = check(sheet.replaced(outline=sheet.outline.replaced(relations=(share,))))
    assert [f.rule for f in found] == (["V8"] if asked else [])


def test_a_general_finding_can_be_explained_away_as_any_other():
    sheet = sheet_of(figure("5000件", "件", previous="200件"))
    (finding,) = check(sheet)
    reason = Explanation(
        id=finding.rule, path=finding.path, values=finding.values, reason="口径扩大"
    )
    explained = sheet.replaced(explanations=(reason,))
    assert [f.reason for f in check(explained)] == ["口径扩大"]
    assert counted(check(explained)) == dict.fromkeys(Severity, 0)


def test_a_reason_about_last_years_value_lapses_when_that_value_changes():
    sheet = sheet_of(figure("5000件", "件", previous="200件"))
    (finding,) = check(sheet)
    reason = Explanation(
        id=finding.rule, path=finding.path, values=finding.values, reason="口径扩大"
    )
    other = sheet_of(figure("5000件", "件", previous="2件")).replaced(explanations=(reason,))
    assert [f.reason for f in check(other)] == [""]


def test_findings_are_counted_by_severity_and_the_worst_of_a_place_is_known():
    def at(path: str, severity: Severity, reason: str = "") -> Finding:
        return Finding(path=path, severity=severity, rule="R", message="甲", reason=reason)

    found = (
        at("figures.F1.printed", Severity.HINT),
        at("figures.F1.previous", Severity.EXPLAIN),
        at("figures.F10.printed", Severity.ERROR),
        at("figures.F2.printed", Severity.ERROR, reason="口径"),
    )
    assert counted(found) == {Severity.ERROR: 1, Severity.EXPLAIN: 1, Severity.HINT: 1}
    assert worst(found) is Severity.ERROR
    assert worst(found, "figures.F1") is Severity.EXPLAIN
    assert worst(found, "figures.F1.printed") is Severity.HINT
    assert worst(found, "figures.F2") is None
    assert worst((), "") is None
