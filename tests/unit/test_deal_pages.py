"""Agreements and talks as pages: the ledger, deals side by side, the ladder, topics, and the clock of threats and deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from support import ids, records

from tui.corpus.kinds import kind_of
from tui.present.deadlines import deadline_rows
from tui.present.deals_beside import beside_rows
from tui.present.ladder import ladder_rows
from tui.present.ledger import ledger_rows
from tui.present.pages import FIRST, page_of, pages_of
from tui.present.rows import TextRow
from tui.present.topics import topic_rows
from tui.reading.deals import differs, is_excluded, nearest, silent, speakers, statuses
from tui.reading.talks import Move, around_round, became_of, beginnings, moves_in
from tui.store.library import Library

DEAL = "agr:daraa-al-balad-2021-07-24"
TRUCE = "agr:southwest-ceasefire-2017"
TAFAS = "agr:tafas-2021"
JULY_3, JULY_4 = "rnd:southern-talks-2018-07-03", "rnd:southern-talks-2018-07-04"

Rows = Callable[[Library, str, int, str], Iterator[TextRow]]
OF: dict[Rows, tuple[str, ...]] = {
    ledger_rows: ("agreement",),
    beside_rows: ("agreement", ""),
    ladder_rows: ("round",),
    topic_rows: ("",),
    deadline_rows: ("",),
}


def names(library: Library, kinds: tuple[str, ...]) -> list[str]:
    found = [row.id for kind in kinds if kind for row in library.rows(library.numbers(kind))]
    return [*found, *([""] if "" in kinds else [])]


def part(rows: Iterator[TextRow], begins: str, ends: str = "") -> list[TextRow]:
    """The rows from one that begins so to the next that begins otherwise so, or to the first empty one."""
    found: list[TextRow] = []
    for row in rows:
        if found and (row.text.startswith(ends) if ends else not row.text):
            return found
        if found or row.text.strip().startswith(begins):
            found.append(row)
    assert found, begins
    return found


def lines(rows: list[TextRow]) -> list[str]:
    return [row.text.rstrip() for row in rows]


# -- the ledger


def test_the_deal_at_a_glance_is_every_term_by_every_speaker(daraa: Library) -> None:
    found = part(ledger_rows(daraa, DEAL, 118), "term ")
    assert [" ".join(row.text.split()) for row in found] == [
        "term The New Arab Mohammed Syrian Ahmad Abazeid",
        "al-Asaker government",
        "! Residents give up light weapons. agreed partly kept broken n/s",
        "Residents let the government set up three agreed n/s n/s broken",
        "security checkpoints inside the city.",
        "The government issues pardons for a number of agreed, n/s n/s n/s n/s",
        "local people.",
        "The government lifts the siege. agreed, pending, n/s n/s n/s",
        "broken",
        "The government withdraws its forces from the agreed, n/s n/s n/s broken",
        "city.",
        "The government disarms the local militias that agreed, n/s n/s n/s n/s",
        "it backs.",
    ]


def test_each_line_of_a_log_opens_its_event_and_its_paragraph(daraa: Library) -> None:
    """Weapons hand-over: who says kept in part, who broken, who nothing; and where each is written."""
    wide = part(ledger_rows(daraa, DEAL, 118), "! Residents give up light weapons.  weapons")
    narrow = part(ledger_rows(daraa, DEAL, 34), "! Residents give up light")
    expected = [
        ("evt:daraa-al-balad-deal-24-july", "na21#6"),
        ("evt:sixty-weapons-handed-over", "na21#8"),
        ("evt:government-rejects-handed-over-weapons", "na21#8"),
    ]
    for found in (wide, narrow):
        opened = [(row.target, row.cite) for row in found if (row.target or "").startswith("evt:")]
        assert list(dict.fromkeys(opened)) == expected
    status = [row.text for row in wide if "24..27 Jul 2021" in row.text]
    assert [
        row[row.index("partly") if "partly" in row else row.index("broken") :].split("  ")[0] for row in status
    ] == [
        "partly kept",
        "broken",
    ]
    assert status[0].index("partly kept") != status[1].index("broken")
    (mute,) = (row for row in wide if "no status by those who speak of other terms" in row.text)
    assert mute.text.split()[-1] == "n/s"
    assert mute.target == "act:ahmad-abazeid"


def test_a_narrow_ledger_says_who_is_silent_in_words(daraa: Library) -> None:
    found = part(ledger_rows(daraa, DEAL, 78), "Residents let the government")
    assert lines(found)[-1] == "  n/s by Mohammed al-Asaker, Syrian government, though of other terms"
    assert "  condition, deadline n/s" in lines(found)
    assert "  broken · Ahmad Abazeid · 24..28 Jul 2021 =" in lines(found)


def test_a_deadline_stands_with_its_term(daraa: Library) -> None:
    found = lines(part(ledger_rows(daraa, DEAL, 78), "The government lifts the siege."))
    assert "  deadline 24..25 Jul 2021 = · said “over the weekend”" in found
    assert any("Lifting of the siege due at the weekend (planned)" in line for line in found), (
        "a plan is said to be one"
    )


def test_what_was_left_out_stands_apart(daraa: Library) -> None:
    rows = list(ledger_rows(daraa, TAFAS, 78))
    texts = lines(rows)
    left_out = next(i for i, text in enumerate(texts) if text.startswith("left out of it"))
    term = next(i for i, text in enumerate(texts) if text.startswith("Nobody is removed to the north."))
    assert left_out < term < texts.index("as a whole  n/s: nobody is told to have said what became of it")
    assert "4 terms, 1 speaker" in "".join(texts[:left_out])
    assert [row.target for row in rows if row.text.startswith("    Tafas agreement without removal")] == [
        "evt:tafas-deal"
    ]


def test_a_term_that_one_has_excluded_and_carried_out_is_no_excluded_term(daraa: Library) -> None:
    terms = {term["id"]: term for term in daraa.record("agr:umm-batnah-2021")["terms"]}
    assert statuses(terms["removal-to-the-north"]) == ["excluded", "kept"]
    assert not is_excluded(terms["removal-to-the-north"])
    assert [term["id"] for term in daraa.record(TAFAS)["terms"] if is_excluded(term)] == ["no-removal"]


def test_the_guarantors_of_the_truce_differ_by_article(daraa: Library) -> None:
    found = part(ledger_rows(daraa, TRUCE, 118), "third parties", "known from")
    assert [(row.text, row.target, row.cite) for row in found] == [
        ("third parties in the source's words ! the articles name different ones", TRUCE, "so18#title"),
        (
            "  United States · so18: brokered  so18#1 · so18: met and announced  so18#9 · af18: announced  af18#23",
            "act:united-states",
            "so18#1",
        ),
        (
            "  Russia · so18: brokered  so18#1 · so18: met and announced  so18#9 · af18: announced  af18#23",
            "act:russia",
            "so18#1",
        ),
        ("  Jordan · af18: announced  af18#23 · n/s in so18", "act:jordan", "af18#23"),
    ]


def test_breaches_of_the_truce_by_speaker_with_what_answered_them(daraa: Library) -> None:
    found = part(ledger_rows(daraa, TRUCE, 78), "! Fighting stops")
    broken = [(row.text.strip(), row.target, row.cite) for row in found if row.text.startswith("  broken")]
    assert broken == [
        ("broken · local activists · 29 Mar..14 Jun 2018 =", "evt:activists-call-raids-breach", "so18#1"),
        ("broken · The Syrian Observer · date n/s", "evt:activists-call-raids-breach", "so18#title"),
        ("broken · US Department of State · date n/s", "evt:government-violations-us-says-2018", "eb18#2"),
        ("broken · World powers · 19 Jun..4 Jul 2018 =", "evt:southern-offensive-breaches-2017-truce", "af18#23"),
    ]
    answers = [row.target for row in found if row.text.strip().startswith("answered by")]
    assert answers == [
        "evt:activists-call-raids-breach",
        "evt:activists-call-raids-breach",
        "evt:us-demands-russian-restraint-2018",
        "evt:us-state-threat-2018-06",
        "evt:us-action-threatened-2018",
        "evt:southern-offensive-breaches-2017-truce",
    ]
    assert sum("n/s: no response is coded" in row.text for row in found) == 3


def test_what_disputes_a_deal_is_listed_with_how_it_stands(daraa: Library) -> None:
    found = part(ledger_rows(daraa, DEAL, 118), "what disputes it")
    assert "  open · Who broke the deal of 24 July 2021?" in lines(found)
    assert lines(found)[1] == "  ! what became of: Residents give up light weapons."


def test_the_valleys_have_a_ledger_too(library: Library) -> None:
    found = list(ledger_rows(library, "agr:water-accord", 100))
    glance = part(iter(found), "term ")
    assert [" ".join(row.text.split()) for row in glance] == [
        "term Farmers of the Orren Water The Harn Courier",
        "Lower Tasmel Board",
        "! A third of the river passes the weir until broken kept n/s",
        "the harvest is in.",
        "Tasmel gives forty days of labour a year. n/s n/s agreed",
    ]
    assert "third parties in the source's words" in lines(found)
    assert "  Abbot of Saint Oda · going between the sides" in lines(found)


@given(
    st.lists(
        st.lists(
            st.tuples(
                st.sampled_from(["kept", "broken", "agreed", "excluded", "not_stated"]),
                st.sets(st.sampled_from("abc"), min_size=1),
            ),
            max_size=4,
        ),
        max_size=4,
    )
)
def test_every_speaker_either_speaks_of_a_term_or_is_silent_on_it(logs: list[list[tuple[str, set[str]]]]) -> None:
    terms = [{"status_log": [{"status": status, "according_to": sorted(who)} for status, who in log]} for log in logs]
    every = speakers(terms)
    assert len(every) == len(set(every))
    for term in terms:
        assert sorted([*speakers([term]), *silent(term, every)]) == sorted(every)
        said = {who: set(statuses(term, who)) & {"kept", "broken"} for who in speakers([term])}
        fates = [fate for fate in said.values() if fate]
        assert differs(term) == any(fate != fates[0] for fate in fates)
        if is_excluded(term):
            assert "excluded" in statuses(term)
            assert not {"kept", "agreed", "broken"} & set(statuses(term))


# -- side by side


def test_all_deals_by_topic(daraa: Library) -> None:
    rows = list(beside_rows(daraa, "", 150))
    weapons = next(row for row in rows if row.text.startswith("weapons "))
    assert weapons.text.split("  ")[0] == "weapons"
    assert " ".join(weapons.text.split()) == "weapons - kept - - - - agreed, n/s - ! agreed,"
    assert (weapons.target, weapons.cite) == ("agr:sanamayn-2020", "eb21#12")
    below = part(iter(rows), "weapons  3 agreements")
    assert [row.target for row in below if row.text.startswith("  ") and row.text[2] != " "] == [
        "agr:sanamayn-2020",
        TAFAS,
        DEAL,
    ]


def test_the_deal_in_hand_leads_every_band_and_the_most_alike_come_first(daraa: Library) -> None:
    order = nearest(daraa, TAFAS, [name for name in names(daraa, ("agreement",)) if name != TAFAS])
    assert order[0] == ("agr:sanamayn-2020", ["removal", "weapons"])
    assert [len(shared) for _, shared in order] == sorted((len(shared) for _, shared in order), reverse=True)
    rows = list(beside_rows(daraa, TAFAS, 78))
    heads = [row.text for row in rows if row.text.startswith("topic ")]
    assert len(heads) == 3
    assert all("* Agreement" in head for head in heads)
    pair = part(iter(rows), "* Agreement on Tafas, 2021")
    assert lines(pair)[:3] == [
        "* Agreement on Tafas, 2021             Settlement of al-Sanamayn, 2020",
        "24 Jan..31 Dec 2021 =                  Jul 2018..Mar 2020 =",
        "weapons",
    ]
    assert "  Enab Baladi: agreed, n/s               Enab Baladi: kept" in lines(pair)
    alone = pair[lines(pair).index("searches") + 1]
    assert alone.text.rstrip().endswith("-"), "a topic of one of them only is said to be none of the other"
    assert (alone.target, alone.cite) == (TAFAS, "eb21#21")


def test_one_deal_alone_has_nothing_beside_it(library: Library) -> None:
    assert lines(list(beside_rows(library, "agr:water-accord", 78)))[-1] == "there is no other agreement"


# -- the ladder


def test_offer_answer_and_what_has_none(daraa: Library) -> None:
    """Rounds of July 2018: each ask with its answer below it, and what is not answered said to be so."""
    rows = list(ladder_rows(daraa, JULY_3, 78))
    assert lines(part(iter(rows), "withdrawal of forces")) == [
        "withdrawal of forces",
        "  offer  opposition factions → Russia",
        "    The army to leave the towns it has retaken.  af18#11 af18#12",
        "    > reject  Russia → opposition factions",
        "      The opposition's terms flatly turned down.  af18#12",
        "      according to A source close to the talks",
        "    > counter offer  Russia → opposition factions · entry and posts of forces",
        "      The army to go back to the positions it held before 2011.  af18#12",
        "      af18#14",
        "      according to A source close to the talks",
        "      answer n/s: none is told",
    ]
    surrender = lines(part(iter(rows), "surrender"))
    assert any("in Talks in Busra" in line for line in surrender), "the answer of the next day's round"
    assert not any("answer n/s" in line for line in surrender)
    assert [row.cite for row in part(iter(rows), "police")] == [None, *["af18#12"] * 5]


def test_the_round_table_has_a_column_a_side_and_what_is_left_open(daraa: Library) -> None:
    found = part(ladder_rows(daraa, JULY_3, 118), "topic ")
    rows = [row for row in found if row.text[:1].strip()]
    assert [row.text.split("  ")[0].strip() for row in rows] == [
        "topic", "withdrawal of", "forces", "removal or safe offer: Safe passage to opposition areas", "passage", "surrender", "police",
    ]  # fmt: skip
    assert rows[3].text.rstrip().endswith("refused")
    assert rows[5].text.split()[1] == "n/s"
    assert (rows[1].target, rows[1].cite) == ("act:opposition-factions", "af18#11")


def test_an_answer_to_another_round_names_what_it_answers(daraa: Library) -> None:
    found = " ".join(line.strip() for line in lines(part(ladder_rows(daraa, JULY_4, 78), "the talks themselves")))
    assert (
        "answers counter offer Russia → opposition factions · The government to take over what remains of the south. · "
        "in Talks on the rest of the south, Tuesday 3 July 2018 statement"
    ) in " ".join(found.split())


def test_what_became_of_a_threat_and_of_a_deadline(daraa: Library) -> None:
    moves = moves_in(daraa, around_round(daraa, JULY_4))
    threat = became_of(daraa, moves[f"{JULY_4}/renewed-offensive"])
    assert [(one.event.id, one.done_by) for one in threat] == [
        ("evt:moscow-threatens-renewed-offensive", ()),
        ("evt:renewed-southern-offensive", ()),
    ]
    tafas = lines(part(ladder_rows(daraa, "rnd:tafas-2021", 89), "removal or safe passage"))
    assert "    told with it Storming of Tafas (threatened) · 1 Jul 2018 or later =" in tafas
    assert "      carried out n/s: no event is said to carry it out" in tafas
    at = next(i for i, line in enumerate(tafas) if line.startswith("  deadline"))
    deadline = tafas[at:]
    assert any(line.startswith("    the talks ended An agreement without removal.") for line in deadline)
    assert any(line.startswith("    told with it Deadlines at Tafas extended by the government") for line in deadline)
    assert not any("Deadlines at Tafas" in line for line in tafas[:at]), "the threat before it is no deadline"


def test_talks_of_which_no_move_is_told_say_so(daraa: Library) -> None:
    found = lines(list(ladder_rows(daraa, "rnd:three-way-meeting-2018", 78)))
    assert "  n/s: who asked, offered or answered what is not told" in found


def test_the_valleys_have_a_ladder_too(library: Library) -> None:
    assert lines(part(ladder_rows(library, "rnd:mill-talks", 78), "no topic is coded")) == [
        "no topic is coded",
        "  demand  Orren Water Board → Farmers of the Lower Tasmel",
        "    A levy on each field.  hc31#3",
        "    > counter offer  Farmers of the Lower Tasmel → Orren Water Board",
        "      Forty days of labour a year instead.  hc31#3",
        "      > accept  Orren Water Board → n/s",
        "        The labour is taken.  hc31#3",
    ]


@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 11)), st.booleans()), max_size=12))
def test_every_move_stands_once_whatever_answers_what(answers: list[tuple[int | None, bool]]) -> None:
    """Of some of the moves that answer one another, be it in rings, each stands once, with all that answers it below it."""
    told = {"kind": "demand", "by": ["act:x"], "cite": ["x#1"]}
    moves = [Move("rnd:x", {"id": str(n), **told}) for n in range(len(answers))]
    for move, (to, _) in zip(moves, answers, strict=True):
        if to is not None and to < len(moves) and moves[to] is not move:
            move.answers = moves[to]
            moves[to].below.append(move)
    some = [move for move, (_, is_one) in zip(moves, answers, strict=True) if is_one]
    roots = beginnings(some)
    assert set(roots) <= set(some)
    placed = [one.name for root in roots for _, one in root.within()]
    assert len(placed) == len(set(placed))
    assert {move.name for move in some} <= set(placed)


# -- topics, and the clock


def test_a_topic_goes_through_rounds_and_agreements_in_time_order(daraa: Library) -> None:
    """Weapons: who asked, refused and agreed over all rounds, and what the deals have on it."""
    found = part(topic_rows(daraa, "", 150), "weapons  5 rounds, 3 agreements")
    assert lines(found)[:4] == [
        "weapons  5 rounds, 3 agreements",
        "  asked or offered by Russia, Syrian government",
        "  refused by Syrian government",
        "  agreed to or conceded by Daraa's negotiating committee, Syrian government, Daraa Central Committee",
    ]
    steps = [row.target for row in found[4:] if row.text.startswith("  ") and row.text[2] != " "]
    assert steps == [
        "agr:sanamayn-2020", "rnd:safadi-lavrov-2018-07-04", JULY_4, TAFAS, DEAL, "rnd:daraa-al-balad-2021-07-24", "rnd:tafas-2021",
    ]  # fmt: skip


def test_every_move_and_term_stands_under_its_topic(daraa: Library) -> None:
    text = " ".join(" ".join(row.text for row in topic_rows(daraa, "", 500)).split())
    for talks in records(daraa, "round"):
        assert all(" ".join(move["content"].split()) in text for move in talks.get("moves", ()))
    for deal in records(daraa, "agreement"):
        assert all(" ".join(term["content"].split()) in text for term in deal["terms"])


def test_the_clock_has_every_threat_and_every_deadline(daraa: Library) -> None:
    rows = list(deadline_rows(daraa, "", 150))
    text = lines(rows)
    assert "in talks  6 moves" in text
    assert "in agreements  1 term" in text
    threatened = [
        row.id for row in daraa.rows(daraa.numbers("event")) if row.factuality == "threatened" or row.tag == "threat"
    ]
    assert set(threatened) <= {row.target for row in rows}
    past = next(i for i, row in enumerate(rows) if row.target == "evt:moscow-past-deadlines")
    assert text[past + 1] == "    outcome Some of the deadlines were extended; how many is not stated."


# -- all of them


def test_agreements_and_talks_open_at_their_pages(daraa: Library) -> None:
    assert (FIRST["agreement"], FIRST["round"]) == ("ledger", "ladder")
    opened = [page_of(name, "") for name in (DEAL, JULY_3)]
    assert [page.title for page in opened if page] == ["Ledger", "Ladder"]
    assert {"fields", "why", "ledger", "beside", "topic", "deadlines"} <= {page.id for page in pages_of(DEAL)}
    assert {"beside", "topic", "deadlines"} <= {page.id for page in pages_of(None)}


@pytest.mark.parametrize("corpus", ["daraa", "library", "hostile"])
@pytest.mark.parametrize("page", OF, ids=lambda page: page.__name__)
def test_every_row_fits_any_width_and_leads_somewhere(page: Rows, corpus: str, request: pytest.FixtureRequest) -> None:
    library: Library = request.getfixturevalue(corpus)
    there = set(ids(library))
    shown = names(library, OF[page])
    for width in (*range(10, 121), 200) if corpus != "daraa" else (10, 20, 34, 38, 64, 78, 89, 90, 100, 118):
        for name in shown if corpus != "daraa" else shown[-3:]:
            for row in page(library, name, width, ""):
                assert cell_len(row.text) <= width, (name, width, row.text)
                assert row.target is None or row.target in there
                assert row.cite is None or (row.cite in there and kind_of(row.cite) == "paragraph")
                assert row.text.isprintable()
                if any(span.style in ("link", "off_line", "date") for span in row.spans):
                    assert row.target, row.text


@pytest.mark.parametrize("width", [-1, 0, 1, 2, 5, 9])
@pytest.mark.parametrize("page", OF, ids=lambda page: page.__name__)
def test_no_width_is_too_narrow(page: Rows, width: int, library: Library) -> None:
    for name in names(library, OF[page]):
        assert list(page(library, name, width, ""))


def test_a_store_that_was_not_cleaned_is_no_reason_to_fail(raw: Library) -> None:
    for page, kinds in OF.items():
        for name in names(raw, kinds):
            assert list(page(raw, name, 78, "first"))


@pytest.mark.parametrize("width", [34, 78, 118])
@pytest.mark.parametrize("find", ["na21#8", "Residents", "zzz"])
def test_what_is_found_is_marked_and_no_word_changes(find: str, width: int, daraa: Library) -> None:
    plain, marked = (list(ledger_rows(daraa, DEAL, width, words)) for words in ("", find))
    assert all(row.hit == any(span.style == "found" for span in row.spans) for row in marked)
    assert sum(row.hits for row in marked) == (
        0 if find == "zzz" else sum(row.text.lower().count(find.lower()) for row in plain)
    )


@pytest.mark.parametrize(("page", "kind"), [(ledger_rows, "agreement"), (ladder_rows, "round")])
def test_the_page_that_a_kind_opens_at_shows_all_its_words(page: Rows, kind: str, daraa: Library) -> None:
    """What a search finds in a record's text must be there to be seen where the record opens."""
    for record in records(daraa, kind):
        for words in _words(record):
            text = " ".join(" ".join(row.text for row in page(daraa, record["id"], 400, words[:40])).split())
            assert " ".join(words.split()) in text, (record["id"], words)


def _words(value: Any, field: str = "") -> Iterator[str]:
    """The free words of a record: what a coder wrote, and what a source says."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _words(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner, field)
    elif isinstance(value, str) and field in _FREE:
        yield value


_FREE = frozenset(
    (
        "title",
        "content",
        "note",
        "outcome",
        "quantity",
        "conditional_on",
        "term",
        "text",
        "said",
        "why",
        "venue",
        "process",
        "role",
    )
)
