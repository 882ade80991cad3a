"""`khabar show`: a page of a record, of a paragraph, or of the whole corpus, read out."""

from __future__ import annotations

import argparse

from ..errors import UsageError
from ..paths import attached_folder
from .corpus import corpus_option, json_option, library_of, need
from .output import say, say_page, width_option

CITED = {"citation": "plain", "bibtex": "bibtex", "csl": "csl_json"}
"""The pages on which a record is cited, and the function that writes each; they are printed as they are, whatever the width."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "name", metavar="ID|CITATION", nargs="?", help="such as evt:… or eb18#12; the whole corpus if left out"
    )
    parser.add_argument(
        "--page", metavar="PAGE", help="which page of it: why, ledger, text …; `?` names those there are"
    )
    width_option(parser)
    corpus_option(parser)
    json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Show a record, or a paragraph with what rests on it; with `--page` another page of it, or one of the whole corpus."""
    from ..notebook.attached import attached_to
    from ..present import citation
    from ..present.plain import json_line
    from ..present.plain_pages import lines_called, page_names

    library = library_of(options)
    if options.name:
        need(library, options.name)
    elif not options.page:
        raise UsageError(f"show what? ID|CITATION, or --page with one of {', '.join(page_names(None))}")
    if options.page == "?":
        say([*page_names(options.name), *(CITED if options.name else ())])
    elif options.name and options.page in CITED:
        say(str(getattr(citation, CITED[options.page])(library, options.name)).split("\n"))
    elif options.json and not options.page:
        say([json_line(library.record(options.name))])
    else:
        attached = attached_to(library, attached_folder())
        say_page(
            lines_called(library, options.name, options.page or "fields", lambda name: attached.copy(library, name)),
            options,
        )
    return 0
