"""`khabar build`: a store from a corpus folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..paths import store_for, vocabulary_file
from ..progress import progress_on
from .corpus import corpus_folder, folder
from .output import complain, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    corpus_folder(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="where to write; the user's cache if left out"
    )


def run(options: argparse.Namespace) -> int:
    """Build a store from a corpus folder."""
    from ..store.build import build

    store = options.output or store_for(folder(options.corpus))
    with progress_on(sys.stderr) as progress:
        built = build(options.corpus, vocabulary_file(), store, progress)
    for warning in built.warnings:
        complain(str(warning))
    say([f"{store}: {built.records} records"])
    return 0
