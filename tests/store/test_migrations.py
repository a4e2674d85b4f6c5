"""Documents of every released version open, brought up to date in the copy, and lose nothing."""

import shutil
from pathlib import Path

import pytest

from courtdesk.models.quantity import Quantity
from courtdesk.models.value import written
from courtdesk.store import Document, Edit, migrations, read_document
from courtdesk.writing.article import compose, plain
from courtdesk.writing.samples import load_sample

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.courtdesk"))


def version(file: Path) -> int:
    return int.from_bytes(file.read_bytes()[60:64], "big")


def test_there_is_a_document_of_each_version_before_this_one() -> None:
    kept = [int(f.stem.replace(".", "")) for f in GOLDEN]
    assert kept == [1_000, *(to for to, _ in migrations.STEPS[:-1])]
    assert migrations.STEPS[-1][0] == migrations.VERSION
    assert [version(f) for f in GOLDEN] == kept


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda f: f.stem)
def test_an_old_document_is_edited_on_and_loses_nothing(
    golden: Path, desk: Path, state: Path
) -> None:
    file = desk / "旧.courtdesk"
    shutil.copy(golden, file)
    expected = load_sample("sheqi-2023")[0]
    document = Document.open(file, "张三")
    assert not document.read_only
    assert file.read_bytes() == golden.read_bytes()
    sheet = document.sheet
    assert [f.printed for f in sheet.figures] == [f.printed for f in expected.figures]
    assert sheet.passages == expected.passages and sheet.head.subtitle == "一年答卷"
    assert [row.who for row in document.history()] == ["史官"] * 4
    fresh = written(sheet, "figures.F018.printed", Quantity.parse("2600件"))
    document.commit(fresh, Edit(path="figures.F018", before="", after="2600件", label="执结"))
    document.publish()
    document.close()
    assert version(file) == migrations.VERSION
    again, blobs = read_document(file)
    assert again == fresh and set(blobs) == {p.sha256 for p in sheet.photos}
    reopened = Document.open(file, "张三")
    assert [row.label for row in reopened.history()][:2] == ["执结", "副题"]
    reopened.close()


def test_a_brace_typed_in_a_title_before_titles_held_figures_stays_a_brace(
    desk: Path, state: Path
) -> None:
    file = desk / "旧.courtdesk"
    shutil.copy(next(f for f in GOLDEN if f.stem == "1.001"), file)
    document = Document.open(file, "张三")
    sheet = document.sheet
    first = sheet.outline.sections[0]
    assert (first.slogan, first.items[0].heading) == ("彰显{{新}}担当", "坚决维护{{F001}}安全")
    assert "聚力平安守护　彰显{新}担当\n　　坚决维护{F001}安全。" in plain(compose(sheet))
    assert not document.lost
    document.close()
