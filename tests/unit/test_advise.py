"""Warnings: each is told at its place for what may mislead, and a note or a mend answers it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tui.corpus.kinds import BY_PLURAL
from tui.corpus.reader import read_corpus
from tui.errors import Problem
from tui.paths import vocabulary_file

Record = dict[str, Any]
Records = dict[str, list[Record]]

DIGEST = "The board shut the gate."


def corpus() -> Records:
    """A corpus of one paragraph, with a record of each kind that a warning may be about and nothing to warn of."""
    outlet = {"id": "out:courier", "names": [{"text": "The Courier"}], "kind": "newspaper"}
    article = {"id": "art:hc31", "outlet": "out:courier", "title": "Harn", "language": "en", "published": "2031-05-12"}
    board = {"id": "act:board", "kind": "organisation", "names": [{"text": "Water Board"}, {"text": "the board"}]}
    return {
        "outlets": [outlet],
        "articles": [article | {"paragraphs": [{"at": "1", "digest": DIGEST, "length": len(DIGEST)}]}],
        "actors": [board | {"cite": "hc31#1"}],
        "places": [{"id": "plc:harn", "kind": "town", "names": [{"text": "Harn"}], "cite": "hc31#1"}],
        "events": [
            {"id": "evt:gate-shut", "title": "The gate is shut", "type": "blockade", "aspect": "point"}
            | {"when": "2031-05-01", "participants": [{"actor": "act:board", "role": "perpetrator"}]}
            | {"factuality": "happened", "cite": "hc31#1"}
        ],
        "claims": [
            {"id": "clm:shut", "speaker": "out:courier", "form": "own_voice", "about": "evt:gate-shut"}
            | {"content": "The gate is shut.", "polarity": "asserts", "cite": "hc31#1"}
        ],
        "figures": [
            {"id": "fig:gates", "measures": "gates", "unit": "gates", "qualifier": "exact", "best": 1}
            | {"according_to": "out:courier", "cite": "hc31#1"}
        ],
        "agreements": [
            {"id": "agr:accord", "title": "The accord", "known_from": "reporting_only", "when": "2031-04-01"}
            | {"parties": ["act:board"], "cite": "hc31#1"}
            | {"terms": [{"id": "gate", "content": "Open.", "status_log": [AGREED], "cite": "hc31#1"}]}
        ],
    }


AGREED = {"status": "agreed", "according_to": "out:courier", "cite": "hc31#1"}


def warnings(folder: Path, records: Records) -> list[Problem]:
    """Return the warnings of a corpus written into a folder, JSON being YAML."""
    about = {"title": "Harn", "description": "Harn", "language": "en", "licence": "CC0", "schema": 1}
    (folder / "corpus.yaml").write_text(json.dumps(about))
    for plural, ones in records.items():
        assert plural in BY_PLURAL
        (folder / f"{plural}.yaml").write_text(json.dumps(ones, indent=1))
    return read_corpus(folder, vocabulary_file()).warnings


def test_what_leaves_nothing_to_ask_has_no_warning(tmp_path: Path) -> None:
    assert warnings(tmp_path, corpus()) == []


CASES: dict[str, tuple[str, Record, Record]] = {
    "undated": (
        "events",
        {"when": "[..2031-05-12]"},
        {"note": "The article gives no day at all."},
    ),
    "no-status": (
        "agreements",
        {"terms": [{"id": "gate", "content": "Open.", "cite": "hc31#1"}]},
        {"terms": [{"id": "gate", "content": "Open.", "note": "Nobody says what came of it.", "cite": "hc31#1"}]},
    ),
    "no-speaker": ("figures", {"according_to": []}, {"note": "Printed on a map without a source."}),
    "about-nothing": ("claims", {"about": []}, {"note": "A view of the weather."}),
    "participant": (
        "actors",
        {"names": [{"text": "Orren"}]},
        {"names": [{"text": "Orren"}, {"text": "the board", "kind": "descriptor"}]},
    ),
}
"""For each code: the records changed, the change that is warned of, and the one that answers it."""


@pytest.mark.parametrize("code", CASES)
def test_a_warning_names_file_and_line_and_is_answered(tmp_path: Path, code: str) -> None:
    plural, doubtful, answer = CASES[code]
    records = corpus()
    records[plural][0] |= doubtful
    [warning] = warnings(tmp_path, records)
    assert (warning.code, warning.severity) == (code, "warning")
    assert Path(warning.file).stem == ("events" if code == "participant" else plural)
    assert warning.line > 1
    records[plural][0] |= answer
    assert warnings(tmp_path, records) == []


@pytest.mark.parametrize(
    ("when", "aspect", "codes"),
    [
        ("203X", "point", []),
        ("20XX", "point", ["undated"]),
        ("2031-05-01/..", "state", []),
        ("[2031-05-01..]", "point", ["undated"]),
        ({"edtf": "[2031-05-01..]", "basis": "inferred", "why": "not before it was announced"}, "point", []),
    ],
)
def test_a_date_that_could_be_in_any_year_is_told(
    tmp_path: Path, when: str | Record, aspect: str, codes: list[str]
) -> None:
    records = corpus()
    records["events"][0] |= {"when": when, "aspect": aspect}
    assert [warning.code for warning in warnings(tmp_path, records)] == codes


def test_a_paragraph_that_no_record_cites_is_told(tmp_path: Path) -> None:
    records = corpus()
    records["articles"][0]["paragraphs"] += [
        {"at": "2", "digest": "A menu."},
        {"at": "caption", "digest": "A gate."},
    ]
    [warning] = warnings(tmp_path, records)
    assert warning.code == "uncoded" and "hc31#2" in warning.message


@pytest.mark.parametrize(("length", "warned"), [(15, False), (14, True), (68, False), (70, True)])
def test_a_digest_far_from_its_paragraphs_length_is_told(tmp_path: Path, length: int, warned: bool) -> None:
    records = corpus()
    records["articles"][0]["paragraphs"][0]["length"] = length
    assert [warning.code for warning in warnings(tmp_path, records)] == ["digest"] * warned


class TestSpellings:
    """One spelling of two records."""

    def twin(self, **more: Any) -> Records:
        records = corpus()
        records["places"].append(
            {"id": "plc:harn-two", "kind": "village", "names": [{"text": "HARN"}], "cite": "hc31#1"} | more
        )
        return records

    def test_it_is_told(self, tmp_path: Path) -> None:
        [warning] = warnings(tmp_path, self.twin())
        assert warning.code == "spelling" and "plc:harn;" in warning.message

    @pytest.mark.parametrize("apart", ["not_same_as", "maybe_same_as"])
    def test_who_says_that_they_are_two_or_may_be_one_has_answered(self, tmp_path: Path, apart: str) -> None:
        why = {"id": "plc:harn", "why": "another valley", "cite": "hc31#1"}
        assert warnings(tmp_path, self.twin(**{apart: [why]})) == []

    def test_an_actor_and_a_place_may_share_a_name(self, tmp_path: Path) -> None:
        records = corpus()
        records["actors"][0]["names"].append({"text": "Harn"})
        assert warnings(tmp_path, records) == []


class TestRoots:
    """One statement coded twice, which would count as two voices."""

    def second(self, **more: Any) -> Records:
        records = corpus()
        records["claims"].append(records["claims"][0] | {"id": "clm:shut-again"} | more)
        return records

    def test_the_same_of_the_same_by_the_same_is_told(self, tmp_path: Path) -> None:
        [warning] = warnings(tmp_path, self.second())
        assert warning.code == "root" and "clm:shut;" in warning.message

    @pytest.mark.parametrize(
        "different",
        [{"polarity": "denies"}, {"about": "agr:accord"}, {"speaker": "act:board"}, {"note": "Said twice."}],
    )
    def test_what_differs_or_is_noted_is_not(self, tmp_path: Path, different: Record) -> None:
        assert warnings(tmp_path, self.second(**different)) == []
