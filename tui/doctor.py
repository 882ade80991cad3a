"""What khabar finds where it runs: versions, terminal, colours, corpus and store."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import yaml

from . import __version__
from .errors import KhabarError
from .paths import own_themes_folder, store_for, vocabulary_file
from .surroundings import calibration


def findings(corpus: Path, theme: str, colours: str, unicode: bool) -> Iterator[tuple[str, str]]:
    """Yield (what, finding) for a corpus and the theme, colours and drawing that would be chosen."""
    yield "khabar", f"{__version__}, Python {sys.version.split()[0]}"
    yield "libraries", ", ".join(f"{name} {version(name)}" for name in ("textual", "rich", "tinydb", "pyyaml"))
    yield "libyaml", "yes" if yaml.__with_libyaml__ else "no: reading a corpus is some ten times slower"
    yield (
        "sqlite",
        f"{sqlite3.sqlite_version}, full-text search {'yes' if _has_fts5() else 'no: khabar cannot search without FTS5'}",
    )
    size = shutil.get_terminal_size()
    yield "terminal", f"{os.environ.get('TERM') or 'TERM is not set'}, {size.columns}x{size.lines}"
    reasons = [f"{name}={os.environ[name]}" for name in ("NO_COLOR", "COLORTERM", "TERM") if os.environ.get(name)]
    yield "theme", f"{theme}, because of {', '.join(reasons) or 'nothing that says more'}"
    yield "colours", {"standard": "16", "256": "256", "truecolor": "16,777,216"}[colours]
    own = own_themes_folder()
    yield "themes", f"{own} has {len(list(own.glob('*.yaml')))} of yours" if own.is_dir() else f"none of yours in {own}"
    yield "drawing", "Unicode" if unicode else "ASCII: the locale does not promise UTF-8 (LANG, LC_ALL)"
    letters = calibration()
    yield "Arabic", f"{letters.way}, {letters.why}"
    yield "corpus", str(corpus)
    yield "store", _store(corpus)


def _has_fts5() -> bool:
    base = sqlite3.connect(":memory:")
    try:
        base.execute("CREATE VIRTUAL TABLE t USING fts5(a)")
        return True
    except sqlite3.Error:
        return False
    finally:
        base.close()


def _store(corpus: Path) -> str:
    from .store.build import state

    if corpus.is_file():
        return str(corpus)
    try:
        return f"{store_for(corpus)}, {state(corpus, vocabulary_file(), store_for(corpus))}"
    except KhabarError as error:
        return str(error)
