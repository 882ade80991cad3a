"""The command line. One function a command; each imports its room only when it is called."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from . import __version__, surroundings
from .errors import INTERRUPTED, NO_ACCESS, PROBLEMS_FOUND, CorpusError, KhabarError, StoreError, UsageError
from .paths import (
    attached_folder,
    bundled_corpus,
    hidden_file,
    keys_file,
    own_themes_folder,
    questions_files,
    store_for,
    themes_folder,
    vocabulary_file,
)
from .progress import progress_on
from .wire import first

if TYPE_CHECKING:
    from .notebook.attached import Attached
    from .store.library import Library


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 problems in the input, 2 wrong usage, 3 could not read or write."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        options = _parser().parse_args(_with_command(sys.argv[1:] if argv is None else argv))
        if options.run is not read:
            gc.enable()  # which a start turns off; the reader turns it on when it stands
        return int(options.run(options))
    except KhabarError as error:
        for line in str(error).split("\n"):
            _complain(line if isinstance(error, CorpusError) else f"khabar: {line}")
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has had enough
        return 0
    except OSError as error:
        _complain(f"khabar: {error.filename or 'the output'}: {error.strerror or error}")
        return NO_ACCESS
    except KeyboardInterrupt:
        _complain("khabar: interrupted")
        return INTERRUPTED
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        from .crash import crash_report

        for line in crash_report(error, Path(first.state_folder())).split("\n"):
            _complain(f"khabar: {line}")
        return NO_ACCESS


def _with_command(argv: list[str]) -> list[str]:
    """Return the words with `read` before them where no command stands first: `khabar` and `khabar FOLDER` read."""
    if argv and argv[0] == "list":
        return ["list", *_options_first(argv[1:])]
    if argv and (argv[0] in _COMMANDS or argv[0] in ("-h", "--help", "--version")):
        return argv
    return ["read", *argv]


def _options_first(argv: list[str]) -> Iterable[str]:
    """Yield the words of `list` with its options first: `-type:siege` is a filter, and filters may stand anywhere."""
    options: list[str] = []
    words: list[str] = []
    left = iter(argv)
    for word in left:
        if word == "--":
            words += left  # there, `-h` is a word left out
        elif word == "--corpus":
            options += [word, *islice(left, 1)]
        elif word == "-h" or word.startswith("--"):
            options.append(word)
        else:
            words.append(word)
    return [*options, "--", *words]


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="khabar",
        description="Read hand-coded conflict reporting: what happened, who says so, where it is written.",
        epilog="`khabar` opens the bundled corpus, `khabar FOLDER` another. Exit codes: 0 done, 1 problems in the input, "
        "2 wrong usage, 3 could not read or write.",
    )
    parser.add_argument("--version", action="version", version=f"khabar {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    for name, (run, help_text) in _COMMANDS.items():
        command = commands.add_parser(name, help=help_text, description=help_text)
        command.set_defaults(run=run)
        _arguments(name, command)
    return parser


def _arguments(name: str, command: argparse.ArgumentParser) -> None:
    if name in ("read", "build", "check"):
        command.add_argument(
            "corpus",
            metavar="CORPUS",
            nargs="?" if name == "read" else None,
            type=Path,
            help="a corpus folder" + (", or a built store; the bundled corpus if left out" if name == "read" else ""),
        )
    if name == "read":
        command.add_argument("--theme", help="a theme's name, or a file")
    if name == "build":
        command.add_argument(
            "-o", "--output", metavar="FILE", type=Path, help="where to write; the user's cache if left out"
        )
    if name == "list":
        command.add_argument("kind", metavar="KIND", nargs="?", default="", help="events, actors, articles …")
        command.add_argument(
            "filters",
            metavar="FILTER",
            nargs="*",
            help="words, type:siege,shelling, place:deraa, by:russia, 2018-06..2018-07, -line:off, @name; ! first turns it round",
        )
    if name == "show":
        command.add_argument("name", metavar="ID|CITATION", help="such as evt:… or eb18#12")
    if name == "search":
        command.add_argument("words", metavar="WORDS", nargs="+")
        command.add_argument("--kind", metavar="KIND")
    if name == "themes":
        command.add_argument("theme", metavar="NAME", nargs="?", help="preview a theme: each style in its colours")
    if name == "ask":
        command.add_argument(
            "question", metavar="QUESTION", nargs="?", help="a question's id; all are listed if left out"
        )
        command.add_argument("name", metavar="ID", nargs="?", help="the record it is asked about, such as evt:…")
    if name == "attach":
        command.add_argument(
            "files",
            metavar="FILE",
            nargs="*",
            type=Path,
            help="saved copies, text or HTML; what is attached if left out",
        )
        command.add_argument("--force", action="store_true", help="attach a copy although a better one is attached")
    if name in ("list", "show", "search", "ask", "coverage", "attach", "doctor"):
        command.add_argument(
            "--corpus",
            metavar="CORPUS",
            type=Path,
            help="a corpus folder or a built store; the bundled corpus if left out",
        )
    if name in ("list", "show", "search", "ask", "coverage", "attach"):
        command.add_argument("--json", action="store_true", help="one JSON object a line")


# -- reading


def read(options: argparse.Namespace) -> int:
    """Open the reader."""
    from .window import open_window

    code, message = open_window(options.corpus or bundled_corpus(), options.theme, _open)
    if message:
        _complain(f"khabar: {message}")
    return code


def _open(corpus: Path) -> Library:
    """Return the Library of a corpus folder or a built store, building first where needed."""
    from .store.build import open_corpus, open_store

    if corpus.is_dir():
        with progress_on(sys.stderr, first.leave) as progress:
            library = open_corpus(corpus, vocabulary_file(), store_for(corpus), progress)
    elif corpus.is_file():
        library = open_store(corpus)
    else:
        raise UsageError(f"{corpus}: no such folder or store")
    if hidden_file(first.state_folder(), corpus).exists():
        from .store.redacted import redacted

        return redacted(library)
    return library


def _opened(options: argparse.Namespace) -> Library:
    """Return the Library that a command is asked of; where names are hidden, say so."""
    library = _open(options.corpus or bundled_corpus())
    if library.hides:
        _complain("khabar: names of who is not public are hidden, as the reader was left; H there shows them again")
    return library


# -- building and checking


def build(options: argparse.Namespace) -> int:
    """Build a store from a corpus folder."""
    from .store.build import build as build_store

    store = options.output or store_for(_folder(options.corpus))
    with progress_on(sys.stderr) as progress:
        built = build_store(options.corpus, vocabulary_file(), store, progress)
    for warning in built.warnings:
        _complain(str(warning))
    _say([f"{store}: {built.records} records"])
    return 0


def check(options: argparse.Namespace) -> int:
    """Report every problem of a corpus folder."""
    from .corpus.reader import read_corpus

    try:
        with progress_on(sys.stderr) as progress:
            corpus = read_corpus(_folder(options.corpus), vocabulary_file(), progress)
    except CorpusError as error:
        _say(map(str, error.problems))
        return error.exit_code
    _say(map(str, corpus.warnings))
    counts = ", ".join(
        f"{len(records)} {kind}{'s' * (len(records) != 1)}" for kind, records in corpus.records.items() if records
    )
    _say([f"{options.corpus}: no errors; {counts or 'no records'}"])
    return 0


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise UsageError(f"{path}: no such folder")
    return path


# -- asking


def list_(options: argparse.Namespace) -> int:
    """List the records of a kind."""
    from .present.plain import json_line, row_line
    from .reading.hidden import beyond, hidden, lacking_what

    library, kind = _opened(options), _kind(options.kind)
    query = surroundings.saved_filters().query(kind, " ".join(_requoted(options.filters)))
    library.check(kind, query)
    numbers = library.numbers(kind, query)
    rows = (library.row(n) for n in numbers)
    _say(
        (json_line(library.record(row.id)) for row in rows)
        if options.json
        else (row_line(row, library) for row in rows)
    )
    if lacking_what(library, kind, query) or beyond(library, kind, query):
        _complain(f"khabar: {hidden(library, kind, numbers, query, wide=True)}")
    return 0


def _requoted(filters: Iterable[str]) -> Iterable[str]:
    """Yield filters with the quotes that the shell took: `place:tell shihab` came as one word."""
    for word in filters:
        name, _, value = word.partition(":")
        taken = " " in value and not {'"', ":"} & set(value)
        yield f"{name}:" + ",".join(f'"{one}"' for one in value.split(",")) if taken else word


def _kind(name: str) -> str:
    from .corpus.kinds import BY_PLURAL, KINDS

    if name in KINDS or name == "paragraph":
        return name
    if name in BY_PLURAL or name == "paragraphs":
        return BY_PLURAL[name].name if name in BY_PLURAL else "paragraph"
    names = [kind.plural for kind in KINDS.values()]
    close = get_close_matches(name, names, n=1)
    raise UsageError(
        (f"no kind {name!r}; " if name else "list what? ")
        + (f"did you mean {close[0]}?" if close else "there are " + ", ".join(names))
    )


def show(options: argparse.Namespace) -> int:
    """Show a record, or a paragraph with what rests on it."""
    from .present.plain import json_line, record_lines

    library = _opened(options)
    name = _there(library, options.name)
    _say([json_line(library.record(name))] if options.json else record_lines(library, name))
    return 0


def _there(library: Library, name: str) -> str:
    """Return the id or citation of a record or paragraph. Raises UsageError, with what may be meant, where there is none."""
    if row := library.row_of(name):
        return row.id
    article = library.row_of("art:" + name.partition("#")[0])
    if article and "#" in name:
        there = [row.tag for row in library.rows(library.paragraphs(article.id))]
        raise UsageError(f"no record {name!r}; {article.id} has the paragraphs {' '.join(there)}")
    near = library.near(name)
    hint = f"; did you mean {', '.join(near)}?" if near else "; khabar search finds ids by name"
    raise UsageError(f"no record {name!r}{hint}")


def ask(options: argparse.Namespace) -> int:
    """Answer a standing question, or list those that can be asked."""
    from .present.answers import answer_json, answer_lines, asked_json, asked_lines
    from .present.plain import json_line
    from .reading.answers import answer
    from .reading.questions import asked_of, question_called, standing

    questions, library = standing(questions_files()), _opened(options)
    is_record = options.question and not options.name and library.number(options.question) is not None
    name = options.question if is_record else options.name
    if name:
        name = _there(library, name)
    if is_record or not options.question:
        asked = asked_of(questions, library, name)
        _say(map(json_line, map(asked_json, asked)) if options.json else asked_lines(asked))
        return 0
    found = answer(library, question_called(questions, options.question), name)
    if found.asked.why_not:
        raise UsageError(f"{options.question}: {found.asked.why_not}")
    _say(map(json_line, answer_json(library, found)) if options.json else answer_lines(library, found))
    return 0


def search(options: argparse.Namespace) -> int:
    """Search names and texts, in any spelling."""
    from .present.plain import hit_json, hit_line, json_line

    library = _opened(options)
    text = " ".join(options.words).strip()
    if not text:
        raise UsageError("nothing to search for; give a name or words")
    hits = library.search(text, _kind(options.kind) if options.kind else None)
    _say(json_line(hit_json(hit)) if options.json else hit_line(hit) for hit in hits)
    if not hits:
        _complain("khabar: nothing found")
    return 0


def coverage(options: argparse.Namespace) -> int:
    """Show how far each article is coded."""
    from .present.plain import coverage_json, coverage_lines, json_line, shelf_lines

    library = _opened(options)
    found, shelf = library.coverage(), library.not_stated()
    if options.json:
        _say(map(json_line, map(coverage_json, found)))
        _say([json_line({"not_stated": {gap: [row.id for row in rows] for gap, rows in shelf.items()}})])
    else:
        _say(coverage_lines(found))
        _say(shelf_lines(shelf))
    return 0


# -- the reader's own


def attach(options: argparse.Namespace) -> int:
    """Attach saved copies to the articles that they are of; without any, list those that are attached."""
    from .notebook.attached import attached_to
    from .notebook.attaching import bytes_of, fits
    from .present.attaching import attached_json, attached_lines, refusal
    from .present.plain import json_line

    library = _opened(options)
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
                _say([json_line(attached_json(one, kept))] if options.json else attached_lines(library, one, kept))
                if refused:
                    _complain(f"khabar: {refusal(one)}")
                    code = max(code, PROBLEMS_FOUND)
        except KhabarError as error:  # the other files are attached all the same
            for line in str(error).split("\n"):
                _complain(line if isinstance(error, CorpusError) else f"khabar: {line}")
            code = max(code, error.exit_code)
    return code


def _attached(library: Library, attached: Attached, as_json: bool) -> int:
    from .present.attaching import copy_json, copy_lines
    from .present.plain import json_line

    here = [row for row in library.rows(library.numbers("article")) if attached.has(row.id)]
    for row in here:
        copy, path = attached.copy(library, row.id), attached.path(row.id)
        if copy and as_json:
            _say([json_line(copy_json(copy, path))])
        elif copy:
            _say([f"{row.id}  {row.title}", *copy_lines(copy), f"  kept in {path}"])
    if not here:
        _complain("khabar: no copies are attached; khabar attach FILE attaches a saved article, text or HTML")
    return 0


# -- about khabar


def keys(options: argparse.Namespace) -> int:
    """Print the keys in force, with the ids by which they can be changed."""
    table = surroundings.keymap().table(ids=True)
    path = keys_file()
    _complain(
        f"khabar: {path}: " + ("these are its keys" if path.exists() else "not there, these are the default keys")
    )
    _say(table.split("\n"))
    return 0


def themes(options: argparse.Namespace) -> int:
    """List the themes, or preview one."""
    from .present.theme_preview import coloured, preview, theme_lines
    from .present.themes import find_theme

    colours = not os.environ.get("NO_COLOR")
    if not options.theme:
        _say(theme_lines(themes_folder(), own_themes_folder(), surroundings.fitting_theme(colours)))
        return 0
    theme = find_theme(options.theme, themes_folder(), own_themes_folder())
    if sys.stdout and sys.stdout.isatty() and os.environ.get("TERM", "") not in ("", "dumb"):
        system = surroundings.colour_system()
        seen = theme.in_sixteen() if system == "standard" else theme
        for row in preview(seen):
            print(coloured(row, seen, system, colours))
    else:
        _say(row.text.rstrip() for row in preview(theme))
    for warning in theme.warnings:
        _complain(str(warning))
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Say what this terminal and this store are, what was chosen, and why."""
    from .doctor import findings

    corpus = options.corpus or bundled_corpus()
    chosen = surroundings.fitting_theme(not os.environ.get("NO_COLOR"))
    found = findings(corpus, chosen, surroundings.colour_system(), surroundings.has_unicode())
    _say(f"{name:<10} {value}" for name, value in found)
    return 0


def _say(lines: Iterable[str]) -> None:
    from .present.plain import printable

    if sys.stdout is None:
        raise StoreError("there is no output to write to")
    for line in lines:
        print(printable(line))
    sys.stdout.flush()


def _complain(line: str) -> None:
    first.leave()
    print("".join(c for c in line if c.isprintable()), file=sys.stderr)


_COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], int], str]] = {
    "read": (read, "read a corpus (the command when none is named)"),
    "build": (build, "build a corpus into a TinyDB store"),
    "check": (check, "report every problem of a corpus, with file, line and column"),
    "list": (list_, "list the records of a kind, filtered"),
    "show": (show, "show a record, or a paragraph with what rests on it"),
    "search": (search, "search names and texts in any spelling"),
    "ask": (ask, "answer a standing question about a record or the corpus"),
    "coverage": (coverage, "show what of each article is coded and what is not"),
    "attach": (attach, "attach saved copies of articles, text or HTML, to be read beside the digests"),
    "keys": (keys, "print the table of keys"),
    "themes": (themes, "list the themes, or preview one"),
    "doctor": (doctor, "say what the terminal can do and what was chosen"),
}
