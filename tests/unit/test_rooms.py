"""The rooms: imports point one way, and a command loads no room that it does not enter."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

import tui
from tui.app import KhabarApp
from tui.cli.parser import COMMANDS
from tui.panes.bar import Bar
from tui.panes.following_pane import FollowingPane
from tui.panes.prompt import Prompt
from tui.panes.rows_pane import RowsPane
from tui.screens.reading_screen import ReadingScreen
from tui.wire.output import WireApp

ROOT = Path(tui.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
ROOMS = {path.stem for path in ROOT.iterdir()}

GROUND = {"errors", "progress"}
MAY_IMPORT = {
    "errors": set[str](),
    "progress": set[str](),
    "paths": set[str](),
    "corpus": GROUND,
    "store": GROUND | {"corpus"},
    "notebook": GROUND | {"corpus", "store"},
    "reading": GROUND | {"corpus", "store", "notebook"},
    "commands": GROUND | {"corpus", "store", "notebook", "reading"},
    "present": GROUND | {"corpus", "store", "notebook", "reading", "commands"},
    "panes": GROUND | {"corpus", "store", "notebook", "reading", "commands", "present"},
    "wire": set[str](),
    "screens": GROUND | {"corpus", "store", "notebook", "reading", "commands", "present", "panes", "wire"},
    "cli": GROUND
    | {"paths", "corpus", "store", "notebook", "reading", "commands", "present", "wire"}
    | {"surroundings", "window", "doctor", "crash"},
}
"""Room → the rooms it may import besides itself. What is not named here stands above them all."""

ONLY_IN = {
    "tinydb": ("store/tinydb_file.py",),
    "textual": ("panes/", "screens/", "app.py", "wire/output.py", "wire/driver.py", "wire/keyboard.py"),
}
"""Library → the rooms or files that may import it."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the full name of each module that a file imports, wherever in it: `("tui", "corpus", "fold")`."""
    package = ("tui", *path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            stem = (*base, *(node.module.split(".") if node.module else ()))
            yield from [stem] if node.module else [(*stem, alias.name) for alias in node.names]


def rooms_entered(path: Path) -> set[str]:
    return {name[1] for name in imported(path) if name[0] == "tui" and len(name) > 1 and name[1] in ROOMS}


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", [path for path in FILES if room_of(path) in MAY_IMPORT], ids=name_of)
def test_a_room_imports_only_what_lies_below_it(path: Path) -> None:
    assert rooms_entered(path) - {room_of(path)} <= MAY_IMPORT[room_of(path)]


def test_every_room_is_under_the_contract() -> None:
    rooms = {path.relative_to(ROOT).parts[0] for path in FILES if path.parent != ROOT}
    assert rooms <= set(MAY_IMPORT)


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_stays_where_it_belongs(library: str) -> None:
    users = {name_of(path) for path in FILES if any(name[0] == library for name in imported(path))}
    assert users
    assert {user for user in users if not user.startswith(ONLY_IN[library])} == set()


def test_the_contract_can_see_every_way_to_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    file = tmp_path / "corpus" / "spoilt.py"
    file.parent.mkdir()
    file.write_text(
        "from ..store.library import Library\nfrom .. import panes\nfrom . import fold\nimport tui.screens, textual.app\n"
        "def late() -> None:\n    from tui.present import rows\n"
    )
    assert rooms_entered(file) == {"store", "panes", "corpus", "screens", "present"}
    assert ("textual", "app") in set(imported(file))


# -- what is loaded when


def loaded_by(code: str) -> set[str]:
    """Return the top-level modules that are loaded after some code ran in a Python of its own."""
    report = "import sys; print('\\n'.join({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"], cwd=ROOT.parent, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stderr.split())


def test_the_command_line_by_itself_loads_no_room() -> None:
    loaded = loaded_by("import tui.cli")
    assert "tui" in loaded
    assert not loaded & {"yaml", "sqlite3", "tinydb", "rich", "textual"}


def test_a_command_brings_no_other_command_with_it() -> None:
    ask = "import sys; print(*(name for name in sys.modules if name.startswith('tui.cli.')))"
    ran = subprocess.run(
        [sys.executable, "-c", f"from tui.cli import main; main(['keys']); {ask}"],
        cwd=ROOT.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = {name.rpartition(".")[2] for name in ran.stdout.splitlines()[-1].split()}
    assert loaded == {"run", "parser", "output", "keys"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_file(command: str) -> None:
    room = import_module(f"tui.cli.{command}")
    assert callable(room.arguments) and callable(room.run)


@pytest.mark.parametrize(
    "command", [["list", "events"], ["show", "evt:gate-shut"], ["search", "gate"], ["coverage"], ["timeline"]]
)
def test_a_command_loads_no_textual(command: list[str], valleys_store: Path) -> None:
    loaded = loaded_by(f"from tui.cli import main; assert main({[*command, '--corpus', str(valleys_store)]}) == 0")
    assert {"sqlite3", "tinydb"} <= loaded
    assert "textual" not in loaded


@pytest.mark.parametrize("command", ["keys", "themes"])
def test_what_asks_no_corpus_loads_neither_textual_nor_the_store(command: str) -> None:
    assert "textual" not in loaded_by(f"from tui.cli import main; assert main([{command!r}]) == 0")


def test_textuals_private_parts_are_touched_on_the_wire_only() -> None:
    touched = []
    for path in FILES:
        if name_of(path).startswith("wire/"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual._"):
                touched.append((name_of(path), node.module))
    for cls in (KhabarApp, ReadingScreen, RowsPane, FollowingPane, Bar, Prompt):
        theirs = {name for base in cls.__mro__ if base.__module__.startswith("textual") for name in vars(base)}
        ours = {
            name
            for base in cls.__mro__
            if base.__module__.startswith("tui") and base is not WireApp
            for name in vars(base)
        }
        touched += [(cls.__name__, name) for name in ours & theirs if name.startswith("_") and not name.endswith("__")]
    # what Textual makes in every class of its own kind
    assert [one for one in touched if one[1] not in MADE_BY_TEXTUAL] == []


MADE_BY_TEXTUAL = {
    name
    for name in vars(type("Plain", (Widget,), {}))
    | vars(type("PlainApp", (App,), {}))
    | vars(type("PlainScreen", (Screen,), {}))
    if name.startswith("_")
}
