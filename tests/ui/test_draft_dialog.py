"""From an article to a sheet in the window: guesses are corrected, the text stays as it is."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from courtdesk import resources
from courtdesk.models.outline import Measure
from courtdesk.models.sheet import FactSheet, blank
from courtdesk.ui.draft import drafting
from courtdesk.ui.draft.article_form import ArticleForm
from courtdesk.ui.draft.draft_dialog import UNPROVED, DraftDialog
from courtdesk.ui.draft.draft_rows import FILLS, MEASURE, NAME, PART, TEXT, UNIT
from courtdesk.ui.main_window import MainWindow
from courtdesk.ui.tasks import Task
from courtdesk.writing.article import compose, plain
from courtdesk.writing.draft.draft import Draft, drafted
from courtdesk.writing.draft.parts import Part
from courtdesk.writing.draft.source import pasted
from courtdesk.writing.outlines import load_outline
from samples.articles import NAME as ARTICLE
from tests.windows import *  # noqa: F403

TEXT_FILE = resources.sample(f"{ARTICLE}.txt")
SHORT = (
    "临河县人民法院（虚构）交出答卷\n"
    "2023年，临河县人民法院（虚构）审结案件96件，各项工作都取得了新的进展，群众满意。\n"
    "聚力平安\n"
    "从严惩处犯罪。全年审结诈骗案件63件118人，追回赃款412.6万元，守护群众的钱袋子。\n"
    "从快追赃挽损。办结执行案件412件，发放案款1580万元，让群众的胜诉权益早日兑现到手。\n"
    "聚力民生\n"
    "用心化解纠纷。全年调解家事案件286件，调解率61.4%，让一个个家庭重归于好。\n"
    "用情守护成长。开展法治讲座24场，发出家庭教育指导令15份，陪伴孩子们一路前行。\n"
)


def shown(window: MainWindow, qtbot: QtBot) -> DraftDialog:
    """The dialog, once the article was read."""
    qtbot.waitUntil(lambda: bool(window.findChildren(DraftDialog)))
    (dialog,) = window.findChildren(DraftDialog)
    return dialog


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot, state: Path) -> DraftDialog:
    made = DraftDialog(None, drafted(pasted(SHORT)))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    return made


def row_of(dialog: DraftDialog, words: str) -> int:
    """The row of the paragraph that begins so, or of the figure printed so."""
    texts = [dialog.rows.index(n, TEXT).data() for n in range(dialog.rows.rowCount())]
    return next(n for n, text in enumerate(texts) if text.startswith(words))


def put(dialog: DraftDialog, words: str, column: int, value: object) -> bool:
    return dialog.rows.setData(dialog.rows.index(row_of(dialog, words), column), value)


def test_an_article_is_drafted_through_the_dialog_and_opens_as_a_sheet(
    window: MainWindow, qtbot: QtBot
) -> None:
    drafting.open_article(window, TEXT_FILE)
    dialog = shown(window, qtbot)
    assert dialog.summary.text() == "5 个部分　17 个条目　68 个数字"
    assert (dialog.court.text(), dialog.year.text()) == ("社旗县人民法院", "2023")
    qtbot.waitUntil(lambda: dialog.proof.text() == "印出的稿件与来稿逐字相同")
    dialog.take.click()
    qtbot.waitUntil(lambda: window.space is not None, timeout=20_000)
    space = window.space
    assert space is not None and space.sheet.filled == 68
    assert plain(compose(space.sheet)) == TEXT_FILE.read_text(encoding="utf-8")
    assert space.touched  # it is not put away without a question
    assert space.blob(space.sheet.figures[0].source.sha256) == TEXT_FILE.read_bytes()


def test_the_text_is_compared_off_the_windows_thread_and_after_every_correction(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, Draft]] = []
    compare = Draft.is_verbatim

    def spied(draft: Draft, sheet: FactSheet) -> bool:
        seen.append((threading.current_thread().name, draft))
        return compare(draft, sheet)

    monkeypatch.setattr(Draft, "is_verbatim", spied)
    drafting.open_article(window, TEXT_FILE)
    dialog = shown(window, qtbot)
    assert dialog.proof.text() == UNPROVED
    qtbot.waitUntil(lambda: dialog.proof.text() == "印出的稿件与来稿逐字相同")
    put(dialog, "2.88亿元", NAME, "到位金额")
    put(dialog, "2509件", NAME, "执结案件数")
    assert dialog.proof.text() == "印出的稿件与来稿逐字相同"  # what was found last stands
    qtbot.waitUntil(lambda: seen[-1][1] is dialog.draft)
    assert threading.main_thread().name not in {name for name, _ in seen}


def test_a_dialog_closed_while_the_text_is_compared_is_missed_by_nobody(
    window: MainWindow, qtbot: QtBot
) -> None:
    drafting.open_article(window, TEXT_FILE)
    dialog = shown(window, qtbot)
    dialog._compare()
    gone: list[object] = []
    dialog.destroyed.connect(lambda *_: gone.append(dialog))
    dialog.reject()
    qtbot.waitUntil(lambda: bool(gone))
    Task.pool.submit(int).result()  # whatever was under way has ended
    QApplication.processEvents()


def test_text_is_pasted_and_goes_on_by_the_button(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["draft"].trigger()
    (form,) = window.findChildren(ArticleForm)
    assert not form.go_on.isEnabled()
    mime = QMimeData()
    mime.setText(SHORT)
    form.words.insertFromMimeData(mime)
    form.go_on.click()
    assert shown(window, qtbot).draft.manuscript.text == SHORT


@pytest.mark.parametrize("name", [f"{ARTICLE}.txt", f"{ARTICLE}.docx"])
def test_a_file_is_dropped_on_the_start_page(window: MainWindow, qtbot: QtBot, name: str) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(resources.sample(name)))])
    window.dropEvent(
        QDropEvent(
            QPointF(QPoint(40, 40)),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert shown(window, qtbot).draft.manuscript.name == name


def test_a_file_that_is_no_article_is_said_and_opens_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "稿件.docx"
    path.write_bytes(b"PK\x03\x04")
    drafting.open_article(window, path)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    box = QApplication.activeModalWidget()
    assert "已损坏" in box.text()  # type: ignore[union-attr]
    box.close()  # type: ignore[union-attr]
    assert not window.findChildren(DraftDialog)


def test_a_name_a_unit_a_kind_are_corrected_and_the_sheet_has_them(dialog: DraftDialog) -> None:
    assert put(dialog, "63件", NAME, "诈骗案件数")
    assert put(dialog, "63件", UNIT, "起")
    assert put(dialog, "63件", MEASURE, Measure.AVERAGE)
    sheet = dialog.sheet()
    id = next(f.id for f in sheet.figures if str(f.printed) == "63件")
    indicator = sheet.outline.indicator(id)
    assert (indicator.label, indicator.unit) == ("诈骗案件数", "起")
    assert indicator.measure is Measure.AVERAGE
    assert plain(compose(sheet)) == SHORT


def test_a_figure_that_is_not_bound_stays_in_the_words(dialog: DraftDialog) -> None:
    cell = dialog.rows.index(row_of(dialog, "96件"), PART)
    dialog.rows.setData(cell, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert "1 个不绑定" in dialog.summary.text()
    sheet = dialog.sheet()
    assert "96件" not in [str(f.printed) for f in sheet.figures]
    assert plain(compose(sheet)) == SHORT


def test_a_paragraph_s_part_is_corrected_and_the_outline_follows(dialog: DraftDialog) -> None:
    assert put(dialog, "用心化解纠纷", PART, Part.TEXT)
    assert dialog.summary.text().startswith("2 个部分　3 个条目")
    sheet = dialog.sheet()
    assert [[i.heading for i in s.items] for s in sheet.outline.sections] == [
        ["从严惩处犯罪", "从快追赃挽损"],
        ["开头", "用情守护成长"],
    ]
    assert plain(compose(sheet)) == SHORT


def test_a_heading_ends_where_it_is_said_to(dialog: DraftDialog) -> None:
    assert put(dialog, "从严惩处犯罪", NAME, "从严惩处")
    assert dialog.sheet().outline.sections[0].items[0].heading == "从严惩处"
    assert plain(compose(dialog.sheet())) == SHORT


def test_what_cannot_be_is_refused_in_one_sentence_and_changes_nothing(dialog: DraftDialog) -> None:
    before = dialog.draft
    assert not put(dialog, "从严惩处犯罪", PART, Part.TITLE)
    assert "依次" in dialog.refusal.text()
    assert not put(dialog, "从严惩处犯罪", NAME, "从宽")
    assert "开头" in dialog.refusal.text()
    assert not put(dialog, "63件", NAME, " ")
    assert "不能空着" in dialog.refusal.text()
    assert dialog.draft is before
    assert put(dialog, "63件", NAME, "诈骗案件数")
    assert dialog.refusal.text() == ""


def test_without_court_or_year_there_is_no_sheet_and_the_field_is_shown(
    dialog: DraftDialog,
) -> None:
    dialog.court.clear()
    dialog.take.click()
    assert "法院名称" in dialog.refusal.text() and dialog.isVisible()
    dialog.court.setText("临河县人民法院")
    dialog.year.setText("23")
    dialog.take.click()
    assert "四位数字" in dialog.refusal.text() and dialog.isVisible()


def test_against_an_outline_each_figure_has_offers_and_the_doubtful_are_open(
    dialog: DraftDialog, qtbot: QtBot
) -> None:
    assert dialog.table.isColumnHidden(FILLS)
    dialog.match(blank("临河县人民法院", 2022, load_outline("general")))
    qtbot.waitUntil(lambda: not dialog.table.isColumnHidden(FILLS))
    undecided = [m.place for m in dialog.draft.mentions if dialog.rows.undecided(m.place)]
    assert undecided
    dialog.shown.setCurrentText("只看没有把握的")
    visible = [n for n in range(dialog.rows.rowCount()) if not dialog.table.isRowHidden(n)]
    assert [dialog.rows.rows[n].place for n in visible] == undecided
    place = undecided[0]
    offer = dialog.draft.offers[place][0].id
    cell = dialog.rows.index(visible[0], FILLS)
    assert dialog.rows.setData(cell, offer)
    assert dialog.draft.fills[place] == offer
    assert offer in {f.id for f in dialog.sheet().figures}
    dialog.like.setCurrentIndex(0)
    dialog.match(None)
    qtbot.waitUntil(lambda: dialog.table.isColumnHidden(FILLS))
    assert dialog.draft.fills == {}


def test_an_indicator_is_filled_by_one_figure_alone(dialog: DraftDialog) -> None:
    like = blank("临河县人民法院", 2022, load_outline("general"))
    draft = dialog.draft.against(like)
    first, second = (m.place for m in draft.mentions[:2])
    id = like.outline.indicators[0].id
    from courtdesk.writing.draft.draft import Choice

    draft = draft.choose(first, Choice(fills=id)).choose(second, Choice(fills=id))
    assert first not in draft.fills and draft.fills[second] == id


def test_the_table_is_worked_by_the_keyboard(dialog: DraftDialog, qtbot: QtBot) -> None:
    table = dialog.table
    table.setCurrentIndex(dialog.rows.index(row_of(dialog, "96件"), NAME))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert not dialog.draft.mentions[0].bound
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert dialog.draft.mentions[0].bound
    table.setCurrentIndex(dialog.rows.index(row_of(dialog, "用心化解纠纷"), PART))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(table.findChildren(QComboBox)))
    (box,) = table.findChildren(QComboBox)
    box.setCurrentIndex(box.findText("正文"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: dialog.draft.paragraphs[-2].part is Part.TEXT)
    assert dialog.isVisible()


def test_the_paragraph_of_the_current_row_is_shown_whole(dialog: DraftDialog) -> None:
    number = row_of(dialog, "118人")
    dialog.table.setCurrentIndex(dialog.rows.index(number, NAME))
    assert dialog.context.toPlainText() == SHORT.splitlines()[3]
    (marked,) = dialog.context.extraSelections()
    assert marked.cursor.selectedText() == "118人"  # type: ignore[attr-defined]


def test_the_tab_key_leaves_the_table_for_every_other_field(dialog: DraftDialog) -> None:
    dialog.activateWindow()
    dialog.table.setFocus()
    reached = set()
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert {dialog.court, dialog.year, dialog.like, dialog.shown, dialog.take} <= reached


def test_a_refusal_is_forgotten_once_something_else_is_corrected(dialog: DraftDialog) -> None:
    assert not put(dialog, "聚力平安", PART, Part.KICKER)
    assert dialog.refusal.text()
    assert put(dialog, "96件", NAME, "审结数")
    assert not dialog.refusal.text()
