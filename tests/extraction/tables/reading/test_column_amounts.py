"""Columns of a PDF's table in a unit of their own."""

from collections.abc import Callable

from tests.extraction.labels.test_column_units import ENGLISH, OF_ENGLISH

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

XS = [50, 150, 250, 350, 450]


def test_energy_beside_what_was_used(
    make_pages: Callable[..., list[Page]],
    rows_at: Callable[..., None],
    knowledge: Knowledge,
) -> None:
    (page,) = make_pages(lambda canvas: rows_at(canvas, ENGLISH, XS, 720))
    told = TableReader(knowledge, 2023).read(page)
    assert [(one.metric, one.value, one.unit, one.breakdown) for one in told] == OF_ENGLISH
