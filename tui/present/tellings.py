"""What accounts say, aspect by aspect, as styled words: with the signs of what they differ in and of whose word it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from ..reading.accounts import Account, apart, asks_for_a_number, chains, differences, told, unsaid
from ..reading.stated import Stated
from .dates import when_label
from .figures_page import said_of
from .rows import Span
from .sheet import NOTHING, Sheet, commas, ended, joined

Record = dict[str, Any]

TITLES = {
    "when": "when",
    "where": "where",
    "who": "who",
    "number": "how many",
    "far": "how far",
    "stance": "does what",
    "certainty": "how surely",
    "through": "through",
    "said": "said on",
    "blames": "blames",
    "credits": "credits",
    "words": "in its words",
}
"""What each aspect is called."""
OWN = ("when", "where", "who", "far")
"""The aspects of the event itself."""


class Compared:
    """The accounts of a record beside one another."""

    def __init__(self, sheet: Sheet, name: str, accounts: list[Account]) -> None:
        self.sheet, self.name, self.library = sheet, name, sheet.library
        self.compare(accounts)

    def compare(self, accounts: list[Account]) -> None:
        """Take accounts and work out what they differ in and what each leaves unsaid."""
        self.accounts, library = accounts, self.library
        self.signs = differences(library, accounts, asks_for_a_number(library, self.name))
        self.missing = {id(one): left for one, left in zip(accounts, unsaid(library, accounts), strict=True)}
        self.apart: dict[tuple[int, str], dict[str, bool]] = {}
        for aspect in ("where", "who", "blames", "credits"):
            for account, values in zip(accounts, apart(library, aspect, accounts), strict=True):
                self.apart[id(account), aspect] = values

    def infers(self, stated: Iterable[Stated]) -> bool:
        """Say whether a date on the page is inferred."""
        held = (one for account in self.accounts for one in (*account.claims, *account.figures))
        own = (self.library.record(one) for one in held)
        said = (one.get("when") or one.get("as_of") for one in own)
        return any(one.inferred for one in stated) or any(is_inferred(when) for when in said if when)

    def shows(self, stated: Stated) -> bool:
        """Say whether a value is shown: that an event happened is so, unless another account has it otherwise."""
        return stated.aspect != "far" or stated.value != "happened" or "far" in self.signs

    def cell(self, aspect: str, account: Account) -> list[Span]:
        """Return what an account says of an aspect, n/s where nothing."""
        return (self.stated(aspect, account) if aspect in OWN else self.value(aspect, account)) or [
            Span(NOTHING, "dim")
        ]

    def stated(self, aspect: str, account: Account) -> list[Span]:
        """Return what an account says of the events themselves, by event where it says different things of several."""
        by_event: dict[str, list[Stated]] = {}
        for one in account.stated:
            if one.aspect == aspect:
                by_event.setdefault(one.event, []).append(one)
        values = {frozenset((one.key, one.own) for one in found) for found in by_event.values()}
        if len(values) == 1:
            return self.together(aspect, next(iter(by_event.values())), account)
        parts = [
            [Span(f"{self.library.title(event)}: ", "dim"), *self.together(aspect, found, account)]
            for event, found in by_event.items()
        ]
        return ended(parts, ";")

    def together(self, aspect: str, found: Sequence[Stated], account: Account) -> list[Span]:
        """Return what is said of one event, what is in one role behind the name of that."""
        parts: list[list[Span]] = []
        for role, same in groupby(found, lambda one: one.role):
            named = self.role(aspect, role)
            values = ended((self.one(one, account) for one in same), ",")
            parts.append([*([Span(f"{named} ", "dim")] if named else []), *values])
        return ended(parts, ",")

    def role(self, aspect: str, role: str) -> str:
        """Return the name of a role; of places, only what is not simply where it was."""
        if aspect == "who":
            return self.library.word("roles", role)
        return {"origin": "from", "destination": "to"}.get(role, "")

    def one(self, stated: Stated, account: Account) -> list[Span]:
        """Return one value of an event: with `+` where no other account has it, within `( )` where its speaker is not known."""
        first, *rest = self.bare(stated)
        spans = [plus(self.apart.get((id(account), stated.aspect), {}).get(stated.key, False), first), *rest]
        if self.is_shared(stated):
            spans[0] = replace(spans[0], text=f"({spans[0].text}")
            spans[-1] = replace(spans[-1], text=f"{spans[-1].text})")
        return spans

    def is_shared(self, stated: Stated) -> bool:
        """Say whether others speak where a value stands; a date without words of the source is nobody's but the coder's."""
        return stated.printed and not stated.own

    def bare(self, stated: Stated) -> list[Span]:
        """Return a value of an event without these signs: a date behind the words that it stands for."""
        match stated.aspect:
            case "when":
                said = [Span(f"“{stated.said}” ")] if stated.said else []
                unsaid = [] if stated.printed else [Span(f"{NOTHING}, ", "dim")]
                return [*said, *unsaid, *dated(self.library.record(stated.event)["when"])]
            case "far":
                return [Span(stated.value, "code")]
            case "where" if stated.number:
                return [self.sheet.name(stated.value), Span(" (of its number)", "dim")]
        return [self.sheet.name(stated.value)]

    def value_sign(self, account: Account, aspect: str, value: str) -> list[Span]:
        """Return the sign of a difference before a value that not all have who say something of the aspect."""
        values = self.apart.get((id(account), aspect))
        return self.sign(aspect) if values is None or value in values else []

    def sign(self, aspect: str) -> list[Span]:
        """Return the sign of a difference."""
        return [Span(f"{self.signs[aspect]} ", "mark")] if aspect in self.signs else []

    def value(self, aspect: str, account: Account) -> list[Span]:
        """Return what an account says of an aspect that its claims, figures and words show."""
        if aspect == "through":
            return self.through(account)
        if aspect == "said":
            whens = [when for claim in account.claims if (when := self.library.record(claim).get("when"))]
            days = {when["edtf"]: dated(when) for when in whens}
            return ended(days.values(), ",")
        values = told(self.library, account)[aspect]
        match aspect:
            case "blames" | "credits":
                only = self.apart[id(account), aspect]
                return commas(plus(only.get(one, False), self.sheet.name(one)) for one in values)
            case "number":
                return commas(Span(self.counted(one)) for one in values)
            case "words":
                return commas(Span(f"“{one}”") for one in values)
        return commas(Span(one, "code") for one in values)

    def counted(self, figure: str) -> str:
        """Return a figure in few words with what it counts."""
        record = self.library.record(figure)
        return f"{said_of(record)} ({record['measures']})"

    def through(self, account: Account) -> list[Span]:
        """Return through whom an account comes to the reader, then in which forms it was said."""
        named = ([self.sheet.name(one) for one in chain] for chain in chains(self.library, account))
        parts = [joined(([one] for one in links), " ← ") for links in named]
        spans = ended(parts, ";")
        forms = dict.fromkeys(self.library.record(claim)["form"].replace("_", " ") for claim in account.claims)
        told_in = ", ".join(form for form in forms if form != "unknown")
        return [*spans, Span(f" · {told_in}", "dim")] if told_in else spans


def plus(alone: bool, name: Span) -> Span:
    """Return a name with the sign that one account alone has it."""
    return replace(name, text=f"+{name.text}") if alone else name


def dated(when: Record) -> list[Span]:
    """Return a date, with `=` before it where it is not printed as it is coded."""
    sign = [Span("= ", "mark")] if is_inferred(when) else []
    return [*sign, Span(when_label(when), "date")]


def is_inferred(when: Record) -> bool:
    """Say whether a date is not printed as it is coded."""
    return bool(when.get("basis", "stated") != "stated")
