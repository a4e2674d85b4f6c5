"""Chips on their lines: they break as words do, and are as wide as what they show."""

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QTextCursor
from PySide6.QtWidgets import QApplication

from courtdesk.ui.editor import Editor
from courtdesk.ui.look.style import worn
from courtdesk.ui.passage.chip import OBJECT, PADDING
from courtdesk.ui.passage.lines import spot
from courtdesk.ui.passage.passage_editor import PassageEditor
from tests.ui.test_input_methods import commit, compose, passage_of
from tests.windows import *  # noqa: F403

HERE = "passages.s1i3.text"
NEVER_FIRST = "，。、；：！？）》”’】"
NEVER_LAST = "（《“‘【"


@pytest.fixture
def passage(editor: Editor) -> PassageEditor:
    text = (
        "执结{F018}，到位{F019}。拍卖（{F020}）、“{F021}”；{F018}{F019}，《{F020}》！成交{F021}？"
    )
    editor.space.edit(HERE, text * 3, "正文")
    return passage_of(editor, "s1i3")


def lines(passage: PassageEditor) -> list[str]:
    layout = passage.document().begin().layout()
    text = passage.document().begin().text()
    every = (layout.lineAt(n) for n in range(layout.lineCount()))
    return [text[x.textStart() : x.textStart() + x.textLength()] for x in every]


def test_no_line_begins_or_ends_with_a_mark_that_may_not(passage: PassageEditor) -> None:
    seen = set()
    for width in range(240, 640, 9):
        passage.document().setTextWidth(width)
        broken = lines(passage)
        seen.add(tuple(broken))
        assert not [line for line in broken if line[0] in NEVER_FIRST], width
        assert not [line for line in broken if line[-1] in NEVER_LAST], width
    assert len(seen) > 20


def edges(passage: PassageEditor, place: int) -> tuple[int, int]:
    """Where the caret stands before and behind a character, in px."""
    caret = passage.textCursor()
    caret.setPosition(place)
    before = passage.cursorRect(caret).left()
    caret.setPosition(place + 1)
    return before, passage.cursorRect(caret).left()


def test_a_chip_is_as_wide_as_its_words_in_whatever_face(editor: Editor) -> None:
    editor.space.edit(HERE, "执结{F018}，好。", "正文")
    passage = passage_of(editor, "s1i3")
    for size in (14, 22):
        font = passage.font()
        font.setPixelSize(size)
        passage.setStyleSheet(f"font-size: {size}px")
        QApplication.processEvents()
        before, behind = edges(passage, 2)
        metrics = QFontMetricsF(passage.document().defaultFont())
        words = metrics.horizontalAdvance("2509件")
        assert abs(behind - before - words - 2 * PADDING) <= 1
    editor.space.enter("F018", "125090件")
    before, behind = edges(passage, 2)
    assert abs(behind - before - metrics.horizontalAdvance("125090件") - 2 * PADDING) <= 1


def test_what_is_composed_behind_a_chip_looks_as_other_words_do(editor: Editor) -> None:
    editor.space.edit(HERE, "执结{F018}", "正文")
    passage = passage_of(editor, "s1i3")
    plain = QFontMetricsF(passage.document().defaultFont()).horizontalAdvance("ni hao")
    compose(passage, "n", "ni", "ni hao")
    line = passage.document().begin().layout().lineAt(0)
    end = line.textStart() + line.textLength()
    (left, _), (right, _) = line.cursorToX(3), line.cursorToX(end)
    assert abs(right - left - plain) <= 2
    formats = passage.document().begin().layout().formats()
    assert any(f.format.foreground().color().alpha() == 255 for f in formats)
    commit(passage, "你好")
    assert editor.space.sheet.passage("s1i3") == "执结{F018}你好"
    caret = passage.textCursor()
    assert caret.charFormat().fontLetterSpacing() == 0


def test_the_sign_that_stands_in_for_a_chip_can_be_typed_as_itself(editor: Editor) -> None:
    editor.space.edit(HERE, "执结{F018}", "正文")
    passage = passage_of(editor, "s1i3")
    commit(passage, OBJECT)
    assert editor.space.sheet.passage("s1i3") == "执结{F018}" + OBJECT
    passage.selectAll()
    copied = passage.createMimeDataFromSelection()
    assert copied.text() == "执结2509件" + OBJECT
    passage.insertFromMimeData(copied)
    assert editor.space.sheet.passage("s1i3") == "执结{F018}" + OBJECT


def test_words_typed_between_two_chips_are_no_chip(editor: Editor) -> None:
    editor.space.edit(HERE, "{F018}{F019}", "正文")
    passage = passage_of(editor, "s1i3")
    caret = passage.textCursor()
    caret.setPosition(1)
    passage.setTextCursor(caret)
    commit(passage, "和")
    assert editor.space.sheet.passage("s1i3") == "{F018}和{F019}"


def test_a_chip_hides_the_sign_it_stands_on_and_shows_when_it_is_selected(editor: Editor) -> None:
    editor.space.edit(HERE, "执结{F018}，好。", "正文")
    passage = passage_of(editor, "s1i3")
    passage.show()
    QApplication.processEvents()

    def ground() -> QColor:
        before, _ = edges(passage, 2)
        top = passage.cursorRect().top()
        image = passage.viewport().grab().toImage()
        return image.pixelColor(QPoint(before + 3, top + 4))

    assert ground().name() == QColor(worn().blue_tint).name()
    caret = passage.textCursor()
    caret.setPosition(1)
    caret.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    passage.setTextCursor(caret)
    assert ground().name() == QColor(worn().red).name()


def test_what_is_composed_before_a_chip_is_not_covered_by_it(editor: Editor) -> None:
    editor.space.edit(HERE, "执结{F018}", "正文")
    passage = passage_of(editor, "s1i3")
    caret = passage.textCursor()
    caret.setPosition(2)
    passage.setTextCursor(caret)
    block = passage.document().begin()
    before = spot(block.layout(), QPointF(), 2)
    compose(passage, "ni hao")
    moved = spot(block.layout(), QPointF(), 2)
    composed = QFontMetricsF(passage.document().defaultFont()).horizontalAdvance("ni hao")
    assert abs(moved.start.x() - before.start.x() - composed) <= 2
    assert moved.end.x() - moved.start.x() == before.end.x() - before.start.x()
    commit(passage, "")
    assert spot(block.layout(), QPointF(), 2) == before
