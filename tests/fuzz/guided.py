"""Fuzzing that is led by what of khabar an input reaches: `python -m tests.fuzz.guided TARGET COUNT`, where atheris is installed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tui"]):
    from .__main__ import Tally
    from .targets import TARGETS


def main(name: str, count: int) -> None:
    """Run a target; what is found is told as `tests.fuzz` tells it."""
    target, tally = TARGETS[name], Tally(name)
    seeds = Path(tempfile.mkdtemp())
    for number, data in enumerate(target.seeds()):
        (seeds / str(number)).write_bytes(data)
    (seeds.parent / f"{seeds.name}.words").write_text("".join(f'"{_quoted(word)}"\n' for word in target.words))

    def one(data: bytes) -> None:
        tally.take(target, data)
        if tally.count == count:
            tally.tell()

    options = [f"-runs={count}", f"-max_len={target.longest}", f"-dict={seeds}.words", "-seed=1", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *options, str(seeds)], one)
    atheris.Fuzz()


def _quoted(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
