"""Standing questions: what may be asked about a record, read from files and checked; `answers` answers them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ..corpus import yaml_reader
from ..corpus.check import Checker
from ..corpus.columns import lost_at
from ..corpus.kinds import KINDS, kind_of
from ..corpus.question_file import ANY, CORPUS, QUESTION
from ..corpus.yaml_reader import Mapping, Node, read_yaml
from ..errors import CorpusError, Problem, UsageError
from ..store.library import Library
from .entries import COMPUTED
from .filters import parse_filter

BLANK = re.compile(r"\{([^{}]*)\}")
"""What is filled in from the record in hand."""
HERE = "here"
"""The blank of a filter that stands for all that belongs to the record in hand."""


@dataclass(frozen=True)
class Start:
    """Records of a kind that any of the filters finds, or those that a path leads to from the record in hand."""

    kind: str = ""
    filters: tuple[str, ...] = ()
    along: str = ""


@dataclass(frozen=True)
class Condition:
    """A path that has a value, or where `among` names some, one of these; `*` stands for any letters."""

    path: str
    among: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """Where rows come from: see `corpus.question_file` for what each field means."""

    kind: str = ""
    filters: tuple[str, ...] = ()
    around: int = 0
    along: str = ""
    start: Start | None = None
    parts: str = ""
    having: tuple[Condition, ...] = ()
    lacking: tuple[Condition, ...] = ()
    every: tuple[Condition, ...] = ()
    called: str = ""


@dataclass(frozen=True)
class Column:
    """What is shown of each row: a title, "" where it needs none, and a path."""

    title: str
    field: str


@dataclass(frozen=True)
class Question:
    """A standing question. `file` is where it stands, `replaces` the file whose question of the same id it stands for."""

    id: str
    asks: str
    of: tuple[str, ...]
    take: tuple[Source, ...]
    shape: str
    columns: tuple[Column, ...]
    opens: str = ""
    group: str = ""
    counts: str = ""
    sort: tuple[str, ...] = ()
    under: str = ""
    over: str = ""
    least: int = 0
    none: str = ""
    file: str = ""
    replaces: str = ""

    def needs_record(self) -> bool:
        """Say whether it can only be asked about a record."""
        return not {ANY, CORPUS} & set(self.of)

    def is_of(self, kind: str) -> bool:
        """Say whether it is asked about records of a kind."""
        return ANY in self.of or kind in self.of


@dataclass(frozen=True)
class Asked:
    """A question as it is put: in words, about a record (None: the whole corpus), and why it cannot be asked here, "" if it can."""

    question: Question
    words: str
    name: str | None
    why_not: str = ""


def standing(files: Iterable[Path]) -> list[Question]:
    """Read the standing questions of these files, those there are; one of a later file replaces an earlier one of its id.

    Raises CorpusError with every problem, OSError where a file cannot be read.
    """
    questions: dict[str, Question] = {}
    problems: list[Problem] = []
    for path in files:
        if path.exists():
            for question in _read(path.read_bytes(), str(path), problems):
                before = questions.get(question.id)
                questions[question.id] = replace(question, replaces=before.file if before else "")
    errors = sorted({problem for problem in problems if problem.severity == "error"})
    if errors:
        raise CorpusError(errors)
    return list(questions.values())


def asked_of(questions: Iterable[Question], library: Library, name: str | None) -> list[Asked]:
    """Return the questions as they are put to a record, or where there is none to the corpus, those that can be asked first."""
    asked = [ask_of(question, library, name) for question in questions]
    return sorted(asked, key=lambda one: (bool(one.why_not), one.name is None and name is not None))


def ask_of(question: Question, library: Library, name: str | None) -> Asked:
    """Return a question as it is put to a record; one that is not of its kind is put to the whole corpus where that can be."""
    kind = kind_of(name) if name else None
    if name and question.is_of(kind or ""):
        return Asked(question, _in_words(question, library.title(name)), name)
    words = _in_words(question, str(library.about.get("title", "")) if not question.needs_record() else "…")
    if not question.needs_record():
        return Asked(question, words, None)
    kinds = [KINDS[one].plural if one in KINDS else f"{one}s" for one in question.of]
    rest = f", not {KINDS[kind].plural if kind in KINDS else f'{kind}s'}" if kind else "; go to one"
    return Asked(question, words, None, f"asked about {', '.join(kinds)}{rest}")


def question_called(questions: Sequence[Question], name: str) -> Question:
    """Return the question of an id. Raises UsageError with the nearest where there is none."""
    for question in questions:
        if question.id == name:
            return question
    known = [question.id for question in questions]
    raise UsageError(f"no question {name!r}; {_instead(name, known)}")


def _in_words(question: Question, title: str) -> str:
    return BLANK.sub(lambda _: title, question.asks)


def condition(text: str) -> Condition:
    """Read a path with the values that are wanted there, if any: `unit=people,famil*`, `=says`."""
    path, _, among = text.rpartition("=")
    if not path or path.endswith("|") or "]" in among:
        return Condition(text)
    return Condition(path, tuple(among.split(",")))


# -- reading


def _read(data: bytes, file: str, problems: list[Problem]) -> Iterator[Question]:
    checker = Checker(file, {}, problems.append)
    root = read_yaml(data, file, problems.append)
    if root is None:
        return
    if not isinstance(root, yaml_reader.Sequence):
        checker.fail(root, "type", "a file of questions is a list; begin each with '- id: …'")
        return
    ids: dict[str, int] = {}
    for node in root.items:
        count = len(problems)
        value = checker.struct(QUESTION, node, "question")
        if not isinstance(value, dict) or any(problem.severity == "error" for problem in problems[count:]):
            continue
        if value["id"] in ids:
            checker.fail(
                node, "duplicate-id", f"the question {value['id']!r} stands in line {ids[value['id']]} already"
            )
            continue
        ids[value["id"]] = node.line
        question = _question(value, file)
        _Paths(checker, question).check(node)
        yield question


def _question(value: dict[str, Any], file: str) -> Question:
    recurs = value.get("recurs", {})
    return Question(
        value["id"],
        value["asks"],
        tuple(value["of"]),
        tuple(_source(one) for one in value["take"]),
        value["shape"],
        tuple(Column(one.get("title", ""), one["field"]) for one in value["columns"]),
        value.get("opens", ""),
        value.get("group", ""),
        value.get("counts", ""),
        tuple(value.get("sort", ())),
        value.get("under", ""),
        recurs.get("over", ""),
        recurs.get("least", 0),
        value.get("none", ""),
        file,
    )


def _source(value: dict[str, Any]) -> Source:
    start = value.get("from")
    having, lacking, every = (tuple(map(condition, value.get(name, ()))) for name in ("having", "lacking", "every"))
    return Source(
        value.get("list", ""),
        tuple(value.get("filter", ())),
        value.get("around", 0),
        value.get("along", ""),
        Start(start.get("list", ""), tuple(start.get("filter", ())), start.get("along", "")) if start else None,
        value.get("parts", ""),
        having,
        lacking,
        every,
        value.get("as", ""),
    )


class _Paths:
    """Checks what the form of a file cannot: that filters can be read, that paths lead somewhere, that blanks can be filled."""

    def __init__(self, checker: Checker, question: Question) -> None:
        self.checker, self.question = checker, question
        self.of = [kind for kind in KINDS if question.is_of(kind)]
        self.fields = sorted({field for kind in self.of for field in KINDS[kind].struct.fields})
        self.rows: list[Where] = []

    def check(self, node: Node) -> None:
        question = self.question
        self.blanks(question.asks, _at(node, "asks"), ["title"])
        self.blanks(question.none, _at(node, "none"), [])
        for source, at in zip(question.take, _items(_at(node, "take")), strict=True):
            self.source(source, at)
        for column, at in zip(question.columns, _items(_at(node, "columns")), strict=True):
            self.path(column.field, _at(at, "field"), self.rows)
        for path, at in zip(question.sort, _items(_at(node, "sort")), strict=False):
            self.path(path, at, self.rows)
        for name, path in (("opens", question.opens), ("group", question.group), ("under", question.under)):
            if path:
                self.path(path, _at(node, name), self.rows)
        if question.over:
            self.path(question.over, _at(node, "recurs", "over"), self.rows)

    def source(self, source: Source, node: Node) -> None:
        of, start = [(kind, "") for kind in self.of], source.start
        needs_list = (source.filters and "filter") or (source.around and "around")
        if needs_list and not source.kind:
            self.fail(_at(node, needs_list), f"{needs_list} needs a list; add list: and a kind")
        if source.around and source.along:
            self.fail(_at(node, "around"), "around and along exclude each other; write two sources")
        if start and not source.along:
            self.fail(_at(node, "from"), "from needs along; add the path that leads on from it")
        if start and bool(start.kind) == bool(start.along):
            self.fail(_at(node, "from"), "from needs one of list and along; write one of them")
        self.filters(source.filters, _at(node, "filter"))
        if start:
            self.filters(start.filters, _at(node, "from", "filter"))
        if start and start.along:
            self.path(start.along, _at(node, "from", "along"), of)
        if source.along:
            from_any: list[Where] = [(kind, "") for kind in KINDS]
            begins = of if not start else [(start.kind, "")] if start.kind else from_any
            self.path(source.along, _at(node, "along"), begins)
        kinds = [source.kind] if source.kind else list(KINDS) if source.along else self.of
        if source.parts:
            self.path(source.parts, _at(node, "parts"), [(kind, "") for kind in kinds])
        rows = [(kind, source.parts) for kind in kinds]
        self.rows += rows
        for name, conditions in (("having", source.having), ("lacking", source.lacking), ("every", source.every)):
            for one, at in zip(conditions, _items(_at(node, name)), strict=False):
                self.path(one.path, at, rows)
                self.blanks(",".join(one.among), at, self.fields)

    def fail(self, node: Node, message: str) -> None:
        self.checker.fail(node, "source", message)

    def filters(self, filters: Sequence[str], node: Node) -> None:
        for text, at in zip(filters, _items(node), strict=False):
            self.filter(text, at)

    def filter(self, text: str, node: Node) -> None:
        self.blanks(text, node, [HERE, *self.fields])
        try:
            parse_filter(BLANK.sub(lambda blank: "" if blank[1] == HERE else "x", text))
        except UsageError as error:
            self.checker.fail(node, "filter", str(error))

    def blanks(self, text: str, node: Node, known: list[str]) -> None:
        """Report a blank that cannot be filled."""
        for blank in BLANK.findall(text):
            if blank not in known:
                self.checker.fail(node, "blank", f"{{{blank[:40]}}} cannot be filled in; {_instead(blank, known)}")

    def path(self, path: str, node: Node, rows: Sequence[Where]) -> None:
        """Report an alternative of a path that leads nowhere from any of these rows."""
        self.blanks(path, node, self.fields)
        for one in BLANK.sub("x", path).split("|"):
            if one.startswith("="):
                if one not in COMPUTED:
                    self.checker.fail(node, "path", f"no computed value {one!r}; {_instead(one, list(COMPUTED))}")
                continue
            lost = [lost_at(kind, _absolute(one, parts)) for kind, parts in rows]
            found = [at for at in lost if at]
            if len(found) == len(lost):
                word = max(found, key=lambda at: (bool(at[0]), bool(at[1]), one.rfind(at[0])))[0] if found else ""
                there = sorted({field for at in found if at[0] == word for field in at[1]})
                kinds = list(dict.fromkeys(KINDS[kind].plural if kind in KINDS else kind for kind, _ in rows))
                why = f"no {word!r}; {_instead(word, there)}" if word else "no row is a part; leave the first dot out"
                of = ", ".join(kinds[:3]) + " …" * (len(kinds) > 3)
                self.checker.fail(node, "path", f"{one!r} leads nowhere in {of}: {why}")


Where = tuple[str, str]
"""What a row can be: a record of a kind, or the part of one that a path leads to."""


def _absolute(path: str, parts: str) -> str:
    """Return a path as it goes from the record, where the row is a part of it."""
    if not path.startswith("."):
        return path
    return f"{parts}{path}" if parts else ""


def _at(node: Node, *keys: str) -> Node:
    """Return the node of a field of a field …, or the innermost there is."""
    for key in keys:
        if not isinstance(node, Mapping) or key not in node.entries:
            return node
        node = node.entries[key][1]
    return node


def _items(node: Node) -> list[Node]:
    """Return the nodes of a list, or the one that stands for a list of one."""
    return node.items if isinstance(node, yaml_reader.Sequence) else [node]


def _instead(word: str, known: list[str]) -> str:
    close = get_close_matches(word, known, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"there are {', '.join(known[:12])}{' …' * (len(known) > 12)}" if known else "leave it out"
