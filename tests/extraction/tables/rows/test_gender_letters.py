"""Genders by their letters."""

import pytest

from cnesg.extraction.tables.model import Column, Row, Table
from cnesg.extraction.tables.rows.gender_letters import with_genders_spelled


def table(heads: list[str], labels: list[str]) -> Table:
    columns = tuple(Column(100.0 * n, 100.0 * n + 40, ("2023", head)) for n, head in enumerate(heads, 1))
    rows = tuple(Row(label, (), (), (None,) * len(heads), (0, 0, 9, 9), n) for n, label in enumerate(labels))
    return Table(1, (0, 0, 9, 9), columns, rows)


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["M", "F"], ["Men", "Women"]),
        (["F", "M", "Total"], ["Women", "Men", "Total"]),
        (["W", "M", "W", "M"], ["Women", "Men", "Women", "Men"]),
        (["M", "Total"], ["M", "Total"]),  # million, maybe
        (["F", "M", "M"], ["F", "M", "M"]),
    ],
)
def test_letters_head_columns_in_pairs(heads: list[str], expected: list[str]) -> None:
    found = with_genders_spelled(table(heads, ["Managers"]))
    assert [column.headers[-1] for column in found.columns] == expected


def test_letters_name_rows_in_pairs() -> None:
    found = with_genders_spelled(table(["Hours"], ["M", "F", "Total"]))
    assert [(row.label, row.printed) for row in found.rows] == [("Men", "M"), ("Women", "F"), ("Total", "")]
