"""All relations of the sample, against reading its figures once."""

import time

from benchmarks.window import quantile
from courtdesk.checks import check
from courtdesk.writing.samples import load_sample

ROUNDS = 300


def main() -> None:
    """Print the median of a whole check and its ratio to a bare walk over the figures."""
    sheet, _ = load_sample("sheqi-2023")
    checks, walks = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = check(sheet)
        middle = time.perf_counter()
        total = sum(f.printed.value for f in sheet.figures if f.printed is not None)
        walks.append(time.perf_counter() - middle)
        checks.append(middle - start)
        assert found and total
    p50 = quantile(checks, 0.5)
    print(
        f"checks: {len(sheet.outline.relations)} relations in {p50 * 1000:.2f} ms = "
        f"{p50 / quantile(walks, 0.5):.0f} x a walk over the figures"
    )


if __name__ == "__main__":
    main()
