"""Every number in the articles that counts something is a figure.

`data/daraa/numbers.md` lists the numbers, with the reason of each that is no figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from test_bundled import SHARED, corpus, needs_seeds

from tui.corpus.reader import Corpus
from tui.corpus.text import sha8
from tui.paths import bundled_corpus

__all__ = ["corpus"]

LINE = re.compile(r"(?P<cites>[a-z0-9]+(?:#\w+)?(?:, ?[a-z0-9]+#\w+)*) \| (?P<word>[^|]+) \| (?P<figures>.+)")
REASONS = re.compile(r"- R(?:[1-9]|10)\b")

COUNTED = re.compile(
    "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|dozens?|scores|hundreds|thousands"
    "|both|several|twice|double|triple|third|half|many"
)
"""Words that may count something, beside digits. "One" is left to the coders: it is a pronoun oftener than a number."""
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"(?:{DAY}(?: of)? )?(?:{MONTH})(?: {DAY}(?: and \d{{1,2}})?(?!\d))?(?:,? (?:of |in )?\d{{4}})?"
    r"|\b(?:19|20)\d\d\b|\b\d\d/\d\d/\d{4}|\b\d+(?:st|nd|rd|th)\b"
)


@dataclass(frozen=True)
class Listed:
    """A number as the list has it."""

    cites: tuple[str, ...]
    word: str
    figures: tuple[str, ...]


@pytest.fixture(scope="module")
def listed() -> list[Listed]:
    text = (bundled_corpus() / "numbers.md").read_text("utf-8").partition("\n\n")[2].partition("\n# ")[0]
    found = []
    for line in text.splitlines():
        match = LINE.fullmatch(line)
        if match and "#" in match["cites"]:
            none = REASONS.match(match["figures"])
            figures = () if none else tuple(re.findall(r"fig:[a-z0-9-]+", match["figures"]))
            assert none or figures, line
            found.append(Listed(tuple(re.split(r", ?", match["cites"])), match["word"], figures))
    return found


def test_every_figure_is_in_the_list_and_every_figure_of_the_list_in_the_corpus(
    listed: list[Listed], corpus: Corpus
) -> None:
    assert {name for one in listed for name in one.figures} == {figure["id"] for figure in corpus.records["figure"]}


def test_a_figure_cites_the_paragraph_where_its_number_stands(listed: list[Listed], corpus: Corpus) -> None:
    cited = {figure["id"]: set(figure["cite"]) for figure in corpus.records["figure"]}
    missing = [one for one in listed for name in one.figures[:1] if not cited[name] & set(one.cites)]
    assert missing == []


@needs_seeds
def test_every_number_of_the_articles_is_in_the_list(listed: list[Listed], corpus: Corpus) -> None:
    words_at: dict[str, str] = {}
    for one in listed:
        for cite in one.cites:
            words_at[cite] = f"{words_at.get(cite, '')} {one.word.lower()}"
    texts = paragraphs_by_hash()
    missing = []
    for article in corpus.records["article"]:
        for paragraph in article["paragraphs"]:
            if paragraph["at"].isdigit():
                cite = f"{article['id'].removeprefix('art:')}#{paragraph['at']}"
                told = re.findall(r"[\w,.]*\w", words_at.get(cite, "").replace("-", " "))
                missing += [(cite, number) for number in numbers_in(texts[paragraph["sha8"]]) if number not in told]
    assert missing == []


def paragraphs_by_hash() -> dict[str, str]:
    lines = [line for file in (SHARED / "seeds").iterdir() for line in file.read_text("utf-8").splitlines()]
    return {sha8(line): line for line in lines}


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a text that are no dates."""
    words = re.findall(r"\d[\d,.]*\d|\d|[a-z]+", DATE.sub(" ", text).lower().replace("-", " "))
    return [word for word in words if word[0].isdigit() or COUNTED.fullmatch(word)]
