"""From tables to a sheet in the window: ticked, corrected, opened as work that has no file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from courtdesk import resources
from courtdesk.excel.founding import opened as reading
from courtdesk.models.sheet import State
from courtdesk.ui.founding import founding
from courtdesk.ui.founding.founding_dialog import SHOWN, FoundingDialog
from courtdesk.ui.founding.founding_form import FoundingForm
from courtdesk.ui.founding.founding_rows import (
    CHECK,
    DEPARTMENT,
    HEADS,
    ITEM,
    LABEL,
    NOW,
    PLACE,
    SECTION,
    UNIT,
)
from courtdesk.ui.intake.import_report import ImportReport
from courtdesk.ui.intake.source_dialog import SourceDialog
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.tasks import Task
from tests.windows import *  # noqa: F403

DEPARTMENTS = resources.sample("departments")
WORK = """临河县人民法院2024年度工作数据,,,,,
类别,指标,单位,本年,上年,责任部门
审判执行,受理案件数,件,12034,11020,审管办
,结案率,%,0.9556,0.9891,审管办
诉讼服务,网上立案,件,820,700,立案庭
,培训,次,,,政治部
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "工作数据.csv"
    path.write_text(WORK, encoding="utf-8")
    return path


def shown(window: MainWindow, qtbot: QtBot) -> FoundingDialog:
    """The dialog, once the tables were read."""
    qtbot.waitUntil(lambda: bool(window.findChildren(FoundingDialog)), timeout=20_000)
    (dialog,) = window.findChildren(FoundingDialog)
    return dialog


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot, table: Path) -> FoundingDialog:
    founding.open_tables(window, [table])
    return shown(window, qtbot)


def texts(dialog: FoundingDialog, column: int) -> list[str]:
    return [str(dialog.rows.index(n, column).data() or "") for n in range(dialog.rows.rowCount())]


def ticks(dialog: FoundingDialog) -> list[bool]:
    return [line.taken for line in dialog.founding.lines]


def stand(dialog: FoundingDialog, row: int, column: int) -> None:
    dialog.table.setCurrentIndex(dialog.rows.index(row, column))


def press(widget: object, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)  # type: ignore[call-overload]


def told(window: MainWindow, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=20_000)
    (box,) = window.findChildren(QMessageBox)
    sentence = box.text()
    box.close()
    return sentence


# --- the way in -----------------------------------------------------------------------------------


def test_the_start_page_offers_it_and_asks_for_tables(
    window: MainWindow, qtbot: QtBot, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = next(c for c in window.start.choices if "从 Excel 新建" in c.accessibleName())
    choice.click()
    (form,) = window.findChildren(FoundingForm)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(table)], ""))
    form.files.click()
    dialog = shown(window, qtbot)
    assert (dialog.court, dialog.fields.year.text()) == ("临河县人民法院", "2024")


def test_a_folder_is_chosen_and_its_tables_are_read(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.actions_by_id["tables"].trigger()
    (form,) = window.findChildren(FoundingForm)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(DEPARTMENTS))
    form.folders.click()
    dialog = shown(window, qtbot)
    assert dialog.summary.text() == "10 个部分　19 个条目　65 项指标"
    assert dialog.doubts.text() == "6 处有疑问，没有勾选"


def test_enter_presses_the_button_that_has_the_keyboard(window: MainWindow) -> None:
    window.actions_by_id["tables"].trigger()
    (form,) = window.findChildren(FoundingForm)
    cancel = next(b for b in form.findChildren(QPushButton) if b.text() == "取消")
    cancel.setFocus()
    QTest.keyClick(cancel, Qt.Key.Key_Return)
    assert not form.isVisible()


def drop(target: MainWindow, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    target.dropEvent(
        QDropEvent(
            QPointF(QPoint(40, 40)),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_tables_are_dropped_on_the_start_page(
    window: MainWindow, qtbot: QtBot, table: Path
) -> None:
    drop(window, table, DEPARTMENTS / "综合办公室.csv")
    assert len(shown(window, qtbot).founding.opened) == 2


def test_a_file_that_is_no_table_is_told_in_one_sentence(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "照片.png"
    path.write_bytes(b"\x89PNG\r\n")
    drop(window, path)
    assert told(window, qtbot).startswith("“照片.png”不是表格文件：请用 WPS")
    assert window.stack.currentWidget() is window.start


def test_reading_can_be_cancelled(
    window: MainWindow, qtbot: QtBot, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reading.read_bytes

    def slow(data: bytes, name: str, tick: Callable[[], None]) -> object:
        (bar,) = window.findChildren(QProgressDialog)
        bar.canceled.emit()
        tick()
        return read(data, name, tick)

    monkeypatch.setattr(reading, "read_bytes", slow)
    founding.open_tables(window, [table])
    qtbot.waitUntil(lambda: not window.findChildren(QProgressDialog), timeout=20_000)
    assert not window.findChildren(FoundingDialog) and not window.findChildren(QMessageBox)


# --- the table ------------------------------------------------------------------------------------


def test_every_figure_has_a_row_and_what_is_in_doubt_is_not_ticked(dialog: FoundingDialog) -> None:
    assert texts(dialog, SECTION) == ["审判执行", "审判执行", "诉讼服务", "诉讼服务"]
    assert texts(dialog, LABEL) == ["受理案件数", "结案率", "网上立案数", "培训次数"]
    assert texts(dialog, NOW) == ["12034件", "95.56%", "820件", ""]
    assert texts(dialog, PLACE) == ["D3", "D4", "D5", "B6"]
    assert ticks(dialog) == [True, False, True, False]
    assert texts(dialog, CHECK)[1].startswith("表中是 0.9556，应是 95.56% 还是 0.9556%")
    assert dialog.rows.columnCount() == len(HEADS)


def test_the_keyboard_alone_makes_a_sheet(
    window: MainWindow, qtbot: QtBot, dialog: FoundingDialog
) -> None:
    stand(dialog, 1, LABEL)
    press(dialog.table, Qt.Key.Key_Space)
    assert ticks(dialog) == [True, True, True, False]
    press(dialog.table, Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText("法定审限内结案率")
    press(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(dialog, LABEL)[1] == "法定审限内结案率")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.space is not None, timeout=20_000)
    space = window.space
    assert space is not None
    sheet = space.sheet
    assert [i.label for i in sheet.wanted] == ["受理案件数", "法定审限内结案率", "网上立案数"]
    assert (sheet.court, sheet.year) == ("临河县人民法院", 2024)
    figure = sheet.figure(sheet.wanted[0].id)
    assert (str(figure.printed), str(figure.previous)) == ("12034件", "11020件")
    assert figure.state is State.RECEIVED
    assert space.blob(figure.source.sha256) == WORK.encode()
    assert space.path is None and space.touched  # it is not put away without a question


def test_escape_leaves_everything_as_it_was(
    window: MainWindow, qtbot: QtBot, dialog: FoundingDialog
) -> None:
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and window.space is None


def test_tab_goes_down_the_dialog_and_enter_presses_its_buttons(
    window: MainWindow, dialog: FoundingDialog
) -> None:
    seen = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [dialog.source, dialog.cancel, dialog.take, dialog.report]
    dialog.cancel.setFocus()
    QTest.keyClick(dialog.cancel, Qt.Key.Key_Return)
    assert not dialog.isVisible() and window.space is None


def test_selected_rows_are_ticked_and_corrected_together(dialog: FoundingDialog) -> None:
    stand(dialog, 0, SECTION)
    dialog.table.selectAll()
    press(dialog.table, Qt.Key.Key_Space)
    assert ticks(dialog) == [False] * 4
    press(dialog.table, Qt.Key.Key_Space)
    assert ticks(dialog) == [True] * 4
    dialog.rows.setData(dialog.rows.index(2, ITEM), "各项工作")
    dialog.rows.setData(dialog.rows.index(2, LABEL), "立案数")
    assert texts(dialog, ITEM) == ["各项工作"] * 4
    assert texts(dialog, LABEL)[1:3] == ["结案率", "立案数"]


def test_a_hidden_row_is_not_changed_with_the_others(dialog: FoundingDialog) -> None:
    dialog.shown.setCurrentIndex(list(SHOWN).index("只看没有勾选的"))
    assert [dialog.table.isRowHidden(n) for n in range(4)] == [True, False, True, False]
    dialog.table.selectAll()
    stand_row = dialog.rows.index(1, DEPARTMENT)
    dialog.table.setCurrentIndex(stand_row)
    dialog.table.selectAll()
    dialog.rows.setData(stand_row, "办公室")
    assert texts(dialog, DEPARTMENT) == ["审管办", "办公室", "立案庭", "办公室"]


def test_a_typed_value_that_cannot_be_read_is_refused_below_the_table(
    dialog: FoundingDialog,
) -> None:
    assert not dialog.rows.setData(dialog.rows.index(0, NOW), "很多")
    assert dialog.refusal.text().startswith("无法读取“很多”")
    assert dialog.rows.setData(dialog.rows.index(3, NOW), "12")
    assert (dialog.refusal.text(), texts(dialog, NOW)[3], ticks(dialog)[3]) == ("", "12次", True)
    assert dialog.rows.setData(dialog.rows.index(3, UNIT), "场")
    assert texts(dialog, NOW)[3] == "12场"


def test_nothing_is_made_without_a_court_or_a_year(dialog: FoundingDialog) -> None:
    dialog.fields.court.setText(" ")
    dialog.take.click()
    assert dialog.refusal.text() == "请填写法院名称。" and dialog.isVisible()
    dialog.fields.court.setText("临河县人民法院")
    dialog.fields.year.setText("24")
    dialog.take.click()
    assert dialog.refusal.text() == "年度请写四位数字，如 2024。" and dialog.isVisible()


def test_another_year_reads_the_tables_anew_before_a_sheet_is_made(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "某县人民法院数据.csv"
    path.write_text("指标,单位,2023年,2022年\n受理,件,8,7\n", encoding="utf-8")
    founding.open_tables(window, [path])
    dialog = shown(window, qtbot)
    dialog.fields.year.setText("2022")
    dialog.take.click()
    qtbot.waitUntil(lambda: window.space is not None, timeout=20_000)
    assert window.space is not None
    sheet = window.space.sheet
    assert (sheet.year, [str(f.printed) for f in sheet.figures]) == (2022, ["7件"])


def test_another_court_reads_the_tables_anew(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "2024年数据.csv"
    path.write_text("单位,受理（件）\n甲县人民法院,8\n乙县人民法院,7\n", encoding="utf-8")
    founding.open_tables(window, [path])
    dialog = shown(window, qtbot)
    assert len(dialog.founding.lines) == 2
    dialog.fields.court.setText("乙县人民法院")
    dialog.fields.court.editingFinished.emit()
    qtbot.waitUntil(lambda: len(dialog.founding.lines) == 1, timeout=20_000)
    assert [str(line.printed) for line in dialog.founding.lines] == ["7件"]
    assert dialog.founding.court == "乙县人民法院"


def test_a_dialog_left_while_another_year_is_typed_or_read_is_missed_by_nobody(
    window: MainWindow, qtbot: QtBot, table: Path
) -> None:
    for press_first in (Qt.Key.Key_Escape, Qt.Key.Key_Tab):
        founding.open_tables(window, [table])
        dialog = shown(window, qtbot)
        gone: list[object] = []
        dialog.destroyed.connect(lambda *_, gone=gone: gone.append(1))
        dialog.fields.year.setFocus()
        dialog.fields.year.setText("2023")
        press(dialog.fields.year, press_first)
        if dialog.isVisible():
            dialog.reject()
        qtbot.waitUntil(lambda gone=gone: bool(gone))
        Task.pool.submit(int).result()  # whatever was under way has ended
        QApplication.processEvents()
    assert window.space is None and not window.findChildren(QMessageBox)


def test_nothing_ticked_makes_no_sheet(dialog: FoundingDialog) -> None:
    dialog.table.selectAll()
    press(dialog.table, Qt.Key.Key_Space)
    assert not dialog.take.isEnabled()


# --- what stands behind a row ---------------------------------------------------------------------


def test_a_row_shows_its_cell_in_the_file_and_every_cell_is_accounted_for(
    dialog: FoundingDialog, qtbot: QtBot
) -> None:
    stand(dialog, 1, NOW)
    assert dialog.where.text().startswith("工作数据.csv D4　表中是 0.9556")
    dialog.source.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(SourceDialog)), timeout=20_000)
    (source,) = dialog.findChildren(SourceDialog)
    assert source.cell == "D4"
    source.close()
    dialog.report.click()
    (report,) = dialog.findChildren(ImportReport)
    assert report.title.text() == "还没有建表"
    (account,) = report.accounts
    assert account.seen == account.used + sum(left.count for left in account.left)


def test_a_file_changed_after_it_was_read_makes_no_sheet(
    window: MainWindow, qtbot: QtBot, dialog: FoundingDialog, table: Path
) -> None:
    table.write_text(WORK.replace("12034", "99"), encoding="utf-8")
    dialog.take.click()
    assert "又被改动" in told(window, qtbot)
    assert window.space is None
