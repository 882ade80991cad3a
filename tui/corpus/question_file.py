"""The form of a file of standing questions: what a reader may ask about a record, declared as data.

Paths are those of `columns`, from the record of a row; `.content` begins at the row itself, where that is a part of a record;
`=says` and the like are computed. `{type}` in a filter or path is filled in from the record in hand.
"""

from __future__ import annotations

from .kinds import KINDS, LINE
from .shapes import Choice, Field, ListOf, Number, Struct, Text

_STEP = r"[a-z_]+(?:\[[a-z_]+=[a-z0-9_,:{}-]+\])?"
_ONE = rf"(?:=[a-z]+|[.^]?{_STEP}(?:\.{_STEP})*)"
_PATH = rf"{_ONE}(?:\|{_ONE})*"
_SURE = r"=[a-z0-9_,:{}*-]+"
_HINT = "a path such as when, .content or ^links[rel=breaks].when, or a computed value such as =says"

PATH = Text(limit=160, pattern=_PATH, hint=_HINT)
PARTS = Text(
    limit=80, pattern=rf"{_STEP}(?:\.{_STEP})*", hint="a path of lists such as terms.status_log[status=broken]"
)
HAS = Text(limit=160, pattern=rf"{_PATH}(?:{_SURE})?", hint="a path, or a path and values as in unit=people,famil*")
ALL = Text(limit=160, pattern=rf"{_PATH}{_SURE}", hint="a path and values, as in according_to.kind=unnamed")

CORPUS, ANY = "corpus", "any"

START = Struct({
    "list": Field(Choice((*KINDS, "paragraph")), doc="records of this kind"),
    "filter": Field(ListOf(Text(limit=200), bare=True), doc="those that any of these filters finds"),
    "along": Field(PATH, doc="instead of a list: those that this path leads to from the record in hand"),
})  # fmt: skip

SOURCE = Struct({
    "list": Field(Choice((*KINDS, "paragraph")), doc="records of this kind; the record in hand where neither list nor along stands"),
    "filter": Field(ListOf(Text(limit=200), bare=True), doc=(
        "those that any of these filters finds, in the language of lists; {id}, {type} … is a field of the record in hand, "
        "{here} what belongs to it")),
    "around": Field(Number(whole=True, low=1, high=3660), doc="those that many days before or after the record in hand"),
    "along": Field(PATH, doc="those that this path leads to from the record in hand"),
    "from": Field(START, doc="where along begins, if not at the record in hand"),
    "parts": Field(PARTS, doc="a row for each of these parts instead of one for each record"),
    "having": Field(ListOf(HAS, bare=True), doc="those that have a value here, or one of these values"),
    "lacking": Field(ListOf(HAS, bare=True), doc="those that have none"),
    "every": Field(ListOf(ALL, bare=True), doc="those that have values here, all of them among these"),
    "as": Field(LINE, doc="what to call these rows; the group where the question names none"),
})  # fmt: skip

QUESTION = Struct({
    "id": Field(Text(limit=40, pattern="[a-z0-9]+(?:-[a-z0-9]+)*", hint="words-and-digits"), True),
    "asks": Field(Text(limit=160), True, "the question; {title} is the record in hand, or the corpus"),
    "of": Field(ListOf(Choice((ANY, CORPUS, *KINDS, "paragraph")), bare=True, least=1), True,
                "the kinds of record it is asked about; corpus where none is needed, any for both"),
    "take": Field(ListOf(SOURCE, bare=True, least=1), True, "where the rows come from"),
    "shape": Field(Choice(("log", "table", "feed", "cards", "pairs")), True),
    "columns": Field(ListOf(Struct({"title": Field(Text(limit=40)), "field": Field(PATH, True)}), least=1), True,
                     "what is shown of each row; the first names it"),
    "opens": Field(PATH, doc="what Enter opens, where it is not the record of the row"),
    "group": Field(PATH, doc="rows with one value here stand together"),
    "counts": Field(LINE, doc="what a group is, for the count: independent root"),
    "sort": Field(ListOf(PATH, bare=True), doc="what rows go by; the order of lists if left out"),
    "under": Field(PATH, doc="a field in which a part names the part that it stands under"),
    "recurs": Field(Struct({
        "over": Field(PATH, True, "what must differ within a group"), "least": Field(Number(whole=True, low=2, high=99), True),
    }), doc="only groups with so many different values"),
    "none": Field(Text(limit=160), doc="what to say where there is no row"),
}, key="id")  # fmt: skip
