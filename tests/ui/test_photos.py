"""The last tab: photos come and go, the byline moves, a typescript is left."""

from concurrent.futures import Future
from io import BytesIO
from pathlib import Path
from sqlite3 import DatabaseError

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.models.article import BlockKind
from courtdesk.models.sheet import Photo
from courtdesk.models.typescript import Typescript
from courtdesk.ui.editor import Editor
from courtdesk.ui.form.head_tab import HeadTab
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.photos.photo_line import THUMB
from courtdesk.ui.photos.thumbnails import small
from courtdesk.writing.article import compose, plain


def picture(size: tuple[int, int] = (640, 480)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#2B5D8A").save(out, "JPEG")
    return out.getvalue()


def head(editor: Editor) -> HeadTab:
    editor.show_tab("head")
    page = editor.page
    assert isinstance(page, HeadTab)
    return page


def test_an_added_photo_is_kept_in_the_document_and_in_the_article(
    editor: Editor, tmp_path: Path, qtbot: QtBot
) -> None:
    shelf = head(editor).gallery
    before = len(editor.space.sheet.photos)
    file = tmp_path / "院景.jpg"
    file.write_bytes(picture())
    shelf.add_photos([file])
    qtbot.waitUntil(lambda: len(editor.space.sheet.photos) == before + 1)
    photo = editor.space.sheet.photos[-1]
    assert photo.name == "院景.jpg"
    assert editor.space.blob(photo.sha256) == picture()
    thumb = shelf.lines[photo.id].thumb
    qtbot.waitUntil(lambda: not thumb.pixmap().isNull())
    editor.space.undo_stack.undo()
    assert len(editor.space.sheet.photos) == before


def test_the_first_of_the_added_photos_is_scrolled_to_and_its_caption_has_the_focus(
    window: MainWindow, editor: Editor, tmp_path: Path, qtbot: QtBot
) -> None:
    page, space = head(editor), editor.space
    for number in range(6):
        waiting = Photo(id=f"w{number}", name=f"{number}.jpg", sha256="")
        space.edit("photos", (*space.sheet.photos, waiting), "添加照片")
    bar = page.scroller.verticalScrollBar()
    assert bar.value() == 0
    known = {photo.id for photo in space.sheet.photos}
    files = [tmp_path / "院景.jpg", tmp_path / "法庭.jpg"]
    for file in files:
        file.write_bytes(picture())
    page.gallery.add_photos(files)
    qtbot.waitUntil(lambda: len(space.sheet.photos) == len(known) + 2)
    first = next(photo for photo in space.sheet.photos if photo.id not in known)
    caption = page.gallery.lines[first.id].caption
    qtbot.waitUntil(lambda: QApplication.focusWidget() is caption and bar.value() > 0)
    assert first.name == "院景.jpg"
    qtbot.waitUntil(lambda: not caption.visibleRegion().isEmpty())
    caption.insertPlainText("院景一角")
    window.flush()
    assert space.sheet.photos[-2].caption == "院景一角"
    page.parts[0].setFocus()
    place = bar.value()
    space.undo_stack.undo()
    space.undo_stack.undo()  # the photos go: nothing moves of itself
    assert len(space.sheet.photos) == len(known) and QApplication.focusWidget() is page.parts[0]
    assert bar.value() <= place


def test_a_photo_whose_picture_is_still_to_come_is_given_one_and_keeps_its_place(
    editor: Editor, tmp_path: Path, qtbot: QtBot
) -> None:
    space = editor.space
    awaited = Photo(id="p9", name="", sha256="", caption="法庭", after="passages.s1i1.text")
    space.edit("photos", (awaited,), "添加照片")
    shelf = head(editor).gallery
    assert shelf.lines["p9"].thumb.text() == "待补照片"
    file = tmp_path / "法庭.jpg"
    file.write_bytes(picture())
    shelf.give_picture("p9", [file])
    qtbot.waitUntil(lambda: bool(space.sheet.photos[0].sha256))
    (photo,) = space.sheet.photos
    assert photo == awaited.replaced(name="法庭.jpg", sha256=photo.sha256)
    qtbot.waitUntil(lambda: not shelf.lines["p9"].thumb.pixmap().isNull())


def test_a_photo_is_put_after_an_item_and_the_step_is_taken_back(editor: Editor) -> None:
    shelf, space = head(editor).gallery, editor.space
    (line,) = shelf.lines.values()
    box = line.place
    assert box.currentText() == "在导语之后"
    number = box.findText("在“妥善化解民事纠纷”之后")
    box.setCurrentIndex(number)
    box.activated.emit(number)
    text = plain(compose(space.sheet))
    photo = text.index("〔图：")
    assert text.index("妥善化解民事纠纷") < photo < text.index("努力兑现胜诉权益")
    space.undo_stack.undo()
    assert space.sheet.photos[0].after == ""


def test_what_is_no_picture_is_said_and_adds_nothing(
    editor: Editor, tmp_path: Path, qtbot: QtBot
) -> None:
    shelf = head(editor).gallery
    before = editor.space.sheet.photos
    fake = tmp_path / "假的.jpg"
    fake.write_bytes(b"MZ" + b"x" * 3000)
    half = tmp_path / "半张.jpg"
    half.write_bytes(picture((3000, 2000))[:9000])
    shelf.add_photos([fake, half])
    qtbot.waitUntil(lambda: bool(shelf.refusal.text()))
    assert "假的.jpg" in shelf.refusal.text()
    assert "半张.jpg" in shelf.refusal.text()
    assert editor.space.sheet.photos == before


@pytest.mark.parametrize("fault", [DatabaseError("disk image is malformed"), MemoryError()])
def test_a_photo_that_cannot_be_read_says_so_whatever_the_reason(
    editor: Editor, qtbot: QtBot, caplog: pytest.LogCaptureFixture, fault: Exception
) -> None:
    shelf = head(editor).gallery
    (photo,) = editor.space.sheet.photos
    thumb = shelf.lines[photo.id].thumb
    qtbot.waitUntil(lambda: not thumb.pixmap().isNull())
    read: Future[bytes] = Future()
    read.set_exception(fault)
    shelf._thumbnails._fetched(photo, THUMB, read)
    qtbot.waitUntil(lambda: thumb.text() == "图片无法显示")
    assert type(fault).__name__ in caplog.text


def test_the_byline_is_put_last_and_a_typescript_is_left_for_the_house_s_own(
    editor: Editor,
) -> None:
    space, page = editor.space, head(editor)
    assert page.house.isHidden()
    page.byline_last.click()
    assert compose(space.sheet).blocks[-1].kind is BlockKind.BYLINE
    usual = plain(compose(space.sheet))
    space.edit("typescript", Typescript(end="\n\n"), "来稿")
    assert not page.house.isHidden()
    page.house.click()
    assert page.house.isHidden()
    assert plain(compose(space.sheet)) == usual
    space.undo_stack.undo()
    assert space.sheet.typescript == Typescript(end="\n\n")


@pytest.mark.parametrize("size", [(640, 320), (60, 30)])
def test_a_photo_taken_upright_is_shown_upright(qapp: QApplication, size: tuple[int, int]) -> None:
    out, note = BytesIO(), Image.Exif()
    note[0x0112] = 6  # the camera was turned to the right
    Image.new("RGB", size).save(out, "JPEG", exif=note)
    shown = small(out.getvalue(), Photo(id="p1", name="照", sha256="x"), THUMB)
    assert shown.height() == THUMB.height()
    assert shown.width() == shown.height() // 2
