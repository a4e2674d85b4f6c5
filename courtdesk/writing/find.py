"""Figures of a sheet by their names, values and departments, to be bound into a text."""

from courtdesk.models.derived import stands
from courtdesk.models.passage import words
from courtdesk.models.sheet import FactSheet
from courtdesk.writing.pinyin import has_initials, opens_with, skips_to_initials

FOLLOWING = {"year": "本年年份", "year-1": "上年年份", "year+1": "下年年份", "sections": "部分数"}
"""Tokens that are no figures: they print what follows from the sheet itself."""


def figures(sheet: FactSheet, wanted: str, item: str = "") -> list[tuple[str, str]]:
    """Return (id, what to show) of the indicators found by label, value or department.

    Labels and departments also by the initials of their pinyin. First what holds the text, then
    labels that have the initials with gaps, then what only its department finds; among each,
    those of ``item`` come first, then labels that begin so. Last come the tokens of `FOLLOWING`.
    With an empty text all are there.
    """
    wanted = "".join(wanted.split())
    entries: list[tuple[int, bool, bool, str, str]] = []
    for section, place in sheet.outline.items():
        where = words(section.title, sheet) if section else "总览"
        for indicator in place.indicators:
            printed = str(stands(sheet, indicator.id) or "待收")
            said = f"{indicator.label}　{printed}　·　{where}"
            if wanted in printed or _holds(indicator.label, wanted):
                rank = 0
            elif skips_to_initials(indicator.label, wanted):
                rank = 1
            elif _holds(indicator.department, wanted):
                rank = 2
                said += f"　·　{indicator.department}"
            else:
                continue
            later = not opens_with(indicator.label, wanted)
            entries.append((rank, place.id != item, later, indicator.id, said))
    entries.sort(key=lambda entry: entry[:3])  # otherwise in printed order
    following = [
        (token, f"{name}　{printed}　·　随表")
        for token, name in FOLLOWING.items()
        if wanted in (printed := words(f"{{{token}}}", sheet)) or _holds(name, wanted)
    ]
    return [*((id, said) for *_, id, said in entries), *following]


def item_of(path: str) -> str:
    """The id of the item whose words or heading stand at a path; empty for other texts."""
    group, *ids = path.split(".")
    if group == "passages":
        return ids[0]
    return ids[3] if group == "outline" and ids[2:3] == ["items"] else ""


def _holds(name: str, wanted: str) -> bool:
    return wanted in name or has_initials(name, wanted)
