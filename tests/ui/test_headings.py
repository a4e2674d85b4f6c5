"""How an article prints the heading of an item is chosen in the item's menu."""

from courtdesk.models import arrange
from courtdesk.models.outline import HeadingForm
from courtdesk.models.value import read
from courtdesk.ui.editor import Editor
from courtdesk.ui.item_card import FORMS
from courtdesk.ui.section_tab import SectionTab
from courtdesk.writing.article import compose, plain
from tests.windows import *  # noqa: F403


def test_a_heading_is_put_on_a_line_of_its_own_left_out_and_back(editor: Editor) -> None:
    space = editor.space
    usual = plain(compose(space.sheet))
    for form, there in (
        (HeadingForm.LINE, "　　坚决维护安全稳定\n　　牢牢守住"),
        (HeadingForm.NONE, "　　牢牢守住"),
        (HeadingForm.RUN_IN, "　　坚决维护安全稳定。牢牢守住"),
    ):
        editor.show_tab("s1")
        page = editor.page
        assert isinstance(page, SectionTab)
        page.complete()
        menu = page.cards[0].more.menu()
        next(a for a in menu.actions() if a.text() == FORMS[form]).trigger()
        assert there in plain(compose(space.sheet))
    assert plain(compose(space.sheet)) == usual
    space.undo_stack.undo()
    item = read(space.sheet, "outline.sections.s1.items.s1i1")
    assert item.form is HeadingForm.NONE and item.printed == ""


def test_a_new_item_prints_its_heading_as_the_ones_before_it(editor: Editor) -> None:
    sheet = editor.space.sheet
    lined = arrange.change(sheet, "sections.s1.items.s1i3", form=HeadingForm.LINE)
    for before, form in ((sheet, HeadingForm.RUN_IN), (lined, HeadingForm.LINE)):
        after, id = arrange.add_item(before, "s1", "新的一条")
        assert read(after, f"outline.sections.s1.items.{id}").form is form
