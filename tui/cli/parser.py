"""Which command is meant, and its words. Only the command that is called is imported."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from importlib import import_module
from itertools import islice
from typing import NoReturn

from .. import __version__
from ..errors import UsageError

COMMANDS = {
    "read": "read a corpus (the command when none is named)",
    "build": "build a corpus into a TinyDB store",
    "check": "report every problem of a corpus, with file, line and column",
    "list": "list the records of a kind, filtered",
    "show": "show a record, a paragraph with what rests on it, or a page of either or of the whole corpus",
    "timeline": "tell the events in order, filtered, with what is sure and what perhaps",
    "search": "search names and texts in any spelling",
    "ask": "answer a standing question about a record or the corpus",
    "coverage": "show what of each article is coded and what is not",
    "attach": "attach saved copies of articles, text or HTML, to be read beside the digests",
    "notes": "list, search and print what you noted, starred and collected, or note something",
    "keys": "print the table of keys",
    "themes": "list the themes, or preview one",
    "doctor": "say what the terminal can do and what was chosen",
}
"""Command → what it does. Its file, of the same name, has `arguments(parser)` and `run(options)`, which gives the exit code."""

FILTERED = ("list", "timeline")
"""Commands that take filters."""
WITH_VALUE = ("--corpus", "--width", "--page", "--lanes", "--near", "--days")
"""Options of theirs that a value follows."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


def parsed(argv: list[str]) -> argparse.Namespace:
    """Return the options of a command, with its name as `command` and what runs it as `run`.

    Raises UsageError for words that make no command, SystemExit after help was asked for.
    """
    argv = _with_command(argv)
    parser = _Parser(
        prog="khabar",
        description="Read hand-coded conflict reporting: what happened, who says so, where it is written.",
        epilog="`khabar` opens the bundled corpus, `khabar FOLDER` another. Exit codes: 0 done, 1 problems in the input, "
        "2 wrong usage, 3 could not read or write.",
    )
    parser.add_argument("--version", action="version", version=f"khabar {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", dest="command", required=True, parser_class=_Parser)
    for name, help_text in COMMANDS.items():
        command = commands.add_parser(name, help=help_text, description=help_text)
        if name == argv[0]:
            room = import_module(f".{name}", __package__)
            room.arguments(command)
            command.set_defaults(run=room.run)
    return parser.parse_args(argv)


def _with_command(argv: list[str]) -> list[str]:
    """Return the words with `read` before them where no command stands first: `khabar` and `khabar FOLDER` read."""
    if argv and argv[0] in FILTERED:
        return [argv[0], *_options_first(argv[1:])]
    if argv and (argv[0] in COMMANDS or argv[0] in ("-h", "--help", "--version")):
        return argv
    return ["read", *argv]


def _options_first(argv: list[str]) -> Iterable[str]:
    """Yield the words of a command with its options first: `-type:siege` is a filter, and filters may stand anywhere."""
    options: list[str] = []
    words: list[str] = []
    left = iter(argv)
    for word in left:
        if word == "--":
            words += left  # there, `-h` is a word left out
        elif word in WITH_VALUE:
            options += [word, *islice(left, 1)]
        elif word == "-h" or word.startswith("--"):
            options.append(word)
        else:
            words.append(word)
    return [*options, "--", *words]
