"""Damage is noticed, full disks and forbidden folders are one sentence, copies are never torn."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from courtdesk.models.errors import UserError
from courtdesk.models.value import written
from courtdesk.store import Document, Edit, Writer, read_document, read_sheet

CHILD = Path(__file__).with_name("hindered.py")


def seen_as_damaged(path: Path) -> bool:
    try:
        document = Document.open(path, "张三")
    except UserError:
        return True
    said = document.read_only
    document.close()
    return "有损坏" in said and "另存" in said


def test_one_flipped_byte_anywhere_is_noticed(file: Path) -> None:
    whole, dice = file.read_bytes(), random.Random(3)
    offsets = [*range(0, 100, 9), *(dice.randrange(len(whole)) for _ in range(150))]
    for number, offset in enumerate(offsets):
        damaged = bytearray(whole)
        damaged[offset] ^= 1 << dice.randrange(8)
        file.write_bytes(damaged)
        with pytest.raises(UserError):
            read_sheet(file)
        if number % 5 == 0:
            assert seen_as_damaged(file), offset
            assert file.read_bytes() == damaged
    file.write_bytes(whole)
    assert not seen_as_damaged(file)


def test_cut_padded_and_holed_files_are_noticed(file: Path) -> None:
    whole = file.read_bytes()
    holed = whole[:8192] + b"\0" * 4096 + whole[12288:]
    for damaged in (whole[:-1], whole[: len(whole) // 2], whole[:100], whole + b"\0" * 512, holed):
        file.write_bytes(damaged)
        assert seen_as_damaged(file)
        assert file.read_bytes() == damaged


def test_a_damaged_figure_is_named_and_the_rest_is_kept(file: Path, desk: Path) -> None:
    whole = read_sheet(file)
    data = file.read_bytes()
    at = data.index(b'{"id":"F020","printed"')
    file.write_bytes(data[: at + 8] + b"X" + data[at + 9 :])
    document = Document.open(file, "张三")
    assert "未能读出：指标“网络司法拍卖件数”；" in document.read_only
    rest = tuple(f for f in whole.figures if f.id != "F020")
    assert document.sheet == whole.replaced(figures=rest)
    assert [row.label for row in document.history()] == ["从损坏的文件中读出", "引题", "新建"]
    saved = document.publish(desk / "修复")
    document.close()
    assert read_document(saved) == (whole.replaced(figures=rest), read_document(saved)[1])
    assert len(read_document(saved)[1]) == len(whole.photos)


def test_the_versions_of_a_damaged_file_are_still_listed(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "一")
    document.close()
    data = bytearray(file.read_bytes())
    data[data.index(b'{"id":"F020","printed"') + 8] = ord("X")
    file.write_bytes(data)
    document = Document.open(file, "张三")
    assert document.lost and [v.revision for v in document.versions()] == [2, 1]
    document.close()


@pytest.mark.parametrize(
    ("statement", "lost"),
    [
        ("DELETE FROM part WHERE path = 'figures.F020'", "未能读出：指标“"),
        ("UPDATE audit SET after = '改' WHERE seq = 1", "第1条以后的修改记录"),
        ("DELETE FROM audit WHERE seq = 1", "第1条以后的修改记录"),
        ("DELETE FROM blob", "部分内容"),
        ("UPDATE blob SET bytes = x'00'", "照片“"),
        ("DELETE FROM meta WHERE key = 'content'", "文件信息"),
        ("UPDATE part SET json = replace(json, '2023', '2024') WHERE path = 'sheet'", ""),
    ],
)
def test_a_row_changed_behind_our_back_is_noticed(file: Path, statement: str, lost: str) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute(statement)
        db.commit()
    if lost:
        document = Document.open(file, "张三")
        assert lost in document.read_only
        document.close()
    else:
        with pytest.raises(UserError, match="读不出内容，文件未被改动"):
            Document.open(file, "张三")


def test_what_lies_behind_the_damage_is_read_also_after_very_many_edits(file: Path) -> None:
    whole = read_sheet(file)
    with closing(sqlite3.connect(file)) as db:
        db.execute("UPDATE part SET rowid = rowid + 1000000")  # each edit gives a part a new one
        db.commit()
        db.execute("VACUUM")
        (page,) = db.execute("PRAGMA page_size").fetchone()
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'part'").fetchone()
        order = [path for (path,) in db.execute("SELECT path FROM part ORDER BY rowid")]
    data = bytearray(file.read_bytes())
    inner = data[(root - 1) * page : root * page]
    second = int.from_bytes(inner[14:16], "big")
    leaf = int.from_bytes(inner[second : second + 4], "big")
    data[(leaf - 1) * page : leaf * page] = bytes(page)
    file.write_bytes(data)
    document = Document.open(file, "张三")
    found = {f"figures.{figure.id}" for figure in document.sheet.figures}
    lost = [n for n, path in enumerate(order) if path.startswith("figures.") and path not in found]
    assert 0 < len(lost) < len(whole.figures)
    assert lost == list(range(lost[0], lost[-1] + 1))  # one page of them, and what follows is there
    assert found & {*order[lost[-1] :]}
    document.close()


def hindered(how: str, file: Path) -> str:
    """Run a child that edits and publishes under a hindrance; return what it printed."""
    done = subprocess.run(
        [sys.executable, str(CHILD), how, str(file)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is POSIX")
@pytest.mark.parametrize("how", ["full-publish", "full-commit"])
def test_a_full_disk_is_one_sentence_and_the_old_file_stays(file: Path, how: str) -> None:
    before = file.read_bytes()
    said = hindered(how, file)
    assert said.count("空间不足") == 1
    assert len(said.splitlines()) == 1
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir() if "lock" not in path.name] == [file.name]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
@pytest.mark.parametrize(("of_folder", "of_file"), [(0o555, 0o666), (0o777, 0o444)])
def test_a_place_that_cannot_be_written_is_one_sentence_and_the_work_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch, of_folder: int, of_file: int
) -> None:
    with TemporaryDirectory() as place:  # others may enter it; pytest's own folders not
        Path(place).chmod(0o755)
        folder, state = Path(place) / "desk", Path(place) / "state"
        state.mkdir()
        monkeypatch.setenv("COURTDESK_STATE", str(state))
        folder.mkdir()
        target = folder / file.name
        shutil.copy(file, target)
        target.chmod(of_file)
        folder.chmod(of_folder)
        said = hindered("forbidden", target)
        assert said == f"没有权限写入“{target}”，请另存到其他位置，或请管理员放开权限。\n改\n"
        assert target.read_bytes() == file.read_bytes()
        assert [name for name in os.listdir(folder) if "lock" not in name] == [file.name]
        folder.chmod(0o755)


def test_copies_taken_while_typing_are_never_torn(file: Path) -> None:
    document = Document.open(file, "张三")
    writer, sheet = Writer(document, delay=0), document.sheet
    copy, seen = file.with_name("副本.courtdesk"), set()
    for number in range(150):
        sheet = written(sheet, "head.title", f"标题{number}")
        edit = Edit(path="head.title", before="", after=f"{number}", label="主题")
        writer.submit(sheet, edit)
        copy.write_bytes(file.read_bytes())
        seen.add(read_sheet(copy).head.title)
    writer.close()
    assert len(seen) > 5
    assert read_sheet(file) == sheet
