"""Attaching: which article a saved page is a copy of, and what it has of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import CorpusError, Problem, StoreError
from ..progress import Progress
from ..store.library import Library
from .attached import Attached
from .copies import FOUND, Copy
from .matching import Coded, placed, quick_hashes
from .saved_page import MOST_BYTES, SavedPage, kept_page, pages_in

FEW = 100
"""Articles that a copy is held against without a first look at which it may be of."""


@dataclass(frozen=True)
class Fit:
    """A file and an article that it is a copy of. `better` is what is attached already and has more, if anything."""

    file: str
    page: SavedPage
    copy: Copy
    better: Copy | None = None


def bytes_of(path: Path) -> bytes:
    """Return what a file holds, no more of it than is needed to refuse it. Raises StoreError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; give a saved copy of an article that can be read") from error


def coded(library: Library, article: str) -> list[Coded]:
    """Return the paragraphs of an article as they are coded."""
    records = (library.record(row.id) for row in library.rows(library.paragraphs(article)))
    return [Coded(one["id"], one.get("sha8", ""), one.get("length", 0)) for one in records]


def copy_in(page: SavedPage, library: Library, article: str) -> Copy:
    """Return what a page has of an article."""
    found = placed(page.lines, coded(library, article))
    return Copy(article, {at: one._replace(text=library.masked(one.text)) for at, one in found.items()})


def fits(library: Library, attached: Attached, data: bytes, file: str, tell: Progress | None = None) -> list[Fit]:
    """Return the articles that a file is a copy of: all of which it has half, else the one of which it has most.

    `file` is the name to report. Raises CorpusError where it is a copy of none, or cannot be one.
    """
    best: list[tuple[SavedPage, Copy]] = []
    for page in pages_in(data, file):
        copies = [
            copy for article in _may_be_of(library, page, tell) if _is_of(copy := copy_in(page, library, article))
        ]
        if sum(copy.found for copy in copies) > sum(copy.found for _, copy in best):
            best = [(page, copy) for copy in copies]
    if not best:
        message = (
            "no paragraph of it is one that this corpus codes; is it a copy of one of its articles, and all of it? "
            "khabar list articles names them, --corpus takes another corpus"
        )
        raise CorpusError([Problem(file, 1, 1, "no-article", message)])
    most = max(copy.found for _, copy in best)
    whole = [(page, copy) for page, copy in best if copy.found == most or 2 * copy.found >= len(copy.paragraphs)]
    return [Fit(file, page, copy, _better(library, attached, copy)) for page, copy in whole]


def _is_of(copy: Copy) -> bool:
    """Say whether a paragraph of the body is found; a title stands on other pages too."""
    return any(citation.partition("#")[2].isdigit() for citation in copy.cited(FOUND))


def _better(library: Library, attached: Attached, copy: Copy) -> Copy | None:
    before = attached.copy(library, copy.article)
    return before if before and before.found > copy.found else None


def _may_be_of(library: Library, page: SavedPage, tell: Progress | None) -> Iterable[str]:
    """Return the articles that a page may be a copy of: all, where they are few."""
    numbers: Sequence[int] = library.numbers("article")
    if len(numbers) <= FEW:
        return [row.id for row in library.rows(numbers)]
    marks, lines = quick_hashes(page.lines), set(page.lines)
    found = []
    for done, number in enumerate(numbers):
        if tell:
            tell("looking through the articles", done, len(numbers))
        row = library.row(number)
        if row.title in lines or any(one.sha8 in marks for one in coded(library, row.id)):
            found.append(row.id)
    return found


def kept_copy(path: Path, library: Library, article: str) -> Copy:
    """Return what the kept copy of an article has of it. Raises StoreError or CorpusError where it cannot be read."""
    return copy_in(kept_page(bytes_of(path), str(path)), library, article)
