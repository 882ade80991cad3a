"""A folder of YAML → a Corpus: every record in its kind, checked against every other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import CorpusError, Problem
from ..progress import Progress
from .advise import advise
from .check import MISSING, Checker, Coded, Record
from .kinds import CORPUS, KINDS
from .settle import settle
from .shapes import Kind
from .sources import ABOUT, Read, Source, bytes_of, digest_of, hash_of, source_files
from .vocabulary import Vocabulary, read_vocabulary
from .yaml_reader import Scalar, Sequence, read_yaml

MOST_FILES = 20_000


@dataclass(frozen=True)
class Corpus:
    """A checked corpus: what `corpus.yaml` says, the records of each kind in file order, and a digest of the sources."""

    about: Record
    records: dict[str, list[Record]]
    vocabulary: Vocabulary
    digest: str
    warnings: list[Problem] = field(default_factory=list)
    read: list[Read] = field(default_factory=list)


def read_corpus(folder: Path, vocabulary_file: Path, progress: Progress | None = None) -> Corpus:
    """Read and check a corpus, telling `progress` how far it is.

    Raises CorpusError with all problems (warnings among them) if there is any error; UsageError where the folder holds
    no corpus; StoreError where a file cannot be read. A corpus with warnings only is returned, with them.
    """
    files = source_files(folder)
    problems: list[Problem] = []
    vocabulary = read_vocabulary(vocabulary_file)
    about: Record = {}
    coded: list[Coded] = []
    read: list[Read] = []
    if len(files) > MOST_FILES:
        message = f"{len(files):,} files; the most is {MOST_FILES:,}: put more records into a file"
        problems.append(Problem(str(folder / ABOUT), 1, 1, "too-large", message))
    for number, source in enumerate(files[:MOST_FILES]):
        if progress:
            progress("reading", number, len(files))
        data = bytes_of(source.path)
        found: list[Coded] = []
        if source.kind == "?":
            known = ", ".join(kind.plural for kind in KINDS.values())
            message = f"not the name of a kind; name the file or its folder one of {known}"
            problems.append(Problem(source.path, 1, 1, "unknown-file", message))
        elif source.kind == "":
            about = _about(data, source.path, vocabulary, problems)
        else:
            found = records_of(data, source, vocabulary, problems)
        coded += found
        read.append(Read(source, hash_of(data), tuple(one.value.get("id", "") for one in found)))
    if progress:
        progress("checking", len(files), len(files))
    settle(coded, problems)
    if not any(problem.severity == "error" for problem in problems):
        advise(coded, problems.append)
    problems = sorted(set(problems))
    if any(problem.severity == "error" for problem in problems):
        raise CorpusError(problems)
    records: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    for one in coded:
        records[one.kind.name].append(one.value)
    digest = digest_of(vocabulary_file, ((one.source.name, one.sha) for one in read))
    return Corpus(about, records, vocabulary, digest, problems, read)


def records_of(data: bytes, source: Source, vocabulary: Vocabulary, problems: list[Problem]) -> list[Coded]:
    """Return the records of a file of a kind, checked as far as the file goes by itself; add its problems to `problems`."""
    return list(_records(data, source.path, KINDS[source.kind], vocabulary, problems))


def _about(data: bytes, name: str, vocabulary: Vocabulary, problems: list[Problem]) -> Record:
    node = read_yaml(data, name, problems.append)
    value = Checker(name, vocabulary, problems.append).struct(CORPUS, node, "corpus") if node else MISSING
    return value if isinstance(value, dict) else {}


def _records(data: bytes, name: str, kind: Kind, vocabulary: Vocabulary, problems: list[Problem]) -> Iterator[Coded]:
    root = read_yaml(data, name, problems.append)
    if root is None or (isinstance(root, Scalar) and not root.text):
        return
    if not isinstance(root, Sequence):
        problems.append(
            Problem(
                name,
                root.line,
                root.column,
                "type",
                f"a file of {kind.plural} is a list; begin each record with '- id: {kind.prefix}:…'",
            )
        )
        return
    for node in root.items:
        checker = Checker(name, vocabulary, problems.append)
        value = checker.value(kind.struct, node, kind.name)
        if isinstance(value, dict):
            yield Coded(kind, value, checker.place(node), checker.pending)
