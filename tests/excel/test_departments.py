"""Ten departments' own files fill the 2023 sheet."""

from contextlib import suppress
from pathlib import Path

import pytest

from courtdesk import resources
from courtdesk.excel.intake.files import read_files
from courtdesk.excel.intake.offers import Standing
from courtdesk.excel.intake.proposal import Proposal
from courtdesk.excel.intake.weighing import agree
from courtdesk.models.sheet import FactSheet, State
from courtdesk.writing.samples import load_sample
from tests.excel.drawn import NOW, empty

FILES = sorted(p for p in resources.sample("departments").glob("*.*") if p.suffix != ".py")
MOST_QUESTIONS = 3


@pytest.fixture(scope="module")
def sheet() -> FactSheet:
    return empty()


@pytest.fixture(scope="module")
def found(sheet: FactSheet) -> Proposal:
    """All ten, with every question answered as it would be."""
    proposal = Proposal(sheet, read_files(FILES, sheet))
    for question in proposal.questions:
        proposal.answer(question.key, question.choices[0][0])
    return proposal


def test_ten_departments_send_five_kinds_of_files() -> None:
    assert len(FILES) == 10
    assert {p.suffix for p in FILES} == {".xlsx", ".xls", ".ods", ".csv"}
    assert any(p.read_bytes().startswith(b"<html") for p in FILES if p.suffix == ".xls")
    csv = [p.read_bytes() for p in FILES if p.suffix == ".csv"]
    with pytest.raises(UnicodeDecodeError):
        next(data for data in csv if not data.startswith(b"\xef\xbb\xbf")).decode("utf-8")


def test_all_68_figures_arrive_with_at_most_three_questions(
    sheet: FactSheet, found: Proposal
) -> None:
    sample, _ = load_sample("sheqi-2023")
    kept = {path.name: "ab" for path in FILES}
    after = found.applied(sheet, "甲", NOW, kept)
    assert (after.filled, len(after.wanted)) == (68, 68)
    assert len(found.questions) <= MOST_QUESTIONS
    for indicator in after.wanted:
        figure, wanted = after.figure(indicator.id), sample.figure(indicator.id).printed
        assert figure.printed is not None and wanted is not None
        assert agree(figure.printed, wanted), (indicator.label, figure.printed, wanted)
        source = figure.source
        assert source.file in kept and source.cell and source.sha256 == "ab"
        assert source.sheet or source.file.endswith((".csv", ".xls"))
        assert figure.state is State.RECEIVED


def test_none_contradicts_another_and_all_cells_are_accounted_for(found: Proposal) -> None:
    assert not [o for o in found.offers.values() if o.standing is Standing.CONFLICT]
    for account in found.accounts:
        assert account.seen > 0
        assert account.seen == account.used + sum(group.count for group in account.left)


def test_the_hidden_draft_is_named_and_not_read(found: Proposal) -> None:
    reasons = {g.reason: g.count for a in found.accounts for g in a.left}
    assert reasons["在隐藏的工作表中"] == 6


def test_the_files_are_those_the_script_makes(tmp_path: Path) -> None:
    from samples.departments.make import make

    with suppress(FileNotFoundError):  # without LibreOffice those that need none are there
        make(tmp_path)
    made = {p.name for p in tmp_path.iterdir()}
    assert len(made) >= 7
    assert made <= {p.name for p in FILES}
    for name in made:
        if name.endswith(".csv"):
            assert (tmp_path / name).read_bytes() == resources.sample(
                "departments", name
            ).read_bytes()
