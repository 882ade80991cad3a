"""Completion of filters: what is offered can be asked, finds what it says, and takes the place of its token alone."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import UsageError
from tui.reading import complete as room
from tui.reading.complete import MOST, Completion, complete, completed, token_at
from tui.reading.filters import parse_filter
from tui.store.library import Library
from tui.store.query import Query

SAVED = {"shut": "type:blockade", "gone": "2031-04 -@shut", "nothing": "!", "broken": "tpye:x"}


def offered(library: Library, text: str, kind: str = "event", at: int | None = None) -> list[tuple[str, int]]:
    return [(one.text, one.count) for one in complete(library, kind, text, len(text) if at is None else at, SAVED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pl", [("place:", 5)]),
        ("-pl", [("-place:", 5)]),
        ("!pl", [("!place:", 5)]),
        ("!-pl", [("!-place:", 5)]),
        ("gate !pl", []),
        ("type:blockade asp", [("aspect:", 3)]),
        ("type:", [("type:blockade", 3), ("type:agreement", 1), ("type:questioning", 1), ("type:threat", 1)]),
        ("TYPE:th", [("type:threat", 1)]),
        ("type:roads", [("type:blockade", 3)]),  # by a word of its title
        ("type:blockade,th", [("type:blockade,threat", 1)]),
        ("-type:blockade,th", [("-type:blockade,threat", 1)]),
        ("place:harn type:", [("type:blockade", 2), ("type:agreement", 1)]),
        ("!place:harn type:", [("type:blockade", 2), ("type:agreement", 1)]),
        ("tpye:x type:th", [("type:threat", 1)]),  # what cannot be read yet is passed over
        ("place:harn", [("place:harn", 3), ("place:harn-weir", 2)]),
        ('place:"harn we', [("place:harn-weir", 2)]),
        ("place:plc:harn-", [("place:harn-weir", 2)]),
        ("by:ilse", [("by:ilse-marrow", 1)]),
        ("farm", [("actor:tasmel-farmers", 2), ("by:tasmel-farmers", 2)]),
        ("f", [("factuality:", 6)]),
        ("2031", [("2031-04", 4), ("2031-05", 3)]),
        ("2031-05", [("2031-05", 3)]),
        ("2031-05..2", [("2031-05..2031-05", 3)]),
        ("..2031", [("..2031-05", 6), ("..2031-04", 4)]),
        ("type:blockade 2031-0", [("2031-05", 2), ("2031-04", 1)]),
        ("@", [("@gone", 3), ("@shut", 3), ("@nothing", 0)]),
        ("-@sh", [("-@shut", 3)]),
        ("type:threat @", [("@gone", 1), ("@nothing", 0), ("@shut", 0)]),
        ("gap:", [("gap:begin", 1), ("gap:end", 1), ("gap:place", 1)]),
        ("cite:hc31#1", None),
        ("polarity:", []),
        ("colour:", []),
        ("zebra", []),
    ],
)
def test_what_is_offered(text: str, expected: list[tuple[str, int]] | None, library: Library) -> None:
    found = offered(library, text)
    if expected is None:
        assert found
    else:
        assert found == expected


def test_nothing_typed_offers_what_the_kind_has_and_what_is_kept(library: Library) -> None:
    found = offered(library, "")
    assert [text for text, _ in found][:4] == ["place:", "type:", "actor:", "by:"]
    assert {"@shut", "@gone", "@nothing"} <= {text for text, _ in found}
    assert "polarity:" not in dict(found)
    assert dict(offered(library, "", "claim"))["polarity:"] == 2
    assert offered(library, "", "river")[0][0].startswith("@")


def test_a_title_says_what_a_code_or_an_id_is(library: Library) -> None:
    assert [one.title for one in complete(library, "event", "type:bl", 7)] == ["Closing of roads or checkpoints"]
    assert [one.title for one in complete(library, "event", "place:harn", 10)] == ["Harn", "Harn weir"]
    assert [one.title for one in complete(library, "event", "2031-05", 7)] == ["May 2031"]
    assert [one.title for one in complete(library, "event", "@sh", 3, SAVED)] == ["type:blockade"]


@pytest.mark.parametrize(
    ("text", "at", "chosen", "taken", "cursor"),
    [
        ("", 0, "place:", "place:", 6),
        ("type:bl", 7, "type:blockade", "type:blockade ", 14),
        ("type:bl 2031", 7, "type:blockade", "type:blockade 2031", 14),
        ("ga type:blocks 2031", 7, "type:blockade", "ga type:blockade 2031", 17),
        ("pl type:threat", 2, "place:", "place: type:threat", 6),
        (" 2031", 0, "place:", "place: 2031", 6),
        ('place:"harn we type:threat', 14, "place:harn-weir", "place:harn-weir type:threat", 16),  # a quote left open
        ('place:"harn we" type:threat', 12, "place:harn-weir", "place:harn-weir type:threat", 16),
    ],
)
def test_a_completion_takes_the_place_of_its_token(text: str, at: int, chosen: str, taken: str, cursor: int) -> None:
    assert completed(text, at, Completion(chosen, "", 1)) == (taken, cursor)


def test_many_records_make_for_few_months(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MANY", 1)
    monkeypatch.setattr(room, "FEW", 1)
    assert len(offered(library, "2031")) == 1


def test_what_a_name_could_mean_besides_is_written_as_an_id(library: Library) -> None:
    # "Orren" is a place, and by its name it is found by no other; whatever is offered means one record
    for facet in ("place", "actor", "by", "article"):
        for text, _ in offered(library, f"{facet}:"):
            query = parse_filter(text)
            assert len(library.meant(facet, query.facets[0].value)) == 1


PART = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["type:", "place:", "h", "harn", "-", "!", "@", '"', ",", "2031", "-0", "..", "by:", "article:", "hc31",
                     "cite:", "blockade", "gap:", "date:", "role:", "@shut", "or"]),
)  # fmt: skip


@pytest.mark.parametrize("kind", ["event", "claim", "place", "paragraph", "river"])
@given(parts=st.lists(PART, max_size=5), between=st.sampled_from(["", " "]), data=st.data())
def test_whatever_is_typed_what_is_offered_can_be_asked_and_finds_what_it_says(
    kind: str, parts: list[str], between: str, data: st.DataObject, library: Library
) -> None:
    text = between.join(parts)
    at = data.draw(st.integers(0, len(text)))
    found = complete(library, kind, text, at, SAVED)
    assert len(found) <= MOST
    start, end = token_at(text, at)
    assert start <= at <= end
    rest = Query()
    with suppress(UsageError):
        rest = replace(parse_filter(f"{text[:start]} {text[end:]}", SAVED), inverse=False)
    for one in found:
        whole, cursor = completed(text, at, one)
        assert whole.startswith(text[:start] + one.text)
        assert whole.endswith(text[end:])
        assert cursor <= len(whole)
        if one.text.endswith(":"):
            continue
        alone = parse_filter(one.text, SAVED)  # never raises
        if alone.facets and not alone.facets[0].negated and not alone.facets[0].others and not alone.inverse:
            library.check(kind, alone)
            assert len(library.numbers(kind, rest, alone)) == one.count
