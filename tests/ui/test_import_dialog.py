"""The preview of an import is decided by keyboard as well."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from courtdesk.excel.exchange import Change, Import
from courtdesk.ui.import_dialog import ImportDialog
from courtdesk.ui.main_window import MainWindow


def change(id: str) -> Change:
    return Change(
        id=id, field="printed", label=id, old="1件", new="2件", file="f", sheet="s", cell="D4"
    )


def test_the_space_bar_refuses_the_change_of_a_row(window: MainWindow) -> None:
    found = Import(changes=(change("F001"), change("F002")), problems=())
    dialog = ImportDialog(window, "表.xlsx", found)
    dialog.show()
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert [c.id for c in dialog.accepted_changes] == ["F001"]
    dialog.close()
