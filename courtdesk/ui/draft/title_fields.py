"""Whose year a sheet is to be: two fields, filled in with what was guessed."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from courtdesk.ui.look.boxes import plain_label
from courtdesk.ui.look.theme import STEP


class TitleFields:
    """The fields of a sheet's court and year."""

    def __init__(self, court: str, year: int | None) -> None:
        self.court = QLineEdit(court, placeholderText="如：某某县人民法院", maxLength=60)
        self.year = QLineEdit(str(year or ""), placeholderText="如：2024", maxLength=4)

    def add_to(self, line: QHBoxLayout) -> None:
        """Put both into a line, with their names."""
        add_field(line, "法院", self.court, 220)
        add_field(line, "年度", self.year, 72)

    @property
    def named(self) -> tuple[str, int]:
        """The court and the year as they are written; the year is 0 while it is none."""
        return self.court.text().strip(), self.written_year

    @property
    def written_year(self) -> int:
        """The year that is written, 0 for anything else."""
        text = self.year.text().strip()
        sound = text.isdecimal() and len(text) == 4 and 1949 <= int(text) <= 2199
        return int(text) if sound else 0

    def problem(self) -> str:
        """Return what is still wrong, with the keyboard put there; empty when both are good."""
        if not self.court.text().strip():
            self.court.setFocus()
            return "请填写法院名称。"
        if not self.written_year:
            self.year.setFocus()
            return "年度请写四位数字，如 2024。"
        return ""


def add_field(line: QHBoxLayout, label: str, widget: QWidget, width: int) -> None:
    """Put a field of this width in px into a line, behind its name."""
    caption = plain_label(label, "secondary")
    caption.setBuddy(widget)
    widget.setAccessibleName(label)
    widget.setFixedWidth(width)
    line.addWidget(caption)
    line.addWidget(widget)
    line.addSpacing(STEP * 2)
