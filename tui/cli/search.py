"""`khabar search`: names and texts, in any spelling."""

from __future__ import annotations

import argparse

from ..errors import UsageError
from .corpus import corpus_option, json_option, kind_named, library_of
from .output import complain, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("words", metavar="WORDS", nargs="+")
    parser.add_argument("--kind", metavar="KIND")
    corpus_option(parser)
    json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Search names and texts, in any spelling."""
    from ..present.plain import hit_json, hit_line, json_line

    library = library_of(options)
    text = " ".join(options.words).strip()
    if not text:
        raise UsageError("nothing to search for; give a name or words")
    hits = library.search(text, kind_named(options.kind) if options.kind else None)
    say(json_line(hit_json(hit)) if options.json else hit_line(hit) for hit in hits)
    if not hits:
        complain("khabar: nothing found")
    return 0
