"""Photos come into the document and leave it, and what is no picture is said."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.ui import gallery
from courtdesk.ui.editor import Editor
from courtdesk.ui.head_tab import HeadTab


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
    thumb = shelf._thumbs[photo.sha256]
    qtbot.waitUntil(lambda: not thumb.pixmap().isNull())
    editor.space.undo_stack.undo()
    assert len(editor.space.sheet.photos) == before


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


@pytest.mark.parametrize("size", [(640, 320), (60, 30)])
def test_a_photo_taken_upright_is_shown_upright(qapp: QApplication, size: tuple[int, int]) -> None:
    out, note = BytesIO(), Image.Exif()
    note[0x0112] = 6  # the camera was turned to the right
    Image.new("RGB", size).save(out, "JPEG", exif=note)
    shown = gallery._small(out.getvalue(), gallery.THUMB)
    assert shown.height() == gallery.THUMB.height()
    assert shown.width() == shown.height() // 2
