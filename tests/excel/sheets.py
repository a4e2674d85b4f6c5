"""A small sheet with every form of figure, and names nobody should have chosen."""

from datetime import datetime

from courtdesk.models.outline import (
    ChartKind,
    ChartRow,
    ChartSpec,
    Formula,
    Indicator,
    Item,
    Measure,
    Outline,
    Section,
)
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet, Figure, Source, State

_M = Measure
_INDICATORS = {
    "taken": Indicator(id="taken", label="受理案件数", unit="件", department="审管办"),
    "closed": Indicator(id="closed", label="审执结案件数", unit="件", department="审管办"),
    "rate": Indicator(
        id="rate",
        label="结案率",
        unit="%",
        measure=_M.RATE,
        formula=Formula(kind="share", terms=("closed", "taken")),
    ),
    "left": Indicator(
        id="left",
        label="未结案件数",
        unit="件",
        formula=Formula(kind="difference", terms=("taken", "closed"), decimals=0),
    ),
    "place": Indicator(id="place", label="质效位次", unit="位", measure=_M.RANK, scope="全市法院"),
    "mediated": Indicator(id="mediated", label="调撤率", unit="%", measure=_M.RATE),
    "whole": Indicator(id="whole", label="出庭应诉率", unit="%", measure=_M.RATE),
    "money": Indicator(id="money", label="执行到位金额", unit="元", measure=_M.MONEY),
    "sold": Indicator(id="sold", label="网拍成交金额", unit="元", measure=_M.MONEY),
    "near": Indicator(id="near", label="争议标的额", unit="元", measure=_M.MONEY),
    "saved": Indicator(id="saved", label="节约佣金", unit="元", measure=_M.MONEY),
    "held": Indicator(id="held", label="拘传人数", unit="人", department="执行局"),
    "listed": Indicator(id="listed", label="失信人数", unit="人", department="执行局"),
    "praised": Indicator(id="praised", label="受表彰个人数", unit="人"),
    "handled": Indicator(id="handled", label="办结事项件次", unit="件次"),
    "sale": Indicator(
        id="sale",
        label="成交额占到位金额比例",
        unit="%",
        measure=_M.RATE,
        formula=Formula(kind="share", terms=("sold", "money"), decimals=3),
    ),
    "thrift": Indicator(
        id="thrift",
        label="佣金与标的额之和",
        unit="元",
        measure=_M.MONEY,
        formula=Formula(kind="sum", terms=("saved", "near"), decimals=0),
    ),
    "average": Indicator(id="average", label="法官人均结案数", unit="件", measure=_M.AVERAGE),
    "none": Indicator(id="none", label="=1+1 缺报的数", unit="件", department="-执行局"),
    "zero": Indicator(id="zero", label="@零", unit="件", definition="+加号开头"),
    "shut": Indicator(id="shut", label="锁定的数", unit="件"),
    "comma": Indicator(id="comma", label="带分节号的数", unit="件"),
}
_PRINTED = {
    "taken": ("10336件", "9800件"),
    "closed": ("9666件", "9000件"),
    "place": ("第3", "第5"),
    "mediated": ("52.20%", "50.00%"),
    "whole": ("100%", "98.6%"),
    "money": ("2.88亿元", "2.5亿元"),
    "sold": ("1689.7万元", "80余万元"),
    "near": ("近3亿元", "2亿元"),
    "saved": ("80余万元", ""),
    "held": ("720余人", "700人"),
    "listed": ("1027人", "1027人"),
    "praised": ("17名", "12名"),
    "handled": ("1.3万件次", ""),
    "average": ("378.7件", "301.50件"),
    "none": ("", ""),
    "zero": ("0件", "0件"),
    "shut": ("5件", ""),
    "comma": ("28,802件", "1,200件"),
}
_NOTES = {"taken": "=SUM(A1)", "zero": "响铃\x07与\n换行", "closed": "& <b>&amp;", "held": "-12"}
_STATES = {"listed": State.CHECKED, "shut": State.LOCKED, "none": State.AWAITED}


def court_sheet() -> FactSheet:
    """Two years of an invented court."""
    return FactSheet(
        court="云川县人民法院",
        year=2024,
        fictional=True,
        outline=_outline(),
        figures=tuple(_figure(id, *texts) for id, texts in _PRINTED.items()),
    )


def _figure(id: str, now: str, before: str) -> Figure:
    unit = _INDICATORS[id].unit
    return Figure(
        id=id,
        printed=Quantity.parse(now, unit) if now else None,
        previous=Quantity.parse(before, unit) if before else None,
        state=_STATES.get(id, State.RECEIVED),
        source=Source(who="甲", when=datetime(2025, 1, 3, 9, 5), file="执行局.xlsx", cell="C4"),
        note=_NOTES.get(id, ""),
    )


def _items(prefix: str, *ids: str) -> tuple[Item, ...]:
    half = (len(ids) + 1) // 2
    return tuple(
        Item(
            id=f"{prefix}{n}",
            heading=f"努力做好第{n}件事",
            indicators=tuple(_INDICATORS[i] for i in part),
        )
        for n, part in enumerate((ids[:half], ids[half:]))
    )


def _chart(
    id: str, kind: ChartKind, *rows: tuple[str, ...], series: tuple[str, ...] = ()
) -> ChartSpec:
    return ChartSpec(
        id=id,
        kind=kind,
        title=f"图 {id}",
        series=series,
        rows=tuple(ChartRow(figures=r) for r in rows),
    )


def _outline() -> Outline:
    lead = ("taken", "closed", "rate", "left", "place")
    return Outline(
        name="测试",
        lead=Item(id="lead", heading="导语", indicators=tuple(_INDICATORS[i] for i in lead)),
        charts=(
            _chart("bars", ChartKind.BARS, ("taken",), ("closed",)),
            _chart("ring", ChartKind.RING, ("closed", "taken")),
            _chart("ranks", ChartKind.RANKS, ("place",)),
        ),
        sections=(
            Section(
                id="a",
                title="聚力[平安]:*?/\\'守护'" + "长" * 40,
                items=_items(
                    "a", "mediated", "whole", "money", "sold", "near", "saved", "sale", "thrift"
                ),
                charts=(
                    _chart("yearly", ChartKind.PAIRED, ("mediated",), ("whole",)),
                    _chart("money", ChartKind.BARS, ("money",), ("sold",), ("saved",)),
                ),
            ),
            Section(
                id="b",
                title="聚力[平安]:*?/\\'守护'" + "长" * 40,
                slogan="=取得新成效",
                items=_items("b", "held", "listed", "praised", "handled", "average"),
                charts=(_chart("people", ChartKind.BARS, ("listed",), ("held",), ("praised",)),),
            ),
            Section(
                id="c",
                title="封面",
                items=_items("c", "none", "zero", "shut", "comma"),
                charts=(_chart("absent", ChartKind.FUNNEL, ("none",), ("zero",)),),
            ),
            Section(id="d", title=""),
        ),
    )
