"""Whose names are not for all eyes, and what stands in their place: one pseudonym a person, wherever and however they are named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from urllib.parse import unquote

from .fold import Placed, placed_words, skeleton, words

NAMES, SPELLINGS = ("preferred", "alias", "weak_alias"), ("preferred", "alias")
"""The kinds of a name that are names, not a post or a description; and those of which a part may be one too."""
_PARENT = frozenset(("abu", "abou", "abo", "abi", "aba", "umm", "um", "om", "oum", "ابو", "ابي", "ابا", "ام"))
"""With what a byname begins that is of a child: Abu, Umm."""
_WITH_NEXT = _PARENT | {"ibn", "bin", "ben", "بن", "ابن", "abd", "عبد"}
"""What is no name without the word that follows."""
_CLITICS = ("لل", "و", "ف", "ب", "ل", "ك")
"""What Arabic writes together with the word after it: and, in, to, as."""
_APOSTROPHES = frozenset("'’‘ʼ`´")
LEAST_BONES = 5
"""Consonants that names of the same sound must have to count as the same."""
SHORTEST = 3
"""Letters of a surname that is told from other words."""

Form = tuple[str, ...]
"""A name as its folded words."""


@dataclass(frozen=True)
class Person:
    """Somebody with a record: `shown` is what lists call them, `names` all forms with their kinds."""

    id: str
    sensitivity: str
    shown: str
    names: tuple[tuple[str, str], ...]

    @property
    def is_public(self) -> bool:
        """Whether all may read the name."""
        return self.sensitivity == "public"

    def forms(self) -> Iterator[Form]:
        """Yield the names; whatever lists show is one, and what calls somebody father or mother of another."""
        for text, kind in self.names:
            form = tuple(words(text))
            if form and (kind in NAMES or text == self.shown or form[0] in _PARENT):
                yield form

    def spellings(self) -> Iterator[Form]:
        """Yield the names of which a part is one too."""
        yield from (form for text, kind in self.names if kind in SPELLINGS and (form := tuple(words(text))))


@dataclass(frozen=True)
class Named:
    """A name of something that is no person, and what it is: a `place`, or a kind of actor such as `clan`."""

    text: str
    kind: str


@dataclass
class Pseudonyms:
    """The persons of a corpus who are not public, numbered in the order of their ids, and all that may name them.

    A name that is a public person's too, or a place's or a body's, is left as it stands.
    """

    persons: Iterable[Person]
    others: Iterable[Named] = ()
    of: dict[str, str] = field(default_factory=dict, init=False)
    """Id → pseudonym, such as `victim 2`."""

    def __post_init__(self) -> None:
        everyone = sorted(self.persons, key=lambda one: one.id)
        counted: Counter[str] = Counter()
        for one in everyone:
            if not one.is_public:
                label = "victim" if one.sensitivity == "victim" else "person"
                counted[label] += 1
                self.of[one.id] = f"{label} {counted[label]}"
        hidden = [one for one in everyone if not one.is_public]
        public = [one for one in everyone if one.is_public]
        self._names: dict[Form, set[str]] = {}
        for one in hidden:
            for form in (*one.forms(), *(part for whole in one.spellings() for part in _parts(whole))):
                self._names.setdefault(form, set()).add(self.of[one.id])
        others = list(self.others) if hidden else []
        left = self._left(public, others) if hidden else set()
        known = {word for one in public for form in one.forms() for word in form}
        known |= {word for one in others if one.kind == "clan" for word in words(one.text)}
        for one in hidden:
            for form in one.spellings():
                surname = _surname(form)
                if surname and not known.issuperset(surname):
                    self._names.setdefault(surname, set()).add(self.of[one.id])
        for form in left:
            self._names.pop(form, None)
        nobodys: dict[Form, set[str]] = {form: set() for form in left}
        self._heads = _by_head(self._names | nobodys)
        self._sounds = _by_head(_sounds(self._names) | _sounds(nobodys))
        self._may_begin = lru_cache(16384)(self._begins)

    def _left(self, public: Iterable[Person], others: Iterable[Named]) -> set[Form]:
        """Return the names that are left as they stand."""
        begin: dict[str, list[Form]] = {}
        for name in self._names:
            if len(name) > 1:
                begin.setdefault(name[0], []).append(name)
        left = {form for one in public for form in one.forms()}
        for one in others:
            form = tuple(words(one.text))
            held = (
                form[at : at + len(name)] == name != form
                for at, word in enumerate(form)
                for name in begin.get(word, ())
            )
            if one.kind in ("place", "clan") or not any(held):
                left.add(form)
        return left - {()}

    def __bool__(self) -> bool:
        return bool(self.of)

    # -- what is shown

    def masked(self, text: str) -> str:
        """Return a text with a pseudonym for each name: `[victim 2]`."""
        if "%" in text and (plain := unquote(text)) != text and self._replaced(plain, "[{}]") != plain:
            text = plain  # an address that spells a name in its own way
        return self._replaced(text, "[{}]")

    def typed(self, text: str) -> str:
        """Return an id, or words that a reader typed, with a pseudonym for each name: `victim-2`."""
        return self._replaced(text, "{}", "-")

    def may_be_in(self, slug: str) -> bool:
        """Say whether an id may have a name in it; looks at no more than its words."""
        return any(word in self._heads or word.removesuffix("s") in self._heads for word in slug.split("-"))

    def _replaced(self, text: str, shape: str, blank: str = " ") -> str:
        if not any(map(self._may_begin, set(words(text)))):
            return text
        placed = placed_words(text)
        pieces: list[str] = []
        done = index = 0
        while index < len(placed):
            label, count = self._named(text, placed, index)
            if label:
                first, last = placed[index], placed[index + count - 1]
                between, shown = text[done : first.start], shape.format(label.replace(" ", blank))
                if between.strip(" -\n") or pieces[-1:] != [shown]:  # two names of one person in a row are one
                    pieces += [between, shown]
                done = last.end - 2 * _is_possessive(text, last)
            index += count or 1
        return "".join([*pieces, text[done:]]) if pieces else text

    def _begins(self, word: str) -> bool:
        """Say whether a name may begin with a word."""
        return skeleton(word) in self._sounds or any(way in self._heads for way in _ways(word))

    def _named(self, text: str, placed: Sequence[Placed], index: int) -> tuple[str, int]:
        """Return who is named from a word on, by the longest of their names, and how many words that takes.

        Nobody is "" with the words of a name that is left, or with none.
        """
        for word in _ways(placed[index].word):
            for form, label in self._heads.get(word, ()):
                if _follows(form, placed, index):
                    return label, len(form)
        if self._sounds and _may_be_name(text, placed[index]):
            for form, label in self._sounds.get(skeleton(placed[index].word), ()):
                following = placed[index : index + len(form)]
                if len(following) == len(form) and all(
                    skeleton(one.word) == bones and _may_be_name(text, one)
                    for one, bones in zip(following, form, strict=True)
                ):
                    return label, len(form)
        return "", 0

    # -- what is meant

    def spelt(self, text: str) -> str:
        """Return words or a facet's value with a name for each pseudonym, the shortest that is no other's: what `typed` undoes."""
        return _PSEUDONYM.sub(lambda found: self._shortest.get(" ".join(words(found[0])), found[0]), text)

    @cached_property
    def _shortest(self) -> Mapping[str, str]:
        found: dict[str, Form] = {}
        for form, labels in self._names.items():
            label = _joined(labels)
            if label not in found or (len(form), form) < (len(found[label]), found[label]):
                found[label] = form
        return {label: "-".join(form) for label, form in found.items()}


_PSEUDONYM = re.compile(r"\[?\b(?:victim|person)[- ]\d+(?:[- ]or[- ](?:victim|person)[- ]\d+)*\b\]?")


def _joined(labels: Iterable[str]) -> str:
    """Return who may be meant, several where a name is theirs together."""
    return " or ".join(sorted(labels, key=lambda label: (label.split()[0], int(label.split()[1]))))


def _parts(form: Form) -> Iterator[Form]:
    """Yield what may stand for a name of many words: its last words, the first with the last."""
    if form[0] not in _PARENT:
        yield from (form[start:] for start in range(1, len(form) - 1))
        if len(form) > 2:
            yield form[0], form[-1]


def _surname(form: Form) -> Form:
    """Return the last of a name's words, two where one is none without the other; () where that is no surname."""
    if len(form) < 2 or (form[0] in _PARENT and len(form) == 2):
        return ()
    if form[-2] in _WITH_NEXT:
        return form[-2:]
    return form[-1:] if len(form[-1]) >= SHORTEST else ()


def _by_head(forms: Mapping[Form, set[str]]) -> dict[str, list[tuple[Form, str]]]:
    """Return names with whose they are by their first word, the longest first."""
    found: dict[str, list[tuple[Form, str]]] = {}
    for form in sorted(forms, key=len, reverse=True):
        found.setdefault(form[0], []).append((form, _joined(forms[form])))
    return found


def _sounds(forms: Mapping[Form, set[str]]) -> dict[Form, set[str]]:
    """Return names of several words by their consonants, as far as these tell them from other words."""
    found: dict[Form, set[str]] = {}
    for form, labels in forms.items():
        bones = tuple(map(skeleton, form))
        if len(form) > 1 and all(bones) and sum(map(len, bones)) >= LEAST_BONES:
            found.setdefault(bones, set()).update(labels)
    return found


def _ways(word: str) -> Iterator[str]:
    """Yield a word as it may stand for the beginning of a name: itself, without an ending of English or a beginning of Arabic."""
    yield word
    if word.endswith("s"):
        yield word[:-1]
    if "\u0600" <= word[0] <= "\u06ff":
        for before in _CLITICS:
            if word.startswith(before) and len(word) > len(before) + 1:
                rest = word.removeprefix(before)
                yield rest
                if rest.startswith("ال"):
                    yield rest[2:]


def _follows(form: Form, placed: Sequence[Placed], index: int) -> bool:
    """Say whether the words of a name stand from a word on, that one being known to be its first."""
    following = placed[index + 1 : index + len(form)]
    if len(following) != len(form) - 1:
        return False
    return all(
        one.word == word or (place == len(form) and one.word == f"{word}s")
        for place, (one, word) in enumerate(zip(following, form[1:], strict=True), 2)
    )


def _may_be_name(text: str, one: Placed) -> bool:
    """Say whether a word is written as a name: with a capital, where its script has any."""
    return not text[one.first].islower() and one.word.isalpha()


def _is_possessive(text: str, last: Placed) -> bool:
    """Say whether a word ends in an apostrophe and an s."""
    return text[last.end - 1] in "sS" and last.end >= 2 and text[last.end - 2] in _APOSTROPHES
