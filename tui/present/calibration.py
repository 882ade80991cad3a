"""Which way of showing Arabic script reads right in this terminal: its reader is asked, since no terminal says it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..reading.menu import Choice, Menu
from ..store.files import replacing
from .direction import LATIN, WAYS

MOST = 65_536
"""Bytes of the file that are read; it holds a line for each terminal."""
SAMPLE = "خبر: ٣ رسائل (لا غير) اليوم"
"""Letters that join, the two that become one, digits and brackets. It says: news: 3 letters (no more) today."""


@dataclass(frozen=True)
class Calibration:
    """The file that keeps the ways chosen, by terminal; `terminal` is what the environment tells of this one."""

    file: Path | None = None
    terminal: str = ""

    @property
    def way(self) -> str:
        """The way chosen for this terminal, the safe one where none was."""
        return self._chosen().get(self.terminal, LATIN)

    @property
    def why(self) -> str:
        """Where the way comes from."""
        told = self.terminal or "a terminal of no name"
        return (
            f"chosen for {told}"
            if self.terminal in self._chosen()
            else f"not tried yet for {told}; X in the reader does"
        )

    def keep(self, way: str) -> str:
        """Keep a way for this terminal, and return what was done. Raises StoreError where it cannot be written."""
        if self.file:
            chosen = {**self._chosen(), self.terminal: way}
            with replacing(self.file) as temporary:
                temporary.write_text(json.dumps(chosen, indent=0, ensure_ascii=True) + "\n", "ascii")
        return f"{WAYS[way]}: kept for {self.terminal or 'this terminal'}"

    def _chosen(self) -> dict[str, str]:
        kept: object = None
        with suppress(OSError, ValueError, RecursionError):
            if self.file:
                with self.file.open("rb") as file:
                    kept = json.loads(file.read(MOST))
        return {name: way for name, way in kept.items() if way in list(WAYS)} if isinstance(kept, dict) else {}


def sample_menu() -> Menu:
    """Return the same words in each of the ways, to choose the row that reads right."""
    from .arabic import romanised
    from .direction import as_visual

    samples = dict(zip(WAYS, (romanised(SAMPLE), SAMPLE, as_visual(SAMPLE)), strict=True))
    choices = (Choice(f"{name:<8} {samples[name]}", value=name, key=key) for key, name in zip("123", WAYS, strict=True))
    foot = (("", _HOW_TO_TELL),)
    return Menu("which row reads right in this terminal?", tuple(choices), foot=foot, as_stored=True)


_HOW_TO_TELL = (
    "From right to left it says “news: 3 letters (no more) today”, the letters joined. Where neither Arabic row does, or where "
    "you do not read it, take the first: lists and panes are then in Latin letters, and the Arabic stands alone on a row."
)
