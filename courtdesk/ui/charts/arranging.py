"""What the menus of charts do to the outline: ask, change, one undo step."""

from PySide6.QtWidgets import QWidget

from courtdesk.models import arrange
from courtdesk.models.errors import UserError
from courtdesk.models.outline import ChartSpec
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import read
from courtdesk.ui.tasks import ask, warn
from courtdesk.ui.workspace import Workspace

OUTLINE = "outline."


class ChartArranging:
    """Carries out a request such as ``up`` for the chart at a path of the sheet."""

    def __init__(self, window: QWidget, space: Workspace) -> None:
        self.window, self.space = window, space

    def do(self, what: str, path: str) -> str:
        """Do what was chosen; return the path of the chart to look at, empty for none.

        ``add`` takes the path of the charts. What cannot be done is said in a sentence.
        """
        try:
            match what:
                case "add":
                    return self._add(path)
                case "change":
                    return self._change(path)
                case "remove":
                    return self._remove(path)
                case _:
                    return self._move(path, up=what == "up")
        except UserError as error:
            warn(self.window, str(error))
            return ""

    def _add(self, at: str) -> str:
        spec = self._asked(at)
        if spec is None:
            return ""
        sheet, id = arrange.add_chart(self.space.sheet, at.removeprefix(OUTLINE), spec)
        self._put(sheet, f"添加图表：{self._title(spec)}")
        return f"{at}.{id}"

    def _change(self, path: str) -> str:
        old: ChartSpec = read(self.space.sheet, path)
        spec = self._asked(path.rpartition(".")[0], old)
        if spec is None:
            return ""
        fields = {n: getattr(spec, n) for n in type(spec).model_fields if n != "id"}
        sheet = arrange.change(self.space.sheet, path.removeprefix(OUTLINE), **fields)
        self._put(sheet, f"修改图表：{self._title(spec)}")
        return path

    def _move(self, path: str, up: bool) -> str:
        sheet = arrange.move(self.space.sheet, path.removeprefix(OUTLINE), -1 if up else 1)
        self._put(sheet, "图表上移" if up else "图表下移")
        return path

    def _remove(self, path: str) -> str:
        title = self._title(read(self.space.sheet, path))
        if ask(self.window, f"删除图表“{title}”？指标和数值不受影响，可以撤销。", "删除"):
            sheet = arrange.remove(self.space.sheet, path.removeprefix(OUTLINE))
            self._put(sheet, f"删除图表：{title}")
        return ""

    def _asked(self, at: str, old: ChartSpec | None = None) -> ChartSpec | None:
        from courtdesk.ui.charts.chart_dialog import ChartDialog  # which shows a column itself

        dialog = ChartDialog(self.window, self.space.sheet, at, old)
        spec = dialog.spec if dialog.exec() else None
        dialog.deleteLater()
        return spec

    def _put(self, sheet: FactSheet, label: str) -> None:
        self.space.edit("", sheet, label)

    def _title(self, spec: ChartSpec) -> str:
        return words(spec.title, self.space.sheet)
