"""How a cell looks, as a terminal is told it (ECMA-48 SGR), and the shortest way from one look to another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.style import Style


class Look(NamedTuple):
    """Foreground, background and attributes as SGR parameters, such as "38;5;12", "49" and {"1", "4"}.

    The ink of a blank is "": any will do.
    """

    ink: str = "39"
    paper: str = "49"
    marks: frozenset[str] = frozenset()

    @property
    def shows_in_blanks(self) -> bool:
        """Whether a blank of this look is more than its background, so that it cannot be erased into being."""
        return bool(self.marks & _SEEN_IN_BLANKS)

    @property
    def of_blank(self) -> Look:
        """What is left of this look in a blank."""
        return self if self.shows_in_blanks else Look("", self.paper)

    def draws(self, look: Look) -> bool:
        """Whether a pen of this look can draw what is to have that one."""
        return self == look or (not look.ink and self.paper == look.paper and not self.shows_in_blanks)

    def for_pen(self, before: Look | None) -> Look:
        """Return the look a pen takes to draw this: of a blank, the ink it has."""
        if self.ink:
            return self
        return Look(before.ink if before else PLAIN.ink, self.paper)


PLAIN = Look()

_SEEN_IN_BLANKS = frozenset(("4", "7", "9", "21", "51", "52", "53"))
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29",
        "21": "24", "51": "54", "52": "54", "53": "55"}  # fmt: skip


@lru_cache(4096)
def look_of(style: Style | None, system: ColorSystem) -> Look:
    """Return the look of a style, its colours brought down to what the terminal has."""
    if style is None:
        return PLAIN
    codes = style.render("x", color_system=system).partition("m")[0]
    return _read(codes.removeprefix("\x1b[")) if codes.startswith("\x1b[") else PLAIN


def _read(codes: str) -> Look:
    """Read SGR parameters; an extended colour takes one (5;n) or three (2;r;g;b) more."""
    ink, paper, marks = PLAIN.ink, PLAIN.paper, set()
    rest = iter(codes.split(";"))
    for code in rest:
        if code in ("38", "48"):
            kind = next(rest)
            colour = ";".join((code, kind, *(next(rest) for _ in range(1 if kind == "5" else 3))))
            ink, paper = (colour, paper) if code == "38" else (ink, colour)
        elif 30 <= int(code) <= 37 or code == "39" or 90 <= int(code) <= 97:
            ink = code
        elif 40 <= int(code) <= 47 or code == "49" or 100 <= int(code) <= 107:
            paper = code
        else:
            marks.add(code)
    return Look(ink, paper, frozenset(marks))


@lru_cache(16384)
def change(before: Look | None, after: Look, unmarks: bool = True) -> str:
    """Return the shortest SGR that leads from a look to another; from None, which is not known, by a reset.

    So it does where a mark is to be taken off a terminal that only takes off all.
    """
    if before == after:
        return ""
    anew = [*sorted(after.marks), *_colours(PLAIN, after)]
    reset = f"\x1b[{';'.join(['', *anew]) if anew else ''}m"
    if before is None:
        return reset
    off = {_OFF[mark] for mark in before.marks - after.marks}
    if off and not unmarks:
        return reset
    on = {mark for mark in after.marks if mark not in before.marks or _OFF[mark] in off}
    step = f"\x1b[{';'.join((*sorted(off), *sorted(on), *_colours(before, after)))}m"
    return min(step, reset, key=len)


def _colours(before: Look, after: Look) -> list[str]:
    return [b for a, b in ((before.ink, after.ink), (before.paper, after.paper)) if a != b]
