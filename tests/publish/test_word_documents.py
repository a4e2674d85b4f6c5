"""The manuscript and the official document, read back from their files."""

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree
from PIL import Image

from courtdesk.models.article import BlockKind
from courtdesk.models.sheet import Passage, Photo
from courtdesk.models.value import written
from courtdesk.publish import faces, newspaper_docx, report_docx
from courtdesk.publish.proof import squeezed
from courtdesk.publish.reread import docx_text
from courtdesk.writing.article import plain
from tests.publish.hostile import CONTROLS, HOSTILE, hostile

FORMS = {"newspaper.docx": newspaper_docx, "report.docx": report_docx}
both = pytest.mark.parametrize("name", FORMS)


def made(edition, name):
    return FORMS[name].make(edition).files[name]


def xml(data, part):
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(part))


# --- both ----------------------------------------------------------------------------------------


@both
def test_the_document_reads_word_for_word_like_the_article(edition, name):
    text = squeezed(docx_text(made(edition, name)))
    for block in edition.article.blocks:
        if block.kind is not BlockKind.PHOTO:
            assert squeezed(block.text) in text and squeezed(block.heading) in text


@both
def test_every_figure_is_read_back(edition, name):
    (found,) = FORMS[name].read(edition, {name: made(edition, name)}).values()
    assert len(found) == 68 and all(reading.equal for reading in found)


@both
def test_a_figure_changed_in_the_file_is_found_out(edition, name):
    data, changed = made(edition, name), BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(changed, "w") as other:
        for part in package.namelist():
            other.writestr(part, package.read(part).replace("2.88亿元".encode(), b"2.86"))
    (found,) = FORMS[name].read(edition, {name: changed.getvalue()}).values()
    assert [(r.id, r.found) for r in found if not r.equal] == [("F019", "2.86")]


@both
def test_every_style_names_its_chinese_face_and_no_theme_has_a_say(edition, name):
    data = made(edition, name)
    fonts = list(xml(data, "word/styles.xml").iter(qn("w:rFonts")))
    assert len(fonts) > 5
    for font in fonts:
        assert font.get(qn("w:eastAsia")) and font.get(qn("w:ascii"))
        assert font.get(qn("w:hint")) == "eastAsia"
        assert not [key for key in font.attrib if "heme" in key]
    for run in xml(data, "word/document.xml").iter(qn("w:r")):
        assert run.find(f".//{qn('w:rFonts')}").get(qn("w:hint")) == "eastAsia"
    with ZipFile(BytesIO(data)) as package:
        assert not [part for part in package.namelist() if "theme" in part or "thumb" in part]


@both
def test_no_style_is_there_that_the_document_does_not_use(edition, name):
    document = Document(BytesIO(made(edition, name)))
    named = {style.name for style in document.styles if style.type is not None}
    assert named & {"Heading 1", "Table Grid", "List Bullet"} == set()
    assert len(named) < 20


@both
def test_text_that_looks_like_code_is_written_as_it_is(edition, name):
    text = squeezed(docx_text(made(hostile(edition), name)))
    items = [item for section in edition.sheet.outline.sections for item in section.items]
    heads, lead, closing = 4, 1, 1
    wanted = heads + lead + 2 * len(edition.sheet.outline.sections) + 2 * len(items) + closing
    assert text.count(squeezed(HOSTILE)) - wanted in (0, 2)  # the manuscript: caption, end mark


@both
def test_controls_leave_no_trace_and_emoji_stay(edition, name):
    sheet = written(edition.sheet, "passages.lead.text", f"{CONTROLS}群众满意😀。")
    assert "审结案件百件。群众满意😀。" in docx_text(made(replace(edition, sheet=sheet), name))


@both
def test_equal_editions_give_equal_bytes(edition, name):
    assert made(edition, name) == made(replace(edition), name)


@both
def test_a_missing_figure_is_written_as_its_placeholder_in_red(edition, name):
    sheet = written(edition.sheet, "figures.F027.printed", None)
    document = Document(BytesIO(made(replace(edition, sheet=sheet), name)))
    runs = [r for p in document.paragraphs for r in p.runs if r.style.name == "待填"]
    assert [r.text for r in runs] == ["〔待填：拘传人数〕"]


@both
def test_invented_figures_are_said_to_be_invented(edition, name):
    data = made(replace(edition, sheet=edition.sheet.replaced(fictional=True)), name)
    parts = b"".join(ZipFile(BytesIO(data)).read(n) for n in ZipFile(BytesIO(data)).namelist())
    assert "虚构数据".encode() in parts


# --- the manuscript ------------------------------------------------------------------------------


def test_each_part_of_the_manuscript_has_a_style_of_its_name(edition):
    document = Document(BytesIO(made(edition, "newspaper.docx")))
    used = [p.style.name for p in document.paragraphs]
    assert used[:6] == ["引题", "主题", "署名", "导语", "图片", "图片说明"]
    assert used[6:9] == ["小标题", "正文", "正文"] and used[-1] == "结尾"
    levels = {p.style.name: p.style.element.find(f".//{qn('w:outlineLvl')}") for p in
              document.paragraphs}  # fmt: skip
    assert levels["主题"].get(qn("w:val")) == "0" and levels["小标题"].get(qn("w:val")) == "1"
    item = next(p for p in document.paragraphs if p.style.name == "正文")
    assert (item.runs[0].text, item.runs[0].style.name) == ("坚决维护安全稳定。", "条目标题")
    assert item.runs[0].style.font.bold
    last = document.paragraphs[-1].runs[-1]
    assert (last.text, last.style.name) == ("③", "文末标记")


def test_the_body_of_the_manuscript_is_the_article_and_nothing_else(edition):
    lines = [line for line in docx_text(made(edition, "newspaper.docx")).split("\n") if line]
    wanted = [line.strip() for line in plain(edition.article).split("\n") if line.strip()]
    assert lines == [re.sub(r"^[（〔]图：(.*)[）〕]$", r"\1", line) for line in wanted]


@pytest.mark.parametrize(
    ("words", "size"),
    [("新服务", 24), ("以公正司法护航发展 用为民情怀温暖人心", 21), ("长" * 30, 24)],
)
def test_the_main_head_is_set_smaller_where_that_keeps_it_on_one_line(edition, words, size):
    one = replace(edition, sheet=written(edition.sheet, "head.title", words))
    document = Document(BytesIO(made(one, "newspaper.docx")))
    assert document.styles["主题"].font.size == Pt(size)
    assert len(words) > 20 or len(words) * size < newspaper_docx.WIDE * 72 / 25.4


def test_photos_come_upright_and_without_what_the_camera_wrote(edition):
    picture, data = Image.new("RGB", (400, 200), "red"), BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "相机"
    picture.save(data, "JPEG", exif=exif, comment=b"secret")
    photo = Photo(id="p9", name="照片", sha256="f" * 64, caption="旁听", columns=1)
    sheet = edition.sheet.replaced(photos=(photo,))
    one = replace(edition, sheet=sheet, photos=lambda sha256: data.getvalue())
    with ZipFile(BytesIO(made(one, "newspaper.docx"))) as package:
        (name,) = [n for n in package.namelist() if n.startswith("word/media/")]
        kept = package.read(name)
    with Image.open(BytesIO(kept)) as image:
        assert image.size == (200, 400) and not image.getexif()
    assert b"secret" not in kept


# --- the official document -----------------------------------------------------------------------


def test_the_page_has_the_measures_of_the_standard(edition):
    document = Document(BytesIO(made(edition, "report.docx")))
    (section,) = document.sections
    assert abs(section.top_margin - Mm(37)) < Mm(0.1)
    assert abs(section.left_margin - Mm(28)) < Mm(0.1)
    area = section.page_width - section.left_margin - section.right_margin
    assert abs(area - Mm(156)) < Mm(0.1)
    tall = section.page_height - section.top_margin - section.bottom_margin
    assert abs(tall - Mm(225)) < Mm(0.1)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    pitch = int(grid.get(qn("w:linePitch"))) / 20
    character = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert int(tall / Pt(1) / pitch) == 22 and int(area / Pt(1) / character) == 28


def test_by_the_specification_grid_and_text_both_hold_28_characters_and_22_lines_and_no_more(
    edition,
):
    """ECMA-376, docGrid: a cell is as wide as Normal's type and ``charSpace``/4096 pt more, and as
    tall as ``linePitch``/20 pt. What leaves the grid (snapToGrid off) keeps its own measures."""
    document = Document(BytesIO(made(edition, "report.docx")))
    (section,) = document.sections
    area = (section.page_width - section.left_margin - section.right_margin) / Pt(1)
    tall = (section.page_height - section.top_margin - section.bottom_margin) / Pt(1)
    grid = section._sectPr.find(qn("w:docGrid"))
    normal = document.styles["Normal"].font.size.pt
    cell = normal + int(grid.get(qn("w:charSpace"))) / 4096
    measures = [(cell, int(grid.get(qn("w:linePitch"))) / 20)]
    for name in ("公文正文", "一级标题"):
        style = document.styles[name]
        assert {e.get(qn("w:val")) for e in style.element.iter(qn("w:snapToGrid"))} == {"0"}
        spacing = style.element.rPr.find(qn("w:spacing"))
        line = style.element.pPr.find(qn("w:spacing"))
        assert style.font.size.pt == normal == 16 and line.get(qn("w:lineRule")) == "exact"
        own = style.font.size.pt + int(spacing.get(qn("w:val"))) / 20
        measures.append((own, int(line.get(qn("w:line"))) / 20))
    for across, down in measures:
        assert 28 * across <= area < 29 * across
        assert 22 * down <= tall < 23 * down
    assert abs(measures[0][0] * 28 - area) < 0.5  # the grid's cells fill the line


def test_sections_and_items_become_levels(edition):
    document = Document(BytesIO(made(edition, "report.docx")))
    heads = [p.text for p in document.paragraphs if p.style.name == "一级标题"]
    assert heads[0] == "一、聚力平安守护　彰显新担当" and heads[4].startswith("五、")
    seconds = [p.runs[0].text for p in document.paragraphs if p.runs[0].style.name == "二级标题"]
    assert seconds[:4] == [
        "（一）坚决维护安全稳定。",
        "（二）妥善化解民事纠纷。",
        "（三）努力兑现胜诉权益。",
        "（一）持之以恒护企安商。",
    ]
    titles = [p.text for p in document.paragraphs if p.style.name == "公文标题"]
    assert titles == ["新服务亮新风貌", "新成效显新担当"]
    assert not document.inline_shapes and "③" not in docx_text(made(edition, "report.docx"))


def test_page_numbers_stand_right_on_odd_pages_and_left_on_even_ones(edition):
    document = Document(BytesIO(made(edition, "report.docx")))
    (section,) = document.sections
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert paragraph.text == "— 1 —"
        assert paragraph.style.element.find(f".//{qn('w:jc')}").get(qn("w:val")) == side
        assert paragraph.style.font.size.pt == 14


def test_the_standards_faces_are_named_where_they_are_installed_and_else_reported():
    bare = faces.chosen(faces.HEAD, frozenset())
    assert bare == ("宋体", "本机没有“方正小标宋简体”，以“宋体”代替")
    assert faces.chosen(faces.HEAD, frozenset({"FZXiaoBiaoSong-B05S"})) == ("方正小标宋简体", "")
    assert faces.chosen(faces.FANG, frozenset({"FangSong"}))[0] == "仿宋"
    assert faces.chosen(faces.FANG, frozenset({"仿宋_GB2312"})) == ("仿宋_GB2312", "")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_full_page_holds_22_lines_of_28_characters(edition, tmp_path):
    lead = edition.sheet.outline.lead.id
    passage = Passage(id=lead, text="司法为民" * 400)
    sheet = edition.sheet.replaced(
        passages=(passage,), head=edition.sheet.head.replaced(closing="")
    )
    (tmp_path / "report.docx").write_bytes(made(replace(edition, sheet=sheet), "report.docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*command, tmp_path / "report.docx"], check=True, capture_output=True)
    with pypdfium2.PdfDocument(tmp_path / "report.pdf") as document:
        page = document[1].get_textpage()
        lines = [line for line in page.get_text_range().split("\r\n") if "司法" in line]
    assert [len(line) for line in lines] == [28] * 22
