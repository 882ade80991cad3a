"""A corpus → the documents of its store: tables in a fixed order, documents in the order in which lists show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..corpus.fold import words
from ..corpus.kinds import KINDS, short_of
from ..corpus.text import has_rightward
from .walk import targets

if TYPE_CHECKING:
    from ..corpus.reader import Corpus

Document = dict[str, Any]

FORMAT = 3
"""Version of the store's layout; another one is built anew."""

TABLES = ("meta", *(kind.plural for kind in KINDS.values()), "paragraphs", "xref")


def documents(corpus: Corpus, generation: str) -> Iterator[tuple[str, Iterable[Document]]]:
    """Yield each table with its documents. The same corpus and generation give the same documents in the same order."""
    ordered = {kind: sorted(records, key=order_of(kind)) for kind, records in corpus.records.items()}
    yield "meta", [_meta(corpus, generation)]
    for name, kind in KINDS.items():
        yield kind.plural, map(without_text, ordered[name]) if name == "article" else ordered[name]
    yield "paragraphs", (paragraph for article in ordered["article"] for paragraph in paragraphs_of(article))
    yield "xref", _xref(ordered)


def _meta(corpus: Corpus, generation: str) -> Document:
    return {
        "format": FORMAT,
        "generation": generation,
        "about": corpus.about,
        "counts": {kind: len(records) for kind, records in corpus.records.items()},
        "vocabulary": {name: dict(entries) for name, entries in corpus.vocabulary.items()},
    }


def preferred(names: list[Document]) -> str:
    """Return the name to show: the first that is marked preferred, else the first."""
    return str(next((n["text"] for n in names if n.get("kind") == "preferred"), names[0]["text"]))


def in_latin(names: list[Document]) -> str:
    """Return the first spelling in Latin letters, the preferred name where there is none."""
    spellings = (n["text"] for n in names if n.get("kind", "alias") in ("preferred", "alias", "weak_alias"))
    return next((text for text in spellings if not has_rightward(text)), preferred(names))


def _by_name(record: Document) -> tuple[str, ...]:
    return " ".join(words(preferred(record["names"]))), record["id"]


def _by_date(record: Document) -> tuple[str, ...]:
    when = record.get("when") or record.get("as_of") or record.get("published") or {}
    first, last = when.get("earliest"), when.get("latest")
    return first or last or "9999", last or "9999", record["id"]


def _as_written(record: Document) -> tuple[str, ...]:
    return ()


BY_NAME, AS_WRITTEN = ("outlet", "actor", "place"), ("issue", "thread")
"""The kinds that go by their names, and in the order of the files; the others go by their dates."""


def order_of(kind: str) -> Callable[[Document], tuple[str, ...]]:
    """Return what the records of a kind are ordered by."""
    return _by_name if kind in BY_NAME else _as_written if kind in AS_WRITTEN else _by_date


def without_text(article: Document) -> Document:
    """Return the article without its paragraphs, which have a table of their own and name their article."""
    return {field: value for field, value in article.items() if field != "paragraphs"}


def paragraphs_of(article: Document) -> Iterator[Document]:
    """Yield the documents of an article's paragraphs."""
    short = short_of(article["id"])
    for paragraph in article["paragraphs"]:
        yield {"id": f"{short}#{paragraph['at']}", "article": article["id"], **paragraph}


def _xref(ordered: dict[str, list[Document]]) -> Iterator[Document]:
    """Yield one document for each record or paragraph that links or is linked: what it names, and what names it."""
    out: dict[str, list[tuple[str, str]]] = {}
    into: dict[str, list[tuple[str, str]]] = {}
    for kind, records in ordered.items():
        for record in records:
            for path, target in targets(kind, record):
                out.setdefault(record["id"], []).append((path, target))
                into.setdefault(target, []).append((path, record["id"]))
    every = chain.from_iterable(ordered.values())
    paragraphs = chain.from_iterable(map(paragraphs_of, ordered["article"]))
    for name in (one["id"] for one in chain(every, paragraphs)):
        if name in out or name in into:
            yield {"id": name, "links": out.get(name, []), "linked_from": into.get(name, [])}
