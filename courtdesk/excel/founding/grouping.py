"""What a figure of a worksheet stands under, and the labels that are left to name it."""

import re

from courtdesk.excel.founding.beside import DEPARTMENT, Beside
from courtdesk.excel.founding.naming import plain_name
from courtdesk.excel.intake.entries import Entry
from courtdesk.excel.intake.heads import role_of
from courtdesk.excel.intake.survey import Mark, Survey
from courtdesk.excel.reading import Page

NUMERAL = re.compile("[（(]?[一二三四五六七八九十]{1,3}[)）、.]?")


class Grouping:
    """The groups of one worksheet.

    ``naming`` are the places, row and column, of labels that name a figure; ``known`` the plain
    names that figures are named or headed by.
    """

    def __init__(self, page: Page, survey: Survey, beside: Beside) -> None:
        self._beside = beside
        self._figured = {_row(e) for e in survey.entries if not e.total}
        self._summed = {e.column for e in survey.entries if e.part}
        labels = [m for m in survey.marks if m.reason == "指标名称"]
        self._headings = _headings(page, survey, labels)
        self._labels: dict[int, dict[int, str]] = {}  # by row and column
        for mark in labels:
            self._labels.setdefault(mark.row, {})[mark.column] = mark.text
        self.naming = {(e.row, self._label_of(e)) for e in survey.entries}
        self.known = {plain_name(text) for e in survey.entries for text in e.path}
        self.known |= {plain_name(m.text) for m in self._headings}

    def _label_of(self, entry: Entry) -> int:
        """The column of the label nearest to a figure's left, -1 for none."""
        return max((c for c in self._labels.get(entry.row, {}) if c < entry.column), default=-1)

    def sums(self, entry: Entry) -> bool:
        """Say whether a figure is the total of others of its column."""
        return entry.total and entry.column in self._summed

    def of(self, entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the groups a figure stands under, outermost first, and the labels that name it.

        A label that has a figure of its own is no group: 其中 names a part of that figure.
        """
        row, heads = _row(entry), entry.path[len(entry.path) - entry.heads :]
        heads = tuple(text for text in heads if role_of(text) is None)  # 实绩 of 本年实绩
        own = self._labels.get(entry.row, {}).values()
        if entry.total and not (row and row[-1] in own):  # else it is a total of months
            outer, names = row, (*heads, "合计") if self.sums(entry) else heads
        elif row:
            outer, names = row[:-1], (row[-1], *heads)
        else:
            outer, names = heads[:-1], heads[-1:]
        depth = 0
        while depth < len(outer) and outer[: depth + 1] not in self._figured:
            depth += 1
        groups = tuple(name for text in outer[:depth] if (name := plain_name(text)))
        groups = groups or self._under(entry) or self._led(entry.row)
        return groups, (*outer[depth:], *names)

    def _under(self, entry: Entry) -> tuple[str, ...]:
        """Return the heading above the label a figure is named by."""
        label = self._label_of(entry)
        above = [
            (m.row, plain_name(m.text))
            for m in self._headings
            if m.row < entry.row and label in (-1, m.column)
        ]
        return (max(above)[1],) if above else ()

    def _led(self, row: int) -> tuple[str, ...]:
        """Return the department a row stands under, where its column comes before the names."""
        said = self._beside.said(DEPARTMENT, row)
        return (said,) if said and self._beside.leads(DEPARTMENT, row) else ()


def _headings(page: Page, survey: Survey, labels: list[Mark]) -> list[Mark]:
    """Return the labels without figures that head the rows below them.

    They are merged over columns, alone in their row, or numbered 一, 二 in a column of their own.
    In a table of names and figures one alone may as well be a figure nobody has delivered yet.
    """
    known = {text for e in survey.entries for text in e.path}
    figured = {e.row for e in survey.entries}
    wide = {(row, column) for row, column, _, columns in page.merged if columns > 1}
    telling = bool(figured) and min(len(page.rows[row]) for row in figured) > 2
    alone = {(m.row, m.column) for m in labels if telling and len(page.rows[m.row]) == 1}
    counted = {m.row for m in labels if NUMERAL.fullmatch(m.text)}
    return [
        m
        for m in labels
        if ((m.row, m.column) in wide | alone or m.row in counted)
        and not NUMERAL.fullmatch(m.text)
        and m.row not in figured
        and m.text not in known
    ]


def _row(entry: Entry) -> tuple[str, ...]:
    return entry.path[: len(entry.path) - entry.heads]
