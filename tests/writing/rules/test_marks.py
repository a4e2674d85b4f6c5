"""Punctuation: every rule by hits, by the words after its mend, and by sound text left alone."""

import pytest

from tests.writing.rules.sheets import cured, said, sheet, struck

HITS = [
    ("stray-blank", "受理案件 10336 件", "受理案件10336件"),
    ("stray-blank", "受理案件 {A}，审结 {B}。", "受理案件{A}，审结{B}。"),
    ("stray-blank", "公正 司法，　为民司法", "公正司法，为民司法"),
    ("stray-blank", "占比达{R} 以上", "占比达{R}以上"),
    ("stray-blank", "网上\u200b立案", "网上立案"),
    ("half-width-mark", "受理{A},审结{B};", "受理{A}，审结{B}；"),
    ("half-width-mark", "审结案件.判处多人.", "审结案件。判处多人。"),
    ("half-width-mark", "结果如何?令人振奋!", "结果如何？令人振奋！"),
    ("half-width-mark", "院长说:公正", "院长说：公正"),
    ("half-width-mark", "占52%,位居前列", "占52%，位居前列"),
    ("half-width-mark", "占15%~30%", "占15%～30%"),
    ("half-width-mark", "下载App,方便", "下载App，方便"),
    ("half-width-pair", "立案(受理{A})", "立案（受理{A}）"),
    ("half-width-pair", "(2023)豫1327民初12号", "（2023）豫1327民初12号"),
    ("half-width-pair", "审判楼（示意图)", "审判楼（示意图）"),
    ("half-width-pair", '五个"聚力"', "五个“聚力”"),
    ("half-width-pair", "他说'好'", "他说‘好’"),
    ("half-width-pair", "依据<民法典>判决", "依据《民法典》判决"),
    ("between-quoted", "《民法典》、《刑法》", "《民法典》《刑法》"),
    ("between-quoted", "“一站通办”、“一网通办”", "“一站通办”“一网通办”"),
    ("six-dots", "立案、审判、执行...", "立案、审判、执行……"),
    ("six-dots", "立案、审判。。。", "立案、审判……"),
    ("six-dots", "立案、审判…", "立案、审判……"),
    ("long-dash", "公正--法治的生命线", "公正——法治的生命线"),
    ("long-dash", "—甲县法院工作综述", "——甲县法院工作综述"),
    ("long-dash", "公正───生命线", "公正——生命线"),
    ("doubled-mark", "审结{B}，，位居前列。。", "审结{B}，位居前列。"),
    ("doubled-mark", "审结{B},,位居前列", "审结{B}，位居前列"),
    ("doubled-mark", "公正。，为民", "公正。为民"),
    ("unpaired-mark", "五个“聚力“谱新篇", "五个“聚力”谱新篇"),
    ("unpaired-mark", "五个”聚力”谱新篇", "五个“聚力”谱新篇"),
]

SOUND = [
    ("stray-blank", "　　{year}年，甲县法院\n　　受理{A}"),
    ("stray-blank", "使用 App Store 下载"),
    ("stray-blank", "审判楼（张三 摄）"),
    ("stray-blank", "本报讯（记者李某 通讯员王某）"),
    ("half-width-mark", "上午9:30开庭，占52.29%，金额1,689.7万元"),
    ("half-width-mark", "1.坚持公正。2.坚持为民"),
    ("half-width-mark", "网址www.example.org/a.b?c=1"),
    ("half-width-mark", "受理，，审结,,"),
    ("half-width-pair", "函数f(x)与g(a, b)"),
    ("half-width-pair", 'it\'s said "fine" <b>'),
    ("between-quoted", "“一站通办”服务、“一网通办”平台"),
    ("between-quoted", "立案、审判、执行"),
    ("six-dots", "立案、审判……另有…………"),
    ("six-dots", "version 1...2"),
    ("long-dash", "公正——生命线，2017—2021年，郑州—南阳"),
    ("long-dash", "a--b"),
    ("doubled-mark", "当真？！好！！！"),
    ("doubled-mark", "立案、审判……。"),
    ("unpaired-mark", "“公正（为民）《民法典》”"),
    ("unpaired-mark", "1）立案；2）审判。a)执行"),
    ("unpaired-mark", "“第一段。\n“第二段。”"),
    ("unpaired-mark", "let’s go"),
]


@pytest.mark.parametrize(("rule", "lead", "right"), HITS)
def test_a_slip_of_punctuation_is_struck_and_mended_by_one_click(rule, lead, right):
    assert struck(rule, lead)
    assert cured(rule, lead) == right
    assert not struck(rule, right)


@pytest.mark.parametrize(("rule", "lead"), SOUND)
def test_sound_punctuation_is_left_alone(rule, lead):
    assert struck(rule, lead) == []


@pytest.mark.parametrize(
    ("lead", "mark"),
    [
        ("五个“聚力谱新篇", "“"),
        ("五个聚力”谱新篇", "”"),
        ("依据《民法典判决", "《"),
        ("审判楼（示意图", "（"),
        ("审判楼示意图）", "）"),
        ("“公正《民法典”", "《"),
    ],
)
def test_a_mark_without_its_mate_is_named_and_left_to_the_writer(lead, mark):
    (finding,) = said("unpaired-mark", sheet(lead))
    assert lead[finding.start : finding.end] == mark
    assert not finding.fixes


def test_a_mark_inside_a_printed_figure_is_not_the_writers():
    assert struck("stray-blank", "受理{Z }件") == []
    assert struck("unpaired-mark", "受理{Z}") == []


def test_the_words_of_a_head_are_parted_by_blanks_but_not_its_figures():
    of = sheet("甲", title="新服务亮新风貌 新成效显新担当", byline="□ 本报记者 张三 文/图")
    assert said("stray-blank", of) == []
    assert [f.path for f in said("stray-blank", sheet("甲", subtitle="审结 {B}"))] == [
        "head.subtitle"
    ]


def test_a_doubled_mark_offers_each_of_its_marks():
    (finding,) = said("doubled-mark", sheet("公正。，为民"))
    assert [fix.label for fix in finding.fixes] == ["只留“。”", "只留“，”"]
    assert [fix.text for fix in finding.fixes] == ["。", "，"]


def test_brackets_become_full_width_around_a_bound_figure():
    (finding,) = said("half-width-pair", sheet("甲(受理{A})乙"))
    assert finding.fixes[0].text == "（受理{A}）"
