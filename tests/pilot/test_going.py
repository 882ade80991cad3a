"""Going in, coming out, to the paragraph, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from reader import Reader, Size, at_every_size, reading

from tui.corpus.kinds import kind_of
from tui.reading.desk import PANES, VIEWS
from tui.store.library import Library


@dataclass(frozen=True)
class From:
    """A row, and what a key opens from it.

    `start` is a record whose details are opened, a pane to go round to, or keys; `words` begin the row, the row of the
    cursor if left out; `opens` is a record in the details or a paragraph in the article.
    """

    what: str
    start: str
    words: str
    opens: str
    pane: str = "details"

    async def go(self, reader: Reader) -> None:
        """Put the cursor on the row."""
        if self.start in PANES:
            await reader.go_to(self.start)
        elif kind := kind_of(self.start):
            await reader.press(str(VIEWS.index(kind) + 1))
            await reader.cursor_to(reader.app.desk.library.title(self.start)[:10])
            await reader.press("enter")
        else:
            await reader.press(*self.start.split())
        if self.words:
            await reader.cursor_to(self.words)

    def opened(self, reader: Reader) -> str | None:
        """What lies open in the pane in focus."""
        return {"details": reader.place.record, "article": reader.place.citation}.get(reader.place.pane)


def rows(*each: From) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", each, ids=lambda row: row.what)


@rows(
    From("an article in the list", "1", "Harn weir", "hc31#title", "article"),
    From("an event in the list", "2", "The two valleys", "evt:accord-made"),
    From("an actor in the list", "3", "Ilse Marrow", "act:ilse-marrow"),
    From("an agreement in the list", "4", "Water Accord", "agr:water-accord"),
    From("a round in the list", "5", "Talks in the", "rnd:mill-talks"),
    From("an issue in the list", "6", "Has the gate", "iss:is-the-gate-shut"),
    From("a figure in the list", "7", "men who put", "fig:men-from-orren"),
    From("a place in the list", "8", "Lower Tasmel", "plc:tasmel"),
    From("a thread in the list", "9", "The water of", "thr:water"),
    From("an event on the timeline", "timeline", "A lorry", "evt:lorry-turned-back"),
    From("an event on the shelf", "shift+tab G", "", "evt:road-closed"),
    From("a participant of an event", "evt:accord-made", "Abbot of Saint", "act:abbot-of-saint-oda"),
    From("the place of an event", "evt:accord-made", "  Harn", "plc:harn"),
    From("a citation", "evt:accord-made", "  hc31#3", "hc31#3", "article"),
    From("a record that names this one", "evt:accord-made", "The gate is", "evt:gate-chained"),
    From("the sum of a date", "evt:gate-chained", "sum 3 days", "evt:accord-made"),
    From("a term of an agreement", "agr:water-accord", "Tasmel gives", "hc31#3", "article"),
    From("the claim of a position", "iss:is-the-gate-shut", "opened every", "clm:gate-opened"),
    From("who says how a term stands", "agr:water-accord", "kept", "act:orren-water-board"),
    From("a member of a thread", "thr:water", "Talks in", "rnd:mill-talks"),
    From("the outlet of an article", "article", "The Harn Courier", "out:harn-courier"),
    From("a paragraph in its article", "article", "A fortnight", "hc31#6"),
    From("an actor that was found", "s i l s e enter", "actor", "act:ilse-marrow"),
    From("a paragraph that was found", "s f o r t n i g h t enter", "hc31#6", "hc31#6", "article"),
    From("an article that was found", "s t r a d e enter", "article", "hc31#title", "article"),
)  # fmt: skip
@at_every_size
async def test_enter_goes_in(library: Library, size: Size, row: From) -> None:
    async with reading(library, size) as reader:
        await row.go(reader)
        await reader.press("enter")
        assert (reader.place.pane, row.opened(reader)) == (row.pane, row.opens)


@at_every_size
async def test_enter_on_a_paragraph_lists_what_rests_on_it_and_enter_there_opens_it(
    library: Library, size: Size
) -> None:
    async with reading(library, size) as reader:
        await reader.go_to("article")
        await reader.cursor_to("A fortnight")
        await reader.press("enter")
        resting = library.resting_on("hc31#6")
        listed = [row.target for row in reader.all_rows() if row.target != "hc31#6" and row.target]
        assert list(dict.fromkeys(listed)) == [row.id for row in resting]
        assert f"rests on it: {len(resting)}" in "\n".join(reader.rows())
        await reader.cursor_to("event A lorry")
        await reader.press("enter")
        assert (reader.place.pane, reader.place.record) == ("details", "evt:lorry-turned-back")


async def test_enter_on_the_words_of_a_paragraph_goes_back_into_its_article(library: Library) -> None:
    async with reading(library) as reader:
        await reader.go_to("article")
        await reader.cursor_to("A fortnight")
        await reader.press("enter", "j", "enter")
        assert (reader.place.pane, reader.place.citation) == ("article", "hc31#6")


@pytest.mark.parametrize("words", ["participants", "when"])
async def test_enter_says_where_there_is_nothing_to_go_into(library: Library, words: str) -> None:
    async with reading(library) as reader:
        await reader.press("2", "enter")
        await reader.cursor_to(words)
        await reader.press("enter")
        assert (reader.place.pane, reader.place.record) == ("details", "evt:accord-made")
        assert reader.footer == "nothing to go into on this row"


@pytest.mark.parametrize("key", ["escape", "q", "h", "left"])
@at_every_size
async def test_coming_out_goes_layer_by_layer_and_never_quits(library: Library, size: Size, key: str) -> None:
    async with reading(library, size) as reader:
        await reader.press("2", *"/valleys", "enter")
        assert "1/1 of 6 · valleys" in reader.head("list")
        await reader.press("enter", *"/abbot", "enter")
        layers = []
        for _ in range(4):
            layers.append((reader.app.desk.find, reader.place.pane, reader.place.filter))
            await reader.press(key)
        assert layers == [
            ("abbot", "details", "valleys"),
            ("", "details", "valleys"),
            ("", "list", "valleys"),
            ("", "list", ""),
        ]
        assert "this is the outermost layer; ctrl+q quits" in reader.footer
        await reader.press(*[key] * 5)
        assert reader.app.is_running
        assert reader.place.view == "event"


@at_every_size
async def test_coming_out_of_what_was_found_goes_back_to_where_one_was(library: Library, size: Size) -> None:
    async with reading(library, size) as reader:
        await reader.press("8", "j")
        before = reader.rows()
        await reader.press(*"smarrow", "enter")
        assert reader.head().startswith(" Found")
        await reader.press("escape")
        assert reader.rows() == before


@rows(
    From("a row of the list", "2 j j", "", "hc31#6"),
    From("an event on the timeline", "timeline", "A lorry", "hc31#6"),
    From("a field", "agr:water-accord", "  Harn", "hc31#1"),
    From("a term", "agr:water-accord", "Tasmel gives", "hc31#3"),
    From("a status of a term", "agr:water-accord", "kept", "hc31#2"),
    From("a date", "1 tab tab", "published", "hc31#date"),
    From("the words of a date", "1 tab tab", "said", "hc31#date"),
    From("the state of a place", "plc:harn-weir", "closed", "hc31#1"),
    From("a position in an issue", "iss:is-the-gate-shut", "opened every night", "hc31#2"),
    From("an affiliation", "act:ilse-marrow", "Orren Water Board", "hc31#2"),
    From("a citation", "agr:water-accord", "  hc31#3", "hc31#3"),
    From("a record that names this one", "evt:accord-made", "The gate is", "hc31#4"),
    From("a member of a thread", "thr:water", "The gate stays", "hc31#1"),
    From("a name and where it stands", "act:tasmel-farmers", "the farmers", "hc31#4"),
)  # fmt: skip
@at_every_size
async def test_o_opens_the_paragraph_of_the_value(library: Library, size: Size, row: From) -> None:
    async with reading(library, size) as reader:
        await row.go(reader)
        await reader.press("o")
        assert (reader.place.pane, row.opened(reader)) == ("article", row.opens)
        assert row.opens in reader.head()
        under_cursor = reader.screen.pane.current
        assert under_cursor is not None and under_cursor.block == row.opens
