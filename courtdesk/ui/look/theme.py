"""Colours, type and spacing: the one place the look of the window is decided."""

from typing import NamedTuple

STEP = 4  # px; every gap is a multiple
ROW = 32  # px; one figure's line


class Palette(NamedTuple):
    """The colours of one appearance, as #RRGGBB."""

    dark: bool
    paper: str
    panel: str
    field: str
    ink: str
    secondary: str
    hint: str  # in an empty field: paler than what is written there, and still read
    rule: str
    red: str
    red_tint: str
    on_red: str
    amber: str
    amber_tint: str
    green: str
    blue: str
    blue_tint: str
    hover: str
    charts: tuple[str, ...]  # in the order series take them


LIGHT = Palette(
    dark=False,
    paper="#FBFAF7",
    panel="#FFFFFF",
    field="#FFFFFF",
    ink="#1F2328",
    secondary="#57606A",
    hint="#6B7480",
    rule="#E4E0D8",
    red="#A61E22",
    red_tint="#FBECEC",
    on_red="#FFFFFF",
    amber="#8F5D0F",
    amber_tint="#FBF3E2",
    green="#2F7D4F",
    blue="#2B5D8A",
    blue_tint="#E8F0F7",
    hover="#F3F0E9",
    charts=("#A61E22", "#2B5D8A", "#B7791F", "#2F7D4F", "#5B6672"),
)
DARK = Palette(
    dark=True,
    paper="#1B1C1E",
    panel="#242629",
    field="#1F2123",
    ink="#E8E6E1",
    secondary="#A5A9AE",
    hint="#8A8F95",
    rule="#3A3D41",
    red="#E0666A",
    red_tint="#43282A",
    on_red="#1B1C1E",
    amber="#D9A441",
    amber_tint="#3D3320",
    green="#6BB88A",
    blue="#7FB0DB",
    blue_tint="#26384A",
    hover="#2E3135",
    charts=("#E0666A", "#7FB0DB", "#D9A441", "#6BB88A", "#9AA4AE"),
)
