"""`keys.yaml`: the keys a reader has chosen. A file that cannot be followed in full is refused, each mistake with its place.

    down: [j, ↓, ctrl+n]   # these keys and no others
    find_next: []          # none
    back: "["              # a sign in quotes

This module brings YAML, which a start without such a file does not need.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from ..corpus.yaml_reader import Mapping, Node, Scalar, Sequence, read_yaml
from ..errors import CorpusError, Problem
from .command import Command
from .keymap import KEPT, KeyMap, panes, shared_panes
from .keys import NotAKey, key_named, shown

MOST_BYTES = 16 << 10
"""All the keys there are stand in a tenth of this."""
EMPTY = "empty-file"
"""What the reader of YAML says of a file in which all is commented out; here that is no mistake."""


def with_own_keys(data: bytes, file: str, default: KeyMap) -> KeyMap:
    """Return the default map with the keys that a file gives: id of a command → a key, a list of keys, or `[]` for none.

    `file` is the name to report. Raises CorpusError with every problem in the file.
    """
    if len(data) > MOST_BYTES:
        message = f"{len(data):,} bytes; the most is {MOST_BYTES:,}: this is hardly a file of keys"
        raise CorpusError([Problem(file, 1, 1, "too-large", message)])
    problems: list[Problem] = []
    root = read_yaml(data, file, problems.append)
    reading = _Reading(file, default, [_in_quotes(one) for one in problems if _counts(one)])
    if root is not None and not (isinstance(root, Scalar) and root.text == ""):
        reading.take(root)
    keymap = default.with_keys(reading.given)
    reading.find_clashes(keymap)
    if reading.problems:
        raise CorpusError(sorted(reading.problems))
    return keymap


def _counts(problem: Problem) -> bool:
    return problem.severity == "error" and problem.code != EMPTY


def _in_quotes(problem: Problem) -> Problem:
    """Return a problem of YAML with what is most often the matter in a file of keys."""
    if problem.code not in ("syntax", "alias", "anchor", "tag"):
        return problem
    message = f'{problem.message}. A sign as a key stands in quotes: "["'
    return Problem(problem.file, problem.line, problem.column, problem.code, message)


@dataclass
class _Reading:
    """A file of keys as far as it has been read."""

    file: str
    default: KeyMap
    problems: list[Problem]
    named: set[str] = field(default_factory=set)
    """Ids of the commands that the file gives keys, or none."""
    places: dict[tuple[str, str], Scalar] = field(default_factory=dict)
    """Id and key → where the file gives it."""

    @property
    def given(self) -> dict[str, tuple[str, ...]]:
        """Id → the keys that the file gives it."""
        return {id_: tuple(key for one, key in self.places if one == id_) for id_ in self.named}

    def report(self, node: Node, code: str, message: str) -> None:
        self.problems.append(Problem(self.file, node.line, node.column, code, message))

    def take(self, root: Node) -> None:
        """Take in what the file gives; what is wrong is reported and left out."""
        if not isinstance(root, Mapping):
            self.report(root, "not-a-mapping", "write a command and its keys on each line, as `down: [j, ctrl+n]`")
            return
        commands = {command.id: command for command in self.default.commands}
        for name, (key_node, value) in root.entries.items():
            if name in commands:
                self.take_keys(commands[name], value)
            else:
                self.report(key_node, "unknown-command", f"no command {name[:40]!r}; {self.nearest(name)}")

    def take_keys(self, command: Command, value: Node) -> None:
        if isinstance(value, Sequence) and not value.items and command.id in KEPT:
            keys = " ".join(map(shown, command.keys))
            self.report(value, "keyless", f"{command.id} always keeps {keys}; give it more keys, or leave the line out")
            return
        self.named.add(command.id)
        for node in _items(value):
            if isinstance(node, Scalar) and node.text:
                self.take_key(command, node)
            elif not isinstance(node, Scalar):
                self.report(node, "not-a-key", f"{command.id} needs a key or a list of keys, as `[j, ctrl+n]`")
            elif not node.told:
                none = "leave the line out" if command.id in KEPT else "write [] for none"
                message = f"no key for {command.id}; write one, a sign such as # in quotes, or {none}"
                self.report(node, "not-a-key", message)

    def take_key(self, command: Command, node: Scalar) -> None:
        try:
            self.places.setdefault((command.id, key_named(node.text)), node)
        except NotAKey as error:
            self.report(node, "not-a-key", f"{command.id}: {error}")

    def nearest(self, name: str) -> str:
        """Say which command was meant, by its id or by its title."""
        word = name[:40].lower().replace(" ", "_").replace("-", "_")
        ids = {command.id: command.id for command in self.default.commands}
        by_name = {command.title.lower().replace(" ", "_"): command.id for command in self.default.commands} | ids
        near = get_close_matches(word, by_name, n=1)
        return f"did you mean {by_name[near[0]]}?" if near else "khabar keys lists the ids"

    def find_clashes(self, keymap: KeyMap) -> None:
        """Report each key that two commands of a pane would have, where the later one is given it."""
        for key, *both in keymap.clashes():
            holder, taker = sorted(both, key=lambda command: self.claim(command, key))
            line, column = self.claim(holder, key)
            since = f"from line {line}, column {column}" if line else "by default"
            message = (
                f"`{shown(key)}` for {taker.id}: {holder.id} has it {since}, {panes(shared_panes(holder, taker))}; "
                + self.way_out(holder, key)
            )
            self.report(self.places[taker.id, key], "clash", message)

    def claim(self, command: Command, key: str) -> tuple[int, int]:
        """Return the place at which a command is given a key; one before all others where it has it by default."""
        place = None if self.keeps(command, key) else self.places.get((command.id, key))
        return (place.line, place.column) if place else (0, 0)

    def keeps(self, command: Command, key: str) -> bool:
        return command.id in KEPT and key in self.default.keys_of(command)

    def way_out(self, holder: Command, key: str) -> str:
        if self.keeps(holder, key):
            return f"{holder.id} always keeps it, choose another key"
        if (holder.id, key) in self.places:
            return "take it from one of them"
        taken = {given for _, given in self.places}
        left = ", ".join(_quoted(shown(key)) for key in holder.keys if key not in taken)
        return f"choose another key, or write `{holder.id}: [{left}]` as well"


def _items(value: Node) -> Iterator[Node]:
    if isinstance(value, Sequence):
        yield from value.items
    else:
        yield value


def _quoted(key: str) -> str:
    """Return a key as it can stand in a list of YAML."""
    return "'" + key.replace("'", "''") + "'" if key.isascii() and not key[-1].isalnum() else key
