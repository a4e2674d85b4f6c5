"""What the typesetter keeps on the disk is whole, or it is written again."""

from pathlib import Path

import pytest

from courtdesk.models.errors import UserError
from courtdesk.publish import typesetting


def test_a_place_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "_roots", [])
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(UserError, match="临时文件夹写不进去"):
        typesetting.Template("signoff")
