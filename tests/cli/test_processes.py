"""The program as a process of its own: exit codes, pipes, full disks, what it loads."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from courtdesk import cli
from courtdesk.models.value import written
from courtdesk.store import Document, Edit, read_document
from tests.cli.conftest import (
    faulty,
    new,
    program,
    sentence,
)


@pytest.mark.slow
def test_no_command_but_the_window_loads_qt(file, workbook, desk):
    commands = [
        ["show", file, "--json"],
        ["check", file],
        ["export", file, "--to", desk / "成品"],
        ["import", file, workbook, "--yes"],
        [*new(), desk / "新"],
        ["schema"],
        ["export", "--sample", "--to", desk / "成品"],
        ["--help"],
        ["--version"],
        ["snapshot", "--help"],
    ]
    code = (
        "import json, sys\n"
        "from courtdesk.cli import run\n"
        "codes = [run(c) for c in json.loads(sys.argv[1])]\n"
        "qt = [m for m in sys.modules if m.split('.')[0] in ('PySide6', 'pyqtgraph')]\n"
        "print(codes, qt)\n"
    )
    done = program("-c", code, json.dumps([[str(a) for a in c] for c in commands]))
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == f"{[0] * len(commands)} []"


@pytest.mark.slow
def test_many_files_are_exported_each_into_a_folder_of_its_name(file, desk):
    (desk / "二").mkdir()
    other = desk / "二" / file.name  # of the same name, in another folder
    other.write_bytes(file.read_bytes())
    bad = desk / "坏.courtdesk"
    bad.write_text("不是")
    done = program(
        "-m", "courtdesk", "export", file, other, bad, "--to", desk / "成品", "--only", "txt"
    )
    assert done.returncode == 2
    assert "坏.courtdesk" in sentence(done.stderr)
    folders = [desk / "成品" / name for name in (file.stem, f"{file.stem}（2）")]
    assert all((folder / "article.txt").is_file() for folder in folders)
    *said, last = done.stdout.splitlines()
    assert said == [str(folder) for folder in folders]
    assert re.fullmatch(r"共 3 份，导出 2 份，每秒 [\d.]+ 份。", last)


def test_of_many_files_and_the_sample_only_one_can_be_exported(refused, file):
    assert "--sample" in refused("export", file, file, "--sample", "--to", "成品")


@pytest.mark.slow
def test_the_program_ends_with_the_commands_exit_code(file, desk):
    faulty(file)
    done = program("-m", "courtdesk", "check", file)
    assert (done.returncode, done.stderr) == (1, "")
    done = program("-m", "courtdesk", "show", "没有.courtdesk")
    assert (done.returncode, done.stdout) == (2, "")
    sentence(done.stderr)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="pipes end differently there")
def test_a_reader_that_has_seen_enough_is_no_error():
    code = f"exec {sys.executable} -m courtdesk schema"
    done = program(
        "-c",
        "import subprocess, sys\n"
        "p = subprocess.Popen(sys.argv[1], shell=True, stdout=subprocess.PIPE,"
        " stderr=subprocess.PIPE)\n"
        "p.stdout.close()\n"
        "err = p.stderr.read()\n"
        "print(p.wait(), err)\n",
        code,
    )
    assert done.stdout == "0 b''\n"


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a full disk is a device here")
def test_a_full_disk_is_said_in_a_sentence():
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "courtdesk", "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            cwd=Path(cli.__file__).parents[2],
        )
    assert done.returncode == 2
    sentence(done.stderr)


@pytest.mark.slow
def test_snapshot_draws_the_window_and_leaves_the_users_settings(file, desk, monkeypatch):
    document = Document.open(file, "tester")
    renamed = written(document.sheet, "outline.sections.s1.title", "/\n:*?长" * 30)
    document.commit(renamed, Edit(path="outline", before="", after="", label="改名"))
    document.close()
    before = file.read_bytes()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(desk / "设置"))
    done = program("-m", "courtdesk", "snapshot", file, "--to", desk / "图", "--size", "1000x640")
    assert (done.returncode, done.stderr) == (0, "")
    pictures = sorted((desk / "图").iterdir())
    assert sorted(done.stdout.splitlines()) == [str(p) for p in pictures]
    tabs = 2 + len(read_document(file)[0].outline.sections)
    assert len(pictures) >= 2 * tabs
    assert all(p.read_bytes()[:4] == b"\x89PNG" for p in pictures)
    assert not list((desk / "设置").rglob("courtdesk*"))
    assert file.read_bytes() == before
