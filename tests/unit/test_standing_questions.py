"""Standing questions: the fifteen that come with khabar answered over the bundled corpus, and any other that may be declared.

The answers are whole, nothing more and nothing less, and name their paragraphs; `test_questions` answers the same by hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from support import ON_UNNAMED_WORD_ONLY, WORDS_FOR_REMOVAL, edit, ids

from tui.cli import main
from tui.corpus.columns import fields_of, is_path_into, lost_at
from tui.corpus.kinds import KINDS, kind_of
from tui.corpus.shapes import ListOf, Ref, Shape
from tui.errors import PROBLEMS_FOUND, WRONG_USAGE, CorpusError, UsageError
from tui.paths import config_folder, questions_files, vocabulary_file
from tui.present.answers import answer_json, answer_rows, summary
from tui.present.plain import json_line
from tui.reading import answers as answering
from tui.reading.answers import Answer, answer, opens
from tui.reading.around import WIDE_DATES, around
from tui.reading.entries import COMPUTED, Entry, values
from tui.reading.filters import parse_filter
from tui.reading.questions import Condition, Question, asked_of, condition, question_called, standing
from tui.reading.roots import roots
from tui.store.build import open_corpus
from tui.store.columns import column, parts
from tui.store.library import Library

OURS = questions_files()[0]
DEAL = "agr:daraa-al-balad-2021-07-24"
SETTLEMENT = "agr:july-2018-settlement"
COMMITTEE = "act:daraa-central-committee"
SIEGE = "evt:daraa-al-balad-siege-2021"


@pytest.fixture(scope="module")
def fifteen() -> list[Question]:
    """The questions that come with khabar."""
    return standing([OURS])


Put = Callable[..., Answer]


@pytest.fixture
def put(daraa: Library, fifteen: list[Question]) -> Put:
    """Put a question about a record of the bundled corpus."""
    return lambda name, of=None: answer(daraa, question_called(fifteen, name), of)


def at(library: Library, entry: Entry) -> str:
    """The paragraphs that a row rests on, in one line."""
    return " ".join(entry.cites(library))


def seen(library: Library, found: Answer, entry: Entry, *titles: str) -> tuple[str, ...]:
    """What stands in some columns of a row: ids and codes, dates by their EDTF."""
    cells = {one.title: values(library, entry, one.field) for one in found.asked.question.columns}
    return tuple(
        " ".join(value["edtf"] if isinstance(value, dict) else str(value) for _, value in cells[title])
        for title in titles
    )


def told(library: Library, found: Answer, *titles: str) -> dict[str, list[tuple[str, ...]]]:
    """The rows of each group: some columns, then the paragraphs."""
    return {
        group.value[1] if group.value else "": [
            (*seen(library, found, entry, *titles), at(library, entry)) for entry in group.entries
        ]
        for group in found.groups
    }


# -- the fifteen


def test_which_terms_were_broken_by_speaker(daraa: Library, put: Put) -> None:
    found = put("broken-terms", DEAL)
    question = found.asked.question
    assert {
        group.value[1]: [(one.part[0][2]["id"], opens(daraa, question, one), at(daraa, one)) for one in group.entries]
        for group in found.groups
        if group.value
    } == {
        "act:syrian-government": [("weapons", "evt:government-rejects-handed-over-weapons", "na21#8")],
        "act:ahmad-abazeid": [
            ("checkpoints", "evt:seven-checkpoints-demanded", "na21#10"),
            ("checkpoints", "evt:ten-checkpoints-demanded", "na21#10"),
            ("withdrawal", "evt:forces-placed-within-daraa", "na21#10"),
        ],
        "out:the-new-arab": [
            ("siege-lifted", "evt:daraa-al-balad-routes-closed-again", "na21#9"),
            ("siege-lifted", "evt:daraa-al-balad-siege-reimposed", "na21#6"),
        ],
    }  # fmt: skip
    assert found.looked_through == ("its terms (6)",)


@pytest.mark.parametrize("of", ["rnd:southern-talks-2018-07-03", "rnd:southern-talks-2018-07-04"])
def test_an_exchange_point_by_point_from_either_day(of: str, daraa: Library, put: Put) -> None:
    found = [(entry.depth, entry.part[0][2]["id"], at(daraa, entry)) for entry in put("point-by-point", of).entries]
    assert found == [
        (0, "army-out-of-retaken-towns", "af18#11 af18#12"),
        (1, "terms-rejected", "af18#12"),
        (1, "army-to-pre-2011-positions", "af18#12 af18#14"),
        (0, "safe-passage", "af18#11 af18#12"),
        (1, "no-transfers", "af18#12 af18#13"),
        (0, "government-takeover", "af18#5"),
        (1, "decision-due", "af18#5 af18#15"),
        (0, "police-in-towns", "af18#12 af18#14"),
        (0, "renewed-offensive", "af18#1"),
        (0, "last-round", "af18#15 af18#16"),
        (0, "heavy-weapons-at-once", "af18#deck af18#7 af18#8"),
        (1, "heavy-weapons-in-phases", "af18#10"),
        (1, "declared-failed", "af18#deck af18#6 af18#7"),
        (0, "session-over", "af18#8 af18#9"),
    ]


def test_on_whose_word_a_move_stands(daraa: Library, put: Put) -> None:
    found = put("point-by-point", "rnd:southern-talks-2018-07-04")
    says = {entry.part[0][2]["id"]: seen(daraa, found, entry, "says who")[0] for entry in found.entries}
    assert says["no-transfers"] == "act:source-close-to-talks-af18"
    assert says["heavy-weapons-at-once"] == "act:southern-operations-room act:ibrahim-jabbawi"
    assert says["government-takeover"] == "out:unnamed-af18"  # the outlet itself


def test_what_belongs_to_a_deal_and_who_says_so(daraa: Library, put: Put) -> None:
    found = told(daraa, put("part-of-the-deal", SETTLEMENT), "status", "according to")
    enab, arab = "out:enab-baladi", "out:the-new-arab"
    removal = "Former opposition fighters, and civilian families, are removed to northern Syria."
    assert found[removal] == [("agreed", enab, "eb21#1"), ("not_stated", enab, "eb21#1 eb21#10")]
    assert [
        (who, cited) for _, who, cited in found["Was removal to the north part of the settlement of July 2018?"]
    ] == [
        (enab, "eb21#1"),
        ("act:source-close-to-talks-af18 out:unnamed-af18", "af18#12 af18#13"),  # what Russia said, the source tells
        ("act:opposition-factions", "af18#11"),
        (arab, "na21#12"),
    ]
    others = [rows for name, rows in found.items() if name != removal]
    assert [[row[0] for row in rows] for rows in others[:2]] == [
        ["kept", "agreed"],
        ["agreed", "kept", "broken", "not_stated"],
    ]
    assert [len(rows) for rows in found.values()] == [2, 2, 4, 4, 2]


def test_what_a_deal_left_out_on_purpose(daraa: Library, put: Put) -> None:
    found = told(daraa, put("part-of-the-deal", "agr:umm-batnah-2021"), "status", "according to")
    assert ("excluded", "out:enab-baladi", "eb21#7") in next(rows for name, rows in found.items() if "removed" in name)


def test_killings_in_order_with_how_sure_each_date_is(daraa: Library, put: Put) -> None:
    found = told(daraa, put("killings"), "killing", "when", "the date is")
    assert found == {
        "told as done or tried": [
            ("evt:amian-killing", "[2018-05-11..2018-06-06]", "computed", "eb18#17 eb18#19"),
            ("evt:committee-killings-2018", "2018-05/2018-06", "inferred", "eb18#17"),
            ("evt:shehadat-killing", "[2018-05-11..2018-06-19]", "inferred", "eb18#17 eb18#18"),
            ("evt:labad-attempt", "[2018-05-29..2018-06-07]", "computed", "eb18#22"),
            ("evt:musayfirah-killings", "[2018-06-01..2018-06-10]", "inferred", "eb18#20 eb18#21"),
            ("evt:qanbas-killing", "2018-06-14", "stated", "eb18#18"),
            ("evt:resident-killed-27-july", "[2021-07-27..2021-07-28]", "inferred", "na21#3"),
            ("evt:southern-syria-assassinations-since-2018", "2021-07-28", "computed", "na21#15"),
            ("evt:tafas-clan-clash-deaths", "/2021", "inferred", "eb21#18"),  # when it began is not told
        ],
        "only planned, threatened, rumoured or denied": [
            ("evt:committee-hit-lists-2018", "/2018-06-19", "inferred", "eb18#h3 eb18#17"),
            ("evt:al-kassem-killings-alleged", "/2021-07-28", "inferred", "na21#16"),
        ],
    }


@pytest.mark.parametrize(
    ("of", "killings"),
    [
        ("plc:tafas", {"evt:tafas-clan-clash-deaths"}),
        ("act:mustafa-al-kassem", {"evt:al-kassem-killings-alleged"}),
        ("eb18#18", {"evt:qanbas-killing", "evt:shehadat-killing"}),
        ("evt:qanbas-killing", {"evt:qanbas-killing", "evt:committee-killings-2018"}),
        ("art:so18", set()),
    ],
)
def test_killings_that_belong_to_a_record(of: str, killings: set[str], put: Put) -> None:
    assert {entry.record for entry in put("killings", of).entries} == killings


def test_an_empty_answer_says_what_was_looked_through(put: Put) -> None:
    assert summary(put("killings", "art:so18")) == (
        "No killing is coded. That is of what belongs to this record; the whole corpus may have more. Looked through: 299 events"
    )


def test_what_rests_on_unnamed_sources_only(daraa: Library, put: Put) -> None:
    found = put("unnamed-only")
    events: dict[str, dict[str, str]] = {}
    for entry in found.entries:
        named = daraa.record(entry.record).get("according_to")
        if entry.record.startswith("evt:") and named:
            events.setdefault(" ".join(named), {})[entry.record.removeprefix("evt:")] = at(daraa, entry)
    assert events == ON_UNNAMED_WORD_ONLY
    marked = {
        row.id
        for kind in ("event", "figure", "relation")
        for row in daraa.rows(daraa.numbers(kind, parse_filter("mark:unnamed")))
    }
    assert marked <= {entry.record for entry in found.entries}
    for group in found.groups:
        assert group.value and daraa.record(group.value[1])["kind"] == "unnamed"
    by_source = {group.value[1]: {entry.record for entry in group.entries} for group in found.groups if group.value}
    assert by_source["act:informed-sources-eb18"] == {"evt:jordan-side-talks-2018", "evt:faction-parades-2018"}


@pytest.mark.parametrize(
    "of",
    [
        "evt:russia-insists-on-heavy-weapons-at-once",
        "evt:us-embassy-warns-southern-front",
        "evt:activists-call-raids-breach",
        "evt:government-breaks-24-july-deal",
        DEAL,
        "act:russia",
    ],
)
def test_how_many_independent_roots(of: str, daraa: Library, put: Put) -> None:
    found = put("roots", of)
    assert {
        group.value[1]: [entry.record for entry in group.entries] for group in found.groups if group.value
    } == roots(daraa, of)
    assert f"{len(found.groups)} independent root" in summary(found)


def test_one_witness_is_one_root(daraa: Library, put: Put) -> None:
    assert told(daraa, put("roots", "evt:russia-insists-on-heavy-weapons-at-once"), "by") == {
        "act:southern-operations-room": [
            ("act:southern-operations-room", "af18#6 af18#7"),
            ("act:southern-operations-room", "af18#deck"),
            ("act:russia", "af18#7"),
            ("act:russia", "af18#deck af18#8"),
            ("act:ibrahim-jabbawi", "af18#8"),
        ]
    }


def test_the_roots_of_what_a_claim_is_about(put: Put) -> None:
    assert [entry.record for entry in put("roots", "clm:na21-abazeid-kassem-accused").entries] == [
        "clm:na21-abazeid-kassem-accused",
        "clm:na21-abazeid-kassem-bombed",
    ]


def test_deaths_and_displacement_by_speaker_and_date(daraa: Library, put: Put) -> None:
    found = put("deaths-and-displacement")
    rows = told(daraa, found, "which", "how many")
    assert rows == {
        "act:diaa-al-hariri": [("fled", "some families", "so18#2")],
        "act:united-nations": [("fled", "between 270,000 and 330,000", "af18#19"), ("fled", "many", "af18#19")],
        "out:the-new-arab": [("fled", "an unknown number", "na21#3"), ("killed", "one resident", "na21#3")],
        "out:enab-baladi": [
            ("fled, number not told", "", "eb21#8 eb21#9"),
            ("killed", "three", "eb18#20 eb18#21"),
            ("killed", "several", "eb18#17"),
            ("killed", "five", "eb18#4"),
            ("killed", "many", "eb21#18"),
        ],
        "act:abdullah-al-shami": [("killed", "15 ISIS militants", "so18#13")],
        "out:zaman-al-wasl": [("killed", "six rebel fighters", "so18#12")],
        "act:ahmad-abazeid": [("killed", "young men", "na21#16")],
    }
    bounds = {
        entry.record: (when["earliest"], when["latest"])
        for entry in found.entries
        for _, when in values(daraa, entry, "as_of|when")
    }
    assert bounds["fig:eb18-harra-dead"] == ("2018-06-15", "2018-06-19")
    assert bounds["fig:so18-isis-killed"] == ("2018-03-22", "2018-06-20")
    assert bounds["fig:eb21-clan-deaths"] == (None, "2021-12-31")
    assert bounds["fig:af18-displaced"] == ("2018-06-19", "2018-07-05")


def test_was_a_siege_unbroken(daraa: Library, put: Put) -> None:
    found = put("unbroken", SIEGE)
    rows = [
        [
            (entry.record if not entry.part else entry.part[0][2].get("state", entry.record), at(daraa, entry))
            for entry in group.entries
        ]
        for group in found.groups
    ]
    assert rows == [
        [
            ("under_attack", "eb21#26"),
            (SIEGE, "na21#4 na21#6"),
            ("evt:daraa-al-balad-roads-blocked", "na21#4"),
            ("besieged", "na21#4 na21#6"),
            ("evt:daraa-al-balad-deal-24-july", "na21#6"),
            ("settled", "na21#6 na21#7"),
            ("evt:daraa-al-balad-siege-lifting-due", "na21#6 na21#7"),  # planned
            ("evt:daraa-al-balad-siege-reimposed", "na21#6 na21#4"),
            ("besieged", "na21#6 na21#9"),
            ("under_attack", "na21#1 na21#2 na21#9"),
        ],
        [("iss:siege-unbroken-or-lifted", cited) for cited in ("na21#4", "na21#6", "na21#9")],
    ]
    assert {entry.record: entry.untold for entry in found.entries if entry.untold} == {SIEGE: 173}


def test_the_states_of_a_place_with_the_days_between(daraa: Library, put: Put) -> None:
    states = [
        entry for entry in put("unbroken", "plc:daraa-al-balad").entries if entry.part and entry.part[0][0] == "status"
    ]
    assert [(entry.part[0][2]["state"], at(daraa, entry)) for entry in states] == [
        ("under_attack", "eb21#26"),
        ("besieged", "na21#4 na21#6"),
        ("settled", "na21#6 na21#7"),
        ("besieged", "na21#6 na21#9"),
        ("under_attack", "na21#1 na21#2 na21#9"),
    ]


def test_one_body_under_all_its_names(daraa: Library, put: Put) -> None:
    found = told(daraa, put("names", COMMITTEE), "name", "seen in")
    seen_in = "eb21#2 eb21#4 eb21#5 eb21#7 eb21#19"
    assert [row[:2] for row in found["its names"]] == [
        ("Daraa Central Committee", "eb21#2"),
        ("DCC", seen_in),
        ("Central Committee in Daraa", ""),  # from outside
        ("اللجنة المركزية في درعا", ""),
    ]
    assert [row[::2] for row in found["maybe the same"]] == [
        ("act:daraa-negotiating-committee", "na21#6"),
        ("act:central-negotiating-committee", "na21#12 eb21#2"),
        ("act:tafas-addressees", "eb21#20"),  # by what is said there
    ]
    assert {row[0]: row[2] for row in found["not the same"]} == {
        "act:quneitra-reconciliation-committee": "eb21#2",
        "act:daraa-governorate-reconciliation-committee": "eb18#20",
        "act:national-reconciliation-committee": "eb18#31",
    }
    assert {row[0] for row in found["names of what may be the same"]} >= {
        "Daraa's negotiating committee",
        "central negotiating committee",
    }
    assert {row[0] for row in found["in doubt"]} == {
        "iss:who-negotiated-the-2018-settlement",
        "iss:daraa-negotiating-committee-of-2021",
        "iss:committee-of-factions-or-local-leaders",
    }


def test_what_fell_within_seven_days_surely_and_maybe(daraa: Library, put: Put) -> None:
    of = "evt:umm-batnah-deal"
    near, found = around(daraa, of, 7), put("week-around", of)
    by_sureness = {group.value[1]: [entry.record for entry in group.entries] for group in found.groups if group.value}
    on_the_line = {
        row.id
        for numbers in (near.sure, near.maybe, near.wide)
        for row in daraa.rows(numbers)
        if row.factuality in ("happened", "attempted")
    }
    assert by_sureness == {
        name: [row.id for row in daraa.rows(numbers) if row.id in on_the_line]
        for name, numbers in (("surely", near.sure), ("maybe", near.maybe), (f"maybe, {WIDE_DATES}", near.wide))
    }
    there = {name: {one for one in rows if "umm-batnah" in one} for name, rows in by_sureness.items()}
    assert there == {
        "surely": {"evt:umm-batnah-mediation", "evt:umm-batnah-removal", "evt:umm-batnah-detainees-freed"},
        "maybe": {"evt:umm-batnah-flight", "evt:umm-batnah-shelling"},
        f"maybe, {WIDE_DATES}": {"evt:umm-batnah-stormed", "evt:umm-batnah-tension"},
    }


def test_which_demands_recur_over_several_places(daraa: Library, put: Put) -> None:
    found = put("recurring-demands")
    assert {group.value[1]: len(group.over) for group in found.groups if group.value} == {
        "removal": 5,
        "weapons": 4,
        "deployment": 4,
        "pardon": 4,
        "ceasefire": 3,
    }
    weapons = next(group for group in found.groups if group.value and group.value[1] == "weapons")
    assert {value for _, value in weapons.over} == {
        "plc:busra-al-sham",
        "plc:al-sanamayn",
        "plc:tafas",
        "plc:daraa-al-balad",
    }
    assert {(entry.record, entry.part[0][2]["id"]): at(daraa, entry) for entry in weapons.entries} == {
        ("rnd:southern-talks-2018-07-04", "heavy-weapons-at-once"): "af18#deck af18#7 af18#8",
        ("rnd:tafas-2021", "light-and-medium-weapons"): "eb21#18",
        ("agr:sanamayn-2020", "weapons-of-those-who-stay"): "eb21#12",
        ("agr:tafas-2021", "anti-aircraft-guns"): "eb21#22",
        (DEAL, "weapons"): "na21#7",
    }


def test_what_recurs_elsewhere_of_a_record(put: Put) -> None:
    found = put("recurring-demands", "agr:sanamayn-2020")
    assert [group.value[1] for group in found.groups if group.value] == ["removal", "weapons", "pardon"]


def test_who_mediated_where_with_what_result(daraa: Library, put: Put) -> None:
    found = told(daraa, put("mediation"), "what", "mediator", "where", "result")
    two = "act:quneitra-reconciliation-committee act:daraa-central-committee"
    assert found["mediation"] == [
        (
            "evt:russia-brokers-southern-town-surrenders",
            "act:russia",
            "plc:southern-syria",
            "evt:thirty-southern-towns-agree",
            "af18#3",
        ),
        ("evt:jasim-mediation", "act:eighth-brigade", "plc:jasim", "agr:jasim-2020", "eb21#23"),
        ("evt:al-karak-mediation", "act:eighth-brigade", "plc:al-karak", "agr:al-karak-2020", "eb21#24"),
        ("evt:umm-batnah-mediation", two, "plc:umm-batnah", "agr:umm-batnah-2021", "eb21#5 eb21#6"),
    ]
    assert [row[:2] for row in found["talks with mediators"]] == [
        ("rnd:town-surrender-talks-2018", "act:russia"),
        ("rnd:jasim-2020", "act:eighth-brigade"),
        ("rnd:al-karak-2020", "act:eighth-brigade"),
        ("rnd:umm-batnah-2021", two),
    ]


def test_which_threats_were_carried_out(daraa: Library, put: Put) -> None:
    found = told(daraa, put("threats"), "threatened", "carried out", "threat by")[""]
    assert {row[0]: (row[1], row[2]) for row in found} == {  # of none is it told
        "evt:russian-air-support-withheld": ("", "act:russia"),
        "evt:godfathers-combat-threatened-2018": ("", "act:local-councils act:opposition-factions"),
        "evt:forced-retaking-threatened-2018": ("", "act:bashar-al-assad"),
        "evt:us-action-threatened-2018": ("", "act:us-state-department"),
        "evt:renewed-southern-offensive": ("", "act:russia act:source-close-to-talks-af18"),
        "evt:air-strikes-from-khmeimim-threatened": ("", "act:russia"),
        "evt:tafas-storming-threatened": ("", "act:syrian-government"),
    }


def test_who_uses_which_word(daraa: Library, put: Put) -> None:
    stems = ("deport", "expul", "transfer", "evacuat", "displace")
    found = {
        (row[0], speaker)
        for speaker, rows in told(daraa, put("wording"), "word").items()
        for row in rows
        if any(part.startswith(stems) for part in row[0].casefold().split())
    }
    assert found == WORDS_FOR_REMOVAL


def test_the_words_for_what_an_event_is(daraa: Library, put: Put) -> None:
    found = told(daraa, put("wording", "evt:sanamayn-removal"), "word")
    assert {row for row in found["out:enab-baladi"] if row[0] in ("expulsion", "deportation")} == {
        ("deportation", cited) for cited in ("eb21#10 eb21#12", "eb21#7", "eb21#1", "eb21#10", "eb21#h1", "eb21#12")
    } | {("expulsion", "eb21#6")}
    assert [row for row in found["out:unnamed-af18"] if row[0] == "population transfers"] == [
        ("population transfers", "af18#13")
    ]


def test_what_is_not_coded_dated_or_decided(daraa: Library, put: Put) -> None:
    found = put("not-there")
    by_sort: dict[str, set[str]] = {}
    for group in found.groups:
        assert group.value
        by_sort[group.value[1]] = {entry.record for entry in group.entries}
    assert by_sort["no record rests on it"] == {"eb18#h1"}
    assert by_sort["the day of publication is not stated"] == {"art:so18", "art:eb18", "art:af18", "art:eb21"}
    shelf = {gap: {row.id for row in rows} for gap, rows in daraa.not_stated().items()}
    assert by_sort["who did it is not told"] <= shelf["doer"]
    assert by_sort["what became of a term is not told"] == shelf["status"]
    assert by_sort["where is not told"] <= shelf["place"] | shelf["venue"]
    issues = {one for one in by_sort["not decided"] if daraa.record(one)["kind"] in ("date", "number", "outcome")}
    assert issues == {
        "iss:day-of-al-amian-death",
        "iss:day-of-shehadat-killing",
        "iss:were-sixty-weapons-enough",
        "iss:final-answer-given-or-not",
        "iss:phased-hand-over-put-to-russia",
    }
    terms = {(entry.record, entry.part[0][2]["id"]) for entry in found.entries if len(entry.part) == 2}
    assert {term for agreement, term in terms if agreement == DEAL} == {"pardons", "withdrawal", "militias"}
    # what stands in one heading does not hide what stands in another
    everywhere = {gap: ids for gap, ids in shelf.items() if gap in ("doer", "number", "venue")}
    assert {entry.record for entry in found.entries} >= set().union(*everywhere.values())


def test_there_are_fifteen_and_each_is_put_in_words(fifteen: list[Question], daraa: Library) -> None:
    assert len(fifteen) == 15
    for kind in (None, *KINDS, "paragraph"):
        name = daraa.row(daraa.numbers(kind)[0]).id if kind else None
        for asked in asked_of(fifteen, daraa, name):
            assert "{" not in asked.words
            assert bool(asked.why_not) == (asked.question.needs_record() and not asked.question.is_of(kind or ""))


def test_nothing_in_the_file_names_the_corpus(daraa: Library) -> None:
    text = OURS.read_text("utf-8").casefold()
    kinds = ("actor", "place", "outlet")
    titles = (row.title for kind in kinds for row in daraa.rows(daraa.numbers(kind)))
    names = {title.casefold() for title in titles if title[0].isupper()}  # the others are common words
    assert not [name for name in names if f" {name} " in text or ":" + name in text]


# -- any question, any record


def test_a_store_from_elsewhere_breaks_no_answer(raw: Library, fifteen: list[Question]) -> None:
    for question in fifteen:
        for name in (None, *ids(raw)):
            assert list(answer_rows(raw, question, name, 34))
            assert all(json_line(row) for row in answer_json(raw, answer(raw, question, name)))


@pytest.mark.parametrize("width", [1, 12, 34, 66, 100])
@pytest.mark.parametrize("corpus", ["valleys", "hostile", "empty"])
def test_every_question_can_be_put_to_everything(
    corpus: str, width: int, fifteen: list[Question], library: Library, hostile: Library, empty_library: Library
) -> None:
    asked = {"valleys": library, "hostile": hostile, "empty": empty_library}[corpus]
    first = {kind_of(name): name for name in reversed(ids(asked))}
    for question in fifteen:
        for name in (None, *first.values()):
            for row in answer_rows(asked, question, name, width):
                assert row.text.isprintable()
                assert cell_len(row.text) <= max(width, 2)  # a letter can be two cells wide
                assert row.target is None or asked.number(row.target)
                assert row.cite is None or asked.number(row.cite)


@pytest.mark.parametrize("width", [34, 66, 100])
def test_every_row_of_an_answer_opens_its_paragraph(width: int, fifteen: list[Question], daraa: Library) -> None:
    names = [
        None,
        DEAL,
        SETTLEMENT,
        COMMITTEE,
        SIEGE,
        "rnd:southern-talks-2018-07-03",
        "plc:daraa-al-balad",
        "art:na21",
        "na21#6",
    ]
    for question in fifteen:
        for name in names:
            rows = list(answer_rows(daraa, question, name, width))
            assert all(cell_len(row.text) <= width for row in rows)
            assert all(row.cite for row in rows if row.block)
            found = answer(daraa, question, name)
            assert len({row.block for row in rows if row.block}) == len(found.entries)


def test_a_find_is_marked_in_an_answer(daraa: Library, fifteen: list[Question]) -> None:
    rows = answer_rows(daraa, question_called(fifteen, "threats"), None, 100, "Tafas")
    assert [row for row in rows if row.hit]


def test_rows_of_one_record_are_told_apart(daraa: Library, fifteen: list[Question]) -> None:
    rows = [row for row in answer_rows(daraa, question_called(fifteen, "broken-terms"), DEAL, 66) if row.block]
    assert {row.block for row in rows} == {
        f"{DEAL}/terms.{term}/status_log.{line}" for term, line in [(0, 2), (1, 1), (1, 2), (3, 2), (3, 3), (4, 1)]
    }


# -- declaring questions


def declared(tmp_path: Path, text: str) -> list[Question]:
    file = tmp_path / "questions.yaml"
    file.write_text(text, "utf-8")
    return standing([file])


GOOD = """\
- id: what
  asks: "What is it? {title}"
  of: any
  take: {list: event, filter: "type:siege {here}"}
  shape: log
  columns: [{title: what, field: =title}]
"""


@pytest.mark.parametrize(
    ("before", "after", "told_of"),
    [
        ("of: any", "of: evnt", "3:7: error[choice]: of cannot be 'evnt'; did you mean 'event'?"),
        ("list: event", "list: evnts", "4:16: error[choice]: list cannot be 'evnts'; did you mean 'event'?"),
        ("type:siege", "tpye:siege", "4:31: error[filter]: no facet 'tpye'; did you mean type:?"),
        ("{here}", "{hree}", "4:31: error[blank]: {hree} cannot be filled in; did you mean 'here'?"),
        ("{title}", "{tilte}", "2:9: error[blank]: {tilte} cannot be filled in; did you mean 'title'?"),
        ("shape: log", "shape: lgo", "5:10: error[choice]: shape cannot be 'lgo'; did you mean 'log'?"),
        ("=title", "=titel", "6:34: error[path]: no computed value '=titel'; did you mean '=title'?"),
        ("=title", "whn", "6:34: error[path]: 'whn' leads nowhere in events: no 'whn'; did you mean 'when'?"),
        ("=title", "where.nmes", "6:34: error[path]: 'where.nmes' leads nowhere in events: no 'nmes'; did you mean 'names'?"),
        ("=title", "'links[rl=ends]'", "6:34: error[path]: 'links[rl=ends]' leads nowhere in events: no 'rl'; did you mean 'rel'?"),
        ("=title", "when|^lnks.when", "6:34: error[path]: '^lnks.when' leads nowhere in events: no 'lnks'; did you mean 'links'?"),
        ("=title", ".when", "6:34: error[path]: '.when' leads nowhere in events: no row is a part; leave the first dot out"),
        ("=title", "'a b'", "6:34: error[form]: field is 'a b'; write a path"),
        ("field:", "feld:", "6:27: error[unknown-key]: columns has no field 'feld'; did you mean 'field'?"),
        ("  shape: log\n", "", "1:3: error[missing-key]: question lacks shape; add it"),
        ("{list: event, filter", "{filter", "4:18: error[source]: filter needs a list"),
        ("{list: event,", "{list: event, from: {list: claim},", "error[source]: from needs along"),
        ("{list: event,", "{list: event, having: 'unt=people',", "'unt' leads nowhere in events"),
        ("{list: event,", "{list: event, parts: framng,", "'framng' leads nowhere in events: no 'framng'; did you mean 'framing'?"),
        (GOOD, "what: ever", "1:1: error[type]: a file of questions is a list"),
        (GOOD, GOOD + GOOD, "7:3: error[duplicate-id]: the question 'what' stands in line 1 already"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_what_may_be_meant(
    before: str, after: str, told_of: str, tmp_path: Path
) -> None:
    assert len(declared(tmp_path, GOOD)) == 1
    assert before in GOOD
    with pytest.raises(CorpusError) as caught:
        declared(tmp_path, GOOD.replace(before, after, 1))
    assert told_of in str(caught.value)
    assert str(tmp_path / "questions.yaml") in str(caught.value)


def test_a_question_of_ones_own_replaces_and_says_so(tmp_path: Path, fifteen: list[Question]) -> None:
    own = tmp_path / "questions.yaml"
    own.write_text(GOOD + GOOD.replace("id: what", "id: killings"), "utf-8")
    both = standing([OURS, own, tmp_path / "there is none"])
    assert [one.id for one in both] == [*(one.id for one in fifteen), "what"]
    killings = question_called(both, "killings")
    assert (killings.file, killings.replaces) == (str(own), str(OURS))
    assert {one.replaces for one in both if one.id != "killings"} == {""}


def test_the_users_own_lie_in_the_config_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert questions_files()[1] == tmp_path / "khabar" / "questions.yaml" == config_folder() / "questions.yaml"
    monkeypatch.setenv("XDG_CONFIG_HOME", "not/absolute")
    assert config_folder() == Path.home() / ".config" / "khabar"


def test_an_unknown_question_names_the_nearest(fifteen: list[Question]) -> None:
    with pytest.raises(UsageError, match="no question 'kilings'; did you mean 'killings'"):
        question_called(fifteen, "kilings")


@given(data=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_break_the_reading_of_questions(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    file.write_bytes(data)
    try:
        standing([file])
    except CorpusError as error:
        assert all(problem.line >= 1 and problem.column >= 1 for problem in error.problems)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("unit", Condition("unit")),
        ("unit=people,famil*", Condition("unit", ("people", "famil*"))),
        ("=says", Condition("=says")),
        ("=says=act:x", Condition("=says", ("act:x",))),
        ("speaker|=says", Condition("speaker|=says")),
        ("links[rel=breaks].target", Condition("links[rel=breaks].target")),
        ("links[rel=breaks].target=agr:x", Condition("links[rel=breaks].target", ("agr:x",))),
    ],
)
def test_a_condition_is_a_path_with_or_without_values(text: str, read: Condition) -> None:
    assert condition(text) == read


def ways(shape: Shape, depth: int = 3) -> Iterator[str]:
    """The paths into a shape, so many steps deep."""
    for name, known in fields_of(shape).items() if depth else ():
        yield name
        inner = known.shape.item if isinstance(known.shape, ListOf) else known.shape
        named = [KINDS[kind].struct for kind in inner.kinds] if isinstance(inner, Ref) else [inner]
        yield from (f"{name}.{rest}" for one in named for rest in ways(one, depth - 1))


def lists(shape: Shape) -> Iterator[str]:
    """The paths of lists that lead to parts."""
    for name, known in fields_of(shape).items():
        if isinstance(known.shape, ListOf):
            yield name
            yield from (f"{name}.{rest}" for rest in lists(known.shape.item))


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    """A question that may well be accepted: its paths are those of one kind of record, now and then those of none."""
    kind = draw(st.sampled_from(list(KINDS)))
    struct = KINDS[kind].struct
    back = [
        "^about",
        "^links",
        "^links[rel=breaks,begins]",
        "^where.when",
        "^participants.cite",
        "^leads_to.moves.content",
    ]
    path = st.sampled_from([*dict.fromkeys(ways(struct)), *back, *sorted(COMPUTED), ".content", ".by", ".id"])
    bad = st.sampled_from(["nothing", "when.nothing", "=nothing", "{id}", "a|", "^"])
    paths = st.lists(path, min_size=1, max_size=2).map("|".join) | (path if draw(st.integers(0, 9)) else bad)
    filters = [
        "{here}",
        "{here} line:on",
        "type:{type}",
        "place:{where} {title}",
        "-type:{type} {here}",
        "siege",
        "{note} {cite}",
    ]
    maybe = {
        "filter": st.sampled_from(filters),
        "parts": st.sampled_from([*lists(struct)] or ["names"]),
        "having": paths,
        "lacking": paths,
        "every": paths.map("{}=a,b*".format),
        "as": st.sampled_from(["one", "two"]),
    }
    from_list = {"list": st.just(kind)}
    source = (
        st.fixed_dictionaries(from_list, optional=maybe)
        | st.fixed_dictionaries(from_list, optional=maybe | {"around": st.integers(1, 400)})
        | st.fixed_dictionaries(
            {"list": st.just(kind), "along": paths, "from": st.just({"list": kind})}, optional=maybe
        )
        | st.fixed_dictionaries({"along": paths, "from": st.just({"along": "^about"})})
        | st.fixed_dictionaries({"along": paths})
        | st.fixed_dictionaries({}, optional={"parts": maybe["parts"], "having": paths})
    )
    whole = st.fixed_dictionaries(
        {
            "id": st.just("any"),
            "asks": st.just("What? {title}"),
            "of": st.just("any"),
            "take": st.lists(source, min_size=1, max_size=2),
            "shape": st.sampled_from(["log", "table", "feed", "cards", "pairs"]),
            "columns": st.lists(
                st.fixed_dictionaries({"field": paths}, optional={"title": st.just("x")}), min_size=1, max_size=3
            ),
        },
        optional={
            **dict.fromkeys(("group", "sort", "under", "opens"), paths),
            "recurs": st.fixed_dictionaries({"over": paths, "least": st.just(2)}),
        },
    )
    return draw(whole)


@given(raw=questions(), data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=200)
def test_whatever_is_accepted_can_be_answered(
    raw: dict[str, Any], data: st.DataObject, library: Library, tmp_path: Path
) -> None:
    try:
        (question,) = declared(tmp_path, yaml.safe_dump([raw], allow_unicode=True))
    except CorpusError as error:
        assert all(problem.line >= 1 and problem.column >= 1 for problem in error.problems)
        event("refused")
        return
    name = data.draw(st.none() | st.sampled_from(ids(library)))
    event(f"answered: {bool(answer(library, question, name).entries)}")
    for row in answer_rows(library, question, name, 40):
        assert row.target is None or library.number(row.target)


# -- what stands under what, gaps, ends


def test_moves_that_answer_in_a_ring_are_all_shown(valleys_copy: Path, tmp_path: Path, fifteen: list[Question]) -> None:
    edit(
        valleys_copy / "rounds.yaml",
        "kind: demand, content: A levy on each field.",
        "kind: demand, answers: taken, content: A levy.",
    )
    library = open_corpus(valleys_copy, vocabulary_file(), tmp_path / "ring.json")
    found = answer(library, question_called(fifteen, "point-by-point"), "rnd:mill-talks")
    assert [(entry.part[0][2]["id"], entry.depth) for entry in found.entries] == [
        ("levy", 0),
        ("labour", 1),
        ("taken", 2),
    ]
    library.close()


def test_what_is_answered_elsewhere_is_brought_in(daraa: Library, fifteen: list[Question]) -> None:
    bare = replace(question_called(fifteen, "point-by-point"), take=question_called(fifteen, "point-by-point").take[:1])
    found = answer(daraa, bare, "rnd:southern-talks-2018-07-04")
    shown = [(entry.record, entry.part[0][2]["id"], entry.depth) for entry in found.entries]
    assert ("rnd:southern-talks-2018-07-03", "government-takeover", 0) in shown
    assert shown[shown.index(("rnd:southern-talks-2018-07-03", "government-takeover", 0)) + 1][1:] == (
        "decision-due",
        1,
    )


def test_more_than_is_looked_through_is_said(monkeypatch: pytest.MonkeyPatch, put: Put) -> None:
    assert not put("threats").cut
    with monkeypatch.context() as patch:
        patch.setattr(answering, "MOST_ROWS", 3)
        assert len(put("threats").entries) == 3
        assert "there is more, of each sort" in summary(put("threats"))
        assert len(put("not-there").groups) > 5  # one sort does not hide the others
    monkeypatch.setattr(answering, "MOST_READ", 5)
    assert put("unnamed-only").cut


def test_a_question_that_is_not_of_a_kind_says_why_not(daraa: Library, fifteen: list[Question], put: Put) -> None:
    asked = {one.question.id: one for one in asked_of(fifteen, daraa, SIEGE)}
    assert asked["broken-terms"].why_not == "asked about agreements, not events"
    assert asked["names"].why_not == "asked about actors, places, outlets, not events"
    assert not asked["unbroken"].why_not
    assert put("broken-terms", SIEGE).groups == ()
    assert asked_of(fifteen, daraa, None)[-1].why_not.endswith("; go to one")


def test_there_is_no_answer_about_what_is_not_there(put: Put) -> None:
    with pytest.raises(KeyError):
        put("killings", "evt:nobody-knows")


# -- paths


@pytest.mark.parametrize(
    ("kind", "path", "leads"),
    [
        ("round", "leads_to.where", True),
        ("round", "leads_to.sides.names.text", True),
        ("claim", "about.record.participants.actor.names", True),
        ("claim", "about.record.links.target.participants.actor.names", False),  # too many records on the way
        ("event", "^links[rel=reports].participants.actor.names", True),
        ("event", "^nowhere", False),
        ("article", "published[basis=inferred].why", True),
        ("article", "published[bass=inferred]", False),
        ("paragraph", "digest", False),
        ("event", "title.text", False),
        ("event", "", False),
    ],
)
def test_a_path_may_go_on_through_records(kind: str, path: str, leads: bool) -> None:
    assert is_path_into(kind, path) is leads
    assert (lost_at(kind, path) is None) is leads


def test_a_path_sees_the_part_that_it_goes_through(daraa: Library) -> None:
    part = next(parts(daraa, DEAL, "terms.status_log[status=broken]"))
    entry = Entry(DEAL, part)
    assert [value for _, value in values(daraa, entry, "terms.id")] == ["weapons"]
    assert [value for _, value in values(daraa, entry, ".status")] == ["broken"]
    assert len(column(daraa, DEAL, "terms.id")) == 6
    assert values(daraa, Entry(DEAL), ".status") == []  # a record is no part
    assert [value for _, value in column(daraa, "rnd:jasim-2020", "leads_to.where")] == ["plc:jasim", "plc:jasim"]
    assert column(daraa, "art:eb18", "published[basis=stated].why") == []
    assert list(parts(daraa, "eb18#1", "terms")) == list(parts(daraa, DEAL, "when")) == []


# -- the command line


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["ask", *argv])
    return code, *capsys.readouterr()


@pytest.fixture(autouse=True)
def own_config(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return folder


def test_ask_lists_the_questions(capsys: pytest.CaptureFixture[str], valleys_store: Path) -> None:
    code, out, _ = run(capsys, "--corpus", str(valleys_store))
    assert code == 0
    assert "killings" in out
    code, out, _ = run(capsys, "--json", "--corpus", str(valleys_store), "rnd:mill-talks")
    listed = {one["id"]: one for one in map(json.loads, out.splitlines())}
    assert len(listed) == 15
    assert (listed["point-by-point"]["about"], listed["point-by-point"]["why_not"]) == ("rnd:mill-talks", "")
    assert listed["names"]["why_not"] == "asked about actors, places, outlets, not rounds"


def test_ask_answers_as_text_and_as_json(capsys: pytest.CaptureFixture[str], valleys_store: Path) -> None:
    code, out, _ = run(capsys, "point-by-point", "rnd:mill-talks", "--width=0", "--corpus", str(valleys_store))
    assert (code, "A levy on each field." in out, "Looked through: its moves (3)" in out) == (0, True, True)
    code, out, _ = run(capsys, "point-by-point", "rnd:mill-talks", "--json", "--corpus", str(valleys_store))
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["record"], row["cite"], row["columns"]["move"]) for row in rows] == [
        ("rnd:mill-talks", ["hc31#3"], ["demand"]),
        ("rnd:mill-talks", ["hc31#3"], ["counter_offer"]),
        ("rnd:mill-talks", ["hc31#3"], ["accept"]),
    ]


@pytest.mark.parametrize(
    ("argv", "told_of"),
    [
        (["kilings"], "did you mean 'killings'?"),
        (["names", "rnd:mill-talks"], "names: asked about actors, places, outlets, not rounds"),
        (["names"], "go to one"),
        (["names", "act:nobody-at-all-here"], "no record 'act:nobody-at-all-here'"),
        (["\x1b[31m"], "no question"),
    ],
)
def test_ask_says_what_is_wrong(
    argv: list[str], told_of: str, capsys: pytest.CaptureFixture[str], valleys_store: Path
) -> None:
    code, out, err = run(capsys, *argv, "--corpus", str(valleys_store))
    assert (code, out) == (WRONG_USAGE, "")
    assert told_of in err
    assert err.rstrip("\n").isprintable()


def test_ask_tells_a_mistake_in_ones_own_questions(
    capsys: pytest.CaptureFixture[str], valleys_store: Path, own_config: Path
) -> None:
    file = own_config / "khabar" / "questions.yaml"
    file.parent.mkdir()
    file.write_text(GOOD.replace("=title", "whn"), "utf-8")
    code, _, err = run(capsys, "--corpus", str(valleys_store))
    assert code == PROBLEMS_FOUND
    assert err.startswith(f"{file}:6:34: error[path]")
