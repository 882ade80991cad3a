"""A folder of YAML → a Corpus: every record in its kind, checked against every other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import CorpusError, Problem, StoreError, UsageError
from .advise import advise
from .check import MISSING, Checker, Coded, Record
from .kinds import BY_PLURAL, CORPUS, KINDS
from .settle import settle
from .shapes import Kind
from .vocabulary import Vocabulary, read_vocabulary
from .yaml_reader import Scalar, Sequence, read_yaml

ABOUT = "corpus.yaml"
MOST_FILES = 20_000


@dataclass(frozen=True)
class Corpus:
    """A checked corpus: what `corpus.yaml` says, the records of each kind in file order, and a digest of the sources."""

    about: Record
    records: dict[str, list[Record]]
    vocabulary: Vocabulary
    digest: str
    warnings: list[Problem] = field(default_factory=list)


def source_files(folder: Path) -> list[tuple[Path, str]]:
    """Return the YAML files of a corpus folder with the kind each holds ("" for corpus.yaml, "?" for none), by name.

    Raises UsageError where the folder is no corpus, StoreError where it cannot be listed.
    """
    if not (folder / ABOUT).is_file():
        raise UsageError(f"{folder}: no corpus here; a corpus is a folder with {ABOUT}")
    try:
        found = list(_yaml_below(folder))
    except OSError as error:
        raise StoreError(f"{error.filename}: {error.strerror}; make it readable") from error
    return sorted(found, key=lambda item: item[0].relative_to(folder).as_posix())


def _yaml_below(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in folder.rglob("*.y*ml"):
        parts = path.relative_to(folder).parts
        if path.suffix not in (".yaml", ".yml") or any(part.startswith(".") for part in parts) or path.is_dir():
            continue
        name = parts[0] if len(parts) > 1 else path.stem
        yield path, "" if parts == (ABOUT,) else BY_PLURAL[name].name if name in BY_PLURAL else "?"


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; make it readable") from error


def digest_of(folder: Path, vocabulary: Path, files: list[tuple[Path, str]]) -> str:
    """Return a SHA-256 over names and bytes of all sources: the same corpus gives the same digest anywhere.

    Raises StoreError where one cannot be read.
    """
    whole = hashlib.sha256()
    for name, path in [("vocabulary", vocabulary), *((p.relative_to(folder).as_posix(), p) for p, _ in files)]:
        data = _bytes_of(path)
        whole.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    return whole.hexdigest()


def read_corpus(folder: Path, vocabulary_file: Path) -> Corpus:
    """Read and check a corpus.

    Raises CorpusError with all problems (warnings among them) if there is any error; UsageError where the folder holds
    no corpus; StoreError where a file cannot be read. A corpus with warnings only is returned, with them.
    """
    files = source_files(folder)
    problems: list[Problem] = []
    vocabulary = read_vocabulary(vocabulary_file)
    about: Record = {}
    coded: list[Coded] = []
    if len(files) > MOST_FILES:
        message = f"{len(files):,} files; the most is {MOST_FILES:,}: put more records into a file"
        problems.append(Problem(str(folder / ABOUT), 1, 1, "too-large", message))
    for path, kind in files[:MOST_FILES]:
        name = str(path)
        data = _bytes_of(path)
        if kind == "?":
            problems.append(
                Problem(
                    name,
                    1,
                    1,
                    "unknown-file",
                    "not the name of a kind; name the file or its folder one of "
                    + ", ".join(k.plural for k in KINDS.values()),
                )
            )
        elif kind == "":
            about = _about(data, name, vocabulary, problems)
        else:
            coded += _records(data, name, KINDS[kind], vocabulary, problems)
    settle(coded, problems)
    if not any(problem.severity == "error" for problem in problems):
        advise(coded, problems.append)
    problems = sorted(set(problems))
    if any(problem.severity == "error" for problem in problems):
        raise CorpusError(problems)
    records: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    for one in coded:
        records[one.kind.name].append(one.value)
    return Corpus(about, records, vocabulary, digest_of(folder, vocabulary_file, files), problems)


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
