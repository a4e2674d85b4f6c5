"""What travels with the program: fonts that cover what is written, icons, their licences."""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from courtdesk import resources

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000
RARE_IN_NAMES = "喆堃䶮玥翀赟昶垚犇骉飏旻昊瑄珺祎奡斌镕𬭚"
LICENCE_OF = {"Sans": "OFL.txt", "Serif": "OFL.txt", "Fang": "FANDOL.txt", "Kai": "FANDOL.txt"}
FONTS = {file.stem: file for file in resources.fonts()}


@cache
def characters(font: str) -> frozenset[str]:
    with TTFont(FONTS[font], lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


def printed_in(*places: str) -> set[str]:
    """Every visible character of the text files in these folders of the checkout."""
    files = (file for place in places for file in (ROOT / place).rglob("*"))
    suffixes = {".py", ".toml", ".json", ".csv", ".txt", ".md", ".typ"}
    texts = (text_of(file.read_bytes()) for file in files if file.suffix in suffixes)
    return {character for text in texts for character in text if character.isprintable()}


def text_of(data: bytes) -> str:
    """The text of a file of the program, or of a department that saves in GB18030."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def standard_characters() -> set[str]:
    lines = (ROOT / "packaging" / "standard-characters.txt").read_text("utf-8").splitlines()
    return set("".join(line for line in lines if not line.startswith("#")))


def test_the_list_of_standard_characters_is_whole():
    assert len(standard_characters()) == 8105


@pytest.mark.parametrize("font", [name for name in FONTS if re.search("Sans|Serif", name)])
def test_every_sans_and_serif_face_covers_the_standard_characters_and_rare_names(font):
    assert not (standard_characters() | set(RARE_IN_NAMES)) - characters(font)


@pytest.mark.parametrize("font", FONTS)
def test_every_face_covers_gb2312_and_the_signs_of_a_newspaper(font):
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    hanzi = {text for pair in rows if (text := pair.decode("gb2312", "ignore"))}
    assert len(hanzi) == 6763
    assert not (
        hanzi | set("，。、；：？！“”‘’（）《》〈〉【】…—·～％0123456789%①②③")
    ) - characters(font)


@pytest.mark.parametrize("font", ["CourtdeskSans-Regular", "CourtdeskSerif-Regular"])
def test_nothing_the_program_prints_shows_as_a_box(font):
    signs = set("①②⑳↑↓→●○▲•☆★□■‰～—…￥¥€℃㎡×÷±≤≥≈")
    written = printed_in("courtdesk", "resources/outlines", "resources/typst", "samples")
    read_only = {"‱", "鿿"}  # in what the program recognises, never in what it writes
    assert not sorted((written | signs) - read_only - characters(font))


def test_the_plain_sans_face_stands_in_for_all_of_gbk():
    pairs = (bytes((row, cell)) for row in range(0x81, 0xFF) for cell in range(0x40, 0xFF))
    gbk = {text for pair in pairs if len(text := pair.decode("gbk", "ignore")) == 1}
    hanzi = {text for text in gbk if "\u4e00" <= text <= "\u9fa5"}
    assert len(hanzi) == 20902
    assert not hanzi - characters("CourtdeskSans-Regular")


@pytest.mark.parametrize("font", [name for name in FONTS if "Serif" not in name])
def test_figures_have_one_width_so_that_columns_line_up(font):
    with TTFont(FONTS[font], lazy=True) as opened:
        names, widths = opened.getBestCmap(), opened["hmtx"]
        assert len({widths[names[ord(digit)]][0] for digit in "0123456789"}) == 1


@pytest.mark.parametrize("font", [name for name in FONTS if "Serif" in name])
def test_the_serif_faces_keep_the_half_width_figures_for_columns(font):
    with TTFont(FONTS[font], lazy=True) as opened:
        table = opened["GSUB"].table
        features = table.FeatureList.FeatureRecord
        lookups = {
            index
            for record in features
            if record.FeatureTag == "hwid"
            for index in record.Feature.LookupListIndex
        }
        swaps: dict[str, str] = {}
        for lookup in (table.LookupList.Lookup[index] for index in lookups):
            for part in lookup.SubTable:
                swaps |= getattr(part, "ExtSubTable", part).mapping
        names, widths = opened.getBestCmap(), opened["hmtx"]
        assert {widths[swaps[names[ord(digit)]]][0] for digit in "0123456789"} == {500}


def test_the_fonts_carry_the_families_the_program_asks_for():
    families = set()
    for file in FONTS.values():
        with TTFont(file, lazy=True) as font:
            families.add(font["name"].getBestFamilyName())
            names = {record.toUnicode() for record in font["name"].names if record.nameID < 5}
            shown = " ".join(name for name in names if "©" not in name)
            assert not re.search("Noto|Source|Fandol", shown)
    assert families == {resources.SANS, resources.SERIF, resources.FANG, resources.KAI}


def test_the_fonts_are_small_and_each_has_its_licence_beside_it():
    assert sum(file.stat().st_size for file in resources.path("fonts").iterdir()) < 40 * MEGABYTE
    for name in FONTS:
        family = name.removeprefix("Courtdesk").partition("-")[0]
        assert name.partition("-")[0] in resources.text("fonts", LICENCE_OF[family])
    assert "GNU GENERAL PUBLIC LICENSE" in resources.text("fonts", "GPL-3.txt")


def test_every_icon_is_a_drawing_that_takes_the_colour_of_its_place():
    sheet = (ROOT / "courtdesk" / "ui" / "look" / "style.py").read_text(encoding="utf-8")
    named = set(re.findall(r"\$icons/([a-z-]+)\.svg", sheet))  # a style sheet cannot ink them
    assert named
    fixed = {"courtdesk", *named}
    icons = [file for file in resources.path("icons").glob("*.svg") if file.stem not in fixed]
    assert len(icons) >= 45
    for file in icons:
        drawing = ElementTree.fromstring(file.read_text(encoding="utf-8"))
        assert (drawing.get("viewBox"), drawing.get("stroke")) == ("0 0 24 24", "currentColor")
    assert "ISC License" in resources.text("icons", "LUCIDE-LICENSE.txt")


def test_a_file_that_is_not_there_is_named_in_the_error():
    with pytest.raises(FileNotFoundError, match="no-such-icon"):
        resources.path("icons", "no-such-icon.svg")
