"""The bundled corpus: clean, whole, and not a sentence of the articles in it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import tui
from tui.corpus.dates import parse_edtf
from tui.corpus.reader import Corpus, read_corpus
from tui.corpus.text import sha8
from tui.paths import bundled_corpus, vocabulary_file
from tui.store.library import Library

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
BODY = {"eb18": 34, "eb21": 27, "af18": 29, "so18": 19, "na21": 21}
DEAL = "agr:daraa-al-balad-2021-07-24"

needs_seeds = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(),
    reason="the source articles are not ours to carry and do not lie beside this checkout",
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(bundled_corpus(), vocabulary_file())


def test_it_is_clean(corpus: Corpus) -> None:
    assert corpus.warnings == []


def test_every_body_paragraph_is_a_digest_with_its_hash(corpus: Corpus) -> None:
    for article in corpus.records["article"]:
        body = [p for p in article["paragraphs"] if p["at"].isdigit()]
        assert len(body) == BODY[article["id"].removeprefix("art:")]
        assert all(p["sha8"] and p["length"] for p in article["paragraphs"])
        assert "why" in article["published"] or article["published"]["basis"] == "stated"


def test_every_body_paragraph_is_cited(daraa: Library) -> None:
    assert [one.uncited for one in daraa.coverage()] == [()] * len(BODY)


def test_there_are_110_events_and_more_each_with_bounds_factuality_participants_and_cites(corpus: Corpus) -> None:
    events = corpus.records["event"]
    assert len(events) >= 110
    for event in events:
        assert event["cite"] and event["factuality"]
        assert event["when"]["earliest"] or event["when"]["latest"], event["id"]
        assert event["participants"] or event["id"] in NOBODY_IS_NAMED, event["id"]
        assert event["aspect"] == "state" or not parse_edtf(event["when"]["edtf"]).lasts


NOBODY_IS_NAMED = {
    f"evt:{name}"
    for name in (
        "full-settlement-planned", "lasting-de-escalation-planned", "south-calm-gives-way-2018",
        "forced-retaking-threatened-2018", "south-settlement-option-2018", "ghouta-taken-2018", "jordan-side-talks-2018",
        "talk-of-battle-2018", "syria-presidential-election-2021", "southern-syria-security-worsens",
    )
}  # fmt: skip
"""Events of which the articles do not say who took part; not stated is not guessed."""


def test_titles_of_events_differ(corpus: Corpus) -> None:
    titles = [event["title"] for event in corpus.records["event"]]
    assert sorted(set(titles)) == sorted(titles)


def test_the_deal_of_july_2021_has_six_terms_with_a_status_per_speaker(daraa: Library) -> None:
    terms = daraa.record(DEAL)["terms"]
    assert len(terms) >= 6
    assert all(line["according_to"] for term in terms for line in term["status_log"])
    assert all(term["status_log"] for term in terms)
    speakers = {speaker for term in terms for line in term["status_log"] for speaker in line["according_to"]}
    assert {"out:the-new-arab", "act:ahmad-abazeid", "act:mohammed-al-asaker"} <= speakers


@pytest.mark.parametrize("spelling", ["Daraa", "Deraa", "Dar'a", "درعا", "daraa", "DERAA"])
def test_the_place_daraa_is_found_first_by_any_spelling(spelling: str, daraa: Library) -> None:
    assert daraa.search(spelling)[0].row.id == "plc:daraa"


def test_every_name_form_is_found(corpus: Corpus, daraa: Library) -> None:
    for kind in ("outlet", "actor", "place"):
        for record in corpus.records[kind]:
            for name in record["names"]:
                found = [hit.row.id for hit in daraa.search(name["text"], kind, limit=200)]
                assert record["id"] in found, name["text"]


@needs_seeds
def test_the_hashes_are_those_of_the_source_paragraphs(corpus: Corpus) -> None:
    for article in corpus.records["article"]:
        source = (SHARED / "seeds" / article["file"]).read_text("utf-8")
        lengths = {sha8(line): len(" ".join(line.split())) for line in source.splitlines() if line.strip()}
        assert [(p["at"], lengths.get(p["sha8"])) for p in article["paragraphs"]] == [
            (p["at"], p["length"]) for p in article["paragraphs"]
        ]


@needs_seeds
def test_no_sentence_of_the_articles_stands_in_the_tree() -> None:
    tool = SHARED / "tools" / "overlap.py"
    ran = subprocess.run([sys.executable, str(tool), str(ROOT)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_khabar_itself_names_no_place_person_or_body_of_it(daraa: Library) -> None:
    names = {
        form["text"]
        for kind in ("actor", "place", "outlet")
        for row in daraa.rows(daraa.numbers(kind))
        for form in daraa.record(row.id).get("names", [])
        if form.get("kind") not in ("descriptor", "weak_alias") and len(form["text"]) > 3
    }
    assert len(names) > 200
    any_of_them = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)", re.I
    )
    found = {
        (path.name, match[0])
        for path in Path(tui.__file__).parent.rglob("*")
        if path.suffix in (".py", ".tcss")
        for match in any_of_them.finditer(path.read_text("utf-8"))
    }
    assert found == {("paths.py", "daraa")}, "the folder that the corpus lies in"
