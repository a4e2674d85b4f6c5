"""The faces a Word document names: those of the standard where the machine has them."""

from collections.abc import Set
from functools import cache
from typing import NamedTuple

import typst


class Face(NamedTuple):
    """A face as Word names it, and the family names under which machines know it."""

    name: str
    families: tuple[str, ...]


HEAD = (
    Face("方正小标宋简体", ("FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0", "方正小标宋简体")),
    Face("方正小标宋_GBK", ("FZXiaoBiaoSong-B05", "FZXBSK--GBK1-0", "方正小标宋_GBK")),
    Face("华文中宋", ("STZhongsong", "华文中宋")),
    Face("宋体", ("SimSun", "宋体")),
)
FANG = (
    Face("仿宋_GB2312", ("FangSong_GB2312", "仿宋_GB2312")),
    Face("仿宋", ("FangSong", "仿宋")),
)
KAI = (Face("楷体_GB2312", ("KaiTi_GB2312", "楷体_GB2312")), Face("楷体", ("KaiTi", "楷体")))
"""For each use the face the standard asks for, then what may stand for it. The last one is named
where the machine has none: every Windows and every WPS has it."""


def chosen(faces: tuple[Face, ...], there: Set[str]) -> tuple[str, str]:
    """Return the face to name, and the sentence that reports a substitution (or nothing)."""
    face = next((f for f in faces if there & set(f.families)), faces[-1])
    if face is faces[0]:
        return face.name, ""
    return face.name, f"本机没有“{faces[0].name}”，以“{face.name}”代替"


@cache
def installed() -> frozenset[str]:
    """The families the machine has, as their files name them."""
    return frozenset(typst.Fonts(include_embedded_fonts=False).families())
