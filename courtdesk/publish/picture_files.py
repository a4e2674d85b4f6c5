"""Pictures somebody adds: known by their content, proved whole, or refused in one sentence."""

from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from courtdesk.models.errors import UserError
from courtdesk.publish.pictures import FORMATS, MAX_PIXELS, printable

LARGEST = 40 * 1024 * 1024  # bytes
_MOVING = ("GIF", "PNG", "WEBP")  # a TIFF's or a telephone's further pictures are left alone
_START, _END = b"\xff\xda", b"\xff\xd9"  # of a JPEG's picture
_OTHERS = (  # what the first bytes say, and how to go on
    (b"MZ", "是程序，不是图片：请不要打开它，向来源核实。"),
    (b"\x7fELF", "是程序，不是图片：请不要打开它，向来源核实。"),
    (b"%PDF", "是 PDF 文件，不是图片：请把要用的一页另存为 JPG 再添加。"),
    (b"PK\x03\x04", "是压缩包或办公文档，不是图片：请取出里面的图片再添加。"),
    (b"\xd0\xcf\x11\xe0", "是办公文档，不是图片：请取出里面的图片再添加。"),
    (b"8BPS", "是 Photoshop 文件：请另存为 JPG 或 PNG 再添加。"),
)
_HEIC, _AVIF = (b"heic", b"heix", b"hevc", b"mif1", b"msf1"), (b"avif", b"avis")


def read_picture(path: Path) -> bytes:
    """Return the bytes of a picture file that can be printed; raises UserError when it cannot."""
    said = f"图片“{path.name}”"
    try:
        size = path.stat().st_size
        if not size:
            raise UserError(f"{said}是空文件，请重新复制一份再添加。")
        if size > LARGEST:
            raise UserError(f"{said}超过 40 MB，请先缩小再添加。")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{said}读不出来，请检查文件和所在的磁盘。") from error
    _look(data, said)
    printable(data, path.name)
    return data


def _look(data: bytes, said: str) -> None:
    """Raise UserError unless these are the bytes of one whole picture."""
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise UserError(f"{said}超过八千万像素，请先缩小再添加。")
            if image.format in _MOVING and getattr(image, "is_animated", False):
                raise UserError(f"{said}是动图，登报和印刷只能用一帧：请另存一帧为 JPG 再添加。")
            whole = image.format not in ("JPEG", "MPO") or data.rfind(_END) > data.rfind(_START)
            image.load()  # a half-loaded picture is only met when it is decoded
    except UserError:
        raise
    except UnidentifiedImageError as error:
        raise UserError(f"{said}{_other(data)}") from error
    except Exception as error:  # each format has errors of its own for what is broken
        raise UserError(f"{said}不完整或已损坏，请重新复制一份，或换一张。") from error
    if not whole:  # the end was never copied, and is filled with grey
        raise UserError(f"{said}不完整，请重新复制一份，或换一张。")


def _other(data: bytes) -> str:
    """Say what a file is that is no picture we read."""
    for sign, words in _OTHERS:
        if data.startswith(sign):
            return words
    if data[4:8] == b"ftyp":
        kind = "HEIC" if data[8:12] in _HEIC else "AVIF" if data[8:12] in _AVIF else ""
        if kind:
            return f"是 {kind} 格式，不能直接用：请在手机或看图软件里另存为 JPG 再添加。"
        return "是视频，不是图片：请截取一帧存为 JPG 再添加。"
    head = data[:2000].lower()
    if b"<svg" in head:
        return "是 SVG 矢量图，不能当照片用：请另存为 PNG 再添加。"
    if b"<html" in head or b"<!doctype html" in head:
        return "是网页，不是图片：请在网页上把图片本身另存下来再添加。"
    return "不是可用的图片，请选 JPG 或 PNG 文件。"
