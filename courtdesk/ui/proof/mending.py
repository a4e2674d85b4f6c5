"""What the findings offer, done to the open sheet: each is one undo step."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from courtdesk.checks.naming import UNNAMED, Naming
from courtdesk.models import value
from courtdesk.models.errors import UserError
from courtdesk.models.finding import Finding, Fix
from courtdesk.models.sheet import FactSheet, Silence
from courtdesk.ui.look.dialogs import WordsForm, ask_reason
from courtdesk.ui.proof.finding_cards import rule_name
from courtdesk.ui.tasks import warn
from courtdesk.ui.workspace import Workspace
from courtdesk.who import who


class SilenceForm(WordsForm):
    """Asks why a rule does not apply to this sheet."""

    def __init__(self, parent: QWidget, name: str) -> None:
        question = f"停用后，本表不再按“{name}”提示；随时可以在“规则”里恢复。为什么不适用？"
        super().__init__(parent, f"停用规则“{name}”", question, "", lines=True)
        self.ok.setText("停用")

    def problem(self) -> str:
        return "" if self.words else "请写明理由，如：报社的体例不同。"


def explain(parent: QWidget, space: Workspace, finding: Finding) -> None:
    """Ask why a finding may stand, offering the last reason, and keep it; raises UserError."""
    words = ask_reason(parent, finding, space.last_reason)
    if words is not None:
        space.explain(finding, words)
        space.last_reason = words or space.last_reason


class Mending:
    """Takes offers, and switches rules of copy off and on, for one workspace."""

    def __init__(self, parent: QWidget, space: Workspace) -> None:
        self.parent, self.space = parent, space

    def mend(self, finding: Finding, fix: Fix) -> None:
        """Take one offer."""
        from courtdesk.writing.mending import mended

        self._do(lambda: self._put(mended(self._sheet, finding, fix), finding.path, finding.rule))

    def explain(self, finding: Finding) -> None:
        """Ask why a finding may stand, and keep the reason."""
        self._do(lambda: explain(self.parent, self.space, finding))

    def allow(self, finding: Finding) -> None:
        """Ask which set phrase the words of a finding belong to, and keep it."""
        from courtdesk.ui.proof.phrases import ask_phrase

        ask_phrase(self.parent, self.space, finding)

    def mend_all(self, rule: str) -> None:
        """Take every offer of a rule that leaves no choice."""
        from courtdesk.writing.mending import all_mended

        before = self._sheet
        after = all_mended(before, rule)
        paths = _changed(before, after)
        self._do(lambda: self._put(after, paths[0] if len(paths) == 1 else "", rule))

    def name(self, naming: Naming, id: str) -> None:
        """Say which figure is the number that a relation leaves open."""
        label = "尚未注明" if id == UNNAMED else self._sheet.outline.indicator(id).label
        path = f"outline.relations.{naming.relation.id}.right"
        self._do(lambda: self.space.edit(path, naming.right(id), f"选定{naming.role}：{label}"))

    def silence(self, rule: str) -> None:
        """Ask for the reason why a rule does not apply to this sheet, and switch it off."""
        name = rule_name(rule)
        form = SilenceForm(self.parent, name)
        if form.exec():
            now = datetime.now().astimezone()
            fresh = Silence(rule=rule, reason=form.words, who=who(), when=now)
            kept = tuple(s for s in self._sheet.silenced if s.rule != rule)
            self._do(lambda: self.space.edit("silenced", (*kept, fresh), f"停用规则：{name}"))

    def restore(self, rule: str) -> None:
        """Switch a rule on again."""
        rest = tuple(s for s in self._sheet.silenced if s.rule != rule)
        label = f"恢复规则：{rule_name(rule)}"
        self._do(lambda: self.space.edit("silenced", rest, label))

    @property
    def _sheet(self) -> FactSheet:
        return self.space.sheet

    def _put(self, after: FactSheet, path: str, rule: str) -> None:
        self.space.edit(path, value.read(after, path), f"改正：{rule_name(rule)}")

    def _do(self, change: Callable[[], None]) -> None:
        try:
            change()
        except UserError as error:
            warn(self.parent, str(error))


def _changed(before: FactSheet, after: FactSheet) -> list[str]:
    """The paths of the texts that differ."""
    from courtdesk.writing.texts import Words

    old = {text.path: text.source for text in Words(before).texts}
    return [t.path for t in Words(after).texts if old.get(t.path) != t.source]
