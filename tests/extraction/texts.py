"""Texts of a few lines as whole reports, and the rows that are read of them."""

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.model import Quantity
from cnesg.text import Document, Line, Page

KNOW = Knowledge.of(load_methodology())
YEAR = 2023  # of texts whose rows are told in one line each


def document(text: str) -> Document:
    """A text file of these lines."""
    lines = tuple(Line(line, number, None) for number, line in enumerate(text.split("\n"), start=1))
    page = Page(None, 0.0, 0.0, lines)
    return Document("0" * 64, "report.txt", "text/plain", "zh", 1, lambda: iter([page]))


def facts(text: str, year: int | None = 2021) -> list[Quantity]:
    """The rows of a text that is a whole report of a year; None has the text tell it."""
    return extract_quantities(document(text), KNOW, year=year)


def rows_of(text: str) -> list[Quantity]:
    """The rows of a text that is a whole report of `YEAR`."""
    return facts(text.rstrip("\n"), YEAR)


def told(row: Quantity) -> str:
    """A row of such a text in one line: metric, value, the year where it is not the report's, classes."""
    classes = [f"{dimension}={name}" for dimension, name in sorted(row.breakdown.items())]
    year = [] if row.year == YEAR else [str(row.year)]
    return " ".join([row.metric, f"{row.value:.12g}", *year, *classes])
