"""Icons: every drawing the project brings can be shown in any ink, sharp and faint."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from courtdesk import resources
from courtdesk.ui.actions import ENTRIES
from courtdesk.ui.look.icons import FAINT, SIZES, icon

NAMES = sorted(file.stem for file in resources.path("icons").glob("*.svg"))


def image(drawn: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, size: int = 22) -> QImage:
    return drawn.pixmap(QSize(size, size), mode).toImage()


def colours(picture: QImage) -> set[tuple[str, int]]:
    """Every colour with its opacity, of the pixels that show one clearly."""
    pixels = (
        picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())
    )
    return {(c.name(), c.alpha()) for c in pixels if c.alpha() > 60}


@pytest.mark.parametrize("name", NAMES)
def test_every_drawing_shows_something_of_the_size_asked_for(qapp: QApplication, name: str) -> None:
    for size in SIZES:
        picture = image(icon(name, "#1F2328"), size=size)
        ratio = picture.devicePixelRatio()
        assert picture.size() == QSize(size, size) * ratio
        assert colours(picture)


def test_an_icon_takes_the_ink_it_is_given(qapp: QApplication) -> None:
    for ink in ("#a61e22", "#e8e6e1"):
        wanted = QColor(ink)
        for name, alpha in colours(image(icon("save", ink))):
            seen = QColor(name)
            # premultiplied pixels round by a little at the soft edge of a stroke
            near = (abs(seen.red() - wanted.red()), abs(seen.green() - wanted.green()))
            assert max(near) <= 4, (name, alpha)


def test_an_icon_of_a_button_that_cannot_be_pressed_is_faint(qapp: QApplication) -> None:
    full = max(a for _, a in colours(image(icon("save", "#1F2328"))))
    faint = max(a for _, a in colours(image(icon("save", "#1F2328"), QIcon.Mode.Disabled)))
    assert abs(faint - full * FAINT) <= 2


def test_an_icon_is_drawn_once(qapp: QApplication) -> None:
    assert icon("save", "#1F2328") is icon("save", "#1F2328")


def test_a_name_without_a_drawing_is_noticed(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-drawing", "#1F2328")


def test_every_icon_named_in_the_menus_has_a_drawing() -> None:
    assert {entry.icon for entry in ENTRIES if entry.icon} <= set(NAMES)
