"""The long picture: its measures, its slices, what it shows large, and that it says all facts."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from courtdesk import resources
from courtdesk.models.derived import stands
from courtdesk.models.errors import UserError
from courtdesk.models.layout import Theme
from courtdesk.models.quantity import Quantity
from courtdesk.models.revision import Revision
from courtdesk.models.value import written
from courtdesk.publish.edition import Edition
from courtdesk.publish.focal import MOST, focal
from courtdesk.publish.long_data import picture_data
from courtdesk.publish.long_picture import NAME, TALLEST, make, preview, read, slices
from courtdesk.publish.pages import page_count, page_size, texts
from courtdesk.publish.proof import squeezed
from courtdesk.publish.stacking import stacked
from courtdesk.publish.typesetting import Template
from tests.publish.hostile import HOSTILE, hostile


@pytest.fixture(scope="module")
def made(sheet, photos):
    when = datetime(2024, 1, 5, tzinfo=UTC)
    return make(Edition(sheet, photos, Revision(number=7, when=when, head="a" * 64))).files


def words(edition) -> str:
    """What the picture says, from the same page as a PDF."""
    pages = texts(Template("long").pdf(picture_data(edition) | {"breaks": []}, edition.on))
    return squeezed("".join(pages))


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def test_the_slices_put_together_are_the_picture(made):
    whole = opened(made[NAME])
    names = sorted(name for name in made if name != NAME)
    assert names == [f"long-{n}.png" for n in range(1, len(names) + 1)] and len(names) > 1
    top = 0
    for name in names:
        part = opened(made[name])
        assert part.width == 1080 and part.height <= TALLEST and len(made[name]) <= 5_000_000
        same = whole.crop((0, top, 1080, top + part.height))
        assert ImageChops.difference(part, same).getbbox() is None
        top += part.height
    assert whole.size == (1080, top)


def test_a_preview_is_the_same_slices_and_keeps_them_after_an_edit(edition, made):
    first = preview(edition)
    slices_of = {name: data for name, data in made.items() if name != NAME}
    assert page_count(first.pdf) == len(slices_of)
    for n, name in enumerate(sorted(slices_of)):
        wide, tall = page_size(first.pdf, n)
        assert (round(wide), round(tall)) == opened(made[name]).size
    sheet = written(edition.sheet, "figures.F001.printed", Quantity.parse("10337件"))
    edited = replace(edition, sheet=sheet)
    assert preview(edited, first) == preview(edited) != first
    assert preview(edited, first._replace(breaks=(1, 2, 3))) == preview(edited)


def test_every_fact_of_the_sheet_is_read_back_from_it(edition, made, sheet):
    (found,) = read(edition, made).values()
    assert all(reading.equal for reading in found)
    assert {i.id for i in sheet.wanted} <= {reading.id for reading in found}


def test_title_and_period_come_first_and_source_scope_and_day_stand_at_the_foot(edition):
    text = words(edition)
    first = text.index("10336")
    assert text.index("新服务亮新风貌") < text.index("2023年工作数据") < first
    foot = text[text.rindex("数据来源") :]
    for said in (
        "社旗县人民法院各部门统计",
        "统计范围",
        "截止日期2023年12月31日",
        "结案率＝审执结÷受理",
    ):
        assert said in foot


def test_the_user_has_the_last_word_on_the_foot_and_on_what_is_large(edition):
    chosen = edition.sheet.layout.replaced(
        source="审管办", scope="含诉前调解", cutoff="2023年12月20日", focal=("F040", "F029")
    )
    data = picture_data(replace(edition, sheet=edition.sheet.replaced(layout=chosen)))
    assert [words for _, words in data["foot"]][:3] == ["审管办", "含诉前调解", "2023年12月20日"]
    assert [f["id"] for f in data["sections"][0]["figures"]] == ["F029"]
    assert [f["id"] for f in data["sections"][1]["figures"]] == ["F040"]
    assert len(data["sections"][2]["figures"]) > 1


def test_at_most_five_figures_a_section_are_large_and_none_is_told_twice(edition, sheet):
    data = picture_data(edition)
    for part in (data["lead"], *data["sections"]):
        large = [f["id"] for f in part["figures"]]
        listed = [v["id"] for i in part["items"] for r in i["rows"] for v in r["values"]]
        assert len(large) <= MOST
        assert len({*large, *listed}) == len(large) + len(listed)
    assert data["sections"][0]["figures"][0]["value"] == "2.88亿元"


def test_money_is_the_largest_and_the_larger_count_comes_first(sheet):
    for section in sheet.outline.sections:
        chosen = focal(sheet, section.items)
        money = [i.measure == "money" for i in chosen]
        assert money == sorted(money, reverse=True)
        counts = [stands(sheet, i.id).value for i in chosen if i.measure == "count"]
        assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("theme", Theme)
def test_every_theme_draws_another_picture_of_the_same_words(edition, made, theme):
    one = replace(edition, sheet=written(edition.sheet, "layout.theme", theme))
    assert words(one) == words(edition)
    assert (make(one).files[NAME] == made[NAME]) is (theme is Theme.VERMILION)


def test_a_figure_without_a_value_is_awaited(edition):
    sheet = written(edition.sheet, "figures.F027.printed", None)
    one = replace(edition, sheet=sheet)
    assert "拘传人数待收" in words(one)
    (found,) = read(one, {}).values()
    assert all(r.equal for r in found) and "F027" not in {r.id for r in found}


def test_text_that_looks_like_code_is_drawn_as_it_is(edition):
    one = hostile(edition)
    assert words(one).count(squeezed(HOSTILE)) > 60
    (found,) = read(one, {}).values()
    assert all(reading.equal for reading in found)


def test_a_name_of_ten_thousand_characters_is_drawn_or_refused_in_a_sentence(edition):
    section = edition.sheet.outline.sections[0]
    item = section.items[0]
    for times in (100, 1000):
        endless = item.indicators[0].replaced(label="一二三四五六七八九十" * times, short="")
        path = f"outline.sections.{section.id}.items.{item.id}.indicators"
        sheet = written(edition.sheet, path, (endless, *item.indicators[1:]))
        files = make(replace(edition, sheet=sheet)).files
        assert all(opened(p).height <= TALLEST for n, p in files.items() if n != NAME)
    titled = written(edition.sheet, "outline.sections.s1.slogan", "一二三四五六七八九十" * 4000)
    with pytest.raises(UserError, match="六万像素"):
        make(replace(edition, sheet=titled))


def test_invented_figures_are_said_to_be_invented_above_and_below(edition):
    assert (
        words(replace(edition, sheet=edition.sheet.replaced(fictional=True))).count(
            "虚构数据，仅供演示"
        )
        == 2
    )


def test_body_text_is_large_enough_for_a_telephone():
    source = resources.text("typst", "long.typ")
    sizes = [float(size) for size in re.findall(r"size: ([\d.]+)pt", source)]
    assert len(sizes) > 15 and min(sizes) >= 28


@given(st.lists(st.floats(1, 3000), min_size=1, max_size=40))
def test_slices_are_as_tall_as_they_may_be(heights):
    cuts = [0.0]
    for height in heights:
        cuts.append(cuts[-1] + height)
    edges = [0, *slices(heights), len(heights)]
    assert edges == sorted(set(edges))
    for first, last in pairwise(edges):
        assert cuts[last] - cuts[first] <= TALLEST + 1e-6
        if last < len(heights):
            assert cuts[last + 1] - cuts[first] > TALLEST - 1e-6


@given(st.lists(st.integers(1, 9), min_size=1, max_size=5), st.integers(1, 12), st.integers())
def test_pictures_are_stacked_pixel_for_pixel(heights, width, seed):
    dice = Random(seed)
    pictures, raw = [], []
    for tall in heights:
        picture = Image.frombytes("RGBA", (width, tall), dice.randbytes(width * tall * 4))
        out = BytesIO()
        picture.save(out, "PNG")
        pictures.append(out.getvalue())
        raw.append(picture.tobytes())
    with Image.open(BytesIO(stacked(pictures))) as whole:
        assert whole.size == (width, sum(heights))
        assert whole.convert("RGBA").tobytes() == b"".join(raw)


def test_pictures_of_other_kinds_are_not_stacked():
    def png(mode: str, width: int) -> bytes:
        out = BytesIO()
        Image.new(mode, (width, 2)).save(out, "PNG")
        return out.getvalue()

    for pair in ((png("RGBA", 3), png("RGBA", 4)), (png("RGB", 3), png("RGBA", 3))):
        with pytest.raises(ValueError):
            stacked(pair)
