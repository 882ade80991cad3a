"""Where every document stands after an edit, by where it stood: the others keep their order, and most of them their distance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..corpus.fold import words
from ..corpus.kinds import KINDS, kind_of
from .documents import AS_WRITTEN, BY_NAME, Document, order_of
from .edit import Change, Edit, paragraphs
from .library import Library

Slot = int | str
"""A document that was there, by the number it had; a new one, by its id."""


@dataclass(frozen=True)
class Run:
    """Documents of a kind that stand in one row now as before: their old numbers, and by how much each has moved on."""

    kind: str
    start: int
    stop: int
    by: int


class Order:
    """All documents in their order: `first` and `size` by kind, the `runs` of those that were there, the number of any."""

    def __init__(self, library: Library, edit: Edit, changes: Sequence[Change]) -> None:
        self._library = library
        self.first: dict[str, int] = {}
        self.size: dict[str, int] = {}
        self.runs: list[Run] = []
        self._new: dict[str, int] = {}
        at = 1
        for kind, slots in _slots(library, edit, changes):
            self.first[kind], self.size[kind] = at, len(slots)
            for run in _runs(slots):
                if isinstance(run, str):
                    self._new[run] = at
                    at += 1
                else:
                    self.runs.append(Run(kind, run.start, run.stop - 1, at - run.start))
                    at += len(run)
        self.runs.sort(key=lambda run: run.start)
        self._starts = [run.start for run in self.runs]

    def moved(self, n: int) -> int | None:
        """Return the number of a document by the one it had, None where it is gone."""
        at = bisect_left(self._starts, n + 1) - 1
        return n + self.runs[at].by if at >= 0 and n <= self.runs[at].stop else None

    def number(self, name: str) -> int:
        """Return the number of an id or citation. Raises KeyError where there is none."""
        if name in self._new:
            return self._new[name]
        old = self._library.number(name)
        new = None if old is None else self.moved(old)
        if new is None:
            raise KeyError(name)
        return new


def _runs(slots: Sequence[Slot]) -> Iterator[range | str]:
    """Yield the old numbers that follow one another as ranges, and each new id."""
    if isinstance(slots, range):
        if slots:
            yield slots
        return
    start = stop = 0
    for slot in slots:
        if slot == stop:
            stop += 1
            continue
        if stop > start:
            yield range(start, stop)
        start, stop = (slot, slot + 1) if isinstance(slot, int) else (0, 0)
        if isinstance(slot, str):
            yield slot
    if stop > start:
        yield range(start, stop)


def _slots(library: Library, edit: Edit, changes: Sequence[Change]) -> Iterator[tuple[str, Sequence[Slot]]]:
    """Yield for each kind its documents as they follow one another now."""
    slots = {kind: _of_kind(kind, library, edit, [one for one in changes if one.kind == kind]) for kind in KINDS}
    yield from slots.items()
    yield "paragraph", _paragraphs(slots["article"], library, edit)


def _of_kind(kind: str, library: Library, edit: Edit, changes: Sequence[Change]) -> Sequence[Slot]:
    key_of_row, key_of = _keys(kind, library, edit)
    if kind in AS_WRITTEN:  # the order may be another though no record is
        out = {name for name in edit.before if kind_of(name) == kind}
        new = [one.value for one in edit.found.values() if one.kind.name == kind]
    else:
        moved = [c for c in changes if not (c.old and c.new and key_of(c.old) == key_of(c.new))]
        out = {change.name for change in moved if change.old}
        new = [change.new for change in moved if change.new]
    old = library.numbers(kind)
    if not out and not new:
        return old
    gone = {library.number(name) for name in out}
    kept = [n for n in old if n not in gone]
    slots: list[Slot] = []
    done = 0
    for record in sorted(new, key=key_of):
        at = bisect_left(kept, key_of(record), key=key_of_row)
        slots += kept[done:at]
        slots.append(library.number(record["id"]) or record["id"])
        done = at
    return slots + kept[done:]


Key = tuple[Any, ...]


def _keys(kind: str, library: Library, edit: Edit) -> tuple[Callable[[int], Key], Callable[[Document], Key]]:
    """Return what a kind is ordered by: of a document that was there by its number, and of a record."""
    row, order = library.row, order_of(kind)
    if kind in AS_WRITTEN:
        kinds = {source.name: source.kind for source in edit.sources.values()}
        names = (name for file in sorted(edit.ids) if kinds[file] == kind for name in edit.ids[file])
        place = {name: (number,) for number, name in enumerate(names)}
        return lambda n: place[row(n).id], lambda record: place[record["id"]]
    if kind in BY_NAME:
        return lambda n: (" ".join(words(row(n).title)), row(n).id), order
    return lambda n: (row(n).earliest or row(n).latest or "9999", row(n).latest or "9999", row(n).id), order


def _paragraphs(articles: Sequence[Slot], library: Library, edit: Edit) -> Sequence[Slot]:
    """Return the paragraphs in the order of their articles."""
    old = library.numbers("paragraph")
    now = {name: paragraphs(one) for name, one in edit.found.items() if one.kind.name == "article"}
    changed = [name for name in edit.changed() if kind_of(name) == "article"]
    gone = {n for name in changed for n in library.paragraphs(name)}
    if not changed:
        return old
    kept = [n for n in old if n not in gone]
    placed = {library.number(name) or name: name for name in changed}
    slots: list[Slot] = []
    done, before = 0, 0
    for slot in articles:
        if slot not in placed and isinstance(slot, int):
            before = slot
            continue
        at = bisect_right(kept, library.paragraphs(library.row(before).id)[-1]) if before else 0
        slots += kept[done:at]
        slots += [library.number(one["id"]) or one["id"] for one in now[placed[slot]]]
        done = at
    return slots + kept[done:]
