"""The window: menus, toolbar, status bar, and the start page or one open sheet between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from courtdesk.ui import actions, view
from courtdesk.ui.find_box import FindBox
from courtdesk.ui.look import boxes
from courtdesk.ui.look.style import dress
from courtdesk.ui.look.theme import DARK, LIGHT, Palette
from courtdesk.ui.start_page import StartPage
from courtdesk.ui.status_line import StatusLine

# The editor and all that stands behind it are loaded after the first paint, or on use.
if TYPE_CHECKING:
    from datetime import datetime

    from courtdesk.models.finding import Finding
    from courtdesk.models.sheet import FactSheet
    from courtdesk.store import Document
    from courtdesk.ui.editor import Editor
    from courtdesk.ui.workspace import Workspace
    from courtdesk.writing.search import Hit

ARTICLES = (".docx", ".doc", ".txt", ".md")  # dropped on the start page they become a sheet


class MainWindow(QMainWindow):
    """Places the parts and passes on what the menus ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("courtdesk")
        self.setMinimumSize(960, 600)
        self.resize(1280, 720)
        dark = bool(QSettings().value("dark", False, type=bool))
        self.colours: Palette = DARK if dark else LIGHT
        self.editor: Editor | None = None
        self._remembered: Path | None = None  # the file last put among the recent ones
        self.actions_by_id = actions.build(self, self.colours)
        for menu in self.menuBar().findChildren(QMenu):
            menu.aboutToShow.connect(self._tint_menus)
        self.toolbar = actions.build_toolbar(self, self.actions_by_id)
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.toolbar.addWidget(room)
        self.finder = FindBox(self)
        self.finder.jump.connect(self._jump)
        self.toolbar.addWidget(self.finder)
        self.start = StartPage(self.colours)
        self.start.chosen.connect(self._chosen)
        self.start.opened.connect(lambda path: _files().open_path(self, path))
        self.start.recovered.connect(lambda leftover: _files().resume(self, leftover))
        self.start.compared.connect(lambda leftover: _versions().choose_leftover(self, leftover))
        self.start.discarded.connect(lambda leftover: _files().discard(self, leftover))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.setCentralWidget(self.stack)
        self.status = StatusLine(self.statusBar())
        self.status.elsewhere.clicked.connect(self._save_elsewhere)
        self.setAcceptDrops(True)
        # after the first paint: what it loads would hold the paint up
        self._listing = boxes.pause(self, 20, lambda: _files().list_sheets(self))
        self.wear(self.colours)
        self.show_start()
        geometry = QSettings().value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)

    # --- one open sheet -------------------------------------------------------------------------

    def show_document(self, document: Document) -> None:
        """Show an open document; the one before is written and closed first."""
        self.close_document(lambda: self._show_document(document))

    def _show_document(self, document: Document) -> None:
        from courtdesk.ui.workspace import Workspace

        space = Workspace(document, self)
        space.saved.connect(self._say_saved)
        space.published.connect(self._say_published)
        space.failed.connect(self.status.tell_failed)
        space.conflicted.connect(lambda _: _versions().tell_conflict(self, space))
        space.undo_stack.canUndoChanged.connect(self._enable)
        space.undo_stack.canRedoChanged.connect(self._enable)
        # an empty sheet begins at the overview, which says what to do first
        tab = str(QSettings().value("tab", "")) if space.sheet.filled else ""
        self._show_editor(space, tab)
        assert self.editor is not None
        self.editor.bar.setFocus(Qt.FocusReason.OtherFocusReason)
        self.status.tell_opened(space.path, bool(space.read_only))
        space.go_on()
        _files().remember_sheet(space)

    def _show_editor(self, space: Workspace, tab: str) -> None:
        from courtdesk.ui.editor import Editor

        self.editor = Editor(space, self.colours, tab)
        self.editor.painted.connect(self._tell)
        self.editor.asked.connect(self._chosen)
        self.editor.said.connect(lambda words: self.statusBar().showMessage(words, 8000))
        self.editor.seized.connect(lambda: _files().take_over(self))
        self.editor.rail.history.put_back.connect(
            lambda seq, label: _versions().put_back(self, seq, label)
        )
        found = self.editor.rail.findings
        found.rules_asked.connect(self.actions_by_id["rules"].trigger)
        found.missing_asked.connect(self.actions_by_id["next_missing"].trigger)
        self.editor.rail.preview.counted.connect(self.status.tell_length)
        self.stack.addWidget(self.editor)
        self.stack.setCurrentWidget(self.editor)
        view.restore(self)
        self._tell(space.sheet, space.findings)
        self.editor.rail.preview.refresh()
        self._enable()

    def _put_away(self, editor: Editor) -> None:
        QSettings().setValue("tab", editor.key)
        view.remember(editor)
        self.editor = None
        self.stack.removeWidget(editor)
        editor.deleteLater()

    def close_document(self, then: Callable[[], object] = lambda: None) -> None:
        """Write what is pending and put the sheet away, then go on, sooner or later."""
        from courtdesk.ui import leaving

        leaving.write(self, then)

    def put_away(self) -> None:
        """Take the sheet that was written off the window."""
        if self.editor is not None:
            _files().remember_sheet(self.editor.space)
            self._put_away(self.editor)
            self.finder.setEnabled(False)

    def look_again(self) -> None:
        """List what is on the start page anew: work was left a moment ago."""
        if self.stack.currentWidget() is self.start:
            self._listing.start()

    def flush(self) -> None:
        """Take in what is still being typed: an input method's text, a settling field."""
        QApplication.inputMethod().commit()
        if self.editor is not None:
            self.editor.space.flush()

    @property
    def space(self) -> Workspace | None:
        """The workspace of the open sheet."""
        return self.editor.space if self.editor is not None else None

    def show_opening(self, name: str) -> None:
        """Say what is being opened, instead of the start page, until it is there."""
        page = boxes.plain_label(f"正在打开 {name}…", "secondary")
        page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def show_start(self) -> None:
        """Go back to the start page; the open sheet is written and put away first."""
        if self.editor is None:
            self._show_start()
        else:
            from courtdesk.ui import leaving

            leaving.leave(self, self._show_start)

    def _show_start(self) -> None:
        self._listing.start()
        self.stack.setCurrentWidget(self.start)
        self.setWindowTitle("courtdesk")
        self.status.clear()
        self._enable()
        self.start.focus_first()

    def _save_elsewhere(self) -> None:
        """Write where there is room: what this machine cannot keep goes to an archive."""
        if self.space is not None and self.space.writer.waiting:
            _versions().write_archive(self)
        else:
            _files().save_as(self)

    # --- what is told ----------------------------------------------------------------------------

    def _tell(self, sheet: FactSheet, findings: tuple[Finding, ...]) -> None:
        self.finder.sheet = sheet
        self.status.tell_sheet(sheet, findings)
        if self.space is not None and not self.space.settled:
            self.status.tell_saving(self.space.path)
        name = self.space.path.stem if self.space and self.space.path else "未命名"
        mark = "（虚构）" if sheet.fictional and "虚构" not in sheet.court else ""
        title = f"{name} · {sheet.court}{mark} {sheet.period} — courtdesk"
        if self.windowTitle() != title:
            self.setWindowTitle(title)

    def _say_published(self, path: str, when: datetime) -> None:
        editor = self.editor
        if editor is None or self.sender() is not editor.space:  # one that was left meanwhile
            return
        self.status.tell_published(path, when, editor.space.document.remade)
        if editor.locked and not editor.space.read_only:  # it was saved to a file of its own
            self._put_away(editor)
            self._show_editor(editor.space, editor.key)
        if editor.space.path != self._remembered:  # it has a name from now on
            self._remembered = editor.space.path
            _files().remember_sheet(editor.space)
        self._tell(editor.space.sheet, editor.space.findings)

    def _say_saved(self, _: object) -> None:
        if self.editor is not None and self.sender() is self.editor.space:
            if self.editor.space.settled:  # else more was typed meanwhile
                self.status.tell_saved(self.editor.space.path)
            self.editor.rail.history.follow()

    def _enable(self, *_: object) -> None:
        space = self.space
        actions.enable(
            self.actions_by_id, space is not None, bool(space is not None and space.read_only)
        )
        stack = space.undo_stack if space is not None else None
        self.actions_by_id["undo"].setEnabled(stack is not None and stack.canUndo())
        self.actions_by_id["redo"].setEnabled(stack is not None and stack.canRedo())
        self.finder.setEnabled(space is not None)

    # --- what menus and keys ask for -------------------------------------------------------------

    def _chosen(self, id: str) -> None:
        self.actions_by_id[id].trigger()

    def _jump(self, hit: Hit) -> None:
        if self.editor is not None:
            self.editor.show_hit(hit)

    def undo(self) -> None:
        if self.space is not None:
            self.flush()
            self.space.undo_stack.undo()

    def redo(self) -> None:
        if self.space is not None:
            self.flush()
            self.space.undo_stack.redo()

    def look_up(self) -> None:
        self.finder.look_up()

    def toggle_dark(self) -> None:
        self.wear(LIGHT if self.colours.dark else DARK)
        QSettings().setValue("dark", self.colours.dark)

    def _tint_menus(self) -> None:
        actions.tint(self.actions_by_id, self.colours)

    def wear(self, palette: Palette) -> None:
        """Change the whole window between light and dark."""
        self.colours = palette
        dress(palette)
        actions.tint(self.actions_by_id, palette, actions.TOOLBAR)
        self.actions_by_id["dark"].setChecked(palette.dark)
        self.start.set_palette(palette)
        if self.editor is not None:
            self.editor.set_palette(palette)

    # --- Qt ------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        if paths and paths[0].suffix == ".courtdesk":
            _files().open_path(self, paths[0])
        elif paths and self.space is None and paths[0].suffix.lower() in ARTICLES:
            from courtdesk.ui.draft import drafting

            drafting.open_article(self, paths[0])
        elif paths and self.space is None:
            from courtdesk.ui.founding import founding

            founding.open_tables(self, paths)
        elif paths:
            from courtdesk.ui.intake import importing

            importing.import_paths(self, paths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as the space bar does."""
        if not boxes.pressed(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go once the open sheet is written: at once, or by closing again."""
        event.ignore()  # whatever goes wrong from here, an open sheet stays
        written, waiting = self.editor is None, False

        def go() -> None:
            nonlocal written
            written = True
            if waiting:
                self.close()

        if self.editor is not None:
            from courtdesk.ui import leaving

            leaving.leave(self, go, last=True)
            waiting = True
        if not written:
            return
        QSettings().setValue("geometry", self.saveGeometry())
        event.accept()


def _files() -> ModuleType:
    """Return what opens and saves; it is loaded when it is first used."""
    from courtdesk.ui import files

    return files


def _versions() -> ModuleType:
    """Return what chooses between states of a sheet; it is loaded when it is first used."""
    from courtdesk.ui.versions import versions

    return versions
