"""Tables as text, and what number formats and serial numbers mean."""

import io
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courtdesk.excel.outcome import Outcome, ReadError
from courtdesk.excel.readers.formats import iso, kind_of, serial_of
from courtdesk.excel.readers.found import spans
from courtdesk.excel.reading import read_bytes
from tests.excel.one_table import COMMAS, FILES, ROWS, TABS
from tests.excel.opened import grid, read, rules


def test_an_encoding_other_than_utf8_is_told() -> None:
    assert ("encoding", "") in rules(read(FILES["GB18030"][1]))
    assert ("encoding", "") not in rules(read(FILES["UTF-8"][1]))


def test_text_that_was_cut_within_a_character_is_read_and_told() -> None:
    pages = read(COMMAS.encode()[:-8] + "亿".encode()[:2])
    assert grid(pages)[1] == ROWS[1]
    assert {"encoding", "cut"} <= {rule for rule, _ in rules(pages)}


def test_a_quotation_mark_that_nothing_closes_swallows_no_rows() -> None:
    pages = read(COMMAS.replace("件,", '"件,').encode())
    assert grid(pages)[2] == ROWS[2]
    assert ("cut", "") in rules(pages)


def test_a_text_may_be_protected_as_excel_does_it() -> None:
    assert read(b'="001",b\n2,3\n').pages[0].cell(0, 0).text == "001"


def test_title_lines_above_the_header_do_not_hide_the_delimiter() -> None:
    text = "某某县人民法院\n单位；万元,件\n" + TABS
    assert read(text.encode()).pages[0].cell(3, 2).text == "10336"


@pytest.mark.parametrize("data", [b'{"a": 1}', b"<svg></svg>", b"<html><p>1</p></html>"])
def test_other_text_is_no_table(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.outcome is Outcome.NOT_A_SPREADSHEET


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", "n"),
        ("G/通用格式", "n"),
        ("0.00E+00", "n"),
        ('0.00"元"', "n"),
        ("0.00_);[Red](0.00)", "n"),
        ("#,##0.00\\ [$€-407]", "n"),
        ("[$-804]yyyy年m月d日", "d"),
        ("[h]:mm", "d"),
        ("yyyy/m/d;@", "d"),
        ("0.00%", "p"),
        ('0"%"', "n"),
        ("[DBNum2][$-804]General", "n"),
    ],
)
def test_a_format_s_code_tells_what_it_shows(code: str, kind: str) -> None:
    assert kind_of(code) == kind


@given(st.datetimes(min_value=datetime(1900, 3, 1)))
def test_a_moment_comes_back_from_its_serial_number(moment: object) -> None:
    serial = serial_of(moment)
    assert serial is not None
    rounded = iso(serial)
    again = serial_of(datetime.fromisoformat(rounded))
    assert again is not None and abs(again - serial) < 1 / 86_400


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.text("甲乙 12.,;|\t\"'\n%-", max_size=6), min_size=2, max_size=4),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_a_csv_holds_comes_back_as_it_was_written(rows: list[list[str]]) -> None:
    import csv

    width = max(map(len, rows))
    rows = [["表头"] * width, *([*row, *[""] * (width - len(row))] for row in rows)]
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    (page,) = read(out.getvalue().encode()).pages
    found = {(r, c): cell.text for r, row in page.rows.items() for c, cell in row.items()}
    wanted = {(r, c): t for r, row in enumerate(rows) for c, t in enumerate(row) if t.strip()}
    assert found == wanted


def test_runs_of_hidden_rows_are_drawn_together() -> None:
    assert spans(["1", "2", "3", "7", "9", "10"], [1, 2, 3, 7, 9, 10]) == "1–3、7、9–10"


def test_what_parts_the_texts_of_an_answer_moves_no_cell() -> None:
    found = read_bytes("甲\ufdd0乙,2\n丙,\ufdd0\n".encode(), "表.csv").pages[0]
    assert [[c.text for c in row.values()] for row in found.rows.values()] == [
        ["甲□乙", "2"],
        ["丙", "□"],
    ]
