"""Strangers' pictures: what is refused and why, what is drawn, and what never goes on."""

import re
import struct
import zlib
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from courtdesk.models.errors import UserError
from courtdesk.models.sheet import Crop, Photo
from courtdesk.publish import pictures
from courtdesk.publish.edition import Edition
from courtdesk.publish.export import FORMATS, export
from courtdesk.publish.picture_files import read_picture
from courtdesk.publish.pictures import pixels, printable
from tests.publish import strangers
from tests.publish.strangers import SECRET, saved, scene, telling

SIGNS = (SECRET.encode(), b"Exif\0\0", b"8BIM", b"eXIf", b"ns.adobe.com/xap/1.0/\0")
REFUSED, TAKEN = strangers.refused(), strangers.taken()
WHOLE_FILE = telling((200, 160))


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_whole_still_picture_is_refused_in_one_sentence(name: str, tmp_path: Path):
    data, words = REFUSED[name]
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(UserError, match=re.escape(words)) as refusal:
        read_picture(file)
    sentence = str(refusal.value)
    assert sentence.startswith(f"图片“{name}”") and sentence.endswith("。")
    assert sentence.count("。") == 1 and "\n" not in sentence


def test_a_file_that_is_gone_is_refused_in_one_sentence(tmp_path: Path):
    with pytest.raises(UserError, match="读不出来"):
        read_picture(tmp_path / "没有.jpg")
    with pytest.raises(UserError, match="读不出来"):
        read_picture(tmp_path)


@pytest.mark.parametrize("name", TAKEN)
def test_a_picture_of_an_unusual_kind_is_printed(name: str, tmp_path: Path):
    file = tmp_path / name
    file.write_bytes(TAKEN[name])
    with Image.open(BytesIO(printable(read_picture(file), name))) as made:
        assert made.format == "JPEG" and made.mode == "RGB"
        made.load()


def test_a_deep_grey_keeps_its_light_and_its_dark():
    for name in ("十六位.png", "十六位.tif"):
        with Image.open(BytesIO(printable(TAKEN[name], name))) as made:
            assert made.getpixel((8, 8))[0] < 20
            assert made.getpixel((60, 44))[0] > 235


@pytest.mark.parametrize("name", ["四色.jpg", "实验室.tif"])
def test_printers_colours_stay_those_colours(name: str):
    made = Image.open(BytesIO(printable(TAKEN[name], name)))
    red, blue = made.getpixel((20, 20)), made.getpixel((600, 440))
    assert red[0] > 120 > red[1] and blue[2] > 100 > blue[0]


def test_a_turned_photo_is_cropped_as_it_is_seen():
    turned = telling((640, 480))  # its upper left quarter is seen at the upper right
    shown = pixels(turned, "转.jpg", 400)
    assert (shown.across, shown.down) == (480, 640)
    assert (shown.width, shown.height) == (300, 400)
    right = pixels(turned, "转.jpg", 400, Crop(left=600, right=900, top=50, bottom=400))
    left = pixels(turned, "转.jpg", 400, Crop(left=50, right=400, top=50, bottom=400))
    assert right.data[:3] != left.data[:3]
    assert right.data[0] > right.data[2] and left.data[2] > left.data[0]


@given(
    st.tuples(*[st.integers(0, 1000)] * 4).filter(lambda c: c[2] - c[0] >= 10 <= c[3] - c[1]),
    st.integers(1, 300),
)
def test_any_crop_of_any_size_is_drawn(edges: tuple[int, int, int, int], edge: int):
    crop = Crop(**dict(zip(("left", "top", "right", "bottom"), edges, strict=True)))
    made = pixels(WHOLE_FILE, "照", edge, crop)
    assert 1 <= made.width <= edge and 1 <= made.height <= edge
    assert len(made.data) == made.width * made.height * 3


@given(st.lists(st.tuples(st.integers(0, len(WHOLE_FILE) - 1), st.integers(0, 255)), max_size=9))
def test_a_damaged_picture_is_drawn_or_refused_and_nothing_else(places: list[tuple[int, int]]):
    data = bytearray(WHOLE_FILE)
    for at, byte in places:
        data[at] = byte
    try:
        made = printable(bytes(data), "损.jpg")
    except UserError as error:
        assert str(error).startswith("照片“损.jpg”")
    else:
        assert SECRET.encode() not in made


def test_a_photo_is_drawn_once_while_the_words_change(monkeypatch: pytest.MonkeyPatch):
    drawn: list[str] = []
    real = pictures.printable
    monkeypatch.setattr(pictures, "printable", lambda *a: drawn.append(a[1]) or real(*a))
    data = saved(scene((123, 77)), "PNG")
    photo = Photo(id="p1", name="一", sha256="of this test alone")
    first = pictures.drawn(photo, lambda sha256: data)
    assert pictures.drawn(photo, lambda sha256: data) == first and drawn == ["一"]
    pictures.drawn(photo.replaced(crop=Crop(left=500)), lambda sha256: data)
    assert len(drawn) == 2
    with pytest.raises(UserError):  # what the document lost is not drawn from memory
        pictures.drawn(photo, lambda sha256: b"")


# --- what a camera writes ------------------------------------------------------------------------


@pytest.fixture
def secretive(edition: Edition) -> Edition:
    """The sample with two photos, one of them cropped, that hold a secret wherever one fits."""
    data = telling()
    note = Image.Exif()
    note[0x010E] = SECRET
    words = {"exif": note, "icc_profile": strangers.profile()}
    other = saved(scene((900, 700)), "PNG", **words)
    blobs = {"a": data, "b": other}
    first, *_ = edition.sheet.photos
    photos = (
        first.replaced(sha256="a", name="一", crop=Crop(left=200, bottom=900)),
        first.replaced(id="second", sha256="b", name="二", columns=1),
    )
    return replace(edition, sheet=edition.sheet.replaced(photos=photos), photos=blobs.__getitem__)


def everything(data: bytes) -> Iterator[bytes]:
    """The bytes, and whatever is packed inside them."""
    yield data
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as package:
            for name in package.namelist():
                yield name.encode()
                yield from everything(package.read(name))
    for found in re.finditer(rb"base64,([A-Za-z0-9+/=]+)", data):
        yield from everything(b64decode(found[1]))
    for found in re.finditer(rb"stream\r?\n", data):
        try:
            yield zlib.decompressobj().decompress(data[found.end() :])
        except zlib.error:
            continue


def segments(jpeg: bytes) -> Iterator[int]:
    """The markers of a JPEG up to its pixels."""
    at = 2
    while jpeg[at + 1] != 0xDA:
        yield jpeg[at + 1]
        at += 2 + struct.unpack_from(">H", jpeg, at + 2)[0]


def pieces(png: bytes) -> Iterator[bytes]:
    """The kinds of a PNG's chunks."""
    at = 8
    while at < len(png):
        yield png[at + 4 : at + 8]
        at += 12 + struct.unpack_from(">I", png, at)[0]


def test_the_photos_of_this_test_hold_what_must_not_go_on(secretive: Edition):
    assert telling().count(SECRET.encode()) >= 8
    assert SECRET.encode() in secretive.photos("b")
    assert Image.open(BytesIO(telling())).getexif().get_ifd(strangers.GPS)


def test_nothing_a_camera_wrote_is_in_any_file_that_goes_out(secretive: Edition, tmp_path: Path):
    files = export(secretive, tmp_path, FORMATS)
    assert len(files) > len(FORMATS)
    pictures_seen = 0
    for file in files:
        for inner in everything(file.read_bytes()):
            for sign in (
                SECRET.encode(),
                b"Exif\0\0",
                b"8BIM",
                b"eXIf",
                b"ns.adobe.com/xap/1.0/\0",
            ):
                assert sign not in inner, f"{sign!r} in {file.name}"
            if inner.startswith(b"\xff\xd8\xff"):
                pictures_seen += 1
                # its tables and its size, and the mark that it is a JFIF: no APP1 to APP15, no COM
                assert set(segments(inner)) <= {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDD}
            if inner.startswith(b"\x89PNG"):
                assert set(pieces(inner)) <= {b"IHDR", b"IDAT", b"IEND", b"PLTE", b"pHYs", b"sRGB"}
    assert pictures_seen >= 4  # both in the manuscript and in the article for WeChat
    assert (tmp_path / "article.pdf").read_bytes().count(b"/DCTDecode") == 2


def test_every_form_with_photos_shows_the_part_that_was_cropped(edition: Edition, tmp_path: Path):
    (photo,) = edition.sheet.photos
    part = photo.replaced(sha256="a", crop=Crop(left=20, top=20, right=480, bottom=480))  # the red
    sheet = edition.sheet.replaced(photos=(part,))
    blobs = {"a": saved(scene((1000, 800)), "PNG")}
    one = replace(edition, sheet=sheet, photos=blobs.__getitem__)
    forms = ("newspaper.docx", "wechat.html", "article.pdf")
    export(one, tmp_path, forms)
    for form in forms:
        found = [
            Image.open(BytesIO(inner)).convert("RGB")
            for inner in everything((tmp_path / form).read_bytes())
            if inner.startswith(b"\xff\xd8\xff")
        ]
        if form == "article.pdf":  # its pictures stand in the file as they are
            data = (tmp_path / form).read_bytes()
            start = data.index(b"\xff\xd8\xff")
            found = [Image.open(BytesIO(data[start:])).convert("RGB")]
        (shown,) = found
        assert shown.size == (460, 368)
        for place in ((5, 5), (454, 5), (5, 362), (454, 362), (230, 184)):
            red, _, blue = shown.getpixel(place)
            assert red > blue + 80, form
