"""Small forms: a new sheet, an indicator's properties."""

from datetime import date

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from courtdesk.models.finding import Finding
from courtdesk.models.outline import Indicator, Measure
from courtdesk.ui.look import boxes
from courtdesk.ui.look.boxes import SHORT, plain_label, restyle, tip
from courtdesk.ui.look.theme import STEP
from courtdesk.writing.outlines import outlines

MEASURES = {
    Measure.COUNT: "件数、人数、次数",
    Measure.MONEY: "金额",
    Measure.RATE: "比率（%）",
    Measure.AVERAGE: "平均数",
    Measure.RANK: "位次",
}


class Form(QDialog):
    """A dialog of labelled fields with 确定 and 取消; one sentence tells what is missing."""

    def __init__(self, parent: QWidget, title: str, accept: str = "确定") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        whole = boxes.column(self, STEP * 3, (STEP * 6, STEP * 5, STEP * 6, STEP * 5))
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(STEP * 4)
        self.form.setVerticalSpacing(STEP * 3)
        whole.addLayout(self.form)
        self.refusal = plain_label("", "refusal")
        self.refusal.setWordWrap(True)
        whole.addWidget(self.refusal)
        buttons = QDialogButtonBox()
        self.ok = buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        restyle(self.ok, "primary", True)  # the box has asked for its size, so its style, before
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        whole.addWidget(buttons)

    def row(self, label: str, widget: QWidget) -> None:
        """Add a field with its label."""
        caption = plain_label(label, "secondary")
        caption.setBuddy(widget)
        widget.setAccessibleName(label)
        self.form.addRow(caption, widget)

    def problem(self) -> str:
        """Return what is still wrong, as one sentence; empty when the form is good."""
        return ""

    def _check(self) -> None:
        sentence = self.problem()
        self.refusal.setText(sentence)
        if not sentence:
            self.accept()
        elif (whole := self.layout()) is not None:  # a sentence of two lines cuts no other off
            least = whole.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), least))


class WordsForm(Form):
    """Asks for one line of words, or for several when ``lines`` says so.

    ``last`` is what was written for the like; a button takes it over.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        question: str,
        old: str,
        lines: bool = False,
        last: str = "",
    ) -> None:
        super().__init__(parent, title)
        caption = plain_label(question, "secondary")
        self.field = QPlainTextEdit(old, tabChangesFocus=True) if lines else QLineEdit(old)
        self.field.setAccessibleName(question)
        caption.setWordWrap(True)
        self.form.addRow(caption)
        self.form.addRow(self.field)
        if lines:
            for keys in ("Ctrl+Return", "Ctrl+Enter"):
                QShortcut(QKeySequence(keys), self, self._check)
            self.form.addRow(plain_label("Enter 换行，Ctrl+Enter 完成", "secondary"))
        if last and last != old:
            short = " ".join(last.split())[:SHORT].replace("&", "&&")
            again = QPushButton(f"上次的理由：{short}")
            again.setAutoDefault(False)
            again.setProperty("role", "link")
            again.setToolTip(tip(last))
            again.clicked.connect(lambda: self._put(last))
            self.form.addRow(again)
        self.field.selectAll()
        self.field.setFocus()

    def _put(self, words: str) -> None:
        """Write words in place of what stands there; they can still be changed."""
        field = self.field
        field.setText(words) if isinstance(field, QLineEdit) else field.setPlainText(words)
        field.setFocus()

    @property
    def words(self) -> str:
        """What was written, without blanks around it."""
        field = self.field
        return (field.text() if isinstance(field, QLineEdit) else field.toPlainText()).strip()


class WantedForm(WordsForm):
    """Asks for words that must not be left out; ``wanted`` says so."""

    wanted = "请写明理由。"

    def problem(self) -> str:
        if not self.words:
            self.field.setFocus()
        return "" if self.words else self.wanted


def ask_words(parent: QWidget, title: str, question: str, old: str) -> str | None:
    """Ask for a line of words; None when the user gave up."""
    form = WordsForm(parent, title, question, old)
    return form.words if form.exec() else None


def ask_reason(parent: QWidget, finding: Finding, last: str) -> str | None:
    """Ask why a finding may stand; None when the user gave up, empty to take a reason back.

    ``last`` is the reason given last for another one.
    """
    question = f"{finding.message}\n\n为什么可以这样印？留空即撤回说明。"
    form = WordsForm(parent, "说明理由", question, finding.reason, lines=True, last=last)
    return form.words if form.exec() else None


class NewSheetForm(Form):
    """Asks for the court, the year and the outline of a new sheet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "新建事实表", "新建")
        self.court = QLineEdit(placeholderText="如：某某县人民法院", maxLength=60)
        self.year = QLineEdit(str(date.today().year - 1), maxLength=4)
        self.outline = QComboBox()
        for name, title in outlines():
            self.outline.addItem(title, name)
        self.row("法院", self.court)
        self.row("年度", self.year)
        self.row("提纲", self.outline)
        self.court.setFocus()

    def problem(self) -> str:
        if not self.court.text().strip():
            return "请填写法院名称。"
        year = self.year.text().strip()
        if not (year.isdecimal() and 1949 <= int(year) <= 2199):
            return "年度请写四位数字，如 2024。"
        return ""


class IndicatorForm(Form):
    """The properties of one indicator."""

    def __init__(
        self, parent: QWidget, departments: tuple[str, ...], indicator: Indicator | None = None
    ) -> None:
        super().__init__(parent, "修改指标" if indicator else "添加指标")
        old = indicator or Indicator(id="new", label="", unit="件")
        self.old = old
        self.label = QLineEdit(old.label, maxLength=120)
        self.short = QLineEdit(old.short, placeholderText="图表和长图中用，可以不填", maxLength=40)
        self.unit = QLineEdit(old.unit, maxLength=8)
        self.measure = QComboBox()
        for measure, text in MEASURES.items():
            self.measure.addItem(text, measure)
        self.measure.setCurrentIndex(list(MEASURES).index(old.measure))
        self.department = QComboBox(editable=True)
        self.department.addItems(list(departments))
        self.department.setCurrentText(old.department)
        self.definition = QLineEdit(old.definition, maxLength=400)
        self.scope = QLineEdit(old.scope, placeholderText="如：全市法院", maxLength=60)
        self.row("指标名称", self.label)
        self.row("简称", self.short)
        self.row("类别", self.measure)
        self.row("单位", self.unit)
        self.row("来源部门", self.department)
        self.row("口径", self.definition)
        self.row("位次范围", self.scope)
        self.label.setFocus()

    def problem(self) -> str:
        return "" if self.label.text().strip() else "请填写指标名称。"

    @property
    def indicator(self) -> Indicator:
        """What was filled in."""
        return self.old.replaced(
            label=self.label.text().strip(),
            short=self.short.text().strip(),
            unit=self.unit.text().strip(),
            measure=self.measure.currentData(),
            department=self.department.currentText().strip(),
            definition=self.definition.text().strip(),
            scope=self.scope.text().strip(),
        )
