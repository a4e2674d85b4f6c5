"""Kept versions: listed, thinned out by revision, opened and restored as documents of their own."""

import os
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from courtdesk.models.errors import UserError
from courtdesk.store import Document, discard, leftovers, read_sheet, read_version, versions

DAY = 24 * 3600.0
NOW = 1_800_000_000.0


def replaced_at(time: float) -> Callable[[Path, Path], None]:
    """Put files in their place as at another time."""

    def replace(temporary: Path, target: Path) -> None:
        temporary.replace(target)
        os.utime(target, (time, time))

    return replace


def kept_at(folder: Path, times: list[float], document: str = "d") -> list[int]:
    """Keep a version at each time, oldest first; return the revisions that are still there."""
    source = folder / "v"
    for revision, time in enumerate(times):
        source.write_text(str(revision), encoding="utf-8")
        with mock.patch.object(versions.disk, "replace", replaced_at(time)):
            versions.keep(source, document, revision)
    return [v.revision for v in reversed(versions.listed(document))]


def test_all_versions_of_two_days_are_kept_up_to_48(desk: Path) -> None:
    few = kept_at(desk, [NOW + n * 60 for n in range(30)], "few")
    assert few == list(range(30))
    many = kept_at(desk, [NOW + n * 60 for n in range(90)], "many")
    assert many == list(range(42, 90))


def test_older_versions_are_kept_by_day_then_week_then_month(desk: Path) -> None:
    revisions = kept_at(desk, [NOW + n * DAY for n in range(400)])
    ages = [399 - r for r in revisions]
    assert [a for a in ages if a < 48] == list(range(47, -1, -1))
    weekly = [a for a in ages if 48 <= a < 25 * 7]
    assert len(weekly) in (17, 18, 19, 20, 21, 22, 23) and len(ages) < 90
    monthly = [a for a in ages if a >= 26 * 7]
    assert 6 <= len(monthly) <= 9


@pytest.mark.parametrize("jump", [-365 * DAY, 3650 * DAY])
def test_a_clock_set_wrong_costs_no_recent_version(desk: Path, jump: float) -> None:
    times = [NOW + n * 60 for n in range(10)] + [NOW + jump + n * 60 for n in range(10, 20)]
    revisions = kept_at(desk, times)
    assert revisions == list(range(20))
    back = kept_at(desk, [*times, *(NOW + n * 60 for n in range(20, 60))], "back")
    assert set(range(12, 60)) <= set(back)


def test_the_disks_share_is_kept_and_the_last_sound_version_stays(
    file: Path, desk: Path, noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document.open(file, "张三")
    for text in "甲乙丙":
        noted(document, text)
        document.publish()
    sound = versions.listed(document.id)
    assert len(sound) == 4
    monkeypatch.setattr(versions, "MOST_BYTES", 2)
    other = desk / "other"
    for revision, text in enumerate("一二三", 100):
        other.write_text(text, encoding="utf-8")
        versions.keep(other, document.id, revision)
    assert [v.revision for v in versions.listed(document.id)] == [102, sound[0].revision]
    document.close()


def test_what_was_just_published_stays_and_no_older_one_is_read_for_it(
    file: Path, noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document.open(file, "张三")
    versions.keep(file, document.id, 100)  # of a file that was put back since
    monkeypatch.setattr(versions, "MOST_BYTES", 2)
    monkeypatch.setattr(versions.snapshot, "is_sealed", pytest.fail)
    for text in "甲乙丙":
        noted(document, text)
        document.publish()
    assert [v.revision for v in versions.listed(document.id)] == [100, document.revision]
    document.close()


def test_work_put_aside_is_kept_also_where_others_went_on_from_what_it_began_with(
    file: Path, noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document.open(file, "张三")
    noted(document, "放下的")
    document._db.close()
    document._copy.release()
    other = Document.open(file, "李四")
    for number in range(3):
        noted(other, str(number))
        other.publish()
    other.close()
    monkeypatch.setattr(versions, "MOST_BYTES", 2)
    discard(leftovers()[0])
    kept = [read_sheet(v.file).figures[0].note for v in versions.listed(document.id)]
    assert kept == ["2", "放下的"]


def test_what_is_no_version_of_ours_is_kept_in_the_order_it_came(desk: Path) -> None:
    other = desk / "other"
    for text in "甲乙甲丙":
        other.write_text(text, encoding="utf-8")
        versions.keep(other, "overwritten")
    assert [f.read_text(encoding="utf-8") for f in versions.kept("overwritten")] == [
        "甲",
        "乙",
        "丙",
    ]


def test_a_version_is_restored_as_a_document_of_its_own(file: Path, desk: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "一")
    document.publish()
    noted(document, "二")
    document.publish()
    newest = document.versions()[0]
    assert read_sheet(newest.file).figures[0].note == "一"
    before = file.read_bytes()
    again = Document.from_version(newest.file, "李四")
    assert again.sheet.figures[0].note == "一" and again.path is None
    assert again.id != document.id and again.unpublished > 0
    assert again.history(1)[0].who == "张三"
    saved = again.publish(desk / "恢复")
    again.close()
    document.close()
    assert read_sheet(saved).figures[0].note == "一"
    assert file.read_bytes() == before and leftovers() == ()
    assert newest.file.exists()


def test_a_version_names_what_was_changed_last(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "一")
    document.publish()
    (made,) = document.history(1)
    noted(document, "二")
    document.publish()
    newest = document.versions()[0]
    assert newest.label == made.label != ""
    newest.file.write_bytes(b"no database " * 400)
    assert document.versions()[0].label == ""
    document.close()


def test_a_damaged_version_is_one_sentence_and_leaves_nothing(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "一")
    document.publish()
    document.close()
    (newest,) = document.versions()
    data = newest.file.read_bytes()
    newest.file.write_bytes(data[:-1] + b"x")
    said = "“第 1 次修改时的版本”已损坏或不在了，不能比较和恢复；请换一个版本。"
    for use in (lambda file: Document.from_version(file, "李四"), read_version):
        with pytest.raises(UserError, match=said):
            use(newest.file)
    newest.file.unlink()
    with pytest.raises(UserError, match=said):
        read_version(newest.file)
    assert leftovers() == ()


def test_what_does_not_belong_among_the_versions_is_passed_over(file: Path, noted) -> None:
    document = Document.open(file, "张三")
    noted(document, "一")
    document.publish()
    (versions.folder(document.id) / "抄来的.courtdesk").write_bytes(file.read_bytes())
    assert [v.revision for v in document.versions()] == [1]
    document.close()
