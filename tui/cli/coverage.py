"""`khabar coverage`: how far each article is coded."""

from __future__ import annotations

import argparse

from .corpus import corpus_option, json_option, library_of
from .output import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    corpus_option(parser)
    json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Show how far each article is coded."""
    from ..present.plain import coverage_json, coverage_lines, json_line, shelf_lines

    library = library_of(options)
    found, shelf = library.coverage(), library.not_stated()
    if options.json:
        say(map(json_line, map(coverage_json, found)))
        say([json_line({"not_stated": {gap: [row.id for row in rows] for gap, rows in shelf.items()}})])
    else:
        say(coverage_lines(found))
        say(shelf_lines(shelf))
    return 0
