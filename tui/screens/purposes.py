"""What a line is typed for: a filter, a find, a search, a name to go to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from ..errors import KhabarError, UsageError
from ..present.offers import completion_menu, hit_menu
from ..reading.complete import Completion, complete, completed
from ..reading.filters import by_day
from ..reading.menu import Menu
from ..reading.timeline import MOST_DAYS
from ..store.library import Hit
from .asking import Asking

MOST_OFFERED = 20
"""Names that are offered while one is typed."""


class Filter(Asking):
    """Narrows the list while it is typed, and offers what may stand where the cursor is."""

    purpose, hint = "filter", "words type:siege place:NAME 2018-06..2018-07"
    offers: Sequence[Completion] = ()

    @property
    def begin(self) -> str:
        self.before = self.desk.place
        return self.before.filter

    def rested(self, text: str) -> None:
        self.narrow(text)
        line, view = self.screen.prompt.line, self.desk.place.view
        kept: Mapping[str, str] = {}
        with suppress(KhabarError):  # a filter that needs the file says what is wrong in it
            kept = self.desk.saved.of(view)
        self.offers = complete(self.desk.library, view, line.text, line.at, kept)
        if self.offers:
            self.screen.choosing.offer(completion_menu(self.offers))
        else:
            self.screen.choosing.close()

    def narrow(self, text: str) -> None:
        """Put the filter in force."""
        if text != self.desk.place.filter:
            self.desk.set_filter(text)

    def completed(self) -> tuple[str, int] | None:
        line, cursor = self.screen.prompt.line, self.screen.choosing.pane.cursor
        return completed(line.text, line.at, self.offers[cursor]) if cursor < len(self.offers) else None

    def move(self, name: str) -> bool:
        self.screen.choosing.move(name)
        return bool(self.offers)

    def entered(self, text: str) -> None:
        self.screen.choosing.close()
        self.narrow(text)
        if self.desk.problem:
            self.screen.notice = self.desk.problem
            self.screen.typing.refused[self.purpose] = text
            self.desk.restore(self.before)
        elif text != self.before.filter:
            self.desk.keep(self.before)

    def given_up(self) -> None:
        self.screen.choosing.close()
        self.screen.forget()
        self.desk.restore(self.before)


class FilterName(Asking):
    """Keeps the filter in force under a name."""

    purpose, hint = "keep this filter as", "a name; @name then means it"

    def entered(self, text: str) -> None:
        place, name = self.desk.place, text.removeprefix("@")
        if not name:
            return
        try:
            self.desk.saved.keep(place.view, name, self.desk.library.spelt(place.filter))
            self.screen.notice = f"@{name} now means {place.filter}"
        except KhabarError as error:
            self.screen.notice = str(error)
            self.screen.typing.refused[self.purpose] = text


class Find(Asking):
    """Marks what is typed in the text of the pane in focus, and goes to the next of it."""

    purpose, hint = "find", "letters to find in this text"

    @property
    def begin(self) -> str:
        return self.desk.find

    def rested(self, text: str) -> None:
        self.desk.find = self.desk.library.masked(text)
        self.screen.sync()
        count = self.screen.acts.hits()
        self.screen.prompt.say(f"{len(count)} found" if text and count is not None else "")

    def entered(self, text: str) -> None:
        self.desk.find = self.desk.library.masked(text)
        self.screen.sync()
        if text:
            self.screen.acts.find_from(self.screen.pane.cursor, 1)

    def given_up(self) -> None:
        self.desk.find = ""


class Search(Asking):
    """Lists what has the words, of every kind."""

    purpose, hint = "search", "a name or words, in any spelling"

    @property
    def begin(self) -> str:
        return self.desk.searched

    def entered(self, text: str) -> None:
        if text and not self.desk.search(text):
            self.screen.notice = f"nothing found for “{text}”"


class AsOf(Asking):
    """Takes the day by which what is listed must have been published; nothing for all."""

    purpose, hint = "as of", "a day such as 2018-07-04; nothing shows all again"

    @property
    def begin(self) -> str:
        return self.desk.as_of.partition(":")[2]

    def entered(self, text: str) -> None:
        try:
            self.desk.read_as_of(by_day(text) if text else "")
        except UsageError as error:
            self.screen.notice = str(error)


class Around(Asking):
    """Takes how many days around the event in hand are shown on the timeline; nothing for all."""

    purpose, hint = "days around it", f"a number up to {MOST_DAYS}; nothing shows all again"

    @property
    def begin(self) -> str:
        return str(self.desk.look.days or 7)

    def entered(self, text: str) -> None:
        name = self.desk.place.record
        if not text or not name:
            self.desk.look_as(near="", days=0, zoom=None)
        elif text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= MOST_DAYS:
            self.desk.look_as(near=name, days=int(text), zoom=None)
        else:
            self.screen.notice = f"write a number of days up to {MOST_DAYS}, or nothing"


class GoTo(Asking):
    """Offers what the words may mean, the likeliest first, and goes to the one chosen."""

    purpose, hint = "go to", "a name in any spelling, an id, a paragraph as eb18#12"

    hits: Sequence[Hit] = ()

    def rested(self, text: str) -> None:
        self.hits = self.desk.library.search(text, limit=MOST_OFFERED) if text else ()
        if self.hits:
            self.screen.choosing.offer(self.offered(text))
        else:
            self.screen.choosing.close()

    def offered(self, text: str) -> Menu:
        """Return what was found as a menu."""
        return hit_menu(self.hits, f"what “{text}” may mean · ↓ moves · Enter goes there")

    def move(self, name: str) -> bool:
        self.screen.choosing.move(name)
        return bool(self.hits)

    def entered(self, text: str) -> None:
        offered = self.screen.choosing.pane.menu
        chosen = self.screen.choosing.pane.cursor
        if offered is None or offered.title != self.offered(text).title:
            self.rested(text)
            chosen = 0
        self.screen.choosing.close()
        if self.hits:
            self.screen.acts.open_hit(self.hits[chosen])
        elif text:
            self.screen.notice = f"nothing is called “{text}”"

    def given_up(self) -> None:
        self.screen.choosing.close()
