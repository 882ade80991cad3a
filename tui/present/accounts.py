"""Accounts side by side: one event, or one open question, as each root tells it; differences marked, the judgement apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from ..corpus.kinds import kind_of
from ..reading.accounts import ALWAYS, ASPECTS, MOST_TWINS, Account, accounts_of, told, twins_of
from ..reading.roots import issues_on
from ..reading.stated import PLACES
from ..store.library import Library
from ..store.sourcing import chain_of
from .dates import row_label
from .figures_page import said_of
from .rows import Span, TextRow
from .sheet import NOTHING, Sheet, cited, commas, counted, dotted, joined, one_line
from .tellings import OWN, TITLES, Compared, dated, plus

Record = dict[str, Any]

LEGEND = {
    "!": "one asserts what another denies or doubts",
    "≠": "they differ",
    "+": "this one alone",
    "=": "inferred, not printed",
    "( )": "others speak there too: whose word it is is not coded",
    NOTHING: "nothing of it is coded for this one",
}
"""What each sign means; of a page only those that stand on it are told."""
SCOPES = {
    "within_article": "within an article",
    "between_articles": "between articles",
    "headline_body": "headline against body",
}
MOST_ACCOUNTS = 40
"""Accounts that are compared with one another; more are counted."""
SIDE_BY_SIDE = 64
"""Cells from which accounts are set in columns before they are told one by one."""
_COLUMN = 22
"""The least cells of an account's column."""
_SIGN, _ASPECT = 2, 15
"""Cells for a sign, and for the name of an aspect with it, a blank after each."""


def account_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the accounts of an event or issue. Raises KeyError where there is no such record."""
    record = library.record(name)
    sheet = Sheet(library, width, find, name, record["cite"][0])
    yield from (_Issue if kind_of(name) == "issue" else _Event)(sheet, name, record)


class _Accounts(Compared):
    """The rows for one record; iterating makes them one after another."""

    def __init__(self, sheet: Sheet, name: str, record: Record) -> None:
        every = accounts_of(sheet.library, name)
        super().__init__(sheet, name, every[:MOST_ACCOUNTS])
        self.record, self.left = record, len(every[MOST_ACCOUNTS:])

    def unread(self) -> Iterator[TextRow]:
        """Yield how many accounts are left out."""
        if self.left:
            text = f"the first {MOST_ACCOUNTS} accounts; {self.left:,} more are not compared here"
            yield from self.sheet.lines([Span(text, "notice")])

    def legend(self, above: bool) -> Iterator[TextRow]:
        """Yield what the signs mean: above the accounts where there is room, below them where there is little."""
        if above == self.sheet.has(SIDE_BY_SIDE) and not self.sheet.is_linear:
            used = self.used()
            yield from [TextRow(())] * (not above)
            yield from self.sheet.remark(" · ".join(f"{sign} {text}" for sign, text in LEGEND.items() if sign in used))

    def used(self) -> set[str]:
        """Return the signs that stand on the page."""
        stated = [one for account in self.accounts for one in account.stated if self.shows(one)]
        used = {*self.signs.values(), NOTHING}
        if len(self.record.get("positions", ())) > 1:
            used.add("≠")
        if any(alone for values in self.apart.values() for alone in values.values()):
            used.add("+")
        if any(map(self.is_shared, stated)):
            used.add("( )")
        if self.infers(stated):
            used.add("=")
        return used

    def in_columns(self) -> bool:
        """Say whether accounts are set side by side before they are told one by one."""
        return len(self.accounts) > 1 and self.sheet.has(SIDE_BY_SIDE)

    def table(self) -> Iterator[TextRow]:
        """Yield the accounts side by side, in as many bands as it takes, each aspect on rows of its own."""
        if not self.in_columns():
            return
        said = {id(account): told(self.library, account) for account in self.accounts}
        shown = [one for one in ASPECTS if one in ALWAYS or any(each[one] for each in said.values())]
        if not any(one.aspect == "far" and self.shows(one) for account in self.accounts for one in account.stated):
            shown = [one for one in shown if one != "far"]
        most = (self.sheet.width - _ASPECT) // _COLUMN
        bands = -(-len(self.accounts) // most)
        step = -(-len(self.accounts) // bands)
        for start in range(0, len(self.accounts), step):
            band = self.accounts[start : start + step]
            size = (self.sheet.width - _ASPECT) // len(band)
            widths = [_ASPECT, *[size] * len(band)]
            yield TextRow(())
            yield from self.sheet.across([[], *map(self.head, band)], widths, *self.goes(band[0]), f"head/{start}")
            for aspect in shown:
                cells = (self.cell(aspect, account) for account in band)
                title = [self.sign(aspect), [Span(TITLES[aspect], "label")]]
                telling = next((account for account in band if said[id(account)][aspect]), band[0])
                yield from self.sheet.across(
                    [*title, *cells],
                    [_SIGN, _ASPECT - _SIGN, *widths[1:]],
                    *self.goes(telling, aspect),
                    f"{aspect}/{start}",
                )

    def goes(self, account: Account, aspect: str = "") -> tuple[str, str | None]:
        """Return what a row of the columns opens and rests on: those of the first account that says something there."""
        stated = [one for one in account.stated if one.aspect == aspect]
        if stated:
            return stated[0].event, stated[0].cites[0]
        if aspect == "number" and account.figures:
            return account.figures[0], self.library.record(account.figures[0])["cite"][0]
        if aspect == "words" and account.words:
            return account.words[0].record, next(iter(account.words[0].cites), None)
        saying = next((claim for claim in account.claims if self.library.record(claim).get(aspect)), None)
        if saying:
            return saying, self.library.record(saying)["cite"][0]
        return next(iter((*account.claims, *account.figures)), account.teller), next(iter(account.cites), None)

    def head(self, account: Account) -> list[Span]:
        """Return what stands over an account's column."""
        twin = account.events[:1]
        if kind_of(self.name) == "event" and twin and twin[0] != self.name:
            return [self.sheet.name(account.teller, "heading"), Span(": "), self.sheet.name(twin[0])]
        return [self.sheet.name(account.teller, "heading")]

    def event_lines(self, account: Account, indent: int) -> Iterator[TextRow]:
        """Yield what an account says of the events themselves, each value with its paragraphs."""
        several = len({one.event for one in account.stated}) > 1
        for event, found in groupby(account.stated, lambda one: one.event):
            stated = [one for one in found if self.shows(one)]
            if several:
                own = self.library.cites(event)
                yield from self.sheet.lines([self.sheet.name(event)], indent, event, next(iter(own), None), event)
            for one in sorted(stated, key=lambda one: OWN.index(one.aspect)):
                named = one.role if one.role in PLACES else self.role(one.aspect, one.role) or TITLES[one.aspect]
                spans = [
                    *self.value_sign(account, one.aspect, one.key),
                    Span(f"{named}  ", "label"),
                    *self.one(one, account),
                    *cited(one.cites),
                ]
                target = one.value if one.aspect in ("where", "who") else event
                block = f"{account.position}/{account.teller}/{event}/{one.aspect}/{one.key}"
                yield from self.sheet.lines(spans, indent + 2 * several, target, one.cites[0], block)

    def block(self, account: Account, indent: int = 0) -> Iterator[TextRow]:
        """Yield one account whole."""
        sheet = self.sheet
        first = next(iter(account.cites), None)
        yield from sheet.lines(sheet.source(account.teller), indent, account.teller, first, account.teller)
        yield from self.event_lines(account, indent + 2)
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
                *self.counted_where(record),
            ]
            yield from sheet.lines([*spans, *cited(record["cite"])], indent + 2, figure, record["cite"][0], figure)
        yield from self.words(account, self.name, indent + 2)

    def counted_where(self, figure: Record) -> list[Span]:
        """Return as of when and where something is counted."""
        when = figure.get("as_of")
        as_of = [Span(" · as of ", "dim"), *dated(when)] if when else []
        where = commas(self.sheet.name(one) for one in figure.get("where", ()))
        return [*as_of, *([Span(" · ", "dim"), *where] if where else [])]

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

    def left_unsaid(self, account: Account, indent: int) -> Iterator[TextRow]:
        """Yield what an account leaves unsaid; in columns that is seen."""
        hidden = {"said"} if "far" in self.signs else {"said", "far"}
        missing = [TITLES[one] for one in self.missing[id(account)] if one not in hidden]
        if missing and not self.in_columns():
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
        sign = self.sign("stance") or self.sign("certainty")
        spans = [*sign, Span(f"{how}: ", "code"), Span(record["content"])]
        yield from sheet.lines(spans, indent, name, cite, name)
        chain = chain_of(record)
        told_by = joined([[sheet.name(one)] for one in chain] if chain != (account.teller,) else [], " ← ")
        when = dated(record["when"]) if "when" in record else []
        form = [Span(record["form"].replace("_", " "), "dim")] if record["form"] != "unknown" else []
        about = [Span(f"on its {one['field'].rpartition('.')[2].replace('_', ' ').replace('-', ' ')}", "dim")
                 for one in record.get("about", ()) if one["record"] == self.name and "field" in one]  # fmt: skip
        parts = [told_by, form, when, *([one] for one in about), [Span(" ".join(record["cite"]), "cite")]]
        yield from sheet.lines(dotted(parts), indent + 2, name, cite, name)
        for aspect in ("blames", "credits"):
            for one in record.get(aspect, ()):
                only = self.apart[id(account), aspect].get(one, False)
                sign = self.value_sign(account, aspect, one)
                named = plus(only, sheet.name(one))
                spans = [*sign, Span(f"{aspect}  ", "label"), named]
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
    def __init__(self, sheet: Sheet, name: str, record: Record) -> None:
        super().__init__(sheet, name, record)
        self.twins = twins_of(self.library, name)
        self.own = self.accounts
        self.elsewhere = {twin: accounts_of(self.library, twin)[:MOST_ACCOUNTS] for twin in self.twins[:MOST_TWINS]}
        if self.elsewhere:
            self.compare([*self.own, *(one for accounts in self.elsewhere.values() for one in accounts)])

    def __iter__(self) -> Iterator[TextRow]:
        sheet, event = self.sheet, self.record
        kind = [self.library.word("event_types", event["type"]), event["factuality"]]
        yield from sheet.lines([Span(" · ".join(["event", *kind]), "dim")])
        yield from sheet.lines([Span(event["title"], "title")])
        tellers = len(self.own) + self.left
        beside = f", and {len(self.accounts) - len(self.own)} of what is perhaps the same" if self.twins else ""
        yield from sheet.lines([Span(f"{counted(tellers, 'account')}{beside}", "label")])
        yield from self.unread()
        yield from self.legend(above=True)
        yield from self.table()
        yield from self.blocks(self.own)
        for twin, accounts in self.elsewhere.items():
            own = self.library.cites(twin)
            title = [Span("perhaps the same, coded apart  ", "label"), sheet.name(twin)]
            yield TextRow(())
            yield from sheet.lines(title, 0, twin, next(iter(own), None), twin)
            yield from self.blocks(accounts)
        if left := len(self.twins) - len(self.elsewhere):
            yield from sheet.lines([Span(f"{left:,} more that are perhaps the same are not compared here", "notice")])
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

    def blocks(self, accounts: Sequence[Account]) -> Iterator[TextRow]:
        """Yield accounts whole, one after another."""
        for account in accounts:
            yield TextRow(())
            yield from self.block(account)
            yield from self.left_unsaid(account, 0)

    def as_coded(self) -> Iterator[TextRow]:
        """Yield when, where and who, as the record has them of all accounts together, each with its paragraphs; nothing where one
        account has it all."""
        sheet, event, when = self.sheet, self.record, self.record["when"]
        held = {(one.aspect, one.key) for account in self.own for one in account.stated}
        if len(self.own) == 1 and any(aspect == "when" for aspect, _ in held):
            return
        yield from sheet.heading("as the record has it")

        def whose(aspect: str, key: str) -> list[Span]:
            return [] if (aspect, key) in held else [Span(" · whose word it is is not coded", "dim")]

        said = [Span(f" “{when['said']}”")] if "said" in when else []
        own = when.get("cite") or event["cite"]
        spans = [Span("when  ", "label"), *dated(when), *said, *whose("when", when["edtf"]), *cited(own)]
        yield from sheet.lines(spans, 2, None, own[0], "when")
        for field in PLACES:
            for one in event.get(field, ()):
                spans = [Span(f"{field}  ", "label"), sheet.name(one), *whose("where", one), *cited(event["cite"])]
                yield from sheet.lines(spans, 2, one, None, f"{field}/{one}")
        if not event.get("where"):
            yield from sheet.lines([Span("where  ", "label"), Span(NOTHING, "dim")], 2)
        for one in event["participants"]:
            own = one.get("cite") or event["cite"]
            role = self.library.word("roles", one["role"])
            unknown = whose("who", f"{one['role']} {one['actor']}")
            spans = [Span(f"{role}  ", "label"), sheet.name(one["actor"]), *unknown, *cited(own)]
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
        yield from self.unread()
        yield from self.legend(above=True)
        yield from self.table()
        for place, accounts in groupby(self.accounts, lambda account: account.position):
            position = issue["positions"][place]
            own = position.get("cite") or issue["cite"]
            sign = "≠ " if positions > 1 else ""
            yield TextRow(())
            spans = [Span(f"{sign}{letter(place)}  ", "mark"), Span(position["label"], "title"), *cited(own)]
            yield from sheet.lines(spans, 0, self.opens(place), own[0], f"position{place}")
            for account in accounts:
                yield from self.block(account, 2)
                yield from self.left_unsaid(account, 2)
        yield from self.legend(above=False)
        yield from self.leads()
        yield from sheet.heading("the coder's judgement, beside the accounts")
        yield from self.judgement(self.name, issue)

    def head(self, account: Account) -> list[Span]:
        label = self.record["positions"][account.position]["label"]
        teller = self.sheet.name(account.teller, "heading")
        return [Span(f"{letter(account.position)}  ", "mark"), teller, Span(f": {label}")]

    def opens(self, place: int) -> str:
        """Return what a position opens: the first of its claims, the paragraph where it has none."""
        position = self.record["positions"][place]
        cited: list[str] = position.get("cite") or self.record["cite"]
        return str(next(iter(position.get("claims", ())), cited[0]))

    def leads(self) -> Iterator[TextRow]:
        """Yield what the question is about, the threads it is part of, what it rests on, and the coder's remark."""
        sheet, issue = self.sheet, self.record
        about = issue.get("about", ())
        yield TextRow(())
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
