"""Fuzzing: `python -m tests.fuzz TARGET COUNT [SEED]`. See README.md beside this."""

from __future__ import annotations

import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from .targets import TARGETS, Target

SLOW = 1.0
"""Seconds of the processor that no input of that size should take."""


def inputs(target: Target, count: int, seed: int) -> Iterator[bytes]:
    """Yield inputs: the seeds, then those with pieces changed, taken out, doubled, exchanged, or put in from another."""
    chance, seeds = random.Random(seed), target.seeds()
    pool = list(seeds)
    yield from seeds[:count]
    for _ in range(count - len(seeds)):
        data = bytearray(chance.choice(pool))
        for _ in range(chance.choice((1, 1, 2, 3, 5, 12))):
            change(chance, data, target, pool)
        found = bytes(data[: target.longest])
        if chance.random() < 0.02:  # go on from what has been changed already
            pool = [*pool[-400:], found] if len(pool) > 2_000 else [*pool, found]
        yield found


def change(chance: random.Random, data: bytearray, target: Target, pool: list[bytes]) -> None:
    """Change a piece of the data."""
    at, to = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
    to = min(to, at + chance.choice((1, 2, 8, 60, 400)))
    match chance.randrange(8):
        case 0 if data:
            data[at % len(data)] ^= 1 << chance.randrange(8)
        case 1:
            del data[at:to]
        case 2:
            data[at:at] = data[at:to] * chance.choice((1, 2, 30))
        case 3:
            data[at:at] = chance.randbytes(chance.choice((1, 1, 2, 6)))
        case 4 | 5 if target.words:
            data[at : chance.choice((at, to))] = chance.choice(target.words)
        case 6:
            other = chance.choice(pool)
            start = chance.randint(0, len(other))
            data[at:to] = other[start : start + chance.choice((4, 40, 400))]
        case _:
            data[at:at] = chance.choice(
                ("\u202e", "\x1b[2J", "\x9b", "\u0301" * 9, "\u200d", "درعا", "\U0001f469", "\n", " ", "0")
            ).encode()


def fault_in(target: Target, data: bytes) -> str:
    """Return what went wrong with an input and where, "" where nothing did."""
    started = time.process_time()
    try:
        target.run(data)
    except Exception as error:
        steps = traceback.extract_tb(error.__traceback__)
        ours = [step for step in steps if "/tui/" in step.filename] or steps
        return f"{type(error).__name__} at {Path(ours[-1].filename).name}:{ours[-1].lineno}"
    if (taken := time.process_time() - started) > SLOW:
        return f"slow: {taken:.1f} s"[:8]
    return ""


class Tally:
    """What was run of a target, and what was found; one input of each fault is kept."""

    def __init__(self, name: str, folder: str = "fuzz-found") -> None:
        self.name, self.folder = name, Path(folder)
        self.count, self.found, self.started = 0, Counter[str](), time.monotonic()

    def take(self, target: Target, data: bytes) -> None:
        """Run an input."""
        self.count += 1
        if fault := fault_in(target, data):
            self.found[fault] += 1
            if self.found[fault] == 1:
                self.folder.mkdir(exist_ok=True)
                path = self.folder / f"{self.name}-{crc32(data):08x}"
                path.write_bytes(data)
                print(f"{self.name}: {fault}: {path}", flush=True)

    def tell(self) -> None:
        """Say it."""
        speed = self.count / (time.monotonic() - self.started)
        faults = f"{sum(self.found.values())} faults in {len(self.found)} places"
        print(f"{self.name}: {self.count:,} inputs, {speed:,.0f} a second; {faults}", flush=True)


def main(name: str, count: int, seed: int = 1) -> int:
    """Run a target and say what was found."""
    tally = Tally(name)
    for data in inputs(TARGETS[name], count, seed):
        tally.take(TARGETS[name], data)
    tally.tell()
    return 1 if tally.found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:4])))
