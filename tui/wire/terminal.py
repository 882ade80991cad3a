"""What the terminal can do beyond putting characters in places, as terminfo has it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Terminal:
    """Abilities that save bytes. Without any, everything is still drawn."""

    erase_line: bool = False
    """EL blanks the rest of a row."""
    erase_cells: bool = False
    """ECH blanks some cells."""
    paints: bool = False
    """What is erased or scrolled in takes the background colour (bce)."""
    scroll: bool = False
    """DECSTBM keeps the rest of the screen still while rows move."""
    repeat: bool = False
    """REP repeats a character. Terminfo promises it for terminals that lack it, so it is tried out, see `output`."""


LEAST = Terminal()
CAPABLE = Terminal(erase_line=True, erase_cells=True, paints=True, scroll=True, repeat=True)

OFF = "KHABAR_WIRE"
"""Set to 0 to send what Textual sends."""


def terminal_for(environ: Mapping[str, str] = os.environ) -> Terminal | None:
    """Return what the terminal of this environment can do; None where it is not to be driven cell by cell.

    A terminal that terminfo does not know is only moved about in. One that cannot be moved about in, or that does not use
    the sequences of ECMA-48 for it, is left to Textual, and so is any where KHABAR_WIRE is 0.
    """
    name = environ.get("TERM", "")
    if environ.get(OFF, "") == "0" or not name or name == "dumb":
        return None
    import curses  # only here: it reads terminfo, nothing else of it is used

    try:
        curses.setupterm(name, fd=1)
    except (curses.error, OSError):
        return LEAST
    if not (curses.tigetstr("cup") or b"").startswith(b"\x1b[%i%p1%d"):
        return None

    def has(*names: str) -> bool:
        return all(curses.tigetstr(name) for name in names)

    return Terminal(
        erase_line=has("el"),
        erase_cells=has("ech"),
        paints=curses.tigetflag("bce") == 1,
        scroll=has("csr", "ind", "ri"),
    )
