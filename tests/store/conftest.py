"""A state folder of its own for every test, and a sheet the size of a real one."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import written
from courtdesk.store import Document, Edit
from courtdesk.writing.samples import load_sample

Noted = Callable[[Document, str], int]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder of this test."""
    folder = tmp_path / "state"
    monkeypatch.setenv("COURTDESK_STATE", str(folder))
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder for the user's files."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


@cache
def _sample() -> tuple[FactSheet, dict[str, bytes]]:
    return load_sample("sheqi-2023")


@pytest.fixture
def sheet() -> FactSheet:
    """The 2023 sample."""
    return _sample()[0]


@pytest.fixture
def pictures() -> dict[str, bytes]:
    """The sample's pictures by SHA-256."""
    return _sample()[1]


@pytest.fixture
def noted() -> Noted:
    """Commit a note on the first figure; return the revision."""

    def commit(document: Document, text: str) -> int:
        path = f"figures.{document.sheet.figures[0].id}.note"
        edit = Edit(path=path, before="", after=text, label="备注")
        return document.commit(written(document.sheet, path, text), edit)

    return commit


@pytest.fixture
def file(desk: Path, sheet: FactSheet, pictures: dict[str, bytes]) -> Path:
    """A published document of two revisions, closed."""
    document = Document.new(sheet, "张三", pictures)
    document.commit(
        written(sheet, "head.kicker", "引题"),
        Edit(path="head.kicker", before="", after="引题", label="引题"),
    )
    path = document.publish(desk / "甲县.courtdesk")
    document.close()
    return path
