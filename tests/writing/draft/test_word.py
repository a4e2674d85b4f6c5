"""A Word document read as an article: all its words, and a sentence for what is no words."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from courtdesk.models.errors import UserError
from courtdesk.writing.draft import package
from courtdesk.writing.draft.draft import drafted
from courtdesk.writing.draft.manuscript import Manuscript
from courtdesk.writing.draft.numbering import written
from courtdesk.writing.draft.parts import Part
from courtdesk.writing.draft.sheet import Title
from courtdesk.writing.draft.source import read_article

NS = nsdecls("w")


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Document], Manuscript]:
    def through_a_file(document: Document) -> Manuscript:
        path = tmp_path / "稿件.docx"
        document.save(str(path))
        return read_article(path)

    return through_a_file


def element(markup: str) -> object:
    return parse_xml(markup.replace("<w:p>", f"<w:p {NS}>", 1))


def test_paragraphs_are_lines_and_breaks_and_tabs_stay(read) -> None:
    document = docx.Document()
    document.add_paragraph("第一段\n换行\t制表")
    document.add_paragraph("")
    document.add_paragraph("　　第二段")
    assert read(document).text == "第一段\n换行\t制表\n\n　　第二段\n"


def test_words_in_insertions_links_controls_and_fields_are_read_and_deleted_ones_said(read) -> None:
    document = docx.Document()
    run = "<w:r><w:t>{}</w:t></w:r>"
    document.element.body.insert(
        0,
        element(
            f"<w:p>{run.format('甲')}<w:ins>{run.format('乙96件')}</w:ins>"
            "<w:del><w:r><w:delText>丙97件</w:delText></w:r></w:del>"
            f"<w:hyperlink>{run.format('丁')}</w:hyperlink>"
            f"<w:sdt><w:sdtContent>{run.format('戊')}</w:sdtContent></w:sdt>"
            f'<w:fldSimple w:instr="DATE">{run.format("己")}</w:fldSimple>'
            "<w:r><w:instrText>庚</w:instrText></w:r></w:p>"
        ),
    )
    found = read(document)
    assert found.text == "甲乙96件丁戊己\n"
    assert found.remarks == ("修订中已删除的文字没有读入",)


def test_a_table_is_read_row_by_row_and_said(read) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("项目", "数量", "审结", "96件"), strict=True
    ):
        cell.text = words
    inner = table.cell(1, 1).add_table(1, 1)
    inner.cell(0, 0).text = "其中调解30件"
    found = read(document)
    assert "项目\t数量\n审结\t96件　其中调解30件\n" in found.text
    assert found.text.count("30件") == 1
    assert found.remarks == ("表格按行读作文字，格与格之间以制表符隔开",)
    labels = [str(m.quantity) for m in drafted(found).mentions]
    assert labels == ["96件", "30件"]


def test_a_text_box_is_read_once_after_its_paragraph(read) -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>框内12件</w:t></w:r></w:p></w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    document.element.body.insert(
        0,
        element(
            "<w:p><w:r><w:t>正文</w:t></w:r><w:r>"
            f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps">{box}</mc:Choice>'
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        ),
    )
    found = read(document)
    assert found.text == "正文\n框内12件\n"
    assert found.remarks == ("文本框里的文字接在它所在的一段之后",)


def test_numbers_word_sets_by_itself_are_read(read) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = [("chineseCountingThousand", "%1、", 0), ("chineseCounting", "（%2）", 1)]
    shaped = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for format, text, n in levels
    )
    abstract = f'<w:abstractNum {NS} w:abstractNumId="90">{shaped}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {NS} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    for level, words in ((0, "聚焦平安"), (1, "从严"), (1, "从快"), (0, "聚焦民生"), (1, "便民")):
        paragraph = document.add_paragraph(words)
        number = f'<w:numPr {NS}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(number))
    text = "一、聚焦平安\n（一）从严\n（二）从快\n二、聚焦民生\n（一）便民\n"
    assert read(document).text == text


@pytest.mark.parametrize(
    ("number", "format", "label"),
    [
        (12, "chineseCounting", "十二"),
        (12, "decimal", "12"),
        (3, "decimalEnclosedCircle", "③"),
        (4, "upperRoman", "IV"),
        (2, "lowerLetter", "b"),
        (10, "ideographDigital", "一〇"),
        (3, "chineseLegalSimplified", "叁"),
        (7, "hex", "7"),
    ],
)
def test_a_number_is_written_in_its_format(number: int, format: str, label: str) -> None:
    assert written(number, format) == label


def test_bold_words_and_heading_styles_mark_headings(read) -> None:
    document = docx.Document()
    document.add_paragraph("临河县人民法院（虚构）工作综述", style="Title")
    document.add_paragraph("2023年，临河县人民法院（虚构）审结案件96件，各项工作取得新的进展。")
    for title in ("平安守护显担当", "为民服务有温度"):
        document.add_paragraph(title, style="Heading 1")
        for heading in ("严惩犯罪", "化解纠纷"):
            paragraph = document.add_paragraph()
            paragraph.add_run(heading).bold = True
            paragraph.add_run("。全年办理这一类案件12件，群众是满意的。")
    draft = drafted(read(document))
    parts = [p.part for p in draft.paragraphs]
    assert parts == [Part.TITLE, Part.LEAD, *[Part.CROSSHEAD, Part.ITEM, Part.ITEM] * 2]
    assert [p.heading for p in draft.paragraphs if p.part is Part.ITEM] == [
        "严惩犯罪",
        "化解纠纷",
    ] * 2
    assert draft.is_verbatim(draft.sheet(Title("临河县人民法院", 2023)))


def picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#2B5D8A").save(out, "PNG")
    out.seek(0)
    return out


def test_a_picture_is_a_photo_with_the_caption_below_it(read) -> None:
    document = docx.Document()
    document.add_paragraph("2023年，临河县人民法院（虚构）审结案件96件，各项工作取得新的进展。")
    document.add_picture(picture())
    document.add_paragraph("图为法官巡回审判")
    document.add_paragraph("这一年，法官走遍了全县的每一个村庄，把道理讲到了群众的心坎上。")
    document.add_picture(picture())
    found = read(document)
    draft = drafted(found)
    sheet = draft.sheet(Title("临河县人民法院", 2023))
    assert [(p.caption, p.paragraph) for p in sheet.photos] == [("图为法官巡回审判", 1), ("", 0)]
    assert {p.sha256 for p in sheet.photos} == {found.pictures[0].sha256}
    assert draft.is_verbatim(sheet)


def test_a_picture_that_cannot_be_shown_is_said(read) -> None:
    document = docx.Document()
    document.add_picture(picture())
    part = next(p for p in document.part.related_parts.values() if "media" in str(p.partname))
    part._blob = part.blob[:40]
    document.add_paragraph("正文")
    found = read(document)
    assert found.pictures == ()
    assert any("图片" in remark for remark in found.remarks)


def test_headers_notes_and_what_cannot_be_shown_are_said(read) -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    document.sections[0].header.paragraphs[0].text = "内部资料，共96件"
    document.add_comment(document.paragraphs[0].add_run("批"), text="核一下97件")
    remarks = read(document).remarks
    assert any("页眉" in r and "96件" in r for r in remarks)
    assert any("批注" in r and "97件" in r for r in remarks)


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def locked() -> bytes:
    data = bytearray(archive({"word/document.xml": b"x"}))
    data[6] |= 1  # the local header's flag, and the directory's
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
XML = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空文件"),
        (b"PK\x03\x04 no archive", "已损坏"),
        (archive({"xl/workbook.xml": b"<a/>"}), "不是 Word 文档"),
        (archive({"word/document.xml": b"<a/>"}), "已损坏"),
        (archive({"word/document.xml": XML}), "不安全"),
        (locked(), "设有密码"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "设有密码"),
        (OLE, "旧格式"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x89PNG\r\n", "图片"),
        (b"\x81\xff\x00\xfe" * 9, "不是文字"),
    ],
)
def test_a_hostile_or_foreign_file_is_refused_in_one_sentence(
    data: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "稿件.docx"
    path.write_bytes(data)
    with pytest.raises(UserError, match=said) as refusal:
        read_article(path)
    assert "\n" not in str(refusal.value) and "稿件.docx" in str(refusal.value)


def test_a_document_that_inflates_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "INFLATED", 2**20)
    path = tmp_path / "稿件.docx"
    path.write_bytes(archive({"word/document.xml": b" " * 2**21}))
    with pytest.raises(UserError, match="展开后过大"):
        read_article(path)


@pytest.mark.parametrize("name", ["没有.docx", "."])
def test_what_is_no_file_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        read_article(tmp_path / name)


def sound() -> bytes:
    document = docx.Document()
    document.add_paragraph("2023年，临河县人民法院（虚构）审结案件96件。")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


SOUND = sound()


@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=40))
def test_a_broken_document_is_read_or_refused_and_nothing_else(at: int, noise: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "稿件.docx"
        path.write_bytes(SOUND[:at] + noise + SOUND[at + len(noise) :])
        with suppress(UserError):
            read_article(path)
