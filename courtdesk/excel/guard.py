"""What a file is, by its content, and whether it is fit to be opened at all."""

import io
import re
import zipfile
from pathlib import Path

from courtdesk.models.errors import UserError

LARGEST = 50 * 2**20  # bytes of the file
INFLATED = 400 * 2**20  # bytes of all its parts together
PARTS = 5_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 2**20
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)


def read_guarded(path: Path) -> tuple[bytes, str]:
    """Return the file's bytes and kind: xlsx, ods or xls. Raises UserError for any other."""
    name = path.name
    data = read_kept(path)
    if not data:
        raise UserError(f"“{name}”是空文件：请向提供者重新索取")
    if len(data) > LARGEST:
        raise UserError(f"“{name}”超过 50 MB：请删去图片和无关的工作表后再导入")
    return data, _kind(name, data)


def read_kept(path: Path) -> bytes:
    """Return the file's bytes, one more than the limit at most, to be kept in the document.

    Raises UserError when it is gone, denied, or no file at all (a pipe would never end).
    """
    name = path.name
    try:
        if path.exists() and not path.is_file():
            raise UserError(f"“{name}”不是文件：请选择表格文件")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise UserError(f"找不到“{name}”：请确认它没有被移走或改名") from error
    except OSError as error:
        raise UserError(f"不能读取“{name}”：请关闭正打开它的程序，或确认有读取权限") from error


def _kind(name: str, data: bytes) -> str:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise encrypted(name)
        return "xls"
    if not data.startswith(b"PK"):
        raise unknown(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _archive(name, archive)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise damaged(name) from error
    except RuntimeError as error:  # zipfile's word for a part that wants a password
        raise encrypted(name) from error
    except Exception as error:  # zlib.error and whatever else a broken stream makes of itself
        if isinstance(error, UserError):
            raise
        raise damaged(name) from error


def _archive(name: str, archive: zipfile.ZipFile) -> str:
    parts = archive.infolist()
    if len(parts) > PARTS:
        raise too_big(name)
    total = 0
    for part in parts:
        total += _inflate(name, archive, part, INFLATED - total)
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise encrypted(name)
        return "ods"
    raise unknown(name)


def _inflate(name: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Return the part's true size, whatever its header says; refuse what XML may not hold."""
    size, tail = 0, b""
    xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise too_big(name)
            if xml and _DOCTYPE.search(tail + chunk):
                raise UserError(f"“{name}”含有不安全的内容：请用 WPS 打开后另存为 .xlsx 再导入")
            tail = chunk[-32:]
    return size


def unknown(name: str) -> UserError:
    return UserError(f"“{name}”不是 Excel 工作簿：请用 WPS 或 Excel 另存为 .xlsx 再导入")


def encrypted(name: str) -> UserError:
    return UserError(f"“{name}”设有密码：请取消密码后再导入")


def damaged(name: str) -> UserError:
    return UserError(f"“{name}”已损坏或不完整：请重新复制，或用 WPS 打开后另存")


def too_big(name: str) -> UserError:
    return UserError(f"“{name}”展开后过大：请只保留有数据的工作表再导入")
