"""Columns of shares right of those of years."""

from cnesg.extraction.tables.model import Column, Table
from cnesg.extraction.tables.rows.dated_shares import with_shares_dated


def table(*heads: tuple[str, ...]) -> Table:
    columns = tuple(Column(100.0 * at, 100.0 * at + 50, head) for at, head in enumerate(heads))
    return Table(page=1, bbox=(0, 0, 500, 100), columns=columns, rows=(), captions=(), corner=(), headed=True)


def test_each_share_is_of_the_year_left_of_it() -> None:
    dated = with_shares_dated(table(("2024",), ("Share %",), ("2023",), ("Share %",)))
    assert [column.headers for column in dated.columns] == [
        ("2024",),
        ("2024", "Share %"),
        ("2023",),
        ("2023", "Share %"),
    ]


def test_one_share_behind_several_years_is_of_none_of_them() -> None:
    one = table(("2024",), ("2023",), ("Share %",))
    assert with_shares_dated(one) is one


def test_a_share_with_its_year_keeps_it() -> None:
    own = table(("2024",), ("2024 share %",), ("2023",), ("2023 share %",))
    assert with_shares_dated(own) is own
