"""What khabar finds where it runs, what it has chosen by that and why, and what to do about what is missing."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import yaml

from . import __version__, surroundings
from .errors import KhabarError
from .paths import config_folder, copied_file, data_folder, own_themes_folder, store_for, vocabulary_file
from .reading.layout import SMALLEST
from .surroundings import calibration
from .wire import first
from .wire.clipboard import has_clipboard
from .wire.terminal import OFF, Terminal, terminal_for

Finding = tuple[str, str]
"""What, and what of it; a second line on the same has no name."""


def findings(corpus: Path) -> Iterator[Finding]:
    """Yield what is found, for a corpus."""
    yield "khabar", f"{__version__}, Python {sys.version.split()[0]}"
    yield "libraries", ", ".join(f"{name} {version(name)}" for name in ("textual", "rich", "tinydb", "pyyaml"))
    yield "libyaml", "yes" if yaml.__with_libyaml__ else "no: reading a corpus is some ten times slower"
    yield (
        "sqlite",
        f"{sqlite3.sqlite_version}, full-text search {'yes' if _has_fts5() else 'no: khabar cannot search without FTS5'}",
    )
    terminal = terminal_for()
    yield "terminal", _terminal(terminal)
    yield "streams", _streams()
    yield "size", _size()
    if terminal:
        yield from _abilities(terminal)
    yield "letters", _letters()
    yield "drawing", "Unicode" if surroundings.has_unicode() else "ASCII, with ? for letters that are like none of it"
    yield "colours", _colours(terminal)
    yield "theme", _theme()
    own = own_themes_folder()
    yield "themes", f"{own} has {len(list(own.glob('*.yaml')))} of yours" if own.is_dir() else f"none of yours in {own}"
    letters = calibration()
    yield "Arabic", f"{letters.way}, {letters.why}"
    yield "copying", _copying()
    yield from _folders()
    yield "corpus", str(corpus)
    yield "store", _store(corpus)


def _has_fts5() -> bool:
    base = sqlite3.connect(":memory:")
    try:
        base.execute("CREATE VIRTUAL TABLE t USING fts5(a)")
        return True
    except sqlite3.Error:
        return False
    finally:
        base.close()


# -- the terminal


def _terminal(terminal: Terminal | None) -> str:
    name = os.environ.get("TERM", "")
    if terminal is None:
        what = f"{name}, which cannot show a screen" if name else "TERM is not set"
        return f"{what}: use khabar list, show or search, or set TERM=xterm"
    if os.environ.get(OFF) == "0":
        return f"{name}, which is sent what Textual sends, because of {OFF}=0"
    if terminal.known:
        return f"{name}, known to terminfo"
    return (
        f"{name}, not known to terminfo here: the cursor is moved and nothing else is counted on; "
        f"install ncurses-term, or on the machine that knows it: infocmp -x {name} | ssh HOST tic -x -"
    )


def _streams() -> str:
    streams = {"input": sys.stdin, "output": sys.stdout, "errors": sys.stderr}
    elsewhere = [name for name, stream in streams.items() if not (stream and stream.isatty())]
    if not elsewhere:
        return "a terminal for input, output and errors"
    return f"{' and '.join(elsewhere)} elsewhere: the reader needs a terminal for all; for pipes use khabar list, show or search"


def _size() -> str:
    for handle in (2, 1, 0):
        try:
            width, height = os.get_terminal_size(handle)
        except OSError:
            continue
        small = width < SMALLEST[0] or height < SMALLEST[1]
        return f"{width}x{height}" + (
            f", too small to read in: make it {SMALLEST[0]}x{SMALLEST[1]} at least" if small else ""
        )
    return "not known, as there is no terminal"


ABILITIES = {
    "alternate": ("has a screen besides the shell's", "no screen besides the shell's, which is wiped at the end"),
    "columns": ("moves in a line", "moves by line and column only"),
    "erase_line": ("erases lines", "blanks at the end of lines are written"),
    "erase_cells": ("erases cells", "blanks in lines are written"),
    "paints": ("erases in colour", "coloured blanks are written"),
    "scroll": ("scrolls a part of the screen", "what scrolls is written anew"),
    "unmarks": ("takes bold off alone", "bold and underline come off with all else"),
}
"""What a terminal may be able to do, and what is done where it is not."""


def _abilities(terminal: Terminal) -> Iterator[Finding]:
    can = [words for name, (words, _) in ABILITIES.items() if getattr(terminal, name)]
    lacks = [words for name, (_, words) in ABILITIES.items() if not getattr(terminal, name)]
    yield (
        "can",
        ", ".join(
            ["moves the cursor", *can, *(["repeats, if a try at the start shows it"] if terminal.alternate else [])]
        ),
    )
    if lacks:
        yield "lacks", "; ".join(lacks)


def _letters() -> str:
    name, value = surroundings.locale()
    if surroundings.has_unicode():
        font = "; a console's font may lack some signs, LC_ALL=C draws with others"
        return f"UTF-8, because of {name}={value}" + font * os.environ.get("TERM", "").startswith("linux")
    why = f"{name}={value} does not promise more" if name else "no LC_ALL, LC_CTYPE or LANG is set"
    return f"ASCII, as {why}; where the terminal shows UTF-8, set LC_ALL=C.UTF-8"


def _colours(terminal: Terminal | None) -> str:
    environ = os.environ
    if environ.get("NO_COLOR"):
        return f"none, because of NO_COLOR={environ['NO_COLOR']}"
    if terminal and not terminal.colours:
        return f"none, because of TERM={environ['TERM']}"
    system = surroundings.colour_system()
    if system == "truecolor":
        return f"16,777,216, because of COLORTERM={environ['COLORTERM']}"
    said = f"{256 if system == '256' else '8, and bold'}, because of TERM={environ.get('TERM') or ', which is not set'}"
    return (
        f"{said}; COLORTERM={environ['COLORTERM']} tells of another terminal"
        if _says_more(environ.get("COLORTERM"))
        else said
    )


def _says_more(colorterm: str | None) -> bool:
    return (colorterm or "").lower() in ("truecolor", "24bit")


def _theme() -> str:
    usual = surroundings.fitting_theme(surroundings.wants_colours())
    try:
        worn = surroundings.wardrobe().fitting(None, usual).name
    except (KhabarError, OSError) as error:
        return f"{usual} cannot be worn: {error}"
    return (
        f"{usual}, as fits these colours"
        if worn == usual
        else f"{worn}, chosen in the reader; {usual} fits these colours"
    )


def _copying() -> str:
    ways = ["to tmux"] if os.environ.get("TMUX") else []
    if has_clipboard(os.environ):
        ways.append("to the terminal's clipboard (OSC 52), where it allows that,")
    return " and ".join([*ways, f"to {copied_file()}"])


# -- where things are kept


def _folders() -> Iterator[Finding]:
    cache, state = store_for(Path()).parent, Path(first.state_folder())
    yield (
        "cache",
        f"{cache}, built stores: {_writable(cache, 'khabar build CORPUS -o FILE puts one elsewhere; or set XDG_CACHE_HOME')}",
    )
    yield "state", f"{state}, where you read: {_writable(state, 'the place is not kept; set XDG_STATE_HOME')}"
    yield (
        "data",
        f"{data_folder()}, notes, marks and copies: {_writable(data_folder(), 'none can be kept; set XDG_DATA_HOME')}",
    )
    yield (
        "config",
        f"{config_folder()}, keys, themes and filters: {_writable(config_folder(), 'no filter can be saved; set XDG_CONFIG_HOME')}",
    )


def _writable(folder: Path, otherwise: str) -> str:
    """Say whether a folder, or the nearest above it that there is, can be written in, and what to do where it cannot."""
    try:
        there = next(path for path in (folder, *folder.parents) if path.exists())
        if not there.is_dir():
            return f"{there} is no folder: {otherwise}"
        if not os.access(there, os.W_OK | os.X_OK):
            return f"cannot be written in: {otherwise}"
        if os.statvfs(there).f_bavail == 0:
            return f"the disk is full: {otherwise}"
    except OSError as error:
        return f"{error.strerror or error}: {otherwise}"
    return "can be written in" + ("" if there == folder else ", not there yet")


def _store(corpus: Path) -> str:
    from .store.build import state

    if corpus.is_file():
        return str(corpus)
    try:
        return f"{store_for(corpus)}, {state(corpus, vocabulary_file(), store_for(corpus))}"
    except KhabarError as error:
        return str(error)
