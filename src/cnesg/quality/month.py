"""A month as quality control sees it: the tables of its run, and the months that it is held against."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import polars as pl

from cnesg.model import COMPANIES, DOCUMENTS, INPUTS, OBSERVATIONS, PARTS, RUNS, SCORES
from cnesg.model.columns import NUMBER, TEXT, TEXTS, WHOLE
from cnesg.model.news_tables import MENTIONS, NEWS, SENTIMENT
from cnesg.model.periods import SHANGHAI

SOURCE = "source"
"""Column of facts: what a row came from, as its importer names it; of reports read here the kind of document."""

DELIVERIES: Mapping[str, pl.DataType] = {
    "month": TEXT,
    "product": TEXT,
    "rows": WHOLE,
    "companies": WHOLE,
    "columns": TEXTS,
    "nulls_in_key": WHOLE,
    "duplicates": WHOLE,
}
"""What was or is to be delivered: one row a month and product."""

CHECKING: Mapping[str, pl.DataType] = {"measure": TEXT, "value": NUMBER, "count": WHOLE}
"""How well people's checking goes: kappa, planted, precision, waiting; each with the number of cases behind it."""

COMMITS: Mapping[str, pl.DataType] = {"position": WHOLE, "note": TEXT}
"""What was stored by which commit."""

_SCHEMAS: Mapping[str, Mapping[str, pl.DataType]] = {
    "facts": OBSERVATIONS.dtypes | {SOURCE: TEXT},
    "inputs": INPUTS.dtypes,
    "scores": SCORES.dtypes,
    "parts": PARTS.dtypes,
    "companies": COMPANIES.dtypes,
    "documents": DOCUMENTS.dtypes,
    "news": NEWS.dtypes,
    "mentions": MENTIONS.dtypes,
    "sentiment": SENTIMENT.dtypes,
    "runs": RUNS.dtypes,
    "checking": CHECKING,
    "deliveries": DELIVERIES,
    "commits": COMMITS,
}
TABLE_NAMES = tuple(_SCHEMAS)

_NEWEST = ("available_at", "position", "observation_id")


def empty_table(name: str) -> pl.DataFrame:
    """A table of a month without rows."""
    return pl.DataFrame(schema=dict(_SCHEMAS[name]))


@dataclass(frozen=True)
class Month:
    """One month.

    Attributes:
        label: YYYY-MM.
        as_of: instant of the run; nothing published later was used.
        fiscal_year: the year that was scored.
        tables: by name, of `TABLE_NAMES`; what is not there is empty. Facts stand (nobody rejected or replaced them)
            and were known at the instant; `runs` has the row of the run, `parts` and `scores` its own.
        before: the latest month before it that was run.
        last_year: the same month of the year before.
    """

    label: str
    as_of: datetime
    fiscal_year: int
    tables: Mapping[str, pl.DataFrame]
    before: "Month | None" = None
    last_year: "Month | None" = None

    def table(self, name: str) -> pl.DataFrame:
        """A table, empty where the month has none."""
        return self.tables[name] if name in self.tables else empty_table(name)

    @cached_property
    def run(self) -> Mapping[str, Any]:
        """The row of RUNS."""
        runs = self.table("runs")
        return runs.row(-1, named=True) if runs.height else dict.fromkeys(RUNS.dtypes)

    @cached_property
    def arrivals(self) -> pl.DataFrame:
        """Facts that became known in this month."""
        return self.of_month(self.table("facts"), "available_at")

    @cached_property
    def figures(self) -> pl.DataFrame:
        """Actual quantities with a value, of each fact the one known last."""
        return newest(self.table("facts").filter(pl.col("kind") == "quantity", pl.col("value_kind") == "actual"))

    @cached_property
    def new_figures(self) -> pl.DataFrame:
        """Those of `figures` that became known in this month."""
        return self.of_month(self.figures, "available_at")

    @cached_property
    def totals(self) -> pl.DataFrame:
        """Synthetic scores of the whole, with the Level I industry of each company (`sector`)."""
        found = self.table("scores").filter(pl.col("code") == "TOTAL", pl.col("kind") == "synthetic")
        return found.join(self.sectors, on="company_id", how="left")

    @cached_property
    def sectors(self) -> pl.DataFrame:
        """`company_id` and `sector`: the Level I industry; null where a company has none."""
        industry = pl.col("industry")
        sector = pl.when(industry.is_not_null()).then(industry.str.slice(0, 2) + "0000").alias("sector")
        return self.table("companies").select("company_id", sector).unique("company_id", keep="last")

    def of_month(self, frame: pl.DataFrame, column: str) -> pl.DataFrame:
        """The rows whose instant lies in this month, by Shanghai's calendar."""
        local = pl.col(column).dt.convert_time_zone(SHANGHAI.key)
        return frame.filter(local.dt.strftime("%Y-%m") == self.label)

    @property
    def comparable(self) -> "Month | None":
        """The month before, if the same fiscal year was scored; at a cut-over everything is another."""
        return self.before if self.before and self.before.fiscal_year == self.fiscal_year else None

    def against(self, which: str) -> "Month | None":
        """The month that this one is held against: `before` or `last_year`."""
        return self.before if which == "before" else self.last_year

    def seen(self) -> Iterator["Month"]:
        """This month and those that it is held against, each once."""
        yield from {one.label: one for one in (self, self.before, self.last_year) if one is not None}.values()


def newest(facts: pl.DataFrame) -> pl.DataFrame:
    """Of each fact with a value the row known last; `number` is its value, in the canonical unit where it converts."""
    key = ["company_id", "concept", "breakdown", "fiscal_year"]
    number = pl.coalesce("canonical_value", "value").alias("number")
    rows = facts.with_columns(number).filter(pl.col("number").is_not_null())
    return rows.sort(*_NEWEST).unique(key, keep="last", maintain_order=True)
