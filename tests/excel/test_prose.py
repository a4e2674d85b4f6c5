"""Text that has commas in it: what is a table, and what is none."""

from pathlib import Path

import pytest

from courtdesk.excel.outcome import Outcome, ReadError
from courtdesk.excel.reading import read_bytes

_CODE = """import os

ROWS = [
    ("执结各类案件", 2731),
    ("拘传", 655),
]
for name, value in ROWS:
    print(name, value)
"""
_LETTER = """尊敬的张法官：
您好，来信收悉。去年我院受理案件10981件，审结10204件，其中调解583件。
此致
敬礼
李某，2024年12月3日
"""
_LOG = "".join(f"2024-12-0{n} 10:0{n}:01,{n}23 INFO taken, 执结={n}, in 3 s\n" for n in range(1, 9))


def parted(text: str) -> list[list[str]]:
    (page,) = read_bytes(text.encode(), "来件.csv").pages
    return [[cell.text for cell in row.values()] for row in page.rows.values()]


@pytest.mark.parametrize(
    "text",
    [
        _CODE,
        _LETTER,
        _LOG,
        Path(__file__).read_text(encoding="utf-8"),
        "会议指出，今年执结案件2731件，拘传655人，成绩不易。\n会议强调，要再接再厉。\n",
        "const a = {x: 1, y: 2};\nfunction f(a, b) {\n  return a + b;\n}\n",
        "INSERT INTO t VALUES (1, 'a', 3);\nINSERT INTO t VALUES (2, 'b', 4);\n",
    ],
)
def test_a_letter_a_log_and_a_program_are_no_table(text: str) -> None:
    with pytest.raises(ReadError, match=r"“来件\.csv”是一段文字，不是表格：.*从稿件新建") as caught:
        parted(text)
    assert caught.value.outcome is Outcome.PROSE


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("执结案件：2731件\n拘传：655人\n", ["拘传", "655人"]),
        ("指标;数量\n到位;3.12\n人均;391.2\n", ["人均", "391.2"]),
        ('指标,数量,备注\n执结,2731,"含恢复，不含终本。\n另有两件"\n', None),
        ("指标，数量，单位\n执结，2731，件\n", ["执结", "2731", "件"]),
        ("指标,数量,口径\n结案率,93.2%,结案率=审执结÷受理\n", None),
        ('编号,指标,数量\n="001",执结,=B2/B3\n="002",拘传,655\n', ["002", "拘传", "655"]),
        ("时间,事项,数量\n2024-05-01 08:30:00,立案,3\n", ["2024-05-01 08:30:00", "立案", "3"]),
        ("指标:,数量:\n执结:,2731\n填表人:,张某\n", ["填表人:", "张某"]),
        ("指标,数量\n1)执结,2731\n2) 拘传,655\n3)结案,无\n", ["3)结案", "无"]),
        ("序号,指标,数量\n1),执结,2731\n2),拘传,655\n", ["2)", "拘传", "655"]),
        ("指标,数量\n执结,—\n拘传,无\n", ["拘传", "无"]),
    ],
)
def test_what_has_rows_of_figures_stays_a_table(text: str, last: list[str] | None) -> None:
    rows = parted(text)
    assert last is None or rows[-1] == last
    assert len(rows[1]) > 1


def test_lines_around_a_table_of_one_row_do_not_make_it_a_letter() -> None:
    text = "情况\n填报单位：执行局\n指标,数量\n执结,2731\n注：含恢复执行。\n说明：截至年底。\n"
    assert ["执结", "2731"] in parted(text)
