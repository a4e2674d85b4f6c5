"""Departments, forms and the board in the window."""

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from courtdesk.models.delivery import deliveries
from courtdesk.models.departments import assign, departments, undelivered
from courtdesk.models.sheet import FactSheet, Request, Source, State
from courtdesk.store import read_sheet
from courtdesk.ui import tasks
from courtdesk.ui.departments.board import NEXT, Board
from courtdesk.ui.departments.departments_dialog import ChoiceForm, DepartmentsDialog
from courtdesk.ui.departments.forms_dialog import FormsDialog
from courtdesk.ui.editor import Editor
from courtdesk.ui.form.overview_tab import OverviewTab
from courtdesk.ui.look.dialogs import WordsForm
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.workspace import Workspace
from tests.windows import when_open

TODAY = date(2025, 1, 6)


@pytest.fixture
def space(editor: Editor) -> Workspace:
    return editor.space


def type_and_accept(words: str) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, WordsForm)
        dialog.field.clear()
        QApplication.clipboard().setText(words)
        dialog.field.paste()
        dialog.ok.click()

    return act


def emptied(sheet: FactSheet, department: str) -> FactSheet:
    """The sheet before a department's figures came."""
    gone = {i.id for i in sheet.wanted if i.department == department}
    figures = tuple(
        f.replaced(printed=None, state=State.AWAITED, source=Source()) if f.id in gone else f
        for f in sheet.figures
    )
    return sheet.replaced(figures=figures)


# --- departments ------------------------------------------------------------------------------


@pytest.fixture
def dialog(window: MainWindow, space: Workspace, qtbot: QtBot) -> DepartmentsDialog:
    shown = DepartmentsDialog(window, space)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_a_renamed_department_is_one_undo_step_for_all_its_indicators(
    dialog: DepartmentsDialog, space: Workspace, file: Path, qtbot: QtBot
) -> None:
    steps, before = space.undo_stack.count(), space.sheet
    dialog.choose("执行局")
    when_open(WordsForm, type_and_accept("执行局（指挥中心）"))
    dialog.buttons["rename"].click()
    assert dialog.name == "执行局（指挥中心）" and dialog.owed.rowCount() == 14
    assert "执行局" not in departments(space.sheet.outline)
    assert {i.department for i in space.sheet.wanted if i.id in ("F018", "F063")} == {
        "执行局（指挥中心）"
    }
    assert space.undo_stack.count() == steps + 1
    space.publish()
    qtbot.waitUntil(
        lambda: "执行局（指挥中心）" in read_sheet(file).outline.departments, timeout=10000
    )
    dialog.undo.click()
    assert space.sheet == before and not dialog.undo.isEnabled()


def test_two_departments_are_merged_after_a_question(
    dialog: DepartmentsDialog, space: Workspace
) -> None:
    dialog.choose("派出人民法庭")

    def choose(form: QDialog) -> None:
        assert isinstance(form, ChoiceForm)
        form.choice.setCurrentText("民事审判庭")
        form.ok.click()

    when_open(ChoiceForm, choose)
    dialog.buttons["merge"].click()
    assert dialog.name == "民事审判庭" and dialog.owed.rowCount() == 8 + 3
    assert len(departments(space.sheet.outline)) == 9


def test_a_removed_department_leaves_its_indicators_to_be_given_to_another(
    dialog: DepartmentsDialog, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courtdesk.ui.departments.departments_dialog.ask", lambda *_: True)
    dialog.choose("政治部")
    dialog.buttons["remove"].click()
    left = [i.id for i in undelivered(space.sheet)]
    assert len(left) == 3 and dialog.list.rowCount() == 10
    dialog.choose("")
    assert not any(dialog.buttons[b].isEnabled() for b in ("rename", "merge", "remove", "up"))
    assert not dialog.give.isEnabled()
    dialog.owed.selectAll()
    dialog.target.setCurrentText("综合办公室")
    dialog.give.click()
    assert undelivered(space.sheet) == ()
    assert {space.sheet.outline.indicator(i).department for i in left} == {"综合办公室"}
    assert dialog.list.rowCount() == 9


def test_a_department_is_added_and_moved(dialog: DepartmentsDialog, space: Workspace) -> None:
    when_open(WordsForm, type_and_accept("  监察\n室 "))
    dialog.buttons["add"].click()
    assert departments(space.sheet.outline)[-1] == dialog.name == "监察 室"
    dialog.buttons["up"].click()
    assert departments(space.sheet.outline)[-2] == dialog.name
    assert dialog.buttons["down"].isEnabled()


def test_a_name_that_is_taken_is_refused_in_a_sentence(
    dialog: DepartmentsDialog, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "courtdesk.ui.departments.departments_dialog.warn",
        lambda _, sentence: said.append(sentence),
    )
    before = space.sheet
    when_open(WordsForm, type_and_accept("执行局"))
    dialog.buttons["add"].click()
    when_open(WordsForm, type_and_accept("长" * 61))
    dialog.buttons["add"].click()
    assert space.sheet is before
    assert ["已有“执行局”" in said[0], "太长" in said[1]] == [True, True]


# --- forms ------------------------------------------------------------------------------------


@pytest.fixture
def forms(window: MainWindow, space: Workspace, qtbot: QtBot) -> Callable[[], FormsDialog]:
    def show() -> FormsDialog:
        shown = FormsDialog(window, space.sheet, TODAY)
        qtbot.addWidget(shown)
        shown.show()
        return shown

    return show


def test_who_has_not_answered_is_ticked_and_the_last_contact_is_known(
    forms: Callable[[], FormsDialog], space: Workspace
) -> None:
    sent = Request(
        department="政治部", when=datetime(2025, 1, 2), due=date(2025, 1, 10), officer="周某"
    )
    space.edit("", emptied(space.sheet, "执行局").replaced(requests=(sent,)), "收数")
    dialog = forms()
    assert [n for n, box in dialog.boxes.items() if box.isChecked()] == ["执行局"]
    assert (dialog.due.text(), dialog.officer.text()) == ("2025-01-10", "周某")
    assert [(r.department, r.due) for r in dialog.requests] == [("执行局", date(2025, 1, 10))]
    dialog.every.click()
    assert len(dialog.requests) == 10


@pytest.mark.parametrize(
    ("due", "why"), [("下周", "2025-01-10 的样子"), ("2025-01-05", "已经过了")]
)
def test_a_deadline_that_cannot_be_is_refused_in_the_dialog(
    forms: Callable[[], FormsDialog], due: str, why: str
) -> None:
    dialog = forms()
    dialog.due.setText(due)
    dialog.ok.click()
    assert why in dialog.refusal.text() and dialog.isVisible()
    dialog.due.setText("2025-01-06")
    dialog.ok.click()
    assert not dialog.isVisible()


def test_the_deadline_has_the_keyboard_first(forms: Callable[[], FormsDialog]) -> None:
    dialog = forms()
    assert dialog.focusWidget() is dialog.due


def test_without_a_department_nothing_is_sent(forms: Callable[[], FormsDialog]) -> None:
    dialog = forms()
    dialog.every.setChecked(True)
    dialog.every.click()
    dialog.ok.click()
    assert "请至少选一个部门" in dialog.refusal.text() and dialog.isVisible()


def test_indicators_of_nobody_are_not_passed_over_in_silence(
    forms: Callable[[], FormsDialog], space: Workspace
) -> None:
    space.edit("", assign(space.sheet, {"F018"}, ""), "取消部门")
    dialog = forms()
    assert "有 1 项指标没有来源部门（“执结各类案件数”）" in dialog.left
    dialog.ok.click()
    assert "没有来源部门" in dialog.refusal.text() and dialog.isVisible()
    dialog.without.setChecked(True)
    dialog.ok.click()
    assert not dialog.isVisible()


def test_a_cancelled_making_sends_nothing_and_leaves_no_file(
    window: MainWindow,
    space: Workspace,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from courtdesk.ui.departments import collecting

    folder = tmp_path / "表"
    ended: list[object] = []
    cancelled = threading.Event()

    def run(
        parent: MainWindow, title: str, work: Callable[[tasks.Task], object], done: object
    ) -> tasks.Task:
        def held(task: tasks.Task) -> object:
            assert cancelled.wait(10)
            return work(task)

        task = tasks.run(parent, title, held, done)  # type: ignore[arg-type]
        task.cancel()
        task.failed.connect(ended.append)
        task.done.connect(ended.append)
        cancelled.set()
        return task

    monkeypatch.setattr(collecting, "run", run)
    requests = tuple(
        Request(department=d.department, when=datetime(2025, 1, 3)) for d in deliveries(space.sheet)
    )
    collecting._make(window, folder, requests)
    qtbot.waitUntil(lambda: bool(ended), timeout=10000)
    assert space.sheet.requests == ()
    assert not folder.exists() or not any(folder.iterdir())


# --- the board --------------------------------------------------------------------------------


@pytest.fixture
def board(window: MainWindow, space: Workspace, qtbot: QtBot) -> Callable[[], Board]:
    def show() -> Board:
        shown = Board(window, space, TODAY)
        qtbot.addWidget(shown)
        shown.show()
        return shown

    return show


def column(shown: Board, number: int) -> list[str]:
    items = (shown.grid.item(row, number) for row in range(shown.grid.rowCount()))
    return [item.text() if item else "" for item in items]


def test_the_board_tells_of_each_department_how_far_it_has_come(
    board: Callable[[], Board], space: Workspace
) -> None:
    space.edit("", emptied(space.sheet, "执行局"), "收数")
    shown = board()
    assert shown.title.text() == "已收 54 / 68"
    told = dict(zip(column(shown, 0), column(shown, 1), strict=True))
    assert told["执行局"] == "0 / 14" and told["刑事审判庭"] == "6 / 6"
    states = dict(zip(column(shown, 0), column(shown, 2), strict=True))
    assert states["执行局"] == "待收" and states["刑事审判庭"] == "已核"
    space.enter("F018", "2600件")
    assert shown.title.text() == "已收 55 / 68"
    row = column(shown, 0).index("执行局")
    assert column(shown, 2)[row] == "部分" and column(shown, 5)[row] == "手工填写"


def test_a_department_that_is_late_says_so(board: Callable[[], Board], space: Workspace) -> None:
    due = Request(department="执行局", when=datetime(2025, 1, 2), due=TODAY - timedelta(days=1))
    space.edit("", emptied(space.sheet, "执行局").replaced(requests=(due,)), "收数")
    shown = board()
    assert "1 个逾期" in shown.about.text()
    assert column(shown, 2)[column(shown, 0).index("执行局")] == "待收 逾期"


def test_a_click_on_a_head_sorts_and_a_bar_sorts_by_share(
    board: Callable[[], Board], space: Workspace
) -> None:
    space.edit("", emptied(space.sheet, "综合办公室"), "收数")
    shown = board()
    first = column(shown, 0)
    assert first[0] == "审判管理办公室（研究室）"
    shown.grid.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert column(shown, 0)[0] == "综合办公室"
    shown.grid.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert column(shown, 0) == first


def test_a_click_on_what_is_missing_leads_to_its_field(
    window: MainWindow, editor: Editor, space: Workspace
) -> None:
    space.edit("", emptied(space.sheet, "政治部"), "收数")

    def click(shown: QDialog) -> None:
        assert isinstance(shown, Board)
        place = shown.grid.visualItemRect(shown.grid.item(9, NEXT)).center()
        QTest.mouseClick(
            shown.grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )

    when_open(Board, click)
    window.actions_by_id["board"].trigger()
    focus = window.focusWidget()
    assert focus is not None and focus.objectName() == "figures.F053.printed"


def test_enter_on_a_line_leads_to_what_is_missing(
    board: Callable[[], Board], space: Workspace
) -> None:
    space.edit("", emptied(space.sheet, "执行局"), "收数")
    shown = board()
    shown.grid.choose(["执行局"])
    shown.grid.setFocus()
    QTest.keyClick(shown.grid, Qt.Key.Key_Return)
    assert shown.path == "figures.F018.printed"


def test_the_reminder_of_the_chosen_departments_is_copied(
    board: Callable[[], Board], space: Workspace
) -> None:
    space.edit("", emptied(emptied(space.sheet, "执行局"), "政治部"), "收数")
    shown = board()
    shown.grid.choose(["执行局", "政治部", "刑事审判庭"])
    shown.remind.click()
    text = QApplication.clipboard().text()
    assert text.startswith("执行局：") and "\n\n政治部：" in text and "刑事" not in text
    assert "已复制执行局、政治部的催报" in shown.told.text()
    shown.grid.choose(["刑事审判庭"])
    assert not shown.remind.isEnabled() and not shown.go.isEnabled()


def test_the_overview_leads_to_the_board_and_to_what_a_department_owes(
    window: MainWindow, editor: Editor, space: Workspace
) -> None:
    space.edit("", emptied(space.sheet, "政治部"), "收数")
    editor.show_tab("overview")
    page = editor.page
    assert isinstance(page, OverviewTab)
    buttons = {b.text(): b for b in page.board.findChildren(QPushButton)}
    seen: list[str] = []

    def look(shown: QDialog) -> None:
        assert isinstance(shown, Board)
        seen.append(shown.title.text())
        shown.reject()

    when_open(Board, look)
    buttons["收数进度…"].click()
    assert seen == ["已收 65 / 68"]
    buttons["政治部"].click()
    focus = window.focusWidget()
    assert focus is not None and focus.objectName() == "figures.F053.printed"
    assert "刑事审判庭" not in buttons
