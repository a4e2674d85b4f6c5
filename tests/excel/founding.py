"""Tables drawn as text, and what becomes of them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from courtdesk import resources
from courtdesk.excel.founding.founding import Founding, founded
from courtdesk.excel.founding.line import Line
from courtdesk.excel.founding.made import sheet_of
from courtdesk.excel.founding.opened import Opened
from courtdesk.excel.intake.files import Reading
from courtdesk.excel.reading import Page, Pages
from courtdesk.models.sheet import FactSheet
from tests.excel.drawn import page

NOW = datetime(2024, 1, 5, 9, 0, tzinfo=UTC)
DEPARTMENTS = sorted(p for p in resources.sample("departments").glob("*.*") if p.suffix != ".py")
WORK = """
临河县人民法院2024年度工作数据
类别|指标|单位|本年|上年|同比|责任部门|口径
审判执行|受理案件数|件|12034|11020|9.2%|审管办|含旧存
|结案率|%|95.56|98.91||审管办|
诉讼服务|网上立案|件|820|700||立案庭|
|其中：跨域|件|21|20||立案庭|
"""


def drawn(*files: tuple[str, str | Sequence[Page]]) -> tuple[Opened, ...]:
    """Files as they would be read, each a name and a drawing or its pages."""
    return tuple(
        Opened(
            Reading(name, Path(name), sha256="ab"),
            Pages(True, (page(said),) if isinstance(said, str) else tuple(said)),
        )
        for name, said in files
    )


def proposed(*files: tuple[str, str | Sequence[Page]], year: int = 2024) -> Founding:
    return founded(drawn(*files), year)


def shape(lines: Sequence[Line]) -> dict[str, dict[str, list[str]]]:
    """The names of what is proposed, by part and item."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        items = found.setdefault(line.section, {})
        items.setdefault(line.item, []).append(line.indicator.label)
    return found


def said(line: Line) -> str:
    return " ".join(str(q) for q in (line.printed, line.previous) if q is not None)


def named(founding: Founding, label: str) -> Line:
    return next(line for line in founding.lines if line.indicator.label == label)


def made(founding: Founding, court: str = "临河县人民法院") -> FactSheet:
    return sheet_of(founding, court, "甲", NOW)
