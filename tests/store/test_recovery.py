"""What a process leaves behind when it dies, and the next start finds."""

import os
import random
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet
from courtdesk.store import (
    Conflict,
    Document,
    discard,
    leftovers,
    locks,
    look_at,
    migrations,
    read_sheet,
    recover,
    versions,
)
from courtdesk.store.working import WorkingCopy

CHILD = Path(__file__).with_name("typist.py")


def dies(document: Document) -> None:
    """End as a killed process does: nothing is closed, the system drops the lock."""
    document._db.close()
    document._copy.release()


def test_unpublished_work_is_listed_and_taken_up_again(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "一")
    noted(document, "二")
    dies(document)
    (left,) = leftovers()
    assert (left.path, left.edits, left.court, left.year) == (
        file,
        2,
        document.sheet.court,
        document.sheet.year,
    )
    again = recover(left, "张三")
    assert (again.read_only, again.sheet, again.revision) == ("", document.sheet, 3)
    assert leftovers() == ()
    with pytest.raises(UserError, match="另一个窗口"):
        recover(left, "李四")
    again.close()
    assert read_sheet(file).figures[0].note == "二"
    assert leftovers() == ()


def test_work_a_newer_program_left_is_not_gone_on_with_and_stays(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "一")
    document._db.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    dies(document)
    (left,) = leftovers()
    with pytest.raises(UserError, match=f"{file.name}”由更新版本的程序保存，请升级后再打开"):
        recover(left, "张三")
    assert leftovers() == (left,) and look_at(left) == document.sheet


def test_work_that_never_had_a_file_is_listed_too(sheet: FactSheet, noted, desk: Path) -> None:
    document = Document.new(sheet, "张三")
    noted(document, "一")
    dies(document)
    (left,) = leftovers()
    assert (left.path, left.edits) == (None, 1)
    again = recover(left, "张三")
    again.publish(desk / "新.courtdesk")
    again.close()
    assert leftovers() == ()


def test_a_new_sheet_nobody_touched_is_not_listed(sheet: FactSheet, state: Path) -> None:
    dies(Document.new(sheet, "张三"))
    assert leftovers() == ()
    assert list((state / "work").iterdir()) == []


def test_what_was_left_half_made_goes_after_a_day(file: Path, state: Path) -> None:
    document = Document.open(file, "张三")
    half = state / "work" / "0"
    half.mkdir()
    (half / "copy.courtdesk").write_bytes(b"half")
    temporary = state / "versions" / ".courtdesk-1.tmp"
    temporary.parent.mkdir(exist_ok=True)
    temporary.write_bytes(b"half")
    leftovers()
    assert half.exists() and temporary.exists()
    for path in (half, temporary, document._copy.folder):
        os.utime(path, (0, 0))
    leftovers()
    assert not half.exists() and not temporary.exists()
    document.close()
    assert list((state / "work").iterdir()) == []


def test_an_open_document_is_not_a_leftover(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "一")
    assert leftovers() == ()
    document.close()


def test_discarded_work_stays_among_the_versions(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "弃")
    dies(document)
    discard(leftovers()[0])
    assert leftovers() == ()
    version = versions.kept(document.id)[-1]
    assert read_sheet(version).figures[0].note == "弃"
    assert read_sheet(file).figures[0].note != "弃"


def test_work_given_up_at_closing_stays_among_the_versions(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "弃")
    document.close(keep=False)
    assert leftovers() == ()
    version = versions.kept(document.id)[-1]
    assert read_sheet(version).figures[0].note == "弃"


def test_recovered_work_does_not_overwrite_a_file_changed_since(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "断电前")
    dies(document)
    other = Document.open(file, "李四")
    assert other.read_only == ""
    noted(other, "后来")
    other.close()
    again = recover(leftovers()[0], "张三")
    with pytest.raises(Conflict) as raised:
        again.publish()
    assert read_sheet(raised.value.kept).figures[0].note == "断电前"
    assert read_sheet(file).figures[0].note == "后来"
    again.close()


def test_work_resumed_while_another_has_the_file_outlives_closing_it(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "断电前")
    dies(document)
    other = Document.open(file, "李四")
    again = recover(leftovers()[0], "张三")
    assert "李四" in again.read_only and again.sheet.figures[0].note == "断电前"
    again.close()
    other.close()
    (left,) = leftovers()
    again = recover(left, "张三")
    assert (again.read_only, again.sheet.figures[0].note) == ("", "断电前")
    again.close()
    assert read_sheet(file).figures[0].note == "断电前"


def test_work_that_is_only_looked_at_is_taken_for_nobodys(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "断电前")
    dies(document)
    (left,) = leftovers()
    looked = WorkingCopy.looked_at(left.folder)
    assert looked is not None
    other = Document.open(file, "李四")
    assert other.read_only == ""
    other.close()
    threading.Timer(0.2, looked.release).start()
    again = recover(left, "张三")  # waits for the other to have looked
    assert again.sheet.figures[0].note == "断电前"
    assert WorkingCopy.looked_at(left.folder) is None
    again.close()


def test_the_work_on_one_file_is_found_by_any_of_its_names(
    file: Path, desk: Path, noted, pictures
) -> None:
    document = Document.open(file, "张三")
    noted(document, "断电前")
    dies(document)
    other = Document.open(file, "李四")
    other.publish(desk / "乙县.courtdesk")
    noted(other, "别的")
    dies(other)
    link = desk / "链接.courtdesk"
    link.symlink_to(file)
    assert [left.path for left in leftovers(link)] == [file]
    assert [left.path for left in leftovers(desk / "乙县.courtdesk")] == [desk / "乙县.courtdesk"]
    assert leftovers(desk / "丙县.courtdesk") == ()


def test_a_kill_right_after_replacing_the_file_is_no_conflict(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "一")
    about = document._copy.about
    document.publish()
    pending = document._copy.about.base
    document._copy.note(
        base=about.base, published=about.published, pending=pending, pending_revision=2
    )
    dies(document)
    assert leftovers() == ()
    document = Document.open(file, "张三")
    assert document.sheet.figures[0].note == "一"
    document.close()


def test_who_finds_a_dead_ones_work_ends_his_turn_and_no_living_ones(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "断电前")
    with locks.turn(file, document._copy.folder.name):
        (mark,) = file.parent.glob("*.turn")
        left = mark.read_text(encoding="ascii")
        assert leftovers() == () and mark.exists()
    mark.write_text(left, encoding="ascii")
    dies(document)
    with locks.turn(file.with_name("别的"), "0" * 32):
        (found,) = leftovers()
        assert not mark.exists() and len([*file.parent.glob("*.turn")]) == 1
    with locks.turn(file, "0" * 32):
        dies(recover(found, "张三"))
        assert mark.exists() and leftovers()


def test_a_damaged_note_about_the_copy_does_not_hide_the_work(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "一")
    dies(document)
    (document._copy.folder / "about.json").write_bytes(b"\0" * 50)
    (left,) = leftovers()
    assert left.path is None
    again = recover(left, "张三")
    assert again.sheet.figures[0].note == "一"
    again.close()


def test_a_damaged_copy_is_recovered_as_far_as_it_can_be_read(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "一")
    document._db.execute("UPDATE part SET json = '0' WHERE path = 'figures.F001'")
    dies(document)
    (left,) = leftovers()
    again = recover(left, "张三")
    assert "F001" not in again.sheet.by_id
    assert again.history(1)[0].after == f"指标“{document.sheet.outline.indicator('F001').label}”"
    again.close()


def test_another_process_holds_the_file_until_it_dies(file: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(file)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    document = Document.open(file, "李四")
    said = document.read_only
    document.close()
    child.kill()
    child.communicate()
    assert "正由张三" in said
    document = Document.open(file, "李四")
    assert document.read_only == ""
    document.close()


def test_killing_a_typist_loses_nothing_that_was_called_saved(file: Path, state: Path) -> None:
    dice = random.Random(7)
    for round in range(12):
        child = subprocess.Popen(
            [sys.executable, str(CHILD), str(file)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        first = child.stdout.readline()  # a busy machine may take long to get there
        time.sleep(dice.uniform(0.01, 0.25))
        child.kill()
        said = re.findall(r"^(\d+) (\d+)$", first + child.stdout.read(), re.M)
        child.stdout.close()
        assert child.wait() == -9
        revision, note = said[-1]
        found = leftovers()
        document = recover(found[0], "张三") if found else Document.open(file, "张三")
        assert len(found) <= 1
        assert document.revision >= int(revision)
        told = {str(row.seq): row.after for row in document.history(10_000)}
        assert told[revision] == note, f"round {round}"
        assert document.sheet.figures[0].note == told[str(document.revision)]
        document.close()
        assert read_sheet(file) == document.sheet
    assert list((state / "work").iterdir()) == []
    assert [path.name for path in file.parent.iterdir() if "lock" not in path.name] == [file.name]
