"""A fault of khabar's own: told in a few words, its trace kept in a file. Neither has a word of the corpus or of the reader's."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from pathlib import Path

from . import __version__
from .errors import StoreError

MOST_STEPS = 40
"""Steps of a trace that are kept, the last ones."""
HERE = Path(__file__).parent


def crash_report(error: BaseException, folder: Path) -> str:
    """Keep the trace of a fault as `crash.txt` in a folder, and return what is to be said of it: one line, or two.

    What the error says and what the variables held is left out: they would quote what is being read.
    """
    from .store.files import replacing

    kept = folder / "crash.txt"
    where = _steps(error)[-1:] or ["nowhere"]
    said = f"a fault of khabar itself: {type(error).__name__} in {where[0]}"
    with suppress(StoreError):
        with replacing(kept) as temporary:
            temporary.write_text(_trace(error), "utf-8", "replace")
        return f"{said}\nplease report it with {kept}, which has the steps that led there and no word of what you read"
    return f"{said}; please report it"


def _trace(error: BaseException) -> str:
    lines = [f"khabar {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    seen: BaseException | None = error
    while seen is not None:
        lines += [type(seen).__name__, *(f"  {step}" for step in _steps(seen))]
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines) + "\n"


def _steps(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-MOST_STEPS:]
    return [f"{_short(Path(frame.filename))}:{frame.lineno} {frame.name}" for frame in frames]


def _short(path: Path) -> str:
    """Return a module's place without the folders above it, which name a person."""
    if path.is_relative_to(HERE):
        return f"tui/{path.relative_to(HERE)}"
    parts = path.parts
    return "/".join(parts[parts.index("site-packages") + 1 :] if "site-packages" in parts else parts[-1:])
