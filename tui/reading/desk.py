"""The reader's desk: what lies open, and how one thing leads to the next. Panes show it; keys change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..corpus.kinds import kind_of
from ..errors import CorpusError, StoreError, UsageError
from ..notebook.attached import Attached
from ..notebook.copies import Copy
from ..notebook.notebook import Notebook
from ..store.library import Hit, Library, Row
from ..store.query import MINE, Query
from .filters import as_of, parse_filter, turned_round, with_as_of
from .saved_filters import SavedFilters
from .timeline import Look, read_look

if TYPE_CHECKING:
    from .questions import Question

PANES = ("list", "article", "details", "timeline")

VIEWS = (
    "article",
    "event",
    "actor",
    "agreement",
    "round",
    "issue",
    "figure",
    "place",
    "thread",
    "claim",
    "relation",
    "outlet",
)
"""The lists there are; the first ten have the digits as keys, 1 to 9 and 0."""

MOST_FOUND = 200
MOST_PAST = 200
ASK, ASK_ALL = "ask:", "ask-all:"
"""What the page of an answer begins with, about the record and about the whole corpus; the question's id follows."""
OF_VIEW = "view:"
"""What a page begins with that is of the list as it is filtered: it stays while the cursor moves there."""
TEXT_MODES = {"": "the digest", "source": "the text of the attached copy", "both": "the text, and its digest below"}
"""What the article can show of a paragraph."""
HOW_TO_ATTACH = "no copy of this article is attached: khabar attach FILE, in a shell, attaches one"
FOUND = "found"
"""The list of what a search found."""
NOTEBOOK = "notebook"
"""The page of all that the reader has starred, noted or collected."""


@dataclass(frozen=True)
class View:
    """The list as it is filtered: records of a kind ("" for any), the filter or words that found them, and the record in hand."""

    kind: str
    numbers: Sequence[int]
    words: str = ""
    record: str | None = None


@dataclass(frozen=True)
class Place:
    """Where the reader is; a history entry restores all of it."""

    view: str = "article"
    filter: str = ""
    selected: str | None = None
    record: str | None = None
    citation: str | None = None
    pane: str = "list"
    side: str = "article"
    depth: int = 0
    """How many layers in: each record or paragraph gone into is one."""
    page: str = ""
    """What the details show of the record: "" the page its kind opens at, "why" what it rests on, "ask:…" an answer."""
    zoom: bool = False
    """Whether the pane in focus has all the screen."""
    text: str = ""
    """What the article shows of each paragraph: one of `TEXT_MODES`."""
    line: str = ""
    """How the timeline is looked at (see `timeline.Look`)."""
    scroll: tuple[tuple[str, int, int], ...] = ()
    """Cursor and first row of each pane."""


@dataclass
class Desk:
    """The place, the way back and forward, and the list that the place shows.

    `record` is what the details show: a record, or a paragraph with what rests on it; `citation` the paragraph under the
    article's cursor, which also says which article lies open.
    """

    library: Library
    place: Place = field(default_factory=Place)
    saved: SavedFilters = field(default_factory=SavedFilters)
    attached: Attached = field(default_factory=Attached)
    """The reader's copies of the articles."""
    notebook: Notebook = field(default_factory=Notebook)
    question_files: Sequence[Path] = ()
    """Where standing questions are declared."""
    query: Query = field(default_factory=Query)
    """The filter in force."""
    past: list[Place] = field(default_factory=list)
    future: list[Place] = field(default_factory=list)
    marks: dict[str, Place] = field(default_factory=dict)
    """Places by the letter they were marked by; `'` is where one was before the last jump."""
    find: str = ""
    problem: str = ""
    """Why the filter is not in force, where it is not."""
    numbers: Sequence[int] = ()
    hits: list[Hit] = field(default_factory=list)
    listed: str = ""
    """The view that the numbers are of."""
    _own_taken: int = 0
    """Up to which change of the notebook it is taken in."""

    hidden_file: Path | None = None
    """What is there while names are hidden, for the next start; None where nothing is kept."""

    def __post_init__(self) -> None:
        self.library.take_own(self.notebook.marked)
        self._fill()
        if self.place.selected is None and self.numbers:
            self.select(0)

    # -- the list

    @property
    def searched(self) -> str:
        """The words whose finds are listed."""
        return self.place.filter if self.place.view == FOUND else ""

    def _fill(self) -> None:
        """Make the list of the place; a filter that cannot be read leaves the list as it was and says why."""
        self.problem = ""
        if self.place.view == FOUND:
            self.hits = self.library.search(self.place.filter, limit=MOST_FOUND)
            self.query, self.numbers = Query(), [hit.row.n for hit in self.hits]
            self.listed = FOUND
            return
        try:
            query = self.saved.query(self.place.view, self.place.filter)
            self.library.check(self.place.view, query)
            self.query, self.numbers = query, self.library.numbers(self.place.view, query)
        except (UsageError, CorpusError) as error:
            self.problem = str(error)
            if self.listed != self.place.view:
                self.query, self.numbers = Query(), self.library.numbers(self.place.view)
        self.listed = self.place.view

    def take_in_notes(self) -> None:
        """Take in what any session has put into the notebook; a list that asks for it follows. Raises StoreError."""
        try:
            self.notebook.refresh()
        finally:
            if self._own_taken != self.notebook.changes:
                self._own_taken = self.notebook.changes
                self.library.take_own(self.notebook.marked)
                if self.query.asks(MINE):
                    self._list_anew()

    def _list_anew(self) -> None:
        """Make the list again. Where the selected record is no longer in it the next is selected, and shown if that is where we are."""
        index, number = self.index, self.library.number(self.place.selected or "")
        self._fill()
        if number in self.numbers:
            return
        if self.numbers:
            index = min(index, len(self.numbers) - 1)
            self.place = replace(self.place, selected=self.library.row(self.numbers[index]).id)
        if self.place.pane == "list":
            self.select(index)

    @property
    def current_view(self) -> View:
        """The list as it is filtered."""
        kind, words = self.place.view, "" if self.problem else self.place.filter
        return View("" if kind == FOUND else kind, self.numbers, words, self.place.record)

    @property
    def is_of_view(self) -> bool:
        """Whether the details show a page of the list as it is filtered."""
        return self.place.page.startswith(OF_VIEW)

    @property
    def index(self) -> int:
        """The selected record's place in the list, 0 where it is not in it."""
        number = self.library.number(self.place.selected) if self.place.selected else None
        if number is None or not self.numbers:
            return 0
        if isinstance(self.numbers, range):
            return number - self.numbers[0] if number in self.numbers else 0
        try:
            return self.numbers.index(number)
        except ValueError:
            return 0

    def select(self, index: int) -> None:
        """Put the list's cursor on a row; details and article follow."""
        if not 0 <= index < len(self.numbers):
            return
        row = self.library.row(self.numbers[index])
        self.place = replace(self.place, selected=row.id)
        self.show_beside(row.id)

    def _first_citation(self, row: Row) -> str | None:
        """Return where a record is written: its first citation, an article's first paragraph."""
        if row.kind == "paragraph":
            return row.id
        if row.kind == "article":
            numbers = self.library.paragraphs(row.id)
            return self.library.row(numbers[0]).id if numbers else None
        cites = self.citations(row.id)
        return cites[0] if cites else None

    def citations(self, name: str | None) -> list[str]:
        """Return the paragraphs that a record rests on; a paragraph rests on itself."""
        if name is None:
            return []
        if kind_of(name) == "paragraph":
            return [name]
        return self.library.cites(name)

    @property
    def article(self) -> str | None:
        """The article that lies open."""
        return "art:" + self.place.citation.partition("#")[0] if self.place.citation else None

    @property
    def copy(self) -> Copy | None:
        """The reader's copy of the article that lies open, where its text is shown and one is attached."""
        return self.attached.copy(self.library, self.article) if self.place.text and self.article else None

    def turn_text(self) -> None:
        """Let the article show the next of the `TEXT_MODES`."""
        modes = list(TEXT_MODES)
        mode = modes[(modes.index(self.place.text) + 1) % len(modes)]
        self.place = replace(self.place, text=mode, scroll=self._scroll_but("article"))

    # -- going

    def keep(self, place: Place | None = None) -> None:
        """Put a place, the present one unless said, on the way back; a new step ends the way forward."""
        place = place or self.place
        if not self.past or self.past[-1] != place:
            self.past.append(place)
            del self.past[:-MOST_PAST]
        self.future.clear()

    def back(self) -> bool:
        """Go one step back; False where there is none."""
        return self._step(self.past, self.future)

    def forward(self) -> bool:
        """Go one step forward again; False where there is none."""
        return self._step(self.future, self.past)

    def _step(self, source: list[Place], target: list[Place]) -> bool:
        if not source:
            return False
        target.append(self.place)
        self.place = source.pop()
        self._fill()
        return True

    def view(self, kind: str) -> None:
        """Show the list of a kind, unfiltered but for the day that is read as of, from its first record."""
        self.keep()
        self._list(kind, self.as_of, "article" if kind == "article" else "details")

    def _list(self, view: str, text: str, side: str) -> None:
        """Show a list from its first record; where it is empty, nothing lies open."""
        self.place = Place(view=view, filter=text, side=side, text=self.place.text, line=self.place.line)
        self._fill()
        self.select(0)

    def focus(self, pane: str) -> None:
        """Go to a pane."""
        side = self.place.side if pane == "list" else pane
        self.place = replace(self.place, pane=pane, side=side)

    def go_in(self) -> None:
        """Go from the list into what is selected: an article's text, a record's details."""
        selected = self.place.selected
        if selected and kind_of(selected) in ("article", "paragraph"):
            self.open_paragraph(self.place.citation)
        elif selected:
            self._deeper(pane="details", side="details")

    def open(self, name: str) -> None:
        """Open a record, or a paragraph with what rests on it, in the details."""
        row = self.library.row_of(name)
        if row is None:
            return
        if row.kind == "article":
            self.open_paragraph(self._first_citation(row))
            return
        citation = self._first_citation(row) or self.place.citation
        scroll = self._scroll_but("details", "article")
        self._deeper(record=name, page="", citation=citation, pane="details", side="details", scroll=scroll)

    def open_paragraph(self, citation: str | None) -> None:
        """Open the article at a paragraph."""
        if citation is not None and self.library.number(citation) is not None:
            self._deeper(citation=citation, pane="article", side="article", scroll=self._scroll_but("article"))

    def _deeper(self, **changes: Any) -> None:
        """Take a step in."""
        self.keep()
        self.place = replace(self.place, depth=self.place.depth + 1, **changes)

    def open_hit(self, hit: Hit) -> None:
        """Open what a search found, and look for the words there where they stand in its text."""
        self._jump()
        if hit.row.kind == "article" and hit.find:  # the words stand in what is said of it, not in its text
            self._deeper(record=hit.row.id, page="", pane="details", side="details", scroll=self._scroll_but("details"))
        elif hit.row.kind == "paragraph":
            self.open_paragraph(hit.row.id)
            if self.place.text == "source":  # the words stand in the digest
                self.turn_text()
        else:
            self.open(hit.row.id)
        self.find = hit.find

    def turn_page(self, page: str, name: str | None = None) -> None:
        """Show a page of a record, of the one in hand unless another is named; the page that is shown already is left."""
        name = name or self.place.record
        if (self.place.page, self.place.pane, self.place.record) == (page, "details", name):
            self.out()
            return
        row = self.library.row_of(name) if name and name != self.place.record else None
        citation = (self._first_citation(row) if row else None) or self.place.citation
        scroll = self._scroll_but("details", *(("article",) if row else ()))
        self._deeper(page=page, record=name, citation=citation, pane="details", side="details", scroll=scroll)

    def show_belonging(self, kind: str, name: str) -> None:
        """List the records of a kind that belong to a record."""
        self._jump()
        self.keep()
        self._list(kind, f"of:{name} {self.as_of}".rstrip(), "article" if kind == "article" else "details")

    def zoom(self) -> None:
        """Give the pane in focus all the screen, or no longer."""
        self.place = replace(self.place, zoom=not self.place.zoom)

    @property
    def look(self) -> Look:
        """How the timeline is looked at."""
        return read_look(self.place.line)

    def look_as(self, step: bool = True, **changes: Any) -> None:
        """Look at the timeline in another way; with `step`, `back` undoes it."""
        if step:
            self.keep()
            self.place = replace(self.place, scroll=self._scroll_but("timeline"))
        self.place = replace(self.place, line=str(replace(self.look, **changes)))

    def mark(self, letter: str) -> None:
        """Mark the place by a letter."""
        self.marks[letter] = self.place

    def go_to_mark(self, letter: str) -> bool:
        """Go to a marked place; False where no place has that letter."""
        place = self.marks.get(letter)
        if place is None:
            return False
        self._jump()
        self.keep()
        self.restore(replace(place, depth=0))
        return True

    def _jump(self) -> None:
        self.marks["'"] = self.place

    def show_beside(self, name: str) -> None:
        """Show a record in the details and its paragraph in the article, without leaving the pane; no step of the way."""
        row = self.library.row_of(name)
        if row is not None:
            self.place = replace(
                self.place,
                record=name,
                page=self.place.page if self.is_of_view else "",
                citation=self._first_citation(row) or self.place.citation,
                scroll=self._scroll_but("article", *(() if self.is_of_view else ("details",))),
            )

    def stand_on(self, citation: str) -> None:
        """Note the paragraph under the article's cursor; no step of the way."""
        self.place = replace(self.place, citation=citation)

    def out(self) -> bool:
        """Come out one layer: a find, what was gone into, a pane, a search, a filter; False at the outermost."""
        place = self.place
        if self.find:
            self.find = ""
        elif place.depth:
            while self.place.depth >= place.depth and self.back():
                pass
        elif place.pane != "list":
            self.focus("list")
        elif place.view == FOUND:
            self._leave_found()
        elif place.filter:
            self.keep()
            self.set_filter("")
        else:
            return False
        return True

    def _leave_found(self) -> None:
        """Go back to where the search was begun."""
        while self.place.view == FOUND and self.back():
            pass
        if self.place.view == FOUND:
            self.view("article")
        self.focus("list")

    # -- asking

    @cached_property
    def questions(self) -> list[Question]:
        """The standing questions. Raises CorpusError with what is wrong in their files, StoreError where one cannot be read."""
        from .questions import standing  # reads YAML, which no start needs

        try:
            return standing(self.question_files)
        except OSError as error:
            raise StoreError(f"{error.filename}: {error.strerror}; make it readable") from error

    def question(self, page: str) -> Question | None:
        """Return the question that a page answers, None where it answers none that there is."""
        prefix, _, name = page.partition(":")
        asks = f"{prefix}:" in (ASK, ASK_ALL)
        return next((one for one in self.questions if one.id == name), None) if asks else None

    # -- narrowing

    @property
    def as_of(self) -> str:
        """What the filter says of the day that is read as of, such as `asof:2018-07-04`; "" where it says nothing of it."""
        return as_of(self.place.filter) if self.place.view != FOUND else ""

    @property
    def events(self) -> Query:
        """What asks for the events of the timeline: those of the event list, else all, in either case as of the day read as of."""
        if self.problem or not self.place.filter:
            return Query()
        return self.query if self.place.view == "event" else parse_filter(self.as_of)

    def read_as_of(self, day: str) -> None:
        """Narrow the list to what had been published by a day; "" for whatever there is."""
        if (text := with_as_of(self.place.filter, day)) != self.place.filter:
            self.keep()
            self.set_filter(text)

    def invert_filter(self) -> None:
        """Turn the filter round: show what it hides."""
        self.keep()
        self.set_filter(turned_round(self.place.filter))

    def set_filter(self, text: str) -> None:
        """Narrow the list; the selected record stays selected, and is shown again when the filter lets it through."""
        self.place = replace(self.place, filter=self.library.typed(text), scroll=self._scroll_but("list"))
        self._fill()
        number = self.library.number(self.place.selected) if self.place.selected else None
        if number is not None and number in self.numbers:
            self.show_beside(self.place.selected or "")
        elif self.numbers:
            self.select(0)
        else:
            self.place = replace(self.place, record=None, citation=None)

    def restore(self, place: Place) -> None:
        """Go to a place as it was, without a step of the way."""
        self.place = place
        self._fill()

    def search(self, text: str) -> bool:
        """Show what a search finds in all kinds as a list; False, and nothing changed, where it finds nothing."""
        if not self.library.search(text, limit=1):
            return False
        self.keep()
        self._list(FOUND, self.library.typed(text), "details")
        return True

    # -- names

    @property
    def own(self) -> Notebook:
        """The notebook as it may be shown."""
        return self.notebook.seen_in(self.library)

    @property
    def redacted(self) -> Library:
        """The library without the names of those who are not public: what is copied is taken from it."""
        from ..store.redacted import redacted  # which few starts need

        return redacted(self.library)

    def hide_names(self, hide: bool) -> None:
        """Hide the names of those who are not public, in all that is shown and on the way back and forward, or show them again."""
        from ..store.redacted import redacted, shown

        if hide == self.library.hides:
            return
        over = redacted(self.library)
        name_of = over.known_as if hide else over.real
        words_of = over.typed if hide else over.spelt

        def changed(place: Place) -> Place:
            selected, record = (name and name_of(name) for name in (place.selected, place.record))
            words, line = words_of(place.filter), words_of(place.line)
            return replace(place, selected=selected, record=record, filter=words, line=line)

        self.library = over if hide else shown(over)
        self.library.take_own(self.notebook.marked)
        self.find = ""
        self.past, self.future = list(map(changed, self.past)), list(map(changed, self.future))
        self.marks = {letter: changed(place) for letter, place in self.marks.items()}
        self.restore(changed(self.place))

    # -- scroll

    def note_scroll(self, pane: str, cursor: int, top: int) -> None:
        """Remember where a pane stands."""
        self.place = replace(self.place, scroll=(*self._scroll_but(pane), (pane, cursor, top)))

    def scroll_of(self, pane: str) -> tuple[int, int] | None:
        """Return cursor and first row of a pane where they are known."""
        return next(((cursor, top) for name, cursor, top in self.place.scroll if name == pane), None)

    def _scroll_but(self, *panes: str) -> tuple[tuple[str, int, int], ...]:
        return tuple(entry for entry in self.place.scroll if entry[0] not in panes)
