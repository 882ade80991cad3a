"""What is fuzzed: each target takes bytes that came from anywhere, and raises where khabar does what it never should.

A refusal (`KhabarError`, `DateError`, `NotAKey`) is what is hoped for. Anything else that is raised is a fault, and so is a text
that a terminal would act on.
"""

from __future__ import annotations

import random
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from textual.events import Key, MouseEvent, Resize
from textual.message import Message

from tui.commands.commands import DEFAULT
from tui.commands.own_keys import with_own_keys
from tui.corpus.advise import advise
from tui.corpus.dates import DateError, as_edtf, parse_edtf, parse_offset
from tui.corpus.kinds import KINDS
from tui.corpus.reader import records_of
from tui.corpus.settle import settle
from tui.corpus.sources import Source
from tui.corpus.text import clean
from tui.corpus.vocabulary import read_vocabulary
from tui.errors import KhabarError, Problem
from tui.notebook.journal import Journal
from tui.notebook.matching import Coded, placed
from tui.notebook.notebook import Notebook
from tui.notebook.saved_page import kept_page, pages_in
from tui.paths import bundle, themes_folder, vocabulary_file
from tui.present.answers import answer_rows
from tui.present.pages import page_rows, pages_of
from tui.present.rows import TextRow
from tui.present.theme_preview import preview
from tui.present.themes import available, read_theme
from tui.reading.answers import answer
from tui.reading.complete import complete
from tui.reading.desk import VIEWS, Desk, Place
from tui.reading.filters import parse_filter, turned_round, unparse
from tui.reading.filters_file import read_filters, with_filter
from tui.reading.hidden import hidden
from tui.reading.kept_place import read_desk, write_desk
from tui.reading.questions import standing
from tui.store import index as index_module
from tui.store.build import build, open_store
from tui.store.index import index_path, seal
from tui.store.library import Library
from tui.store.tinydb_file import head, is_whole, replace_documents, scan, write_tables
from tui.wire.kept import from_json
from tui.wire.keyboard import Keyboard

VALLEYS = Path(__file__).parents[1] / "corpora" / "valleys"
ACTS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""What a terminal acts on, or shows other than as a letter."""
SAVED = {
    "mine": "type:siege @other",
    "other": "!place:harn 2031",
    "self": "@self",
    "bad": "type:",
    "two": "@mine -@mine",
}


class Fault(Exception):
    """What khabar should not have done."""


@dataclass(frozen=True)
class Target:
    """Takes bytes; `seeds` are inputs that are well formed, `words` what to put into them."""

    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    words: tuple[bytes, ...] = ()
    longest: int = 8_000
    """Bytes of an input."""


def harmless(texts: Iterable[str]) -> None:
    for text in texts:
        if ACTS.search(text):
            raise Fault(f"a terminal would act on {text!r}")


def rows_harmless(rows: Iterable[TextRow]) -> None:
    harmless(span.text for row in rows for span in row.spans)


def told(problems: Iterable[Problem], data: bytes, file: str) -> None:
    """Assert that each problem has a place in the file, and can be shown."""
    for problem in problems:
        harmless([str(problem)])
        if problem.file == file and not (1 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 2):
            raise Fault(f"no such line: {problem}")


@cache
def folder() -> Path:
    """Return a folder for what has to lie in a file, in memory where the system has that."""
    memory = Path("/dev/shm")
    where = tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)
    _folders.append(where)
    return Path(where.name)


_folders: list[tempfile.TemporaryDirectory[str]] = []


@cache
def valleys() -> Library:
    build(VALLEYS, vocabulary_file(), folder() / "valleys.json")
    return open_store(folder() / "valleys.json")


def text_of(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().split(b"\n")


# -- dates


def dates(data: bytes) -> None:
    text = text_of(data)
    with suppress(DateError):
        offset = parse_offset(text)
        parse_edtf("2018-06-30").shifted(offset)
    with suppress(DateError):
        span = parse_edtf(text)
        if span.earliest and span.latest and span.earliest > span.latest:
            raise Fault(f"{text!r} ends before it begins")
        with suppress(DateError):
            again = parse_edtf(as_edtf(span))
            if (again.earliest, again.latest) != (span.earliest, span.latest):
                raise Fault(f"{text!r} is written as {as_edtf(span)!r}")


DATES = (b"2018-06-07", b"2018-0X", b"20XX", b"[2018-06..2018-07]", b"{2018,2019}", b"2018/..", b"../2019", b"?2018-06~",
    b"P1Y2M3W4DT5H",
         b"-P99999Y", b"XXXX-02-30", b"2018-13-32", b"9999-12-31", b"0000", b"[..2018-02-2X]", b"2018%/2019-02-29")  # fmt: skip


# -- filters


def filters(data: bytes) -> None:
    text, library = text_of(data), valleys()
    kind = VIEWS[len(data) % 10]
    complete(library, kind, text, len(text) * 2 // 3, SAVED)
    with suppress(KhabarError):
        library.search(text)
        library.near(text)
        query = parse_filter(text, SAVED)
        with suppress(KhabarError):
            library.check(kind, query)
        numbers = library.numbers(kind, query)
        harmless([hidden(library, kind, numbers, query), hidden(library, kind, numbers, query, wide=True)])
        if parse_filter(unparse(query), SAVED) != query:
            raise Fault(f"{text!r} is written as {unparse(query)!r}")
        with suppress(KhabarError):
            if set(library.numbers(kind, parse_filter(turned_round(text), SAVED))) & set(numbers):
                raise Fault(f"{text!r} shows what it hides")


FILTERS = (b"siege -tribal place:deraa type:shelling,air_strike by:russia 2018-06..2018-07", b"-factuality:threatened @mine",
    b"!@two",
           b'place:"tell shihab"', b"=2031..2032", b"..2019-02", b"of:evt:weir-taken", b"-line:off gap:* mark:*",
           b"cite:hc31#1 said:",
           b"9999-12-31 0001", '"درعا" Dar\'a'.encode(), b"NEAR( OR AND * ^ col:x", b"role:*,x,\"y z\" @bad @self")  # fmt: skip


# -- YAML of a corpus


def corpus(data: bytes) -> None:
    """The first byte says of which kind the file is."""
    names = [*KINDS, "event", "claim"]
    kind, body = names[(data[:1] or b"\0")[0] % len(names)], data[1:]
    problems: list[Problem] = []
    coded = records_of(body, Source("a.yaml", "a.yaml", kind, (0, 0, 0)), vocabulary(), problems)
    settle(coded, problems)
    if not any(problem.severity == "error" for problem in problems):
        advise(coded, problems.append)
    told(problems, body, "a.yaml")
    for one in coded:
        for text in texts(one.value):
            if clean(text)[0] != text:
                raise Fault(f"not cleaned: {text!r}")


def texts(value: object) -> Iterable[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from texts(inner)
        case list():
            for inner in value:
                yield from texts(inner)


@cache
def vocabulary():
    return read_vocabulary(vocabulary_file())


def corpus_seeds() -> list[bytes]:
    names = list(KINDS)
    seeds = []
    for number, name in enumerate(names):
        for path in [*VALLEYS.glob(f"{KINDS[name].plural}*.yaml"), *VALLEYS.glob(f"{KINDS[name].plural}/*.yaml")]:
            records = re.split(rb"(?m)^(?=- )", path.read_bytes())
            seeds += [bytes([number]) + record for record in records if record.startswith(b"- ")]
    return seeds


YAML = (b"- ", b"? ", b": ", b"[", b"]", b"{", b"}", b"|\n", b">-\n", b"&a ", b"*a", b"!!python/object:x ", b"<<: ", b"---\n",
    b"...\n", b"%YAML 1.1\n",
        b'"\\e]52;c;eA==\\a"', b'"\\x9b31m"', b'"\\ud83d"', b'"\\u202e"', b"'", b"#", b" #", b"\t", b"\r", b"\xff", b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"\xef\xbb\xbf", b"null", b"yes", b"0x1f", b"1e999", b".inf", b"2018-06-07", b"id: ", b"cite: ", b"when: {edtf: ",
        b"relative_to: {event: ",
        b"- id: evt:weir-taken\n", b"act:council", b"evt:weir-taken", b"hc31#1", b"offset: -P1D", b"\xcc\x81" * 30)  # fmt: skip


# -- the store


def store(data: bytes) -> None:
    path = folder() / "store.json"
    path.write_bytes(data)
    with suppress(KhabarError):
        is_whole(path)
        head(path)
        with open("/dev/null", "wb") as nowhere:
            replace_documents(path, nowhere, [])
        for _ in scan(path):
            pass


@cache
def store_bytes() -> bytes:
    valleys()
    return (folder() / "valleys.json").read_bytes()


def store_seeds() -> list[bytes]:
    """The store, shorter: a few documents a table."""
    whole = store_bytes()
    (folder() / "short.json").write_bytes(whole)
    tables: dict[str, list[dict]] = {}
    for table, _, _, document in scan(folder() / "short.json"):
        tables.setdefault(table, []).append(document)
    with open(folder() / "short.json", "wb") as file:
        write_tables(
            file, ((name, documents[:2]) for name, documents in tables.items() if name not in ("meta", "xref"))
        )
    return [(folder() / "short.json").read_bytes()[:6_000], whole[:3_000], whole[-3_000:]]


def sealed_store(data: bytes) -> None:
    """A store of documents that are anything, sealed as if they had been built; all is asked of it, and every page drawn."""
    chance = random.Random(data)
    tables: dict[str, list[dict]] = {}
    for table, _, _, document in scan(_whole()):
        tables.setdefault(table, []).append(document)
    for _ in range(chance.randint(1, 3)):
        documents = tables[chance.choice(list(tables))]
        if documents:
            spoil(chance, chance.choice(documents))
    path = folder() / "sealed.json"
    with open(path, "wb") as file:
        write_tables(file, tables.items())
    with suppress(KhabarError):
        draw(open_store(path), chance)
    for index in folder().glob("sealed.*.index"):
        index.unlink()


def _whole() -> Path:
    store_bytes()
    return folder() / "valleys.json"


ODD = ("", 0, -1, 10**30, 1.5, None, True, [], {}, [[]], [{}], {"a": []}, "\x1b]52;c;eA==\x07", "\u202e", "[@click=app.quit]",
    "x" * 3_000,
       "evt:weir-taken", "act:none", "hc31#1", "2018-06-07", ["a", 1], "\U0001f469\u200d\U0001f680", "e" + "\u0301" * 50)  # fmt: skip


def spoil(chance: random.Random, value: object) -> None:
    """Put something else somewhere in a document."""
    while isinstance(value, (dict, list)) and value:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = chance.choice(keys)
        inner = value[key]
        if isinstance(inner, (dict, list)) and inner and chance.random() < 0.7:
            value = inner
            continue
        if chance.random() < 0.3:
            del value[key]
        else:
            value[key] = chance.choice(ODD)
        return


def draw(library: Library, chance: random.Random, cleaned: bool = False) -> None:
    """Ask for everything there is, and draw each page of some records."""
    try:
        library.search("the gate")
        library.coverage()
        library.not_stated()
        names = [row.id for kind in [*VIEWS, "paragraph"] for row in library.rows(library.numbers(kind))]
        for name in names:
            library.links(name), library.linked_from(name)
        width = chance.choice([6, 20, 40, 78, 120])
        for name in [None, *chance.sample(names, min(len(names), 6))]:
            for page in pages_of(name):
                desk = Desk(library, Place(selected=name or "", record=name, page=page.id))
                rows = list(page_rows(desk, width, chance.choice(["", "gate"])))
                rows_harmless(rows if cleaned else ())
    finally:
        library.close()


# -- a corpus that is sound, but odd


def odd_corpus(data: bytes) -> None:
    """Records that pass the check whatever they say: they are built, and every page of them is drawn."""
    chance = random.Random(data)
    place = folder() / "odd"
    place.mkdir(exist_ok=True)
    files = {path.relative_to(VALLEYS): yaml.safe_load(path.read_bytes()) for path in VALLEYS.rglob("*.yaml")}
    pool: dict[str, list[object]] = {}
    for records in files.values():
        gather(records, pool)
    for _ in range(chance.randint(1, 6)):
        twist(chance, chance.choice([one for one in files.values() if isinstance(one, list)]), pool)
    for name, records in files.items():
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text(yaml.safe_dump(records, allow_unicode=True, sort_keys=False), "utf-8")
    path = folder() / "odd.json"
    with suppress(KhabarError):
        build(place, vocabulary_file(), path)
        draw(open_store(path), chance, cleaned=True)


def gather(value: object, pool: dict[str, list[object]], name: str = "") -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            gather(inner, pool, key)
    elif isinstance(value, list):
        for inner in value:
            gather(inner, pool, name)
    if name:
        pool.setdefault(name, []).append(value)


def twist(chance: random.Random, value: object, pool: dict[str, list[object]], name: str = "") -> None:
    """Change something to what may stand there: another value of the field, one less, one more, other words."""
    while isinstance(value, (dict, list)) and value:
        key = chance.choice(list(value) if isinstance(value, dict) else list(range(len(value))))
        inner = value[key]
        field = key if isinstance(key, str) else name
        if isinstance(inner, (dict, list)) and inner and chance.random() < 0.75:
            value, name = inner, field
            continue
        turn = chance.random()
        if turn < 0.15:
            del value[key]
        elif turn < 0.3 and isinstance(value, list):
            value.insert(key, inner)
        elif turn < 0.7 and pool.get(field):
            value[key] = chance.choice(pool[field])
        elif field in ("edtf", "when", "published", "as_of"):
            value[key] = chance.choice(["", *map(bytes.decode, DATES)])
        elif isinstance(inner, (int, float)):
            value[key] = chance.choice([0, 1, -1, 10**15, 0.001, 90, -180])
        else:
            value[key] = chance.choice([one for one in ODD if isinstance(one, str) and one])
        return


# -- the index


def index(data: bytes) -> None:
    """An index in which something is wrong: bytes of one that is too large to be checked whole, or values, and it is sealed.

    Whoever can write values and the seal gets an orderly end of khabar, whichever it is; no more is asked there.
    """
    source, store = folder() / "valleys.json", folder() / "indexed.json"
    store.write_bytes(store_bytes())
    path = index_path(store, valleys().generation)
    whole = bytearray(index_path(source, valleys().generation).read_bytes())
    chance = random.Random(data)
    in_values = chance.random() < 0.5
    if not in_values:
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(whole))
            part = chance.randbytes(chance.choice([1, 1, 4, 64])) if chance.random() < 0.8 else bytes(512)
            whole[at : at + len(part)] = part
    path.write_bytes(whole)
    most, index_module.MOST_CHECKED = index_module.MOST_CHECKED, 0
    try:
        if in_values:
            with closing(sqlite3.connect(path, isolation_level=None)) as base:
                other_values(chance, base)
            seal(path)
        with suppress(KhabarError):
            library = open_store(store)
            try:
                draw(library, chance)
            except Exception:
                if not in_values and not library.damage():
                    raise
    finally:
        index_module.MOST_CHECKED = most
        path.unlink(missing_ok=True)


def other_values(chance: random.Random, base: sqlite3.Connection) -> None:
    for _ in range(chance.randint(1, 3)):
        table = chance.choice(("doc", "spot", "size", "kind", "month", "link", "posting", "name", "info"))
        columns = [row[1] for row in base.execute(f"PRAGMA table_info({table})")]
        keys = [row[1] for row in base.execute(f"PRAGMA table_info({table})") if row[5]]
        (count,) = base.execute(f"SELECT count(*) FROM {table}").fetchone()
        found = base.execute(
            f"SELECT {','.join(keys)} FROM {table} LIMIT 1 OFFSET ?", (chance.randrange(count),)
        ).fetchone()
        value = chance.choice(
            (None, -1, 0, 1, 7, 10**9, 2**62, 1.5, "x", "", b"\x00\xff", "evt:weir-taken", "9999-12-31", "\x1b[2J")
        )
        with suppress(sqlite3.Error):
            column = chance.choice(columns)
            base.execute(
                f"UPDATE {table} SET {column} = ? WHERE " + " AND ".join(f"{key} = ?" for key in keys), (value, *found)
            )


# -- what the reader has set


def keys(data: bytes) -> None:
    try:
        keymap = with_own_keys(data, "keys.yaml", DEFAULT)
    except KhabarError as error:
        told(error.problems, data, "keys.yaml")
    else:
        harmless([*keymap.table().split("\n"), *keymap.lines()])


KEYS = (
    b"quit: X\nview_event: \xd8\xb4\n",
    b"down: [j, ctrl+n, '\xe2\x86\x93']\nfind_next: []\nback: \"[\"\n",
    b"up: F12\nout: Esc\n",
)
KEY_WORDS = (b"ctrl+", b"alt+", b"shift+", b"cmd-", b"Esc", b"PgDn", b"F99", b"quit: ", b"redraw: ", b"[]", b"~", b"\xcc\x81",
    b"\xc2\xb2", b"\xe2\x80\xae", b"+", b"-")  # fmt: skip


def theme(data: bytes) -> None:
    own = folder() / "themes"
    own.mkdir(exist_ok=True)
    (own / "own.yaml").write_bytes(data)
    try:
        rows_harmless(preview(read_theme(own / "own.yaml", themes_folder())))
    except KhabarError as error:
        told(error.problems, data, str(own / "own.yaml"))
    harmless(one.title for one in available(themes_folder(), own))


THEME_WORDS = (b"#fff", b"rgb(1,2,3)", b"color(256)", b"bright_red", b"on ", b"not ", b"link http://x", b"blink", b"default",
    b"title: ", b"extends: dark\n",
               b"styles:\n", b"base: ", b"none", b"color(-1)", b"rgb(999,0,0)")  # fmt: skip


def questions(data: bytes) -> None:
    path, library = folder() / "questions.yaml", valleys()
    path.write_bytes(data)
    try:
        for question in standing([path]):
            harmless([question.asks, question.none, *(one.title for one in question.columns)])
            for name in (None, "evt:gate-shut", "plc:harn"):
                with suppress(KhabarError):
                    answer(library, question, name)
                    rows_harmless(answer_rows(library, question, name, 40))
    except KhabarError as error:
        told(getattr(error, "problems", ()), data, str(path))


QUESTION_WORDS = (
    b"{title}",
    b"{here}",
    b"{id}",
    b"along: ",
    b"from: ",
    b"around: 3",
    b"=says",
    b"^",
    b"|",
    b"list: event\n",
    b"having: ",
    b"*",
)


def question_seeds() -> list[bytes]:
    return [
        one
        for one in re.split(rb"(?m)^(?=- )", (bundle() / "data" / "questions.yaml").read_bytes())
        if one.startswith(b"- ")
    ]


def filters_file(data: bytes) -> None:
    kept, problems = read_filters(data, "filters.yaml")
    told(problems, data, "filters.yaml")
    harmless(text for group in kept.values() for text in group.values())
    if not problems:
        added = with_filter(data, "filters.yaml", "event", "mine", "type:siege \"# \\ '")
        if added is not None and read_filters(added, "filters.yaml")[1]:
            raise Fault("a filter was kept that cannot be read")


FILTER_FILES = (
    b'events:\n  sieges: "type:siege -line:off"\n  mine: @sieges\nactors:\n  a: x\n',
    b"events: {a: 'b', c: \"d\"}\nplaces:\n",
    b"# none\n",
)


# -- what khabar has kept


def journal(data: bytes) -> None:
    path = folder() / "notes.jsonl"
    path.write_bytes(data)
    notebook = Notebook(Journal(path))
    notebook.refresh()
    notebook.note("evt:a", "new", "new")
    if notebook.notes["new"].text != "new" or not path.read_bytes().startswith(data):
        raise Fault("a note was lost")
    again = Notebook(Journal(path))
    again.refresh()
    if (again.notes, again.marks) != (notebook.notes, notebook.marks):
        raise Fault("two sessions read it in two ways")
    for mark in (*again.marks, "noted"):
        again.marked(mark)


JOURNALS = (b'{"at":"2026-01-01T00:00:00Z","do":"noted","on":"evt:a","note":"1","text":"seen"}\n'
            b'{"at":"x","do":"starred","on":"evt:a"}\n'
            b'{"at":"x","do":"starred","on":"evt:a","off":true}\n', b'{"at":"x","do":"read","on":"hc31#1"}\n{"at"')  # fmt: skip


def place(data: bytes) -> None:
    path = folder() / "place"
    path.write_bytes(data)
    desk = read_desk(path, valleys())
    rows_harmless(page_rows(desk, 40))
    write_desk(folder() / "again", desk, durable=False)
    read_desk(folder() / "again", valleys())
    from_json(data, 40, 15)


PLACE_WORDS = (b"null", b"-1", b"1e999", b"[]", b"{}", b'"evt:gate-shut"', b'"list"', b'"ask:x"', b'"all:why"', b"true", b"9" * 20,
               b"\\ud83d", b"@mine", b"type:", b'"')  # fmt: skip


def place_seeds() -> list[bytes]:
    desk = Desk(valleys(), Place(record="evt:gate-shut", filter="gate", page="why"))
    write_desk(folder() / "kept", desk, durable=False)
    return [(folder() / "kept").read_bytes(), b'[[["red","blue",["bold"]]],[[["word",0]]]]']


# -- what comes from elsewhere


def attach(data: bytes) -> None:
    with suppress(KhabarError):
        for page in pages_in(data, "page.html"):
            if (
                kept_page(page.text.encode("utf-8", "replace"), "kept").lines != page.lines
                and "\ufffd" not in page.text
            ):
                raise Fault("a page is kept as another")
            placed(page.lines, CODED)


CODED = (Coded("a#1", "3ac2c9f5", 11), Coded("a#2", "00000000"), Coded("a#3", ""), Coded("a#4", "ffffffff", 40))
PAGES = (b"<html><head><meta charset=windows-1256><title>x</title></head><body>"
         b"<p>one two three<p>four<script>bad</script><pre>a\n b</pre></body>",
         "The gate\n\nstays shut\r\nدرعا\n".encode(), b"\xff\xfea\0b\0\n\0", b"<p>&#0;&#x1b;]52;&amp;&#xd800;</p>" * 3)  # fmt: skip
PAGE_WORDS = (b"<p>", b"</p>", b"<br>", b"<script>", b"</script>", b"<style>", b"<pre>", b"<!--", b"-->", b"<![CDATA[", b"]]>",
    b"&#x1b;", b"&lt", b"<a href='",
              b"<!DOCTYPE html>", b"<?php", b"data:image/png;base64,AAAA", b"charset=utf-8", b"\xfe\xff", b"\0", b"\xe2\x80\xa8",
              b"<textarea>", b"<title>")  # fmt: skip


def keyboard(data: bytes) -> None:
    parser = Keyboard()
    text = data.decode("utf-8", "replace")
    for piece in filter(None, (text[: len(text) // 2], text[len(text) // 2 :])):
        for message in parser.feed(piece):
            harmless_event(message)
        for message in parser.tick():
            harmless_event(message)


def harmless_event(message: Message) -> None:
    if isinstance(message, (Resize, MouseEvent)):
        raise Fault(f"{message} was not asked for")
    if isinstance(message, Key) and message.character:
        message.character.encode()


KEYBOARD = (b"\x1b[A\x1b[5~jk\x1bOP\x1b[1;5C\x11\x00", b"\x1b[<0;10;10M\x1b[<35;1;1m", b"\x1b[200~pasted\x1b[201~",
    b"\x1b[12;40R\x1b[?2026;2$y", b"\x1b[97;5u\x1b[I\x1b[O", b"\x1b[48;24;80;0;0t", b"\x1b[48;24;80;0;0t\x1b[<0;10;10M",
        b"\x1b]11;rgb:00/00/00\x07")  # fmt: skip

KEYBOARD_WORDS = (b"\x1b", b"\x1b[", b";", b"9" * 30, b"\x1b[<", b"M", b"u", b"\xff", b"\x1b[200~", b"\x1b[?2048;", b"$y", b"R",
    b"~", b"t", b":",
                  b"9" * 60)  # fmt: skip


def words(text: str) -> tuple[bytes, ...]:
    return tuple(word.encode().decode("unicode_escape").encode("latin-1") for word in text.split())


def themes() -> list[bytes]:
    own = b'title: Own\nextends: dark\nstyles:\n  base: "white on black"\n'
    return [own, *(path.read_bytes() for path in themes_folder().glob("*.yaml"))]


def anything() -> list[bytes]:
    """Return what a target needs that makes up its input by chance."""
    return [b"seed"]


TARGETS = {
    "dates": Target(dates, lambda: list(DATES), words("X .. / - ~ ? % [ ] { } , P T 99999"), 80),
    "filters": Target(filters, lambda: list(FILTERS), (*words('- ! @ : , " .. = * \\0 \\x1b[2J'), *FILTERS), 300),
    "corpus": Target(corpus, corpus_seeds, YAML),
    "store": Target(
        store,
        store_seeds,
        words('"1":\\x20{ },\\n "meta":\\x20{\\n "seal":\\x20{\\n "crc32": \\\\u0000 [[[[[[ 1e999 \\0'),
    ),
    "sealed_store": Target(sealed_store, anything),
    "odd_corpus": Target(odd_corpus, anything),
    "index": Target(index, anything),
    "keys": Target(keys, lambda: list(KEYS), (*KEY_WORDS, *YAML[:20]), 1_500),
    "theme": Target(theme, themes, (*THEME_WORDS, *YAML[:20])),
    "questions": Target(questions, question_seeds, (*QUESTION_WORDS, *YAML[:20])),
    "filters_file": Target(filters_file, lambda: list(FILTER_FILES), (*YAML[:26], b"@mine", b"type:siege")),
    "journal": Target(
        journal, lambda: list(JOURNALS), words('\\n {"at":"","do":" noted "off":1 null [ \\\\ud83d 1e999 \\xff \\0')
    ),
    "place": Target(place, place_seeds, PLACE_WORDS),
    "attach": Target(attach, lambda: list(PAGES), PAGE_WORDS),
    "keyboard": Target(keyboard, lambda: list(KEYBOARD), KEYBOARD_WORDS, 1_000),
}
