"""A store from elsewhere, which comes without its index: is it what khabar builds? Its seal says only that nothing was lost.

Its records go through the same check as YAML does, and what would be built of them must be what stands there. All else of khabar
may then rely on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from ..corpus.check import Checker, Coded
from ..corpus.kinds import CORPUS, KINDS
from ..corpus.reader import Corpus
from ..corpus.settle import settle
from ..corpus.text import clean
from ..corpus.yaml_reader import Mapping, Node, Scalar, Sequence
from ..errors import Problem, StoreDamaged
from .documents import Document, documents
from .tinydb_file import encoded, head, scan


def check_store(path: Path) -> None:
    """Raise StoreDamaged where a store is not what khabar would build of its own records; StoreError where it cannot be read."""
    meta = head(path)[0]
    try:
        corpus = _corpus(meta, path)
        built = ((name, one) for name, table in documents(corpus, meta["generation"]) for one in table)
        found = ((name, one) for name, _, _, one in scan(path))
        for (name, one), (other, wanted) in zip_longest(found, built, fillvalue=("", {})):
            if name != other or one != json.loads(encoded(wanted)):
                raise _foreign(path, f"{name or other}: {one.get('id', 'a document')} is not as it is built")
    except (LookupError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise _foreign(path, f"{type(error).__name__} in its documents") from error


def _foreign(path: Path, why: str) -> StoreDamaged:
    return StoreDamaged(f"{path}: not a store that khabar built ({why}); build it again with khabar build")


def _corpus(meta: Document, path: Path) -> Corpus:
    """Return the corpus that a store says it was built from."""
    problems: list[Problem] = []
    coded: list[Coded] = []
    articles: dict[str, Document] = {}
    kinds = {kind.plural: kind for kind in KINDS.values()}
    vocabulary = meta["vocabulary"]
    if not all(clean(text)[0] == text for text in _texts(vocabulary)):
        raise _foreign(path, "its vocabulary is not as it is built")
    about = Checker("meta", vocabulary, problems.append).struct(CORPUS, _node(meta["about"]), "corpus")
    records: list[tuple[str, Document]] = []
    for table, _, _, document in scan(path):
        if table == "articles":
            articles[document["id"]] = document
            document["paragraphs"] = []
        if table == "paragraphs":
            articles[document["article"]]["paragraphs"].append(_without(document, "id", "article"))
        elif table in kinds:
            records.append((table, document))
    for table, document in records:
        checker = Checker(f"{table} {document.get('id', '')}", vocabulary, problems.append)
        node = _node(document)
        value = checker.value(kinds[table].struct, node, table)
        if isinstance(value, dict):
            coded.append(Coded(kinds[table], value, checker.place(node), checker.pending))
    settle(coded, problems)
    if problems:
        first = min(problems)
        raise _foreign(path, f"{first.file}: {first.message}")
    of_kind: dict[str, list[Document]] = {name: [] for name in KINDS}
    for one in coded:
        of_kind[one.kind.name].append(one.value)
    return Corpus(about if isinstance(about, dict) else {}, of_kind, vocabulary, "")


def _texts(vocabulary: dict[str, dict[str, dict[str, str]]]) -> Iterator[str]:
    for entries in vocabulary.values():
        for word, said in entries.items():
            yield from (word, said["title"], *said.values())


def _without(document: Document, *names: str) -> Document:
    return {name: value for name, value in document.items() if name not in names}


def _node(value: Any) -> Node:
    """Return a value as if it had been read from YAML; a field that is null is not there."""
    if isinstance(value, dict):
        return Mapping(
            {str(k): (Scalar(str(k), False, 1, 1), _node(v)) for k, v in value.items() if v is not None}, 1, 1
        )
    if isinstance(value, list):
        return Sequence([_node(inner) for inner in value], 1, 1)
    return Scalar(str(value), not isinstance(value, str), 1, 1)
