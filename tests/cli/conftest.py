"""A desk for commands: their files, what they say, and how they refuse."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from courtdesk import cli
from courtdesk.models.quantity import Quantity
from courtdesk.models.value import written
from courtdesk.publish.export import FORMATS
from courtdesk.store import Document, Edit
from courtdesk.writing.outlines import outlines

NAMED = r"“.*?”|courtdesk \w*|--[a-z-]+|\.courtdesk|Excel|WPS|manifest\.json|" + "|".join(
    [
        *map(re.escape, (*FORMATS, "article.txt")),
        re.escape(socket.gethostname()),
        *(name for name, _ in outlines()),
    ]
)
"""What may stand in Latin letters in a Chinese sentence."""
NEEDED = {
    "show": [],
    "check": [],
    "export": ["--to", "out"],
    "forms": ["--to", "out"],
    "import": ["x.xlsx"],
    "snapshot": ["--to", "out"],
}
FIGURE = set(
    ["id", "label", "section", "item", "printed", "value", "unit", "low", "high", "state", "source"]
)
PLACE = {"start", "end", "fixes"}
FINDING = {"path", "severity", "rule", "message", "recomputed", "low", "high"}
CHANGE = {"id", "old", "new", "file", "sheet", "cell", "by", "phone", "day"}
JUDGED = {"field", "confidence", "state", "warnings"}
PROBLEM = {"file", "sheet", "cell", "message"}


@pytest.fixture(autouse=True)
def desk(tmp_path, state, monkeypatch):
    """Commands run in a folder of their own, with a state folder of their own."""
    folder = tmp_path / "桌面"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def said(capsys):
    """Run a command; return its exit code and what it printed."""

    def run(*arguments):
        code = cli.run([str(a) for a in arguments])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def refused(said):
    """Run a command that must be refused; return the one Chinese sentence."""

    def run(*arguments):
        code, out, err = said(*arguments)
        assert (code, out) == (cli.BAD_INPUT, "")
        return sentence(err)

    return run


def sentence(text):
    """The text as one line of Chinese: no English but names, options and formats."""
    assert text.endswith("\n") and text.count("\n") == 1
    line = text.removesuffix("\n")
    assert line.endswith("。") and "。" not in line[:-1].replace("”。", "")
    words = re.sub(NAMED, "", line)
    assert not re.search("[A-Za-z]{2}", words), line
    assert re.search("[一-鿿]{3}", words), line
    assert "Traceback" not in line and len(line) < 6000
    return line


def program(*arguments, **how):
    """Run the command in a process of its own."""
    root = Path(cli.__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        timeout=100,
        **how,
    )


@pytest.fixture
def workbook(said, file, desk):
    """The exported workbook of the user's file."""
    assert said("export", file, "--to", desk, "--only", "xlsx")[0] == 0
    return desk / "sheet.xlsx"


def edit(workbook, id, new, column=4, to=None):
    """Write into the row of an indicator, as a colleague would; column 4 is 本年."""
    book = openpyxl.load_workbook(workbook)
    for page in book.worksheets:
        for row in page.iter_rows(min_row=4):
            if len(row) > 10 and row[10].value == id:
                page.cell(row[0].row, column).value = new
    book.save(to or workbook)
    return to or workbook


def faulty(file):
    """Put a rate above 100 % into the file: an 错误."""
    document = Document.open(file, "tester")
    rate = next(i.id for i in document.sheet.wanted if i.unit == "%")
    path = f"figures.{rate}.printed"
    sheet = written(document.sheet, path, Quantity.parse("120.5%"))
    document.commit(sheet, Edit(path=path, before="", after="120.5%", label="率"))
    document.close()
    return rate


def numbers(said):
    """Every text in JSON that stands for a number, by its key."""
    for figure in said["figures"] + said["derived"]:
        yield from (figure[key] for key in ("value", "low", "high") if figure[key])


def new(outline="minimal", court="甲县人民法院", year="2024"):
    return "new", "--outline", outline, "--court", court, "--year", year
