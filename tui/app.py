"""The Textual application: one reading room over one Library."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App
from textual.events import Event, Key, Paste
from textual.filter import LineFilter

from .corpus.text import clean
from .errors import KhabarError
from .present.themes import Theme
from .reading.desk import Desk
from .screens.help_screen import HelpScreen
from .screens.reading_screen import ReadingScreen
from .screens.safe_text import NoColours, SafeText


class KhabarApp(App[str]):
    """Shows the desk. `run()` returns None, or the message of an error that ended it."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "khabar"

    def __init__(self, desk: Desk, theme: Theme, colours: bool = True, ascii_only: bool = False) -> None:
        super().__init__(ansi_color=True)
        self.desk, self.theme_styles, self.ascii_only = desk, theme, ascii_only
        self._line_filters: list[LineFilter] = [SafeText(), *([] if colours else [NoColours()])]

    def on_mount(self) -> None:
        """Open the reading room."""
        self.push_screen(ReadingScreen(self.desk, self.theme_styles, self.ascii_only))

    async def on_event(self, event: Event) -> None:
        """Give keys to the screen in the order in which they were typed.

        Textual hands a key to the widget in focus when the key arrives; on a slow link, keys typed ahead would then reach the
        widget that had the focus before an earlier key moved it.
        """
        if (
            isinstance(event, (Key, Paste))
            and not event.is_forwarded
            and isinstance(self.screen, (ReadingScreen, HelpScreen))
        ):
            if isinstance(event, Paste):
                self.screen.take_paste(event)
            elif event.key == "ctrl+z":
                await super().on_event(event)
            else:
                for key in _typed(event):
                    self.screen.take_key(key)
        else:
            await super().on_event(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line goes through on its way out."""
        return [*self._line_filters, *super().get_line_filters()]

    def _handle_exception(self, error: Exception) -> None:
        # Textual has no public way to end with a message instead of a traceback
        if isinstance(error, KhabarError):
            self.exit(clean(str(error))[0], return_code=error.exit_code)
        else:
            super()._handle_exception(error)


def _typed(event: Key) -> list[Key]:
    """Return the keys that were typed: Escape and a key soon after it arrive as one with alt, which no key here has."""
    if not event.key.startswith("alt+"):
        return [event]
    key = event.key.removeprefix("alt+")
    if key.startswith("shift+"):
        key = key.removeprefix("shift+").upper()
    return [Key("escape", None), Key(key, event.character)]
