"""Words beside the article: bound figures are proved in every form, typed ones block."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from courtdesk.models.value import read, written
from courtdesk.publish.edition import Edition
from courtdesk.publish.export import export
from courtdesk.publish.formats import engine
from courtdesk.publish.release import hindering, hindrances
from courtdesk.writing.audit import MISSING

TITLE = "outline.sections.s1.charts.s1c1.title"
BOUND = "{year}年审执结{F002}"
READ = "2023年审执结9666件"


def titled(edition: Edition, title: str) -> Edition:
    return replace(edition, sheet=written(edition.sheet, TITLE, title))


@pytest.mark.parametrize("form", ["sheet.pdf", "long.png", "charts"])
def test_a_title_is_read_back_with_its_figure(edition, form):
    bound, made = titled(edition, BOUND), engine(form)
    readings = [r for found in made.read(bound, made.make(bound).files).values() for r in found]
    usual = [r for f in made.read(edition, made.make(edition).files).values() for r in f]
    assert all(r.equal for r in readings)
    assert sum(r.id == "F002" for r in readings) > sum(r.id == "F002" for r in usual)


def test_a_chart_is_named_and_drawn_by_the_title_as_it_reads(edition):
    (picture,) = [p for p in titled(edition, BOUND).charts if p.spec.id == "s1c1"]
    assert picture.name.endswith(READ) and READ in picture.words.replace(" ", "")


def test_the_workbook_shows_the_title_as_it_reads(edition, tmp_path):
    export(titled(edition, BOUND), tmp_path, ["xlsx"])
    book = load_workbook(BytesIO((tmp_path / "sheet.xlsx").read_bytes()))
    said = [c.value for page in book for row in page for c in row if isinstance(c.value, str)]
    assert any(READ in text for text in said) and not any("{F002}" in text for text in said)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (TITLE, "聚力平安守护 · 图表“审结99件”"),
        ("layout.scope", "统计范围"),
        (
            "outline.lead.indicators.F001.label",
            "总览 · 指标“审结99件”的名称",
        ),
        ("photos.p1.caption", "照片“"),
    ],
)
def test_a_number_typed_anywhere_blocks_and_says_where(edition, path, place):
    sheet = written(edition.sheet, path, "审结99件")
    (found,) = hindrances(replace(edition, sheet=sheet))
    assert found.words.startswith("错误：“99件”") and place in found.words


def test_a_token_nobody_knows_in_a_title_blocks_too(edition):
    broken = titled(edition, "收案{F999}")
    (found,) = hindering(broken.sheet, broken.article, (*broken.findings, *broken.remarks))
    assert found.finding is not None and found.finding.rule == MISSING
    assert found.path == TITLE and "F999" in found.words


def test_a_title_whose_figure_is_missing_blocks_for_the_figure(edition):
    sheet = written(titled(edition, BOUND).sheet, "figures.F002.printed", None)
    found = hindrances(replace(edition, sheet=sheet))
    assert any("待填" in one.words for one in found)


def dressed(sheet, at):
    """The charts at a path with a figure bound in every one of their texts."""
    for chart in read(sheet, at):
        here = f"{at}.{chart.id}"
        sheet = written(sheet, f"{here}.title", "{F002}之{F001}")
        for place, _ in enumerate(chart.rows):
            sheet = written(sheet, f"{here}.rows.{place}.label", f"第{place}行{{F018}}")
        for place, _ in enumerate(chart.series):
            sheet = written(sheet, f"{here}.series.{place}", f"列{{F00{place + 3}}}")
    return sheet


@pytest.mark.parametrize("form", ["sheet.pdf", "long.png", "charts", "wechat.html"])
def test_every_form_of_chart_is_read_back_with_figures_in_all_its_texts(edition, form):
    sheet = dressed(edition.sheet, "outline.charts")
    for section in sheet.outline.sections:
        sheet = dressed(sheet, f"outline.sections.{section.id}.charts")
    whole, made = replace(edition, sheet=sheet), engine(form)
    readings = [r for f in made.read(whole, made.make(whole).files).values() for r in f]
    assert readings and [r for r in readings if not r.equal] == []


def test_the_name_of_a_photos_file_never_leaves_the_house(edition):
    photos = tuple(p.replaced(name="张三案现场37件.jpg", caption="") for p in edition.sheet.photos)
    whole = replace(edition, sheet=edition.sheet.replaced(photos=photos))
    article = engine("wechat.html").make(whole).files["wechat.html"].decode()
    assert "张三" not in article and 'alt="照片"' in article
    manuscript = engine("newspaper.docx").make(whole).files["newspaper.docx"]
    with ZipFile(BytesIO(manuscript)) as parts:
        text = parts.read("word/document.xml").decode()
    assert "张三" not in text and 'descr="照片"' in text
