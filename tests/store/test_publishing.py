"""The user's file: replaced whole, never half written."""

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.store import (
    Document,
    database,
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


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be swept away there")
def test_work_whose_copy_was_swept_away_while_open_is_published_all_the_same(
    file: Path, state: Path, noted
) -> None:
    document = Document.open(file, "张三")
    noted(document, "先")
    shutil.rmtree(state)
    noted(document, "后")
    document.close()
    assert read_sheet(file).figures[0].note == "后"


def test_no_edit_makes_a_file_larger_than_can_be_opened_again(
    file: Path, noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document.open(file, "张三")
    monkeypatch.setattr(database, "FULL", document.size + 100_000)
    monkeypatch.setattr(database, "LARGEST", document.size + 200_000)
    with pytest.raises(UserError, match="请另建一份文件，或先导出归档"):
        for number in range(100):
            noted(document, str(number) * 10_000)
    before = document.sheet
    noted(document, "短")
    document.close()
    again = Document.open(file, "张三")
    assert again.sheet.figures[0].note == "短" and again.revision == document.revision
    assert before.figures[0].note in {row.after for row in again.history()}
    again.close()
