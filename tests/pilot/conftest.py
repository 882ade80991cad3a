"""A corpus that is longer than any screen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from corpora.hostile.generate import build_raw, write_hostile

from tui.paths import vocabulary_file
from tui.screens import reading_screen
from tui.store.build import build, open_store
from tui.store.library import Library

MANY = 2_000
PARAGRAPHS = 300


@pytest.fixture(autouse=True)
def panes_follow_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no pane wait for the keys to rest; the tests of that say how long."""
    monkeypatch.setattr(reading_screen, "TRAIL", 0)


@pytest.fixture(scope="session")
def long_store(valleys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The valleys with MANY events more, and an article of PARAGRAPHS paragraphs."""
    folder = tmp_path_factory.mktemp("long")
    shutil.copytree(valleys, folder / "corpus")
    article = {
        "id": "art:lg31",
        "outlet": "out:harn-courier",
        "title": "The ledger of the weir",
        "published": "2031-06-01",
        "language": "en",
        "paragraphs": [{"at": str(n), "digest": f"Entry {n} of the ledger."} for n in range(1, PARAGRAPHS + 1)],
    }
    events = [
        {
            "id": f"evt:turn-{n}",
            "title": f"Turn {n} of the gate",
            "type": "meeting",
            "aspect": "point",
            "when": f"2031-05-{n % 31 + 1:02}",
            "participants": [],
            "factuality": "happened",
            "cite": f"hc31#{n % 6 + 1}",
        }
        for n in range(1, MANY + 1)
    ]
    write(folder / "corpus" / "articles" / "ledger.yaml", [article])
    write(folder / "corpus" / "events" / "turns.yaml", events)
    build(folder / "corpus", vocabulary_file(), folder / "long.json")
    return folder / "long.json"


@pytest.fixture
def long_library(long_store: Path) -> Iterator[Library]:
    """The long corpus, freshly opened: nothing has been asked of it yet."""
    library = open_store(long_store)
    yield library
    library.close()


@pytest.fixture(scope="session")
def harm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile corpus as YAML."""
    return write_hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def cleaned(harm: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The hostile corpus, built as it should be."""
    store = tmp_path_factory.mktemp("cleaned") / "store.json"
    build(harm, vocabulary_file(), store)
    library = open_store(store)
    yield library
    library.close()


@pytest.fixture(scope="session")
def hostile(harm: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The hostile corpus, built by someone who cleaned nothing."""
    library = open_store(build_raw(harm, tmp_path_factory.mktemp("raw") / "store.json"))
    yield library
    library.close()


def write(path: Path, records: list[dict[str, object]]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.dump(records, Dumper=yaml.CSafeDumper, sort_keys=False), "utf-8")
