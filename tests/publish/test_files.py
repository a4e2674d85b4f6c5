"""Files made together, and names every system takes."""

from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtdesk.models.errors import UserError
from courtdesk.publish.files import file_names, together, write


def maker(data: bytes) -> Callable[[Path], None]:
    return lambda path: write(data, path)


def test_when_one_older_file_cannot_be_replaced_the_others_come_back(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"older")
    (tmp_path / "c" / "held").mkdir(parents=True)
    with pytest.raises(UserError, match=r"无法替换“.*c”"):
        together({name: maker(b"newer") for name in ("a", "b", "c")}, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "c"]
    assert (tmp_path / "a").read_bytes() == b"older"


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("2024年数据采集表（执行局）", "2024年数据采集表（执行局）.xlsx"),
        ('表（甲\\乙/丙:丁*戊?己"庚<辛>壬|癸）', "表（甲_乙_丙_丁_戊_己_庚_辛_壬_癸）.xlsx"),
        ("CON", "_CON.xlsx"),
        ("com1.tar", "_com1.tar.xlsx"),
        ("..", "未命名.xlsx"),
        ("", "未命名.xlsx"),
        ("表\u202e（\u0007局）", "表（局）.xlsx"),
        ("表 \n 局", "表_局.xlsx"),
    ],
)
def test_a_name_hostile_to_windows_is_made_safe(stem: str, name: str) -> None:
    assert file_names([stem], ".xlsx") == (name,)


def test_equal_safe_names_are_kept_apart() -> None:
    stems = ["表（甲/乙）", "表（甲:乙）", "表（甲/乙）", "Abc", "abc"]
    assert file_names(stems, ".xlsx") == (
        "表（甲_乙）.xlsx",
        "表（甲_乙）（2）.xlsx",
        "表（甲_乙）（3）.xlsx",
        "Abc.xlsx",
        "abc（2）.xlsx",
    )


@given(st.lists(st.text(max_size=300), max_size=6))
def test_names_are_legal_everywhere_and_no_two_alike(stems: list[str]) -> None:
    names = file_names(stems, ".xlsx")
    assert len({n.casefold() for n in names}) == len(stems)
    for name in names:
        assert len(name.encode()) <= 255 and name == name.strip(" .")
        assert not set(name) & set('\\/:*?"<>|\r\n\t\0')
        assert PureWindowsPath(name).name == name and not PureWindowsPath(name).is_reserved()


@given(st.text(alphabet="局室庭（", min_size=100, max_size=200))
def test_long_names_that_are_cut_alike_are_kept_apart(stem: str) -> None:
    one, other = file_names([stem + "甲", stem + "乙"], ".xlsx")
    assert one != other and all(n.endswith(".xlsx") for n in (one, other))
