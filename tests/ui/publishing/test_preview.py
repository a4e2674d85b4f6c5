"""The page 成品: forms are looked at while they are written."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.models.sheet import Photo, blank
from courtdesk.models.value import written
from courtdesk.publish.formats import FORMATS
from courtdesk.store import Document
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.publishing.forms import FORMS
from courtdesk.ui.publishing.page import PublishPage
from courtdesk.ui.publishing.press import Press
from courtdesk.ui.publishing.spread import WHOLE
from courtdesk.writing.outlines import load_outline, outlines
from tests.ui.publishing.pages import PAGED, UNSHOWN, covered, set_anew, words


@pytest.mark.parametrize("form", PAGED)
def test_an_edited_figure_stands_in_the_preview_and_an_undone_one_again(
    page: PublishPage, qtbot: QtBot, form: str
) -> None:
    set_anew(page, qtbot, form)
    assert "10336件" in words(page) and "10999件" not in words(page)
    page.space.enter("F001", "10999件")
    set_anew(page, qtbot)
    assert "10999件" in words(page) and "10336件" not in words(page)
    page.space.undo_stack.undo()
    set_anew(page, qtbot)
    assert "10336件" in words(page)


def test_what_is_painted_follows_the_edit(page: PublishPage, qtbot: QtBot) -> None:
    set_anew(page, qtbot, "sheet.pdf")
    qtbot.waitUntil(lambda: covered(page), timeout=10_000)
    seen = page.paper.viewport()
    before = seen.grab().toImage()
    page.space.enter("F001", "10999件")
    set_anew(page, qtbot)
    after = seen.grab().toImage()
    assert after.size() == before.size() and after != before
    page.space.undo_stack.undo()
    set_anew(page, qtbot)
    assert seen.grab().toImage() == before


@pytest.mark.parametrize("form", ["txt", "md"])
def test_text_is_shown_as_it_will_be_written(page: PublishPage, qtbot: QtBot, form: str) -> None:
    set_anew(page, qtbot, form)
    page.space.enter("F001", "10999件")
    set_anew(page, qtbot)
    assert "全年受理各类案件10999件" in page.words.toPlainText()
    assert page.words.isVisible() and page.words.isReadOnly()


def test_the_last_good_page_stays_when_typesetting_fails(page: PublishPage, qtbot: QtBot) -> None:
    good = page.views["article.pdf"]
    page.space.edit("head.closing", f"一字{UNSHOWN}无形。", "结尾")
    qtbot.waitUntil(lambda: page.notice.isVisible(), timeout=20_000)
    assert UNSHOWN in page.refusal.text() and "U+13000" in page.refusal.text()
    assert page.views["article.pdf"] is good and page.leaves["article.pdf"].parts
    page.space.undo_stack.undo()
    qtbot.waitUntil(lambda: not page.notice.isVisible(), timeout=20_000)


def test_the_last_good_page_is_still_drawn_sharp_after_another_form(
    page: PublishPage, qtbot: QtBot
) -> None:
    set_anew(page, qtbot, "sheet.pdf")
    page.space.edit("head.closing", f"一字{UNSHOWN}无形。", "结尾")
    page.show_form("article.pdf")
    qtbot.waitUntil(lambda: page.notice.isVisible(), timeout=20_000)
    for act in (lambda: page.paper.step(1), lambda: page.paper.fit_to(WHOLE)):
        act()
        qtbot.waitUntil(lambda: covered(page), timeout=10_000)
    assert page.paper.leaves is page.leaves["article.pdf"]


def test_a_form_that_never_could_be_set_says_why_in_its_place(
    page: PublishPage, qtbot: QtBot
) -> None:
    page.space.edit("head.kicker", f"一字{UNSHOWN}无形", "引题")
    page.show_form("long.png")
    qtbot.waitUntil(lambda: UNSHOWN in page.paper.empty, timeout=20_000)
    assert not page.notice.isVisible() and not page.leaves["long.png"].sizes


def test_turning_quickly_from_form_to_form_ends_at_the_last(
    page: PublishPage, qtbot: QtBot
) -> None:
    for _ in range(3):
        for form in FORMS:
            page.show_form(form.id)
            QApplication.processEvents()
    set_anew(page, qtbot, "signoff.pdf")
    assert "数据核校表" in words(page)
    assert page.paper.leaves is page.leaves["signoff.pdf"]


def test_a_storm_of_undo_and_redo_ends_with_the_page_of_the_sheet(
    window: MainWindow, page: PublishPage, qtbot: QtBot
) -> None:
    for number in range(10_400, 10_420):
        page.space.enter("F001", f"{number}件")
    for _ in range(4):
        for _ in range(20):
            window.undo()
        for _ in range(20):
            window.redo()
    window.undo()
    set_anew(page, qtbot)
    assert "10418件" in words(page)


def test_photos_a_sheet_no_longer_has_are_let_go(page: PublishPage) -> None:
    read: list[str] = []
    press = Press(lambda key: read.append(key) or key.encode())  # type: ignore[func-returns-value]
    sheets = [
        written(page.space.sheet, "photos", (Photo(id="one", name="图.jpg", sha256=key * 64),))
        for key in "abc"
    ]
    for sheet in (*sheets, *sheets[1:]):
        press._keep(sheet)
        press.photo(sheet.photos[0].sha256)
    press.stop()
    assert read == ["a" * 64, "b" * 64, "c" * 64]  # the last two are kept for an undo
    assert list(press._photos) == ["b" * 64, "c" * 64]


def test_a_label_of_ten_thousand_characters_leaves_the_window_alive(
    page: PublishPage, qtbot: QtBot
) -> None:
    page.space.edit("outline.lead.indicators.F001.label", "长" * 10_000, "指标名称")
    for form in PAGED:
        page.show_form(form)
        qtbot.waitUntil(
            lambda form=form: (
                page.made.get(form, ((), ()))[0] is page.space.sheet  # type: ignore[misc]
                or form in page.refusals
            ),
            timeout=60_000,
        )


def test_a_photo_that_the_document_lost_is_named(page: PublishPage, qtbot: QtBot) -> None:
    lost = Photo(id="lost", name="开庭.jpg", sha256="0" * 64)
    page.space.edit("photos", (lost,), "照片")
    qtbot.waitUntil(lambda: page.notice.isVisible(), timeout=20_000)
    assert page.refusal.text().startswith("文件里没有保存照片“开庭.jpg”，请换一张。")


def test_every_format_of_an_export_can_be_looked_at() -> None:
    assert {form.id for form in FORMS} == set(FORMATS)


def test_an_empty_sheet_shows_what_there_is(window: MainWindow, state: Path, qtbot: QtBot) -> None:
    name, _ = outlines()[0]
    sheet = blank("云川县人民法院", 2024, load_outline(name))
    window.show_document(Document.new(sheet, "tester"))
    window.actions_by_id["publish"].trigger()
    assert window.editor is not None
    page = window.editor.page
    assert isinstance(page, PublishPage)
    for form in FORMS:
        set_anew(page, qtbot, form.id)
        assert form.id not in page.refusals


def test_the_workbook_is_told_by_its_worksheets(page: PublishPage, qtbot: QtBot) -> None:
    set_anew(page, qtbot, "xlsx")
    names = {page.table.item(row, 0).text() for row in range(page.table.rowCount())}
    assert {section.title for section in page.space.sheet.outline.sections} <= names
    assert page.table.isVisible()
