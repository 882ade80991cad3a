"""A saved page as plain lines: what a file says, be it text or HTML, in whichever encoding. Nothing in it is trusted."""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import CorpusError, Problem

MOST_BYTES = 16 << 20
"""A page saved with its pictures in it takes some millions."""
MOST_LETTERS, MOST_LINES = 2_000_000, 50_000
"""What a page may have; an article has some thousands of letters."""
CHUNK = 1 << 16

_IS_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|meta|title|article|div|p|h1)\b[^<]*>", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8", "windows-1252": "cp1252", "cp1252": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "us-ascii": "cp1252", "windows-1256": "cp1256", "cp1256": "cp1256", "iso-8859-6": "iso8859_6",
}  # fmt: skip
"""How a page may call its encoding, and what is meant by it."""
_CALLED = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "windows-1252",
    "cp1256": "windows-1256",
    "iso8859_6": "ISO-8859-6",
}
_FORMS = ((b"%PDF", "a PDF"), (b"PK\x03\x04", "a packed file"), (b"\x1f\x8b", "a packed file"))
_SAVE_IT = "save the article as plain text or as HTML and attach that"


@dataclass(frozen=True)
class SavedPage:
    """What a file says. `lines` are as they stand, white space made plain, "" between blocks; `form` says how it was read."""

    lines: tuple[str, ...]
    form: str

    @property
    def text(self) -> str:
        """The page as it is kept: `kept_page` gives the same lines."""
        return "\n".join(self.lines) + "\n"


def pages_in(data: bytes, file: str) -> Iterator[SavedPage]:
    """Yield the page that a file holds, once for each encoding it may be in, the likeliest first.

    `file` is the name to report. Raises CorpusError where it is no text, or more than an article can be.
    """
    if len(data) > MOST_BYTES:
        raise _refused(file, "too-large", f"more than {MOST_BYTES >> 20} MB; {_SAVE_IT}, without its pictures")
    for mark, called in _FORMS:
        if data.startswith(mark):
            raise _refused(file, "not-text", f"this is {called}; {_SAVE_IT}")
    wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    if not wide and b"\0" in data:
        raise _refused(file, "not-text", f"this is no text; {_SAVE_IT}")
    if b"multipart/related" in data[:CHUNK] and b"MIME-Version" in data[:CHUNK]:
        raise _refused(file, "not-text", "this is a web archive (MHTML); save the page as HTML only and attach that")
    is_html = bool(_IS_HTML.search(data.replace(b"\0", b"") if wide else data, 0, CHUNK))
    for text, called in _decoded(data, wide):
        yield SavedPage(
            _lines(_html_text(text, file) if is_html else text, file), ("HTML" if is_html else "text") + f" in {called}"
        )


def kept_page(data: bytes, file: str) -> SavedPage:
    """Return a page as it was kept. Raises CorpusError where the file is no longer what was kept."""
    return SavedPage(_lines(data.decode("utf-8", "replace"), file), "text in UTF-8")


def _refused(file: str, code: str, message: str) -> CorpusError:
    return CorpusError([Problem(file, 1, 1, code, message)])


def _decoded(data: bytes, wide: bool) -> Iterator[tuple[str, str]]:
    """Yield what the bytes say in each encoding they may be in, and what that is called."""
    codec = "utf-16" if wide else "utf-8"
    body = data.removeprefix(BOM_UTF8)
    try:
        yield body.decode(codec), _CALLED[codec]
        return
    except UnicodeDecodeError:
        broken = body.decode(codec, "replace")
    lost = broken.count("\ufffd")
    damaged = broken, f"{_CALLED[codec]}, {lost} of its signs broken"
    declared = _CHARSET.search(data, 0, CHUNK)
    named = _CODECS.get(declared[1].decode("ascii", "replace").lower(), "") if declared else ""
    codecs = dict.fromkeys([named, "cp1252", "cp1256"] if not wide else [])
    for codec in codecs:
        if codec in _CALLED and codec != "utf-8":
            yield body.decode(codec, "replace"), f"{_CALLED[codec]}, as it is not UTF-8"
    yield damaged


def _html_text(text: str, file: str) -> str:
    from .html_text import TooMuch, html_text  # brings an HTML parser, which no start needs

    try:
        return html_text(text)
    except TooMuch as error:
        raise _refused(file, "too-large", f"{error}; {_SAVE_IT}, by itself") from error


def _lines(text: str, file: str) -> tuple[str, ...]:
    """Return the lines of a text, "" between its blocks."""
    if len(text) > MOST_LETTERS:
        raise _refused(file, "too-large", f"more than {MOST_LETTERS:,} letters; {_SAVE_IT}, by itself")
    lines: list[str] = []
    for line in unicodedata.normalize("NFC", text).splitlines():
        plain = " ".join(line.split())
        if plain or (lines and lines[-1]):
            lines.append(plain)
    while lines and not lines[-1]:
        lines.pop()
    if not lines:
        raise _refused(file, "empty-file", f"there is no text in it; {_SAVE_IT}")
    if len(lines) > MOST_LINES:
        raise _refused(file, "too-large", f"more than {MOST_LINES:,} lines; {_SAVE_IT}, by itself")
    return tuple(lines)
