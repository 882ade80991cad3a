"""A question that a researcher would ask is answered in five keys or fewer, from the record it is about, over the bundled corpus.

Which rows are the right ones is settled in `unit/test_standing_questions`; here they are asked for by hand and read off the screen.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from reader import MEDIUM, SMALL, WIDE, Reader, Size, reading_at

from tui.corpus.kinds import kind_of
from tui.paths import questions_files
from tui.reading.desk import ASK, Desk
from tui.store.library import Library

MOST_KEYS = 5

DEAL = "agr:daraa-al-balad-2021-07-24"
SOUTH = "plc:southern-syria"


@asynccontextmanager
async def standing_on(library: Library, name: str, size: Size = MEDIUM) -> AsyncIterator[Reader]:
    """Sit a reader down with the cursor of a list on a record."""
    desk = Desk(library, question_files=questions_files()[:1])
    desk.view(kind_of(name) or "")
    desk.select(list(desk.numbers).index(library.number(name) or -1))
    async with reading_at(desk, size) as reader:
        assert (reader.place.pane, reader.place.selected, reader.place.record) == ("list", name, name)
        yield reader


async def keys_for(reader: Reader, *keys: str) -> None:
    """Press keys, five at the most; one that picks from a menu must stand there to be read."""
    assert len(keys) <= MOST_KEYS
    for key in keys:
        menu = reader.screen.choosing.pane
        if reader.screen.choosing.is_open and menu.menu and menu.menu.picked_by(key):
            assert any(
                line[2:].startswith((f"{key} ", f"{key.lower()} {key} ")) for line in reader.lines[menu.region.y + 1 :]
            ), key
        await reader.press(key)


@dataclass
class Told:
    """A row of an answer: what it stands under, all its words, its paragraph, and its line in the pane."""

    under: str
    words: str
    cite: str | None
    line: int


def told(reader: Reader) -> list[Told]:
    """Return the rows of the answer in the details, whole, however they are broken, each with the heads of its columns."""
    found: dict[str, Told] = {}
    under, goes_on, heads = "", False, ""
    for line, row in enumerate(reader.all_rows("details")):
        plain = row.block is None and row.target is None
        if plain and "  " in row.text.strip():
            heads += row.text + " "
            continue
        heading = plain and row.text[:1].strip()
        if heading:
            under = f"{under} {row.text}" if goes_on else row.text
        elif row.block in found:
            found[row.block].words += " " + row.text
        elif row.block:
            found[row.block] = Told(under, row.text, row.cite, line)
        goes_on = bool(heading)
    for one in found.values():
        one.words += " " + heads
    return list(found.values())


def is_of(row: Told, wanted: str) -> bool:
    """Say whether a row has all the words and the paragraph of `words … @paragraph`, in whatever columns and lines they stand."""
    words, _, cite = wanted.rpartition(" @")
    return row.cite == cite and set(words.split()) <= set(row.words.split())


@dataclass(frozen=True)
class Asked:
    """A question of a researcher: the record it is about, the keys, and of the answer what must be there, under what it stands.

    `whole` says that the rows under a heading are all of these, in this order.
    """

    what: str
    of: str
    keys: str
    question: str
    summary: str
    answer: dict[str, list[str]]
    whole: bool = True


ASKED = (
    Asked(
        "broken terms of the deal of July 2021 by speaker",
        DEAL,
        "Q a",
        "broken-terms",
        "6 rows, 3 groups",
        {
            "Syrian government": ["Residents give up light weapons. 24..27 Jul 2021 damaged @na21#8"],
            "The New Arab": [
                "The government lifts the siege. Routes in and out closed once more @na21#9",
                "The government lifts the siege. Renewed siege 27 Jul 2021 @na21#6",
            ],
            "Ahmad Abazeid": [
                "three security checkpoints Seven in place of three. @na21#10",
                "three security checkpoints Ten asked for, after seven @na21#10",
                "The government withdraws its forces Iranian-backed @na21#10",
            ],
        },
    ),
    Asked(
        "the exchange of 3 and 4 July 2018 point by point",
        "rnd:southern-talks-2018-07-03",
        "Q b",
        "point-by-point",
        "14 rows",
        {
            "": [
                "offer · opposition factions to leave the towns it has retaken. 3 Jul 2018 @af18#11",
                "→ reject · Russia flatly turned down. A source close to the talks 3 Jul 2018 @af18#12",
                "→ counter Russia positions it held before 2011. 3 Jul 2018 @af18#12",
                "offer · opposition factions Safe passage 3 Jul 2018 @af18#11",
                "→ reject · Russia Population transfers 3 Jul 2018 @af18#12",
                "counter Russia The government to take over 3 Jul 2018 @af18#5",
                "→ statement opposition factions its decision on the Russian proposal; 4 Jul 2018 @af18#5",
                "counter Russia Local police 3 Jul 2018 @af18#12",
                "threat · Russia military offensive 19 Jun..4 Jul 2018 @af18#1",
                "deadline the last round; 4 Jul 2018 @af18#15",
                "demand · Russia All heavy weapons in one go. 4 Jul 2018 @af18#deck",
                "→ statement in several phases. 4 Jul 2018 @af18#10",
                "→ statement Southern Operations Room declared failed 4 Jul 2018 @af18#deck",
                "statement Ibrahim Jabbawi without results 4 Jul 2018 @af18#8",
            ]
        },
    ),
    Asked(
        "removal to the north in the deal of July 2018",
        "agr:july-2018-settlement",
        "Q c",
        "part-of-the-deal",
        "14 rows, 5 groups",
        {
            "Former opposition fighters, and civilian families, are removed to northern Syria.": [
                "agreed Enab Baladi @eb21#1",
                "not stated Enab Baladi Whether and how many were removed in 2018 is not told; @eb21#1",
            ],
            "Was removal to the north part of the settlement of July 2018?": [
                "It was: Enab Baladi @eb21#1",
                "Russia ruled transfers out A source close to the talks, @af18#12",
                "The opposition had asked for safe passage opposition factions @af18#11",
                "removal is not mentioned The New Arab @na21#12",
            ],
        },
    ),
    Asked(
        "killings in order with how sure each date is",
        SOUTH,
        "Q d",
        "killings",
        "11 rows, 2 groups",
        {
            "told as done or tried": [
                "Killing of Zakarya al-Amian 11 May..6 Jun 2018 the date is computed three days after his kidnap @eb18#17",
                "Series of killings May 2018 → Jun 2018 the date is inferred @eb18#17",
                "Hamed Riyad Shehadat 11 May..19 Jun 2018 the date is inferred @eb18#17",
                "Attempt on the life of Jamal al-Labad 29 May..7 Jun 2018 the date is computed attempted @eb18#22",
                "Three governorate committee members shot dead 1..10 Jun 2018 the date is inferred @eb18#20",
                "Mousa Qanbas, doctor, 14 Jun 2018 the date is stated @eb18#18",
                "Resident killed 27..28 Jul 2021 the date is inferred @na21#3",
                "Assassinations frequent 28 Jul 2021 the date is computed @na21#15",
                "Civilian deaths in the clan fighting at Tafas until 2021 the date is inferred @eb21#18",
            ],
            "only planned, threatened, rumoured or denied": [
                "Hit lists until 19 Jun 2018 inferred planned @eb18#h3",
                "Killing of young men laid to al-Kassem until 28 Jul 2021 inferred rumoured @na21#16",
            ],
        },
    ),
    Asked(
        "what rests on unnamed sources only",
        SOUTH,
        "Q e",
        "unnamed-only",
        "36 rows, 9 sources",
        {
            "sources of Zaman al-Wasl": [
                "9th Division base: Russian and Syrian officers meet happened Jul 2017..Mar 2018 @so18#7",
                "Offensive not welcome, say Russian commanders @so18#7",
                "Withholding of Russian air support threatened @so18#7",
                "9th Division controls 9th Division base relation @so18#8",
            ],
            "Well-informed sources": ["Smugglers help @so18#17", "Senior ISIS commanders leave Damascus @so18#17"],
            "World powers": ["Breach of the 2017 ceasefire, @af18#18"],
            "local activists": ["air raids figure four raids @so18#1"],
        },
    ),
    Asked(
        "how many independent roots",
        "evt:russia-insists-on-heavy-weapons-at-once",
        "Q f",
        "roots",
        "5 rows, 1 independent root",
        {
            "Southern Operations Room": [
                "insisted on getting the heavy weapons. online post @af18#6",
                "No result was reached, headline @af18#deck",
                "by Russia through Southern Operations Room, @af18#7",
                "by Russia through Ibrahim Jabbawi, @af18#deck",
                "by Ibrahim Jabbawi statement @af18#8",
            ]
        },
    ),
    Asked(
        "deaths and displacement by speaker and date",
        SOUTH,
        "Q h",
        "deaths-and-displacement",
        "13 rows, 7 speakers",
        {
            "Diaa al-Hariri": ["families that fled some families 22 Mar..20 Jun 2018 @so18#2"],
            "United Nations": [
                "people displaced fled between 270,000 and 330,000 19 Jun..5 Jul 2018 @af18#19",
                "displaced people who went towards fled many @af18#19",
            ],
            "The New Arab": [
                "families fled an unknown number 28 Jul 2021 @na21#3",
                "residents killed one resident 28 Jul 2021 @na21#3",
            ],
            "Enab Baladi": [
                "Umm Batnah's people fled, number not told 1..20 May 2021 @eb21#8",
                "members of the governorate's committee shot dead killed three 1..10 Jun 2018 @eb18#20",
                "settlement committee figures killed several 15..19 Jun 2018 @eb18#17",
                "civilians killed by the shelling of al-Harra five 15..19 Jun 2018 @eb18#4",
                "clan fighting killed many 31 Dec 2021 or before @eb21#18",
            ],
            "Abdullah al-Shami": ["attackers killed 15 ISIS militants 22 Mar..20 Jun 2018 @so18#13"],
            "Zaman al-Wasl": ["opposition fighters killed six rebel fighters 22 Mar..20 Jun 2018 @so18#12"],
            "Ahmad Abazeid": ["young men killed 28 Jul 2021 or before @na21#16"],
        },
    ),
    Asked(
        "was the siege unbroken",
        "evt:daraa-al-balad-siege-2021",
        "Q i",
        "unbroken",
        "13 rows, 2 groups",
        {
            "as it is told": [
                "8 Nov 2020 or before under attack @eb21#26",
                "since 2021 Siege of Daraa al-Balad, 173 days untold before The New Arab @na21#4",
                "since 2021 Power, water and roads @na21#4",
                "2021 → ? besieged @na21#4",
                "24 Jul 2021 Deal on Daraa al-Balad struck, @na21#6",
                "24 Jul 2021 settled with the government @na21#6",
                "24..25 Jul 2021 Lifting of the siege due told as planned @na21#6",
                "27 Jul 2021 Renewed siege happened @na21#6",
                "since 27 Jul 2021 besieged @na21#6",
                "since 27 Jul 2021 under attack @na21#1",
            ],
            "Was the siege of Daraa al-Balad lifted in July 2021 before it was put back?": [
                "One siege, of more than a month @na21#4",
                "Due to end at the weekend, put back on Tuesday @na21#6",
                "Routes closed once again @na21#9",
            ],
        },
    ),
    Asked(
        "one committee under all its names",
        "act:daraa-central-committee",
        "Q l",
        "names",
        "16 rows, 5 groups",
        {
            "its names": [
                "Daraa Central Committee @eb21#2",
                "DCC alias eb21#2, eb21#4, eb21#5, eb21#7, eb21#19 @eb21#2",
                "Central Committee in Daraa external @eb21#2",
                "اللجنة المركزية في درعا external @eb21#2",
            ],
            "maybe the same": [
                "Daraa's negotiating committee @na21#6",
                "central negotiating committee @na21#12",
                "those of whom the demands at Tafas were made @eb21#20",
            ],
            "not the same": [
                "Quneitra Reconciliation Committee @eb21#2",
                "Daraa Governorate Reconciliation Committee @eb18#20",
                '"National Reconciliation" Committee @eb18#31',
            ],
            "in doubt": [
                "Which body negotiated the settlement of 2018 @eb21#2",
                "Is the negotiating committee of the deal of 24 July 2021 @na21#6",
                "For whom did the committee stand, @eb21#2",
            ],
        },
    ),
    Asked(
        "seven days before and after, sure and maybe",
        "evt:umm-batnah-deal",
        "Q m",
        "week-around",
        "76 rows, 3 groups",
        {
            "surely · 5": [
                "Removal kept off the table May 2021 → 20 May 2021 @eb21#5",
                "Removal from Umm Batnah demanded @eb21#5",
                "Umm Batnah talks, mediated by two committees @eb21#5",
                "Two detainees freed 20 May 2021 @eb21#6",
                "150 people of Umm Batnah removed 20 May 2021 @eb21#3",
            ],
            "maybe · 5": ["Umm Batnah shelled from 1..20 May 2021 @eb21#8"],
            "maybe, the date open or over a month · 66": [
                "Umm Batnah stormed May..Dec 2021 @eb21#3",
                "Umm Batnah sees tension rise 1 May 2021 → ? @eb21#8",
            ],
        },
        whole=False,
    ),
    Asked(
        "demands that recur over four towns",
        SOUTH,
        "Q n",
        "recurring-demands",
        "25 rows, 5 matters",
        {
            "weapons · 4: Busra al-Sham, al-Sanamayn, Tafas, Daraa al-Balad": [
                "All heavy weapons to be handed over demand Busra al-Sham 4 Jul 2018 @af18#deck",
                "Light and medium demand Tafas @eb21#18",
                "Of those who stay, agreement al-Sanamayn @eb21#12",
                "anti-aircraft agreement Tafas @eb21#22",
                "Residents give up light weapons. agreement Daraa al-Balad @na21#7",
            ]
        },
    ),
    Asked(
        "who mediated where",
        "thr:s11-eighth-brigade",
        "Q o",
        "mediation",
        "4 rows, 2 groups",
        {
            "mediation": [
                "Jasim campaign mediator 8th Brigade where Jasim result Agreement on Jasim, 2020 ended; @eb21#23",
                "mediator 8th Brigade where al-Karak result Agreement on searches The campaign stopped. @eb21#24",
            ],
            "talks with mediators": [
                "mediator 8th Brigade where Jasim result Jasim agreement on joint patrols, @eb21#23",
                "mediator 8th Brigade where al-Karak captives is not told. @eb21#24",
            ],
        },
    ),
    Asked(
        "which threats were carried out",
        SOUTH,
        "Q p",
        "threats",
        "6 rows",
        {
            "": [
                "Withholding of Russian air support carried out by n/s threat by Russia @so18#7",
                "Fight and deterrence carried out by n/s threat by local councils, opposition factions @eb18#25",
                "Taking of the south by force carried out by n/s threat by Bashar al-Assad @eb18#7",
                "Unspecified US action carried out by n/s threat by US Department of State @eb18#1",
                "Storming of Tafas carried out by n/s threat by Syrian government @eb21#16",
                "New offensive in the south carried out by n/s threat by Russia, A source @af18#1",
            ]
        },
    ),
    Asked(
        "who uses which word",
        "evt:sanamayn-removal",
        "Q r",
        "wording",
        "24 rows, 2 speakers",
        {
            "Enab Baladi": [
                "deportation 21 former fighters removed from al-Sanamayn @eb21#10",
                "deportation 150 people of Umm Batnah removed @eb21#7",
                "deported the north of Aleppo. @eb21#13",
                "expulsion 150 people of Umm Batnah removed to the north @eb21#6",
            ],
            "Unnamed outlet of the article of July 2018": [
                "population transfers Russia: Moving people out is no option @af18#13",
                "safe passage opposition factions: @af18#11",
            ],
        },
        whole=False,
    ),
    Asked(
        "what is not coded, dated or decided",
        DEAL,
        "Q pagedown s",
        "not-there",
        "16 rows, 5 groups",
        {
            "when is not told": ["Talks fail to stop the escalation when it began, @na21#deck"],
            "what became of a term is not told": [
                "The government issues pardons @na21#7",
                "The government withdraws its forces @na21#1",
                "The government disarms the local militias @na21#2",
            ],
            "how many is not told": ["pardoned under the deal: a number of @na21#7", "light weapons @na21#7"],
            "not decided": [
                "Who broke the deal of 24 July 2021? @na21#6",
                "Were the about 60 weapons @na21#7",
                "Does na21's account have other roots @na21#6",
            ],
        },
    ),
)


def asked(*each: Asked) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("asked", each, ids=lambda asked: asked.what)


def assert_told(reader: Reader, asked: Asked) -> None:
    """Assert that the answer lies open, with the rows that were wanted, whole and in order where it says so."""
    assert (reader.place.pane, reader.place.page, reader.place.record) == ("details", ASK + asked.question, asked.of)
    head = " ".join(row.text for row in reader.all_rows() if row.block is None and row.target == asked.of)
    assert f"{asked.summary}. Looked through: " in head
    rows = told(reader)
    for under, wanted in asked.answer.items():
        there = [row for row in rows if row.under == under]
        if asked.whole:
            assert len(there) == len(wanted), (under, there)
        left = iter(there)
        for one in wanted:
            assert any(is_of(row, one) for row in left), f"no {one!r} in its order under {under!r}:\n{there}"


@asked(*ASKED)
async def test_it_is_answered_in_five_keys_and_each_row_opens_its_paragraph(daraa: Library, asked: Asked) -> None:
    async with standing_on(daraa, asked.of) as reader:
        await keys_for(reader, *asked.keys.split())
        assert_told(reader, asked)
        for row in (told(reader)[0], told(reader)[-1]):
            await reader.press("g", *["pagedown"] * (row.line // reader.screen.pane.page))
            await reader.press(*["j"] * (row.line - reader.screen.pane.cursor))
            assert reader.cursor().strip() and row.words.startswith(reader.cursor())
            await reader.press("o")
            assert (reader.place.pane, reader.place.citation) == ("article", row.cite)
            assert row.cite and row.cite in reader.head()
            await reader.press("[")
            assert reader.place.page == ASK + asked.question
            goes_to = reader.screen.pane.current
            assert goes_to is not None and goes_to.target
            await reader.press("enter")
            if goes_to.target == asked.of:  # the row is a part of the record asked about
                assert (reader.place.pane, reader.place.citation) == ("article", row.cite)
            else:
                assert (reader.place.pane, reader.place.record, reader.place.page) == ("details", goes_to.target, "")
                assert reader.place.citation in daraa.cites(goes_to.target)
            await reader.press("[")


@asked(*ASKED)
async def test_on_a_big_screen_too(daraa: Library, asked: Asked) -> None:
    async with standing_on(daraa, asked.of, WIDE) as reader:
        await keys_for(reader, *asked.keys.split())
        assert_told(reader, asked)


@asked(*ASKED)
async def test_on_the_smallest_screen_too(daraa: Library, asked: Asked) -> None:
    async with standing_on(daraa, asked.of, SMALL) as reader:
        key = asked.keys[-1]
        await reader.press("Q")
        menu = reader.screen.choosing.pane
        assert menu.menu is not None
        place = next(i for i, choice in enumerate(menu.menu.shown) if key in choice.keys.split())
        await reader.press("escape")
        await keys_for(reader, "Q", *["pagedown"] * (place // menu.page), key)
        assert_told(reader, asked)


async def test_of_questions_one_is_found_by_words_too(daraa: Library) -> None:
    async with standing_on(daraa, DEAL) as reader:
        await reader.press("Q", *"/broken", "enter")
        assert_told(reader, ASKED[0])


async def test_five_keys_are_enough_to_the_paragraph_of_a_broken_term(daraa: Library) -> None:
    async with standing_on(daraa, DEAL) as reader:
        await keys_for(reader, "Q", "a", "J", "o")
        assert (reader.place.pane, reader.place.citation) == ("article", "na21#8")
