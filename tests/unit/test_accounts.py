"""Accounts side by side: who says what, how surely, in whose words; what differs is marked, what is unsaid is said to be."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from support import drawn, edit

from tui.paths import vocabulary_file
from tui.present.accounts import MOST_ACCOUNTS, account_rows
from tui.present.pages import page_of, pages_of
from tui.present.rows import TextRow
from tui.reading.accounts import (
    ALWAYS,
    ASPECTS,
    Account,
    accounts_of,
    apart,
    asks_for_a_number,
    contradict,
    differences,
    told,
    twins_of,
    unsaid,
)
from tui.reading.stated import Stated, narrowed
from tui.store.build import open_corpus
from tui.store.library import Library

WHO_BROKE = "iss:who-broke-the-deal-of-24-july-2021"
STORMED = "iss:daraa-al-balad-stormed-or-tried"


rows, texts = drawn(account_rows, 96)


def row(found: list[TextRow], begin: str) -> TextRow:
    return next(one for one in found if one.text.strip().startswith(begin))


def test_an_event_is_told_by_each_root_with_how_surely_and_whom_it_blames(library: Library) -> None:
    assert [line.rstrip() for line in texts(library, "evt:gate-shut", 78)] == [
        "event · Closing of roads or checkpoints · disputed",
        "The gate stays shut",
        "2 accounts",
        "! one asserts what another denies or doubts · = inferred, not printed · n/s",
        "nothing of it is coded for this one",
        "",
        "               Farmers of the Lower Tasmel    Orren Water Board",
        "  when         “nine days” = since 3 May 2031 n/s",
        "  where        Harn weir                      n/s",
        "  who          target Farmers of the Lower    n/s",
        "               Tasmel",
        "  how many     n/s                            n/s",
        "! does what    asserts                        denies",
        "  how surely   sure                           n/s",
        "  through      Farmers of the Lower Tasmel ←  Ilse Marrow ← The Harn Courier",
        "               The Harn Courier · statement   · interview",
        "  said on      = 12 May 2031                  n/s",
        "  blames       Orren Water Board              n/s",
        "  in its words n/s                            “to the litre”",
        "",
        "Farmers of the Lower Tasmel (population)",
        "  when  “nine days” = since 3 May 2031  hc31#1",
        "  where  Harn weir  hc31#1",
        "  target  Farmers of the Lower Tasmel  hc31#1",
        "  ! asserts, sure: The sluice has been shut for nine days, against the accord.",
        "    Farmers of the Lower Tasmel ← The Harn Courier · statement · = 12 May 2031",
        "    · hc31#1",
        "    blames  Orren Water Board",
        "",
        "Orren Water Board (organisation)",
        "  ! denies: The gate is opened every night and the accord kept.",
        "    Ilse Marrow ← The Harn Courier · interview · hc31#2",
        "    words  “to the litre” by Ilse Marrow",
        "",
        "as the record has it",
        "  when  = since 3 May 2031 “nine days”  hc31#1",
        "  where  Harn weir  hc31#1",
        "  target  Farmers of the Lower Tasmel  hc31#1",
        "",
        "questions between accounts (1)",
        "  Has the gate been shut for nine days? · outcome, open",
        "",
        "the coder's judgement, beside the accounts",
        "Has the gate been shut for nine days?",
        "  view  Both may be right about different hours.",
        "  confidence  low",
        "  why  The farmers speak of days, the board of nights.",
    ]


def test_in_a_narrow_pane_one_teller_stands_below_the_other_and_the_legend_last(library: Library) -> None:
    assert texts(library, "evt:gate-chained", 34) == [
        "event · Closing of roads or",
        "checkpoints · disputed",
        "The gate is chained",
        "1 account",
        "",
        "Farmers of the Lower Tasmel",
        "(population)",
        "  when  “three days after the",
        "  accord” = 4..13 Apr 2031  hc31#4",
        "  where  Harn weir  hc31#4",
        "  perpetrator  Men from Orren",
        "  hc31#4",
        "  how far  disputed  hc31#4",
        "  how many  n/s (“dozens”) men ·",
        "  men who put a chain on the gate",
        "  hc31#4",
        "  n/s: does what, how surely",
        "",
        "= inferred, not printed · n/s",
        "nothing of it is coded for this",
        "one",
    ]


def test_of_very_many_accounts_the_first_are_compared_and_the_rest_counted(valleys_copy: Path, tmp_path: Path) -> None:
    with (valleys_copy / "actors.yaml").open("a", encoding="utf-8") as file:
        for place in range(MOST_ACCOUNTS):
            file.write(f"""
- {{id: act:farmer-{place}, kind: person, names: [{{text: Farmer {place}}}], cite: "hc31#4"}}
""")
    with (valleys_copy / "claims.yaml").open("a", encoding="utf-8") as file:
        for place in range(MOST_ACCOUNTS):
            file.write(f"""
- id: clm:farmer-{place}
  speaker: act:farmer-{place}
  form: statement
  about: evt:gate-shut
  content: So it was.
  polarity: asserts
  cite: hc31#4
""")
    library = open_corpus(valleys_copy, vocabulary_file(), tmp_path / "store.json")
    assert texts(library, "evt:gate-shut", 118)[2:4] == [
        f"{MOST_ACCOUNTS + 2} accounts",
        f"the first {MOST_ACCOUNTS} accounts; 2 more are not compared here",
    ]
    library.close()


def test_who_denies_an_event_gives_no_day_of_it(library: Library) -> None:
    denier = next(one for one in accounts_of(library, "evt:gate-shut") if one.teller == "act:orren-water-board")
    assert denier.stated == []
    assert "  n/s: when, where, who, how many," in texts(library, "evt:gate-shut", 34)


# -- when, where, who: only where its paragraphs have it


def columns(library: Library, name: str, *aspects: str) -> list[str]:
    """Return the lines of some aspects where accounts stand side by side, each with what it goes on with."""
    found, taken = [], False
    for line in texts(library, name, 118)[3:]:
        if not line and found:
            return found
        if line[:15].strip():
            taken = line[2:15].strip() in aspects
        if taken:
            found.append(line)
    return found


def test_a_day_stands_with_the_teller_in_whose_paragraph_it_is_printed(daraa: Library) -> None:
    """S31: Tuesday in the body, Wednesday in the deck of one article."""
    assert columns(daraa, "iss:repulse-tuesday-or-wednesday", "when", "where", "who") == [
        "≠ when         “on Wednesday” = 28 Jul 2021                       “On Tuesday” = 27 Jul 2021",
        "  where        Daraa al-Balad                                     Daraa al-Balad",
        "≠ who          attacker Syrian government forces, defender        attacker Syrian government forces, defender",
        "               +Residents of Daraa al-Balad                       +fighters in Daraa al-Balad",
    ]


def test_who_announced_the_truce_stands_with_who_says_so(daraa: Library) -> None:
    """S01: the sponsor set per article; of the place it is not coded which article has it."""
    name = "evt:southwest-ceasefire-announced"
    assert columns(daraa, name, "when", "where", "who") == [
        "  when         = Jul 2017                                         = Jul 2017",
        "  where        n/s                                                Jordan (of its number)",
        "≠ who          initiator Russia, United States, +Jordan           initiator Russia, United States",
    ]
    found = texts(daraa, name, 118)
    assert "  where  Southern Syria · whose word it is is not coded  so18#1 so18#5 so18#9 af18#23" in found


def test_two_numbers_and_two_places_of_one_event_stand_beside_each_other(daraa: Library) -> None:
    """S22: hundreds in two provinces, scores in the south; neither is a number, and only one tells by whom."""
    assert columns(daraa, "evt:arrests-after-settlement", "where", "who", "how many") == [
        "≠ where        +Daraa governorate, +Quneitra                      +Southern Syria",
        "  who          perpetrator Syrian government forces, detained     n/s",
        "               residents of Quneitra",
        "≠ how many     n/s (“hundreds”) people (people arrested since the n/s (“scores”) people (pardoned residents",
        "               settlement)                                        arrested, disappeared or tortured)",
    ]
    assert "  detained  residents of Daraa · whose word it is is not coded  eb21#3 na21#13" in texts(
        daraa, "evt:arrests-after-settlement", 118
    )


def test_the_ground_of_a_number_is_its_givers(daraa: Library) -> None:
    """S27: the outlet puts six dead west of the city, the activist fifteen at two places."""
    assert columns(daraa, "evt:jkbw-attacks-sheikh-saad", "where") == [
        "≠ where        +Sheikh Saad, +Masaken Jileen                      +western countryside of Daraa city (of its number)",
    ]


def test_a_paragraph_of_several_voices_leaves_open_whose_word_it_is(daraa: Library) -> None:
    name = "evt:putin-netanyahu-talks-2018"
    stated = [one for account in accounts_of(daraa, name) for one in account.stated]
    assert {(one.aspect, one.own) for one in stated} == {("when", False), ("who", False)}
    assert columns(daraa, name, "when", "who")[0] == (
        "  when         (= within Jun 2018)               (= within Jun 2018)               (= within Jun 2018)"
    )


def test_what_an_event_is_according_to_has_it(daraa: Library) -> None:
    """S07: one paragraph, and the leaders, not the outlet, vouch for the calls."""
    stated = {one.teller: one.stated for one in accounts_of(daraa, "evt:khmeimim-calls-leaders-2018")}
    assert stated["out:enab-baladi"] == []
    assert all(one.own for one in stated["act:opposition-factions"])


def test_what_is_perhaps_the_same_stands_beside_it_and_is_not_merged(daraa: Library) -> None:
    name, twin = "evt:daraa-al-balad-storming-attempt-27-july", "evt:daraa-al-balad-outskirts-fighting-27-july"
    assert twins_of(daraa, name) == [twin] and name in twins_of(daraa, twin)
    assert len(accounts_of(daraa, name)) == 1
    assert texts(daraa, name, 118)[2] == "1 account, and 1 of what is perhaps the same"
    assert columns(daraa, name, "when", "who", "how far") == [
        "  when         “On Tuesday” = 27 Jul 2021                         “The day prior” = 27 Jul 2021",
        "≠ who          attacker +Syrian government forces, defender       party +Residents of Daraa al-Balad, +Syrian",
        "               +fighters in Daraa al-Balad                        government forces, +allied militias",
        "≠ how far      attempted                                          happened",
    ]


def test_printed_days_differ_where_they_are_not_the_same_inferred_ones_where_none_is_in_both(library: Library) -> None:
    def day(edtf: str, first: str, last: str, inferred: bool = False) -> Account:
        when = Stated("when", edtf, "evt:any", ("a1#1",), inferred=inferred, earliest=first, latest=last)
        return Account("act:any", stated=[when])

    month, day_in_it = ("2031-05", "2031-05-01", "2031-05-31"), ("2031-05-03", "2031-05-03", "2031-05-03")
    other = ("2031-06-01", "2031-06-01", "2031-06-01")
    assert differences(library, [day(*month), day(*day_in_it)]) == {"when": "≠"}
    assert differences(library, [day(*month), day(*day_in_it, inferred=True)]) == {}
    assert differences(library, [day(*month, inferred=True), day(*other, inferred=True)]) == {"when": "≠"}
    assert differences(library, [day(*month), Account("act:other")]) == {}


def test_a_date_without_words_of_the_source_is_said_to_be_inferred(daraa: Library) -> None:
    assert columns(daraa, "iss:warning-and-message-one-act", "when") == [
        "  when         “last March” = Jul 2017..Mar 2018                  n/s, = Jul 2017..Mar 2018",
    ]


def test_what_the_coder_infers_is_nobodys_word(daraa: Library) -> None:
    assert columns(daraa, "evt:safe-passage-out-of-the-south", "when", "who") == [
        "  when         n/s, = 3 Jul 2018 or later                         n/s, = 3 Jul 2018 or later",
        "≠ who          demander (opposition factions), beneficiary        demander (opposition factions)",
        "               +civilian families, +opposition factions",
    ]


def test_no_value_stands_with_a_teller_whose_articles_do_not_carry_it(daraa: Library) -> None:
    for kind in ("event", "issue"):
        for row in daraa.rows(daraa.numbers(kind)):
            for account in accounts_of(daraa, row.id):
                articles = {cite.partition("#")[0] for cite in account.cites}
                for one in account.stated:
                    assert articles & {cite.partition("#")[0] for cite in one.cites}, (row.id, one)
                    assert set(one.cites) <= set(daraa.cites(one.event)) | set(account.cites), (row.id, one)


CITES = st.sets(st.sampled_from(["a1#1", "a1#2", "a1#3"]))


@given(CITES, st.lists(CITES, max_size=3), st.sets(st.sampled_from(["a1#1", "a1#2", "a1#3"]), min_size=1))
def test_what_a_rival_of_the_same_teller_has_is_never_another_paragraphs_word(
    cites: set[str], rivals: list[set[str]], own: set[str]
) -> None:
    value = Stated("when", "2031", "evt:any", tuple(sorted(own)), said="then")
    found = list(narrowed([value], cites, rivals))
    held = any(own & rival for rival in rivals)
    if not own & cites and held:
        assert not found
    if found and held:
        assert found[0].said == ""


def test_each_value_opens_its_record_and_its_paragraph(library: Library) -> None:
    found = rows(library, "evt:gate-shut", 34)
    opened = {
        "! asserts": ("clm:gate-shut", "hc31#1"),
        "! denies": ("clm:gate-opened", "hc31#2"),
        "words": ("clm:gate-opened", "hc31#2"),
        "blames": ("act:orren-water-board", "hc31#1"),
        "target": ("act:tasmel-farmers", "hc31#1"),
        "where": ("plc:harn-weir", "hc31#1"),
        "Has the": ("iss:is-the-gate-shut", "hc31#1"),
    }
    assert {begin: (row(found, begin).target, row(found, begin).cite) for begin in opened} == opened


def test_a_line_of_the_columns_opens_what_the_first_who_has_it_says(library: Library) -> None:
    found = rows(library, "evt:gate-shut", 78)
    opened = {"when": ("evt:gate-shut", "hc31#1"), "in its words": ("clm:gate-opened", "hc31#2")}
    assert {begin: (row(found, begin).target, row(found, begin).cite) for begin in opened} == opened


def test_a_position_opens_its_first_claim(library: Library) -> None:
    line = row(rows(library, "iss:is-the-gate-shut"), "≠ B  opened")
    assert (line.target, line.cite) == ("clm:gate-opened", "hc31#2")


def test_an_issue_stands_by_position_then_root_and_its_judgement_comes_last(daraa: Library) -> None:
    found = texts(daraa, WHO_BROKE)
    heads = [line for line in found if re.match("≠ [A-Z]  ", line)]
    assert heads == [
        "≠ A  The government, by asking for more and placing forces (Abazeid)  na21#10",
        "≠ B  The residents gave too few and damaged weapons (the government, by al-Asaker)  na21#8",
        "≠ C  Disagreement over the carrying out; no one at fault (the outlet)  na21#6",
    ]
    tellers = [(account.position, account.teller) for account in accounts_of(daraa, WHO_BROKE)]
    assert tellers == [(0, "act:ahmad-abazeid"), (1, "act:mohammed-al-asaker"), (2, "out:the-new-arab")]
    head = found.index("the coder's judgement, beside the accounts")
    assert head > max(found.index(line) for line in heads)
    assert all(line.startswith("  ") for line in found[head + 1 :])


def test_who_is_blamed_differs_and_who_blames_nobody_is_said_to(daraa: Library) -> None:
    accounts = accounts_of(daraa, WHO_BROKE)
    assert [told(daraa, one)["blames"] for one in accounts] == [
        ["act:syrian-government"],
        ["act:daraa-al-balad-residents"],
        [],
    ]
    assert differences(daraa, accounts) == dict.fromkeys(("who", "far", "blames", "words"), "≠")
    assert list(unsaid(daraa, accounts))[2] == ["where", "number", "said", "blames"]
    assert "    n/s: where, how many, blames" in texts(daraa, WHO_BROKE, 60)


def test_a_chain_of_speakers_is_told_from_whose_word_it_is_on(daraa: Library) -> None:
    line = "      Syrian government ← Mohammed al-Asaker ← The New Arab · = 24..28 Jul 2021 · na21#8"
    assert texts(daraa, WHO_BROKE).count(line) == 2


def test_a_headline_stands_beside_the_body_of_the_same_outlet(daraa: Library) -> None:
    """S31: a headline-versus-body diff."""
    found = texts(daraa, STORMED, 118)
    assert found[0] == "issue · outcome · headline against body · settled"
    assert [(one.position, one.teller, one.claims) for one in accounts_of(daraa, STORMED)] == [
        (0, "out:the-new-arab", ["clm:na21-title-storm"]),
        (1, "out:the-new-arab", ["clm:na21-attempted-two-days", "clm:na21-repelled-tuesday"]),
    ]
    assert "    asserts, sure: Syrian government forces storm Daraa al-Balad." in found
    assert "      headline · na21#title" in found


def test_the_sets_of_sponsors_differ_by_article(daraa: Library) -> None:
    """S01: who announced the truce, as each article has it."""
    issue = "iss:who-announced-the-2017-ceasefire"
    assert [(one.position, one.teller, one.cites) for one in accounts_of(daraa, issue)] == [
        (0, "out:zaman-al-wasl", ["so18#9", "so18#1"]),
        (1, "out:unnamed-af18", ["af18#23"]),
        (2, "out:enab-baladi", ["eb18#2"]),
    ]


def test_a_sponsor_that_one_article_alone_names_is_marked(daraa: Library) -> None:
    """S01: the sponsor sets differ, and the event says by whom."""
    found = [(row.text.strip(), row.cite) for row in rows(daraa, "evt:southwest-ceasefire-announced")]
    assert [line for line in found if line[0].startswith("≠ initiator")] == [
        ("≠ initiator  +Jordan  af18#23", "af18#23")
    ]


def test_two_numbers_of_one_event_stand_beside_each_other_and_vagueness_is_shown(daraa: Library) -> None:
    """S22: hundreds by one outlet, scores by the other; neither is a number."""
    accounts = accounts_of(daraa, "evt:arrests-after-settlement")
    assert [(one.teller, one.figures) for one in accounts] == [
        ("out:enab-baladi", ["fig:eb21-arrested"]),
        ("out:the-new-arab", ["fig:na21-pardoned-mistreated"]),
    ]
    found = texts(daraa, "evt:arrests-after-settlement", 118)
    line = "  ≠ how many  n/s (“hundreds”) people · people arrested since the settlement · as of = 20 May..31 Dec 2021 · Daraa"
    assert line in found


@given(st.lists(st.sets(st.sampled_from(["plc:a", "plc:b", "plc:c"])), min_size=1, max_size=4))
def test_what_all_say_who_speak_of_it_is_no_difference(library: Library, said: list[set[str]]) -> None:
    accounts = [
        Account("act:any", stated=[Stated("where", place, "evt:any", ("a1#1",)) for place in sorted(places)])
        for places in said
    ]
    speaking = [places for places in said if places]
    for places, marked in zip(said, apart(library, "where", accounts), strict=True):
        assert marked == {
            one: sum(one in other for other in said) == 1
            for one in places
            if any(one not in other for other in speaking)
        }


def test_numbers_differ_where_they_measure_the_same_or_are_asked_about(
    daraa: Library, valleys_copy: Path, tmp_path: Path
) -> None:
    two_sides_of_a_fight = accounts_of(daraa, "evt:jkbw-attacks-sheikh-saad")
    assert [len(one.figures) for one in two_sides_of_a_fight] == [1, 1]
    assert "number" not in differences(daraa, two_sides_of_a_fight)
    arrests = accounts_of(daraa, "evt:arrests-after-settlement")
    assert asks_for_a_number(daraa, "evt:arrests-after-settlement")
    assert differences(daraa, arrests, counts=True)["number"] == "≠"
    with (valleys_copy / "figures.yaml").open("a", encoding="utf-8") as file:
        for name, best, speaker in (("a", 9, "act:tasmel-farmers"), ("b", 7, "act:orren-water-board")):
            file.write(f"""
- id: fig:{name}
  measures: days that the gate was shut
  about: evt:gate-shut
  best: {best}
  qualifier: exact
  unit: days
  according_to: {speaker}
  cite: hc31#1
""")
    library = open_corpus(valleys_copy, vocabulary_file(), tmp_path / "store.json")
    assert differences(library, accounts_of(library, "evt:gate-shut"))["number"] == "≠"
    assert "  ≠ how many  7 days · days that the gate was shut  hc31#1" in texts(library, "evt:gate-shut")
    library.close()


def test_what_came_from_outside_the_articles_is_marked(daraa: Library) -> None:
    issues = [row.id for row in daraa.rows(daraa.numbers("issue"))]
    outside = next(name for name in issues if daraa.record(name).get("judgement", {}).get("outside"))
    line = row(rows(daraa, outside), "from outside the articles")
    assert line.spans[1].style == "mark" and line.spans[1].text.startswith("from outside")


def test_an_issue_without_a_judgement_says_so(valleys_copy: Path, tmp_path: Path) -> None:
    issues = valleys_copy / "issues.yaml"
    text = issues.read_text("utf-8")
    begin, end = text.index("  judgement:"), text.index("  cite: [hc31#1, hc31#2]")
    edit(issues, text[begin:end], "")
    library = open_corpus(valleys_copy, vocabulary_file(), tmp_path / "store.json")
    assert texts(library, "iss:is-the-gate-shut")[-2:] == [
        "the coder's judgement, beside the accounts",
        "  no judgement is coded",
    ]
    library.close()


def test_a_position_without_a_claim_is_told_by_the_outlet_it_is_printed_in(valleys_copy: Path, tmp_path: Path) -> None:
    edit(
        valleys_copy / "issues.yaml",
        'opened every night, claims: clm:gate-opened, cite: "hc31#2"',
        "opened, cite: hc31#2",
    )
    library = open_corpus(valleys_copy, vocabulary_file(), tmp_path / "store.json")
    assert [(one.position, one.teller, one.cites) for one in accounts_of(library, "iss:is-the-gate-shut")] == [
        (0, "act:tasmel-farmers", ["hc31#1"]),
        (1, "out:harn-courier", ["hc31#2"]),
    ]
    assert "    in its own voice, without a claim  hc31#2" in texts(library, "iss:is-the-gate-shut")
    library.close()


def test_an_issue_opens_at_its_accounts_and_its_fields_stay_reachable() -> None:
    shown = page_of("iss:is-the-gate-shut", "")
    assert shown and shown.id == "accounts"
    assert {"fields", "why", "accounts", "words"} <= {page.id for page in pages_of("iss:is-the-gate-shut")}
    event = page_of("evt:gate-shut", "")
    assert event and event.id != "accounts"


def test_an_issue_leads_to_all_that_it_names(daraa: Library) -> None:
    for one in daraa.rows(daraa.numbers("issue")):
        issue = daraa.record(one.id)
        targets = {row.target for row in account_rows(daraa, one.id, 34)}
        cited = {cite for row in account_rows(daraa, one.id, 34) for cite in (row.cite, row.target)}
        claims = {claim for position in issue["positions"] for claim in position.get("claims", ())}
        assert claims | set(issue.get("about", ())) <= targets
        assert set(issue["cite"]) <= cited


def test_every_account_of_every_event_and_issue_rests_on_a_paragraph(daraa: Library) -> None:
    for kind in ("event", "issue"):
        for one in daraa.rows(daraa.numbers(kind)):
            accounts = accounts_of(daraa, one.id)
            assert accounts and all(account.cites for account in accounts), one.id


@pytest.mark.parametrize("width", range(10, 121, 5))
def test_no_row_is_wider_than_the_pane(daraa: Library, width: int) -> None:
    for name in (WHO_BROKE, STORMED, "evt:arrests-after-settlement", "evt:southwest-ceasefire-announced"):
        assert all(cell_len(row.text) <= width for row in rows(daraa, name, width))


def test_a_find_is_found_where_it_stands(daraa: Library) -> None:
    hits = [row.text.strip() for row in rows(daraa, WHO_BROKE, 118, "siege") if row.hit]
    assert any("re-imposing" not in hit for hit in hits) and all("siege" in hit.casefold() for hit in hits)


def test_hostile_values_are_drawn_within_the_pane(raw: Library) -> None:
    for kind, width in product(("event", "issue"), (10, 34, 78, 118)):
        for one in raw.rows(raw.numbers(kind)):
            assert all(cell_len(row.text) <= width for row in account_rows(raw, one.id, width))


STANCES = st.sets(st.sampled_from(["asserts", "denies", "doubts", "predicts", "demands", "threatens", "promises"]))


@settings(max_examples=200)
@given(STANCES, STANCES)
def test_only_what_another_asserts_can_be_contradicted(one: set[str], other: set[str]) -> None:
    assert contradict(one, other) == ("asserts" in one and ("denies" in other or "doubts" in other))


def test_what_is_unsaid_is_said_by_another(daraa: Library) -> None:
    for one in daraa.rows(daraa.numbers("issue")):
        accounts = accounts_of(daraa, one.id)
        said = [told(daraa, account) for account in accounts]
        for own, missing in zip(said, unsaid(daraa, accounts), strict=True):
            assert missing == [a for a in ASPECTS if not own[a] and (a in ALWAYS or any(other[a] for other in said))]
