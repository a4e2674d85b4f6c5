"""The documents say what the program is: their links, shortcuts and commands are checked."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from courtdesk.cli.options import COMMANDS
from tests.excel.drawn import empty, proposed
from tests.excel.founding import proposed as founding

ROOT = Path(__file__).resolve().parent.parent
MANUAL = ROOT / "resources" / "manual" / "手册.html"
README = ROOT / "README.md"
PAGES = tuple(
    ROOT / name
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/README.md",
        "packaging/README.md",
    )
)

KEYS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}  # as a keyboard shows them


class Manual(HTMLParser):
    """What the manual refers to, its anchors, and the rows of its tables by their names."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.alts: list[str | None] = []
        self.tables: dict[str, list[list[str]]] = {}
        self._rows: list[list[str]] = []
        self.feed(MANUAL.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.targets += [t for t in (given.get("href"), given.get("src")) if t]
        self.ids += [i for i in (given.get("id"),) if i]
        if tag == "img":
            self.alts.append(given.get("alt"))
        if tag == "table":
            self._rows = self.tables.setdefault(given.get("id") or "", [])
        if tag == "tr":
            self._rows.append([])
        if tag in ("td", "th"):
            self._rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self._rows and self._rows[-1]:
            self._rows[-1][-1] += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._rows = []


def tracked() -> list[Path]:
    """Every file of the repository, or of the folder where there is no repository."""
    names: list[str] = []
    if shutil.which("git"):  # a bare machine has none
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
        names = listed.stdout.decode().split("\0")[:-1] if listed.returncode == 0 else []
    made = {".venv", ".git", "build", "wheelhouse", ".hypothesis", "__pycache__", ".pytest_cache"}
    found = [ROOT / name for name in names] or [
        file for file in ROOT.rglob("*") if not made & set(file.relative_to(ROOT).parts)
    ]
    return [file for file in found if file.is_file()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_and_picture_of_a_page_exists(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    links = [t for t in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in t]
    missing = [
        t for t in links if t[0] != "#" and not (page.parent / unquote(t.split("#")[0])).exists()
    ]
    assert missing == []


def test_every_link_and_picture_of_the_manual_exists_and_none_leaves_the_machine() -> None:
    manual = Manual()
    anchors = [t[1:] for t in manual.targets if t.startswith("#")]
    files = [t for t in manual.targets if not t.startswith("#")]
    assert anchors and files
    assert [a for a in anchors if a not in manual.ids] == []
    assert [f for f in files if ":" in f or not (MANUAL.parent / unquote(f)).is_file()] == []


def test_the_manual_runs_no_script_and_names_every_picture() -> None:
    manual = Manual()
    assert not manual.tags & {"script", "link", "iframe", "object"}
    assert manual.alts and all(manual.alts)
    fonts = re.findall(r'url\("(.+?)"\)', MANUAL.read_text(encoding="utf-8"))
    assert fonts and all((MANUAL.parent / font).is_file() for font in fonts)


def test_no_picture_of_the_manual_is_left_over() -> None:
    used = {MANUAL.parent / t for t in Manual().targets if t.startswith("pictures/")}
    assert used == set((MANUAL.parent / "pictures").iterdir())


def test_the_manual_lists_the_shortcuts_of_the_window_and_no_others() -> None:
    from courtdesk.ui.actions import ENTRIES, plain

    def shown(shortcut: str) -> str:
        return "+".join(KEYS.get(key, key) for key in shortcut.split("+"))

    wanted = {(shown(e.shortcut), plain(e.text)) for e in ENTRIES if e.shortcut}
    listed = [tuple(row) for row in Manual().tables["keys"][1:]]
    assert len(listed) == len(set(listed))
    assert set(listed) == wanted


def test_every_message_the_manual_explains_is_one_the_program_says() -> None:
    sources = (ROOT / "courtdesk").rglob("*.py")
    said = "".join(file.read_text(encoding="utf-8") for file in sources)
    rows = Manual().tables["messages-table"][1:]
    pieces = [piece for row in rows for piece in re.split(r"“[^”]*”|[；：，。… 0-9某]+", row[0])]
    assert len(rows) > 20
    assert [piece for piece in pieces if len(piece) > 3 and piece not in said] == []


def test_every_form_the_manual_shows_claims_the_interval_it_says() -> None:
    from courtdesk.models.quantity import Quantity

    rows = Manual().tables["forms"][1:]
    assert len(rows) > 15
    for _, example, interval in rows:
        for written, claimed in zip(example.split("、"), interval.split("；"), strict=True):
            quantity = Quantity.parse(written)
            numbers = re.findall(r"[0-9.]+", claimed.split("（")[0].split("，")[0])[-2:]
            ends = {Decimal(number) for number in numbers}
            assert ends and ends <= {quantity.low, quantity.high}, (written, claimed)


def test_the_manual_lists_the_rules_of_copy_and_their_words_and_no_others() -> None:
    from courtdesk.writing.rules import RULES
    from courtdesk.writing.rules.terms import terms

    tables = Manual().tables
    rules = [[rule.name, str(rule.severity), rule.about] for rule in RULES]
    assert tables["rules-table"][1:] == rules
    words = [term for name in ("court-terms", "set-words") for term in terms(name)]
    rows = tables["terms-table"][1:]
    assert [row[:2] for row in rows] == [[term.word, term.wanted] for term in words]
    assert all(row[2].startswith(term.why) for row, term in zip(rows, words, strict=True))


def test_every_command_is_in_the_readme_and_in_the_manual() -> None:
    readme, manual = README.read_text(encoding="utf-8"), MANUAL.read_text(encoding="utf-8")
    assert [c for c in COMMANDS if f"`courtdesk {c}" not in readme] == []
    assert [c for c in COMMANDS if not re.search(rf"run\.py {c}\b", manual)] == []


def test_every_field_of_the_json_is_in_the_readme() -> None:
    from courtdesk.excel.founding.made import sheet_of
    from courtdesk.models.finding import Finding
    from courtdesk.models.outline import Severity
    from courtdesk.report import checked, imported, shown
    from courtdesk.report import drafted as drafted_json
    from courtdesk.report import founded as founded_json
    from courtdesk.writing.draft.draft import drafted
    from courtdesk.writing.draft.manuscript import Manuscript
    from courtdesk.writing.draft.sheet import Title
    from courtdesk.writing.samples import load_sample

    sheet, _ = load_sample("sheqi-2023")
    finding = Finding(path="", severity=Severity.HINT, rule="", message="")
    drawing = "项目|数量\n执结案件|#REF!\n限高|1220\n拘传|720多"
    said, taken = shown(sheet), imported(proposed(empty(), ("执行局.xlsx", drawing)))
    fields = [*said, *said["figures"][0], *said["sections"][0], *checked([finding])["findings"][0]]
    fields += [*taken, *taken["changes"][0], *taken["problems"][0]]
    made = drafted(Manuscript("某县人民法院\n2023年，某县人民法院审结案件96件。")).against(sheet)
    told = drafted_json(made, made.sheet(Title("某县人民法院", 2023)), "")
    fields += [*told, *told["parts"][0], *told["figures"][0], "paragraph", "printed", "score"]
    fields += [*taken, *taken["changes"][0], *taken["problems"][0], *taken["questions"][0]]
    fields += [*taken["files"][0], *taken["files"][0]["left"][0]]
    tables = founding(("执行局.xlsx", drawing))
    told = founded_json(tables, sheet_of(tables, "某县人民法院", "甲", datetime.now(UTC)), "")
    fields += [*told, *told["figures"][0], *told["sections"][0], *told["sections"][0]["items"][0]]
    readme = README.read_text(encoding="utf-8")
    assert [f for f in fields if f'"{f}"' not in readme] == []


def test_the_readme_opens_in_chinese_and_its_first_block_holds_the_two_commands() -> None:
    text = README.read_text(encoding="utf-8")
    opening, block = text.split("```")[:2]
    assert re.search(r"^# .*\n\n[^\n]*[一-鿿]{4}", opening)
    commands = [line.split("#")[0].strip() for line in block.strip().splitlines()]
    assert commands == ["python3 run.py", "python3 run.py test"]
    assert "py run.py" in block


def test_the_pictures_of_the_readme_are_few_and_small() -> None:
    pictures = list((ROOT / "docs" / "pictures").iterdir())
    assert 1 <= len(pictures) <= 5
    assert [p.name for p in pictures if p.stat().st_size > 130_000] == []
    text = README.read_text(encoding="utf-8")
    assert [p.name for p in pictures if f"docs/pictures/{p.name}" not in text] == []


def test_no_file_names_a_registry_or_a_path_of_the_machine_it_was_written_on() -> None:
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com")
    named = re.compile("|".join(map(re.escape, (*hosts, "/wo" + "rk/", "/ro" + "ot/"))))
    binary = {".otf", ".png", ".jpg", ".xlsx", ".xls", ".ods", ".courtdesk"}
    found = [
        str(file.relative_to(ROOT))
        for file in tracked()
        if file.suffix not in binary and named.search(file.read_text("utf-8", errors="replace"))
    ]
    assert found == []
