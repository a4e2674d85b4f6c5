"""The user's file: replaced whole, never fought over, never half written."""

import errno
import json
import os
import shutil
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.store import (
    Conflict,
    Document,
    disk,
    leftovers,
    locks,
    read_document,
    read_sheet,
    recover,
    versions,
)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_publishing_leaves_one_file_and_no_temporary_ones(file: Path, state: Path, noted) -> None:
    document = Document.open(file, "张三")
    for number in range(5):
        noted(document, str(number))
        assert not document.published
        document.publish()
        assert document.published
        assert names(file.parent) == {file.name, locks.note_path(file).name}
    (copy,) = (state / "work").iterdir()
    assert not [name for name in names(copy) if name.endswith(".tmp")]
    document.close()
    assert names(file.parent) == {file.name}


def test_publishing_nothing_new_does_not_touch_the_file(file: Path) -> None:
    document = Document.open(file, "张三")
    before = file.stat()
    assert document.publish() == file
    after = file.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    document.close()


def test_a_published_file_is_not_in_wal_mode_so_that_one_copy_is_all_of_it(file: Path) -> None:
    assert file.read_bytes()[18:20] == b"\1\1"


def test_the_replaced_file_stays_as_a_version(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    first = file.read_bytes()
    noted(document, "一")
    document.publish()
    second = file.read_bytes()
    noted(document, "二")
    document.publish()
    kept = document.versions()
    assert [version.file.read_bytes() for version in kept] == [second, first]
    assert [version.revision for version in kept] == [2, 1]
    assert read_sheet(kept[0].file).figures[0].note == "一"
    document.close()


def test_what_is_published_is_kept_at_once_in_case_the_file_is_damaged(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "一")
    document.close()
    published = file.read_bytes()
    file.write_bytes(published[:20_000])
    version = versions.last_sound(file)
    assert version is not None and version.file.read_bytes() == published


def test_edits_made_while_a_file_is_written_are_durable_and_in_the_next_one(
    file: Path, noted
) -> None:
    document = Document.open(file, "张三")
    noted(document, "先")
    seen: list[int] = []

    def between() -> None:
        if not seen:
            seen.append(noted(document, "后"))

    document.publish(between=between)
    assert read_sheet(file).figures[0].note == "先"
    assert (document.sheet.figures[0].note, document.unpublished) == ("后", 1)
    document.close()
    assert read_sheet(file).figures[0].note == "后"


def test_writing_that_is_postponed_leaves_the_file_and_keeps_the_work(
    file: Path, desk: Path, noted
) -> None:
    document = Document.open(file, "张三")
    noted(document, "迟")
    before = file.read_bytes()
    with pytest.raises(UserError, match="下次启动时可以继续"):
        document.publish(between=document.postpone)
    document.close()
    assert file.read_bytes() == before and sorted(desk.iterdir()) == [file]
    (left,) = leftovers()
    assert (left.path, left.edits) == (file, 1)
    again = recover(left, "张三")
    again.close()
    assert read_sheet(file).figures[0].note == "迟" and leftovers() == ()


def test_a_file_somebody_else_changed_is_kept_beside_ours(
    file: Path, desk: Path, noted, sheet: FactSheet
) -> None:
    document = Document.open(file, "张三")
    noted(document, "我的")
    other = Document.open(file, "李四", take_over=True)
    noted(other, "别人的")
    other.publish()
    other.close()
    with pytest.raises(Conflict, match="已被别人改动，未覆盖") as raised:
        document.publish()
    assert read_sheet(file).figures[0].note == "别人的"
    assert read_sheet(raised.value.kept).figures[0].note == "我的"
    assert raised.value.kept.parent == desk
    assert document.path == raised.value.kept
    noted(document, "还是我的")
    document.close()
    assert read_sheet(raised.value.kept).figures[0].note == "还是我的"
    assert read_sheet(file).figures[0].note == "别人的"


def test_a_disk_that_fails_right_after_the_replacing_makes_no_conflict(
    file: Path, noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document.open(file, "张三")
    noted(document, "一")
    whole = disk.settle_folder

    def fails_at_the_desk(folder: Path) -> None:
        if folder == file.parent:
            raise OSError(errno.EIO, "the disk")
        whole(folder)

    monkeypatch.setattr(disk, "settle_folder", fails_at_the_desk)
    with pytest.raises(UserError, match="磁盘出错"):
        document.publish()
    monkeypatch.setattr(disk, "settle_folder", whole)
    noted(document, "二")
    assert document.publish() == file
    document.close()
    assert read_sheet(file).figures[0].note == "二"
    assert names(file.parent) == {file.name}


def test_a_file_that_went_away_is_written_again(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    file.rename(file.with_name("改名.courtdesk"))
    noted(document, "改")
    document.publish()
    assert read_sheet(file).figures[0].note == "改"
    document.close()


def test_saving_under_another_name_moves_the_document_there(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    before = file.read_bytes()
    noted(document, "改")
    other = document.publish(file.with_name("乙县"))
    assert document.path == other
    noted(document, "再改")
    document.close()
    assert file.read_bytes() == before
    assert read_sheet(other).figures[0].note == "再改"


def test_overwriting_a_foreign_file_keeps_it_as_a_version(file: Path, desk: Path) -> None:
    foreign = desk / "别的.courtdesk"
    foreign.write_bytes(b"something else")
    document = Document.open(file, "张三")
    document.publish(foreign)
    document.close()
    (version,) = versions.kept("overwritten")
    assert version.read_bytes() == b"something else"
    assert read_document(foreign) == read_document(file)


def test_a_document_without_a_file_says_so_when_published(sheet: FactSheet) -> None:
    document = Document.new(sheet, "张三")
    with pytest.raises(UserError, match="另存为"):
        document.publish()
    document.close()


def test_a_name_too_long_is_one_sentence_and_leaves_nothing(file: Path, desk: Path) -> None:
    document = Document.open(file, "张三")
    with pytest.raises(UserError, match="名字太长"):
        document.publish(desk / ("长" * 200))
    with pytest.raises(UserError, match="是文件夹"):
        (desk / "夹.courtdesk").mkdir()
        document.publish(desk / "夹.courtdesk")
    document.close()
    assert names(desk) == {file.name, "夹.courtdesk"}


def test_a_second_window_is_told_who_has_the_file_and_cannot_change_it(file: Path, noted) -> None:
    first = Document.open(file, "张三")
    second = Document.open(file, "李四")
    assert "正由张三" in second.read_only
    for attempt in (lambda: noted(second, "改"), second.publish, lambda: second.attach(b"", "a")):
        with pytest.raises(UserError, match="正由张三"):
            attempt()
    third = Document.new(second.sheet, "王五")
    with pytest.raises(UserError, match="换一个名字"):
        third.publish(file)
    third.close()
    other = second.publish(file.with_name("另存.courtdesk"))
    assert second.read_only == ""
    assert noted(second, "改") == 2
    second.close()
    assert read_sheet(other).figures[0].note == "改"
    assert noted(first, "我也改") == 2
    first.close()
    third = Document.open(file, "李四")
    assert third.read_only == ""
    third.close()


def test_a_second_window_is_noticed_without_the_note_beside_the_file(file: Path) -> None:
    first = Document.open(file, "张三")
    locks.note_path(file).unlink()
    second = Document.open(file, "李四")
    assert "正由张三（本机）打开" in second.read_only
    second.close()
    first.close()


def test_the_note_of_another_machine_counts_and_can_be_taken_over(file: Path) -> None:
    note = {"who": "王五", "host": "另一台", "copy_folder": "/x", "when": "2024-01-05T08:00:00Z"}
    locks.note_path(file).write_text(json.dumps(note), encoding="utf-8")
    document = Document.open(file, "张三")
    assert "正由王五（另一台，01月05日08:00起）打开" in document.read_only
    document.close()
    document = Document.open(file, "张三", take_over=True)
    assert document.read_only == ""
    assert "张三" in locks.note_path(file).read_text(encoding="utf-8")
    document.close()
    assert names(file.parent) == {file.name}


def test_the_mode_of_the_users_file_stays(file: Path, noted) -> None:
    file.chmod(0o664)
    document = Document.open(file, "张三")
    noted(document, "改")
    document.close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o664


def test_a_link_is_followed_not_replaced(file: Path, desk: Path, noted) -> None:
    link = desk / "链接.courtdesk"
    os.symlink(file, link)
    document = Document.open(link, "张三")
    noted(document, "改")
    document.close()
    assert link.is_symlink()
    assert read_sheet(file).figures[0].note == "改"


def test_a_missing_folder_is_one_sentence_and_the_work_stays(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "改")
    away = file.parent.with_name("拔掉")
    file.parent.rename(away)
    with pytest.raises(UserError, match="找不到"):
        document.publish()
    assert document.sheet.figures[0].note == "改"
    away.rename(file.parent)
    document.publish()
    document.close()
    assert read_sheet(file).figures[0].note == "改"


def test_a_copy_taken_of_the_folder_opens_like_the_original(file: Path, desk: Path) -> None:
    shutil.copytree(desk, desk.with_name("U盘"))
    document = Document.open(desk.with_name("U盘") / file.name, "张三")
    assert document.read_only == ""
    document.close()


def test_a_file_that_was_taken_away_while_open_is_written_anew_and_that_is_known(
    file: Path, desk: Path, noted
) -> None:
    document = Document.open(file, "张三")
    noted(document, "一")
    document.publish()
    assert not document.remade
    file.rename(desk / "改名.courtdesk")
    noted(document, "二")
    document.publish()
    assert document.remade
    noted(document, "三")
    document.publish()
    assert not document.remade
    document.close()
    assert read_sheet(file).figures[0].note == "三"
    assert read_sheet(desk / "改名.courtdesk").figures[0].note == "一"


def test_a_file_somebody_replaces_at_the_last_moment_is_not_overwritten(
    file: Path, desk: Path, noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document.open(file, "张三")
    noted(document, "我的")
    other = Document.open(file, "李四", take_over=True)
    noted(other, "别人的")
    keep_replaced = versions.keep_replaced

    def too_late(*about: object) -> None:
        keep_replaced(*about)  # all is compared by now
        monkeypatch.setattr(versions, "keep_replaced", keep_replaced)
        other.publish()

    monkeypatch.setattr(versions, "keep_replaced", too_late)
    with pytest.raises(Conflict, match="已被别人改动，未覆盖") as raised:
        document.publish()
    assert read_sheet(file).figures[0].note == "别人的"
    assert read_sheet(raised.value.kept).figures[0].note == "我的"
    document.close()
    other.close()


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
