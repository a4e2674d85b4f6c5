"""One table in every format, told by content alone."""

import pytest

from courtdesk.excel.reading import read_bytes
from tests.excel.one_table import FILES, ROWS
from tests.excel.opened import grid, read


@pytest.mark.parametrize("name", FILES)
def test_one_table_reads_the_same_from_every_format(name: str) -> None:
    format, data = FILES[name]
    pages = read(data)
    assert (pages.format, grid(pages)) == (format, ROWS)


@pytest.mark.parametrize("suffix", [".xls", ".et", ".txt", ".docx", ""])
def test_a_name_decides_nothing(suffix: str) -> None:
    for format, data in (FILES["网页"], FILES["xlsx"], FILES["GB18030"]):
        assert read_bytes(data, f"来件{suffix}").format == format
