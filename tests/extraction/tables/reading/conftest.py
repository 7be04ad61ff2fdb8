"""What rows drawn on a page give."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

PLACES = {2: (40, 400), 3: (40, 330, 430), 4: (40, 300, 380, 470), 5: (40, 220, 310, 400, 480)}


@pytest.fixture
def facts_of(
    make_pages: Callable[..., list[Page]], rows_at: Callable[..., None], knowledge: Knowledge
) -> Callable[..., list[Candidate]]:
    """The facts of rows set in columns, of the year 2023, with headings that stand above their page."""

    def read(rows: Sequence[Sequence[str]], headings: Sequence[str] = (), font: str = "Helvetica") -> list[Candidate]:
        def draw(canvas: Any) -> None:
            canvas.setFont(font, 9)
            rows_at(canvas, rows, PLACES[max(map(len, rows))], 700)

        reader = TableReader(knowledge, 2023)
        return [one for page in make_pages(draw) for one in reader.read(page, headings)]

    return read
