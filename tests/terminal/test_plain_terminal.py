"""Plain text on a terminal: what a screen reader or a braille line gets is lines, and nothing that moves or colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from pseudo_terminal import PseudoTerminal
from rich.cells import cell_len

BRAILLE = (40, 1)


@pytest.mark.parametrize(
    "asked",
    [
        ["show", "evt:gate-shut", "--page", "accounts"],
        ["timeline", "--lanes", "place"],
        ["show", "art:hc31", "--page", "text"],
    ],
    ids=lambda asked: asked[0] + asked[-1],
)
def test_a_braille_line_gets_lines_of_its_width_and_nothing_else(asked: list[str], valleys_store: Path) -> None:
    with PseudoTerminal(*asked, "--corpus", str(valleys_store), size=BRAILLE, TERM="dumb") as terminal:
        assert terminal.ends() == 0
        lines = terminal.sent.decode().split("\r\n")
    assert len(lines) > 10
    assert all(line.isprintable() for line in lines)
    assert max(map(cell_len, lines)) <= BRAILLE[0]


def test_building_says_nothing_again_and_again_where_it_is_read_out(valleys: Path, tmp_path: Path) -> None:
    with PseudoTerminal("build", str(valleys), "-o", str(tmp_path / "valleys.json"), TERM="dumb") as terminal:
        assert terminal.ends() == 0
        assert terminal.sent.replace(b"\r\n", b"").count(b"\r") == 0
