"""What terminfo has on a terminal, read from its compiled file (term(5)): not every Python has curses, which reads one a process."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

FOLDERS = ("/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo", "/usr/local/share/terminfo")
LONGEST = 1 << 16
"""Bytes that a file may have; those there are have four thousand at the most."""
_MAGIC, _WIDE = 0o432, 0o1036
_FLAGS = {"bce": 28}
_NUMBERS = {"colors": 13}
_STRINGS = {
    "csr": 3, "el": 6, "hpa": 8, "cup": 10, "civis": 13, "smcup": 28, "ech": 37, "rmul": 44, "ind": 129, "ri": 130, "smam": 151,
}  # fmt: skip
"""Where the capabilities that are asked for stand, in the order of <term.h>."""


@dataclass(frozen=True)
class Entry:
    """A terminal's flags, numbers and strings, of those asked for that it has."""

    flags: frozenset[str]
    numbers: Mapping[str, int]
    strings: Mapping[str, bytes]


def entry(name: str, environ: Mapping[str, str] = os.environ) -> Entry | None:
    """Return what terminfo has on a terminal of this name, None where it has nothing that can be read."""
    if not name or name[0] == "." or "/" in name or "\0" in name:
        return None
    for folder in _folders(environ):
        for part in (name[0], f"{ord(name[0]):x}"):
            try:
                with open(os.path.join(folder, part, name), "rb") as file:
                    return _read(file.read(LONGEST))
            except (OSError, ValueError, struct.error):
                pass
    return None


def _folders(environ: Mapping[str, str]) -> Iterator[str]:
    """Yield where terminfo is looked for, in the order of ncurses."""
    if own := environ.get("TERMINFO"):
        yield own
    if home := environ.get("HOME"):
        yield os.path.join(home, ".terminfo")
    for folder in environ.get("TERMINFO_DIRS", "").split(":"):
        if folder:
            yield folder
    yield from FOLDERS


def _read(data: bytes) -> Entry:
    """Read a compiled file. Raises ValueError or struct.error where it is none."""
    magic, names, flags, numbers, strings, size = struct.unpack_from("<6h", data)
    if magic not in (_MAGIC, _WIDE) or min(names, flags, numbers, strings, size) < 0:
        raise ValueError("not a compiled terminfo file")
    at = 12 + names
    has = data[at : at + flags]
    at += flags + (names + flags) % 2
    form = f"<{numbers}{'i' if magic == _WIDE else 'h'}"
    counts = struct.unpack_from(form, data, at)
    at += struct.calcsize(form)
    starts = struct.unpack_from(f"<{strings}h", data, at)
    table = data[at + 2 * strings :][:size]
    return Entry(
        frozenset(name for name, place in _FLAGS.items() if has[place : place + 1] == b"\1"),
        {name: counts[place] for name, place in _NUMBERS.items() if place < numbers and counts[place] >= 0},
        {
            name: table[starts[place] :].partition(b"\0")[0]
            for name, place in _STRINGS.items()
            if place < strings and starts[place] >= 0
        },
    )
