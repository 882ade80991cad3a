"""The twelve kinds of record: the one definition of what a corpus may say.

The terms are those of the field: actors, events with participants in roles and a factuality, provisions ("terms") of
agreements with an implementation status per speaker, EDTF dates (ISO 8601-2), provenance down to the paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping

from .shapes import Choice, Cite, Field, Kind, ListOf, Number, Ref, Struct, Text, When

SPEAKERS = ("actor", "outlet")

FACTUALITY = (
    "happened", "attempted", "threatened", "planned", "predicted", "rumoured", "denied", "disputed",
)  # fmt: skip
ON_THE_LINE = ("happened", "attempted")
"""The factualities that may stand on a line of what happened."""

BLOCK = r"(?:title|deck|caption|byline|date|quote|note|h)[0-9]{0,2}"
SHORT = r"[a-z][a-z0-9]{1,15}"

CITES = Field(ListOf(Cite(), bare=True), doc="the paragraphs it rests on, as SHORT#N")
CITED = Field(ListOf(Cite(), bare=True, least=1), True, CITES.doc)
NOTE = Field(Text(), doc="a coder's remark: a doubt, a decision, a reading not taken")
LINE = Text(limit=160)
SAID_BY = Field(ListOf(Ref(SPEAKERS), bare=True), doc="who says so, as far as the paragraph tells")
FRAMING = Field(
    ListOf(
        Struct({"term": Field(Text(limit=60), True), "by": Field(Ref(SPEAKERS)), "cite": CITES}, short="term"),
        bare=True,
    ),
    doc="single words or short terms of the source, not our own",
)
OTHERS = ListOf(
    Struct({"id": Field(Ref(("actor", "place")), True), "why": Field(Text()), "cite": CITES}, short="id"), bare=True
)
NAMES = Field(
    ListOf(
        Struct(
            {
                "text": Field(Text(limit=120), True),
                "kind": Field(Choice(("preferred", "alias", "weak_alias", "title", "descriptor"))),
                "script": Field(Choice(("latin", "arabic")), doc="latin unless said"),
                "seen_in": Field(ListOf(Cite(), bare=True), doc="where this spelling stands"),
                "basis": Field(Choice(("article", "external")), doc="external: not a spelling of the articles"),
            },
            short="text",
        ),
        least=1,
    ),
    True,
    "every spelling; the first is the preferred one unless another is marked",
)


def fields(**each: Field) -> Struct:
    """Return a Struct of these fields, with `note` which every record may carry."""
    return Struct({**each, "note": NOTE})


def _kind(name: str, prefix: str, plural: str, doc: str, struct: Struct) -> Kind:
    first = Field(
        Text(limit=80, pattern=rf"{prefix}:[a-z0-9]+(?:-[a-z0-9]+)*", hint=f"{prefix}:words-and-digits"), True
    )
    return Kind(name, prefix, plural, doc, Struct({"id": first, **struct.fields}))


OUTLET = _kind("outlet", "out", "outlets", "who publishes", fields(
    names=NAMES,
    kind=Field(Choice(("newspaper", "website", "agency", "broadcaster", "monitor", "unnamed")), True),
    relations=Field(ListOf(Struct({
        "type": Field(Choice(("republishes", "takes_wire_from", "quotes")), True),
        "outlet": Field(Ref(("outlet",)), True),
        "cite": CITES,
    }))),
    cite=CITES,
))  # fmt: skip

ARTICLE = _kind("article", "art", "articles", "a published text, as digests of its paragraphs", fields(
    outlet=Field(Ref(("outlet",)), True),
    title=Field(Text(limit=200), True, "as printed"),
    published=Field(When(), True, "with its basis: stated, inferred or external, and why"),
    authors=Field(ListOf(Ref(("actor",)), bare=True)),
    via=Field(ListOf(Ref(("outlet",)), bare=True), doc="agencies whose reporting it carries"),
    republishes=Field(Ref(("outlet",)), doc="whose text it is, where it is another's"),
    language=Field(Text(limit=12, pattern="[a-z]{2,3}(?:-[A-Za-z]{2,4})?", hint="a BCP 47 tag such as en"), True),
    url=Field(Text(limit=400)),
    file=Field(Text(limit=120), doc="name of the source text"),
    paragraphs=Field(ListOf(Struct({
        "at": Field(Text(limit=9, pattern=rf"[1-9][0-9]{{0,3}}|{BLOCK}",
                         hint="a number, or title deck caption byline date h1 quote note", number_too=True), True),
        "digest": Field(Text(limit=1_200), True, "what it says, in our own words"),
        "sha8": Field(Text(limit=8, pattern="[0-9a-f]{8}", hint="8 hex digits"), doc="of the source paragraph"),
        "length": Field(Number(whole=True, low=1), doc="of the source paragraph, in characters after the same cleaning"),
    }, key="at"), least=1), True, "in reading order"),
))  # fmt: skip

ACTOR = _kind("actor", "act", "actors", "a person, body, force, state or unnamed group that acts or speaks", fields(
    kind=Field(Choice(("person", "state", "government", "state_force", "armed_group", "alliance", "body",
                       "committee", "organisation", "clan", "media", "population", "unnamed")), True),
    names=NAMES,
    side=Field(Choice(vocabulary="sides")),
    affiliations=Field(ListOf(Struct({
        "org": Field(Ref(("actor", "outlet")), True), "role": Field(LINE), "when": Field(When()), "cite": CITES,
    }, short="org"))),
    speaks_for=Field(ListOf(Ref(("actor",)), bare=True)),
    size=Field(LINE, doc="as the articles give it"),
    not_same_as=Field(OTHERS, doc="another record of a like name that is someone else"),
    maybe_same_as=Field(OTHERS, doc="another record that may be the same, and why"),
    sensitivity=Field(Choice(("public", "private", "victim")), doc="persons: how careful a copy must be; private unless said"),
    cite=CITED,
))  # fmt: skip

PLACE = _kind("place", "plc", "places", "somewhere", fields(
    kind=Field(Choice(("country", "governorate", "city", "town", "village", "neighbourhood", "area", "hill",
                       "crossing", "road", "base", "building", "region")), True),
    names=NAMES,
    parent=Field(Ref(("place",))),
    also_within=Field(ListOf(Ref(("place",)), bare=True)),
    lat=Field(Number(low=-90, high=90), doc="degrees north, WGS 84"),
    lon=Field(Number(low=-180, high=180), doc="degrees east, WGS 84"),
    precision=Field(Choice(("exact", "near", "area", "unknown")), doc="how far the point may be trusted"),
    pcode=Field(Text(limit=12), doc="OCHA place code"),
    not_same_as=Field(OTHERS),
    maybe_same_as=Field(OTHERS),
    disputes=Field(ListOf(Ref(("issue",)), bare=True)),
    status=Field(ListOf(Struct({
        "when": Field(When(), True), "state": Field(Choice(vocabulary="place_states"), True),
        "according_to": SAID_BY, "cite": CITED,
    })), doc="history; gaps stay gaps"),
    cite=CITES,
))  # fmt: skip

EVENT = _kind("event", "evt", "events", "something that happened, or was said to have, or was only threatened", fields(
    title=Field(Text(limit=60), True, "60 characters at most, our own neutral words"),
    type=Field(Choice(vocabulary="event_types"), True),
    aspect=Field(Choice(("point", "state")), True, "a point falls on one day, a state lasts"),
    when=Field(When(), True),
    where=Field(ListOf(Ref(("place",)), bare=True)),
    origin=Field(ListOf(Ref(("place",)), bare=True), doc="of a movement: where from"),
    destination=Field(ListOf(Ref(("place",)), bare=True), doc="of a movement: where to, or meant to"),
    participants=Field(ListOf(Struct({
        "actor": Field(Ref(("actor", "outlet")), True), "role": Field(Choice(vocabulary="roles"), True), "cite": CITES,
    })), True, "who took part, and as what; an unnamed group is an actor too"),
    factuality=Field(Choice(FACTUALITY), True),
    according_to=SAID_BY,
    summary=Field(Text(limit=600), doc="what the title cannot hold"),
    outcome=Field(Text(limit=300)),
    framing=FRAMING,
    links=Field(ListOf(Struct({
        "rel": Field(Choice(("part_of", "follows", "responds_to", "carries_out", "begins", "ends", "breaks", "keeps",
                             "prepares", "reports", "maybe_same_as")), True),
        "target": Field(Ref(("event", "agreement", "round")), True), "cite": CITES,
    }))),
    cite=CITED,
))  # fmt: skip

AGREEMENT = _kind("agreement", "agr", "agreements", "what was agreed, however loosely, term by term", fields(
    title=Field(Text(limit=80), True),
    known_from=Field(Choice(("text", "party_statement", "reporting_only")), True),
    when=Field(When(), True),
    where=Field(ListOf(Ref(("place",)), bare=True)),
    parties=Field(ListOf(Ref(("actor",)), bare=True, least=1), True),
    third_parties=Field(ListOf(Struct({
        "actor": Field(Ref(("actor",)), True), "role": Field(LINE, True, "in the source's words"), "cite": CITES,
    }))),
    terms=Field(ListOf(Struct({
        "id": Field(Text(limit=40, pattern="[a-z0-9]+(?:-[a-z0-9]+)*", hint="words-and-digits"), True),
        "content": Field(Text(limit=300), True),
        "topic": Field(Choice(vocabulary="topics")),
        "obligor": Field(ListOf(Ref(("actor",)), bare=True)),
        "beneficiary": Field(ListOf(Ref(("actor",)), bare=True)),
        "quantity": Field(LINE), "conditional_on": Field(LINE), "deadline": Field(When()),
        "status_log": Field(ListOf(Struct({
            "status": Field(Choice(("agreed", "excluded", "pending", "kept", "partly_kept", "broken", "disputed",
                                    "superseded", "not_stated")), True),
            "according_to": Field(ListOf(Ref(SPEAKERS), bare=True, least=1), True),
            "when": Field(When()), "event": Field(Ref(("event",))), "content": Field(Text(limit=300)), "note": NOTE, "cite": CITED,
        }))),
        "framing": FRAMING, "note": NOTE, "cite": CITED,
    }, key="id"), least=1), True),
    status_log=Field(ListOf(Struct({
        "when": Field(When()), "status": Field(LINE, True), "according_to": Field(ListOf(Ref(SPEAKERS), bare=True), True),
        "event": Field(Ref(("event",))), "cite": CITED,
    })), doc="of the agreement as a whole"),
    outcome=Field(Text(limit=300)),
    names=Field(NAMES.shape),
    framing=FRAMING,
    cite=CITED,
))  # fmt: skip

ROUND = _kind("round", "rnd", "rounds", "a round of talks, move by move", fields(
    title=Field(Text(limit=80), True),
    process=Field(LINE), when=Field(When(), True), where=Field(ListOf(Ref(("place",)), bare=True)),
    sides=Field(ListOf(Ref(("actor",)), bare=True, least=1), True),
    mediators=Field(ListOf(Ref(("actor",)), bare=True)), hosts=Field(ListOf(Ref(("actor",)), bare=True)),
    venue=Field(LINE), channel=Field(Choice(("meeting", "call", "letter", "message", "unknown"))),
    publicity=Field(Choice(("public", "private", "secret", "not_stated"))),
    moves=Field(ListOf(Struct({
        "id": Field(Text(limit=40, pattern="[a-z0-9]+(?:-[a-z0-9]+)*", hint="words-and-digits"), True),
        "by": Field(ListOf(Ref(("actor",)), bare=True, least=1), True),
        "to": Field(ListOf(Ref(("actor",)), bare=True)),
        "kind": Field(Choice(("demand", "offer", "counter_offer", "accept", "reject", "concede", "threat", "deadline",
                              "walkout", "statement")), True),
        "topic": Field(Choice(vocabulary="topics")),
        "content": Field(Text(limit=300), True),
        "answers": Field(Text(limit=120), doc="a move of this round, or rnd:…/move"),
        "when": Field(When()), "according_to": SAID_BY, "note": NOTE, "cite": CITED,
    }, key="id"))),
    outcome=Field(Text(limit=300)),
    leads_to=Field(ListOf(Ref(("event", "agreement", "round")), bare=True)),
    framing=FRAMING,
    cite=CITED,
))  # fmt: skip

CLAIM = _kind("claim", "clm", "claims", "who said what, through whom, how surely", fields(
    speaker=Field(Ref(SPEAKERS), True),
    via=Field(ListOf(Ref(SPEAKERS), bare=True), doc="from the speaker towards the reader"),
    form=Field(Choice(("statement", "interview", "letter", "message", "voice_note", "call", "meeting", "leaflet",
                       "online_post", "briefing", "report", "caption", "headline", "own_voice", "unknown")), True),
    when=Field(When(), doc="when it was said"),
    about=Field(ListOf(Struct({
        "record": Field(Ref(), True), "field": Field(Text(limit=80), doc="such as terms.checkpoints"),
    }, short="record"), bare=True)),
    content=Field(Text(limit=500), True),
    polarity=Field(Choice(("asserts", "denies", "doubts", "predicts", "demands", "threatens", "promises")), True),
    certainty=Field(Choice(("sure", "hedged", "hearsay", "unspecified"))),
    blames=Field(ListOf(Ref(("actor",)), bare=True)), credits=Field(ListOf(Ref(("actor",)), bare=True)),
    framing=FRAMING,
    cite=CITED,
))  # fmt: skip

FIGURE = _kind("figure", "fig", "figures", "a number that counts something, as said", fields(
    measures=Field(LINE, True), about=Field(ListOf(Ref(), bare=True)),
    low=Field(Number()), high=Field(Number()), best=Field(Number()),
    qualifier=Field(Choice(("exact", "about", "at_least", "more_than", "up_to", "range", "vague_word",
                            "zero_asserted", "not_stated")), True),
    said=Field(Text(limit=60)), unit=Field(Text(limit=40), True), as_of=Field(When()),
    where=Field(ListOf(Ref(("place",)), bare=True)),
    according_to=SAID_BY, part_of=Field(ListOf(Ref(("figure",)), bare=True)),
    cite=CITED,
))  # fmt: skip

RELATION = _kind("relation", "rel", "relations", "a standing tie between two actors", fields(**{
    "type": Field(Choice(("backs", "commands", "founded", "part_of", "member_of", "opposes", "mediates_between",
                          "represents", "controls", "accused_of_link_to", "allied_with", "guarantees")), True),
    "from": Field(Ref(("actor",)), True), "to": Field(Ref(("actor", "agreement", "place")), True),
    "when": Field(When()), "according_to": SAID_BY, "framing": FRAMING, "cite": CITED,
}))  # fmt: skip

ISSUE = _kind("issue", "iss", "issues", "an open question between accounts", fields(
    question=Field(Text(limit=160), True),
    kind=Field(Choice(("identity", "date", "number", "cause", "responsibility", "outcome", "wording", "scope")), True),
    scope=Field(Choice(("within_article", "between_articles", "headline_body")), True),
    about=Field(ListOf(Ref(), bare=True)),
    positions=Field(ListOf(Struct({
        "label": Field(Text(limit=160), True), "claims": Field(ListOf(Ref(("claim",)), bare=True)), "cite": CITED,
    }), least=1), True),
    status=Field(Choice(("open", "leaning", "settled")), True),
    judgement=Field(Struct({
        "view": Field(Text(limit=400), True), "why": Field(Text(), True),
        "confidence": Field(Choice(("low", "medium", "high")), True),
        "outside": Field(Text(), doc="knowledge from outside the articles, with its source"),
    })),
    cite=CITED,
))  # fmt: skip

_COLUMNS = ListOf(Struct({
    "title": Field(Text(limit=40), True),
    "field": Field(Text(limit=120), True, "a path into the members' fields, such as participants[role=speaker].actor, or =title"),
}))  # fmt: skip
_SHAPE = Choice(
    (
        "log",
        "ladder",
        "matrix",
        "grid",
        "table",
        "pairs",
        "strip",
        "feed",
        "cards",
        "arrows",
        "entries",
        "bars",
        "beside",
        "chain",
    )
)
THREAD = _kind("thread", "thr", "threads", "a storyline a reader follows through the records", fields(
    title=Field(Text(limit=80), True), question=Field(Text(limit=200), True), layer=Field(LINE),
    shape=Field(_SHAPE, True),
    columns=Field(_COLUMNS, doc="what is shown of each member"),
    states=Field(ListOf(LINE), doc="the states that the process passes through, in order"),
    sections=Field(ListOf(Struct({
        "title": Field(Text(limit=160), True),
        "groups": Field(ListOf(LINE, bare=True, least=1),
                        doc="drawn in it, in order, all unless given; one without members is drawn empty"),
        "shape": Field(_SHAPE, True),
        "head": Field(Text(limit=40), doc="what the groups are, above the first column"),
        "columns": Field(_COLUMNS, doc="the thread's, unless given"),
        "states": Field(ListOf(LINE), doc="the thread's that occur in it, unless given; none of these is left out"),
        "note": NOTE,
    })), doc="groups drawn before the others, in a shape of their own"),
    counts=Field(ListOf(Struct({
        "title": Field(LINE, True), "with": Field(ListOf(LINE, bare=True, least=1), True, "states"),
        "without": Field(ListOf(LINE, bare=True), doc="states"),
    })), doc="how many groups have a member in one of the states, and none in the others"),
    members=Field(ListOf(Struct({
        "record": Field(Ref(), True),
        "group": Field(LINE, doc="a row of a matrix or grid, a stair of a ladder, a side of pairs, a card"),
        "state": Field(LINE, doc="one of the thread's states"),
        "label": Field(LINE, doc="what it is called here, in place of its title"),
        "note": NOTE,
    }, short="record"), least=1), True, "in order"),
))  # fmt: skip

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (OUTLET, ARTICLE, ACTOR, PLACE, EVENT, AGREEMENT, ROUND, CLAIM, FIGURE, RELATION, ISSUE, THREAD)
}
BY_PREFIX: Mapping[str, Kind] = {kind.prefix: kind for kind in KINDS.values()}
BY_PLURAL: Mapping[str, Kind] = {kind.plural: kind for kind in KINDS.values()}

CORPUS = Struct({
    "title": Field(Text(limit=120), True), "description": Field(Text(), True),
    "language": Field(Text(limit=12), True), "licence": Field(Text(limit=120), True),
    "schema": Field(Number(whole=True, low=1, high=1), True, "version of the record kinds"),
})  # fmt: skip
"""What `corpus.yaml` says of the corpus as a whole."""

DATE = Struct({
    "edtf": Field(Text(limit=60), doc="quoted EDTF, such as '2018-06-07', '2018-06', '[2018-06-01..2018-06-14]'"),
    "earliest": Field(Text(limit=10), doc="first day it can be, where EDTF alone does not say it"),
    "latest": Field(Text(limit=10), doc="last day it can be"),
    "said": Field(Text(limit=60), doc="the source's own few words"),
    "basis": Field(Choice(("stated", "inferred", "computed", "external")), doc="stated unless said"),
    "why": Field(Text(), doc="the reasoning, where it is not stated"),
    "relative_to": Field(Struct({
        "event": Field(Ref(("event",))), "article": Field(Ref(("article",)), doc="its day of publication"),
        "offset": Field(Text(limit=20), True, "ISO 8601 duration, such as P3D or -P1W"),
    })),
    "cite": CITES,
}, short="edtf")  # fmt: skip
"""The long form of a date."""


def short_of(article: str) -> str:
    """Return the short id that citations use: `eb18` of `art:eb18`."""
    return article.partition(":")[2]


def kind_of(name: str) -> str | None:
    """Return the kind that an id or citation belongs to, by its form; None where it is neither."""
    if "#" in name:
        return "paragraph"
    kind = BY_PREFIX.get(name.partition(":")[0]) if ":" in name else None
    return kind.name if kind else None
