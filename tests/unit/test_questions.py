"""What a researcher of the settlement process asks, answered by the Library over the bundled corpus.

Each test is one question, its docstring; each answer is whole (nothing more, nothing less) and names the paragraphs it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator

from support import ON_UNNAMED_WORD_ONLY, WORDS_FOR_REMOVAL

from tui.corpus.kinds import ON_THE_LINE
from tui.present.dates import label, row_label
from tui.reading.around import around
from tui.reading.filters import parse_filter
from tui.reading.roots import root, roots
from tui.store.library import Library, Record

DEAL = "agr:daraa-al-balad-2021-07-24"
SETTLEMENT = "agr:july-2018-settlement"
TRUCE = "agr:southwest-ceasefire-2017"
ROUNDS_OF_JULY_2018 = ("rnd:southern-talks-2018-07-03", "rnd:southern-talks-2018-07-04")


# -- what a researcher does with the Library: ask a list by a filter, read a record, follow a link


def ask(daraa: Library, kind: str, filter: str = "") -> list[Record]:
    """The records that answer what a reader types."""
    return [daraa.record(row.id) for row in daraa.rows(daraa.numbers(kind, parse_filter(filter)))]


def told(records: list[Record]) -> dict[str, list[str]]:
    """Records with the paragraphs they rest on."""
    return {record["id"]: record["cite"] for record in records}


def at(record: Record) -> str:
    """The paragraphs that something rests on, in one line."""
    return " ".join(record["cite"])


def naming(daraa: Library, name: str, kind: str, field: str) -> list[Record]:
    """The records of a kind that name another in a field."""
    found = dict.fromkeys(link.row.id for link in daraa.linked_from(name) if link.field == field)
    return [daraa.record(one) for one in found if daraa.row_of(one).kind == kind]


def linked(daraa: Library, name: str, *rels: str) -> list[Record]:
    """The events that say of themselves that they break, answer, carry out … another record."""
    return [
        event
        for event in naming(daraa, name, "event", "links.target")
        if any(link["target"] == name and link["rel"] in rels for link in event["links"])
    ]


def who(event: Record, *roles: str) -> set[str]:
    """Those who took part in a role."""
    return {one["actor"] for one in event["participants"] if one["role"] in roles}


def by(record: Record) -> set[str]:
    """Those on whose word something stands; none where the outlet itself vouches for it."""
    return set(record.get("according_to", ()))


def bounds(when: Record) -> tuple[str | None, str | None, str]:
    """First and last day a date can be, and what it rests on."""
    return when["earliest"], when["latest"], when.get("basis", "stated")


def terms(daraa: Library) -> Iterator[tuple[str, Record]]:
    """Every term of every agreement."""
    for agreement in ask(daraa, "agreement"):
        for term in agreement["terms"]:
            yield agreement["id"], term


def places(daraa: Library, event: Record) -> list[str]:
    """Where an event was; where that is not told, the place of the agreement that it carries out."""
    made = [link["target"] for link in event.get("links", ()) if link["rel"] == "carries_out"]
    return event.get("where") or [place for one in made for place in daraa.record(one).get("where", ())]


def verdicts(daraa: Library, status: str) -> set[tuple[str, str, str, str]]:
    """Agreement, term, speaker and paragraphs of each line that gives a term a status."""
    return {
        (agreement, term["id"], speaker, at(line))
        for agreement, term in terms(daraa)
        for line in term.get("status_log", ())
        if line["status"] == status
        for speaker in line["according_to"]
    }


def moves(daraa: Library, *kinds: str) -> Iterator[tuple[str, Record]]:
    """Every move of every round, or those of some kinds; of some talks no move is told."""
    for talks in ask(daraa, "round"):
        for move in talks.get("moves", ()):
            if not kinds or move["kind"] in kinds:
                yield talks["id"], move


def words(daraa: Library, *stems: str) -> set[tuple[str, str]]:
    """Who uses a word that begins so, in whichever record: (word, whose word it is)."""
    found = set()
    for kind in ("event", "agreement", "round", "claim"):
        for record in ask(daraa, kind):
            for holder in (record, *record.get("terms", ())):
                for one in holder.get("framing", ()):
                    if any(part.startswith(stems) for part in one["term"].casefold().split()):
                        found.add((one["term"], one.get("by", "")))
    return found


# -- the deal of 24 July 2021


def test_which_terms_were_broken_and_according_to_whom(daraa: Library) -> None:
    """Which terms of the deal of 24 July 2021 were broken, according to whom?"""
    assert {line[1:] for line in verdicts(daraa, "broken") if line[0] == DEAL} == {
        ("weapons", "act:syrian-government", "na21#8"),
        ("checkpoints", "act:ahmad-abazeid", "na21#10"),
        ("siege-lifted", "out:the-new-arab", "na21#6"),
        ("siege-lifted", "out:the-new-arab", "na21#9"),
        ("withdrawal", "act:ahmad-abazeid", "na21#10"),
    }


def test_by_whom_the_deal_was_broken(daraa: Library) -> None:
    """Who broke the deal of 24 July 2021, by which deed, and on whose word?"""
    government, forces = "act:syrian-government", "act:syrian-government-forces"
    assert {
        (event["id"], *sorted(who(event, "perpetrator", "demander")), *sorted(by(event)))
        for event in linked(daraa, DEAL, "breaks")
    } == {
        ("evt:handed-over-weapons-fall-short", "act:daraa-al-balad-residents", government),
        ("evt:government-breaks-24-july-deal", government, "act:ahmad-abazeid"),
        ("evt:seven-checkpoints-demanded", government, "act:ahmad-abazeid"),
        ("evt:ten-checkpoints-demanded", government, "act:ahmad-abazeid"),
        ("evt:forces-placed-within-daraa", government, "act:ahmad-abazeid"),
        ("evt:daraa-al-balad-siege-reimposed", forces),
    }


def test_what_became_of_each_term(daraa: Library) -> None:
    """What became of each term of the deal of 24 July 2021, in the words of its status?"""
    found = {
        term["id"]: [(line["status"], at(line)) for line in term["status_log"]] for term in daraa.record(DEAL)["terms"]
    }
    agreed = "agreed", "na21#6 na21#7"
    assert found == {
        "weapons": [agreed, ("partly_kept", "na21#8"), ("broken", "na21#8")],
        "checkpoints": [agreed, ("broken", "na21#10"), ("broken", "na21#10")],
        "pardons": [agreed, ("not_stated", "na21#7")],
        "siege-lifted": [agreed, ("pending", "na21#6"), ("broken", "na21#6"), ("broken", "na21#9")],
        "withdrawal": [agreed, ("broken", "na21#10"), ("not_stated", "na21#1 na21#9")],
        "militias": [agreed, ("not_stated", "na21#2")],
    }


def test_was_the_siege_unbroken(daraa: Library) -> None:
    """Was the siege of Daraa al-Balad unbroken in 2021?"""
    (doubt,) = (one for one in ask(daraa, "issue", "siege lifted") if "evt:daraa-al-balad-siege-2021" in one["about"])
    assert (doubt["id"], doubt["status"], doubt["judgement"]["confidence"]) == (
        "iss:siege-unbroken-or-lifted",
        "leaning",
        "low",
    )
    assert [one["cite"] for one in doubt["positions"]] == [["na21#4"], ["na21#6"], ["na21#9"]]
    states = daraa.record("plc:daraa-al-balad")["status"]
    assert [(one["when"]["edtf"], one["cite"]) for one in states if one["state"] == "besieged"] == [
        ("2021/", ["na21#4", "na21#6"]),  # until when is not told
        ("2021-07-27/..", ["na21#6", "na21#9"]),
    ]
    assert not [one for one in states if one["state"] == "siege_lifted"]  # due, and nowhere said to have come


# -- the talks and the settlement of July 2018


def test_what_was_asked_in_july_2018_and_what_russia_answered(daraa: Library) -> None:
    """What did the opposition ask on 3 and 4 July 2018, and what did Russia answer, point by point?"""
    answers = {}
    for talks, move in moves(daraa):
        if talks in ROUNDS_OF_JULY_2018:
            asked = move.get("answers", "").rpartition("/")[2]
            answers.setdefault(asked, []).append((move["by"][0], move["kind"], move["id"], move["cite"]))
    source = "act:source-close-to-talks-af18"
    assert answers == {
        "": [  # these open a point
            ("act:opposition-factions", "offer", "army-out-of-retaken-towns", ["af18#11", "af18#12"]),
            ("act:opposition-factions", "offer", "safe-passage", ["af18#11", "af18#12"]),
            ("act:russia", "counter_offer", "government-takeover", ["af18#5"]),
            ("act:russia", "counter_offer", "police-in-towns", ["af18#12", "af18#14"]),
            ("act:russia", "threat", "renewed-offensive", ["af18#1"]),
            (source, "deadline", "last-round", ["af18#15", "af18#16"]),
            ("act:russia", "demand", "heavy-weapons-at-once", ["af18#deck", "af18#7", "af18#8"]),
            ("act:ibrahim-jabbawi", "statement", "session-over", ["af18#8", "af18#9"]),
        ],
        "army-out-of-retaken-towns": [
            ("act:russia", "reject", "terms-rejected", ["af18#12"]),
            ("act:russia", "counter_offer", "army-to-pre-2011-positions", ["af18#12", "af18#14"]),
        ],
        "safe-passage": [("act:russia", "reject", "no-transfers", ["af18#12", "af18#13"])],
        "government-takeover": [("act:opposition-factions", "statement", "decision-due", ["af18#5", "af18#15"])],
        "heavy-weapons-at-once": [
            ("act:opposition-factions", "statement", "heavy-weapons-in-phases", ["af18#10"]),
            ("act:southern-operations-room", "statement", "declared-failed", ["af18#deck", "af18#6", "af18#7"]),
        ],
    }


def test_on_whose_word_the_russian_answers_stand(daraa: Library) -> None:
    """On whose word do the Russian moves of July 2018 stand?"""
    found = {
        move["id"]: by(move)
        for talks, move in moves(daraa)
        if talks in ROUNDS_OF_JULY_2018 and "act:russia" in move["by"]
    }
    assert found == {
        "terms-rejected": {"act:source-close-to-talks-af18"},
        "no-transfers": {"act:source-close-to-talks-af18"},
        "government-takeover": set(),
        "army-to-pre-2011-positions": {"act:source-close-to-talks-af18"},
        "police-in-towns": {"act:source-close-to-talks-af18"},
        "renewed-offensive": {"act:opposition-factions"},
        "heavy-weapons-at-once": {"act:southern-operations-room", "act:ibrahim-jabbawi"},
    }


def test_what_was_refused_in_which_talks(daraa: Library) -> None:
    """What was refused in any talks, by whom, and what did the refusal answer?"""
    source = {"act:source-close-to-talks-af18"}
    found = {(talks, move["answers"], *move["by"], at(move)): by(move) for talks, move in moves(daraa, "reject")}
    assert found == {
        ("rnd:alexander-asemi-call-2018-06", "meeting-in-mahajjah", "act:fadi-al-asemi", "eb18#12 eb18#13"): {
            "act:fadi-al-asemi"
        },
        ("rnd:southern-talks-2018-07-03", "army-out-of-retaken-towns", "act:russia", "af18#12"): source,
        ("rnd:southern-talks-2018-07-03", "safe-passage", "act:russia", "af18#12 af18#13"): source,
        (
            "rnd:tafas-2021",
            "named-people",
            "act:tafas-addressees",
            "eb21#20",
        ): set(),  # by whom they were ignored is not said
        ("rnd:umm-batnah-2021", "removal", "act:daraa-central-committee", "eb21#7"): set(),
        (
            "rnd:daraa-al-balad-after-the-deal",
            "rnd:daraa-al-balad-2021-07-24/light-weapons",
            "act:syrian-government",
            "na21#8",
        ): {"act:mohammed-al-asaker"},
    }


def test_of_which_talks_no_move_is_told(daraa: Library) -> None:
    """Of which talks is it told that they were held, and not what was said in them?"""
    assert {talks["id"] for talks in ask(daraa, "round") if not talks.get("moves")} == {
        "rnd:russia-us-jordan-2017-06",
        "rnd:three-way-talks-2018",
        "rnd:three-way-meeting-2018",
        "rnd:july-2018-settlement",
    }


def test_how_often_were_checkpoints_asked_for_after_the_deal(daraa: Library) -> None:
    """Three checkpoints were agreed on 24 July 2021: what was asked for after that, and on whose word?"""
    found = [
        (move["id"], move["kind"], by(move), at(move))
        for _, move in moves(daraa, "accept", "demand")
        if move["id"].endswith("-checkpoints")
    ]
    assert found == [
        ("three-checkpoints", "accept", set(), "na21#6 na21#7"),
        ("seven-checkpoints", "demand", {"act:ahmad-abazeid"}, "na21#7 na21#10"),
        ("ten-checkpoints", "demand", {"act:ahmad-abazeid"}, "na21#7 na21#10"),
    ]


def test_was_removal_part_of_the_july_2018_deal(daraa: Library) -> None:
    """Was removal to the north part of the July 2018 deal, and who says so?"""
    issue = daraa.record("iss:removal-in-the-july-2018-settlement")
    says = {
        claim: (root(daraa, daraa.record(claim)), position["cite"])
        for position in issue["positions"]
        for claim in position.get("claims", ())
    }
    assert says == {
        "clm:eb21-deal-of-2018": ("out:enab-baladi", ["eb21#1"]),
        "clm:af18-russia-no-transfers": ("act:source-close-to-talks-af18", ["af18#12", "af18#13"]),
        "clm:af18-own-transfers-elsewhere": ("out:unnamed-af18", ["af18#12", "af18#13"]),
        "clm:af18-opposition-terms": ("act:opposition-factions", ["af18#11"]),
        "clm:na21-agreements-preliminary": ("out:the-new-arab", ["na21#12"]),
    }
    assert issue["status"] == "leaning"
    assert {line[1:] for line in verdicts(daraa, "agreed") if line[:2] == (SETTLEMENT, "removal-to-the-north")} == {
        ("removal-to-the-north", "out:enab-baladi", "eb21#1")
    }


def test_who_met_or_talked_on_4_july_2018(daraa: Library) -> None:
    """Which meetings and talks surely fell on 4 July 2018?"""
    found = [
        event
        for sort in ("meeting", "negotiation")
        for event in ask(daraa, "event", f"type:{sort} 2018-07-04 line:on aspect:point")
        if event["when"]["earliest"] == event["when"]["latest"]
    ]
    assert told(found) == {
        "evt:safadi-lavrov-talks-moscow-2018": ["af18#5", "af18#27"],
        "evt:busra-al-sham-talks-4-july-2018": ["af18#5", "af18#6", "af18#7", "af18#8", "af18#9"],
    }


# -- dates


def test_what_7_june_2018_rests_on(daraa: Library) -> None:
    """What does 7 June 2018 rest on?"""
    days = [
        row
        for row in daraa.rows(daraa.numbers("event", parse_filter("2018-06-07")))
        if row.earliest == row.latest == "2018-06-07"
    ]
    assert [row.id for row in days] == ["evt:rockets-regiment-parade-2018-06-07"]
    parade = daraa.record(days[0].id)
    assert (parade["cite"], bounds(parade["when"])) == (["eb18#caption"], ("2018-06-07", "2018-06-07", "stated"))
    assert {
        name: told([daraa.record(claim) for claim in claims]) for name, claims in roots(daraa, days[0].id).items()
    } == {"act:activist-abu-muslem": {"clm:eb18-caption-parade": ["eb18#caption"]}}


def test_who_was_killed_and_how_sure_each_date_is(daraa: Library) -> None:
    """Which people known by name were killed or attacked, when, and how sure is each date?"""
    found = {
        (daraa.title(person["id"]), event["factuality"], *bounds(event["when"]), at(event))
        for person in ask(daraa, "actor", "kind:person")
        for event in naming(daraa, person["id"], "event", "participants.actor")
        if event["type"] in ("killing", "assassination") and person["id"] in who(event, "victim", "target")
    }
    early_june = "2018-06-01", "2018-06-10", "inferred", "eb18#20 eb18#21"
    assert found == {
        ("Mousa Qanbas", "happened", "2018-06-14", "2018-06-14", "stated", "eb18#18"),
        ("Hamed Riyad Shehadat", "happened", "2018-05-11", "2018-06-19", "inferred", "eb18#17 eb18#18"),
        ("Zakarya al-Amian", "happened", "2018-05-11", "2018-06-06", "computed", "eb18#17 eb18#19"),
        ("Tawfiq al-Ghunaim", "happened", *early_june),
        ("Mohammad al-Ghunaim", "happened", *early_june),
        ("Muafaq al-Barjas", "happened", *early_june),
        ("Jamal al-Labad", "attempted", "2018-05-29", "2018-06-07", "computed", "eb18#22"),
    }


def test_whose_killer_is_not_stated(daraa: Library) -> None:
    """Of which killings, kidnappings, tortures and shellings is the doer not stated?"""
    assert {row.id: at(daraa.record(row.id)) for row in daraa.not_stated()["doer"]} == {
        "evt:amian-abduction": "eb18#17 eb18#19",
        "evt:labad-attempt": "eb18#22",
        "evt:qanbas-killing": "eb18#18",
        "evt:shehadat-killing": "eb18#17 eb18#18",
        "evt:tafas-clan-clash-deaths": "eb21#18",
        "evt:resident-killed-27-july": "na21#3",
        "evt:pardoned-residents-disappeared": "na21#13",
        "evt:pardoned-residents-tortured": "na21#13",
        "evt:southern-syria-assassinations-since-2018": "na21#15",
        "evt:southern-syria-kidnappings-since-2018": "na21#15",
    }


def test_which_dates_hang_on_another_event_by_days(daraa: Library) -> None:
    """Which dates are told only as so many days before or after another event, and what do they come to?"""
    found = {
        event["id"]: (event["when"]["relative_to"]["event"], event["when"]["relative_to"]["offset"], row_label(row))
        for event in ask(daraa, "event")
        if event["when"].get("relative_to", {}).get("event")
        and event["when"]["relative_to"]["offset"] != "P0D"
        and (row := daraa.row_of(event["id"]))
    }
    assert found == {
        "evt:amian-killing": ("evt:amian-abduction", "P3D", "11 May..6 Jun 2018"),
        "evt:labad-attempt": ("evt:musayfirah-killings", "-P3D", "29 May..7 Jun 2018"),
    }


def test_which_dates_come_from_outside(daraa: Library) -> None:
    """Which events are dated by knowledge from outside the articles?"""
    found = {
        event["id"]: bounds(event["when"]) for event in ask(daraa, "event") if event["when"].get("basis") == "external"
    }
    assert found == {"evt:harra-eid-shelling": ("2018-06-15", "2018-06-16", "external")}
    assert daraa.record("evt:harra-eid-shelling")["cite"] == ["eb18#4"]


def test_what_happened_within_a_week_of_the_outcome_at_umm_batnah(daraa: Library) -> None:
    """What happened at Umm Batnah within seven days of the outcome of the talks there: surely, maybe, or by a wide or open date?"""
    near = around(daraa, "evt:umm-batnah-deal", 7)
    there = set(daraa.numbers("event", parse_filter("place:umm-batnah line:on")))
    sure, maybe, wide = (
        {row.id: at(daraa.record(row.id)) for row in daraa.rows(numbers) if row.n in there}
        for numbers in (near.sure, near.maybe, near.wide)
    )
    assert sure == {
        "evt:dcc-keeps-removal-off-table": "eb21#5 eb21#6 eb21#7",
        "evt:sasa-branch-demands-removal": "eb21#5 eb21#7",
        "evt:umm-batnah-mediation": "eb21#5 eb21#6",
        "evt:umm-batnah-removal": "eb21#3 eb21#6 eb21#7",
    }
    assert maybe == {
        "evt:sasa-branch-demands-settling": "eb21#5 eb21#7",
        "evt:umm-batnah-flight": "eb21#8 eb21#9",
        "evt:umm-batnah-shelling": "eb21#8 eb21#9",
    }
    assert wide == {"evt:umm-batnah-stormed": "eb21#3 eb21#8", "evt:umm-batnah-tension": "eb21#8 eb21#9"}


# -- people who were killed, fled, were removed or held, by number


def test_deaths_by_speaker_and_date(daraa: Library) -> None:
    """How many deaths does who report, and of when?"""
    figures = {one["id"]: one for word in ("killed", "killing", "dead") for one in ask(daraa, "figure", word)}
    found = {
        (one.get("said"), *one["according_to"], bounds(one["as_of"])[:2] if "as_of" in one else None, *one["cite"])
        for one in figures.values()
        if one["unit"] in ("people", "assassinations")
    }
    enab, spring = "out:enab-baladi", ("2018-03-22", "2018-06-20")
    assert found == {
        ("five", enab, ("2018-06-15", "2018-06-19"), "eb18#4"),
        ("several", enab, ("2018-06-15", "2018-06-19"), "eb18#17"),
        ("three", enab, ("2018-06-01", "2018-06-10"), "eb18#20", "eb18#21"),
        ("six rebel fighters", "out:zaman-al-wasl", spring, "so18#12"),
        ("15 ISIS militants", "act:abdullah-al-shami", spring, "so18#13"),
        ("many", enab, (None, "2021-12-31"), "eb21#18"),
        ("one resident", "out:the-new-arab", ("2021-07-28", "2021-07-28"), "na21#3"),
        ("young men", "act:ahmad-abazeid", (None, "2021-07-28"), "na21#16"),
    }


def test_displacement_by_speaker_and_date(daraa: Library) -> None:
    """How many people fled, when, and who says so?"""
    found = {
        event["id"]: [
            (one.get("said"), *one["according_to"], *one["cite"])
            for one in naming(daraa, event["id"], "figure", "about")
        ]
        for event in ask(daraa, "event", "type:displacement line:on")
    }
    borders = [("many", "act:united-nations", "af18#19")]
    assert found == {
        "evt:eastern-countryside-families-flee": [("some families", "act:diaa-al-hariri", "so18#2")],
        "evt:displacement-southern-offensive-2018": [("between 270,000 and 330,000", "act:united-nations", "af18#19")],
        "evt:flight-to-jordan-border-2018": borders,
        "evt:flight-towards-golan-2018": borders,
        "evt:umm-batnah-flight": [],
        "evt:families-flee-daraa-al-balad-july-2021": [("an unknown number", "out:the-new-arab", "na21#3")],
    }


def test_which_figures_overlap(daraa: Library) -> None:
    """Which figures are part of another, so that they must not be added?"""
    assert {(one["id"], *one["part_of"]) for one in ask(daraa, "figure") if "part_of" in one} == {
        ("fig:af18-displaced-to-borders", "fig:af18-displaced"),
        ("fig:eb18-musayfirah-dead", "fig:eb18-assassinations"),
        ("fig:eb21-sanamayn-wounded", "fig:eb21-sanamayn-removed"),
        ("fig:na21-children-wounded-tuesday", "fig:na21-wounded-tuesday"),
    }


def test_what_is_counted_as_none(daraa: Library) -> None:
    """What is said to have been none, by whom? (It is not the same as not stated.)"""
    assert {
        (one["id"], *sorted(one["according_to"]), *one["cite"])
        for one in ask(daraa, "figure", "qualifier:zero_asserted")
    } == {
        ("fig:so18-raid-casualties", "act:diaa-al-hariri", "so18#2"),
        ("fig:eb18-no-results", "act:bashar-al-assad", "eb18#8"),
        ("fig:af18-future-meetings-none", "act:ibrahim-jabbawi", "af18#9"),
        ("fig:af18-results-none", "act:ibrahim-jabbawi", "act:southern-operations-room", "af18#deck", "af18#8"),
        ("fig:eb21-removals-before-sanamayn", "out:enab-baladi", "eb21#10"),
        ("fig:eb21-pockets-removals", "out:enab-baladi", "eb21#h2"),
    }


def test_who_was_removed_from_where_to_where_and_how_many(daraa: Library) -> None:
    """Who was removed, from where to where, and how many?"""
    found = {
        event["id"]: (
            who(event, "removed"),
            event.get("origin"),
            event.get("destination"),
            [one["best"] for one in naming(daraa, event["id"], "figure", "about") if one["unit"] == "people"],
            event["cite"],
        )
        for event in ask(daraa, "event", "type:removal line:on")
    }
    assert found == {
        "evt:sanamayn-removal": (
            {"act:al-sanamayn-deportees"},
            ["plc:al-sanamayn"],
            ["plc:aleppo-northern-countryside"],
            [21, 3],
            ["eb21#3", "eb21#10", "eb21#12", "eb21#13"],
        ),
        "evt:umm-batnah-removal": (
            {"act:quneitra-deportees"},
            ["plc:umm-batnah"],
            ["plc:northern-syria"],
            [150],
            ["eb21#3", "eb21#6", "eb21#7"],
        ),
    }


def test_how_the_north_received_them(daraa: Library) -> None:
    """What happened to those removed on their way, at whose hands?"""
    found = {
        (group, event["id"], *sorted(who(event, "detainer", "perpetrator", "holder", "grantor")), at(event))
        for group in ("act:al-sanamayn-deportees", "act:quneitra-deportees")
        for event in naming(daraa, group, "event", "participants.actor")
        if event["type"] not in ("removal", "agreement")
    }
    first, second, told_in = "act:al-sanamayn-deportees", "act:quneitra-deportees", "eb21#13 eb21#14"
    north = "act:syrian-national-army"
    assert found == {
        (first, "evt:sanamayn-fighters-enter-aleppo", told_in),
        (first, "evt:levant-front-stops-fighters", "act:levant-front", told_in),
        (first, "evt:turkish-intelligence-questions-fighters", "act:turkish-intelligence", told_in),
        (first, "evt:sanamayn-fighters-let-go", "act:levant-front", told_in),
        (second, "evt:quneitra-deportees-pass-checkpoints", "act:syrian-government-forces", "eb21#6 eb21#15"),
        (second, "evt:quneitra-deportees-wait", north, "eb21#6 eb21#15"),
        (second, "evt:quneitra-deportees-enter-idlib", north, "eb21#15"),
    }


def test_what_became_of_the_captured_soldiers(daraa: Library) -> None:
    """What became of the soldiers captured near al-Karak in November 2020?"""
    (capture,) = ask(daraa, "event", "type:capture")
    assert (capture["id"], bounds(capture["when"])) == (
        "evt:air-force-soldiers-captured",
        ("2020-11-08", "2020-11-08", "stated"),
    )
    assert told(linked(daraa, capture["id"], "responds_to", "ends", "follows")) == {
        "evt:al-karak-captives-demand": ["eb21#26", "eb21#27"]  # asked for, no release told
    }
    assert [one["qualifier"] for one in naming(daraa, capture["id"], "figure", "about")] == ["not_stated"]


# -- mediation, threats, demands, deadlines


def test_who_mediated_where_with_what_result(daraa: Library) -> None:
    """Who mediated where, and with what result?"""
    found = {
        event["id"]: (
            who(event, "mediator"),
            event["where"],
            [link["target"] for link in event.get("links", ()) if link["rel"] == "prepares"],
            event["cite"],
        )
        for event in ask(daraa, "event", "type:mediation")
    }
    assert found == {
        "evt:russia-brokers-southern-town-surrenders": (
            {"act:russia"},
            ["plc:southern-syria"],
            [],
            ["af18#3"],
        ),
        "evt:jasim-mediation": ({"act:eighth-brigade"}, ["plc:jasim"], ["agr:jasim-2020"], ["eb21#23"]),
        "evt:al-karak-mediation": ({"act:eighth-brigade"}, ["plc:al-karak"], ["agr:al-karak-2020"], ["eb21#24"]),
        "evt:umm-batnah-mediation": (
            {"act:daraa-central-committee", "act:quneitra-reconciliation-committee"},
            ["plc:umm-batnah"],
            ["agr:umm-batnah-2021"],
            ["eb21#5", "eb21#6"],
        ),
    }
    results = {
        one: [term["id"] for term in daraa.record(one)["terms"]] for *_, made, _ in found.values() for one in made
    }
    assert results == {
        "agr:jasim-2020": ["joint-patrols"],
        "agr:al-karak-2020": ["search-of-houses"],
        "agr:umm-batnah-2021": ["removal-to-the-north", "release-of-detainees", "settling-of-evaders"],
    }
    assert told(linked(daraa, "evt:russia-brokers-southern-town-surrenders", "follows")) == {
        "evt:thirty-southern-towns-agree": ["af18#3", "af18#4"]
    }


def test_which_threats_were_carried_out(daraa: Library) -> None:
    """Which threats were carried out?"""
    found = {
        event["id"]: told(linked(daraa, event["id"], "carries_out", "maybe_same_as"))
        for event in ask(daraa, "event", "factuality:threatened")
    }
    assert found == {  # of none is it told
        "evt:russian-air-support-withheld": {},
        "evt:godfathers-combat-threatened-2018": {},
        "evt:forced-retaking-threatened-2018": {},
        "evt:us-action-threatened-2018": {},
        "evt:renewed-southern-offensive": {},
        "evt:air-strikes-from-khmeimim-threatened": {},
        "evt:tafas-storming-threatened": {},
    }


def test_who_threatened_whom(daraa: Library) -> None:
    """Who threatened whom, and where is it written?"""
    found = {
        (*sorted(who(event, "speaker")), "→", *sorted(who(event, "addressee", "target")), at(event))
        for event in ask(daraa, "event", "type:threat line:on")
    }
    government, forces = "act:syrian-government", "act:syrian-government-forces"
    opposition, brokers = "act:opposition-factions", "act:reconciliation-godfathers"
    assert found == {
        ("act:russia", "→", government, "so18#7"),
        ("act:local-councils", opposition, "→", brokers, "eb18#25 eb18#26 eb18#28"),
        ("act:united-states", "→", "act:iran", "act:russia", forces, "eb18#3"),
        ("act:us-state-department", "→", government, "eb18#1 eb18#2"),
        ("act:bashar-al-assad", "→", "eb18#7"),
        ("act:russia", "→", opposition, "af18#17"),
        ("act:russia", "→", opposition, "af18#1"),
        ("act:russia", "→", "act:daraa-central-committee", "eb21#19"),
        (government, "→", "eb21#16 eb21#20"),
    }


def test_which_deadlines_were_set_and_what_became_of_them(daraa: Library) -> None:
    """Which deadlines were set, and what became of them?"""
    due = {
        (agreement, term["id"], *bounds(term["deadline"])): [line["status"] for line in term["status_log"]]
        for agreement, term in terms(daraa)
        if "deadline" in term
    }
    assert due == {
        (DEAL, "siege-lifted", "2021-07-24", "2021-07-25", "inferred"): ["agreed", "pending", "broken", "broken"]
    }
    set_in_talks = {
        (
            talks,
            move["id"],
            label(move["when"]["edtf"]) if "when" in move else "",
            daraa.record(talks)["outcome"].split(" ")[0],
        )
        for talks, move in moves(daraa, "deadline")
    }
    assert set_in_talks == {
        ("rnd:southern-talks-2018-07-04", "last-round", "4 Jul 2018", "Failed"),
        ("rnd:tafas-2021", "deadlines-lengthened", "", "An"),  # which day is not told; an agreement without removal
    }
    assert told(ask(daraa, "event", "deadlines")) == {
        "evt:moscow-past-deadlines": ["af18#17"],
        "evt:tafas-deadlines-extended": ["eb21#16", "eb21#20"],
        "evt:tafas-storming-threat": ["eb21#16", "eb21#20"],
    }


def test_which_matters_recur_in_the_agreements(daraa: Library) -> None:
    """Which matters recur over three agreements and more, and in which?"""
    found: dict[str, list[str]] = {}
    for agreement, term in terms(daraa):
        if agreement not in found.setdefault(term["topic"], []):
            found[term["topic"]].append(agreement)
    assert {topic: set(agreements) for topic, agreements in found.items() if len(agreements) >= 3} == {
        "removal": {SETTLEMENT, "agr:sanamayn-2020", "agr:umm-batnah-2021", "agr:tafas-2021"},
        "weapons": {"agr:sanamayn-2020", "agr:tafas-2021", DEAL},
        "pardon": {SETTLEMENT, "agr:sanamayn-2020", DEAL},
        "deployment": {SETTLEMENT, "agr:jasim-2020", DEAL},
    }


def test_which_demand_recurs_over_four_towns(daraa: Library) -> None:
    """Where were weapons asked for, agreed on, handed over: does the demand recur over four towns?"""
    found = {
        (place, event["id"], event["factuality"], at(event))
        for event in (*ask(daraa, "event", "type:weapons_handover"), *ask(daraa, "event", "type:demand weapons"))
        for place in places(daraa, event)
    }
    assert found == {
        ("plc:al-sanamayn", "evt:sanamayn-weapons-given-up", "happened", "eb21#12"),
        ("plc:al-karak", "evt:al-karak-captives-demand", "happened", "eb21#26 eb21#27"),
        ("plc:tafas", "evt:tafas-weapons-demand", "happened", "eb21#18 eb21#22"),
        ("plc:tafas", "evt:tafas-guns-handover", "planned", "eb21#22"),
        ("plc:daraa-al-balad", "evt:sixty-weapons-handed-over", "happened", "na21#8"),
        ("plc:daraa-al-balad", "evt:local-militias-disarming-promised", "planned", "na21#7"),
        ("plc:busra-al-sham", "evt:russia-insists-on-heavy-weapons-at-once", "happened", "af18#deck af18#7 af18#8"),
        ("plc:southern-syria", "evt:weapons-surrender-sought-2018", "planned", "eb18#30 eb18#32"),
        ("plc:southern-syria", "evt:heavy-weapons-handover-in-phases", "planned", "af18#10"),
    }


def test_which_agreement_left_something_out_on_purpose(daraa: Library) -> None:
    """Which agreements have a term that was left out on purpose, and who says so?"""
    assert verdicts(daraa, "excluded") == {
        ("agr:tafas-2021", "no-removal", "out:enab-baladi", "eb21#20 eb21#21"),
        ("agr:umm-batnah-2021", "removal-to-the-north", "out:enab-baladi", "eb21#7"),
    }


def test_what_was_only_planned_or_threatened_at_tafas(daraa: Library) -> None:
    """What was only threatened, planned or disputed at Tafas, and never told as done?"""
    found = {(event["id"], event["factuality"], at(event)) for event in ask(daraa, "event", "place:tafas line:off")}
    assert found == {
        ("evt:tafas-sleeper-cells", "disputed", "eb21#18"),
        ("evt:tafas-named-removal", "planned", "eb21#20 eb21#21"),
        ("evt:tafas-storming-threatened", "threatened", "eb21#16 eb21#20 eb21#21"),
        ("evt:tafas-buildings-returned", "planned", "eb21#22"),
        ("evt:tafas-farm-search", "planned", "eb21#21"),
        ("evt:tafas-guns-handover", "planned", "eb21#22"),
    }


def test_which_steps_are_not_told_of_each_town(daraa: Library) -> None:
    """Which steps of siege and deal are not told, town by town?"""
    cycle = daraa.record("thr:s18-siege-and-deal-cycle")
    steps: dict[str, set[str]] = {}
    for member in cycle["members"]:
        steps.setdefault(member["group"], set()).add(member.get("state", ""))
    assert {town: [step for step in cycle["states"] if step not in known] for town, known in steps.items()} == {
        "al-Sanamayn": ["talks", "breach", "renewed"],
        "Jasim": ["pressure", "breach", "renewed"],
        "Balad 2020": ["incident", "ring", "talks", "deal", "breach", "renewed"],
        "al-Karak": ["breach", "renewed"],
        "Tafas": ["breach", "renewed"],
        "Umm Batnah": ["ring", "breach", "renewed"],
        "Balad 2021": [],
        "South 2018": ["incident", "ring"],
    }


# -- bodies and people


def test_one_committee_under_all_its_names(daraa: Library) -> None:
    """Under which names does the committee that negotiates for Daraa appear, and is it one?"""
    committee = "act:daraa-central-committee"
    perhaps = [committee, *(one["id"] for one in daraa.record(committee)["maybe_same_as"])]
    found = {
        name: {form["text"]: form["seen_in"] for form in daraa.record(name)["names"] if "seen_in" in form}
        for name in perhaps
    }
    assert found == {
        committee: {"Daraa Central Committee": ["eb21#2"], "DCC": ["eb21#2", "eb21#4", "eb21#5", "eb21#7", "eb21#19"]},
        "act:daraa-negotiating-committee": {"Daraa's negotiating committee": ["na21#6"]},
        "act:central-negotiating-committee": {"central negotiating committee": ["na21#12"]},
    }
    doubts = {one["id"]: one["status"] for one in naming(daraa, committee, "issue", "about")}
    assert doubts == {
        "iss:who-negotiated-the-2018-settlement": "leaning",
        "iss:dcc-party-or-mediator": "leaning",
        "iss:daraa-negotiating-committee-of-2021": "leaning",
        "iss:committee-of-factions-or-local-leaders": "open",
        "iss:eb21-account-and-the-dcc": "leaning",
        "iss:removal-on-the-table-at-umm-batnah": "leaning",
        "iss:whose-view-of-the-russian-shifts": "leaning",
    }


def test_which_committees_lost_members(daraa: Library) -> None:
    """Which committees are there, and which of their members were killed or attacked?"""
    found = {
        committee["id"].removeprefix("act:"): {
            (daraa.title(member["id"]), event["factuality"], at(event))
            for member in naming(daraa, committee["id"], "actor", "affiliations.org")
            for event in naming(daraa, member["id"], "event", "participants.actor")
            if event["type"] == "assassination"
        }
        for committee in ask(daraa, "actor", "kind:committee")
    }
    assert found == {
        "al-harra-reconciliation-committee": {("Mousa Qanbas", "happened", "eb18#18")},
        "dael-reconciliation-committee": {("Hamed Riyad Shehadat", "happened", "eb18#17 eb18#18")},
        "tell-shihab-reconciliation-committee": {("Zakarya al-Amian", "happened", "eb18#17 eb18#19")},
        "daraa-governorate-reconciliation-committee": {
            ("Tawfiq al-Ghunaim", "happened", "eb18#20 eb18#21"),
            ("Mohammad al-Ghunaim", "happened", "eb18#20 eb18#21"),
            ("Muafaq al-Barjas", "happened", "eb18#20 eb18#21"),
        },
        "al-sanamayn-reconciliation-committee": {("Jamal al-Labad", "attempted", "eb18#22")},
        "national-reconciliation-committee": set(),
        "reconciliation-committees-daraa": set(),
        "daraa-central-committee": set(),
        "quneitra-reconciliation-committee": set(),
        "daraa-negotiating-committee": set(),
        "central-negotiating-committee": set(),
    }


def test_what_russia_says_and_through_whom(daraa: Library) -> None:
    """What does Russia itself say, and through whom do we know?"""
    found = {
        (claim["id"], claim["polarity"], root(daraa, claim), *claim["cite"])
        for claim in ask(daraa, "claim", "by:russia")
    }
    source = "act:source-close-to-talks-af18"
    assert found == {
        ("clm:so18-russia-no-backup", "threatens", "act:sources-zaman-al-wasl", "so18#7"),
        ("clm:af18-russia-threat", "threatens", "act:opposition-factions", "af18#1"),
        ("clm:af18-russia-counter-terms", "demands", source, "af18#12", "af18#14"),
        ("clm:af18-russia-no-transfers", "asserts", source, "af18#12", "af18#13"),
        ("clm:af18-moscow-takeover-proposal", "demands", "act:russia", "af18#5"),
        ("clm:af18-russia-heavy-weapons", "demands", "act:southern-operations-room", "af18#7"),
        ("clm:af18-russia-weapons-in-one-go", "demands", "act:southern-operations-room", "af18#deck", "af18#8"),
        ("clm:eb21-russians-threaten-air-power", "threatens", "act:russia", "eb21#19"),
    }


def test_what_is_said_of_russia(daraa: Library) -> None:
    """Who blames Russia, and who gives it credit?"""
    blamed = {(claim["speaker"], *claim["cite"]) for claim in naming(daraa, "act:russia", "claim", "blames")}
    credited = {(claim["speaker"], *claim["cite"]) for claim in naming(daraa, "act:russia", "claim", "credits")}
    assert blamed == {
        ("act:southern-operations-room", "af18#6", "af18#7"),
        ("act:southern-operations-room", "af18#deck"),
        ("act:opposition-factions", "af18#1"),
        ("act:ibrahim-jabbawi", "af18#8"),
        ("act:enab-baladi-correspondent", "eb21#4"),
    }
    assert credited == {
        ("act:sergei-lavrov", "af18#29"),
        ("out:unnamed-af18", "af18#18"),
        ("out:unnamed-af18", "af18#23"),
        ("out:zaman-al-wasl", "so18#1"),
        ("out:zaman-al-wasl", "so18#9"),
    }


def test_what_mustafa_al_kassem_says_and_what_is_said_of_him(daraa: Library) -> None:
    """What does Mustafa al-Kassem say, and what is laid to him, on whose word?"""
    kassem = "act:mustafa-al-kassem"
    assert ask(daraa, "claim", f"by:{kassem}") == []
    assert {
        (claim["id"], claim.get("certainty"), root(daraa, claim)) for claim in naming(daraa, kassem, "claim", "blames")
    } == {
        ("clm:na21-abazeid-kassem-accused", "hearsay", "act:ahmad-abazeid"),
        ("clm:na21-abazeid-kassem-bombed", "sure", "act:ahmad-abazeid"),
        ("clm:na21-militias-blessed", "sure", "out:the-new-arab"),
    }


def test_what_the_eighth_brigade_does_in_each_place(daraa: Library) -> None:
    """What is the 8th Brigade, town by town: mediator, party, searcher?"""
    brigade = "act:eighth-brigade"
    found = {
        (place, one["role"], at(event))
        for event in naming(daraa, brigade, "event", "participants.actor")
        for place in event.get("where", ())
        for one in event["participants"]
        if one["actor"] == brigade
    }
    assert found == {
        ("plc:jasim", "mediator", "eb21#23"),
        ("plc:jasim", "party", "eb21#23"),
        ("plc:jasim", "participant", "eb21#23"),
        ("plc:al-karak", "mediator", "eb21#24"),
        ("plc:al-karak", "party", "eb21#24 eb21#25"),
        ("plc:al-karak", "searcher", "eb21#24 eb21#25"),
        ("plc:busra-al-sham", "beneficiary", "eb21#12"),  # fighters of al-Sanamayn join it there
        ("plc:southern-syria", "holder", "eb21#4"),
    }


def test_which_like_names_are_kept_apart(daraa: Library) -> None:
    """Which places of like name must not be taken for one another?"""
    found = {
        tuple(sorted((place["id"], one["id"])))
        for place in ask(daraa, "place")
        for one in place.get("not_same_as", ())
        if one["id"].startswith("plc:")
    }
    assert found == {
        ("plc:al-harra", "plc:al-harra-hill"),
        ("plc:aleppo", "plc:aleppo-eastern-countryside"),
        ("plc:aleppo", "plc:aleppo-northern-countryside"),
        ("plc:daraa", "plc:daraa-al-balad"),
        ("plc:daraa-northern-countryside", "plc:quneitra-northern-countryside"),
        ("plc:al-karak", "plc:karak-daraa-al-balad"),
        ("plc:busra-al-harir", "plc:busra-al-sham"),
        ("plc:daraa", "plc:daraa-governorate"),
        ("plc:daraa-governorate", "plc:southern-syria"),
        ("plc:nasib", "plc:nasib-crossing"),
    }
    assert [hit.row.id for hit in daraa.search("Karak", "place")][:2] == ["plc:al-karak", "plc:karak-daraa-al-balad"]


# -- the truce of 2017


def test_who_stood_behind_the_truce_of_2017(daraa: Library) -> None:
    """Who brokered or announced the truce of 2017, by each article?"""
    found: dict[str, set[str]] = {}
    for one in daraa.record(TRUCE)["third_parties"]:
        for citation in one["cite"]:
            found.setdefault(citation, set()).add(one["actor"])
    two = {"act:russia", "act:united-states"}
    assert found == {"so18#1": two, "so18#9": two, "af18#23": two | {"act:jordan"}}


def test_who_calls_which_deed_a_breach_of_the_truce(daraa: Library) -> None:
    """Which deeds are called a breach of the truce of 2017, by whom?"""
    found = {
        (event["id"], *sorted(by(event)), *(row for row in event["cite"])) for event in linked(daraa, TRUCE, "breaks")
    }
    assert found == {
        (
            "evt:activists-call-raids-breach",
            "act:local-activists-so18",
            "out:the-syrian-observer",
            "so18#title",
            "so18#1",
        ),
        ("evt:government-violations-us-says-2018", "act:us-state-department", "eb18#2"),
        ("evt:southern-offensive-breaches-2017-truce", "act:world-powers", "af18#18", "af18#23"),
    }
    assert {line[2] for line in verdicts(daraa, "broken") if line[0] == TRUCE} == {
        "act:local-activists-so18",
        "out:the-syrian-observer",
        "act:us-state-department",
        "act:world-powers",
    }


# -- who says so


def test_what_rests_on_unnamed_sources_only(daraa: Library) -> None:
    """Which events does nobody vouch for but speakers who are not named?"""
    found: dict[str, dict[str, str]] = {}
    for event in ask(daraa, "event", "said:unnamed"):
        if all(daraa.record(one)["kind"] == "unnamed" for one in by(event)):
            found.setdefault(" ".join(event["according_to"]), {})[event["id"].removeprefix("evt:")] = at(event)
    assert found == ON_UNNAMED_WORD_ONLY


def test_how_many_independent_roots(daraa: Library) -> None:
    """How many independent roots have the weapons demand of 2018, two breaches, and the American letter?"""
    found = {
        name: {one: {at(daraa.record(claim)) for claim in claims} for one, claims in roots(daraa, name).items()}
        for name in (
            "evt:russia-insists-on-heavy-weapons-at-once",
            "evt:us-embassy-warns-southern-front",
            "evt:activists-call-raids-breach",
            "evt:government-breaks-24-july-deal",
        )
    }
    assert found == {
        "evt:russia-insists-on-heavy-weapons-at-once": {  # command, deck and spokesman: one witness
            "act:southern-operations-room": {"af18#6 af18#7", "af18#7", "af18#8", "af18#deck", "af18#deck af18#8"},
        },
        "evt:us-embassy-warns-southern-front": {  # the letter is known through this newspaper alone
            "out:asharq-al-awsat": {"so18#4 so18#5", "so18#5"},
        },
        "evt:activists-call-raids-breach": {
            "act:local-activists-so18": {"so18#1"},
            "out:zaman-al-wasl": {"so18#title"},  # over whose text the headline stands
        },
        "evt:government-breaks-24-july-deal": {"act:ahmad-abazeid": {"na21#10"}},
    }


def test_who_republishes_or_quotes_whom(daraa: Library) -> None:
    """Which outlet republishes, quotes or carries which?"""
    found = {
        (outlet["id"], tie["type"], tie["outlet"], *tie["cite"])
        for outlet in ask(daraa, "outlet")
        for tie in outlet.get("relations", ())
    }
    assert found == {
        ("out:the-syrian-observer", "republishes", "out:zaman-al-wasl", "so18#deck", "so18#2", "so18#note"),
        ("out:zaman-al-wasl", "quotes", "out:asharq-al-awsat", "so18#4", "so18#5"),
        ("out:unnamed-af18", "takes_wire_from", "out:afp", "af18#9", "af18#note"),
        ("out:enab-baladi", "quotes", "out:ap", "eb21#caption"),
    }


def test_who_says_deportation_transfer_or_evacuation(daraa: Library) -> None:
    """Who uses which word for the removal of people: deportation, expulsion, transfer, evacuation?"""
    assert words(daraa, "deport", "expul", "transfer", "evacuat", "displace") == WORDS_FOR_REMOVAL


def test_which_reasons_are_called_a_pretext(daraa: Library) -> None:
    """Which reasons for a move on a town are called a pretext, by whom, and in whose word?"""
    found = {
        (claim["id"], claim["speaker"], one["by"], *one.get("cite", claim["cite"]))
        for claim in ask(daraa, "claim", "pretext")
        for one in claim.get("framing", ())
        if "pretext" in one["term"]
    }
    assert found == {
        ("clm:so18-embassy-no-pretext", "act:us-embassy-amman", "out:zaman-al-wasl", "so18#5"),
        ("clm:eb21-clan-fighting-a-pretext", "out:enab-baladi", "out:enab-baladi", "eb21#18"),
        ("clm:eb21-jasim-ground-a-pretext", "out:enab-baladi", "out:enab-baladi", "eb21#23"),
    }


def test_where_headline_and_body_part_ways(daraa: Library) -> None:
    """Where do headline, deck or caption say other than the body, in each article?"""
    found: dict[str, set[str]] = {}
    for issue in ask(daraa, "issue"):
        if issue["scope"] == "headline_body":
            outside = {c for one in issue["positions"] for c in one["cite"] if not daraa.row_of(c).tag.isdigit()}
            found.setdefault(min(outside).partition("#")[0], set()).update(outside)
    assert found == {
        "eb18": {"eb18#title", "eb18#caption"},
        "eb21": {"eb21#title", "eb21#caption", "eb21#h2", "eb21#h3"},
        "af18": {"af18#deck", "af18#h1", "af18#h3"},
        "so18": {"so18#title", "so18#deck"},
        "na21": {"na21#title", "na21#deck", "na21#caption"},
    }


def test_who_blames_whom_in_july_2021(daraa: Library) -> None:
    """Who blames whom in the article of July 2021?"""
    found: dict[tuple[str, str], set[str]] = {}
    for claim in ask(daraa, "claim", "article:art:na21"):
        for blamed in claim.get("blames", ()):
            found.setdefault((root(daraa, claim), blamed), set()).add(at(claim))
    government, forces, outlet = "act:syrian-government", "act:syrian-government-forces", "out:the-new-arab"
    assert found == {
        ("act:ahmad-abazeid", government): {"na21#10"},
        ("act:ahmad-abazeid", "act:mustafa-al-kassem"): {"na21#16"},
        ("act:mohammed-al-asaker", "act:daraa-al-balad-residents"): {"na21#8"},  # he tells what the government says
        ("act:hamza-al-hourani", government): {"na21#19"},
        (outlet, government): {"na21#4", "na21#16", "na21#17"},
        (outlet, forces): {"na21#1", "na21#4"},
        (outlet, "act:mustafa-al-kassem"): {"na21#16"},
        (outlet, "act:former-opposition-figures"): {"na21#16"},
    }


# -- places


def test_the_status_of_daraa_al_balad_with_its_gaps(daraa: Library) -> None:
    """How did the status of Daraa al-Balad go, with its gaps?"""
    found = [
        (label(one["when"]["edtf"], *bounds(one["when"])[:2]), one["state"], *one["cite"])
        for one in daraa.record("plc:daraa-al-balad")["status"]
    ]
    assert found == [
        ("8 Nov 2020 or before", "under_attack", "eb21#26"),
        ("2021 → ?", "besieged", "na21#4", "na21#6"),
        ("24 Jul 2021", "settled", "na21#6", "na21#7"),
        ("since 27 Jul 2021", "besieged", "na21#6", "na21#9"),
        ("since 27 Jul 2021", "under_attack", "na21#1", "na21#2", "na21#9"),
    ]


def test_who_held_the_west_of_daraa(daraa: Library) -> None:
    """Who held Daraa's western countryside in 2018, by whose word?"""
    found = {
        (one["state"], *one["according_to"], *one["cite"])
        for one in daraa.record("plc:daraa-western-countryside")["status"]
        if one["state"].endswith("_held")
    }
    assert found == {
        ("opposition_held", "out:zaman-al-wasl", "so18#12"),
        ("isis_held", "act:sohr", "so18#19"),
        ("opposition_held", "out:unnamed-af18", "af18#4"),
    }


def test_which_borders_were_closed_and_who_asked_to_open_them(daraa: Library) -> None:
    """Which borders were closed to those who fled in 2018, and who asked that they be opened?"""
    found = {
        (*event["where"], *sorted(who(event, "perpetrator"))): {
            actor
            for answer in linked(daraa, event["id"], "responds_to")
            for actor in who(answer, "demander", "speaker")
        }
        for event in ask(daraa, "event", "type:border_closure")
    }
    both = {"act:rights-groups", "act:human-rights-watch"}
    assert found == {
        ("plc:jordan-border", "act:jordan"): both | {"act:lama-fakih"},
        ("plc:golan-border", "act:israel"): both,
    }


def test_which_towns_were_stormed(daraa: Library) -> None:
    """Which towns were stormed, and where was it only tried, threatened or expected?"""
    found = {(event["id"], event["factuality"], at(event)) for event in ask(daraa, "event", "type:storming")}
    assert found == {
        ("evt:sanamayn-stormed", "happened", "eb21#3 eb21#10 eb21#11"),
        ("evt:umm-batnah-stormed", "happened", "eb21#3 eb21#8"),
        ("evt:daraa-al-balad-stormed-2020", "happened", "eb21#26"),
        ("evt:attempts-to-break-into-towns", "attempted", "eb21#3"),
        ("evt:daraa-al-balad-storming-attempt-27-july", "attempted", "na21#9 na21#1"),
        ("evt:daraa-al-balad-storming-attempt-28-july", "attempted", "na21#1 na21#deck"),
        ("evt:tafas-storming-threatened", "threatened", "eb21#16 eb21#20 eb21#21"),
        ("evt:government-entry-into-daraa-al-balad-expected", "predicted", "na21#3"),
    }
    off = {event["id"] for event in ask(daraa, "event", "type:storming line:off")}
    assert off == {one for one, factuality, _ in found if factuality not in ON_THE_LINE}


# -- what is not there


def test_what_is_not_coded(daraa: Library) -> None:
    """What of the articles does no record rest on?"""
    assert {one.article.id: (one.paragraphs, one.uncited) for one in daraa.coverage()} == {
        "art:eb18": (34, ()),
        "art:af18": (29, ()),
        "art:so18": (19, ()),
        "art:eb21": (27, ()),
        "art:na21": (21, ()),
    }
    silent = {
        row.id
        for article in ask(daraa, "article")
        for row in daraa.rows(daraa.paragraphs(article["id"]))
        if row.id not in daraa.cited_in(article["id"])
    }
    assert silent == {"eb18#h1"}  # a heading of two words


def test_what_is_not_dated(daraa: Library) -> None:
    """Which articles carry no date, and between which days do they lie?"""
    found = {
        one["id"]: bounds(one["published"]) for one in ask(daraa, "article") if one["published"]["basis"] != "stated"
    }
    assert found == {
        "art:so18": ("2018-04-01", "2018-06-20", "inferred"),
        "art:eb18": ("2018-06-15", "2018-07-04", "inferred"),
        "art:af18": ("2018-07-04", "2018-07-05", "inferred"),
        "art:eb21": ("2021-05-20", "2021-12-31", "inferred"),
    }


def test_which_questions_of_date_and_number_are_open(daraa: Library) -> None:
    """Which differences about dates, numbers and outcomes are not decided?"""
    found = {
        (issue["kind"], issue["id"])
        for kind in ("date", "number", "outcome")
        for issue in ask(daraa, "issue", f"kind:{kind} status:open")
    }
    assert found == {
        ("date", "iss:day-of-al-amian-death"),
        ("date", "iss:day-of-shehadat-killing"),
        ("number", "iss:were-sixty-weapons-enough"),
        ("outcome", "iss:final-answer-given-or-not"),
        ("outcome", "iss:phased-hand-over-put-to-russia"),
    }


def test_what_is_not_stated_of_agreements_and_talks(daraa: Library) -> None:
    """Of which terms is it not stated what became of them, and of which talks not where they were held?"""
    found: dict[str, set[str]] = {}
    for agreement, term, *_ in verdicts(daraa, "not_stated"):
        found.setdefault(agreement, set()).add(term)
    assert found == {
        TRUCE: {"de-escalation-zone"},
        "agr:town-surrenders-2018": {"government-control"},
        SETTLEMENT: {"removal-to-the-north", "settling-of-status"},
        "agr:jasim-2020": {"joint-patrols"},
        "agr:al-karak-2020": {"search-of-houses"},
        "agr:tafas-2021": {"exit-of-wanted", "farm-search", "anti-aircraft-guns", "government-buildings"},
        "agr:umm-batnah-2021": {"settling-of-evaders"},
        DEAL: {"pardons", "withdrawal", "militias"},
    }
    assert {row.id for row in daraa.not_stated()["status"]} == set(found)
    assert {row.id for row in daraa.not_stated()["venue"]} == {
        "rnd:three-way-talks-2018",
        "rnd:three-way-meeting-2018",
        "rnd:putin-netanyahu-2018-06",
        "rnd:town-surrender-talks-2018",
        "rnd:southern-talks-2018-07-03",
        "rnd:july-2018-settlement",
        "rnd:jasim-2020",
        "rnd:al-karak-2020",
        "rnd:tafas-2021",
        "rnd:russia-dcc-warplanes",
        "rnd:umm-batnah-2021",
        "rnd:daraa-al-balad-2021-07-24",
        "rnd:daraa-al-balad-after-the-deal",
    }
