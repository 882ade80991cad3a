"""The copies of articles that a reader has attached: one file an article in the reader's own folder, for their eyes only."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..corpus.fold import words
from ..corpus.kinds import short_of
from ..errors import KhabarError, StoreError
from ..store.files import replacing
from ..store.library import Library
from .copies import Copy

if TYPE_CHECKING:
    from .saved_page import SavedPage


class Attached:
    """The copies attached to the articles of one corpus; none where there is no folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._read: dict[str, tuple[tuple[int, int, bool], Copy]] = {}

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
        stamp = status.st_mtime_ns, status.st_size, library.hides
        known = self._read.get(article)
        if known is None or known[0] != stamp:
            from .attaching import kept_copy  # no start needs it

            try:
                copy = kept_copy(path, library, article)
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
    """Return the copies attached to a library's articles; `folder` holds those of all corpora."""
    return Attached(folder / corpus_name(library))


def corpus_name(library: Library) -> str:
    """Return the name under which the reader's own things of a corpus are kept.

    A corpus is known by its title, so that one that is moved, or lies here twice, keeps them.
    """
    title = str(library.meta["about"]["title"])  # whatever of it may be shown
    name = "-".join(word for word in words(title) if word.isascii())[:40].strip("-") or "corpus"
    return f"{name}-{_mark(title)}"


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
