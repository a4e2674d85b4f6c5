"""The thread that owns the document."""

import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import written
from courtdesk.store import Conflict, Document, Edit, Writer, disk, leftovers, read_sheet, recover
from courtdesk.store.errors import Left


class Told:
    """What a writer said."""

    def __init__(self) -> None:
        self.saved: list[int] = []
        self.published: list[tuple[Path, datetime]] = []
        self.failed: list[UserError] = []
        self.threads: set[str] = set()

    def writer(self, document: Document, delay: float = 0.02) -> Writer:
        def heard(keep: Callable[..., None]) -> Callable[..., None]:
            def callback(*said: object) -> None:
                self.threads.add(threading.current_thread().name)
                keep(*said)

            return callback

        return Writer(
            document,
            delay=delay,
            saved=heard(self.saved.append),
            published=heard(lambda path, when: self.published.append((path, when))),
            failed=heard(self.failed.append),
        )


def typed(writer: Writer, sheet: FactSheet, text: str) -> FactSheet:
    after = written(sheet, "head.title", text)
    writer.submit(after, Edit(path="head.title", before="", after=text, label="主题"))
    return after


def until(fact: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not fact():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


def test_edits_are_committed_in_order_and_published_after_a_pause(file: Path) -> None:
    told, document = Told(), Document.open(file, "张三")
    writer, sheet = told.writer(document), document.sheet
    for number in range(50):
        sheet = typed(writer, sheet, f"标题{number}")
    writer.flush()
    assert document.sheet == sheet
    until(lambda: bool(told.published) and read_sheet(file) == sheet)
    history = writer.call(lambda d: d.history(50)).result()
    assert [row.after for row in history] == [f"标题{n}" for n in range(49, -1, -1)]
    assert told.saved[-1] == 51
    assert told.published[-1][0] == file
    assert told.threads == {"courtdesk-writer"}
    writer.close()
    assert told.failed == []
    writer.close()
    with pytest.raises(Left):
        typed(writer, sheet, "太迟")


def test_what_is_typed_while_a_slow_disk_is_written_to_is_durable_at_once(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, document = Told(), Document.open(file, "张三")
    free, copy, before = threading.Event(), disk.copy, file.read_bytes()

    def slow(source: Path, to: Path, between: Callable[[], None] = disk.nothing) -> None:
        while not free.wait(0.005):
            between()
        copy(source, to, between)

    monkeypatch.setattr(disk, "copy", slow)
    writer = told.writer(document)
    sheet = typed(writer, document.sheet, "先")
    until(lambda: told.saved == [2])
    written_first = writer.publish()
    sheet = typed(writer, sheet, "后")
    until(lambda: told.saved[-1] == 3)
    assert told.published == [] and not writer.waiting
    assert document.sheet.head.title == "后" and file.read_bytes() == before
    free.set()
    written_first.result(10)
    until(lambda: read_sheet(file).head.title == "后")
    writer.close()
    assert leftovers() == ()


def test_the_longer_publishing_takes_the_earlier_it_begins(file: Path) -> None:
    document = Document.open(file, "张三")
    writer, due = Told().writer(document, delay=1000), []
    sheet = document.sheet
    for number, took in enumerate((0.0, 100.0, 400.0, 5000.0)):
        writer.took = took
        start = time.monotonic()
        sheet = typed(writer, sheet, f"标题{number}")
        writer.flush()
        assert writer._due is not None
        due.append(writer._due - start)
    assert 1000 > due[0] > due[1] > due[2] > 0  # never at once: who types is let alone
    assert due[3] > due[0]  # on a disk far too slow for it nothing is gained
    writer.close()


def test_someone_who_never_pauses_is_published_all_the_same(file: Path) -> None:
    told, document = Told(), Document.open(file, "张三")
    writer, sheet = told.writer(document, delay=0.05), document.sheet
    number = 0

    def published_while_typing() -> bool:
        nonlocal sheet, number
        number += 1
        sheet = typed(writer, sheet, f"标题{number}")
        return bool(told.published)

    until(published_while_typing)
    writer.close()
    assert read_sheet(file) == sheet


def test_closing_publishes_what_is_queued(file: Path) -> None:
    told, document = Told(), Document.open(file, "张三")
    writer = told.writer(document, delay=60)
    sheet = typed(writer, document.sheet, "最后")
    writer.close()
    assert read_sheet(file) == sheet
    assert leftovers() == ()


def test_work_without_a_file_stays_for_the_next_start(sheet: FactSheet) -> None:
    told, document = Told(), Document.new(sheet, "张三")
    writer = told.writer(document)
    typed(writer, sheet, "一")
    writer.close()
    assert (told.published, told.failed) == ([], [])
    assert leftovers()[0].edits == 1


def test_a_failed_publish_is_told_once_and_tried_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courtdesk.store.writer._RETRY", 0.02)
    told, document = Told(), Document.open(file, "张三")
    writer = told.writer(document)
    away = file.parent.with_name("拔掉")
    file.parent.rename(away)
    sheet = typed(writer, document.sheet, "一")
    until(lambda: bool(told.failed))
    time.sleep(0.1)
    assert len(told.failed) == 1
    assert told.saved == [2]
    away.rename(file.parent)
    until(lambda: bool(told.published))
    assert read_sheet(file) == sheet
    writer.close()


def test_a_failed_publish_at_closing_keeps_the_work_for_the_next_start(file: Path) -> None:
    told, document = Told(), Document.open(file, "张三")
    writer = told.writer(document, delay=60)
    file.parent.rename(file.parent.with_name("拔掉"))
    typed(writer, document.sheet, "一")
    writer.close()
    assert "找不到" in str(told.failed[0])
    (left,) = leftovers()
    assert (left.path, left.edits) == (file, 1)


def test_an_edit_that_cannot_be_committed_is_kept_and_closing_says_so(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courtdesk.store.writer._RETRY", 0.02)
    told, document = Told(), Document.open(file, "张三")
    writer = told.writer(document)
    limit = document._db.execute("PRAGMA page_count").fetchone()[0]
    writer.call(lambda d: d._db.execute(f"PRAGMA max_page_count = {limit}")).result()
    sheet = typed(writer, document.sheet, "很长" * 50_000)
    until(lambda: bool(told.failed))
    assert "空间不足" in str(told.failed[0])
    with pytest.raises(UserError, match="空间不足"):
        writer.close()
    assert told.saved == []
    writer.call(lambda d: d._db.execute("PRAGMA max_page_count = 1000000")).result()
    until(lambda: told.saved == [2])
    writer.close()
    assert read_sheet(file) == sheet


def test_a_conflict_is_told_once_and_typing_goes_on_in_the_new_file(file: Path) -> None:
    told, document = Told(), Document.open(file, "张三")
    writer = told.writer(document)
    other = Document.open(file, "李四", take_over=True)
    other.commit(
        written(other.sheet, "head.title", "别人的"),
        Edit(path="head.title", before="", after="", label="主题"),
    )
    other.close()
    sheet = typed(writer, document.sheet, "一")
    until(lambda: bool(told.failed))
    (conflict,) = told.failed
    assert isinstance(conflict, Conflict)
    sheet = typed(writer, sheet, "二")
    writer.close()
    assert read_sheet(conflict.kept) == sheet
    assert read_sheet(file).head.title == "别人的"
    assert len(told.failed) == 1


def test_publishing_on_demand_gives_the_path_or_the_error(file: Path, desk: Path) -> None:
    told, document = Told(), Document.open(file, "张三")
    writer = told.writer(document, delay=60)
    sheet = typed(writer, document.sheet, "一")
    other = writer.publish(desk / "另存").result()
    assert read_sheet(other) == sheet
    with pytest.raises(UserError, match="找不到"):
        writer.publish(desk / "没有" / "另存").result()
    assert document.path == other
    writer.close()


def test_a_fault_in_one_job_does_not_end_the_thread(file: Path) -> None:
    told, document = Told(), Document.open(file, "张三")
    writer = told.writer(document)
    with pytest.raises(ZeroDivisionError):
        writer.call(lambda d: 1 // 0).result()
    sheet = typed(writer, document.sheet, "一")
    writer.close()
    assert read_sheet(file) == sheet


def test_nobody_waits_for_a_writer_that_ended(file: Path) -> None:
    writer = Told().writer(Document.open(file, "张三"))
    writer.close()
    with pytest.raises(Left):
        writer.call(lambda d: d.history()).result(timeout=5)


def test_nobody_waits_for_a_writer_that_is_leaving_and_what_was_asked_before_is_answered(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, free = Document.open(file, "张三"), threading.Event()
    writer, close = Told().writer(document), document.close

    def slow(*, keep: bool = True) -> None:
        free.wait(10)
        close(keep=keep)

    monkeypatch.setattr(document, "close", slow)
    before = writer.call(lambda d: d.revision)
    closed = writer.leave()
    try:
        with pytest.raises(Left):
            writer.call(lambda d: d.history()).result(timeout=5)
        with pytest.raises(Left):
            typed(writer, document.sheet, "太迟")
        with pytest.raises(Left):
            writer.leave().result(timeout=5)
        assert not closed.done() and before.result(5) == document.revision
    finally:
        free.set()
    closed.result(10)
    writer.close()  # once more changes nothing


def test_every_call_is_answered_however_it_falls_together_with_leaving(file: Path) -> None:
    document = Document.open(file, "张三")
    writer, asked, go = Told().writer(document), [], threading.Event()

    def ask() -> None:
        go.wait(10)
        for _ in range(200):
            asked.append(writer.call(lambda d: d.revision))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    go.set()
    writer.leave().result(10)
    for thread in threads:
        thread.join()
    outcomes = {type(future.exception(timeout=10)) for future in asked}
    assert len(asked) == 800 and outcomes <= {type(None), Left}


def test_a_fault_while_an_edit_is_committed_is_told_in_a_sentence_and_the_edit_is_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, document = Told(), Document.open(file, "张三")
    writer = told.writer(document, delay=60)

    def fault(*_: object) -> int:
        raise MemoryError("no room")

    with monkeypatch.context() as patched:
        patched.setattr(document, "commit", fault)
        sheet = typed(writer, document.sheet, "一")
        said = writer.stuck().result(10)
        assert "导出归档" in said and writer.waiting == 1
    assert writer.stuck().result(10) == "" and document.sheet == sheet
    writer.close()
    assert read_sheet(file) == sheet


def test_a_fault_while_the_document_is_closed_is_told_and_the_work_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, document = Told(), Document.open(file, "张三")
    writer = told.writer(document, delay=60)
    typed(writer, document.sheet, "一")
    writer.flush()

    def fault(*_: object) -> Path:
        raise MemoryError("no room")

    monkeypatch.setattr(document, "publish", fault)
    writer.leave().result(10)
    assert ["程序出错" in str(error) for error in told.failed] == [True]
    assert [left.path for left in leftovers()] == [file]


def test_work_resumed_while_its_disk_is_away_is_published_when_it_is_back(
    file: Path, desk: Path, noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courtdesk.store.writer._RETRY", 0.05)
    document = Document.open(file, "张三")
    noted(document, "断电前")
    document._db.close()
    document._copy.release()
    desk.rename(desk.with_name("pulled"))
    told, again = Told(), recover(leftovers()[0], "张三")
    writer = told.writer(again)
    with pytest.raises(UserError, match="找不到"):
        writer.publish().result(10)
    desk.with_name("pulled").rename(desk)
    until(lambda: bool(told.published))  # nobody asked again
    writer.close()
    assert read_sheet(file).figures[0].note == "断电前"
