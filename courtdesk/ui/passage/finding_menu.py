"""What mends a finding, in the menu of the words it stands on."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from courtdesk.models.finding import Finding
from courtdesk.ui.passage.chip_menu import plain

if TYPE_CHECKING:
    from courtdesk.ui.passage.passage_editor import PassageEditor

OFFERED = 8  # offers in the menu itself; the others open from its last entry
LONGEST = 40  # characters of a sentence in a menu


def offer(
    menu: QMenu, editor: "PassageEditor", findings: list[tuple[Finding, QTextCursor]]
) -> None:
    """Put what mends these findings in front of a menu's own entries."""
    from courtdesk.writing.audit import UNBOUND  # its patterns take time to build

    own = menu.actions()
    for finding, words in findings:
        loose = finding.rule == UNBOUND
        _head(menu, finding)
        _fixes(menu, editor, finding, words, "绑定　" if loose else "")
        if loose:
            _add(menu, "绑定其他指标…", partial(editor.pick_figure, words))
            _add(menu, "列为固定说法…", partial(editor.allow, finding))
        _add(menu, "说明理由…", partial(editor.explain, finding))
        menu.addSeparator()
    for action in own:  # behind what was added
        menu.removeAction(action)
        menu.addAction(action)


def _head(menu: QMenu, finding: Finding) -> None:
    sentence = finding.message
    short = sentence if len(sentence) <= LONGEST else f"{sentence[:LONGEST]}…"
    menu.addAction(plain(f"{finding.severity}　{short}")).setEnabled(False)


def _fixes(
    menu: QMenu, editor: "PassageEditor", finding: Finding, words: QTextCursor, verb: str
) -> None:
    place = menu
    for number, fix in enumerate(finding.fixes):
        if number == OFFERED and len(finding.fixes) > OFFERED + 1:
            place = menu.addMenu(f"其余{len(finding.fixes) - OFFERED}处")
        own = fix.label.startswith("改为")  # a rule's own words
        label = fix.label if own else verb + fix.label
        _add(place, label, partial(editor.replace, words, fix.text))


def _add(menu: QMenu, text: str, do: Callable[[], None]) -> None:
    menu.addAction(plain(text)).triggered.connect(lambda _=False: do())
