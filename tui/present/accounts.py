"""Accounts side by side: one event, or one open question, as each root tells it; differences marked, the judgement apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from ..corpus.kinds import kind_of
from ..reading.accounts import ASPECTS, Account, accounts_of, asks_for_a_number, differences, only_from, told, unsaid
from ..reading.roots import issues_on
from ..store.library import Library
from ..store.sourcing import chain_of
from .dates import label, row_label, when_label
from .figures_page import said_of
from .rows import Span, TextRow
from .sheet import NOTHING, Sheet, cited, commas, counted, dotted, joined, one_line

Record = dict[str, Any]

TITLES = {
    "stance": "does what",
    "certainty": "how surely",
    "said": "said on",
    "blames": "blames",
    "credits": "credits",
    "number": "how many",
    "words": "in its words",
}
LEGEND = "! one asserts what another denies or doubts · ≠ they differ · n/s nothing of it is coded for this one"
SCOPES = {
    "within_article": "within an article",
    "between_articles": "between articles",
    "headline_body": "headline against body",
}
SIDE_BY_SIDE = 64
"""Cells from which accounts are set in columns before they are told one by one."""
_LEAST = 12
_FIXED = {"stance": 12, "certainty": 14}
"""Cells for what is one word, and a sign in the head."""


def account_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the accounts of an event or issue. Raises KeyError where there is no such record."""
    record = library.record(name)
    sheet = Sheet(library, width, find, name, record["cite"][0])
    yield from (_Issue if kind_of(name) == "issue" else _Event)(sheet, name, record)


class _Accounts:
    """The rows for one record; iterating makes them one after another."""

    def __init__(self, sheet: Sheet, name: str, record: Record) -> None:
        self.sheet, self.name, self.record, self.library = sheet, name, record, sheet.library
        self.accounts = accounts_of(self.library, name)
        self.signs = differences(self.library, self.accounts, asks_for_a_number(self.library, name))

    def legend(self, above: bool) -> Iterator[TextRow]:
        """Yield what the signs mean: above the accounts where there is room, below them where there is little."""
        if len(self.accounts) > 1 and above == (self.sheet.width >= SIDE_BY_SIDE):
            yield from self.sheet.remark(LEGEND)
            yield from [TextRow(())] * (not above)

    def table(self) -> Iterator[TextRow]:
        """Yield the accounts in columns, one under the other, where there is room and something to compare."""
        said = [told(self.library, account) for account in self.accounts]
        shown = [aspect for aspect in ASPECTS if aspect != "said" and any(one[aspect] for one in said)]
        first = min(26, self.sheet.width // 4)
        while shown and self.shares(shown, first) is None:
            shown.remove(min(reversed(shown), key=lambda aspect: sum(bool(one[aspect]) for one in said)))
        sizes = self.shares(shown, first)
        if len(self.accounts) < 2 or self.sheet.width < SIDE_BY_SIDE or sizes is None:
            return
        widths = [first, *(sizes[aspect] for aspect in shown)]
        heads = ([*self.sign(aspect), Span(TITLES[aspect], "label")] for aspect in shown)
        yield from self.sheet.across([[], *heads], widths)
        place = -1
        for account, one in zip(self.accounts, said, strict=True):
            if account.position != place:
                place = account.position
                yield from self.over(place)
            cells = (self.value(aspect, one[aspect]) or [Span(NOTHING, "dim")] for aspect in shown)
            target = next(iter((*account.claims, *account.figures)), account.teller)
            block = f"{place}/{account.teller}"
            teller = [self.sheet.name(account.teller)]
            yield from self.sheet.across([teller, *cells], widths, target, next(iter(account.cites), None), block)
        yield TextRow(())

    def shares(self, shown: Sequence[str], first: int) -> dict[str, int] | None:
        """Return how wide the columns are, None where they would be too narrow."""
        free = [aspect for aspect in shown if aspect not in _FIXED]
        left = self.sheet.width - first - sum(_FIXED.get(aspect, 0) for aspect in shown)
        each = left // max(len(free), 1)
        if not shown or left < 0 or (free and each < _LEAST):
            return None
        return {aspect: _FIXED.get(aspect, each) for aspect in shown}

    def over(self, place: int) -> Iterator[TextRow]:
        """Yield what stands over the accounts of one position."""
        yield from ()

    def sign(self, aspect: str) -> list[Span]:
        """Return the sign of a difference."""
        return [Span(f"{self.signs[aspect]} ", "mark")] if aspect in self.signs else []

    def value(self, aspect: str, values: Sequence[str]) -> list[Span]:
        """Return what an account says of an aspect."""
        match aspect:
            case "blames" | "credits":
                return commas(self.sheet.name(one) for one in values)
            case "number":
                return commas(Span(said_of(self.library.record(one))) for one in values)
            case "words":
                return commas(Span(f"“{one}”") for one in values)
            case "said":
                return commas(Span(label(one), "date") for one in values)
        return commas(Span(one, "code") for one in values)

    def block(self, account: Account, indent: int = 0) -> Iterator[TextRow]:
        """Yield one account whole."""
        sheet = self.sheet
        first = next(iter(account.cites), None)
        yield from sheet.lines(sheet.source(account.teller), indent, account.teller, first, account.teller)
        for claim in account.claims:
            yield from self.claim(claim, account, indent + 2)
        if not account.claims and not account.figures:
            voiced = account.teller.startswith("out:")
            text = "in its own voice, without a claim" if voiced else "named as whose word it is, without a claim"
            yield from sheet.lines(
                [Span(text, "dim"), *cited(account.cites)],
                indent + 2,
                account.cites[0] if account.cites else None,
                first,
            )
        for figure in account.figures:
            record = self.library.record(figure)
            spans = [
                *self.sign("number"),
                Span("how many  ", "label"),
                Span(said_of(record)),
                Span(f" · {record['measures']}", "dim"),
            ]
            yield from sheet.lines([*spans, *cited(record["cite"])], indent + 2, figure, record["cite"][0], figure)
        yield from self.words(account, self.name, indent + 2)

    def words(self, account: Account, record: str, indent: int) -> Iterator[TextRow]:
        """Yield the words that an account has in a record, those of one paragraph and speaker together."""
        uses = [use for use in account.words if use.record == record]
        for (at, by), same in groupby(uses, lambda use: (use.cites, use.by)):
            spans = [*self.sign("words"), Span("words  ", "label"), *commas(Span(f"“{use.term}”") for use in same)]
            if by not in ("", account.teller):
                spans += [Span(" by ", "dim"), self.sheet.name(by)]
            own = next(iter(at), None)
            elsewhere = [] if list(at) == self.library.record(record)["cite"] else cited(at)
            yield from self.sheet.lines([*spans, *elsewhere], indent, record, own, f"{record}/{at}{by}")

    def left_unsaid(self, account: Account, aspects: Sequence[str], indent: int) -> Iterator[TextRow]:
        """Yield what others say and this account does not."""
        missing = [TITLES[one] for one in aspects if one != "said"]
        if missing:
            yield from self.sheet.lines(
                [Span(f"{NOTHING}: {', '.join(missing)}", "dim")],
                indent + 2,
                account.teller,
                next(iter(account.cites), None),
            )

    def claim(self, name: str, account: Account, indent: int) -> Iterator[TextRow]:
        """Yield a claim: how it is said and what, then through whom, in which form, when and where."""
        record, sheet = self.library.record(name), self.sheet
        sure = record.get("certainty", "unspecified")
        how = record["polarity"] + ("" if sure == "unspecified" else f", {sure}")
        cite = record["cite"][0]
        spans = [*self.sign("stance"), Span(f"{how}: ", "code"), Span(record["content"])]
        yield from sheet.lines(spans, indent, name, cite, name)
        chain = chain_of(record)
        told_by = joined([[sheet.name(one)] for one in chain] if chain != (account.teller,) else [], " ← ")
        when = [Span(when_label(record["when"]), "date")] if "when" in record else []
        form = [Span(record["form"].replace("_", " "), "dim")] if record["form"] != "unknown" else []
        about = [Span(f"on its {one['field'].rpartition('.')[2].replace('_', ' ').replace('-', ' ')}", "dim")
                 for one in record.get("about", ()) if one["record"] == self.name and "field" in one]  # fmt: skip
        parts = [told_by, form, when, *([one] for one in about), [Span(" ".join(record["cite"]), "cite")]]
        yield from sheet.lines(dotted(parts), indent + 2, name, cite, name)
        for aspect in ("blames", "credits"):
            for one in record.get(aspect, ()):
                spans = [*self.sign(aspect), Span(f"{aspect}  ", "label"), sheet.name(one)]
                yield from sheet.lines(spans, indent + 2, one, cite, f"{name}/{one}")
        yield from self.words(account, name, indent + 2)

    def judgement(self, issue: str, record: Record) -> Iterator[TextRow]:
        """Yield the judgement of an issue, marked as the coder's own."""
        own = record.get("judgement")
        if own is None:
            yield from self.sheet.lines([Span("no judgement is coded", "dim")], 2, issue)
            return
        for title, text in (
            ("view", own["view"]), ("confidence", own["confidence"]), ("why", own["why"]),
            ("from outside the articles", own.get("outside")),
        ):  # fmt: skip
            if text:
                style = "mark" if title.startswith("from") else "label"
                yield from self.sheet.lines(
                    [Span(f"{title}  ", style), Span(text)], 2, issue, record["cite"][0], f"{issue}/{title}"
                )


class _Event(_Accounts):
    def __iter__(self) -> Iterator[TextRow]:
        sheet, event = self.sheet, self.record
        kind = [self.library.word("event_types", event["type"]), event["factuality"]]
        yield from sheet.lines([Span(" · ".join(["event", *kind]), "dim")])
        yield from sheet.lines([Span(event["title"], "title")])
        tellers = len(self.accounts)
        yield from sheet.lines([Span(counted(tellers, "account"), "label")])
        yield from self.legend(above=True)
        yield TextRow(())
        yield from self.table()
        for account, missing in zip(self.accounts, unsaid(self.library, self.accounts), strict=True):
            yield from self.block(account)
            yield from self.only_here(account)
            yield from self.left_unsaid(account, missing, 0)
            yield TextRow(())
        yield from self.legend(above=False)
        yield from self.as_coded()
        issues = issues_on(self.library, self.name)
        if issues:
            yield from sheet.heading(f"questions between accounts ({len(issues)})")
        for issue in issues:
            record = self.library.record(issue)
            spans = [sheet.name(issue), Span(f" · {record['kind']}, {record['status']}", "dim")]
            yield from sheet.lines(spans, 2, issue, record["cite"][0], issue)
        judged = [issue for issue in issues if "judgement" in self.library.record(issue)]
        if judged:
            yield from sheet.heading("the coder's judgement, beside the accounts")
        for issue in judged:
            record = self.library.record(issue)
            yield from sheet.lines([sheet.name(issue)], 0, issue, record["cite"][0], issue)
            yield from self.judgement(issue, record)

    def only_here(self, account: Account) -> Iterator[TextRow]:
        """Yield who took part as far as it is coded from this account's paragraphs and from no other's."""
        for one in self.record["participants"] if len(self.accounts) > 1 else ():
            own = one.get("cite", [])
            if only_from(account, self.accounts, own):
                role = self.library.word("roles", one["role"])
                spans = [Span("≠ ", "mark"), Span(f"only here  {role}  ", "label"), self.sheet.name(one["actor"])]
                block = f"only/{one['role']}/{one['actor']}"
                yield from self.sheet.lines([*spans, *cited(own)], 2, one["actor"], own[0], block)

    def as_coded(self) -> Iterator[TextRow]:
        """Yield when, where and who, as the record has them of all accounts together, each with its paragraphs."""
        sheet, event, when = self.sheet, self.record, self.record["when"]
        several = " from all of them" * (len(self.accounts) > 1)
        yield from sheet.lines([Span(f"as coded{several}", "label")])
        basis = [Span(f" ({when['basis']})", "dim")] if when.get("basis", "stated") != "stated" else []
        said = [Span(f" “{when['said']}”")] if "said" in when else []
        date = Span(when_label(when), "date")
        own = when.get("cite") or event["cite"]
        yield from sheet.lines([Span("when  ", "label"), date, *basis, *said, *cited(own)], 2, None, own[0], "when")
        for field in ("where", "origin", "destination"):
            for one in event.get(field, ()):
                spans = [Span(f"{field}  ", "label"), sheet.name(one), *cited(event["cite"])]
                yield from sheet.lines(spans, 2, one, None, f"{field}/{one}")
        if not event.get("where"):
            yield from sheet.lines([Span("where  ", "label"), Span(NOTHING, "dim")], 2)
        for one in event["participants"]:
            own = one.get("cite") or event["cite"]
            role = self.library.word("roles", one["role"])
            spans = [Span(f"{role}  ", "label"), sheet.name(one["actor"]), *cited(own)]
            yield from sheet.lines(spans, 2, one["actor"], own[0], f"{one['role']}/{one['actor']}")
        if not event["participants"]:
            yield from sheet.lines([Span("who  ", "label"), Span(NOTHING, "dim")], 2)


class _Issue(_Accounts):
    def __iter__(self) -> Iterator[TextRow]:
        sheet, issue = self.sheet, self.record
        kind = ["issue", issue["kind"], SCOPES.get(issue["scope"], issue["scope"]), issue["status"]]
        yield from sheet.lines([Span(" · ".join(kind), "dim")])
        yield from sheet.lines([Span(issue["question"], "title")])
        positions = len(issue["positions"])
        yield from sheet.lines([Span(counted(positions, "position"), "label")])
        yield from self.legend(above=True)
        yield TextRow(())
        yield from self.table()
        missing = dict(zip(map(id, self.accounts), unsaid(self.library, self.accounts), strict=True))
        for place, accounts in groupby(self.accounts, lambda account: account.position):
            position = issue["positions"][place]
            own = position.get("cite") or issue["cite"]
            sign = "≠ " if positions > 1 else ""
            spans = [Span(f"{sign}{letter(place)}  ", "mark"), Span(position["label"], "title"), *cited(own)]
            yield from sheet.lines(spans, 0, self.opens(place), own[0], f"position{place}")
            for account in accounts:
                yield from self.block(account, 2)
                yield from self.left_unsaid(account, missing[id(account)], 2)
            yield TextRow(())
        yield from self.legend(above=False)
        yield from self.leads()
        yield from sheet.heading("the coder's judgement, beside the accounts")
        yield from self.judgement(self.name, issue)

    def over(self, place: int) -> Iterator[TextRow]:
        position = self.record["positions"][place]
        own = position.get("cite") or self.record["cite"]
        spans = one_line([Span(f"{letter(place)}  ", "mark"), Span(position["label"], "title")], self.sheet.width)
        yield from self.sheet.lines(spans, 0, self.opens(place), own[0], f"over{place}")

    def opens(self, place: int) -> str:
        """Return what a position opens: the first of its claims, the paragraph where it has none."""
        position = self.record["positions"][place]
        cited: list[str] = position.get("cite") or self.record["cite"]
        return str(next(iter(position.get("claims", ())), cited[0]))

    def leads(self) -> Iterator[TextRow]:
        """Yield what the question is about, the threads it is part of, what it rests on, and the coder's remark."""
        sheet, issue = self.sheet, self.record
        about = issue.get("about", ())
        if about:
            yield from sheet.lines([Span(f"about ({len(about)})", "label")])
        for one in about:
            row = self.library.row_of(one)
            spans = [Span(f"{kind_of(one)} ", "dim"), sheet.name(one)]
            if row and row.edtf:
                spans.append(Span(f"  {row_label(row)}", "date"))
            yield from sheet.lines(spans, 2, one, next(iter(self.library.cites(one)), None), one)
        threads = dict.fromkeys(
            link.row.id for link in self.library.linked_from(self.name) if link.row.kind != "paragraph"
        )
        if threads:
            yield from sheet.lines([Span("named in", "label")])
        for one in threads:
            yield from sheet.lines([Span(f"{kind_of(one)} ", "dim"), sheet.name(one)], 2, one, None, one)
        yield from sheet.lines([Span("rests on", "label")])
        for cite in issue["cite"]:
            spans = one_line([Span(f"{cite}  ", "cite"), Span(self.library.title(cite), "dim")], sheet.width - 2)
            yield from sheet.lines(spans, 2, cite, cite, cite)
        if "note" in issue:
            yield from sheet.lines([Span("note  ", "label"), Span(issue["note"])])
        yield from sheet.lines([Span("id  ", "label"), Span(self.name, "dim")])


def letter(place: int) -> str:
    """Return a position's letter: A, B … Z, then 27 and on."""
    return chr(ord("A") + place) if place < 26 else str(place + 1)
