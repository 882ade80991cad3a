"""The word lists of `data/vocabulary.yaml`: event types with their ACLED and PLOVER names, roles, sides, states, topics."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from pathlib import Path

from ..errors import CorpusError, Problem
from .text import clean
from .yaml_reader import Mapping, Scalar, read_yaml

Vocabulary = MappingType[str, MappingType[str, MappingType[str, str]]]
"""list name → word → what is said of it; `title` always."""

LISTS = ("event_types", "roles", "sides", "place_states", "topics")


def read_vocabulary(path: Path) -> Vocabulary:
    """Read the vocabulary file. Raises CorpusError with every problem, OSError where it cannot be read."""
    problems: list[Problem] = []
    file = str(path)

    def fail(node: object, message: str) -> None:
        line, column = getattr(node, "line", 1), getattr(node, "column", 1)
        problems.append(Problem(file, line, column, "vocabulary", message))

    root = read_yaml(path.read_bytes(), file, problems.append)
    vocabulary: dict[str, dict[str, dict[str, str]]] = {}
    if isinstance(root, Mapping):
        for name, (key, words) in root.entries.items():
            if name not in LISTS or not isinstance(words, Mapping):
                fail(key, f"{name!r} is none of the lists {', '.join(LISTS)}")
                continue
            of_list = vocabulary.setdefault(name, {})
            for word, (word_key, said) in words.entries.items():
                if not isinstance(said, Mapping) or "title" not in said.entries:
                    fail(word_key, f"{word!r} needs a title, as {{title: …}}")
                    continue
                of_list[word] = {k: clean(v.text)[0] for k, (_, v) in said.entries.items() if isinstance(v, Scalar)}
    for name in LISTS:
        if not vocabulary.get(name) and not problems:
            fail(root, f"the list {name!r} is missing or empty")
    if problems:
        raise CorpusError(problems)
    return vocabulary
