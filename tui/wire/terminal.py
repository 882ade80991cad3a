"""What the terminal can do and be told, as terminfo has it: what it does not know it might print."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from .terminfo import entry

ALTERNATE, CURSOR, WRAP = "1049", "25", "7"
SAFE = frozenset((ALTERNATE, CURSOR, WRAP))
"""Modes that a terminal of which nothing is known is told: it is a new one, or it passes over them."""
CLEAR = "\x1b[m\x1b[H\x1b[J"
"""What leaves nothing that was read behind, also where the screen is the shell's; to be sent before it is left."""
ALL = SAFE | {"2004", "2026", "2048"}
"""Modes that terminals like xterm are told: pasting, drawing in one step and telling their size, too."""


@dataclass(frozen=True)
class Terminal:
    """Abilities beyond putting characters in places. Without any, everything is still drawn."""

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
    columns: bool = False
    """CHA moves the cursor within its row."""
    unmarks: bool = False
    """SGR takes bold, underline and reverse off one by one; else only all at once."""
    colours: int = 8
    alternate: bool = False
    """It surely has another screen to draw on, as xterm has, and passes over what it is told or asked and does not know."""
    modes: frozenset[str] = SAFE
    """The private modes (DECSET) that it is told."""
    known: bool = False
    """Terminfo knows it."""

    def takes(self, data: str) -> bool:
        """Say whether this terminal is to be told what Textual tells one."""
        if found := _MODE.fullmatch(data):
            return self.alternate if found["asked"] else found["mode"] in self.modes
        return not data.startswith(_NEVER)

    @property
    def enter(self) -> str:
        """What begins a screen: another than the shell's, no cursor, no wrapping, as Textual has them."""
        return self._switched((ALTERNATE, "h"), (CURSOR, "l"), (WRAP, "l"))

    @property
    def leave(self) -> str:
        """What leaves the terminal as it was found, whatever stands on it."""
        modes = (("2004", "l"), ("2026", "l"), ("2048", "l"), (WRAP, "h"), (ALTERNATE, "l"), (CURSOR, "h"))
        return CLEAR + self._switched(*modes)

    def _switched(self, *modes: tuple[str, str]) -> str:
        return "".join(f"\x1b[?{mode}{way}" for mode, way in modes if mode in self.modes)


_MODE = re.compile(r"\x1b\[\?(?P<mode>\d+)(?:[hl]|(?P<asked>\$p))")
_NEVER = ("\x1b[<u", "\x1b]22;")
"""What nobody is told: to end a keyboard protocol that was not begun, and how to show a mouse that is off."""

LEAST = Terminal()
CAPABLE = Terminal(
    erase_line=True, erase_cells=True, paints=True, scroll=True, repeat=True, columns=True, unmarks=True,
    colours=1 << 24, alternate=True, modes=ALL, known=True,
)  # fmt: skip

OFF = "KHABAR_WIRE"
"""Set to 0 to send what Textual sends."""


def terminal_for(environ: Mapping[str, str] = os.environ) -> Terminal | None:
    """Return what the terminal of this environment can do; None where it cannot show a screen.

    A terminal that terminfo does not know is only moved about in. One that does not use the sequences of ECMA-48 for it
    cannot be driven.
    """
    name = environ.get("TERM", "")
    if not name or name == "dumb":
        return None
    found = entry(name, environ)
    if found is None:
        return Terminal(colours=_by_name(name))
    strings = found.strings
    if not strings.get("cup", b"").startswith(b"\x1b[%i%p1%d"):
        return None
    alternate = any(mode in strings.get("smcup", b"") for mode in (b"?1049h", b"?47h"))
    told = {CURSOR: b"?25l" in strings.get("civis", b""), WRAP: b"?7h" in strings.get("smam", b"")}
    return Terminal(
        erase_line="el" in strings,
        erase_cells="ech" in strings,
        paints="bce" in found.flags,
        scroll={"csr", "ind", "ri"} <= strings.keys(),
        columns="hpa" in strings,
        unmarks=strings.get("rmul", b"").startswith(b"\x1b[24m"),
        colours=found.numbers.get("colors", 0),
        alternate=alternate,
        modes=ALL if alternate else frozenset(mode for mode, has in told.items() if has),
        known=True,
    )


def _by_name(name: str) -> int:
    """Return how many colours a terminal's name promises."""
    if any(word in name for word in ("256", "direct", "kitty")):
        return 256
    return 0 if name.endswith(("-mono", "-m")) or name.startswith(("vt1", "vt2", "vt5")) else 8
