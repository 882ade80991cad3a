"""What a command prints, and what it says beside that: nothing that a terminal could act on."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from ..errors import StoreError
from ..wire import first


def say(lines: Iterable[str]) -> None:
    """Print lines. Raises StoreError where there is no output, OSError where it is full or closed."""
    from ..present.plain import printable

    if sys.stdout is None:
        raise StoreError("there is no output to write to")
    for line in lines:
        print(printable(line))
    sys.stdout.flush()


def complain(line: str) -> None:
    """Say a line that is no part of what was asked for."""
    first.leave()
    print("".join(c for c in line if c.isprintable()), file=sys.stderr)
