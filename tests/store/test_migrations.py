"""Documents of every released version open, brought up to date in the copy, and lose nothing."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.models.chart import chart
from courtdesk.models.errors import UserError
from courtdesk.models.layout import Layout
from courtdesk.models.passage import words
from courtdesk.models.quantity import Quantity
from courtdesk.models.sheet import FactSheet
from courtdesk.models.value import written
from courtdesk.publish import footing
from courtdesk.store import (
    Document,
    Edit,
    disk,
    doubling,
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
CHARTED = next(f for f in GOLDEN if f.stem == "1.002")
"""One whose titles write them twice, its charts and the lines at its foot once."""


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


def titled(sheet: FactSheet) -> tuple[str, ...]:
    """How the first slogan and the first heading read."""
    first = sheet.outline.sections[0]
    return words(first.slogan, sheet), words(first.items[0].heading, sheet)


def drawn(sheet: FactSheet) -> tuple[str, ...]:
    """How the first slogan, the words of the first charts and the foot of the picture read."""
    first = sheet.outline.sections[0]
    drawn, overview = (chart(c[0], sheet) for c in (first.charts, sheet.outline.charts))
    foot = tuple(text for _, text in footing.footing(sheet))
    said = (drawn.title, *drawn.series, drawn.rows[0].label, overview.title, *foot)
    return words(first.slogan, sheet), *said


class Typed(NamedTuple):
    """A document with braces typed where they stood for nothing but themselves.

    ``before`` is how it read before the edit that is called ``label``; the braces that were typed
    earlier must be sound there, too.
    """

    golden: Path
    read: Callable[[FactSheet], tuple[str, ...]]
    texts: tuple[str, ...]
    label: str
    before: tuple[str, ...]

    def put_back(self, document: Document) -> FactSheet:
        (seq,) = (row.seq for row in document.history() if row.label == self.label)
        sheet = document.before(seq)
        assert self.read(sheet) == self.before
        return sheet


TYPED = (
    Typed(
        SINGLE,
        titled,
        ("彰显{新}担当", "坚决维护{F001}安全"),
        "改条目名",
        ("彰显{新}担当", "坚决维护安全稳定"),
    ),
    Typed(
        CHARTED,
        drawn,
        (
            *("彰显{新}担当", "收案{单位:件}走势{{旧}}", "件{", "}人", "上诉{F001}件"),
            *("全年{year}概览", "立案庭{统计组}、{year}年报表", "含{F001}口径", "{sections}"),
        ),
        "改图表的字",
        (
            *("彰显{新}担当", "收案{单位:件}走势{{旧}}", "件", "人", "交通肇事、危险驾驶"),
            *("受理与审执结（件）", "立案庭{统计组}、{year}年报表"),
            *("2023年全年，本院办理的案件和开展的工作", "2023年12月31日"),
        ),
    ),
)
typed = pytest.mark.parametrize("typed", TYPED, ids=lambda typed: typed.golden.stem)


@typed
def test_a_brace_typed_before_its_place_held_figures_stays_a_brace(
    desk: Path, state: Path, typed: Typed
) -> None:
    file = desk / "旧.courtdesk"
    shutil.copy(typed.golden, file)
    document = Document.open(file, "张三")
    assert typed.read(document.sheet) == typed.texts
    assert not document.lost
    document.publish(desk / "另存.courtdesk")
    document.close()
    assert typed.read(read_sheet(desk / "另存.courtdesk")) == typed.texts


def test_a_brace_of_an_old_title_is_printed_as_it_was(desk: Path, state: Path) -> None:
    sheet = read_sheet(SINGLE)
    first = sheet.outline.sections[0]
    assert (first.slogan, first.items[0].heading) == ("彰显{{新}}担当", "坚决维护{{F001}}安全")
    assert "聚力平安守护　彰显{新}担当\n　　坚决维护{F001}安全。" in plain(compose(sheet))


@typed
def test_braces_of_before_stay_braces_when_a_damaged_file_is_saved_anew(
    desk: Path, state: Path, typed: Typed
) -> None:
    file = desk / "坏.courtdesk"
    data = bytearray(typed.golden.read_bytes())
    data[data.find(b"figures.F005") + 60] ^= 1
    file.write_bytes(data)
    document = Document.open(file, "张三")
    assert document.lost and typed.read(document.sheet) == typed.texts
    document.publish(desk / "另存.courtdesk")
    typed.put_back(document)
    document.close()
    assert typed.read(read_sheet(desk / "另存.courtdesk")) == typed.texts
    again = Document.open(desk / "另存.courtdesk", "张三")
    typed.put_back(again)
    again.close()


@typed
def test_what_is_put_back_from_before_its_place_held_figures_keeps_its_braces(
    desk: Path, state: Path, typed: Typed
) -> None:
    file = desk / "旧.courtdesk"
    shutil.copy(typed.golden, file)
    document = Document.open(file, "张三")
    back = typed.put_back(document)
    section = back.outline.sections[0]
    bound = document.sheet
    for place in ("slogan", f"charts.{section.charts[0].id}.title"):
        bound = written(bound, f"outline.sections.{section.id}.{place}", "执结{F018}")
    bound = written(bound, "layout.source", "{year}年报表")
    document.commit(bound, Edit(path="outline", before="", after="", label="绑定"))
    later = document.commit(back, Edit(path="", before="", after="", label="恢复"))
    assert document.before(later) == bound
    assert document.unbroken()
    document.close()


@typed
def test_kept_versions_of_before_its_place_held_figures_keep_their_braces(
    desk: Path, state: Path, typed: Typed
) -> None:
    version = versions.keep(typed.golden, "d", 3)
    assert typed.read(read_version(version)) == typed.texts
    document = Document.from_version(version, "张三")
    assert typed.read(document.sheet) == typed.texts
    typed.put_back(document)
    document.close(keep=False)


@typed
@pytest.mark.parametrize("damaged", [False, True])
def test_work_left_by_the_program_of_before_keeps_its_braces(
    desk: Path, state: Path, typed: Typed, damaged: bool
) -> None:
    copy = WorkingCopy.create("张三")
    shutil.copy(typed.golden, copy.file)
    copy.note(published=0)
    if damaged:
        with closing(sqlite3.connect(copy.file)) as db, db:
            db.execute("UPDATE part SET json = '{}' WHERE path = 'figures.F005'")
    copy.release()
    (left,) = leftovers()
    document = recover(left, "张三")
    assert bool(document.lost) == damaged
    assert typed.read(document.sheet) == typed.texts
    typed.put_back(document)
    document.close(keep=False)


@typed
def test_an_archive_of_an_older_document_keeps_its_braces_and_its_history(
    desk: Path, state: Path, typed: Typed
) -> None:
    file = desk / "旧.courtdesk"
    shutil.copy(typed.golden, file)
    document = Document.open(file, "张三")
    document.write_archive(desk / "归档.zip")
    document.close()
    again = Document.from_archive(desk / "归档.zip", "李四")
    assert typed.read(again.sheet) == typed.texts
    typed.put_back(again)
    again.close(keep=False)


def test_a_part_whose_hash_does_not_hold_is_not_rewritten(state: Path) -> None:
    copy = WorkingCopy.create("张三")
    shutil.copy(CHARTED, copy.file)
    with closing(sqlite3.connect(copy.file)) as db, db:
        db.execute("UPDATE part SET hash = '' WHERE path = 'layout'")
    copy.note(published=0)
    copy.release()
    (left,) = leftovers()
    document = recover(left, "张三")
    assert document.lost == ("版式",) and document.sheet.layout == Layout()
    assert drawn(document.sheet)[:2] == ("彰显{新}担当", "收案{单位:件}走势{{旧}}")
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
    assert document.lost and titled(document.sheet) == TYPED[0].texts
    document.close()


def db_seal(file: Path) -> bytes:
    """Empty the seal of a file; return what stands there now."""
    seal = rows.unsealed()
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE meta SET value = ? WHERE key = 'seal'", (seal,))
    return seal.encode()


NAMES = ("title", "slogan", "heading", "lead", "sections", "items", "charts", "rows", "series")


@given(
    st.recursive(
        st.none() | st.integers() | st.text("{}a"),
        lambda below: (
            st.lists(below, max_size=3)
            | st.dictionaries(st.sampled_from((*NAMES, "label", "source")), below)
        ),
    ),
    st.sampled_from(doubling.DOUBLINGS),
    st.sampled_from(("outline", "layout", "head")),
)
def test_bringing_a_part_up_to_date_leaves_what_was_read_and_never_fails(
    raw: Any, step: doubling.Doubling, path: str
) -> None:
    was = json.dumps(raw)
    assert json.loads(step.text(path, was)) == step.part(path, raw)
    assert json.dumps(raw) == was
    assert path in step.places or step.text(path, was) == was


@given(st.text(), st.sampled_from(doubling.DOUBLINGS))
def test_any_text_in_place_of_a_part_is_left_or_brought_up_to_date(
    text: str, step: doubling.Doubling
) -> None:
    assert isinstance(step.text("outline", text), str)
