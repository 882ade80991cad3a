"""`khabar themes`: the colours that there are."""

from __future__ import annotations

import argparse
import os
import sys

from .. import surroundings
from ..paths import own_themes_folder, themes_folder
from .output import complain, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("theme", metavar="NAME", nargs="?", help="preview a theme: each style in its colours")


def run(options: argparse.Namespace) -> int:
    """List the themes, or preview one."""
    from ..present.theme_preview import coloured, preview, theme_lines
    from ..present.themes import find_theme

    colours = surroundings.wants_colours()
    if not options.theme:
        say(theme_lines(themes_folder(), own_themes_folder(), surroundings.fitting_theme(colours)))
        return 0
    theme = find_theme(options.theme, themes_folder(), own_themes_folder())
    if sys.stdout and sys.stdout.isatty() and os.environ.get("TERM", "") not in ("", "dumb"):
        system = surroundings.colour_system()
        seen = theme.in_sixteen() if system == "standard" else theme
        for row in preview(seen):
            print(coloured(row, seen, system, colours))
    else:
        say(row.text.rstrip() for row in preview(theme))
    for warning in theme.warnings:
        complain(str(warning))
    return 0
