"""Draws the samples' two pictures: a court building and a pair of scales, with no emblem.

Run as `python -m samples.draw`. Both are drawings and are captioned as such.
"""

from pathlib import Path

from PIL import Image, ImageDraw

SIZE = (1200, 800)
FINE = 3  # drawn three times as large, then scaled down, for smooth edges

SKY, HILL, GROUND = "#E9EEF1", "#D3DDDC", "#C9C3B6"
WALL, SHADE, STONE, GLASS = "#FBFAF7", "#E4E0D8", "#D6CFC1", "#5E7C93"
RED, INK, BRASS = "#A61E22", "#2B3540", "#B78A3C"


class Drawing:
    """A picture addressed in its final pixels."""

    def __init__(self, background: str) -> None:
        self.image = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), background)
        self.pen = ImageDraw.Draw(self.image)

    def box(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        self.pen.rectangle([v * FINE for v in (left, top, right, bottom)], fill=fill)

    def shape(self, points: list[tuple[float, float]], fill: str) -> None:
        self.pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=fill)

    def oval(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        self.pen.ellipse([v * FINE for v in (left, top, right, bottom)], fill=fill)

    def line(self, points: list[tuple[float, float]], width: float, fill: str) -> None:
        at = [(x * FINE, y * FINE) for x, y in points]
        self.pen.line(at, fill=fill, width=round(width * FINE), joint="curve")

    def save(self, path: Path) -> None:
        small = self.image.resize(SIZE, Image.Resampling.LANCZOS)
        small.save(path, quality=88, optimize=True, progressive=False)


def building() -> Drawing:
    """A court building seen from the front: steps, columns, two wings."""
    to = Drawing(SKY)
    to.oval(-200, 430, 700, 900, HILL)
    to.oval(560, 400, 1500, 950, HILL)
    to.box(0, 640, 1200, 800, GROUND)
    for left in (110, 830):
        to.box(left, 330, left + 260, 640, WALL)
        to.box(left - 10, 312, left + 270, 334, STONE)
        for column in range(4):
            for row in range(3):
                x, y = left + 24 + column * 58, 358 + row * 90
                to.box(x, y, x + 40, y + 62, GLASS)
                to.box(x + 19, y, x + 21, y + 62, WALL)
    to.box(370, 270, 830, 640, SHADE)
    to.shape([(340, 272), (600, 150), (860, 272)], STONE)
    to.shape([(398, 258), (600, 166), (802, 258)], WALL)
    to.box(340, 268, 860, 296, RED)
    to.box(520, 400, 680, 640, INK)
    to.box(598, 400, 602, 640, SHADE)
    for x in (396, 468, 694, 766):
        to.box(x, 316, x + 38, 620, WALL)
        to.box(x + 30, 316, x + 38, 620, STONE)
        to.box(x - 8, 300, x + 46, 318, WALL)
        to.box(x - 8, 616, x + 46, 640, STONE)
    for step in range(5):
        to.box(350 - step * 22, 640 + step * 18, 850 + step * 22, 656 + step * 18, WALL)
        to.box(350 - step * 22, 654 + step * 18, 850 + step * 22, 658 + step * 18, SHADE)
    for x in (52, 1148):
        to.box(x - 5, 560, x + 5, 690, "#7A6A58")
        to.oval(x - 52, 470, x + 52, 610, "#7E9A82")
    return to


def scales() -> Drawing:
    """A pair of scales in balance on a table."""
    to = Drawing("#F3EFE6")
    to.box(0, 0, 1200, 70, RED)
    to.box(0, 650, 1200, 800, "#7A5238")
    to.box(0, 640, 1200, 662, "#8E6244")
    to.shape([(470, 640), (520, 596), (680, 596), (730, 640)], BRASS)
    to.box(586, 220, 614, 600, BRASS)
    to.oval(570, 176, 630, 236, BRASS)
    to.line([(300, 262), (600, 226), (900, 262)], 16, BRASS)
    for x in (300, 900):
        to.line([(x, 262), (x - 120, 470)], 4, INK)
        to.line([(x, 262), (x + 120, 470)], 4, INK)
        to.pen.pieslice([v * FINE for v in (x - 140, 400, x + 140, 540)], 0, 180, fill=BRASS)
        to.oval(x - 10, 252, x + 10, 272, BRASS)
    for place, colour in enumerate(("#2B5D8A", "#8C2B2E", "#4E6B57")):
        to.box(950 + place * 6, 610 - place * 32, 1150 + place * 6, 640 - place * 32, colour)
        to.box(1120 + place * 6, 614 - place * 32, 1150 + place * 6, 636 - place * 32, WALL)
    return to


if __name__ == "__main__":
    photos = Path(__file__).resolve().parent / "photos"
    photos.mkdir(exist_ok=True)
    building().save(photos / "court.jpg")
    scales().save(photos / "scales.jpg")
