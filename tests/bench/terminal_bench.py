"""What khabar and programs like it send and how long they take, through a pseudo-terminal of 80×24, all in one run.

    python -m tests.bench.terminal_bench [--runs 3] [--only khabar,less] [--write]

Prints a table in Markdown; --write puts it at the head of RESULTS.md beside this file. Programs that are not installed
are left out. Times hold only as ratios within a run: the programs take turns, so that a busy machine is busy for all.
"""

from __future__ import annotations

import argparse
import datetime
import html
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median

import yaml

BENCH = Path(__file__).parent
CHECKOUT = BENCH.parents[1]
sys.path.insert(0, str(BENCH.parent))  # as pytest has it

from bench.pty_link import Session  # noqa: E402

BAUD, ROUND_TRIP, REPEAT = 9600, 0.3, 1 / 30
IDLE, LONG = 10, 20
"""Seconds: for how long nothing is pressed, and after which a slow step is not repeated."""
ACTS = ("next in a list", "scroll a line", "page down", "open an article", "a typed filter character")
HELD = ("held ×20 in a list", "held ×20 in a text")
PAINT, PAINTED, SETTLED, LIVE, PSS = (
    "start to first meaningful paint, ms",
    "until that paint, bytes",
    "first screen until settled, bytes",
    "start to a first key's effect, ms",
    "memory (PSS), MB",
)
MEASURES = (
    *(PAINT, LIVE, PAINTED, SETTLED, PSS),
    *(f"{act}, bytes{part}" for act in ACTS for part in ("", " at once")),
    *(f"idle {IDLE} s{where}, bytes" for where in ("", " in a filter")),
    *(f"{act}, ms" for act in ACTS),
    *(f"{act}, 9,600 baud: {what}" for act in HELD for what in ("bytes", "settled after, s")),
)


@dataclass(frozen=True)
class Step:
    """Keys: with a name each is waited for and measured, without one they only lead on; held, they come over a slow link."""

    keys: Sequence[str]
    name: str = ""
    then: str = ""
    """A word that stands on the screen afterwards, or the bench is out of step with the program."""
    held: bool = False

    @property
    def bytes(self) -> str:
        """The measure of its bytes."""
        return f"{self.name}, 9,600 baud: bytes" if self.held else f"{self.name}, bytes"

    @property
    def time(self) -> str:
        """The measure of its time."""
        return f"{self.name}, 9,600 baud: settled after, s" if self.held else f"{self.name}, ms"


@dataclass(frozen=True)
class Program:
    """How a program is started and driven."""

    name: str
    words: Sequence[str]
    version: str
    ready: str
    """A word of the first screen that means something."""
    live: tuple[str, str] = ("", "")
    """A first key, and a word that it brings."""
    steps: Sequence[Step] = ()
    leave: str = ""
    """A key that ends it in good order, so that it can keep where one was."""
    changes: Mapping[str, str] = field(default_factory=dict)
    """Of the environment."""


Figures = dict[str, list[float]]
"""By measure, what was measured."""


# -- what the programs read


def articles() -> list[dict[str, str]]:
    """Return the articles of the bundled corpus, oldest first, and then each paragraph on its own for a list long enough."""
    whole, parts = [], []
    for path in (CHECKOUT / "data" / "daraa" / "articles").glob("*.yaml"):
        for article in yaml.safe_load(path.read_text("utf-8")):
            day = re.sub(r"\W*(\d{4}-\d\d).*", r"\1", str(article["published"]["edtf"]))
            digests = [f"{paragraph['at']}: {paragraph['digest'].strip()}" for paragraph in article["paragraphs"]]
            whole.append((day, {"title": article["title"], "text": "\n\n".join(digests)}))
            parts += [(day, {"title": digest[:60], "text": digest}) for digest in digests]
    return [article for entries in (whole, parts) for _, article in sorted(entries, key=lambda entry: entry[0])]


def furnish(home: Path) -> None:
    """Write into a folder what each program reads: text, JSON, a feed, and a git repository where there is tig."""
    entries = articles()
    (home / "articles.json").write_text(json.dumps(entries), "utf-8")
    filled = [f"{e['title']}\n\n" + "\n".join(textwrap.fill(p, 78) for p in e["text"].split("\n")) for e in entries[:5]]
    (home / "articles.txt").write_text("\n\n\n".join(filled), "utf-8")
    _feed(home, entries)
    if shutil.which("tig"):
        _repository(home, entries)


def _feed(home: Path, entries: Iterable[dict[str, str]]) -> None:
    noon = datetime.datetime(2021, 8, 1, tzinfo=datetime.UTC)
    items = "".join(
        f"<item><title>{html.escape(entry['title'])}</title><guid>{number}</guid>"
        f"<pubDate>{noon - datetime.timedelta(days=number):%a, %d %b %Y %H:%M:%S +0000}</pubDate>"
        f"<description>{html.escape(html.escape(entry['text']).replace(chr(10), '<br/>'))}</description></item>"
        for number, entry in enumerate(entries)
    )
    feed = home / "feed.xml"
    feed.write_text(f'<rss version="2.0"><channel><title>Southern Syria</title>{items}</channel></rss>', "utf-8")
    for folder in ("config", "data"):
        (home / folder / "newsboat").mkdir(parents=True)
    (home / "config" / "newsboat" / "urls").write_text(f"file://{feed}\n", "utf-8")
    if shutil.which("newsboat"):
        words = ["newsboat", "--execute=reload"]
        subprocess.run(words, env=environment(home), check=True, capture_output=True, timeout=60)


def _repository(home: Path, entries: Sequence[dict[str, str]]) -> None:
    """Make a repository in which each entry is a commit, the first on top."""
    stream = b""
    for number, entry in reversed(list(enumerate(entries))):
        title, text = entry["title"].encode(), textwrap.fill(entry["text"], 76, replace_whitespace=False).encode()
        stream += b"commit refs/heads/main\ncommitter a <a@example.org> %d +0000\n" % (1627776000 - number * 86400)
        stream += b"data %d\n%s\nM 100644 inline %d.txt\ndata %d\n%s\n" % (len(title), title, number, len(text), text)
    for words in (["init", "--quiet", "--bare", "--initial-branch=main"], ["fast-import", "--quiet"]):
        subprocess.run(["git", *words], cwd=home, env=environment(home), input=stream, check=True, capture_output=True)


def environment(home: Path) -> dict[str, str]:
    """Return the environment in which everything runs: a terminal with all colours, and folders of its own."""
    folders = {f"XDG_{name.upper()}_HOME": str(home / name) for name in ("cache", "config", "data", "state")}
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(CHECKOUT),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_DIR": str(home / "git"),
        **folders,
    }


# -- the programs

_FILTER = (Step("/"), Step("dar", ACTS[4]), Step((), f"idle {IDLE} s in a filter"))


def programs() -> list[Program]:
    """Return the programs that are installed; khabar is the first."""
    down, up, page = "\x1b[B", "\x1b[A", "\x1b[6~"
    keypad_down, keypad_up = (
        "\x1bOB",
        "\x1bOA",
    )  # what a terminal sends to programs that ask for the keypad, as curses does
    textual = f"Textual {version('textual')}"
    peers = (sys.executable, str(BENCH / "textual_peers.py"))
    found = [
        Program(
            "khabar",
            (sys.executable, "-m", "tui"),
            _first_line(sys.executable, "-m", "tui", "--version"),
            "Regime",
            ("j", "2/5"),
            (
                Step("jjjj", ACTS[0]),
                Step("kkk"),
                Step(("\r",), ACTS[3], "parade"),
                Step("j" * 20),
                *_read("j", " "),
                Step(("\x1b",)),
                Step("2", then="Events"),
                Step("j" * 20, HELD[0], held=True),
                *_FILTER,
            ),
            leave="\x11",
        ),
        Program(
            "khabar anew",
            (sys.executable, "-m", "tui"),
            "",
            "Regime",
            ("j", "2/5"),
            changes={"XDG_STATE_HOME": os.devnull},
        ),
        Program(
            "newsboat",
            ("newsboat",),
            _first_line("newsboat", "--version"),
            "Southern",
            ("\r", "American"),
            (
                Step(("\r",)),
                Step((keypad_down,) * 4, ACTS[0]),
                Step((keypad_up,) * 3),
                Step(("\r",), ACTS[3], "parade"),
                *_read(keypad_down, " "),
                Step("q", then="American"),
                Step((keypad_down,) * 20, HELD[0], held=True),
                *_FILTER,
            ),
        ),
        Program(
            "less",
            ("less", "articles.txt"),
            _first_line("less", "--version"),
            "Regime",
            ("G", "(END)"),
            (*_read("j", " "), *_FILTER),
        ),
        Program(
            "tig",
            ("tig",),
            _first_line("tig", "--version"),
            "Regime",
            ("h", "[help]"),
            (
                Step("jjjj", ACTS[0]),
                Step("kkk"),
                Step(("\r",), ACTS[3], "American"),
                Step("O"),
                *_read("\x05", " "),
                Step("q"),
                Step("j" * 20, HELD[0], held=True),
                *_FILTER,
            ),
        ),
        Program("bare Textual", (*peers, "bare"), textual, "Hello", ("j", "Alive")),
        Program(
            "naive Textual",
            (*peers, "naive", "articles.json"),
            textual,
            "Regime",
            (down + "\r", "parade"),
            (
                Step((down,) * 4, ACTS[0]),
                Step((up,) * 3),
                Step(("\r",), ACTS[3], "parade"),
                *_read(down, page),
                Step(("\x1b",)),
                Step((down,) * 20, HELD[0], held=True),
                *_FILTER,
            ),
        ),
    ]
    return [program for program in found if shutil.which(program.words[0])]


def _read(line: str, page: str) -> tuple[Step, ...]:
    return Step((line,) * 8, ACTS[1]), Step((page,) * 2, ACTS[2]), Step((line,) * 20, HELD[1], held=True)


def _first_line(*words: str) -> str:
    """Return the version in what a program says first, or nothing where it is not installed."""
    if not shutil.which(words[0]):
        return ""
    said = subprocess.run(words, cwd=CHECKOUT, capture_output=True, text=True, check=False).stdout.split("\n")[0]
    return " ".join(re.findall(r"^\w+|\d[\d.]*", said)[:2])


# -- measuring


def started(program: Program, furnished: Path) -> Session:
    """Start a program in a copy of a furnished folder, so that nothing it leaves there changes the next start."""
    home = furnished.with_name("home")
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(furnished, home, symlinks=True)
    return Session(program.words, environment(home) | program.changes, home)


def measure(program: Program, furnished: Path, known: Figures | None = None) -> Figures:
    """Start a program twice, once to be driven, once to see when a first key acts.

    Returns what was measured; steps that take long and are among what is known are left out.
    """
    figures: Figures = defaultdict(list)
    with started(program, furnished) as session:
        session.shows(program.ready)
        session.settle()
        seconds, count = session.shown(program.ready)
        figures[PAINT].append(seconds * 1000)
        figures[PAINTED].append(count)
        figures[SETTLED].append(sum(len(data) for _, data in session.log))
        figures[PSS].append(_memory(session.process))
        for step in (Step((), f"idle {IDLE} s"), *program.steps):
            if not (known and _enough(step, known)):
                _take(session, step, figures)
    with started(program, furnished) as session:
        key, word = program.live
        session.shows(program.ready)
        session.press(key)
        session.shows(word)
        figures[LIVE].append(session.shown(word)[0] * 1000)
    return figures


def _take(session: Session, step: Step, figures: Figures) -> None:
    """Take a step and add its figures, one for each key."""
    if not step.keys:
        figures[step.bytes].append(session.listen(IDLE))
    elif step.held:
        session.link(BAUD, ROUND_TRIP)
        count, _, seconds = session.act(step.keys, REPEAT)
        session.link()
        figures[step.bytes].append(count)
        figures[step.time].append(seconds)
    elif not step.name:
        session.act(step.keys)
    else:
        for key in step.keys:
            count, at_once, seconds = session.act([key])
            figures[step.bytes].append(count)
            figures[f"{step.bytes} at once"].append(at_once)
            figures[step.time].append(seconds * 1000)
    if step.then not in session.terminal.text():
        raise RuntimeError(f"no {step.then!r} after {step}; the terminal shows\n{session.terminal.text()}")


def _enough(step: Step, known: Figures) -> bool:
    """Return whether a step need not be taken again: idling, and holding a key that then took long."""
    return bool(known[step.bytes]) if not step.keys else step.held and max(known[step.time], default=0) > LONG


def _memory(process: int) -> float:
    """Return the proportional share of memory of a process, in MB."""
    found = re.search(r"^Pss:\s*(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text("ascii"), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0


def run(wanted: Sequence[Program], runs: int) -> dict[str, dict[str, float]]:
    """Measure each program by turns, after a start that is thrown away; return the medians by program and measure."""
    figures: dict[str, Figures] = {program.name: defaultdict(list) for program in wanted}
    with tempfile.TemporaryDirectory() as folder:
        furnished = Path(folder) / "furnished"
        furnished.mkdir()
        furnish(furnished)
        for program in wanted:
            with Session(program.words, environment(furnished) | program.changes, furnished) as session:
                session.shows(program.ready)
                session.settle()
                with suppress(EOFError):
                    session.act([program.leave] if program.leave else [])
        for number in range(runs):
            for program in wanted:
                print(f"run {number + 1} of {runs}: {program.name}", file=sys.stderr)
                try:
                    measured = measure(program, furnished, figures[program.name])
                except (EOFError, RuntimeError, TimeoutError, ValueError) as error:
                    print(f"{program.name} is left out of this run: {error}", file=sys.stderr)
                    continue
                for name, values in measured.items():
                    figures[program.name][name] += values
    return {
        name: {what: median(values) for what, values in measured.items() if values}
        for name, measured in figures.items()
    }


# -- the table


def table(medians: dict[str, dict[str, float]]) -> str:
    """Return the medians as a table in Markdown: a column a program, and the first one's ratios to two of the others."""
    names = list(medians)
    others = [name for name in ("newsboat" if "newsboat" in names else "less", "bare Textual") if name in names[1:]]
    lines = [["", *names, *(f"{names[0]} / {other}" for other in others)], ["---", *["---:"] * len([*names, *others])]]
    for what in MEASURES:
        cells = [_cell(medians[name].get(what)) for name in names]
        ratios = [_ratio(medians[names[0]].get(what), medians[other].get(what)) for other in others]
        lines.append([what, *cells, *ratios])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _cell(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:,.0f}" if figure >= 100 or figure == round(figure) else f"{figure:.1f}"


def _ratio(figure: float | None, other: float | None) -> str:
    return "-" if figure is None or not other else f"{figure / other:.2f}"


def head(wanted: Sequence[Program], runs: int) -> str:
    """Return the machine and the versions, as the first lines of the results."""
    model = re.search(r"^model name\s*: (.*)", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE)
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        system = platform.system()
    versions = dict.fromkeys(program.version for program in wanted if program.version)
    return (
        "# What crosses the wire\n\n"
        f"`python -m tests.bench.terminal_bench --runs {runs}`, {datetime.datetime.now(datetime.UTC).date()}: medians. "
        "Times hold only as ratios within this run, and roughly where the load is high; bytes repeat, but for programs that animate "
        f"or merge frames. Idling, and held keys that take over {LONG} s, are measured once. `-`: not measured.\n\n"
        f"- machine: {model[1] if model else platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before; "
        f"{system}, Linux {platform.release()}\n"
        f"- versions: {', '.join([*versions, f'Python {platform.python_version()}'])}\n"
        "- terminal: 80×24, TERM=xterm-256color, COLORTERM=truecolor, answers as xterm does\n"
        f"- slow link: 9,600 baud, {ROUND_TRIP * 1000:.0f} ms round trip, a key 30 times a second; times from the last press\n"
        "- lists: khabar's articles, and its events for the held key; for the others the articles and then their paragraphs\n"
        "- at once: what comes before a pause of 0.1 s; what stands beside or below follows when the keys rest\n"
        "- khabar was read and left before; *khabar anew* is a start with no place to come back to\n"
        "- opening: khabar shows the text beside the list already and goes into it; less has neither list nor opening\n\n"
    )


def main(words: list[str] | None = None) -> None:
    """Run the bench and print the table."""
    parser = argparse.ArgumentParser(description="What khabar and its peers send, and how long they take.")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", metavar="NAMES", help="such as khabar,less", default="")
    parser.add_argument("--write", action="store_true", help="keep the table in RESULTS.md")
    options = parser.parse_args(words)
    wanted = [program for program in programs() if not options.only or program.name in options.only.split(",")]
    if not wanted:
        parser.error(f"--only names none of {', '.join(program.name for program in programs())}")
    results = head(wanted, options.runs) + table(run(wanted, options.runs))
    print(results)
    if options.write:
        kept = BENCH / "RESULTS.md"
        others = kept.read_text("utf-8").partition("\n## ") if kept.exists() else ("", "", "")
        kept.write_text(results + "".join(others[1:]), "utf-8")


if __name__ == "__main__":
    main()
