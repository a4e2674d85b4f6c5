"""A user's file that others have, too: told, never fought over, both kept."""

import errno
import json
import shutil
from pathlib import Path

import pytest

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.store import (
    Conflict,
    Document,
    disk,
    locks,
    read_sheet,
    versions,
)


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


def test_what_is_typed_while_a_conflict_is_met_is_in_the_file_beside(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "我的")
    other = Document.open(file, "李四", take_over=True)
    noted(other, "别人的")
    other.close()
    typed: list[int] = []

    def between() -> None:
        if not typed:
            typed.append(noted(document, "我又打的"))

    with pytest.raises(Conflict) as raised:
        document.publish(between=between)
    assert read_sheet(raised.value.kept).figures[0].note == "我又打的"
    assert document.published
    document.close()


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
    assert [*file.parent.iterdir()] == [file]


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
    assert [*file.parent.iterdir()] == [file]


def test_a_copy_taken_of_the_folder_opens_like_the_original(file: Path, desk: Path) -> None:
    shutil.copytree(desk, desk.with_name("U盘"))
    document = Document.open(desk.with_name("U盘") / file.name, "张三")
    assert document.read_only == ""
    document.close()


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


def test_what_lies_in_the_place_of_the_note_and_cannot_be_removed_is_no_hindrance(
    file: Path, noted
) -> None:
    locks.note_path(file).mkdir()
    document = Document.open(file, "张三")
    assert document.read_only == ""
    noted(document, "改")
    document.close()
    assert read_sheet(file).figures[0].note == "改" and locks.note_path(file).is_dir()
