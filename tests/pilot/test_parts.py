"""Each of the 31 parts of the process is where the table in `tests/README.md` says, by the keys it gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reader import MEDIUM, Reader, reading_at

from tui.paths import questions_files
from tui.reading.desk import Desk
from tui.store.library import Library

ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (Path(__file__).parents[1] / "README.md").read_text("utf-8").splitlines()
    if re.match(r"\| S\d\d ", line)
]
KEY = re.compile(r"`([^`]+)`([^`]*)")


async def press(reader: Reader, keys: str) -> None:
    """Press the keys of a cell: names and characters in code, words typed after them."""
    for key, words in KEY.findall(keys):
        await reader.press(key.lower() if len(key) > 1 else key)
        await reader.press(*words.strip())


def test_the_table_has_all_parts_in_order(daraa: Library) -> None:
    threads = daraa.rows(daraa.numbers("thread"))
    assert [row[0] for row in ROWS] == [f"S{number:02}" for number in range(1, 32)]
    assert [row[1] for row in ROWS] == [thread.title for thread in threads]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
async def test_a_part_is_seen_where_the_table_says(daraa: Library, row: list[str]) -> None:
    part, title, to_thread, page, to_page, _ = row
    async with reading_at(Desk(daraa, question_files=questions_files()[:1]), MEDIUM) as reader:
        await press(reader, to_thread)
        thread = daraa.row_of(reader.place.record or "")
        assert thread is not None and (thread.kind, thread.title) == ("thread", title)
        assert thread.id.startswith(f"thr:{part.lower()}")
        members = {str(member["record"]) for member in daraa.record(thread.id)["members"]}
        assert members <= {row.target for row in reader.all_rows("details")} | {
            row.block for row in reader.all_rows("details")
        }
        await reader.press("1")
        await press(reader, to_page)
        assert reader.head("details").strip().startswith(page)
        assert sum(bool(row.target) for row in reader.all_rows("details")) > 3
        assert any(row.cite for row in reader.all_rows("details"))
