"""Pictures as strangers send them: full of secrets, half copied, giant, moving, or none at all."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms, ImageDraw
from PIL.TiffImagePlugin import IFDRational

SECRET = "COURTDESK-SECRET"
GPS, ORIENTATION, TURNED = 0x8825, 0x0112, 6


def scene(size: tuple[int, int] = (640, 480), mode: str = "RGB") -> Image.Image:
    """A blue picture with a red upper left quarter."""
    picture = Image.new("RGB", size, "#2B5D8A")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="#A61E22")
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The picture as a file of this kind."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def telling(size: tuple[int, int] = (640, 480)) -> bytes:
    """A JPEG whose EXIF, place, small preview, XMP, IPTC, comment and profile hold the secret."""
    note = Image.Exif()
    note[ORIENTATION] = TURNED
    note[0x010F] = note[0x013B] = note[0x8298] = SECRET  # camera, photographer, rights
    note[GPS] = {1: "N", 2: (IFDRational(33), IFDRational(3), IFDRational(0)), 28: SECRET}
    exif = note.tobytes() + saved(scene((160, 120)), "JPEG", comment=SECRET)  # its preview
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>{SECRET}</place></x:xmpmeta>'.encode()
    plain = saved(scene(size), "JPEG", exif=exif, xmp=xmp, comment=SECRET, icc_profile=profile())
    words = SECRET.encode()
    iptc = b"\x1c\x02\x78" + struct.pack(">H", len(words)) + words
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc
    segment = b"\xff\xed" + struct.pack(">H", len(block) + 2) + block
    return plain[:2] + segment + plain[2:] + words  # and something behind its end


def profile() -> bytes:
    """A colour profile that is not the standard's."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ"))
    return made.tobytes()


def bomb(wide: int = 30_000, tall: int = 30_000) -> bytes:
    """A PNG of a few hundred bytes that says it is giant."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        sum = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", sum)

    header = struct.pack(">IIBBBBB", wide, tall, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(100_000), 9)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", rows), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def moving(kind: str = "GIF") -> bytes:
    """A picture of two frames."""
    frames = [scene(mode="P").rotate(180)]
    return saved(scene(mode="P"), kind, save_all=True, append_images=frames)


def refused() -> dict[str, tuple[bytes, str]]:
    """Files that are no photo to be printed, by name, with words of the sentence that says so."""
    jpeg, png = saved(scene((3000, 2000)), "JPEG"), saved(scene((900, 700)), "PNG")
    noisy = saved(Image.effect_noise((900, 700), 60), "JPEG")
    svg = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
    page = b"<!DOCTYPE html><html><img src='http://x'></html>"
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)
    return {
        "空.jpg": (b"", "空文件"),
        "半张.jpg": (jpeg[:9000], "不完整"),
        "下载中.jpg": (noisy[:60_000] + bytes(len(noisy) - 60_000), "不完整"),
        "半张.png": (png[: len(png) // 2], "不完整"),
        "巨图.png": (bomb(), "八千万像素"),
        "长条.png": (bomb(100_000, 1000), "八千万像素"),
        "太重.jpg": (jpeg + bytes(41 * 1024 * 1024), "40 MB"),
        "程序.jpg": (b"MZ\x90\0" + bytes(5000), "是程序"),
        "矢量.jpg": (svg, "SVG"),
        "网页.jpg": (page, "是网页"),
        "手机.heic": (heic, "HEIC"),
        "短片.jpg": (b"\0\0\0\x18ftypisom" + bytes(200), "是视频"),
        "动图.gif": (moving(), "动图"),
        "动图.png": (moving("PNG"), "动图"),
        "文件.jpg": (b"%PDF-1.7\n" + bytes(200), "PDF"),
        "文档.jpg": (b"PK\x03\x04" + bytes(200), "压缩包"),
        "脚本.jpg": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "不是可用的图片"),
        "乱码.jpg": (bytes(range(256)) * 20, "不是可用的图片"),
    }


def taken() -> dict[str, bytes]:
    """Pictures of unusual kinds that are printed all the same, by name."""
    grey16 = Image.new("I;16", (64, 48), 65535)
    grey16.paste(10, (0, 0, 32, 24))
    seen = scene((64, 48), "RGBA")
    seen.putalpha(200)
    return {
        "四色.jpg": saved(scene(mode="CMYK"), "JPEG"),
        "灰.jpg": saved(scene(mode="L"), "JPEG"),
        "十六位.png": saved(grey16, "PNG"),
        "十六位.tif": saved(grey16, "TIFF"),
        "浮点.tif": saved(scene(mode="F"), "TIFF"),
        "实验室.tif": saved(ImageCms.profileToProfile(scene(), *_lab()), "TIFF"),
        "黑白.png": saved(scene(mode="1"), "PNG"),
        "透明.png": saved(seen, "PNG"),
        "色板.png": saved(scene(mode="P"), "PNG"),
        "静.gif": saved(scene(mode="P"), "GIF"),
        "色域.jpg": saved(scene(), "JPEG", icc_profile=profile()),
        "坏色域.jpg": saved(scene(), "JPEG", icc_profile=b"not a profile"),
        "网.webp": saved(scene(), "WEBP"),
        "位图.bmp": saved(scene(), "BMP"),
        "双图.jpg": saved(scene(), "MPO", save_all=True, append_images=[scene()]),
        "一点.png": saved(scene((1, 1)), "PNG"),
        "一线.png": saved(scene((20_000, 1)), "PNG"),
    }


def _lab() -> tuple[ImageCms.ImageCmsProfile, ImageCms.ImageCmsProfile, int, str]:
    srgb, lab = (ImageCms.createProfile(name) for name in ("sRGB", "LAB"))
    return ImageCms.ImageCmsProfile(srgb), ImageCms.ImageCmsProfile(lab), 0, "LAB"
