"""A corpus that means harm: every text field of every kind begins with its own name and goes on with what could fool a terminal.

It is made from the record kinds themselves, so that a new field is hostile from its first day. To look at it:
`python tests/corpora/hostile/generate.py FOLDER && khabar FOLDER`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from tui.corpus.kinds import KINDS
from tui.corpus.shapes import Choice, Cite, Kind, ListOf, Number, Ref, Shape, Struct, Text, When
from tui.corpus.vocabulary import Vocabulary, read_vocabulary
from tui.paths import vocabulary_file
from tui.store.build import build

HARM = (
    "\x1b]52;c;aGFybQ==\x07", "\x1b]8;;http://harm.example/\x1b\\here\x1b]8;;\x1b\\", "\x1b]0;harm\x07", "\x1b[2J\x1b[31m", "\x1bc",
    "\x9b31m\x9d52;c;aGFybQ==\x9c", "\u202eharm\u202c", "\u2066harm\u200f\u200b\ufeff", "\x00\x07\x08\x7f", "tab\tline\r\nend\u2028",
    "[@click=app.quit]x[/]", "[/nope]", "[bold", "[link=http://harm.example/]", "{{harm}} %s $(harm)", "\U0001f469\u200d\U0001f680",
    "\u0645\u0631\u062d\u0628\u0627\u200d\u0644\u0627", "\u6f22\u5b57\u3042\uff21", "e" + "\u0301" * 200, "w" * 1_000,
)  # fmt: skip
SHAPES = KINDS["thread"].struct.fields["shape"].shape.values
MOVE = KINDS["round"].struct.fields["moves"].shape.item
EXACT = {"language": "en", "sha8": "00000000", "answers": "first", "field": "title"}
"""Fields that are words, but not any words."""


def write_hostile(folder: Path) -> Path:
    """Write the corpus into a folder and return that. It has warnings, and no error."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, records in _Harm(read_vocabulary(vocabulary_file())).records():
        text = yaml.safe_dump(records, allow_unicode=False, sort_keys=False, width=1_000_000)
        (folder / f"{kind.plural}.yaml").write_text(text, "ascii")
    about = {"title": f"about {HARM[0]}", "description": HARM[-1], "language": "en", "licence": HARM[1], "schema": 1}
    (folder / "corpus.yaml").write_text(yaml.safe_dump(about, allow_unicode=False), "ascii")
    return folder


def build_raw(folder: Path, store: Path) -> Path:
    """Build a corpus into a store without cleaning it, as a store from elsewhere may be, and return the store."""
    with patch("tui.corpus.check.clean", lambda text: (text, Counter())):
        build(folder, vocabulary_file(), store)
    return store


class _Harm:
    """Two records of each kind: one with every field there is, one with what it must have; and a thread in each shape."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.turns = count()

    def records(self) -> Iterator[tuple[Kind, list[dict[str, Any]]]]:
        for name, kind in KINDS.items():
            records = [self.struct(kind.struct, everything=True), self.struct(kind.struct, everything=False)]
            if name == "article":
                records[0]["paragraphs"] = [
                    {"at": str(n), "digest": f"digest {harm}"} for n, harm in enumerate(HARM, 1)
                ]
            elif name == "round":
                records[0]["moves"] += [self.struct(MOVE, everything=False) | {"id": "first"}]
            elif name == "thread":
                records = [self.thread(kind, shape) for shape in SHAPES]
            yield kind, [record | {"id": _id(name, n)} for n, record in enumerate(records, 1)]

    def thread(self, kind: Kind, shape: str) -> dict[str, Any]:
        thread = self.struct(kind.struct, everything=True)
        thread["members"][0]["state"] = thread["states"][0]
        thread["sections"][0] |= {
            "groups": [thread["members"][0]["group"]],
            "states": [*thread["states"]],
            "shape": shape,
        }
        thread["counts"][0] |= {"with": thread["states"][:1], "without": thread["states"][:1]}
        return thread | {"shape": shape}

    def struct(self, shape: Struct, everything: bool) -> dict[str, Any]:
        wanted = ((name, field) for name, field in shape.fields.items() if everything or field.required)
        return {name: self.value(field.shape, name, everything) for name, field in wanted}

    def value(self, shape: Shape, name: str, everything: bool) -> Any:
        match shape:
            case Text():
                return EXACT.get(name) or ("1" if shape.pattern else self.text(name, shape.limit))
            case Number():
                return 1
            case Choice():
                return shape.values[0] if shape.values else next(iter(self.vocabulary[shape.vocabulary]))
            case Ref():
                return _id(shape.kinds[0] if shape.kinds else "event", 2)
            case Cite():
                return "hos1#1"
            case When():
                return {
                    "edtf": "2031-05-12",
                    "said": self.text("said", 60),
                    "basis": "inferred",
                    "why": self.text("why", 2_000),
                }
            case ListOf():
                return [self.value(shape.item, name, everything)]
            case Struct():
                return self.struct(shape, everything)

    def text(self, name: str, limit: int) -> str:
        """Return the field's name and as much harm as it may hold, beginning with another sort each time."""
        text, first = name, next(self.turns)
        for turn in range(len(HARM)):
            harm = HARM[(first + turn) % len(HARM)]
            if len(text) + 1 + len(harm) <= limit:
                text += f" {harm}"
        return text


def _id(kind: str, number: int) -> str:
    return f"{KINDS[kind].prefix}:{'hos' if kind == 'article' else 'hostile-'}{number}"


if __name__ == "__main__":
    print(write_hostile(Path(sys.argv[1])))
