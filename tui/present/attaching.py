"""What came of attaching a copy of an article, as lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..notebook.attaching import Fit
from ..notebook.copies import DIFFERS, FOUND, MISSING, UNSURE, Copy
from ..store.library import Library
from .rows import fit

MOST_SHOWN = 60
"""Cells of the text that stands in the place of a paragraph."""
_SAID = {DIFFERS: "differs", MISSING: "missing", UNSURE: "coded without a hash, so not looked for"}


def attached_lines(library: Library, one: Fit, kept: Path | None) -> Iterator[str]:
    """Yield what a file has of an article, and where it is kept, None where it is not."""
    yield f"{one.copy.article}  {library.title(one.copy.article)}"
    yield f"  {one.file}: {one.page.form}"
    yield from copy_lines(one.copy)
    if kept:
        yield f"  kept in {kept}"


def copy_lines(copy: Copy) -> Iterator[str]:
    """Yield which paragraphs of an article a copy has, and which differ or are missing."""
    if copy.trouble:
        yield f"  {copy.trouble}"
        return
    yield f"  {copy.found} of {len(copy.paragraphs)} paragraphs found"
    for citation in copy.cited(DIFFERS):
        yield f"  {citation} differs; in its place stands: {fit(copy.paragraphs[citation].text, MOST_SHOWN).rstrip()}"
    for state in (MISSING, UNSURE):
        if cited := copy.cited(state):
            yield f"  {_SAID[state]}: {' '.join(cited)}"


def refusal(one: Fit) -> str:
    """Return why a copy is not attached in place of a better one."""
    before = one.better.found if one.better else 0
    return (
        f"{one.file}: not attached to {one.copy.article}: the copy that is attached has {before} of its "
        f"{len(one.copy.paragraphs)} paragraphs, this one {one.copy.found}; --force attaches it all the same"
    )


def attached_json(one: Fit, kept: Path | None) -> dict[str, Any]:
    """Return what a file has of an article for JSON."""
    return {"file": one.file, "form": one.page.form, **copy_json(one.copy, kept)}


def copy_json(copy: Copy, kept: Path | None) -> dict[str, Any]:
    """Return what a copy has of an article for JSON; `kept` is null where it is not kept."""
    states = {state: copy.cited(state) for state in (FOUND, DIFFERS, MISSING, UNSURE)}
    return {"article": copy.article, **states, "kept": str(kept) if kept else None}
