"""The themes there are to wear, and the one that a reader has chosen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..errors import KhabarError
from ..store.files import replacing
from .themes import Theme, ThemeFile, available, find_theme

LONGEST = 200
"""Bytes that a theme's name may have."""


@dataclass(frozen=True)
class Wardrobe:
    """Where themes lie: those that come with khabar, the user's own, and the file that keeps the name of the one chosen.

    `few` says that the terminal has sixteen colours, to which every theme is brought down.
    """

    bundled: Path
    own: Path | None = None
    chosen: Path | None = None
    few: bool = False

    def listed(self) -> list[ThemeFile]:
        """Return the themes there are, by name."""
        return available(self.bundled, self.own)

    def theme(self, name: str) -> Theme:
        """Return a theme as it is worn here. Raises UsageError where there is none, CorpusError where it is unfit."""
        theme = find_theme(name, self.bundled, self.own)
        return theme.in_sixteen() if self.few else theme

    def fitting(self, name: str | None, usual: str) -> Theme:
        """Return the theme that is asked for, else the one chosen before where it can still be worn, else the usual one."""
        if name:
            return self.theme(name)
        with suppress(KhabarError, OSError, ValueError):
            if self.chosen and (before := self.chosen.read_bytes()[:LONGEST].decode().strip()):
                return self.theme(before)
        return self.theme(usual)

    def keep(self, name: str) -> None:
        """Keep a choice for the next start. Raises StoreError where it cannot be written."""
        if self.chosen:
            with replacing(self.chosen) as temporary:
                temporary.write_text(name + "\n", "utf-8")
