"""What a drafted sheet takes over from last year's outline: departments, relations, charts."""

from collections import Counter

from courtdesk.models.outline import ChartRow, ChartSpec, Section
from courtdesk.models.sheet import FactSheet


def with_rules_of(like: FactSheet, sheet: FactSheet) -> FactSheet:
    """Return the sheet with the older one's relations and charts that its own figures allow.

    A chart goes to the section with most of its figures, one of the lead's to the overview.
    """
    outline, known = like.outline, {i.id for i in sheet.outline.indicators}
    charts: dict[str, list[ChartSpec]] = {}
    for chart in (*outline.charts, *(c for s in outline.sections for c in s.charts)):
        rows = tuple(row for row in chart.rows if known.issuperset(row.figures))
        if rows:
            charts.setdefault(_home(sheet, rows), []).append(chart.replaced(rows=rows))
    fresh = sheet.outline.replaced(
        departments=outline.departments,
        relations=tuple(r for r in outline.relations if known.issuperset(r.figures)),
        charts=tuple(charts.get("", ())),
        sections=tuple(_drawn(s, charts.get(s.id, [])) for s in sheet.outline.sections),
    )
    return sheet.replaced(outline=fresh)


def _home(sheet: FactSheet, rows: tuple[ChartRow, ...]) -> str:
    places = (sheet.outline.places[id][0] for row in rows for id in row.figures)
    return Counter(section.id if section else "" for section in places).most_common(1)[0][0]


def _drawn(section: Section, charts: list[ChartSpec]) -> Section:
    return section.replaced(charts=tuple(charts)) if charts else section
