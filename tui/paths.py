"""Where things lie: what comes with khabar, and where a built store goes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def bundle() -> Path:
    """Return the folder that holds `data/` and `themes/`: inside the package when installed, the checkout otherwise."""
    inside = _HERE / "_bundle"
    return inside if inside.is_dir() else _HERE.parent


def bundled_corpus() -> Path:
    """Return the folder of the corpus that comes with khabar."""
    return bundle() / "data" / "daraa"


def vocabulary_file() -> Path:
    """Return the word lists that all corpora share."""
    return bundle() / "data" / "vocabulary.yaml"


def themes_folder() -> Path:
    """Return the folder of the themes that come with khabar."""
    return bundle() / "themes"


def store_for(corpus: Path) -> Path:
    """Return where the store of a corpus folder is kept: the user's cache, a name for each folder."""
    base = os.environ.get("XDG_CACHE_HOME") or ""
    cache = Path(base) if os.path.isabs(base) else Path.home() / ".cache"
    whole = corpus.resolve()
    mark = hashlib.sha256(os.fsencode(whole)).hexdigest()[:8]
    return cache / "khabar" / f"{whole.name or 'corpus'}-{mark}.json"


def hidden_file(state: str, corpus: Path) -> Path:
    """Return what is there, in the folder of what khabar remembers, while the names of a corpus are hidden."""
    return Path(state) / f"hidden-{store_for(corpus).name}"


def data_folder() -> Path:
    """Return the folder of what is the reader's own: what was copied, attached copies of articles."""
    base = os.environ.get("XDG_DATA_HOME") or ""
    data = Path(base) if os.path.isabs(base) else Path.home() / ".local" / "share"
    return data / "khabar"


def copied_file() -> Path:
    """Return the file that what is copied is written to, in the user's data folder."""
    return data_folder() / "copied.txt"


def attached_folder() -> Path:
    """Return where the copies of articles are kept that the reader has attached, a folder a corpus."""
    return data_folder() / "attached"


def notebook_folder() -> Path:
    """Return where the reader's notes, stars and marks are kept, a file a corpus."""
    return data_folder() / "notebook"


def config_folder() -> Path:
    """Return the folder of what the user has set: keys, themes, filters, questions."""
    base = os.environ.get("XDG_CONFIG_HOME") or ""
    return Path(base if os.path.isabs(base) else os.path.expanduser("~/.config")) / "khabar"


def keys_file() -> Path:
    """Return where the keys stand that the user has chosen, if any."""
    return config_folder() / "keys.yaml"


def questions_files() -> list[Path]:
    """Return where standing questions are looked for: those that come with khabar, then the user's own."""
    return [bundle() / "data" / "questions.yaml", config_folder() / "questions.yaml"]


def own_themes_folder() -> Path:
    """Return where the user's own themes stand, if any."""
    return config_folder() / "themes"
