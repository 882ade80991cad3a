"""Citations: nothing more precise than it is known, and nothing that breaks the form it goes out in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from corpora.hostile.generate import HARM
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from support import edit, ids

from tui.paths import vocabulary_file
from tui.present.citation import (
    NOT_NAMED,
    Published,
    Source,
    bibtex,
    bibtex_entry,
    csl_item,
    csl_json,
    plain,
    plain_line,
    published,
    record_text,
    sources,
)
from tui.store.build import build, open_store
from tui.store.library import Library

WEIR = Source("hc31", "Harn Courier", "Harn weir stays shut", url="https://harn.example/weir", language="en")
MAY_12 = {"edtf": "2031-05-12", "earliest": "2031-05-12", "latest": "2031-05-12", "basis": "stated"}

WORDS = ("id", "title", "container-title", "original-publisher", "URL", "language", "locator", "note")
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            **{name: {"type": "string"} for name in WORDS},
            "type": {"enum": ["article-newspaper", "webpage"]},
            "author": {
                "type": "array",
                "items": {"type": "object", "properties": {"literal": {"type": "string"}}, "additionalProperties": False},
            },
            "issued": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
                    },
                    "circa": {"type": "boolean"},
                    "literal": {"type": "string"},
                },
            },
        },
    },
}  # fmt: skip
"""The part of csl-data.json of CSL 1.0 that is used here."""


# -- a reader of BibTeX that knows no more than BibTeX does


def read_bibtex(text: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield (type, key, fields) of each entry. A backslash guards no brace; what stands between entries is no part of one."""
    at = 0
    while (at := text.find("@", at)) >= 0:
        start = text.index("{", at)
        end = closing(text, start)
        key, _, rest = text[start + 1 : end].partition(",")
        yield text[at + 1 : start], key, dict(fields(rest))
        at = end


def closing(text: str, start: int) -> int:
    depth = 0
    for index in range(start, len(text)):
        depth += (text[index] == "{") - (text[index] == "}")
        if not depth:
            return index
    raise AssertionError(f"a brace is left open: {text[start:]}")


def fields(text: str) -> Iterator[tuple[str, str]]:
    while text.strip(" ,\n"):
        name, _, rest = text.partition("=")
        rest = rest.lstrip()
        if rest[0] == "{":
            end = closing(rest, 0)
            value, text = rest[1:end], rest[end + 1 :]
        else:
            value, _, text = rest.partition(",")
        assert name.strip(" ,\n").isalpha()
        yield name.strip(" ,\n"), value


def untex(value: str) -> str:
    """Return what TeX prints for a value; fail on any sign that it would act on."""
    printed, at = "", 0
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}
    while at < len(value):
        if value[at] == "\\":
            if value[at + 1] in "%&$#_":
                printed, at = printed + value[at + 1], at + 2
                continue
            word = value[at + 1 : value.index("{}", at)].removeprefix("text")
            printed, at = printed + names[word], value.index("{}", at) + 2
            continue
        assert value[at] not in "%&$#_~^{}"
        printed, at = printed + value[at], at + 1
    return printed


TEXT = st.one_of(
    st.text(st.sampled_from("{}\\%&$#_~^\"'@,= \n\r\tabc\u202e\x1b\x07\u0000درعا漢\u0301and"), max_size=40),
    st.text(max_size=40),
)
SOURCES = st.builds(
    Source,
    st.from_regex(r"\A[a-z][a-z0-9]{1,15}\Z"),
    TEXT,
    TEXT,
    st.booleans(),
    st.sampled_from(
        [Published(), published(MAY_12), published(MAY_12 | {"edtf": "2031-05", "earliest": "2031-05-01"})]
    ),
    st.lists(TEXT, max_size=3).map(tuple),
    st.lists(TEXT, max_size=2).map(tuple),
    TEXT,
    st.just(""),
    st.just("en"),
    st.lists(st.sampled_from(["1", "2", "3", "7", "title", "h1", "quote"]), unique=True).map(tuple),
)


@given(st.lists(SOURCES, min_size=1, max_size=3))
@example([replace(WEIR, title="}{\\}%\n@misc{x,", authors=("a and b", "\\"), outlet="{" * 9)])
def test_bibtex_can_be_read_whatever_a_title_holds(of: list[Source]) -> None:
    entries = list(read_bibtex("\n\n".join(map(bibtex_entry, of))))
    assert [key for _, key, _ in entries] == [source.key for source in of]
    for source, (kind, _, found) in zip(of, entries, strict=True):
        assert kind == ("article" if source.paper else "misc")
        title, outlet = found["title"], found["journal" if source.paper else "howpublished"]
        for value, text in ((title, source.title), (outlet, source.outlet)):
            assert value[0] == "{" and closing(value, 0) == len(value) - 1
            printed = untex(value[1:-1])
            assert printed.isprintable()
            assert [c for c in printed if c in "{}\\%&$#_~^"] == [c for c in text if c in "{}\\%&$#_~^"]
        if "note" in found:
            untex(found["note"])


@given(st.lists(TEXT, min_size=1, max_size=3))
@example(["Foo and Bar", "Baz"])
def test_bibtex_does_not_part_a_name(authors: list[str]) -> None:
    ((_, _, found),) = read_bibtex(bibtex_entry(replace(WEIR, authors=tuple(authors))))
    names, rest = [], found["author"]
    while rest:
        end = closing(rest, 0)
        names.append(untex(rest[1:end]))
        rest = rest[end + 1 :].removeprefix(" and ")
    assert len(names) == len(authors)


@given(st.lists(SOURCES, max_size=3))
def test_csl_items_have_the_shape_that_processors_read(of: list[Source]) -> None:
    items = json.loads(json.dumps([csl_item(source) for source in of]))
    Draft7Validator(CSL).validate(items)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "words", "parts", "doubted"),
    [
        ("2031-05-12", "2031-05-12", "2031-05-12", "12 May 2031", [[2031, 5, 12]], False),
        ("2031-05", "2031-05-01", "2031-05-31", "May 2031", [[2031, 5]], False),
        ("2031", "2031-01-01", "2031-12-31", "2031", [[2031]], False),
        ("2031-05~", "2031-05-01", "2031-05-31", "May 2031~", [[2031, 5]], True),
        ("2031-05-12?", "2031-05-12", "2031-05-12", "12 May 2031?", [[2031, 5, 12]], True),
        ("[2031-05-02..2031-06-03]", "2031-05-02", "2031-06-03", "between 2 May 2031 and 3 Jun 2031",
         [[2031, 5, 2], [2031, 6, 3]], True),
        ("[2031-04..2031-06]", "2031-04-01", "2031-06-30", "between 1 Apr 2031 and 30 Jun 2031", [[2031, 4], [2031, 6]], True),
        ("[2031-05-02..]", "2031-05-02", None, "2 May 2031 or later", [], False),
        ("[..2031-05-02]", None, "2031-05-02", "2 May 2031 or before", [], False),
        ("2031-05", "2031-05-10", "2031-05-31", "between 10 May 2031 and 31 May 2031", [[2031, 5, 10], [2031, 5, 31]], True),
    ],
)  # fmt: skip
def test_a_date_is_no_more_precise_than_it_is_known(
    edtf: str, earliest: str | None, latest: str | None, words: str, parts: list[list[int]], doubted: bool
) -> None:
    when = published({"edtf": edtf, "earliest": earliest, "latest": latest, "basis": "stated"})
    assert (when.words, [list(part) for part in when.parts], when.doubted) == (words, parts, doubted)
    source = replace(WEIR, published=when)
    assert words in plain_line(source)
    issued = csl_item(source)["issued"]
    assert issued == ({"date-parts": parts, **({"circa": True} if doubted else {})} if parts else {"literal": words})
    ((_, _, found),) = read_bibtex(bibtex_entry(source))
    same = [first for first, *others in zip(*parts, strict=False) if all(other == first for other in others)]
    assert [name for name in ("year", "month", "day") if name in found] == ["year", "month", "day"][: len(same)]
    assert ("note" in found) == (len(parts) != 1 or len(same) < 3 or doubted)


def test_no_date_is_said_to_be_none() -> None:
    source = replace(WEIR, published=published({}))
    assert "no date" in plain_line(source)
    assert "issued" not in csl_item(source) and "no date" in csl_item(source)["note"]
    ((_, _, found),) = read_bibtex(bibtex_entry(source))
    assert "year" not in found and "no date" in found["note"]


def test_an_inferred_day_is_said_to_be_inferred_in_every_form() -> None:
    source = replace(WEIR, published=published(MAY_12 | {"basis": "inferred"}))
    for form in (plain_line(source), bibtex_entry(source), csl_item(source)["note"]):
        assert "12 May 2031 (inferred)" in form


@pytest.mark.parametrize(
    ("paragraphs", "located"),
    [
        ((), ""),
        (("4",), "para. 4"),
        (("3", "5", "6", "7"), "paras. 3, 5-7"),
        (("title", "1", "2", "h12"), "paras. 1-2, title, heading 12"),
        (("quote",), "quote"),
    ],
)
def test_paragraphs_are_told_in_runs(paragraphs: tuple[str, ...], located: str) -> None:
    assert replace(WEIR, paragraphs=paragraphs).located == located


# -- from a library


def test_a_record_is_cited_by_article_outlet_date_and_paragraphs(library: Library) -> None:
    line = "“Harn weir stays shut as two valleys trade blame”, The Harn Courier, 12 May 2031, paras. 1-3 [hc31]"
    assert plain(library, "agr:water-accord") == line
    assert plain(library, "hc31#4").endswith(", para. 4 [hc31]")
    assert plain(library, "art:hc31").endswith("12 May 2031 [hc31]")
    ((_, key, found),) = read_bibtex(bibtex(library, "agr:water-accord"))
    assert (key, found["year"], found["month"], found["day"], found["note"]) == (
        "hc31",
        "2031",
        "may",
        "12",
        "paras. 1-3",
    )
    (item,) = json.loads(csl_json(library, "hc31#title"))
    assert item["issued"] == {"date-parts": [[2031, 5, 12]]} and item["locator"] == "title"


def test_a_thread_rests_on_what_its_members_rest_on(library: Library) -> None:
    for row in library.rows(library.numbers("thread")):
        cited = {cite for member in library.record(row.id)["members"] for cite in library.cites(member["record"])}
        assert {f"{s.key}#{at}" for s in sources(library, row.id) for at in s.paragraphs} == cited != set()


def test_everything_can_be_copied_in_every_form(library: Library) -> None:
    for name in ids(library):
        assert len(list(read_bibtex(bibtex(library, name)))) == len(sources(library, name))
        Draft7Validator(CSL).validate(json.loads(csl_json(library, name)))
        text = record_text(library, name)
        assert text.endswith(plain(library, name))


def test_what_is_not_there_cannot_be_cited(library: Library) -> None:
    for name in ("evt:nothing", "hc31#99", "nothing", ""):
        for form in (plain, bibtex, csl_json, record_text):
            with pytest.raises(KeyError):
                form(library, name)


@pytest.fixture
def two_articles(valleys_copy: Path, tmp_path: Path) -> Iterator[Library]:
    """The valleys with a second article, of an outlet without a name, under an agency, that the accord also rests on."""
    articles = valleys_copy / "articles.yaml"
    articles.write_text(
        articles.read_text("utf-8")
        + "- {id: art:zz31, outlet: out:unnamed, title: 'More & more {of it', via: out:harn-courier, language: en,"
        " authors: act:ilse-marrow, url: 'https://harn.example/a b}c%20d_e', published: {edtf: '[2031-05-20..2031-06-02]',"
        " basis: inferred, why: it comes later},"
        " republishes: out:harn-courier, paragraphs: [{at: '1', digest: one}, {at: '2', digest: two}]}\n",
        "utf-8",
    )
    outlets = valleys_copy / "outlets.yaml"
    outlets.write_text(
        outlets.read_text("utf-8")
        + "- {id: out:unnamed, kind: unnamed, names: [{text: Some paper}], cite: 'zz31#1'}\n",
        "utf-8",
    )
    edit(valleys_copy / "agreements.yaml", "  cite: [hc31#1, hc31#3]", "  cite: [zz31#2, hc31#1, hc31#3]")
    store = tmp_path / "two.json"
    build(valleys_copy, vocabulary_file(), store)
    library = open_store(store)
    yield library
    library.close()


def test_a_record_that_rests_on_two_articles_gives_two(two_articles: Library) -> None:
    first, second = plain(two_articles, "agr:water-accord").splitlines()
    assert first == (
        f"Ilse Marrow, “More & more {{of it”, {NOT_NAMED}, between 20 May 2031 and 2 Jun 2031 (inferred), with The Harn Courier,"
        " text of The Harn Courier, https://harn.example/a%20b%7Dc%20d_e, para. 2 [zz31]"
    )
    assert second.endswith("paras. 1-3 [hc31]")
    entries = {key: found for _, key, found in read_bibtex(bibtex(two_articles, "agr:water-accord"))}
    assert list(entries) == ["zz31", "hc31"]
    assert entries["zz31"]["author"] == "{Ilse Marrow}"
    assert "Some paper" not in bibtex(two_articles, "agr:water-accord")
    items = json.loads(csl_json(two_articles, "agr:water-accord"))
    assert [item["id"] for item in items] == ["zz31", "hc31"]
    assert items[0]["issued"] == {"date-parts": [[2031, 5, 20], [2031, 6, 2]], "circa": True}
    assert items[0]["author"] == [{"literal": "Ilse Marrow"}]


def test_nothing_of_a_raw_store_leaves_as_it_is(raw: Library) -> None:
    harmful = {c for harm in HARM for c in harm if not c.isprintable()}
    for name in ids(raw):
        for form in (plain, bibtex, csl_json, record_text):
            assert not harmful - {"\n"} & set(form(raw, name)), (name, form)
        list(read_bibtex(bibtex(raw, name)))
