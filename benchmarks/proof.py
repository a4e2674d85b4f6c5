"""The proof of the sample after one keystroke, against reading every figure of its article."""

import time

from benchmarks.window import quantile
from courtdesk.models.value import written
from courtdesk.writing.article import compose, plain
from courtdesk.writing.figures import figures
from courtdesk.writing.proof import proof
from courtdesk.writing.samples import load_sample

ROUNDS = 60
PATH = "passages.s1i3.text"


def main() -> None:
    """Print the first proof, the median of the later ones, and their ratio to the figures."""
    sheet, _ = load_sample("sheqi-2023")
    start = time.perf_counter()
    proof(sheet)
    first = time.perf_counter() - start
    article, text = plain(compose(sheet)), sheet.passage("s1i3")
    proofs, readings = [], []
    for number in range(ROUNDS):
        typed = written(sheet, PATH, f"{text}{'走访15家。' * (number % 7)}{number}")
        start = time.perf_counter()
        assert proof(typed)
        middle = time.perf_counter()
        figures(article)
        readings.append(time.perf_counter() - middle)
        proofs.append(middle - start)
    p50 = quantile(proofs, 0.5)
    print(
        f"proof: {p50 * 1000:.1f} ms after a keystroke, {first * 1000:.0f} ms at first = "
        f"{p50 / quantile(readings, 0.5):.2f} x reading the article's figures"
    )


if __name__ == "__main__":
    main()
