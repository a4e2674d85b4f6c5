"""Exports that are killed, meet a full disk, or may not write: whole files, the old or the new."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from courtdesk import holding
from courtdesk.publish import files
from courtdesk.publish.edition import Edition
from courtdesk.publish.export import export

QUICK, SMALL = ("xlsx", "txt", "md", "sheet.pdf"), ("txt", "md")
NAMES = ("article.md", "article.txt", "manifest.json", "sheet.pdf", "sheet.xlsx")
KILLS = 50
LONGEST = 0.7  # s; later than that an export has mostly ended
STEPS = 400  # more calls than an export makes
Trial = Callable[[int, float | None], str]

posix = pytest.mark.skipif(sys.platform == "win32", reason="the trials fork")


@contextmanager
def trials(how: str, folder: Path) -> Iterator[Trial]:
    """A way to export into the folder in a process that is hindered; it answers what was said.

    With a number of seconds the process is killed after them.
    """
    command = [sys.executable, str(Path(__file__).with_name("hindered.py")), how, str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        asked, answers = process.stdin, process.stdout
        assert asked and answers and answers.readline() == "ready\n"

        def trial(number: int, killed_after: float | None = None) -> str:
            print(number, file=asked, flush=True)
            child = int(answers.readline())
            if killed_after is not None:
                time.sleep(killed_after)
                os.kill(child, signal.SIGKILL)
            print(file=asked, flush=True)
            return answers.readline().strip()

        yield trial
        asked.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files of an earlier export."""
    made = tmp_path / "成品"
    made.mkdir()
    age(made)
    return made


def age(folder: Path) -> None:
    for name in NAMES:
        (folder / name).write_bytes(b"older")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory, sheet, photos) -> dict[str, bytes]:
    """The bytes of an export nothing hindered, by form and by name."""
    made = {}
    for only in (QUICK, SMALL):
        folder = tmp_path_factory.mktemp("fresh")
        paths = export(Edition(sheet, photos), folder, only)
        made |= {f"{len(only)}/{path.name}": path.read_bytes() for path in paths}
    return made


def hidden(folder: Path) -> list[Path]:
    return sorted(folder.glob(".courtdesk-*"))


def whole(folder: Path, fresh: dict[str, bytes], only: tuple[str, ...]) -> set[str]:
    """Which files are the new ones; each other must be the older one."""
    new = set()
    for name in NAMES:
        data = (folder / name).read_bytes()
        if data == fresh.get(f"{len(only)}/{name}"):
            new.add(name)
        else:
            assert data == b"older", f"{name} is half of something"
    return new


@pytest.mark.slow
@posix
def test_killed_at_fifty_random_moments_each_file_is_the_older_one_or_the_new_one(
    folder: Path, fresh: dict[str, bytes], sheet, photos
) -> None:
    dice, told = random.Random(5), []
    with trials("killed", folder) as trial:
        for _ in range(KILLS):
            age(folder)
            told.append(trial(0, dice.uniform(0, LONGEST)))
            whole(folder, fresh, QUICK)
            left = [h for h in hidden(folder) if any(h.iterdir())]
            assert len(left) <= 1  # what the one before left is gone
    assert told.count("killed") > KILLS / 4
    for left in hidden(folder):  # an empty one, killed between its making and its lock, too
        os.utime(left, (time.time() - 2 * files.ABANDONED,) * 2)
    export(Edition(sheet, photos), folder, QUICK)
    assert whole(folder, fresh, QUICK) == set(NAMES) and hidden(folder) == []


@pytest.mark.slow
@posix
def test_killed_before_any_call_that_changes_the_disk_no_file_is_half(
    folder: Path, fresh: dict[str, bytes]
) -> None:
    seen: list[set[str]] = []
    with trials("step", folder) as trial:
        for step in range(1, STEPS):
            age(folder)
            said = trial(step)
            seen.append(whole(folder, fresh, SMALL))
            if said == "done":
                break
            for left in hidden(folder):  # killed between its making and its lock: empty, not known
                if not any(left.iterdir()):
                    left.rmdir()
            assert said == "killed" and len(hidden(folder)) <= 1
    small = {"article.md", "article.txt", "manifest.json"}
    assert seen[0] == set() and seen[-1] == small and hidden(folder) == []
    assert {"article.txt"} in seen  # killed in the middle of the renaming, too


@posix
@pytest.mark.parametrize("room", [0, 1, 4000, 9000, 60_000])
def test_on_a_full_disk_the_older_files_stay_and_one_sentence_says_why(
    folder: Path, fresh: dict[str, bytes], room: int
) -> None:
    with trials("full", folder) as trial:
        said = trial(room)
    assert "请检查磁盘空间" in said and said.count("。") == 1
    assert whole(folder, fresh, QUICK) == set() and hidden(folder) == []


@posix
def test_a_folder_that_may_not_be_written_says_so_and_keeps_its_files(
    folder: Path, fresh: dict[str, bytes]
) -> None:
    for place in (folder, *folder.parents[:3]):
        place.chmod(0o555 if place == folder else 0o755)
    try:
        with trials("forbidden", folder) as trial:
            said = trial(0)
    finally:
        folder.chmod(0o755)
    assert "不许写入" in said
    assert whole(folder, fresh, QUICK) == set() and hidden(folder) == []


def test_who_reads_an_older_file_reads_it_to_its_end(folder: Path, sheet, photos) -> None:
    with (folder / "article.txt").open("rb") as reader:
        if sys.platform == "win32":  # there such a file cannot be replaced, and all come back
            with pytest.raises(Exception, match="正被别的程序打开"):
                export(Edition(sheet, photos), folder, SMALL)
        else:
            export(Edition(sheet, photos), folder, SMALL)
        assert reader.read() == b"older"


def test_the_folder_of_a_living_export_is_left_alone_and_goes_with_it(folder: Path) -> None:
    with files.beside(folder) as first:
        (first / "half").write_bytes(b"half")
        with files.beside(folder) as second:
            assert first.exists() and first != second
        assert (first / "half").exists() and not second.exists()
    assert hidden(folder) == []


def test_another_machine_s_hidden_folder_goes_only_when_it_is_old(folder: Path) -> None:
    theirs, old = folder / ".courtdesk-00000000-x", folder / ".courtdesk-00000000-y"
    for left in (theirs, old):
        left.mkdir()
        holding.release(holding.hold(left / ".held") or 0)
    os.utime(old, (0, 0))
    with files.beside(folder):
        pass
    assert hidden(folder) == [theirs]
