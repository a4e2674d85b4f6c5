"""Photos dropped, cropped by mouse and keys, taken back: through the window."""

import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from courtdesk.models.sheet import Crop
from courtdesk.publish import pictures
from courtdesk.ui.editor import Editor
from courtdesk.ui.form.head_tab import HeadTab
from courtdesk.ui.photos.crop_dialog import SHAPES, CropDialog
from courtdesk.ui.photos.crop_view import CropView
from courtdesk.ui.photos.framing import LEAST, moved, pulled, shaped
from courtdesk.writing.history import said
from tests.publish.strangers import refused, saved, scene, telling

LEFT = Qt.MouseButton.LeftButton
CROPS = st.tuples(*[st.integers(0, 1000)] * 4).filter(lambda c: c[2] - c[0] >= LEAST <= c[3] - c[1])


def crop(left: int, top: int, right: int, bottom: int) -> Crop:
    return Crop(left=left, top=top, right=right, bottom=bottom)


@pytest.fixture
def page(editor: Editor) -> HeadTab:
    editor.show_tab("head")
    assert isinstance(editor.page, HeadTab)
    return editor.page


@pytest.fixture
def dialog(page: HeadTab, qtbot: QtBot, tmp_path: Path) -> Iterator[CropDialog]:
    """The dialog on a photo that was just added, 640 x 480 px."""
    drop(page, [put(tmp_path / "现场.png", saved(scene(), "PNG"))], qtbot)
    space = page.space
    page.gallery.lines[space.sheet.photos[-1].id].crop.click()
    qtbot.waitUntil(lambda: bool(page.gallery.findChildren(CropDialog)))
    shown = page.gallery.findChildren(CropDialog)[-1]
    qtbot.waitExposed(shown)
    yield shown


def put(file: Path, data: bytes) -> Path:
    file.write_bytes(data)
    return file


def offer(page: HeadTab, files: list[Path], kind: type[QDropEvent]) -> bool:
    """Send a drag or a drop of files as the system does; return whether it is taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    at = QPoint(40, 40)
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    place = at if kind is QDragEnterEvent else QPointF(at)
    event = kind(place, copy, mime, LEFT, none)
    QApplication.sendEvent(page, event)
    return event.isAccepted()


def drop(page: HeadTab, files: list[Path], qtbot: QtBot) -> None:
    before = len(page.space.sheet.photos)
    assert offer(page, files, QDragEnterEvent)
    assert offer(page, files, QDropEvent)
    qtbot.waitUntil(
        lambda: len(page.space.sheet.photos) > before or bool(page.gallery.refusal.text())
    )


def drag(view: CropView, start: QPointF, end: QPointF) -> None:
    QTest.mousePress(view, LEFT, pos=start.toPoint())
    QTest.mouseMove(view, ((start + end) / 2).toPoint())
    QTest.mouseMove(view, end.toPoint())
    QTest.mouseRelease(view, LEFT, pos=end.toPoint())


def at(view: CropView, x: int, y: int) -> QPointF:
    """A place on the picture, in thousandths."""
    whole = view.picture
    return QPointF(whole.x() + whole.width() * x / 1000, whole.y() + whole.height() * y / 1000)


def near(found: Crop, wanted: Crop, by: int = 6) -> bool:
    return all(
        abs(getattr(found, side) - getattr(wanted, side)) <= by for side in Crop.model_fields
    )


def test_dropped_photos_are_kept_as_they_are_and_the_others_are_each_refused(
    page: HeadTab, qtbot: QtBot, tmp_path: Path
) -> None:
    before = len(page.space.sheet.photos)
    good = put(tmp_path / "现场.jpg", telling())
    bad = [put(tmp_path / name, data) for name, (data, _) in refused().items()]
    drop(page, [*bad, good], qtbot)
    added = page.space.sheet.photos[before:]
    assert [p.name for p in added] == ["现场.jpg"]
    assert page.space.blob(added[0].sha256) == good.read_bytes()  # the original, EXIF and all
    sentences = page.gallery.refusal.text().split("\n")
    assert len(sentences) == len(bad)
    assert all(name in line for name, line in zip(refused(), sentences, strict=True))


def test_a_table_among_dropped_files_leaves_them_to_the_window(
    page: HeadTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, table = put(tmp_path / "a.jpg", telling()), put(tmp_path / "b.xlsx", b"PK")
    window = page.window()
    monkeypatch.setattr(window, "dragEnterEvent", lambda event: event.ignore())
    assert not offer(page, [picture, table], QDragEnterEvent)
    assert offer(page, [picture], QDragEnterEvent)


def test_photos_are_decoded_while_the_window_goes_on(
    page: HeadTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = set()
    real = pictures._upright

    def seen(*given):
        threads.add(threading.current_thread())
        return real(*given)

    monkeypatch.setattr(pictures, "_upright", seen)
    drop(page, [put(tmp_path / "大.png", saved(scene((3000, 2000)), "PNG"))], qtbot)
    line = page.gallery.lines[page.space.sheet.photos[-1].id]
    qtbot.waitUntil(lambda: not line.thumb.pixmap().isNull())
    line.crop.click()
    qtbot.waitUntil(lambda: bool(page.gallery.findChildren(CropDialog)))
    writer = {t for t in threads if t.name == "courtdesk-writer"}
    assert len(threads) >= 2 and not writer and threading.main_thread() not in threads


def test_a_corner_is_dragged_and_the_crop_is_one_step_that_is_taken_back(
    dialog: CropDialog, page: HeadTab, qtbot: QtBot
) -> None:
    space, view = page.space, dialog.view
    id = space.sheet.photos[-1].id
    page.gallery.lines[id].crop.setFocus()
    drag(view, at(view, 0, 0), at(view, 250, 400))
    assert near(dialog.crop, crop(250, 400, 1000, 1000))
    drag(view, at(view, 1000, 700), at(view, 800, 650))  # an edge moves one way only
    assert near(dialog.crop, crop(250, 400, 800, 1000))
    wide, tall = (dialog.crop.right - dialog.crop.left), (dialog.crop.bottom - dialog.crop.top)
    assert f"{wide * 640 // 1000} × {tall * 480 // 1000} 像素" in dialog.size_line.text()
    steps = space.undo_stack.count()
    dialog.done_button.click()
    photo = space.sheet.photos[-1]
    assert near(photo.crop, crop(250, 400, 800, 1000))
    assert space.undo_stack.count() == steps + 1
    assert space.undo_stack.undoText() == "裁剪照片"
    line = page.gallery.lines[id]
    assert line.isVisible()  # what had the focus is still there
    qtbot.waitUntil(lambda: near_blue(colour(line.thumb, 0.55, 0.2)))
    space.undo_stack.undo()
    assert space.sheet.photos[-1].crop == Crop()
    space.undo_stack.redo()
    assert space.sheet.photos[-1].crop != Crop()


def colour(label: QLabel, x: float, y: float) -> tuple[int, ...]:
    """The colour of a picture at a share of its width and height."""
    shown = label.pixmap().toImage()
    at = round(shown.width() * x), round(shown.height() * y)
    return shown.pixelColor(*at).getRgb() if not shown.isNull() else (0, 0, 0)


def near_blue(colour: tuple[int, ...]) -> bool:
    return colour[2] > colour[0] + 50


def test_the_frame_is_moved_drawn_anew_and_restored(dialog: CropDialog) -> None:
    view = dialog.view
    view.show_crop(crop(100, 100, 500, 500))
    drag(view, at(view, 300, 300), at(view, 400, 500))
    assert near(dialog.crop, crop(200, 300, 600, 700))
    drag(view, at(view, 300, 500), at(view, 1000, 1000))  # no further than the picture
    assert near(dialog.crop, crop(600, 600, 1000, 1000))
    drag(view, at(view, 500, 400), at(view, 100, 150))
    assert near(dialog.crop, crop(100, 150, 500, 400))
    dialog.whole.click()
    assert dialog.crop == Crop() and not dialog.whole.isEnabled()


def test_everything_about_a_crop_is_done_by_keys(dialog: CropDialog, page: HeadTab) -> None:
    view, none = dialog.view, Qt.KeyboardModifier.NoModifier
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    assert view.hasFocus()
    for key, held, times in (
        (Qt.Key.Key_Left, shift, 20),
        (Qt.Key.Key_Up, shift, 30),
        (Qt.Key.Key_Right, none, 5),
        (Qt.Key.Key_Down, control, 7),
        (Qt.Key.Key_Right, shift | control, 3),
    ):
        for _ in range(times):
            QTest.keyClick(view, key, held)
    assert dialog.crop == crop(50, 7, 853, 707)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert page.space.sheet.photos[-1].crop == crop(50, 7, 853, 707)


def test_a_shape_is_kept_in_pixels_whatever_is_dragged(dialog: CropDialog) -> None:
    view = dialog.view
    for number, (_, wide, tall) in enumerate(SHAPES):
        if tall <= 0:
            continue
        dialog.shapes.setCurrentIndex(number)
        dialog.shapes.activated.emit(number)
        drag(view, at(view, dialog.crop.right, dialog.crop.bottom), at(view, 700, 720))
        found = dialog.crop
        across = (found.right - found.left) * 640
        down = (found.bottom - found.top) * 480
        assert abs(across / down - wide / tall) < 0.03, SHAPES[number][0]


def test_a_cancelled_crop_changes_nothing(dialog: CropDialog, page: HeadTab) -> None:
    before = page.space.sheet
    drag(dialog.view, at(dialog.view, 0, 0), at(dialog.view, 400, 400))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert page.space.sheet is before


def test_another_picture_is_not_cropped_like_the_one_before(
    dialog: CropDialog, page: HeadTab, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.keyClick(dialog.view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    dialog.done_button.click()
    photo = page.space.sheet.photos[-1]
    assert photo.crop != Crop()
    page.gallery.give_picture(photo.id, [put(tmp_path / "换.jpg", telling())])
    qtbot.waitUntil(lambda: page.space.sheet.photos[-1].name == "换.jpg")
    assert page.space.sheet.photos[-1].crop == Crop()


def test_a_photo_s_width_in_columns_is_chosen_and_taken_back(page: HeadTab) -> None:
    (line,) = page.gallery.lines.values()
    was = page.space.sheet.photos[0].columns
    line.columns.setCurrentIndex(3)
    line.columns.activated.emit(3)
    assert page.space.sheet.photos[0].columns == 4
    page.space.undo_stack.undo()
    assert page.space.sheet.photos[0].columns == was
    assert line.columns.currentIndex() == was - 1


def test_the_wheel_scrolls_the_page_and_moves_no_photo(page: HeadTab) -> None:
    (line,) = page.gallery.lines.values()
    before = page.space.sheet
    for box in (line.columns, line.place):
        middle = QPointF(box.rect().center())
        turn = QWheelEvent(
            middle,
            QPointF(box.mapToGlobal(middle.toPoint())),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, turn)
    assert page.space.sheet is before


def test_the_caption_that_is_typed_stays_in_its_field(page: HeadTab) -> None:
    (line,) = page.gallery.lines.values()
    page.space.edit(f"photos.{line.photo.id}.caption", "法官在现场", "图说")
    assert [*page.gallery.lines.values()] == [line]
    assert line.caption.toPlainText() == "法官在现场"


def test_the_history_says_a_crop_in_words() -> None:
    assert said(Crop()) == "整张"
    assert said(crop(205, 0, 1000, 750)) == "左 20.5%、下 25% 裁去"


# --- the arithmetic of the frame -----------------------------------------------------------------


@given(CROPS, st.integers(-2000, 2000), st.integers(-2000, 2000))
def test_a_moved_frame_keeps_its_size_and_the_picture_its_bounds(
    edges: tuple[int, int, int, int], across: int, down: int
) -> None:
    was = crop(*edges)
    now = moved(was, across, down)
    assert now.right - now.left == was.right - was.left
    assert now.bottom - now.top == was.bottom - was.top


@given(
    CROPS,
    st.sampled_from(["l", "r", "t", "b", "lt", "lb", "rt", "rb"]),
    st.integers(0, 1000),
    st.integers(0, 1000),
    st.none() | st.floats(0.2, 5),
)
def test_a_pulled_frame_is_a_frame_and_what_was_not_held_stays(
    edges: tuple[int, int, int, int], held: str, x: int, y: int, shape: float | None
) -> None:
    was = crop(*edges)
    now = pulled(was, held, x, y, shape)
    assert now.right - now.left >= LEAST and now.bottom - now.top >= LEAST
    if shape is None:
        for edge, side in zip("ltrb", Crop.model_fields, strict=True):
            if edge not in held:
                assert getattr(now, side) == getattr(was, side)


@given(CROPS, st.floats(0.2, 5))
def test_a_shaped_frame_has_the_shape_and_is_as_large_as_can_be(
    edges: tuple[int, int, int, int], shape: float
) -> None:
    now = shaped(crop(*edges), shape)
    wide, tall = now.right - now.left, now.bottom - now.top
    assert max(wide, tall) >= 999
    assert abs(wide - tall * shape) <= 1 + shape


def test_a_cropped_photo_is_drawn_as_it_was_framed() -> None:
    made = pictures.printable(saved(scene(), "PNG"), "照", crop=crop(600, 600, 1000, 1000))
    with Image.open(BytesIO(made)) as picture:
        assert picture.size == (256, 192)
        assert near_blue(picture.getpixel((10, 10)))
