"""Boxes of words: rounding many at once gives what rounding each by itself gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cnesg.text.pdf_words import _on_page

SIDE = st.floats(-2000, 2000, width=32) | st.integers(-160_000, 160_000).map(lambda eighths: eighths / 8 / 100)


@given(st.lists(st.tuples(SIDE, SIDE, SIDE, SIDE), min_size=1, max_size=8), SIDE, SIDE)
def test_boxes_are_rounded_as_each_side_by_itself(corners: list[tuple[float, ...]], left: float, top: float) -> None:
    rows = np.array(corners, np.float64)
    assert list(_on_page(rows, rows, (left, top))) == [
        (round(x0 - left, 2), round(top - y1, 2), round(x1 - left, 2), round(top - y0, 2)) for x0, y0, x1, y1 in corners
    ]
