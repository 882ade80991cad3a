"""The parts S23 to S31 of the process are seen as their last column asks: in the rows of their threads, on the right paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from tui.present.details import detail_rows
from tui.present.rows import TextRow
from tui.present.threads import thread_rows
from tui.reading.filters import parse_filter
from tui.store.library import Library

WIDE, NARROW = 118, 78
IDS = {
    "S23": "thr:s23-pretexts-and-triggers",
    "S24": "thr:s24-opposition-command",
    "S25": "thr:s25-local-counter-force",
    "S26": "thr:s26-displacement-and-siege",
    "S27": "thr:s27-isis-enclave",
    "S28": "thr:s28-security-decay",
    "S29": "thr:s29-territory-ledger",
    "S30": "thr:s30-northern-reception",
    "S31": "thr:s31-reporting-and-attribution",
}


def rows_of(library: Library, part: str, width: int = WIDE) -> list[TextRow]:
    return list(thread_rows(library, library.record(IDS[part]), width))


def between(rows: list[TextRow], begin: str, end: str = "") -> list[TextRow]:
    """Return the rows after the one that says `begin`, up to the one that says `end`."""
    texts = [row.text.strip() for row in rows]
    first = texts.index(begin) + 1
    return rows[first : texts.index(end, first) if end else None]


def table(rows: list[TextRow], section: str, heads: list[str]) -> Iterator[tuple[str, str, list[str], str]]:
    """Yield of each member in a table its id, its paragraph, its cells, and its note."""
    here = between(rows, section)
    head = here[0].text
    assert head.split() == " ".join(heads).split()
    starts = [head.index(title) for title in heads]
    blocks: dict[str, list[TextRow]] = {}
    for row in here[1:]:
        if not row.text.strip():
            break
        if row.target:
            blocks.setdefault(row.target, []).append(row)
    for target, lines in blocks.items():
        noted = [
            line.text.strip()
            for line in lines
            if len(line.spans) > 1 and line.spans[1].style == "dim" and line.text.startswith("    ")
        ]
        cells = [
            " ".join(" ".join(line.text[at:end].strip() for line in lines if line.text.strip() not in noted).split())
            for at, end in zip(starts, [*starts[1:], None], strict=True)
        ]
        yield target, str(lines[0].cite), cells, " ".join(noted)


def test_s23_each_squeeze_has_place_reason_speaker_and_what_it_justified(daraa: Library) -> None:
    section = "Each squeeze: the stated reason, who states it, what it justified"
    heads = ["place squeezed", "stated reason", "who states it", "what it justified"]
    rows = {target: (cite, *cells) for target, cite, cells, _ in table(rows_of(daraa, "S23"), section, heads)}
    assert rows["evt:jasim-sleeper-cells"] == (
        "eb21#23",
        "Jasim",
        "Aug 2020 · Islamic State cells in Jasim (disputed)",
        "Syrian government forces",
        "Jasim surrounded by government forces",
    )
    assert {target: (cite, cells[0], cells[2], cells[3]) for target, (cite, *cells) in rows.items()} == {
        "evt:jasim-sleeper-cells": ("eb21#23", "Jasim", "Syrian government forces", "Jasim surrounded by government forces"),
        "evt:daraa-al-balad-campaign-2020": (
            "eb21#26", "Daraa al-Balad", "Enab Baladi", "Air Force Intelligence checkpoint attacked"),
        "evt:air-force-checkpoint-attack": (
            "eb21#26", "al-Karak", "Enab Baladi",
            "Tanks and armoured vehicles around al-Karak, Al-Karak's people barred from leaving or entering"),
        "evt:air-force-soldiers-captured": (
            "eb21#26", "al-Karak", "Enab Baladi", "Captured soldiers and weapons demanded back"),
        "evt:tafas-sleeper-cells": ("eb21#18", "Tafas", "Syrian government", "Reinforcements gather around Tafas"),
        "evt:tafas-clan-clashes": ("eb21#18", "Tafas", "Enab Baladi", "Light and medium weapons demanded at Tafas"),
        "evt:al-duha-post-attack": (
            "eb21#8", "Umm Batnah", "Enab Baladi", "Umm Batnah shelled from Tall al-Shaar, Umm Batnah sees tension rise"),
        "evt:daraa-al-balad-rejects-election": ("na21#4", "Daraa al-Balad", "The New Arab", "Siege of Daraa al-Balad, 2021"),
        "evt:government-rejects-handed-over-weapons": (
            "na21#8", "Daraa al-Balad", "Mohammed al-Asaker", "Build-up of government forces outside Daraa al-Balad"),
        "evt:daraa-al-balad-deal-differences": (
            "na21#6", "Daraa al-Balad", "The New Arab", "Renewed siege of Daraa al-Balad, 27 July"),
        "evt:army-ends-ceasefire-on-pretext": (
            "so18#5", "Southern Syria", "U.S. Embassy in Amman, Asharq Al-Awsat",
            "Southwest cease-fire and de-escalation zone, July 2017"),
    }  # fmt: skip
    notes = {target: note for target, _, _, note in table(rows_of(daraa, "S23"), section, heads)}
    assert "pretext" in notes["evt:jasim-sleeper-cells"] and "pretext" in notes["evt:tafas-clan-clashes"]
    assert "not said" in notes["evt:daraa-al-balad-rejects-election"]
    assert notes["evt:government-rejects-handed-over-weapons"] == "The government's reason, as al-Asaker passes it on."


def test_s24_lists_bodies_with_spokesmen_and_tags_what_only_a_caption_has(daraa: Library) -> None:
    section, heads = "Who spoke for which body; its statements stand below", [
        "body", "named in", "when, and who spoke for it", "told by",
    ]  # fmt: skip
    rows = {target: (cite, *cells) for target, cite, cells, _ in table(rows_of(daraa, "S24"), section, heads)}
    assert {target: (cite, tag) for target, (cite, _, tag, *_) in rows.items() if tag != "body text"} == {
        "act:southern-operations-room": ("af18#deck", "named in the deck only"),
        "act:rockets-and-engineering-regiment": ("eb18#caption", "caption only"),
    }
    spoke = {body: said for _, body, _, said, _ in rows.values()}
    assert "Ibrahim Jabbawi" in spoke["Southern Operations Room"]
    assert "Mohammad Majed al-Khatib" in spoke["Alwiyat al-Furqan"]
    assert "Fadi al-Asemi" in spoke["Revolution Command Council"]
    assert "no spokesman" in spoke["Southern Front"] and "nobody" in spoke["Free Syrian Army"]
    cards = {
        "[ Southern Operations Room, the joint command (July 2018) ]": [
            ("evt:operations-room-declares-talks-failed", "af18#deck"), ("clm:af18-command-failed", "af18#6"),
            ("clm:af18-jabbawi-no-results", "af18#8"), ("clm:af18-jabbawi-session-ended", "af18#9")],
        "[ Alwiyat al-Furqan, of the Free Syrian Army ]": [("clm:eb18-khatib-dispute", "eb18#6")],
        "[ Revolution Command Council in Daraa ]": [("clm:eb18-asemi-call", "eb18#12"), ("clm:eb18-asemi-refuses", "eb18#13")],
        "[ Rockets and Engineering Regiment (caption only), and parades ]": [
            ("evt:rockets-regiment-parade-2018-06-07", "eb18#caption")],
    }  # fmt: skip
    for card, statements in cards.items():
        shown = {(row.target, row.cite) for row in between(rows_of(daraa, "S24"), card)}
        assert set(statements) <= shown, card
    captions = [row for row in rows_of(daraa, "S24") if row.target == "evt:rockets-regiment-parade-2018-06-07"]
    assert "caption only" in captions[0].text


def steps(rows: list[TextRow]) -> list[tuple[int, str, str]]:
    """Return each member of an arrow chain with its indent, what stands before its date, and its id."""
    found: dict[str, tuple[int, str, str]] = {}
    for row in rows:
        if row.target and row.target not in found:
            text = row.text.strip()
            found[row.target] = (len(row.text) - len(row.text.lstrip()), text.partition(" · ")[0], row.target)
    return list(found.values())


@pytest.mark.parametrize("width", [WIDE, NARROW, 34])
def test_s25_draws_action_and_reaction_as_arrows_across_towns(width: int, daraa: Library) -> None:
    rows = rows_of(daraa, "S25", width)
    first = next(index for index, row in enumerate(rows) if row.target == "evt:daraa-al-balad-campaign-2020")
    drawn = steps(rows[first : next(i for i, row in enumerate(rows) if i > first and not row.text)])
    here = [(indent, at.split("  ")[0], target) for indent, at, target in drawn]
    assert [(indent, tie.partition(" ")[0] == "→", target) for indent, tie, target in here] == [
        (2, False, "evt:daraa-al-balad-campaign-2020"),
        (4, True, "evt:air-force-checkpoint-attack"),
        (6, True, "evt:air-force-soldiers-captured"),
        (8, True, "evt:al-karak-captives-demand"),
        (6, True, "evt:al-karak-build-up"),
        (6, True, "evt:al-karak-closed"),
        (2, False, "evt:al-karak-campaign"),
        (4, True, "evt:al-karak-mediation"),
        (6, True, "evt:al-karak-deal"),
        (8, True, "evt:al-karak-search"),
    ]
    if width == WIDE:
        assert [at for _, at, _ in drawn] == [
            "Daraa al-Balad", "→ in answer  n/s", "→ in it  n/s", "→ in answer  al-Karak", "→ in answer  al-Karak",
            "→ in answer  al-Karak", "al-Karak", "→ ends it  al-Karak", "→ then  al-Karak", "→ carried out  al-Karak",
        ]  # fmt: skip
    cites = {row.target: row.cite for row in rows if row.target}
    assert cites["evt:air-force-checkpoint-attack"] == "eb21#26" and cites["evt:al-karak-mediation"] == "eb21#24"
    town = next(row for row in rows if row.target == "evt:umm-batnah-shelling")
    assert town.text.startswith("    → in answer") and cites["evt:umm-batnah-shelling"] == "eb21#8"


def test_s26_lists_flows_with_from_to_number_source_and_barrier(daraa: Library) -> None:
    section, heads = (
        "Flows of people: from, to, number, source, barrier",
        ["flow", "from", "to", "number", "source", "barrier"],
    )
    rows = {target: cells[1:] for target, _, cells, _ in table(rows_of(daraa, "S26"), section, heads)}
    assert rows == {target: cells[1:] for target, _, cells, _ in table(rows_of(daraa, "S26", NARROW), section, heads)}
    assert rows == {
        "evt:displacement-southern-offensive-2018": [
            "Southern Syria", "n/s", "between 270,000 and 330,000", "United Nations", "n/s"],
        "evt:flight-to-jordan-border-2018": ["Southern Syria", "border with Jordan", "many", "United Nations", "closed"],
        "evt:flight-towards-golan-2018": [
            "Southern Syria", "border with the Golan Heights", "many", "United Nations", "closed"],
        "evt:eastern-countryside-families-flee": [
            "eastern countryside of Daraa", "n/s", "some families", "Diaa al-Hariri", "n/s"],
        "evt:umm-batnah-flight": ["Umm Batnah", "n/s", "n/s", "Enab Baladi", "n/s"],
        "evt:families-flee-daraa-al-balad-july-2021": [
            "Daraa al-Balad", "n/s", "an unknown number", "The New Arab", "besieged"],
    }  # fmt: skip
    slim = " ".join(" ".join(row.text.split()) for row in rows_of(daraa, "S26", 34)[:12])
    assert "to n/s · number between 270,000 and 330,000 · source United Nations · barrier n/s" in slim
    figures = {row.target: row.cite for row in rows_of(daraa, "S26") if (row.target or "").startswith("fig:")}
    assert figures["fig:af18-displaced"] == "af18#19"
    hardship = {row.target: row.cite for row in rows_of(daraa, "S26") if (row.target or "").startswith("evt:")}
    assert hardship["evt:jordan-keeps-border-closed-2018"] == "af18#19"
    assert hardship["evt:daraa-al-balad-siege-2021"] == "na21#4"


def test_s27_is_a_card_of_the_enclave_with_a_way_to_the_pretexts(daraa: Library) -> None:
    made = list(table(rows_of(daraa, "S27"), "Enclave card", ["line", "what is told", "who says"]))
    assert [(cells[0], target, cite) for target, cite, cells, _ in made] == [
        ("force", "act:jaish-khaled-bin-walid", "so18#12"),
        ("strength", "fig:so18-jkbw-strength", "so18#19"),
        ("ground", "evt:jkbw-holds-west-daraa", "so18#19"),
        ("parent", "act:isis", "so18#12"),
        ("part", "act:yarmouk-martyrs-brigade", "so18#15"),
        ("part", "act:jkbw-founding-groups", "so18#15"),
        ("founding", "evt:jkbw-formed", "so18#15"),
        ("clash", "evt:jkbw-opposition-skirmishes", "so18#12"),
        ("claimed later", IDS["S23"], "None"),
    ]
    told = {target: (cells[1], cells[2]) for target, _, cells, _ in made}
    assert told["fig:so18-jkbw-strength"][0].endswith("some 1,200 fighters")
    assert told["fig:so18-jkbw-strength"][1] == "Syrian Observatory for Human Rights"
    assert (
        told["act:isis"][0] == "Islamic State" and told["act:yarmouk-martyrs-brigade"][0] == "Yarmouk Martyrs Brigade"
    )
    clashes = {
        row.target: row.cite for row in between(rows_of(daraa, "S27"), "[ Clashes with the opposition ]") if row.target
    }
    assert clashes["fig:so18-opposition-killed"] == "so18#12" and clashes["fig:so18-isis-killed"] == "so18#13"


def test_s28_has_classes_of_violence_in_their_words_and_leads_to_the_named_victims(daraa: Library) -> None:
    section = "Violence after July 2018, by class, in the words that sum it up"
    heads = ["class", "summed up as", "number", "victims", "told by"]
    rows = {
        target: (cite, cells[1], cells[2]) for target, cite, cells, _ in table(rows_of(daraa, "S28"), section, heads)
    }
    assert rows == {
        "evt:southern-syria-security-worsens": ("na21#15", "degraded", "n/s"),
        "evt:southern-syria-assassinations-since-2018": ("na21#15", "frequently", "n/s"),
        "evt:southern-syria-kidnappings-since-2018": ("na21#15", "frequently", "n/s"),
        "evt:arrests-after-settlement": ("eb21#3", "despite the settlements, arbitrary", "hundreds, scores"),
        "evt:pardoned-residents-disappeared": ("na21#13", "", "scores"),
        "evt:pardoned-residents-tortured": ("na21#13", "", "scores"),
        "evt:tafas-clan-clashes": ("eb21#18", "", "two"),
        "evt:tafas-clan-clash-deaths": ("eb21#18", "", "many"),
        "evt:al-kassem-forms-militia": ("na21#16", "blessing", "Some"),
        "evt:former-opposition-militias-unpunished": ("na21#16", "impunity", "n/s"),
        "evt:daraa-on-and-off-fighting-since-2018": ("na21#11", "", "multiple"),
    }
    notes = {target: note for target, _, _, note in table(rows_of(daraa, "S28"), section, heads)}
    assert "Hundreds is Enab Baladi's; scores The New Arab's" in notes["evt:arrests-after-settlement"]
    assert notes["evt:tafas-clan-clashes"].startswith("Two is the number of clans")
    assert "No victim" in notes["evt:southern-syria-assassinations-since-2018"]
    card = between(rows_of(daraa, "S28"), "[ Named victims, all of May and June 2018, before the settlement ]")
    named = {row.target: row.cite for row in card if row.target}
    assert next(iter(named)) == "thr:s14-killings-of-brokers"
    assert {target: named[target] for target in list(named)[3:10]} == {
        "act:mousa-qanbas": "eb18#18", "act:hamed-riyad-shehadat": "eb18#18", "act:zakarya-al-amian": "eb18#19",
        "act:tawfiq-al-ghunaim": "eb18#20", "act:mohammad-al-ghunaim": "eb18#20", "act:muafaq-al-barjas": "eb18#20",
        "act:jamal-al-labad": "eb18#22",
    }  # fmt: skip


def entry(rows: list[TextRow], target: str, after: str) -> list[str]:
    """Return the lines of a member in a section of entries."""
    return [row.text.strip() for row in between(rows, after) if row.target == target]


def test_s29_names_key_ground_and_is_a_gazetteer(daraa: Library) -> None:
    rows = rows_of(daraa, "S29", 400)
    roles = {
        target: cells[1] for target, _, cells, _ in table(rows, "Key ground", ["point", "strategic role", "told by"])
    }
    asked = {
        "plc:death-triangle": "first front line", "plc:al-harra-hill": "first axis", "plc:nasib-crossing": "second axis",
        "plc:al-tanf": "American base", "plc:tafas-irrigation-center": "Headquarters",
    }  # fmt: skip
    assert {target: said in roles[target] for target, said in asked.items()} == dict.fromkeys(asked, True)
    karak = entry(rows, "plc:al-karak", "Gazetteer")
    assert karak == [
        "al-Karak",
        "as  town",
        "state by date",
        "- until Nov 2020 (inferred) · under attack · Enab Baladi · eb21#24",
        "- Nov 2020 → ? (inferred) · closed · Enab Baladi · eb21#27",
        "not to be taken for  Karak · a quarter of Daraa al-Balad · na21#2",
        "spellings  al-Karak al-Sharqi, Eastern Karak, الكرك, الكرك الشرقي",
        "source  eb21#24, eb21#25, eb21#27",
    ]
    balad = entry(rows, "plc:daraa-al-balad", "Gazetteer")
    assert [line for line in balad if line.startswith("- ")] == [
        "- 8 Nov 2020 or before (inferred) · under attack · Enab Baladi · eb21#26",
        "- 2021 → ? (inferred) · besieged · The New Arab · na21#4, na21#6",
        "- 24 Jul 2021 (inferred) · settled with the government · The New Arab · na21#6, na21#7",
        "- since 27 Jul 2021 (inferred) · besieged · The New Arab · na21#6, na21#9",
        "- since 27 Jul 2021 (inferred) · under attack · The New Arab · na21#1, na21#2, na21#9",
    ]
    assert any(line.startswith("perhaps the same as  southern half of the city") for line in balad)
    warned = {row.target for row in rows if row.text.strip().startswith("not to be taken for")}
    assert {
        "plc:busra-al-harir",
        "plc:busra-al-sham",
        "plc:nasib",
        "plc:al-harra",
        "plc:daraa",
        "plc:karak-daraa-al-balad",
    } <= warned
    shares = {
        row.target: row.cite for row in between(rows, "Ledger", "Gazetteer") if (row.target or "").startswith("fig:")
    }
    assert shares["fig:af18-daraa-share-now"] == shares["fig:af18-daraa-share-doubled"] == "af18#18"


def test_s30_sets_2020_and_2021_side_by_side(daraa: Library) -> None:
    section = "2020 and 2021 side by side; n/s: the article does not say it"
    wide = between(rows_of(daraa, "S30"), section, "Step by step")
    titles = ["removed in", "crossing", "holder", "questioned?", "wait", "destination"]
    assert re.split(r" {2,}", wide[0].text.strip()) == titles
    starts = [wide[0].text.index(title) for title in titles]
    years = []
    for row in (wide[index] for index in range(1, len(wide)) if not wide[index].text.strip().startswith("→")):
        if row.text.startswith("20"):
            years.append([""] * len(titles))
        if row.text.strip():
            parts = [row.text[at:end].strip() for at, end in zip(starts, [*starts[1:], None], strict=True)]
            years[-1] = [f"{had} {new}".strip() for had, new in zip(years[-1], parts, strict=True)]
    assert years == [
        ["2020, from al-Sanamayn", "Abu al-Zendan crossing", "Levant Front, of the SNA; it stopped them",
         "yes, by Turkish intelligence", "n/s", "northern Aleppo countryside"],
        ["2021, from Quneitra", "n/s", "SNA, at its roadblock", "n/s", "20 May 2021 or later · more than 30 hours", "Idlib"],
    ]  # fmt: skip
    cites = {row.target: row.cite for row in wide if row.target}
    assert cites == {
        "plc:abu-al-zendan-crossing": "eb21#14", "act:levant-front": "eb21#14", "act:turkish-intelligence": "eb21#14",
        "plc:aleppo-northern-countryside": "eb21#13", "act:syrian-national-army": "eb21#14",
        "fig:eb21-crossing-wait": "eb21#15", "plc:idlib": "eb21#15",
    }  # fmt: skip
    narrow = [row.text.strip() for row in between(rows_of(daraa, "S30", NARROW), section, "Step by step")]
    assert narrow[0] == "removed in  2020, from al-Sanamayn" and narrow[7] == "removed in  2021, from Quneitra"
    assert [line for line in narrow if line.endswith("n/s")] == ["wait  n/s", "crossing  n/s", "questioned?  n/s"]


def test_s31_sets_headline_against_body_article_by_article(daraa: Library) -> None:
    rows = rows_of(daraa, "S31", NARROW)
    here = between(rows, "Where headline, deck, caption or heading and body part ways")
    against = [row.text.strip() for row in here if "against the body" in row.text]
    assert [one.partition(",")[0] for one in against] == ["so18", "eb18", "af18", "eb21", "na21"]
    stormed = [row for row in here if row.target == "iss:daraa-al-balad-stormed-or-tried"]
    text = " ".join(" ".join(row.text.split()) for row in stormed)
    assert "what each says - Stormed (headline) - Tried for two days, on Tuesday without success (body)" in text
    assert "how far settled settled" in text and "rests on na21#title" in text
    headline = {
        issue["id"]
        for n in daraa.numbers("issue")
        if (issue := daraa.record(daraa.row(n).id))["scope"] == "headline_body"
    }
    assert headline <= {row.target for row in here}


def test_s31_gives_every_claim_its_chain_and_how_surely_it_is_made(daraa: Library) -> None:
    lines: dict[str, str] = {}
    for row in rows_of(daraa, "S31", 400):
        lines[row.target or ""] = f"{lines.get(row.target or '', '')} {row.text.strip()}"
    claims = [daraa.row(n).id for n in daraa.numbers("claim")]
    for claim in claims:
        record = daraa.record(claim)
        assert f"how {record['polarity']}" in lines[claim] and f"surety {record['certainty']}" in lines[claim], claim
        through = ", ".join(daraa.title(name) for name in record.get("via", [])) or "n/s"
        assert f"through {through}" in lines[claim], claim
    assert "through Zaman al-Wasl, The Syrian Observer" in lines["clm:so18-hariri-no-casualties"]


def test_s31_claims_are_filtered_by_claimant(daraa: Library) -> None:
    by = [daraa.row(n).id for n in daraa.numbers("claim", parse_filter("by:act:ibrahim-jabbawi"))]
    assert by == ["clm:af18-jabbawi-no-results", "clm:af18-jabbawi-session-ended"]


@pytest.mark.parametrize("part", IDS)
def test_a_part_fits_any_width_and_each_of_its_values_can_be_opened(part: str, daraa: Library) -> None:
    members = {str(member["record"]) for member in daraa.record(IDS[part])["members"]}
    for width in (10, 34, 64, NARROW, WIDE):
        rows = list(detail_rows(daraa, IDS[part], width))
        assert all(cell_len(row.text) <= width for row in rows)
        assert members <= {row.target for row in rows}
