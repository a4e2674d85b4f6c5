"""Every form of both samples is what was accepted; `python -m tests.accept` accepts anew."""

import re
from pathlib import Path

import pytest

from courtdesk.writing.samples import load_sample
from tests import accept as acceptance
from tests.accept import COMMAND, FORMS, GOLDEN, SAMPLES, difference


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_form_of_a_sample_is_what_was_accepted(sample: str, form: str) -> None:
    golden = (GOLDEN / sample / form).read_text("utf-8")
    made = FORMS[form](*load_sample(sample))
    told = difference(f"{sample}/{form}", golden, made)
    if told:
        pytest.fail(told, pytrace=False)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_golden_file_belongs_to_a_form(sample: str) -> None:
    assert {path.name for path in (GOLDEN / sample).iterdir()} == set(FORMS)
    assert {path.name for path in GOLDEN.iterdir()} == set(SAMPLES)


@pytest.mark.parametrize(
    ("golden", "made", "line", "now"),
    [
        ("一\n二\n", "一\n三\n", 2, "now   : 三"),
        ("一\n二\n", "一\n二", 3, "(the file ends)"),
        ("一\n", "一\n二\n", 2, "now   : 二"),
    ],
)
def test_the_line_that_differs_and_the_command_are_named(
    golden: str, made: str, line: int, now: str
) -> None:
    told = difference("x/article.txt", golden, made)
    assert f"x/article.txt differs in line {line}\n" in told
    assert now in told and told.endswith(COMMAND)
    assert difference("x", made, made) == ""


def test_accepting_writes_every_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acceptance, "GOLDEN", tmp_path)
    few = {name: FORMS[name] for name in ("article.txt", "check.json", "workbook.txt")}
    monkeypatch.setattr(acceptance, "FORMS", few)
    assert len(acceptance.accept()) == len(SAMPLES) * len(few)
    assert acceptance.accept() == []
    stale = tmp_path / SAMPLES[0] / "article.txt"
    stale.write_text("旧", "utf-8")
    assert acceptance.accept() == [stale]


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_golden_file_names_a_machine_or_the_day_it_was_made(sample: str) -> None:
    text = "".join(path.read_text("utf-8") for path in sorted((GOLDEN / sample).iterdir()))
    assert not re.search(r"[/\\](home|root|tmp|Users|Temp)[/\\]", text)
    assert "\r" not in text
    ends = {"2023年12月31日", "2024年12月31日"}  # of the years the samples tell of
    assert set(re.findall(r"\d{4}年\d+月\d+日", text)) <= {"2025年1月15日", *ends}
