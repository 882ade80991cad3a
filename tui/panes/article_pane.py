"""The open article, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Container

from ..present.article import article_rows
from ..present.rows import LazyRows
from ..reading.desk import Desk
from .following_pane import FollowingPane


class ArticlePane(FollowingPane):
    """Shows the article of the desk's citation; the paragraphs that the record in the details rests on are marked."""

    prose = True
    laid: object = None
    """Article, width and text that the rows were broken for: marks and finds leave the scroll alone."""

    def follow(self, desk: Desk, width: int) -> None:
        """Show the article with the desk's paragraph in sight."""
        article, citation = desk.article, desk.place.citation
        if article is None or citation is None:
            self.shown = self.laid = None
            self.show(LazyRows(iter(())), "Article", "no article is open")
            return
        marks = frozenset(c for c in desk.citations(desk.place.record) if "art:" + c.partition("#")[0] == article)
        find = desk.find if desk.place.pane == "article" else ""
        text, copy = desk.place.text, desk.copy
        broken_anew, gone_to = False, self.shown is None
        outlet = desk.library.title(desk.library.record(article)["outlet"])  # whose text it is stands below the title
        head = f"{citation} · {outlet} · {text or 'retold'}"
        if self.is_shown((article, width, marks, find, text, copy, desk.notebook.changes)):
            self.set_head(head)
        else:
            here = (self.cursor, self.top) if self.laid == (article, width, text) else (0, None)
            broken_anew = not gone_to and self.laid is not None and self.laid != (article, width, text)
            self.laid = article, width, text
            cursor, top = (not broken_anew and desk.scroll_of("article")) or here
            rows = article_rows(desk.library, article, width, marks, find, text, copy, desk.own)
            self.show(LazyRows(rows), head, "", cursor, top)
        # a paragraph that was gone to is shown from its beginning; one that the cursor moves in is left alone
        if broken_anew or desk.scroll_of("article") is None or self.current is None or self.current.cite != citation:
            self.reveal(self._row_of(citation))
            desk.note_scroll("article", self.cursor, self.top)

    def _row_of(self, citation: str) -> int:
        """Return the first row of a paragraph, 0 where it has none."""
        index = 0
        while self.source is not None and (row := self.source.row(index)) is not None:
            if row.block == citation:
                return index
            index += 1
        return 0

    def go_coded(self, by: int, coded: Container[str | None]) -> bool:
        """Put the cursor on the next of some paragraphs, or on the one before, with all of it in sight if it fits.

        Returns False where there is none.
        """
        index, here = self.cursor, self.current.block if self.current else None
        row = self.source.row(index + by) if self.source else None
        while row is not None and (row.block == here or row.block not in coded):
            index += by
            row = self.source.row(index + by) if self.source else None
        if row is None or row.block is None:
            return False
        first = last = self._row_of(row.block)
        while (following := self.source.row(last + 1) if self.source else None) and following.block == row.block:
            last += 1
        if not self.top <= first <= last < self.top + self.page:
            self.top = max(0, first - self.page // 3)
            self.refresh()
        self.go(first)
        return True
