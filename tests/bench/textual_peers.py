"""Two Textual apps to stand beside khabar: `bare` says hello, `naive FILE` reads articles with the widgets at hand.

FILE is a JSON list of objects with `title` and `text`. Each app imports only what it needs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult


def bare() -> App[None]:
    """Return the least that answers a key: `j` changes the one word."""
    from textual.widgets import Label

    class Bare(App[None]):
        BINDINGS = [("j", "live", "Live")]  # noqa: RUF012 Textual's way

        def compose(self) -> ComposeResult:
            yield Label("Hello")

        def action_live(self) -> None:
            self.query_one(Label).update("Alive")

    return Bare()


def naive(articles: list[dict[str, str]]) -> App[None]:
    """Return a reader as the tutorial would have it: header, list, text in a border, filter, footer."""
    from textual.containers import Horizontal, VerticalScroll
    from textual.widgets import Footer, Header, Input, OptionList, Static

    class Naive(App[None]):
        TITLE = "Articles"
        CSS = "OptionList, VerticalScroll { width: 1fr; height: 1fr; border: round gray; }"
        BINDINGS = [("slash", "filter", "Filter"), ("escape", "list", "List")]  # noqa: RUF012 Textual's way

        def compose(self) -> ComposeResult:
            self.shown = articles
            yield Header()
            with Horizontal():
                yield OptionList(*(article["title"] for article in articles))
                with VerticalScroll():
                    yield Static(articles[0]["text"], id="text", markup=False)
            yield Input(placeholder="filter")
            yield Footer()

        def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
            self.query_one("#text", Static).update(self.shown[event.option_index]["text"])
            self.query_one(VerticalScroll).scroll_home(animate=False)
            self.query_one(VerticalScroll).focus()

        def on_input_changed(self, event: Input.Changed) -> None:
            self.shown = [article for article in articles if event.value.lower() in article["text"].lower()]
            rows = self.query_one(OptionList)
            rows.clear_options()
            rows.add_options([article["title"] for article in self.shown])

        def action_filter(self) -> None:
            self.query_one(Input).focus()

        def action_list(self) -> None:
            self.query_one(OptionList).focus()

    return Naive()


def main(words: list[str]) -> None:
    """Run the app that the words name."""
    app: App[Any] = bare() if words[0] == "bare" else naive(json.loads(Path(words[1]).read_text("utf-8")))
    app.run()


if __name__ == "__main__":
    main(sys.argv[1:])
