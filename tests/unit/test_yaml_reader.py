"""The strict YAML reader: what others let pass in silence is told with its place, and nothing makes it raise."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tui.corpus import yaml_reader
from tui.corpus.yaml_reader import MOST_BYTES, MOST_DEPTH, Mapping, Node, Scalar, Sequence, implied, read_yaml
from tui.errors import Problem

Values = str | list["Values"] | dict[str, "Values"]
Found = tuple[int, int, str]


def read(data: str | bytes) -> tuple[Node | None, list[Problem]]:
    problems: list[Problem] = []
    node = read_yaml(data.encode() if isinstance(data, str) else data, "a.yaml", problems.append)
    return node, problems


def found(data: str | bytes) -> list[Found]:
    return [(problem.line, problem.column, problem.code) for problem in read(data)[1]]


def values(node: Node | None) -> Values:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [values(item) for item in node.items]
        case Mapping():
            return {key: values(value) for key, (_, value) in node.entries.items()}
    raise AssertionError("no node")


STRICT: dict[str, tuple[str | bytes, list[Found]]] = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", [(3, 1, "duplicate-key")]),
    "duplicate key in quotes": ("{a: 1, 'a': 2}", [(1, 8, "duplicate-key")]),
    "anchor": ("a: &x 1\n", [(1, 4, "anchor")]),
    "anchor on a list": ("- &x [1]\n", [(1, 3, "anchor")]),
    "alias": ("a: 1\nb: *x\n", [(2, 4, "alias")]),
    "alias as a key": ("*x : 1\n", [(1, 1, "alias")]),
    "tag": ("a: !!python/object:os.system ls\n", [(1, 4, "tag")]),
    "tag on a mapping": ("- !gate {a: 1}\n", [(1, 3, "tag")]),
    "merge key": ("a: 1\n<<: {b: 2}\n", [(2, 1, "merge-key")]),
    "merged alias": ("<<: *x\n", [(1, 1, "merge-key"), (1, 5, "alias")]),
    "second document": ("a: 1\n---\na: 2\n", [(2, 1, "several-documents")]),
    "deep flow lists": ("[" * 100_000, [(1, MOST_DEPTH + 1, "too-deep")]),
    "deep flow mappings": ("{a: " * 100_000, [(1, 4 * MOST_DEPTH + 1, "too-deep")]),
    "deep block lists": ("- " * 1_000, [(1, 2 * MOST_DEPTH + 1, "too-deep")]),
    "too many bytes": (b"#" * (MOST_BYTES + 1), [(1, 1, "too-large")]),
    "not UTF-8": (b"a: 1\nb: H\xe4rn\n", [(2, 5, "encoding")]),
    "not UTF-8 after other letters": ("ä: هـ".encode() + b"\xff", [(1, 6, "encoding")]),
    "UTF-16": ("a: 1".encode("utf-16"), [(1, 1, "encoding")]),
    "raw control characters": ("a: 1\nb: red\x1b[0m\x07\n", [(2, 7, "cleaned")]),
    "text after #": ("a: gate #2 is shut\n", [(1, 8, "dropped-text")]),
    "text after # in a list": ("[a #b\n]", [(1, 3, "dropped-text")]),
    "text after # after two lines": ("a: gate\n  number #2\n", [(2, 9, "dropped-text")]),
    "list as a key": ("? [a, b]\n: 1\n", [(1, 3, "key")]),
    "mapping as a key": ("{a: 1}: 2\n", [(1, 1, "key")]),
    "unquoted braces": ("a: {{b}}\n", [(1, 5, "key")]),
    "nothing": ("", [(1, 1, "empty-file")]),
    "comments only": ("# a\n# b\n", [(1, 1, "empty-file")]),
    "colon in a value": ("a: b: c\n", [(1, 5, "syntax")]),
    "indentation": ("a: 1\n b: 2\n", [(2, 3, "syntax")]),
    "tab": ("a:\n\tb: 1\n", [(2, 1, "syntax")]),
    "text after a quote": ("a: 'b' c\n", [(1, 8, "syntax")]),
    "closing bracket": ("a: ]\n", [(1, 4, "syntax")]),
    "version": ("%YAML 9.9\n---\na: 1\n", [(1, 1, "syntax")]),
}  # fmt: skip


@pytest.fixture(params=["libyaml", "pure Python"])
def _either_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure Python":
        monkeypatch.setattr(yaml_reader, "_Loader", yaml.SafeLoader)


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize(("data", "expected"), STRICT.values(), ids=STRICT.keys())
def test_what_yaml_lets_pass_is_told_with_its_place(data: str | bytes, expected: list[Found]) -> None:
    assert found(data) == expected


@pytest.mark.parametrize(
    ("data", "place"), [('a: 1\nb: "c\nd: e\n', (2, 4)), ("a: 1\nb: [c,\nd: e\n", (2, 4))], ids=["quote", "bracket"]
)
def test_what_is_left_open_is_told_where_it_opens(data: str, place: tuple[int, int]) -> None:
    assert found(data) == [(*place, "syntax")]


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_only_a_line_feed_makes_a_new_line(separator: str) -> None:
    assert found(f'a: "b{separator}c"\nd: gate #2 is shut\ne: *x\n') == [(2, 8, "dropped-text"), (3, 4, "alias")]


@pytest.mark.parametrize("data", ["\ufeffa: *x\n", "\ufeffa: *x\r\n", "a: *x\r"])
def test_byte_order_mark_and_line_ends_do_not_shift_places(data: str) -> None:
    assert found(data) == [(1, 4, "alias")]


@pytest.mark.parametrize(
    "data",
    [
        "a: b # c",
        "a: b # c #d",
        "a: 'b' #c",
        "a: b#c",
        "a: hc31#1",
        "a: |\n  b #c\n",
        "a: 'b #c'",
        "#c\na: b",
        "a: #c\n  b: 1",
    ],
)
def test_a_comment_that_hides_no_value_is_let_be(data: str) -> None:
    assert found(data) == []


def test_control_characters_are_taken_out_with_one_warning() -> None:
    node, problems = read("a: b\x1b\x07c\n")
    assert values(node) == {"a": "bc"}
    assert [problem.severity for problem in problems] == ["warning"]
    assert problems[0].message.startswith("2 control characters")


def test_the_first_of_two_equal_keys_is_kept() -> None:
    node, _ = read("a: 1\na: {b: 2}\nc: 3\n")
    assert values(node) == {"a": "1", "c": "3"}


def test_a_key_that_cannot_be_read_does_not_hide_the_next() -> None:
    node, _ = read("? [a, {b: c}]\n: [1, 2]\n<<: {d: 3}\ne: 4\n")
    assert values(node) == {"e": "4"}


def test_nesting_as_deep_as_allowed_is_read() -> None:
    assert found("[" * MOST_DEPTH + "]" * MOST_DEPTH) == []


def test_no_more_values_than_allowed_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "MOST_NODES", 4)
    assert found("[a, b,\n c]") == []
    assert found("[a, b,\n c, d]") == [(2, 5, "too-large")]


def test_an_explicit_empty_document_is_an_empty_value() -> None:
    node, problems = read("---\n")
    assert (values(node), problems) == ("", [])


def test_every_node_knows_its_place() -> None:
    node, _ = read("# the weir\n- id: gate\n  at: [a, 'ö']\n")
    assert isinstance(node, Sequence)
    record = node.items[0]
    assert isinstance(record, Mapping)
    key, at = record.entries["at"]
    assert isinstance(at, Sequence)
    assert [(part.line, part.column) for part in (node, record, key, at, *at.items)] == [
        (2, 1),
        (2, 3),
        (3, 3),
        (3, 7),
        (3, 8),
        (3, 11),
    ]


@pytest.mark.parametrize(
    ("word", "what"),
    [
        *((word, "nothing") for word in ("", "~", "null", "Null", "NULL")),
        *((word, "boolean") for word in ("true", "False", "yes", "NO", "On", "off", "y", "N")),
        *((word, "date") for word in ("2031-06-07", "2031-06", "2031-6-7", "2031-06-07T10:00:00Z")),
        *((word, "time") for word in ("10:30", "1:30:45.5", "-190:20")),
        *((word, "octal") for word in ("017", "0o17", "-00")),
        *((word, "number") for word in ("0", "-1", "+1", "1_000", "1.5", ".5", "1.", "1e3", "0x1F", "0b1", "09")),
        *((word, "number") for word in (".inf", "-.inf", ".nan", ".Inf", "-.INF", ".NaN")),
        *((word, "") for word in ("gate", "nobody", "P3D", "1st", "1.2.3", "-", "hc31#1", "0o8", "2031..")),
    ],
)  # fmt: skip
def test_a_plain_word_that_yaml_would_take_for_something_else_is_known(word: str, what: str) -> None:
    assert implied(Scalar(word, True, 1, 1)) == what


@pytest.mark.parametrize("word", ["", "null", "yes", "2031-06-07", "10:30", "017", "1"])
def test_a_quoted_word_is_taken_as_written(word: str) -> None:
    assert implied(Scalar(word, False, 1, 1)) == ""


@given(st.binary() | st.text().map(str.encode) | st.text("ab1 \n\t-:,#?!&*|>%@'\"[]{}<~.\\\x1b\ufeff").map(str.encode))
@example(b"\x00")
@example(b"\xef\xbb\xbf")
@example(b"- ? :\n")
@example(b"'\\ud800'")
@example(b'"\\ud800"')
def test_any_bytes_give_a_tree_or_a_problem_in_the_file(data: bytes) -> None:
    node, problems = read(data)
    assert node or problems
    assert all(1 <= number <= len(data) + 1 for problem in problems for number in (problem.line, problem.column))


TEXT = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=40)


@given(
    st.recursive(TEXT, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=12),
    st.sampled_from([None, 2]),
)
@example({"<<": "~", "null": ["\x85", "\u2028"]}, None)
def test_json_reads_back_with_the_same_values(data: Values, indent: int | None) -> None:
    node, problems = read(json.dumps(data, indent=indent))
    assert (values(node), problems) == (data, [])


def test_letters_outside_the_basic_plane_are_read() -> None:
    node, problems = read("𐎀: 🌊 #\n")
    assert (values(node), problems) == ({"𐎀": "🌊"}, [])
