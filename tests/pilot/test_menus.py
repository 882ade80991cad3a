"""What opens over the panes: menus, hint letters, and lines that offer something; and that each is left for where one was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from reader import MEDIUM, SMALL, WIDE, Reader, Size, at_every_size, look, reading, reading_at

from tui.commands.commands import KEY_OF_VIEW
from tui.paths import questions_files, themes_folder
from tui.present.hits import Hits
from tui.present.wardrobe import Wardrobe
from tui.reading.desk import PANES, VIEWS, Desk, Place
from tui.reading.hints import LETTERS
from tui.reading.kept_place import read_desk, write_desk
from tui.reading.saved_filters import SavedFilters
from tui.screens import asking, reading_screen
from tui.store.library import Library

QUESTIONS = questions_files()[:1]
BIG = (200, 60)


def where(reader: Reader) -> Place:
    """Return the place without how it is scrolled, which the panes note when they are drawn."""
    return replace(reader.place, scroll=())


# -- what belongs to a record


@at_every_size
async def test_what_belongs_to_a_record_is_listed_by_the_digit_of_its_list(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        await reader.press("8")
        await reader.cursor_to("Harn ")
        before, counts = reader.lines, library.belonging("plc:harn")
        kinds = [kind for kind in VIEWS if kind in counts]
        assert len(kinds) > 3
        for kind in kinds:
            await reader.press(".")
            assert "what belongs to Harn" in reader.menu[0]
            await reader.press(KEY_OF_VIEW[kind])
            assert (reader.place.view, reader.place.filter) == (kind, "of:plc:harn")
            assert f" 1/{counts[kind]} " in reader.head("list")
            await reader.press("[")
            assert reader.lines == before


async def test_the_menu_says_how_many_there_are_of_each(library: Library) -> None:
    async with reading(library, WIDE) as reader:
        await reader.press("8")
        await reader.cursor_to("Harn ")
        await reader.press(".")
        said = {line.split()[-2].lower(): int(line.split()[-1]) for line in reader.menu[1:]}
        assert list(said.values()) == [
            library.belonging("plc:harn")[kind] for kind in VIEWS if kind in library.belonging("plc:harn")
        ]


async def test_what_has_nothing_says_so(long_library: Library) -> None:
    async with reading(long_library) as reader:
        await reader.press("2", "G", ".")
        assert reader.menu[0].startswith(" what belongs to")
        await reader.press("j", "escape")
        assert where(reader).view == "event"


# -- hint letters


def lettered(reader: Reader) -> dict[str, tuple[str, int]]:
    """Return the labels that stand on the screen, with the pane and row before which each is seen."""
    seen = {}
    for name in reader.shown_panes:
        pane = reader.screen.panes[name]
        for index, label in pane.labels.items():
            assert reader.rows(name)[index - pane.top].startswith(label)
            seen[label] = (name, index)
    return seen


@at_every_size
@pytest.mark.parametrize("key", ["escape", "A", "tab", "1"])
async def test_hint_letters_stand_before_what_can_be_gone_to_and_are_left(
    library: Library, size: Size, key: str
) -> None:
    async with reading(library, size) as reader:
        await reader.press("2", "j")
        before = reader.lines
        await reader.press("f")
        assert len(lettered(reader)) == sum(len(reader.screen.panes[one].openable_rows()) for one in reader.shown_panes)
        await reader.press(key)
        assert reader.lines == before


@pytest.mark.parametrize(
    ("start", "size"),
    [("1", SMALL), ("2", WIDE), ("2 enter", MEDIUM), ("4 enter", WIDE), ("2 o", SMALL), ("2 enter w", MEDIUM)],
)
async def test_a_hint_goes_where_enter_on_its_row_goes(library: Library, size: Size, start: str) -> None:
    async with reading(library, size) as reader:
        for nth in (0, 6, -1):
            await reader.press(*start.split(), "f")
            spots = lettered(reader)
            label, (pane, index) = list(spots.items())[min(nth, len(spots) - 1)]
            await reader.press(*label)
            gone = where(reader)
            assert lettered(reader) == {}
            await reader.press(*start.split())
            reader.app.desk.focus(pane)
            reader.screen.acts.go(index)
            await reader.press("enter")
            assert gone == where(reader)


async def test_many_things_on_a_big_screen_have_two_letters_each(long_library: Library) -> None:
    async with reading(long_library, BIG) as reader:
        await reader.press("2", "f")
        spots = lettered(reader)
        assert len(spots) > len(LETTERS)
        assert {len(label) for label in spots} == {2}
        last = list(spots)[-1]
        await reader.press(last[0])
        assert set(lettered(reader)) == {label[1] for label in spots if label[0] == last[0]}
        await reader.press(last[1])
        assert lettered(reader) == {}
        assert reader.place.depth == 1


async def test_hints_are_of_what_stands_there_when_the_panes_have_followed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_screen, "TRAIL", 3_600)
    async with reading(library, WIDE) as reader:
        await reader.press("2", "G", "f")
        assert reader.place.record == "evt:road-closed"
        spots = lettered(reader)
        assert spots == {
            label: (name, index)
            for label, (name, index) in spots.items()
            if index in reader.screen.panes[name].openable_rows()
        }


async def test_hints_are_lettered_anew_for_another_size(library: Library) -> None:
    async with reading(library, WIDE) as reader:
        await reader.press("4", "f")
        for size in (SMALL, MEDIUM, WIDE):
            await reader.resize(size)
            spots = lettered(reader)
            expected = [(p, i) for p in reader.shown_panes for i in reader.screen.panes[p].openable_rows()]
            assert sorted(spots.values()) == sorted(expected)
        await reader.press("escape")
        assert lettered(reader) == {}


# -- marks


@at_every_size
async def test_a_marked_place_is_gone_back_to_as_it_was(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        await reader.press("2", *"/-line:off", "enter", "j", "enter", "j", "j", "m", "a")
        marked = reader.lines[:-1]
        await reader.press("8", "j", "j")
        elsewhere = reader.lines[:-1]
        await reader.press("'", "a")
        assert reader.lines[:-1] == marked
        await reader.press("'", "'")
        assert reader.lines[:-1] == elsewhere
        await reader.press("'", "'")
        assert reader.lines[:-1] == marked
        await reader.press("[")
        assert reader.lines[:-1] == elsewhere


async def test_marks_are_kept_over_a_restart(library: Library, tmp_path: Path) -> None:
    async with reading(library) as reader:
        await reader.press("2", "j", "enter", "m", "z", "8", "m", "q")
        write_desk(tmp_path / "place.json", reader.app.desk)
    async with reading_at(read_desk(tmp_path / "place.json", library)) as reader:
        assert reader.place.view == "place"
        await reader.press("'")
        assert [row.split()[-1] for row in reader.menu[1:]] == ["Places", "Events"]
        await reader.press("z")
        assert (reader.place.view, reader.place.pane, reader.place.record) == ("event", "details", "evt:gate-chained")


async def test_a_letter_that_marks_nothing_says_so_and_the_menu_is_left(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("2")
        before = where(reader)
        for keys, said in (("'k", "no place is marked k"), ("''", "no place is marked '")):
            await reader.press(*keys)
            assert reader.footer == said
        for key in ("m", "'"):
            await reader.press(key, "escape")
            assert reader.footer.startswith("? help")
        assert (where(reader), reader.app.desk.marks) == (before, {})


# -- zoom


@at_every_size
@pytest.mark.parametrize("pane", PANES)
async def test_a_pane_has_all_the_screen_and_gives_it_back(library: Library, size: Size, pane: str) -> None:
    async with reading(library, size) as reader:
        await reader.press("2", "j")
        await reader.go_to(pane)
        before = reader.lines
        await reader.press("Z")
        assert reader.shown_panes == [pane]
        region = reader.screen.panes[pane].region
        assert (region.width, region.height) == (size[0], size[1] - 2)
        reader.cursor()
        await reader.press("Z")
        assert reader.lines == before


@at_every_size
async def test_zoom_belongs_to_the_place_one_comes_back_to(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        await reader.press("4", "enter", "Z")
        zoomed = reader.lines[:-1]
        await reader.press("2")
        plain = reader.lines[:-1]
        assert not reader.place.zoom
        await reader.press("[")
        assert (reader.lines[:-1], reader.place.zoom) == (zoomed, True)
        await reader.press("]")
        assert (reader.lines[:-1], reader.place.zoom) == (plain, False)


# -- going to a name


@at_every_size
@pytest.mark.parametrize("spelling", ["Härn", "harn", "HARN", "هرن", "al-harn"])
async def test_any_spelling_goes_to_a_name(library: Library, size: Size, spelling: str) -> None:
    async with reading(library, size) as reader:
        await reader.press(":", *spelling, "enter")
        assert (reader.place.pane, reader.place.record) == ("details", "plc:harn")
        assert reader.footer.startswith("? help")


@at_every_size
async def test_what_a_name_may_mean_is_offered_and_chosen_with_the_arrow(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        await reader.press(*":tas")
        hits = library.search("tas", limit=20)
        await reader.until(lambda: len(offered(reader)) == len(hits))
        assert hits[0].row.title[:10] in reader.menu[1]
        await reader.press("down", "enter")
        assert reader.place.record == hits[1].row.id
        assert not reader.screen.choosing.pane.display


async def test_keys_typed_ahead_choose_what_is_not_offered_yet(library: Library) -> None:
    hits = library.search("tas", limit=20)
    async with reading(library) as reader:
        reader.type_ahead(*":tas", "enter")
        await reader.until(lambda: reader.place.record == hits[0].row.id and reader.place.pane == "details")
        reader.type_ahead(*":tas", "down", "enter", "2")
        await reader.until(lambda: reader.place.view == "event")
        await reader.press("[")
        assert (reader.place.record, reader.place.pane) == (hits[1].row.id, "details")


@pytest.mark.parametrize(
    ("typed", "pane", "opened"),
    [
        ("evt:road-closed", "details", "evt:road-closed"),
        ("agr:water-accord", "details", "agr:water-accord"),
        ("hc31#6", "article", "hc31#6"),
        ("hc31#title", "article", "hc31#title"),
    ],
)
async def test_an_id_and_a_citation_are_gone_to(library: Library, typed: str, pane: str, opened: str) -> None:
    async with reading(library) as reader:
        await reader.press(":", *typed, "enter")
        there = reader.place.citation if pane == "article" else reader.place.record
        assert (reader.place.pane, there) == (pane, opened)


async def test_an_unknown_name_says_so_and_changes_nothing(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("8", "j")
        before = reader.place
        await reader.press(*":zebra", "enter")
        assert reader.footer == "nothing is called “zebra”"
        assert reader.place == before


# -- find and search


@at_every_size
@pytest.mark.parametrize(
    ("keys", "find"), [("1 tab", "the"), ("2 enter", "e"), ("2 enter w", "e"), ("4 enter Q a", "e")]
)
async def test_a_find_says_which_of_how_many(library: Library, size: Size, keys: str, find: str) -> None:
    async with reading_at(Desk(library, question_files=QUESTIONS), size) as reader:
        await reader.press(*keys.split())
        if reader.place.view == "article":
            await reader.go_to("article")
        await reader.press("g", "/", *find, "enter")
        total = sum(row.hits for row in reader.all_rows())
        assert total > 1
        for _ in range(2):
            hits = Hits(reader.screen.pane.source)  # type: ignore[arg-type]
            assert reader.footer == f"“{find}” {hits.near(reader.screen.pane.cursor)} · n next · N before"
            assert f" of {total}" in reader.footer
            reader.cursor()
            await reader.press("n")
        await reader.press("N", "N")
        assert reader.footer.split("” ")[1].startswith("1")
        await reader.press("N")
        assert f"{total} of {total} ·" in reader.footer or f"-{total} of" in reader.footer


@at_every_size
async def test_a_search_opens_at_its_words(library: Library, size: Size) -> None:
    found = [hit for hit in library.search("gate", limit=200) if hit.find]
    assert {hit.row.kind for hit in found} > {"paragraph", "claim"}
    async with reading(library, size) as reader:
        for hit in found:
            await reader.press("s", "ctrl+u", *"gate", "enter")
            row = [one.row.id for one in reader.app.desk.hits].index(hit.row.id)
            await reader.press("g", *["j"] * row, "enter")
            assert (reader.place.citation if reader.place.pane == "article" else reader.place.record) == hit.row.id
            under = reader.screen.pane.current
            assert under is not None and under.hit and "gate" in under.text.lower(), hit
            assert " of " in reader.footer and reader.app.desk.find == hit.find
            await reader.press("escape")


# -- filters


def offered(reader: Reader) -> list[str]:
    """What is offered above the line: the tokens."""
    menu = reader.screen.choosing.pane.menu
    return [choice.title for choice in menu.choices] if menu else []


@at_every_size
async def test_a_filter_is_completed_and_finds_as_many_as_was_said(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        for down in range(3):
            await reader.press("2", *"/type:")
            await reader.until(lambda: "type:blockade" in offered(reader))
            said = reader.screen.choosing.pane.menu.choices[down]  # type: ignore[union-attr]
            await reader.press(*["down"] * down, "tab")
            assert reader.footer == f"filter: {said.title}"
            await reader.press("enter")
            assert reader.place.filter == said.title
            assert len(reader.app.desk.numbers) == int(said.note.split(" · ")[0])
            assert not reader.screen.choosing.pane.display


async def test_completing_goes_on_from_a_facet_to_its_values_and_to_the_next(library: Library) -> None:
    async with reading(library) as reader:
        await reader.press("2", *"/pla")
        await reader.until(lambda: offered(reader)[:1] == ["place:"])
        await reader.press("tab")
        assert reader.footer == "filter: place:"
        await reader.press("tab")
        first = reader.screen.prompt.line.text
        assert first.startswith("place:") and first.endswith(" ")
        await reader.press(*"fact", "tab", "down", "tab", "enter")
        assert reader.place.filter.startswith(f"{first}factuality:")
        assert not reader.app.desk.problem


async def test_tab_typed_ahead_completes_what_stands_there(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "REST", 3_600)
    async with reading(library) as reader:
        reader.type_ahead("2", *"/pla", "tab", *"orr", "tab", *"type:", "down", "tab", "enter")
        await reader.until(lambda: reader.place.view == "event" and bool(reader.place.filter))
        assert reader.place.filter.startswith("place:orren type:")
        assert not reader.app.desk.problem


async def test_a_filter_is_kept_under_a_name_and_meant_by_it(library: Library, tmp_path: Path) -> None:
    desk = Desk(library, saved=SavedFilters(tmp_path / "filters.yaml"))
    async with reading_at(desk) as reader:
        await reader.press("2", *"/type:blockade", "enter")
        kept = list(desk.numbers)
        await reader.press("S", *"shut", "enter")
        assert reader.footer == "@shut now means type:blockade"
        await reader.press("escape")
        assert list(desk.numbers) != kept
        await reader.press(*"/@shut", "enter")
        assert (reader.place.filter, list(desk.numbers)) == ("@shut", kept)
        await reader.press("/", "ctrl+u", *"@s")
        await reader.until(lambda: offered(reader) == ["@shut"])
        await reader.press("escape")
    again = Desk(library, saved=SavedFilters(tmp_path / "filters.yaml"))
    async with reading_at(again) as reader:
        await reader.press("2", *"/!@shut", "enter")
        assert sorted([*again.numbers, *kept]) == list(library.numbers("event"))


@pytest.mark.parametrize("name", ["a b", "", "x:y", "[bold]"])
async def test_a_name_that_cannot_be_kept_says_why(library: Library, tmp_path: Path, name: str) -> None:
    async with reading_at(Desk(library, saved=SavedFilters(tmp_path / "filters.yaml"))) as reader:
        await reader.press("2", *"/gate", "enter", "S", *name, "enter")
        assert not (tmp_path / "filters.yaml").exists()
        assert reader.footer.startswith("? help" if not name else repr(name)[:2])
        look(reader)


@at_every_size
async def test_what_a_filter_hides_is_shown_and_hidden_again(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        await reader.press("2", *"/place:harn", "enter")
        seen = list(reader.app.desk.numbers)
        await reader.press("!")
        assert sorted([*seen, *reader.app.desk.numbers]) == list(library.numbers("event"))
        assert reader.place.filter in reader.head("list")
        await reader.press("!")
        assert list(reader.app.desk.numbers) == seen


# -- copying


@pytest.fixture
def no_tmux(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be a terminal, and nothing between."""
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.usefixtures("no_tmux")
@at_every_size
@pytest.mark.parametrize(
    ("way", "holds"),
    [
        ("p", ["Harn weir stays shut", "The Harn Courier", "12 May 2031", "para. 3"]),
        ("b", ["@", "title", "Harn weir stays shut", "2031"]),
        ("c", ['"title"', "Harn weir stays shut", '"issued"']),
        ("t", ["The two valleys agree on the water", "1..10 Apr 2031", "hc31#3"]),
    ],
)
async def test_a_record_is_copied_shown_and_written(
    library: Library, tmp_path: Path, size: Size, way: str, holds: list[str]
) -> None:
    file = tmp_path / "data" / "copied.txt"
    async with reading_at(Desk(library), size, copied=file) as reader:
        await reader.press("2")
        before = reader.lines
        await reader.press("y", way)
        text = file.read_text("utf-8")
        assert all(one in text for one in holds)
        assert file.stat().st_mode & 0o077 == 0
        shown = "".join("".join(row.text for row in reader.menu_rows()).split())
        assert "".join(text.split()) in shown
        assert "writtento" in shown + "".join(reader.menu[0].split())
        await reader.press("escape")
        assert reader.lines == before


@pytest.mark.usefixtures("no_tmux")
async def test_in_an_article_the_paragraph_under_the_cursor_is_copied(library: Library, tmp_path: Path) -> None:
    async with reading_at(Desk(library), copied=tmp_path / "copied.txt") as reader:
        await reader.go_to("article")
        await reader.cursor_to("A fortnight")
        await reader.press("y", "p")
        assert "para. 6" in (tmp_path / "copied.txt").read_text("utf-8")


@pytest.mark.usefixtures("no_tmux")
async def test_a_file_that_cannot_be_written_is_said(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    async with reading_at(Desk(library), copied=tmp_path / "file" / "copied.txt") as reader:
        await reader.press("2", "y", "p")
        assert "File exists" in " ".join(row.text for row in reader.menu_rows()) + reader.menu[0]


# -- themes


def worn(reader: Reader) -> str:
    """Return the name of the theme whose colours the screen has."""
    titles = {one.title: one.name for one in Wardrobe(themes_folder()).listed()}
    return titles[reader.screen.theme_styles.title]


@at_every_size
async def test_themes_are_tried_on_and_put_off(library: Library, size: Size) -> None:
    async with reading_at(Desk(library), size, Wardrobe(themes_folder())) as reader:
        before = [list(strip) for strip in reader.strips]
        await reader.press("T")
        tried = []
        for _ in Wardrobe(themes_folder()).listed():
            tried.append(worn(reader))
            await reader.press("j")
        await reader.press("g")
        tried.append(worn(reader))
        assert set(tried) >= {"light", "contrast", "sixteen", "mono"}
        await reader.press("escape")
        assert worn(reader) == "dark"
        assert [list(strip) for strip in reader.strips] == before


async def test_a_theme_that_is_kept_is_worn_at_the_next_start(library: Library, tmp_path: Path) -> None:
    wardrobe = Wardrobe(themes_folder(), chosen=tmp_path / "theme")
    async with reading_at(Desk(library), wardrobe=wardrobe) as reader:
        await reader.press("T", *"/light", "enter")
        assert worn(reader) == "light"
        assert reader.footer.startswith("? help")
    assert wardrobe.fitting(None, "dark").title == wardrobe.theme("light").title


async def test_an_unfit_theme_says_why_and_is_neither_worn_nor_kept(library: Library, tmp_path: Path) -> None:
    own = tmp_path / "themes"
    own.mkdir()
    (own / "aaa.yaml").write_text("title: Aaa\nextends: dark\nstyles: {bse: red}\n")
    wardrobe = Wardrobe(themes_folder(), own, tmp_path / "theme")
    async with reading_at(Desk(library), wardrobe=wardrobe) as reader:
        await reader.press("T", "j", "g")
        assert "aaa.yaml" in reader.footer and "bse" in reader.footer
        await reader.press("enter")
        assert "aaa.yaml" in reader.footer
        assert worn(reader) == "dark"
    assert not (tmp_path / "theme").exists()


async def test_a_theme_that_cannot_be_kept_is_worn_and_says_so(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    wardrobe = Wardrobe(themes_folder(), chosen=tmp_path / "file" / "theme")
    async with reading_at(Desk(library), wardrobe=wardrobe) as reader:
        await reader.press("T", *"/light", "enter")
        assert worn(reader) == "light"
        assert str(tmp_path)[:10] in reader.footer


# -- what is wrong in a file of the reader's


@at_every_size
async def test_a_broken_file_of_questions_says_so(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: Size
) -> None:
    own = tmp_path / "q.yaml"
    own.write_text("- id: x\n  of: evnt\n")
    monkeypatch.chdir(tmp_path)
    async with reading_at(Desk(library, question_files=[*QUESTIONS, Path("q.yaml")]), size) as reader:
        await reader.press("2", "Q")
        assert reader.footer.startswith("q.yaml:1:3: error[missing-key]:")
        look(reader)
        await reader.press("j")
        assert reader.footer.startswith("? help")


@pytest.mark.parametrize("page", ["", "ask:killings"])
async def test_a_file_of_questions_that_cannot_be_read_says_so(library: Library, tmp_path: Path, page: str) -> None:
    desk = Desk(library, Place(view="event", page=page, pane="details"), question_files=[*QUESTIONS, tmp_path])
    async with reading_at(desk) as reader:
        await reader.press("Q")
        assert "Is a directory" in reader.footer


@at_every_size
async def test_a_broken_file_of_filters_says_so_only_to_who_asks_for_one(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: Size
) -> None:
    (tmp_path / "f.yaml").write_text("evnets:\n  a: gate\nplaces:\n  b c: harn\n")
    monkeypatch.chdir(tmp_path)
    async with reading_at(Desk(library, saved=SavedFilters(Path("f.yaml"))), size) as reader:
        await reader.press("2", *"/gate", "enter")
        assert reader.place.filter == "gate"
        for keys in ("Sx", "/@a"):
            await reader.press(*keys, "enter")
            assert reader.footer.startswith("f.yaml:1:1: error")
            assert reader.place.filter == "gate"
            look(reader)


async def test_each_problem_of_a_file_has_its_line(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "f.yaml").write_text("evnets:\n  a: gate\nplaces:\n  b c: harn\n")
    monkeypatch.chdir(tmp_path)
    async with reading_at(Desk(library, saved=SavedFilters(Path("f.yaml"))), WIDE) as reader:
        await reader.press("2", *"/@a", "enter")
        lines = [line.strip() for line in reader.lines[reader.screen.footer_bar.region.y :]]
        assert [line.split(" ")[0] for line in lines if line.startswith("f.yaml")] == ["f.yaml:1:1:", "f.yaml:4:3:"]


# -- any menu, any text, any size


OPENED = {
    "what belongs": ".",
    "marks": "m a m",
    "marked places": "m a '",
    "ways to copy": "y",
    "questions": "Q",
    "pages": "p",
    "themes": "T",
    "help": "?",
    "what can be done": "ctrl+p",
    "a name": ": t",
    "a filter": "/ t y p e :",
    "a filter by its words": "/ t",
    "hints": "f",
}
every_menu = pytest.mark.parametrize("keys", OPENED.values(), ids=OPENED)


@pytest.fixture
def full(tmp_path: Path) -> Callable[[Library], tuple[Desk, Size, Wardrobe, Path]]:
    """All that a desk may have."""
    saved = SavedFilters(tmp_path / "filters.yaml")

    def of(library: Library, size: Size = MEDIUM) -> tuple[Desk, Size, Wardrobe, Path]:
        desk = Desk(library, saved=saved, question_files=QUESTIONS)
        return desk, size, Wardrobe(themes_folder()), tmp_path / "copied"

    return of


@pytest.mark.parametrize(("size", "views"), [(WIDE, "258"), (MEDIUM, "3690"), (SMALL, "147")])
async def test_text_that_means_harm_is_harmless_in_every_menu(
    hostile: Library, size: Size, views: str, full: Callable[..., tuple[Desk, Size, Wardrobe, Path]]
) -> None:
    async with reading_at(*full(hostile, size)) as reader:
        for view in views:
            for keys in OPENED.values():
                await reader.press(view, *keys.split())
                reader.screen.typing.rest()
                look(reader)
                for key in ("down", "pagedown"):
                    await reader.press(key)
                    look(reader)
                await reader.press("escape", "escape")


async def test_a_corpus_that_was_cleaned_is_as_harmless(
    cleaned: Library, full: Callable[..., tuple[Desk, Size, Wardrobe, Path]]
) -> None:
    async with reading_at(*full(cleaned)) as reader:
        for keys in OPENED.values():
            await reader.press("2", *keys.split(), "enter")
            look(reader)
            await reader.press("escape", "escape")


@every_menu
async def test_another_size_leaves_the_menu_open_and_in_its_room(
    library: Library, keys: str, full: Callable[..., tuple[Desk, Size, Wardrobe, Path]]
) -> None:
    async with reading_at(*full(library, WIDE)) as reader:
        await reader.press("2", "j", *keys.split())
        reader.screen.typing.rest()
        await reader.pilot.pause()
        for size in (SMALL, (20, 6), WIDE):
            await reader.resize(size)
            look(reader)
            pane = reader.screen.choosing.pane
            if keys != "f":
                assert pane.region.width == size[0]
                assert pane.region.y > 0 and pane.region.bottom <= size[1] - 1
                assert any(line.startswith(">") for line in reader.menu)
        await reader.press("escape")
        if reader.screen.choosing.is_open:
            await reader.press("escape")
        assert reader.screen.is_bare
        reader.cursor()


@at_every_size
async def test_every_menu_is_left_for_where_one_was(
    library: Library, size: Size, full: Callable[..., tuple[Desk, Size, Wardrobe, Path]]
) -> None:
    async with reading_at(*full(library, size)) as reader:
        await reader.press("2", "j")
        before, place = reader.lines, where(reader)
        for name, keys in OPENED.items():
            await reader.press(*keys.split())
            reader.screen.typing.rest()
            await reader.press("escape")
            if reader.screen.choosing.is_open:
                await reader.press("escape")
            assert (reader.lines, where(reader)) == (before, place), name


async def test_keys_typed_ahead_go_through_the_menus(library: Library) -> None:
    async with reading_at(Desk(library, question_files=QUESTIONS)) as reader:
        reader.type_ahead("4", "Q", "c", "o", "m", "a", "8", ".", "2", "'", "a", "Z")
        await reader.until(lambda: reader.place.zoom)
        assert (reader.place.view, reader.place.pane) == ("agreement", "article")
        assert reader.place.page == "ask:part-of-the-deal"


async def test_a_name_is_gone_to_in_the_bundled_corpus_typed_at_once(daraa: Library) -> None:
    async with reading(daraa) as reader:
        reader.type_ahead(*":tafas", "enter")
        await reader.until(lambda: reader.place.record == "plc:tafas")
        assert reader.place.pane == "details"
