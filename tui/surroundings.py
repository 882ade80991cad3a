"""What khabar finds around it: the terminal's colours and letters, the user's keys, themes and filters."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from .paths import config_folder, keys_file, own_themes_folder, themes_folder
from .wire import first

if TYPE_CHECKING:
    from .commands.keymap import KeyMap
    from .present.calibration import Calibration
    from .present.wardrobe import Wardrobe
    from .reading.saved_filters import SavedFilters


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

    term = os.environ.get("TERM", "")
    if not colours or term.startswith(("vt1", "vt2", "vt5")) or term.endswith("-mono"):
        return NO_COLOURS
    return FEW_COLOURS if colour_system() == "standard" else DEFAULT


def colour_system() -> str:
    """Return how many colours the terminal tells of, in the words of TEXTUAL_COLOR_SYSTEM: standard is sixteen."""
    if os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if any(word in os.environ.get("TERM", "") for word in ("256", "direct", "kitty")) else "standard"


def has_unicode() -> bool:
    """Say whether the locale promises a terminal that shows UTF-8."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    return "utf-8" in locale.lower() or "utf8" in locale.lower()


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
