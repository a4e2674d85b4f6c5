"""Files that are no workbook, or should not be opened."""

import io
import zipfile
from pathlib import Path

import pytest

from courtdesk.excel import child, guard, reading
from courtdesk.excel.reader import read_workbook
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "是空文件"),
        (b"\x89PNG", "不是 Excel 工作簿"),
        ("指标,本年".encode(), "不是 Excel 工作簿"),
        (zipped(a_xml=b"<a/>"), "不是 Excel 工作簿"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "设有密码"),
        (OLE + b"\0" * 600, "已损坏或不完整"),
        (b"PK\x03\x04" + b"\0" * 100, "已损坏或不完整"),
        (zipped(xl__workbook_xml=b"<workbook/>"), "已损坏或不完整"),
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
        with pytest.raises(UserError, match="已损坏或不完整"):
            read_workbook(workbook, sheet)


def test_a_file_that_is_not_there_and_a_folder_are_refused(
    tmp_path: Path, sheet: FactSheet
) -> None:
    with pytest.raises(UserError, match="找不到"):
        read_workbook(tmp_path / "无.xlsx", sheet)
    with pytest.raises(UserError, match="不是文件"):
        read_workbook(tmp_path, sheet)


def test_what_inflates_beyond_measure_is_not_inflated_further(
    tmp_path: Path, sheet: FactSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "INFLATED", 2**20)
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped(xl__workbook_xml=b" " * 2**22))
    with pytest.raises(UserError, match="展开后过大"):
        read_workbook(path, sheet)


def test_another_program_s_workbook_is_told_from_ours(tmp_path: Path, sheet: FactSheet) -> None:
    import openpyxl

    path = tmp_path / "别的.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(UserError, match="不是本程序导出的数据表"):
        read_workbook(path, sheet)


def test_two_cells_at_the_far_corners_do_not_end_the_program(
    tmp_path: Path, sheet: FactSheet
) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = 1, 2
    path = tmp_path / "角.xlsx"
    book.save(path)
    with pytest.raises(UserError):
        read_workbook(path, sheet)


def test_more_cells_than_a_court_has_are_refused_before_the_slower_reader_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append([1, 2, 3])
    book.save(out)
    monkeypatch.setattr(child, "MOST", 2)
    monkeypatch.setattr(child, "_openpyxl", lambda data: pytest.fail("the slower reader started"))
    with pytest.raises(child.TooBigError):
        child.read(out.getvalue(), "xlsx")


def test_a_reader_that_takes_too_long_is_ended(
    workbook: Path, sheet: FactSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.001)
    with pytest.raises(UserError, match="用时过长"):
        read_workbook(workbook, sheet)
