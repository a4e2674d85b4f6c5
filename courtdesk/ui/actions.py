"""Menus, toolbar and shortcuts as one table."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from courtdesk.ui.look.icons import icon
from courtdesk.ui.look.theme import Palette


class Entry(NamedTuple):
    """One action; ``text`` carries its Alt mnemonic.

    ``slot`` names a method of the window, or as ``files.save`` a function of a module of this
    package that takes the window; the module is loaded when the action is first used.
    """

    id: str
    text: str
    shortcut: str
    slot: str
    icon: str = ""
    needs_sheet: bool = True
    edits: bool = False  # greyed in a read-only document
    checkable: bool = False


ENTRIES = (
    Entry("new", "新建(&N)…", "Ctrl+N", "files.new", "file-plus", False),
    Entry("draft", "从稿件新建(&D)…", "Ctrl+Shift+N", "draft.drafting.new", "newspaper", False),
    Entry(
        "tables",
        "从 Excel 新建(&T)…",
        "Ctrl+Shift+T",
        "founding.founding.new",
        "file-spreadsheet",
        False,
    ),
    Entry("open", "打开(&O)…", "Ctrl+O", "files.choose", "folder-open", False),
    Entry("sample", "打开示例(&E)", "", "files.open_sample", "book-open", False),
    Entry("start", "回到开始页(&B)", "", "show_start", "house"),
    Entry("save", "保存(&S)", "Ctrl+S", "files.save", "save"),
    Entry("save_as", "另存为(&A)…", "Ctrl+Shift+S", "files.save_as", ""),
    Entry("print", "打印(&P)…", "Ctrl+P", "publishing.exchange.print_preview", "printer"),
    Entry("versions", "历史版本(&V)…", "", "versions.versions.show_versions", "history"),
    Entry("archive", "导出归档(&R)…", "", "versions.versions.write_archive", ""),
    Entry("unarchive", "从归档读回(&U)…", "", "versions.versions.read_archive", "", False),
    Entry("quit", "退出(&X)", "Ctrl+Q", "close", "", False),
    Entry("undo", "撤销(&U)", "Ctrl+Z", "undo", "undo-2", edits=True),
    Entry("redo", "重做(&R)", "Ctrl+Y", "redo", "redo-2", edits=True),
    Entry("find", "查找(&F)", "Ctrl+F", "look_up", "search"),
    Entry("next_missing", "下一处待填(&M)", "Alt+Down", "view.next_missing", "arrow-down"),
    Entry("next_finding", "下一条校核(&G)", "F8", "view.next_finding", "list-checks"),
    Entry("add_section", "添加部分(&S)", "", "sections.add", "plus", edits=True),
    Entry("rename_section", "改部分名(&T)", "", "sections.rename", "pencil", edits=True),
    Entry("section_left", "部分左移(&L)", "Ctrl+Shift+Left", "sections.left", "", edits=True),
    Entry("section_right", "部分右移(&I)", "Ctrl+Shift+Right", "sections.right", "", edits=True),
    Entry("remove_section", "删除部分(&D)", "", "sections.remove", "trash-2", edits=True),
    Entry("add_chart", "添加图表(&H)…", "", "sections.add_chart", "chart-column", edits=True),
    Entry(
        "departments",
        "部门(&B)…",
        "",
        "departments.collecting.edit_departments",
        "landmark",
        edits=True,
    ),
    Entry(
        "forms", "发放采集表(&C)…", "", "departments.collecting.send_forms", "clipboard", edits=True
    ),
    Entry("board", "收数进度(&P)…", "", "departments.collecting.show_board", "list-checks"),
    Entry(
        "import", "导入表格(&I)…", "Ctrl+I", "intake.importing.choose_import", "upload", edits=True
    ),
    Entry(
        "paste",
        "粘贴表格(&V)…",
        "Ctrl+Shift+V",
        "intake.importing.paste_table",
        "clipboard",
        edits=True,
    ),
    Entry(
        "export_xlsx",
        "导出表格(&X)…",
        "Ctrl+E",
        "publishing.exchange.export_one",
        "file-spreadsheet",
    ),
    Entry(
        "export_all",
        "导出全部成品(&A)…",
        "Ctrl+Shift+E",
        "publishing.exchange.export_all",
        "file-down",
    ),
    Entry("rules", "校核规则(&R)…", "", "proof.rule_list.show_rules", "list-checks"),
    Entry("phrases", "固定说法(&W)…", "", "proof.phrases.show_phrases", "message-square"),
    Entry("charts", "图表(&1)", "Ctrl+1", "view.show_charts", "chart-column"),
    Entry("preview", "预览(&2)", "Ctrl+2", "view.show_preview", "eye"),
    Entry("findings", "校核(&3)", "Ctrl+3", "view.show_findings", "list-checks"),
    Entry("history", "记录(&4)", "Ctrl+4", "view.show_history", "history"),
    Entry("publish", "成品(&5)", "Ctrl+5", "view.show_out", "newspaper"),
    Entry("rail", "显示侧栏(&R)", "Ctrl+0", "view.toggle_rail", "", checkable=True),
    Entry("split_rail", "侧栏分两栏(&B)", "Ctrl+9", "view.split_rail", "", checkable=True),
    Entry("dark", "深色外观(&D)", "", "toggle_dark", "", False, checkable=True),
    Entry("next_tab", "下一页(&N)", "Ctrl+PgDown", "view.next_tab", ""),
    Entry("previous_tab", "上一页(&P)", "Ctrl+PgUp", "view.previous_tab", ""),
    Entry("manual", "手册(&H)", "F1", "help.show_manual", "book-open", False),
    Entry("about", "关于(&A)", "", "help.show_about", "info", False),
)
MENUS = (
    (
        "文件(&F)",
        (
            *("new", "draft", "tables", "open", "sample", "start", ""),
            *("save", "save_as", "versions", ""),
            *("archive", "unarchive", "", "print", "", "quit"),
        ),
    ),
    (
        "编辑(&E)",
        (
            *("undo", "redo", "", "find", "next_missing", "next_finding", ""),
            *("add_section", "rename_section", "section_left", "section_right", "remove_section"),
            *("", "add_chart"),
        ),
    ),
    ("数据(&D)", ("departments", "forms", "board", "", "import", "paste", "export_xlsx")),
    ("稿件(&A)", ("preview", "publish", "rules", "phrases", "", "export_all")),
    (
        "查看(&V)",
        (
            *("charts", "preview", "findings", "history", "rail", "split_rail", ""),
            *("next_tab", "previous_tab", "", "dark"),
        ),
    ),
    ("帮助(&H)", ("manual", "about")),
)
TOOLBAR = (
    *("open", "save", "", "undo", "redo", "", "import", "forms", "export_xlsx", ""),
    *("findings", "preview", "export_all", "print"),
)
SHORT = {
    "forms": "采集表",
    "export_xlsx": "导出表格",
    "export_all": "导出成品",
    "import": "导入",
    "print": "打印",
}


def plain(text: str) -> str:
    """Return an action's words without mnemonic and dots."""
    return text.split("(&")[0].rstrip("…")


def build(window: QMainWindow, palette: Palette) -> dict[str, QAction]:
    """Make every action, menu and tool button of the window; return the actions by id."""
    actions: dict[str, QAction] = {}
    for entry in ENTRIES:
        action = QAction(entry.text, window, checkable=entry.checkable)
        action.setObjectName(entry.id)
        action.setShortcut(QKeySequence(entry.shortcut))
        action.triggered.connect(_call(window, entry.slot))
        keys = f"（{entry.shortcut}）" if entry.shortcut else ""
        action.setToolTip(plain(entry.text) + keys)
        action.setIconText(SHORT.get(entry.id, plain(entry.text)))
        actions[entry.id] = action
    for title, ids in MENUS:
        menu: QMenu = window.menuBar().addMenu(title)
        for id in ids:
            menu.addAction(actions[id]) if id else menu.addSeparator()
    tint(actions, palette, TOOLBAR)
    return actions


def build_toolbar(window: QMainWindow, actions: dict[str, QAction]) -> QToolBar:
    """Make the toolbar; its buttons show icon and words."""
    bar = QToolBar("工具栏", window, movable=False)
    bar.setObjectName("toolbar")
    bar.setIconSize(QSize(18, 18))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    bar.setContextMenuPolicy(bar.contextMenuPolicy().PreventContextMenu)
    for id in TOOLBAR:
        bar.addAction(actions[id]) if id else bar.addSeparator()
    window.addToolBar(bar)
    return bar


def tint(actions: dict[str, QAction], palette: Palette, only: tuple[str, ...] = ()) -> None:
    """Draw the icons in the palette's ink: all of them, or those of these actions."""
    for entry in ENTRIES:
        if entry.icon and (not only or entry.id in only):
            actions[entry.id].setIcon(icon(entry.icon, palette.ink))


def enable(actions: dict[str, QAction], sheet: bool, read_only: bool) -> None:
    """Grey what cannot be done without a sheet, or in one that cannot be changed."""
    for entry in ENTRIES:
        actions[entry.id].setEnabled(
            (sheet or not entry.needs_sheet) and not (read_only and entry.edits)
        )


def _call(window: QMainWindow, slot: str) -> Callable[[], None]:
    module, _, name = slot.rpartition(".")

    def call(*_: object) -> None:
        if module:
            getattr(import_module(f"courtdesk.ui.{module}"), name)(window)
        else:
            getattr(window, name)()

    return call
