"""Photos made ready for print: upright, without what the camera wrote into them."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageOps

from courtdesk.models.errors import UserError

MAX_PIXELS = 80_000_000
EDGE = 2600  # px; two columns of an A3 page at 300 dpi need 1600


@lru_cache(maxsize=16)
def printable(data: bytes, name: str) -> bytes:
    """Return the photo as an upright JPEG of at most 2600 px a side, with no EXIF.

    Raises UserError naming the photo when it cannot be read or is larger than 80 megapixels.
    """
    try:
        with Image.open(BytesIO(data)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise UserError(f"照片“{name}”超过八千万像素，请缩小后再添加。")
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((EDGE, EDGE))
            return _jpeg(upright)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UserError(f"照片“{name}”无法读取，请重新添加一张。") from error


def _jpeg(picture: Image.Image) -> bytes:
    paper = Image.new("RGB", picture.size, "white")
    drawn = picture.convert("RGBA")
    paper.paste(drawn, mask=drawn)
    out = BytesIO()
    paper.save(out, "JPEG", quality=90)
    return out.getvalue()
