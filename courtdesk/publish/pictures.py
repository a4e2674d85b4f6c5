"""Photos made ready for print and screen: upright, in sRGB, without what the camera wrote in them.

Whatever is drawn is drawn anew from its pixels, so that nothing else of a file goes on: no EXIF,
no place, no XMP or IPTC, no small preview of what was cut away.
"""

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageCms, ImageOps

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import Crop, Photo
from courtdesk.publish.keeping import Kept

WHOLE = Crop()

MAX_PIXELS = 80_000_000
FORMATS = ("JPEG", "PNG", "BMP", "WEBP", "TIFF", "GIF")  # no other reader sees a stranger's file
UNTOLD = "照片"  # read out for a picture without a caption: a file's name is for the house alone
AWAITED = "〔待补照片〕"  # stands where a picture is still to come
EDGE = 2600  # px; two columns of an A3 page at 300 dpi need 1600
_ORIENTATION = 0x0112  # of EXIF
_DEEP = 257  # a 16-bit grey over an 8-bit one

_kept: Kept[bytes] = Kept(16)

# Our own limit is lower and is asked before anything is decoded; Pillow's would only warn.
Image.MAX_IMAGE_PIXELS = None


class Pixels(NamedTuple):
    """A picture of ``width`` x ``height`` px, 3 bytes each (red, green, blue), rows without gaps.

    ``across`` and ``down`` are the size in px of the whole picture it was made from, upright.
    """

    width: int
    height: int
    data: bytes
    across: int
    down: int


def drawn(photo: Photo, photos: Callable[[str], bytes], edge: int = EDGE) -> bytes:
    """Return the part of a photo that is shown, as `printable` does; ``photos`` gives its bytes.

    What was drawn is kept for a while: an edit of the words draws no photo anew. Raises UserError,
    also for a photo that a damaged document lost.
    """
    try:
        data = photos(photo.sha256)
    except KeyError as error:
        raise UserError(f"文件里没有保存照片“{photo.name}”，请换一张。") from error
    key = (photo.sha256, len(data), edge, photo.crop)  # what is lost is empty, and not kept
    kept = _kept.look(key)
    return kept or _kept.keep(key, printable(data, photo.name, edge, photo.crop))


def printable(data: bytes, name: str, edge: int = EDGE, crop: Crop = WHOLE) -> bytes:
    """Return the photo as an upright JPEG in sRGB of at most ``edge`` px a side, and nothing else.

    Raises UserError naming the photo when it cannot be read or is larger than 80 megapixels.
    """
    out = BytesIO()
    _upright(data, name, edge, crop)[0].save(out, "JPEG", quality=90)
    return out.getvalue()


def pixels(data: bytes, name: str, edge: int, crop: Crop = WHOLE) -> Pixels:
    """Return the photo for the screen, as `printable` draws it and with the same errors."""
    picture, size = _upright(data, name, edge, crop)
    return Pixels(*picture.size, picture.tobytes(), *size)


def _upright(data: bytes, name: str, edge: int, crop: Crop) -> tuple[Image.Image, tuple[int, int]]:
    """Return the part that is shown, in RGB on white paper, and the size of the whole."""
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise UserError(f"照片“{name}”超过八千万像素，请缩小后再添加。")
            whole = picture.size
            # A camera's picture is read at half its size, or less.
            room = edge * 1000 // min(crop.right - crop.left, crop.bottom - crop.top)
            picture.draft(None, (room, room))
            upright = _turned(_plain(picture))
            if (upright.width < upright.height) != (whole[0] < whole[1]):
                whole = whole[::-1]
            part = _cropped(upright, crop)
            part.thumbnail((edge, edge))
            return _on_paper(_standard(part, picture.info.get("icc_profile"))), whole
    except UserError:
        raise
    except Exception as error:  # each format has errors of its own for what is broken
        raise UserError(f"照片“{name}”无法读取，请重新添加一张。") from error


def _plain(picture: Image.Image) -> Image.Image:
    """Return the picture with 8 bits a channel and no palette."""
    match picture.mode:
        case "1":
            return picture.convert("L")
        case "P" | "PA" | "LA" | "La" | "RGBa":
            return picture.convert("RGBA")
        case "I;16" | "I;16L" | "I;16B" | "I;16N":
            grey = picture.convert("I")
            return grey.point(lambda v: v * (1 / _DEEP)).convert("L")
        case "I" | "F":  # no standard says how bright the brightest is
            _, high = picture.getextrema()
            scale = 255 / max(float(high), 1e-6)  # type: ignore[arg-type]
            return picture.point(lambda v: v * scale).convert("L")
        case _:
            return picture


def _turned(picture: Image.Image) -> Image.Image:
    """Return the picture as it was seen; a broken note of the camera turns nothing."""
    with suppress(Exception):
        if picture.getexif().get(_ORIENTATION, 1) != 1:  # or a whole copy would be made
            return ImageOps.exif_transpose(picture)
    return picture


def _cropped(picture: Image.Image, crop: Crop) -> Image.Image:
    if crop == WHOLE:
        return picture
    wide, tall = picture.size
    box = (crop.left * wide, crop.top * tall, crop.right * wide, crop.bottom * tall)
    left, top, right, bottom = (edge // 1000 for edge in box)
    return picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))


def _standard(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB, which is what paper, telephones and browsers take it for."""
    with suppress(ImageCms.PyCMSError, OSError, ValueError):
        if profile:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            if ImageCms.getProfileDescription(own).startswith("sRGB"):
                return picture
        elif picture.mode == "LAB":
            own = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        else:
            return picture
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        srgb = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(picture, own, srgb, outputMode=mode)
        return made or picture
    return picture  # the profile is broken, or of another kind of picture


def _on_paper(picture: Image.Image) -> Image.Image:
    """Return a new picture in RGB: a changed one would be saved with comment and profile."""
    paper = Image.new("RGB", picture.size, "white")
    if picture.mode == "RGBA":
        paper.paste(picture, mask=picture)  # what shows through shows white
    else:
        paper.paste(picture.convert("RGB"))
    return paper
