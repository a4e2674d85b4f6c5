"""Worksheets no person would draw."""

from hypothesis import strategies as st

from courtdesk.excel.reading import Cell

SAID = """指标 项目 单位 数量 2023年 2022年 同比 备注 合计 小计 序号 其中：成交 执结案件 件 万元
一、民事 （一）家事 网拍 单位：万元 注：说明 填表人： 1月 法庭 人数 件数 － 无"""
WORDS = st.sampled_from(SAID.split())
NUMBERS = st.one_of(
    st.integers(-5, 99999).map(str),
    st.decimals(0, 10**6, places=2).map(str),
    st.sampled_from(["NaN", "Infinity", "1E+400", "1E-400", "-0", "0.5229", "2023", "1e16"]),
)

CELLS = st.one_of(
    st.builds(Cell, st.just("s"), WORDS),
    st.builds(Cell, st.just("s"), st.text(max_size=12)),
    st.builds(
        Cell, st.just("s"), st.sampled_from(["720多", "1,689.7", "28 802", "96件96人", "3/13"])
    ),
    st.builds(Cell, st.sampled_from(["n", "p"]), NUMBERS),
    st.builds(Cell, st.sampled_from(["b", "d", "e", "f", "x"]), st.text(max_size=6)),
)

GRIDS = st.dictionaries(
    st.integers(0, 14), st.dictionaries(st.integers(0, 8), CELLS, max_size=9), max_size=15
)

MERGES = st.lists(
    st.tuples(st.integers(0, 14), st.integers(0, 8), st.integers(1, 20), st.integers(1, 300)),
    max_size=6,
).map(tuple)
