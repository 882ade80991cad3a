"""One event, or one open question, as each of those who tell of it tells it: set beside one another, never merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from ..corpus.kinds import kind_of
from ..store.library import Library
from ..store.sourcing import article_of, chain_of, origin, voice_of
from .roots import issues_on, root, told_by
from .stated import Stated, all_stated, narrowed
from .wording import Use, uses_of

Record = dict[str, Any]

ASPECTS = (
    "when", "where", "who", "number", "far", "stance", "certainty", "through", "said", "blames", "credits", "words",
)  # fmt: skip
"""What accounts are compared by: when, where and with whom it was, how many, how far it came about, what is done with the matter
(asserted, denied …), how surely, through whom it comes and when it was said, who is blamed and credited, in which words."""
ALWAYS = ("when", "where", "who", "number", "stance", "certainty", "through")
"""The aspects of which it is told that an account leaves them unsaid, even where all do."""
_NO_DIFFERENCE = ("through", "said")
MOST_TWINS = 6
"""Events that are perhaps the same whose accounts are set beside one's own; more are counted."""
_BOUNDS = ("low", "high", "best")


@dataclass
class Account:
    """What one root tells: the events that it tells of with what of each is known to be its word, its claims, the figures it
    gives, the words it chose, and the paragraphs all this rests on.

    `position` is the place of an issue's position that it holds, 0 for an event.
    """

    teller: str
    position: int = 0
    events: list[str] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    words: list[Use] = field(default_factory=list)
    cites: list[str] = field(default_factory=list)

    def rest_on(self, cites: Iterable[str]) -> None:
        """Add paragraphs that it rests on, each once."""
        self.cites = list(dict.fromkeys((*self.cites, *cites)))


def accounts_of(library: Library, name: str) -> list[Account]:
    """Return the accounts of an event or issue: by root, of an issue by position and root.

    Raises KeyError where there is no such record.
    """
    record = library.record(name)
    return _of_issue(library, record) if kind_of(name) == "issue" else _of_event(library, record)


def _of_event(library: Library, event: Record) -> list[Account]:
    name = event["id"]
    found = {one: Account(one) for one in told_by(library, name)}
    for one, claims in told_by(library, name).items():
        for claim in claims:
            _add_claim(library, found[one], claim, {name})
    for figure in dict.fromkeys(link.row.id for link in library.linked_from(name, "figure") if link.field == "about"):
        for teller in _givers(library, figure):
            _add_figure(library, found.setdefault(teller, Account(teller)), figure)
    for use in uses_of(library, name):
        if use.by and (teller := origin(use.by, library.record)) in found:
            _add_word(found[teller], use)
    for teller, account in found.items():
        if not account.cites:
            voiced = [c for c in event["cite"] if voice_of(library.record(article_of(c)), library.record) == teller]
            account.rest_on(voiced or event["cite"])
        account.events.append(name)
    for account, stated in zip(found.values(), all_stated(library, event, list(found.values())), strict=True):
        account.stated = stated
    return list(found.values())


def twins_of(library: Library, name: str) -> list[str]:
    """Return the events that are coded as perhaps the same as an event, from either side."""
    own = (one["target"] for one in library.record(name).get("links", ()) if one["rel"] == "maybe_same_as")
    naming = (link.row.id for link in library.linked_from(name, "event") if link.field == "links.target")
    back = (one for one in naming if _is_twin(library, one, name))
    return [one for one in dict.fromkeys((*own, *back)) if one != name and kind_of(one) == "event"]


def _is_twin(library: Library, one: str, name: str) -> bool:
    links = library.record(one).get("links", ())
    return any(link["target"] == name and link["rel"] == "maybe_same_as" for link in links)


def _of_issue(library: Library, issue: Record) -> list[Account]:
    found: dict[tuple[int, str], Account] = {}
    about = {one for one in issue.get("about", ()) if kind_of(one) == "event"}
    for place, position in enumerate(issue["positions"]):
        for claim in position.get("claims", ()):
            teller = root(library, library.record(claim))
            _add_claim(library, found.setdefault((place, teller), Account(teller, place)), claim, about)
        if not position.get("claims"):
            cites = position.get("cite") or issue["cite"]
            for cite in cites:
                teller = voice_of(library.record(article_of(cite)), library.record)
                found.setdefault((place, teller), Account(teller, place)).rest_on([cite])
    for figure in (one for one in issue.get("about", ()) if kind_of(one) == "figure"):
        _place_figure(library, found, figure)
    accounts = [found[key] for key in sorted(found, key=lambda key: key[0])]
    for account in accounts:
        account.events = [one for one in _told_of(library, account) if not about or one in about]
    known = {
        one: _of_event(library, library.record(one)) for one in dict.fromkeys(e for a in accounts for e in a.events)
    }
    for account in accounts:
        same = [one for one in accounts if one is not account and one.teller == account.teller]
        for event in account.events:
            stated = (one for told in known[event] if told.teller == account.teller for one in told.stated)
            rivals = [set(one.cites) for one in same if event in one.events]
            account.stated += narrowed(stated, set(account.cites), rivals)
    return accounts


def _told_of(library: Library, account: Account) -> list[str]:
    """Return the events that the claims of an account are about, those that rest on its paragraphs where it has no claim."""
    if account.claims:
        about = (one["record"] for claim in account.claims for one in library.record(claim).get("about", ()))
        return list(dict.fromkeys(one for one in about if kind_of(one) == "event"))
    naming = (
        link.row.id for cite in account.cites for link in library.linked_from(cite, "event") if link.field == "cite"
    )
    return list(dict.fromkeys(naming))


def _place_figure(library: Library, found: dict[tuple[int, str], Account], figure: str) -> None:
    """Give a figure that an issue is about to the accounts of who gives it, in the positions that rest on its paragraphs."""
    cites = set(library.record(figure)["cite"])
    for teller in _givers(library, figure):
        for (_, one), account in found.items():
            if one == teller and cites & set(account.cites):
                _add_figure(library, account, figure)


def _add_claim(library: Library, account: Account, name: str, about: set[str]) -> None:
    claim = library.record(name)
    account.claims.append(name)
    account.rest_on(claim["cite"])
    for use in {use.key: use for use in uses_of(library, name)}.values():
        _add_word(account, use)
    for one in (one["record"] for one in claim.get("about", ())):
        if kind_of(one) == "figure" and (not about or about & set(library.record(one).get("about", ()))):
            _add_figure(library, account, one)


def _add_figure(library: Library, account: Account, figure: str) -> None:
    if figure not in account.figures:
        account.figures.append(figure)
        account.rest_on(library.record(figure)["cite"])


def _add_word(account: Account, use: Use) -> None:
    if use.key not in {one.key for one in account.words}:
        account.words.append(use)


def _givers(library: Library, name: str) -> list[str]:
    """Return the roots of a figure: of who gives it, else of the articles that it stands in."""
    figure = library.record(name)
    if given := figure.get("according_to"):
        return list(dict.fromkeys(origin(one, library.record) for one in given))
    articles = dict.fromkeys(map(article_of, figure["cite"]))
    return list(dict.fromkeys(voice_of(library.record(one), library.record) for one in articles))


def told(library: Library, account: Account) -> dict[str, list[str]]:
    """Return what an account says of each of the ASPECTS, as codes, ids and words; an aspect that it leaves unsaid is empty."""
    claims = [library.record(claim) for claim in account.claims]
    sure = (claim.get("certainty", "unspecified") for claim in claims)
    found: dict[str, Iterable[str]] = {
        aspect: [one.key for one in account.stated if one.aspect == aspect]
        for aspect in ("when", "where", "who", "far")
    } | {
        "stance": (claim["polarity"] for claim in claims),
        "certainty": (one for one in sure if one != "unspecified"),
        "through": (" ".join(chain) for chain in chains(library, account)),
        "said": (claim["when"]["edtf"] for claim in claims if "when" in claim),
        "blames": (one for claim in claims for one in claim.get("blames", ())),
        "credits": (one for claim in claims for one in claim.get("credits", ())),
        "number": account.figures,
        "words": (use.term for use in account.words),
    }
    return {aspect: list(dict.fromkeys(found[aspect])) for aspect in ASPECTS}


def chains(library: Library, account: Account) -> list[tuple[str, ...]]:
    """Return through whom an account comes, each chain once: those of its claims, else it and the outlets that print it."""
    if account.claims:
        return list(dict.fromkeys(chain_of(library.record(claim)) for claim in account.claims))
    articles = [library.record(one) for one in dict.fromkeys(map(article_of, account.cites))]
    printed = ([one for one in (article.get("republishes"), article["outlet"]) if one] for article in articles)
    return list(dict.fromkeys(tuple(dict.fromkeys((account.teller, *outlets))) for outlets in printed))


def differences(library: Library, accounts: Sequence[Account], counts: bool = False) -> dict[str, str]:
    """Return the aspects in which accounts differ, with how: `!` one asserts what another denies or doubts, `≠` otherwise.

    What one of them leaves unsaid is no difference, nor is through whom it comes and when it was said. Days differ where none is in
    both, and where those that are printed as they are coded are not the same. Numbers differ where two that measure the same do,
    or, where it is known that accounts of it `counts` differ, where two of one unit do; words where two accounts have none in common.
    """
    said = [told(library, account) for account in accounts]
    found: dict[str, str] = {}
    for aspect in ASPECTS:
        if aspect == "when":
            differ = any(_days_differ(one, other) for one, other in combinations(accounts, 2))
        else:
            differ = aspect not in _NO_DIFFERENCE and any(
                _differ(library, aspect, one[aspect], other[aspect], counts) for one, other in combinations(said, 2)
            )
        if differ:
            found[aspect] = "≠"
    stances = [set(one["stance"]) for one in said]
    if any(contradict(one, other) for one in stances for other in stances if one is not other):
        found["stance"] = "!"
    return found


def _days_differ(one: Account, other: Account) -> bool:
    """Say whether two accounts, each with days of its own, have none in common, or print different ones; what is inferred is the
    coder's."""
    here, there = ([value for value in account.stated if value.aspect == "when"] for account in (one, other))
    if not here or not there:
        return False
    if not any(first.meets(second) for first in here for second in there):
        return True
    printed = [{value.key for value in values if not value.inferred} for values in (here, there)]
    return all(printed) and printed[0] != printed[1]


def contradict(one: set[str], other: set[str]) -> bool:
    """Say whether one asserts what the other denies or doubts."""
    return "asserts" in one and bool(other & {"denies", "doubts"})


def asks_for_a_number(library: Library, name: str) -> bool:
    """Say whether an issue, or one about an event, is a question of how many."""
    issues = [name] if kind_of(name) == "issue" else issues_on(library, name)
    return any(library.record(one)["kind"] == "number" for one in issues)


def _differ(library: Library, aspect: str, one: list[str], other: list[str], counts: bool) -> bool:
    if not one or not other:
        return False
    if aspect == "words":
        return not {word.casefold() for word in one} & {word.casefold() for word in other}
    if aspect != "number":
        return set(one) != set(other)
    return any(
        first["unit"] == second["unit"]
        and (counts or first["measures"].casefold() == second["measures"].casefold())
        and _number(first) != _number(second)
        for first in map(library.record, set(one) - set(other))
        for second in map(library.record, set(other) - set(one))
    )


def _number(figure: Record) -> tuple[Any, ...]:
    return (figure["qualifier"], figure.get("said"), *(figure.get(bound) for bound in _BOUNDS))


def apart(library: Library, aspect: str, accounts: Sequence[Account]) -> list[dict[str, bool]]:
    """Return for each account what not all say of an aspect who say anything of it, each with whether it is this one's alone."""
    said = [set(told(library, account)[aspect]) for account in accounts]
    voices = Counter(value for one in said for value in one)
    speaking = sum(map(bool, said))
    return [{value: voices[value] == 1 for value in one if voices[value] < speaking} for one in said]


def unsaid(library: Library, accounts: Sequence[Account]) -> Iterator[list[str]]:
    """Yield for each account the aspects that it leaves unsaid though another does not, or though they are asked for ALWAYS."""
    said = [told(library, account) for account in accounts]
    for one in said:
        yield [
            aspect
            for aspect in ASPECTS
            if not one[aspect] and (aspect in ALWAYS or any(other[aspect] for other in said))
        ]
