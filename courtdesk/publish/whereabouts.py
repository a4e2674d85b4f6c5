"""Where a path of the sheet is found by a reader."""

from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet


def place(sheet: FactSheet, path: str) -> str:
    """Return a path as a reader finds the place: 聚力平安守护 · 努力兑现胜诉权益 · 执行到位金额."""
    for part in reversed(path.split(".")):
        names = _names(sheet, part)
        if names:
            return " · ".join(names)
    return "稿件" if path.startswith("head") else "全表"


def _names(sheet: FactSheet, id: str) -> list[str]:
    """The headings that lead to a section, an item or an indicator; nothing for another word."""
    outline = sheet.outline
    if section := next((s for s in outline.sections if s.id == id), None):
        return [words(section.title, sheet)]
    if id in outline.places:
        above, item, indicator = outline.places[id]
        return [
            *([words(above.title, sheet)] if above else []),
            words(item.heading, sheet),
            indicator.label,
        ]
    for above, item in outline.items():
        if item.id == id:
            return [*([words(above.title, sheet)] if above else []), words(item.heading, sheet)]
    return []
