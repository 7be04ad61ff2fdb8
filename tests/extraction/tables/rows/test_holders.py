"""The largest shareholders in a table whose header is on the page before."""

from cnesg.extraction.tables.model import Column, Fragment, Row, Table
from cnesg.extraction.tables.rows.holders import with_holders

KINDS = {"国有法人", "境内自然人", "其他"}
BOX = (0.0, 0.0, 10.0, 10.0)


def fragment(text: str) -> Fragment:
    return Fragment(text, text, BOX, 10.0, 1, 0, "number")


def table(rows: list[tuple[str, str, str, str]], headers: tuple[str, ...] = ()) -> Table:
    return Table(
        page=2,
        bbox=BOX,
        columns=(Column(50, 60, headers), Column(80, 90)),
        rows=tuple(Row(name, (), (kind,), (fragment(a), fragment(b)), BOX, 1) for name, kind, a, b in rows),
        headed=bool(headers),
    )


ROWS = [
    ("甲集团", "国有法人", "47.82%", "1,896"),
    ("乙投资", "其他", "2.04%", "80"),
    ("丙某", "境内自然人", "0.18%", "7"),
]


def test_shares_get_their_header_where_the_rows_name_kinds_of_shareholders() -> None:
    found = with_holders(table(ROWS), KINDS, "持股比例")
    assert [column.headers for column in found.columns] == [("持股比例",), ()]
    assert found.headed


def test_other_tables_stay_as_they_are() -> None:
    others = [(name, "产品", a, b) for name, _, a, b in ROWS]
    rising = [ROWS[2], ROWS[1], ROWS[0]]
    for one in (table(ROWS, ("比例",)), table(others), table(rising), table(ROWS[:2])):
        assert with_holders(one, KINDS, "持股比例") is one
