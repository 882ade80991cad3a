"""Folding: one spelling for many, so that any way of writing a name finds it. Folding finds; it never merges.

`fold` is what the full-text index holds and what every query goes through. `skeleton` leaves the consonants of a name:
equal for the usual transliterations of one Arabic name (Qahira, Kaheera, القاهرة), and sometimes for two names, so it
ranks below spelling. Rules after ALA-LC and common press usage; letters after Unicode NFKD.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_DROPPED = dict.fromkeys(
    map(
        ord,
        "'’‘ʼʽʾʿˈ′`´ʻʹ״׳\u0621\u0640\u200b\u200c\u200d\u200e\u200f\u061c"
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad",
    )
)
_LETTERS = str.maketrans(
    dict(zip("أإآٱىئؤةیےکگپچڤۀہھں", "ااااييوهييككبجفهههن", strict=True))
    | {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"}
)
_DIGITS = {start + i: str(i) for start in (0x660, 0x6F0) for i in range(10)}
_TABLE = {**_DROPPED, **_LETTERS, **_DIGITS}

_WORD = re.compile(r"[^\W_]+")
_SUN_ARTICLE = re.compile(r"\b[aeu](sh|dh|th|s|d|n|r|t|z)[-‐‑–\s]+(?=\1)")
_ARTICLES = frozenset(("al", "el", "ul", "il"))
_EQUAL = {
    "ibn": "bn", "bin": "bn", "ben": "bn", "بن": "bn", "ابن": "bn", "abu": "Ab", "abou": "Ab", "abo": "Ab", "abi": "Ab",
    "ابو": "Ab", "ابي": "Ab", "umm": "Am", "um": "Am", "om": "Am", "oum": "Am", "ام": "Am", "allah": "l", "ullah": "l",
    "الله": "l", "tell": "tl", "tal": "tl", "tall": "tl", "tel": "tl", "تل": "tl",
}  # fmt: skip
_ARABIC = dict(
    zip("بتثجحخدذرزسشصضطظعغفقكلمنهوي", ["b", "t", "t", "j", "h", "K", "d", "d", "r", "z", "s", "S", "s", "d", "t", "z",
                                        "", "G", "f", "k", "k", "l", "m", "n", "h", "w", "y"], strict=True)
)  # fmt: skip
_DIGRAPHS = (("kh", "K"), ("sh", "S"), ("ch", "S"), ("gh", "G"), ("th", "t"), ("dh", "d"), ("ph", "f"))
_LATIN = str.maketrans({"c": "k", "q": "k", "g": "j", "v": "f", "p": "b", "x": "ks"})


def fold(text: str) -> str:
    """Return the text without case, accents, apostrophes, vowel signs or variant letters; still the same words."""
    if text.isascii():
        return text.casefold().replace("'", "").replace("`", "")
    # hamza carriers go before NFKD would take them apart
    text = unicodedata.normalize("NFC", text).casefold().translate(_TABLE)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.casefold().translate(_TABLE)  # NFKD may have given capitals


def words(text: str) -> list[str]:
    """Return the folded words, without the Arabic article in any of its spellings (al-, el-, as-s…, ال)."""
    found = []
    for word in _WORD.findall(_SUN_ARTICLE.sub(" ", fold(text))):
        if word in _ARTICLES:
            continue
        joined = word.startswith("ال") and len(word) >= 4 and word != "الله"
        found.append(word[2:] if joined else word)
    return found


@dataclass(frozen=True, slots=True)
class Placed:
    """A folded word and where it stands in a text: from its article on, where it has one; `first` is its own first character."""

    word: str
    start: int
    first: int
    end: int


def placed_words(text: str) -> list[Placed]:
    """Return the words of a text as `words` does, each with its place."""
    folded, at = _folded_places(text)
    articles = [found.span() for found in _SUN_ARTICLE.finditer(folded)]
    if articles:
        folded = _SUN_ARTICLE.sub(lambda found: " " * len(found[0]), folded)
    found, before = [], {end: start for start, end in articles}
    for word in _WORD.finditer(folded):
        start, end = word.span()
        if word[0] in _ARTICLES:
            after = end + 1 if folded[end : end + 1] in _JOINS else end
            before[after] = start
            continue
        joined = word[0].startswith("ال") and len(word[0]) >= 4 and word[0] != "الله"
        begin = at[before.get(start, start)]
        found.append(
            Placed(word[0][2:] if joined else word[0], begin, at[start], at[end - 1] + _length(text, at[end - 1]))
        )
    return found


_JOINS = frozenset("-‐‑– \n")
"""What may stand between an article and its word."""


def _folded_places(text: str) -> tuple[str, Sequence[int]]:
    """Return a text folded, and for each of its characters the place in the text that it comes from."""
    if text.isascii() and "'" not in text and "`" not in text:
        return text.casefold(), range(len(text))
    letters: list[str] = []
    at: list[int] = []
    place = 0
    while place < len(text):
        length = _length(text, place)
        folded = fold(text[place : place + length])
        letters.append(folded)
        at += [place] * len(folded)
        place += length
    return "".join(letters), at


def _length(text: str, place: int) -> int:
    """Return how many characters a letter takes with the marks on it."""
    end = place + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end - place


def _bones(word: str, last: bool) -> str:
    if word in _EQUAL:
        return _EQUAL[word]
    if "\u0600" <= word[0] <= "\u06ff":
        if not last and word.endswith("ه"):
            word = word[:-1]
        first = "A" if word[:1] in ("ا", "ع") else ""
        bones = "".join(_ARABIC.get(c, "") for c in word)
    else:
        if not last and len(word) > 4 and word[-2:] in ("at", "et", "it"):
            word = word[:-2]
        for pair, letter in _DIGRAPHS:
            word = word.replace(pair, letter)
        word = word.translate(_LATIN)
        first = "A" if word[:1] in ("a", "e", "i", "o", "u") else ""
        bones = re.sub("[aeiou]", "", word)
    bones = re.sub(r"(.)\1+", r"\1", bones)
    if word.endswith(("h", "ه")) and bones.endswith("h") and len(bones) > 1:
        bones = bones[:-1]  # a silent last h
    return first + re.sub("[wy]", "", bones) if first else bones[:1] + re.sub("[wy]", "", bones[1:])


@lru_cache(8192)
def skeleton(name: str) -> str:
    """Return the consonants of a name, in one string; empty where there are none (digits are kept)."""
    parts = words(name)
    bones = [b for i, word in enumerate(parts) if (b := _bones(word, i == len(parts) - 1))]
    joined = "".join(b if i == 0 or len(b) == 1 else b.replace("A", "") for i, b in enumerate(bones))
    return re.sub(r"(.)\1+", r"\1", joined)
