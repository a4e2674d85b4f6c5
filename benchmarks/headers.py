"""Departments' headers against the indicators they mean: hits, and what is taken unasked.

Two lists: headers.csv against the 2023 outline (every third line was held back while the scorer was
tuned), and headers-general.csv, written after it, against the general outline. Each line prints the
share found first, the share among the three offered, and the time for one, with rapidfuzz's default
scorer on the same labels as the yardstick.
"""

import csv
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from courtdesk.excel.intake.claims import claims
from courtdesk.excel.intake.matching import Candidate, Wanted, matcher
from courtdesk.excel.intake.wording import unit_in
from courtdesk.models.outline import Outline
from courtdesk.writing.outlines import load_outline

DATA = Path(__file__).resolve().parent / "data"
LISTS = (("headers.csv", "sheqi-2023"), ("headers-general.csv", "general"))


@dataclass(frozen=True)
class Header:
    """One header as a clerk wrote it, and the indicator it means, "" for none."""

    wanted: Wanted
    want: str
    held: bool  # was not looked at while the scorer was tuned


@dataclass
class Score:
    """What became of a list of headers."""

    number: int = 0
    first: int = 0
    among: int = 0
    taken: int = 0
    wrong: int = 0  # taken unasked for an indicator they do not mean


def headers(name: str) -> list[Header]:
    """Read a list."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [
            Header(
                Wanted(
                    tuple(row["label"].split(" > ")),
                    unit_in(row["unit"]),
                    row["title"],
                    row["department"],
                ),
                row["want"],
                number % 3 == 2,
            )
            for number, row in enumerate(csv.DictReader(file))
        ]


def score(found: Iterable[Header], outline: Outline) -> Score:
    """Rank each header by itself and count."""
    rank = matcher(outline).rank
    result = Score()
    for header in found:
        candidates = rank(header.wanted)
        claim = claims({"": candidates})[""]
        result.taken += claim.sure
        result.wrong += claim.sure and claim.id != header.want
        if header.want:
            result.number += 1
            result.first += bool(candidates) and candidates[0].id == header.want
            result.among += header.want in [c.id for c in candidates]
    return result


def default_hits(found: Iterable[Header], outline: Outline) -> int:
    """How many rapidfuzz's default scorer finds first by the bare labels."""
    from rapidfuzz import process

    labels = {i.id: i.label for i in outline.indicators}
    hits = 0
    for header in found:
        best = process.extractOne("".join(header.wanted.path), labels)
        hits += bool(header.want) and best is not None and best[2] == header.want
    return hits


def milliseconds(rank: Callable[[Wanted], tuple[Candidate, ...]], found: list[Header]) -> float:
    """Return the mean time to rank a header nobody asked for before."""
    start = time.perf_counter()
    for header in found:
        rank(header.wanted)
    return (time.perf_counter() - start) * 1000 / len(found)


def main() -> None:
    """Print a line for each list and for the lines held back."""
    for name, outline_name in LISTS:
        outline, whole = load_outline(outline_name), headers(name)
        each = milliseconds(matcher(outline).rank, whole)
        held = [("held back", [h for h in whole if h.held])] if name == LISTS[0][0] else []
        for title, part in (("all", whole), *held):
            found = score(part, outline)
            yardstick = default_hits(part, outline)
            nothing = sum(not h.want for h in part)
            print(
                f"headers ({outline_name}, {title}): {found.first}/{found.number} first = "
                f"{found.first / max(yardstick, 1):.2f} x the default scorer's {yardstick}, "
                f"{found.among}/{found.number} among three; of {found.number} and {nothing} that "
                f"mean nothing {found.taken} taken unasked, {found.wrong} wrongly; "
                f"{each:.1f} ms each"
            )


if __name__ == "__main__":
    main()
