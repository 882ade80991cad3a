"""Records as plain text and JSON lines: what the command line prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..corpus.fold import words
from ..store.gaps import GAPS
from ..store.library import Coverage, Hit, Library, Row
from .dates import row_label
from .details import detail_rows
from .lists import mark
from .spoken import Line, date_in_words, marks_in_words

Record = dict[str, Any]
WIDTH = 100


def printable(line: str) -> str:
    """Return a line without anything a terminal could act on."""
    return line if line.isprintable() else "".join(c for c in line if c.isprintable())


def json_line(value: Any) -> str:
    """Return one JSON object on one line; letters of any script as they are."""
    return json.dumps(value, ensure_ascii=False)


def row_line(row: Row, library: Library) -> str:
    """Return a record as one line: id, date, what it is if it is not on the line, title, tag, marks; all in words."""
    parts = [row.id]
    if row.edtf:
        parts.append(date_in_words(row_label(row)))
    if row.factuality and mark(row) != " ":
        parts.append(row.factuality)
    parts.append(row.title)
    if row.tag:
        parts.append(library.word("event_types", row.tag) if row.kind == "event" else row.tag.replace("_", " "))
    return "  ".join((*parts, *marks_in_words(row)))


def record_lines(library: Library, name: str) -> Iterator[str]:
    """Yield a record or a paragraph as text. Raises KeyError where there is none."""
    for row in detail_rows(library, name, WIDTH):
        yield row.text.rstrip()


def line_json(line: Line) -> Record:
    """Return a line of a page for JSON."""
    return {
        "text": line.text,
        "indent": line.indent,
        "heading": line.is_heading,
        "opens": line.opens,
        "cite": [line.cite] if line.cite else [],
    }


def hit_line(hit: Hit) -> str:
    """Return what a search found as one line."""
    found = "" if words(hit.line) == words(hit.row.title) else f"  found: {hit.line}"
    return f"{hit.row.id}  {hit.row.title if hit.row.kind != 'paragraph' else ''}{found}".rstrip()


def hit_json(hit: Hit) -> Record:
    """Return what a search found for JSON."""
    return {"id": hit.row.id, "kind": hit.row.kind, "title": hit.row.title, "where": hit.where, "line": hit.line}


def coverage_lines(coverage: list[Coverage]) -> Iterator[str]:
    """Yield how far each article is coded, and what is not."""
    for one in coverage:
        cited = one.paragraphs - len(one.uncited)
        yield f"{one.article.id}  {one.article.title}"
        yield f"  {cited} of {one.paragraphs} body paragraphs are cited" + (
            f"; not: {' '.join(one.uncited)}" if one.uncited else ""
        )
        yield "  " + ", ".join(f"{count} {kind}{'s' * (count != 1)}" for kind, count in one.kinds.items() if count)
        missing = [f"{kind}s" for kind, count in one.kinds.items() if not count and kind not in ("outlet", "thread")]
        if missing:
            yield "  none coded: " + ", ".join(missing)
    total = sum(one.paragraphs for one in coverage)
    left = sum(len(one.uncited) for one in coverage)
    yield f"{total} body paragraphs in {len(coverage)} articles; " + (
        "every one is cited by some record" if not left else f"{left} are cited by none"
    )


def shelf_lines(shelf: dict[str, list[Row]]) -> Iterator[str]:
    """Yield what the reporting does not state: each sort of gap with the records that have it."""
    yield "not stated:"
    for gap, rows in shelf.items():
        yield f"  {GAPS[gap]}: {len(rows) or 'never left open'}"
        for row in rows:
            yield f"    {row.id}  {row.title}"


def coverage_json(one: Coverage) -> Record:
    """Return the coverage of an article for JSON."""
    return {"article": one.article.id, "paragraphs": one.paragraphs, "uncited": list(one.uncited), "records": one.kinds}
