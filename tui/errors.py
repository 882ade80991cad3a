"""What can go wrong, and how it is told: a problem in the input has a place, every error an exit code."""

from __future__ import annotations

from dataclasses import dataclass

PROBLEMS_FOUND, WRONG_USAGE, NO_ACCESS, INTERRUPTED = 1, 2, 3, 130
"""Exit codes beside 0: problems in the input, wrong usage, could not read or write, Ctrl-C."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing wrong in a file. `line` and `column` count from 1, in characters; `message` says what, and what to do."""

    file: str
    line: int
    column: int
    code: str
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}:{self.column}: {self.severity}[{self.code}]: {self.message}"
        return "".join(c if c.isprintable() else "\ufffd" for c in text)


class KhabarError(Exception):
    """An error for the person at the keyboard: one clear message, and the exit code of the command."""

    exit_code = NO_ACCESS


class UsageError(KhabarError):
    """The command or a key was given something it cannot use."""

    exit_code = WRONG_USAGE


class CorpusError(KhabarError):
    """A corpus that cannot be used as it stands; carries every problem found in it."""

    exit_code = PROBLEMS_FOUND

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class StoreError(KhabarError):
    """A store that cannot be read or written."""


class StoreDamaged(StoreError):
    """A store or index whose bytes are not what was built; building again mends it."""
