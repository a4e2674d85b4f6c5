"""What an import asks once for a column, over the table: one line and its answers."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from courtdesk.excel.intake.offers import Question
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import restyle
from courtdesk.ui.look.elided_label import ElidedLabel
from courtdesk.ui.look.theme import STEP

LINE, SHOWN = 44, 3  # px of a question; how many are seen at once


class QuestionBar(QFrame):
    """The questions of an import. Answered ones stay, so that an answer can be changed."""

    answered = Signal(str, str)  # question, answer
    exact = Signal(str)  # the exact number is to be typed, for this question

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("questions")
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        inside = boxes.named(QWidget(), "canvas")
        self._column = boxes.column(inside, margins=(STEP * 4, 0, STEP * 4, 0))
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        boxes.column(self).addWidget(scroll)

    def show_questions(self, questions: tuple[Question, ...]) -> None:
        """Show every question, what was answered marked; hide when there is none."""
        self.setVisible(bool(questions))
        known = {key for key, _ in self.buttons}
        for question in questions:
            if question.key not in known:
                self._add(question)
            for answer, _ in question.choices:
                button = self.buttons[question.key, answer]
                restyle(button, "primary", question.answer == answer)
        self.setFixedHeight(LINE * min(len(questions), SHOWN) + 2)

    def _add(self, question: Question) -> None:
        line = boxes.row(gap=STEP * 2)
        line.addWidget(ElidedLabel(question.text, "amber"), 1)
        for answer, words in question.choices:
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(self._answerer(question.key, answer))
            self.buttons[question.key, answer] = button
            line.addWidget(button)
        if question.kind == "about":
            button = QPushButton("填写准确数")
            button.setAutoDefault(False)
            button.clicked.connect(lambda: self.exact.emit(question.key))
            self.buttons[question.key, "exact"] = button
            line.addWidget(button)
        holder = QWidget()
        holder.setFixedHeight(LINE)
        holder.setLayout(line)
        self._column.addWidget(holder)

    def _answerer(self, key: str, answer: str) -> Callable[[], None]:
        return lambda: self.answered.emit(key, answer)
