"""What the screen shows besides lists, read out: the pages, an article's text, the timeline. One thing a line, nothing drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from ..corpus.kinds import KINDS, kind_of
from ..errors import UsageError
from ..notebook.copies import Copy
from ..reading.around import told_offsets
from ..reading.before import MEANING, order_told
from ..reading.desk import TEXT_MODES, View
from ..reading.lanes import Group, groups
from ..reading.timeline import Look
from ..store.library import Library, Row
from ..store.query import Query
from .article import block_name, of_copy, parting_ways, parts_of, provenance
from .dates import row_label
from .pages import PAGES, Page, made_by, pages_of
from .rows import LINEAR, TextRow
from .sheet import counted
from .spoken import Line, date_in_words, in_words, lines_of, marks_in_words

TEXTS = {"text": "", "source": "source", "both": "both"}
"""The pages on which an article is read, and what each shows: one of `reading.desk.TEXT_MODES`."""
BELONGING = "belonging"
CITED = {"citation": "in words", "bibtex": "in BibTeX", "csl": "in CSL-JSON"}
"""The pages on which a record is cited."""


def page_names(name: str | None) -> dict[str, str]:
    """Return the ids of the pages there are of a record, None for the corpus, each with what it shows."""
    listed = pages_of(name) if name else [page for page in PAGES if "" in page.kinds]
    found = {page.id: f"{page.title}: {page.help}" for page in listed}
    if name and name.startswith("art:"):
        found |= {page: f"{TEXT_MODES[mode]}, with what rests on each paragraph" for page, mode in TEXTS.items()}
    if name:
        found[BELONGING] = "what belongs to it, and the commands that list it"
        found |= {page: f"how to cite it, {how}" for page, how in CITED.items()}
    return found


def cited_as(library: Library, name: str, page: str) -> str:
    """Return a record or paragraph as it is cited on one of the pages CITED."""
    from .citation import bibtex, csl_json, plain

    return {"citation": plain, "bibtex": bibtex, "csl": csl_json}[page](library, name)


def lines_called(library: Library, name: str | None, page: str, copy: Callable[[str], Copy | None]) -> Iterator[Line]:
    """Yield the page of that name of a record, None: of the corpus; `copy` finds the reader's copy of an article.

    Raises UsageError, with those there are, where there is no such page, and KeyError where there is no such record.
    """
    names = page_names(name)
    if page not in names:
        raise UsageError(f"no page {page!r} of {name or 'the whole corpus'}; there are {', '.join(names)}")
    if name and page in TEXTS:
        return text_lines(library, name, TEXTS[page], copy(name) if TEXTS[page] else None)
    if name and page == BELONGING:
        return belonging_lines(library, name)
    if name and page in CITED:
        return map(Line, cited_as(library, name, page).split("\n"))
    shown = next(one for one in PAGES if one.id == page)
    return page_lines(library, name if kind_of(name or "") in shown.kinds else None, shown)


def belonging_lines(library: Library, name: str) -> Iterator[Line]:
    """Yield how many records of each kind belong to a record, with the command that lists them."""
    yield Line(f"what belongs to {library.title(name)}")
    for kind, count in library.belonging(name).items():
        plural = KINDS[kind].plural if kind in KINDS else f"{kind}s"
        yield Line(f"{counted(count, kind, plural)}: khabar list {plural} of:{name}")


def page_lines(library: Library, name: str | None, page: Page) -> Iterator[Line]:
    """Yield a page of a record, or of the whole corpus. Raises KeyError where there is no such record."""
    if not name and page.view_rows:
        return view_page_lines(library, View("place", library.numbers("place")), page)
    own = next(iter(library.cites(name)), None) if name else None
    rests = [Line(f"what names no paragraph here rests on {own}")] if own else []
    return chain(lines_of(made_by(page.rows)(library, name or "", LINEAR, ""), name, own), rests)


def view_page_lines(library: Library, view: View, page: Page) -> Iterator[Line]:
    """Yield a page of a list as it is filtered."""
    rows: Iterator[TextRow] = made_by(page.view_rows)(library, view, LINEAR, "")
    return lines_of(rows)


# -- the text of an article


def text_lines(library: Library, article: str, text: str = "", copy: Copy | None = None) -> Iterator[Line]:
    """Yield an article paragraph by paragraph, each with what rests on it. `text` is one of `reading.desk.TEXT_MODES`, for which
    `copy` is the reader's copy. Raises KeyError where there is no such article."""
    record = library.record(article)
    yield Line(record["title"], opens=article)
    yield Line(in_words(provenance(library, article)))
    for row, blocks in parting_ways(library, library.cited_in(article)):
        yield Line(f"headline and body part ways at {' '.join(blocks)}: {row.title}", opens=row.id)
    if text:
        yield Line(of_copy(copy))
    for row in map(library.row, library.paragraphs(article)):
        what = f"paragraph {row.tag}" if row.tag.isdigit() else block_name(row.tag)
        resting = library.resting_on(row.id)
        count = f"{counted(len(resting), 'record')} rest{'s' * (len(resting) == 1)} on it" if resting else ""
        yield Line(", ".join(filter(None, (what, row.id, count))), is_heading=True)
        for spans in parts_of(row, text, copy.paragraphs.get(row.id) if copy else None):
            yield Line("".join(span.text for span in spans))
        for one in resting:
            yield Line(f"{one.kind}: {one.title}", 2, one.id)


# -- the timeline


def timeline_lines(library: Library, query: Query, look: Look) -> Iterator[Line]:
    """Yield the timeline of what a query asks for: in order, then what has no date, then what is off the line.

    With `look.near` each says whether it was surely or perhaps before or after that event.
    """
    here = library.row_of(look.near) if look.near else None
    told = told_offsets(library, here.id) if here else {}
    found = groups(library, query, look)
    first = next(found, None)
    if first is None:
        yield Line("no event matches")
        return
    for group in chain((first,), found):
        if group.title:
            yield Line(_title(group), opens=group.record, is_heading=True)
        for row in library.rows(group.numbers):
            order = [MEANING[order_told(here, row, told)]] if here and here.id != row.id else []
            yield Line("; ".join(_event(library, row, order)), 0, row.id, next(iter(library.cites(row.id)), None))


def _title(group: Group) -> str:
    count = f"{len(group.numbers):,}"
    return group.title.format(count) if "{}" in group.title and group.off else f"{group.title}, {count}"


def _event(library: Library, row: Row, order: Iterable[str]) -> Iterator[str]:
    """Yield what the timeline says of an event, in words."""
    yield date_in_words(row_label(row))
    yield row.title
    if row.factuality not in ("", "happened"):
        yield row.factuality
    yield from order
    yield from marks_in_words(row)
    report = library.first_report(row.n)
    yield f"first published {date_in_words(row_label(report)) if report else 'at a time not stated'}"
