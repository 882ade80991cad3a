"""The article pane: digest, source or both; what the copy has not is said; who republishes whom; where headline and body part ways."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora.hostile.generate import HARM, write_hostile
from rich.cells import cell_len
from support import edit

from tui.notebook.attached import Attached, attached_to
from tui.notebook.attaching import bytes_of, fits
from tui.notebook.copies import DIFFERS, FOUND, MISSING, UNSURE, Copy, Placed
from tui.paths import vocabulary_file
from tui.present.article import article_rows, parting_ways, provenance, publisher
from tui.present.hits import Hits
from tui.present.rows import LazyRows, TextRow
from tui.present.themes import NAMES
from tui.reading.desk import HOW_TO_ATTACH, Desk
from tui.reading.kept_place import read_desk, write_desk
from tui.store.build import open_corpus
from tui.store.library import Library

ARTICLE = "art:hc31"
MODES = ("", "source", "both")
SOURCE = "The Orren Water Board rejects this."
DIGEST = "Orren's board, through Ilse Marrow, answers"


@pytest.fixture
def shelf(library: Library, valleys: Path, tmp_path: Path) -> Attached:
    shelf = attached_to(library, tmp_path / "attached")
    (one,) = fits(library, shelf, bytes_of(valleys / "weir.txt"), "weir.txt")
    shelf.keep(ARTICLE, one.page)
    return shelf


@pytest.fixture
def copy(library: Library, shelf: Attached) -> Copy:
    found = shelf.copy(library, ARTICLE)
    assert found is not None
    return found


def text_of(rows: list[TextRow], citation: str) -> str:
    """Return what is said in the rows of a paragraph, gutters left out."""
    return " ".join("".join(span.text for span in row.spans[2:]) for row in rows if row.block == citation)


def rows(library: Library, width: int, text: str, copy: Copy | None, find: str = "") -> list[TextRow]:
    return list(article_rows(library, ARTICLE, width, frozenset(), find, text, copy))


# -- digest, source, both


def test_the_digest_is_shown_unless_asked_otherwise(library: Library, copy: Copy) -> None:
    assert rows(library, 60, "", copy) == rows(library, 60, "", None)
    assert text_of(rows(library, 60, "", copy), "hc31#2").startswith(DIGEST)


def test_the_source_stands_in_place_of_the_digest(library: Library, copy: Copy) -> None:
    said = text_of(rows(library, 60, "source", copy), "hc31#2")
    assert said == copy.paragraphs["hc31#2"].text
    assert said.startswith(SOURCE)


def test_both_are_the_source_and_the_digest_dim_below(library: Library, copy: Copy) -> None:
    made = rows(library, 60, "both", copy)
    said = text_of(made, "hc31#2")
    assert said.startswith(SOURCE)
    assert f"digest: {DIGEST}" in said
    styles = {span.style for row in made if row.block == "hc31#2" for span in row.spans[2:]}
    assert styles == {"base", "label", "dim"}


@pytest.mark.parametrize("text", ["source", "both"])
@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            Placed(DIFFERS, "It was \x1b[31mnot\u202e so."),
            "! not the text that was coded; in its place stands: It was [31mnot so. digest: ",
        ),
        (Placed(MISSING), "! not in the copy digest: "),
        (Placed(UNSURE), "! coded without a hash, so not looked for in the copy digest: "),
    ],
)
def test_what_the_copy_has_not_is_said_and_the_digest_stands_in_for_it(
    library: Library, copy: Copy, text: str, state: Placed, words: str
) -> None:
    other = Copy(ARTICLE, {**copy.paragraphs, "hc31#2": state})
    assert text_of(rows(library, 300, text, other), "hc31#2").startswith(words + DIGEST)
    assert "7 of 8 paragraphs, 1 " in " ".join(row.text for row in rows(library, 300, text, other)[:4])


@pytest.mark.parametrize("text", ["source", "both"])
def test_without_a_copy_the_digests_stand_and_it_says_how_to_attach_one(library: Library, text: str) -> None:
    made = rows(library, 300, text, None)
    assert any(HOW_TO_ATTACH in row.text for row in made)
    assert text_of(made, "hc31#2").startswith(DIGEST)
    torn = rows(library, 300, text, Copy(ARTICLE, trouble="torn \x1b[2J"))
    assert any("cannot be read: torn [2J" in row.text for row in torn)
    assert text_of(torn, "hc31#2").startswith(DIGEST)


def test_find_sees_what_is_shown(library: Library, copy: Copy) -> None:
    def found(text: str, find: str) -> int:
        return len(Hits(LazyRows(article_rows(library, ARTICLE, 40, frozenset(), find, text, copy))))

    assert [found(text, "rejects") for text in MODES] == [0, 1, 1]
    assert [found(text, "answers") for text in MODES] == [1, 0, 1]
    assert found("both", "accord") == found("", "accord") + found("source", "accord")


@pytest.mark.parametrize("text", MODES)
def test_no_row_is_wider_than_asked_and_each_leads_to_a_paragraph(library: Library, copy: Copy, text: str) -> None:
    other = Copy(ARTICLE, {**copy.paragraphs, "hc31#2": Placed(DIFFERS, "w" * 300), "hc31#3": Placed(MISSING)})
    for width in range(20, 121):
        for row in rows(library, width, text, other):
            assert cell_len(row.text) <= width
            assert row.cite is not None and library.number(row.cite) is not None
            assert {span.style for span in row.spans} <= {*NAMES, ""}


@pytest.mark.parametrize("text", MODES)
def test_hostile_text_is_cleaned_in_every_mode(text: str, tmp_path: Path) -> None:
    library = open_corpus(write_hostile(tmp_path / "hostile"), vocabulary_file(), tmp_path / "hostile.json")
    for article in map(library.row, library.numbers("article")):
        states = (FOUND, DIFFERS)
        placed = {
            library.row(n).id: Placed(states[i % 2], HARM[i % len(HARM)])
            for i, n in enumerate(library.paragraphs(article.id))
        }
        for width in (20, 40, 80):
            for row in article_rows(library, article.id, width, text=text, copy=Copy(article.id, placed)):
                assert row.text.isprintable()
                assert cell_len(row.text) <= width
    library.close()


# -- on the desk


def test_the_desk_turns_from_digest_to_source_to_both_and_round(library: Library, shelf: Attached) -> None:
    desk = Desk(library, attached=shelf)
    seen = []
    for _ in range(4):
        seen.append((desk.place.text, desk.copy is not None))
        desk.turn_text()
    assert seen == [("", False), ("source", True), ("both", True), ("", False)]


def test_what_is_shown_stays_when_another_list_is_opened(library: Library, shelf: Attached) -> None:
    desk = Desk(library, attached=shelf)
    desk.turn_text()
    desk.view("event")
    assert desk.place.text == "source"
    desk.back()
    assert desk.place.text == "source"


def test_what_a_search_found_in_a_digest_is_shown(library: Library, shelf: Attached) -> None:
    desk = Desk(library, attached=shelf)
    desk.turn_text()
    hit = next(hit for hit in library.search("answers opens each night") if hit.row.kind == "paragraph")
    desk.open_hit(hit)
    assert (desk.place.citation, desk.place.text) == ("hc31#2", "both")


def test_the_next_start_shows_the_same(library: Library, shelf: Attached, tmp_path: Path) -> None:
    desk = Desk(library, attached=shelf)
    desk.turn_text()
    write_desk(tmp_path / "place", desk)
    assert read_desk(tmp_path / "place", library).place == desk.place
    for kept, text in (('"text": "source"', '"text": "evil"'), ('"text": "source"', '"text": []')):
        edit(tmp_path / "place", kept, text)
        assert read_desk(tmp_path / "place", library).place.text == ""
        edit(tmp_path / "place", text, kept)


def test_a_place_kept_by_an_older_khabar_is_still_one(library: Library, tmp_path: Path) -> None:
    desk = Desk(library)
    desk.open("evt:gate-shut")
    write_desk(tmp_path / "place", desk)
    edit(tmp_path / "place", ', "text": ""', "")
    assert read_desk(tmp_path / "place", library).place == desk.place


# -- who publishes


PUBLISHED = {
    "art:so18": "The Syrian Observer · text of Zaman al-Wasl · 1 Apr..20 Jun 2018 (inferred)",
    "art:eb18": "Enab Baladi · 15 Jun..4 Jul 2018 (inferred)",
    "art:af18": "Unnamed outlet of the article of July 2018 · with AFP · 4..5 Jul 2018 (inferred)",
    "art:eb21": "Enab Baladi · by Ali Darwish · 20 May..31 Dec 2021 (inferred)",
    "art:na21": "The New Arab · 28 Jul 2021 (stated)",
}


@pytest.mark.parametrize("article", PUBLISHED)
def test_who_published_whose_text_stands_below_the_title(daraa: Library, article: str) -> None:
    assert provenance(daraa, article) == PUBLISHED[article]
    assert PUBLISHED[article].startswith(publisher(daraa, article))
    made = [row.text for row in article_rows(daraa, article, 200)]
    assert made[1] == PUBLISHED[article]


# -- where headline and body part ways

PARTING = {
    "art:so18": ["iss:so18-breach-fact-or-claim", "iss:so18-repulse-fact-or-claim"],
    "art:eb18": ["iss:us-threats-cause-or-sign", "iss:caption-parade-one-of-several"],
    "art:af18": [
        "iss:who-said-all-at-once", "iss:joint-command-and-operations-room", "iss:final-answer-given-or-not",
        "iss:drop-their-arms-whose-words",
    ],
    "art:eb21": [
        "iss:eb21-closing-in-when", "iss:retaken-yet-pockets-left", "iss:opposition-or-former-opposition",
        "iss:eb21-southern-province-of-the-caption", "iss:eb21-which-three-pockets", "iss:eb21-all-time-mediator",
    ],
    "art:na21": [
        "iss:daraa-al-balad-stormed-or-tried", "iss:which-talks-failed-2021", "iss:repulse-tuesday-or-wednesday",
        "iss:negotiated-with-residents-or-a-committee", "iss:whole-town-or-one-fighter",
    ],
}  # fmt: skip


@pytest.mark.parametrize("article", PARTING)
def test_the_title_is_flagged_and_leads_to_where_headline_and_body_part_ways(daraa: Library, article: str) -> None:
    found = parting_ways(daraa, daraa.cited_in(article))
    assert sorted(row.id for row, _ in found) == sorted(PARTING[article])
    made = list(article_rows(daraa, article, 100))
    assert made[0].text == f"{daraa.record(article)['title']} !{len(found)}"
    assert made[0].target == found[0][0].id
    for row, (issue, blocks) in zip(made[2:], found, strict=False):
        assert row.target == issue.id
        assert row.cite == f"{article.removeprefix('art:')}#{blocks[0]}"
        assert row.text.startswith("! ")


def test_every_issue_between_headline_and_body_is_flagged_somewhere(daraa: Library) -> None:
    flagged = {
        row.id for n in daraa.numbers("article") for row, _ in parting_ways(daraa, daraa.cited_in(daraa.row(n).id))
    }
    issues = (daraa.row(n).id for n in daraa.numbers("issue"))
    assert flagged == {name for name in issues if daraa.record(name).get("scope") == "headline_body"}


def test_an_article_whose_headline_agrees_has_no_flag(library: Library) -> None:
    made = rows(library, 100, "", None)
    assert (made[0].text, made[0].target) == ("Harn weir stays shut as two valleys trade blame", None)


@pytest.mark.parametrize("article", PARTING)
def test_flags_fit_any_width(daraa: Library, article: str) -> None:
    for width in range(10, 121):
        assert all(cell_len(row.text) <= max(width, 16) for row in article_rows(daraa, article, width))
