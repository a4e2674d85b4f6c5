"""Where the menus turn the eye: a tab, a page of the rail, the next figure or finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from courtdesk.ui.rail.rail_page import CHARTS, FINDINGS, HISTORY, PREVIEW

if TYPE_CHECKING:
    from courtdesk.ui.editor import Editor
    from courtdesk.ui.main_window import MainWindow


def show_charts(window: MainWindow) -> None:
    _turn(window, CHARTS)


def show_preview(window: MainWindow) -> None:
    _turn(window, PREVIEW)


def show_findings(window: MainWindow) -> None:
    _turn(window, FINDINGS)


def show_history(window: MainWindow) -> None:
    _turn(window, HISTORY)


def show_out(window: MainWindow) -> None:
    """Turn to the page of what goes out, and to its list of forms."""
    if window.editor is not None:
        window.editor.show_tab("out")
        window.editor.stack.currentWidget().setFocus()


def next_tab(window: MainWindow) -> None:
    if window.editor is not None:
        window.editor.bar.step(1)


def previous_tab(window: MainWindow) -> None:
    if window.editor is not None:
        window.editor.bar.step(-1)


def next_missing(window: MainWindow) -> None:
    if window.editor is not None and not window.editor.next_missing():
        window.statusBar().showMessage("所有指标都已填写。", 4000)


def next_finding(window: MainWindow) -> None:
    if window.editor is not None:
        window.editor.next_finding()


def toggle_rail(window: MainWindow) -> None:
    """Show the rail, or give its room to the form."""
    if window.editor is not None:
        _show_rail(window, window.editor.rail.isHidden())


def split_rail(window: MainWindow) -> None:
    """Show two pages of the rail side by side, or one again."""
    editor = window.editor
    if editor is None:
        return
    two = not editor.rail.is_split
    if two:
        _show_rail(window, True)
    editor.split_rail(two)
    _tell_split(window, two)
    if two and len(editor.rail.shown) < 2:
        window.statusBar().showMessage("侧栏太窄：放大窗口或拉宽侧栏，就显示两栏。", 6000)


def restore(window: MainWindow) -> None:
    """Lay a sheet that is just shown out as the last one was left."""
    editor, settings = window.editor, QSettings()
    assert editor is not None
    two = bool(settings.value("rail-split", False, type=bool))
    editor.rail.turn(int(str(settings.value("rail", CHARTS))))
    editor.rail.split(two)
    _tell_split(window, two)
    editor.railed.connect(window.actions_by_id["rail"].setChecked)
    editor.beside = bool(settings.value("rail-shown", True, type=bool))
    editor.show_rail(editor.beside and not (editor.page and editor.page.whole))
    split = settings.value("split")
    if split is not None:
        editor.split.restoreState(split)


def remember(editor: Editor) -> None:
    """Keep how the sheet is laid out for the next one."""
    settings = QSettings()
    settings.setValue("rail", editor.rail.page)
    settings.setValue("split", editor.split.saveState())


def _turn(window: MainWindow, page: int) -> None:
    if window.editor is not None:
        _show_rail(window, True)
        window.editor.rail.turn(page)


def _show_rail(window: MainWindow, shown: bool) -> None:
    if window.editor is not None:
        window.editor.show_rail(shown)
        QSettings().setValue("rail-shown", window.editor.beside)


def _tell_split(window: MainWindow, two: bool) -> None:
    window.actions_by_id["split_rail"].setChecked(two)
    QSettings().setValue("rail-split", two)
