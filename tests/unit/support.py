"""What several tests of the rooms do: edit a corpus, read all of a store, draw a page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from tui.corpus.kinds import KINDS
from tui.present.rows import TextRow
from tui.store.library import Library, Record

TABLE_OF = {name: kind.plural for name, kind in KINDS.items()} | {"paragraph": "paragraphs"}
"""The table of a store in which the records of a kind stand."""


ON_UNNAMED_WORD_ONLY = {
    "act:military-sources-eb18": {
        "axis-busra-al-harir-expected-2018": "eb18#9",
        "axis-harra-expected-2018": "eb18#9",
        "axis-nasib-expected-2018": "eb18#9",
        "lajat-cut-off-expected-2018": "eb18#9",
    },
    "act:informed-sources-eb18": {"jordan-side-talks-2018": "eb18#14 eb18#15"},
    "act:informed-sources-so18": {
        "assault-on-isis-in-damascus": "so18#17",
        "isis-commanders-flee-to-daraa": "so18#17",
        "isis-commanders-smuggled": "so18#17 so18#18",
        "shelling-of-isis-pockets-damascus": "so18#17",
    },
    "act:sources-zaman-al-wasl": {
        "ninth-division-base-meeting": "so18#7 so18#8",
        "russia-says-no-air-support": "so18#7",
        "russia-warns-against-southern-attack": "so18#7",
        "russian-air-support-withheld": "so18#7",
        "russian-message-no-offensive": "so18#7 so18#8",
    },
    "act:source-close-to-talks-af18": {
        "heavy-weapons-handover-in-phases": "af18#10",
        "moscow-counter-proposal-for-the-south": "af18#5 af18#12 af18#13 af18#14",
        "moscow-rejects-opposition-terms": "af18#11 af18#12",
        "russia-insists-on-army-lines-and-police": "af18#12 af18#14",
        "russia-rules-out-transfers-from-south": "af18#12 af18#13",
    },
    "act:world-powers": {"southern-offensive-breaches-2017-truce": "af18#18 af18#23"},
    "act:enab-baladi-correspondent": {"eighth-brigade-presence": "eb21#4", "russian-positions-shift": "eb21#4"},
}
"""What of the bundled corpus rests on the word of unnamed sources only: by whose word, the event, the paragraphs."""
WORDS_FOR_REMOVAL = {
    ("deportation", "out:enab-baladi"),
    ("deported", "out:enab-baladi"),
    ("deportees", "out:enab-baladi"),
    ("evacuate", "out:the-new-arab"),
    ("expulsion", "out:enab-baladi"),
    ("population transfers", "out:unnamed-af18"),
    ("forced displacement", "out:enab-baladi"),  # indirect speech of the brokers
}
"""Which words the bundled corpus has for the removal of people, and whose each is."""

Rows = Callable[[Library, str, int, str], Iterator[TextRow]]


def drawn(page: Rows, usual: int) -> tuple[Callable[..., list[TextRow]], Callable[..., list[str]]]:
    """Return what makes the rows of a page of a library and a name, in its usual width or another, and what makes their words."""

    def rows(library: Library, name: str, width: int = usual, find: str = "") -> list[TextRow]:
        return list(page(library, name, width, find))

    def texts(library: Library, name: str, width: int = usual) -> list[str]:
        return [row.text for row in rows(library, name, width)]

    return rows, texts


def edit(path: Path, before: str, after: str) -> None:
    """Put one text for another in a file, which must have it."""
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def copied_with_more(valleys: Path, place: Path) -> Path:
    """Return a copy of the valleys that has, beside them, what hangs together over several files, hop by hop."""
    folder = Path(shutil.copytree(valleys, place / "valleys"))
    return Path(shutil.copytree(valleys.parent / "beyond", folder, dirs_exist_ok=True))


def records(library: Library, kind: str) -> list[Record]:
    """Return all records of a kind in list order."""
    return [library.record(row.id) for row in library.rows(library.numbers(kind))]


def ids(library: Library) -> list[str]:
    """Return the ids and citations of everything, in list order."""
    return [row.id for kind in TABLE_OF for row in library.rows(library.numbers(kind))]


def everything(library: Library) -> dict[str, object]:
    """Return all that a library says of every record and paragraph: its row, document and links both ways."""
    return {
        name: (library.row_of(name), library.record(name), library.links(name), library.linked_from(name))
        for name in ids(library)
    }
