"""`khabar show`: a page of a record, of a paragraph, or of the whole corpus, read out."""

from __future__ import annotations

import argparse

from ..errors import UsageError
from ..paths import attached_folder
from .corpus import corpus_option, json_option, library_of, need
from .output import say, say_page, width_option


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "name", metavar="ID|CITATION", nargs="?", help="such as evt:… or eb18#12; the whole corpus if left out"
    )
    parser.add_argument("--page", metavar="PAGE", help="which page of it: why, ledger, text …")
    parser.add_argument("--pages", action="store_true", help="list the pages that there are of it")
    width_option(parser)
    corpus_option(parser)
    json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Show a record, or a paragraph with what rests on it; with `--page` another page of it, or one of the whole corpus."""
    from ..notebook.attached import attached_to
    from ..present.plain import json_line
    from ..present.plain_pages import CITED, cited_as, lines_called, page_names

    library, name, page = library_of(options), options.name, options.page
    if name:
        name = need(library, name)
    elif not page and not options.pages:
        raise UsageError(f"show what? ID|CITATION, or --page with one of {', '.join(page_names(None))}")
    if options.pages:
        say(f"{one}  {what}" for one, what in page_names(name).items())
    elif name and page in CITED and not options.json:
        say(cited_as(library, name, page).split("\n"))  # as it is: broken elsewhere it could not be read in again
    elif options.json and not page:
        say([json_line(library.record(name))])
    else:
        attached = attached_to(library, attached_folder())
        say_page(lines_called(library, name, page or "fields", lambda one: attached.copy(library, one)), options)
    return 0
