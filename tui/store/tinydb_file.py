"""The one file that imports tinydb: writing a store that stock `TinyDB(path)` opens, and reading it one document at a time.

A store is one JSON object, a line a document, all ASCII (stock TinyDB opens files in the locale's encoding). `FileStorage`
sits on TinyDB's own seam: `read()` gives tables that parse a document when it is asked for, where the stock storage parses
the whole file at every call.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from tinydb import Storage, TinyDB

from ..errors import StoreDamaged, StoreError
from ..progress import Progress

Document = dict[str, Any]

_LINE = re.compile(rb'"(\d+)": (\{.*\}),?\n')
_TABLE = re.compile(rb'\{?"([a-z]+)": \{\n')
_CLOSE = (b"},\n", b"}\n")
MOST_HEAD = 1 << 20
SEAL = "seal"


@dataclass(frozen=True)
class Spot:
    """Where a document lies in the file: bytes, and their CRC-32."""

    offset: int
    length: int
    crc: int


def write_tables(
    file: BinaryIO, tables: Iterable[tuple[str, Iterable[Document]]], progress: Progress | None = None
) -> None:
    """Write a store."""
    for _ in write_bodies(file, ((name, map(encoded, documents)) for name, documents in tables), progress):
        pass


def write_bodies(
    file: BinaryIO, tables: Iterable[tuple[str, Iterable[bytes]]], progress: Progress | None = None
) -> Iterator[tuple[str, int, Spot]]:
    """Write a store of encoded documents: tables in the order given, document numbers from 1, each document and each brace on its line.

    A last table, `seal`, holds the CRC-32 of all that stands before it. Yields (table, number, spot) of each document.
    """
    crc = done = offset = 0

    def write(data: bytes) -> None:
        nonlocal crc, offset
        crc = zlib.crc32(data, crc)
        offset += len(data)
        file.write(data)

    write(b"{")
    for name, documents in tables:
        write(b'"%s": {\n' % name.encode("ascii"))
        end = b""
        for number, document in enumerate(documents, 1):
            write(b'%s"%d": ' % (end, number))
            yield name, number, Spot(offset, len(document), zlib.crc32(document))
            write(document)
            end = b",\n"
            done += 1
            if progress and done % 1000 == 0:
                progress("writing", done, 0)
        write(b"\n},\n" if end else b"},\n")
    file.write(_seal(crc))


def encoded(document: Document) -> bytes:
    """Return a document as it stands in a store."""
    return json.dumps(document).encode("ascii")


def scan(path: Path) -> Iterator[tuple[str, int, Spot, Document]]:
    """Yield (table, number, spot, document) for all of a store but its seal, in file order.

    Raises StoreDamaged where the file is not whole, or not what was written; StoreError where it cannot be read.
    """
    table, offset, crc, sealed = "", 0, 0, -1
    tail: list[bytes] = []
    try:
        with open(path, "rb") as file:
            for line in file:
                if match := _LINE.fullmatch(line):
                    body = match[2]
                    document = _parse(body, path)
                    if table == SEAL:
                        sealed = document.get("crc32", -1)
                    else:
                        yield table, int(match[1]), Spot(offset + match.start(2), len(body), zlib.crc32(body)), document
                elif match := _TABLE.fullmatch(line):
                    table = match[1].decode()
                elif line not in _CLOSE:
                    raise _damaged(path, f"byte {offset} is not what was written")
                tail = [*tail, line][-2:]
                crc = crc if table == SEAL else zlib.crc32(line, crc)
                offset += len(line)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; make it readable") from error
    if sealed == -1 or tail != [b"}\n", b"}\n"]:
        raise _damaged(path, "it ends too early")
    if sealed != crc:
        raise _damaged(path, "it has changed since it was written")


_SEALED = re.compile(rb'"seal": \{\n"1": \{"crc32": (\d+)\}\n\}\n\}\n\Z')


def _seal(crc: int) -> bytes:
    return f'"{SEAL}": {{\n"1": {{"crc32": {crc}}}\n}}\n}}\n'.encode("ascii")


def is_whole(path: Path) -> bool:
    """Say whether a store is what was written, every byte of it; it is read, not parsed. Raises StoreError where it cannot be read."""
    try:
        return replace_documents(path, _Nowhere(), [])
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; make it readable") from error


class _Nowhere:
    def write(self, data: bytes) -> int:
        return len(data)


def replace_documents(path: Path, target: BinaryIO | _Nowhere, changes: Sequence[tuple[Spot, bytes]]) -> bool:
    """Copy a store to `target` with other documents in some places, given in file order; False where it is not what was written.

    Raises OSError where one cannot be read or written.
    """
    old = new = 0
    with open(path, "rb") as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(end - 64, 0))
        found = _SEALED.search(file.read())
        if not found:
            return False
        stop = end - len(found[0])
        file.seek(0)
        for spot, body in (*changes, (Spot(stop, 0, 0), b"")):
            while (left := spot.offset - file.tell()) > 0 and (piece := file.read(min(1 << 20, left))):
                old, new = zlib.crc32(piece, old), zlib.crc32(piece, new)
                target.write(piece)
            old, new = zlib.crc32(file.read(spot.length), old), zlib.crc32(body, new)
            target.write(body)
        target.write(_seal(new))
    return old == int(found[1])


def head(path: Path) -> tuple[Document, Spot]:
    """Return the `meta` document, which stands first, and where it lies.

    Raises StoreDamaged, or StoreError where there is no file to read.
    """
    try:
        with open(path, "rb") as file:
            opening, line = file.readline(MOST_HEAD), file.readline(MOST_HEAD)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; build it with khabar build") from error
    match = _LINE.fullmatch(line)
    if opening != b'{"meta": {\n' or not match:
        raise _damaged(path, "it does not begin with meta")
    return _parse(match[2], path), Spot(len(opening) + match.start(2), len(match[2]), zlib.crc32(match[2]))


def _parse(body: bytes, path: Path) -> Document:
    try:
        document = json.loads(body)
    except ValueError as error:
        raise _damaged(path, "a document is not JSON") from error
    if not isinstance(document, dict):
        raise _damaged(path, "a document is not an object")
    return document


def _damaged(path: Path, what: str) -> StoreDamaged:
    return StoreDamaged(f"{path}: the store is damaged ({what}); build it again with khabar build")


class _Table(Mapping[str, Document]):
    """A table that reads a document when it is asked for."""

    def __init__(self, storage: FileStorage, name: str) -> None:
        self._storage, self._name = storage, name

    def __getitem__(self, number: str) -> Document:
        spot = self._storage.spot(self._name, int(number))
        if spot is None:
            raise KeyError(number)
        return self._storage.document(spot)

    def __iter__(self) -> Iterator[str]:
        return map(str, range(1, len(self) + 1))

    def __len__(self) -> int:
        return self._storage.size(self._name)


class FileStorage(Storage):
    """A read-only TinyDB storage over a store file. Where documents lie comes from the index.

    `spot(table, number)` gives the place of a document, or None; `sizes` the number of documents of each table.
    """

    def __init__(self, path: Path, spot: Callable[[str, int], Spot | None], sizes: Mapping[str, int]) -> None:
        self.path = path
        self.spot = spot
        self._sizes = sizes
        self._tables = {name: _Table(self, name) for name in sizes}
        try:
            self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}; build it with khabar build") from error

    def size(self, table: str) -> int:
        """Return how many documents a table has."""
        return self._sizes[table]

    def document(self, spot: Spot) -> Document:
        """Return one document. Raises StoreDamaged where its bytes are not those that were indexed."""
        # pread, not mmap: a file cut short under a map kills the process
        try:
            body = os.pread(self._file, min(spot.length, os.fstat(self._file).st_size), spot.offset)
        except (OSError, OverflowError, ValueError) as error:
            raise StoreDamaged(f"{self.path}: {error}; build it again with khabar build") from error
        if zlib.crc32(body) != spot.crc:
            raise _damaged(self.path, f"the document at byte {spot.offset} has changed")
        return _parse(body, self.path)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables, unparsed."""
        return self._tables  # type: ignore[return-value]

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> NoReturn:
        """Refuse: a store is built, not edited."""
        raise StoreError(f"{self.path}: a store is read-only; edit the YAML and build it again")

    def close(self) -> None:
        """Give the file back."""
        os.close(self._file)


def open_tables(path: Path, spot: Callable[[str, int], Spot | None], sizes: Mapping[str, int]) -> TinyDB:
    """Open a store as a TinyDB, read-only, without a query cache (it is shared and can be stale)."""
    database = TinyDB(path, spot, sizes, storage=FileStorage)
    database.table_class.default_query_cache_capacity = 0
    return database
