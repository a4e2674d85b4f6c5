"""Opening, editing, saving, and what the history says of it."""

import errno
import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from courtdesk.models.errors import UserError
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import Explanation, FactSheet, fitted
from courtdesk.models.value import written
from courtdesk.store import (
    Damaged,
    Document,
    Edit,
    database,
    migrations,
    read_document,
    read_revision,
    read_sheet,
    working,
)
from courtdesk.store.working import WorkingCopy

EDIT = Edit(path="x", before="1", after="2", label="改")


def some_change(sheet: FactSheet, dice: random.Random) -> FactSheet:
    """Return the sheet after one of the things a user does."""
    figure = dice.choice(sheet.figures)
    match dice.randrange(7):
        case 0:
            unit = sheet.outline.indicator(figure.id).unit
            return written(
                sheet,
                f"figures.{figure.id}.printed",
                Quantity.parse(f"{dice.randrange(999)}", unit),
            )
        case 1:
            return written(sheet, f"figures.{figure.id}.printed", None)
        case 2:
            passage = dice.choice(sheet.passages)
            return written(sheet, f"passages.{passage.id}.text", f"第{dice.random()}稿。\n“改”🙂")
        case 3:
            return sheet.replaced(year=dice.randrange(2000, 2030), fictional=not sheet.fictional)
        case 4:
            shuffled = dice.sample(sheet.photos, len(sheet.photos))
            return sheet.replaced(photos=tuple(shuffled[: dice.randrange(3)]))
        case 5:
            sections = dice.sample(sheet.outline.sections, len(sheet.outline.sections))
            kept = tuple(sections[: max(1, dice.randrange(6))])
            outline = sheet.outline.replaced(sections=kept, relations=())
            return fitted(sheet.replaced(outline=outline))
        case _:
            why = Explanation(id="R01", path="x", reason="已核", values="1", when=datetime.now(UTC))
            return sheet.replaced(explanations=(*sheet.explanations, why)[-3:])


@pytest.mark.parametrize("seed", range(3))
def test_a_random_walk_of_edits_saves_and_reloads_keeps_the_sheet(
    seed: int, sheet: FactSheet, pictures: dict[str, bytes], desk: Path
) -> None:
    dice = random.Random(seed)
    document = Document.new(sheet, "张三", pictures)
    path = document.publish(desk / "甲.courtdesk")
    for _ in range(60):
        sheet = some_change(sheet, dice)
        document.commit(sheet, EDIT)
        if dice.random() < 0.2:
            document.publish()
            assert read_sheet(path) == sheet
        if dice.random() < 0.1:
            revision = document.revision
            document.close()
            document = Document.open(path, "张三")
            assert (document.sheet, document.revision) == (sheet, revision)
    document.close()
    assert read_document(path) == (sheet, pictures)


def test_committing_an_equal_sheet_is_no_edit(sheet: FactSheet) -> None:
    document = Document.new(sheet, "张三")
    assert document.commit(FactSheet.model_validate(sheet.model_dump()), EDIT) == 0
    assert len(document.history()) == 1
    document.close()


def test_an_edit_writes_only_the_part_it_changed(sheet: FactSheet, noted) -> None:
    document = Document.new(sheet, "张三")
    seen: list[str] = []
    document._db.set_trace_callback(seen.append)
    noted(document, "改")
    document._db.set_trace_callback(None)
    assert sum("INTO part" in statement for statement in seen) == 1
    document.close()


def test_the_history_tells_who_changed_what_newest_first(file: Path, noted) -> None:
    document = Document.open(file, "李四")
    noted(document, "核对过")
    newest, before, first = document.history()
    assert (newest.who, newest.after, newest.seq) == ("李四", "核对过", 2)
    assert (before.who, before.label) == ("张三", "引题")
    assert first.label == "新建"
    assert newest.when.tzinfo is not None
    assert document.history(limit=1) == (newest,)
    document.close()


def test_a_thousand_edits_are_opened_with_their_history(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    for number in range(1000):
        noted(document, str(number))
    document.close()
    document = Document.open(file, "张三")
    assert [row.after for row in document.history()] == [str(n) for n in range(999, 499, -1)]
    assert [row.seq for row in document.history(2000)] == list(range(1001, -1, -1))
    document.close()


def test_attached_bytes_come_back_and_travel_with_the_file(file: Path) -> None:
    document = Document.open(file, "张三")
    key = document.attach(b"workbook", "一月.xlsx")
    assert document.attach(b"workbook", "又一次.xlsx") == key
    assert document.blob(key) == b"workbook"
    with pytest.raises(KeyError):
        document.blob("0" * 64)
    copy = document.publish(file.with_name("另一份"))
    document.close()
    assert copy.name == "另一份.courtdesk"
    assert read_document(copy)[1][key] == b"workbook"


def test_a_closed_document_leaves_nothing_but_the_file(file: Path, state: Path) -> None:
    assert [p.name for p in file.parent.iterdir()] == [file.name]
    assert list((state / "work").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("文本.courtdesk", "这是一段文字" * 50, "不是本程序的数据文件"),
        ("空.courtdesk", "", "是空文件"),
        ("短.courtdesk", "SQLite format 3\0", "不是本程序的数据文件"),
    ],
)
def test_a_file_of_another_kind_is_refused(desk: Path, name: str, content: str, says: str) -> None:
    path = desk / name
    path.write_text(content, encoding="utf-8")
    for attempt in (lambda: Document.open(path, "张三"), lambda: read_sheet(path)):
        with pytest.raises(UserError, match=says):
            attempt()
    assert path.read_text(encoding="utf-8") == content


def test_other_databases_folders_and_missing_files_are_refused(desk: Path) -> None:
    other = desk / "账.db"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE t(x)")
    for path, says in (
        (other, "不是本程序的数据文件"),
        (desk, "是文件夹"),
        (desk / "没有.courtdesk", "找不到"),
        (desk / ("长" * 300), "名字太长"),
        (Path(os.fsdecode(os.fsencode(desk) + "/甲县".encode("gbk"))), "无法识别的字符"),
        (desk / "甲\0", "无法识别的字符"),
    ):
        with pytest.raises(UserError, match=says) as raised:
            Document.open(path, "张三")
        assert str(raised.value).encode()


def test_a_file_with_a_foreign_trigger_is_refused(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE FROM part; END")
        db.commit()
    with pytest.raises(Damaged):
        Document.open(file, "张三")


def of_newer_version(file: Path, statement: str = "") -> bytes:
    """Make the file one of a newer program, with another change to it; return its bytes."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.executescript(statement)
        db.execute(f"PRAGMA user_version = {migrations.VERSION + 1000}")
    return file.read_bytes()


def test_a_newer_version_opens_for_looking_only_and_is_not_touched(
    file: Path, sheet: FactSheet
) -> None:
    whole = read_sheet(file)
    data = of_newer_version(file, "ALTER TABLE part ADD COLUMN more TEXT; CREATE TABLE x(y)")
    document = Document.open(file, "张三")
    assert "由更新版本的程序保存，这里只能查看" in document.read_only
    assert document.sheet == whole
    with pytest.raises(UserError, match="只能查看"):
        document.commit(sheet, Edit(path="", before="", after="", label="改"))
    document.close()
    assert file.read_bytes() == data
    with pytest.raises(UserError, match="请升级后再打开；文件未被改动"):
        read_sheet(file)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE blob",
        "CREATE TRIGGER t AFTER INSERT ON audit BEGIN SELECT 1; END",
        "UPDATE part SET json = '{}' WHERE path = 'outline'",
        "DELETE FROM meta WHERE key = 'id'",
        "UPDATE meta SET value = 'z' WHERE key = 'content'",
    ],
)
def test_a_newer_version_that_cannot_be_understood_is_refused(file: Path, statement: str) -> None:
    data = of_newer_version(file, statement)
    with pytest.raises(UserError, match="由更新版本的程序保存，请升级后再打开；文件未被改动"):
        Document.open(file, "张三")
    assert file.read_bytes() == data


def test_an_older_version_is_brought_up_to_date_in_the_copy_only(
    file: Path, sheet: FactSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = file.read_bytes()
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)

    def rename_the_kicker(db: sqlite3.Connection) -> None:
        from courtdesk.store import database, rows

        (text,) = db.execute("SELECT json FROM part WHERE path = 'head'").fetchone()
        old = rows.part_hash("head", text)
        fresh = database.put_parts(db, {"head": text.replace("引题", "肩题")})
        (content,) = db.execute("SELECT value FROM meta WHERE key = 'content'").fetchone()
        database.put_meta(db, content=rows.added(content, fresh["head"], removed=(old,)))

    monkeypatch.setattr(migrations, "STEPS", ((migrations.VERSION, rename_the_kicker),))
    document = Document.open(file, "张三")
    assert document.read_only == ""
    assert document.sheet.head.kicker == "肩题"
    assert file.read_bytes() == original
    assert read_sheet(file).head.kicker == "肩题"
    again = document.publish(file.with_name("新.courtdesk"))
    document.close()
    monkeypatch.setattr(migrations, "STEPS", ())
    assert read_sheet(again).head.kicker == "肩题"
    assert int.from_bytes(again.read_bytes()[60:64], "big") == migrations.VERSION


def test_the_history_of_one_place_holds_what_touched_it_and_nothing_else(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    first, second = (f.id for f in document.sheet.figures[:2])
    noted(document, "甲")
    both = tuple(
        f.replaced(note="导入") if f.id in (first, second) else f for f in document.sheet.figures
    )
    after = document.sheet.replaced(figures=both)
    document.commit(after, Edit(path="", before="", after="", label="导入"))
    touched = [row.label for row in document.history(path=f"figures.{first}.printed")]
    assert touched[0] == "导入" and len(touched) == 2
    assert [row.label for row in document.history(path=f"figures.{second}")] == ["导入"]
    assert [row.label for row in document.history(path="head.kicker")] == ["引题"]
    assert document.history(path="head_kicker") == ()
    assert [row.label for row in document.history(words="甲")] == ["备注"]
    assert document.history(path="head.kicker", words="甲") == ()
    document.close()


def test_what_an_edit_changed_is_put_back_and_later_edits_elsewhere_stay(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    first, second = (f.id for f in document.sheet.figures[:2])
    was = document.sheet
    one = written(was, f"figures.{first}.note", "甲")
    seq = document.commit(one, Edit(path="", before="", after="", label="甲"))
    two = written(one, f"figures.{first}.note", "乙")
    two = written(two, f"figures.{second}.note", "丙")
    document.commit(two, Edit(path="", before="", after="", label="乙"))
    back = document.before(seq)
    assert back.figure(first) == was.figure(first)
    assert back.figure(second).note == "丙"
    assert document.sheet == two
    document.close()


def test_a_photo_put_back_stands_beside_the_photos_added_since(file: Path) -> None:
    document = Document.open(file, "张三")
    was = document.sheet
    assert was.photos
    seq = document.commit(
        was.replaced(photos=()), Edit(path="photos", before="", after="", label="删照片")
    )
    other = was.photos[0].replaced(id="new")
    document.commit(
        document.sheet.replaced(photos=(other,)),
        Edit(path="photos", before="", after="", label="加照片"),
    )
    assert document.before(seq).photos == (other, *was.photos)
    with pytest.raises(UserError, match="没有留下改动前的内容"):
        document.before(0)
    document.close()


def test_a_file_says_which_revision_it_holds(
    file: Path, noted: Callable[[Document, str], int]
) -> None:
    document = Document.open(file, "张三")
    noted(document, "复核过")
    stamp = document.history(1)[0].revision
    document.publish()
    document.close()
    sheet, blobs, revision = read_revision(file)
    assert revision == stamp and revision.number == 2
    assert (sheet, blobs) == read_document(file)


def test_a_name_that_is_no_text_is_refused_in_a_sentence_and_nothing_is_kept(file: Path) -> None:
    document = Document.open(file, "张三")
    before = document.size
    for name in (os.fsdecode("社旗.xlsx".encode("gb18030")), "a\0b"):
        with pytest.raises(UserError, match="的名字含有无法识别的字符，请先改名再添加"):
            document.attach(b"bytes", name)
    assert document.size == before
    document.close()


def test_what_is_attached_never_makes_a_file_too_large_to_open_again(
    file: Path, noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LARGEST", file.stat().st_size + 100_000)
    monkeypatch.setattr(database, "ROOM", 20_000)
    document = Document.open(file, "张三")
    with pytest.raises(UserError, match="放不下“照片"):
        for number in range(100):
            document.attach(random.Random(number).randbytes(10_000), f"照片{number}")
    assert document.attach(random.Random(0).randbytes(10_000), "又一次")
    noted(document, "改")
    document.publish()
    document.close()
    assert len(read_document(file)[1]) > 5


@pytest.mark.parametrize("begin", [Document.open, Document.from_version])
def test_of_a_document_that_cannot_be_begun_nothing_is_held(
    file: Path, desk: Path, monkeypatch: pytest.MonkeyPatch, begin: Callable[[Path, str], Document]
) -> None:
    file = file.rename(file.with_name("00000001-0.courtdesk"))  # as a version is called
    connected: list[sqlite3.Connection] = []
    connect = WorkingCopy.connect

    def watched(copy: WorkingCopy) -> sqlite3.Connection:
        connected.append(connect(copy))
        return connected[-1]

    def full(copy: WorkingCopy, **changes: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(WorkingCopy, "connect", watched)
    monkeypatch.setattr(WorkingCopy, "note", full)
    with pytest.raises(UserError, match="空间不足"):
        begin(file, "张三")
    assert connected and not working.folders()
    for db in connected:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            db.execute("SELECT 1")


def test_what_was_done_with_a_sheet_as_it_is_stays_in_its_history(file: Path, desk: Path) -> None:
    document = Document.open(file, "张三")
    sheet, revision = document.sheet, document.revision
    assert document.commit(sheet, EDIT) == revision  # nothing changed: no edit
    went_out = Edit(path="", before="", after="今晚推送", label="仍要复制", outward=True)
    assert document.commit(sheet, went_out) == revision + 1
    assert document.unpublished == 1
    with pytest.raises(UserError, match="没有留下改动前的内容"):
        document.before(revision + 1)
    document.write_archive(desk / "归档.zip")
    document.close()
    for again in (Document.open(file, "李四"), Document.from_archive(desk / "归档.zip", "李四")):
        (row,) = again.history(words="今晚推送")
        assert (row.label, row.who, row.kept) == ("仍要复制", "张三", False)
        assert again.sheet == sheet and again.unbroken() and not again.lost
        again.close()
