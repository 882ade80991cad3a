"""The last gate before the terminal: no control character passes, from wherever it came."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from ..present.ascii import in_ascii
from ..present.direction import LRM

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)


class SafeText(LineFilter):
    """Takes out what a terminal could act on; all of it has no width, so nothing moves. Links of styles are dropped too.

    The mark that khabar itself puts behind a run from right to left passes: it is a segment of its own, which no text is.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without unsafe characters."""
        return [segment if segment.control else self._safe(segment) for segment in segments]

    @staticmethod
    def _safe(segment: Segment) -> Segment:
        style = segment.style
        if style is not None and style.link:
            style = style.update_link(None)
        if _UNSAFE.search(segment.text) and segment.text != LRM:
            return Segment(_UNSAFE.sub("", segment.text), style, segment.control)
        return segment if style is segment.style else Segment(segment.text, style, segment.control)


class AsciiOnly(LineFilter):
    """Puts signs of ASCII in the place of all others: for a terminal of which no other letters are known."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in ASCII."""
        return [s if s.control or s.text.isascii() else Segment(in_ascii(s.text), s.style) for s in segments]


class NoColours(LineFilter):
    """Drops every colour, and keeps bold, underline and reverse: what NO_COLOR asks for."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without colours."""
        return [Segment(s.text, s.style.without_color if s.style else s.style, s.control) for s in segments]
