"""What stands beside a figure in columns that name none: its department, what it counts, its part.

These columns are known by their heads; the tables' readers leave them alone.
"""

from courtdesk.excel.intake.survey import Survey
from courtdesk.excel.intake.wording import plain
from courtdesk.excel.reading import Page

DEPARTMENT, MEANING, SCOPE, PART = "department", "definition", "scope", "section"
_HEADS = {
    DEPARTMENT: "部门 责任部门 来源部门 填报部门 报送部门 提供部门 牵头部门 责任单位 填报单位",
    MEANING: "口径 统计口径 指标口径 指标解释 取数口径",
    SCOPE: "范围 比较范围 排名范围 位次范围",
    PART: "部分 板块 版块 篇章 章节",
}
_WANTED = {word: what for what, words in _HEADS.items() for word in words.split()}


class Beside:
    """The columns of one worksheet that tell more of its figures."""

    def __init__(self, page: Page, survey: Survey) -> None:
        self._page = page
        self._heads: dict[str, list[tuple[int, int]]] = {}
        for mark in survey.marks:
            what = _WANTED.get(plain(mark.text))
            if what and mark.reason == "表头":
                self._heads.setdefault(what, []).append((mark.row, mark.column))
        self._labels = [m.column for m in survey.marks if m.reason == "指标名称"]
        self._over = {
            (r, left): (row, left)
            for row, left, rows, columns in page.merged
            for r in range(row, row + min(rows, 4096))
        }

    def said(self, what: str, row: int) -> str:
        """Return what the column says beside this row, "" where there is none."""
        head, column = self._head(what, row)
        cell = self._page.cell(*self._over.get((row, column), (row, column)))
        if not cell.text.strip() and self.leads(what, row):  # written once, for the rows below
            filled = (r for r in range(row - 1, head, -1))
            cell = next((c for r in filled if (c := self._page.cell(r, column)).text.strip()), cell)
        return " ".join(cell.text.split()) if head >= 0 and cell.kind == "s" else ""

    def leads(self, what: str, row: int) -> bool:
        """Say whether the column stands before the names: it groups the rows."""
        head, column = self._head(what, row)
        named = what == PART or column < min(self._labels, default=0)
        return head >= 0 and named

    def _head(self, what: str, row: int) -> tuple[int, int]:
        """The place of the nearest head above a row, (-1, -1) for none."""
        return max((h for h in self._heads.get(what, ()) if h[0] < row), default=(-1, -1))
