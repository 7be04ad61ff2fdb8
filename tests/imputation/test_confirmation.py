"""Numbers that nobody has confirmed wait, whatever else a report says counts."""

import pytest
from tests.small_methodology import EVERYTHING, observations

from cnesg.imputation import that_count

ROWS = [
    {"kind": "quantity", "origin": "reported", "review": review, "counts": review in ("confirmed", "corrected")}
    for review in ("unreviewed", "auto-accepted", "disputed", "confirmed", "corrected")
] + [
    {"kind": "quantity", "origin": "imported", "review": "unreviewed", "counts": True},
    {"kind": "statement", "origin": "reported", "review": "unreviewed", "counts": True},
    {"kind": "event", "origin": "reported", "review": "unreviewed", "counts": True},
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['origin']} {row['kind']} {row['review']}")
def test_which_rows_count(row: dict[str, object]) -> None:
    stated = {name: value for name, value in row.items() if name != "counts"}
    table = observations([{"company_id": "C", "concept": "revenue", **stated}])
    assert that_count(table, EVERYTHING).height == int(bool(row["counts"]))
    assert that_count(table, EVERYTHING.model_copy(update={"numbers": "as-read"})).height == 1
