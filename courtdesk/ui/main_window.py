"""The window: menus, toolbar, status bar, and the start page or one open sheet between them."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QMessageBox,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from courtdesk import __version__, resources
from courtdesk.models.errors import UserError
from courtdesk.models.finding import Finding
from courtdesk.models.outline import Severity
from courtdesk.models.sheet import FactSheet
from courtdesk.store import Document, Recent, leftovers, recents, remember
from courtdesk.ui import actions, exchange, files
from courtdesk.ui.editor import Editor
from courtdesk.ui.fields import plain_label, restyle
from courtdesk.ui.find_box import FindBox
from courtdesk.ui.rail import CHARTS, FINDINGS, HISTORY, PREVIEW
from courtdesk.ui.start_page import StartPage
from courtdesk.ui.style import qt_palette, style_sheet
from courtdesk.ui.tasks import warn
from courtdesk.ui.theme import DARK, LIGHT, Palette
from courtdesk.ui.workspace import Workspace

SAMPLE = "sheqi-2023"


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
        self.actions_by_id = actions.build(self, self.colours)
        self.toolbar = actions.build_toolbar(self, self.actions_by_id)
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.toolbar.addWidget(room)
        self.finder = FindBox(self)
        self.finder.jump.connect(self._jump)
        self.toolbar.addWidget(self.finder)
        self.start = StartPage(self.colours)
        self.start.chosen.connect(self._chosen)
        self.start.opened.connect(lambda path: files.open_path(self, path))
        self.start.recovered.connect(lambda leftover: files.resume(self, leftover))
        self.start.discarded.connect(lambda leftover: files.discard(self, leftover))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.setCentralWidget(self.stack)
        self.where, self.filled, self.found, self.length = (plain_label() for _ in range(4))
        self._place_status()
        self.setAcceptDrops(True)
        self.wear(self.colours)
        self.show_start()
        geometry = QSettings().value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)

    def _place_status(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.where, 1)
        for label in (self.filled, self.found, self.length):
            bar.addPermanentWidget(label)

    # --- one open sheet -------------------------------------------------------------------------

    def show_document(self, document: Document) -> None:
        """Show an open document; the one before is closed first."""
        self.close_document()
        space = Workspace(document, self)
        self.editor = Editor(space, self.colours)
        self.editor.painted.connect(self._tell)
        self.editor.rail.preview.counted.connect(self._count)
        space.saved.connect(self._say_saved)
        space.published.connect(self._say_published)
        space.failed.connect(self._say_failed)
        stack = space.undo_stack
        stack.canUndoChanged.connect(self._enable)
        stack.canRedoChanged.connect(self._enable)
        self.stack.addWidget(self.editor)
        self.stack.setCurrentWidget(self.editor)
        settings = QSettings()
        self.editor.show_tab(str(settings.value("tab", "overview")))
        self.editor.rail.turn(int(str(settings.value("rail", CHARTS))))
        self.editor.rail.setVisible(bool(settings.value("rail-shown", True, type=bool)))
        split = settings.value("split")
        if split is not None:
            self.editor.split.restoreState(split)
        self._tell(space.sheet, space.findings)
        self.editor.rail.preview.refresh()
        self.where.setText("只读" if space.read_only else _place(space.path))
        self._enable()
        self._remember_recent()

    def close_document(self) -> None:
        """Write what is pending and put the sheet away."""
        if self.editor is None:
            return
        self.flush()
        self._remember_recent()
        settings = QSettings()
        settings.setValue("tab", self.editor.key)
        settings.setValue("rail", self.editor.rail.page)
        settings.setValue("split", self.editor.split.saveState())
        editor, self.editor = self.editor, None
        editor.space.close()
        self.stack.removeWidget(editor)
        editor.deleteLater()
        editor.space.deleteLater()

    def flush(self) -> None:
        """Take in what is still being typed: an input method's text, a settling field."""
        QApplication.inputMethod().commit()
        if self.editor is not None:
            self.editor.space.flush()

    @property
    def space(self) -> Workspace | None:
        """The workspace of the open sheet."""
        return self.editor.space if self.editor is not None else None

    def show_start(self) -> None:
        """Go back to the start page; the open sheet is written and put away."""
        if not files.may_close(self):
            return
        self.close_document()
        self.start.show_sheets(recents(), leftovers())
        self.stack.setCurrentWidget(self.start)
        self.setWindowTitle("courtdesk")
        for label in (self.where, self.filled, self.found, self.length):
            label.clear()
        self._enable()
        self.start.focus_first()

    # --- what is told ----------------------------------------------------------------------------

    def _tell(self, sheet: FactSheet, findings: tuple[Finding, ...]) -> None:
        self.finder.sheet = sheet
        total = len(sheet.wanted)
        _say(self.filled, f"已填 {sheet.filled} / {total}")
        counts = [
            f"{severity} {sum(f.severity is severity and not f.reason for f in findings)}"
            for severity in Severity
        ]
        _say(self.found, "　".join(counts))
        wrong = any(f.severity is Severity.ERROR and not f.reason for f in findings)
        restyle(self.found, "role", "error" if wrong else "secondary")
        name = self.space.path.stem if self.space and self.space.path else "未命名"
        mark = "（虚构）" if sheet.fictional and "虚构" not in sheet.court else ""
        title = f"{name} · {sheet.court}{mark} {sheet.period} — courtdesk"
        if self.windowTitle() != title:
            self.setWindowTitle(title)

    def _count(self, characters: int) -> None:
        _say(self.length, f"全文 {characters:,} 字")

    def _say_saved(self, _: object) -> None:
        restyle(self.where, "role", "secondary")
        if self.space is not None:
            _say(self.where, f"已保存到本机 · {_place(self.space.path)}")
        if self.editor is not None:
            self.editor.rail.history.follow()

    def _say_published(self, path: str, when: datetime) -> None:
        restyle(self.where, "role", "secondary")
        _say(self.where, f"已保存到本机 · 已写入 {Path(path).name} {when.astimezone():%H:%M:%S}")

    def _say_failed(self, sentence: str) -> None:
        restyle(self.where, "role", "amber")
        _say(self.where, sentence)
        self.where.setToolTip("\u200b" + sentence)

    def _enable(self, *_: object) -> None:
        space = self.space
        actions.enable(
            self.actions_by_id, space is not None, bool(space is not None and space.read_only)
        )
        stack = space.undo_stack if space is not None else None
        self.actions_by_id["undo"].setEnabled(stack is not None and stack.canUndo())
        self.actions_by_id["redo"].setEnabled(stack is not None and stack.canRedo())
        self.finder.setEnabled(space is not None)

    def _remember_recent(self) -> None:
        space = self.space
        if space is not None and space.path is not None:
            errors = sum(f.severity is Severity.ERROR and not f.reason for f in space.findings)
            entry = Recent(
                path=space.path,
                court=space.sheet.court,
                year=space.sheet.year,
                filled=space.sheet.filled,
                total=len(space.sheet.wanted),
                errors=errors,
                when=datetime.now().astimezone(),
            )
            with suppress(UserError):  # a list that can be done without
                remember(entry)

    # --- what menus and keys ask for -------------------------------------------------------------

    def _chosen(self, id: str) -> None:
        self.actions_by_id[id].trigger()

    def _jump(self, path: str) -> None:
        if self.editor is not None:
            self.editor.show_path(path)

    def new_sheet(self) -> None:
        files.new(self)

    def open_file(self) -> None:
        files.choose(self)

    def open_sample(self) -> None:
        files.open_sample(self, SAMPLE)

    def save(self) -> None:
        files.save(self)

    def save_as(self) -> None:
        files.save_as(self)

    def import_workbook(self) -> None:
        exchange.choose_import(self)

    def export_workbook(self) -> None:
        exchange.export_one(self)

    def export_all(self) -> None:
        exchange.export_all(self)

    def print_preview(self) -> None:
        exchange.print_preview(self)

    def undo(self) -> None:
        if self.space is not None:
            self.flush()
            self.space.undo_stack.undo()

    def redo(self) -> None:
        if self.space is not None:
            self.flush()
            self.space.undo_stack.redo()

    def look_up(self) -> None:
        self.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.finder.selectAll()

    def next_missing(self) -> None:
        if self.editor is not None and not self.editor.next_missing():
            self.statusBar().showMessage("所有指标都已填写。", 4000)

    def next_finding(self) -> None:
        if self.editor is not None:
            self.editor.next_finding()

    def add_section(self) -> None:
        if self.editor is not None:
            self.editor.add_section()

    def rename_section(self) -> None:
        self._do_section("rename")

    def section_left(self) -> None:
        self._do_section("left")

    def section_right(self) -> None:
        self._do_section("right")

    def remove_section(self) -> None:
        self._do_section("remove")

    def _do_section(self, what: str) -> None:
        if self.editor is not None:
            self.editor.do_section(what)

    def show_charts(self) -> None:
        self._turn(CHARTS)

    def show_preview(self) -> None:
        self._turn(PREVIEW)

    def show_findings(self) -> None:
        self._turn(FINDINGS)

    def show_history(self) -> None:
        self._turn(HISTORY)

    def _turn(self, page: int) -> None:
        if self.editor is not None:
            self.editor.rail.show()
            self.editor.rail.turn(page)

    def toggle_rail(self) -> None:
        if self.editor is not None:
            shown = not self.editor.rail.isVisible()
            self.editor.rail.setVisible(shown)
            QSettings().setValue("rail-shown", shown)

    def next_tab(self) -> None:
        if self.editor is not None:
            self.editor.step_tab(1)

    def previous_tab(self) -> None:
        if self.editor is not None:
            self.editor.step_tab(-1)

    def toggle_dark(self) -> None:
        self.wear(LIGHT if self.colours.dark else DARK)
        QSettings().setValue("dark", self.colours.dark)

    def wear(self, palette: Palette) -> None:
        """Change the whole window between light and dark."""
        self.colours = palette
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setProperty("colours", palette)
        app.setPalette(qt_palette(palette))
        style = style_sheet(palette)
        if app.styleSheet() != style:  # every widget is polished anew
            app.setStyleSheet(style)
        actions.tint(self.actions_by_id, palette)
        self.actions_by_id["dark"].setChecked(palette.dark)
        self.start.set_palette(palette)
        if self.editor is not None:
            self.editor.set_palette(palette)

    def show_manual(self) -> None:
        try:
            manual = resources.path("manual", "手册.html")
        except FileNotFoundError:
            warn(self, "手册不在程序文件夹里，请重新安装程序。")
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(manual)))

    def show_about(self) -> None:
        text = (
            f"courtdesk {__version__}\n县级法院年度数据与稿件工作台\n\n"
            "MIT 许可。字体与图标各有许可，见程序文件夹中的 THIRD_PARTY_NOTICES.md。"
        )
        box = QMessageBox(QMessageBox.Icon.NoIcon, "关于", text, parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.open()

    # --- Qt ------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        if paths and paths[0].suffix == ".courtdesk":
            files.open_path(self, paths[0])
        elif paths and self.space is not None:
            exchange.import_paths(self, paths[:1])

    def closeEvent(self, event: QCloseEvent) -> None:
        if not files.may_close(self):
            event.ignore()
            return
        QSettings().setValue("geometry", self.saveGeometry())
        self.close_document()
        super().closeEvent(event)


def _say(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)


def _place(path: Path | None) -> str:
    return f"文件 {path.name}" if path is not None else "尚未存为文件"
