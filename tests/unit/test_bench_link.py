"""The link and the terminal of the bench: what a baud and a delay make of bytes, by a clock that is set; what is answered."""

from __future__ import annotations

import pytest
from bench.pty_link import SLICE, WHOLE, Line, Terminal


class Clock:
    """A clock that goes on when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def arrivals(line: Line) -> list[tuple[float, bytes]]:
    return [(round(at - 100, 6), data) for at, data in line.take()]


def test_a_line_without_a_baud_delivers_at_once(clock: Clock) -> None:
    line = Line(clock=clock)
    line.put(b"x" * WHOLE)
    assert line.room() == WHOLE
    assert arrivals(line) == [(0, b"x" * WHOLE)]
    assert line.take() == []


def test_a_delay_is_added_and_the_order_kept(clock: Clock) -> None:
    line = Line(delay=0.15, clock=clock)
    line.put(b"a")
    clock.now += 0.1
    line.put(b"b")
    assert arrivals(line) == []
    clock.now += 0.06
    assert arrivals(line) == [(0.15, b"a")]
    clock.now += 0.1
    assert arrivals(line) == [(0.25, b"b")]


def test_ten_bits_make_a_byte(clock: Clock) -> None:
    line = Line(9600, 0.15, clock)
    line.put(b"x" * 960)
    clock.now += 1.149
    assert line.take() == []
    clock.now += 0.002
    assert arrivals(line) == [(1.15, b"x" * 960)]


def test_bytes_queue_behind_those_before_and_a_rested_line_starts_anew(clock: Clock) -> None:
    line = Line(9600, clock=clock)
    line.put(b"x" * 96)
    line.put(b"y" * 96)
    clock.now += 5
    line.put(b"z" * 96)
    clock.now += 5
    assert [at for at, _ in arrivals(line)] == [0.1, 0.2, 5.1]


def test_a_sending_line_has_no_room_and_says_when(clock: Clock) -> None:
    line = Line(9600, 0.15, clock)
    assert (line.room(), line.next()) == (SLICE, float("inf"))
    line.put(b"x" * 96)
    assert (line.room(), round(line.next() - 100, 6)) == (0, 0.1)
    clock.now += 0.11
    assert (line.room(), round(line.next() - 100, 6)) == (SLICE, 0.25)


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        (b"\x1b[6n", b"\x1b[1;1R"),
        (b"\x1b[3;5Hab\x1b[6n", b"\x1b[3;7R"),
        (b"\x1b[1;80Hx\x1b[6n", b"\x1b[1;80R"),
        (b"a\x1b[6nbc\x1b[6n", b"\x1b[1;2R\x1b[1;4R"),
        (b"\x1b[?2026$p\x1b[?2048$p", b"\x1b[?2026;0$y\x1b[?2048;0$y"),
        (b"\x1b[?25$p", b"\x1b[?25;1$y"),
        (b"\x1b[5n", b"\x1b[0n"),
        (b"\x1b[c", b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"),
        (b"\x1b[>c\x1b[>1u", b"\x1b[>41;379;0c"),
        (b"\x1b[1;1c", b""),
        (b"plain", b""),
    ],
)
def test_a_terminal_answers_as_xterm(sent: bytes, answer: bytes) -> None:
    assert Terminal().feed(sent) == answer
    pieces = Terminal()
    assert b"".join(pieces.feed(sent[at : at + 1]) for at in range(len(sent))) == answer


@pytest.mark.parametrize(
    ("sent", "lines"),
    [
        (b"a\r\nb\r\nc\x1b[S", ["b", "c", "", ""]),
        (b"a\r\nb\r\nc\x1b[T", ["", "a", "b", "c"]),
        (b"a\r\nb\r\nc\r\nd\x1b[2;3r\x1b[S", ["a", "c", "", "d"]),
        (b"a\r\nb\r\nc\r\nd\x1b[2;3r\x1b[2T", ["a", "", "", "d"]),
        (b"x\x1b[4b.", ["xxxxx.", "", "", ""]),
        ("ش".encode() + b"\x1b]22;default\x07\x1b[<u\x1b[>4;1m|", ["ش|", "", "", ""]),
    ],
)
def test_a_terminal_shows_what_curses_may_send(sent: bytes, lines: list[str]) -> None:
    terminal = Terminal((8, 4))
    for at in range(len(sent)):
        terminal.feed(sent[at : at + 1])
    assert [line.rstrip() for line in terminal.text().split("\n")] == lines
