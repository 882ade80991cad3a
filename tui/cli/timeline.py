"""`khabar timeline`: the events in order, read out."""

from __future__ import annotations

import argparse

from .. import surroundings
from ..errors import UsageError
from ..reading.timeline import LANES, MOST_DAYS
from .corpus import corpus_option, filters_argument, json_option, library_of, need, requoted
from .output import say_page, width_option

WEEK = 7


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    filters_argument(parser)
    parser.add_argument("--lanes", metavar="BY", choices=LANES, default="", help=f"in lanes by {', '.join(LANES)}")
    parser.add_argument(
        "--near", metavar="ID", default="", help="what fell, surely or perhaps, within days of an event"
    )
    parser.add_argument("--days", metavar="N", type=int, help=f"of how many days, {WEEK} if left out")
    parser.add_argument("--reported", action="store_true", help="in the order of first publication")
    width_option(parser)
    corpus_option(parser)
    json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Tell the events in order."""
    from ..present.plain_pages import timeline_lines
    from ..reading.timeline import Look

    library, days = library_of(options), WEEK if options.days is None else options.days
    if options.near:
        need(library, options.near)
    if options.near and not options.near.startswith("evt:"):
        raise UsageError(f"{options.near} is no event; --near takes one, such as evt:…")
    if not 0 <= days <= MOST_DAYS:
        raise UsageError(f"--days takes a number up to {MOST_DAYS}")
    query = surroundings.saved_filters().query("event", " ".join(requoted(options.filters)))
    library.check("event", query)
    look = Look(options.lanes, None, options.reported, options.near, days if options.near else 0)
    say_page(timeline_lines(library, query, look), options)
    return 0
