"""What a command prints, and what it says beside that: nothing that a terminal could act on."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from .. import surroundings
from ..errors import StoreError
from ..wire import first

if TYPE_CHECKING:
    from ..present.spoken import Line

PAGE = 80
"""The width of lines where no terminal has one."""


def say(lines: Iterable[str]) -> None:
    """Print lines. Raises StoreError where there is no output, OSError where it is full or closed."""
    from ..present.plain import printable

    if sys.stdout is None:
        raise StoreError("there is no output to write to")
    for line in lines:
        print(printable(line))
    sys.stdout.flush()


def width_option(parser: argparse.ArgumentParser) -> None:
    """Add `--width`."""
    parser.add_argument(
        "--width",
        metavar="CELLS",
        type=_width,
        help="where lines end, such as 40; 0 for nowhere; the terminal's width, or 80, if left out",
    )


def _width(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of cells; 0 is for lines that end nowhere")
    return int(text)


def say_page(lines: Iterable[Line], options: argparse.Namespace) -> None:
    """Print what is read out, in lines of the width asked for, or as JSON."""
    from ..present.plain import json_line, line_json
    from ..present.spoken import printed

    say(map(json_line, map(line_json, lines)) if options.json else printed(lines, _width_for(options.width)))


def _width_for(asked: int | None) -> int:
    """Return the width asked for, else that of the terminal, else that of a page."""
    if asked is not None:
        return asked
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or PAGE
    except (OSError, ValueError, AttributeError):
        return PAGE


def prepare_streams() -> None:
    """Let what cannot be written be replaced: on a terminal of which no other letters are known, by ASCII."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
            if stream.isatty() and not surroundings.has_unicode():
                from ..present import ascii

                stream.reconfigure(encoding="ascii", errors=ascii.__name__)


def complain(line: str) -> None:
    """Say what is no part of what was asked for where errors go, else where output goes; else the exit code must do."""
    first.leave()
    for stream in (sys.stderr, sys.stdout):
        try:
            if stream:
                print("".join(c for c in line if c.isprintable()), file=stream, flush=True)
                return
        except OSError:
            let_go(stream)


def let_go(stream: TextIO | None) -> None:
    """Let what a stream cannot write go nowhere; Python would try again at the end."""
    if stream:
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
