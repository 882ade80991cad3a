"""The Textual application: one reading room over one Library."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from pathlib import Path

from textual.events import Event, Key, Paste
from textual.filter import LineFilter

from .commands.commands import DEFAULT
from .commands.keymap import KeyMap
from .corpus.text import clean
from .errors import KhabarError, StoreError
from .present.calibration import Calibration
from .present.themes import Theme
from .present.wardrobe import Wardrobe
from .reading.desk import Desk
from .screens.reading_screen import ReadingScreen
from .screens.safe_text import AsciiOnly, NoColours, SafeText
from .wire.first import Painted
from .wire.output import WireApp
from .wire.terminal import Terminal


class KhabarApp(WireApp):
    """Shows the desk. `run()` returns None, or the message of an error that ended it."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "khabar"

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        colours: bool = True,
        ascii_only: bool = False,
        wire: Terminal | None = None,
        painted: Painted | None = None,
        keep: Callable[[KhabarApp, bool], None] | None = None,
        keymap: KeyMap = DEFAULT,
        wardrobe: Wardrobe | None = None,
        copied: Path | None = None,
        calibration: Calibration | None = None,
    ) -> None:
        super().__init__(wire, painted, ansi_color=True)
        self._keep, self._keys = keep, keymap
        self._told = False
        self.wardrobe, self.copied, self.calibration = wardrobe, copied, calibration
        self.desk, self.theme_styles = desk, theme
        self._line_filters: list[LineFilter] = [SafeText()]
        if ascii_only:
            self._line_filters.append(AsciiOnly())
        if not colours:
            self._line_filters.append(NoColours())

    def on_mount(self) -> None:
        """Open the reading room."""
        self.push_screen(
            ReadingScreen(
                self.desk,
                self.theme_styles,
                self.keep_place,
                self._keys,
                self.wardrobe,
                self.copied,
                self.calibration,
            )
        )
        self.call_after_refresh(_collect_from_now_on)

    def keep_place(self, at_rest: bool) -> None:
        """Keep the place for the next start, and where the keys are `at_rest` the screen as it stands, if nothing lies over it.

        Where that cannot be, it is said once, and reading goes on.
        """
        if self._keep and isinstance(self.screen, ReadingScreen):
            try:
                self._keep(self, at_rest and self.screen.is_bare)
            except StoreError as error:
                if at_rest and not self._told:
                    self._told = True
                    self.screen.say(f"where you read is not kept: {clean(str(error))[0]}")

    async def on_event(self, event: Event) -> None:
        """Give keys to the screen in the order in which they were typed.

        Textual hands a key to the widget in focus when the key arrives; on a slow link, keys typed ahead would then reach the
        widget that had the focus before an earlier key moved it.
        """
        if isinstance(event, (Key, Paste)) and not event.is_forwarded and isinstance(self.screen, ReadingScreen):
            if isinstance(event, Paste):
                self.screen.take_paste(event)
            else:
                for key in _typed(event, self.screen.is_typing):
                    self.screen.take_key(key)
        else:
            await super().on_event(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line goes through on its way out."""
        return [*self._line_filters, *super().get_line_filters()]

    def ending(self, error: Exception) -> tuple[str, int] | None:
        """Return the message and the exit code of an error that is for the reader, None for a fault of khabar's own."""
        if not isinstance(error, KhabarError):
            error = self.desk.library.damage() or error
        return (clean(str(error))[0], error.exit_code) if isinstance(error, KhabarError) else None


def _collect_from_now_on() -> None:
    gc.freeze()  # what the start has made stays
    gc.enable()


_AFTER_ESCAPE = dict(zip("¡™£¢∞§¶•ªº", "1234567890", strict=True))
"""What Textual takes Escape and a digit soon after it for: the signs of another keyboard's Option key."""


def _typed(event: Key, in_line: bool) -> list[Key]:
    """Return the keys that were typed: Escape and a key soon after it arrive as one, which no key here is.

    In a line being typed a sign is itself.
    """
    if event.key.startswith("alt+"):
        key = event.key.removeprefix("alt+")
        return [Key("escape", None), Key(event.character or key if "shift+" in key else key, event.character)]
    if event.key == "ctrl+j":  # Enter, when typed before the terminal is raw, or on a keypad under tmux
        return [Key("enter", "\r")]
    if not in_line and event.character in _AFTER_ESCAPE:
        digit = _AFTER_ESCAPE[event.character]
        return [Key("escape", None), Key(digit, digit)]
    return [event]
