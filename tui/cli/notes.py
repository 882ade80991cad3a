"""`khabar notes`: the notebook without a screen."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..paths import notebook_folder
from .corpus import corpus_option, json_option, library_of, need
from .output import complain, say

if TYPE_CHECKING:
    from ..notebook.notebook import Notebook
    from ..store.library import Library


def arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    command.add_argument(
        "words", metavar="WORDS", nargs="*", help="words of a note or title; with --on, a note to write"
    )
    command.add_argument("--starred", action="store_true", help="what is starred")
    command.add_argument("--noted", action="store_true", help="what has a note")
    command.add_argument("--dossier", action="store_true", help="the dossier, as text with citations")
    command.add_argument("--names", action="store_true", help="with --dossier, the names too of who is not public")
    command.add_argument("--read", action="store_true", help="what is marked as read")
    command.add_argument(
        "--on", metavar="ID|CITATION", help="what is on it; with TEXT writes a note, with --starred stars it …"
    )
    command.add_argument(
        "--off", action="store_true", help="with --on, take that off again; with --noted strike its notes out"
    )
    corpus_option(command)
    json_option(command)


def run(options: argparse.Namespace) -> int:
    """List what is in the notebook, or put something into it. Raises UsageError, StoreError."""
    from ..notebook.notebook import notebook_of

    library = library_of(options)
    if options.on and not options.off:
        need(library, options.on)
    if options.on:
        options.on = library.real(options.on)
    notebook, text = notebook_of(library, notebook_folder()), " ".join(options.words)
    asked = [sort for sort in ("starred", "noted", "dossier", "read") if getattr(options, sort)]
    if options.on:
        _put(options, notebook, text, asked)
    elif options.off:
        raise UsageError("--off needs --on ID: what is to be taken off from what?")
    elif asked == ["dossier"] and not text and not options.json:
        from ..store.redacted import redacted

        _dossier(library if options.names else redacted(library), notebook)
        return 0
    options.on = options.on and library.known_as(options.on)
    _list(options, library, notebook.seen_in(library), "" if options.on else text, [] if options.on else asked)
    return 0


def _put(options: argparse.Namespace, notebook: Notebook, text: str, asked: list[str]) -> None:
    """Put marks and a note on a record or paragraph, or take them off."""
    from ..corpus.text import clean
    from ..notebook.notebook import LONGEST

    on, text = options.on, clean(text)[0]
    if len(text) > LONGEST:
        raise UsageError(f"a note holds {LONGEST:,} letters, this one has {len(text):,}; write it in parts")
    if options.off and text:
        raise UsageError("--off takes no words: --off --noted strikes all notes on it out, in the reader A changes one")
    if options.off and not asked:
        raise UsageError("--off what? add --starred, --noted, --dossier or --read")
    if "noted" in asked and not options.off and not text:
        raise UsageError(f"write the note as well: khabar notes --on {on} TEXT")
    for mark in asked:
        if mark != "noted":
            notebook.mark(on, mark, options.off)
        elif options.off:
            for note in list(notebook.notes_on(on)):
                notebook.note(on, "", note.id)
    if text:
        notebook.note(on, text)


def _dossier(library: Library, notebook: Notebook) -> None:
    from ..present.notes_list import dossier_lines

    collected = notebook.marked("dossier")
    if not collected:
        complain("khabar: the dossier is empty; khabar notes --on ID --dossier puts a record or paragraph into it")
        return
    say(dossier_lines(library, notebook.seen_in(library)))
    if library.hides:
        complain("khabar: names of who is not public are hidden; --names gives them, where the reader shows them too")
    if left := sum(1 for on in collected for _ in notebook.notes_on(on)):
        complain(f"khabar: your notes on these are not in it ({left}); khabar notes --noted lists them")


def _list(options: argparse.Namespace, library: Library, notebook: Notebook, text: str, asked: list[str]) -> None:
    from ..present.notes_list import kept_json, kept_lines, listed
    from ..present.plain import json_line

    one = notebook.on(options.on) if options.on else None
    found = [one] if one else [] if options.on else listed(library, notebook, text, asked)
    for kept in found:
        say([json_line(kept_json(library, kept))] if options.json else kept_lines(library, kept))
    if not found:
        complain(
            "khabar: nothing there"
            if options.on or text or asked
            else "khabar: nothing is noted, starred or collected yet"
        )
