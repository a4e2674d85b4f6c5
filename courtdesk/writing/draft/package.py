"""A Word document's archive, checked before anything in it is parsed."""

import io
import re
import zipfile
import zlib

from courtdesk.models.errors import UserError

INFLATED = 200 * 2**20  # bytes of all parts together
PARTS = 5_000
_CHUNK = 2**20
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)


def check_document(data: bytes, name: str) -> None:
    """Raise UserError unless this is the sound archive of a .docx, and no more than it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, name)
    except UserError:
        raise
    except RuntimeError as error:  # zipfile's word for a part that wants a password
        raise UserError(f"“{name}”设有密码：请用 WPS 取消密码后再打开") from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
        raise damaged(name) from error
    except Exception as error:  # zipfile lets struct.error, NotImplementedError … through
        raise damaged(name) from error


def _check(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if len(parts) > PARTS:
        raise _too_big(name)
    left = INFLATED
    for part in parts:
        left -= _inflated(archive, part, left, name)
    if "word/document.xml" not in archive.namelist():
        raise UserError(f"“{name}”不是 Word 文档：请用 WPS 另存为 .docx 后再用")


def _inflated(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, name: str) -> int:
    """Return the part's true size, whatever its header says; refuse what XML may not hold."""
    size, tail = 0, b""
    markup = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise _too_big(name)
            if markup and _DOCTYPE.search(tail + chunk):
                raise UserError(f"“{name}”含有不安全的内容：请用 WPS 打开后另存为 .docx 再用")
            tail = chunk[-32:]
    return size


def damaged(name: str) -> UserError:
    return UserError(f"“{name}”已损坏或不完整：请重新复制，或用 WPS 打开后另存为 .docx")


def _too_big(name: str) -> UserError:
    return UserError(f"“{name}”展开后过大：请删去其中的图片后再用")
