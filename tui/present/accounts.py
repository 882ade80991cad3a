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
from .dates import label
from .drawing import NOT_STATED, Drawing, cites, commas, one_line
from .figures_page import said_of
from .rows import Span, TextRow
from .sheet import dotted

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
    drawing = Drawing(library, width, find, name, record["cite"][0])
    yield from (_Issue if kind_of(name) == "issue" else _Event)(drawing, name, record)


class _Accounts:
    """The rows for one record; iterating makes them one after another."""

    def __init__(self, drawing: Drawing, name: str, record: Record) -> None:
        self.drawing, self.name, self.record, self.library = drawing, name, record, drawing.library
        self.accounts = accounts_of(self.library, name)
        self.signs = differences(self.library, self.accounts, asks_for_a_number(self.library, name))

    def legend(self, above: bool) -> Iterator[TextRow]:
        """Yield what the signs mean: above the accounts where there is room, below them where there is little."""
        if len(self.accounts) > 1 and above == (self.drawing.width >= SIDE_BY_SIDE):
            yield from self.drawing.remark(LEGEND)
            yield from [TextRow(())] * (not above)

    def table(self) -> Iterator[TextRow]:
        """Yield the accounts in columns, one under the other, where there is room and something to compare."""
        said = [told(self.library, account) for account in self.accounts]
        shown = [aspect for aspect in ASPECTS if aspect != "said" and any(one[aspect] for one in said)]
        first = min(26, self.drawing.width // 4)
        while shown and self.shares(shown, first) is None:
            shown.remove(min(reversed(shown), key=lambda aspect: sum(bool(one[aspect]) for one in said)))
        sizes = self.shares(shown, first)
        if len(self.accounts) < 2 or self.drawing.width < SIDE_BY_SIDE or sizes is None:
            return
        heads = [([*self.sign(aspect), Span(TITLES[aspect], "label")], sizes[aspect]) for aspect in shown]
        yield from self.drawing.beside([([], first), *heads])
        place = -1
        for account, one in zip(self.accounts, said, strict=True):
            if account.position != place:
                place = account.position
                yield from self.over(place)
            cells = [(self.value(aspect, one[aspect]) or [Span(NOT_STATED, "dim")], sizes[aspect]) for aspect in shown]
            target = next(iter((*account.claims, *account.figures)), account.teller)
            block = f"{place}/{account.teller}"
            teller = [self.drawing.title(account.teller)]
            yield from self.drawing.beside([(teller, first), *cells], target, next(iter(account.cites), None), block)
        yield TextRow(())

    def shares(self, shown: Sequence[str], first: int) -> dict[str, int] | None:
        """Return how wide the columns are, None where they would be too narrow."""
        free = [aspect for aspect in shown if aspect not in _FIXED]
        left = self.drawing.width - first - sum(_FIXED.get(aspect, 0) for aspect in shown)
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
                return commas(self.drawing.title(one) for one in values)
            case "number":
                return commas(Span(said_of(self.library.record(one))) for one in values)
            case "words":
                return commas(Span(f"“{one}”") for one in values)
            case "said":
                return commas(Span(label(one), "date") for one in values)
        return commas(Span(one, "code") for one in values)

    def block(self, account: Account, indent: int = 0) -> Iterator[TextRow]:
        """Yield one account whole."""
        drawing = self.drawing
        first = next(iter(account.cites), None)
        yield from drawing.lines(drawing.source(account.teller), indent, account.teller, first, account.teller)
        for claim in account.claims:
            yield from self.claim(claim, account, indent + 2)
        if not account.claims and not account.figures:
            voiced = account.teller.startswith("out:")
            text = "in its own voice, without a claim" if voiced else "named as whose word it is, without a claim"
            yield from drawing.lines(
                [Span(text, "dim"), *cites(account.cites)],
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
            yield from drawing.lines([*spans, *cites(record["cite"])], indent + 2, figure, record["cite"][0], figure)
        yield from self.words(account, self.name, indent + 2)

    def words(self, account: Account, record: str, indent: int) -> Iterator[TextRow]:
        """Yield the words that an account has in a record, those of one paragraph and speaker together."""
        uses = [use for use in account.words if use.record == record]
        for (at, by), same in groupby(uses, lambda use: (use.cites, use.by)):
            spans = [*self.sign("words"), Span("words  ", "label"), *commas(Span(f"“{use.term}”") for use in same)]
            if by not in ("", account.teller):
                spans += [Span(" by ", "dim"), self.drawing.title(by)]
            own = next(iter(at), None)
            elsewhere = [] if list(at) == self.library.record(record)["cite"] else cites(at)
            yield from self.drawing.lines([*spans, *elsewhere], indent, record, own, f"{record}/{at}{by}")

    def left_unsaid(self, account: Account, aspects: Sequence[str], indent: int) -> Iterator[TextRow]:
        """Yield what others say and this account does not."""
        missing = [TITLES[one] for one in aspects if one != "said"]
        if missing:
            yield from self.drawing.lines(
                [Span(f"{NOT_STATED}: {', '.join(missing)}", "dim")],
                indent + 2,
                account.teller,
                next(iter(account.cites), None),
            )

    def claim(self, name: str, account: Account, indent: int) -> Iterator[TextRow]:
        """Yield a claim: how it is said and what, then through whom, in which form, when and where."""
        record, drawing = self.library.record(name), self.drawing
        sure = record.get("certainty", "unspecified")
        how = record["polarity"] + ("" if sure == "unspecified" else f", {sure}")
        cite = record["cite"][0]
        spans = [*self.sign("stance"), Span(f"{how}: ", "code"), Span(record["content"])]
        yield from drawing.lines(spans, indent, name, cite, name)
        chain = chain_of(record)
        links = [drawing.title(one) for one in chain] if chain != (account.teller,) else []
        told_by = [span for place, one in enumerate(links) for span in ([Span(" ← ", "dim")] if place else []) + [one]]
        when = (
            [Span(label(record["when"]["edtf"], record["when"]["earliest"], record["when"]["latest"]), "date")]
            if "when" in record
            else []
        )
        form = [Span(record["form"].replace("_", " "), "dim")] if record["form"] != "unknown" else []
        about = [Span(f"on its {one['field'].rpartition('.')[2].replace('_', ' ').replace('-', ' ')}", "dim")
                 for one in record.get("about", ()) if one["record"] == self.name and "field" in one]  # fmt: skip
        parts = [told_by, form, when, *([one] for one in about), [Span(" ".join(record["cite"]), "cite")]]
        yield from drawing.lines(dotted(parts), indent + 2, name, cite, name)
        for aspect in ("blames", "credits"):
            for one in record.get(aspect, ()):
                spans = [*self.sign(aspect), Span(f"{aspect}  ", "label"), drawing.title(one)]
                yield from drawing.lines(spans, indent + 2, one, cite, f"{name}/{one}")
        yield from self.words(account, name, indent + 2)

    def judgement(self, issue: str, record: Record) -> Iterator[TextRow]:
        """Yield the judgement of an issue, marked as the coder's own."""
        own = record.get("judgement")
        if own is None:
            yield from self.drawing.lines([Span("no judgement is coded", "dim")], 2, issue)
            return
        for title, text in (
            ("view", own["view"]), ("confidence", own["confidence"]), ("why", own["why"]),
            ("from outside the articles", own.get("outside")),
        ):  # fmt: skip
            if text:
                style = "mark" if title.startswith("from") else "label"
                yield from self.drawing.lines(
                    [Span(f"{title}  ", style), Span(text)], 2, issue, record["cite"][0], f"{issue}/{title}"
                )


class _Event(_Accounts):
    def __iter__(self) -> Iterator[TextRow]:
        drawing, event = self.drawing, self.record
        kind = [self.library.word("event_types", event["type"]), event["factuality"]]
        yield from drawing.lines([Span(" · ".join(["event", *kind]), "dim")])
        yield from drawing.lines([Span(event["title"], "title")])
        tellers = len(self.accounts)
        yield from drawing.lines([Span(f"{tellers} account{'s' * (tellers != 1)}", "label")])
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
            yield from drawing.heading(f"questions between accounts ({len(issues)})")
        for issue in issues:
            record = self.library.record(issue)
            spans = [drawing.title(issue), Span(f" · {record['kind']}, {record['status']}", "dim")]
            yield from drawing.lines(spans, 2, issue, record["cite"][0], issue)
        judged = [issue for issue in issues if "judgement" in self.library.record(issue)]
        if judged:
            yield from drawing.heading("the coder's judgement, beside the accounts")
        for issue in judged:
            record = self.library.record(issue)
            yield from drawing.lines([drawing.title(issue)], 0, issue, record["cite"][0], issue)
            yield from self.judgement(issue, record)

    def only_here(self, account: Account) -> Iterator[TextRow]:
        """Yield who took part as far as it is coded from this account's paragraphs and from no other's."""
        for one in self.record["participants"] if len(self.accounts) > 1 else ():
            own = one.get("cite", [])
            if only_from(account, self.accounts, own):
                role = self.library.word("roles", one["role"])
                spans = [Span("≠ ", "mark"), Span(f"only here  {role}  ", "label"), self.drawing.title(one["actor"])]
                block = f"only/{one['role']}/{one['actor']}"
                yield from self.drawing.lines([*spans, *cites(own)], 2, one["actor"], own[0], block)

    def as_coded(self) -> Iterator[TextRow]:
        """Yield when, where and who, as the record has them of all accounts together, each with its paragraphs."""
        drawing, event, when = self.drawing, self.record, self.record["when"]
        several = " from all of them" * (len(self.accounts) > 1)
        yield from drawing.lines([Span(f"as coded{several}", "label")])
        basis = [Span(f" ({when['basis']})", "dim")] if when.get("basis", "stated") != "stated" else []
        said = [Span(f" “{when['said']}”")] if "said" in when else []
        date = Span(label(when["edtf"], when["earliest"], when["latest"]), "date")
        own = when.get("cite") or event["cite"]
        yield from drawing.lines([Span("when  ", "label"), date, *basis, *said, *cites(own)], 2, None, own[0], "when")
        for field in ("where", "origin", "destination"):
            for one in event.get(field, ()):
                spans = [Span(f"{field}  ", "label"), drawing.title(one), *cites(event["cite"])]
                yield from drawing.lines(spans, 2, one, None, f"{field}/{one}")
        if not event.get("where"):
            yield from drawing.lines([Span("where  ", "label"), Span(NOT_STATED, "dim")], 2)
        for one in event["participants"]:
            own = one.get("cite") or event["cite"]
            role = self.library.word("roles", one["role"])
            spans = [Span(f"{role}  ", "label"), drawing.title(one["actor"]), *cites(own)]
            yield from drawing.lines(spans, 2, one["actor"], own[0], f"{one['role']}/{one['actor']}")
        if not event["participants"]:
            yield from drawing.lines([Span("who  ", "label"), Span(NOT_STATED, "dim")], 2)


class _Issue(_Accounts):
    def __iter__(self) -> Iterator[TextRow]:
        drawing, issue = self.drawing, self.record
        kind = ["issue", issue["kind"], SCOPES.get(issue["scope"], issue["scope"]), issue["status"]]
        yield from drawing.lines([Span(" · ".join(kind), "dim")])
        yield from drawing.lines([Span(issue["question"], "title")])
        positions = len(issue["positions"])
        yield from drawing.lines([Span(f"{positions} position{'s' * (positions != 1)}", "label")])
        yield from self.legend(above=True)
        yield TextRow(())
        yield from self.table()
        missing = dict(zip(map(id, self.accounts), unsaid(self.library, self.accounts), strict=True))
        for place, accounts in groupby(self.accounts, lambda account: account.position):
            position = issue["positions"][place]
            own = position.get("cite") or issue["cite"]
            sign = "≠ " if positions > 1 else ""
            spans = [Span(f"{sign}{letter(place)}  ", "mark"), Span(position["label"], "title"), *cites(own)]
            yield from drawing.lines(spans, 0, self.opens(place), own[0], f"position{place}")
            for account in accounts:
                yield from self.block(account, 2)
                yield from self.left_unsaid(account, missing[id(account)], 2)
            yield TextRow(())
        yield from self.legend(above=False)
        yield from self.leads()
        yield from drawing.heading("the coder's judgement, beside the accounts")
        yield from self.judgement(self.name, issue)

    def over(self, place: int) -> Iterator[TextRow]:
        position = self.record["positions"][place]
        own = position.get("cite") or self.record["cite"]
        spans = one_line([Span(f"{letter(place)}  ", "mark"), Span(position["label"], "title")], self.drawing.width)
        yield from self.drawing.lines(spans, 0, self.opens(place), own[0], f"over{place}")

    def opens(self, place: int) -> str:
        """Return what a position opens: the first of its claims, the paragraph where it has none."""
        position = self.record["positions"][place]
        cited: list[str] = position.get("cite") or self.record["cite"]
        return str(next(iter(position.get("claims", ())), cited[0]))

    def leads(self) -> Iterator[TextRow]:
        """Yield what the question is about, the threads it is part of, what it rests on, and the coder's remark."""
        drawing, issue = self.drawing, self.record
        about = issue.get("about", ())
        if about:
            yield from drawing.lines([Span(f"about ({len(about)})", "label")])
        for one in about:
            row = self.library.row_of(one)
            spans = [Span(f"{kind_of(one)} ", "dim"), drawing.title(one)]
            if row and row.edtf:
                spans.append(Span(f"  {label(row.edtf, row.earliest, row.latest)}", "date"))
            yield from drawing.lines(spans, 2, one, next(iter(self.library.cites(one)), None), one)
        threads = dict.fromkeys(
            link.row.id for link in self.library.linked_from(self.name) if link.row.kind != "paragraph"
        )
        if threads:
            yield from drawing.lines([Span("named in", "label")])
        for one in threads:
            yield from drawing.lines([Span(f"{kind_of(one)} ", "dim"), drawing.title(one)], 2, one, None, one)
        yield from drawing.lines([Span("rests on", "label")])
        for cite in issue["cite"]:
            spans = one_line([Span(f"{cite}  ", "cite"), Span(self.library.title(cite), "dim")], drawing.width - 2)
            yield from drawing.lines(spans, 2, cite, cite, cite)
        if "note" in issue:
            yield from drawing.lines([Span("note  ", "label"), Span(issue["note"])])
        yield from drawing.lines([Span("id  ", "label"), Span(self.name, "dim")])


def letter(place: int) -> str:
    """Return a position's letter: A, B … Z, then 27 and on."""
    return chr(ord("A") + place) if place < 26 else str(place + 1)
