"""One event, or one open question, as each of those who tell of it tells it: set beside one another, never merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from ..corpus.kinds import kind_of
from ..store.library import Library
from ..store.sourcing import article_of, origin, voice_of
from .roots import issues_on, root, told_by
from .wording import Use, uses_of

Record = dict[str, Any]

ASPECTS = ("stance", "certainty", "said", "blames", "credits", "number", "words")
"""What accounts are compared by: what is done with the matter (asserted, denied …), how surely, when it was said, who is blamed
and who is credited, how many, in which words."""
_BOUNDS = ("low", "high", "best")


@dataclass
class Account:
    """What one root tells: its claims, the figures it gives, the words it chose, and the paragraphs all this rests on.

    `position` is the place of an issue's position that it holds, 0 for an event.
    """

    teller: str
    position: int = 0
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
    return list(found.values())


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
    return [found[key] for key in sorted(found, key=lambda key: key[0])]


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
        "stance": (claim["polarity"] for claim in claims),
        "certainty": (one for one in sure if one != "unspecified"),
        "said": (claim["when"]["edtf"] for claim in claims if "when" in claim),
        "blames": (one for claim in claims for one in claim.get("blames", ())),
        "credits": (one for claim in claims for one in claim.get("credits", ())),
        "number": account.figures,
        "words": (use.term for use in account.words),
    }
    return {aspect: list(dict.fromkeys(found[aspect])) for aspect in ASPECTS}


def differences(library: Library, accounts: Sequence[Account], counts: bool = False) -> dict[str, str]:
    """Return the aspects in which accounts differ, with how: `!` one asserts what another denies or doubts, `≠` otherwise.

    What one of them leaves unsaid is no difference, nor is when it was said. Numbers differ where two that measure the same do, or,
    where it is known that accounts of it `counts` differ, where two of one unit do; words where two accounts have none in common.
    """
    said = [told(library, account) for account in accounts]
    found: dict[str, str] = {}
    for aspect in ASPECTS:
        if aspect != "said" and any(
            _differ(library, aspect, one[aspect], other[aspect], counts) for one, other in combinations(said, 2)
        ):
            found[aspect] = "≠"
    stances = [set(one["stance"]) for one in said]
    if any(contradict(one, other) for one in stances for other in stances if one is not other):
        found["stance"] = "!"
    return found


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


def only_from(account: Account, accounts: Sequence[Account], cites: Sequence[str]) -> bool:
    """Say whether paragraphs are those of one account and of no other: its own, or of articles in which no other is told."""
    others = {cite for other in accounts if other is not account for cite in other.cites}
    own = set(account.cites)
    articles = {article_of(cite) for cite in own} - {article_of(cite) for cite in others}
    return bool(cites) and all((cite in own and cite not in others) or article_of(cite) in articles for cite in cites)


def unsaid(library: Library, accounts: Sequence[Account]) -> Iterator[list[str]]:
    """Yield for each account the aspects that it leaves unsaid where another one does not."""
    said = [told(library, account) for account in accounts]
    for one in said:
        yield [aspect for aspect in ASPECTS if not one[aspect] and any(other[aspect] for other in said)]
