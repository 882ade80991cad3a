"""Pseudonyms: whoever is not public is named nowhere, in no spelling; whoever is stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.corpus.fold import fold, placed_words, words
from tui.corpus.pseudonyms import Named, Person, Pseudonyms

PERSONS = (
    Person("act:a", "victim", "Nour Haddad", (("Nour Haddad", "preferred"), ("Abu Selim", "title"), ("نور حداد", "alias"))),
    Person("act:b", "private", "Sami ben Tarik al-Shams", (("Sami ben Tarik al-Shams", "alias"), ("Sheikh Sami", "weak_alias"))),
    Person("act:c", "victim", "Lina Haddad", (("Lina Haddad", "alias"),)),
    Person("act:d", "private", "Omar Rashid", (("Omar Rashid", "alias"), ("the Miller", "title"))),
    Person("act:e", "public", "Kamal Rashid", (("Kamal Rashid", "alias"),)),
    Person("act:f", "private", "Rami Dalal", (("Rami Dalal", "alias"),)),
    Person("act:h", "private", "Yusuf Benali", (("Yusuf Benali", "alias"),)),
    Person("act:g", "private", "Zaid Abu Karim", (("Zaid Abu Karim", "alias"), ("Dove", "weak_alias"))),
)  # fmt: skip
OTHERS = (
    Named("Dalal", "place"), Named("Haddad Bridge", "place"), Named("Friends of Nour Haddad", "organisation"), Named("Dove", "body"),
    Named("Benali clan", "clan"),
)  # fmt: skip
PSEUDONYMS = Pseudonyms(iter(PERSONS), iter(OTHERS))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nour Haddad was shot.", "[victim 1] was shot."),
        ("NOUR\n  HADDAD", "[victim 1]"),
        ("Noûr al-Haddād's son", "[victim 1]'s son"),
        ("with al-Haddad and the Haddads", "with [victim 1 or victim 2] and the [victim 1 or victim 2]"),
        ("Abu  Selim, smith", "[victim 1], smith"),
        ("ونور الحدّاد قُتل", "[victim 1] قُتل"),
        ("see evt:nour-haddad-killed", "see evt:[victim 1]-killed"),
        ("Sheikh Sami ben Tarik ash-Shams", "[person 1]"),
        ("Tarik al Shams; Sami al-Shams; ash-Shams", "[person 1]; [person 1]; [person 1]"),
        ("Tariq el Shems, as it sounds", "[person 1], as it sounds"),
        ("nor had a day", "nor had a day"),
        ("Omar Rashid, not Kamal Rashid; Rashid alone", "[person 2], not Kamal Rashid; Rashid alone"),
        ("Rami Dalal in Dalal", "[person 3] in Dalal"),
        ("Lina Haddad on Haddad Bridge", "[victim 2] on Haddad Bridge"),
        ("Friends of Nour Haddad", "Friends of [victim 1]"),
        ("Abu Karim, Karim and a Dove", "[person 4], Karim and a Dove"),
        ("https://n.example/%D9%86%D9%88%D8%B1-%D8%AD%D8%AF%D8%A7%D8%AF", "https://n.example/[victim 1]"),
        ("Yusuf Benali of the Benali clan, a Benali", "[person 5] of the Benali clan, a Benali"),
        ("50% of Nour", "50% of Nour"),
        ("the smith and the Miller", "the smith and the Miller"),
    ],
)
def test_names_in_a_text(text: str, shown: str) -> None:
    assert PSEUDONYMS.masked(text) == shown


def test_an_id_and_what_was_typed_stay_words_that_can_be_asked() -> None:
    assert PSEUDONYMS.typed("nour-haddad-killed") == "victim-1-killed"
    assert PSEUDONYMS.typed('actor:"Abu Selim" bridge') == 'actor:"victim-1" bridge'
    assert PSEUDONYMS.spelt("victim-2 [person 2] victim-9 person-3") == "lina-haddad omar-rashid victim-9 rami-dalal"
    assert PSEUDONYMS.spelt(PSEUDONYMS.typed("haddad")) == "haddad"


def test_nobody_is_hidden_where_all_are_public() -> None:
    everyone = Pseudonyms([one for one in PERSONS if one.is_public])
    assert not everyone
    assert everyone.masked("Kamal Rashid, Nour Haddad") == "Kamal Rashid, Nour Haddad"


ANY = st.text(st.one_of(st.characters(), st.sampled_from("aelshAL-'’ اللحدنور\u064b\u0301\u200b .")))


@given(ANY)
@example("al-\u0301x es-Sham ash Shams ALمن")
def test_words_with_their_places_are_the_words(text: str) -> None:
    placed = placed_words(text)
    assert [one.word for one in placed] == words(text)
    ends = [0]
    for one in placed:
        assert one.start <= one.first < one.end <= len(text)
        assert ends[-1] <= one.end
        assert one.word in "".join(words(text[one.start : one.end]))  # a letter may be several: ¼
        ends.append(one.end)


FORMS = ["Nour Haddad", "Abu Selim", "نور حداد", "Lina Haddad", "Sami ben Tarik al-Shams", "Omar Rashid", "Haddad"]
GAPS = st.sampled_from([" ", "-", "\n", "  ", "\u00a0", " \u200f"])


@st.composite
def written(draw: st.DrawFn) -> str:
    """Return a name in some spelling that folds to it."""
    letters = []
    for letter in draw(st.sampled_from(FORMS)):
        changed = draw(GAPS) if letter == " " else draw(st.sampled_from([letter, letter.upper(), letter.lower()]))
        letters.append(changed + draw(st.sampled_from(["", "", "", "\u0301", "\u064e", "'" if changed != " " else ""])))
    return "".join(letters)


AROUND = st.text("xyzXYZ .,;:!?()[]«»\n٠1", max_size=12)


@given(AROUND, written(), AROUND)
def test_a_name_is_found_however_it_is_written(before: str, name: str, after: str) -> None:
    text = f"{before} {name} {after}"
    shown = PSEUDONYMS.masked(text)
    assert not set(words(shown)) & {
        "nour",
        "haddad",
        "selim",
        "sami",
        "tarik",
        "shams",
        "lina",
        "omar",
        "rashid",
        "نور",
        "حداد",
    }
    assert shown.startswith(before)
    assert fold(after).strip() in fold(shown)
    assert PSEUDONYMS.masked(shown) == shown
    assert re.search(r"\[(victim|person) \d", shown)


@given(st.text("abcdrmnoلم -'.%\n", max_size=60))
def test_other_words_are_left_as_they_stand(text: str) -> None:
    assert PSEUDONYMS.masked(text) == text
    assert PSEUDONYMS.typed(text) == text
