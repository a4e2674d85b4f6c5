"""Disks that refuse: each is one sentence in the window, nothing is lost, and it ends well."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from courtdesk.store import Document, database, leftovers, read_sheet, working
from courtdesk.ui import files, tasks
from courtdesk.ui.main_window import MainWindow
from tests.windows import close, heard, leave

PATIENCE = 20_000  # ms
Hindrance = tuple[Path, str, Callable[[], None], Callable[[], None]]
"""A folder, what is said of it, how to put something in the way once it is open, how to mend it."""
ROOT = sys.platform == "linux" and os.geteuid() == 0


def nothing() -> None:
    """It is in the way already."""


def mounted(place: Path, options: str) -> bool:
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "courtdesk-test", str(place)], capture_output=True
    )
    return done.returncode == 0


@contextmanager
def full_disk(file: Path, place: Path) -> Iterator[Hindrance]:
    """A disk with no room for a second copy of the file; without mounts, no room in any file."""
    if ROOT and mounted(place, f"size={file.stat().st_size * 3 // 2 // 1024}k"):
        remount = ["mount", "-o", "remount,size=64m", str(place)]
        try:
            yield place, "空间不足", nothing, lambda: bool(subprocess.run(remount, check=True))
        finally:
            subprocess.run(["umount", "-l", str(place)], check=True)
        return
    import resource

    old = resource.getrlimit(resource.RLIMIT_FSIZE)

    def confine(bytes: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes, old[1]))

    try:
        yield place, "空间不足", lambda: confine(file.stat().st_size // 2), lambda: confine(old[0])
    finally:
        confine(old[0])


@contextmanager
def read_only_disk(file: Path, place: Path) -> Iterator[Hindrance]:
    """A disk that can only be read, for who may mount one; else a folder that can only be read."""
    if ROOT and mounted(place, "size=64m"):
        shutil.copy(file, place)
        remount = ["mount", "-o", "remount,{}", str(place)]

        def turn(how: str) -> None:
            subprocess.run([part.format(how) for part in remount], check=True)

        turn("ro")
        try:
            yield place, "所在的磁盘是只读的", nothing, lambda: turn("rw")
        finally:
            subprocess.run(["umount", "-l", str(place)], check=True)
        return
    shutil.copy(file, place)
    place.chmod(0o555)
    yield place, "没有权限", nothing, lambda: place.chmod(0o755)


@contextmanager
def forbidden_folder(file: Path, place: Path) -> Iterator[Hindrance]:
    """A folder this user may not write to; root works as nobody meanwhile."""
    shutil.copy(file, place)
    place.chmod(0o555)
    if ROOT:
        state = Path(os.environ["COURTDESK_STATE"])
        state.mkdir(parents=True, exist_ok=True)
        os.chown(state, 65534, 65534)
        os.chown(place, 65534, 65534)
        os.seteuid(65534)
    try:
        yield place, "没有权限", nothing, lambda: place.chmod(0o755)
    finally:
        if ROOT:
            os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="mounts and modes are POSIX")
@pytest.mark.parametrize("disk", [full_disk, read_only_disk, forbidden_folder])
def test_a_disk_that_refuses_is_one_sentence_and_is_waited_for(
    file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    disk: Callable[[Path, Path], object],
) -> None:
    with TemporaryDirectory() as open_to_all:
        Path(open_to_all).chmod(0o755)
        place = Path(open_to_all) / "disk"
        place.mkdir()
        monkeypatch.setenv("COURTDESK_STATE", str(Path(open_to_all) / "state"))
        with disk(file, place) as (folder, sentence, hinder, mend):
            target = folder / file.name
            if not target.exists():
                shutil.copy(file, target)
            _refused_and_mended(qtbot, monkeypatch, target, sentence, hinder, mend)


def _refused_and_mended(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    target: Path,
    sentence: str,
    hinder: Callable[[], None],
    mend: Callable[[], None],
) -> None:
    before, said = target.read_bytes(), []
    monkeypatch.setattr(tasks, "insist", heard(said))
    window = MainWindow()
    window.show()
    window.show_document(Document.open(target, "tester"))
    assert window.space is not None
    window.space.enter("F018", "2600")
    window.space.writer.flush()
    hinder()
    window.space.publish()
    qtbot.waitUntil(window.status.elsewhere.isVisible, timeout=PATIENCE)
    told = window.status.where.whole
    assert sentence in told and told.count("。") == 1
    assert target.name in told or "本机工作副本" in told
    assert told.startswith("已保存到本机")
    close(window)  # allowed: the work waits for the next start
    assert len(said) == 1 and sentence in said[0] and "下次启动时可以继续" in said[0]
    assert target.read_bytes() == before
    assert [p.name for p in target.parent.iterdir() if "lock" not in p.name] == [target.name]
    mend()
    again = MainWindow()
    again.show()
    button: list[QPushButton] = []

    def offered() -> bool:
        found = again.start.canvas.findChildren(QPushButton)
        button[:] = [b for b in found if b.text() == "继续编辑"]
        return len(button) == 1

    qtbot.waitUntil(offered, timeout=PATIENCE)
    button[0].click()
    qtbot.waitUntil(lambda: "已写入" in again.status.where.whole, timeout=PATIENCE)
    assert str(read_sheet(target).figure("F018").printed) == "2600件"
    close(again)
    assert leftovers() == ()
    for one in (window, again):
        one.deleteLater()


def test_a_name_that_is_too_long_is_one_sentence_and_the_sheet_keeps_its_file(
    window: MainWindow, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show_document(Document.open(file, "tester"))
    assert window.space is not None
    window.space.enter("F018", "2600")
    long = file.with_name("长" * 120)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(long), ""))
    assert files.save_as(window)
    qtbot.waitUntil(lambda: "名字太长" in window.status.where.whole, timeout=PATIENCE)
    assert window.status.where.whole.count("。") == 1
    assert window.space.path == file
    window.space.publish()
    qtbot.waitUntil(lambda: "已写入" in window.status.where.whole, timeout=PATIENCE)
    assert str(read_sheet(file).figure("F018").printed) == "2600件"


def test_a_clock_set_back_while_open_costs_nothing_and_stops_nothing(
    window: MainWindow, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Behind(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now().replace(year=2020)

    window.show_document(Document.open(file, "tester"))
    space = window.space
    assert space is not None
    for number, text in enumerate(("2600", "2601", "2602")):
        if number == 1:
            monkeypatch.setattr(database, "datetime", Behind)
            monkeypatch.setattr(working, "datetime", Behind)
        space.enter("F018", text)
        with qtbot.waitSignal(space.published, timeout=PATIENCE):
            space.publish()
    rows = space.writer.call(lambda document: document.history(3)).result(20)
    assert [row.after.split(" ")[0] for row in rows] == ["2602件", "2601件", "2600件"]
    assert rows[0].when < rows[2].when
    kept = space.writer.call(lambda document: document.versions()).result(20)
    assert [v.revision for v in kept] == sorted((v.revision for v in kept), reverse=True)
    assert len(kept) == 3
    leave(window)
    assert str(read_sheet(file).figure("F018").printed) == "2602件"
    assert leftovers() == ()
