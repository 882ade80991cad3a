"""The parts S01 to S10 of the process: what a reader must see of each is drawn, each cell with its paragraph."""

# ruff: noqa: E501 - tables stand here as they are drawn
from __future__ import annotations

import pytest
from rich.cells import cell_len

from tui.corpus.kinds import ON_THE_LINE
from tui.present.details import detail_rows
from tui.present.rows import TextRow
from tui.present.threads import thread_rows
from tui.store.library import Library, Record

NARROW, WIDE = 40, 1200
"""Cells in which a grid stands in blocks, and in which nothing is broken over lines."""


def thread_of(library: Library, part: str) -> Record:
    """Return the thread of a part."""
    return next(library.record(row.id) for row in library.rows(library.numbers("thread")) if f":{part}-" in row.id)


def section(library: Library, part: str, title: str, width: int = WIDE) -> list[TextRow]:
    """Return the rows of a section of a part, without its title and note."""
    thread = thread_of(library, part)
    (one,) = (one for one in thread["sections"] if one["title"] == title)
    members = [member for member in thread["members"] if member.get("group") in one["groups"]]
    alone = {**thread, "sections": [{**one, "title": "-"}], "members": members}
    rows = list(thread_rows(library, without(alone), width))
    return rows[1:]


def without(shown: Record) -> Record:
    """Return a thread without its notes, those of its sections and its own."""
    sections = [{key: value for key, value in one.items() if key != "note"} for one in shown["sections"]]
    return {key: value for key, value in shown.items() if key != "note"} | {"sections": sections}


def grid(library: Library, part: str, title: str) -> str:
    """Return what a grid has in its cells, a line a member, read off the blocks that it has where it is narrow."""
    drawn: list[str] = []
    for row in section(library, part, title, NARROW):
        words = [span for span in row.spans if span.text.strip()]
        if words and words[0].style == "code":
            drawn.append(f"  {words[0].text.strip()}: {' '.join(span.text.strip() for span in words[1:])}")
        elif words and drawn and (row.target or not drawn[-1].startswith(" ")):
            drawn[-1] += f" {row.text.strip()}"
        elif words:
            drawn.append(" ".join(span.text.strip() for span in words if span.style == "label"))
    return "\n".join(drawn)


GRIDS = {
    ("s01", "Sponsors, article by article: the sets differ"): """
so18
  United States: broker · in so18#1
  United States: met and announced · in so18#9
  Russia: broker · in so18#1
  Russia: met and announced · in so18#9
  Jordan: no sponsor; they met there · in so18#9
  no state named: n/s
af18
  United States: announced · in af18#23
  Russia: announced · in af18#23
  Jordan: announced · in af18#23
  no state named: n/s
eb18
  United States: n/s
  Russia: n/s
  Jordan: n/s
  no state named: agreed internationally · in eb18#2
""",
    ("s01", "Breach ledger"): """
1. Air strikes
  date, act: 22 Mar..14 Jun 2018 · Four air strikes on Daraa's eastern countryside · in so18#1, so18#2
  who calls it a breach: 29 Mar..14 Jun 2018 · local activists · in so18#1
  who calls it a breach: The Syrian Observer, in its headline alone · in so18#title
  reaction of a sponsor: n/s
2. Violations, no act named
  date, act: until 19 Jun 2018 · Violations in the de-escalation areas, as the US says · in eb18#2
  who calls it a breach: 1..19 Jun 2018 · US Department of State, a sponsor's · in eb18#2
  reaction of a sponsor: United States: threatens to act · in eb18#1, eb18#2 · Whether it acted is not told.
  reaction of a sponsor: United States: asks Russia to restrain the government · in eb18#1, eb18#2 · Russia's answer is not told.
3. The offensive
  date, act: 19 Jun 2018 → ? · Government offensive in Daraa and Quneitra · in af18#2, af18#18 · Russia, a sponsor, backs it.
  who calls it a breach: 19 Jun..5 Jul 2018 · world powers · in af18#23 · Which is not stated, so not that sponsors are among them.
  reaction of a sponsor: 4 Jul 2018 · Jordan: calls for a cease-fire · in af18#27, af18#28 · The breach is not in his words.
  reaction of a sponsor: Russia: helps the army to persuade · in af18#h3, af18#27, af18#29 · No word on a breach.
Beside: al-Harra
  date, act: 15..16 Jun 2018 · Shelling of al-Harra by government forces as Eid begins · in eb18#4
  who calls it a breach: nobody by name · in eb18#4 · Seen as flouting US threats, not the truce.
  reaction of a sponsor: n/s
""",
    ("s02", "Signals, each with its channel and what came next"): """
Money, up to early 2018
  to the opposition: until 2018 · pays and arms the factions · in eb18#3 · n/s whether arms went on after the money.
  to the government, Russia, Iran: n/s
  next hostile act told: n/s
Money stopped
  to the opposition: Jan..Apr 2018 · pays no more · in eb18#3
  to the government, Russia, Iran: n/s
  next hostile act told: n/s
Threats, channel n/s
  to the opposition: n/s
  to the government, Russia, Iran: until 19 Jun 2018 · threatens, many times, against attacks on the south · in eb18#3 · Days not stated.
  next hostile act told: 15..16 Jun 2018 · shelling of al-Harra · in eb18#4 · Seen as flouting these threats.
Letter
  to the opposition: 26 Mar..20 Jun 2018 · embassy in Amman warns the Southern Front · in so18#4, so18#5 · Not to act against government forces.
  to the government, Russia, Iran: n/s
  next hostile act told: 1 Apr..20 Jun 2018 · government forces mass at Daraa · in so18#6 · At the same time, by so18.
  next hostile act told: 22 Mar..14 Jun 2018 · four air strikes · in so18#1, so18#2 · Of about the same days; which came first is not told.
Statement: threat
  to the opposition: n/s
  to the government, Russia, Iran: 1..19 Jun 2018 · State Department threatens the government with action · in eb18#1, eb18#2
  next hostile act told: 15..16 Jun 2018 · shelling of al-Harra · in eb18#4 · Before or after the threat: not told.
  next hostile act told: 19 Jun 2018 → ? · offensive · in af18#2, af18#18 · Next in time only.
Statement: demand
  to the opposition: n/s
  to the government, Russia, Iran: 1..19 Jun 2018 · asks Russia to restrain the government · in eb18#1, eb18#2
  next hostile act told: 19 Jun 2018 → ? · offensive · in af18#2, af18#18 · Next in time only; Russia backs it.
""",
    ("s03", "Bargain card: under discussion, not told to be struck"): """
United States
  would give: 15 Jun 2018 or later · leaves the al-Tanf base (discussed) · in eb18#14 · Only if both conditions are met.
  would get: 1. no battle for the south (discussed) · in eb18#14
  would get: AND 2. no Iranian militias in it (discussed) · in eb18#14
government and Russia
  would give: 15 Jun 2018 or later · call off the battle (discussed) · in eb18#14
  would get: the United States out of al-Tanf (discussed) · in eb18#14
Iranian militias
  would give: 15 Jun 2018 or later · leave altogether (discussed) · in eb18#14 · By whom sent away is not stated.
  would get: n/s
""",
    ("s04", "Pairs of countries"): """
Russia with Israel
  met: within Jun 2018 · Putin and Netanyahu, meetings and talks · in eb18#16
  asked: Jun 2018 → 19 Jun 2018 · Putin: coordination in the south, near the border above all · in eb18#16 · By both, as far as is told; which of them pressed for it is not.
  asked: Netanyahu: the same · in eb18#16
  answered: n/s
Jordan with Russia
  met: 4 Jul 2018 · Safadi and Lavrov, Moscow · in af18#5, af18#27
  asked: a cease-fire · in af18#27, af18#28 · To whom he put it is not stated.
  answered: no cease-fire: Russia helps the army to persuade · in af18#h3, af18#27, af18#29 · Told next; not said to be the reply.
""",
    ("s05", "Demand, then reality, article by article"): """
eb18, June 2018
  demand: 15 Jun 2018 or later · all Iranian militias out of the area (discussed) · in eb18#14 · A condition in a bargain; not told to be met.
  reality: n/s
so18, spring 2018
  demand: n/s
  reality: n/s
af18, July 2018
  demand: n/s
  reality: n/s
eb21, 2021
  demand: n/s
  reality: 1 May 2021 or before · a post of Iranian militias at al-Duha, near the border fence · in eb21#8
  reality: gunmen attack it · in eb21#8
na21, July 2021
  demand: n/s
  reality: 24..28 Jul 2021 · Iranian-backed forces placed in Daraa · in na21#10 · By Ahmad Abazeid's word alone.
""",
    ("s06", "Statements, each with its answer"): """
World powers
  target: 19 Jun 2018 → 5 Jul 2018 · Syrian government · in af18#18, af18#23
  says or asks: 19 Jun..5 Jul 2018 · the offensive breaks the cease-fire of 2017 · in af18#23 · Which powers is not stated.
  answer: n/s
UN Security Council
  target: n/s
  says or asks: 5 Jul 2018 · to meet in emergency session (planned) · in af18#5, af18#24 · Who asked for it, and what came of it, is not stated.
  answer: n/s
Rights groups
  target: 4 Jul 2018 · Jordan and Israel · in af18#19, af18#20, af18#21
  says or asks: 19 Jun..5 Jul 2018 · let Syrians through to safety · in af18#20
  answer: 4 Jul 2018 · both borders stay closed · in af18#19, af18#20, af18#21
Human Rights Watch
  target: 4 Jul 2018 · Jordan and Israel · in af18#21
  says or asks: let asylum-seekers in · in af18#21
  answer: n/s
Lama Fakih of HRW
  target: 4 Jul 2018 · Jordan · in af18#21, af18#22
  says or asks: to shut them out offends law and decency · in af18#22
  answer: n/s
Jordan's Safadi
  target: n/s
  says or asks: 4 Jul 2018 · a cease-fire · in af18#28 · To whom he put it is not stated; see S04.
  answer: n/s
Protesters in Quneitra
  target: 19 Jun..5 Jul 2018 · United Nations and the world · in af18#18, af18#25, af18#26
  says or asks: protection, guarantees for their lives · in af18#26 · Local people, not from abroad.
  answer: n/s
International community, 2021
  target: n/s
  says or asks: 1 May..28 Jul 2021 · the election in Syria was fraudulent · in na21#4 · Who spoke, and to whom, is not stated.
  answer: n/s
""",
    ("s07", "Contact log"): """
General Alexander's call, June 2018
  caller: 1..19 Jun 2018 · General Alexander · in eb18#11, eb18#12
  called or met: Fadi al-Asemi · in eb18#11, eb18#12
  channel: a call, interpreted · in eb18#11, eb18#12
  proposed venue: 1 Jun 2018 or later · Mahajjah, held by the government (proposed) · in eb18#12, eb18#13
  subject town: 1..19 Jun 2018 · the area, Dael in particular · in eb18#11, eb18#12
  answer: refused, for the venue above all · in eb18#12, eb18#13
Calls from Khmeimim, June 2018
  caller: within Jun 2018 · Russians at Khmeimim air base · in eb18#11
  called or met: opposition leaders, not named · in eb18#11
  channel: calls · in eb18#11
  proposed venue: n/s
  subject town: the towns of Daraa · in eb18#11
  answer: not told, but for al-Asemi's if he is one of them · in eb18#11
Meeting of March 2018
  caller: n/s
  called or met: Mar 2018 · towns' representatives, with Russians and the government · in eb18#30
  channel: meeting · in eb18#30
  proposed venue: met in the Provincial Department building · in eb18#30
  subject town: 1 Mar 2018 or later · all the south, to come into the settlement (planned) · in eb18#30
  answer: n/s
Meeting in Daraa, March 2018
  caller: n/s
  called or met: Mar 2018 · head of the Reconciliation Center and al-Suwaidan · in eb18#30, eb18#31 · Perhaps the same meeting.
  channel: meeting · in eb18#30, eb18#31
  proposed venue: met in Daraa · in eb18#30, eb18#31
  subject town: n/s
  answer: n/s
Towns one by one, July 2018
  caller: 4 Jul 2018 · Russia · in af18#3
  called or met: opposition-held towns, not named · in af18#3, af18#4
  channel: 4 Jul 2018 · brokered talks · in af18#3
  proposed venue: n/s
  subject town: each its own surrender · in af18#3
  answer: until 5 Jul 2018 · more than 30 agree · in af18#3, af18#4 · Which is not stated.
""",
    ("s09", "Round table"): """
weapons
  opposition asks: 3 Jul 2018 or later · heavy weapons in phases (readiness told) · in af18#10 · By a source; not told to have been put to Russia.
  Russia asks: 4 Jul 2018 or before · heavy weapons all at once · in af18#deck, af18#7, af18#8 · By the opposition's account.
  gap: the pace, not whether · in af18#7, af18#8, af18#9, af18#10
transfers
  opposition asks: 3 Jul 2018 · safe passage for fighters and civilians who will not stay · in af18#11, af18#12
  Russia asks: 3..4 Jul 2018 · none from the south · in af18#12, af18#13
  Russia asks: 4 Jul 2018 or before · granted in Eastern Ghouta · in af18#13
  Russia asks: and in Aleppo · in af18#13
  gap: the whole point · in eb21#1, eb21#10, af18#11, af18#12, af18#13, na21#12 · Later told as a term of the settlement of that month.
army lines
  opposition asks: 3 Jul 2018 · the army out of the towns it retook · in af18#11, af18#12
  Russia asks: 3..4 Jul 2018 · the army back to its positions of before 2011 · in af18#12, af18#14
  gap: not clear: does the army leave or come in? · in af18#5, af18#11, af18#14
police
  opposition asks: n/s
  Russia asks: 3..4 Jul 2018 · local police in the towns, coordinated with its military police · in af18#12, af18#14 · One demand with the army lines.
  gap: n/s
the rest of the south
  opposition asks: n/s
  Russia asks: 3 Jul 2018 or later · to the government (proposed) · in af18#5, af18#6
  gap: not stated; how much was left is told in two ways · in af18#4, af18#25
""",
    ("s10", "Clocks"): """
Moscow, to the opposition, July 2018
  demand: 3..4 Jul 2018 · its terms · in af18#5, af18#12, af18#13, af18#14
  threat: 19 Jun..4 Jul 2018 · the offensive again · in af18#1 · By the opposition's account.
  deadline: 4 Jul 2018 · that very day · in af18#15, af18#16 · The source does not say who set it.
  extended?: n/s
  what happened: talks declared failed · in af18#deck, af18#1, af18#5, af18#6, af18#7
  what happened: Jul 2018 · south retaken · in eb21#1, na21#11 · Not told as the threat made good.
The government, to Tafas, about January 2021
  demand: Jul 2018..Dec 2021~ · named people out, or given up · in eb21#20, eb21#21
  threat: to storm it · in eb21#16, eb21#20
  deadline: several; days not stated · in eb21#16, eb21#20
  extended?: yes; how often is not stated · in eb21#16, eb21#20
  what happened: until 2021 · demands unheeded · in eb21#16, eb21#20
  what happened: 24 Jan..31 Dec 2021 · a deal, removal left out · in eb21#16, eb21#19, eb21#20, eb21#21, eb21#22
Russians, to the Daraa Central Committee
  demand: n/s
  threat: Jul 2018..Dec 2021~ · warplanes, should the army fail · in eb21#19 · Undated; told with Tafas.
  deadline: n/s
  extended?: n/s
  what happened: n/s
Moscow, in the past
  demand: n/s
  threat: n/s
  deadline: until 4 Jul 2018 · hard ones; days and places not stated · in af18#17
  extended?: some were · in af18#17
  what happened: n/s
Al-Assad, on the south, by June 2018
  demand: 15 Jun 2018 or later · settle (the other choice) · in eb18#7, eb18#8
  threat: 19 Jun 2018 or before · else by force · in eb18#7
  deadline: n/s
  extended?: n/s
  what happened: 19 Jun 2018 → ? · offensive · in af18#2, af18#18 · Next in time; not told as the threat made good.
Russia, to the government, by March 2018
  demand: Jul 2017..Mar 2018 · no attack on the south · in so18#7
  threat: no air support · in so18#7
  deadline: n/s
  extended?: n/s
  what happened: 19 Jun 2018 → ? · offensive, with Russia's backing · in af18#2, af18#18 · No article ties the two.
Parties to the deal of 24 July 2021
  demand: 24 Jul 2021 · siege lifted · in na21#6, na21#7 · A term, no ultimatum.
  threat: n/s
  deadline: 24..25 Jul 2021 · that weekend (planned) · in na21#6, na21#7
  extended?: n/s
  what happened: 27 Jul 2021 · siege back on · in na21#6, na21#4
United States, to the government, by June 2018
  demand: n/s
  threat: until 19 Jun 2018 · many, against attacks · in eb18#3
  threat: 1..19 Jun 2018 · to act over violations · in eb18#1, eb18#2
  deadline: n/s
  extended?: n/s
  what happened: n/s
Councils and factions, to brokers, March 2018
  demand: n/s
  threat: within Mar 2018 · to combat them · in eb18#25, eb18#26, eb18#28
  deadline: n/s
  extended?: n/s
  what happened: n/s
""",
}
"""Each grid: its rows, and in each the columns with what stands there; `in` are the paragraphs, the first of which `o` opens."""


@pytest.mark.parametrize(("part", "title"), GRIDS, ids=lambda one: one)
def test_a_grid_has_what_its_part_asks_for_with_the_paragraph_that_it_opens(
    daraa: Library, part: str, title: str
) -> None:
    assert grid(daraa, part, title).splitlines() == GRIDS[part, title].strip().splitlines()
    for row in section(daraa, part, title, NARROW):
        assert row.target is None or row.cite == daraa.cites(row.target)[0], row.text


@pytest.mark.parametrize(("part", "title"), GRIDS, ids=lambda one: one)
def test_a_grid_opens_each_member_at_every_width(daraa: Library, part: str, title: str) -> None:
    thread = thread_of(daraa, part)
    (groups,) = (one["groups"] for one in thread["sections"] if one["title"] == title)
    members = {member["record"] for member in thread["members"] if member.get("group") in groups}
    for width in range(18, 160):
        rows = section(daraa, part, title, width)
        assert {row.target for row in rows} - {None} == members, width
        assert all(cell_len(row.text) <= width for row in rows), width


def test_what_was_not_done_is_never_drawn_as_done(daraa: Library) -> None:
    for part, title in GRIDS:
        for row in section(daraa, part, title, NARROW):
            record = daraa.row_of(row.target) if row.target else None
            if record and record.kind == "event" and record.factuality not in ON_THE_LINE:
                assert not any(span.style == "link" for span in row.spans), (part, row.text)


def test_the_tables_stand_before_all_else_of_their_parts(daraa: Library) -> None:
    for part, title in GRIDS:
        rows = [row.text for row in detail_rows(daraa, thread_of(daraa, part)["id"], 78)]
        assert rows.index(title) < next(index for index, text in enumerate(rows) if text.startswith("note"))
        assert rows.index(title) < 30


def test_the_conditions_of_the_bargain_are_one_list_with_a_warning(daraa: Library) -> None:
    text = [row.text.strip() for row in section(daraa, "s03", "Conditions and warning", WIDE)]
    conditions = [line for line in text if "condition" in line.split(" · ")]
    assert ["1. " in conditions[0], "AND 2. " in conditions[1], len(conditions)] == [True, True, 2]
    warning = next(line for line in text if line.startswith("Warning"))
    assert "eb18#6" in warning and "eb18#15" in warning and "not proven the same" in warning


STANCES = """
broker evt:southwest-ceasefire-announced so18#1
restrainer evt:russia-warns-against-southern-attack so18#7
restrainer evt:russia-says-no-air-support so18#7
restrainer evt:russian-message-no-offensive so18#7
broker evt:provincial-building-meeting-2018-03 eb18#30
broker evt:russian-admiral-statement-2018 eb18#30
backer evt:russia-backs-syrian-government so18#9
broker evt:russia-approaches-leaders-2018 eb18#10
broker evt:khmeimim-calls-leaders-2018 eb18#11
threatener evt:moscow-past-deadlines af18#17
backer evt:southern-offensive-june-2018 af18#2
threatener evt:moscow-threatens-renewed-offensive af18#1
broker evt:russia-brokers-southern-town-surrenders af18#3
backer evt:lavrov-on-convincing-the-opposition af18#h3
supervisor evt:july-2018-settlement-talks eb21#2
supervisor evt:july-2018-settlement-made eb21#1
backer evt:south-retaken eb21#1
supervisor evt:government-reasserts-control-of-daraa na21#12
threatener evt:russians-threaten-warplanes eb21#19
shifting evt:russian-positions-shift eb21#4
"""


@pytest.mark.parametrize("width", [34, 78, 118])
def test_each_posture_is_one_mark_in_its_lane_and_opens_its_source(daraa: Library, width: int) -> None:
    rows = list(thread_rows(daraa, thread_of(daraa, "s08"), width))
    lanes = {row.text.split(". ")[-1]: row.text.count(". ") for row in rows[:6]}
    marks = [
        (next(name for name, lane in lanes.items() if row.text.index("*") == 2 * lane), row.target, row.cite)
        for row in rows[6:]
        if "* " in row.text[:12]
    ]
    assert [" ".join(map(str, mark)) for mark in marks] == STANCES.strip().split("\n")


def test_a_mark_says_its_date_first(daraa: Library) -> None:
    rows = [row.text for row in thread_rows(daraa, thread_of(daraa, "s08"), 118)][6:]
    assert rows[0].startswith("* . . . . .  Jul 2017 · ")
    assert all(any(year in row for year in ("2017", "2018", "2021")) for row in rows if "*" in row[:12])


def test_the_talks_fail_within_two_days(daraa: Library) -> None:
    rows = section(daraa, "s09", "Two days, from proposal to failure", WIDE)
    at = [next(index for index, row in enumerate(rows) if row.target == f"evt:{name}") for name in TWO_DAYS]
    assert at == sorted(at)
    wednesday = next(index for index, row in enumerate(rows) if row.text.startswith("Wednesday 4 July"))
    assert at[2] < wednesday < at[3]


TWO_DAYS = (
    "opposition-proposes-withdrawal-safe-passage", "moscow-rejects-opposition-terms", "moscow-counter-proposal-for-the-south",
    "opposition-final-answer-awaited", "operations-room-declares-talks-failed",
)  # fmt: skip
"""Proposal, rejection and counter-proposal; the answer that was due, and the failure."""


# -- the shapes, over the other corpus


def drawn(library: Library, section: Record, members: list[Record], width: int = WIDE) -> list[TextRow]:
    """Return the rows of a thread that has one section."""
    thread = {"shape": "log", "states": ["asked", "answered"], "sections": [section], "members": members}
    return list(thread_rows(library, thread, width))


GRID = {"title": "Who asked", "shape": "grid", "head": "side", "groups": ["Orren", "Tasmel", "Nobody"]}


@pytest.mark.parametrize("width", [20, 60, WIDE])
def test_a_group_without_members_is_a_row_of_what_is_not_stated(library: Library, width: int) -> None:
    members = [{"record": "evt:accord-made", "group": "Orren", "state": "answered"}]
    rows = [row.text for row in drawn(library, GRID, members, width)]
    nobody = next(index for index, text in enumerate(rows) if "Nobody" in text)
    assert "n/s" in " ".join(rows[nobody:])


def test_a_grid_has_only_the_states_that_occur_unless_it_names_them(library: Library) -> None:
    members = [{"record": "evt:accord-made", "group": "Orren", "state": "answered"}]
    assert "asked" not in drawn(library, GRID, members)[1].text
    assert "asked" in drawn(library, {**GRID, "states": ["asked", "answered"]}, members)[1].text


def test_a_label_stands_for_the_title_and_says_what_did_not_happen(library: Library) -> None:
    members = [
        {"record": "evt:accord-made", "group": "Orren", "state": "asked", "label": "they agree"},
        {"record": "evt:road-closed", "group": "Orren", "state": "answered", "label": "the road shut"},
    ]
    text = " ".join(row.text for row in drawn(library, GRID, members))
    assert "they agree" in text and library.title("evt:accord-made") not in text
    assert "the road shut (threatened)" in text


@pytest.mark.parametrize("width", range(4, 120, 5))
def test_each_member_of_a_grid_can_be_opened_however_little_is_said_of_it(library: Library, width: int) -> None:
    members = [
        {"record": name, "group": "Orren", "state": state, "label": "x"}
        for name, state in (("evt:accord-made", "asked"), ("evt:gate-shut", "answered"), ("evt:gate-chained", "asked"))
    ]
    rows = drawn(library, GRID, members, width)
    assert {member["record"] for member in members} <= {row.target for row in rows}
    assert all(cell_len(row.text) <= width for row in rows)


def test_a_date_that_was_just_said_is_not_said_again(library: Library) -> None:
    members = [{"record": "evt:accord-made", "group": "Orren", "state": state} for state in ("asked", "answered")]
    text = " ".join(row.text for row in drawn(library, GRID, members))
    assert text.count(library.title("evt:accord-made")) == 2
    assert text.count("2031") == 1
