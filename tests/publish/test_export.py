"""All forms at once: what an export leaves behind when it succeeds, fails or is cancelled."""

import json
import os
from dataclasses import replace
from hashlib import sha256

import pytest

from courtdesk.models.errors import UserError
from courtdesk.models.outline import Severity
from courtdesk.models.sheet import Explanation, State
from courtdesk.models.value import written
from courtdesk.publish import files, plain_text
from courtdesk.publish.edition import Edition
from courtdesk.publish.export import export
from courtdesk.publish.files import save
from courtdesk.publish.formats import FORMATS, WORKING
from courtdesk.publish.made import Made
from courtdesk.publish.release import Blocked, hindrances
from courtdesk.writing.article import plain

QUICK = ("xlsx", "txt", "md", "sheet.pdf")
NAMES = ["article.md", "article.txt", "manifest.json", "sheet.pdf", "sheet.xlsx"]


def left(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def said(folder):
    return json.loads((folder / "manifest.json").read_bytes())


@pytest.fixture
def older(tmp_path):
    """A folder with the files of an earlier export."""
    for name in NAMES:
        (tmp_path / name).write_bytes(b"older")
    return tmp_path


def untouched(folder):
    return left(folder) == NAMES and all((folder / n).read_bytes() == b"older" for n in NAMES)


def without(edition, id):
    """The edition with one figure nobody delivered."""
    path = f"figures.{id}"
    sheet = written(edition.sheet, f"{path}.printed", None)
    return replace(edition, sheet=written(sheet, f"{path}.state", State.AWAITED))


def faulty(edition, reason=""):
    """The edition with an 错误: more judgments than cases; explained, with a reason."""
    sheet = edition.sheet
    whole = sheet.figure("F001").printed
    sheet = written(sheet, "figures.F002.printed", type(whole).parse("10337件"))
    wrong = [f for f in Edition(sheet, edition.photos).findings if f.severity is Severity.ERROR]
    assert wrong
    if reason:
        why = tuple(
            Explanation(id=f.rule, path=f.path, reason=reason, values=f.values) for f in wrong
        )
        sheet = sheet.replaced(explanations=why)
    return replace(edition, sheet=sheet)


# --- what is written -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(tmp_path_factory, sheet, photos):
    """An export of every form of the sample, and what it told."""
    folder, heard = tmp_path_factory.mktemp("whole") / "新" / "夹", []
    made = export(Edition(sheet, photos), folder, progress=lambda *step: heard.append(step))
    return folder, made, heard


def test_all_forms_are_written_and_nothing_else(whole, article):
    folder, made, heard = whole
    assert sorted(path.relative_to(folder).as_posix() for path in made) == left(folder)
    assert made[-1].name == "manifest.json"
    starts = {path.suffix: path.read_bytes()[:4] for path in made}
    assert starts[".pdf"] == b"%PDF" and starts[".png"] == b"\x89PNG"
    assert starts[".xlsx"] == b"PK\x03\x04"
    assert (folder / "article.txt").read_text("utf-8") == plain(article)
    assert heard == [(form, n, len(FORMATS)) for n, form in enumerate((*FORMATS, ""))]


def test_every_file_is_in_the_manifest_with_its_hash_and_the_figures_read_back(whole, sheet):
    folder, _, _ = whole
    told = said(folder)
    assert [f["name"] for f in told["files"]] == [n for n in left(folder) if n != "manifest.json"]
    for file in told["files"]:
        data = (folder / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(data), sha256(data).hexdigest())
        assert all(f["printed"] == f["found"] for f in file["figures"])
        assert file["facts"] <= len(file["figures"])
    assert told["verdict"] == {"facts": 68, "carried": 68, "equal": 68, "sound": True}
    facts = {f["name"]: f["facts"] for f in told["files"]}
    assert facts["article.txt"] == facts["article.md"] == facts["article.pdf"] == 68
    assert facts["sheet.pdf"] == facts["sheet.xlsx"] == len(sheet.outline.indicators)


def test_two_exports_of_one_revision_are_the_same_bytes(edition, whole, sheet, photos, tmp_path):
    for name in ("a", "b"):
        export(Edition(sheet, photos, edition.revision), tmp_path / name)
    assert left(tmp_path / "a") == left(tmp_path / "b") == left(whole[0])
    for name in left(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name
    told = said(tmp_path / "a")
    assert (told["revision"], told["date"], told["head"]) == (7, "2024-01-05", "a" * 64)
    assert told["sheet_sha256"] == edition.sha256


def test_only_the_named_forms_are_written(edition, tmp_path):
    made = export(edition, tmp_path, ["txt"])
    assert [p.name for p in made] == ["article.txt", "manifest.json"]
    assert left(tmp_path) == ["article.txt", "manifest.json"]


def test_older_files_are_replaced(edition, older):
    export(edition, older, QUICK)
    assert left(older) == NAMES
    assert not any((older / name).read_bytes() == b"older" for name in NAMES)


# --- the manifest over several exports -----------------------------------------------------------


def test_an_export_of_some_forms_keeps_what_was_proved_of_the_others(edition, tmp_path):
    export(edition, tmp_path, ["txt", "md"])
    export(edition, tmp_path, ["txt"])
    assert [f["name"] for f in said(tmp_path)["files"]] == ["article.md", "article.txt"]


def test_the_manifest_is_silent_on_files_of_another_sheet_and_on_changed_ones(edition, tmp_path):
    export(edition, tmp_path, ["txt", "md"])
    (tmp_path / "article.md").write_text("别人改过")
    export(edition, tmp_path, ["txt"])
    assert [f["name"] for f in said(tmp_path)["files"]] == ["article.txt"]
    export(edition, tmp_path, ["md"])
    other = replace(edition, sheet=written(edition.sheet, "head.kicker", "另一稿"))
    export(other, tmp_path, ["txt"])
    assert [f["name"] for f in said(tmp_path)["files"]] == ["article.txt"]
    assert left(tmp_path) == ["article.md", "article.txt", "manifest.json"]


def test_a_picture_of_a_chart_that_is_gone_goes_too_unless_somebody_changed_it(edition, tmp_path):
    export(edition, tmp_path, ["charts"])
    before = left(tmp_path)
    last = [n for n in before if n.startswith("charts/19")]
    (tmp_path / last[0]).write_bytes(b"mine now")
    sections = edition.sheet.outline.sections
    bare = (*sections[:-1], sections[-1].replaced(charts=()))
    outline = edition.sheet.outline.replaced(sections=bare)
    export(replace(edition, sheet=edition.sheet.replaced(outline=outline)), tmp_path, ["charts"])
    gone = [n for n in before if n not in left(tmp_path)]
    assert gone == [n for n in before if n[:9] in ("charts/18", "charts/19")][:2] + last[1:]


@pytest.mark.parametrize("nonsense", [b"", b"[]", b'{"files": [1]}', b'{"files": 3}', b"\xff"])
def test_an_older_manifest_that_cannot_be_read_is_no_hindrance(edition, tmp_path, nonsense):
    (tmp_path / "manifest.json").write_bytes(nonsense)
    export(edition, tmp_path, ["txt"])
    assert said(tmp_path)["verdict"]["sound"]


def test_an_older_manifest_touches_no_file_outside_the_folder(edition, tmp_path):
    data = "稿".encode()
    (tmp_path / "外.txt").write_bytes(data)
    hash = sha256(data).hexdigest()
    entry = {"name": "../外.txt", "form": "txt", "sha256": hash, "figures": []}
    (tmp_path / "夹").mkdir()
    (tmp_path / "夹" / "manifest.json").write_text(json.dumps({"files": [entry]}))
    export(edition, tmp_path / "夹", ["txt"])
    assert (tmp_path / "外.txt").read_bytes() == data


# --- what blocks a release -----------------------------------------------------------------------


def test_a_missing_figure_blocks_what_goes_out_and_is_named_with_its_place(edition, older):
    with pytest.raises(Blocked, match="待填：聚力平安守护 · 努力兑现胜诉权益 · 拘传人数"):
        export(without(edition, "F027"), older, QUICK)
    assert untouched(older)


def test_an_error_blocks_until_it_is_explained(edition, older):
    with pytest.raises(Blocked, match="错误：") as blocked:
        export(faulty(edition), older, QUICK)
    assert "\n" not in str(blocked.value) and untouched(older)
    export(faulty(edition, "口径不同，已核"), older, QUICK)
    assert said(older)["against"] == []


def test_working_papers_may_go_around_while_figures_are_awaited(edition, tmp_path):
    export(without(edition, "F027"), tmp_path, sorted(WORKING & set(FORMATS)))
    assert said(tmp_path)["verdict"] == {"facts": 67, "carried": 67, "equal": 67, "sound": True}


def test_a_reason_lets_it_go_and_stands_in_the_manifest(edition, tmp_path):
    export(without(edition, "F027"), tmp_path, ["txt"], anyway=" 报社今晚截稿 ")
    told = said(tmp_path)
    assert told["anyway"] == "报社今晚截稿"
    assert told["against"] == ["待填：聚力平安守护 · 努力兑现胜诉权益 · 拘传人数"]
    assert "〔待填：拘传人数〕" in (tmp_path / "article.txt").read_text("utf-8")


def test_blanks_are_no_reason_and_a_reason_that_is_not_needed_is_not_kept(edition, tmp_path):
    with pytest.raises(Blocked):
        export(without(edition, "F027"), tmp_path, ["txt"], anyway="　 ")
    export(edition, tmp_path, ["txt"], anyway="不需要")
    assert said(tmp_path)["anyway"] == ""


def test_a_token_nobody_knows_blocks_too(edition):
    sheet = written(edition.sheet, "head.closing", "明年{F999}再见")
    (found,) = hindrances(replace(edition, sheet=sheet))
    assert "F999" in found.words and found.words.startswith("正文：")


def test_a_number_typed_by_hand_blocks_too(edition):
    sheet = written(edition.sheet, "head.closing", "明年再审结99件")
    (found,) = hindrances(replace(edition, sheet=sheet))
    assert found.words.startswith("错误：") and "99件" in found.words
    assert found.words.endswith("（结尾）")


# --- what goes wrong -----------------------------------------------------------------------------


def test_a_form_that_says_another_figure_fails_the_export_and_names_it(edition, older, monkeypatch):
    def misprinted(edition):
        text = plain(edition.article).replace("2.88亿元", "2.86亿元")
        return Made({"article.txt": text.encode()})

    monkeypatch.setattr(plain_text, "make", misprinted)
    with pytest.raises(UserError, match=r"article\.txt.*执行到位金额.*2\.88亿元.*2\.86亿元"):
        export(edition, older, QUICK)
    assert untouched(older)


def test_one_form_that_fails_leaves_all_older_files(edition, older):
    with pytest.raises(UserError, match="无法读取"):
        export(replace(edition, photos=lambda sha256: b"broken"), older)
    assert untouched(older)


@pytest.mark.parametrize("after", range(5))
def test_cancelling_at_any_moment_leaves_all_older_files(edition, older, after):
    asked = iter([False] * after + [True] * 9)
    assert export(edition, older, QUICK, cancelled=lambda: next(asked)) == ()
    assert untouched(older)


def test_a_listener_that_raises_leaves_all_older_files(edition, older):
    def listen(name, done, total):
        if done == total:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        export(edition, older, QUICK, progress=listen)
    assert untouched(older)


def test_what_is_done_last_finds_the_files_in_place_and_still_brings_the_older_ones_back(
    edition, older
):
    def last():
        assert said(older)["court"] == edition.sheet.court
        raise UserError("没有记下")

    with pytest.raises(UserError, match="没有记下"):
        export(edition, older, QUICK, last=last)
    assert untouched(older)


def full(descriptor):
    raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_all_older_files(edition, older, monkeypatch):
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(UserError, match="磁盘空间"):
        export(edition, older, ["txt", "sheet.pdf"])
    assert untouched(older)


def test_one_file_saved_alone_replaces_the_older_one_whole_or_not_at_all(older, monkeypatch):
    assert save(b"newer", older / "sheet.pdf").read_bytes() == b"newer"
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(UserError, match="磁盘空间"):
        save(b"newest", older / "sheet.pdf")
    assert left(older) == NAMES and (older / "sheet.pdf").read_bytes() == b"newer"


def test_a_file_that_cannot_be_replaced_is_named_and_the_others_are_given_back(edition, tmp_path):
    (tmp_path / "article.txt").write_bytes(b"older")
    (tmp_path / "sheet.pdf" / "里").mkdir(parents=True)
    with pytest.raises(UserError, match=r"sheet\.pdf"):
        export(edition, tmp_path, ["txt", "md", "sheet.pdf"])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["article.txt", "sheet.pdf"]
    assert (tmp_path / "article.txt").read_bytes() == b"older"


def test_a_folder_that_cannot_be_made_is_named(edition, tmp_path):
    (tmp_path / "文件").write_text("")
    with pytest.raises(UserError, match="文件"):
        export(edition, tmp_path / "文件" / "夹", ["txt"])


def test_a_form_nobody_knows_is_refused_before_anything_is_made(edition, tmp_path):
    with pytest.raises(UserError, match="doc"):
        export(edition, tmp_path / "夹", ["txt", "doc"])
    assert os.listdir(tmp_path) == []


def test_what_a_killed_export_left_is_swept_away_by_a_later_one(edition, tmp_path):
    old, fresh = tmp_path / ".courtdesk-old", tmp_path / ".courtdesk-fresh"
    for folder in (old, fresh):
        folder.mkdir()
        (folder / "article.txt").write_bytes(b"half")
    os.utime(old, (0, 0))
    export(edition, tmp_path, ["txt"])
    assert fresh.exists() and not old.exists()
