"""The article pane: digest or source of each paragraph, its number, and how much rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from rich.cells import cell_len

from ..corpus.kinds import short_of
from ..corpus.text import clean
from ..notebook.copies import DIFFERS, FOUND, MISSING, UNSURE, Copy, Placed
from ..notebook.notebook import Notebook
from ..reading.desk import HOW_TO_ATTACH
from ..store.library import Library, Row
from .dates import label
from .own import NONE_KEPT, note_rows, signs
from .rows import Span, TextRow, fit, found, has_found, marked, wrapped

GUTTER = 8
MEASURE = 66
"""The most letters in a line of text: longer lines are hard to read, and cost more on a slow link."""


def article_rows(
    library: Library,
    article: str,
    width: int,
    marks: Set[str] = frozenset(),
    find: str = "",
    text: str = "",
    copy: Copy | None = None,
    notebook: Notebook = NONE_KEPT,
) -> Iterator[TextRow]:
    """Yield the rows of an article: title and provenance, then block after block; those in `marks` carry a mark in the gutter.

    A gutter shows the paragraph's number and how many records rest on it, below it the signs of the reader's `notebook`, whose notes
    stand below what they are on. `text` says what is shown of each: "" the digest,
    "source" its text in the attached `copy`, "both" the text and the digest below it.
    """
    record = library.record(article)
    numbers = library.paragraphs(article)
    first = library.row(numbers[0]).id if numbers else None
    cited = library.cited_in(article)
    parting = parting_ways(library, cited)
    title = [Span(record["title"], "title"), Span(f" !{len(parting)}" if parting else "", "mark")]
    if own := signs(notebook, article):
        title.append(Span(f" {own}", "label"))
    for line in wrapped(found(title, find), width):
        yield TextRow(line, target=parting[0][0].id if parting else None, cite=first, hit=has_found(line), block=None)
    for line in wrapped(marked(provenance(library, article), "dim", find), width):
        yield TextRow(line, target=record["outlet"], cite=first, hit=has_found(line))
    for row, blocks in parting:
        yield _parting_row(row, blocks, short_of(article), width, find)
    yield from note_rows(notebook, article, width, find, first)
    if text:
        for line in wrapped([Span(of_copy(copy), "block")], width):
            yield TextRow(line, cite=first)
    yield TextRow((), cite=first)
    room = min(max(width - GUTTER, 8), MEASURE)
    for row in map(library.row, numbers):  # one by one: a long article is laid out as far as it is seen
        spans = parts_of(row, text, copy.paragraphs.get(row.id) if copy else None)
        yield from _block(row, spans, cited.get(row.id, 0), row.id in marks, room, find, signs(notebook, row.id))
        yield from note_rows(notebook, row.id, room, find, row.id, " " * (GUTTER - 2))
        yield TextRow((), cite=row.id)


def _block(
    row: Row, parts: Iterable[list[Span]], resting: int, chosen: bool, room: int, find: str, own: str
) -> Iterator[TextRow]:
    """Yield the rows of a paragraph or block, each of its parts on lines of its own."""
    number = row.tag if row.tag.isdigit() else ""
    lines = [line for spans in parts for line in wrapped(found(spans, find), room)]
    if own and len(lines) == 1:
        lines.append(())
    style = "marked" if chosen else "gutter"
    for index, line in enumerate(lines):
        gutter = f"{number:>3}{f'·{resting}' if resting else '':<4}" if index == 0 else " " * 7
        below = [Span(f"{own:>3}".ljust(7), "label")] if own and index == 1 else [Span(gutter, style)]
        yield TextRow(
            (*below, Span("|" if chosen else " ", style), *line),
            target=row.id, cite=row.id, hit=has_found(line), block=row.id,
        )  # fmt: skip


# -- digest and source


def parts_of(row: Row, text: str, source: Placed | None) -> Iterator[list[Span]]:
    """Yield the parts of a paragraph: what is shown of it, and why it is not what was asked for."""
    heading = row.tag.startswith("h")
    style = "heading" if heading else "" if row.tag.isdigit() else "block"
    lead = Span("" if row.tag.isdigit() or heading else f"{block_name(row.tag)}: ", "label")
    if not text or source is None:
        yield [lead, Span(row.title, style)]
        return
    if source.state in WORDS:
        yield [lead, Span(WORDS[source.state], "mark")]
        lead = Span("", "label")
    if source.text:
        yield [lead, Span(clean(source.text)[0], "heading" if heading else "base")]
    if text == "both" or source.state != FOUND:
        yield [Span("digest: ", "label"), Span(row.title, "dim")]


WORDS = {
    DIFFERS: "! not the text that was coded; in its place stands:",
    MISSING: "! not in the copy",
    UNSURE: "! coded without a hash, so not looked for in the copy",
}
"""What is said of a paragraph whose text is not in the copy as it was coded."""


def of_copy(copy: Copy | None) -> str:
    """Return how much of the article the attached copy has."""
    if copy is None:
        return f"{HOW_TO_ATTACH}; these are the digests"
    if copy.trouble:
        return f"the attached copy cannot be read: {clean(copy.trouble)[0]}; these are the digests"
    left = [f"{len(copy.cited(state))} {word}" for state, word in _LEFT.items() if copy.cited(state)]
    whole = (
        f"all {len(copy.paragraphs)} paragraphs" if not left else f"{copy.found} of {len(copy.paragraphs)} paragraphs"
    )
    return ", ".join([f"source: the attached copy has {whole}", *left])


_LEFT = {DIFFERS: "differ", MISSING: "missing", UNSURE: "not looked for"}


def block_name(at: str) -> str:
    """Return what a block outside the body is called: `h2` is heading 2."""
    return f"heading {at[1:]}" if at.startswith("h") else at.rstrip("0123456789")


# -- who publishes, and where headline and body part ways


def publisher(library: Library, article: str) -> str:
    """Return who published an article, whose text it is, and whose reporting it carries."""
    record = library.record(article)
    parts = [library.title(record["outlet"])]
    if "republishes" in record:
        parts.append(f"text of {library.title(record['republishes'])}")
    if "via" in record:
        parts.append("with " + ", ".join(map(library.title, record["via"])))
    return " · ".join(parts)


def provenance(library: Library, article: str) -> str:
    """Return who published an article, whose text it is, when, and how that is known."""
    record = library.record(article)
    published = record["published"]
    parts = [publisher(library, article)]
    if "authors" in record:
        parts.append("by " + ", ".join(map(library.title, record["authors"])))
    parts.append(f"{label(published['edtf'], published['earliest'], published['latest'])} ({published['basis']})")
    return " · ".join(parts)


def parting_ways(library: Library, cited: Iterable[str]) -> list[tuple[Row, list[str]]]:
    """Return the issues on which title, deck, caption or headings of an article part ways with its body, each with the blocks that
    it is about; `cited` are the paragraphs of the article on which anything rests."""
    issues: dict[Row, list[str]] = {}
    for citation in cited:
        at = citation.partition("#")[2]
        if not at.isdigit():
            for link in library.linked_from(citation, "issue"):
                blocks = issues.setdefault(link.row, [])
                if at not in blocks:
                    blocks.append(at)
    return [(row, blocks) for row, blocks in issues.items() if library.record(row.id).get("scope") == "headline_body"]


def _parting_row(row: Row, blocks: Iterable[str], short: str, width: int, find: str) -> TextRow:
    """Return the row of an issue between headline and body, cut at the right: Enter shows all of it."""
    lead = f"{', '.join(map(block_name, blocks))}: "
    question = fit(row.title, max(width - 2 - cell_len(lead), 8)).rstrip()
    cite = f"{short}#{next(iter(blocks))}"
    line = wrapped(found([Span("! ", "mark"), Span(lead, "label"), Span(question, "link")], find), width)[0]
    return TextRow(line, target=row.id, cite=cite, hit=has_found(line), block=row.id)
