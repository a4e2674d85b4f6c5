"""Where a path of the sheet is found by a reader."""

from courtdesk.models.sheet import FactSheet


def place(sheet: FactSheet, path: str) -> str:
    """Return a path as a reader finds the place: 聚力平安守护 · 努力兑现胜诉权益 · 执行到位金额."""
    names: dict[str, str] = {}
    for section, item in sheet.outline.items():
        way = [section.title] if section else []
        names[item.id] = " · ".join((*way, item.heading))
        for indicator in item.indicators:
            names[indicator.id] = " · ".join((*way, item.heading, indicator.label))
    names |= {s.id: s.title for s in sheet.outline.sections}
    known = [names[part] for part in path.split(".") if part in names]
    return known[-1] if known else "稿件" if path.startswith("head") else "全表"
