"""Whatever is found in a text, or looked for in it, is reached where the text is changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from courtdesk.models.chart import chart
from courtdesk.models.finding import Finding
from courtdesk.models.value import read
from courtdesk.ui.editor import Editor
from courtdesk.ui.look.dialogs import IndicatorForm
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.passage.figure_picker import FigurePicker
from courtdesk.ui.passage.passage_editor import PassageEditor
from courtdesk.ui.rail.rail_page import CHARTS, FINDINGS
from courtdesk.writing.audit import UNBOUND
from courtdesk.writing.search import found
from courtdesk.writing.set_phrases import unfit
from courtdesk.writing.texts import Words
from tests.ui.test_headings import picked
from tests.windows import *  # noqa: F403

LABEL = "outline.sections.s1.items.s1i1.indicators.F004.label"
TITLE = "outline.sections.s1.charts.s1c1.title"
ROW = "outline.sections.s1.charts.s1c1.rows.1.label"


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def finding_of(editor: Editor, path: str, qtbot: QtBot) -> Finding:
    """Write a number at a path, and return what is found there."""
    editor.space.edit(path, f"{read(editor.space.sheet, path)}37件", "改文字")
    qtbot.waitUntil(lambda: editor.space.proofreader.fresh)
    (finding,) = [f for f in editor.space.findings if f.path == path and f.rule == UNBOUND]
    return finding


PLACES = {
    TITLE: TITLE,
    ROW: ROW,
    "outline.charts.c1.title": "outline.charts.c1.title",
    "outline.sections.s1.charts.s1c1.series.0": "outline.sections.s1.charts.s1c1.series.0",
    LABEL: "more.F004",
    "outline.lead.indicators.F001.short": "more.F001",
    "layout.cutoff": "layout.cutoff",
    "layout.source": "layout.source",
    "head.end_mark": "head.end_mark",
    "court": "court",
    "head.byline": "head.byline",
    "photos.p1.caption": "photos.p1.caption",
}


@pytest.mark.parametrize("path", PLACES)
def test_a_finding_is_reached_where_its_text_is_changed(
    window: MainWindow, editor: Editor, qtbot: QtBot, path: str
) -> None:
    finding = finding_of(editor, path, qtbot)
    editor.show_finding(finding)
    assert focused().objectName() == PLACES[path]
    field = focused()
    if isinstance(field, PassageEditor):
        assert field.textCursor().selectedText().endswith("37件")
    if ".charts." in path:
        assert editor.rail.page == CHARTS and field.isVisible()


def test_a_hidden_rail_is_shown_for_a_chart_that_is_gone_to(
    window: MainWindow, editor: Editor, qtbot: QtBot
) -> None:
    editor.rail.hide()
    editor.show_finding(finding_of(editor, TITLE, qtbot))
    assert focused().objectName() == TITLE
    assert editor.rail.isVisible() and window.actions_by_id["rail"].isChecked()


def test_a_figure_is_bound_into_a_charts_title_and_the_chart_follows(editor: Editor) -> None:
    editor.show_path(TITLE)
    field = focused()
    assert isinstance(field, PassageEditor)
    field.moveCursor(QTextCursor.MoveOperation.End)
    picked(field, "2509")
    space = editor.space
    assert read(space.sheet, TITLE) == "刑事案件件数与人数{F018}"
    space.enter("F018", "2600件")
    spec = space.sheet.outline.sections[0].charts[0]
    assert chart(spec, space.sheet).title == "刑事案件件数与人数2600件"
    column = editor.rail._charts
    assert column is not None and column.views["s1c1"].chart.title == "刑事案件件数与人数2600件"
    assert field.hasFocus()
    space.undo_stack.undo()
    space.undo_stack.undo()
    assert read(space.sheet, TITLE) == "刑事案件件数与人数"


def test_the_labels_of_a_chart_follow_the_rows_it_loses(editor: Editor) -> None:
    editor.show_path(ROW)
    column = editor.rail._charts
    assert column is not None
    words = column.words["outline.sections.s1.charts.s1c1"]
    count = len(words.fields)
    editor.arranging.space.edit(
        "outline.sections.s1.charts.s1c1.rows",
        read(editor.space.sheet, "outline.sections.s1.charts.s1c1.rows")[1:],
        "删除一行",
    )
    assert len(words.fields) == count - 1
    editor.show_tab("s2")
    assert not any(path.startswith("outline.sections.s1") for path in column.words)


def test_a_number_in_a_name_is_marked_in_its_row_and_taken_away(
    editor: Editor, qtbot: QtBot
) -> None:
    editor.show_tab("s1")
    finding = finding_of(editor, LABEL, qtbot)
    editor.show_finding(finding)
    page = editor.page
    assert page is not None
    row = next(row for row in page.rows if row.id == "F004")
    assert row.mark.text() == "▲" and finding.message in row.mark.toolTip()
    panel = editor.rail.findings
    panel.mended.emit(finding, finding.fixes[0])
    assert read(editor.space.sheet, LABEL) == "交通肇事罪、危险驾驶罪案件数"


def test_a_number_in_a_name_is_listed_as_a_set_phrase_from_the_findings(
    editor: Editor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = finding_of(editor, LABEL, qtbot)
    asked: list[Finding] = []
    monkeypatch.setattr(
        "courtdesk.ui.proof.phrases.ask_phrase", lambda parent, space, f: asked.append(f)
    )
    menu: QMenu = editor.rail.findings.menu_of(finding)
    next(a for a in menu.actions() if a.text() == "列为固定说法…").trigger()
    assert asked == [finding]


def test_what_the_findings_advise_is_taken(editor: Editor, qtbot: QtBot) -> None:
    finding = finding_of(editor, TITLE, qtbot)
    words = read(editor.space.sheet, TITLE)[finding.start : finding.end]
    assert unfit(words) and "固定说法" not in finding.message


def test_a_number_in_a_charts_title_is_bound_from_the_findings(
    editor: Editor, qtbot: QtBot
) -> None:
    finding = finding_of(editor, TITLE, qtbot)
    menu: QMenu = editor.rail.findings.menu_of(finding)
    next(a for a in menu.actions() if a.text() == "绑定其他指标…").trigger()
    field = editor.findChild(PassageEditor, TITLE)
    assert field is not None and field.textCursor().selectedText() == "37件"
    picker = field.findChild(FigurePicker)
    assert picker is not None and picker.isVisible()
    picker.chosen.emit("F018")
    assert read(editor.space.sheet, TITLE) == "刑事案件件数与人数{F018}"


def test_a_name_is_offered_no_figure(editor: Editor, qtbot: QtBot) -> None:
    menu: QMenu = editor.rail.findings.menu_of(finding_of(editor, LABEL, qtbot))
    texts = [a.text() for a in menu.actions()]
    assert "列为固定说法…" in texts and "绑定其他指标…" not in texts


def test_what_is_wrong_with_the_words_gone_to_is_said(
    window: MainWindow, editor: Editor, qtbot: QtBot
) -> None:
    finding = finding_of(editor, TITLE, qtbot)
    editor.show_finding(finding)
    assert window.statusBar().currentMessage() == f"错误：{finding.message}"


def test_a_reason_lets_a_number_in_a_name_stand(editor: Editor, qtbot: QtBot) -> None:
    finding = finding_of(editor, LABEL, qtbot)
    editor.space.explain(finding, "指标就叫这个名字")
    qtbot.waitUntil(lambda: editor.space.proofreader.fresh)
    (kept,) = [f for f in editor.space.findings if f.path == LABEL and f.rule == UNBOUND]
    assert kept.reason == "指标就叫这个名字"


# --- find -----------------------------------------------------------------------------------------


def test_every_text_of_the_sheet_is_found_by_its_own_words(editor: Editor) -> None:
    sheet = editor.space.sheet
    for text in Words(sheet).texts:
        wanted = text.source.split("{")[0].split("\n")[0][:12]
        if not wanted.strip():
            continue
        hits = found(sheet, wanted)
        label = text.path.endswith(".label") and ".indicators." in text.path
        path = f"figures.{text.path.split('.')[-2]}.printed" if label else text.path
        hit = next(hit for hit in hits if hit.path == path)
        if not label:
            assert "".join(text.source[hit.start : hit.end].split()) == "".join(wanted.split())


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("刑事案件件数与人数", TITLE),
        ("彰显新担当", "outline.sections.s1.slogan"),
        ("努力兑现胜诉权益", "outline.sections.s1.items.s1i3.heading"),
        ("聚力平安守护", "outline.sections.s1.title"),
        ("其中执结", "outline.charts.c1.rows.2.label"),
    ],
)
def test_what_is_found_is_gone_to_and_selected(
    window: MainWindow, editor: Editor, wanted: str, path: str
) -> None:
    window.look_up()
    window.finder.setText(wanted)
    places = [hit.path for hit in found(editor.space.sheet, wanted)]
    for _ in range(places.index(path)):
        QTest.keyClick(window.finder, Qt.Key.Key_Down)
    QTest.keyClick(window.finder, Qt.Key.Key_Return)
    field = focused()
    assert isinstance(field, PassageEditor) and field.objectName() == path
    assert field.textCursor().selectedText() == wanted


def test_every_place_of_a_text_is_found_and_blanks_are_no_matter(editor: Editor) -> None:
    space = editor.space
    space.edit("head.closing", "抓 好落实，抓好落实", "结尾")
    spans = [(h.start, h.end) for h in found(space.sheet, "抓好 落实") if h.path == "head.closing"]
    assert spans == [(0, 5), (6, 10)]


def test_a_note_is_found_and_opened(editor: Editor) -> None:
    space = editor.space
    space.edit("figures.F004.note", "含速裁案件", "备注")
    (hit,) = found(space.sheet, "速裁案件")
    assert hit.path == "figures.F004.note" and "交通肇事罪" in hit.said
    editor.show_hit(hit)
    assert focused().objectName() == "figures.F004.note"


# --- added in place -------------------------------------------------------------------------------


def test_a_new_section_is_named_in_its_tab_and_its_title_takes_figures(editor: Editor) -> None:
    editor.add_section()
    title = focused()
    assert isinstance(title, PassageEditor)
    id = editor.key
    assert title.objectName() == f"outline.sections.{id}.title"
    assert editor.bar.tabText(editor.bar.keys.index(id)).startswith("未命名")
    picked(title, "2509")
    assert read(editor.space.sheet, title.objectName()) == "{F018}"
    assert title.hasFocus()
    for _ in range(2):
        editor.space.undo_stack.undo()
    assert id not in editor.bar.keys


def test_a_new_item_is_named_on_its_card(editor: Editor) -> None:
    editor.show_tab("s1")
    page = editor.page
    assert page is not None
    page.rearranged.emit("section-add-item", "s1")
    heading = focused()
    assert isinstance(heading, PassageEditor) and heading.objectName().endswith(".heading")
    assert read(editor.space.sheet, heading.objectName()) == ""
    picked(heading, "2509")
    assert read(editor.space.sheet, heading.objectName()) == "{F018}"


def test_the_findings_come_back_after_a_chart_was_gone_to(editor: Editor, qtbot: QtBot) -> None:
    finding_of(editor, TITLE, qtbot)
    editor.next_finding()
    assert focused().objectName() == TITLE
    editor.next_finding()
    assert editor.rail.page in (FINDINGS, CHARTS)


def test_a_field_that_was_left_for_a_find_selects_nothing_any_more(
    window: MainWindow, editor: Editor
) -> None:
    editor.show_path("passages.s1i1.text")
    left = focused()
    assert isinstance(left, PassageEditor)
    left.selectAll()
    window.look_up()
    window.finder.setText("彰显新担当")
    assert left.textCursor().hasSelection()  # Esc goes back to it
    QTest.keyClick(window.finder, Qt.Key.Key_Return)
    assert focused().objectName() == "outline.sections.s1.slogan"
    assert not left.textCursor().hasSelection()


def test_a_short_name_is_changed_with_the_other_properties(editor: Editor) -> None:
    indicator = editor.space.sheet.outline.indicator("F004").replaced(short="旧名")
    form = IndicatorForm(editor, (), indicator)
    assert form.short.text() == "旧名"
    form.short.setText(" 新名 ")
    assert form.indicator == indicator.replaced(short="新名")


def test_a_chip_as_long_as_a_paragraph_stands_alone_and_what_follows_goes_on(
    editor: Editor,
) -> None:
    space = editor.space
    space.edit(LABEL, "很长的名称" * 30, "改名")
    space.edit("figures.F004.printed", None, "清空")
    space.edit("passages.s1i3.text", "执结{F004}，好。", "正文")
    editor.show_path("passages.s1i3.text")
    field = focused()
    assert isinstance(field, PassageEditor)
    layout = field.document().begin().layout()
    found = [layout.lineAt(n) for n in range(layout.lineCount())]
    assert sum(line.textLength() for line in found) == len("执结〓，好。")
    assert 2 <= len(found) <= 4 and field.height() < 200
