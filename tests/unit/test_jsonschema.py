"""The JSON Schema that editors use: of the kinds as they are, and of what a corpus says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tui.corpus.jsonschema import Schema, schemas
from tui.corpus.kinds import KINDS
from tui.corpus.vocabulary import read_vocabulary
from tui.paths import bundle, bundled_corpus, vocabulary_file

WRITTEN = bundle() / "data" / "schema"
NAMES = [*(f"{kind.plural}.schema.json" for kind in KINDS.values()), "corpus.schema.json", "questions.schema.json"]


@pytest.fixture(scope="module")
def made() -> dict[str, Schema]:
    """The schemas of the kinds as they are now."""
    return schemas(read_vocabulary(vocabulary_file()))


def read(path: Path) -> Any:
    return yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def schema_for(path: Path, corpus: Path) -> str:
    name = path.relative_to(corpus).parts[0].removesuffix(".yaml")
    return f"{name}.schema.json"


def test_there_is_a_schema_for_every_file(made: dict[str, Schema]) -> None:
    assert sorted(made) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_what_the_kinds_say(name: str, made: dict[str, Schema]) -> None:
    written = json.loads((WRITTEN / name).read_text("utf-8"))
    assert written == made[name], "python -m tui.corpus.jsonschema data/schema"
    Draft202012Validator.check_schema(written)


@pytest.mark.parametrize("corpus", ["valleys", "bundled"])
def test_a_corpus_without_mistakes_has_none_by_the_schema(corpus: str, valleys: Path, made: dict[str, Schema]) -> None:
    folder = valleys if corpus == "valleys" else bundled_corpus()
    files = sorted(folder.rglob("*.yaml"))
    assert files
    for path in files:
        errors = list(Draft202012Validator(made[schema_for(path, folder)]).iter_errors(read(path)))
        assert errors == [], f"{path}: {errors[0].json_path}: {errors[0].message}"


def without_title(event: dict[str, Any]) -> None:
    del event["title"]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda event: event.update(colour="red"), id="unknown field"),
        pytest.param(without_title, id="missing field"),
        pytest.param(lambda event: event.update(type="rain"), id="not in the vocabulary"),
        pytest.param(lambda event: event.update(factuality="maybe"), id="not one of the values"),
        pytest.param(lambda event: event.update(id="act:someone"), id="another kind's id"),
        pytest.param(lambda event: event.update(title="x" * 61), id="too long"),
        pytest.param(lambda event: event.update(cite="hc31"), id="no citation"),
        pytest.param(lambda event: event.update(cite=[]), id="nothing cited"),
        pytest.param(lambda event: event.update(where=["act:ilse-marrow"]), id="a reference to the wrong kind"),
        pytest.param(lambda event: event["when"].update(said=9), id="a number for words"),
        pytest.param(lambda event: event["participants"][0].pop("role"), id="missing within a list"),
    ],
)
def test_an_editor_shows_a_mistake(
    spoil: Callable[[dict[str, Any]], object], valleys: Path, made: dict[str, Schema]
) -> None:
    events = read(valleys / "events" / "weir.yaml")
    validator = Draft202012Validator(made["events.schema.json"])
    assert validator.is_valid(events)
    spoil(events[0])
    assert not validator.is_valid(events)
