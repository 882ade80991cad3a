"""YAML → nodes with their places. Strict: what PyYAML lets pass in silence is a problem here.

A reader over libyaml's events of our own, because the stock loaders forget places, resolve types that nobody wrote, merge
duplicate keys and let an alias grow without bound, and because libyaml's composer can overrun the C stack on deep nesting;
the event stream cannot.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import yaml

from ..errors import Problem

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml: slower, the same events
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MOST_BYTES = 8 << 20
MOST_DEPTH = 24
MOST_NODES = 500_000

Report = Callable[[Problem], None]


@dataclass(slots=True)
class Scalar:
    """A value as written; `plain` when it stands without quotes."""

    text: str
    plain: bool
    line: int
    column: int
    told: bool = False
    """A problem of it has been reported already; nothing more need be said."""


@dataclass(slots=True)
class Sequence:
    """A list."""

    items: list[Node]
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
    """A mapping: each key with its place and its value."""

    entries: dict[str, tuple[Scalar, Node]]
    line: int
    column: int


Node = Scalar | Sequence | Mapping

# What a plain scalar would become, by YAML 1.1 or 1.2, if it were let.
_IMPLIED = (
    ("nothing", re.compile(r"~|null|Null|NULL|")),
    ("boolean", re.compile(r"(?i:true|false|yes|no|on|off|y|n)")),
    ("date", re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2}.*)?")),
    ("time", re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?")),
    ("octal", re.compile(r"[-+]?0o?[0-7_]+")),
    ("number", re.compile(r"[-+]?(?:0x[\da-fA-F_]+|0b[01_]+|[\d_]*\d\.?[\d_]*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)")),
    ("number", re.compile(r"[-+]?\.(?i:inf|nan)")),
)  # fmt: skip
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,9})?")
"""The plain scalars that are taken as numbers."""

_LEFT_OPEN = re.compile("flow (?:sequence|mapping)|end of stream|document indicator")
"""What libyaml says where a quote or bracket is not closed: what to mend stands where it was opened."""
_DROPPED = re.compile(r"[ \t]+#[^\s#].*")
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Breaks to YAML 1.1 and to no editor: the lines of a report would not be those of the file."""
_RAW_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def implied(scalar: Scalar) -> str:
    """Say what a YAML reader might make of an unquoted value: nothing, boolean, date, time, octal, number; else ""."""
    if scalar.plain and (scalar.text == "" or scalar.text[0] in "0123456789-+.~nNtTfFyYoO"):
        for name, pattern in _IMPLIED:
            if pattern.fullmatch(scalar.text):
                return name
    return ""


def read_yaml(data: bytes, file: str, report: Report) -> Node | None:
    """Return the tree of one YAML document, or None where there is none to be had; report every problem met.

    `file` is the name to report. Never raises for what stands in `data`.
    """
    return _Reader(file, report).read(data)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read; `key` waits for its value, `skip` marks a key met before."""

    node: Sequence | Mapping
    key: Scalar | None = None
    skip: bool = False


@dataclass
class _Reader:
    file: str
    report_to: Report
    stack: list[_Open] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    root: Node | None = None
    nodes: int = 0

    def report(self, code: str, message: str, line: int = 1, column: int = 1, severity: str = "error") -> None:
        self.report_to(Problem(self.file, line, column, code, message, severity))

    def read(self, data: bytes) -> Node | None:
        text = self.decode(data)
        if text is None:
            return None
        if " #" in text or "\t#" in text:
            self.lines = text.split("\n")
        documents = 0
        try:
            for event in yaml.parse(text, Loader=_Loader):
                mark = event.start_mark
                line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self.report(
                            "several-documents",
                            "a second document starts here; one file holds one document",
                            line,
                            column,
                        )
                        return None
                elif isinstance(event, yaml.NodeEvent):
                    if not self.node(event, line, column):
                        return None
                elif isinstance(event, yaml.CollectionEndEvent):
                    self.stack.pop()
        except yaml.MarkedYAMLError as error:
            left_open = error.context_mark is not None and _LEFT_OPEN.search(f"{error.context} {error.problem}")
            mark = error.context_mark if left_open else error.problem_mark or error.context_mark
            what = " ".join(part for part in (error.context, error.problem) if part)
            place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self.report("syntax", f"not YAML: {what}; mend the indentation, quote or bracket here", *place)
            return None
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            self.report("syntax", f"not YAML: {str(error).splitlines()[0][:120]}")
            return None
        if self.root is None and documents == 0:
            self.report("empty-file", "nothing in this file; write a list of records or remove it")
        return self.root

    def decode(self, data: bytes) -> str | None:
        if len(data) > MOST_BYTES:
            self.report(
                "too-large", f"{len(data):,} bytes; the most is {MOST_BYTES:,}: split the file into a folder of files"
            )
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            start = data.rfind(b"\n", 0, error.start) + 1
            column = len(data[start : error.start].decode("utf-8", "replace")) + 1
            self.report(
                "encoding", f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8", line, column
            )
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _OTHER_BREAKS.sub(" ", text)
        if first := _RAW_CONTROL.search(text):
            count = len(_RAW_CONTROL.findall(text))
            line = text.count("\n", 0, first.start()) + 1
            self.report(
                "cleaned",
                f"{count} control character{'s' * (count > 1)} taken out of the file, the first here",
                line,
                first.start() - text.rfind("\n", 0, first.start()),
                "warning",
            )
            text = _RAW_CONTROL.sub("", text)
        return text

    def node(self, event: yaml.NodeEvent, line: int, column: int) -> bool:
        """Take one node in; False where reading must stop."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.report(
                "too-large", f"more than {MOST_NODES:,} values; split the file into a folder of files", line, column
            )
            return False
        if isinstance(event, yaml.AliasEvent):
            self.report("alias", f"alias *{event.anchor}: write the value out, aliases are not read", line, column)
            self.add(Scalar("", False, line, column, told=True))
            return True
        if event.anchor:
            self.report("anchor", f"anchor &{event.anchor}: leave it out, aliases are not read", line, column)
        tag = getattr(event, "tag", None)
        if tag is not None and not (isinstance(event, yaml.ScalarEvent) and tag == "!"):
            self.report("tag", f"tag {tag[:60]}: leave it out, tags are not read", line, column)
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style in (None, "") and tag is None
            if plain and self.lines:
                self.find_dropped(event)
            self.add(Scalar(event.value, plain, line, column))
            return True
        if len(self.stack) >= MOST_DEPTH:
            self.report("too-deep", f"nested deeper than {MOST_DEPTH}; no record needs that", line, column)
            return False
        opened: Mapping | Sequence = (
            Mapping({}, line, column) if isinstance(event, yaml.MappingStartEvent) else Sequence([], line, column)
        )
        self.add(opened)
        self.stack.append(_Open(opened))
        return True

    def find_dropped(self, event: yaml.ScalarEvent) -> None:
        end = event.end_mark
        if (
            event.value
            and end
            and end.line < len(self.lines)
            and (lost := _DROPPED.match(self.lines[end.line], end.column))
        ):
            self.report(
                "dropped-text",
                f"the text from {lost.group().strip()[:20]!r} on is a comment to YAML: quote the value, "
                "or put a space after #",
                end.line + 1,
                end.column + 1,
            )

    def add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if isinstance(top.node, Sequence):
            top.node.items.append(node)
        elif top.key is None:
            self.add_key(top, node)
        else:
            if not top.skip:
                top.node.entries[top.key.text] = (top.key, node)
            top.key, top.skip = None, False

    def add_key(self, top: _Open, node: Node) -> None:
        assert isinstance(top.node, Mapping)
        if not isinstance(node, Scalar):
            self.report(
                "key",
                "a key must be a word, not a list or mapping; quote the value if it begins with [ or {",
                node.line,
                node.column,
            )
            top.key, top.skip = Scalar("", False, node.line, node.column), True
            return
        top.key = node
        if node.text == "<<" and node.plain:
            self.report("merge-key", "merge key <<: write the fields out", node.line, node.column)
            top.skip = True
        elif node.text in top.node.entries:
            first = top.node.entries[node.text][0]
            self.report(
                "duplicate-key",
                f"key {node.text[:40]!r} stands in line {first.line} already; keep one of them",
                node.line,
                node.column,
            )
            top.skip = True
