"""The preview of an import, by mouse and by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from courtdesk.excel.intake.offers import Standing
from courtdesk.excel.intake.proposal import Proposal
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, State
from courtdesk.models.value import written
from courtdesk.ui.intake.import_dialog import FILTERS, ImportDialog
from courtdesk.ui.intake.import_report import ImportReport
from courtdesk.ui.intake.offer_table import INDICATOR, LABEL, NEW, OLD, PLACE, STATE, TICK
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.figure_picker import FigurePicker
from tests.excel.drawn import empty, proposed

DRAWING = """
执行局2023年数据
项目|单位|数量
执结案件|件|2509
到位金额|亿元|2.88
拘传|人|720多
上黑榜的人|人|1027
合计|件|9
"""


def held(sheet: FactSheet) -> FactSheet:
    """The empty sheet with one checked figure that the drawing contradicts."""
    figure = sheet.figure("F018").replaced(printed=Quantity.parse("2510件"), state=State.CHECKED)
    return written(sheet, "figures.F018", figure)


@pytest.fixture
def dialog(window: MainWindow) -> Iterator[ImportDialog]:
    shown = dialog_of(window, proposed(empty(), ("执行局.xlsx", DRAWING)))
    yield shown
    shown.close()
    shown.deleteLater()


def dialog_of(window: MainWindow, proposal: Proposal) -> ImportDialog:
    dialog = ImportDialog(window, proposal, window.colours)
    dialog.show()
    return dialog


def text(dialog: ImportDialog, row: int, column: int) -> str:
    return str(dialog.model.data(dialog.model.index(row, column)))


def show(dialog: ImportDialog, name: str) -> None:
    number = next(n for n, (title, _) in enumerate(FILTERS) if title == name)
    dialog.filters.button(number).click()


def test_a_row_shows_the_cell_what_was_read_and_where_it_goes(dialog: ImportDialog) -> None:
    assert [text(dialog, 1, c) for c in (STATE, INDICATOR, LABEL, NEW, OLD, PLACE)] == [
        "可接受",
        "执行到位金额",
        "到位金额",
        "2.88亿元",
        "（空）",
        "数据!C4",
    ]
    assert dialog.take.text() == "导入所选（2）"


def test_the_space_bar_refuses_and_takes_a_row(dialog: ImportDialog) -> None:
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert [c.id for c in dialog.proposal.changes] == ["F019"]
    assert dialog.take.text() == "导入所选（1）"
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert [c.id for c in dialog.proposal.changes] == ["F018", "F019"]


def test_a_click_on_the_box_does_the_same(dialog: ImportDialog) -> None:
    box = dialog.table.visualRect(dialog.model.index(0, TICK))
    where = box.center()
    where.setX(box.left() + 18)
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert [c.id for c in dialog.proposal.changes] == ["F019"]


def test_the_filters_count_and_show_each_state(dialog: ImportDialog) -> None:
    assert dialog.filters.button(0).text() == "要采用的 3"
    show(dialog, Standing.UNSURE)
    assert [text(dialog, r, LABEL) for r in range(dialog.model.rowCount())] == ["拘传"]
    show(dialog, "不采用的")
    assert [text(dialog, r, LABEL) for r in range(dialog.model.rowCount())] == [
        "上黑榜的人",
        "执行局2023年数据",
    ]
    show(dialog, "全部")
    assert dialog.model.rowCount() == 5


def test_a_question_is_answered_above_the_table_and_can_be_answered_anew(
    dialog: ImportDialog,
) -> None:
    (question,) = dialog.proposal.questions
    dialog.questions.buttons[question.key, "keep"].click()
    assert [c.new for c in dialog.proposal.changes][-1] == "720余人"
    dialog.questions.buttons[question.key, "wait"].click()
    assert [c.id for c in dialog.proposal.changes] == ["F018", "F019"]


def test_the_exact_number_can_be_typed_instead(dialog: ImportDialog, qtbot: QtBot) -> None:
    (question,) = dialog.proposal.questions
    dialog.questions.buttons[question.key, "exact"].click()
    field = dialog.table.findChild(QLineEdit)
    assert field is not None and field.text() == "720余人"
    field.selectAll()
    QTest.keyClicks(field, "724")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.table.findChild(QLineEdit) is None)
    assert [c.new for c in dialog.proposal.changes][-1] == "724人"


def test_a_typed_value_that_cannot_be_read_changes_nothing_and_is_said(
    dialog: ImportDialog,
) -> None:
    dialog.model.setData(dialog.model.index(1, NEW), "2.8.8亿")
    assert "无法读取“2.8.8亿”" in dialog.told.text()
    assert text(dialog, 1, NEW) == "2.88亿元"
    dialog.model.setData(dialog.model.index(1, NEW), "2.9亿")
    assert dialog.told.text() == ""
    assert text(dialog, 1, NEW) == "2.9亿元"


def test_a_row_is_sent_to_another_indicator_by_the_picker(
    dialog: ImportDialog, qtbot: QtBot
) -> None:
    show(dialog, "不采用的")
    dialog.table.setCurrentIndex(dialog.model.index(0, INDICATOR))
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    picker = next(w for w in QApplication.topLevelWidgets() if isinstance(w, FigurePicker))
    offer = dialog.current
    assert offer is not None
    likely = [picker.list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(3)]
    assert likely[: len(offer.choices)] == [c.id for c in offer.choices]
    picker.words.setText("失信")
    QTest.keyClick(picker.words, Qt.Key.Key_Return)
    assert ("F025", "1027人") in [(c.id, c.new) for c in dialog.proposal.changes]
    assert [a.indicator for a in dialog.proposal.aliases] == ["F025"]


def test_only_what_can_be_filled_is_offered_as_a_target(window: MainWindow) -> None:
    sheet = held(empty())
    locked = sheet.figure("F018").replaced(state=State.LOCKED)
    sheet = written(sheet, "figures.F018", locked)
    dialog = dialog_of(window, proposed(sheet, ("执行局.xlsx", DRAWING)))
    dialog.pick(0)
    picker = next(w for w in QApplication.topLevelWidgets() if isinstance(w, FigurePicker))
    shown = {
        picker.list.item(n).data(Qt.ItemDataRole.UserRole): picker.list.item(n).text()
        for n in range(picker.list.count())
    }
    assert shown.keys() == {i.id for i in sheet.wanted}
    assert len(shown) < len(sheet.outline.indicators)
    assert [id for id, words in shown.items() if words.endswith("已锁定")] == ["F018"]
    picker.close()
    dialog.close()


def test_a_choice_that_is_computed_is_no_button(window: MainWindow) -> None:
    drawing = "项目|数量\n网拍成交率|50.7%\n执结案件|2509件"
    dialog = dialog_of(window, proposed(empty(), ("执行局.xlsx", drawing)))
    show(dialog, "全部")
    dialog.table.setCurrentIndex(dialog.model.index(0, INDICATOR))
    offer = dialog.current
    assert offer is not None and offer.why == "由其他指标算出"
    computed = {i.label for i in empty().outline.indicators if i.formula is not None}
    words = [b.text() for b in dialog.details.findChildren(type(dialog.take))]
    assert not any(label in text for label in computed for text in words)
    dialog.close()


def test_two_sides_of_a_contradiction_stand_beside_each_other(window: MainWindow) -> None:
    dialog = dialog_of(window, proposed(held(empty()), ("执行局.xlsx", DRAWING)))
    show(dialog, Standing.CONFLICT)
    offer = dialog.current
    assert offer is not None and not offer.taken
    sides = [b for b in dialog.details.findChildren(type(dialog.take)) if "件" in b.text()]
    assert "已核" in sides[0].text() and "2510件" in sides[0].text()
    assert "2509件" in sides[1].text() and "执行局.xlsx" in sides[1].text()
    sides[1].click()
    assert "F018" in [c.id for c in dialog.proposal.changes]
    dialog.details.kept.emit(offer.key)
    assert "F018" not in [c.id for c in dialog.proposal.changes]
    dialog.close()


def test_all_that_are_sure_are_taken_or_none(dialog: ImportDialog) -> None:
    dialog.none.click()
    assert dialog.proposal.changes == ()
    assert not dialog.take.isEnabled()
    dialog.all.click()
    assert [c.id for c in dialog.proposal.changes] == ["F018", "F019"]


def test_the_report_accounts_for_every_cell(dialog: ImportDialog) -> None:
    proposal = dialog.proposal
    report = ImportReport(dialog, proposal.accounts, proposal.problems, 2)
    (account,) = proposal.accounts
    assert account.seen == account.used + sum(g.count for g in account.left) == 19
    assert "已导入 2 处" in report.text()
    assert "合计，只用于核对" in report.text()
    report.close()


def test_nothing_of_a_file_is_shown_as_markup(window: MainWindow) -> None:
    name = "<b>执行局</b>&.xlsx"
    drawing = "项目|数量\n<img src=x>执结案件&|2509"
    dialog = dialog_of(window, proposed(empty(), (name, drawing)))
    show(dialog, "全部")
    assert "<img src=x>" in text(dialog, 0, LABEL)
    dialog.close()


def test_many_rows_are_decided_without_a_pause(window: MainWindow) -> None:
    files = [(f"部门{n}.xlsx", DRAWING) for n in range(60)]
    dialog = dialog_of(window, proposed(empty(), *files))
    show(dialog, "全部")
    assert dialog.model.rowCount() == 300
    assert len(dialog.proposal.changes) == 2  # the same figures, said sixty times
    dialog.close()


def test_a_file_alone_is_looked_at(window: MainWindow, tmp_path: Path) -> None:
    files = [("执行局.xlsx", DRAWING), ("审管办.xlsx", "项目|数量\n受理|10336")]
    dialog = dialog_of(window, proposed(empty(), *files))
    show(dialog, "全部")
    assert dialog.model.rowCount() == 6
    dialog.files.setCurrentIndex(2)
    assert [text(dialog, r, LABEL) for r in range(dialog.model.rowCount())] == ["受理"]
    assert text(dialog, 0, PLACE) == "审管办.xlsx 数据!B2"
    dialog.close()


def test_tab_goes_down_the_dialog(dialog: ImportDialog) -> None:
    """Questions come before the table, what is said of a row after it, the end last."""
    dialog.table.setFocus()
    met: list[str] = []
    for _ in range(30):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        if widget is dialog.table:
            break
        met.append(widget.text() if isinstance(widget, QAbstractButton) else "")
    row = [b.text() for b in dialog.details.buttons]
    end = [b.text() for b in (dialog.all, dialog.none, dialog.cancel, dialog.take)]
    asked = [b.text() for b in dialog.questions.buttons.values()]
    assert met[: len(row) + len(end)] == row + end
    assert met[-len(asked) :] == asked
