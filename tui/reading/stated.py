"""What of an event each of its tellers is known to have said: never more than the paragraphs show to be its word.

An event is coded once, however many tell of it; what it has of days, places and people goes only to those in whose paragraphs it
stands. Where one paragraph is of several tellers, or an article's that only quotes, whose word it is is left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from ..store.library import Library
from ..store.sourcing import article_of, origin, voice_of

Record = dict[str, Any]
PLACES = ("where", "origin", "destination")
_REFUSES = {"denies", "doubts"}


class Teller(Protocol):
    """An account as far as it matters here: who tells, with which claims and figures, from which paragraphs."""

    teller: str
    claims: list[str]
    figures: list[str]
    cites: list[str]


@dataclass(frozen=True)
class Stated:
    """A value that an account has for an event: a date, a place, an actor in a role, or how far it came about.

    `own` says that it is this account's word; without it, the same paragraph or article has other voices too. `role` is a role's
    code or one of PLACES, `number` says that a place is only where something is counted. Of dates: `inferred` is what is not printed as
    it is coded, `printed` that words of the source stand for it all the same, `said` those words where they can only be this account's.
    """

    aspect: str
    value: str
    event: str
    cites: tuple[str, ...]
    own: bool = True
    role: str = ""
    number: bool = False
    inferred: bool = False
    printed: bool = True
    said: str = ""
    earliest: str | None = None
    latest: str | None = None

    @property
    def key(self) -> str:
        """What it is compared by."""
        return f"{self.role} {self.value}" if self.aspect == "who" else self.value

    def meets(self, other: Stated) -> bool:
        """Say whether two dates have a day in common; an open side is endless."""
        return (self.earliest or "") <= (other.latest or "~") and (other.earliest or "") <= (self.latest or "~")


def all_stated(library: Library, event: Record, accounts: Sequence[Teller]) -> list[list[Stated]]:
    """Return for each account of an event what it is known to say of when, where and with whom it was, and how far it came about."""
    return [list(one) for one in _Event(library, event, accounts).stated()]


def narrowed(stated: Iterable[Stated], cites: set[str], rivals: Sequence[set[str]]) -> Iterator[Stated]:
    """Yield what a teller says of an event as far as it belongs to some of its paragraphs.

    `rivals` are the paragraphs of the same teller's other accounts of it, such as of a headline beside its text. What rests on
    paragraphs of neither is not surely this account's, and the place of a figure that stands in neither is not its at all.
    """
    for one in stated:
        here, there = cites.intersection(one.cites), [rival.intersection(one.cites) for rival in rivals]
        if here or not (one.number or any(there)):
            own = one.own and bool(here) and here not in there
            yield replace(one, own=own, said="" if any(there) else one.said)


class _Event:
    """An event and its accounts."""

    def __init__(self, library: Library, event: Record, accounts: Sequence[Teller]) -> None:
        self.library, self.event, self.accounts = library, event, accounts
        self.vouch = {origin(one, library.record) for one in event.get("according_to", ())}
        self.telling = [not self._refuses(account) for account in accounts]

    def _refuses(self, account: Teller) -> bool:
        """Say whether all that an account has on the event is to deny or doubt it: it then states no day or place of it."""
        claims = [self.library.record(claim) for claim in account.claims]
        return bool(claims) and all(claim["polarity"] in _REFUSES for claim in claims)

    def stated(self) -> list[list[Stated]]:
        found: list[list[Stated]] = [[] for _ in self.accounts]
        for value, pinned in self._values():
            for place, own in self._holders(value, pinned).items():
                found[place].append(replace(value, own=own, cites=self._cites(self.accounts[place], value.cites)))
        for place, account in enumerate(self.accounts):
            found[place] = self._with_places(account, found[place])
            whens = [one for one in found[place] if one.aspect == "when"]
            if whens and sum(any(one.aspect == "when" for one in other) for other in found) > 1:
                found[place] = [replace(one, said="") if one.aspect == "when" else one for one in found[place]]
        if len(self.accounts) == 1:
            far = self.event["factuality"]
            found[0].append(Stated("far", far, self.event["id"], tuple(self.event["cite"])))
        return found

    def _values(self) -> Iterator[tuple[Stated, bool]]:
        """Yield what the event has, each with whether it has paragraphs of its own."""
        event, name, whole = self.event, self.event["id"], tuple(self.event["cite"])
        when = event["when"]
        own = tuple(when.get("cite", ()))
        if when.get("edtf"):
            inferred = when.get("basis", "stated") != "stated"
            printed = "said" in when or not inferred
            days = {side: when.get(side) for side in ("earliest", "latest")}
            known = Stated("when", when["edtf"], name, own or whole, inferred=inferred, printed=printed, **days)
            yield replace(known, said=when.get("said", "")), bool(own)
        for field in PLACES:
            for one in event.get(field, ()):
                yield Stated("where", one, name, whole, role=field), False
        for one in event["participants"]:
            own = tuple(one.get("cite", ()))
            yield Stated("who", one["actor"], name, own or whole, role=one["role"]), bool(own)

    def _holders(self, value: Stated, pinned: bool) -> dict[int, bool]:
        """Return the accounts that a value is in, each with whether it is surely its own.

        A claim on the very field says whose it is. Else paragraphs do: each of its own paragraphs where it has them; where it rests
        on the event's alone, which of them it stands in is not coded, so that they must all be of one article.
        """
        claiming = [place for place, account in enumerate(self.accounts) if self._claims_field(account, value)]
        if claiming:
            return dict.fromkeys(claiming, True)
        spots = [spot for cite in value.cites if (spot := self._tellers(cite)) is not None]
        if pinned:
            found: dict[int, bool] = {}
            for places, own in spots:
                for place in places:
                    found[place] = found.get(place, False) or (own and len(places) == 1)
            return self._vouched(found)
        among = sorted({place for places, _ in spots for place in places})
        if len({article_of(cite) for cite in value.cites}) > 1 and len(among) > 1:
            return {}
        return self._vouched(dict.fromkeys(among, len(among) == 1 and all(own for _, own in spots)))

    def _cites(self, account: Teller, cites: tuple[str, ...]) -> tuple[str, ...]:
        """Return of some paragraphs those of an account, else those of its articles."""
        own = tuple(cite for cite in cites if cite in account.cites)
        articles = {article_of(cite) for cite in account.cites}
        return own or tuple(cite for cite in cites if article_of(cite) in articles) or cites

    def _tellers(self, cite: str) -> tuple[list[int], bool] | None:
        """Return the accounts that a paragraph is of, else those of its article, and whether they speak for it; None where only
        those who refuse the event do."""
        on = [place for place, account in enumerate(self.accounts) if cite in account.cites]
        article = article_of(cite)
        voice = voice_of(self.library.record(article), self.library.record)
        if not on:
            on = [
                place
                for place, account in enumerate(self.accounts)
                if any(article_of(c) == article for c in account.cites)
            ]
            speaking = [place for place in on if self.accounts[place].teller == voice]
            if speaking:
                return speaking, True
            telling = [place for place in on if self.telling[place]]
            return (telling, False) if telling else None
        telling = [place for place in on if self.telling[place]]
        return (telling, True) if telling else None

    def _vouched(self, found: dict[int, bool]) -> dict[int, bool]:
        """Return accounts without those that the event is not according to, where it is according to one that is among them."""
        named = [place for place in found if self.accounts[place].teller in self.vouch]
        if not named or any(found.values()):
            return found
        return {place: len(named) == 1 and len(self.vouch) == 1 for place in named}

    def _claims_field(self, account: Teller, value: Stated) -> bool:
        field = value.role if value.aspect == "where" else "participants" if value.aspect == "who" else value.aspect
        return any(
            one["record"] == self.event["id"] and one.get("field") == field
            for claim in map(self.library.record, account.claims)
            if claim["polarity"] not in _REFUSES
            for one in claim.get("about", ())
        )

    def _with_places(self, account: Teller, stated: list[Stated]) -> list[Stated]:
        """Return what an account states with the places of the figures that it gives of the event, which are surely its own."""
        name = self.event["id"]
        figures = [one for one in map(self.library.record, account.figures) if name in one.get("about", ())]
        counted = {place: tuple(one["cite"]) for one in figures for place in one.get("where", ())}
        if not counted:
            return stated
        kept = [one for one in stated if one.aspect != "where" or one.own or one.value in counted]
        kept = [replace(one, own=True) if one.aspect == "where" and one.value in counted else one for one in kept]
        known = {one.value for one in kept if one.aspect == "where"}
        coded = {field: set(self.event.get(field, ())) for field in PLACES}
        more = []
        for place, cites in counted.items():
            if place not in known:
                role = next((field for field in PLACES if place in coded[field]), "where")
                more.append(Stated("where", place, name, cites, role=role, number=place not in coded[role]))
        return [*kept, *more]
