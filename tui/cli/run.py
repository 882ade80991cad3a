"""Running a command, and the exit code in which everything ends."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from ..errors import INTERRUPTED, NO_ACCESS, CorpusError, KhabarError
from ..wire import first
from .output import complain, let_go, prepare_streams
from .parser import parsed


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 problems in the input, 2 wrong usage, 3 could not read or write."""
    prepare_streams()
    try:
        options = parsed(sys.argv[1:] if argv is None else argv)
        if options.command != "read":
            gc.enable()  # which a start turns off; the reader turns it on when it stands
        return int(options.run(options))
    except KhabarError as error:
        for line in str(error).split("\n"):
            complain(line if isinstance(error, CorpusError) else f"khabar: {line}")
        return error.exit_code
    except BrokenPipeError:
        let_go(sys.stdout)  # whoever read has had enough
        return 0
    except OSError as error:
        complain(f"khabar: {error.filename or 'the output'}: {error.strerror or error}")
        let_go(sys.stdout)
        return NO_ACCESS
    except KeyboardInterrupt:
        complain("khabar: interrupted")
        return INTERRUPTED
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        from ..crash import crash_report

        for line in crash_report(error, Path(first.state_folder())).split("\n"):
            complain(f"khabar: {line}")
        return NO_ACCESS
