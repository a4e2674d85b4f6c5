"""The window in a process of its own: somebody works in it until the process is killed.

Usage: typist.py FILE WORKBOOK PICTURE. Each time the status bar says 已保存到本机 a line tells what
the sheet then held: the figure, how often the passage was added to, the photos, what was imported.
"""

import sys
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from courtdesk.models.sheet import FactSheet
from courtdesk.ui.app import make_application

ADDED = "又补一句。"


def held(sheet: FactSheet) -> tuple[int, int, int, int]:
    """What the typist's work has come to: each of the four only grows."""
    figures = [sheet.figure(id).printed for id in ("F018", "F020")]
    typed, imported = (int(f.value) if f is not None else 0 for f in figures)
    return typed, sheet.passage("s1i3").count(ADDED), len(sheet.photos), imported


def main() -> None:
    app = make_application()
    from courtdesk.ui import files
    from courtdesk.ui.form.head_tab import HeadTab
    from courtdesk.ui.intake import importing
    from courtdesk.ui.intake.import_dialog import ImportDialog
    from courtdesk.ui.main_window import MainWindow
    from courtdesk.ui.passage.passage_editor import PassageEditor

    file, workbook, picture = map(Path, sys.argv[1:])
    window = MainWindow()
    window.show()
    files.open_path(window, file)
    numbers = count(9001)

    def tell(_: object) -> None:
        if window.status.where.whole.startswith("已保存到本机"):
            print("saved", *held(window.space.sheet), flush=True)

    def figure(editor: object) -> None:
        editor.show_path("figures.F018.printed")
        field = editor.findChild(object, "figures.F018.printed")
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, str(next(numbers)))

    def passage(editor: object) -> None:
        editor.show_path("passages.s1i3.text")
        text = editor.findChild(PassageEditor, "passages.s1i3.text")
        text.setFocus()
        text.moveCursor(QTextCursor.MoveOperation.End)
        words = QInputMethodEvent()
        words.setCommitString(ADDED)
        QApplication.sendEvent(text, words)

    def photo(editor: object) -> None:
        editor.show_tab("head")
        if isinstance(editor.page, HeadTab):
            editor.page.gallery.add_photos([picture])

    def bring(_: object) -> None:
        importing.import_paths(window, [workbook])

    steps = [figure, passage, bring, photo, figure, passage]

    def work() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ImportDialog):
            for offer in [o for o in dialog.proposal.offers.values() if o.id == "F020"]:
                dialog.details.taken.emit(offer.key)  # it was checked: the workbook is right
            dialog.accept()
        elif dialog is None and window.editor is not None:
            if not hasattr(window, "told"):
                window.told = window.space.saved.connect(tell)
            step = steps.pop(0)
            steps.append(figure if step is bring else step)  # one workbook comes in once
            step(window.editor)

    timer = QTimer()
    timer.timeout.connect(work)
    timer.start(60)
    app.exec()


if __name__ == "__main__":
    main()
