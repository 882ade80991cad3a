"""`khabar list`: the records of a kind."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from .. import surroundings
from .corpus import corpus_option, json_option, kind_named, library_of
from .output import complain, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("kind", metavar="KIND", nargs="?", default="", help="events, actors, articles …")
    parser.add_argument(
        "filters",
        metavar="FILTER",
        nargs="*",
        help="words, type:siege,shelling, place:deraa, by:russia, 2018-06..2018-07, -line:off, @name; ! first turns it round",
    )
    corpus_option(parser)
    json_option(parser)


def run(options: argparse.Namespace) -> int:
    """List the records of a kind."""
    from ..present.plain import json_line, row_line
    from ..reading.hidden import beyond, hidden, lacking_what

    library, kind = library_of(options), kind_named(options.kind)
    query = surroundings.saved_filters().query(kind, " ".join(_requoted(options.filters)))
    library.check(kind, query)
    numbers = library.numbers(kind, query)
    rows = (library.row(n) for n in numbers)
    say(
        (json_line(library.record(row.id)) for row in rows)
        if options.json
        else (row_line(row, library) for row in rows)
    )
    if lacking_what(library, kind, query) or beyond(library, kind, query):
        complain(f"khabar: {hidden(library, kind, numbers, query, wide=True)}")
    return 0


def _requoted(filters: Iterable[str]) -> Iterable[str]:
    """Yield filters with the quotes that the shell took: `place:tell shihab` came as one word."""
    for word in filters:
        name, _, value = word.partition(":")
        taken = " " in value and not {'"', ":"} & set(value)
        yield f"{name}:" + ",".join(f'"{one}"' for one in value.split(",")) if taken else word
