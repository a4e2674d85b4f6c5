"""Places of a sheet that hold some words: labels, values, passages."""

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
