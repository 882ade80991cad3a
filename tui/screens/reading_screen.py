"""The reading room: four panes that follow the desk, a title above, keys or a line to type in below."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key, Paste, Resize
from textual.screen import Screen
from textual.timer import Timer

from ..commands.command import Command
from ..commands.commands import DEFAULT
from ..commands.keymap import KeyMap
from ..commands.keys import shown
from ..panes.article_pane import ArticlePane
from ..panes.bar import Bar
from ..panes.details_pane import DetailsPane
from ..panes.following_pane import FollowingPane
from ..panes.list_pane import ListPane
from ..panes.prompt import Prompt
from ..panes.rows_pane import EDGE
from ..panes.timeline_pane import TimelinePane
from ..present.rows import Span, wrapped
from ..present.themes import Theme
from ..reading.desk import FOUND, PANES, VIEWS, Desk
from ..reading.layout import Layout, layout
from ..wire.output import WireApp

MOST_LINES = 3
"""Rows that a notice may take."""
REST = 0.15
"""Seconds without a key after which a filter that is being typed takes hold."""
TRAIL = 0.15
"""Seconds without a key after which the panes beside the one in focus follow its cursor; 0 is at once.

On a slow link a step in a list is then two rows, and what stands beside it comes when one stops to read.
"""
STILL = 1.0
"""Seconds without a key after which the place is kept."""
MOVES = frozenset(("down", "up", "page_down", "page_up", "next_block", "previous_block", "first", "last"))
"""Commands that only move the cursor of the pane in focus."""


class ReadingScreen(Screen[None]):
    """Shows the desk. Each Command is a method `do_…`; a key goes to the Command of the pane in focus."""

    AUTO_FOCUS = None

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        ascii_only: bool = False,
        when_still: Callable[[], None] | None = None,
        keymap: KeyMap = DEFAULT,
    ) -> None:
        super().__init__()
        self.keymap = keymap
        self.when_still = when_still
        self.desk = desk
        self.theme_styles = theme
        self.ascii_only = ascii_only
        self.laid_out: Layout | None = None
        self.notice = ""
        self.typing: Timer | None = None
        self.trailing: Timer | None = None
        self.stillness: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay the panes out."""
        yield Bar("title", self.theme_styles)
        with Horizontal(id="upper"):
            yield ListPane("list", self.theme_styles)
            yield ArticlePane("article", self.theme_styles)
            yield DetailsPane("details", self.theme_styles)
        yield TimelinePane("timeline", self.theme_styles, self.ascii_only)
        yield Bar("footer", self.theme_styles)
        yield Prompt(self.theme_styles)

    def on_mount(self) -> None:
        """Show the desk."""
        self.prompt = self.query_one(Prompt)
        self.panes = {name: self.query_one(f"#{name}", FollowingPane) for name in PANES}
        self.title_bar, self.footer_bar = self.query_one("#title", Bar), self.query_one("#footer", Bar)

    def on_resize(self, event: Resize) -> None:
        """Lay out anew for the size."""
        self.sync()

    # -- the desk on the screen

    def sync(self, trail: bool = False) -> None:
        """Make the panes show the desk; only what is seen is made, and only where it has changed.

        With `trail` the panes beside the one in focus wait for the keys to rest.
        """
        place = self.desk.place
        if self.trailing:
            self.trailing.stop()
            self.trailing = None
        if self.when_still:
            if self.stillness:
                self.stillness.stop()
            self.stillness = self.set_timer(STILL, self.when_still)
        if trail and TRAIL:
            self.trailing = self.set_timer(TRAIL, self.sync)
        self.lay_out()
        for name, pane in self.panes.items():
            if pane.display and (name == place.pane or not self.trailing):
                width = self.widths[name]
                # a pane that does not reach the right edge leaves a blank before the next
                pane.follow(self.desk, max(width - EDGE - (width < self.size.width), 4))
        if not self.prompt.display:
            self.set_focus(self.panes[place.pane])
        self.show_bars()

    def lay_out(self) -> None:
        """Give the panes their sizes."""
        place, size = self.desk.place, self.size
        wanted = layout(size.width, size.height, place.pane, place.side)
        if self.laid_out == wanted:
            return
        self.laid_out = wanted
        for name, pane in self.panes.items():
            pane.fill(wanted.timeline if name == "timeline" else wanted.upper)
        widths = {"list": wanted.list, "article": wanted.article, "details": wanted.details}
        for name, width in widths.items():
            self.panes[name].display = bool(width)
            self.panes[name].styles.width = width or 1
        upper = self.query_one("#upper")
        upper.display = any(widths.values())
        upper.styles.height = wanted.upper
        self.panes["timeline"].display = bool(wanted.timeline)
        self.panes["timeline"].styles.height = wanted.timeline
        self.widths = {**widths, "timeline": size.width if wanted.timeline else 0}

    def show_bars(self) -> None:
        """Write the title row and the footer."""
        desk = self.desk
        about = str(desk.library.about["title"])
        self.title_bar.show((Span(" khabar ", "key"), Span(f" {about}", "bar")))
        if self.notice:
            lines = wrapped([Span(self.notice, "notice")], self.size.width - 2)
            self.footer_bar.show(*((Span(" ", "notice"), *line) for line in lines[:MOST_LINES]))
        else:
            self.footer_bar.show(footer(desk, self.size.width, self.keymap))

    def say(self, words: str) -> None:
        """Show a notice in the footer until the next key."""
        self.notice = words
        self.show_bars()

    # -- keys

    @property
    def is_typing(self) -> bool:
        """Say whether a line is open to type in."""
        return self.prompt.display

    def take_key(self, event: Key) -> None:
        """Start the Command that a key has in the pane in focus, or say why it cannot act; type where a line is open."""
        if self.prompt.display:
            self.type_key(event)
            return
        self.notice = ""
        command = self.keymap.command_for(event.key, self.desk.place.pane)
        if command is None:
            self.say("ctrl+q quits" if event.key == "ctrl+c" else "")
        elif why := command.why_not(self.desk):
            self.say(f"{shown(event.key)} {command.title}: {why}")
        else:
            self.run_command(command)

    def run_command(self, command: Command) -> None:
        """Do what a Command says and show the desk."""
        if command.id.startswith("view_"):
            self.go_view(command.id.removeprefix("view_"))
        else:
            getattr(self, f"do_{command.id}")()
        self.sync(trail=command.id in MOVES)

    @property
    def pane(self) -> FollowingPane:
        """The pane in focus."""
        return self.panes[self.desk.place.pane]

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

    def do_down(self) -> None:
        self.go(self.pane.cursor + 1)

    def do_up(self) -> None:
        self.go(self.pane.cursor - 1)

    def do_page_down(self) -> None:
        self.pane.turn(1)
        self.follow()

    def do_page_up(self) -> None:
        self.pane.turn(-1)
        self.follow()

    def do_next_block(self) -> None:
        self.pane.go_block(1)
        self.follow()

    def do_previous_block(self) -> None:
        self.pane.go_block(-1)
        self.follow()

    def do_first(self) -> None:
        self.go(0)

    def do_last(self) -> None:
        self.go(len(self.pane.source) - 1 if self.pane.source is not None else 0)

    def do_enter(self) -> None:
        place, row = self.desk.place, self.pane.current
        if place.pane == "list":
            self.desk.go_in()
        elif row is None or not row.target:
            self.notice = "nothing to go into on this row"
        elif place.pane == "details" and (row.target == place.record or "#" in row.target):
            self.desk.open_paragraph(row.cite if row.target == place.record else row.target)
        else:
            self.desk.open(row.target)

    def do_out(self) -> None:
        self.forget()
        self.desk.out()

    def do_next_pane(self) -> None:
        self.turn(1)

    def do_previous_pane(self) -> None:
        self.turn(-1)

    def turn(self, by: int) -> None:
        """Go round the panes: as they stand where all are shown, else the one that belongs to the view first."""
        place = self.desk.place
        all_shown = all(pane.display for pane in self.panes.values())
        order = PANES if all_shown or place.view == "article" else ("list", "details", "article", "timeline")
        self.desk.focus(order[(order.index(place.pane) + by) % len(order)])

    def do_paragraph(self) -> None:
        row = self.pane.current if self.desk.place.pane == "details" else None
        cites = [row.cite] if row and row.cite else self.desk.citations(self.desk.place.record)
        if cites:
            self.desk.open_paragraph(cites[0])
        else:
            self.notice = "nothing here cites a paragraph"

    def do_filter(self) -> None:
        if self.desk.place.view == FOUND:
            self.do_search()
            return
        if self.desk.place.pane == "timeline":
            if self.desk.place.view != "event":
                self.desk.view("event")
            self.desk.focus("list")
        self.ask("filter", "words type:siege place:deraa 2018-06..2018-07", self.desk.place.filter)

    def do_find(self) -> None:
        self.ask("find", "letters to find in this text", self.desk.find)

    def do_search(self) -> None:
        self.ask(
            "search",
            "a name or words, in any spelling",
            self.desk.place.filter if self.desk.place.view == FOUND else "",
        )

    def do_find_next(self) -> None:
        self.find_from(self.pane.cursor + 1, 1)

    def do_find_previous(self) -> None:
        self.find_from(self.pane.cursor - 1, -1)

    def find_from(self, start: int, step: int) -> None:
        """Go to the nearest row from `start` on where the find is; past the end it goes on from the other; say so if there is none."""
        source, index = self.pane.source, start
        count = len(source) if source is not None else 0
        for _ in range(count):
            index %= count
            row = source.row(index) if source is not None else None
            if row and row.hit:
                self.pane.reveal(index)
                self.follow()
                return
            index += step
        self.notice = f"no “{self.desk.find}” in this text"

    def do_back(self) -> None:
        self.forget()
        self.desk.back()

    def do_forward(self) -> None:
        self.forget()
        self.desk.forward()

    def forget(self) -> None:
        """Let every pane be shown anew, so that scroll comes from the place."""
        for pane in self.panes.values():
            pane.shown = None

    def go_view(self, kind: str) -> None:
        """Show a kind's list."""
        assert kind in VIEWS
        self.desk.view(kind)

    def do_help(self) -> None:
        from .help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.desk, self.theme_styles, self.keymap))

    def do_redraw(self) -> None:
        if isinstance(self.app, WireApp):
            self.app.forget_screen()
        self.refresh(layout=True)

    def do_suspend(self) -> None:
        self.app.action_suspend_process()

    def do_quit(self) -> None:
        if self.when_still:
            self.when_still()
        self.app.exit()

    # -- typing

    def ask(self, purpose: str, hint: str, text: str) -> None:
        """Open the line to type in, in the footer's place."""
        self.before = self.desk.place
        self.footer_bar.display = False
        self.prompt.ask(purpose, hint, text)

    def close_prompt(self) -> None:
        """Put the footer back."""
        if self.typing:
            self.typing.stop()
        self.prompt.close()
        self.footer_bar.display = True
        self.sync()

    def take_paste(self, event: Paste) -> None:
        """Take pasted words where a line is open."""
        if self.prompt.display:
            self.prompt.paste(event.text)
            self.wait()

    def type_key(self, event: Key) -> None:
        """Take a key into the line: Enter takes what is typed, Escape gives it up."""
        if event.key == "ctrl+q":
            self.do_quit()
        elif event.key == "enter":
            self.entered()
        elif event.key in ("escape", "ctrl+c"):
            self.given_up()
        elif self.prompt.take(event.key, event.character):
            self.wait()

    def wait(self) -> None:
        """Let a filter or a find take hold when typing rests."""
        if self.typing:
            self.typing.stop()
        if self.prompt.purpose != "search":
            self.typing = self.set_timer(REST, self.apply)

    def apply(self) -> None:
        """Put what is typed in force."""
        text = self.prompt.line.text.strip()
        if self.prompt.purpose == "filter" and text != self.desk.place.filter:
            self.desk.set_filter(text)
        elif self.prompt.purpose == "find":
            self.desk.find = text
        self.sync()

    def entered(self) -> None:
        """Take what was typed."""
        purpose, text = self.prompt.purpose, self.prompt.line.text.strip()
        if purpose == "search":
            if text and not self.desk.search(text):
                self.notice = f"nothing found for “{text}”"
        else:
            self.apply()
        if purpose == "filter" and self.desk.problem:
            self.notice = self.desk.problem
            self.desk.restore(self.before)
        elif purpose == "filter" and text != self.before.filter:
            self.desk.keep(self.before)
        self.close_prompt()
        if purpose == "find" and text:
            self.find_from(self.pane.cursor, 1)
            self.sync()

    def given_up(self) -> None:
        """Put things back as they were before typing."""
        if self.prompt.purpose == "filter":
            self.forget()
            self.desk.restore(self.before)
        elif self.prompt.purpose == "find":
            self.desk.find = ""
        self.close_prompt()


FIRST = ("help", "quit")
"""What the footer shows however narrow it is."""


def footer(desk: Desk, width: int, keymap: KeyMap) -> tuple[Span, ...]:
    """Return as many of the live keys as fit, the way to all of them first; one that cannot act just now is dimmed."""
    spans: list[Span] = []
    here = [command for command in keymap.live(desk.place.pane) if command.footer and command.keys]
    for command in sorted(here, key=lambda command: FIRST.index(command.id) if command.id in FIRST else len(FIRST)):
        key, word = f" {shown(command.keys[0])}", f" {command.footer} "
        width -= len(key) + len(word)
        if width < 0:
            break
        able = not command.why_not(desk)
        spans += [Span(key, "key" if able else "off"), Span(word, "bar" if able else "off")]
    return tuple(spans)
