"""Every figure of a report of 5,000 characters, against the 20 ms it may take."""

import time

from benchmarks.window import quantile
from courtdesk.writing.article import compose, plain
from courtdesk.writing.figures import figures
from courtdesk.writing.samples import load_sample

LENGTH, LIMIT, ROUNDS = 5000, 0.020, 30


def main() -> None:
    """Print the median of a whole reading and its ratio to the limit."""
    article = plain(compose(load_sample("sheqi-2023")[0]))
    text = (article * (LENGTH // len(article) + 1))[:LENGTH]
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = figures(text)
        taken.append(time.perf_counter() - start)
        assert found
    p50 = quantile(taken, 0.5)
    print(
        f"figures: {len(found)} in {LENGTH} characters in {p50 * 1000:.1f} ms = "
        f"{p50 / LIMIT:.2f} x the limit of {LIMIT * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
