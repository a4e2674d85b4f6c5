"""Who replaces a user's file: one at a time, and nobody waits long for a dead one."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from courtdesk.store import (
    locks,
)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_who_replaces_a_file_has_the_only_turn_and_a_dead_ones_is_over_soon(file: Path) -> None:
    entered: list[str] = []

    def second() -> None:
        with locks.turn(file):
            entered.append("second")

    thread = threading.Thread(target=second)
    with locks.turn(file):
        thread.start()
        thread.join(0.05)
        entered.append("first")
    thread.join()
    assert entered == ["first", "second"]
    assert names(file.parent) == {file.name}
    with locks.turn(file):
        (mark,) = names(file.parent) - {file.name}
    (file.parent / mark).touch()  # as a process that was killed leaves it
    with locks.turn(file):
        entered.append("third")
    assert entered[-1] == "third" and names(file.parent) == {file.name}


def crowd(file: Path, work: Callable[[Callable[[], None]], None], many: int = 3) -> int:
    """Let several take their turn at once; return how many were ever in it together."""
    inside = most = 0
    counting = threading.Lock()

    def take() -> None:
        nonlocal inside, most
        with locks.turn(file) as still_here:
            with counting:
                inside += 1
                most = max(most, inside)
            work(still_here)
            with counting:
                inside -= 1

    threads = [threading.Thread(target=take) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return most


def turn_mark(file: Path) -> Path:
    with locks.turn(file):
        (name,) = names(file.parent) - {file.name}
    return file.parent / name


@pytest.mark.parametrize("left", ["", "0" * 32])
def test_of_many_who_wait_for_a_dead_ones_turn_each_has_its_own(
    file: Path, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    monkeypatch.setattr(locks, "_TURN", 0.3)
    mark = turn_mark(file)
    mark.write_text(left, encoding="ascii")  # by a process that was killed
    assert crowd(file, lambda _: time.sleep(0.05)) == 1
    assert names(file.parent) == {file.name}


def test_one_who_died_removing_a_dead_ones_mark_holds_nobody_up_for_ever(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_TURN", 0.1)
    mark = turn_mark(file)
    for left in (mark, mark.with_suffix(".hand")):
        left.write_text("", encoding="ascii")
    for _ in range(2):  # the first finds the hand of the dead, the second the mark alone
        with locks.turn(file):
            pass
    assert names(file.parent) == {file.name}


def test_a_turn_that_takes_long_is_left_to_whoever_tells_that_he_is_still_there(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_TURN", 0.3)

    def slow(still_here: Callable[[], None]) -> None:
        for _ in range(12):
            time.sleep(0.05)
            still_here()

    assert crowd(file, slow) == 1
    assert names(file.parent) == {file.name}


def test_who_lost_his_turn_leaves_the_mark_of_the_next(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_TURN", 0.05)
    mark = turn_mark(file)
    with locks.turn(file):
        first = mark.read_text(encoding="ascii")
        second = locks.turn(file)
        second.__enter__()  # after a while without a sign of life
        assert mark.read_text(encoding="ascii") != first
    assert mark.exists()
    second.__exit__(None, None, None)
    assert not mark.exists()


def test_a_mark_that_cannot_be_removed_is_no_hindrance(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_TURN", 0.05)
    mark = turn_mark(file)
    mark.mkdir()  # a folder is not unlinked, nor is a file of another's in some folders
    with locks.turn(file):
        assert mark.is_dir()
    assert mark.is_dir()
