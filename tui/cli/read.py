"""`khabar read`: the reader."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..paths import bundled_corpus
from .corpus import opened
from .output import complain


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "corpus",
        metavar="CORPUS",
        nargs="?",
        type=Path,
        help="a corpus folder, or a built store; the bundled corpus if left out",
    )
    parser.add_argument("--theme", help="a theme's name, or a file")


def run(options: argparse.Namespace) -> int:
    """Open the reader."""
    from ..window import open_window

    code, message = open_window(options.corpus or bundled_corpus(), options.theme, opened)
    if message:
        complain(f"khabar: {message}")
    return code
