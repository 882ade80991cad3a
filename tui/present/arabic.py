"""Arabic letters for terminals that do not join them, and for readers who do not read them.

The joined forms are those of Unicode's presentation blocks; what they are forms of is asked of `unicodedata`, so no table
of letters is kept here, and Persian and Urdu letters join as well.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_BLOCKS = (range(0xFB50, 0xFC00), range(0xFE80, 0xFEFD))
_LAM, _TATWEEL = "\u0644", "\u0640"
_ALONE, _LAST, _FIRST, _BETWEEN = "<isolated>", "<final>", "<initial>", "<medial>"
_FORM = {(False, False): _ALONE, (True, False): _LAST, (False, True): _FIRST, (True, True): _BETWEEN}
"""The form of a letter by whether it joins the one before, and the one after."""


@lru_cache(1)
def _forms() -> dict[tuple[str, str], str]:
    """Return the presentation forms by (letters, form): one letter, or lam and an alef."""
    forms: dict[tuple[str, str], str] = {}
    for block in _BLOCKS:
        for code in block:
            form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
            written = "".join(chr(int(letter, 16)) for letter in letters)
            if form in _FORM.values() and (len(written) == 1 or (len(written) == 2 and written[0] == _LAM)):
                forms.setdefault((written, form), chr(code))
    return forms


def shaped(text: str) -> list[str]:
    """Return for each character what stands for it in its joined form: "" for an alef that its lam has taken in."""
    forms, shown = _forms(), list(text)
    letters = [index for index, letter in enumerate(text) if unicodedata.category(letter) != "Mn"]
    joins = False  # whether the letter before reaches out to this one
    skip = False
    for index, following in zip(letters, [*letters[1:], None], strict=False):
        if skip:
            skip = False
            continue
        letter = text[index]
        before = joins and (letter == _TATWEEL or (letter, _LAST) in forms)
        if following is not None and (letter + text[following], _ALONE) in forms:
            shown[index], shown[following] = forms[letter + text[following], _LAST if before else _ALONE], ""
            joins, skip = False, True
            continue
        joins = letter == _TATWEEL or (letter, _FIRST) in forms
        after = joins and following is not None and _takes(text[following], forms)
        shown[index] = forms.get((letter, _FORM[before, after]), letter)
    return shown


def _takes(letter: str, forms: dict[tuple[str, str], str]) -> bool:
    return letter == _TATWEEL or (letter, _LAST) in forms


_ROMAN = dict(
    zip(
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژڤکگیہھےٹڈڑںەٱۀۆێڵ" "אבגדהוזחטיךכלםמןנסעףפץצקרשת" "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،؛؟٪٫٬ـ",
        "ʾāʾʾʾʾābatṯǧḥḫdḏrzsšṣḍṭẓʿġfqklmnhwāypčžvkgyhhetdrneāhoel" "ʾbgdhwzḥṭykklmmnnsʿppṣṣqršt" "01234567890123456789,;?%.,-",
        strict=True,
    )
)  # fmt: skip
"""A letter for a letter, after DIN 31635 and ISO 259: what takes one cell is written in one."""


def romanised(text: str) -> str:
    """Return the text with each Arabic or Hebrew letter written as a Latin one, in as many cells; vowel signs are left out."""
    return "".join(letter if letter < "\u0590" else _roman(letter) for letter in text)


@lru_cache(2048)
def _roman(letter: str) -> str:
    """Return what is written for a letter: itself where it does not run from right to left, "?" where none is known for it."""
    sort = unicodedata.bidirectional(letter)
    if sort == "NSM" and letter <= "\u08ff":
        return ""
    known = _ROMAN.get(letter) or _ROMAN.get(unicodedata.normalize("NFKD", letter)[:1])
    return known or ("?" if sort in ("R", "AL", "AN") else letter)
