"""Folding: any spelling finds the name, and folding what is folded changes nothing."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.corpus.fold import fold, skeleton, words

ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئةى َُِّْـ")
LATIN = st.text("abcdefghijklmnopqrstuvwxyz áâäåçéèêëíîïñóôöøúûüýłşğāīūḥṣṭẓß")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("DARAA", "daraa", id="case"),
        pytest.param("Straße", "strasse", id="case of one letter that is two"),
        pytest.param("Härn", "harn", id="accent"),
        pytest.param("Ha\u0308rn", "harn", id="accent written apart"),
        pytest.param("al-Ṣanamayn", "al-sanamayn", id="dot below"),
        pytest.param("Ištar Łódź Ørsted", "istar lodz orsted", id="letters without a decomposition"),
        pytest.param("IRBID Irbıd İrbid", "irbid irbid irbid", id="dotless and dotted i"),
        pytest.param("درعـــا", "درعا", id="tatweel"),
        pytest.param("دَرْعَا", "درعا", id="vowel signs"),
        pytest.param("إدلب أدلب ٱدلب آدلب", "ادلب ادلب ادلب ادلب", id="hamza and madda on alif"),
        pytest.param("شؤون", "شوون", id="hamza on waw"),
        pytest.param("نائب", "نايب", id="hamza on ya"),
        pytest.param("سماء", "سما", id="hamza alone"),
        pytest.param("القنيطرة", "القنيطره", id="ta marbuta"),
        pytest.param("نوى", "نوي", id="alif maqsura"),
        pytest.param("کرک", "كرك", id="Persian kaf"),
        pytest.param("ﻻ", "لا", id="ligature"),
        pytest.param("٢٠٣١ ۲۰۳۱", "2031 2031", id="Arabic and Persian digits"),
        pytest.param("\u202eHarn\u202c\u200b\ufeff", "harn", id="invisible"),
    ],
)
def test_variants_fold_to_one_spelling(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("apostrophe", "'’‘ʼʽʾʿˈ′`´ʻʹ")
def test_an_apostrophe_of_any_kind_is_dropped(apostrophe: str) -> None:
    assert fold(f"Dar{apostrophe}a") == "dara"


@given(st.text() | LATIN | ARABIC)
@example("ℌarn™")
@example("ϲ")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_no_combining_mark_is_left(text: str) -> None:
    assert not [character for character in fold(text) if unicodedata.combining(character)]


@given(LATIN)
def test_folding_ignores_case(text: str) -> None:
    assert fold(text.upper()) == fold(text)


@given(LATIN)
def test_folding_ignores_how_an_accent_is_written(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@pytest.mark.parametrize(
    "name",
    [
        "al-Sanamayn", "Al Sanamayn", "AL-SANAMAYN", "el-Sanamayn", "il-Sanamayn", "as-Sanamayn", "es-Sanamayn", "As Sanamayn",
        "aṣ-Ṣanamayn", "al‐Sanamayn", "al‑Sanamayn", "al–Sanamayn",
    ],
)  # fmt: skip
def test_the_article_is_dropped_in_every_spelling(name: str) -> None:
    assert words(name) == ["sanamayn"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ash-Sham", ["sham"]),
        ("ath-Thawra", ["thawra"]),
        ("adh-Dhahab", ["dhahab"]),
        ("ad-Dumayr", ["dumayr"]),
        ("an-Nasib", ["nasib"]),
        ("ar-Raqqa", ["raqqa"]),
        ("at-Tanf", ["tanf"]),
        ("az-Zabadani", ["zabadani"]),
        ("Nur ad-Din", ["nur", "din"]),
        ("Nur ud-Din", ["nur", "din"]),
        ("Abd us-Salam", ["abd", "salam"]),
        ("البلد", ["بلد"]),
        ("ٱلبلد", ["بلد"]),
        ("درعا البلد", ["درعا", "بلد"]),
    ],
)  # fmt: skip
def test_the_article_is_dropped_before_sun_letters_and_in_arabic(name: str, found: list[str]) -> None:
    assert words(name) == found


@pytest.mark.parametrize("word", ["aldo", "elm", "assad", "الله", "الي", "ash"])
def test_what_only_looks_like_an_article_stays(word: str) -> None:
    assert words(word) == [word]


def test_words_are_letters_and_digits_only() -> None:
    assert words("Tell Shihab (9th), mill_road… no. ١٢") == ["tell", "shihab", "9th", "mill", "road", "no", "12"]


@given(st.text())
def test_a_word_is_never_empty_and_never_an_article(text: str) -> None:
    assert not {"", "al", "el", "ul", "il"}.intersection(words(text))


@given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=1))
def test_a_name_is_found_with_and_without_its_article(name: str) -> None:
    assert words(f"al-{name}") == words(name)


PLACES = [
    ("Daraa", "Deraa", "Dar'a", "Der'a", "Darʿā", "درعا"),
    ("Daraa al-Balad", "Dara al-Balad", "Deraa el Balad", "درعا البلد"),
    ("Quneitra", "Kuneitra", "Qunaytra", "al-Qunaytirah", "القنيطرة"),
    ("al-Karak", "Karak", "الكرك"),
    ("al-Harra", "al-Hara", "al-Harrah", "الحارة"),
    ("Tell al-Harra", "Tal al-Hara", "تل الحارة"),
    ("Laja", "Leja", "al-Laja", "اللجاة"),
    ("Busra al-Harir", "Bosra al-Harir", "بصر الحرير", "بصرى الحرير"),
    ("Busra al-Sham", "Bosra al-Sham", "Busra ash-Sham", "بصرى الشام"),
    ("Nasib", "Naseeb", "Nassib", "نصيب"),
    ("Ghouta", "al-Ghuta", "الغوطة"),
    ("Mahajjah", "Muhajjah", "Mahaja", "محجة"),
    ("Da'el", "Dael", "Dail", "داعل"),
    ("al-Tanf", "at-Tanf", "Tanf", "التنف"),
    ("al-Sanamayn", "Sanamein", "as-Sanamayn", "الصنمين"),
    ("Tell Shihab", "Tal Shihab", "Tell Shehab", "تل شهاب"),
    ("al-Musayfirah", "Musayfra", "al-Mseifra", "المسيفرة"),
    ("al-Ghariyah al-Sharqiyah", "Gharia al-Sharqiya", "الغارية الشرقية"),
    ("Nawa", "نوى"),
    ("Jasim", "Jassim", "Jasem", "جاسم"),
    ("Nimer", "Nimr", "Namer", "نمر"),
    ("Inkhil", "Enkhil", "Ankhal", "إنخل", "أنخل"),
    ("Umm Batnah", "Umm Batna", "Um Batna", "أم باطنة"),
    ("Sa'sa'", "Saasaa", "Sasa", "سعسع"),
    ("Tall al-Shaar", "Tell al-Shaar", "Tal ash-Shaar", "تل الشعار"),
    ("Jabah", "Jaba", "Jeba", "جبا"),
    ("Mumtanah", "Mumtina", "Momtana", "ممتنة"),
    ("Idlib", "Idleb", "إدلب", "ادلب"),
    ("Tafas", "Tafass", "طفس"),
    ("Hamimim", "Hmeimim", "Hmeymim", "حميميم"),
    ("Golan", "al-Jawlan", "الجولان"),
    ("Sheikh Saad", "Shaykh Saad", "Sheikh Sa'd", "الشيخ سعد"),
    ("Masaken Jileen", "Masakin Jillin", "مساكن جلين"),
    ("Abu Zandin", "Abu al-Zendan", "أبو الزندين"),
    ("al-Duha", "al-Doha", "الضحى"),
]  # fmt: skip


@pytest.mark.parametrize("spellings", PLACES, ids=lambda spellings: spellings[0])
def test_the_spellings_of_a_place_share_a_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Daraa", "Dael"), ("Nawa", "Nimer"), ("Tafas", "Tanf"), ("Jasim", "Jabah"), ("درعا", "داعل")]
)
def test_other_places_have_other_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_a_skeleton_keeps_digits() -> None:
    assert skeleton("9th Division") != skeleton("5th Division")


@given(st.text())
@example("al-")
@example("'")
def test_a_skeleton_is_one_string_without_spaces_or_doubled_letters(text: str) -> None:
    bones = skeleton(text)
    assert "".join(bones.split()) == bones
    assert all(one != other for one, other in pairwise(bones))
