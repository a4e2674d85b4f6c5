"""Files that are no workbook, or should not be opened."""

import errno
import io
import os
import zipfile
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.excel import guard
from courtdesk.excel.outcome import Outcome, ReadError, Refusal
from courtdesk.excel.reader import read_workbook
from courtdesk.excel.readers import archive, kinds, ooxml
from courtdesk.excel.readers.found import Book
from courtdesk.excel.reading import read_pages
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


def ended(path: Path) -> Outcome:
    """How reading ends, which is not well."""
    with pytest.raises(ReadError) as caught:
        read_pages(path)
    return caught.value.outcome


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "是空文件"),
        (b"\x89PNG", "不是表格文件"),
        (zipped(a_xml=b"<a/>"), "不是表格文件"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "设有密码"),
        (OLE + b"\0" * 600, "不完整"),
        (OLE + b"\0" * (12 * 512 - len(OLE)), "已损坏"),
        (OLE + b"\0" * 6000, "不完整"),
        (b"PK\x03\x04" + b"\0" * 100, "不完整"),
        (zipped(xl__workbook_xml=b"<workbook/>"), "没有填写任何内容"),
        (zipped(xl__workbook_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "不安全"),
        (zipped(xl__workbook_xml="<!DOCTYPE a><a/>".encode("utf-16")), "不安全"),
        (
            zipped(**{"content_xml": b"<a/>", "META-INF__manifest_xml": b"<encryption-data/>"}),
            "密码",
        ),
    ],
)
def test_each_is_refused_with_one_sentence(
    tmp_path: Path, sheet: FactSheet, data: bytes, why: str
) -> None:
    path = tmp_path / "来件.xlsx"
    path.write_bytes(data)
    with pytest.raises(UserError, match=why) as caught:
        read_workbook(path, sheet)
    assert str(caught.value).startswith("“来件.xlsx”")


def test_a_workbook_cut_short_is_refused(workbook: Path, sheet: FactSheet) -> None:
    data = workbook.read_bytes()
    for part in (0.1, 0.5, 0.9):
        workbook.write_bytes(data[: int(len(data) * part)])
        assert ended(workbook) is Outcome.TRUNCATED


def test_a_file_that_is_not_there_and_what_is_no_file_are_refused(tmp_path: Path) -> None:
    assert ended(tmp_path / "无.xlsx") is Outcome.GONE
    assert ended(tmp_path / "无" / "无.xlsx") is Outcome.GONE
    assert ended(Path("a\0b.xlsx")) is Outcome.GONE
    assert ended(tmp_path / ("长" * 300 + ".xlsx")) is Outcome.GONE
    assert ended(tmp_path) is Outcome.NOT_A_SPREADSHEET


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither")
def test_a_pipe_and_a_device_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.xlsx")
    (tmp_path / "设备.xlsx").symlink_to("/dev/zero")
    assert ended(tmp_path / "管道.xlsx") is Outcome.NOT_A_SPREADSHEET
    assert ended(tmp_path / "设备.xlsx") is Outcome.NOT_A_SPREADSHEET


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_is_followed_and_one_that_leads_nowhere_is_gone(
    workbook: Path, tmp_path: Path
) -> None:
    good, lost, circle = (tmp_path / name for name in ("好.xlsx", "断.xlsx", "圈.xlsx"))
    good.symlink_to(workbook)
    lost.symlink_to(tmp_path / "没有")
    circle.symlink_to(circle)
    assert read_pages(good).pages
    assert ended(lost) is Outcome.GONE
    assert ended(circle) is Outcome.GONE


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        (errno.EACCES, Outcome.DENIED),
        (errno.EPERM, Outcome.DENIED),
        (errno.EBUSY, Outcome.LOCKED),
        (errno.EAGAIN, Outcome.LOCKED),
        (errno.EIO, Outcome.GONE),
        (errno.ENODEV, Outcome.GONE),
    ],
)
def test_what_the_system_says_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, outcome: Outcome
) -> None:
    def refuse(path: str, flags: int) -> int:
        raise OSError(number, os.strerror(number), path)

    path = tmp_path / "来件.xlsx"
    path.write_bytes(b"x")
    monkeypatch.setattr(guard, "_open", refuse)
    assert ended(path) is outcome


def test_what_is_too_large_is_not_read_further(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "LARGEST", 1000)
    assert ended(workbook) is Outcome.TOO_BIG


def test_what_inflates_beyond_measure_is_not_inflated_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "INFLATED", 2**20)
    with pytest.raises(Refusal) as caught:
        kinds.read(zipped(xl__workbook_xml=b" " * 2**22))
    assert caught.value.outcome is Outcome.TOO_BIG


def test_more_cells_than_a_court_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append([1, 2, 3])
    book.save(out)
    few = partial(Book, left=2)
    monkeypatch.setattr(ooxml, "Book", few)
    with pytest.raises(Refusal) as caught:
        kinds.read(out.getvalue())
    assert caught.value.outcome is Outcome.TOO_BIG


def test_another_program_s_workbook_is_told_from_ours(tmp_path: Path, sheet: FactSheet) -> None:
    import openpyxl

    path = tmp_path / "别的.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "指标"
    book.save(path)
    with pytest.raises(UserError, match="不是本程序导出的数据表"):
        read_workbook(path, sheet)


def test_every_end_is_one_sentence_that_names_the_file_and_says_what_to_do() -> None:
    assert len(Outcome) == 15
    for outcome in Outcome:
        said = str(ReadError(outcome, "来件.xls"))
        assert said.count("来件.xls") == 1
        assert said.count("：") == 1
        assert "。" not in said and "！" not in said


@given(st.text(st.characters(blacklist_categories=()), max_size=300))
def test_a_sentence_holds_whatever_a_file_is_called(name: str) -> None:
    said = str(ReadError(Outcome.CORRUPT, name))
    assert said.isprintable() or any(c.isspace() for c in name) or not name.isprintable()
    assert len(said) < 160
    said.encode()
