"""A folder to work in goes with its process, and what a killed one left goes with the next."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from courtdesk import holding, workshop

ROOT = Path(__file__).resolve().parents[1]
posix = pytest.mark.skipif(sys.platform == "win32", reason="links and forks of POSIX")
Start = Callable[[str], "subprocess.Popen[str]"]

WORK = """
from courtdesk import workshop
with workshop.opened() as folder:
    (folder / "figures.json").write_text("{}")
    (folder / "photos").mkdir()
    (folder / "photos" / "a.jpg").write_bytes(b"photo")
    print(folder, flush=True)
    input()
"""
TYPESET = """
from courtdesk.publish import typesetting
typesetting.keep_picture(b"a photo")
typesetting.Template("sheet")
print(typesetting._root(), flush=True)
input()
"""
READ = """
import sys
from courtdesk.store import arrival, read_document
def stop(*_, **__):
    print("reading", flush=True)
    input()
arrival.proved = stop
read_document(sys.argv[1])
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture
def start(place: Path, tmp_path: Path) -> Iterator[Start]:
    """Start a program in a process of its own, which says a line once it is at work."""
    children: list[subprocess.Popen[str]] = []
    places = {"PYTHONPATH": str(ROOT), "COURTDESK_STATE": str(tmp_path / "state")}
    places |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(place))

    def started(program: str, *given: str) -> "subprocess.Popen[str]":
        child = subprocess.Popen(
            (sys.executable, "-c", program, *given),
            env=os.environ | places,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        children.append(child)
        assert child.stdout is not None and child.stdout.readline()
        return child

    yield started
    for child in children:
        child.kill()
        child.communicate()


def killed(child: "subprocess.Popen[str]") -> None:
    child.kill()
    child.wait()


def left(place: Path) -> list[Path]:
    return sorted(place.iterdir())


@pytest.mark.parametrize("program", [WORK, TYPESET], ids=["work", "typesetting"])
def test_what_a_killed_process_left_goes_when_the_next_makes_its_own(
    place: Path, start: Start, program: str
) -> None:
    killed(start(program))
    (dead,) = left(place)
    assert len(list(dead.iterdir())) > 1
    with workshop.opened(place) as own:
        assert left(place) == [own]
    assert left(place) == []


def test_a_copy_of_a_document_goes_too(place: Path, start: Start) -> None:
    killed(start(READ, str(ROOT / "samples" / "社旗2023.courtdesk")))
    (dead,) = left(place)
    assert (dead / "copy").stat().st_size > 100_000
    with workshop.opened(place):
        assert not dead.exists()


@pytest.mark.parametrize("program", [WORK, TYPESET], ids=["work", "typesetting"])
def test_a_process_that_ends_leaves_nothing_and_a_living_one_is_left_alone(
    place: Path, start: Start, program: str
) -> None:
    child = start(program)
    (living,) = left(place)
    before = sorted(living.rglob("*"))
    with workshop.opened(place):
        assert sorted(living.rglob("*")) == before
    child.communicate("\n")
    assert child.returncode == 0 and left(place) == []


def test_what_holds_no_lock_is_none_of_ours(place: Path) -> None:
    (place / "courtdesk-main").mkdir()
    (place / "courtdesk-main" / "README.md").write_text("a checkout", encoding="utf-8")
    (place / "courtdesk-empty").mkdir()
    (place / "courtdesk-note").write_text("a file", encoding="utf-8")
    with workshop.opened(place):
        pass
    assert [f.name for f in left(place)] == ["courtdesk-empty", "courtdesk-main", "courtdesk-note"]
    assert (place / "courtdesk-main" / "README.md").exists()


def dead(folder: Path) -> Path:
    """A workshop of a process that was killed."""
    folder.mkdir()
    holding.release(holding.hold(folder / workshop.LOCK) or 0)
    return folder


@posix
def test_nothing_is_removed_through_a_link(place: Path, tmp_path: Path) -> None:
    mine = dead(tmp_path / "mine")
    (mine / "work").write_text("work", encoding="utf-8")
    (place / "courtdesk-link").symlink_to(mine)
    inner = dead(place / "courtdesk-dead")
    (inner / "link").symlink_to(mine)
    with workshop.opened(place):
        assert not inner.exists()
    assert (mine / "work").exists() and (mine / workshop.LOCK).exists()


@posix
def test_a_folder_of_another_user_is_left_to_that_user(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = dead(place / "courtdesk-theirs")
    if os.getuid() == 0:
        os.chown(theirs, 65534, 65534)
    else:
        theirs.chmod(0)
    with workshop.opened(place):
        assert theirs.exists()


def test_one_swept_between_its_making_and_its_lock_is_made_anew(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, swept = holding.hold_soon, []

    def late(file: Path, patience: float) -> int | None:
        if not swept:
            swept.append(file.parent)
            file.parent.rmdir()
        return real(file, patience)

    monkeypatch.setattr(holding, "hold_soon", late)
    with workshop.opened(place) as folder:
        assert folder.exists() and folder != swept[0]
        assert holding.is_held(folder / workshop.LOCK)


@posix
def test_a_lock_gained_on_a_folder_that_is_gone_by_then_counts_for_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, swept = holding.hold_soon, []

    def lost(file: Path, patience: float) -> int | None:
        handle = real(file, patience)
        if not swept:
            swept.append(file.parent)
            file.unlink()
            file.parent.rmdir()
        return handle

    monkeypatch.setattr(holding, "hold_soon", lost)
    with workshop.opened(place) as folder:
        assert folder.exists() and folder != swept[0]


def test_a_disk_without_locks_is_no_hindrance(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "_locked", lambda handle: False)
    with workshop.opened(place) as first, workshop.opened(place) as second:
        assert first.exists() and second.exists()
    assert left(place) == []


def test_what_cannot_be_removed_keeps_its_lock_for_the_next_one(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise PermissionError

    with workshop.opened(place) as folder:
        (folder / "open elsewhere").write_bytes(b"")
        with monkeypatch.context() as patch:
            patch.setattr(os, "unlink", busy)
            workshop._remove(folder, None)
        assert (folder / "open elsewhere").exists() and (folder / workshop.LOCK).exists()


def test_many_who_begin_at_once_each_keep_their_own(place: Path) -> None:
    for number in range(20):
        dead(place / f"courtdesk-{number}")
    wrong: list[str] = []

    def work() -> None:
        for _ in range(40):
            with workshop.opened(place) as folder:
                (folder / "data").write_text("data", encoding="utf-8")
                if (folder / "data").read_text(encoding="utf-8") != "data":
                    wrong.append(str(folder))
                if not holding.is_held(folder / workshop.LOCK):
                    wrong.append(f"{folder} is not held")

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == [] and left(place) == []
