"""Documents of every released version open, brought up to date in the copy, and lose nothing."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.models.errors import UserError
from courtdesk.models.passage import words
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import written
from courtdesk.store import (
    Document,
    Edit,
    disk,
    leftovers,
    migrations,
    read_document,
    read_sheet,
    read_version,
    recover,
    rows,
    snapshot,
    versions,
)
from courtdesk.store.working import WorkingCopy
from courtdesk.writing.article import compose, plain
from courtdesk.writing.samples import load_sample

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.courtdesk"))
SINGLE = next(f for f in GOLDEN if f.stem == "1.001")
"""A document in whose titles braces were typed, each written once."""


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
    shutil.copy(SINGLE, file)
    document = Document.open(file, "张三")
    sheet = document.sheet
    first = sheet.outline.sections[0]
    assert (first.slogan, first.items[0].heading) == ("彰显{{新}}担当", "坚决维护{{F001}}安全")
    assert "聚力平安守护　彰显{新}担当\n　　坚决维护{F001}安全。" in plain(compose(sheet))
    assert not document.lost
    document.close()


def titled(sheet: FactSheet) -> tuple[str, str]:
    """How the first slogan and the first heading read."""
    first = sheet.outline.sections[0]
    return words(first.slogan, sheet), words(first.items[0].heading, sheet)


TYPED = ("彰显{新}担当", "坚决维护{F001}安全")


def put_back(document: Document) -> FactSheet:
    """Put back the edit that typed the heading; the slogan typed before it must be sound."""
    (seq,) = (row.seq for row in document.history() if row.label == "改条目名")
    sheet = document.before(seq)
    first = sheet.outline.sections[0]
    assert (first.slogan, first.items[0].heading) == ("彰显{{新}}担当", "坚决维护安全稳定")
    return sheet


def test_braces_of_old_titles_stay_braces_when_a_damaged_file_is_saved_anew(
    desk: Path, state: Path
) -> None:
    file = desk / "坏.courtdesk"
    data = bytearray(SINGLE.read_bytes())
    data[data.find(b"figures.F005") + 60] ^= 1
    file.write_bytes(data)
    document = Document.open(file, "张三")
    assert document.lost and titled(document.sheet) == TYPED
    document.publish(desk / "另存.courtdesk")
    put_back(document)
    document.close()
    assert titled(read_sheet(desk / "另存.courtdesk")) == TYPED


def test_what_is_put_back_from_before_titles_held_figures_keeps_its_braces(
    desk: Path, state: Path
) -> None:
    file = desk / "旧.courtdesk"
    shutil.copy(SINGLE, file)
    document = Document.open(file, "张三")
    back = put_back(document)
    path = f"outline.sections.{back.outline.sections[0].id}.slogan"
    bound = written(document.sheet, path, "执结{F018}")
    document.commit(bound, Edit(path=path, before="", after="", label="口号"))
    later = document.commit(back, Edit(path="", before="", after="", label="恢复"))
    assert document.before(later) == bound
    assert document.unbroken()
    document.close()


def test_kept_versions_of_before_titles_held_figures_keep_their_braces(
    desk: Path, state: Path
) -> None:
    version = versions.keep(SINGLE, "d", 3)
    assert titled(read_version(version)) == TYPED
    document = Document.from_version(version, "张三")
    assert titled(document.sheet) == TYPED
    put_back(document)
    document.close(keep=False)


@pytest.mark.parametrize("damaged", [False, True])
def test_work_left_by_the_program_of_before_keeps_its_braces(
    desk: Path, state: Path, damaged: bool
) -> None:
    copy = WorkingCopy.create("张三")
    shutil.copy(SINGLE, copy.file)
    copy.note(published=0)
    if damaged:
        with closing(sqlite3.connect(copy.file)) as db, db:
            db.execute("UPDATE part SET json = '{}' WHERE path = 'figures.F005'")
    copy.release()
    (left,) = leftovers()
    document = recover(left, "张三")
    assert bool(document.lost) == damaged
    assert titled(document.sheet) == TYPED
    put_back(document)
    document.close(keep=False)


def forged(file: Path, change: Callable[[Any], str]) -> Path:
    """Put another outline into a document of 1.1, with hashes and a seal that hold."""
    shutil.copy(SINGLE, file)
    with closing(sqlite3.connect(file)) as db:
        text, hash = db.execute("SELECT json, hash FROM part WHERE path = 'outline'").fetchone()
        text = change(json.loads(text))
        fresh = rows.part_hash("outline", text)
        db.execute("UPDATE part SET json = ?, hash = ? WHERE path = 'outline'", (text, fresh))
        (content,) = db.execute("SELECT value FROM meta WHERE key = 'content'").fetchone()
        content, seal = rows.added(content, fresh, removed=(hash,)), rows.unsealed()
        for key, value in (("content", content), ("seal", seal)):
            said = (value, rows.meta_hash(key, value), key)
            db.execute("UPDATE meta SET value = ?, hash = ? WHERE key = ?", said)
        db.commit()
        db.execute("VACUUM")
    snapshot._seal(file, seal.encode(), disk.fingerprint(file))
    assert snapshot.is_sealed(file)
    return file


def with_title(title: Any) -> Callable[[Any], str]:
    """An outline whose first section is called so."""

    def change(outline: Any) -> str:
        outline["sections"][0]["title"] = title
        return json.dumps(outline)

    return change


FORGED = {
    "number": with_title(5),
    "surrogate": with_title("\ud800"),
    "list": lambda _: "[]",
    "text": lambda _: '"title"',
    "broken": lambda _: "{",
    "deep": lambda _: "[" * 200_000,
    "deep places": lambda _: '{"lead":' * 900 + "1" + "}" * 900,
    "null sections": lambda outline: json.dumps(outline | {"sections": None}),
    "sections of text": lambda outline: json.dumps(outline | {"sections": ["title", 1, None]}),
    "null items": lambda outline: json.dumps(outline | {"sections": [{"items": None}]}),
}


@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED.keys())
def test_a_forged_outline_of_before_is_refused_in_one_sentence(
    desk: Path, state: Path, change: Callable[[Any], str]
) -> None:
    file = forged(desk / "伪造.courtdesk", change)
    for read in (read_sheet, lambda path: Document.open(path, "张三")):
        with pytest.raises(UserError, match="已损坏，读不出内容"):
            read(file)
    assert leftovers() == ()


@pytest.mark.parametrize("content", ["", "no number", "-1", "f" * 5000])
def test_a_forged_sum_of_the_rows_is_told_and_no_accident(
    desk: Path, state: Path, content: str
) -> None:
    file = desk / "伪造.courtdesk"
    shutil.copy(SINGLE, file)
    with closing(sqlite3.connect(file)) as db, db:
        said = (content, rows.meta_hash("content", content))
        db.execute("UPDATE meta SET value = ?, hash = ? WHERE key = 'content'", said)
    snapshot._seal(file, db_seal(file), disk.fingerprint(file))
    document = Document.open(file, "张三")
    assert document.lost and titled(document.sheet) == TYPED
    document.close()


def db_seal(file: Path) -> bytes:
    """Empty the seal of a file; return what stands there now."""
    seal = rows.unsealed()
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE meta SET value = ? WHERE key = 'seal'", (seal,))
    return seal.encode()


@given(
    st.recursive(
        st.none() | st.integers() | st.text("{}a"),
        lambda below: (
            st.lists(below, max_size=3)
            | st.dictionaries(
                st.sampled_from(("title", "slogan", "heading", "lead", "sections", "items", "id")),
                below,
            )
        ),
    )
)
def test_bringing_an_outline_up_to_date_leaves_what_was_read_and_never_fails(raw: Any) -> None:
    was = json.dumps(raw)
    assert json.loads(migrations.doubled_text(was)) == migrations.doubled(raw)
    assert json.dumps(raw) == was


@given(st.text())
def test_any_text_in_place_of_an_outline_is_left_or_brought_up_to_date(text: str) -> None:
    assert isinstance(migrations.doubled_text(text), str)
