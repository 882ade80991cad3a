"""What goes wrong while one reads ends with one line that says what to do, never with a traceback."""

from __future__ import annotations

import asyncio

import pytest
from reader import WIDE, Reader, app_for
from textual.pilot import Pilot

from tui.errors import NO_ACCESS, StoreDamaged
from tui.screens.acts import Acts
from tui.store.library import Library

DAMAGE = "store.json: the store is damaged \x1b[31m; build it again"


def break_(library: Library, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let a call of the library find its store damaged."""

    def damaged(*_: object, **__: object) -> None:
        raise StoreDamaged(DAMAGE)

    monkeypatch.setattr(library, name, damaged)


@pytest.mark.parametrize(
    ("call", "keys"),
    [
        pytest.param("record", ["2", "j"], id="when the details are made"),
        pytest.param("row", ["2", "j"], id="when a row is drawn"),
        pytest.param("numbers", ["2"], id="when a list is made"),
        pytest.param("numbers", ["2", "/", "x"], id="when typing rests"),
        pytest.param("search", [*"sweir", "enter"], id="when one searches"),
        pytest.param("number", ["2", "enter"], id="when a record is opened"),
        pytest.param("cited_in", ["tab", "j", "2"], id="when the article is made"),
        pytest.param("linked_from", ["2", "j", "enter"], id="when links are read"),
    ],
)
async def test_a_damaged_store_ends_with_a_message(
    long_library: Library,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    call: str,
    keys: list[str],
) -> None:
    app = app_for(long_library)

    async def read(pilot: Pilot[str]) -> None:
        break_(long_library, monkeypatch, call)
        Reader(app, pilot).type_ahead(*keys)

    message = await asyncio.wait_for(app.run_async(headless=True, size=WIDE, auto_pilot=read), timeout=30)
    assert message == "store.json: the store is damaged [31m; build it again"
    assert app.return_code == NO_ACCESS
    assert "".join(capfd.readouterr()) == ""


async def test_a_fault_of_khabar_itself_is_not_swallowed(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(self: Acts) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Acts, "down", fault)
    app = app_for(library)
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            await pilot.press("j")
    assert app.return_code == 1
