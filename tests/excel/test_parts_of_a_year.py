"""Titles that say their figures are of part of a year, and those in which nothing says so."""

import pytest

from courtdesk.excel.intake.looks import part_in, tidy

INNOCENT = """
2023年工作数据 2023年度审判执行情况统计表 2023年1-12月数据 1至12月工作情况 截至2023年12月31日
截至12月底数据 2023年全年数据 2023年第四季度及全年数据 2023年上下半年合计 报送时间2023年12月28日
12月31日报送 数据日报送情况 每日报送数据汇总 线上日常工作 线上日均访问量 网上月均立案 网上日均立案
网上周末立案 以上日均数据 马上办事项 掌上月度账单 基本日常工作 基本月均收案 成本月均支出
样本日均数 日报社宣传 法治日报刊发稿件 人民日报报道篇数 河南日报刊发 农民日报用稿 人民法院报用稿情况
工作日报告事项 生日报名登记 周报送信息数 每周报告制度 中国审判周报道 当日立案率 当日结案率
本周期内结案 上周边县区走访 当周岁儿童抚养案件 建院五十周年活动 第十周年庆祝活动 第三周期考核
超12个月未结案件 3个月内结案 6个月以上未结案件 十二个月以上 “12·4”国家宪法日宣传 12月4日宪法宣传活动
3月15日消费者权益日 十二月四日宪法宣传 6月26日国际禁毒日 三月三民俗活动 十月革命主题党课
宪法宣传月活动 安全生产月活动 执行攻坚月 质效提升百日行动 日常监督情况 周末法庭 假日法庭
月嫂纠纷 八月十五走访 本日常管理台账 充当月老调解 季节性用工纠纷 四季如春 年报数据 年终统计
65周岁以上老人涉诉 十四周岁以下被害人 上诉月均数 原本月供纠纷 课本日均发放
"""
GUILTY = """
2023年1-11月数据 2023年1月—11月数据 执行数据（截至2023年11月30日） 截至11月底 截至目前（11月15日）
2023年上半年统计 上半年工作情况 2023年下半年 第三季度报表 2023年一季度 前三季度数据 4季度统计
2023年12月报表 11月份数据 二〇二三年一月至十一月数据 十一月报表 第49周报表 第三周工作情况
本周工作（12月2日至12月8日） 本月数据 上月收结案 本季度统计 上季度情况 当月结案情况 12月下旬数据
上旬统计 日报 审判质效周报 执行工作旬报 每日报 周报表 2023年9月 本月工作 上周数据 当日情况
完成本月任务情况 审委会上半年讨论案件 法院网本月发稿 11月三项指标 裁判文书本月上网数
"""


@pytest.mark.parametrize("title", INNOCENT.split())
def test_the_words_of_a_court_are_no_part_of_a_year(title: str) -> None:
    assert part_in(tidy(title)) is None


@pytest.mark.parametrize("title", GUILTY.split())
def test_a_title_that_says_it_is_of_part_of_a_year_is_heard(title: str) -> None:
    assert part_in(tidy(title)) is not None


def test_the_lists_are_long_enough_to_mean_something() -> None:
    assert len(set(INNOCENT.split())) >= 60 and len(set(GUILTY.split())) >= 25
