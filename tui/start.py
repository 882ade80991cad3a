"""The start: the screen last read is shown again before anything slow is imported. Nothing here may cost time."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run khabar and return its exit code."""
    argv = sys.argv[1:]
    from .wire import first

    if not argv or argv[0][:1] != "-" or argv[0].startswith("--theme"):
        if first.paint(argv):
            _leave_it_in_order()
        gc.disable()  # a third of a start went by in looking for rings among modules
    from .cli import main as run

    try:
        return run(argv)
    finally:
        first.leave()


def _leave_it_in_order() -> None:
    """Give the terminal back where the start is ended from outside; the window takes this over."""
    import os
    import signal

    def end(number: int, _: object) -> None:
        first.leave()
        os._exit(128 + number)

    from .wire import first

    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, end)
