"""What changes many places of a sheet at once on a walk: its outline, its departments, imports."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from courtdesk.excel.exchange import Change, apply
from courtdesk.models import arrange, departments
from courtdesk.models.outline import ChartKind, ChartRow, ChartSpec, Indicator
from courtdesk.models.sheet import Request, State
from courtdesk.publish.forms import sent
from tests.walking.model import CHOICE, NOW, WHO, Model, chosen


class Arranging(Model):
    """Steps that put another sheet in the place of this one."""

    @rule(number=CHOICE, what=st.sampled_from(["section", "item", "indicator", "chart"]))
    def add(self, number, what):
        outline = self.now.outline
        if what == "section":
            fresh, _ = arrange.add_section(self.now, "聚力新篇")
        elif what == "item" and outline.sections:
            fresh, _ = arrange.add_item(self.now, chosen(number, outline.sections).id, "新条目")
        elif what == "chart" and outline.indicators:
            figures = (chosen(number, outline.indicators).id,)
            rows = (ChartRow(figures=figures),)
            spec = ChartSpec(id="x", kind=ChartKind.BARS, title="新图表", rows=rows)
            at = f"sections.{chosen(number, outline.sections).id}." if outline.sections else ""
            fresh, _ = arrange.add_chart(self.now, f"{at}charts", spec)
        else:
            item = chosen(number, [item.id for _, item in outline.items()])
            fresh, _ = arrange.add_indicator(
                self.now, item, Indicator(id="x", label="新指标", unit="件")
            )
        self._arranged(fresh, "添加")

    @rule(number=CHOICE, by=st.sampled_from([-1, 1]))
    def move(self, number, by):
        if self._places():
            self._arranged(arrange.move(self.now, chosen(number, self._places()), by), "移动")

    @rule(number=CHOICE)
    def remove(self, number):
        if self._places():
            self._arranged(arrange.remove(self.now, chosen(number, self._places())), "删除")

    @rule(number=CHOICE, title=st.sampled_from(["", "聚力<b>", "长" * 200]))
    def rename(self, number, title):
        sections = [s.id for s in self.now.outline.sections]
        if sections:
            path = f"sections.{chosen(number, sections)}"
            self._arranged(arrange.change(self.now, path, title=title), "改名")

    def _places(self):
        outline = self.now.outline
        items = [arrange.item_path(outline, item.id) for _, item in outline.items()]
        places = [f"sections.{s.id}" for s in outline.sections]
        places += [path for path in items if path != "lead"]
        places += [arrange.indicator_path(outline, i.id) for i in outline.indicators]
        places += [f"charts.{c.id}" for c in outline.charts]
        places += [f"sections.{s.id}.charts.{c.id}" for s in outline.sections for c in s.charts]
        return places

    def _arranged(self, fresh, label):
        self.space.edit("", fresh, label)
        self._edited("", 0, fresh)

    @rule(number=CHOICE, text=st.sampled_from(["12件", "3.5万元", ""]))
    def import_a_workbook(self, number, text):
        free = [f.id for f in self.now.figures if f.state is not State.LOCKED]
        ids = dict.fromkeys(chosen(number + n, free) for n in range(3) if free)
        where = {"file": "表.xlsx", "sheet": "导语", "cell": "D4"}
        changes = [
            Change(id=id, field=field, label=id, old="", new=text, by="李某", **where)
            for id, field in zip(ids, ("printed", "previous", "note"), strict=False)
        ]
        fresh = apply(self.now, changes, WHO, NOW)
        self.space.edit("", fresh, "导入 表.xlsx")
        self._edited("", 0, fresh)

    @rule(number=CHOICE, other=CHOICE, what=st.sampled_from(["rename", "remove", "move"]))
    def change_the_departments(self, number, other, what):
        names = departments.departments(self.now.outline)
        if not names:
            return
        name = chosen(number, names)
        match what:
            case "rename":
                fresh = departments.rename(self.now, name, chosen(other, (*names, "新部门")))
            case "remove":
                fresh = departments.remove(self.now, name)
            case _:
                fresh = departments.move(self.now, name, 1)
        self._arranged(fresh, "部门")

    @rule(number=CHOICE)
    def send_forms(self, number):
        names = departments.departments(self.now.outline)
        asked = [Request(department=chosen(number, names), when=NOW)] if names else []
        fresh = sent(self.now, asked)
        self.space.edit("requests", fresh.requests, "发放采集表")
        self._edited("requests", 0, fresh)
