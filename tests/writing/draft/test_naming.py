"""A name for each figure, as a person would call it, from the words around it."""

import pytest

from courtdesk.models.outline import Measure
from courtdesk.writing.draft.draft import Draft, drafted
from courtdesk.writing.draft.manuscript import Manuscript
from courtdesk.writing.draft.mentions import Mention

HEAD = "虚构法院的一年\n"


def mentions(text: str) -> tuple[Mention, ...]:
    return draft(text).mentions


def draft(text: str) -> Draft:
    return drafted(Manuscript(f"{HEAD}{text}"))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("全年执结各类案件2509件，到位金额2.88亿元。", "执结各类案件数 到位金额"),
        ("审结盗窃案件59件63人，群众更安心。", "审结盗窃案件数 审结盗窃案件人数"),
        ("强制腾房6次7处，形成有力震慑。", "强制腾房次数 强制腾房处数"),
        ("网络司法拍卖335件，成交170件，成交率50.75%，成交金额1689.7万元。",
         "网络司法拍卖件数 网络司法拍卖成交件数 网络司法拍卖成交率 网络司法拍卖成交金额"),
        ("院庭长结案3175件，占结案总数的45.09%。", "院庭长结案数 院庭长结案占结案总数比例"),
        ("整体质效位居全市法院第3，群众满意。", "整体质效全市法院位次"),
        ("法官人均结案378.7件，位居全市法院第3位。", "法官人均结案数 法官人均结案全市法院位次"),
        ("申请率、履行率均位居全市法院第2位。", "申请率全市法院位次 履行率全市法院位次"),
        ("新收案件9421件，同比上升4.3%。", "新收案件数 新收案件同比"),
        ("受理案件96件，办结90件，同比分别上升2%和3%。",
         "受理案件数 办结件数 受理案件同比 办结同比"),
        ("2个派出人民法庭扎根乡镇，服务群众。", "派出人民法庭数"),
        ("邀请80余名行政执法人员旁听庭审。", "邀请行政执法人员人数"),
        ("全年受表彰集体7个、个人17名。", "受表彰集体数 受表彰个人人数"),
        ("全年电子送达2.4万次，方便群众。", "电子送达次数"),
        ("判处有期徒刑并处罚金228.4万元。", "判处有期徒刑并处罚金"),
        ("为经济困难的当事人减免诉讼费15.3万元。", "减免诉讼费"),
        ("其中调解结案1869件，撤诉结案1204件，共3073件。",
         "调解结案数 撤诉结案数 撤诉结案合计件数"),
        ("与公安等11个部门联动查控。", "与公安等部门联动查控数"),
        ("诉讼标的22.7亿元，得分95.6分。", "诉讼标的 得分"),
        ("青石县人民法院全年受理案件300件。", "受理案件数"),
        ("教育、医疗、住房类案件分别为35件、62件、210件。",
         "教育类案件数 医疗类案件数 住房类案件数"),
        ("平均审理天数由68天缩短至51天。", "原平均审理天数 平均审理天数"),
        ("危险驾驶案件占比由38.5%降至29.1%。", "原危险驾驶案件占比 危险驾驶案件占比"),
        ("受理案件首次突破1.2万件，达到12086件。", "受理案件数 受理案件数（2）"),
        ("5个人民法庭审结案件2788件。", "人民法庭数 人民法庭审结案件数"),
        ("2个集体和7名个人受到表彰。", "集体数 个人人数"),
        ("终本率41.7%，比全省平均值低3.2个百分点。", "终本率 终本率与全省平均值之差"),
        ("收案560件，比2023年多84件。", "收案数 收案同比"),
        ("速裁团队4个，以12.5%的人员办结46.3%的案件。",
         "速裁团队数 速裁团队比例 速裁团队人员办结比例"),
        ("九成以上的物业纠纷当场化解。", "物业纠纷当场化解比例"),
    ],
)  # fmt: skip
def test_a_figure_is_named_from_its_words(text: str, labels: str) -> None:
    assert [mention.label for mention in mentions(text)] == labels.split()


def test_a_figure_without_words_is_named_after_its_place() -> None:
    (mention,) = mentions("96件。")
    assert mention.label == "导语件数"


def test_two_figures_of_one_name_are_told_apart() -> None:
    labels = [m.label for m in mentions("审结案件96件，又审结案件59件，群众满意。")]
    assert len(set(labels)) == 2


@pytest.mark.parametrize(
    ("text", "measure", "unit"),
    [
        ("审结案件96件。", Measure.COUNT, "件"),
        ("到位2.88亿元。", Measure.MONEY, "元"),
        ("结案率93.5%。", Measure.RATE, "%"),
        ("结案率上升1.2个百分点。", Measure.RATE, "百分点"),
        ("新收同比上升120%。", Measure.AVERAGE, "%"),
        ("法官人均结案378.7件。", Measure.AVERAGE, "件"),
        ("位居全市法院第3。", Measure.RANK, "位"),
        ("用时45分钟。", Measure.COUNT, "分钟"),
    ],
)
def test_the_kind_and_the_unit_are_proposed(text: str, measure: Measure, unit: str) -> None:
    (mention,) = mentions(text)
    assert (mention.measure, mention.unit) == (measure, unit)


def test_a_rank_says_among_whom() -> None:
    (mention,) = mentions("执行合同指标位居全省所有县（市）第18位。")
    assert mention.scope == "全省所有县（市）"
