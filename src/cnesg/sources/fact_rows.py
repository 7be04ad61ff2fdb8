"""The columns of facts, whatever table they come from."""

import polars as pl

FACTS = {
    "row": pl.Int64(),
    "company_id": pl.String(),
    "kind": pl.String(),
    "concept": pl.String(),
    "breakdown": pl.String(),
    "year": pl.Int64(),
    "value": pl.Float64(),
    "unit": pl.String(),
    "text": pl.String(),
    "published": pl.Date(),
    "restated": pl.Boolean(),
    "source": pl.String(),
}
"""Columns of a table of facts: those of the import `observations`, and `row`."""


def money(unit: str, currency: str | None) -> str:
    """The unit with the currency in place of `money`; CNY where none is given."""
    return unit.replace("money", currency or "CNY")
