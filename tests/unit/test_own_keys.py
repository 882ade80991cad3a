"""The reader's own keys: followed in full or refused, each mistake with its place and what to write."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import tui
from tui.commands.commands import COMMANDS, DEFAULT
from tui.commands.keymap import KEPT, KeyMap
from tui.commands.keys import SHOWN, shown
from tui.commands.own_keys import MOST_BYTES, with_own_keys
from tui.errors import CorpusError, Problem
from tui.reading.desk import PANES

CHECKOUT = Path(tui.__file__).parent.parent
IDS = [command.id for command in COMMANDS]


def own(text: str | bytes) -> KeyMap:
    return with_own_keys(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text, "keys.yaml", DEFAULT)


def refused(text: str | bytes) -> list[Problem]:
    """Return the problems for which a file is refused."""
    with pytest.raises(CorpusError) as caught:
        own(text)
    return caught.value.problems


def keys_of(keymap: KeyMap, name: str) -> list[str]:
    return next([shown(key) for key in command.keys] for command in keymap.commands if command.id == name)


# -- what is followed


def test_keys_are_written_as_a_reader_writes_them() -> None:
    keymap = own(
        'down: [j, ctrl+d, "}"]\nnext_block: [J]\nsearch: u\nview_figure: 7\npage_down: f5\nhelp: z\nredraw: é\n'
    )
    assert keys_of(keymap, "down") == ["j", "ctrl+d", "}"]
    assert keys_of(keymap, "view_figure") == ["7"]
    assert keys_of(keymap, "page_down") == ["F5"]
    assert keys_of(keymap, "help") == ["z", "?"]
    assert keys_of(keymap, "redraw") == ["é", "ctrl+l"]


def test_what_is_not_named_keeps_its_keys() -> None:
    keymap = own("filter: [u]\n")
    assert [command for command in keymap.commands if command.id != "filter"] == [
        command for command in COMMANDS if command.id != "filter"
    ]


def test_an_empty_list_takes_every_key_away() -> None:
    assert keys_of(own("filter: []\n"), "filter") == []


def test_two_commands_can_change_places() -> None:
    keymap = own("down: [k]\nup: [j]\n")
    assert (keys_of(keymap, "down"), keys_of(keymap, "up")) == (["k"], ["j"])


def test_one_key_written_twice_is_one_key() -> None:
    assert keys_of(own("down: [j, PgDn, pagedown]\npage_down: []\n"), "down") == ["j", "PgDn"]


@pytest.mark.parametrize("text", ["", "# down: j\n", "---\n", "{}\n", "\ufeff# nothing\r\n"])
def test_a_file_with_nothing_in_it_changes_nothing(text: str) -> None:
    assert own(text) == DEFAULT


# -- what is refused


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("dwon: j", "1:1: error[unknown-command]: no command 'dwon'; did you mean down?"),
        ("Page Dwn: x", "1:1: error[unknown-command]: no command 'Page Dwn'; did you mean page_down?"),
        ("articles: x", "1:1: error[unknown-command]: no command 'articles'; did you mean view_article?"),
        ("zzzz: x", "1:1: error[unknown-command]: no command 'zzzz'; khabar keys lists the ids"),
        ("down: [u,\n  ctrl+i]", "2:3: error[not-a-key]: down: to a terminal ctrl+i is Tab; write `Tab`"),
        ("down: shift+j", "1:7: error[not-a-key]: down: write `J` for shift+j"),
        (
            "down:",
            "1:6: error[not-a-key]: no key for down; write one, a sign such as # in quotes, or write [] for none",
        ),
        (
            "quit:",
            "1:6: error[not-a-key]: no key for quit; write one, a sign such as # in quotes, or leave the line out",
        ),
        ("down: {j: k}", "1:7: error[not-a-key]: down needs a key or a list of keys, as `[j, ctrl+n]`"),
        ("down: [[j]]", "1:8: error[not-a-key]: down needs a key or a list of keys, as `[j, ctrl+n]`"),
        ("- down", "1:1: error[not-a-mapping]: write a command and its keys on each line, as `down: [j, ctrl+n]`"),
        ("down", "1:1: error[not-a-mapping]: write a command and its keys on each line, as `down: [j, ctrl+n]`"),
        ("quit: []", "1:7: error[keyless]: quit always keeps ctrl+q; give it more keys, or leave the line out"),
        ("help: []", "1:7: error[keyless]: help always keeps ?; give it more keys, or leave the line out"),
        (
            "filter: n\nfind: n",
            "2:7: error[clash]: `n` for find: find_next has it by default, article, details; "
            "choose another key, or write `find_next: []` as well",
        ),
        (
            "last: u\nfirst: [g, u]",
            "2:12: error[clash]: `u` for first: last has it from line 1, column 7, everywhere; take it from one of them",
        ),
        (
            "down: q",
            "1:7: error[clash]: `q` for down: out has it by default, everywhere; "
            "choose another key, or write `out: [Esc, h, ←]` as well",
        ),
        (
            "down: '}'\nup: J",
            "1:7: error[clash]: `}` for down: next_block has it by default, everywhere; "
            "choose another key, or write `next_block: []` as well",
        ),
        (
            "first: J",
            "1:8: error[clash]: `J` for first: next_block has it by default, everywhere; "
            "choose another key, or write `next_block: ['}']` as well",
        ),
        (
            "search: '?'",
            "1:9: error[clash]: `?` for search: help has it by default, everywhere; help always keeps it, choose another key",
        ),
        (
            "search: '?'\nhelp: '?'",
            "1:9: error[clash]: `?` for search: help has it by default, everywhere; help always keeps it, choose another key",
        ),
        (
            "search: u\nhelp: u",
            "2:7: error[clash]: `u` for help: search has it from line 1, column 9, everywhere; take it from one of them",
        ),
        ("down: u\ndown: z", "2:1: error[duplicate-key]: key 'down' stands in line 1 already; keep one of them"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_write(text: str, told: str) -> None:
    assert str(refused(text)[0]) == f"keys.yaml:{told}"


@pytest.mark.parametrize("sign", "[{*&!%@`|>'\",")
def test_a_sign_that_is_yaml_is_to_stand_in_quotes(sign: str) -> None:
    last = refused(f"back: {sign}\n")[-1]
    assert "in quotes" in str(last)
    others = "".join(f"{name}: []\n" for name in IDS if name not in ("back", *KEPT))
    assert keys_of(own(f"back: {json.dumps(sign)}\n{others}"), "back") == [sign]


def test_all_mistakes_are_told_at_once_from_top_to_bottom() -> None:
    problems = refused("dwon: j\nup: ctrl+i\nlast: u\nfirst: u\nquit: []\n")
    assert [(problem.line, problem.code) for problem in problems] == [
        (1, "unknown-command"), (2, "not-a-key"), (4, "clash"), (5, "keyless"),
    ]  # fmt: skip


@pytest.mark.parametrize("taken", ["q", "h", "left", "escape", "J"])
def test_what_a_clash_advises_mends_it(taken: str) -> None:
    text = f"down: {taken}\n"
    (problem,) = refused(text)
    advice = problem.message.partition("write `")[2].partition("` as well")[0]
    assert keys_of(own(text + advice), "down") == [shown(taken)]


def test_a_file_that_is_no_text_or_too_long_is_refused() -> None:
    assert [problem.code for problem in refused(b"\xff\xfe")] == ["encoding"]
    assert [problem.code for problem in refused(b"#" * (MOST_BYTES + 1))] == ["too-large"]
    assert own(b"#" * MOST_BYTES) == DEFAULT


# -- whatever is written

names = st.sampled_from([*IDS, *KEPT]) | st.text(max_size=8)
keys = st.sampled_from(
    [*map(shown, SHOWN), "j", "Q", "9", "ctrl+d", "ctrl+i", "shift+j", "alt+x", "pgdwn", ""]
) | st.text(max_size=4)
values = keys | st.lists(keys, max_size=4) | st.none() | st.integers() | st.dictionaries(keys, keys, max_size=1)
mappings = st.dictionaries(names, values, max_size=6)
few = st.sampled_from([*KEPT, "down", "out", "filter", "find", "search"])
likely = st.dictionaries(few, st.lists(st.sampled_from("jxyzQAB?"), min_size=1, max_size=2), max_size=4)


def assert_sound(keymap: KeyMap) -> None:
    """What every map in force is."""
    for pane in PANES:
        counted = Counter(key for command in keymap.live(pane) for key in command.keys)
        assert [key for key, count in counted.items() if count > 1] == []
        for name in KEPT:
            default = next(command.keys for command in COMMANDS if command.id == name)
            assert default
            for key in default:
                command = keymap.command_for(key, pane)
                assert command is not None
                assert command.id == name
    assert [command.id for command in keymap.commands] == IDS


def assert_told(problems: list[Problem], text: str) -> None:
    """What every refusal says."""
    lines = text.count("\n") + 1
    assert problems
    for problem in problems:
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert len(problem.message) < 400
        assert str(problem).isprintable()


@given(mappings | likely)
def test_any_mapping_is_refused_or_gives_a_sound_map(mapping: dict[str, object]) -> None:
    text = yaml.safe_dump(mapping, allow_unicode=True)
    try:
        keymap = own(text)
    except CorpusError as error:
        assert_told(error.problems, text)
    else:
        assert_sound(keymap)
        for name, value in mapping.items():
            if isinstance(value, list) and name not in KEPT:
                assert len(keys_of(keymap, name)) <= len(value)


@given(
    st.text()
    | st.lists(st.sampled_from(["down", "quit", ": ", "\n", "[", "]", ", ", "j", "?", "'", "#", "- "])).map("".join)
)
def test_any_text_is_refused_or_gives_a_sound_map(text: str) -> None:
    try:
        keymap = own(text)
    except CorpusError as error:
        assert error.problems
    else:
        assert_sound(keymap)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_or_give_a_sound_map(data: bytes) -> None:
    try:
        assert_sound(own(data))
    except CorpusError as error:
        assert error.problems


# -- the start


def test_without_a_file_of_keys_no_yaml_is_read(tmp_path: Path) -> None:
    def loaded_yaml() -> bool:
        code = "import sys; from tui.surroundings import keymap; keymap(); print('yaml' in sys.modules)"
        environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path)}
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=CHECKOUT, env=environment, capture_output=True, check=True
        )
        return ran.stdout == b"True\n"

    assert not loaded_yaml()
    (tmp_path / "khabar").mkdir()
    (tmp_path / "khabar" / "keys.yaml").write_text("down: j\n")
    assert loaded_yaml()
