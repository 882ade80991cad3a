"""Whose word is used for what: the terms that the sources chose, sorted by what they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, groupby
from typing import Any

from ..corpus.fold import words
from ..corpus.kinds import kind_of
from ..store.library import Library
from ..store.query import Facet, Query
from ..store.sourcing import article_of

Record = dict[str, Any]
Sort = tuple[str, str]
"""What a word names: a vocabulary and its code, a kind of record and a code, or ("names" or "issues", id)."""

MOST = 500
"""Records of each kind that are looked through for words."""
KINDS_WITH_WORDS = ("event", "agreement", "round", "claim", "relation")
NAMES, TIES, DEALS, TALKS, SPEECH, QUESTIONS = "names", "relations", "agreements", "rounds", "claims", "issues"
"""Sorts that are no vocabulary."""


@dataclass(frozen=True)
class Use:
    """A term, by whom it is used, of what record, on which paragraphs, and what sort of thing it names; `label` is the position of a
    question that it stands for.

    `by` is "" where all that is known is in which paragraph it stands: it may be the outlet's word, or that of one it quotes.
    """

    term: str
    by: str
    record: str
    cites: tuple[str, ...]
    sort: Sort
    label: str = ""

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """What tells it from others, wherever it was coded."""
        return self.term.casefold(), self.by, self.cites


def uses_of(library: Library, name: str) -> list[Use]:
    """Return the words that are coded on a record. Of a claim, each stands under every sort of event that the claim is about."""
    record, kind = library.record(name), kind_of(name)
    if kind == "claim":
        return list(chain.from_iterable(_uses(record, name, sort) for sort in _sorts_about(library, record)))
    sorts: dict[str | None, Sort] = {
        "event": ("event_types", record.get("type", "")),
        "relation": (TIES, record.get("type", "")),
        "agreement": (DEALS, ""),
        "round": (TALKS, ""),
    }
    found = list(_uses(record, name, sorts[kind])) if kind in sorts else []
    for term in record.get("terms", ()):
        topic = term.get("topic")
        found += _uses(term, name, ("topics", topic) if topic else (DEALS, ""), record.get("cite", ()))
    return found


def names_of(library: Library, name: str) -> list[Use]:
    """Return what an actor is called in each article, and in which of its paragraphs; a name that no paragraph has is left out."""
    found = []
    for form in library.record(name)["names"]:
        for article, cites in groupby(sorted(form.get("seen_in", ()), key=article_of), article_of):
            if library.number(article) is not None:
                found.append(Use(form["text"], "", name, tuple(cites), (NAMES, name)))
    return found


def _uses(holder: Record, name: str, sort: Sort, cites: Iterable[str] = ()) -> Iterator[Use]:
    own = holder.get("cite") or cites
    for one in holder.get("framing", ()):
        yield Use(one["term"], one.get("by", ""), name, tuple(one.get("cite") or own), sort)


def _sorts_about(library: Library, claim: Record) -> list[Sort]:
    about = [one["record"] for one in claim.get("about", ())]
    types = dict.fromkeys(library.record(one)["type"] for one in about if kind_of(one) == "event")
    if types:
        return [("event_types", one) for one in types]
    kinds = {kind_of(one) for one in about}
    return [(DEALS, "") if "agreement" in kinds else (TALKS, "") if "round" in kinds else (SPEECH, "")]


def _once(uses: Iterable[Use]) -> tuple[Use, ...]:
    """Return uses of which none is told twice: what is coded on an event, tie, deal or round is not repeated for a claim.

    The words of one paragraph by one speaker are one use, on however many records of a sort they are coded.
    """
    found, known = dict[tuple[Any, ...], Use](), set[tuple[str, str, str]]()
    held = sorted(uses, key=lambda use: use.record.startswith("clm:"))  # stable: claims last
    for use in held:
        spots = {(use.term.casefold(), use.by, cite) for cite in use.cites}
        if use.record.startswith("clm:"):
            if spots <= known:
                continue
        else:
            known |= spots
        found.setdefault((*use.key, use.sort), use)
    return tuple(found.values())


@dataclass(frozen=True)
class Words:
    """Uses under headings, and how many records were left unread for them."""

    sections: tuple[tuple[str, tuple[Use, ...]], ...]
    unread: int = 0


def words_for(library: Library, name: str) -> Words:
    """Return the words that belong to an actor, outlet, article or issue, or with "" to the whole corpus.

    Questions of wording come first, whole, so that each word stands beside those of others; then words by what they name, then what
    actors are called.
    """
    make = {"issue": _of_issue, "article": _of_article, "actor": _of_actor, "outlet": _of_outlet}.get(
        kind_of(name) or "", _of_all
    )
    found = make(library, name)
    return replace(found, sections=tuple(one for one in found.sections if one[1]))


def _of_all(library: Library, _: str) -> Words:
    coded, unread = _read(library)
    return Words(
        (
            _questions(library, lambda use: True),
            ("by what it names", _once(coded)),
            ("what they are called", tuple(_called(library))),
        ),
        unread,
    )


def _of_article(library: Library, name: str) -> Words:
    found, unread = _read(library, Facet("article", name))
    here = _once(use for use in found if _stands_in(use, name))
    asked = _questions(library, lambda use: _stands_in(use, name))
    return Words(
        (asked, ("by what it names", here), ("what they are called here", tuple(_called(library, name)))), unread
    )


def _of_outlet(library: Library, name: str) -> Words:
    articles = [link.row.id for link in library.linked_from(name, "article") if link.field == "outlet"]
    quoted, unread = list[Use](), 0
    for article in articles[:MOST]:
        found, left = _read(library, Facet("article", article))
        quoted += [use for use in found if use.by != name and _stands_in(use, article)]
        unread += left
    asked = _questions(library, lambda use: use.by == name)
    own, left = _by(library, name)
    sections = (asked, ("in its own voice", _once(own)), ("words of others in its articles", _once(quoted)))
    return Words(sections, unread + left)


def _of_actor(library: Library, name: str) -> Words:
    about = {link.row.id for link in library.linked_from(name, "issue")}
    asked = _questions(library, lambda use: use.by == name or use.sort[1] in about)
    own, unread = _by(library, name)
    met, left = _linked(library, name, ("participants.actor", "from", "to"))
    others = _once(use for use in met if use.by != name)
    sections = (
        asked,
        ("its own words", _once(own)),
        ("what it is called", tuple(names_of(library, name))),
        ("words of others for what it had part in", others),
    )
    return Words(sections, unread + left)


def _of_issue(library: Library, name: str) -> Words:
    record = library.record(name)
    asked = tuple(in_question(library, name, every=True))
    told = {use.key for use in asked}
    about = [one for one in record.get("about", ()) if kind_of(one) in KINDS_WITH_WORDS]
    rest = _once(use for one in about for use in uses_of(library, one) if use.key not in told)
    called = [use for one in record.get("about", ()) if kind_of(one) == "actor" for use in names_of(library, one)]
    return Words(
        (
            ("by position", asked),
            ("in no position, for what it is about", rest),
            ("what they are called", tuple(called)),
        )
    )


def in_question(library: Library, name: str, every: bool = False) -> Iterator[Use]:
    """Yield the words of an issue, position by position: those of its claims that its label or the question names, or `every` one.

    Where the label names what an actor is called whom the issue is about, in an article that the position cites, so is that.
    """
    issue = library.record(name)
    actors = [one for one in issue.get("about", ()) if kind_of(one) == "actor"]
    for position in issue["positions"]:
        uses = {use.key: use for claim in position.get("claims", ()) for use in uses_of(library, claim)}
        asked = set(words(f"{position['label']} {issue['question']}"))
        for use in uses.values():
            if every or is_named(use.term, asked):
                yield replace(use, sort=(QUESTIONS, name), label=position["label"])
        label, articles = set(words(position["label"])), {article_of(cite) for cite in position.get("cite", ())}
        spoken = {(use.term.casefold(), cite) for use in uses.values() for cite in use.cites}
        for use in (use for actor in actors for use in names_of(library, actor)):
            known = all((use.term.casefold(), cite) in spoken for cite in use.cites)
            if is_named(use.term, label) and article_of(use.cites[0]) in articles and not known:
                yield replace(use, sort=(QUESTIONS, name), label=position["label"])


def is_named(term: str, asked: set[str]) -> bool:
    """Say whether all words of a term are among some others, but for how they end: `militants` and `militant` are one."""
    return all(any(_alike(word, other) for other in asked) for word in words(term))


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or (len(shorter) >= 4 and longer.startswith(shorter) and len(longer) - len(shorter) <= 3)


def _questions(library: Library, wanted: Callable[[Use], bool]) -> tuple[str, tuple[Use, ...]]:
    """Return the words of the questions of wording in which any use is wanted."""
    found = list[Use]()
    for row in library.rows(library.numbers("issue", Query(facets=(Facet("kind", "wording"),)))[:MOST]):
        uses = list(in_question(library, row.id))
        found += uses if any(map(wanted, uses)) else []
    return "questions of wording", tuple(found)


def _read(library: Library, *facets: Facet) -> tuple[list[Use], int]:
    """Return the words coded on the first records of each kind, and how many records were left."""
    found, unread = list[Use](), 0
    for kind in KINDS_WITH_WORDS:
        numbers = library.numbers(kind, Query(facets=facets))
        unread += max(len(numbers) - MOST, 0)
        for row in library.rows(numbers[:MOST]):
            found += uses_of(library, row.id)
    return found, unread


def _called(library: Library, article: str = "") -> Iterator[Use]:
    """Yield what actors are called: all who have several names in the texts, or who have any in one article."""
    numbers = library.numbers("actor", Query(facets=(Facet("article", article),)) if article else None)
    for row in library.rows(numbers[:MOST]):
        uses = names_of(library, row.id)
        if article:
            yield from (use for use in uses if _stands_in(use, article))
        elif len({use.term for use in uses}) > 1:
            yield from uses


def _stands_in(use: Use, article: str) -> bool:
    return any(article_of(cite) == article for cite in use.cites)


def _by(library: Library, name: str) -> tuple[list[Use], int]:
    """Return the words that one chose, and how many records were left."""
    found, unread = _linked(library, name, ("framing.by", "terms.framing.by"))
    return [use for use in found if use.by == name], unread


def _linked(library: Library, name: str, fields: tuple[str, ...]) -> tuple[list[Use], int]:
    """Return the words coded on the first records that name one so, and how many records were left."""
    records = list(dict.fromkeys(link.row.id for link in library.linked_from(name) if link.field in fields))
    return [use for record in records[:MOST] for use in uses_of(library, record)], max(len(records) - MOST, 0)


def differing(uses: Iterable[Use]) -> set[str]:
    """Return the events, ties and claims for which two speakers have no word in common; of talks and deals, which are of many
    things, none."""
    terms: dict[str, dict[str, set[str]]] = {}
    for use in uses:
        if use.by and kind_of(use.record) in ("event", "relation", "claim"):
            terms.setdefault(use.record, {}).setdefault(use.by, set()).add(use.term.casefold())
    return {
        record for record, by in terms.items() if any(not one & other for one in by.values() for other in by.values())
    }
