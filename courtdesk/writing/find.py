"""Places of a sheet that hold some words: labels, values, passages."""

from courtdesk.models.derived import stands
from courtdesk.models.sheet import FactSheet
from courtdesk.writing.passage import runs


def found(sheet: FactSheet, wanted: str) -> list[tuple[str, str]]:
    """Return (path, what to show) of every place that holds the text, labels first."""
    wanted = "".join(wanted.split())
    if not wanted:
        return []
    labels, values, passages = [], [], []
    for section, item in sheet.outline.items():
        place = section.title if section else "总览"
        for indicator in item.indicators:
            printed = str(sheet.figure(indicator.id).printed or "")
            entry = (
                f"figures.{indicator.id}.printed",
                f"{indicator.label}　{printed}　·　{place}",
            )
            if wanted in indicator.label:
                labels.append(entry)
            elif wanted in printed:
                values.append(entry)
        text = "".join(r.text for r in runs(sheet.passage(item.id), sheet))
        start = text.find(wanted)
        if start >= 0 or wanted in item.heading:
            words = text[max(start - 10, 0) : start + 24].replace("\n", " ") if start >= 0 else ""
            passages.append((f"passages.{item.id}.text", f"{item.heading}　…{words}…　·　{place}"))
    return [*labels, *values, *passages]


def figures(sheet: FactSheet, wanted: str, item: str = "") -> list[tuple[str, str]]:
    """Return (id, what to show) of the indicators whose label or value holds the text.

    Those of ``item`` come first; with an empty text every indicator is there.
    """
    wanted = "".join(wanted.split())
    own: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for section, place in sheet.outline.items():
        where = section.title if section else "总览"
        for indicator in place.indicators:
            printed = str(stands(sheet, indicator.id) or "待收")
            if wanted in indicator.label or wanted in printed:
                entry = (indicator.id, f"{indicator.label}　{printed}　·　{where}")
                (own if place.id == item else others).append(entry)
    return [*own, *others]
