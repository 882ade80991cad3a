"""Marks: what they say of each record, how they follow from others, and that a list draws them in cells of their own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import copied_with_more, edit, everything

from tui.corpus.kinds import KINDS
from tui.errors import UsageError
from tui.paths import vocabulary_file
from tui.present.lists import LEGEND, list_spans, mark_span, signs
from tui.present.timeline import Glyphs, timeline_rows
from tui.reading.filters import parse_filter
from tui.reading.lanes import Group
from tui.reading.roots import roots, told_by
from tui.store.build import build, open_store
from tui.store.library import Library, Row
from tui.store.sourcing import MARKS, SIGNS, WEIGHED, is_unnamed, mark_bits, marks_in, origin, root
from tui.store.sourcing import told_by as told


def marks(library: Library, name: str) -> set[str]:
    row = library.row_of(name)
    assert row is not None
    return {mark for mark, sign in MARKS.items() if sign in row.marks}


VALLEYS = {
    "evt:accord-made": {"single", "inferred"},
    "evt:gate-chained": {"single", "disputed", "inferred"},
    "evt:gate-shut": {"disputed", "inferred"},
    "evt:lorry-turned-back": {"single", "inferred"},
    "evt:marrow-warns": {"single", "open", "inferred"},
    "evt:road-closed": {"single", "open", "inferred"},
    "agr:water-accord": {"disputed", "inferred"},
    "rnd:mill-talks": {"single", "inferred"},
    "clm:gate-shut": {"disputed", "inferred"},
    "clm:gate-opened": {"disputed"},
    "fig:families": {"single"},
    "fig:men-from-orren": {"single", "open"},
    "rel:marrow-represents-board": {"single"},
    "plc:harn-weir": {"disputed", "open"},
    "plc:harn": set(),
    "plc:orren": {"open"},
    "act:men-from-orren": set(),
    "art:hc31": set(),
    "iss:is-the-gate-shut": set(),
    "thr:water": set(),
    "out:harn-courier": set(),
    "hc31#4": set(),
}


@pytest.mark.parametrize("name", VALLEYS)
def test_what_is_marked(name: str, library: Library) -> None:
    assert marks(library, name) == VALLEYS[name]


@pytest.mark.parametrize("which", ["library", "daraa"])
def test_signs_filters_and_roots_say_the_same(which: str, request: pytest.FixtureRequest) -> None:
    library: Library = request.getfixturevalue(which)
    for kind in (*KINDS, "paragraph"):
        rows = library.rows(library.numbers(kind))
        for mark in MARKS:
            found = [row.id for row in library.rows(library.numbers(kind, parse_filter(f"mark:{mark}")))]
            assert found == [row.id for row in rows if MARKS[mark] in row.marks]
        for row in rows if kind in WEIGHED else ():
            by = told_by(library, row.id)
            assert by, row.id
            assert (len(by) == 1) == (MARKS["single"] in row.marks)
            assert all(is_unnamed(one, library.record) for one in by) == (MARKS["unnamed"] in row.marks)
            assert roots(library, row.id).items() <= by.items()


def test_marks_are_counted_and_named_where_one_is_mistyped(library: Library) -> None:
    with pytest.raises(UsageError, match=r"mark: nothing has 'singel'; did you mean single\?"):
        library.check("event", parse_filter("mark:singel"))


# -- what changes them


OTHER_VOICE = """
- id: clm:one-more
  speaker: %s
  via: out:harn-courier
  form: statement
  about: [%s]
  content: So it was.
  polarity: %s
  cite: hc31#6
"""


@pytest.fixture
def changed(valleys_copy: Path, tmp_path: Path) -> Iterator[Callable[..., set[str]]]:
    """Return what builds the valleys with a text changed in a file, or one added to it, and gives the marks of a record."""
    opened: list[Library] = []

    def ask(name: str, file: str, before: str, after: str = "") -> set[str]:
        path = valleys_copy / file
        if after:
            edit(path, before, after)
        else:
            path.write_text(path.read_text("utf-8") + before, "utf-8")
        build(valleys_copy, vocabulary_file(), tmp_path / "changed.json")
        opened.append(open_store(tmp_path / "changed.json"))
        return marks(opened[-1], name)

    yield ask
    for library in opened:
        library.close()


def test_a_second_root_is_another_source(changed: Callable[..., set[str]]) -> None:
    claim = OTHER_VOICE % ("act:abbot-of-saint-oda", "evt:gate-chained", "asserts")
    assert "single" not in changed("evt:gate-chained", "claims.yaml", claim)


def test_the_spokeswoman_of_a_body_is_not_another_source(changed: Callable[..., set[str]]) -> None:
    claim = OTHER_VOICE % ("act:ilse-marrow", "evt:road-closed", "threatens")
    assert "single" in changed("evt:road-closed", "claims.yaml", claim)


def test_what_only_the_unnamed_tell_is_marked_so(changed: Callable[..., set[str]]) -> None:
    claim = OTHER_VOICE % ("act:men-from-orren", "evt:accord-made", "asserts")
    assert {"single", "unnamed"} <= changed("evt:accord-made", "claims.yaml", claim)
    assert "unnamed" in changed("clm:one-more", "claims.yaml", "\n")


def test_an_outlet_that_is_not_named_is_an_unnamed_source(changed: Callable[..., set[str]]) -> None:
    found = changed("evt:accord-made", "outlets.yaml", "kind: newspaper", "kind: unnamed")
    assert {"single", "unnamed"} <= found


def test_the_word_of_another_outlet_counts(changed: Callable[..., set[str]]) -> None:
    assert "unnamed" in changed("fig:families", "figures.yaml", "out:harn-courier", "act:men-from-orren")


@pytest.mark.parametrize(
    ("speaker", "expected"), [("act:abbot-of-saint-oda", True), ("act:tasmel-farmers", False)], ids=["another", "the same"]
)  # fmt: skip
def test_only_another_root_disputes_what_one_asserts(
    speaker: str, expected: bool, changed: Callable[..., set[str]]
) -> None:
    said = OTHER_VOICE % ("act:tasmel-farmers", "evt:lorry-turned-back", "asserts")
    denied = (OTHER_VOICE % (speaker, "evt:lorry-turned-back", "denies")).replace("one-more", "yet-another")
    assert ("disputed" in changed("evt:lorry-turned-back", "claims.yaml", said + denied)) == expected


def test_a_settled_issue_disputes_nothing_any_more(changed: Callable[..., set[str]]) -> None:
    assert "disputed" not in changed("clm:gate-shut", "issues.yaml", "status: open", "status: settled")
    assert "disputed" in changed("evt:gate-shut", "issues.yaml", "status: settled", "status: leaning")


def test_an_issue_disputes_an_actor_only_where_it_asks_who_that_is(changed: Callable[..., set[str]]) -> None:
    about = "about: [evt:gate-shut, plc:harn-weir]"
    assert "disputed" not in changed("act:ilse-marrow", "issues.yaml", about, about[:-1] + ", act:ilse-marrow]")
    assert "disputed" in changed("act:ilse-marrow", "issues.yaml", "kind: outcome", "kind: identity")


def test_a_term_is_contested_only_between_speakers(changed: Callable[..., set[str]]) -> None:
    line = "{status: kept, according_to: act:orren-water-board, "
    same = line.replace("orren-water-board", "tasmel-farmers")
    assert "disputed" not in changed("agr:water-accord", "agreements.yaml", line, same)
    assert "disputed" in changed("agr:water-accord", "agreements.yaml", same, same.replace("kept", "disputed"))


WITHIN = [
    pytest.param("events/weir.yaml", "factuality: disputed", "factuality: happened", "patched", id="its own dispute"),
    pytest.param("places.yaml", "  lat: 46.5\n  lon: 9.25\n", "", "patched", id="a gap"),
    pytest.param("figures.yaml", "qualifier: vague_word", "qualifier: about\n  best: 30", "patched", id="a gap closed"),
    pytest.param("agreements.yaml", "status: kept", "status: pending", "patched", id="a term"),
    pytest.param("issues.yaml", "status: open", "status: settled", "patched", id="an issue"),
    pytest.param("issues.yaml", "kind: outcome", "kind: identity", "patched", id="the kind of an issue"),
    pytest.param("claims.yaml", "polarity: denies", "polarity: asserts", "patched", id="a claim"),
    pytest.param("actors.yaml", "kind: population", "kind: unnamed", "whole", id="a speaker"),
]


def age(folder: Path) -> None:
    """Let all files have been written long ago, so that their times can be trusted."""
    for path in folder.rglob("*.yaml"):
        os.utime(path, (1_600_000_000, 1_600_000_000))


def marked(library: Library) -> dict[tuple[str, str], list[int]]:
    """Return what each mark finds in each kind."""
    return {
        (kind, mark): list(library.numbers(kind, parse_filter(f"mark:{mark}")))
        for kind in (*KINDS, "paragraph")
        for mark in MARKS
    }


@pytest.mark.parametrize(("file", "before", "after", "how"), WITHIN)
def test_marks_are_kept_up_to_date(
    file: str, before: str, after: str, how: str, valleys_copy: Path, tmp_path: Path
) -> None:
    age(valleys_copy)
    build(valleys_copy, vocabulary_file(), tmp_path / "own.json")
    edit(valleys_copy / file, before, after)
    assert build(valleys_copy, vocabulary_file(), tmp_path / "own.json").how == how
    assert build(valleys_copy, vocabulary_file(), tmp_path / "cold.json").how == "whole"
    own, cold = (open_store(tmp_path / f"{name}.json") for name in ("own", "cold"))
    assert everything(own) == everything(cold)
    assert marked(own) == marked(cold)
    own.close()
    cold.close()


SETTLED = ("issues.yaml", "status: open", "status: settled")
ABOUT_OTHERS = ("issues.yaml", "[evt:gate-shut, plc:harn-weir]", "[evt:accord-made, act:ilse-marrow]")
SWAPS = (
    SETTLED,
    ABOUT_OTHERS,
    ("claims.yaml", "polarity: denies", "polarity: asserts"),
    ("claims.yaml", "about: [evt:gate-shut]", "about: [evt:lorry-turned-back]"),
    ("claims.yaml", "speaker: act:ilse-marrow", "speaker: act:men-from-orren"),
    ("issues.yaml", "kind: outcome", "kind: identity"),
    ("issues.yaml", "claims: clm:gate-opened, ", ""),
    ("actors.yaml", "kind: population", "kind: unnamed"),
    ("actors.yaml", "  speaks_for: act:orren-water-board\n", ""),
    ("figures.yaml", "according_to: act:tasmel-farmers", "according_to: act:men-from-orren"),
    ("events/weir.yaml", "  according_to: act:ilse-marrow\n", ""),
    ("agreements.yaml", "status: kept", "status: broken"),
    ("places.yaml", "disputes: iss:is-the-gate-shut", "precision: near"),
    ("places/beyond.yaml", "disputes: iss:who-mended-it", "disputes: iss:is-the-gate-shut"),
    ("issues/beyond.yaml", "status: open", "status: settled"),
    ("issues/beyond.yaml", "act:menders, fig:menders", "fig:men-in-all, evt:feast"),
    ("issues/beyond.yaml", "[clm:mended, clm:men-say]", "[clm:gate-shut]"),
    ("claims/beyond.yaml", "about: [evt:sluice-mended, clm:mended, plc:sluice]", "about: [rel:echo-and-board]"),
    ("claims/beyond.yaml", "  via: act:clerk-of-the-echo", "  via: act:men-from-orren"),
    ("claims/beyond.yaml", "event: evt:menders-leave", "event: evt:feast"),
    ("actors/beyond.yaml", "speaks_for: act:orren-water-board", "speaks_for: act:clerk-of-the-echo"),
    ("outlets/beyond.yaml", "type: quotes", "type: republishes"),
    ("articles/beyond.yaml", "republishes: out:mill-wire", "republishes: out:harn-courier"),
    ("figures/beyond.yaml", "part_of: fig:men-from-orren", "part_of: fig:families"),
    ("figures/beyond.yaml", "according_to: act:menders", "according_to: act:men-from-orren"),
    ("events/beyond.yaml", "event: evt:sluice-mended", "event: evt:gate-shut"),
    ("events/beyond.yaml", "basis: inferred", "basis: stated"),
    ("relations/beyond.yaml", "event: evt:feast", "event: evt:accord-made"),
)
"""Files, what stands there, and what does after a step that takes it; where it does already, the file is as it was."""


@settings(max_examples=40)
@example(steps=[{ABOUT_OTHERS}, {SETTLED}])  # which a place still names among its disputes
@given(steps=st.lists(st.sets(st.sampled_from(SWAPS), min_size=1, max_size=3), min_size=1, max_size=3))
def test_marks_are_those_of_a_build_from_nothing_after_any_edits(
    steps: list[set[tuple[str, str, str]]], valleys: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("swaps")
    folder = copied_with_more(valleys, place)
    texts = {file: (folder / file).read_text("utf-8") for file, _, _ in SWAPS}
    assert all(before in texts[file] for file, before, _ in SWAPS)
    age(folder)
    build(folder, vocabulary_file(), place / "own.json")
    for step, swaps in enumerate(steps):
        for file, before, after in sorted(swaps):
            text = (folder / file).read_text("utf-8")
            (folder / file).write_text(text.replace(before, after) if before in text else texts[file], "utf-8")
        build(folder, vocabulary_file(), place / "own.json")
        build(folder, vocabulary_file(), place / f"cold{step}.json")
        own, cold = open_store(place / "own.json"), open_store(place / f"cold{step}.json")
        assert everything(own) == everything(cold)
        assert marked(own) == marked(cold)
        own.close()
        cold.close()
    shutil.rmtree(place)


def test_the_sort_of_a_tie_between_outlets_matters_to_others(valleys: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(valleys, tmp_path / "valleys"))
    echo = (
        "\n- id: out:valley-echo\n  names: [{text: The Valley Echo}]\n  kind: website\n"
        '  relations: [{type: quotes, outlet: out:harn-courier, cite: "hc31#1"}]\n'
    )
    (folder / "outlets.yaml").write_text((folder / "outlets.yaml").read_text("utf-8") + echo, "utf-8")
    age(folder)
    build(folder, vocabulary_file(), tmp_path / "own.json")
    edit(folder / "outlets.yaml", "type: quotes", "type: republishes")
    assert build(folder, vocabulary_file(), tmp_path / "own.json").how == "whole"


# -- roots by themselves

ACTORS, OUTLETS = ("act:a", "act:b", "act:c"), ("out:x", "out:y", "out:z")
SOMEONE = st.sampled_from((*ACTORS, *OUTLETS))
VOICES = st.fixed_dictionaries(
    {
        name: st.fixed_dictionaries(
            {
                "kind": st.sampled_from(("person", "body", "unnamed")),
                "speaks_for": st.lists(st.sampled_from(ACTORS), max_size=2),
                "affiliations": st.lists(SOMEONE.map(lambda org: {"org": org}), max_size=2),
            }
        )
        for name in ACTORS
    }
    | {
        name: st.fixed_dictionaries(
            {
                "kind": st.sampled_from(("website", "unnamed")),
                "relations": st.lists(
                    st.builds(
                        lambda tie, outlet: {"type": tie, "outlet": outlet},
                        st.sampled_from(("republishes", "quotes")),
                        st.sampled_from(OUTLETS),
                    ),
                    max_size=2,
                ),
            }
        )
        for name in OUTLETS
    }
)


@given(voices=VOICES, chains=st.lists(st.lists(SOMEONE, min_size=1, max_size=4), max_size=4), said=st.lists(SOMEONE))
def test_no_ring_of_voices_hangs_and_every_claim_has_one_root(
    voices: dict[str, dict[str, object]], chains: list[list[str]], said: list[str]
) -> None:
    records = voices | {"art:t": {"outlet": "out:x"}}
    records |= {f"clm:{i}": {"speaker": one, "via": via} for i, (one, *via) in enumerate(chains)}
    links = [*(("according_to", one) for one in said), ("cite", "t#1")]
    found = told(links, [("about.record", f"clm:{i}") for i in range(len(chains))], records.__getitem__)
    assert sorted(claim for claims in found.values() for claim in claims) == [f"clm:{i}" for i in range(len(chains))]
    assert all(one in voices for one in found)
    for one, claims in found.items():
        for claim in claims:
            assert root(chains[int(claim[4:])], records.__getitem__) == one
    heard = {who for chain in chains for who in chain}
    assert {origin(one, records.__getitem__) for one in said if one not in heard} <= set(found)
    assert found or not (chains or said)
    if not chains and not said:
        assert list(found) == [origin("out:x", records.__getitem__)]


@given(st.sets(st.sampled_from(list(MARKS))))
def test_marks_and_bits(some: set[str]) -> None:
    assert set(marks_in(mark_bits(some))) == some
    assert SIGNS[mark_bits(some)] == "".join(MARKS[mark] for mark in MARKS if mark in some)


# -- how they are drawn


@pytest.mark.parametrize("kind", [*KINDS, "paragraph"])
def test_every_row_of_a_kind_has_as_many_cells_for_its_marks(kind: str) -> None:
    drawn = {
        (some, mark_span(Row(1, "x", kind, "A title", "", "disputed", None, None, None, some)).text) for some in SIGNS
    }
    assert len({len(text) for _, text in drawn}) == 1
    for some, text in drawn:
        assert text.isascii()
        assert set(text) - set("D ") <= set(some)
        if kind in WEIGHED:
            assert bool(set(some) & set("!_=")) == bool(set(text) & set("!_="))
            assert bool(set(some) & set("?1")) == bool(set(text) & set("?1"))
            assert ("!" in some) == ("!" in text)
            assert ("?" in some) == ("?" in text)


def test_the_gravest_mark_of_each_sort_is_drawn() -> None:
    def drawn(some: str, kind: str = "event") -> str:
        return signs(Row(1, "x", kind, "A title", "", "", None, None, None, some))

    assert [drawn(some) for some in ("!?1_=", "_=", "=", "1", "?1", "")] == ["!?", "_ ", "= ", " 1", " ?", "  "]
    assert [drawn("!?1_=", kind) for kind in ("claim", "actor", "thread")] == ["!?", "!", ""]


def test_the_legend_has_every_sign() -> None:
    for sign in MARKS.values():
        assert f"· {sign} " in LEGEND


def test_lists_and_timeline_show_them_at_80_by_24(library: Library) -> None:
    (n,) = library.numbers("event", parse_filter("gate chained"))
    row = library.row(n)
    assert "".join(span.text for span in list_spans(row, 34, library)) == "2031-04    D!1 The gate is chained"
    drawn = timeline_rows(library, [Group("", [n])], 80, Glyphs()).row(0)
    assert drawn is not None
    assert " D!1 The gate is chained" in drawn.text
