"""Copying: to tmux, else to the terminal by OSC 52, and always to a file. Nothing but base64 of the words leaves for the terminal."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from .terminal import terminal_for

PATIENCE = 2.0
"""Seconds that tmux may take in all."""
MOST = 74_994
"""Bytes of words that OSC 52 may carry: terminals take 100,000 characters of it, and base64 makes four of three bytes."""
PIECE = 240
"""Characters that screen passes on in one string; it has room for 256."""


def copy(
    text: str,
    write: Callable[[str], object],
    file: Path,
    environ: Mapping[str, str] = os.environ,
    patience: float = PATIENCE,
) -> str:
    """Copy words to where they can be pasted from, and return what was done, in a sentence for the reader.

    `write` sends to the terminal, and is called once at the most; `file` is replaced in one step, the user's own (0600).
    Raises nothing: what cannot be done is in the sentence.
    """
    text = pasteable(text)
    if not text:
        return "nothing to copy"
    done, failed = [], []
    taken = load_buffer(text, environ, patience) if environ.get("TMUX") else ""
    if taken:
        done.append("copied to the tmux buffer")
    if taken != CLIPBOARD and has_clipboard(environ):
        size = len(text.encode())
        if size <= MOST:
            write(passed_on(osc_52(text), environ, old_tmux=bool(taken)))
            done.append("sent to the terminal's clipboard")
        else:
            failed.append(f"too long for the terminal's clipboard, which takes {MOST:,} bytes of {size:,}")
    try:
        _replace(file, text + "\n")
        done.append(f"written to {_shown(file)}")
    except OSError as error:
        failed.append(f"{_shown(file)}: {error.strerror or error}")
    return "; ".join(filter(None, (" and ".join(done), *failed)))


def has_clipboard(environ: Mapping[str, str]) -> bool:
    """Say whether the terminal may have a clipboard; consoles and terminals of old print what is meant for one."""
    terminal = terminal_for(environ)
    return terminal is not None and (terminal.alternate or not terminal.known)


def pasteable(text: str) -> str:
    """Return words that do nothing when they are pasted: printable, lines ended by newlines, none at the end."""
    return "".join(
        c if c.isprintable() or c == "\n" else " " if c.isspace() else "" for c in text.replace("\r\n", "\n")
    ).strip("\n")


# -- tmux

CLIPBOARD, BUFFER = "clipboard", "buffer"
"""What tmux has done: passed the words on to its own terminal too, or kept them only, as before 3.2."""


def load_buffer(text: str, environ: Mapping[str, str], patience: float = PATIENCE) -> str:
    """Give words to the tmux that the program runs in, and return CLIPBOARD or BUFFER; "" where it does not take them in time."""
    until = time.monotonic() + patience
    try:
        for flags, took in ((["-w"], CLIPBOARD), ([], BUFFER)):
            ended = subprocess.run(
                ["tmux", "load-buffer", *flags, "-"],
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # the screen is drawn on it
                env=dict(environ),
                timeout=max(until - time.monotonic(), 0),
                check=False,
            )
            if ended.returncode == 0:
                return took
    except (OSError, subprocess.TimeoutExpired):
        pass
    return ""


# -- the terminal


def osc_52(text: str) -> str:
    """Return the sequence that puts words on a terminal's clipboard. It ends with BEL, which needs no care within another string."""
    return f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"


def passed_on(sequence: str, environ: Mapping[str, str], old_tmux: bool = False) -> str:
    """Return a sequence so that what lies between hands it to the terminal: a tmux before 3.2, or screen, piece by piece."""
    if old_tmux:
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environ.get("STY") and not environ.get("TMUX"):
        pieces = (sequence[start : start + PIECE] for start in range(0, len(sequence), PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return sequence


# -- the file


def _replace(file: Path, text: str) -> None:
    """Put a file with these words in the place of one, in one step. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".tmp", dir=file.parent)
    try:
        with open(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
        os.replace(temporary, file)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _shown(file: Path) -> str:
    """Return a path as a reader writes it, from the home folder on."""
    with suppress(ValueError, RuntimeError):
        file = Path("~") / file.relative_to(Path.home())
    return "".join(c if c.isprintable() else "\ufffd" for c in str(file))
