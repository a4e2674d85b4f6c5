"""What holds of every dialog: keys reach all that can be pressed, words can be read."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
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
from courtdesk.ui.look.dialogs import IndicatorForm, NewSheetForm, WantedForm, WordsForm
from courtdesk.ui.look.theme import DARK, LIGHT, Palette
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.proof.mending import explain
from courtdesk.ui.proof.phrases import PhraseForm, PhraseList
from courtdesk.ui.proof.rule_list import RuleList
from courtdesk.ui.tasks import ask, choose_of, run
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


def test_a_question_stands_as_far_from_the_left_edge_as_from_the_right(
    window: MainWindow, qtbot: QtBot
) -> None:
    edges: list[int] = []

    def measure(box: QMessageBox) -> None:
        words = [w for w in box.findChildren(QLabel) if w.isVisible() and w.text()]
        parts = [*words, *box.findChildren(QPushButton)]
        left = min(part.mapTo(box, QPoint(0, 0)).x() for part in parts)
        right = max(part.mapTo(box, QPoint(part.width(), 0)).x() for part in parts)
        edges.extend((left, box.width() - right))
        box.reject()

    when_open(QMessageBox, measure)
    ask(window, "已有同名的部门。把“执行局”合并进去？可以撤销。", "合并")
    assert edges[0] == edges[1]


def test_ctrl_enter_gives_the_reason_and_the_box_says_so(
    window: MainWindow, editor: Editor, qtbot: QtBot
) -> None:
    form = WantedForm(window, "仍要导出", "理由", "", lines=True)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    assert any("Ctrl+Enter" in label.text() for label in form.findChildren(QLabel))
    QTest.keyClick(form.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.isVisible() and form.refusal.text() == "请写明理由。"
    form.field.insertPlainText("报社今晚截稿")
    QTest.keyClick(form.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not form.isVisible() and form.words == "报社今晚截稿"


def test_the_last_reason_of_a_sheet_is_offered_again(window: MainWindow, editor: Editor) -> None:
    space = editor.space
    assert not space.sheet.explanations and not space.last_reason

    def give(form: WordsForm) -> None:
        form.field.setPlainText("院里核过")
        form.ok.click()

    when_open(WordsForm, give)
    explain(window, space, space.findings[0])
    form = WantedForm(window, "仍要导出", "理由", "", lines=True, last=space.last_reason)
    form.show()
    next(b for b in form.findChildren(QPushButton) if b.text() == "上次的理由：院里核过").click()
    assert form.words == "院里核过" and form.focusWidget() is form.field
    form.close()
