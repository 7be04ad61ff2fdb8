"""The change log: what came, went and changed; only tracked columns."""

import polars as pl

from cnesg.products.changes import changes
from cnesg.products.schema import product_schema

TABLE = product_schema("hk-scores").table("scores")


def rows(**scores: float) -> pl.DataFrame:
    return pl.DataFrame(
        [{"company_id": name, "score": score, "grade": "A", "low": score - 1} for name, score in scores.items()]
    )


def test_what_came_went_and_changed() -> None:
    log = changes(TABLE, rows(a=50.0, b=60.0, c=70.0), rows(b=60.0, c=71.5, d=80.0))
    assert log.rows() == [
        ("removed", "a", None, None, None),
        ("changed", "c", "score", "70.0", "71.5"),
        ("added", "d", None, None, None),
    ]


def test_nothing_before_nothing_to_tell() -> None:
    assert changes(TABLE, None, rows(a=1.0)).is_empty()
    assert changes(TABLE, rows(a=1.0), rows(a=1.0)).is_empty()
