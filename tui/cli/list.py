"""`khabar list`: the records of a kind."""

from __future__ import annotations

import argparse

from .. import surroundings
from ..errors import UsageError
from .corpus import corpus_option, filters_argument, json_option, kind_named, library_of, requoted
from .output import complain, say, say_page, width_option


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("kind", metavar="KIND", nargs="?", default="", help="events, actors, articles …")
    filters_argument(parser)
    parser.add_argument("--page", metavar="PAGE", help="a page of the list in its place: map")
    width_option(parser)
    corpus_option(parser)
    json_option(parser)


def run(options: argparse.Namespace) -> int:
    """List the records of a kind, each on one line unless a width is asked for."""
    from ..present.plain import json_line, row_line
    from ..present.spoken import broken
    from ..reading.hidden import beyond, hidden, lacking_what

    library, kind = library_of(options), kind_named(options.kind)
    words = " ".join(requoted(options.filters))
    query = surroundings.saved_filters().query(kind, words)
    library.check(kind, query)
    numbers = library.numbers(kind, query)
    rows = (library.row(n) for n in numbers)
    if options.page:
        from ..present.pages import PAGES
        from ..present.plain_pages import view_page_lines
        from ..reading.desk import View

        pages = {page.id: page for page in PAGES if page.view_rows}
        if options.page not in pages:
            raise UsageError(f"no page {options.page!r} of a list; there is {', '.join(pages)}")
        say_page(view_page_lines(library, View(kind, numbers, words), pages[options.page]), options)
    elif options.json:
        say(json_line(library.record(row.id)) for row in rows)
    else:
        lines = (row_line(row, library) for row in rows)
        if options.width:
            lines = (part for line in lines for part in broken(line.replace("  ", "; "), options.width))
        say(lines)
    if lacking_what(library, kind, query) or beyond(library, kind, query):
        complain(f"khabar: {hidden(library, kind, numbers, query, wide=True)}")
    return 0
