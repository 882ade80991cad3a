"""What each Command does in the reading room: a method a Command, of the same name.

What a start does not need is imported where it is used.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import KhabarError, StoreError
from ..notebook.notebook import COLLECTED, READ, STARRED
from ..panes.article_pane import ArticlePane
from ..panes.following_pane import FollowingPane
from ..panes.timeline_pane import TimelinePane
from ..present.pages import of_corpus, page_of
from ..present.rows import LazyRows
from ..reading.desk import FOUND, NOTEBOOK, PANES, TEXT_MODES, VIEWS, Desk
from ..reading.menu import Choice
from ..reading.timeline import zoomed
from ..store.library import Hit
from ..wire.output import WireApp

if TYPE_CHECKING:
    from ..present.hits import Hits
    from .reading_screen import ReadingScreen

MOST_COPIED = 5_000
"""Rows of a pane that are copied at the most."""


class Acts:
    """The hands of the reading room: they change the desk; the screen shows it after."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen

    @property
    def desk(self) -> Desk:
        """What lies open."""
        return self.screen.desk

    @property
    def pane(self) -> FollowingPane:
        """The pane in focus."""
        return self.screen.pane

    def go(self, index: int) -> None:
        """Move the cursor of the pane in focus."""
        self.pane.go(index)
        self.follow()

    def follow(self) -> None:
        """Let the desk follow the cursor of the pane in focus: a list selects, the article stands on a paragraph."""
        pane, desk = self.pane, self.desk
        row, name = pane.current, desk.place.pane
        if name == "list":
            desk.select(pane.cursor)
        elif name == "timeline" and row and row.target:
            desk.show_beside(row.target)
        elif name == "article" and row and row.cite:
            desk.stand_on(row.cite)
        desk.note_scroll(name, pane.cursor, pane.top)

    def down(self) -> None:
        self.go(self.pane.cursor + 1)

    def up(self) -> None:
        self.go(self.pane.cursor - 1)

    def page_down(self) -> None:
        self.pane.turn(1)
        self.follow()

    def page_up(self) -> None:
        self.pane.turn(-1)
        self.follow()

    def next_block(self) -> None:
        self.pane.go_block(1)
        self.follow()

    def previous_block(self) -> None:
        self.pane.go_block(-1)
        self.follow()

    def next_coded(self) -> None:
        self.go_coded(1)

    def previous_coded(self) -> None:
        self.go_coded(-1)

    def go_coded(self, by: int) -> None:
        """Go to the next paragraph on which something rests, or to the one before."""
        pane, article = self.pane, self.desk.article
        coded = self.desk.library.cited_in(article) if article else {}
        if isinstance(pane, ArticlePane) and pane.go_coded(by, coded):
            self.follow()
        else:
            self.screen.notice = f"nothing rests on any paragraph {'further on' if by > 0 else 'before this one'}"

    def text(self) -> None:
        self.desk.turn_text()
        self.screen.notice = f"the article shows {TEXT_MODES[self.desk.place.text]}"

    def first(self) -> None:
        self.go(0)

    def last(self) -> None:
        self.go(len(self.pane.source) - 1 if self.pane.source is not None else 0)

    def enter(self) -> None:
        place, row = self.desk.place, self.pane.current
        if place.pane == "list" and place.view == FOUND and self.desk.hits:
            self.open_hit(self.desk.hits[self.desk.index])
        elif place.pane == "list":
            self.desk.go_in()
        elif row is None or not row.target:
            self.screen.notice = "nothing to go into on this row"
        elif "#" in row.target and place.pane == "details":
            self.desk.open_paragraph(row.target)
        elif row.target == place.record and place.pane == "details" and place.page != NOTEBOOK:
            self.desk.open_paragraph(row.cite)
        else:
            self.desk.open(row.target)

    def out(self) -> None:
        self.screen.forget()
        self.desk.out()

    def next_pane(self) -> None:
        self.turn(1)

    def previous_pane(self) -> None:
        self.turn(-1)

    def turn(self, by: int) -> None:
        """Go round the panes: as they stand where there is room for all, else the one that belongs to the view first; past an article
        only where one is open."""
        place, shown = self.desk.place, self.screen.panes
        side_by_side = shown["list"].display and shown["timeline"].display
        order = PANES if side_by_side or place.view == "article" else ("list", "details", "article", "timeline")
        panes = [pane for pane in order if pane != "article" or self.desk.article or pane == place.pane]
        self.desk.focus(panes[(panes.index(place.pane) + by) % len(panes)])

    def paragraph(self) -> None:
        place = self.desk.place
        row = self.pane.current if place.pane == "details" else None
        of_row = [row.cite] if row and row.cite else []
        cites = of_row if row and place.page == NOTEBOOK else of_row or self.desk.citations(place.record)
        if cites:
            self.desk.open_paragraph(cites[0])
        else:
            self.screen.notice = "nothing here cites a paragraph"

    def filter(self) -> None:
        from .purposes import Filter

        if self.desk.place.view == FOUND:
            self.search()
            return
        if self.desk.place.pane == "timeline":
            if self.desk.place.view != "event":
                self.desk.view("event")
            self.desk.focus("list")
        self.screen.typing.ask(Filter(self.screen))

    def find(self) -> None:
        from .purposes import Find

        self.screen.typing.ask(Find(self.screen))

    def search(self) -> None:
        from .purposes import Search

        self.screen.typing.ask(Search(self.screen))

    def go_to(self) -> None:
        from .purposes import GoTo

        self.screen.typing.ask(GoTo(self.screen))

    def find_next(self) -> None:
        self.find_from(self.pane.cursor + 1, 1)

    def find_previous(self) -> None:
        self.find_from(self.pane.cursor - 1, -1)

    def hits(self) -> Hits:
        """Return where the find is in the pane in focus."""
        from ..present.hits import Hits

        return Hits(self.pane.source or LazyRows(iter(())))

    def find_from(self, start: int, step: int) -> None:
        """Go to the nearest row from `start` on where the find is; past the end it goes on from the other; say which it is."""
        hit = self.hits().near(start, step)
        if hit is None:
            self.screen.notice = f"no “{self.desk.find}” in this text"
            return
        self.pane.reveal(hit.row)
        self.follow()
        self.screen.notice = f"“{self.desk.find}” {hit} · n next · N before"

    def open_hit(self, hit: Hit) -> None:
        """Open what a search found, at its words."""
        self.desk.open_hit(hit)
        if hit.find:
            self.screen.sync()
            self.find_from(self.pane.cursor if self.desk.place.pane == "article" else 0, 1)

    def save_filter(self) -> None:
        from .purposes import FilterName

        self.screen.typing.ask(FilterName(self.screen))

    def invert_filter(self) -> None:
        self.desk.invert_filter()

    def back(self) -> None:
        self.screen.forget()
        self.desk.back()

    def forward(self) -> None:
        self.screen.forget()
        self.desk.forward()

    def view(self, kind: str) -> None:
        """Show a kind's list."""
        assert kind in VIEWS
        self.desk.view(kind)

    # -- going

    def hints(self) -> None:
        self.screen.sync()  # the panes beside may not have followed yet
        if not self.screen.hinting.open():
            self.screen.notice = "nothing on the screen leads anywhere"

    def open_row(self, pane: str, index: int) -> None:
        """Do in a pane what Enter does on a row of it."""
        self.desk.focus(pane)
        self.go(index)
        self.enter()
        self.screen.sync()

    def pivot(self) -> None:
        from ..present.offers import belonging_menu

        name = self.in_hand() or ""
        menu = belonging_menu(self.desk.library, name, self.desk.library.belonging(name))
        self.screen.choosing.open(menu, lambda choice: self.desk.show_belonging(choice.value, name))

    def why(self) -> None:
        self.turn_to("why")

    def pages(self) -> None:
        from ..present.offers import page_menu

        place = self.desk.place
        shown = page_of(place.record, place.page)
        menu = page_menu(place.record, shown.id if shown else "")
        self.screen.choosing.open(menu, lambda choice: self.desk.turn_page(choice.value), at=shown.id if shown else "")

    def ask(self) -> None:
        from ..present.offers import question_menu

        desk = self.desk
        try:
            menu = question_menu(desk.questions, desk.library, self.in_hand())
        except KhabarError as error:
            self.screen.notice = str(error)
            return
        self.screen.choosing.open(menu, lambda choice: self.turn_to(choice.value))

    def turn_to(self, page: str) -> None:
        """Turn to a page of what is in hand."""
        self.desk.turn_page(page, self.in_hand())

    def in_hand(self) -> str | None:
        """Return what the cursor is on: of an answer or a page of the whole corpus the row's record, else the one shown."""
        place, row = self.desk.place, self.pane.current
        if place.pane == "details" and place.page and row and row.target:
            return row.target
        return place.record

    def hide_names(self) -> None:
        from ..reading.kept_place import keep_hidden

        self.show_names(self.desk.library.hides)
        try:
            keep_hidden(self.desk)
        except StoreError as error:
            self.screen.notice = f"the next start does not know of it: {error}"

    def show_names(self, show: bool) -> None:
        """Show the names of all, or of those only who are public."""
        self.screen.forget()
        self.desk.hide_names(not show)

    def copy(self, in_full: bool = False) -> None:
        from ..present.offers import IN_FULL, copy_menu

        place, library = self.desk.place, self.desk.library
        name = (place.citation if place.pane == "article" else self.in_hand()) or ""
        menu = copy_menu(library.title(name), in_full, not library.hides)
        pick = lambda one: self.copy(True) if one.value == IN_FULL else self.copy_as(one.value, name, in_full)  # noqa: E731
        self.screen.choosing.open(menu, pick)

    def copy_as(self, way: str, name: str, in_full: bool = False) -> None:
        """Copy a record or paragraph in one of the ways there are, and show what was copied; only `in_full` with all names."""
        from ..present.citation import bibtex, csl_json, plain, record_text
        from ..present.offers import copied_menu

        desk = self.desk
        ways = {"p": plain, "b": bibtex, "c": csl_json, "t": record_text}
        if way != "s":
            text = ways[way](desk.library if in_full else desk.redacted, name)
        elif in_full or desk.library.hides:
            text = self.pane_text()
        else:
            self.show_names(False)
            self.screen.sync()
            text = self.pane_text()
            self.show_names(True)
            self.screen.sync()
        done = self.screen.copy_out(text)
        self.screen.choosing.open(copied_menu(done, text), lambda _: None)

    def pane_text(self) -> str:
        """Return all that the pane in focus shows, without its styles."""
        source = self.pane.source
        rows = (source.row(index) for index in range(min(len(source), MOST_COPIED))) if source is not None else ()
        return "\n".join(row.text.rstrip() for row in rows if row and not row.again)

    def themes(self) -> None:
        from ..present.offers import theme_menu

        wardrobe, before = self.screen.wardrobe, self.screen.theme_styles
        if wardrobe is None:
            self.screen.notice = "there are no other themes"
            return

        def try_on() -> None:
            choice = self.screen.choosing.pane.choice
            if choice:
                self.wear(choice.value)

        def keep(choice: Choice) -> None:
            if not self.wear(choice.value):
                self.screen.wear(before)
                return
            try:
                wardrobe.keep(choice.value)
            except StoreError as error:
                self.screen.notice = str(error)

        menu = theme_menu(wardrobe.listed())
        self.screen.choosing.open(menu, keep, try_on, left=lambda: self.screen.wear(before), at=before.name)

    def wear(self, name: str) -> bool:
        """Put a theme on; one that is unfit says why and is left in the wardrobe: False."""
        if self.screen.wardrobe is None:
            return False
        try:
            self.screen.wear(self.screen.wardrobe.theme(name))
        except (KhabarError, OSError) as error:
            self.screen.say(str(error).split("\n")[0])
            return False
        return True

    def direction(self) -> None:
        from ..present.calibration import sample_menu

        calibration, before = self.screen.calibration, self.screen.calibration.way

        def keep(choice: Choice) -> None:
            self.screen.turn_letters(choice.value)
            try:
                self.screen.notice = calibration.keep(choice.value)
            except StoreError as error:
                self.screen.notice = str(error)

        self.screen.choosing.open(sample_menu(), keep, at=before)

    def zoom(self) -> None:
        self.desk.zoom()

    # -- the timeline

    @property
    def timeline(self) -> TimelinePane:
        """The timeline."""
        pane = self.screen.panes["timeline"]
        assert isinstance(pane, TimelinePane)
        return pane

    def lanes(self) -> None:
        from ..present.offers import lane_menu

        self.screen.choosing.open(lane_menu(self.desk.look.lanes), lambda one: self.desk.look_as(lanes=one.value))

    def next_lane(self) -> None:
        self.to_row(self.timeline.next_group(1), "this is the last lane")

    def previous_lane(self) -> None:
        self.to_row(self.timeline.next_group(-1), "this is the first lane")

    def shelf(self) -> None:
        self.to_row(self.timeline.shelf_or_back(), "nothing is off the line here")

    def to_row(self, row: int | None, or_say: str) -> None:
        """Go to a row of the timeline and what stands below it, or say that there is none."""
        if row is None:
            self.screen.notice = or_say
        else:
            self.timeline.to_top(row)
            self.follow()

    def nearer(self) -> None:
        self.zoom_line(True)

    def farther(self) -> None:
        self.zoom_line(False)

    def zoom_line(self, nearer: bool) -> None:
        """Show fewer or more days."""
        shown, whole = self.timeline.shown_days, self.timeline.whole
        if shown is None or whole is None:
            self.screen.notice = (
                "this screen is too narrow for the line of days" if whole else "nothing here has a date"
            )
        elif not nearer and self.desk.look.zoom is None:
            self.screen.notice = "these are all days there are"
        else:
            self.desk.look_as(False, zoom=zoomed(shown, whole, self.timeline.middle_day, nearer))

    def clock(self) -> None:
        self.desk.look_as(reported=not self.desk.look.reported)

    def as_of(self) -> None:
        from .purposes import AsOf

        self.screen.typing.ask(AsOf(self.screen))

    def around(self) -> None:
        from .purposes import Around

        if self.desk.look.near and self.desk.look.near == self.desk.place.record:
            self.desk.look_as(near="", days=0, zoom=None)
            return
        self.screen.typing.ask(Around(self.screen))

    # -- the notebook

    def star(self) -> None:
        self.turn_mark(STARRED)

    def mark_read(self) -> None:
        self.turn_mark(READ)

    def collect(self) -> None:
        self.turn_mark(COLLECTED)

    def turn_mark(self, mark: str) -> None:
        from .noting import turn_mark

        turn_mark(self.screen, self.desk.library.real(self.marked_here()), mark)

    def note(self) -> None:
        from .noting import write_note

        if self.desk.library.hides:
            self.screen.notice = "names are hidden, and a note may have some; H shows them"
            return
        write_note(self.screen, self.marked_here())

    def marked_here(self) -> str:
        """Return the record or paragraph that a mark or note is put on, "" where the cursor is on none."""
        place, row = self.desk.place, self.pane.current
        if place.pane in ("list", "article"):
            return (place.selected if place.pane == "list" else place.citation) or ""
        if place.pane == "details" and of_corpus(place.record, place.page):
            return (row and (row.block if place.page == NOTEBOOK else row.target)) or ""
        return self.in_hand() or ""

    def notebook(self) -> None:
        self.desk.turn_page(NOTEBOOK)

    # -- marks

    def set_mark(self) -> None:
        from ..present.offers import mark_menu

        menu = mark_menu(self.desk, "mark this place by a letter")
        self.screen.choosing.open(menu, lambda _: None, letter=self.desk.mark)

    def go_to_mark(self) -> None:
        from ..present.offers import mark_menu

        menu = mark_menu(self.desk, "go to the place marked by a letter; ' is where you were before")
        self.screen.choosing.open(menu, lambda choice: self.go_back_to(choice.value), letter=self.go_back_to)

    def go_back_to(self, letter: str) -> None:
        """Go to a marked place."""
        self.screen.forget()
        if not self.desk.go_to_mark(letter):
            self.screen.notice = f"no place is marked {letter}"

    # -- about khabar

    def help(self) -> None:
        from ..present.help import help_menu

        self.screen.choosing.open(help_menu(self.desk, self.screen.keymap), lambda choice: self.run(choice.value))

    def palette(self) -> None:
        from ..present.help import help_menu
        from ..present.offers import page_menu, question_menu

        record = self.desk.place.record
        menu = help_menu(self.desk, self.screen.keymap)
        more = page_menu(record, "").choices
        with suppress(KhabarError):  # Q says what is wrong with the questions
            asked = question_menu(self.desk.questions, self.desk.library, record).choices
            more += tuple(one for one in asked if not one.why_not)
        menu = replace(menu, choices=(*menu.choices, *(replace(one, key="", other_key="") for one in more)))
        self.screen.choosing.open(menu, self.do_or_show)
        self.screen.choosing.narrow()

    def do_or_show(self, choice: Choice) -> None:
        """Do what a Command does, or turn to a page or an answer."""
        if any(command.id == choice.value for command in self.screen.keymap.commands):
            self.run(choice.value)
        else:
            self.turn_to(choice.value)

    def run(self, command: str) -> None:
        """Do what the Command of an id does."""
        if command.startswith("view_"):
            self.view(command.removeprefix("view_"))
        else:
            getattr(self, command)()

    def redraw(self) -> None:
        if isinstance(self.screen.app, WireApp):
            self.screen.app.forget_screen()
        self.screen.refresh(layout=True)

    def suspend(self) -> None:
        self.screen.app.action_suspend_process()

    def quit(self) -> None:
        if self.screen.keep:
            self.screen.keep(True)
        self.screen.app.exit()
