"""Photos taken in, and made ready for print: upright, without what the camera wrote into them."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import Crop, Photo

WHOLE = Crop()

MAX_PIXELS = 80_000_000
LARGEST_FILE = 40 * 1024 * 1024  # bytes of a picture somebody adds
AWAITED = "〔待补照片〕"  # stands where a picture is still to come
EDGE = 2600  # px; two columns of an A3 page at 300 dpi need 1600


def read_picture(path: Path) -> bytes:
    """Return the bytes of a picture file; raises UserError when it is none."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserError(f"图片“{path.name}”超过 40 MB，请先缩小再添加。")
        data = path.read_bytes()
        with Image.open(BytesIO(data)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise UserError(f"图片“{path.name}”超过八千万像素，请先缩小再添加。")
            image.verify()
        with Image.open(BytesIO(data)) as image:
            image.load()  # a half-loaded picture is only met when it is decoded
    except OSError as error:
        if isinstance(error, UnidentifiedImageError):
            raise UserError(f"“{path.name}”不是可用的图片，请选 JPG 或 PNG 文件。") from error
        raise UserError(f"图片“{path.name}”读不出来，请检查文件是否完整。") from error
    except (Image.DecompressionBombError, ValueError, SyntaxError) as error:
        raise UserError(f"图片“{path.name}”过大或已损坏，请换一张。") from error
    return data


def drawn(photo: Photo, photos: Callable[[str], bytes], edge: int = EDGE) -> bytes:
    """Return the part of a photo that is shown, as `printable` does; ``photos`` gives its bytes."""
    return printable(photos(photo.sha256), photo.name, edge, photo.crop)


@lru_cache(maxsize=16)
def printable(data: bytes, name: str, edge: int = EDGE, crop: Crop = WHOLE) -> bytes:
    """Return the photo as an upright JPEG of at most ``edge`` px a side, with no EXIF.

    Raises UserError naming the photo when it cannot be read or is larger than 80 megapixels.
    """
    try:
        with Image.open(BytesIO(data)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise UserError(f"照片“{name}”超过八千万像素，请缩小后再添加。")
            if crop == WHOLE:  # a camera's picture is read at half its size, or less
                picture.draft(None, (edge, edge))
            upright = _cropped(ImageOps.exif_transpose(picture), crop)
            upright.thumbnail((edge, edge))
            return _jpeg(upright)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UserError(f"照片“{name}”无法读取，请重新添加一张。") from error


def _cropped(picture: Image.Image, crop: Crop) -> Image.Image:
    if crop == WHOLE:
        return picture
    wide, tall = picture.size
    box = (crop.left * wide, crop.top * tall, crop.right * wide, crop.bottom * tall)
    left, top, right, bottom = (edge // 1000 for edge in box)
    return picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))


def _jpeg(picture: Image.Image) -> bytes:
    paper = Image.new("RGB", picture.size, "white")
    drawn = picture.convert("RGBA")
    paper.paste(drawn, mask=drawn)
    out = BytesIO()
    paper.save(out, "JPEG", quality=90)
    return out.getvalue()
