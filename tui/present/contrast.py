"""How well words are told from their background (WCAG 2.1), also where sixteen colours are each terminal's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import dist

from rich.color import Color, ColorType
from rich.style import Style

AA, AAA = 4.5, 7.0
"""The least contrast for words: good (1.4.3), and enhanced (1.4.6)."""
LEAST = 3.0
"""Below this nothing can be read with ease, not even large signs (1.4.11)."""

RGB = tuple[int, int, int]


@dataclass(frozen=True)
class Palette:
    """The sixteen colours of a terminal as it comes, and what bold does to the first eight as the words' colour.

    In text mode bold is a bit of its own: it always lifts them to the second eight, and whatever colour the words have got
    by reverse. Elsewhere it lifts them or not, as the user likes, before words and background change places.
    """

    name: str
    colours: tuple[RGB, ...]
    text_mode: bool

    def lifted(self, number: int) -> tuple[RGB, ...]:
        """Return the colours that bold words of a number may have."""
        bright = self.colours[number | 8]
        return (bright,) if self.text_mode else (bright, self.colours[number])


def _palette(name: str, colours: str, text_mode: bool = False) -> Palette:
    numbers = [int(colour, 16) for colour in colours.split()]
    return Palette(name, tuple((n >> 16, n >> 8 & 255, n & 255) for n in numbers), text_mode)


PALETTES = (
    # IBM's VGA text mode, as the Linux console has it (drivers/tty/vt/vt.c: default_red, default_grn, default_blu)
    _palette("VGA", "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
                    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff", text_mode=True),
    # xterm's XTerm-col.ad: color0 to color15, the names as X11 has them
    _palette("xterm", "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
                      "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"),
    # PuTTY's settings.c: the defaults of Colour6 to Colour21
    _palette("PuTTY", "000000 bb0000 00bb00 bbbb00 0000bb bb00bb 00bbbb bbbbbb "
                      "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"),
)  # fmt: skip


@lru_cache(1024)
def luminance(rgb: RGB) -> float:
    """Return the relative luminance of a colour, 0 to 1."""
    shares = [value / 255 for value in rgb]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def ratio(one: RGB, other: RGB) -> float:
    """Return the contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def pairs(style: Style) -> Iterator[tuple[RGB, RGB, str]]:
    """Yield the words' colour and the background's as they may be seen, and in whose sixteen colours, "" where in any.

    Yields nothing for a style that leaves one of them to the terminal. What is reversed is the same pair, but in text mode.
    """
    ink, paper = style.color, style.bgcolor
    if not ink or not paper or ColorType.DEFAULT in (ink.type, paper.type):
        return
    if not _is_own(ink) and not _is_own(paper):
        yield _rgb(ink), _rgb(paper), ""
        return
    for palette in PALETTES:
        if style.reverse and palette.text_mode:
            ink, paper = paper, ink
        below = palette.colours[paper.number or 0] if _is_own(paper) else _rgb(paper)
        inks: tuple[RGB, ...] = (_rgb(ink),)
        if _is_own(ink):
            number = ink.number or 0
            inks = palette.lifted(number) if style.bold else (palette.colours[number],)
        for above in inks:
            yield above, below, palette.name
        if style.reverse and palette.text_mode:
            ink, paper = paper, ink


def _is_own(colour: Color) -> bool:
    """Say whether a colour is one of the sixteen, which each terminal has its own of."""
    return colour.number is not None and colour.number < 16


@lru_cache(1024)
def _rgb(colour: Color) -> RGB:
    red, green, blue = colour.get_truecolor()
    return red, green, blue


def contrast(style: Style) -> tuple[float, str] | None:
    """Return the least contrast that a style may have and in whose sixteen colours, None where it is the terminal's own."""
    return min(((ratio(ink, paper), where) for ink, paper, where in pairs(style)), default=None)


# -- bringing down


def in_sixteen(style: Style) -> Style:
    """Return a style in the sixteen colours: of the pairs that are good in all palettes, the nearest.

    A terminal with few colours would else be sent the nearest colour of each alone, and words be lost in their background.
    On light backgrounds bold words cannot be read in all of them; a line under them says the same. What is left to the
    terminal stays so.
    """
    ink, paper = style.color, style.bgcolor
    if not ink or not paper or (_is_own(ink) and _is_own(paper)) or ColorType.DEFAULT in (ink.type, paper.type):
        return style
    bold, above, below = min(
        (pair for pair in _good_pairs(bool(style.reverse)) if style.bold or not pair[0]),
        key=lambda pair: _far(pair, _rgb(ink), _rgb(paper)) + bool(style.bold and not pair[0]) * _BOLD,
    )
    down = style + Style(color=Color.from_ansi(above), bgcolor=Color.from_ansi(below))
    return down + Style(bold=False, underline=True) if style.bold and not bold else down


_BOLD = 150.0
"""How far another colour may be so that words stay bold."""


@lru_cache(2)
def _good_pairs(reverse: bool) -> list[tuple[bool, int, int]]:
    """Return (bold, words, background) of what can be read in every palette; bright backgrounds not all terminals have."""
    colours = [Color.from_ansi(number) for number in range(16)]
    good = []
    for bold, above, below in product((False, True), range(8 if reverse else 16), range(8)):
        found = contrast(Style(color=colours[above], bgcolor=colours[below], bold=bold, reverse=reverse))
        if found and found[0] >= AA:
            good.append((bold, above, below))
    return good


def _far(pair: tuple[bool, int, int], ink: RGB, paper: RGB) -> float:
    _, above, below = pair
    return dist(_mean(above), ink) + dist(_mean(below), paper)


@lru_cache(16)
def _mean(number: int) -> tuple[float, ...]:
    """Return what a number looks like in the palettes on the whole."""
    return tuple(sum(values) / len(PALETTES) for values in zip(*(p.colours[number] for p in PALETTES), strict=True))
