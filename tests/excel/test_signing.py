"""Who signed a department's own table is kept with its figures, when the table clearly says so."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.excel.filler import NOBODY
from courtdesk.excel.intake.signing import signed
from courtdesk.excel.reading import Page
from courtdesk.models.delivery import deliveries
from courtdesk.models.sheet import Reply
from tests.excel.drawn import cell, empty, page, proposed

TABLE = "项目|单位|数量\n执结案件|件|2509\n"


@pytest.mark.parametrize(
    ("line", "by", "phone", "day"),
    [
        (
            "填表人：王某　联系电话：0377-6791234　填报日期：2024年1月5日",
            "王某",
            "0377-6791234",
            "5",
        ),
        ("填报人：|王某|电话：|67912345", "王某", "67912345", ""),
        ("填报人|王某|联系电话|'0377-67912345|填报日期|2024-01-05", "王某", "0377-67912345", "5"),
        ("填 表 人：王 某    审核人：李某某", "王某", "", ""),
        ("制表：欧阳某某（签字）　日期：2024.1.5", "欧阳某某", "", "5"),
        ("单位负责人：赵某　填报人：王某　手机：13800000000", "王某", "13800000000", ""),
        ("填报单位：执行局　填报人：阿依·买买提", "阿依·买买提", "", ""),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_signed_line_above_or_below_the_table_is_read(
    line: str, by: str, phone: str, day: str, above: bool
) -> None:
    drawing = f"{line}\n{TABLE}" if above else f"{TABLE}{line}"
    found = signed([page(drawing)])
    want = date(2024, 1, int(day)) if day else None
    assert (found.by, found.phone, found.day) == (by, phone, want)


@pytest.mark.parametrize(
    "drawing",
    [
        f"{TABLE}填表人：|||审核人：",
        f"{TABLE}填表人：　　　审核人：李某",
        f"{TABLE}填报人：____|联系电话：____",
        f"{TABLE}填报人：王某\n填报人：赵某",
        "项目|数量|填报人|备注\n执结案件|2509|王某|无\n限高|1220|赵某|无",
        "项目|数量|填报人|联系电话\n执结案件|2509|王某|67912345",
        f"{TABLE}填报人：执行局综合内勤组",
        f"{TABLE}填报人：67912345",
        f"{TABLE}负责人：王某",
        TABLE,
    ],
)
def test_what_is_not_clear_names_nobody(drawing: str) -> None:
    assert signed([page(drawing)]) == NOBODY


def test_a_hidden_page_signs_nothing() -> None:
    assert signed([page(f"{TABLE}填表人：王某", state="hidden")]) == NOBODY


def test_the_board_shows_who_signed_and_when() -> None:
    line = "填表人：王某　联系电话：67912345　填报日期：2024年1月5日"
    sheet = empty()
    found = proposed(sheet, ("执行局.xlsx", TABLE + line))
    after = found.applied(sheet, "甲", datetime(2024, 1, 8, 10), {"执行局.xlsx": "ab"})
    reply = Reply(
        file="执行局.xlsx", sha256="ab", by="王某", phone="67912345", day=date(2024, 1, 5)
    )
    assert after.replies == (reply,)
    assert next(d for d in deliveries(after) if d.department == "执行局").reply == reply


@given(
    st.lists(
        st.lists(st.text("填报表人：: 王某电话日期2024年1月5日_（）", max_size=14), max_size=4)
    )
)
def test_any_lines_sign_somebody_or_nobody(lines: list[list[str]]) -> None:
    rows = {n: {c: cell(f"'{t}") for c, t in enumerate(line)} for n, line in enumerate(lines)}
    found = signed([Page(Path("甲").name, rows)])
    assert found.by or found == NOBODY
