"""Why khabar says this: whose word a record is, how its date is known, how many independent roots it has, what disputes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from ..corpus.kinds import KINDS, kind_of
from ..reading.roots import claims_about, issues_on, roots, told_by
from ..store.library import Library
from ..store.query import Facet, Query
from ..store.sourcing import MARKS, WEIGHED, article_of, chain_of, contested, origin
from .dates import row_label, sum_of, when_label
from .rows import Span, TextRow, fit
from .sheet import INDENT, Sheet, counted, joined
from .spoken import MARK_WORDS

Record = dict[str, Any]

_FROM = " ← "
_BASIS = {
    "stated": "stated: the text prints it",
    "inferred": "inferred: the text does not print it",
    "computed": "computed from the date it hangs on",
    "external": "from outside the texts",
}
_MAIN_DATES = ("when", "as_of", "published")


def why_rows(library: Library, name: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield why khabar says what a record or paragraph says. Each row opens what it speaks of, and where that is written.

    Raises KeyError where there is none.
    """
    yield from _Why(library, name, width, find)


class _Why:
    """The rows for one record; iterating makes them one after another."""

    def __init__(self, library: Library, name: str, width: int, find: str) -> None:
        self.library, self.name = library, name
        self.kind = kind_of(name) or ""
        self.record = library.record(name)
        self.sheet = Sheet(library, width, find, name, _rests_on(library, name))
        self.lines = self.sheet.lines
        self.claims = claims_about(library, name)
        self.found = (told_by if self.kind in WEIGHED else roots)(library, name)
        resting = [link.row.id for link in library.linked_from(name, "issue")] if self.kind == "paragraph" else []
        self.issues = issues_on(library, name) or list(dict.fromkeys(resting))

    def __iter__(self) -> Iterator[TextRow]:
        yield from self.lines([Span(f"why khabar says this · {self.kind}", "dim")])
        yield from self.lines([self.sheet.name(self.name, "title")])
        row = self.library.row_of(self.name)
        for mark, sign in MARKS.items():
            if row and sign in row.marks:
                lead = [] if self.sheet.is_linear else [Span(f"{sign} ", "mark")]
                yield from self.lines([*lead, Span(MARK_WORDS[mark])])
        parts: tuple[tuple[str, Callable[[], Iterator[TextRow]]], ...] = (
            ("who says so", self.who_says_so),
            ("how the date is known", self.dates),
            (f"independent roots: {len(self.found) if self.is_weighed else 'does not apply'}", self.roots),
            (f"what disputes it: {counted(len(self.issues), 'issue')}", self.disputes),
        )
        yield from self.lines([Span(f"{parts[2][0]} · {parts[3][0]}", "dim")])
        for heading, part in parts:
            yield from self.sheet.heading(heading)
            yield from part()

    @property
    def is_weighed(self) -> bool:
        """Whether it makes sense to count who tells of it."""
        return self.kind in WEIGHED or bool(self.found)

    # -- drawing

    def remark(self, text: str, indent: int = INDENT, target: str | None = None) -> Iterator[TextRow]:
        """Yield a remark of khabar's own."""
        yield from self.lines([Span(text, "dim")], indent, target)

    def chain(self, sources: Sequence[str], cites: Iterable[str]) -> list[Span]:
        """Return a chain from whose word it is to where it is written: `speaker ← via ← outlet ← citations`."""
        links = [self.sheet.source(name) for name in sources]
        places: list[list[Span]] = []
        for article, found in groupby(sorted(cites, key=article_of), article_of):
            told = self.library.record(article)
            outlet, whose = told["outlet"], told.get("republishes")
            place = [] if outlet in sources else [*self.sheet.source(outlet), Span(_FROM, "dim")]
            if place and whose and whose not in sources:
                place[-1:] = [Span(", the text of ", "dim"), *self.sheet.source(whose), Span(_FROM, "dim")]
            for agency in told.get("via", ()) if place else ():
                place[-1:] = [Span(", carrying ", "dim"), *self.sheet.source(agency), Span(_FROM, "dim")]
            places.append([*place, Span(" ".join(found), "cite")])
        return joined([*links, joined(places, "; ")], _FROM)

    def told(self, claim: str, indent: int = INDENT) -> Iterator[TextRow]:
        """Yield a claim: who passes it on, then how it is said and what."""
        record = self.library.record(claim)
        cite = record["cite"][0]
        yield from self.lines(self.chain(chain_of(record), record["cite"]), indent, claim, cite)
        sure = record.get("certainty", "unspecified")
        how = f"{record['polarity']}, {'how surely is not coded' if sure == 'unspecified' else sure}: "
        yield from self.lines([Span(how, "code"), Span(record["content"])], indent + INDENT, claim, cite)

    # -- who says so

    def who_says_so(self) -> Iterator[TextRow]:
        own = {
            "paragraph": self.of_paragraph, "article": self.of_article, "issue": self.of_issue, "thread": self.of_thread,
            "actor": self.of_names, "place": self.of_names, "outlet": self.of_names,
        }.get(self.kind, lambda: iter(()))  # fmt: skip
        yield from own()
        for claim in [self.name] * (self.kind == "claim") + self.claims:
            yield from self.told(claim)
        speakers, cites = self.record.get("according_to", ()), self.record.get("cite", [])
        yield from self.accorded(speakers, cites, INDENT)
        if self.kind in WEIGHED and not self.claims and not speakers:
            yield from self.remark("in the outlet's own voice")
            yield from self.lines(self.chain((), cites), INDENT)
        for whole, parts in groupby(_parts(self.record), itemgetter(0)):
            for index, (_, said, part) in enumerate(parts):
                cites = part.get("cite", [])
                if index == 0 and whole:
                    yield from self.lines([Span(whole, "label")], INDENT, None, next(iter(cites), None))
                yield from self.lines([Span(said, "")], 2 * INDENT, None, next(iter(cites), None))
                yield from self.accorded(part["according_to"], cites, 3 * INDENT)

    def accorded(self, speakers: Iterable[str], cites: list[str], indent: int) -> Iterator[TextRow]:
        for speaker in speakers:
            spans = [Span("according to ", "label"), *self.chain([speaker], cites)]
            yield from self.lines(spans, indent, speaker, next(iter(cites), None))

    def of_paragraph(self) -> Iterator[TextRow]:
        yield from self.lines(self.chain((), [self.name]), INDENT, self.record["article"])
        known = f"; the paragraph itself is known by its hash {self.record['sha8']}" if "sha8" in self.record else ""
        yield from self.remark(f"a digest in the coder's words{known}")

    def of_article(self) -> Iterator[TextRow]:
        for field in ("authors", "outlet", "via", "republishes"):
            named = self.record.get(field, ())
            for one in [named] if isinstance(named, str) else named:
                yield from self.lines([Span(f"{field} ", "label"), *self.sheet.source(one)], INDENT, one)
        if "authors" not in self.record:
            yield from self.remark("no author is named")

    def of_issue(self) -> Iterator[TextRow]:
        for position in self.record["positions"]:
            yield from self.position(position, INDENT, self.name)
            for claim in position.get("claims", ()):
                yield from self.told(claim, 2 * INDENT)

    def of_thread(self) -> Iterator[TextRow]:
        yield from self.remark("put in this order by the coder; each member has its own reasons")
        for member in dict.fromkeys(member["record"] for member in self.record["members"]):
            yield from self.lines([self.sheet.name(member)], INDENT, member, _rests_on(self.library, member))

    def of_names(self) -> Iterator[TextRow]:
        for name in self.record["names"]:
            seen = name.get("seen_in", [])
            unseen = "from outside the texts" if name.get("basis") == "external" else "where it stands is not coded"
            where = [Span(_FROM, "dim"), Span(" ".join(seen), "cite")] if seen else [Span(f" · {unseen}", "dim")]
            spans = [Span("name ", "label"), Span(name["text"]), *where]
            yield from self.lines(spans, INDENT, None, next(iter(seen), None))

    # -- dates

    def dates(self) -> Iterator[TextRow]:
        fields = KINDS[self.kind].struct.fields if self.kind in KINDS else {}
        main = [field for field in _MAIN_DATES if field in self.record]
        for field in main:
            yield from self.date([Span(field.replace("_", " "), "label")], self.record[field])
        if not main:
            has_one = any(field in fields for field in _MAIN_DATES)
            yield from self.remark(
                "no date is coded" if has_one else f"does not apply: a record of this kind ({self.kind}) has no date"
            )
        for field, cites, when in _dates_within(self.record):
            if "relative_to" in when:
                yield from self.date([Span(field, "label")], when, cites)
            elif when.get("basis", "stated") != "stated":
                why = [
                    Span(f" {when['basis']}: ", "dim"),
                    Span(when.get("why", "no reason is coded")),
                ]
                date = Span(when_label(when), "date")
                cite = next(iter(when.get("cite") or cites), None)
                yield from self.lines([Span(f"{field} ", "label"), date, *why], INDENT, None, cite)

    def date(self, title: list[Span], when: Record, cites: Iterable[str] = ()) -> Iterator[TextRow]:
        """Yield a date and, step by step, those it hangs on, down to one that stands by itself."""
        name, indent, seen = self.name, INDENT, {self.name}
        cites = cites or self.record.get("cite", ())
        while True:
            cite = next(iter(when.get("cite") or cites), None)
            date = Span(when_label(when), "date")
            basis = Span(f" · {_BASIS[when.get('basis', 'stated')]}", "dim")
            yield from self.lines([*title, Span(" "), date, basis], indent, name, cite)
            indent = 2 * INDENT
            yield from self.lines([Span(_bounds(when), "dim")], indent, name, cite)
            if "said" in when:
                yield from self.lines([Span("said ", "label"), Span(f"“{when['said']}”")], indent, name, cite)
            if "why" in when:
                yield from self.lines([Span("why ", "label"), Span(when["why"])], indent, name, cite)
            relative = when.get("relative_to", {})
            base = relative.get("event") or relative.get("article")
            if base is None:
                return
            row = self.library.row_of(base)
            days = row_label(row) if row else ""
            yield from self.lines(
                [Span("sum ", "label"), Span(sum_of(when, self.library.title, days))], indent, base, cite
            )
            if base in seen:
                yield from self.lines([Span("a ring: these dates hang on one another", "mark")], indent, base, cite)
                return
            seen.add(base)
            record = self.library.record(base)
            name, cites, indent = base, record.get("cite", ()), INDENT
            when = record.get("when") or record.get("published") or {}
            title = [self.sheet.name(base), Span(", published" if base.startswith("art:") else "", "dim")]

    # -- roots

    def roots(self) -> Iterator[TextRow]:
        if not self.found:
            one_voice = "a claim is one voice by itself; ask for what it is about"
            yield from self.remark(one_voice if self.kind == "claim" else "no claim is about it")
        for one, claims in self.found.items():
            records = [self.library.record(claim) for claim in claims]
            cite = next((record["cite"][0] for record in records), None)
            yield from self.lines(self.sheet.source(one), INDENT, one, cite)
            for who in dict.fromkeys(who for record in records for who in chain_of(record)):
                if who != one and origin(who, self.library.record) == one:
                    yield from self.lines(
                        [Span("counted with it: ", "dim"), *self.sheet.source(who)], 2 * INDENT, who, cite
                    )
            for claim, record in zip(claims, records, strict=True):
                text = f"{' '.join(record['cite'])}  {self.library.title(claim)}"
                line = fit(text, max(self.sheet.width - 2 * INDENT, 2)).rstrip()
                yield from self.lines([Span(line, "link")], 2 * INDENT, claim, record["cite"][0])
            if not claims:
                voice = "named as whose word it is" if one in self.named() else "in its own voice"
                yield from self.remark(f"{voice}, without a claim", 2 * INDENT, one)

    def named(self) -> set[str]:
        """Return the roots of all that the record, or a part of it, is according to."""
        said = (link.row.id for link in self.library.links(self.name) if link.field.endswith("according_to"))
        return {origin(name, self.library.record) for name in said}

    # -- what disputes it

    def disputes(self) -> Iterator[TextRow]:
        if self.kind == "issue":
            yield from self.remark(f"it is itself a question between accounts: {self.record['status']}")
        for issue in self.issues:
            record = self.library.record(issue)
            spans = [self.sheet.name(issue), Span(f" · {record['kind']}, {record['status']}", "dim")]
            yield from self.lines(spans, INDENT, issue, record["cite"][0])
            for position in record["positions"]:
                yield from self.position(position, 2 * INDENT, issue)
        against = list(self.against())
        yield from against
        if not against and not self.issues and self.kind != "issue":
            yield from self.remark("nothing that is coded")

    def position(self, position: Record, indent: int, issue: str) -> Iterator[TextRow]:
        cites = Span("  " + " ".join(position["cite"]), "cite")
        spans = [Span("- ", "dim"), Span(position["label"]), cites]
        yield from self.lines(spans, indent, issue, position["cite"][0])

    def against(self) -> Iterator[TextRow]:
        """Yield what disputes it besides issues: how it is coded, who denies or doubts it, on which terms speakers differ."""
        if self.record.get("factuality") == "disputed":
            yield from self.remark("the event is coded as disputed")
        for claim in self.claims:
            record = self.library.record(claim)
            if record["polarity"] in ("denies", "doubts"):
                spans = [*self.sheet.source(record["speaker"]), Span(f" {record['polarity']} it", "code")]
                yield from self.lines(spans, INDENT, claim, record["cite"][0])
        for term in contested(self.record):
            spans = [Span("speakers differ on a term: ", "dim"), Span(term["content"])]
            yield from self.lines(spans, INDENT, None, term["cite"][0])


def _rests_on(library: Library, name: str) -> str | None:
    """Return a paragraph that a record rests on; where it cites none, one that what belongs to it rests on."""
    if kind_of(name) == "paragraph":
        return name
    if kind_of(name) == "article":
        return next((row.id for row in library.rows(library.paragraphs(name)[:1])), None)
    if cites := library.cites(name):
        return cites[0]
    for kind in KINDS:
        for n in islice(library.numbers(kind, Query(facets=(Facet("of", name),))), 1):
            if cites := library.cites(library.row(n).id):
                return cites[0]
    return None


def _parts(record: Record) -> Iterator[tuple[str, str, Record]]:
    """Yield the parts of a record that say according to whom they are: what they are parts of, what they say, the part."""
    for field, value in record.items():
        for item in value if isinstance(value, list) else ():
            if isinstance(item, dict) and "according_to" in item:
                code = str(item.get("status") or item.get("state") or item.get("kind") or "").replace("_", " ")
                yield "", ": ".join(filter(None, (code, item.get("content")))) or field, item
            elif isinstance(item, dict):
                yield from ((str(item.get("content", within)), said, part) for within, said, part in _parts(item))


def _dates_within(record: Record, top: bool = True) -> Iterator[tuple[str, list[str], Record]]:
    """Yield the dates of a record's parts: the field, what the part cites, the date; those that say the same once."""
    met: set[str] = set()
    for field, value in record.items():
        if not top and isinstance(value, dict) and "edtf" in value:
            yield field, record.get("cite", []), value
        for item in value if isinstance(value, list) else ():
            for inner, cites, when in _dates_within(item, False) if isinstance(item, dict) else ():
                if (said := f"{field} {when}") not in met:
                    met.add(said)
                    name = "" if inner in _MAIN_DATES else f" {inner}"
                    yield f"{field}{name}".replace("_", " "), cites, when


def _bounds(when: Record) -> str:
    """Return the days a date is bound by, in words."""
    first, last = when.get("earliest"), when.get("latest")
    if first and first == last:
        return f"on {first}"
    low, high = f"not before {first}" if first else "no first day", f"not after {last}" if last else "no last day"
    return f"{low}, {high}"
