"""The store at scale, beside sqlite3 alone and stock TinyDB: `python tests/bench/store_bench.py 1000 10000 [--work FOLDER]`.

Prints a Markdown table. Each size is built and read in processes of its own; corpora and stores in `--work` are used
again. Times are of one machine: read the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "tests" / "bench")]

from generate import generate  # noqa: E402
from tinydb import TinyDB  # noqa: E402

from tui.paths import vocabulary_file  # noqa: E402
from tui.reading.desk import Desk  # noqa: E402
from tui.reading.filters import parse_filter  # noqa: E402
from tui.store.build import build, open_corpus, open_store  # noqa: E402
from tui.store.index import generation_of, index_path  # noqa: E402
from tui.store.library import Library  # noqa: E402

SCREEN = 22
LONG_AGO = 1_600_000_000
FILTERS = (
    "type:shelling",
    "-factuality:happened",
    "type:patrol 2105-03..2109",
    "fire",
    "the harbour",
    "role:target line:on",
)
TYPED = ("the harbour quay", "fire at the bridge", "refusal given", "shells fall on", "guard", "zat")
STOCK = 1000
"""Articles up to which stock TinyDB is waited for."""


def milliseconds(work: Callable[[], object], runs: int = 15) -> dict[str, float]:
    """Run something and return median, p95 and most of the times it took."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return spread(times)


def spread(times: list[float]) -> dict[str, float]:
    """Return median, p95 and most."""
    times = sorted(times)
    return {"median": times[len(times) // 2], "p95": times[int(len(times) * 0.95)], "most": times[-1]}


def memory() -> float:
    """Return this process's share of memory (PSS) in MB."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def first_screen(store: Path) -> None:
    """Open a store and fetch what the first screen shows: a page of the list, the first article's paragraphs."""
    library = open_store(store)
    fill_screen(library)
    library.close()


def fill_screen(library: Library) -> None:
    """Fetch what the first screen shows."""
    desk = Desk(library)
    for n in desk.numbers[:SCREEN]:
        library.row(n)
    for row in library.rows(library.paragraphs(desk.article or "")):
        library.record(row.id)


def first_screen_raw(store: Path, index: Path) -> None:
    """Fetch the same by sqlite3 and json alone."""
    with closing(sqlite3.connect(f"file:{index}?mode=ro&immutable=1", uri=True)) as base, open(store, "rb") as file:
        first = base.execute("SELECT first FROM kind WHERE name = 'article'").fetchone()[0]
        rows = base.execute("SELECT * FROM doc WHERE n BETWEEN ? AND ?", (first, first + SCREEN - 1)).fetchall()
        short = rows[0][1].partition(":")[2]
        texts = base.execute(
            "SELECT offset, length FROM doc JOIN spot ON tab = 'paragraphs' AND spot.number = doc.number"
            " WHERE id >= ? AND id < ? ORDER BY n",
            (f"{short}#", f"{short}$"),
        )
        for offset, length in texts:
            json.loads(os.pread(file.fileno(), length, offset))


def read_store(folder: Path, store: Path) -> dict[str, Any]:
    """Return how long reading takes, and what it takes in memory, in a process that has built nothing."""
    index = index_path(store, generation_of(store))
    before = memory()
    found: dict[str, Any] = {
        "open to first screen": milliseconds(lambda: first_screen(store)),
        "the same, sqlite3 alone": milliseconds(lambda: first_screen_raw(store, index)),
    }

    def whole() -> None:
        library = open_corpus(folder, vocabulary_file(), store)
        fill_screen(library)
        library.close()

    found["the same, with a look at the files"] = milliseconds(whole)
    library = open_store(store)
    found["events"] = library.count("event")
    filters = [parse_filter(text) for text in FILTERS]
    events = library.numbers("event")
    times = [milliseconds(lambda q=query: len(library.numbers("event", q)), 5)["median"] for query in filters]
    found["filter and count"] = spread(times)
    found["count by month"] = milliseconds(lambda: library.by_month("event", library.numbers("event", filters[1])))
    found["list: a page anywhere"] = milliseconds(lambda: library.rows(page(events)), 100)
    dice = random.Random(1)
    chosen = [library.row(dice.choice(events)).id for _ in range(200)]
    names = iter(chosen)
    found["open a record"] = milliseconds(lambda: opened(library, next(names)), len(chosen))
    with closing(sqlite3.connect(f"file:{index}?mode=ro&immutable=1", uri=True)) as base, open(store, "rb") as file:
        names = iter(chosen)
        found["open a record, sqlite3 alone"] = milliseconds(
            lambda: opened_raw(base, file.fileno(), next(names)), len(chosen)
        )
        found["count by month, sqlite3 alone"] = milliseconds(lambda: base.execute(
            "SELECT substr(earliest, 1, 7), count(*) FROM doc WHERE kind = 'event' AND factuality <> 'happened' GROUP BY 1"
        ).fetchall(), 3)  # fmt: skip
        found["filter and count, sqlite3 alone"] = milliseconds(
            lambda: base.execute("SELECT count(*) FROM doc WHERE kind = 'event' AND tag = 'shelling'").fetchall(), 3
        )
    keystrokes = [
        text[:end]
        for text in (*TYPED, library.row(library.numbers("actor")[9]).title)
        for end in range(1, len(text) + 1)
    ]
    found["search as one types"] = spread(
        [milliseconds(lambda t=text: library.search(t), 1)["most"] for text in keystrokes]
    )
    found["memory"] = {"store": memory() - before, "all": memory()}
    library.close()
    return found


def page(events: Any) -> Any:
    """Return a screenful of a list, from anywhere in it."""
    at = random.randrange(max(len(events) - SCREEN, 1))
    return events[at : at + SCREEN]


def opened(library: Library, name: str) -> object:
    """Fetch a record and what hangs together with it."""
    return library.record(name), library.links(name), library.linked_from(name)


def opened_raw(base: sqlite3.Connection, file: int, name: str) -> object:
    """Fetch the same by sqlite3 and json alone."""
    n, number = base.execute("SELECT n, number FROM doc WHERE id = ?", (name,)).fetchone()
    offset, length = base.execute(
        "SELECT offset, length FROM spot WHERE tab = 'events' AND number = ?", (number,)
    ).fetchone()
    out = base.execute("SELECT field, doc.* FROM link JOIN doc ON n = dst WHERE src = ?", (n,)).fetchall()
    into = base.execute("SELECT field, doc.* FROM link JOIN doc ON n = src WHERE dst = ?", (n,)).fetchall()
    return json.loads(os.pread(file, length, offset)), out, into


def read_stock(store: Path) -> dict[str, Any]:
    """Return the same of TinyDB as it comes."""

    def screen() -> None:
        with TinyDB(store) as base:
            base.table("articles").all()[:SCREEN]

    with TinyDB(store) as base:
        events = base.table("events")
        return {
            "open to first screen": milliseconds(screen, 3),
            "filter and count": milliseconds(lambda: len(events.search(lambda e: e["type"] == "shelling")), 3),  # type: ignore[arg-type]
            "open a record": milliseconds(lambda: events.get(doc_id=7), 3),
            "search as one types": milliseconds(lambda: events.search(lambda e: "fire" in e["title"].lower()), 3),  # type: ignore[arg-type]
        }


def build_store(folder: Path, store: Path, again: bool) -> dict[str, Any]:
    """Return how long building takes; the folder is left as it was. With `again` only what follows a whole build."""
    found: dict[str, Any] = {}

    def timed() -> tuple[str, float]:
        start = time.perf_counter()
        how = build(folder, vocabulary_file(), store).how
        return how, (time.perf_counter() - start) * 1000

    if not again:
        _, found["build: whole"] = timed()
    found["build: unchanged"] = min(timed()[1] for _ in range(5))
    edited, removed = folder / "events" / "033.yaml", folder / "figures" / "099.yaml"
    text, gone = edited.read_bytes(), removed.read_bytes()
    edited.write_bytes(text.replace(b"title: ", b"title: The ", 1))
    how, found["build: a file edited"] = timed()
    assert how == "patched"
    edited.write_bytes(text)
    timed()
    removed.unlink()
    how, found["build: a file removed"] = timed()
    assert how == "patched"
    removed.write_bytes(gone)
    how, found["build: a file added"] = timed()
    assert how == "patched"
    edited.write_bytes(re.sub(rb'when: "[0-9-]+"', b'when: "2110-03-02"', text, count=1))
    how, found["build: a date edited"] = timed()
    assert how == "patched"
    edited.write_bytes(text)
    timed()
    import resource

    found["memory of a build"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def in_process(part: str, folder: Path, store: Path) -> dict[str, Any]:
    """Return what a part of the measurement found in a process of its own."""
    ran = subprocess.run(
        [sys.executable, __file__, "--part", part, "--work", str(folder), "--store", str(store)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def measure(articles: int, work: Path) -> dict[str, Any]:
    """Return all figures of a size."""
    folder, store = work / f"c{articles}", work / f"s{articles}.json"
    if not folder.exists():
        generate(articles, folder)
        for path in folder.rglob("*.yaml"):
            os.utime(path, (LONG_AGO, LONG_AGO))
    found = in_process("again" if store.exists() else "build", folder, store)
    found |= in_process("read", folder, store)
    if articles <= STOCK:
        found["stock"] = read_stock(store)
    return found


def table(found: dict[int, dict[str, Any]]) -> str:
    """Return the figures as a Markdown table: a column a size, times in ms, median / p95 where there are both."""

    def cell(value: Any) -> str:
        if isinstance(value, dict) and "median" in value:
            return f"{value['median']:.2f} / {value['p95']:.2f}"
        if isinstance(value, dict):
            return " of ".join(f"{part:.0f}" for part in value.values()) + " MB"
        return "-" if value is None else f"{value:,.0f}"

    names = list(dict.fromkeys(name for one in found.values() for name in one if name != "stock"))
    lines = [
        "| ms (median / p95) | " + " | ".join(f"{size:,} articles" for size in found) + f" | stock TinyDB, {STOCK:,} |",
        "|---|" + "---|" * (len(found) + 1),
    ]
    stock: dict[str, Any] = next((one["stock"] for one in found.values() if "stock" in one), {})
    for name in names:
        lines.append(
            f"| {name} | " + " | ".join(cell(one.get(name)) for one in found.values()) + f" | {cell(stock.get(name))} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure what the command line asks for and print the table."""
    parser = argparse.ArgumentParser(description="Measure the store at several sizes.")
    parser.add_argument("articles", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--work", type=Path, help="where corpora and stores are kept; thrown away if left out")
    parser.add_argument("--part", choices=("build", "again", "read"), help=argparse.SUPPRESS)
    parser.add_argument("--store", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        parts = {"read": lambda: read_store(options.work, options.store)}
        run = parts.get(options.part, lambda: build_store(options.work, options.store, options.part == "again"))
        print(json.dumps(run()))
        return
    with tempfile.TemporaryDirectory() as scratch:
        work = options.work or Path(scratch)
        found = {articles: measure(articles, work) for articles in options.articles}
    print(
        f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.platform()}\n"
    )
    print(table(found))


if __name__ == "__main__":
    main()
