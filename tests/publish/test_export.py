"""All forms at once: what an export leaves behind when it succeeds, fails or is cancelled."""

import os

import pytest

from courtdesk.models.errors import UserError
from courtdesk.publish import files
from courtdesk.publish.export import FORMATS, export, save
from courtdesk.writing.article import plain

NAMES = ["article.pdf", "article.txt", "sheet.pdf", "sheet.xlsx"]


def left(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def older(tmp_path):
    """A folder with the files of an earlier export."""
    for name in NAMES:
        (tmp_path / name).write_bytes(b"older")
    return tmp_path


def untouched(folder):
    return left(folder) == NAMES and all((folder / n).read_bytes() == b"older" for n in NAMES)


def test_all_forms_are_written_and_nothing_else(sheet, article, photos, tmp_path):
    heard = []
    made = export(sheet, tmp_path / "新" / "夹", FORMATS, photos, lambda *step: heard.append(step))
    assert sorted(path.name for path in made) == left(tmp_path / "新" / "夹") == NAMES
    starts = {path.name: path.read_bytes()[:4] for path in made}
    assert starts["article.pdf"] == starts["sheet.pdf"] == b"%PDF"
    assert starts["sheet.xlsx"] == b"PK\x03\x04"
    assert (tmp_path / "新" / "夹" / "article.txt").read_text("utf-8") == plain(article)
    assert [step[1:] for step in heard] == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert [step[0] for step in heard[:4]] == [path.name for path in made]


def test_only_the_named_forms_are_written(sheet, photos, tmp_path):
    assert [p.name for p in export(sheet, tmp_path, ["txt"], photos)] == ["article.txt"]
    assert left(tmp_path) == ["article.txt"]


def test_older_files_are_replaced(sheet, photos, older):
    export(sheet, older, FORMATS, photos)
    assert left(older) == NAMES
    assert not any((older / name).read_bytes() == b"older" for name in NAMES)


def test_one_form_that_fails_leaves_all_older_files(sheet, older):
    with pytest.raises(UserError, match="无法读取"):
        export(sheet, older, FORMATS, lambda sha256: b"broken")
    assert untouched(older)


@pytest.mark.parametrize("after", range(5))
def test_cancelling_at_any_moment_leaves_all_older_files(sheet, photos, older, after):
    asked = iter([False] * after + [True] * 9)
    assert export(sheet, older, FORMATS, photos, cancelled=lambda: next(asked)) == ()
    assert untouched(older)


def test_a_listener_that_raises_leaves_all_older_files(sheet, photos, older):
    def listen(name, done, total):
        if done == total:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        export(sheet, older, FORMATS, photos, listen)
    assert untouched(older)


def test_a_full_disk_leaves_all_older_files(sheet, photos, older, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(UserError, match="磁盘空间"):
        export(sheet, older, ["txt", "sheet.pdf"], photos)
    assert untouched(older)


def test_one_file_saved_alone_replaces_the_older_one_whole_or_not_at_all(older, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    assert save(b"newer", older / "sheet.pdf").read_bytes() == b"newer"
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(UserError, match="磁盘空间"):
        save(b"newest", older / "sheet.pdf")
    assert left(older) == NAMES and (older / "sheet.pdf").read_bytes() == b"newer"


def test_a_file_that_cannot_be_replaced_is_named(sheet, photos, tmp_path):
    (tmp_path / "article.txt" / "里").mkdir(parents=True)
    with pytest.raises(UserError, match=r"article\.txt"):
        export(sheet, tmp_path, ["txt"], photos)
    assert left(tmp_path) == ["article.txt"]


def test_a_folder_that_cannot_be_made_is_named(sheet, photos, tmp_path):
    (tmp_path / "文件").write_text("")
    with pytest.raises(UserError, match="文件"):
        export(sheet, tmp_path / "文件" / "夹", ["txt"], photos)


def test_a_form_nobody_knows_is_refused_before_anything_is_made(sheet, photos, tmp_path):
    with pytest.raises(UserError, match="docx"):
        export(sheet, tmp_path / "夹", ["txt", "docx"], photos)
    assert os.listdir(tmp_path) == []
