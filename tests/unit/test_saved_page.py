"""Saved pages: the same lines from text and HTML in any encoding; what is no article is refused in words."""

from __future__ import annotations

import html
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.errors import PROBLEMS_FOUND, CorpusError
from tui.notebook.html_text import LONGEST_TAG, MOST_PARTS, TooMuch, html_text
from tui.notebook.saved_page import MOST_BYTES, MOST_LETTERS, MOST_LINES, SavedPage, kept_page, pages_in

TWO = ("The gate was “shut” for nine days.", "", "Both valleys say so.")
WORDS = b"<p>The gate was shut.</p>"


def first(data: bytes) -> SavedPage:
    return next(iter(pages_in(data, "copy")))


def lines(page: str) -> tuple[str, ...]:
    return first(page.encode()).lines


@pytest.mark.parametrize(
    ("data", "form"),
    [
        pytest.param("\n".join(TWO).encode(), "text in UTF-8", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + "\r\n".join(TWO).encode(), "text in UTF-8", id="UTF-8 with its mark"),
        pytest.param("\n".join(TWO).encode("utf-16"), "text in UTF-16", id="UTF-16"),
        pytest.param("\n".join(TWO).encode("cp1252"), "text in windows-1252, as it is not UTF-8", id="windows-1252"),
    ],
)
def test_a_text_is_read_in_its_encoding_and_says_which(data: bytes, form: str) -> None:
    assert first(data) == SavedPage(TWO, form)


def test_arabic_of_windows_1256_is_among_the_readings() -> None:
    data = "سد هارن مغلق".encode("cp1256")
    assert ("سد هارن مغلق",) in [page.lines for page in pages_in(data, "copy")]


@pytest.mark.parametrize("called", ["windows-1256", "WINDOWS-1256", "cp1256"])
def test_what_a_page_says_of_its_encoding_comes_first(called: str) -> None:
    page = f'<html><head><meta charset="{called}"></head><body>سد هارن مغلق</body></html>'.encode("cp1256")
    assert first(page) == SavedPage(("سد هارن مغلق",), "HTML in windows-1256, as it is not UTF-8")


def test_broken_utf_8_is_the_last_reading_and_says_how_much_is_lost() -> None:
    *_, last = pages_in("سد هارن".encode()[:-1], "copy")
    assert last.form == "text in UTF-8, 1 of its signs broken"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<p>{0}</p><p>{1}</p>", id="paragraphs"),
        pytest.param("<p>{0}<p>{1}", id="paragraphs without their ends"),
        pytest.param("<div><div>{0}</div>\n<DIV>{1}</DIV></div>", id="nested"),
        pytest.param("<table><tr><td>{0}<td>{1}</table>", id="cells"),
        pytest.param("{0}<br><br/>{1}", id="line breaks"),
        pytest.param("<pre>{0}\n\n{1}</pre>", id="as typed"),
        pytest.param("<custom-tag>{0}</custom-tag>{1}", id="a tag of its own"),
        pytest.param(
            "<!-- no --><script>var no = '<p>no</p>'</script><style>p {{}}</style><p>{0}<hr>{1}", id="no text"
        ),
        pytest.param("<p title='no > no'>{0}</p><img alt=no src='data:image/png;base64,AAAA'><p>{1}", id="attributes"),
    ],
)
def test_html_gives_the_lines_that_a_reader_sees(body: str) -> None:
    page = "<!DOCTYPE html><html><body>" + body.format(html.escape(TWO[0]), html.escape(TWO[2])) + "</body></html>"
    assert lines(page) == TWO


def test_tags_within_a_line_break_nothing_and_line_ends_are_blanks() -> None:
    assert lines("<p>The <b>ga</b>te&nbsp;was\n<a href=x>shut</a>&hellip;</p>") == ("The gate was shut…",)


def test_a_large_script_and_a_large_picture_are_passed_over() -> None:
    large = "x" * (2 * LONGEST_TAG)
    page = f"<html><script>{large}</script><img src='data:image/png;base64,{large}'><p>The gate.</p></html>"
    assert lines(page) == ("The gate.",)


# -- what is refused


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "empty-file", id="nothing"),
        pytest.param(b" \n\t\n", "empty-file", id="blanks"),
        pytest.param(b"<html><body><div></div></body></html>", "empty-file", id="no words"),
        pytest.param(b"<html><script>gate</script></html>", "empty-file", id="only a script"),
        pytest.param(bytes(range(256)), "not-text", id="binary"),
        pytest.param(b"%PDF-1.7 gate", "not-text", id="PDF"),
        pytest.param(b"PK\x03\x04gate", "not-text", id="packed"),
        pytest.param(b"MIME-Version: 1.0\nContent-Type: multipart/related\n\ngate", "not-text", id="web archive"),
        pytest.param(b"a" * (MOST_BYTES + 1), "too-large", id="bytes"),
        pytest.param(b"word " * (MOST_LETTERS // 5 + 1), "too-large", id="letters"),
        pytest.param(b"a\n\n" * (MOST_LINES // 2 + 1), "too-large", id="lines"),
        pytest.param(WORDS + b"<div>" * (MOST_PARTS + 1), "too-large", id="tags"),
    ],
)
def test_what_is_no_article_is_refused_and_says_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(CorpusError) as caught:
        first(data)
    (problem,) = caught.value.problems
    assert (problem.file, problem.code) == ("copy", code)
    assert "save" in problem.message
    assert caught.value.exit_code == PROBLEMS_FOUND


@pytest.mark.parametrize(
    "harm", ["<", "<a ", "<a a='", " a", "<!--", "<![CDATA[", "<!", "</", "<?", "&", "&#", "<p>", "<pre>"]
)
def test_no_page_takes_the_square_of_its_length(harm: str) -> None:
    def seconds(size: int) -> float:
        begun = time.process_time()
        try:
            html_text("<p>The gate.</p><a" + harm * (size // len(harm)))
        except TooMuch:
            return 0.0
        return time.process_time() - begun

    assert seconds(1 << 19) < 12 * max(seconds(1 << 17), 0.05)


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<",
                ">",
                "&",
                ";",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "<pre>",
                "'",
                '"',
                "gate",
                "\n",
                "<a b=",
            ]
        )
    )
)
@example(["<pre>", "</pre>", "</pre>", "\n", "gate"])
def test_any_page_gives_words_or_is_refused(parts: list[str]) -> None:
    assert isinstance(html_text("".join(parts)), str)


# -- what is kept


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")).filter(str.strip))
@example("<p>a</p>\n\n\nb\x1b[31m\x85c")
@example("%PDF of a title")
def test_a_kept_page_is_the_same_again(text: str) -> None:
    try:
        page = first(text.encode())
    except CorpusError:
        return
    again = kept_page(page.text.encode(), "kept")
    assert again.lines == page.lines
    assert "" not in (page.lines[0], page.lines[-1])
