"""No input takes much longer than its size: eight times as much of anything takes some eight times as long, not its square."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from tui.corpus.advise import advise
from tui.corpus.reader import records_of
from tui.corpus.settle import settle
from tui.corpus.sources import Source
from tui.corpus.vocabulary import read_vocabulary
from tui.corpus.yaml_reader import read_yaml
from tui.errors import KhabarError, Problem
from tui.notebook.matching import Coded, placed
from tui.notebook.saved_page import pages_in
from tui.paths import vocabulary_file
from tui.present.rows import Span, wrapped
from tui.reading.filters import parse_filter, unparse
from tui.reading.filters_file import read_filters

TIMES, MOST = 8, 18.0
"""How much more there is, and how much longer it may take: between its size and its square."""
ENOUGH = 0.004
"""Seconds of the processor that can be told from nothing."""

VOCABULARY = read_vocabulary(vocabulary_file())
PARAGRAPHS = [Coded(f"a#{n}", f"{n:08x}", n % 7 * 100) for n in range(40)]


def read(data: bytes) -> None:
    read_yaml(data, "a.yaml", lambda problem: None)


def check(data: bytes) -> None:
    """Read and check a corpus whose files stand one after the other, each after a line `%% kind`."""
    problems: list[Problem] = []
    coded = []
    for part in data.split(b"%% ")[1:]:
        kind, _, body = part.partition(b"\n")
        coded += records_of(body, Source("a.yaml", "a.yaml", kind.decode(), (0, 0, 0)), VOCABULARY, problems)
    settle(coded, problems)
    if not any(problem.severity == "error" for problem in problems):
        advise(coded, problems.append)


def filtered(data: bytes) -> None:
    with suppress(KhabarError):
        unparse(parse_filter(data.decode()))


def attach(data: bytes) -> None:
    with suppress(KhabarError):
        for page in pages_in(data, "a.html"):
            placed(page.lines, PARAGRAPHS)


def wrap(data: bytes) -> None:
    list(wrapped([Span(data.decode(), "base")], 40))


HEAD = b"""%% article
- {id: art:a1, outlet: out:o, title: t, published: {edtf: '2018-01-01'}, language: en, paragraphs: [{at: 1, digest: d}]}
%% outlet
- {id: out:o, kind: website, names: [O]}
%% actor
- {id: act:a, kind: person, names: [A], cite: a1#1}
"""
EVENT = (
    f"- {{id: evt:e%d, title: t, type: {next(iter(VOCABULARY['event_types']))}, aspect: point, factuality: happened, when: "
    f"{{edtf: '2018'}}, cite: %s, participants: [{{actor: act:a, role: {next(iter(VOCABULARY['roles']))}}}], %s}}\n"
)


def events(n: int, cite: str = "a1#1", more: Callable[[int], str] = lambda one: "") -> bytes:
    return HEAD + b"%% event\n" + "".join(EVENT % (one, cite, more(one)) for one in range(n)).encode()


def each(line: bytes, head: bytes = b"", tail: bytes = b"") -> Callable[[int], bytes]:
    """Return what makes a line, with a number where it says %d, so many times."""
    return lambda n: head + b"".join(line % one if b"%d" in line else line for one in range(n)) + tail


def one_name(n: int) -> bytes:
    """Return actors of one name, whom the first tells from itself."""
    others = ", ".join(f"act:b{one}" for one in range(n))
    first = f"- {{id: act:b, kind: person, names: [B], cite: a1#1, not_same_as: [{others}]}}\n".encode()
    return each(b"- {id: act:b%d, kind: person, names: [B], cite: a1#1}\n", HEAD + b"%% actor\n" + first)(n)


def paragraphs(n: int) -> bytes:
    """Return an article of so many paragraphs, and as many events that cite none of them."""
    more = "".join(f", {{at: {one}, digest: d}}" for one in range(2, n)).encode()
    return events(n, "a1#h77").replace(b"digest: d}", b"digest: d}" + more, 1)


GROWING: dict[str, tuple[Callable[[bytes], None], Callable[[int], bytes], int]] = {
    "a word": (read, each(b"w", b"a: "), 300_000),
    "blank lines": (read, each(b"\n", tail=b"a: 1"), 200_000),
    "keys": (read, each(b"k%d: 1\n"), 1_500),
    "one key": (read, each(b"k: 1\n"), 500),
    "an open list": (read, each(b"a ", b"["), 60_000),
    "letters by number": (read, each(rb"\x41", b'a: "'), 50_000),
    "text after a sign": (read, each(b"- a #b\n"), 500),
    "controls": (read, each(b"\x07", b"a: "), 20_000),
    "a folded quote": (read, each(b"x\n\n ", b'a: "'), 50_000),
    "events": (check, events, 100),
    "paragraphs that are not there": (check, paragraphs, 100),
    "articles that are not there": (check, lambda n: events(n, "zz#1"), 100),
    "ids that are not there": (check, lambda n: events(n, more=lambda one: f"links: [{{rel: part_of, target: evt:q{one}}}]"), 100),
    "parts of parts": (check, lambda n: events(n, more=lambda one: f"links: [{{rel: part_of, target: evt:e{one + 1}}}]"), 100),
    "a ring": (check, lambda n: events(n, more=lambda one: f"links: [{{rel: part_of, target: evt:e{(one + 1) % n}}}]"), 100),
    "moves": (check, each(b"    - {id: m%d, content: c, answers: m0}\n", HEAD + b"%% round\n- id: rnd:a\n  moves:\n"), 200),
    "states": (check, each(b"    - {record: act:a, state: s%d}\n", HEAD + b"%% thread\n- id: thr:a\n  members:\n"), 200),
    "one name": (check, one_name, 100),
    "words": (filtered, each(b"a "), 4_000),
    "facets": (filtered, each(b"type:a "), 1_500),
    "quotes": (filtered, each(b'a"'), 10_000),
    "signs": (filtered, each(b"!"), 800_000),
    "kinds of filters": (lambda data: read_filters(data, "f") and None, each(b"k%d: {}\n"), 200),
    "filters that are not there": (lambda data: read_filters(data, "f") and None, each(b" k%d: '@b%d'\n".replace(b"@b%d", b"@b"),
        b"events:\n"), 200),
    "lines": (attach, each(b"a\n"), 300),
    "tags": (attach, each(b"<p>"), 1_500),
    "open tags": (attach, each(b"<", b"<p>x"), 4_000),
    "sections": (attach, each(b"<![", b"<p>x"), 60_000),
    "comments": (attach, each(b"<!--", b"<p>x"), 60_000),
    "a word of a page": (attach, each(b"w"), 200_000),
    "a word to wrap": (wrap, each(b"w"), 20_000),
    "marks to wrap": (wrap, each("e\u0301".encode()), 5_000),
}  # fmt: skip


@pytest.mark.parametrize("name", GROWING)
def test_it_grows_as_its_size_does(name: str) -> None:
    run, make, size = GROWING[name]
    little, much = (make(n) for n in (size, TIMES * size))
    for _ in range(3):  # another process may take the caches away
        ratio = seconds(run, much) / max(seconds(run, little), ENOUGH)
        if ratio <= MOST:
            return
    pytest.fail(f"{TIMES} times as much takes {ratio:.0f} times as long")


def seconds(run: Callable[[bytes], None], data: bytes) -> float:
    started = time.process_time()
    run(data)
    return time.process_time() - started
