"""`khabar show`: a record, or a paragraph with what rests on it."""

from __future__ import annotations

import argparse

from .corpus import corpus_option, json_option, library_of, need
from .output import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("name", metavar="ID|CITATION", help="such as evt:… or eb18#12")
    corpus_option(parser)
    json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Show a record, or a paragraph with what rests on it."""
    from ..present.plain import json_line, record_lines

    library = library_of(options)
    need(library, options.name)
    say([json_line(library.record(options.name))] if options.json else record_lines(library, options.name))
    return 0
