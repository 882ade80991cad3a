"""Whatever is pressed, in whatever order: khabar goes on, and every pane that has rows shows where its cursor is."""

from __future__ import annotations

from random import Random

import pytest
from reader import SIZES, Reader, reading

from tui.commands.commands import COMMANDS
from tui.store.library import Library

KEYS = sorted(
    {key for command in COMMANDS for key in command.keys} - {"ctrl+q"}
    | set("aeth ")
    | {"backspace", "ctrl+u", "ctrl+c"}
)
"""All keys there are but the one that quits, and what a line that is being typed takes."""


def assert_cursors_in_sight(reader: Reader) -> None:
    for pane in reader.shown_panes:
        if reader.all_rows(pane):
            reader.cursor(pane)


@pytest.mark.parametrize("seed", range(8))
async def test_any_keys_at_any_size(library: Library, seed: int) -> None:
    choose = Random(seed).choice
    async with reading(library, choose(SIZES)) as reader:
        for turn in range(150):
            await reader.press(choose(KEYS))
            assert reader.app.return_code is None
            if turn % 50 == 49:
                await reader.press("escape", "escape")  # out of what is being typed, out of the help
                await reader.resize(choose(SIZES))
                assert_cursors_in_sight(reader)
