"""The archive holds everything in forms any tool reads, and is read back without loss."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from courtdesk.models.chart import chart
from courtdesk.models.errors import UserError
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import written
from courtdesk.store import Document, Edit, archive, leftovers, read_document, read_sheet

GOLDEN = Path(__file__).parent / "golden"
OLD = GOLDEN / "archive-1.zip"
"""What the program wrote when a brace in a title was written once."""
CHARTED = GOLDEN / "archive-2.zip"
"""What it wrote when one in a chart or at the foot of the picture was."""


@pytest.fixture
def archived(file: Path, desk: Path, noted) -> Path:
    """The archive of a document with pictures, edits and a kept workbook."""
    document = Document.open(file, "张三")
    noted(document, "=1+1")
    document.attach(b"workbook", "../执行局 报表.xlsx")
    to = desk / "归档.zip"
    document.write_archive(to)
    document.close()
    return to


def test_an_archive_is_read_back_without_loss(archived: Path, file: Path, desk: Path) -> None:
    document = Document.from_archive(archived, "李四")
    sheet, blobs = read_document(file)
    assert document.sheet == sheet
    assert all(document.blob(key) == data for key, data in blobs.items())
    before = Document.open(file, "张三")
    assert document.history()[1:] == before.history()
    assert document.history()[0].label == "从归档读回"
    before.close()
    saved = document.publish(desk / "读回")
    document.close()
    assert read_document(saved) == (sheet, blobs)
    assert leftovers() == ()


def test_other_tools_read_the_figures_the_words_and_the_pictures(
    archived: Path, file: Path
) -> None:
    sheet, blobs = read_document(file)
    with zipfile.ZipFile(archived) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert not any(".." in name or name.startswith("/") for name in names)
        table = csv.DictReader(io.StringIO(archive.read("指标.csv").decode("utf-8-sig")))
        lines = {line["编号"]: line for line in table}
        assert lines["F018"]["本年"] == "2509件" and lines["F018"]["数值"] == "2509"
        assert lines[sheet.figures[0].id]["备注"] == "'=1+1"
        texts = csv.DictReader(io.StringIO(archive.read("正文.csv").decode("utf-8-sig")))
        passages = {line["位置"]: line for line in texts}
        heading, read = _first_bound(sheet)
        assert passages[heading]["原文"] != passages[heading]["文字"] == read
        assert passages["head.kicker"]["文字"] == "引题"
        assert {f"照片 {p.name}" for p in sheet.photos} <= passages.keys()
        assert json.loads(archive.read("sheet.json"))["court"] == sheet.court
        kept = {archive.read(name) for name in names if name.startswith("files/")}
    assert kept == set(blobs.values())


def _first_bound(sheet: FactSheet) -> tuple[str, str]:
    """The heading of the first passage with a figure, and how that passage reads."""
    item = next(i for _, i in sheet.outline.items() if "{F" in sheet.passage(i.id))
    return words(item.heading, sheet), words(sheet.passage(item.id), sheet)


def test_an_archive_of_before_titles_held_figures_keeps_its_braces(desk: Path) -> None:
    document = Document.from_archive(OLD, "李四")
    item = document.sheet.outline.sections[0].items[0]
    assert words(item.heading, document.sheet) == "守护{F001}平安"
    changed = {row.after: row.seq for row in document.history()}
    was = document.before(changed["换了一句"])
    assert words(was.outline.sections[0].slogan, was) == "彰显{新}担当{F001}"
    document.write_archive(desk / "再存.zip")
    document.close()
    again = Document.from_archive(desk / "再存.zip", "李四")
    assert again.sheet == document.sheet and again.before(changed["换了一句"]) == was
    bound = written(again.sheet, "outline.sections.s1.slogan", "执结{F001}")
    again.commit(bound, Edit(path="outline", before="", after="", label="一"))
    seq = again.commit(document.sheet, Edit(path="outline", before="", after="", label="二"))
    assert again.before(seq) == bound
    again.close()


def test_an_archive_of_before_charts_held_figures_keeps_its_braces(desk: Path) -> None:
    document = Document.from_archive(CHARTED, "李四")
    sheet = document.sheet
    assert worded(sheet) == (
        *(
            "彰显{新}担当",
            "收案{单位:件}走势{{旧}}",
            "件{",
            "}人",
            "上诉{F001}件",
            "全年{year}概览",
        ),
        *("立案庭{统计组}、{year}年报表", "含{F001}口径", "{sections}"),
    )
    (seq,) = (row.seq for row in document.history() if row.label == "改图表的字")
    was = document.before(seq)
    assert worded(was)[:2] == ("彰显{新}担当", "收案{单位:件}走势{{旧}}")
    assert worded(was)[6] == "立案庭{统计组}、{year}年报表"
    document.write_archive(desk / "再存.zip")
    document.publish(desk / "读回")
    document.close()
    again = Document.from_archive(desk / "再存.zip", "李四")
    assert again.sheet == sheet == read_sheet(desk / "读回.courtdesk")
    assert again.before(seq) == was
    bound = written(sheet, "outline.sections.s1.charts.s1c1.title", "执结{F001}")
    again.commit(bound, Edit(path="outline", before="", after="", label="一"))
    later = again.commit(sheet, Edit(path="outline", before="", after="", label="二"))
    assert again.before(later) == bound
    again.close()


def worded(sheet: FactSheet) -> tuple[str, ...]:
    """How the first slogan, the words of both charts and the lines at the foot read."""
    first, layout = sheet.outline.sections[0], sheet.layout
    drawn, overview = (chart(c[0], sheet) for c in (first.charts, sheet.outline.charts))
    foot = (words(text, sheet) for text in (layout.source, layout.scope, layout.cutoff))
    said = (drawn.title, *drawn.series, drawn.rows[0].label, overview.title)
    return words(first.slogan, sheet), *said, *foot


def test_an_archive_that_cannot_be_written_leaves_the_older_one(
    archived: Path, file: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = archived.read_bytes()
    document = Document.open(file, "张三")
    with pytest.raises(UserError, match="找不到"):
        document.write_archive(desk / "没有" / "归档.zip")

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("courtdesk.store.disk.settle", full)
    with pytest.raises(UserError, match="空间不足"):
        document.write_archive(archived)
    document.close()
    assert archived.read_bytes() == whole
    assert {p.name for p in desk.iterdir()} == {file.name, archived.name}


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: b"no zip at all",
        lambda data: data.replace(b"history.json", b"history.jsom"),
    ],
)
def test_a_damaged_archive_is_one_sentence_and_leaves_nothing(archived: Path, damage) -> None:
    archived.write_bytes(damage(archived.read_bytes()))
    with pytest.raises(UserError, match="归档"):
        Document.from_archive(archived, "李四")
    assert leftovers() == ()


def test_a_byte_changed_anywhere_in_an_archive_is_a_sentence_or_changes_nothing(
    desk: Path,
) -> None:
    whole, other = archive.read(OLD), desk / "坏.zip"
    data = OLD.read_bytes()
    for at in range(0, len(data), 7):  # each bit of a byte in turn
        other.write_bytes(data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :])
        try:
            assert archive.read(other) == whole
        except UserError as error:
            assert "归档" in str(error) or "坏" in str(error)


@pytest.mark.parametrize("said", ["{}", "[]", '{"undoubled": -1}', '{"undoubled": "x"}'])
def test_an_archive_that_does_not_tell_how_its_history_is_written_is_refused(
    archived: Path, desk: Path, said: str
) -> None:
    other = desk / "改.zip"
    with zipfile.ZipFile(archived) as old, zipfile.ZipFile(other, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, said if entry == "meta.json" else old.read(entry))
    with pytest.raises(UserError, match="不是完整的归档"):
        Document.from_archive(other, "李四")


@pytest.mark.parametrize(
    "name", ["sheet.json", "history.json", "files.json", "format.txt", "meta.json"]
)
def test_an_archive_changed_by_hand_is_noticed_where_it_matters(
    archived: Path, desk: Path, name: str
) -> None:
    other = desk / "改.zip"
    with zipfile.ZipFile(archived) as old, zipfile.ZipFile(other, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            if entry == name:
                data = data.replace(b"2023", b"20x3").replace("张三".encode(), "李四".encode())
                data = data.replace(b"archive-3", b"archive-9").replace(b"xlsx", b"xlsy")
                data = data.replace(b": -1}", b": Infinity}")
            new.writestr(entry, data)
    with pytest.raises(UserError, match="归档"):
        Document.from_archive(other, "李四")


def test_an_archive_keeps_what_was_there_before_each_edit(file: Path, desk: Path) -> None:
    document = Document.open(file, "张三")
    was = document.sheet
    changed = written(was, "head.title", "另一个标题")
    edit = Edit(path="head.title", before="", after="", label="主题")
    seq = document.commit(changed, edit)
    document.write_archive(desk / "归档.zip")
    document.close()
    again = Document.from_archive(desk / "归档.zip", "李四")
    assert again.before(seq) == was
    again.close()


def test_a_sheet_that_could_not_be_committed_goes_into_the_archive(file: Path, desk: Path) -> None:
    document = Document.open(file, "张三")
    newer = written(document.sheet, "head.title", "没能存下的标题")
    document.write_archive(desk / "归档.zip", newer)
    document.close()
    again = Document.from_archive(desk / "归档.zip", "李四")
    assert again.sheet == newer
    again.close()
