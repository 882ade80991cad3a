"""What a reader has made of a record as it is shown: signs, notes, the notebook's page and its plain text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.corpus.text import clean
from tui.notebook.drafts import Draft, Drafts
from tui.notebook.journal import Journal
from tui.notebook.notebook import COLLECTED, MARKS, NOTED, READ, STARRED, Notebook
from tui.present.article import article_rows
from tui.present.lists import ListRows
from tui.present.notebook_page import notebook_rows
from tui.present.notes_list import dossier_lines, kept_json, kept_lines, listed
from tui.present.own import SIGNS, called, note_rows, signs
from tui.present.rows import TextRow
from tui.store.library import Library
from tui.store.query import OWN
from tui.store.sourcing import MARKS as DOUBTS

HARM = "\x1b[31mred\x1b]52;c;eA==\x07 \u202edne \ud83d\x9b two\nlines [/b] [@click=x]" + "a\u0301" + "\u0301" * 50
EVENT, AGREEMENT, CITATION, GONE = "evt:gate-chained", "agr:valley-accord", "hc31#3", "evt:\x1b[31mgone"


@pytest.fixture
def notebook(tmp_path: Path, library: Library) -> Notebook:
    made = Notebook(Journal(tmp_path / "n"), lambda: "2026-01-02T03:04:05Z", drafts=Drafts(tmp_path / "d"))
    made.mark(EVENT, STARRED)
    made.mark(EVENT, READ)
    made.note(EVENT, HARM)
    made.note(CITATION, "who counted them? " * 30)
    made.mark(CITATION, COLLECTED)
    made.mark(GONE, COLLECTED)
    made.mark("evt:road-closed", READ)
    assert library.number(EVENT) is not None and library.number(CITATION) is not None
    return made


def texts(rows: Iterator[TextRow]) -> list[str]:
    return [row.text.rstrip() for row in rows]


def test_no_sign_is_taken_for_another() -> None:
    assert set(SIGNS) == set(OWN) == {*MARKS, NOTED}
    known = [*SIGNS.values(), *DOUBTS.values(), *"aTPFRND"]
    assert len(set(known)) == len(known) and all(sign.isascii() for sign in known)


def test_signs_stand_in_one_order(notebook: Notebook) -> None:
    assert signs(notebook, EVENT) == '*".'
    assert signs(notebook, CITATION) == '"+'
    assert signs(notebook, "evt:none") == ""


def test_a_list_has_them_behind_the_titles(library: Library, notebook: Notebook) -> None:
    numbers = library.numbers("event")
    for width in range(10, 120):
        plain, own = ListRows(library, numbers, width), ListRows(library, numbers, width, notebook=notebook)
        for index in range(len(numbers)):
            before, after = plain.row(index), own.row(index)
            assert before and after and cell_len(after.text) == cell_len(before.text) == width
            found = signs(notebook, after.target or "")
            assert after.text.endswith(f" {found}") if found else after == before


def test_a_note_is_shown_whole_and_harms_nobody(notebook: Notebook) -> None:
    for width in range(10, 120):
        rows = list(note_rows(notebook, EVENT, width))
        assert all(row.text.isprintable() and cell_len(row.text) <= width for row in rows)
        shown = "".join(row.text for row in rows).replace(" ", "")
        assert shown == '"' + clean(HARM)[0].replace(" ", "") + "·2026-01-02"


def test_an_article_has_signs_below_the_number_and_notes_below_the_paragraph(
    library: Library, notebook: Notebook
) -> None:
    def rows(own: Notebook) -> list[TextRow]:
        return list(article_rows(library, "art:hc31", 78, notebook=own))

    plain, own = rows(Notebook()), rows(notebook)
    ours = [row for row in own if row.block == CITATION]
    assert ours[0] == next(row for row in plain if row.block == CITATION)
    assert ours[1].text.startswith(' "+     ')
    after = own[own.index(ours[-1]) + 1]
    assert after.text.startswith('      " who counted them?') and after.cite == CITATION
    noted = [row for row in own if row.block and row.block.startswith("note:")]
    left = [row.text for row in own if row not in noted]
    assert len(noted) > 5 and len(left) - len(plain) in (0, 1)
    for width in range(12, 100):
        assert all(
            cell_len(row.text) <= max(width, 16) for row in article_rows(library, "art:hc31", width, notebook=notebook)
        )


def test_a_starred_article_has_its_sign_behind_the_title(library: Library, tmp_path: Path) -> None:
    notebook = Notebook(Journal(tmp_path / "a"))
    notebook.mark("art:hc31", STARRED)
    notebook.note("art:hc31", "to be read again")
    shown = texts(article_rows(library, "art:hc31", 78, notebook=notebook))
    assert shown[0].endswith(' *"') and any(line.startswith('" to be read again') for line in shown[:6])


def test_the_page_lists_the_newest_first_with_what_it_is_on(library: Library, notebook: Notebook) -> None:
    notebook.drafts.keep(Draft(AGREEMENT, HARM))
    rows = list(notebook_rows(library, notebook, 78))
    assert rows[0].text == "1 starred · 2 noted · 2 in the dossier · 2 read"
    assert rows[1].text.startswith("being written, on ") and rows[1].block == AGREEMENT
    heads = [row for row in rows if row.text[:1] in '*"+.' and row.block != AGREEMENT and row.text[5:9] == "2026"]
    assert [row.block for row in heads] == [GONE, CITATION, EVENT]  # what was only read is counted
    assert [row.target for row in heads] == [None, CITATION, EVENT]
    assert "no longer in this corpus" in heads[0].text
    assert heads[1].cite == CITATION and heads[2].cite == library.cites(EVENT)[0]
    assert all(row.block == EVENT for row in rows[rows.index(heads[2]) :])


def test_the_page_fits_any_width(library: Library, notebook: Notebook) -> None:
    notebook.drafts.keep(Draft(AGREEMENT, HARM))
    for width in range(10, 120):
        for row in notebook_rows(library, notebook, width):
            assert row.text.isprintable() and cell_len(row.text) <= width, (width, row.text)


def test_an_empty_notebook_says_how_to_fill_it(library: Library) -> None:
    (row,) = notebook_rows(library, Notebook(), 78)
    assert "* stars, A notes" in row.text


def test_letters_are_found_on_the_page(library: Library, notebook: Notebook) -> None:
    hits = [row for row in notebook_rows(library, notebook, 78, "COUNTED") if row.hit]
    assert len(hits) > 3 and {row.block for row in hits} == {CITATION}


# -- without a screen


def test_words_and_sorts_narrow_the_list(library: Library, notebook: Notebook) -> None:
    def on(text: str = "", *sorts: str) -> list[str]:
        return [kept.on for kept in listed(library, notebook, text, sorts)]

    assert on() == [GONE, CITATION, EVENT]
    assert on("", READ) == ["evt:road-closed", EVENT]
    assert on("", STARRED, COLLECTED) == [GONE, CITATION, EVENT]
    assert on("counted who") == [CITATION] and on("count") == [CITATION]
    assert on("gate", STARRED) == [EVENT] and on("zebra") == []


def test_plain_text_says_in_words_what_it_is(library: Library, notebook: Notebook) -> None:
    (gone, cited, event) = ([*kept_lines(library, kept)] for kept in listed(library, notebook, "", ()))
    assert gone == ["evt:[31mgone  in the dossier  2026-01-02  no longer in this corpus"]
    assert cited[0].startswith("hc31#3  noted, in the dossier  2026-01-02  ")
    assert event[0] == f"{EVENT}  starred, noted, read  2026-01-02  {library.title(EVENT)}"
    assert event[1] == f"  2026-01-02  {clean(HARM)[0]}"
    assert all(line.isprintable() for line in (*gone, *cited, *event))


def test_json_says_all(library: Library, notebook: Notebook) -> None:
    gone, _, event = (kept_json(library, kept) for kept in listed(library, notebook, "", ()))
    assert gone["title"] is None and gone["cite"] == []
    assert event["cite"] == library.cites(EVENT) and set(event["marks"]) == {STARRED, READ}
    assert [note["text"] for note in event["notes"]] == [clean(HARM)[0]]


def test_the_dossier_has_its_sources_and_no_notes(library: Library, notebook: Notebook) -> None:
    lines = list(dossier_lines(library, notebook))
    assert lines[0].endswith(": 2 collected")
    assert "1 of 2" in lines and f"2 of 2: {called(library, GONE)}" in lines
    assert any("para. 3" in line and "[hc31]" in line for line in lines)
    assert not any("counted" in line for line in lines)
    assert all(line.isprintable() for line in lines)


@given(on=st.text(), text=st.text(min_size=1), at=st.text(), width=st.integers(10, 120))
def test_whatever_another_program_wrote_it_is_shown_harmlessly(
    library: Library, on: str, text: str, at: str, width: int
) -> None:
    notebook = Notebook()
    notebook._take({"do": NOTED, "on": on, "note": "1", "text": text, "at": at})
    notebook._take({"do": COLLECTED, "on": on, "at": at})
    rows = [*notebook_rows(library, notebook, width), *note_rows(notebook, on, width)]
    assert all(row.text.isprintable() and cell_len(row.text) <= width for row in rows)
    for kept in notebook.kept():
        assert all(line.isprintable() for line in kept_lines(library, kept))
        assert kept_json(library, kept)["title"] is None or library.number(on) is not None
    assert all(line.isprintable() for line in dossier_lines(library, notebook))
