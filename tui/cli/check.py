"""`khabar check`: every problem of a corpus folder."""

from __future__ import annotations

import argparse
import sys

from ..errors import CorpusError
from ..paths import vocabulary_file
from ..progress import progress_on
from .corpus import corpus_folder, folder
from .output import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    corpus_folder(parser)


def run(options: argparse.Namespace) -> int:
    """Report every problem of a corpus folder."""
    from ..corpus.reader import read_corpus

    try:
        with progress_on(sys.stderr) as progress:
            corpus = read_corpus(folder(options.corpus), vocabulary_file(), progress)
    except CorpusError as error:
        say(map(str, error.problems))
        return error.exit_code
    say(map(str, corpus.warnings))
    counts = ", ".join(
        f"{len(records)} {kind}{'s' * (len(records) != 1)}" for kind, records in corpus.records.items() if records
    )
    say([f"{options.corpus}: no errors; {counts or 'no records'}"])
    return 0
