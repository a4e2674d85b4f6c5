"""Makes resources/fonts: subsets of free Chinese faces, taken from Debian's packages.

    python packaging/fonts.py            needs apt-get, dpkg-deb and fontTools

Each face keeps the glyphs of GB 2312, of 通用规范汉字表 (8105 characters) and of the signs a
newspaper and an office letter use; the plain sans face, which stands in for every other one,
keeps all of GBK. The families are renamed: a subset must not hide, or be hidden by, the same
face in full on the user's machine, and the licences reserve some of the names.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "resources" / "fonts"
PACKAGES = ("fonts-noto-cjk", "fonts-noto-cjk-extra", "texlive-lang-chinese")
NOTO = "usr/share/fonts/opentype/noto"
FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
LICENCE_OF_FANDOL = "GNU General Public License 3 or later, with the GPL font exception."

# Without locl and aalt: they would bring along the glyphs of Japan, Korea and Taiwan.
FEATURES = "calt ccmp chws cpct fwid halt hwid kern liga mark palt pwid vert vhal vkrn vpal vrt2"

# What GB 2312 lacks and a court's article or letter may hold.
SIGNS = (
    (0x0020, 0x017F),  # Latin
    (0x01CD, 0x01DC),  # vowels of 拼音
    (0x2010, 0x2027),  # dashes, quotes, dots
    (0x2030, 0x205E),  # ‰ ※ and other marks
    (0x2070, 0x209C),  # superior and inferior figures
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218B),  # ℃ № Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2460, 0x24FF),  # ① ⑴ ⒈
    (0x2500, 0x27BF),  # frames, shapes, stars, ticks
    (0x2E3A, 0x2E3B),  # ⸺
    (0x3000, 0x303F),  # 、。《》〇
    (0x3220, 0x32FF),  # ㈠ ㊣
    (0x3300, 0x33FF),  # ㎡ ㎞
    (0xFE10, 0xFE19),
    (0xFE30, 0xFE4F),  # upright marks
    (0xFF01, 0xFFEE),  # full width
)


class Face(NamedTuple):
    """One font file to make; `family` and `style` are its new names."""

    source: str
    family: str
    style: str
    weight: int
    whole_gbk: bool = False

    @property
    def file(self) -> str:
        return f"Courtdesk{self.family}-{self.style}"


FACES = (
    Face(f"{NOTO}/NotoSansCJK-Regular.ttc", "Sans", "Regular", 400, whole_gbk=True),
    Face(f"{NOTO}/NotoSansCJK-Medium.ttc", "Sans", "Medium", 500),
    Face(f"{NOTO}/NotoSansCJK-Bold.ttc", "Sans", "Bold", 700),
    Face(f"{NOTO}/NotoSerifCJK-Regular.ttc", "Serif", "Regular", 400),
    Face(f"{NOTO}/NotoSerifCJK-Bold.ttc", "Serif", "Bold", 700),
    Face(f"{NOTO}/NotoSerifCJK-Black.ttc", "Serif", "Black", 900),
    Face(f"{FANDOL}/FandolFang-Regular.otf", "Fang", "Regular", 400),
    Face(f"{FANDOL}/FandolKai-Regular.otf", "Kai", "Regular", 400),
)


def standard_characters() -> str:
    """The 8105 characters of 通用规范汉字表 in their order."""
    lines = (HERE / "standard-characters.txt").read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def coded(encoding: str, rows: range, cells: range) -> Iterator[str]:
    """The characters of a two-byte Chinese encoding in a block of its code table."""
    for row in rows:
        for cell in cells:
            yield from bytes((row, cell)).decode(encoding, "ignore")


def wanted(whole_gbk: bool) -> set[int]:
    """Code points a face should keep, as far as it has them."""
    characters = set(standard_characters())
    characters.update(coded("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)))
    if whole_gbk:
        characters.update(coded("gbk", range(0x81, 0xFF), range(0x40, 0xFF)))
    points = {ord(character) for character in characters}
    return points.union(*(range(first, last + 1) for first, last in SIGNS))


def opened(path: Path) -> TTFont:
    """The font of `path`; of a collection the face with mainland China's glyphs."""
    if path.suffix != ".ttc":
        return TTFont(path, recalcTimestamp=False)
    for font in TTCollection(path).fonts:
        if "CJKsc-" in str(font["name"].getDebugName(6)):
            font.recalcTimestamp = False
            return font
    raise SystemExit(f"no SC face in {path}")


def rename(font: TTFont, face: Face) -> None:
    """Gives the font its new family, in the four-style manner and the typographic one."""
    old = font["name"]
    family = f"Courtdesk {face.family}"
    plain = face.style in {"Regular", "Bold"}
    names = {
        0: old.getDebugName(0),
        1: family if plain else f"{family} {face.style}",
        2: face.style if plain else "Regular",
        3: f"courtdesk; {face.file}",
        4: f"{family} {face.style}",
        5: f"{old.getDebugName(5)}; subset of {old.getDebugName(6)}",
        6: face.file,
        13: old.getDebugName(13) or LICENCE_OF_FANDOL,
        14: old.getDebugName(14),
    } | ({} if plain else {16: family, 17: face.style})
    old.names = []
    for number, text in names.items():
        old.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    cff = font["CFF "].cff
    cff.fontNames = [face.file]
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName, top.Weight = names[4], family, face.style


def make(face: Face, root: Path) -> Path:
    """Writes one subset and returns its path."""
    font = opened(root / face.source)
    options = Options(
        layout_features=FEATURES.split(), name_IDs=["*"], notdef_outline=True, glyph_names=False
    )
    options.drop_tables += ["DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted(face.whole_gbk))
    subsetter.subset(font)
    rename(font, face)
    target = FONTS / f"{face.file}.otf"
    font.save(target)
    return target


def main() -> int:
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["apt-get", "download", *PACKAGES], cwd=folder, check=True)
        for package in Path(folder).glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
        for face in FACES:
            target = make(face, Path(folder))
            print(f"{target.name}: {target.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
