"""A pass over a file on a thread of its own, while the document's thread goes on."""

import errno
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from courtdesk.models.errors import UserError
from courtdesk.store import Document, disk, read_sheet
from courtdesk.store.aside import aside


def test_what_is_done_aside_is_handed_over_and_others_have_their_turn_meanwhile() -> None:
    free, turns = threading.Event(), 0

    def between() -> None:
        nonlocal turns
        turns += 1
        if turns == 3:
            free.set()

    with aside(lambda _: free.wait(10) and threading.current_thread().name, between) as done:
        assert done() == "courtdesk-aside"
    assert turns >= 3


def test_what_goes_wrong_aside_is_raised_where_it_is_waited_for() -> None:
    def fails(_: Callable[[], None]) -> None:
        raise OSError(errno.EIO, "the disk")

    with pytest.raises(OSError, match="the disk"), aside(fails, disk.nothing) as done:
        done()


def test_what_is_done_aside_ends_when_it_is_not_waited_for() -> None:
    started, ended = threading.Event(), threading.Event()

    def for_ever(go_on: Callable[[], None]) -> None:
        started.set()
        try:
            while True:
                go_on()
        finally:
            ended.set()

    with pytest.raises(UserError, match="later"), aside(for_ever, disk.nothing):
        started.wait(10)
        raise UserError("later")
    assert ended.is_set()


def test_a_copy_that_is_not_byte_for_byte_what_it_is_a_copy_of_is_refused(desk: Path) -> None:
    source, copy = desk / "source", desk / "copy"
    whole = bytes(range(256)) * 10_000  # more than one piece
    source.write_bytes(whole)
    disk.copy(source, copy)
    assert disk.read_back(copy, source) == disk.fingerprint(source)
    flipped = bytearray(whole)
    flipped[-1] ^= 1
    for wrong in (whole[:-1], whole[: 1 << 20], whole + b"\0", b"", bytes(flipped)):
        copy.write_bytes(wrong)
        with pytest.raises(OSError, match="read back differently"):
            disk.read_back(copy, source)


def test_a_disk_that_writes_something_else_leaves_the_file_and_the_work(
    file: Path, noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document.open(file, "张三")
    before = file.read_bytes()
    noted(document, "改")
    copy = disk.copy

    def spoiled(source: Path, to: Path, between: disk.Between = disk.nothing) -> None:
        copy(source, to, between)
        data = bytearray(to.read_bytes())
        data[len(data) // 2] ^= 1
        to.write_bytes(data)

    monkeypatch.setattr(disk, "copy", spoiled)
    with pytest.raises(UserError, match="磁盘出错"):
        document.publish()
    assert file.read_bytes() == before and document.unpublished == 1
    monkeypatch.setattr(disk, "copy", copy)
    document.close()
    assert read_sheet(file).figures[0].note == "改"


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE part SET json = '0' WHERE path = 'figures.F001'",
        "UPDATE blob SET bytes = x'00'",
        "UPDATE audit SET after = 'x' WHERE seq = 1",
        "CREATE VIEW v AS SELECT 1",
    ],
)
def test_a_copy_that_was_spoiled_is_never_published(file: Path, noted, spoil: str) -> None:
    document = Document.open(file, "张三")
    before = file.read_bytes()
    noted(document, "改")
    document._db.execute(spoil)
    with pytest.raises(UserError, match="没有通过核对，原文件未动"):
        document.publish()
    with pytest.raises(UserError, match="没有通过核对"):
        document.close()
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]
