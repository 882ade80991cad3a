"""The first screen: the last one shown, kept in a file and painted at the next start before Textual is imported.

Only what every Python has loaded already is imported here, and the terminal's own modules: see tests/unit/test_start.py.
"""

from __future__ import annotations

import os

from .. import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NAMED = ("TERM", "TERM_PROGRAM", "LC_TERMINAL", "TERMINAL_EMULATOR")
"""What a terminal is known by: these say its name."""
MARKED = (
    "XTERM_VERSION",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "MLTERM",
    "WT_SESSION",
    "KITTY_WINDOW_ID",
    "ALACRITTY_WINDOW_ID",
)
"""Each of these is there in one terminal only, as what does not matter: a version, a window."""
MATTERS = (*NAMED, "COLORTERM", "NO_COLOR", "KHABAR_WIRE", "LC_ALL", "LC_CTYPE", "LANG", "COLUMNS", "LINES")
"""What of the environment decides how a screen is drawn."""


class Painted:
    """A screen that stands on the terminal, how the terminal was set before, and what it is to be told to leave the screen."""

    def __init__(self, attributes: list[Any], cells: bytes, leave: bytes) -> None:
        self.attributes, self.cells, self.leave = attributes, cells, leave


_standing: list[Painted] = []
"""The screen that was painted at this start, until Textual takes over or it is left."""


def state_folder() -> str:
    """Return the folder of what khabar remembers for this user."""
    base = os.environ.get("XDG_STATE_HOME", "")
    return os.path.join(base if os.path.isabs(base) else os.path.expanduser("~/.local/state"), "khabar")


def key(argv: list[str], size: tuple[int, int]) -> str:
    """Return what must be as it was for a kept screen to be right: release, size, words of the command, environment."""
    where = os.getcwd() if argv else ""
    known = [name for name in MARKED if os.environ.get(name)]
    return repr((__version__, *size, argv, where, known, [os.environ.get(name) or "" for name in MATTERS]))


def file_for(argv: list[str]) -> str:
    """Return where the screen of a command is kept."""
    from zlib import crc32

    mark = crc32(repr((argv, os.getcwd() if argv else "")).encode("utf-8", "surrogatepass"))
    return os.path.join(state_folder(), f"screen-{mark:08x}")


def paint(argv: list[str]) -> bool:
    """Show the screen kept for a command, if it was drawn for this terminal, and say whether one stands there now."""
    try:
        size = os.get_terminal_size(2)
        if not (os.isatty(0) and os.isatty(1) and os.isatty(2)):
            return False
        with open(file_for(argv), "rb") as file:
            head, frame, leave, cells = file.read().split(b"\n")
        if head.decode() != key(argv, (size.columns, size.lines)):
            return False
        attributes = _raw()
        os.write(2, frame.replace(b"\v", b"\n"))
        _standing.append(Painted(attributes, cells, leave))
    except (OSError, ValueError):
        return False
    return True


def _raw() -> list[Any]:
    """Let keys typed from now on wait, unseen, for Textual; return how the terminal was set."""
    import termios

    before = termios.tcgetattr(0)
    now = termios.tcgetattr(0)
    now[0] &= ~(termios.ICRNL | termios.IXON)
    now[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    termios.tcsetattr(0, termios.TCSANOW, now)
    return before


def leave() -> None:
    """Give the terminal back as it was, where a painted screen still stands on it."""
    if painted := take():
        import termios

        os.write(2, painted.leave)
        termios.tcsetattr(0, termios.TCSANOW, painted.attributes)


def take() -> Painted | None:
    """Hand the painted screen over to whoever goes on drawing."""
    return _standing.pop() if _standing else None


def kept(argv: list[str], size: tuple[int, int], frame: str, leave: str, cells: str) -> bytes:
    """Return what the next start needs to paint a screen and to leave it, for the file of its command."""
    # a file of lines; a vertical tab is a line feed to every terminal
    return "\n".join((key(argv, size), frame.replace("\n", "\v"), leave, cells)).encode()
