"""The colours of the two forms that are read on a telephone."""

from typing import NamedTuple

from courtdesk.models.layout import Theme


class Colours(NamedTuple):
    """One theme. ``accent`` reads on white and on black; the rest is the long picture's.

    ``deep`` is the cover's ground, ``paper`` that of the blocks, ``tint`` a shade of it, ``line``
    what parts them, ``ink`` and ``quiet`` the words, ``series`` the charts.
    """

    accent: str
    deep: str
    glow: str
    paper: str
    tint: str
    line: str
    ink: str
    quiet: str
    series: tuple[str, ...]


THEMES = {
    Theme.VERMILION: Colours(
        accent="#C8362E",
        deep="#9E1B1F",
        glow="#F3D9A4",
        paper="#FBF8F1",
        tint="#F4ECDF",
        line="#E5DACA",
        ink="#2A211D",
        quiet="#6F6359",
        series=("#B3262A", "#C48A3A", "#7A6A5C", "#D9776A", "#4F5D6B"),
    ),
    Theme.INDIGO: Colours(
        accent="#3A6EA5",
        deep="#17375E",
        glow="#BFD8EE",
        paper="#F6F9FC",
        tint="#E8EFF6",
        line="#D3DEE9",
        ink="#1B2733",
        quiet="#566575",
        series=("#1F4E82", "#D08A2E", "#5F7F9E", "#8FB3D4", "#55636F"),
    ),
    Theme.PINE: Colours(
        accent="#2F7F62",
        deep="#174A3B",
        glow="#D9E4B8",
        paper="#F7F9F4",
        tint="#EAF0E4",
        line="#D5DFCF",
        ink="#1E2924",
        quiet="#5A675F",
        series=("#256B53", "#C08A35", "#6E8A78", "#9CBFA6", "#5C6660"),
    ),
}
