"""A department's sheet of 200 rows, read and checked, against what calamine alone needs."""

import gc
import io
import time
from collections.abc import Callable

import xlsxwriter
from python_calamine import CalamineWorkbook

from courtdesk.excel.readers.kinds import read
from courtdesk.excel.reading import read_bytes

ROWS, ROUNDS, LIMIT, FILES = 200, 60, 5, 300


def department() -> bytes:
    """Return a workbook as a department sends it: titles, units, a formula, indents."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("执行局")
    bold, indent = book.add_format({"bold": True}), book.add_format({"indent": 1})
    share = book.add_format({"num_format": "0.00%"})
    page.merge_range(0, 0, 0, 7, "某某县人民法院2024年执行工作情况统计表", bold)
    page.write(1, 0, "单位：件、万元")
    head = ("序号", "指标名称", "单位", "本年", "上年", "同比", "口径", "备注")
    page.write_row(2, 0, head, bold)
    for number in range(ROWS):
        row = number + 3
        page.write_row(row, 0, [number + 1])
        page.write(row, 1, f"第{number + 1}项案件数", indent)
        page.write_row(row, 2, ["件", number * 37.5, number * 31 + 1])
        page.write_formula(row, 5, f"=(D{row + 1}-E{row + 1})/E{row + 1}", share, 0.2)
        page.write(row, 6, "含旧存")
    book.close()
    return stream.getvalue()


def alone(data: bytes) -> None:
    """Read every sheet with calamine and do nothing else."""
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def main() -> None:
    """Print both ratios: in the child's process, and from file to cells through a warm child."""
    data = department()
    works: dict[str, Callable[[], object]] = {
        "alone": lambda: alone(data),
        "read": lambda: read(data),
        "through": lambda: read_bytes(data, "执行局.xlsx"),
    }
    taken: dict[str, list[float]] = {name: [] for name in works}
    read_bytes(data, "执行局.xlsx")  # starts the child
    gc.disable()  # as in the child
    for _ in range(ROUNDS):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            taken[name].append(time.perf_counter() - start)
    gc.enable()
    yardstick, inside, through = (min(taken[name]) for name in works)  # others only add
    start = time.perf_counter()
    for _ in range(FILES):
        read_bytes(data, "执行局.xlsx")
    many = time.perf_counter() - start
    print(
        f"reading: {ROWS} rows guarded, read twice and compared in {inside * 1000:.1f} ms = "
        f"{inside / yardstick:.1f} x calamine alone ({yardstick * 1000:.1f} ms), limit {LIMIT} x; "
        f"handed to and from the child {through * 1000:.1f} ms = {through / yardstick:.1f} x; "
        f"{FILES} such files {many:.1f} s"
    )


if __name__ == "__main__":
    main()
