"""One figure behind a finding, beside what it was the year before: what an analyst looks at first."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from cnesg.quality.month import Month

_WHOLE = 1000


class Examples:
    """Figures and statements of a month and those that it is held against, by id.

    Args:
        month: the month.
    """

    def __init__(self, month: Month) -> None:
        facts = [one.table("facts") for one in month.seen()]
        self._facts = pl.concat(facts).unique("observation_id", keep="first") if facts else month.table("facts")
        self._figures = month.figures

    def rows(self, ids: Sequence[str]) -> pl.DataFrame:
        """Those of some ids that are facts, sorted by id."""
        return self._facts.filter(pl.col("observation_id").is_in(list(ids))).sort("observation_id")

    def told(self, row: Mapping[str, Any], concept: str | None = None, *, whose: bool = True) -> str:
        """A fact as one reads it: company, what it is about, year, value, unit, and the value of the year before.

        Args:
            row: of OBSERVATIONS.
            concept: what it is about in the reader's words; the name of the metric or item if None.
            whose: whether the company is named; not where the reader knows.
        """
        year, about = row["fiscal_year"], f"{concept or row['concept']} {row['fiscal_year']}"
        head = f"{row['company_id']}, {about}" if whose else about
        if row["value"] is None:
            return f"{head}: {row['text'] or '-'}"
        # Both in the metric's own unit, so that one can be held against the other.
        own = row["canonical_value"] is not None
        value, unit = (row["canonical_value"], row["canonical_unit"]) if own else (row["value"], row["unit"])
        past = self._figures.filter(
            *(pl.col(name) == row[name] for name in ("company_id", "concept", "breakdown")),
            pl.col("fiscal_year") == year - 1,
        )
        then = f" ({year - 1}: {_plain(past['number'][0])})" if row["kind"] == "quantity" and past.height else ""
        return f"{head}: {_plain(value)} {unit or ''}".rstrip() + then


def _plain(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= _WHOLE else f"{number:.4g}"
