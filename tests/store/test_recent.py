"""The list of recent sheets on the start page."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from courtdesk.store import Recent, forget, recents, remember


def entry(number: int, filled: int = 0) -> Recent:
    return Recent(
        path=Path(f"/案/{number}.courtdesk"),
        court="甲县人民法院",
        year=2023,
        filled=filled,
        total=68,
        errors=1,
        when=datetime(2024, 1, 5, tzinfo=UTC),
    )


def test_the_latest_stands_first_and_only_once() -> None:
    for number in (1, 2, 3):
        remember(entry(number))
    remember(entry(1, filled=60))
    assert recents() == (entry(1, filled=60), entry(3), entry(2))
    forget(entry(3).path)
    assert recents() == (entry(1, filled=60), entry(2))


def test_the_list_ends_after_twelve() -> None:
    for number in range(20):
        remember(entry(number))
    assert recents() == tuple(entry(number) for number in range(19, 7, -1))


@pytest.mark.parametrize("content", [b"", b"\0" * 40, b"[1]", b'{"a": 1}'])
def test_a_damaged_list_is_an_empty_one_and_is_written_anew(state: Path, content: bytes) -> None:
    state.mkdir()
    (state / "recent.json").write_bytes(content)
    assert recents() == ()
    remember(entry(1))
    assert recents() == (entry(1),)
