"""`khabar doctor`: what this terminal can do, what was chosen and why."""

from __future__ import annotations

import argparse

from ..paths import bundled_corpus
from .corpus import corpus_option
from .output import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    corpus_option(parser)


def run(options: argparse.Namespace) -> int:
    """Say what this terminal can do and where things are kept, what was chosen, and why."""
    from ..doctor import findings

    say(f"{name:<10} {value}" for name, value in findings(options.corpus or bundled_corpus()))
    return 0
