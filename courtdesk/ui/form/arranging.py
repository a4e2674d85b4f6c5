"""What the menus of tabs, cards and rows do to the outline: ask, change, one undo step."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from courtdesk.models import arrange
from courtdesk.models.errors import UserError
from courtdesk.models.outline import HeadingForm, Section
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.ui.look.dialogs import IndicatorForm
from courtdesk.ui.tasks import ask, warn
from courtdesk.ui.workspace import Workspace


class Arranging:
    """Carries out a request such as ``item-up`` for an id."""

    def __init__(self, window: QWidget, space: Workspace) -> None:
        self.window, self.space = window, space

    def do(self, what: str, id: str) -> None:
        """Do what was chosen in a menu; what cannot be done is said in a sentence."""
        steps: dict[str, Callable[[str], None]] = {
            "item-add": self._add_indicator,
            "item-up": lambda i: self._move(self._item(i), -1, "条目上移"),
            "item-down": lambda i: self._move(self._item(i), 1, "条目下移"),
            "item-remove": self._remove_item,
            **{f"item-{form}": partial(self._set_form, form) for form in HeadingForm},
            "edit": self._edit_indicator,
            "up": lambda i: self._move(self._indicator(i), -1, "指标上移"),
            "down": lambda i: self._move(self._indicator(i), 1, "指标下移"),
            "remove": self._remove_indicator,
        }
        try:
            steps[what](id)
        except UserError as error:
            warn(self.window, str(error))

    def add_section(self) -> str:
        """Append a section to be named in place; return its id, empty when it cannot be."""
        return self._add(lambda: arrange.add_section(self.sheet), "添加部分")

    def add_item(self, section: str) -> str:
        """Append an item to be named in place; return its id, empty when it cannot be."""
        return self._add(lambda: arrange.add_item(self.sheet, section), "添加条目")

    def move_section(self, id: str, by: int) -> None:
        """Move a section one tab to the left (-1) or right (1)."""
        self._move(f"sections.{id}", by, "部分左移" if by < 0 else "部分右移")

    def remove_section(self, section: Section) -> None:
        """Remove a section after asking; its figures and passages go with it, undo brings all."""
        count = sum(self.sheet.figure(i.id).printed is not None for i in section.indicators)
        title = words(section.title, self.sheet)
        question = f"删除“{title}”及其中 {count} 个数值和正文？可以撤销。"
        if ask(self.window, question, "删除"):
            self._put(arrange.remove(self.sheet, f"sections.{section.id}"), f"删除部分：{title}")

    @property
    def sheet(self) -> FactSheet:
        """The sheet as it is now."""
        return self.space.sheet

    def _item(self, id: str) -> str:
        return arrange.item_path(self.sheet.outline, id)

    def _indicator(self, id: str) -> str:
        return arrange.indicator_path(self.sheet.outline, id)

    def _put(self, sheet: FactSheet, label: str) -> None:
        self.space.edit("", sheet, label)

    def _move(self, path: str, by: int, label: str) -> None:
        self._put(arrange.move(self.sheet, path, -1 if by < 0 else 1), label)

    def _add(self, add: Callable[[], tuple[FactSheet, str]], label: str) -> str:
        try:
            sheet, id = add()
            self._put(sheet, label)
        except UserError as error:
            warn(self.window, str(error))
            return ""
        return id

    def _set_form(self, form: HeadingForm, id: str) -> None:
        self._put(arrange.change(self.sheet, self._item(id), form=form), "条目标题的登法")

    def _remove_item(self, id: str) -> None:
        item = next(item for _, item in self.sheet.outline.items() if item.id == id)
        heading = words(item.heading, self.sheet)
        question = f"删除条目“{heading}”及其中 {len(item.indicators)} 项指标？可以撤销。"
        if ask(self.window, question, "删除"):
            self._put(arrange.remove(self.sheet, self._item(id)), f"删除条目：{heading}")

    def _add_indicator(self, item: str) -> None:
        form = IndicatorForm(self.window, self.sheet.outline.departments)
        if form.exec():
            sheet, _ = arrange.add_indicator(self.sheet, item, form.indicator)
            self._put(sheet, f"添加指标：{form.indicator.label}")

    def _edit_indicator(self, id: str) -> None:
        old = self.sheet.outline.indicator(id)
        form = IndicatorForm(self.window, self.sheet.outline.departments, old)
        if form.exec() and form.indicator != old:
            fresh = form.indicator
            fields = {n: getattr(fresh, n) for n in type(fresh).model_fields if n != "id"}
            self._put(
                arrange.change(self.sheet, self._indicator(id), **fields),
                f"修改指标：{fresh.label}",
            )

    def _remove_indicator(self, id: str) -> None:
        from courtdesk.writing.texts import Words  # not needed until something goes

        label = self.sheet.outline.indicator(id).label
        printed = sum(id in token.ids for t in Words(self.sheet).texts for token in t.tokens)
        bound = f"稿件中有 {printed} 处印着它，删除后须改写；" if printed else ""
        question = f"删除指标“{label}”？{bound}用到它的勾稽关系和图表中的行一并删除，可以撤销。"
        if ask(self.window, question, "删除"):
            self._put(arrange.remove(self.sheet, self._indicator(id)), f"删除指标：{label}")
