"""An article read from a file: text of any common encoding, or a Word document."""

from pathlib import Path

from courtdesk.models.errors import UserError
from courtdesk.writing.draft.manuscript import Manuscript

LARGEST = 50 * 2**20  # bytes of a document
LARGEST_TEXT = 4 * 2**20
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = ((b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"))


def read_article(path: Path) -> Manuscript:
    """Return the article in a file. Raises UserError for what is gone, locked, or no article."""
    data = _content(path)
    if data.startswith(b"PK"):
        from courtdesk.writing.draft.word import read_document

        return read_document(data, path.name)
    if data.startswith(_OLE):
        if _LOCKED in data:
            raise UserError(f"“{path.name}”设有密码：请用 WPS 取消密码后再打开")
        raise UserError(f"“{path.name}”是旧格式的文档：请用 WPS 打开，另存为 .docx 后再用")
    for mark, kind in _OTHERS:
        if data.startswith(mark):
            raise UserError(f"“{path.name}”是{kind}文件：请把文字复制出来，粘贴进来")
    if len(data) > LARGEST_TEXT:
        raise UserError(f"“{path.name}”超过 4 MB，不像一篇稿件：请只保留要用的一篇")
    return Manuscript(decoded(data, f"“{path.name}”"), path.name, data)


def pasted(text: str) -> Manuscript:
    """Return the article in text that was pasted. Raises UserError for what cannot be kept."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UserError("粘贴的文字里有无法保存的字符：请先粘贴到记事本，再从那里复制") from error
    return Manuscript(text)


def decoded(data: bytes, name: str) -> str:
    """Return bytes as text: UTF-8, GB18030, or UTF-16 that says so. Raises UserError."""
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UserError(f"{name}不是文字：请存成 UTF-8 或 GB18030 编码的文本再试")


def _content(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise UserError(f"“{path.name}”不是文件：请选择 .txt、.md 或 .docx 稿件")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise UserError(f"找不到“{path.name}”：请确认它没有被移走或改名") from error
    except (OSError, ValueError) as error:
        raise UserError(f"不能读取“{path.name}”：请关闭正打开它的程序，或确认有读取权限") from error
    if not data:
        raise UserError(f"“{path.name}”是空文件：请换一个文件")
    if len(data) > LARGEST:
        raise UserError(f"“{path.name}”超过 50 MB：请删去其中的图片后再用")
    return data
