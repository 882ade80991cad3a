"""`khabar attach`: saved copies of articles."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import PROBLEMS_FOUND, CorpusError, KhabarError
from ..paths import attached_folder
from ..progress import progress_on
from .corpus import corpus_option, json_option, library_of
from .output import complain, say

if TYPE_CHECKING:
    from ..notebook.attached import Attached
    from ..store.library import Library


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        type=Path,
        help="saved copies, text or HTML; what is attached if left out",
    )
    parser.add_argument("--force", action="store_true", help="attach a copy although a better one is attached")
    corpus_option(parser)
    json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Attach saved copies to the articles that they are of; without any, list those that are attached."""
    from ..notebook.attached import attached_to
    from ..notebook.attaching import bytes_of, fits
    from ..present.attaching import attached_json, attached_lines, refusal
    from ..present.plain import json_line

    library = library_of(options)
    attached = attached_to(library, attached_folder())
    if not options.files:
        return _attached(library, attached, options.json)
    code = 0
    for file in options.files:
        try:
            with progress_on(sys.stderr) as progress:
                found = fits(library, attached, bytes_of(file), str(file), progress)
            for one in found:
                refused = one.better is not None and not options.force
                kept = None if refused else attached.keep(one.copy.article, one.page)
                say([json_line(attached_json(one, kept))] if options.json else attached_lines(library, one, kept))
                if refused:
                    complain(f"khabar: {refusal(one)}")
                    code = max(code, PROBLEMS_FOUND)
        except KhabarError as error:  # the other files are attached all the same
            for line in str(error).split("\n"):
                complain(line if isinstance(error, CorpusError) else f"khabar: {line}")
            code = max(code, error.exit_code)
    return code


def _attached(library: Library, attached: Attached, as_json: bool) -> int:
    from ..present.attaching import copy_json, copy_lines
    from ..present.plain import json_line

    here = [row for row in library.rows(library.numbers("article")) if attached.has(row.id)]
    for row in here:
        copy, path = attached.copy(library, row.id), attached.path(row.id)
        if copy and as_json:
            say([json_line(copy_json(copy, path))])
        elif copy:
            say([f"{row.id}  {row.title}", *copy_lines(copy), f"  kept in {path}"])
    if not here:
        complain("khabar: no copies are attached; khabar attach FILE attaches a saved article, text or HTML")
    return 0
