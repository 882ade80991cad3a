"""The wire: whatever is wanted, the terminal shows it, and little is sent for it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, ClassVar

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from rich.color import ColorSystem
from rich.style import Style

from tui.wire.cells import BLANK, Cells, Row, cells_of
from tui.wire.looks import PLAIN, Look, change, look_of
from tui.wire.painter import Painter
from tui.wire.terminal import CAPABLE, LEAST, Terminal, terminal_for

DARK = Look("38;2;200;201;202", "48;2;1;2;3")
LOOKS = [
    PLAIN, DARK, Look("31"), Look("39", "44"), Look("97", "100"), Look("38;5;12", "49", frozenset("1")),
    Look("39", "49", frozenset(("1", "3"))), Look("39", "48;5;7", frozenset("7")), Look("39", "49", frozenset(("4", "9"))),
]  # fmt: skip
MARKS = {"1": "bold", "3": "italics", "4": "underscore", "7": "reverse", "9": "strikethrough"}

TEXTS = [
    "",
    " ",
    "a",
    "word",
    "—",
    "────────",
    "          ",
    "漢",
    "漢字",
    "e\u0301",
    "درعا",
    "👩",
    "ﬁn",
    "xxxxxxxxxxxx",
]
texts = st.lists(st.sampled_from(TEXTS) | st.text("ab 漢é", max_size=12), max_size=6).map("".join)
looks = st.sampled_from(LOOKS)
terminals = st.builds(Terminal, **{field.name: st.booleans() for field in fields(Terminal) if field.type == "bool"})


class Emulator(pyte.Screen):
    """pyte's screen, with REP, which it lacks."""

    last = ""

    def index(self) -> None:
        """Scroll up at the margin; what comes in is painted with the pen's background, as xterm does and pyte does not."""
        bottom = self.margins.bottom if self.margins else self.lines - 1
        scrolls = self.cursor.y == bottom
        super().index()
        if scrolls:
            self._paint_in(bottom)

    def reverse_index(self) -> None:
        """Scroll down at the margin."""
        top = self.margins.top if self.margins else 0
        scrolls = self.cursor.y == top
        super().reverse_index()
        if scrolls:
            self._paint_in(top)

    def _paint_in(self, y: int) -> None:
        if not self.buffer.get(y) and self.paints:
            for x in range(self.columns):
                self.buffer[y][x] = self.default_char._replace(bg=self.cursor.attrs.bg)

    paints = True

    def draw(self, data: str) -> None:
        self.last = data[-1:]
        super().draw(data)


class Stream(pyte.Stream):
    """pyte's parser, which knows REP."""

    csi: ClassVar[dict[str, str]] = {**pyte.Stream.csi, "b": "repeat"}
    events = pyte.Stream.events | {"repeat"}


class Screen:
    """A terminal that understands frames, and what it shows."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = Emulator(width, height)
        self.screen.set_mode(pyte.modes.LNM)  # a line feed returns, as the line discipline makes it
        self.screen.reset_mode(pyte.modes.DECAWM)
        self.screen.repeat = self.repeat  # type: ignore[attr-defined]
        self.stream = Stream(self.screen)

    def take(self, frame: str) -> None:
        self.stream.feed(frame)

    def repeat(self, count: int = 1) -> None:
        """Write the last character again, as tmux does it: only one that ASCII has."""
        if self.screen.last.isascii():
            self.screen.draw(self.screen.last * count)

    def rows(self) -> list[list[tuple[Any, ...]]]:
        """Return what is seen, cell by cell: of a blank, what its background shows."""
        buffer = self.screen.buffer
        cells = [[buffer[y][x] for x in range(self.screen.columns)] for y in range(self.screen.lines)]
        return [[_seen(c.data, c.fg, c.bg, {m for m in MARKS.values() if getattr(c, m)}) for c in row] for row in cells]


def _seen(text: str, ink: str, paper: str, marks: set[str]) -> tuple[Any, ...]:
    if text == " " and not marks & {"underscore", "reverse", "strikethrough"}:
        return " ", paper
    return text, ink, paper, frozenset(marks)


def meant(rows: list[Row]) -> list[list[tuple[Any, ...]]]:
    """Return the same of the rows that were wanted, in pyte's names for colours."""
    return [[_seen(_joined(text), *_colours(look)) for text, look in row] for row in rows]


def _joined(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text)  # as pyte keeps a character with marks


def _colours(look: Look) -> tuple[str, str, set[str]]:
    emulator = Emulator(2, 1)
    pyte.Stream(emulator).feed(change(None, look.for_pen(None)) + "x")
    cell = emulator.buffer[0][0]
    return cell.fg, cell.bg, {MARKS[mark] for mark in look.marks}


class Wire(RuleBasedStateMachine):
    """Random writing, moving and resizing of a screen, and a terminal that is sent what changed."""

    @initialize(width=st.integers(1, 40), height=st.integers(1, 12), terminal=terminals)
    def begin(self, width: int, height: int, terminal: Terminal) -> None:
        self.painter = Painter(terminal)
        self.resize(width, height)

    @rule(width=st.integers(1, 40), height=st.integers(1, 12))
    def resize(self, width: int, height: int) -> None:
        self.cells, self.screen = Cells(width, height), Screen(width, height)
        self.screen.screen.paints = self.painter.terminal.paints
        self.painter.forget()

    @rule(y=st.integers(0, 11), x=st.integers(-3, 39), text=texts, look=looks, end=st.none() | st.integers(0, 40))
    def write(self, y: int, x: int, text: str, look: Look, end: int | None) -> None:
        self.cells.put(y, x, [(text, look)], end)

    @rule(look=looks)
    def fill(self, look: Look) -> None:
        for y in range(self.cells.height):
            self.cells.put(y, 0, [(f"{y} row {y * y}".ljust(self.cells.width), look)])

    @rule(top=st.integers(0, 11), bottom=st.integers(0, 11), up=st.integers(-5, 5))
    def move(self, top: int, bottom: int, up: int) -> None:
        band = self.cells.rows[top:bottom]
        if band and abs(up) < len(band):
            blank = [[BLANK] * self.cells.width] * abs(up)
            self.cells.rows[top:bottom] = [*band[up:], *blank] if up >= 0 else [*blank, *band[:up]]

    @rule()
    def something_else_writes(self) -> None:
        self.screen.take("\x1b[5;5H\x1b[41mnoise\x1b[1mmore noise")
        self.painter.forget()

    @invariant()
    def the_terminal_shows_what_is_wanted(self) -> None:
        if hasattr(self, "cells"):
            self.screen.take("".join(self.painter.frame(self.cells.copy())))
            assert self.screen.rows() == meant(self.cells.rows)
            assert self.painter.frame(self.cells.copy()) == []


Wire.TestCase.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
TestWire = Wire.TestCase


@given(looks, looks)
def test_a_change_of_look_is_right_and_no_longer_than_a_reset(before: Look, after: Look) -> None:
    assert len(change(before, after)) <= len(change(None, after))
    emulator = Emulator(2, 1)
    pyte.Stream(emulator).feed(change(None, before) + change(before, after) + "x")
    cell = emulator.buffer[0][0]
    assert (cell.fg, cell.bg, {m for m in MARKS.values() if getattr(cell, m)}) == _colours(after)


@pytest.mark.parametrize(
    ("style", "look"),
    [
        ("", PLAIN),
        ("bold red on blue", Look("31", "44", frozenset("1"))),
        ("dim bright_white on bright_black", Look("97", "100", frozenset("2"))),
        ("#010203 on color(200)", Look("38;2;1;2;3", "48;5;200")),
        ("reverse default on default", Look("39", "49", frozenset("7"))),
    ],
)
def test_a_style_of_rich_is_read(style: str, look: Look) -> None:
    assert look_of(Style.parse(style), ColorSystem.TRUECOLOR) == look


def test_colours_are_brought_down_to_what_the_terminal_has() -> None:
    assert look_of(Style.parse("#ff0000"), ColorSystem.STANDARD).ink in {"31", "91"}


def test_no_control_character_becomes_a_cell() -> None:
    assert [text for text, _ in cells_of([("a\x1b[31m\x9b\r\x7fb", PLAIN)])] == list("a [31m   b")


def painted(before: Cells, after: Cells, terminal: Terminal = CAPABLE) -> str:
    """Return what is sent for a step from one screen to another."""
    painter = Painter(terminal)
    painter.frame(before.copy())
    return "".join(painter.frame(after.copy()))


def page(first: int, width: int = 80, height: int = 24, look: Look = DARK) -> Cells:
    """A screen of numbered lines."""
    cells = Cells(width, height)
    for y in range(height):
        cells.put(y, 0, [(f"  row {first + y}: some words of a line that goes on".ljust(width), look)])
    return cells


def test_a_scrolled_line_costs_the_line_and_a_few_bytes() -> None:
    assert len(painted(page(0), page(1))) < 80
    assert len(painted(page(1), page(0))) < 80
    assert len(painted(page(0), page(1), replace(CAPABLE, scroll=False))) > 100


def test_the_rows_around_a_band_that_moved_stay() -> None:
    before, after = page(0), page(1)
    for cells in (before, after):
        cells.put(0, 0, [("a title that stays where it is, whatever moves".ljust(80), PLAIN)])
        cells.put(23, 0, [("a footer".ljust(80), PLAIN)])
    frame = painted(before, after)
    assert "\x1b[2;23r" in frame and "title" not in frame and "footer" not in frame


def test_a_cell_costs_a_move_and_the_cell() -> None:
    after = page(0)
    after.put(5, 40, [("X", DARK)])
    assert painted(page(0), after) == "\x1b[6;41HX"


def test_blanks_are_erased_where_the_terminal_can_paint_them() -> None:
    after = page(0)
    after.put(5, 0, [(" " * 80, DARK)])
    assert painted(page(0), after) == "\x1b[6;3H\x1b[K"
    assert " " * 30 in painted(page(0), after, replace(CAPABLE, paints=False, repeat=False))
    assert "\x1b[K" in painted(page(0, look=PLAIN), Cells(80, 24), replace(CAPABLE, paints=False))


def test_runs_are_repeated_where_the_terminal_repeats() -> None:
    after = Cells(80, 24)
    after.put(3, 0, [("-" * 79, PLAIN)])
    assert "-\x1b[78b" in painted(Cells(80, 24), after)
    assert "-" * 79 in painted(Cells(80, 24), after, replace(CAPABLE, repeat=False))


def test_what_ascii_lacks_is_not_repeated() -> None:
    after = Cells(80, 24)
    after.put(3, 0, [("─" * 79, PLAIN)])
    assert "─" * 79 in painted(Cells(80, 24), after)


def test_after_a_character_of_doubtful_width_the_place_is_told_anew() -> None:
    after = Cells(20, 1)
    after.put(0, 0, [("漢 and", PLAIN)])
    assert painted(Cells(20, 1), after) == "\x1b[1H漢\x1b[3G and"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, None),
        ({"TERM": "dumb"}, None),
        ({"TERM": "../x/xterm"}, LEAST),
        ({"TERM": "no-such-terminal-here"}, LEAST),
    ],
)
def test_where_it_is_off(environment: dict[str, str], expected: Terminal | None) -> None:
    assert terminal_for(environment) == expected


def test_a_letter_that_may_be_taken_in_by_the_one_before_is_blanked_first() -> None:
    """What stood there would be seen beside the two joined."""
    before, after = Cells(10, 1), Cells(10, 1)
    before.put(0, 0, [("0123456789", PLAIN)])
    after.put(0, 0, [("01\u0644\u062756789", PLAIN)])
    sent = "".join(Painter(CAPABLE, before.copy()).frame(after.copy()))
    assert "\u0644\x1b[4G \x1b[4G\u0627" in sent
