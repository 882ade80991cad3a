"""What every test may use: the small corpora, what is built from them, and a cache that is never the user's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tui.paths import bundled_corpus, vocabulary_file
from tui.reading.desk import Desk
from tui.store.build import build, open_corpus, open_store
from tui.store.library import Library

CORPORA = Path(__file__).parent / "corpora"

settings.register_profile("khabar", deadline=None)  # machines are shared; budgets are held in tests/bench
settings.load_profile("khabar")


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder that stands for the user's cache; what the user has set, noted or attached is empty."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield folder


@pytest.fixture(scope="session")
def valleys() -> Path:
    """A small corpus of every kind of record, without a mistake. Not to be changed: `valleys_copy` is."""
    return CORPORA / "valleys"


@pytest.fixture(scope="session")
def thirty() -> Path:
    """A corpus of mistakes."""
    return CORPORA / "thirty"


@pytest.fixture
def valleys_copy(valleys: Path, tmp_path: Path) -> Path:
    """The valleys in a folder of their own, to be edited."""
    return Path(shutil.copytree(valleys, tmp_path / "valleys"))


@pytest.fixture(scope="session")
def valleys_store(valleys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The valleys, built. Not to be changed."""
    store = tmp_path_factory.mktemp("store") / "valleys.json"
    build(valleys, vocabulary_file(), store)
    return store


@pytest.fixture(scope="session")
def library(valleys_store: Path) -> Iterator[Library]:
    """The valleys, open for reading."""
    opened = open_store(valleys_store)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def daraa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The corpus that comes with khabar, open for reading."""
    opened = open_corpus(bundled_corpus(), vocabulary_file(), tmp_path_factory.mktemp("daraa") / "daraa.json")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def empty_library(valleys: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A corpus without a single record, open for reading."""
    folder = tmp_path_factory.mktemp("empty")
    shutil.copy(valleys / "corpus.yaml", folder)
    build(folder, vocabulary_file(), folder / "empty.json")
    opened = open_store(folder / "empty.json")
    yield opened
    opened.close()


@pytest.fixture
def desk(library: Library) -> Desk:
    """A reader who has just sat down before the valleys."""
    return Desk(library)
