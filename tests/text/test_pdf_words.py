"""Boxes and spans of words: told of many at once they are what each by itself has."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cnesg.text.pdf_words import TOKEN, _on_page, token_spans

SIDE = st.floats(-2000, 2000, width=32) | st.integers(-160_000, 160_000).map(lambda eighths: eighths / 8 / 100)
CHARACTERS = st.text(st.sampled_from("a9.,%排放（３％　 \t\n\u00a0\ufffe\uffff😀²①") | st.characters(), max_size=24)


@given(st.lists(st.tuples(SIDE, SIDE, SIDE, SIDE), min_size=1, max_size=8), SIDE, SIDE)
def test_boxes_are_rounded_as_each_side_by_itself(corners: list[tuple[float, ...]], left: float, top: float) -> None:
    rows = np.array(corners, np.float64)
    assert list(map(tuple, _on_page(rows, rows, (left, top)).tolist())) == [
        (round(x0 - left, 2), round(top - y1, 2), round(x1 - left, 2), round(top - y0, 2)) for x0, y0, x1, y1 in corners
    ]


@given(CHARACTERS)
def test_tokens_are_those_of_the_pattern(text: str) -> None:
    starts, stops = token_spans(text)
    assert list(zip(starts.tolist(), stops.tolist(), strict=True)) == [found.span() for found in TOKEN.finditer(text)]
