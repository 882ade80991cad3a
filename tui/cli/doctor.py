"""`khabar doctor`: what this terminal and this store are."""

from __future__ import annotations

import argparse
import os

from .. import surroundings
from ..paths import bundled_corpus
from .corpus import corpus_option
from .output import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    corpus_option(parser)


def run(options: argparse.Namespace) -> int:
    """Say what this terminal and this store are, what was chosen, and why."""
    from ..doctor import findings

    corpus = options.corpus or bundled_corpus()
    chosen = surroundings.fitting_theme(not os.environ.get("NO_COLOR"))
    found = findings(corpus, chosen, surroundings.colour_system(), surroundings.has_unicode())
    say(f"{name:<10} {value}" for name, value in found)
    return 0
