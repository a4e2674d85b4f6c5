"""The gate every change passes: what it refuses, and what it makes of a damaged file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from courtdesk.models import arrange
from courtdesk.models.errors import UserError
from courtdesk.models.sheet import FactSheet, State
from courtdesk.store import Document
from courtdesk.ui.workspace import Workspace
from courtdesk.writing.samples import load_sample

HALF = "半个字\ud800"


@pytest.fixture
def space(qapp: QApplication, file: Path) -> Iterator[Workspace]:
    opened = Workspace(Document.open(file, "tester"))
    yield opened
    opened.close()


@pytest.mark.parametrize("path", ["court", "head.title", "passages.lead.text"])
def test_half_a_character_is_refused_before_it_stops_all_saving(
    space: Workspace, path: str
) -> None:
    before = space.sheet
    with pytest.raises(UserError, match="未改动"):
        space.edit(path, HALF, "文字")
    with pytest.raises(UserError, match="未改动"):
        space.edit("", arrange.add_section(before, HALF)[0], "添加部分")
    assert space.sheet is before and not space.undo_stack.count()
    space.edit("head.title", "新题", "主题")
    space.writer.flush(20)
    assert space.document.sheet.head.title == "新题"


def test_a_reason_is_kept_with_the_sheet_as_it_is_and_is_work_no_file_holds(
    qapp: QApplication, state: Path
) -> None:
    space = Workspace(Document.new(load_sample("sheqi-2023")[0], "tester"))
    assert not space.touched
    space.record("仍要复制公众号稿", "今晚推送")
    assert space.touched and space.settled  # it is not put away without a question
    (row,) = space.document.history(1)
    assert (row.label, row.after, row.kept) == ("仍要复制公众号稿", "今晚推送", False)
    space.wanted = False
    space.close().result(20)


def test_what_is_asked_of_a_sheet_that_was_left_is_refused_in_a_sentence(space: Workspace) -> None:
    space.close().result(20)
    for ask in (
        lambda: space.blob("0" * 64),
        lambda: space.stamped().result(),
        lambda: space.attach(b"x", "照片.jpg"),
        lambda: space.record("仍要导出成品", "截稿"),
    ):
        with pytest.raises(UserError, match="关闭"):
            ask()


@pytest.mark.parametrize("field", ["printed", "previous", "exact"])
def test_a_locked_figure_is_not_changed_in_any_year(space: Workspace, field: str) -> None:
    space.set_figure("F001", "状态", state=State.LOCKED)
    before = space.sheet
    with pytest.raises(UserError, match="锁定"):
        space.enter("F001", "12件", field)
    assert space.sheet is before


@pytest.mark.parametrize("field", ["printed", "previous", "exact"])
def test_any_change_reopens_a_checked_figure(space: Workspace, field: str) -> None:
    space.set_figure("F001", "状态", state=State.CHECKED)
    space.enter("F001", "12件", field)
    assert space.sheet.figure("F001").state is State.RECEIVED


def test_a_figure_a_damaged_file_lost_can_be_entered_again(qapp: QApplication, state: Path) -> None:
    whole, blobs = load_sample("sheqi-2023")
    lost: FactSheet = whole.replaced(figures=whole.figures[1:], passages=whole.passages[1:])
    space = Workspace(Document.new(lost, "tester", blobs))
    try:
        space.enter("F001", "10336件")
        space.edit("passages.lead.text", "导语", "导语")
        space.writer.flush(20)
        assert str(space.document.sheet.figure("F001").printed) == "10336件"
        assert [f.id for f in space.document.sheet.figures] == [f.id for f in whole.figures]
        assert space.document.sheet.passage("lead") == "导语"
    finally:
        space.close().result()
