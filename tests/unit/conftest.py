"""What several tests of the rooms may use beside what all may: corpora that mean harm."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from corpora.hostile.generate import build_raw, write_hostile

from tui.paths import vocabulary_file
from tui.store.build import open_corpus, open_store
from tui.store.library import Library


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A corpus that means harm, open for reading."""
    folder = write_hostile(tmp_path_factory.mktemp("hostile") / "corpus")
    library = open_corpus(folder, vocabulary_file(), folder.with_name("hostile.json"))
    yield library
    library.close()


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A store from elsewhere, open for reading: nothing in it was cleaned."""
    folder = tmp_path_factory.mktemp("raw")
    library = open_store(build_raw(write_hostile(folder / "corpus"), folder / "raw.json"))
    yield library
    library.close()
