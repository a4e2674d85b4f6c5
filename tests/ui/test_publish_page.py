"""The page 成品: forms are looked at while they are written, chosen, released and exported."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from courtdesk.models.layout import Paper, Theme
from courtdesk.models.sheet import Photo, State, blank
from courtdesk.models.value import written
from courtdesk.publish.formats import FORMATS
from courtdesk.publish.pages import texts
from courtdesk.publish.wechat_subset import outside
from courtdesk.store import Document
from courtdesk.ui.editor import Editor
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.publishing.clipboard import Copy, put
from courtdesk.ui.publishing.forms import FORMS
from courtdesk.ui.publishing.layout_fields import ChoiceField
from courtdesk.ui.publishing.page import PublishPage
from courtdesk.ui.publishing.press import Press
from courtdesk.ui.publishing.spread import FREE, WHOLE, WIDTH
from courtdesk.ui.publishing.wechat_strip import WechatStrip
from courtdesk.writing.article import compose, plain
from courtdesk.writing.outlines import load_outline, outlines
from tests.ui.test_input_methods import commit
from tests.windows import when_open

PAGED = [form.id for form in FORMS if form.paged]
UNSHOWN = "\U00013000"  # a hieroglyph: no font of the program has it


@pytest.fixture
def page(window: MainWindow, editor: Editor, qtbot: QtBot) -> PublishPage:
    """The page, its newspaper page set."""
    window.actions_by_id["publish"].trigger()
    shown = editor.page
    assert isinstance(shown, PublishPage)
    set_anew(shown, qtbot)
    return shown


def set_anew(page: PublishPage, qtbot: QtBot, form: str = "") -> None:
    """Wait until the form on show is that of the sheet as it is now, and drawn."""
    if form:
        page.show_form(form)
    qtbot.waitUntil(lambda: page.ready, timeout=20_000)


def words(page: PublishPage) -> str:
    """What the pages say, without blanks and the joiners that keep number and unit together."""
    said = "".join(texts(page.views[page.form.id].pdf))
    return "".join(said.replace("\u2060", "").split())


def pick(page: PublishPage, path: str, chosen: str, qtbot: QtBot) -> None:
    """Choose in a field by the keyboard."""
    field = page.findChild(ChoiceField, path)
    assert isinstance(field, ChoiceField)
    field.setFocus()
    while field.currentText() != chosen:
        before = field.currentIndex()
        up = field.findText(chosen) < before
        qtbot.keyClick(field, Qt.Key.Key_Up if up else Qt.Key.Key_Down)
        assert field.currentIndex() != before


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


def test_choices_are_steps_to_be_undone_and_survive_in_the_file(
    window: MainWindow, page: PublishPage, qtbot: QtBot, file: Path
) -> None:
    steps = page.space.undo_stack.count()
    pick(page, "layout.paper", "小报", qtbot)
    set_anew(page, qtbot)
    assert "（小报，4栏" in page.foot.said.whole
    pick(page, "layout.columns", "5 栏", qtbot)
    set_anew(page, qtbot)
    assert "（小报，5栏" in page.foot.said.whole
    window.undo()
    set_anew(page, qtbot)
    field = page.findChild(ChoiceField, "layout.columns")
    assert isinstance(field, ChoiceField) and field.currentText() != "5 栏"
    window.redo()
    page.show_form("long.png")
    pick(page, "layout.theme", "松绿", qtbot)
    source = page.findChild(PassageEditor, "layout.source")
    assert source is not None
    source.setFocus()
    source.selectAll()
    commit(source, "审判管理办公室")
    set_anew(page, qtbot)
    assert "数据来源审判管理办公室" in words(page)
    assert page.space.undo_stack.count() > steps
    window.actions_by_id["save"].trigger()
    qtbot.waitUntil(lambda: page.space.settled and not page.space.document.unpublished)
    window.close_document()
    with_layout = Document.open(file, "tester")
    layout = with_layout.sheet.layout
    with_layout.close()
    assert (layout.paper, layout.columns, layout.theme, layout.source) == (
        Paper.TABLOID,
        5,
        Theme.PINE,
        "审判管理办公室",
    )


def test_the_newspaper_page_tells_how_much_it_is_over(page: PublishPage, qtbot: QtBot) -> None:
    assert "还可容纳约" in page.foot.said.whole
    pick(page, "layout.paper", "A4", qtbot)
    pick(page, "layout.size", "13 磅", qtbot)
    set_anew(page, qtbot)
    assert "超出一版约" in page.foot.said.whole and page.foot.said.property("role") == "amber"


def test_the_wheel_over_a_choice_leaves_what_is_chosen(page: PublishPage) -> None:
    before, steps = page.space.sheet, page.space.undo_stack.count()
    for field in page.findChildren(ChoiceField):
        turned = QWheelEvent(
            QPointF(field.rect().center()),
            QPointF(field.mapToGlobal(field.rect().center())),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        shown = field.currentText()
        QApplication.sendEvent(field, turned)
        assert field.currentText() == shown and not turned.isAccepted()
    assert page.space.sheet == before and page.space.undo_stack.count() == steps


def test_keys_and_the_wheel_zoom_the_pages_and_leave_the_rail(
    window: MainWindow, page: PublishPage, qtbot: QtBot
) -> None:
    view = page.paper
    view.setFocus()
    fitting = view.zoom
    assert view.leaves.fit == WIDTH
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > fitting and view.leaves.fit == FREE
    qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == fitting
    assert window.editor is not None and window.editor.rail.isVisible()
    turned = QWheelEvent(
        QPointF(9, 9),
        view.mapToGlobal(QPointF(9, 9)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), turned)
    assert view.zoom > fitting
    page.foot.page_fit.click()
    assert view.leaves.fit == WHOLE and view.zoom < fitting
    assert page.foot.percent.text() == f"{view.zoom:.0%}"


def covered(page: PublishPage) -> bool:
    return page.paper._covered()


def test_the_keyboard_goes_from_the_forms_over_the_choices_to_pages_and_export(
    page: PublishPage, qtbot: QtBot
) -> None:
    set_anew(page, qtbot, "wechat.html")
    page.forms.setFocus()
    passed = []
    while page.export not in passed:
        focus = QApplication.focusWidget()
        assert focus is not None and len(passed) < 40
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    made = strip(page)
    wanted = [made.fields[0], made.dark, made.copy, page.paper, page.foot.into, page.export]
    assert [w for w in passed if w in wanted] == wanted


def test_what_is_scrolled_or_zoomed_to_is_drawn_sharp(page: PublishPage, qtbot: QtBot) -> None:
    for act in (
        lambda: page.paper.step(1),
        lambda: page.paper.verticalScrollBar().setValue(page.paper.verticalScrollBar().maximum()),
        lambda: page.paper.step(-1),
        lambda: page.paper.fit_to(WHOLE),
    ):
        act()
        qtbot.waitUntil(lambda: covered(page), timeout=10_000)


def test_small_pictures_lead_to_their_page(page: PublishPage, qtbot: QtBot) -> None:
    assert not page.thumbs.isVisible()  # a page alone
    set_anew(page, qtbot, "sheet.pdf")
    leaves = page.leaves["sheet.pdf"]
    qtbot.waitUntil(lambda: len(leaves.small) == len(leaves.sizes), timeout=10_000)
    assert page.thumbs.isVisible() and page.thumbs.count() == len(leaves.sizes) > 2
    page.thumbs.setFocus()
    qtbot.keyClick(page.thumbs, Qt.Key.Key_Down)
    qtbot.keyClick(page.thumbs, Qt.Key.Key_Down)
    assert page.paper.page == 2 and page.foot.page.text().startswith("3 /")
    page.foot.before.click()
    assert page.paper.page == 1 and page.thumbs.currentRow() == 1


def test_what_blocks_the_release_is_told_and_led_to(
    window: MainWindow, page: PublishPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.release.told.text() == "可以发布", timeout=10_000)
    sheet = written(page.space.sheet, "figures.F027.printed", None)
    page.space.edit("", written(sheet, "figures.F027.state", State.AWAITED), "清空")
    qtbot.waitUntil(lambda: page.release.where.isVisible(), timeout=10_000)
    assert page.release.told.text() == "1 处未处理，暂不能发布"
    (action,) = page.release.menu.actions()
    assert action.text() == "待填：聚力平安守护 · 努力兑现胜诉权益 · 拘传人数"
    action.trigger()
    focus = QApplication.focusWidget()
    assert focus is not None and focus.objectName() == "figures.F027.printed"


def test_an_unbound_number_is_led_to_with_its_words_selected(
    window: MainWindow, page: PublishPage, editor: Editor, qtbot: QtBot
) -> None:
    page.space.edit("head.closing", "来年再走访八十三家企业。", "结尾")
    qtbot.waitUntil(lambda: page.release.where.isVisible(), timeout=10_000)
    page.release.menu.actions()[0].trigger()
    focus = QApplication.focusWidget()
    assert focus is not None and focus.objectName() == "head.closing"
    assert focus.textCursor().selectedText() == "八十三家"  # type: ignore[attr-defined]


@pytest.mark.slow
def test_only_the_ticked_forms_are_exported(
    window: MainWindow,
    page: PublishPage,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "成品"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    page.forms.setFocus()
    wanted = {"txt", "sheet.pdf"}
    for row, form in enumerate(FORMS):
        page.forms.setCurrentRow(row)
        if form.id not in wanted:
            qtbot.keyClick(page.forms, Qt.Key.Key_Space)
    assert page.export.text() == "导出 2 种…"
    said: list[str] = []

    def read(box: QMessageBox) -> None:
        said.append(box.text())
        box.reject()

    when_open(QMessageBox, read)
    page.export.click()
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert {file["form"] for file in manifest["files"]} == wanted


def test_nothing_ticked_nothing_exported(page: PublishPage) -> None:
    for row in range(page.forms.count()):
        page.forms.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not page.export.isEnabled()


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


@pytest.mark.parametrize("moment", [0, 30, 120])
def test_the_sheet_may_be_closed_while_it_is_typeset(
    window: MainWindow, page: PublishPage, qtbot: QtBot, moment: int
) -> None:
    page.space.enter("F001", "10999件")
    page.show_form("sheet.pdf")
    if moment:
        qtbot.wait(moment)
    window.show_start()
    qtbot.wait(300)
    assert window.editor is None


CLOSED_WHILE_TYPESET = """
import logging, sys, time
from courtdesk.store import Document
from courtdesk.writing.samples import load_sample
from courtdesk.ui.app import make_application
from courtdesk.ui.main_window import MainWindow

app = make_application()
logging.basicConfig(stream=sys.stderr)
window = MainWindow()
window.show()
document = Document.open(sys.argv[1], "tester")
publish = document.publish
document.publish = lambda *how: (time.sleep(1), publish(*how))[1]  # a slow disk
window.show_document(document)
window.space.edit("head.title", "新标题", "主题")
window.actions_by_id["publish"].trigger()
begun = time.monotonic()
while eval(sys.argv[2]):
    app.processEvents()
window.close()
while window.isVisible():
    app.processEvents()
print("over")
"""


@pytest.mark.parametrize("until", ["False", "time.monotonic() < begun + 0.05"])
def test_the_process_ends_quietly_when_the_window_is_closed_while_it_is_typeset(
    file: Path, until: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", CLOSED_WHILE_TYPESET, str(file), until],
        capture_output=True,
        text=True,
        timeout=120,  # a process that waits for ever
        check=False,
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "over"), ended.stderr
    assert "Traceback" not in ended.stderr and "fault" not in ended.stderr


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


def test_a_view_zoomed_in_is_scrolled_both_ways_and_keeps_its_middle(
    page: PublishPage, qtbot: QtBot
) -> None:
    view = page.paper
    assert not view.horizontalScrollBar().isVisible()
    for _ in range(6):
        view.step(1)
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    qtbot.waitUntil(across.isVisible)
    assert 0 < across.value() < across.maximum()
    middle = (down.value() + view.viewport().height() / 2) / view.spread.height
    view.step(1)
    after = (down.value() + view.viewport().height() / 2) / view.spread.height
    assert abs(middle - after) < 0.01
    qtbot.waitUntil(lambda: covered(page), timeout=10_000)
    view.fit_to(WIDTH)
    qtbot.waitUntil(lambda: not across.isVisible())


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


def test_a_document_that_is_only_looked_at_keeps_its_choices(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    holder = Document.open(file, "other")
    try:
        window.show_document(Document.open(file, "tester"))
        window.actions_by_id["publish"].trigger()
        assert window.editor is not None and window.editor.locked
        page = window.editor.page
        assert isinstance(page, PublishPage)
        set_anew(page, qtbot)
        assert not any(f.isEnabled() for f in page.findChildren(ChoiceField))
    finally:
        holder.close()


def test_the_pages_modules_are_loaded_when_it_is_first_shown() -> None:
    asked = (
        "import sys, courtdesk.ui.main_window, courtdesk.ui.editor\n"
        "print([m for m in sys.modules if 'publish' in m or m in ('typst', 'pypdfium2')])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert told.stdout.strip() == "[]", told.stderr


def strip(page: PublishPage) -> WechatStrip:
    shown = page.strips["wechat.html"]
    assert isinstance(shown, WechatStrip)
    return shown


def test_the_article_for_wechat_is_looked_at_by_day_at_night_and_at_two_widths(
    page: PublishPage, qtbot: QtBot
) -> None:
    set_anew(page, qtbot, "wechat.html")
    assert page.leaves["wechat.html"].sizes[0][0] == 360
    seen = page.paper.viewport()
    day = seen.grab().toImage().pixelColor(seen.width() // 2, 20)
    strip(page).widths.button(677).click()
    set_anew(page, qtbot)
    assert page.leaves["wechat.html"].sizes[0][0] == 677
    strip(page).dark.click()
    set_anew(page, qtbot)
    night = seen.grab().toImage().pixelColor(seen.width() // 2, 20)
    assert day.lightness() > 250 and night.lightness() < 40


def test_the_article_for_wechat_is_copied_as_rich_text_and_as_words(
    window: MainWindow, page: PublishPage, qtbot: QtBot
) -> None:
    page.space.edit("head.closing", "来年再上新台阶。", "结尾")
    set_anew(page, qtbot, "wechat.html")
    clipboard = QApplication.clipboard()
    clipboard.setText("别人的")
    strip(page).copy.click()
    qtbot.waitUntil(lambda: clipboard.mimeData().hasHtml(), timeout=20_000)
    html, words = clipboard.mimeData().html(), clipboard.mimeData().text()
    assert "<section" in html and ">10336件</strong>" in html and "data:image/" in html
    assert "来年再上新台阶。" in html
    assert outside(html) == ()
    assert words == plain(compose(page.space.sheet))
    assert window.statusBar().currentMessage().startswith("公众号稿已复制")


def test_what_blocks_the_release_is_asked_about_before_the_clipboard_is_filled(
    window: MainWindow, page: PublishPage, qtbot: QtBot
) -> None:
    set_anew(page, qtbot, "wechat.html")
    sheet = written(page.space.sheet, "figures.F027.printed", None)
    page.space.edit("", written(sheet, "figures.F027.state", State.AWAITED), "清空")
    clipboard = QApplication.clipboard()
    clipboard.setText("别人的")
    said: list[str] = []

    def refuse(box: QMessageBox) -> None:
        said.append(box.text())
        box.reject()

    when_open(QMessageBox, refuse)
    strip(page).copy.click()
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert "待填：聚力平安守护 · 努力兑现胜诉权益 · 拘传人数" in said[0]
    qtbot.wait(50)
    assert clipboard.text() == "别人的"


def test_what_wechat_would_not_keep_is_listed(window: MainWindow, qtbot: QtBot) -> None:
    html = '<section><a href="x">链接</a><p style="position:fixed">词</p></section>'
    said: list[str] = []

    def read(box: QMessageBox) -> None:
        said.append(box.text())
        box.reject()

    when_open(QMessageBox, read)
    put(window, Copy(html, "链接词", outside(html), ()))
    qtbot.waitUntil(lambda: bool(said), timeout=5_000)
    assert "标签 <a>" in said[0] and "<p> 的样式 position" in said[0]
    assert QApplication.clipboard().mimeData().html() == html


def test_the_workbook_is_told_by_its_worksheets(page: PublishPage, qtbot: QtBot) -> None:
    set_anew(page, qtbot, "xlsx")
    names = {page.table.item(row, 0).text() for row in range(page.table.rowCount())}
    assert {section.title for section in page.space.sheet.outline.sections} <= names
    assert page.table.isVisible()
