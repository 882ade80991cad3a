"""Themes: every pair of colours in use can be read, by whatever eyes; no meaning is by colour alone; a bad file is refused."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from eyes import SIGHTS, delta_e, seen
from hypothesis import example, given
from hypothesis import strategies as st
from rich.color import Color
from rich.style import Style

import tui
from tui.cli import main
from tui.errors import CorpusError, Problem, UsageError
from tui.paths import config_folder, own_themes_folder, themes_folder
from tui.present import themes
from tui.present.contrast import AA, AAA, LEAST, PALETTES, contrast, in_sixteen, pairs, ratio
from tui.present.theme_preview import WIDTH, coloured, preview, theme_lines
from tui.present.themes import NAMES, Theme, available, find_theme, read_theme

BUNDLED = themes_folder()
COLOURED = ["dark", "light", "contrast", "sixteen"]
ALL = [*COLOURED, "mono"]

APART, APART_WITH_SLANT = 10.0, 5.0
"""Least CIEDE2000: seen at a glance; and seen, where italics say the same on the terminals that have them."""


def worn(name: str) -> Theme:
    return find_theme(name, BUNDLED)


# -- which there are


def test_there_are_five_and_each_has_every_style() -> None:
    assert [file.name for file in available(BUNDLED)] == sorted(ALL)
    for name in ALL:
        assert set(worn(name).styles) == set(NAMES)
        assert worn(name).warnings == ()


def test_every_style_that_the_program_names_is_in_the_themes_and_every_one_in_them_is_used() -> None:
    """`Theme.style` takes any other name for `base`, so a slip of the pen would never be seen."""
    asked: set[str] = set()
    words: set[str] = set()
    for path in Path(tui.__file__).parent.rglob("*.py"):
        if path.name == "themes.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            which = {"Span": 1, "marked": 1, "style": 0}.get(name)
            if which is not None and len(node.args) > which:
                asked |= set(values_of(node.args[which]))
    assert asked - set(NAMES) - {""} == set()
    assert set(NAMES) - words == set()


def values_of(node: ast.expr) -> Iterator[str]:
    """Yield the words that an expression may be, where they are written in it."""
    if isinstance(node, ast.IfExp):
        yield from values_of(node.body)
        yield from values_of(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


# -- contrast


@pytest.mark.parametrize(
    ("one", "other", "said"), [("#000000", "#ffffff", 21.0), ("#767676", "#ffffff", 4.54), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, said: float) -> None:
    found = contrast(Style.parse(f"{one} on {other}"))
    assert found
    assert (round(found[0], 2), found[1]) == (said, "")
    assert contrast(Style.parse(f"{other} on {one}")) == found
    assert contrast(Style.parse(f"reverse {one} on {other}")) == found


def test_what_is_left_to_the_terminal_has_no_contrast_that_is_known() -> None:
    for style in ("none", "bold", "red", "on red", "default on black", "red on default"):
        assert contrast(Style.parse(style)) is None


def test_palettes_differ_where_they_are_known_to() -> None:
    brown = {palette.name: palette.colours[3] for palette in PALETTES}
    assert brown == {"VGA": (170, 85, 0), "xterm": (205, 205, 0), "PuTTY": (187, 187, 0)}
    assert all(len(palette.colours) == 16 for palette in PALETTES)
    found = contrast(Style.parse("yellow on black"))
    assert found and found[1] == "VGA" and LEAST < found[0] < AA


def test_bold_may_change_a_colour_and_the_worse_one_counts() -> None:
    seen_as = {(ink, where) for ink, _, where in pairs(Style.parse("bold black on white"))}
    assert ((85, 85, 85), "VGA") in seen_as and ((0, 0, 0), "VGA") not in seen_as
    assert {((0, 0, 0), "xterm"), ((127, 127, 127), "xterm")} <= seen_as
    found = contrast(Style.parse("bold black on cyan"))
    assert found and found[0] < LEAST


def test_reversed_bold_in_text_mode_is_grey_on_what_was_the_words_colour() -> None:
    assert contrast(Style.parse("bold reverse yellow on black")) == (ratio((85, 85, 85), (170, 85, 0)), "VGA")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("theme", COLOURED)
def test_every_pair_of_colours_can_be_read(theme: str, name: str) -> None:
    found = contrast(worn(theme).style(name))
    assert found and found[0] >= (AAA if theme == "contrast" else AA), found


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("theme", COLOURED)
def test_every_pair_can_be_read_in_sixteen_colours(theme: str, name: str) -> None:
    style = worn(theme).in_sixteen().style(name)
    found = contrast(style)
    assert found and found[0] >= AA, (style, found)


def test_sixteen_is_worn_as_it_is_written_and_asks_for_no_more_than_eight_colours() -> None:
    assert worn("sixteen").in_sixteen() == worn("sixteen")
    for style in worn("sixteen").styles.values():
        assert max(numbers(style)) < 8


def test_mono_has_no_colours_and_never_bold_reversed() -> None:
    for style in worn("mono").styles.values():
        assert contrast(style) is None and numbers(style) == []
        assert not (style.bold and style.reverse)


def numbers(style: Style) -> list[int]:
    return [c.number for c in (style.color, style.bgcolor) if c and c.number is not None]


colours = st.one_of(
    st.integers(0, 255).map(lambda n: f"color({n})"), st.from_regex(r"#[0-9a-f]{6}", fullmatch=True), st.just("default")
)
marks = st.lists(st.sampled_from(["bold", "italic", "underline", "reverse"]), unique=True)


@given(marks, colours, colours)
def test_whatever_is_brought_down_can_be_read_in_every_palette(words: list[str], ink: str, paper: str) -> None:
    style = Style.parse(" ".join((*words, ink, "on", paper)))
    down = in_sixteen(style)
    if "default" in (ink, paper) or len([number for number in numbers(style) if number < 16]) == 2:
        assert down == style
        return
    found = contrast(down)
    assert found and found[0] >= AA
    assert max(numbers(down)) < 16 and numbers(down)[1] < 8
    assert (down.italic, down.reverse) == (style.italic, style.reverse)
    assert not style.bold or down.bold or down.underline
    assert style.bold or not down.bold


# -- eyes


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425), ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
        ((50, -1, 2), (50, 0, 0), 2.3669), ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195), ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (61, -5, 29), 22.8977), ((50, 2.5, 0), (56, -27, -3), 31.9030),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ],
)  # fmt: skip
def test_the_difference_of_colours_is_that_of_its_authors_test_data(
    one: tuple[float, float, float], other: tuple[float, float, float], said: float
) -> None:
    assert delta_e(one, other) == pytest.approx(said, abs=5e-5)
    assert delta_e(other, one) == pytest.approx(said, abs=5e-5)


@pytest.mark.parametrize("sight", SIGHTS)
def test_greys_look_the_same_to_all(sight: str) -> None:
    for grey in (0, 60, 128, 255):
        assert delta_e(seen((grey, grey, grey), sight), seen((grey, grey, grey), "all colours")) < 0.5


def test_red_and_green_come_together_without_the_cones_for_them() -> None:
    red, green = (170, 60, 60), (110, 110, 60)
    near = {sight: delta_e(seen(red, sight), seen(green, sight)) for sight in SIGHTS}
    assert near["deuteranopia"] < 0.4 * near["all colours"]
    assert near["tritanopia"] > 2 * near["deuteranopia"]


MEANINGS = ["base", "off_line", "found", "marked", "link", "cite", "mark"]
"""What stands on the line or plainly, what does not, and the rest that a reader must tell from it and from one another."""
SAME_PLACE = [pair for pair in combinations(MEANINGS, 2) if set(pair) != {"marked", "mark"}]
"""A paragraph's mark is a star in the article's gutter, an event's a letter in a list: they never stand side by side."""


def marks_of(style: Style) -> tuple[bool, ...]:
    """What is seen on every terminal; italics are not."""
    return bool(style.bold), bool(style.underline), bool(style.reverse)


def difference(one: Style, other: Style, sight: str) -> float:
    """Return how far two styles are apart in the words' colour or the background's, where they are the nearest."""
    return min(
        max(delta_e(seen(ink1, sight), seen(ink2, sight)), delta_e(seen(paper1, sight), seen(paper2, sight)))
        for ink1, paper1, where1 in pairs(one)
        for ink2, paper2, where2 in pairs(other)
        if where1 == where2
    )


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", COLOURED)
def test_what_differs_in_meaning_is_told_apart_by_every_eye(theme: str, sight: str) -> None:
    for one, other in SAME_PLACE:
        first, second = worn(theme).style(one), worn(theme).style(other)
        least = APART if first.italic == second.italic else APART_WITH_SLANT
        far = difference(first, second, sight)
        assert far >= least or marks_of(first) != marks_of(second), f"{one} and {other} are {far:.1f} apart"


@pytest.mark.parametrize("theme", ALL)
@pytest.mark.parametrize("down", [False, True], ids=["as written", "in sixteen"])
def test_no_meaning_is_by_colour_alone(theme: str, down: bool) -> None:
    """The rest has a sign in its words: a letter, a star, the # of a citation, the > of the cursor; see test_present."""
    style = (worn(theme).in_sixteen() if down else worn(theme)).style
    for one, other in [("base", "link"), ("base", "marked"), ("base", "mark"), ("header", "header_focus"), ("bar", "caret"),
                       ("off", "key"), ("base", "found"), ("base", "notice")]:  # fmt: skip
        assert marks_of(style(one)) != marks_of(style(other)), f"{one} and {other} differ in colour only"
    assert style("off_line").italic and not style("base").italic


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
def test_a_find_stands_out_from_the_page_and_so_does_the_pane_in_focus(theme: str) -> None:
    style = worn(theme).style
    for one, other in [("found", "base"), ("header_focus", "header")]:
        (_, first, _), (_, second, _) = *pairs(style(one)), *pairs(style(other))
        far = {sight: delta_e(seen(first, sight), seen(second, sight)) for sight in SIGHTS}
        assert min(far.values()) >= APART, (one, far)


# -- the user's own


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own themes."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = own_themes_folder()
    folder.mkdir(parents=True)
    assert folder == tmp_path / "khabar" / "themes"
    return folder


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, "utf-8")
    return path


def problems_of(path: Path) -> list[Problem]:
    with pytest.raises(CorpusError) as refused:
        read_theme(path, BUNDLED)
    return refused.value.problems


def test_what_the_user_has_set_is_in_the_config_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for unset in ("", "not/whole"):
        monkeypatch.setenv("XDG_CONFIG_HOME", unset)
        assert config_folder() == tmp_path / ".config" / "khabar"


def test_an_own_theme_stands_before_one_that_comes_with_khabar_and_it_is_said(own: Path) -> None:
    write(own, "dark", 'title: "Darker"\nextends: dark\nstyles: {base: "color(252) on color(16)"}\n')
    write(own, "mine", "title: Mine\nextends: light\n")
    assert find_theme("dark", BUNDLED, own).title == "Darker"
    assert find_theme("dark", BUNDLED).title == "Dark"
    assert find_theme(str(own / "mine.yaml"), BUNDLED).styles == worn("light").styles
    found = {file.name: file for file in available(BUNDLED, own)}
    assert list(found) == sorted([*ALL, "mine"])
    assert (found["dark"].title, found["dark"].own, found["dark"].hides) == ("Darker", True, True)
    assert (found["mine"].own, found["mine"].hides, found["light"].own) == (True, False, False)
    lines = {line.split()[0]: line for line in theme_lines(BUNDLED, own, "dark")}
    assert lines["dark"].endswith(f"{own}/dark.yaml, stands before the one that comes with khabar, worn here")
    assert lines["light"].endswith("comes with khabar")


def test_a_theme_takes_what_it_does_not_give_from_the_one_it_extends(own: Path) -> None:
    theme = read_theme(write(own, "a", 'extends: dark\ntitle: A\nstyles:\n  base: "white on #000000"\n'), BUNDLED)
    assert theme.style("base") == Style.parse("white on #000000")
    assert theme.style("title") == Style.parse("bold color(231) on #000000")
    assert theme.style("bar") == worn("dark").style("bar")


@pytest.mark.parametrize(
    ("text", "places", "said"),
    [
        ("title: A\nextends: drak\n", [(2, 10)], "did you mean dark?"),
        ("title: A\nextends: a\n", [(2, 10)], "no theme 'a' comes with khabar"),
        ("title: A\nextends: [dark]\n", [(2, 1)], "extends needs a word"),
        ("title: A\nextends: ../dark\n", [(2, 10)], "comes with khabar"),
        ("title: A\nextends: dark\nstyles:\n  lable: red\n", [(4, 3)], "did you mean label?"),
        ('title: A\nextends: dark\nstyles:\n  label: "rde"\n', [(4, 10)], "rde"),
        ("title: A\nextends: dark\nstyles:\n  label: bold #fff\n", [(4, 14)], "a comment to YAML"),
        ("title: A\nextends: dark\nstyles:\n  label: #fff\n", [(4, 9)], "# begins a comment"),
        ("title: A\nextends: dark\nstyles:\n  label: [red]\n", [(4, 10)], "label needs a style"),
        ("title: A\nextends: dark\nstyles:\n  label: blink green\n", [(4, 10)], "blink hides words or moves"),
        ("title: A\nextends: dark\nstyles:\n  label: link https://x.invalid\n", [(4, 10)], "link hides words or moves"),
        ("title: A\nextends: dark\nstyles: dark\n", [(3, 1)], "written a line each"),
        ("title: A\nextends: dark\nstlyes:\n  label: green\n", [(3, 1)], "did you mean styles?"),
        ("title: A\n", [(1, 1)], "no style for base, title, heading"),
        ('title: A\nstyles:\n  base: "white on black"\n', [(2, 1)], "no style for title, heading"),
        ("extends: dark\n", [(1, 1)], "needs a title"),
        ("title: ''\nextends: dark\n", [(1, 1)], "title needs a word"),
        ('title: "\\u202e"\nextends: dark\n', [(1, 8)], "needs a title"),
        ("- title: A\n", [(1, 1)], "'title: …' and 'styles:'"),
        ("", [(1, 1)], "nothing in this file"),
        ('title: "A\n', [(1, 8)], "not YAML"),
        ('title: A\ntitle: B\nextends: dark\nstyles:\n  label: "green"\n', [(2, 1)], "title"),
    ],
)
def test_a_theme_that_cannot_be_worn_is_refused_with_its_place(
    text: str, places: list[tuple[int, int]], said: str, own: Path
) -> None:
    path = write(own, "a", text)
    problems = problems_of(path)
    assert [(p.line, p.column) for p in problems if p.severity == "error"] == places
    assert {p.file for p in problems} == {str(path)}
    assert said in " ".join(p.message for p in problems)
    assert available(BUNDLED, own)[0].name == "a"


def test_what_yaml_only_warns_of_is_told_and_the_theme_is_worn(own: Path) -> None:
    theme = read_theme(write(own, "a", "title: A\x01\nextends: dark\n"), BUNDLED)
    assert (theme.title, [warning.code for warning in theme.warnings]) == ("A", ["cleaned"])


def test_all_that_is_wrong_is_told_at_once(own: Path) -> None:
    path = write(own, "a", 'title: A\nextends: dark\nstyles:\n  lable: "red"\n  cite: "rde"\n  date: "#222222"\n')
    assert [(p.line, p.column) for p in problems_of(path)] == [(4, 3), (5, 9), (6, 9)]


def test_words_that_cannot_be_read_are_refused_and_those_that_can_hardly_be_are_told(own: Path) -> None:
    (problem,) = problems_of(write(own, "a", 'title: A\nextends: dark\nstyles:\n  label: "#333333 on #222222"\n'))
    assert (problem.line, problem.column) == (4, 10)
    assert "label: #333333 on #222222 has a contrast of 1.3:1" in problem.message
    hard = read_theme(write(own, "b", 'title: B\nextends: dark\nstyles:\n  label: "#777777 on #111111"\n'), BUNDLED)
    assert [(w.line, w.column, w.severity) for w in hard.warnings] == [(4, 10, "warning")]
    assert "a contrast of 4.1:1 in the colours of a terminal with 256; 4.5:1 is better" in hard.warnings[0].message
    hard = read_theme(
        write(own, "b", 'title: B\nextends: dark\nstyles:\n  label: "color(243) on color(234)"\n'), BUNDLED
    )
    assert "color(243) on color(234) has a contrast of 3.8:1; 4.5:1 is better" in hard.warnings[0].message
    (problem,) = problems_of(write(own, "c", 'title: C\nextends: dark\nstyles:\n  label: "red on black"\n'))
    assert "2.7:1 in the colours of VGA" in problem.message


def test_a_new_background_is_held_against_the_styles_that_were_not_given(own: Path) -> None:
    problems = problems_of(write(own, "a", 'title: A\nextends: dark\nstyles:\n  base: "black on color(255)"\n'))
    assert {(p.line, p.column) for p in problems} == {(4, 9)}
    assert any(p.message.startswith("title: color(231) on color(255)") for p in problems)


@pytest.mark.parametrize(
    "name", ["drak", "", "../themes/dark", "/etc/passwd", "nowhere.yaml", "a\x00b", "a/b.yaml", "…"]
)
def test_there_is_no_theme_of_another_name(name: str, own: Path) -> None:
    with pytest.raises(UsageError, match="did you mean dark" if name == "drak" else "there are contrast, dark|did you"):
        find_theme(name, BUNDLED, own)


def test_a_folder_may_hold_anything(own: Path) -> None:
    write(own, "a\x1b[31m", "title: A\nextends: dark\n")
    write(own, "broken", "title: [\n")
    write(own, "hostile", 'title: "x\\e[31m\\u202ey"\nextends: dark\n')
    (own / "folder.yaml").mkdir()
    (own / "gone.yaml").symlink_to(own / "nowhere")
    os.mkfifo(own / "pipe.yaml")
    (own / "notes.txt").write_text("no theme")
    found = {file.name: file.title for file in available(BUNDLED, own) if file.own}
    assert found == {"broken": "broken", "hostile": "x[31my"}
    lines = list(theme_lines(BUNDLED, own, "dark"))
    assert any("broken.yaml, cannot be worn: khabar themes broken says why" in line for line in lines)
    assert available(BUNDLED, own / "nowhere") == available(BUNDLED)


plain_lines = st.sampled_from(
    ["title: Dark", "title: Very  dark ", "title: null", "extends: dark", "styles:", '  base: "none"', '  "off": "bold red"',
     '  off: "red"', "# a note", "", '  label: "a\\n"', "  label: red", 'title: "D"', '  label: ""', '  lable: "red"',
     ' base: "red"', '  base: "red" # x', "styles: {}", "#", "  ", "\ttitle: A", "title: A\r", '  base: "é"', "# \x00", "---"]
)  # fmt: skip


@given(st.lists(plain_lines, max_size=8), st.sampled_from(["", "\n"]))
@example(["title: Dark", "styles:", '  base: "none"', "styles:", '  "off": "bold red"'], "")
@example(["title: Dark", '  base: "none"', "styles:", '  base: "none"'], "")
@example(["styles:", '  base: "none"', "title: Dark", '  "off": "bold red"'], "")
@example(["title: Dark", "styles:", '  base: "none"', '  base: "none"'], "")
@example(["title: Dark", "styles:", '  base: "none"', "title: Dark"], "")
def test_what_is_read_in_short_is_what_yaml_says(lines: list[str], end: str) -> None:
    data = ("\n".join(lines) + end).encode()
    short = themes._plain_sheet(data, "f")
    if short is not None:
        problems: list[Problem] = []
        whole = themes._sheet(data, "f", problems)
        assert problems == []
        assert (short.title, short.extends, short.styles) == (whole.title, whole.extends, whole.styles)


def test_the_themes_that_come_with_khabar_are_read_in_short() -> None:
    for name in ALL:
        data = (BUNDLED / f"{name}.yaml").read_bytes()
        problems: list[Problem] = []
        short, whole = themes._plain_sheet(data, "f"), themes._sheet(data, "f", problems)
        assert short and (short.title, short.styles) == (whole.title, whole.styles)
        assert problems == []


words = st.text(alphabet=st.sampled_from("abdelnortu#01()[] \"':{}-*&!|>%@\n\t\\\x1b\x00é\u202e"), max_size=30)


@given(st.lists(st.tuples(st.sampled_from(list(NAMES)), st.one_of(words, colours)), max_size=4), words)
def test_whatever_stands_in_a_file_it_is_worn_or_refused(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str]], more: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    text = "title: A\nextends: dark\nstyles:\n" + "".join(f"  {name}: {style}\n" for name, style in lines) + more
    path.write_text(text, "utf-8")
    try:
        theme = read_theme(path, BUNDLED)
    except CorpusError as error:
        assert error.problems
        assert all(line.isprintable() for line in str(error).split("\n"))
        return
    assert set(theme.styles) == set(NAMES)
    for style in theme.styles.values():
        found = contrast(style)
        assert found is None or found[0] >= LEAST
        assert not (style.blink or style.conceal or style.link)


# -- on the command line

Ran = Callable[..., tuple[int, str, str]]


@pytest.fixture
def khabar(capsys: pytest.CaptureFixture[str]) -> Ran:
    """Run a command; return its code, output and complaints."""

    def run(*argv: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(list(argv))
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize("theme", ALL)
def test_a_preview_in_a_pipe_is_plain(theme: str, khabar: Ran) -> None:
    code, out, err = khabar("themes", theme)
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert all(line.isprintable() and line == line.rstrip() and len(line) <= 80 for line in lines)
    assert [line.split()[0] for line in lines[1 : len(NAMES) + 1]] == list(NAMES)
    assert all(line.endswith(purpose) for line, purpose in zip(lines[1:], NAMES.values(), strict=False))
    assert not re.search("[\u2500-\u259f]", out)


def test_a_preview_shows_each_purpose_in_its_style() -> None:
    theme = worn("dark")
    rows = list(preview(theme))
    assert {sum(len(span.text) for span in row.spans) for row in rows} == {WIDTH}
    for row, name in zip(rows[1:], NAMES, strict=False):
        assert row.spans[2].style == name
    told = coloured(rows[1 + list(NAMES).index("found")], theme, "256")
    assert "\x1b[1;38;5;234;48;5;221mwhat a find found\x1b[0m" in told
    assert "38;" not in coloured(rows[1], theme, "256", colours=False)
    assert set(re.findall(r"\x1b\[([\d;]*)m", coloured(rows[1], theme.in_sixteen(), "standard"))) <= {"0", "37;40"}


def test_a_theme_that_cannot_be_worn_is_told_by_its_preview(own: Path, khabar: Ran) -> None:
    write(own, "a", 'title: A\nextends: dark\nstyles:\n  lable: "red"\n')
    write(own, "b", 'title: B\nextends: dark\nstyles:\n  label: "#777777 on #111111"\n')
    code, out, err = khabar("themes", "a")
    assert (code, out) == (1, "")
    assert err.startswith(f"{own}/a.yaml:4:3: error[theme]: no style is called 'lable'")
    code, out, err = khabar("themes", "b")
    assert code == 0 and out.startswith("B\n")
    assert err.startswith(f"{own}/b.yaml:4:10: warning[theme]: label")
    assert khabar("themes", "c")[0] == 2
    code, out, err = khabar("themes")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == sorted([*ALL, "a", "b"])


@pytest.mark.parametrize(
    ("environment", "codes"),
    [
        ({"TERM": "linux"}, r"(0|[1347;]*3[0-7];4[0-7]|[1347;]*9[0-7];4[0-7])"),
        ({"TERM": "xterm-256color"}, r"(0|[1347;]*38;5;\d+;48;5;\d+)"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, r"([01347;]*)"),
        ({"TERM": "dumb"}, None),
    ],
    ids=["sixteen", "256", "no colour", "dumb"],
)
def test_a_preview_on_a_terminal_is_in_the_colours_it_has(
    environment: dict[str, str], codes: str | None, khabar: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    for unset in ("TERM", "COLORTERM", "NO_COLOR"):
        monkeypatch.delenv(unset, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    code, out, err = khabar("themes", "light")
    assert (code, err) == (0, "")
    told = re.findall(r"\x1b\[([\d;]*)m", out)
    assert out.count("\x1b") == len(told)
    assert bool(told) == (codes is not None)
    assert [one for one in told if not re.fullmatch(codes or "", one)] == []


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"TERM": "xterm-256color"}, "dark"), ({"TERM": "xterm", "COLORTERM": "truecolor"}, "dark"),
        ({"TERM": "screen.xterm-256color-bce"}, "dark"), ({"TERM": "xterm-direct"}, "dark"), ({"TERM": "xterm-kitty"}, "dark"),
        ({"TERM": "linux"}, "sixteen"), ({"TERM": "xterm"}, "sixteen"), ({"TERM": "screen"}, "sixteen"), ({}, "sixteen"),
        ({"TERM": "vt220"}, "mono"), ({"TERM": "xterm-mono"}, "mono"), ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "mono"),
    ],
    ids=str,
)  # fmt: skip
def test_a_terminal_gets_the_theme_it_can_show(
    environment: dict[str, str], name: str, khabar: Ran, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for unset in ("TERM", "COLORTERM", "NO_COLOR"):
        monkeypatch.delenv(unset, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    worn_here = [line.split()[0] for line in khabar("themes")[1].splitlines() if line.endswith("worn here")]
    assert worn_here == [name]
    found = dict(line.split(maxsplit=1) for line in khabar("doctor")[1].splitlines())
    assert found["theme"].startswith(f"{name}, ")
    assert found["themes"].endswith(f"{own} has 0 of yours")


def test_a_colour_is_its_own_in_sixteen() -> None:
    assert in_sixteen(Style(color=Color.parse("red"), bgcolor=Color.parse("black"))) == Style.parse("red on black")
