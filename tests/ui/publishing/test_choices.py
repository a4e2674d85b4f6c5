"""What is chosen of a form's looks: steps to be undone that survive in the file."""

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.models.layout import Paper, Theme
from courtdesk.store import Document
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.publishing.layout_fields import ChoiceField
from courtdesk.ui.publishing.page import PublishPage
from tests.ui.publishing.pages import pick, set_anew, words
from tests.ui.test_input_methods import commit


def test_choices_are_steps_to_be_undone_and_survive_in_the_file(
    window: MainWindow, page: PublishPage, qtbot: QtBot, file: Path
) -> None:
    steps = page.space.undo_stack.count()
    pick(page, "layout.paper", "小报", qtbot)
    set_anew(page, qtbot)
    assert "（小报，4栏" in page.foot.said.whole
    pick(page, "layout.columns", "5 栏", qtbot)
    set_anew(page, qtbot)
    assert "（小报，5栏" in page.foot.said.whole
    window.undo()
    set_anew(page, qtbot)
    field = page.findChild(ChoiceField, "layout.columns")
    assert isinstance(field, ChoiceField) and field.currentText() != "5 栏"
    window.redo()
    page.show_form("long.png")
    pick(page, "layout.theme", "松绿", qtbot)
    source = page.findChild(PassageEditor, "layout.source")
    assert source is not None
    source.setFocus()
    source.selectAll()
    commit(source, "审判管理办公室")
    set_anew(page, qtbot)
    assert "数据来源审判管理办公室" in words(page)
    assert page.space.undo_stack.count() > steps
    window.actions_by_id["save"].trigger()
    qtbot.waitUntil(lambda: page.space.settled and not page.space.document.unpublished)
    window.close_document()
    with_layout = Document.open(file, "tester")
    layout = with_layout.sheet.layout
    with_layout.close()
    assert (layout.paper, layout.columns, layout.theme, layout.source) == (
        Paper.TABLOID,
        5,
        Theme.PINE,
        "审判管理办公室",
    )


def test_the_newspaper_page_tells_how_much_it_is_over(page: PublishPage, qtbot: QtBot) -> None:
    assert "还可容纳约" in page.foot.said.whole
    pick(page, "layout.paper", "A4", qtbot)
    pick(page, "layout.size", "13 磅", qtbot)
    set_anew(page, qtbot)
    assert "超出一版约" in page.foot.said.whole and page.foot.said.property("role") == "amber"


def test_the_wheel_over_a_choice_leaves_what_is_chosen(page: PublishPage) -> None:
    before, steps = page.space.sheet, page.space.undo_stack.count()
    for field in page.findChildren(ChoiceField):
        turned = QWheelEvent(
            QPointF(field.rect().center()),
            QPointF(field.mapToGlobal(field.rect().center())),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        shown = field.currentText()
        QApplication.sendEvent(field, turned)
        assert field.currentText() == shown and not turned.isAccepted()
    assert page.space.sheet == before and page.space.undo_stack.count() == steps


def test_a_document_that_is_only_looked_at_keeps_its_choices(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    holder = Document.open(file, "other")
    try:
        window.show_document(Document.open(file, "tester"))
        window.actions_by_id["publish"].trigger()
        assert window.editor is not None and window.editor.locked
        page = window.editor.page
        assert isinstance(page, PublishPage)
        set_anew(page, qtbot)
        assert not any(f.isEnabled() for f in page.findChildren(ChoiceField))
    finally:
        holder.close()
