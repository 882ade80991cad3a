"""Accounts side by side: who says what, how surely, in whose words; what differs is marked, what is unsaid is said to be."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from support import drawn, edit

from tui.paths import vocabulary_file
from tui.present.accounts import account_rows
from tui.present.pages import page_of, pages_of
from tui.present.rows import TextRow
from tui.reading.accounts import (
    ASPECTS,
    Account,
    accounts_of,
    asks_for_a_number,
    contradict,
    differences,
    only_from,
    told,
    unsaid,
)
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
        "! one asserts what another denies or doubts · ≠ they differ · n/s nothing of",
        "it is coded for this one",
        "",
        "                   ! does what how surely    blames          in its words",
        "Farmers of the     asserts     sure          Orren Water     n/s",
        "Lower Tasmel                                 Board",
        "Orren Water Board  denies      n/s           n/s             “to the litre”",
        "",
        "Farmers of the Lower Tasmel (population)",
        "  ! asserts, sure: The sluice has been shut for nine days, against the accord.",
        "    Farmers of the Lower Tasmel ← The Harn Courier · statement · 12 May 2031 ·",
        "    hc31#1",
        "    blames  Orren Water Board",
        "  n/s: in its words",
        "",
        "Orren Water Board (organisation)",
        "  ! denies: The gate is opened every night and the accord kept.",
        "    Ilse Marrow ← The Harn Courier · interview · hc31#2",
        "    words  “to the litre” by Ilse Marrow",
        "  n/s: how surely, blames",
        "",
        "as coded from all of them",
        "  when  since 3 May 2031 (inferred) “nine days”  hc31#1",
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


def test_a_line_of_the_table_opens_the_claim_of_its_account(library: Library) -> None:
    found = rows(library, "evt:gate-shut", 78)
    line = row(found, "Orren Water Board  denies")
    assert (line.target, line.cite) == ("clm:gate-opened", "hc31#2")


def test_a_position_opens_its_first_claim(library: Library) -> None:
    line = row(rows(library, "iss:is-the-gate-shut"), "≠ B  opened")
    assert (line.target, line.cite) == ("clm:gate-opened", "hc31#2")


def test_an_issue_stands_by_position_then_root_and_its_judgement_comes_last(daraa: Library) -> None:
    found = texts(daraa, WHO_BROKE)
    heads = [line for line in found if line.startswith("≠ ")]
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
    assert differences(daraa, accounts) == {"blames": "≠", "words": "≠"}
    assert list(unsaid(daraa, accounts))[2] == ["said", "blames"]
    assert "    n/s: blames" in texts(daraa, WHO_BROKE)


def test_a_chain_of_speakers_is_told_from_whose_word_it_is_on(daraa: Library) -> None:
    line = "      Syrian government ← Mohammed al-Asaker ← The New Arab · 24..28 Jul 2021 · na21#8"
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
    assert [line for line in found if "only here" in line[0]] == [
        ("≠ only here  initiator  Jordan  af18#23", "af18#23")
    ]


def test_two_numbers_of_one_event_stand_beside_each_other_and_vagueness_is_shown(daraa: Library) -> None:
    """S22: hundreds by one outlet, scores by the other; neither is a number."""
    accounts = accounts_of(daraa, "evt:arrests-after-settlement")
    assert [(one.teller, one.figures) for one in accounts] == [
        ("out:enab-baladi", ["fig:eb21-arrested"]),
        ("out:the-new-arab", ["fig:na21-pardoned-mistreated"]),
    ]
    found = texts(daraa, "evt:arrests-after-settlement", 118)
    assert "  ≠ how many  n/s (“hundreds”) people · people arrested since the settlement  eb21#3" in found


def test_who_is_named_by_one_of_several_accounts_alone_is_marked(daraa: Library) -> None:
    found = [row for row in rows(daraa, "evt:arrests-after-settlement") if "only here" in row.text]
    assert [(row.text.strip(), row.target, row.cite) for row in found] == [
        ("≠ only here  perpetrator  Syrian government forces  eb21#3", "act:syrian-government-forces", "eb21#3"),
        ("≠ only here  detained  residents of Quneitra  eb21#3", "act:quneitra-residents", "eb21#3"),
    ]


PARAGRAPHS = st.lists(st.sampled_from(["a1#1", "a1#2", "b1#1", "b1#2", "c1#1"]), max_size=4, unique=True)


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_what_is_only_of_one_account_is_not_of_another(one: list[str], other: list[str], cites: list[str]) -> None:
    accounts = [Account("act:one", cites=one), Account("act:other", cites=other)]
    assert not all(only_from(account, accounts, cites) for account in accounts)
    if only_from(accounts[0], accounts, cites):
        assert not set(cites) & set(other) and {cite[:2] for cite in cites} <= {cite[:2] for cite in one}


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
            assert missing == [a for a in ASPECTS if not own[a] and any(other[a] for other in said)]
