"""The child that reads: kept, confined, and replaced when a file hurt it."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from courtdesk.excel import process
from courtdesk.excel.outcome import Outcome, ReadError
from courtdesk.excel.process import Desk
from courtdesk.excel.reading import read_bytes
from tests.excel import hostile

GOOD = hostile.good()


def nothing() -> None:
    """Go on."""


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.close()


def child(desk: Desk) -> int:
    """The number of the process that waits for the next file."""
    assert desk._child is not None and desk._child.alive
    return desk._child.id


def test_one_child_reads_many_files(desk: Desk) -> None:
    first = desk.read(GOOD, nothing)
    number = child(desk)
    assert [desk.read(GOOD, nothing) for _ in range(300)] == [first] * 300
    assert child(desk) == number


def test_a_child_that_met_a_bad_file_reads_no_other(desk: Desk) -> None:
    desk.read(GOOD, nothing)
    before = child(desk)
    assert desk.read(hostile.spoilt(GOOD, 50), nothing)["outcome"] in Outcome.__members__
    assert "sheets" in desk.read(GOOD, nothing)
    assert child(desk) != before


def test_a_child_ended_from_outside_is_replaced_and_the_file_still_read_twice(desk: Desk) -> None:
    first = desk.read(GOOD, nothing)
    assert desk._child is not None
    desk._child._process.kill()
    desk._child._process.wait()
    assert desk.read(GOOD, nothing) == first
    assert first["notes"] == []


def test_a_child_that_dies_of_a_file_is_asked_again_without_calamine(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = process.Child.ask

    def dying(
        self: process.Child, data: bytes, alone: bool, until: float, tick: Callable[[], None]
    ) -> dict[str, Any] | None:
        if not alone:
            self._process.kill()
        return ask(self, data, alone, until, tick)

    monkeypatch.setattr(process.Child, "ask", dying)
    answer = desk.read(GOOD, nothing)
    assert [rule for rule, *_ in answer["notes"]] == ["single"]
    monkeypatch.setattr(process.Child, "ask", lambda *_: None)
    assert desk.read(GOOD, nothing) == {"outcome": "CORRUPT"}


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(process, "SECONDS", 0.0)
        patch.setattr(process, "_STEP", 0.0)
        assert desk.read(GOOD, nothing) == {"outcome": "TIME_OUT"}
    assert "sheets" in desk.read(GOOD, nothing)


def test_reading_ends_when_it_is_no_longer_wanted(desk: Desk) -> None:
    class Unwanted(Exception):
        pass

    def tick() -> None:
        raise Unwanted

    with pytest.raises(Unwanted):
        desk.read(hostile.HARM["一百万空行"](), tick)
    assert desk._child is None
    assert "sheets" in desk.read(GOOD, nothing)


def test_a_child_with_nothing_to_do_goes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "IDLE", 0.05)
    desk.read(GOOD, nothing)
    waited = time.monotonic() + 30
    while desk._child is not None and time.monotonic() < waited:
        time.sleep(0.02)
    assert desk._child is None


def test_several_threads_may_ask_at_once(desk: Desk) -> None:
    answers: list[dict[str, Any]] = []
    threads = [
        threading.Thread(target=lambda: answers.append(desk.read(GOOD, nothing))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8 and all(answer == answers[0] for answer in answers)


def test_an_answer_that_makes_no_sense_is_an_end_of_its_own(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for answer in ({"sheets": 7}, {"outcome": "EATEN"}, {"sheets": [{"name": 1}], "notes": []}):
        monkeypatch.setattr(Desk, "read", lambda self, data, tick, said=answer: said)
        with pytest.raises(ReadError) as caught:
            read_bytes(GOOD, "来件.xlsx")
        assert caught.value.outcome is Outcome.INTERNAL
    caplog.clear()


PROBE = """
import os, sys
from courtdesk.excel.limits import MEMORY, limit_process
import socket, subprocess, ctypes
path = sys.argv[1]
limit_process()
def tried(what, *arguments):
    try:
        what(*arguments)
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"
print(tried(open, path), tried(open, path + "2", "w"), tried(os.open, path, os.O_RDONLY),
      tried(socket.socket), tried(subprocess.Popen, ["true"]), tried(os.system, "true"),
      tried(bytearray, MEMORY))
"""


@pytest.mark.skipif(os.name == "nt", reason="the memory is bounded by a job there")
def test_a_reader_opens_no_file_no_socket_and_no_program_and_does_not_grow(
    tmp_path: Any,
) -> None:
    path = tmp_path / "secret"
    path.write_text("x")
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(path)], capture_output=True, text=True, check=True
    )
    *tries, memory = done.stdout.split()
    assert set(tries) == {"PermissionError"} and len(tries) == 6
    assert memory == "MemoryError"
    assert not (tmp_path / "secret2").exists()


def test_the_child_knows_nothing_of_its_parent_s_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COURT_SECRET", "x")
    monkeypatch.setenv("HTTP_PROXY", "x")
    known = process._environment()
    assert not {"COURT_SECRET", "HTTP_PROXY", "HOME"} & known.keys()


def test_the_child_is_light() -> None:
    """It loads neither the window nor the values, whose import alone takes longer than reading."""
    code = (
        "import sys; from courtdesk.excel import child; child._load();"
        "print(*(m for m in ('PySide6', 'pydantic', 'numpy', 'openpyxl') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
