"""Every format at once: articles of any make-up, hostile words, figures found out."""

import json
import re
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from courtdesk.models.errors import UserError
from courtdesk.models.outline import HeadingForm
from courtdesk.models.sheet import Photo
from courtdesk.models.value import written
from courtdesk.publish import article_pdf, formats, newspaper_docx
from courtdesk.publish.export import export
from courtdesk.publish.formats import FORMATS, engine
from courtdesk.publish.markdown import literal, markdown
from courtdesk.publish.pages import texts
from courtdesk.publish.proof import squeezed
from courtdesk.publish.release import hindrances
from courtdesk.publish.reread import docx_text, html_text, markdown_text
from tests.publish.hostile import CONTROLS, HOSTILE, hostile

ARTICLES = ("txt", "md", "newspaper.docx", "report.docx", "wechat.html", "article.pdf")
READERS = {
    "txt": bytes.decode,
    "md": markdown_text,
    "newspaper.docx": docx_text,
    "report.docx": docx_text,
    "wechat.html": html_text,
    "article.pdf": lambda data: "".join(texts(data, article_pdf.TOP)),
}


def read(edition, form):
    """What a form says, and the figures read back from it."""
    made = engine(form).make(edition)
    (data,) = made.files.values()
    (found,) = engine(form).read(edition, made.files).values()
    return squeezed(READERS[form](data)), found


@pytest.fixture
def odd(edition):
    """An article unlike the sample: headings on lines, a section unnamed, signed at its end."""
    outline = edition.sheet.outline
    first, second, *rest = outline.sections
    items = tuple(item.replaced(form=HeadingForm.LINE) for item in first.items)
    unnamed = second.replaced(
        crosshead=False,
        items=tuple(item.replaced(form=HeadingForm.NONE) for item in second.items),
    )
    outline = outline.replaced(sections=(first.replaced(items=items), unnamed, *rest))
    photos = (
        *edition.sheet.photos,
        Photo(id="p7", name="旁听庭审", sha256="", caption="旁听庭审", after="passages.s4i1.text"),
    )
    head = edition.sheet.head.replaced(byline_last=True)
    sheet = edition.sheet.replaced(outline=outline, photos=photos, head=head)
    return replace(edition, sheet=sheet)


@pytest.mark.parametrize("form", ARTICLES)
def test_an_article_of_any_make_up_is_whole_in_every_form(odd, form):
    text, found = read(odd, form)
    assert len(found) == 68 and all(reading.equal for reading in found)
    assert "坚决维护安全稳定" in text and "着力提升诉服体验。" in text
    assert "聚力依法履职" not in text and "持之以恒护企安商" not in text
    if form != "report.docx":
        assert "③" in text and text.index("③") < text.index("□本报通讯员")
    if form in ("newspaper.docx", "wechat.html", "article.pdf"):
        assert "〔待补照片〕" in text


def test_a_heading_on_its_own_line_never_ends_a_column(odd, places):
    got = places(engine("article.pdf").make(odd).files["article.pdf"])
    for n, (line, x, y) in enumerate(got):
        if line.strip() == "坚决维护安全稳定":
            _, below_x, below_y = got[n + 1]
            assert below_y < y and abs(below_x - x) < 40
            return
    raise AssertionError("the heading is not printed")


def test_a_picture_still_to_come_blocks_the_release(odd):
    assert "待补照片：旁听庭审" in [h.words for h in hindrances(odd)]


@pytest.mark.parametrize("form", ARTICLES)
def test_text_that_looks_like_code_is_literal_in_every_form(edition, form):
    one = hostile(edition)
    text, found = read(one, form)
    items = sum(len(section.items) for section in one.sheet.outline.sections)
    assert text.count(squeezed(HOSTILE)) >= 40 + items - 20
    assert all(reading.equal for reading in found)


@pytest.mark.parametrize("form", FORMATS)
def test_a_label_and_a_passage_of_ten_thousand_characters_pass_every_form(edition, form):
    endless = "一二三四五六七八九十" * 1000
    path = "outline.sections.s1.items.s1i1.indicators.F004.label"
    sheet = written(edition.sheet, path, endless)
    sheet = written(sheet, "passages.s1i1.text", f"{endless}办结{{F004}}。")
    one = replace(edition, sheet=sheet)
    made = engine(form).make(one)
    for found in engine(form).read(one, made.files).values():
        assert all(reading.equal for reading in found)


@pytest.mark.parametrize("form", FORMATS)
def test_a_character_no_font_has_is_literal_or_named_in_one_sentence(edition, form):
    path = "outline.sections.s1.items.s1i1.indicators.F004"
    sheet = written(edition.sheet, f"{path}.label", "办结😀件数")
    sheet = written(sheet, f"{path}.short", "办结😀件数")
    sheet = written(sheet, "passages.s1i1.text", "群众满意😀{F004}。")
    one = replace(edition, sheet=sheet)
    try:
        made = engine(form).make(one)
    except UserError as error:
        assert re.search("😀.*U\\+1F600", str(error)) and "\n" not in str(error)
        assert form in (
            "long.png",
            "article.pdf",
            "sheet.pdf",
            "signoff.pdf",
            "charts",
            "wechat.html",
        )
    else:
        for found in engine(form).read(one, made.files).values():
            assert all(reading.equal for reading in found)


@pytest.mark.parametrize("form", ARTICLES)
def test_rare_characters_of_names_are_in_every_form(edition, form):
    sheet = written(edition.sheet, "passages.s5i1.text", "法官喆、堃、䶮到场。")
    assert "喆、堃、䶮" in read(replace(edition, sheet=sheet), form)[0]


def test_every_format_has_an_engine_of_its_own():
    engines = [engine(form) for form in FORMATS]
    assert len({id(one) for one in engines}) == len(FORMATS)
    assert formats.known(("charts", "txt")) == ("txt", "charts")


# --- Markdown ------------------------------------------------------------------------------------


def test_markdown_has_headings_and_bold_run_in_headings_that_close(edition):
    lines = markdown(edition.article).split("\n\n")
    assert lines[1] == "# 新服务亮新风貌 新成效显新担当"
    assert "## 聚力平安守护　彰显新担当" in lines
    assert any(line.startswith("**坚决维护安全稳定**。牢牢守住") for line in lines)
    assert lines[-1].endswith("③\n")


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("1. 第一", "1\\. 第一"),
        ("2023)", "2023\\)"),
        ("- 项", "\\- 项"),
        ("+ 项", "\\+ 项"),
        ("=== ", "\\=== "),
        ("# 题", "\\# 题"),
        ("> 引", "\\> 引"),
        ("*粗* _斜_ `码`", "\\*粗\\* \\_斜\\_ \\`码\\`"),
        ("[a](b) ![c](d)", "\\[a\\](b) !\\[c\\](d)"),
        ("<b>&amp;", "\\<b\\>\\&amp;"),
        ("2023年受理10336件", "2023年受理10336件"),
    ],
)
def test_markdown_shows_words_as_they_are(words, written):
    assert literal(words) == written
    assert markdown_text(written.encode()) == words


def test_the_manuscript_leaves_a_frame_for_a_picture_still_to_come(odd):
    from io import BytesIO

    from docx import Document

    data = engine("newspaper.docx").make(odd).files[newspaper_docx.NAME]
    runs = [r for p in Document(BytesIO(data)).paragraphs for r in p.runs]
    assert [r.style.name for r in runs if r.text == "〔待补照片〕"] == ["待填"]


@pytest.mark.parametrize("words", [HOSTILE, CONTROLS], ids=["code", "controls"])
def test_every_form_of_a_hostile_sheet_goes_out_and_is_proved(edition, words, tmp_path):
    one = hostile(edition, words)
    files = export(one, tmp_path, anyway="看样")
    assert len(files) > len(FORMATS)
    said = json.loads((tmp_path / "manifest.json").read_bytes())
    assert said["verdict"]["sound"] and said["verdict"]["equal"] == said["verdict"]["carried"] > 60


@pytest.fixture
def titled(edition):
    """The sample with a figure in every title, slogan and heading."""
    sheet = edition.sheet
    for section in sheet.outline.sections:
        here = f"outline.sections.{section.id}"
        sheet = written(sheet, f"{here}.title", f"{section.title}{{F018}}")
        sheet = written(sheet, f"{here}.slogan", f"{{F030}}{section.slogan}")
        for item in section.items:
            sheet = written(sheet, f"{here}.items.{item.id}.heading", f"{item.heading}{{F046}}")
    return replace(edition, sheet=sheet)


@pytest.mark.parametrize("form", ARTICLES)
def test_figures_of_titles_are_printed_and_read_back_in_every_form(titled, form):
    text, found = read(titled, form)
    assert "{" not in text and "聚力平安守护2509件" in text and "坚决维护安全稳定15场" in text
    ids = [reading.id for reading in found]
    assert all(reading.equal for reading in found)
    assert len(found) == 68 + 5 + 5 + 17
    assert (ids.count("F018"), ids.count("F030"), ids.count("F046")) == (6, 6, 18)


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ARTICLES])
def test_a_title_with_a_figure_names_its_part_in_every_working_paper(titled, form):
    made = engine(form).make(titled)
    for found in engine(form).read(titled, made.files).values():
        assert all(reading.equal for reading in found)
    for name, data in made.files.items():
        if name.endswith(".pdf"):
            said = squeezed("".join(texts(data)))
        elif name.endswith(".xlsx"):
            book = openpyxl.load_workbook(BytesIO(data))
            cells = [str(c.value) for page in book for row in page.iter_rows() for c in row]
            said = "".join([*book.sheetnames, *cells])
        else:
            continue
        assert "{F0" not in said and "聚力平安守护2509件" in said


def test_a_title_without_its_figure_is_a_placeholder_and_blocks_the_release(titled):
    sheet = written(titled.sheet, "figures.F018.printed", None)
    one = replace(titled, sheet=sheet)
    assert "聚力平安守护〔待填：执结各类案件数〕" in markdown_text(
        engine("md").make(one).files["article.md"]
    )
    assert any("执结各类案件数" in h.words for h in hindrances(one))
