"""The corpus that a command asks: which it is, and what is called by a name in it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..paths import bundled_corpus, hidden_file, notebook_folder, store_for, vocabulary_file
from ..progress import progress_on
from ..wire import first

if TYPE_CHECKING:
    from ..store.library import Library


def corpus_option(parser: argparse.ArgumentParser) -> None:
    """Add `--corpus`."""
    parser.add_argument(
        "--corpus",
        metavar="CORPUS",
        type=Path,
        help="a corpus folder or a built store; the bundled corpus if left out",
    )


def corpus_folder(parser: argparse.ArgumentParser) -> None:
    """Add the corpus folder that a command works on."""
    parser.add_argument("corpus", metavar="CORPUS", type=Path, help="a corpus folder")


def json_option(parser: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def filters_argument(parser: argparse.ArgumentParser) -> None:
    """Add the filters of a list."""
    parser.add_argument(
        "filters",
        metavar="FILTER",
        nargs="*",
        help="words, type:siege,shelling, place:NAME, by:NAME, 2018-06..2018-07, -line:off, @name; ! first turns it round",
    )


def requoted(filters: Iterable[str]) -> Iterable[str]:
    """Yield filters with the quotes that the shell took: `place:old town` came as one word."""
    for word in filters:
        name, _, value = word.partition(":")
        taken = " " in value and not {'"', ":"} & set(value)
        yield f"{name}:" + ",".join(f'"{one}"' for one in value.split(",")) if taken else word


def library_of(options: argparse.Namespace) -> Library:
    """Return the Library of the corpus that was named, of the bundled one where none was; filters know the reader's own marks."""
    library = opened(options.corpus or bundled_corpus())

    def own(sort: str) -> list[str]:
        from ..notebook.notebook import notebook_of

        return notebook_of(library, notebook_folder()).marked(sort)

    library.take_own(own)
    if library.hides:
        print(
            "khabar: names of who is not public are hidden, as the reader was left; H there shows them", file=sys.stderr
        )
    return library


def opened(corpus: Path) -> Library:
    """Return the Library of a corpus folder or a built store, building first where needed. Raises UsageError for neither."""
    from ..store.build import open_corpus, open_store

    if corpus.is_dir():
        with progress_on(sys.stderr, first.leave) as progress:
            library = open_corpus(corpus, vocabulary_file(), store_for(corpus), progress)
    elif corpus.is_file():
        library = open_store(corpus)
    else:
        raise UsageError(f"{corpus}: no such folder or store")
    if hidden_file(first.state_folder(), corpus).exists():
        from ..store.redacted import redacted

        return redacted(library)
    return library


def folder(path: Path) -> Path:
    """Return a path that is a folder. Raises UsageError where it is none."""
    if not path.is_dir():
        raise UsageError(f"{path}: no such folder")
    return path


def kind_named(name: str) -> str:
    """Return the kind of record that a word means, singular or plural. Raises UsageError, with what may be meant."""
    from ..corpus.kinds import BY_PLURAL, KINDS

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


def need(library: Library, name: str) -> str:
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
