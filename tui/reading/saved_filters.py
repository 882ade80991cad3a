"""Filters kept under a name, so that `@name` means them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..corpus.text import clean
from ..errors import CorpusError, StoreError, UsageError
from ..store.files import replacing
from ..store.query import Query
from .filters import NAME, NAME_IS, parse_filter

if TYPE_CHECKING:
    from .filters_file import Kept


@dataclass(frozen=True)
class SavedFilters:
    """The filters of a file, which need not be there; without a path there are none, and none can be kept.

    The file is read when a filter of it is asked for, so that what is wrong in it keeps nobody from reading.
    """

    path: Path | None = None

    def query(self, kind: str, text: str) -> Query:
        """Read a filter of a kind's list. Raises UsageError for the filter, CorpusError for the file where the filter needs it."""
        return parse_filter(text, self.of(kind) if "@" in text else None)

    def of(self, kind: str) -> Mapping[str, str]:
        """Return the filters of a kind's list by name. Raises CorpusError with every problem of the file."""
        return self._read(self._bytes()).get(kind, {})

    def keep(self, kind: str, name: str, text: str) -> None:
        """Keep a filter under a name, in place of the one that has it; whatever else stands in the file stays as it is.

        Raises UsageError for what cannot be kept, CorpusError where the file has problems, StoreError where it cannot be written.
        """
        from .filters_file import PLURALS, entry, with_filter

        text = clean(text)[0]
        if self.path is None:
            raise UsageError("there is no file to keep filters in")
        if not NAME.fullmatch(name):
            raise UsageError(f"{name!r}: {NAME_IS}")
        if not text:
            raise UsageError("there is no filter to keep; narrow the list first")
        data = self._bytes()
        parse_filter(f"@{name}", {**self._read(data).get(kind, {}), name: text})
        added = with_filter(data, str(self.path), kind, name, text)
        if added is None:
            raise UsageError(
                f"{self.path}: nothing can be added without losing something; write there under {PLURALS[kind]}: {entry(name, text)}"
            )
        with replacing(self.path.resolve()) as temporary:
            temporary.write_bytes(added)

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes() if self.path else b""
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror}; make it readable") from error

    def _read(self, data: bytes) -> Kept:
        if not data:
            return {}
        from .filters_file import read_filters

        kept, problems = read_filters(data, str(self.path))
        if problems:
            raise CorpusError(problems)
        return kept
