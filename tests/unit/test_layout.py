"""The layout: which panes are shown at a size."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.reading.desk import PANES
from tui.reading.layout import Layout, layout

PLACES = st.sampled_from([("list", side) for side in PANES] + [(pane, pane) for pane in PANES[1:]])
"""The pane in focus and the one beside the list, as the desk has them."""


@given(st.integers(1, 300), st.integers(1, 100), PLACES, st.booleans())
@example(1, 1, ("timeline", "timeline"), True)
def test_at_every_size_the_screen_is_filled_and_the_pane_in_focus_shown(
    width: int, height: int, place: tuple[str, str], article: bool
) -> None:
    pane, side = place
    laid = layout(width, height, pane, side, article=article)
    assert article or pane == "article" or not laid.article
    across = laid.list + laid.article + laid.details
    assert min(laid.list, laid.article, laid.details, laid.timeline) >= 0
    assert across == width or (pane == "timeline" and across == 0)
    assert (laid.upper if across else 0) + laid.timeline == max(height - 2, 1)
    assert getattr(laid, pane) > 0


@pytest.mark.parametrize(
    ("width", "height", "pane", "side", "laid"),
    [
        pytest.param(120, 40, "list", "article", Layout(40, 44, 36, 27, 11), id="all four"),
        pytest.param(80, 24, "list", "article", Layout(38, 42, 0, 22, 0), id="a list beside the article"),
        pytest.param(80, 24, "list", "details", Layout(44, 0, 36, 22, 0), id="a list beside the details"),
        pytest.param(80, 24, "details", "details", Layout(0, 0, 80, 22, 0), id="the details alone"),
        pytest.param(80, 24, "article", "article", Layout(0, 80, 0, 22, 0), id="the article alone at a usual size"),
        pytest.param(80, 24, "timeline", "timeline", Layout(0, 0, 0, 0, 22), id="the timeline alone"),
        pytest.param(40, 15, "list", "article", Layout(40, 0, 0, 13, 0), id="the list alone"),
        pytest.param(40, 15, "article", "article", Layout(0, 40, 0, 13, 0), id="the article alone"),
        pytest.param(200, 20, "list", "article", Layout(96, 104, 0, 18, 0), id="wide and low"),
    ],
)
def test_the_sizes_of_the_design(width: int, height: int, pane: str, side: str, laid: Layout) -> None:
    assert layout(width, height, pane, side) == laid


@pytest.mark.parametrize(
    ("width", "height", "pane", "laid"),
    [
        pytest.param(120, 40, "list", Layout(40, 0, 80, 27, 11), id="the details have its room"),
        pytest.param(120, 40, "article", Layout(40, 44, 36, 27, 11), id="it is gone to all the same"),
        pytest.param(80, 24, "list", Layout(44, 0, 36, 22, 0), id="the details are beside the list"),
    ],
)
def test_what_is_shown_where_there_is_no_article(width: int, height: int, pane: str, laid: Layout) -> None:
    assert layout(width, height, pane, "article", article=False) == laid
