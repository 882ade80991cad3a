"""The reading room: four panes that follow the desk, a title above, keys or a line to type in below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from textwrap import wrap

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key, Paste, Resize
from textual.screen import Screen
from textual.timer import Timer

from ..commands.commands import DEFAULT
from ..commands.keymap import KeyMap
from ..commands.keys import shown
from ..corpus.text import clean
from ..errors import StoreError
from ..panes.article_pane import ArticlePane
from ..panes.bar import Bar
from ..panes.details_pane import DetailsPane
from ..panes.following_pane import FollowingPane
from ..panes.list_pane import ListPane
from ..panes.menu_pane import MenuPane
from ..panes.prompt import Prompt
from ..panes.rows_pane import EDGE, RowsPane
from ..panes.timeline_pane import TimelinePane
from ..present.calibration import Calibration
from ..present.direction import LATIN
from ..present.pages import of_corpus
from ..present.rows import Span, fit, wrapped
from ..present.themes import Theme
from ..present.wardrobe import Wardrobe
from ..reading.desk import PANES, Desk
from ..reading.layout import SMALLEST, Layout, layout
from ..wire.output import WireApp
from .acts import Acts
from .asking import Typing
from .choosing import Choosing
from .hinting import Hinting

MOST_LINES = 3
"""Rows that a notice may take."""
TRAIL = 0.15
"""Seconds without a key after which the panes beside the one in focus follow its cursor; 0 is at once.

On a slow link a step in a list is then two rows, and what stands beside it comes when one stops to read.
"""
STILL = 1.0
"""Seconds without a key after which the keys are at rest: the place is put on disk, and the screen kept for the next start."""
_STEPS = ("down", "up", "page_down", "page_up", "first", "last")
MOVES = frozenset((*_STEPS, "next_block", "previous_block", "next_coded", "previous_coded"))
"""Commands that only move the cursor of the pane in focus."""
ALWAYS = ("quit", "redraw")
"""Commands that act whatever is open, by a key that no line takes."""


class ReadingScreen(Screen[None]):
    """Shows the desk. Its hands are in `acts`: a method a Command."""

    AUTO_FOCUS = None

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        keep: Callable[[bool], None] | None = None,
        keymap: KeyMap = DEFAULT,
        wardrobe: Wardrobe | None = None,
        copied: Path | None = None,
        calibration: Calibration | None = None,
    ) -> None:
        super().__init__()
        self.calibration = calibration or Calibration()
        self.keymap = keymap
        self.wardrobe, self.copied = wardrobe, copied
        self.keep = keep
        self.desk = desk
        self.theme_styles = theme
        self.laid_out: Layout | None = None
        self.notice = ""
        self.unread = False
        """Whether it was said that the notebook cannot be read."""
        self.trailing: Timer | None = None
        self.stillness: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay the panes out."""
        yield Bar("title", self.theme_styles)
        with Horizontal(id="upper"):
            yield ListPane("list", self.theme_styles)
            yield ArticlePane("article", self.theme_styles)
            yield DetailsPane("details", self.theme_styles)
        yield TimelinePane("timeline", self.theme_styles)
        yield Bar("footer", self.theme_styles)
        yield Prompt(self.theme_styles)
        yield MenuPane(self.theme_styles)
        yield Bar("small", self.theme_styles)

    def on_mount(self) -> None:
        """Show the desk."""
        self.prompt = self.query_one(Prompt)
        self.acts, self.hinting, self.typing = Acts(self), Hinting(self), Typing(self, self.prompt)
        self.choosing = Choosing(self, self.query_one(MenuPane))
        self.panes = {name: self.query_one(f"#{name}", FollowingPane) for name in PANES}
        self.title_bar, self.footer_bar, self.small = (
            self.query_one(f"#{name}", Bar) for name in ("title", "footer", "small")
        )
        if drafts := self.desk.own.being_written():
            from .noting import left_open

            self.notice = left_open(self.desk.library, drafts)
        self.turn_letters(self.calibration.way)

    def on_resize(self, event: Resize) -> None:
        """Lay out anew for the size."""
        self.sync()
        self.choosing.redraw()
        if self.hinting.is_open:
            self.hinting.open()

    # -- the desk on the screen

    def sync(self, trail: bool = False) -> None:
        """Make the panes show the desk; only what is seen is made, and only where it has changed.

        With `trail` the panes beside the one in focus wait for the keys to rest.
        """
        self.take_in_notes()
        place = self.desk.place
        if self.trailing:
            self.trailing.stop()
            self.trailing = None
        if self.keep:
            self.keep(False)
            if self.stillness:
                self.stillness.stop()
            self.stillness = self.set_timer(STILL, partial(self.keep, True))
        if trail and TRAIL:
            self.trailing = self.set_timer(TRAIL, self.sync)
        self.lay_out()
        for name, pane in self.panes.items():
            if pane.display and (name == place.pane or not self.trailing):
                width = self.widths[name]
                # a pane that does not reach the right edge leaves a blank before the next
                pane.follow(self.desk, max(width - EDGE - (width < self.size.width), 4))
                if not self.trailing:
                    pane.rest(self.desk)
        if not self.choosing.is_open:
            self.set_focus(self.panes[place.pane])
        self.show_bars()

    def take_in_notes(self) -> None:
        """Take in what other sessions have put into the notebook; where it cannot be read, that is said once."""
        try:
            self.desk.take_in_notes()
        except StoreError as error:
            if not self.unread:
                self.notice = clean(str(error))[0]
            self.unread = True

    def lay_out(self) -> None:
        """Give the panes their sizes."""
        place, size = self.desk.place, self.size
        self.small.display = size.width < SMALLEST[0] or size.height < SMALLEST[1]
        if self.small.display:
            self.small.show(*too_small(size.width, size.height))
        # an article has nothing to do with a page of the whole corpus, which is worth all the width there is
        without = (place.record and self.desk.article is None) or of_corpus(place.record, place.page)
        wanted = layout(size.width, size.height, place.pane, place.side, place.zoom, not without)
        if self.laid_out == wanted:
            return
        self.laid_out = wanted
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
        for name, pane in self.panes.items():
            height = wanted.timeline if name == "timeline" else wanted.upper
            if self.widths[name] and pane.laid_height != height:  # a pane that comes back as it was keeps its scroll
                pane.fill(height)

    def show_bars(self) -> None:
        """Write the title row and the footer."""
        desk = self.desk
        about = str(desk.library.about["title"])
        ways = {"one pane zoomed": desk.place.zoom, "names hidden": desk.library.hides}
        said = tuple(Span(f"  {words}", "key") for words, are_so in ways.items() if are_so)
        room = self.size.width - len("  khabar ") - sum(len(span.text) for span in said)
        self.title_bar.show((Span(" khabar ", "key"), Span(" " + fit(about, room).rstrip(), "bar"), *said))
        if self.notice:
            width = self.size.width - 2
            lines = [line for part in self.notice.split("\n") for line in wrapped([Span(part, "notice")], width)]
            self.footer_bar.show(*((Span(" ", "notice"), *line) for line in lines[:MOST_LINES]))
        elif self.choosing.is_open:
            keys = MENU_KEYS if self.choosing.menu and self.choosing.menu.choices else MENU_KEYS[-2:]
            self.footer_bar.show(tuple(Span(words, style) for words, style in keys))
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
        return self.typing.is_open

    @property
    def is_bare(self) -> bool:
        """Say whether nothing lies over the panes: no line, no menu, no hints, and there is room for them."""
        return not (self.small.display or self.typing.is_open or self.choosing.pane.display or self.hinting.is_open)

    def take_key(self, event: Key) -> None:
        """Give a key to what is open: the line being typed, a menu, the hints; else start the Command it has in the pane in focus.

        One that cannot act says why.
        """
        command = self.keymap.command_for(event.key, self.desk.place.pane)
        if command and command.id in ALWAYS and not event.is_printable:
            self.acts.run(command.id)
            return
        if self.small.display:  # nothing is done that cannot be seen
            return
        if self.typing.is_open:
            self.typing.take_key(event)
            return
        self.notice = ""
        if self.choosing.is_open:
            self.choosing.take_key(event)
            return
        if self.hinting.is_open:
            self.hinting.take_key(event)
            return
        if command is None:
            self.say(
                "ctrl+q quits" if event.key == "ctrl+c" else f"{shown(event.key)} does nothing here; ? shows the keys"
            )
        elif why := command.why_not(self.desk):
            self.say(f"{shown(event.key)} {command.title}: {why}")
        else:
            self.acts.run(command.id)
            self.sync(trail=command.id in MOVES)

    def take_paste(self, event: Paste) -> None:
        """Take pasted words where a line is open."""
        if not self.small.display:
            self.typing.take_paste(event)

    @property
    def pane(self) -> FollowingPane:
        """The pane in focus."""
        return self.panes[self.desk.place.pane]

    def copy_out(self, text: str) -> str:
        """Put words where they can be pasted from; return what was done, in a sentence."""
        from ..wire.clipboard import copy

        if self.copied is None or not isinstance(self.app, WireApp):
            return "nowhere to copy to"
        return copy(text, self.app.send, self.copied)

    def wear(self, theme: Theme) -> None:
        """Put another theme on."""
        self.theme_styles = theme
        for worn in (*self.query(RowsPane), *self.query(Bar)):
            worn.theme_styles = theme
            worn.refresh()
        self.choosing.redraw()

    def turn_letters(self, way: str) -> None:
        """Show letters that run from right to left in another way."""
        self.desk.library.call_in_latin(way == LATIN)
        self.choosing.pane.usual = way
        self.forget()
        for worn in (*self.panes.values(), self.choosing.pane, *self.query(Bar)):
            if worn.way != way:
                worn.way = way
                worn.refresh()

    def forget(self) -> None:
        """Let every pane be shown anew, so that scroll comes from the place."""
        for pane in self.panes.values():
            pane.shown = None


def too_small(width: int, height: int) -> list[tuple[Span, ...]]:
    """Return rows that fill a screen too small to read in with as much of that as there is room for."""
    size = "x".join(map(str, SMALLEST))
    for words in (f"too small to read in: make it {size} at least", f"too small: {size}", "too small", "small", "!"):
        lines = wrap(words, width, break_long_words=False)
        if len(lines) <= height and max(map(len, lines)) <= width:
            break
    return [*((Span(line, "notice"),) for line in lines), *[()] * (height - len(lines))]


MENU_KEYS = (
    (" Enter", "key"),
    (" takes it ", "bar"),
    (" /", "key"),
    (" narrows ", "bar"),
    (" Esc", "key"),
    (" leaves", "bar"),
)
"""What the footer shows while a menu is open: style and words."""
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
