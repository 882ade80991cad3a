"""The reader in its window: what it needs before Textual is there, and what it leaves behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from . import surroundings
from .errors import StoreError, UsageError
from .paths import attached_folder, copied_file, hidden_file, notebook_folder, questions_files, store_for
from .wire import first
from .wire.terminal import OFF, Terminal, terminal_for

if TYPE_CHECKING:
    from .app import KhabarApp
    from .store.library import Library


def open_window(corpus: Path, theme_name: str | None, open_library: Callable[[Path], Library]) -> tuple[int, str]:
    """Read a corpus in a window until the reader leaves. Returns the exit code, and what is to be said of it, "" for nothing.

    Raises UsageError where there is no terminal to read in, and whatever opening the library, the keys or the theme raises;
    and again what went wrong in khabar itself, when the terminal is as it was.
    """
    terminal = _needed_terminal()
    colours, wardrobe = surroundings.wants_colours(), surroundings.wardrobe()
    theme = wardrobe.fitting(theme_name, surroundings.fitting_theme(colours))
    keymap = surroundings.keymap()
    library = open_library(corpus)
    # read when Textual is imported: nothing moves by itself on a slow link
    os.environ.update(TEXTUAL_ANIMATIONS="none", TEXTUAL_SMOOTH_SCROLL="0", TEXTUAL_DISABLE_KITTY_KEY="1")
    os.environ.setdefault(
        "ESCDELAY", "350"
    )  # a slow link splits an arrow key into Escape and its letters by as much as 300
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)  # an empty one does not count, but does to Textual
    os.environ["TEXTUAL_COLOR_SYSTEM"] = surroundings.colour_system()  # the one that the theme was chosen for
    from .app import KhabarApp
    from .notebook.attached import attached_to
    from .notebook.notebook import unread_notebook
    from .reading.kept_place import read_desk, write_desk
    from .store.files import replacing

    place_file = Path(first.state_folder()) / f"place-{store_for(corpus).name}"
    hidden = hidden_file(first.state_folder(), corpus)

    def keep(app: KhabarApp, at_rest: bool) -> None:
        write_desk(place_file, app.desk, durable=at_rest)
        hides = app.desk.library.hides or hidden.exists()  # by another session, perhaps
        if at_rest and not hides and (screen := app.kept_screen()):
            with replacing(Path(first.file_for(sys.argv[1:]))) as temporary:
                temporary.write_bytes(first.kept(sys.argv[1:], *screen))

    notebook = unread_notebook(library, notebook_folder())
    with suppress(StoreError):  # the reading room says so, and what can be read is read
        notebook.refresh()
    desk = read_desk(place_file, library, surroundings.saved_filters(), questions_files(), notebook)
    desk.attached, desk.hidden_file = attached_to(library, attached_folder()), hidden
    app = KhabarApp(
        desk,
        theme,
        colours,
        ascii_only=not surroundings.has_unicode(),
        wire=None if os.environ.get(OFF) == "0" else terminal,
        painted=first.take(),
        keep=keep,
        keymap=keymap,
        wardrobe=wardrobe,
        copied=copied_file(),
        calibration=surroundings.calibration(),
    )
    message = app.run(mouse=False)
    library.close()
    if app.fault:
        raise app.fault
    return app.return_code or 0, message or ""


def _needed_terminal() -> Terminal:
    """Return the terminal to read in. Raises UsageError, with what to use instead, where there is none."""
    term = os.environ.get("TERM", "")
    if not (
        sys.stdin
        and sys.stdin.isatty()
        and sys.stdout
        and sys.stdout.isatty()
        and sys.__stderr__
        and sys.__stderr__.isatty()
    ):
        raise UsageError(
            "the reader needs a terminal for input, output and errors; for pipes use khabar list, show or search"
        )
    terminal = terminal_for()
    if terminal is None:
        raise UsageError(
            f"TERM is {term or 'not set'}, which cannot show a screen; use khabar list, show or search, or set TERM=xterm"
        )
    return terminal
