"""`khabar keys`: the keys in force."""

from __future__ import annotations

import argparse

from .. import surroundings
from ..paths import keys_file
from .output import complain, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes: nothing."""


def run(options: argparse.Namespace) -> int:
    """Print the keys in force, with the ids by which they can be changed."""
    lines = list(surroundings.keymap().lines())
    path = keys_file()
    complain(f"khabar: {path}: " + ("these are its keys" if path.exists() else "not there, these are the default keys"))
    say(lines)
    return 0
