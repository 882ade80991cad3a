"""Long work on a terminal: it says how far it is, says nothing into a pipe, and can be stopped without harm."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from bench.generate import generate
from pseudo_terminal import CHECKOUT, PseudoTerminal, command, environment

INTERRUPTED = 130
ARTICLES = 300


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus that takes a while to build."""
    folder = tmp_path_factory.mktemp("ports") / "ports"
    generate(ARTICLES, folder)
    return folder


@pytest.mark.parametrize("asked", ["build", "check"])
def test_progress_is_told_on_a_line_that_is_wiped_at_the_end(asked: str, ports: Path, tmp_path: Path) -> None:
    output = ["-o", str(tmp_path / "ports.json")] if asked == "build" else []
    with PseudoTerminal(asked, str(ports), *output) as terminal:
        terminal.shows("reading ")
        assert terminal.ends() == 0
        shown = [line for line in terminal.lines if line]
    assert "".join(shown).endswith("records" if asked == "build" else "figures")
    assert not any(word in line for line in shown for word in ("reading", "checking", "writing", "indexing"))
    assert b"\x1b" not in terminal.sent


@pytest.mark.parametrize("asked", ["build", "check"])
def test_into_a_pipe_no_progress_is_told(asked: str, ports: Path, tmp_path: Path) -> None:
    output = ["-o", str(tmp_path / "ports.json")] if asked == "build" else []
    ran = subprocess.run(
        command(asked, str(ports), *output),
        cwd=CHECKOUT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert len(ran.stdout.splitlines()) == 1


def test_ctrl_c_stops_a_build_with_one_line_and_leaves_the_store_as_it_was(ports: Path, tmp_path: Path) -> None:
    store = tmp_path / "built" / "ports.json"
    store.parent.mkdir()
    store.write_bytes(b"what was there")
    with PseudoTerminal("build", str(ports), "-o", str(store)) as terminal:
        terminal.shows("reading ")
        terminal.type("\x03")
        assert terminal.ends() == INTERRUPTED
        shown = [line for line in terminal.lines if line]
    assert [line.removeprefix("^C") for line in shown][-1] == "khabar: interrupted"
    assert len(shown) <= 2  # what the terminal echoes may stand by itself
    assert os.listdir(store.parent) == [store.name]
    assert store.read_bytes() == b"what was there"


def test_ctrl_c_stops_the_writing_too(ports: Path, tmp_path: Path) -> None:
    store = tmp_path / "built" / "ports.json"
    with PseudoTerminal("build", str(ports), "-o", str(store)) as terminal:
        terminal.shows("indexing ")
        terminal.type("\x03")
        assert terminal.ends() == INTERRUPTED
    assert os.listdir(store.parent) == []


def test_what_must_be_built_to_be_read_is_built_with_progress(ports: Path) -> None:
    with PseudoTerminal("list", "outlets", "--corpus", str(ports)) as terminal:
        terminal.shows("reading ")
        assert terminal.ends() == 0
