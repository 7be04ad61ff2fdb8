"""Counts below a row of shares are of what this is a share of, and no per cents. All is invented."""

import pytest

from cnesg.extraction.tables.model import Column, Fragment, Row, Table
from cnesg.extraction.tables.rows.counts_below_shares import with_counts_below_shares

BOX = (0.0, 0.0, 100.0, 10.0)


def _row(label: str, value: str, *parents: str) -> Row:
    return Row(label, parents, (), (Fragment(value, value, BOX, 8.0, 1, 0, "number"), None), BOX, 1)


def _table(*rows: Row) -> Table:
    return Table(1, BOX, (Column(0, 50, ("2023",)), Column(50, 100, ("2022",))), rows)


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ("% of women", "women"),
        ("Percentage of the women", "women"),
        ("Per cent of women", "women"),
        ("Women (%)", "Women"),
        ("Women (in %)", "Women"),
        ("Women, %", "Women"),
    ],
)
def test_counts_below_shares_are_of_what_is_shared(group: str, told: str) -> None:
    whole = _row(group, "43", "Staff")
    table = _table(whole, _row("Managers", "87", "Staff", group), _row("Others", "16,182", "Staff", group))
    rows = with_counts_below_shares(table).rows
    assert rows[0] is whole
    assert [row.parents for row in rows[1:]] == [("Staff", told)] * 2  # with a count beside it, 87 is one too


@pytest.mark.parametrize(
    ("label", "value", "group"),
    [
        ("Managers", "43", "% of women"),
        ("Managers", "100", "% of women"),
        ("Managers", "143.5", "% of women"),
        ("Managers", "143%", "% of women"),
        ("Managers", "1,612", "Women"),
        ("Managers (%)", "1,612", "% of women"),  # says itself that it is a share
    ],
)
def test_other_rows_keep_their_group(label: str, value: str, group: str) -> None:
    table = _table(_row(group, "43"), _row(label, value, group))
    assert with_counts_below_shares(table) is table


def test_the_rows_of_another_group_of_shares_and_shares_among_the_counts_keep_theirs() -> None:
    rows = with_counts_below_shares(
        _table(
            _row("Others", "612", "% of women"),
            _row("Managers (%)", "31", "% of women"),
            _row("Others", "12", "% of men"),
        )
    ).rows
    assert [row.parents for row in rows] == [("women",), ("% of women",), ("% of men",)]


def test_only_the_innermost_group_says_that_rows_are_shares() -> None:
    table = _table(_row("Managers", "612", "% of women", "Headcount"), _row("Sums", "612"))
    assert with_counts_below_shares(table) is table
