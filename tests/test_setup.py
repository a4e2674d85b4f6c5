"""The set-up: run.py, the lock, the wheel, and Qt's own soundness on this Python."""

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


def loaded(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def imported(file: Path) -> set[str]:
    """The top-level modules a file imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def beside(file: Path) -> set[str]:
    """The modules that lie next to a script, which it may import by name."""
    return {neighbour.stem for neighbour in file.parent.glob("*.py")}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """run.py as a module, set to work in an empty folder."""
    module = loaded(ROOT / "run.py")
    for name, place in {
        "VENV": ".venv",
        "READY": ".venv/ready",
        "LOG": "build/setup.log",
        "PYTHON": ".venv/Scripts/python.exe" if module.WINDOWS else ".venv/bin/python",
    }.items():
        monkeypatch.setattr(module, name, str(tmp_path / place))
    (tmp_path / "build").mkdir()
    return module


def requirements(text: str) -> dict[str, str]:
    """Each requirement line of a lock with the lines of its hashes."""
    parts = re.split(r"\n(?=[a-z])", text.partition("\n")[2].strip(), flags=re.IGNORECASE)
    return {part.partition(" ")[0]: part for part in parts}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_run_py_can_be_read_by_a_python_too_old_to_run_it():
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_old_python_is_told_what_to_install(run, monkeypatch, capsys):
    monkeypatch.setattr(run, "OLDEST", (99, 0))
    monkeypatch.setenv("PATH", "")
    assert run.main(["test"]) == 2
    assert "请先安装新版 Python" in capsys.readouterr().err


def test_without_root_the_one_line_to_run_is_printed(run, monkeypatch, tmp_path):
    if sys.platform == "win32":
        pytest.skip("Windows needs no system packages")
    (tmp_path / "apt-get").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000)
    with pytest.raises(run.SetupError, match=r"sudo .*apt-get install -y libgl1 libcups2"):
        run.install_system_packages(["libgl1", "libcups2"])


def test_every_command_goes_where_it_should(run, monkeypatch):
    assert run.command(["test", "-k", "x"], True) == ["-m", "pytest", "-k", "x"]
    assert run.command(["test"], True)[:4] == ["-m", "pytest", "-n", "auto"]
    assert run.command(["show", "文件"], False) == ["-m", "courtdesk", "show", "文件"]
    monkeypatch.setenv("DISPLAY", ":0")
    assert run.command([], False) == ["-m", "courtdesk", "--sample"]


def test_without_a_display_the_sample_is_exported(run, monkeypatch, capsys):
    monkeypatch.setattr(run, "WINDOWS", False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    *command, folder = run.command([], False)
    assert command == ["-m", "courtdesk", "export", "--sample", "--to"]
    assert Path(folder) == ROOT / "build" / "sample"
    assert folder in capsys.readouterr().err


def test_a_set_up_that_was_interrupted_is_begun_again(run, tmp_path):
    left_over = tmp_path / ".venv" / "half-written"
    left_over.parent.mkdir()
    left_over.touch()
    assert not run.is_ready(False)
    run.make_venv()
    assert not left_over.exists()
    assert Path(run.PYTHON).exists()
    assert not run.is_ready(False)


def test_a_finished_set_up_is_known_again_until_the_lock_changes(run, tmp_path, monkeypatch):
    Path(run.PYTHON).parent.mkdir(parents=True)
    Path(run.PYTHON).touch()
    Path(run.READY).write_text(run.mark(False), encoding="utf-8")
    assert run.is_ready(False)
    assert not run.is_ready(True)
    Path(run.READY).write_text(run.mark(True), encoding="utf-8")
    assert run.is_ready(True)
    assert run.is_ready(False)
    changed = tmp_path / "changed.lock"
    changed.write_text("numpy==9.9\n", encoding="utf-8")
    monkeypatch.setattr(run, "lock_file", lambda testing: str(changed))
    assert not run.is_ready(False)


def test_a_set_up_whose_python_was_removed_is_not_taken_for_whole(run):
    Path(run.READY).parent.mkdir()
    Path(run.READY).write_text(run.mark(True), encoding="utf-8")
    assert not run.is_ready(True)


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_holds_a_hash_for_every_package_and_no_registry(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?:|index-url|find-links", text)
    for name, lines in requirements(text).items():
        assert "--hash=sha256:" in lines, name


def test_the_lock_holds_every_dependency_in_a_version_that_fits():
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run_time = project["project"]["dependencies"]
    for lock, wanted in zip(
        LOCKS, (run_time, run_time + project["dependency-groups"]["dev"]), strict=True
    ):
        locked = requirements((ROOT / lock).read_text(encoding="utf-8"))
        for requirement in map(Requirement, wanted):
            versions = {
                pin.split("==")[1]
                for pin in locked
                if normal(pin.split("==")[0].split("[")[0]) == normal(requirement.name)
            }
            assert any(map(requirement.specifier.contains, versions)), f"{requirement} in {lock}"


@pytest.mark.parametrize(
    ("folders", "group"),
    [(["courtdesk"], None), (["tests", "packaging", "samples", "benchmarks"], "dev")],
)
def test_nothing_is_imported_that_is_not_declared(folders, group):
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = project["project"]["dependencies"] + project["dependency-groups"].get(group, [])
    declared = {normal(Requirement(line).name) for line in lines}
    known_as = {"PIL": "pillow", "PySide6": "pyside6-essentials", "shiboken6": "pyside6-essentials"}
    known_as |= {"fontTools": "fonttools", "pytestqt": "pytest-qt", "docx": "python-docx"}
    own = {"courtdesk", "tests", "benchmarks", "samples"}
    foreign = set()
    for file in (file for folder in folders for file in (ROOT / folder).rglob("*.py")):
        foreign |= imported(file) - sys.stdlib_module_names - own - beside(file)
    assert sorted({known_as.get(name, normal(name)) for name in foreign} - declared) == []


@pytest.mark.parametrize(
    ("platform", "python", "qt"),
    [
        ("windows", "3.12", "6.9.3"),
        ("linux", "3.11", "6.9.3"),
        ("linux-arm", "3.11", "6.8.0.2"),
        ("windows", "3.14", "6.12.0"),
    ],
)
def test_a_wheelhouse_for_another_system_holds_that_systems_packages(platform, python, qt):
    wheelhouse = loaded(ROOT / "packaging" / "wheelhouse.py")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lines = wheelhouse.wanted(lock, platform, python).splitlines()
    assert [line.split()[0] for line in lines if line.startswith("pyside6")] == [
        f"pyside6-essentials=={qt}"
    ]
    assert all(re.fullmatch(r"\S+==\S+( --hash=sha256:[0-9a-f]{64})+", line) for line in lines)


@pytest.mark.slow
def test_the_wheel_carries_resources_and_samples_and_finds_them(tmp_path):
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "site")
    script = (
        "from courtdesk import resources as r\n"
        "print(len(r.fonts()), r.path('outlines'), r.path('icons', 'save.svg'), r.sample())"
    )
    found = subprocess.run(
        (sys.executable, "-c", script),
        cwd=tmp_path / "site",
        env={"PYTHONUTF8": "1"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout.split()
    package = tmp_path / "site" / "courtdesk"
    assert int(found[0]) == len(list((ROOT / "resources" / "fonts").glob("*.otf")))
    assert [Path(text) for text in found[1:]] == [
        package / "_resources" / "outlines",
        package / "_resources" / "icons" / "save.svg",
        package / "_samples",
    ]


def test_qt_calls_that_return_nothing_lose_no_reference_to_none():
    """PySide6 6.12 under Python 3.11 does, and aborts after some thousand calls."""
    from PySide6.QtCore import QObject

    thing, before = QObject(), sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 100


def test_a_full_disk_is_named_as_the_cause_of_a_step_that_failed(run, monkeypatch):
    monkeypatch.setattr(run, "SPACE", 0)
    assert run.advice("请检查网络") == "请检查网络"
    monkeypatch.setattr(run, "SPACE", 10**18)
    assert "腾出" in run.advice("请检查网络")
