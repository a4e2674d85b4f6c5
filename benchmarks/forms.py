"""The collection forms of the sample's ten departments, against ten empty workbooks."""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

LIMIT = 2.0  # s
ROUNDS = 5


def median(act: Callable[[], object]) -> float:
    """Return the median seconds of doing something several times."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print the seconds of making all forms, and the ratios."""
    from courtdesk.models.delivery import deliveries
    from courtdesk.models.sheet import Request
    from courtdesk.publish.forms import make_forms
    from courtdesk.writing.samples import load_sample

    sheet, _ = load_sample("sheqi-2023")
    now, due = datetime(2025, 1, 3, tzinfo=UTC), date(2025, 1, 10)
    requests = [Request(department=d.department, when=now, due=due) for d in deliveries(sheet)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def bare() -> None:
            for number in range(len(requests)):
                book = xlsxwriter.Workbook(folder / f"bare-{number}.xlsx")
                book.add_worksheet()
                book.close()

        seconds = median(lambda: make_forms(sheet, folder, requests))
        yardstick = median(bare)
    print(
        f"forms: {len(requests)} in {seconds:.2f} s = {seconds / LIMIT:.2f} of {LIMIT:.0f} s, "
        f"{seconds / yardstick:.1f} x as many empty workbooks"
    )


if __name__ == "__main__":
    main()
