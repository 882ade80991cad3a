"""HTML → its words: a line break where the page has one, a blank line between blocks, no word of a script."""

from __future__ import annotations

import re
from html.parser import HTMLParser

MOST_PARTS = 500_000
"""Tags and the words between them."""
LONGEST_TAG = 1 << 18
CHUNK = 1 << 16

_INLINE = re.compile(
    r"(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|nobr|picture|q|rb|rp|rt|ruby|s|samp|"
    r"small|source|span|strike|strong|sub|sup|time|tt|u|var|wbr)"
)
"""Tags within a line of text; any other begins a new block."""
_NO_TEXT = ("script", "style")
_PICTURE = re.compile(r"data:[\w/+.;=-]{0,80},[A-Za-z0-9+/=%_-]*")
"""A picture that a page carries within a tag."""
_BREAKS = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


class TooMuch(ValueError):
    """A page that no article needs; the message says what there is too much of."""


def html_text(page: str) -> str:
    """Return the words of a page as plain text. Raises TooMuch where it has more tags than an article can, or one without an end."""
    page = _PICTURE.sub("", page)
    parser, at = _Words(), 0
    while at < len(page):
        # what never ends is looked at again only when there is twice as much of it, and never closed: each would take its square
        size = max(CHUNK, len(parser.rawdata))
        parser.feed(page[at : at + size])
        at += size
        if len(parser.rawdata) > LONGEST_TAG and not parser.silent and not parser.rawdata.startswith("<!"):
            raise TooMuch("a tag in it has no end")
    parser.feed("\n<p>")
    return "".join(parser.parts)


class _Words(HTMLParser):
    """Gathers the words of a page: a line break where the page has one, a blank line between blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = False
        self.as_typed = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent = tag in _NO_TEXT
        self.as_typed += tag == "pre"
        self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self.silent = False
        self.as_typed -= tag == "pre" and self.as_typed > 0
        self._break(tag)

    def parse_html_declaration(self, i: int) -> int:
        # the parser dies of a marked section that it does not know; browsers take any for a comment
        if self.rawdata.startswith("<![", i):
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._add(data if self.as_typed else _BREAKS.sub(" ", data))

    def _break(self, tag: str) -> None:
        if not _INLINE.fullmatch(tag):
            self._add("\n" if tag == "br" else "\n\n")

    def _add(self, words: str) -> None:
        self.parts.append(words)
        if len(self.parts) > MOST_PARTS:
            raise TooMuch(f"more than {MOST_PARTS:,} tags")
