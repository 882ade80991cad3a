"""The parts S11 to S22: each thread shows what a researcher asks of it, and where it is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.cells import cell_len

from tui.corpus.reader import read_corpus
from tui.errors import CorpusError
from tui.paths import vocabulary_file
from tui.present.rows import TextRow
from tui.present.threads import thread_rows
from tui.store.library import Library

PARTS = [f"s{number}" for number in range(11, 23)]
WIDE, SMALL = 118, 78
Drawn = list[TextRow]


@pytest.fixture(scope="module")
def drawn(daraa: Library) -> Callable[..., Drawn]:
    threads = {name[4:7]: name for name in (row.id for row in daraa.rows(daraa.numbers("thread")))}

    def rows(part: str, width: int = WIDE) -> Drawn:
        return list(thread_rows(daraa, daraa.record(threads[part]), width))

    return rows


def texts(rows: Drawn) -> list[str]:
    return [row.text.rstrip() for row in rows]


def within(rows: Drawn, begins: str) -> Drawn:
    """Return the rows below a heading up to the next blank one."""
    at = next(index for index, row in enumerate(rows) if row.text.strip().startswith(begins))
    found = []
    for row in rows[at + 1 :]:
        if not row.text.strip():
            break
        found.append(row)
    return found


def one(rows: Drawn, *words: str) -> TextRow:
    """Return the first row that has all these words, blanks aside."""
    return next(row for row in rows if all(word in " ".join(row.text.split()) for word in words))


def joined(rows: Drawn, record: str) -> str:
    """Return what a group of rows says of a record, blanks run together."""
    return " ".join(" ".join(row.text for row in rows if row.target == record).split())


def rests(library: Library, rows: Drawn, record: str) -> set[str]:
    """Return the paragraphs that a record rests on; the one that its rows open is one of them."""
    cites = {row.cite for row in rows if row.target == record}
    assert len(cites) == 1
    assert cites <= set(library.cites(record))
    return set(library.cites(record))


def cells(row: str) -> list[str]:
    return re.split(r"\s{2,}", row.strip())


@pytest.mark.parametrize("part", PARTS)
def test_every_member_is_drawn_and_no_row_is_too_wide(part: str, drawn: Callable[..., Drawn], daraa: Library) -> None:
    thread = next(row.id for row in daraa.rows(daraa.numbers("thread")) if row.id.startswith(f"thr:{part}-"))
    for width in (10, 34, 60, SMALL, 100, WIDE):
        rows = drawn(part, width)
        assert all(cell_len(row.text) <= width for row in rows)
        assert {member["record"] for member in daraa.record(thread)["members"]} <= {row.target for row in rows}
        assert not any(one.text == other.text == "" for one, other in pairwise(rows))


def test_s11_has_a_card_a_town_and_counts_the_cases(drawn: Callable[..., Drawn]) -> None:
    for width in (SMALL, WIDE):
        rows = drawn("s11", width)
        assert texts(rows)[:5] == [
            "towns where the brigade ended a campaign, no removal told: 2",
            "  Jasim, August 2020",
            "  al-Karak, November 2020",
            "towns whose fighters it took in, beside a removal: 1",
            "  al-Sanamayn, March 2020",
        ]
        assert [row.cite for row in rows[1:3]] == ["eb21#23", "eb21#24"]
        jasim = within(rows, "[ Jasim")
        leads = [row.text[:15].strip() for row in jasim if row.text[:15].strip()]
        assert leads == ["trigger", "pressure", "counterpart", "instrument", "result", "carried out", "talks", "talks"]
        assert one(jasim, "counterpart State Security Branch").cite == "eb21#23"
        assert "patrol the city together" in joined(jasim, "agr:jasim-2020")
        karak = within(rows, "[ al-Karak")
        assert "houses to be searched in al-Karak: 17" in joined(karak, "fig:eb21-al-karak-houses")
        assert one(karak, "houses to be searched").cite == "eb21#25"
        assert "removal" in " ".join(texts(within(rows, "[ al-Sanamayn")))


def test_s12_is_a_directory_of_towns_with_members_and_fate(drawn: Callable[..., Drawn], daraa: Library) -> None:
    rows = drawn("s12")
    cards = {
        "al-Harra": (["act:mousa-qanbas"], "evt:qanbas-killing", "eb18#18"),
        "Dael": (["act:hamed-riyad-shehadat"], "evt:shehadat-killing", "eb18#18"),
        "Tell Shihab": (["act:zakarya-al-amian"], "evt:amian-killing", "eb18#19"),
        "al-Sanamayn": (["act:jamal-al-labad"], "evt:labad-attempt", "eb18#22"),
        "Daraa governorate (no town)": (
            ["act:tawfiq-al-ghunaim", "act:mohammad-al-ghunaim", "act:muafaq-al-barjas"],
            "evt:musayfirah-killings",
            "eb18#20",
        ),
    }
    for town, (members, fate, cite) in cards.items():
        card = within(rows, f"[ {town} ]")
        assert card[0].text.startswith("  committee ")
        assert [row.target for row in card if row.text.startswith("  known member ")] == members
        assert one([row for row in card if row.target == fate], "fate")
        assert cite in rests(daraa, card, fate)
    national, later = within(rows, "[ Shelf: National"), within(rows, "[ Shelf: DCC")
    assert {row.target for row in national} == {
        "act:national-reconciliation-committee",
        "act:awad-al-suwaidan",
        "evt:daraa-meeting-russian-center-2018-03",
    }
    assert {"act:daraa-central-committee", "act:quneitra-reconciliation-committee"} <= {row.target for row in later}
    assert not {row.target for row in national} & {row.target for row in later}


def test_s13_has_the_areas_the_date_and_the_accusations(drawn: Callable[..., Drawn], daraa: Library) -> None:
    for width in (SMALL, WIDE):
        card = within(drawn("s13", width), "[ Statements of March 2018")
        for record, state, cite in (
            ("evt:councils-threaten-godfathers-2018-03", "threat", "eb18#25"),
            ("evt:councils-call-treason-2018-03", "accusation", "eb18#27"),
            ("evt:councils-accuse-baath-2018-03", "accusation", "eb18#26"),
        ):
            said = joined(card, record)
            assert said.startswith(f"{state} within Mar 2018")
            assert "areas Nawa, Jasim, Nimer, Inkhil, al-Harra" in said
            assert cite in rests(daraa, card, record)
        assert "their words high treason" in joined(card, "evt:councils-call-treason-2018-03")


def test_s14_is_a_table_of_victims(drawn: Callable[..., Drawn]) -> None:
    rows = drawn("s14")
    assert cells(rows[1].text)[:6] == ["name", "alias", "committee", "method", "place", "date"]
    assert "unidentified" in one(rows, "Victims").text
    expected = {
        "act:mousa-qanbas": ("n/s", "al-Harra City Reconciliation Committee", "14 Jun 2018", "of death", "eb18#18"),
        "act:zakarya-al-amian": ("n/s", "Tell Shihab", "6 Jun 2018", "of find", "eb18#19"),
        "act:tawfiq-al-ghunaim": (
            "Abu Muta'e · alias · eb18#21",
            "Daraa Governorate",
            "1..10 Jun 2018",
            "none",
            "eb18#20",
        ),
        "act:mohammad-al-ghunaim": (
            "Abu Arshid · alias · eb18#21",
            "Daraa Governorate",
            "1..10 Jun 2018",
            "none",
            "eb18#20",
        ),
        "act:jamal-al-labad": ("n/s", "al-Sanamayn City", "29 May..7 Jun 2018", "none", "eb18#22"),
    }
    for width in (34, SMALL):  # where a grid has no room a victim is a block
        blocks = drawn("s14", width)
        for victim, (alias, committee, date, kind, cite) in expected.items():
            said = joined(blocks, victim)
            assert f"alias {alias} · committee" in said
            assert committee in said
            assert f"{date} · date kind {kind} · by " in said
            assert {row.cite for row in blocks if row.target == victim} == {cite}
    named = joined(drawn("s14", SMALL), "act:tawfiq-al-ghunaim")
    assert "al-Musayfirah-Eastern Ghariyah road" in named
    assert "by anonymous persons" in named
    assert "Ghunaym" not in named  # a spelling of ours


def test_s15_has_names_confidence_and_the_role_in_each_case(drawn: Callable[..., Drawn], daraa: Library) -> None:
    for width in (SMALL, WIDE):
        rows = drawn("s15", width)
        names = within(rows, "[ Names, and whether")
        said = joined(names, "act:daraa-central-committee")
        assert "DCC, Central Committee in Daraa" in said
        assert "maybe also Daraa's negotiating committee, central negotiating committee" in said
        assert "confidence low" in joined(names, "iss:daraa-negotiating-committee-of-2021")
        roles = within(rows, "Role in each case")
        for case, role, cite in (
            ("agr:july-2018-settlement", "party", "eb21#1"),
            ("evt:tafas-negotiations", "party (inferred)", "eb21#19"),
            ("evt:umm-batnah-mediation", "mediator", "eb21#5"),
            ("evt:daraa-al-balad-deal-24-july", "party", "na21#6"),
        ):
            row = next(row for row in roles if row.target == case)
            assert re.search(rf"\s{re.escape(role.split()[0])}\s", row.text), row.text
            assert cite in rests(daraa, roles, case)
        assert "(inferred)" in joined(roles, "evt:tafas-negotiations")


def test_s16_draws_axes_as_chains_and_build_ups_as_bars(drawn: Callable[..., Drawn]) -> None:
    rows = drawn("s16")
    axes = within(rows, "Axes expected")
    chains = [row.text.strip() for row in axes if row.text.startswith("    ")]
    assert chains[:3] == [
        "from n/s → al-Harra, al-Harra hill → effect n/s",
        "from Daraa → Nasib crossing → effect n/s",
        "from n/s → Busra al-Harir → effect Lajat cut off once Busra al-Harir is taken (expected)",
    ]
    assert "put as hedged · certainty predicted" in joined(axes, "evt:axis-busra-al-harir-expected-2018")
    assert "put as unspecified" in joined(axes, "evt:axis-nasib-expected-2018")
    assert {row.cite for row in axes if row.target == "evt:axis-nasib-expected-2018"} == {"eb18#9"}
    for width in (34, SMALL, WIDE):
        build_ups = within(drawn("s16", width), "Build-ups, by place")
        bars = {row.target: row.text.strip() for row in build_ups if re.fullmatch(r" *[]\[:=<>?o-]+ *", row.text)}
        assert bars["evt:al-karak-build-up"].endswith(">")
        assert bars["evt:tafas-build-up"].strip("[]-") == ""  # some day or days of many: nothing is surely filled
        assert "at al-Karak" in joined(build_ups, "evt:al-karak-build-up")
        assert {row.cite for row in build_ups if row.target == "evt:government-build-up-south-2018"} == {"eb18#5"}


def test_s17_keeps_the_sender_s_words_the_senders(drawn: Callable[..., Drawn]) -> None:
    for width in (SMALL, WIDE):
        rows = drawn("s17", width)
        leaflets = within(rows, "[ Leaflets from aircraft")
        if width == SMALL:
            leaflets = rows
        promise = joined(leaflets, "clm:eb18-leaflets-safety")
        assert promise.startswith("promise 20 May 2018")
        assert "medium leaflet · audience civilian families · sender's own words salvation, guarantee" in promise
        message = joined(leaflets, "evt:leaflets-east-daraa-2018-05-20")
        assert "sender Syrian government · medium leaflet · audience civilian families · place" in message
        threat = joined(rows, "evt:assad-two-choices-threat-2018")
        assert threat.startswith("threat ")
        assert "audience n/s" in threat  # what it was about is no audience
        assert {row.cite for row in rows if row.target == "clm:eb18-leaflets-safety"} == {"eb18#34"}


def test_s18_sets_towns_by_phase_and_two_side_by_side(drawn: Callable[..., Drawn]) -> None:
    rows = drawn("s18")
    matrix = within(rows, "Town by phase")
    assert cells(matrix[0].text) == ["incident", "ring", "pressure", "talks", "deal", "breach", "renewed"]
    towns = [row.text[:11].strip() for row in matrix[1:] if row.text[:11].strip()]
    assert towns == [
        "al-Sanamayn",
        "Jasim",
        "Balad 2020",
        "al-Karak",
        "Tafas",
        "Umm Batnah",
        "Balad 2021",
        "South 2018",
    ]
    assert cells(one(matrix, "Balad 2020").text)[1:] == ["n/s", "n/s", "8 Nov 2020 or", "n/s", "n/s", "n/s", "n/s"]
    for width in (34, SMALL, WIDE):
        pairs = drawn("s18", width)
        pair = within(pairs, "al-Karak | Umm Batnah")
        lines = [" ".join(row.text.split()) for row in pair]
        if width > 34:
            assert lines[:2] == ["incident 8 Nov 2020 1 May 2021 or before", "ring Nov 2020 → ? n/s"]
        assert "not stated of either: breach, renewed" in " ".join(" ".join(row.text.split()) for row in pair)
        assert one(pair, "incident").cite == "eb21#26"
        assert sum(" | " in row.text and row.target is None for row in pairs) == 8 * 7 // 2
    assert one(within(rows, "Balad 2021 | South 2018"), "renewed").target == "evt:daraa-al-balad-siege-reimposed"


def test_s19_has_class_number_pace_and_judge_by_date(drawn: Callable[..., Drawn]) -> None:
    for width in (SMALL, WIDE):
        rows = drawn("s19", width)
        matrix = within(rows, "By date: class")
        whole = " ".join(" ".join(texts(matrix)).split())
        assert "asked" in whole
        for words in ("in one go", "phases", "about 60", "light weapons", "heavy weapons", "14.5", "calibre"):
            assert words in whole or all(word in whole for word in words.split())
        years = re.findall(r"Before July 2018|July 2018|March|November 2020|2021", whole)
        assert years.index("Before July 2018") < years.index("March") < years.index("November 2020")
    stairs = drawn("s19")
    judged = joined(stairs, "evt:government-rejects-handed-over-weapons")
    assert "asked, given or judged by Syrian government · told by Mohammed al-Asaker" in judged
    assert (
        one([row for row in stairs if row.target == "fig:na21-weapons-handed-in"], "about 60 pieces").cite == "na21#8"
    )
    assert "how many, how fast in one go" in joined(stairs, "fig:af18-weapons-one-step")
    assert "how many, how fast not stated" in joined(stairs, "agr:sanamayn-2020")


def test_s20_keeps_asked_offered_and_agreed_apart(drawn: Callable[..., Drawn]) -> None:
    for width in (SMALL, WIDE):
        matrix = within(drawn("s20", width), "Place by level")
        if width == WIDE:
            assert cells(matrix[0].text) == ["asked", "offered", "agreed", "in place"]
            balad = one(matrix, "Daraa al-Balad").text
            assert re.search(r" from three; to seven; +n/s +three +24 \.\. 28 Jul 2021", balad)
            assert re.search(r" n/s +n/s +17 ", one(matrix, "al-Karak").text)
    rows = drawn("s20")
    at = {text.strip(): index for index, text in reversed(list(enumerate(texts(rows))))}
    stair = rows[
        at["asked"] : at[
            "Tafas, 2021: farms to be searched before witnesses, buildings handed back; checkpoints around it"
        ]
    ]
    names = [row.text.strip() for row in stair if row.text.startswith("  ") and not row.text.startswith("    ")]
    assert names == ["asked", "offered  n/s", "agreed", "in place"]
    assert one(stair, "Ten checkpoints").cite == "na21#10"
    assert one(stair, "Three checkpoints inside").cite == "na21#7"


def test_s21_is_a_funnel_with_the_two_numbers_and_the_dispute(drawn: Callable[..., Drawn], daraa: Library) -> None:
    rows = drawn("s21")
    matrix = within(rows, "From demand to arrival")
    assert cells(matrix[0].text) == ["asked", "refused", "agreed", "moved", "held", "arrived"]
    assert " 21; three " in one(matrix, "al-Sanamayn,").text
    assert re.search(r" 150 +more than 30 ", one(matrix, "Umm Batnah,").text)
    assert "specific names" in one(matrix, "Tafas,").text
    assert "how many 21 " in joined(rows, "fig:eb21-sanamayn-removed")
    assert "eb21#13" in rests(daraa, rows, "fig:eb21-sanamayn-removed")
    assert "how many 150 " in joined(rows, "fig:eb21-umm-batnah-removed")
    assert rests(daraa, rows, "fig:eb21-umm-batnah-removed") == {"eb21#6"}
    at = [index for index, row in enumerate(rows) if row.text.startswith("The south, 2018")][-1]
    end = next(index for index, row in enumerate(rows) if row.text.startswith("The decision to remove"))
    dispute = {row.target for row in rows[at:end]}
    assert {
        "iss:removal-in-the-july-2018-settlement",
        "evt:russia-rules-out-transfers-from-south",
        "evt:removal-agreed-2018",
    } <= dispute


def test_s22_shows_the_flow_of_status_with_numbers_and_vague_words(drawn: Callable[..., Drawn]) -> None:
    for width in (SMALL, WIDE):
        rows = drawn("s22", width)
        assert "Wanted → asked to settle → settled or pardoned" in rows[0].text
        flow = " ".join(" ".join(texts(rows[1 : rows.index(TextRow(()))])).split())
        for words in ("hundreds,", "scores,", "two,"):
            assert words in flow
    flow = " ".join(texts(within(drawn("s22"), "added")))
    assert re.search(r"two, exact +hundreds, vague", flow)
    rows = drawn("s22")
    numbers = {
        "fig:eb21-arrested": "eb21#3",
        "fig:na21-pardoned-mistreated": "na21#13",
        "fig:eb21-detainees-freed": "eb21#6",
    }
    for figure, cite in numbers.items():
        assert {row.cite for row in rows if row.target == figure} == {cite}
    assert "hundreds · arrested again" in joined(rows, "fig:eb21-arrested")
    assert "as told vague word" in joined(rows, "fig:na21-pardoned-mistreated")


# -- the shapes themselves, on the valleys

THREAD: dict[str, Any] = {
    "shape": "log",
    "states": ["talks", "accord", "peace"],
    "members": [
        {"record": "rnd:mill-talks", "group": "Orren", "state": "talks"},
        {"record": "agr:water-accord", "group": "Tasmel", "state": "accord"},
        {"record": "evt:gate-chained", "group": "Tasmel", "state": "peace"},
        {"record": "iss:is-the-gate-shut", "group": "Rest"},
    ],
}


def shown(library: Library, width: int = WIDE, **more: Any) -> list[str]:
    return [row.text.rstrip() for row in thread_rows(library, {**THREAD, **more}, width)]


def test_groups_that_no_section_names_follow_in_the_shape_of_the_thread(library: Library) -> None:
    drawn = shown(library, sections=[{"title": "First", "groups": ["Tasmel"], "shape": "ladder"}])
    assert drawn[:2] == ["First", "Tasmel"]
    assert drawn.index("Orren") > drawn.index("  peace")
    assert drawn.count("Tasmel") == drawn.count("Orren") == drawn.count("Rest") == 1


def test_a_section_without_groups_has_all(library: Library) -> None:
    drawn = shown(library, sections=[{"title": "Two and two", "shape": "beside"}])
    assert drawn[:2] == ["Two and two", "Orren | Tasmel"]
    assert "  not stated of either: " not in "\n".join(drawn)
    assert "Rest" not in "\n".join(drawn)  # nothing of it is in a state


def test_counts_are_of_groups_by_state(library: Library) -> None:
    counts = [
        {"title": "with peace", "with": ["peace"]},
        {"title": "talks alone", "with": ["talks", "accord"], "without": ["peace"]},
    ]
    assert shown(library, counts=counts)[:4] == ["with peace: 1", "  Tasmel", "talks alone: 1", "  Orren"]


def test_a_column_may_be_the_state_and_a_name_may_be_chosen_by_two_things(library: Library) -> None:
    columns = [
        {"title": "phase", "field": "=state"},
        {"title": "not so named", "field": "participants[role=perpetrator][actor!=act:men-from-orren].actor|parties"},
    ]
    drawn = "\n".join(shown(library, shape="table", columns=columns))
    assert "phase" in drawn
    assert "peace" in drawn
    assert "Orren water board" in drawn or "Orren Water Board" in drawn


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("sections", [{"title": "x", "groups": ["Nowhere"], "shape": "log"}], "no member is in one of these groups"),
        (
            "sections",
            [{"title": "x", "shape": "log", "columns": [{"title": "x", "field": "nothing"}]}],
            "'nothing' is no field of any member",
        ),
        ("counts", [{"title": "x", "with": ["nirvana"]}], "'nirvana' is none of the thread's states"),
    ],
)
def test_a_wrong_section_or_count_is_told(field: str, value: Any, told: str, valleys_copy: Path) -> None:
    file = next(
        path for path in sorted(valleys_copy.rglob("*.yaml")) if "threads" in str(path.relative_to(valleys_copy))
    )
    threads = yaml.safe_load(file.read_text("utf-8"))
    threads[0][field] = value
    file.write_text(yaml.safe_dump(threads, sort_keys=False), "utf-8")
    with pytest.raises(CorpusError) as caught:
        read_corpus(valleys_copy, vocabulary_file())
    assert told in str(caught.value)
