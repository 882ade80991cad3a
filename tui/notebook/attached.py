"""The copies of articles that a reader has attached: one file an article in the reader's own folder, for their eyes only."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..corpus.fold import words
from ..corpus.kinds import short_of
from ..errors import CorpusError, KhabarError, Problem, StoreError
from ..progress import Progress
from ..store.files import replacing
from ..store.library import Library
from .matching import FOUND, Coded, Placed, placed, quick_hashes
from .saved_page import MOST_BYTES, SavedPage, kept_page, pages_in

FEW = 100
"""Articles that a copy is held against without a first look at which it may be of."""


@dataclass(frozen=True)
class Copy:
    """A copy of an article: what it has of each paragraph, by citation; or `trouble`, why it cannot be read."""

    article: str
    paragraphs: Mapping[str, Placed] = field(default_factory=dict)
    trouble: str = ""

    def cited(self, state: str) -> list[str]:
        """Return the paragraphs that are in a state."""
        return [citation for citation, one in self.paragraphs.items() if one.state == state]

    @property
    def found(self) -> int:
        """How many paragraphs stand in it as they were coded."""
        return len(self.cited(FOUND))


@dataclass(frozen=True)
class Fit:
    """A file and an article that it is a copy of. `better` is what is attached already and has more, if anything."""

    file: str
    page: SavedPage
    copy: Copy
    better: Copy | None = None


class Attached:
    """The copies attached to the articles of one corpus; none where there is no folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._read: dict[str, tuple[tuple[int, int], Copy]] = {}

    def path(self, article: str) -> Path | None:
        """Return where the copy of an article is kept, or would be."""
        short = short_of(article)
        name = short if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}", short) else _mark(article)
        return self.folder / f"{name}.txt" if self.folder else None

    def has(self, article: str) -> bool:
        """Say whether a copy of an article is attached."""
        path = self.path(article)
        return path is not None and path.is_file()

    def copy(self, library: Library, article: str) -> Copy | None:
        """Return the copy of an article, None where none is attached; read again only when the file has changed."""
        path = self.path(article)
        if path is None:
            return None
        try:
            status = path.stat()
        except OSError:
            return None
        stamp = status.st_mtime_ns, status.st_size
        known = self._read.get(article)
        if known is None or known[0] != stamp:
            try:
                page = kept_page(bytes_of(path), str(path))
                copy = copy_in(page, library, article)
            except KhabarError as error:
                copy = Copy(article, trouble=str(error))
            self._read = {article: (stamp, copy)}  # one article lies open at a time
            return copy
        return known[1]

    def keep(self, article: str, page: SavedPage) -> Path:
        """Keep a copy of an article in place of any other, and return where. Raises StoreError where it cannot be written."""
        path = self.path(article)
        if path is None:
            raise StoreError("there is no folder to keep copies in")
        try:
            for folder in (path.parent.parent, path.parent):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                folder.chmod(0o700)
            with replacing(path) as temporary:
                temporary.write_text(page.text, "utf-8", "replace")
        except (OSError, StoreError) as error:
            cause = error if isinstance(error, OSError) else error.__cause__
            why = getattr(cause, "strerror", None) or str(error)
            raise StoreError(f"{path}: {why}; make room there, or set XDG_DATA_HOME to another folder") from error
        return path


def attached_to(library: Library, folder: Path) -> Attached:
    """Return the copies attached to a library's articles; `folder` holds those of all corpora.

    A corpus is known by its title, so that one that is moved, or lies here twice, keeps them.
    """
    title = str(library.about["title"])
    name = "-".join(word for word in words(title) if word.isascii())[:40].strip("-") or "corpus"
    return Attached(folder / f"{name}-{_mark(title)}")


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


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
    return Copy(article, placed(page.lines, coded(library, article)))


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
