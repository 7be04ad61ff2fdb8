"""Texts left of the values that are of a table."""

from cnesg.extraction.tables.geometry.layout import Band, Slot
from cnesg.extraction.tables.geometry.stub import texts_beside
from cnesg.extraction.tables.model import Fragment

LONG = "Employees who took part in the yearly reviews of performance and of the development of their careers"


def piece(text: str, kind: str, x0: float, y0: float, line: int) -> Fragment:
    return Fragment(text, text, (x0, y0, x0 + 4.0 * len(text), y0 + 9), 9.0, line, 0, kind)


def beside(labels: int, x_title: float) -> list[str]:
    """The texts of a table with topics at 50, some labels at 120 and the title of a group among them."""
    rows = [n for n in range(5) if n != 2]
    values = [piece("412", "number", 400.0, 100.0 + 18 * n, n) for n in rows]
    texts = [piece(f"Label {n}", "text", 120.0, 100.0 + 18 * n, n) for n in rows[:labels]]
    texts += [piece("Topic", "text", 50.0, 100.0, 0), piece(LONG, "text", x_title, 136.0, 2)]
    bands = [Band([value]) for value in values]
    return [one.text for one in texts_beside(texts, 50.0, [Slot(values)], bands, (0.0, None))]


def test_a_long_title_of_a_group_that_begins_where_the_labels_do_is_of_the_table() -> None:
    assert beside(4, 120.2)[-1] == LONG


def test_a_long_text_that_begins_elsewhere_or_where_few_labels_do_is_none() -> None:
    assert LONG not in beside(4, 150.0)
    assert LONG not in beside(2, 120.0)
