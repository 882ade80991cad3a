"""The parts S01 to S10 of the process: what a reader must see of each is drawn, each cell with its paragraph."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tui.present.details import detail_rows
from tui.present.rows import TextRow
from tui.present.threads import thread_rows
from tui.store.library import Library

Drawn = dict[str, dict[str, list[str]]]
"""What a grid has in each cell: row → column → what stands there up to the paragraph that it opens."""
NARROW, WIDE = 40, 1200
"""Cells in which a grid stands in blocks, and in which nothing is broken over lines."""


def section(library: Library, part: str, title: str, width: int = WIDE) -> list[TextRow]:
    """Return the rows of a section of a part, without its title and note."""
    thread = next(library.record(row.id) for row in library.rows(library.numbers("thread")) if f":{part}-" in row.id)
    (one,) = (one for one in thread["sections"] if one["title"] == title)
    members = [member for member in thread["members"] if member.get("group") in one["groups"]]
    alone = {**thread, "sections": [one], "members": members}
    rows = list(thread_rows(library, alone, width))
    return [row for row in rows if row.text not in (title, one.get("note"))]


def grid(library: Library, part: str, title: str) -> Drawn:
    """Return what a grid has in its cells, read off the blocks that it has where it is narrow."""
    drawn: Drawn = {}
    name: list[str] = []
    cell: list[str] = []
    for row in section(library, part, title, NARROW):
        words = [span for span in row.spans if span.text.strip()]
        if not words:
            name = []
        elif words[0].style == "code":
            text = " ".join(span.text.strip() for span in words[1:])
            cell = drawn.setdefault(" ".join(name), {}).setdefault(words[0].text.strip(), [])
            cell.append(f"{text} | {row.cite}" if row.cite else text)
        elif cell and name and row.target:
            text, _, cite = cell[-1].partition(" | ")
            cell[-1] = f"{text} {row.text.strip()} | {cite}"
        else:
            name += [span.text.strip() for span in words if span.style == "label"]
    return drawn


def test_dump(daraa):
    import pprint

    for p, t in [
        ("s01", "Sponsors, article by article: the sets differ"),
        ("s01", "Breach ledger"),
        ("s02", "Signals, each with its channel and what came next"),
        ("s03", "Bargain card: under discussion, not told to be struck"),
        ("s04", "Pairs of countries"),
        ("s05", "Demand, then reality, article by article"),
        ("s06", "Statements, each with its answer"),
        ("s07", "Contact log"),
        ("s09", "Round table"),
        ("s10", "Clocks"),
    ]:
        print(p, repr(t))
        for g, c in grid(daraa, p, t).items():
            print("   ", repr(g))
            [print("      ", s, x) for s, x in c.items()]
