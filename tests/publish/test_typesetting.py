"""What the typesetter keeps on the disk is whole, or it is written again."""

from pathlib import Path

import pytest

from courtdesk.models.errors import UserError
from courtdesk.publish import typesetting


def test_after_a_write_that_failed_the_data_of_before_are_written_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    template = typesetting.Template("signoff")
    kept: list[bytes] = []

    def half(file: Path, data: bytes) -> int:
        with file.open("wb") as stream:
            stream.write(data[: len(data) // 2])
        raise OSError(28, "full")

    def read(data: dict[str, str]) -> None:
        template._compiler(data)
        kept.append((typesetting._root() / template._data).read_bytes())

    read({"title": "甲"})
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", half)
        with pytest.raises(UserError, match="临时文件夹写不进去"):
            read({"title": "乙"})
    read({"title": "甲"})
    assert kept[0] == kept[1]


def test_a_place_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "_roots", [])
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(UserError, match="临时文件夹写不进去"):
        typesetting.Template("signoff")
