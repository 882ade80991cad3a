"""Whose word a record rests on, and the marks that warn of it. Many claims may rest on one root, and that is no more than one witness.

All of it is worked out from a record, what it names and what names it, with `record_of` for the records that the answer hangs
on: while an index is made they are few fields of each, in a Library whole records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain as chained
from itertools import pairwise, product
from typing import Any

from .gaps import gaps

Record = dict[str, Any]
RecordOf = Callable[[str], Record]
Links = Iterable[Sequence[str]]
"""Pairs of a field and an id or citation: what a record names, or what names it."""

MARKS = {"disputed": "!", "unnamed": "?", "single": "1", "open": "_", "inferred": "="}
"""What a reader must not miss of a record, gravest first, each with its sign.

- disputed: an issue that is not settled is about it (an actor, place or outlet: about who or what it is, or is one of its
  `disputes`), or has this claim among its positions; or one root asserts what another denies or doubts; or an event is
  coded so; or of a term of an agreement, a status line is `disputed`, or one speaker says kept where another says broken.
- unnamed: every root that tells of it is a source without a name; of a claim, its own root is.
- single: one independent root tells of it, named or not (see `told_by`). Not of a claim: that is one voice by itself.
- open: it leaves open one of the `gaps.GAPS`.
- inferred: its main date is not printed in a text, but inferred, computed or from outside.
"""
SIGNS = tuple(
    "".join(sign for i, sign in enumerate(MARKS.values()) if bits >> i & 1) for bits in range(1 << len(MARKS))
)
"""The signs of a set of marks, by its bits; bit i stands for the i-th mark."""

_BIT = {mark: 1 << i for i, mark in enumerate(MARKS)}
WEIGHED = frozenset(("event", "agreement", "round", "figure", "relation"))
"""The kinds of what is told, by one root or by several."""
_NAMED_ALONE = frozenset(("actor", "place", "outlet"))
"""The kinds that issues name because they have to do with them, though it is not they that are disputed."""


def mark_bits(marks: Iterable[str]) -> int:
    """Return a set of marks as bits."""
    return sum(_BIT[mark] for mark in set(marks))


def marks_in(bits: int) -> list[str]:
    """Return the marks that bits stand for, gravest first."""
    return [mark for mark, bit in _BIT.items() if bits & bit]


# -- roots


def chain_of(claim: Record) -> tuple[str, ...]:
    """Return who passes a claim on, from the speaker towards the reader."""
    return (claim["speaker"], *claim.get("via", ()))


def root(chain: Sequence[str], record_of: RecordOf) -> str:
    """Return whose word a claim is in the end: the actor nearest to the reader in the chain, else its first outlet.

    What one is said to have said is the word of the one who tells it, and what an outlet only quotes from another outlet is that
    one's report. A person who speaks for one body is that body, someone on an outlet's staff is the outlet, and an outlet that
    republishes another is the other.
    """
    for teller, quoting in pairwise(chain):
        if teller in _tied(quoting, "quotes", record_of):
            return teller
    actors = [name for name in chain if name.startswith("act:")]
    return origin(actors[-1] if actors else chain[0], record_of)


def origin(name: str, record_of: RecordOf) -> str:
    """Follow a speaker to the one it stands for; a ring ends where it began."""
    seen: set[str] = set()
    while True:
        seen.add(name)
        further = _stands_for(name, record_of)
        if len(further) != 1 or further[0] in seen:
            return name
        (name,) = further


def _stands_for(name: str, record_of: RecordOf) -> list[str]:
    record = record_of(name)
    further: list[str] = []
    if name.startswith("out:"):
        further = _tied(name, "republishes", record_of)
    elif record["kind"] == "person":
        further = list(record.get("speaks_for", ()))
    return further or [one["org"] for one in record.get("affiliations", ()) if one["org"].startswith("out:")]


def _tied(name: str, tie: str, record_of: RecordOf) -> list[str]:
    """Return the outlets that an outlet republishes or quotes; none for an actor."""
    relations = record_of(name).get("relations", ()) if name.startswith("out:") else ()
    return [one["outlet"] for one in relations if one["type"] == tie]


def claims_about(linked_from: Links) -> list[str]:
    """Return the claims about a record, in list order."""
    return list(
        dict.fromkeys(name for field, name in linked_from if field == "about.record" and name.startswith("clm:"))
    )


def told_by(links: Links, linked_from: Links, record_of: RecordOf) -> dict[str, list[str]]:
    """Return the independent roots that tell of a record, each with the claims about it that fall under it.

    These are the roots of the claims about it, and of whoever is named in an `according_to` of it or of its parts without passing
    on one of these claims. Where there is no claim, and the record as a whole is according to nobody, the outlets vouch for
    it in whose articles the paragraphs stand that it rests on.
    """
    found: dict[str, list[str]] = {}
    heard: set[str] = set()
    links = list(links)
    for claim in claims_about(linked_from):
        chain = chain_of(record_of(claim))
        heard.update(chain)
        found.setdefault(root(chain, record_of), []).append(claim)
    vouched = not found and not any(field == "according_to" for field, _ in links)
    for field, target in links:
        if field.rpartition(".")[2] == "according_to" and target not in heard:
            found.setdefault(origin(target, record_of), [])
        elif field == "cite" and vouched:
            found.setdefault(voice_of(record_of(article_of(target)), record_of), [])
    return found


def article_of(citation: str) -> str:
    """Return the article that a citation is of."""
    return "art:" + citation.partition("#")[0]


def voice_of(article: Record, record_of: RecordOf) -> str:
    """Return the root of what an article says in its own voice."""
    return origin(article.get("republishes") or article["outlet"], record_of)


def is_unnamed(name: str, record_of: RecordOf) -> bool:
    """Say whether an actor or outlet is a source without a name."""
    return bool(record_of(name)["kind"] == "unnamed")


# -- marks


def own_marks(kind: str, record: Record) -> Iterator[str]:
    """Yield the marks of a record that it shows by itself."""
    if record.get("factuality") == "disputed" or contested(record):
        yield "disputed"
    if kind != "paragraph" and any(True for _ in gaps(kind, record)):
        yield "open"
    when = record.get("when") or record.get("as_of") or record.get("published")
    if when and when.get("basis", "stated") != "stated":
        yield "inferred"


def contested(agreement: Record) -> list[Record]:
    """Return the terms of an agreement on whose fate speakers differ; none of any other record."""
    return [term for term in agreement.get("terms", ()) if _is_contested(term)]


def _is_contested(term: Record) -> bool:
    lines = {
        status: [set(line["according_to"]) for line in term.get("status_log", ()) if line["status"] == status]
        for status in ("disputed", "kept", "broken")
    }
    return bool(lines["disputed"]) or any(one != other for one, other in product(lines["kept"], lines["broken"]))


def told_marks(kind: str, links: Links, linked_from: Links, record_of: RecordOf) -> Iterator[str]:
    """Yield the marks of a record that follow from what it names and what names it; some may come twice."""
    links, linked_from = list(links), list(linked_from)
    own = {name for field, name in links if field == "disputes"}
    issues = ((name, record_of(name)) for name in issues_on(links, linked_from))
    if any(issue["status"] != "settled" and (_is_its_own(kind, issue) or name in own) for name, issue in issues):
        yield "disputed"
    if kind == "claim":
        itself = [target for field, target in links if field in ("speaker", "via")]  # in the order of its fields
        if is_unnamed(root(itself, record_of), record_of):
            yield "unnamed"
    if kind in WEIGHED:
        roots = told_by(links, linked_from, record_of)
        if len(roots) == 1:
            yield "single"
        if roots and all(is_unnamed(one, record_of) for one in roots):
            yield "unnamed"
        if _is_contradicted(roots, record_of):
            yield "disputed"


def issues_on(links: Links, linked_from: Links) -> list[str]:
    """Return the issues about a record, or with a claim among their positions, in list order."""
    naming = (name for field, name in linked_from if field in ("about", "positions.claims") and name.startswith("iss:"))
    return list(dict.fromkeys(chained(naming, (name for field, name in links if field == "disputes"))))


def _is_its_own(kind: str, issue: Record) -> bool:
    """Say whether an issue that names a record is about that itself."""
    return kind not in _NAMED_ALONE or issue["kind"] == "identity"


def _is_contradicted(roots: dict[str, list[str]], record_of: RecordOf) -> bool:
    """Say whether one root asserts what another denies or doubts."""
    stands = {one: {record_of(claim)["polarity"] for claim in claims} for one, claims in roots.items()}
    return any(
        one != other and "asserts" in stands[one] and stands[other] & {"denies", "doubts"}
        for one, other in product(stands, repeat=2)
    )


_NEEDED = {
    "outlet": ("kind", "relations"),
    "article": ("outlet", "republishes"),
    "actor": ("kind", "speaks_for", "affiliations"),
    "claim": ("speaker", "via", "polarity"),
    "issue": ("status", "kind"),
}


def needed(kind: str, record: Record) -> Record | None:
    """Return what of a record the marks of others hang on, None where nothing does."""
    fields = _NEEDED.get(kind)
    if fields is None:
        return None
    found = {field: record[field] for field in fields if field in record}
    for field, keep in (("relations", ("type", "outlet")), ("affiliations", ("org",))):
        if field in found:
            found[field] = [{name: one[name] for name in keep} for one in found[field]]
    return found
