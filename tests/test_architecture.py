"""Imports point down, modules stay small, and each says what it is for."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import courtdesk

ROOT = Path(courtdesk.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

FLOORS = {
    "models": 1,
    "store": 2,
    "excel": 2,
    "writing": 2,
    "checks": 2,
    "publish": 2,
    "ui": 3,
    "report": 4,
    "cli": 4,
    "__main__": 4,
}
BESIDE = {
    "publish": {"writing", "checks", "excel"},  # its export hands out every form, the workbook too
    "excel": {"checks"},
}
"""Which services may use which others; every other arrow between them is a mistake."""

ANYWHERE_ABOVE_MODELS = {"holding", "resources", "who", "workshop"}
"""What knows the machine and imports nothing of the project but its like."""

SCREEN_ONLY = {"PySide6", "shiboken6", "pyqtgraph"}
PURE = {"pydantic", "annotated_types", "typing_extensions"}
UNWANTED = {"helper", "helpers", "util", "utils", "manager", "managers", "common", "misc"}
MOST_LINES = 400


def place(path: Path) -> str:
    """The part of the package a module belongs to: models, ui, cli …; the root is ''."""
    first = path.relative_to(ROOT).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module a file imports, with its line, also those imported inside functions."""
    return imports_in(parsed(path), path)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_in(tree: ast.AST, path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a part of a file imports, with its line."""
    package = ("courtdesk", *path.relative_to(ROOT).parts[:-1])
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *filter(None, [node.module])))
            yield node.lineno, module
            if module == "courtdesk":
                yield from ((node.lineno, f"courtdesk.{alias.name}") for alias in node.names)


def aside(tree: ast.Module) -> Iterator[ast.AST]:
    """Every function of a module that is done off the window's thread.

    Those are given to `run`, `Task` or `aside`, or named by one that is and stand in the module.
    """
    functions: dict[str, list[ast.AST]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            functions.setdefault(node.name, []).append(node)
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    given = [work for call in calls for work in call.args[WORK.get(named(call.func), 99) :][:1]]
    seen: set[ast.AST] = set()
    while given:
        work = given.pop()
        if work in seen:
            continue
        seen.add(work)
        yield work
        own_names = {node.arg for node in ast.walk(work) if isinstance(node, ast.arg)}
        for node in ast.walk(work):
            if named(node) in own_names:
                continue
            if isinstance(node, ast.Name) or named(getattr(node, "value", node)) == "self":
                given += functions.get(named(node), [])


WORK = {"run": 2, "Task": 1, "aside": 0}
"""Which of its arguments is done off the window's thread."""


def named(node: ast.AST) -> str:
    """The last word of a name: open of files.open."""
    return getattr(node, "id", "") or getattr(node, "attr", "")


def allowed(here: str, there: str) -> bool:
    """Whether a module of one part may import another part."""
    if here == there or here not in FLOORS:
        return here == there
    if there in ANYWHERE_ABOVE_MODELS:
        return here != "models"
    if FLOORS[here] == FLOORS[there] == 4:
        return True
    return FLOORS[there] < FLOORS[here] or there in BESIDE.get(here, set())


def own(module: str) -> str | None:
    """The part a courtdesk module belongs to, None for others and for the package's own names."""
    parts = module.split(".")
    known = {*FLOORS, *ANYWHERE_ABOVE_MODELS}
    return parts[1] if parts[0] == "courtdesk" and len(parts) > 1 and parts[1] in known else None


def ids(path: Path) -> str:
    return path.relative_to(ROOT.parent).as_posix()


def test_the_walk_sees_the_package():
    assert {"models", "checks"} <= {place(path) for path in MODULES}
    seen = {own(name) for path in MODULES for _, name in imports(path)}
    assert "models" in seen


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_every_module_has_a_place_on_a_floor(path):
    assert place(path) in {"", *FLOORS, *ANYWHERE_ABOVE_MODELS}


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_imports_point_down(path):
    here = place(path)
    wrong = [
        f"{ids(path)}:{line} imports {name}"
        for line, name in imports(path)
        if (there := own(name)) is not None
        and here not in ANYWHERE_ABOVE_MODELS
        and not allowed(here, there)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_only_the_window_knows_qt(path):
    foreign = {name.split(".")[0] for _, name in imports(path)}
    assert place(path) == "ui" or not foreign & SCREEN_ONLY


@pytest.mark.parametrize("path", [p for p in MODULES if place(p) == "models"], ids=ids)
def test_models_stand_on_pydantic_and_the_standard_library_alone(path):
    foreign = {name.split(".")[0] for _, name in imports(path)} - {"courtdesk"}
    assert foreign <= PURE | sys.stdlib_module_names
    assert not foreign & {"pathlib", "os", "sqlite3", "io", "tempfile", "shutil", "socket"}


def test_what_knows_the_machine_imports_nothing_else_of_the_project():
    for path in MODULES:
        if place(path) in ANYWHERE_ABOVE_MODELS:
            assert {own(name) for _, name in imports(path)} <= {None, *ANYWHERE_ABOVE_MODELS}


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_a_module_says_what_it_is_for_and_stays_small(path):
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), f"{ids(path)} has no docstring"
    assert len(text.splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_a_name_says_what_is_inside(path):
    words = {word for part in path.relative_to(ROOT).parts for word in Path(part).stem.split("_")}
    assert not words & UNWANTED


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("models", "checks"),
        ("checks", "store"),
        ("store", "ui"),
        ("excel", "publish"),
        ("ui", "cli"),
    ],
)
def test_an_arrow_that_runs_up_or_across_is_caught(here, there):
    assert not allowed(here, there)


@pytest.mark.parametrize("path", [p for p in MODULES if place(p) == "ui"], ids=ids)
def test_qt_makes_no_type_off_the_windows_thread(path):
    """Both threads at it at once can end the program."""
    wrong = [
        f"{ids(path)}:{line} imports {name}"
        for work in aside(parsed(path))
        for line, name in imports_in(work, path)
        if name.split(".")[0] in SCREEN_ONLY or own(name) == "ui"
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "start",
    [
        "run(window, 'so', work, done)",
        "tasks.run(window, 'so', lambda task: work(task), done)",
        "Task(window, self.work)",
        "aside(work)",
        "aside(lambda: before())",
    ],
)
def test_what_is_imported_off_the_windows_thread_is_seen(start):
    tree = ast.parse(
        f"def work():\n import PySide6\ndef before():\n work()\n"
        f"def done():\n import pyqtgraph\n{start}"
    )
    seen = {name for work in aside(tree) for _, name in imports_in(work, ROOT / "x.py")}
    assert seen == {"PySide6"}
