"""The JSON Schema that editors use, made from the one definition of the kinds.

`python -m tui.corpus.jsonschema data` writes a schema for the file of each kind, of questions and for `corpus.yaml` into `data/schema`
(draft 2020-12), with the words of `data/vocabulary.yaml`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from .kinds import BLOCK, CORPUS, DATE, KINDS, SHORT
from .question_file import QUESTION
from .shapes import Choice, Cite, Kind, ListOf, Number, Ref, Shape, Struct, Text, When
from .vocabulary import Vocabulary, read_vocabulary

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas(vocabulary: Vocabulary) -> dict[str, Schema]:
    """Return file name → schema: one for each kind's list of records, one for questions, one for `corpus.yaml`."""
    made = {f"{kind.plural}.schema.json": _of_kind(kind, vocabulary) for kind in KINDS.values()}
    asked = {"type": "array", "items": _schema(QUESTION, vocabulary)}
    return made | {
        "corpus.schema.json": {"$schema": DRAFT, "title": "corpus", **_schema(CORPUS, vocabulary)},
        "questions.schema.json": {"$schema": DRAFT, "title": "standing questions", **asked},
    }


def _of_kind(kind: Kind, vocabulary: Vocabulary) -> Schema:
    return {
        "$schema": DRAFT,
        "title": kind.plural,
        "description": f"{kind.name}: {kind.doc}",
        "type": "array",
        "items": _schema(kind.struct, vocabulary),
        "$defs": {"date": _schema(DATE, vocabulary)},
    }


def _schema(shape: Shape, vocabulary: Vocabulary) -> Schema:
    match shape:
        case Text():
            text: Schema = {"type": "string", "minLength": 1, "maxLength": shape.limit}
            if shape.number_too:
                text["type"] = ["string", "integer"]
            return text | ({"pattern": f"^(?:{shape.pattern})$"} if shape.pattern else {})
        case Number():
            bounds = {"minimum": shape.low, "maximum": shape.high}
            return {
                "type": "integer" if shape.whole else "number",
                **{k: v for k, v in bounds.items() if v is not None},
            }
        case Choice():
            words = vocabulary[shape.vocabulary] if shape.vocabulary else shape.values
            return {"enum": list(words)}
        case Ref():
            prefixes = "|".join(KINDS[kind].prefix for kind in shape.kinds) or "[a-z]{3}"
            return {"type": "string", "pattern": f"^(?:{prefixes}):"}
        case Cite():
            return {"type": "string", "pattern": f"^{SHORT}#(?:[1-9][0-9]{{0,3}}|{BLOCK})$"}
        case When():
            return {"$ref": "#/$defs/date"}
        case ListOf():
            item = _schema(shape.item, vocabulary)
            whole: Schema = {"type": "array", "items": item} | ({"minItems": shape.least} if shape.least else {})
            return {"anyOf": [whole, item]} if shape.bare else whole
        case Struct():
            return _of_struct(shape, vocabulary)


def _of_struct(shape: Struct, vocabulary: Vocabulary) -> Schema:
    properties = {
        name: ({"description": known.doc} if known.doc else {}) | _schema(known.shape, vocabulary)
        for name, known in shape.fields.items()
    }
    required = [name for name, known in shape.fields.items() if known.required]
    whole: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        whole["required"] = required
    return {"anyOf": [whole, _schema(shape.fields[shape.short].shape, vocabulary)]} if shape.short else whole


def write_schemas(data: Path) -> None:
    """Write every schema. Raises CorpusError where the vocabulary is unfit, OSError where a file cannot be read or written."""
    for name, schema in schemas(read_vocabulary(data / "vocabulary.yaml")).items():
        (data / "schema" / name).write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
