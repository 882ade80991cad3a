"""What khabar finds around it: the terminal's colours and letters, the user's keys, themes and filters."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .paths import config_folder, keys_file, own_themes_folder, themes_folder
from .wire import first
from .wire.terminal import terminal_for

if TYPE_CHECKING:
    from .commands.keymap import KeyMap
    from .present.calibration import Calibration
    from .present.wardrobe import Wardrobe
    from .reading.saved_filters import SavedFilters
    from .wire.terminal import Terminal


def wardrobe() -> Wardrobe:
    """Return the themes that may be worn in this terminal."""
    from .present.wardrobe import Wardrobe

    chosen = Path(first.state_folder()) / "theme"
    return Wardrobe(themes_folder(), own_themes_folder(), chosen, few=colour_system() == "standard")


def calibration() -> Calibration:
    """Return how this terminal shows letters that run from right to left, as its reader has found."""
    from .present.calibration import Calibration

    known = [f"{name}={os.environ[name]}" for name in first.NAMED if os.environ.get(name)]
    known += [name for name in first.MARKED if os.environ.get(name)]
    return Calibration(Path(first.state_folder()) / "letters", " ".join(known))


def fitting_theme(colours: bool) -> str:
    """Return the name of the theme for this terminal where none is asked for."""
    from .present.themes import DEFAULT, FEW_COLOURS, NO_COLOURS

    if not colours:
        return NO_COLOURS
    return FEW_COLOURS if colour_system() == "standard" else DEFAULT


def wants_colours() -> bool:
    """Say whether colours are to be shown: the terminal has some, and NO_COLOR, if there is one, is empty."""
    terminal = terminal_for()
    return not os.environ.get("NO_COLOR") and (terminal is None or terminal.colours > 0)


def colour_system() -> str:
    """Return how many colours the terminal tells of, in the words of TEXTUAL_COLOR_SYSTEM: standard is sixteen."""
    terminal = terminal_for()
    if os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit") and not _is_in_the_way(terminal):
        return "truecolor"
    return "256" if terminal and terminal.colours >= 256 else "standard"


def _is_in_the_way(terminal: Terminal | None) -> bool:
    """Say whether COLORTERM tells of a terminal further out: GNU screen has 256 colours at the most, a console eight."""
    in_screen = bool(os.environ.get("STY")) and not os.environ.get("TMUX")
    return in_screen or (terminal is not None and terminal.known and not terminal.alternate)


LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")
"""What tells of the terminal's letters; the first that is set counts."""


def locale() -> tuple[str, str]:
    """Return which variable tells of the terminal's letters, and what; two times "" where none does."""
    told = {name: os.environ.get(name, "") for name in LOCALE}
    # which Python itself sets where the locale is C (PEP 538)
    if sys.flags.utf8_mode and told["LC_CTYPE"] == "C.UTF-8":
        told["LC_CTYPE"] = _at_the_start("LC_CTYPE")
    return next(((name, value) for name, value in told.items() if value), ("", ""))


def _at_the_start(name: str) -> str:
    """Return what a variable was before Python started, "" where that cannot be told."""
    with suppress(OSError):
        for line in Path("/proc/self/environ").read_bytes().split(b"\0"):
            key, _, value = line.partition(b"=")
            if key == name.encode():
                return value.decode("ascii", "replace")
    return ""


def has_unicode() -> bool:
    """Say whether the locale promises a terminal that shows UTF-8."""
    return "utf8" in locale()[1].lower().replace("-", "")


def keymap() -> KeyMap:
    """Return the keys in force. Raises CorpusError where the user's file of keys cannot be followed."""
    from .commands.commands import DEFAULT

    path = keys_file()
    if not path.exists():
        return DEFAULT
    from .commands.own_keys import with_own_keys

    return with_own_keys(path.read_bytes(), str(path), DEFAULT)


def saved_filters() -> SavedFilters:
    """Return the filters that the user keeps under a name."""
    from .reading.saved_filters import SavedFilters

    return SavedFilters(config_folder() / "filters.yaml")
