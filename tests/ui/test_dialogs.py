"""What holds of every dialog: keys reach all that can be pressed, words can be read."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from courtdesk.ui.charts.chart_dialog import ChartDialog
from courtdesk.ui.departments.board import Board
from courtdesk.ui.departments.departments_dialog import DepartmentsDialog
from courtdesk.ui.departments.forms_dialog import FormsDialog
from courtdesk.ui.editor import Editor
from courtdesk.ui.look.dialogs import IndicatorForm, NewSheetForm, WantedForm
from courtdesk.ui.look.theme import DARK, LIGHT, Palette
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.proof.phrases import PhraseForm, PhraseList
from courtdesk.ui.proof.rule_list import RuleList
from courtdesk.ui.tasks import choose_of, run
from courtdesk.ui.versions.compare_dialog import CompareDialog
from courtdesk.writing.compare import Difference
from tests.windows import when_open

Make = Callable[[MainWindow, Editor], QDialog]
FOUND = tuple(Difference(path="", label=f"指标{n}", before="1", after="2") for n in range(40))
DIALOGS: dict[str, Make] = {
    "compare": lambda w, e: CompareDialog(w, "比较", "说明", ("左", "右"), FOUND, ("一", "二")),
    "departments": lambda w, e: DepartmentsDialog(w, e.space),
    "forms": lambda w, e: FormsDialog(w, e.space.sheet, date(2024, 1, 2)),
    "board": lambda w, e: Board(w, e.space, date(2024, 1, 2)),
    "phrases": lambda w, e: PhraseList(w, e.space),
    "phrase": lambda w, e: PhraseForm(w, e.space),
    "rules": lambda w, e: RuleList(w, e.space),
    "reason": lambda w, e: WantedForm(w, "仍要导出", "理由", "", lines=True),
    "new": lambda w, e: NewSheetForm(w),
    "chart": lambda w, e: ChartDialog(w, e.space.sheet, "outline.charts"),
    "indicator": lambda w, e: IndicatorForm(w, ("执行局",)),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_tab_reaches_every_button_and_escape_leaves(
    window: MainWindow, editor: Editor, qtbot: QtBot, name: str
) -> None:
    dialog = DIALOGS[name](window, editor)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    wanted = {b for b in dialog.findChildren(QPushButton) if b.isVisible() and b.isEnabled()}
    reached: set[QWidget] = set()
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        reached |= {w for w in (QApplication.focusWidget(),) if w is not None}
    assert wanted and wanted <= reached
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.deleteLater()


def right_to_left(dialog: QWidget) -> list[str]:
    buttons = [b for b in dialog.findChildren(QPushButton) if b.isVisible()]
    return [b.text() for b in sorted(buttons, key=lambda b: -b.mapTo(dialog, b.pos()).x())]


def test_what_a_dialog_is_for_stands_at_the_right_in_forms_as_in_questions(
    window: MainWindow, qtbot: QtBot
) -> None:
    form = NewSheetForm(window)
    form.open()
    qtbot.waitExposed(form)
    (box,) = form.findChildren(QDialogButtonBox)
    assert right_to_left(box) == ["新建", "取消"]
    form.reject()
    form.deleteLater()
    seen: list[list[str]] = []

    def read(asked: QMessageBox) -> None:
        (box,) = asked.findChildren(QDialogButtonBox)
        seen.append(right_to_left(box))
        focus = QApplication.focusWidget()
        assert isinstance(focus, QPushButton)
        QTest.keyClick(focus, Qt.Key.Key_Return)

    when_open(QMessageBox, read)
    assert choose_of(window, "还有没写入文件的修改。", "保存", "不保存", "取消") == 0
    assert seen == [["保存", "不保存", "取消"]]


def light(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_hint_in_an_empty_field_can_be_read(
    window: MainWindow, qtbot: QtBot, palette: Palette
) -> None:
    before = window.colours
    window.wear(palette)
    field = QLineEdit(placeholderText="■■■■■■")
    qtbot.addWidget(field)
    field.resize(200, 30)
    field.show()
    qtbot.waitExposed(field)
    image = field.grab().toImage()
    inside = [image.pixelColor(x, image.height() // 2) for x in range(9, image.width() // 2)]
    ground = light(QColor(palette.field))
    ratios = [(max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) for ink in map(light, inside)]
    window.wear(before)
    assert max(ratios) >= 4.5


def test_enter_cancels_no_work_under_way(window: MainWindow, qtbot: QtBot) -> None:
    free = threading.Event()
    said: list[bool] = []
    task = run(window, "正在读取", lambda _: free.wait(20), said.append)
    bar = window.findChildren(QProgressDialog)[-1]
    qtbot.waitUntil(bar.isVisible)
    QTest.keyClick(bar.findChildren(QPushButton)[0], Qt.Key.Key_Return)
    assert not task.cancelled and bar.isVisible()
    free.set()
    qtbot.waitUntil(lambda: said == [True])
