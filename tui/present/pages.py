"""What the details can show of a record: its fields, why it is said."""

from __future__ import annotations

from collections.abc import Iterator

from ..store.library import Library
from .details import detail_rows
from .rows import TextRow
from .why import why_rows


def page_rows(library: Library, name: str, page: str, width: int, find: str = "") -> Iterator[TextRow]:
    """Yield the rows of a page of a record; its fields where there is no page of that name."""
    return (why_rows if page == "why" else detail_rows)(library, name, width, find)


def page_title(page: str) -> str:
    """Return what stands above a page."""
    return {"why": "Why"}.get(page, "Details")
