"""Pages are zoomed, scrolled and turned, by keys and by the wheel."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.publishing.page import PublishPage
from courtdesk.ui.publishing.spread import FREE, WHOLE, WIDTH
from tests.ui.publishing.pages import covered, set_anew, strip


def test_keys_and_the_wheel_zoom_the_pages_and_leave_the_rail(
    window: MainWindow, page: PublishPage, qtbot: QtBot
) -> None:
    view = page.paper
    view.setFocus()
    fitting = view.zoom
    assert view.leaves.fit == WIDTH
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > fitting and view.leaves.fit == FREE
    qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == fitting
    assert window.editor is not None and not window.editor.rail.isVisible()  # as it was
    turned = QWheelEvent(
        QPointF(9, 9),
        view.mapToGlobal(QPointF(9, 9)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), turned)
    assert view.zoom > fitting
    page.foot.page_fit.click()
    assert view.leaves.fit == WHOLE and view.zoom < fitting
    assert page.foot.percent.text() == f"{view.zoom:.0%}"


def test_the_keyboard_goes_from_the_forms_over_the_choices_to_pages_and_export(
    page: PublishPage, qtbot: QtBot
) -> None:
    set_anew(page, qtbot, "wechat.html")
    page.forms.setFocus()
    passed = []
    while page.export not in passed:
        focus = QApplication.focusWidget()
        assert focus is not None and len(passed) < 40
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    made = strip(page)
    theme, cutoff, source, scope = made.fields
    seen = [theme, made.dark, cutoff, made.copy, source, scope]  # line by line
    wanted = [*seen, page.paper, page.foot.into, page.export]
    assert [w for w in passed if w in wanted] == wanted


def test_what_is_scrolled_or_zoomed_to_is_drawn_sharp(page: PublishPage, qtbot: QtBot) -> None:
    for act in (
        lambda: page.paper.step(1),
        lambda: page.paper.verticalScrollBar().setValue(page.paper.verticalScrollBar().maximum()),
        lambda: page.paper.step(-1),
        lambda: page.paper.fit_to(WHOLE),
    ):
        act()
        qtbot.waitUntil(lambda: covered(page), timeout=10_000)


def test_small_pictures_lead_to_their_page(page: PublishPage, qtbot: QtBot) -> None:
    assert not page.thumbs.isVisible()  # a page alone
    set_anew(page, qtbot, "sheet.pdf")
    leaves = page.leaves["sheet.pdf"]
    qtbot.waitUntil(lambda: len(leaves.small) == len(leaves.sizes), timeout=10_000)
    assert page.thumbs.isVisible() and page.thumbs.count() == len(leaves.sizes) > 2
    page.thumbs.setFocus()
    qtbot.keyClick(page.thumbs, Qt.Key.Key_Down)
    qtbot.keyClick(page.thumbs, Qt.Key.Key_Down)
    assert page.paper.page == 2 and page.foot.page.text().startswith("3 /")
    page.foot.before.click()
    assert page.paper.page == 1 and page.thumbs.currentRow() == 1


def test_a_view_zoomed_in_is_scrolled_both_ways_and_keeps_its_middle(
    page: PublishPage, qtbot: QtBot
) -> None:
    view = page.paper
    assert not view.horizontalScrollBar().isVisible()
    for _ in range(6):
        view.step(1)
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    qtbot.waitUntil(across.isVisible)
    assert 0 < across.value() < across.maximum()
    middle = (down.value() + view.viewport().height() / 2) / view.spread.height
    view.step(1)
    after = (down.value() + view.viewport().height() / 2) / view.spread.height
    assert abs(middle - after) < 0.01
    qtbot.waitUntil(lambda: covered(page), timeout=10_000)
    view.fit_to(WIDTH)
    qtbot.waitUntil(lambda: not across.isVisible())
