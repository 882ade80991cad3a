"""Draw the README's screenshots from the bundled corpus: `python tests/looks/screenshots.py`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from tui.app import KhabarApp
from tui.paths import bundled_corpus, themes_folder, vocabulary_file
from tui.present.themes import find_theme
from tui.reading.desk import Desk
from tui.store.build import open_corpus

HERE = Path(__file__).parent
SHOTS = {
    "deal-120x40.svg": ((120, 40), ("4", "G", "enter", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j")),
    "events-80x24.svg": ((80, 24), ("2", *"jjjjjjjjjjjjjjjjjjjjjjjj")),
}


async def draw() -> None:
    """Write every screenshot."""
    with tempfile.TemporaryDirectory() as folder:
        library = open_corpus(bundled_corpus(), vocabulary_file(), Path(folder) / "store.json")
        for name, (size, keys) in SHOTS.items():
            app = KhabarApp(Desk(library), find_theme("dark", themes_folder()))
            async with app.run_test(size=size) as pilot:
                await pilot.press(*keys)
                await pilot.pause()
                svg = app.export_screenshot(title="khabar")
            # no font is fetched: any monospaced one will do
            svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")
            (HERE / name).write_text(svg, encoding="utf-8")
        library.close()


if __name__ == "__main__":
    asyncio.run(draw())
