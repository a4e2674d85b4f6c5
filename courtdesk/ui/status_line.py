"""The status bar: where the sheet is saved, how full it is, its findings, the article's length."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QStatusBar

from courtdesk.ui.look.boxes import plain_label, restyle, tool
from courtdesk.ui.look.elided_label import ElidedLabel

if TYPE_CHECKING:
    from datetime import datetime

    from courtdesk.models.finding import Finding
    from courtdesk.models.sheet import FactSheet


class StatusLine:
    """Four labels on a status bar; each is written only when its words differ."""

    def __init__(self, bar: QStatusBar) -> None:
        self.where = ElidedLabel()  # a long path must not make the window wider
        self.elsewhere = tool("另存为…")  # offered while the file cannot be written
        self.elsewhere.hide()
        self._refusal = ""  # why the user's file could not be written, until it is
        self._stuck = False  # not even this machine's own disk takes the edits
        self.filled, self.found, self.length = (plain_label() for _ in range(3))
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.where, 1)
        bar.addWidget(self.elsewhere)
        for label in (self.filled, self.found, self.length):
            bar.addPermanentWidget(label)

    def clear(self) -> None:
        """No sheet is open."""
        self._refusal, self._stuck = "", False
        self.elsewhere.hide()
        self.where.say("")
        for label in (self.filled, self.found, self.length):
            label.clear()

    def tell_sheet(self, sheet: FactSheet, findings: tuple[Finding, ...]) -> None:
        """Say how many figures are there and what the checks found."""
        from courtdesk.checks import counted
        from courtdesk.models.outline import Severity

        counts = counted(findings)
        _say(self.filled, f"已填 {sheet.filled} / {len(sheet.wanted)}")
        _say(self.found, "　".join(f"{severity} {counts[severity]}" for severity in Severity))
        restyle(self.found, "role", "error" if counts[Severity.ERROR] else "secondary")

    def tell_length(self, characters: int) -> None:
        """Say how long the article is."""
        _say(self.length, f"全文 {characters:,} 字")

    def tell_opened(self, path: Path | None, read_only: bool) -> None:
        """Say which file is open."""
        self.elsewhere.hide()
        self._refusal, self._stuck = "", False
        self._say("只读" if read_only else "", "" if read_only else _place(path))

    def tell_saving(self, path: Path | None) -> None:
        """Say that there are edits that are not durable yet."""
        if not self._stuck:
            self._say("正在保存", _place(path))

    def tell_saved(self, path: Path | None) -> None:
        """Say that every edit is durable on this machine."""
        self._stuck = False
        self._say("已保存到本机", _place(path))

    def tell_published(self, path: str, when: datetime, remade: bool = False) -> None:
        """Say that the user's file holds every edit; ``remade``: it was no longer there."""
        self.elsewhere.hide()
        self._refusal, self._stuck = "", False
        name, at = Path(path).name, f"{when.astimezone():%H:%M:%S}"
        gone = f"“{name}”原已被移走或删除，已在原处重新写入"
        self._say("已保存到本机", f"{gone} {at}" if remade else f"已写入 {name} {at}")
        restyle(self.where, "role", "amber" if remade else "secondary")

    def tell_failed(self, sentence: str, durable: bool) -> None:
        """Say what could not be written; cut where it must be, its tooltip tells the whole.

        ``durable`` tells whether every edit is at least on this machine. Either is said until it
        is otherwise: the next keystroke does not wipe it away.
        """
        self._stuck = not durable
        self._refusal = sentence if durable else ""
        self.elsewhere.setText("另存为…" if durable else "导出归档…")
        self.elsewhere.show()
        self._say("已保存到本机" if durable else "尚未保存", sentence)
        restyle(self.where, "role", "amber")

    def _say(self, state: str, rest: str) -> None:
        restyle(self.where, "role", "amber" if self._refusal else "secondary")
        self.where.say(" · ".join(filter(None, (state, self._refusal or rest))))


def _say(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)


def _place(path: Path | None) -> str:
    return f"文件 {path.name}" if path is not None else "尚未存为文件"
