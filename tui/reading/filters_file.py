"""The file of filters that are kept under a name: kind → name → filter. Read strictly, added to without losing anything.

```yaml
events:
  sieges: "type:siege -factuality:threatened"
```
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from difflib import get_close_matches

from ..corpus.kinds import KINDS
from ..corpus.text import clean
from ..corpus.yaml_reader import Mapping, Node, Scalar, read_yaml
from ..errors import Problem, UsageError
from .filters import NAME, NAME_IS, parse_filter

MOST_TOLD = 100
"""Problems from which on no filter is looked into: what may be meant is looked for among all of them, each time."""
Kept = dict[str, dict[str, str]]
"""Kind → name → filter."""

PLURALS = {name: kind.plural for name, kind in KINDS.items()} | {"paragraph": "paragraphs"}
_KINDS = {plural: name for name, plural in PLURALS.items()}
_FOR_WANT_OF_QUOTES = frozenset(("syntax", "tag", "dropped-text"))
_VALUE = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#]\S*(?:[ \t]+[^\s#]\S*)*""")
"""A value that stands on one line: in either sort of quotes, or without."""


def read_filters(data: bytes, file: str) -> tuple[Kept, list[Problem]]:
    """Return the filters of a file's bytes, and every problem in them."""
    root, problems = _tree(data, file)
    kept: Kept = {}
    read: list[tuple[str, str, Node]] = []

    told = {(one.line, one.column) for one in problems}

    def wrong(node: Node, message: str) -> None:
        if (node.line, node.column) not in told:
            told.add((node.line, node.column))
            problems.append(Problem(file, node.line, node.column, "filter", message))

    for plural, (key, group) in root.entries.items():
        if plural not in _KINDS:
            close = get_close_matches(plural, _KINDS, n=1)
            wrong(key, f"no list is called {plural!r}; did you mean {close[0]}?" if close else _no_list(plural))
        elif isinstance(group, Mapping):
            for name, (name_key, value) in group.entries.items():
                text = clean(value.text)[0] if isinstance(value, Scalar) else ""
                if not NAME.fullmatch(name):
                    wrong(name_key, f"{name[:40]!r}: {NAME_IS}")
                elif not text:
                    wrong(value, f'{name} needs a filter in quotes, as in {name}: "type:siege -line:off"')
                else:
                    kept.setdefault(_KINDS[plural], {})[name] = text
                    read.append((_KINDS[plural], name, value))
        elif not isinstance(group, Scalar) or group.text:
            wrong(group, f'{plural} needs names with filters below it, as in sieges: "type:siege"')
    for kind, name, node in read:
        if len(problems) >= MOST_TOLD:
            break
        try:
            parse_filter(f"@{name}", kept[kind])
        except UsageError as error:
            wrong(node, str(error))
    return kept, sorted(problems)


def _no_list(name: str) -> str:
    return f"no list is called {name!r}; there are {' '.join(_KINDS)}"


def _tree(data: bytes, file: str) -> tuple[Mapping, list[Problem]]:
    """Return the mapping that a file holds, an empty one where there is none, and what YAML has against it."""
    found: list[Problem] = []
    root = read_yaml(data, file, found.append)
    problems = [
        replace(one, message=f"{one.message}; a filter with ! @ or # in it stands in quotes")
        if one.code in _FOR_WANT_OF_QUOTES
        else one
        for one in found
        if one.severity == "error" and one.code != "empty-file"
    ]
    if isinstance(root, Mapping):
        return root, problems
    if root is not None and not (isinstance(root, Scalar) and not root.text):
        example = 'a list\'s name, and below it names with filters, as in sieges: "type:siege"'
        problems.append(Problem(file, root.line, root.column, "filter", f"write {example}"))
    return Mapping({}, 1, 1), problems


def entry(name: str, text: str) -> str:
    """Return the line that keeps a filter."""
    return f"{name}: {_in_quotes(text)}"


def _in_quotes(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def with_filter(data: bytes, file: str, kind: str, name: str, text: str) -> bytes | None:
    """Return a file's bytes with a filter among them, all else as it was; None where that cannot be done by adding a line.

    The file must be without problems.
    """
    kept, _ = read_filters(data, file)
    kept.setdefault(kind, {})[name] = text
    added = _with_line(data, file, kind, name, text)
    return added if read_filters(added, file) == (kept, []) else None


def _with_line(data: bytes, file: str, kind: str, name: str, text: str) -> bytes:
    """Do so for a file that is written in the usual way."""
    lines = data.decode("utf-8").split("\n")
    root, _ = _tree(data, file)
    plural = PLURALS[kind]
    if plural not in root.entries:
        while lines and not lines[-1].strip():
            lines.pop()
        lines += [f"{plural}:", f"  {entry(name, text)}", ""]
        return "\n".join(lines).encode()
    key, group = root.entries[plural]
    entries = group.entries if isinstance(group, Mapping) else {}
    if name in entries:
        value = entries[name][1]
        line = lines[value.line - 1]
        if found := _VALUE.match(line, value.column - 1):
            lines[value.line - 1] = line[: found.start()] + _in_quotes(text) + line[found.end() :]
    elif entries:
        first = next(iter(entries.values()))[0]
        lines.insert(first.line - 1, " " * (first.column - 1) + entry(name, text))
    else:
        lines.insert(key.line, f"  {entry(name, text)}")
    return "\n".join(lines).encode()
