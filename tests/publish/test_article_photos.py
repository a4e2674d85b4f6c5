"""Photos on the newspaper page: where they stand, and what of them is printed."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from courtdesk.models.article import BlockKind
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import Crop, Photo
from courtdesk.publish.article_pdf import (
    article_pdf,
)
from courtdesk.publish.pictures import drawn, printable
from courtdesk.writing.article import compose
from tests.publish.newspaper import DAY, laid, paragraph


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
def test_a_photo_may_span_any_number_of_columns(sheet, article, photos, lines, words, columns):
    spread = tuple(p.replaced(columns=columns) for p in sheet.photos)
    pdf = article_pdf(sheet.replaced(photos=spread), article, photos, DAY)
    printed = words("".join(lines(pdf)))
    captions = [b.text for b in article.blocks if b.kind is BlockKind.PHOTO]
    assert captions and all(words(c) in printed for c in captions)


def test_a_photo_hides_no_word_and_no_word_stands_on_a_photo(sheet, photos, boxes):
    for spans, columns in (((2, 2), 4), ((2, 1), 3), ((3, 2, 1), 5)):
        one = laid(sheet, "A3", columns, None, spans)
        pdf = article_pdf(one, compose(one), photos, DAY)
        with pypdfium2.PdfDocument(pdf) as document:
            pictures = [
                o.get_bounds() for o in document[0].get_objects() if type(o).__name__ == "PdfImage"
            ]
        assert len(pictures) == len(spans)
        for left, bottom, right, top in pictures:
            for char, x0, y0, x1, y1 in boxes(pdf)[0]:
                apart = x1 <= left + 1 or x0 >= right - 1 or y1 <= bottom + 1 or y0 >= top - 1
                assert apart, char


def test_a_paragraph_that_fills_whole_columns_still_leaves_photos_their_place(
    sheet, photos, lines, words
):
    one = laid(sheet, "A3", 4, None, (2, 2))
    article = compose(one)
    heads = tuple(b for b in article.blocks if b.kind in (BlockKind.TITLE, BlockKind.PHOTO))
    blocks = (*heads, paragraph("审结案件，群众满意。" * 400, kind=BlockKind.LEAD))
    got = words("".join(lines(article_pdf(one, article.replaced(blocks=blocks), photos, DAY))))
    assert got.count("群众满意") >= 395 and "图0：" in got and "图1：" in got


def test_a_photo_that_cannot_be_read_is_named(sheet, article):
    with pytest.raises(UserError, match=sheet.photos[0].name):
        article_pdf(sheet, article, lambda sha256: b"not a picture", DAY)


def test_a_photo_whose_picture_is_still_to_come_has_a_frame(sheet, lines):
    photo = sheet.photos[0].replaced(sha256="", after="passages.s1i1.text", columns=1)
    made = sheet.replaced(photos=(photo,))
    text = lines(article_pdf(made, compose(made), {}.__getitem__, DAY))
    frame = next(n for n, line in enumerate(text) if "〔待补照片〕" in line)
    assert any(photo.caption in line for line in text[frame : frame + 3])


def test_what_the_camera_wrote_never_reaches_the_page():
    photo = Image.new("RGB", (40, 20), "red")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "相机"
    data = BytesIO()
    photo.save(data, "JPEG", exif=exif)
    with Image.open(BytesIO(printable(data.getvalue(), "a.jpg"))) as made:
        assert made.size == (20, 40)
        assert not made.getexif()


def test_a_photo_is_cropped_as_it_stands_upright():
    photo = Image.new("RGB", (400, 200), "blue")
    photo.paste("red", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down: red stands at the right
    data = BytesIO()
    photo.save(data, "PNG", exif=exif)
    one = Photo(id="p", name="a", sha256="x", crop=Crop(left=600, top=100, right=1000, bottom=600))
    with Image.open(BytesIO(drawn(one, lambda _: data.getvalue()))) as made:
        assert made.size == (160, 100)
        red, _, blue = made.getpixel((80, 50))
        assert red > 200 and blue < 60
    with pytest.raises(ValueError):
        Crop(left=500, right=505)


def images(pdf):
    """The pictures of the first page: left, bottom, right and top in pt."""
    with pypdfium2.PdfDocument(pdf) as document:
        objects = document[0].get_objects()
        return [o.get_bounds() for o in objects if type(o).__name__ == "PdfImage"]


def test_a_photo_below_the_text_stands_at_the_foot_where_the_other_columns_end(
    sheet, photos, boxes
):
    # The text ends well above the foot of the last column, which the photo must not follow up.
    short = laid(sheet, "A3", 4, "9", (1, 1))
    pdf = article_pdf(short, compose(short), photos, DAY)
    *_, (left, photo_foot, _, _) = sorted(images(pdf))
    feet = [
        min(bottom for _, x, bottom, _, _ in boxes(pdf)[0] if (x > left - 9) is last)
        for last in (False, True)
    ]
    line = 9 * 1.8  # pt
    assert abs(feet[0] - feet[1]) < line and 0 < photo_foot - feet[1] < 2 * line
