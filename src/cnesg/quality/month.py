"""A month as quality control sees it: the tables of its run, and the months that it is held against."""

from collections.abc import Callable, Iterator, Mapping
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

ENTERED = "entered"
"""Column of facts: the commit that brought what the row says; of a confirmation, of what it confirms."""

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
    "facts": OBSERVATIONS.dtypes | {SOURCE: TEXT, ENTERED: WHOLE},
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
_FACT = ("company_id", "concept", "breakdown", "fiscal_year")
_ONE_FACT = (SOURCE, "company_id", "concept", "breakdown", "valid_from", "text")
"""What a source says once, however many of its documents repeat it."""
_COUNTERPART = (SOURCE, "company_id", "concept", "breakdown")


def empty_table(name: str) -> pl.DataFrame:
    """A table of a month without rows."""
    return pl.DataFrame(schema=dict(_SCHEMAS[name]))


@dataclass(frozen=True)
class Checked:
    """What earlier checks have looked at: rows that were stored and published by then.

    Attributes:
        position: the last commit that was checked.
        as_of: instant of the run that was checked.
        fiscal_year: the year that it scored.
    """

    position: int
    as_of: datetime
    fiscal_year: int

    def has_seen(self, position: pl.Expr) -> pl.Expr:
        """Whether rows were checked, given the commits that brought them."""
        published = pl.col("available_at") <= pl.lit(self.as_of).cast(pl.Datetime("us", "UTC"))
        return ((position <= self.position) & published).fill_null(value=False)


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
        checked: what an earlier month's check has looked at; None before the first check, which looks at everything.
    """

    label: str
    as_of: datetime
    fiscal_year: int
    tables: Mapping[str, pl.DataFrame]
    before: "Month | None" = None
    last_year: "Month | None" = None
    checked: Checked | None = None

    def table(self, name: str) -> pl.DataFrame:
        """A table, empty where the month has none."""
        return self.tables[name] if name in self.tables else empty_table(name)

    @cached_property
    def run(self) -> Mapping[str, Any]:
        """The row of RUNS."""
        runs = self.table("runs")
        return runs.row(-1, named=True) if runs.height else dict.fromkeys(RUNS.dtypes)

    @cached_property
    def _made(self) -> dict[Callable[["Month"], pl.DataFrame], pl.DataFrame]:
        return {}

    def once(self, make: Callable[["Month"], pl.DataFrame]) -> pl.DataFrame:
        """A table that several measures need, made once."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]

    def entered(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows that no earlier check has looked at, whenever they were published."""
        if self.checked is None:
            return frame
        brought = pl.coalesce(ENTERED, "position") if ENTERED in frame.columns else pl.col("position")
        return frame.filter(~self.checked.has_seen(brought))

    @property
    def unchecked(self) -> int:
        """How many facts, reports and news no earlier check has looked at."""
        tables = (self.table(name) for name in ("documents", "news"))
        return self.arrivals.height + sum(self.entered(table).height for table in tables)

    @cached_property
    def arrivals(self) -> pl.DataFrame:
        """Facts that no earlier check has looked at."""
        return self.entered(self.table("facts"))

    @cached_property
    def since_before(self) -> pl.DataFrame:
        """Facts that the run of the month before did not know."""
        position = self.before.run["store_position"] if self.before else None
        if self.before is None or position is None:
            return self.arrivals
        known = Checked(position, self.before.as_of, self.before.fiscal_year)
        return self.table("facts").filter(~known.has_seen(pl.coalesce(ENTERED, "position")))

    @cached_property
    def figures(self) -> pl.DataFrame:
        """Actual quantities with a value, of each fact the one known last."""
        return newest(_quantities(self.table("facts")))

    @cached_property
    def new_figures(self) -> pl.DataFrame:
        """Actual quantities with a value that no earlier check has looked at, whether or not they are known last."""
        return with_number(_quantities(self.arrivals))

    @cached_property
    def reported(self) -> pl.DataFrame:
        """Unchecked actual figures and statements, restatements aside, with `misdated`.

        They are misdated if the newest period that the source knew of the company by then ended more than a year before
        their publication, or after it.
        """
        kinds = pl.col("kind").is_in(["quantity", "statement"]), pl.col("value_kind") == "actual", ~pl.col("restated")
        days = [SOURCE, "company_id", "available_at"]
        known = self.table("facts").filter(*kinds).group_by(days).agg(pl.col("valid_to").max().alias("newest"))
        known = known.sort(days).with_columns(pl.col("newest").cum_max().over(SOURCE, "company_id"))
        published = pl.col("available_at").dt.convert_time_zone(SHANGHAI.key).dt.date()
        misdated = (pl.col("newest") < published.dt.offset_by("-1y")) | (pl.col("newest") > published)
        rows = self.arrivals.filter(*kinds).join(known, on=days, how="left", maintain_order="left", nulls_equal=True)
        return rows.with_columns(misdated.fill_null(value=False).alias("misdated")).drop("newest")

    @cached_property
    def stock(self) -> pl.DataFrame:
        """All that is known on the year that is scored; misdated facts came too, though under another year."""
        facts = self.table("facts")
        misdated = self.reported.filter("misdated", pl.col("fiscal_year") != self.fiscal_year).select(facts.columns)
        on_year = facts.filter(pl.col("fiscal_year") == self.fiscal_year)
        return pl.concat([on_year, misdated]).unique(_ONE_FACT, keep="first", maintain_order=True)

    @cached_property
    def volume(self) -> pl.DataFrame:
        """Of `stock` what sources brought since the last check that judged that year."""
        return self.entered(self.stock) if self._same_year else self.stock

    @cached_property
    def season(self) -> "YearBefore":
        """What the fiscal year before had brought by the same day, to hold `volume` against."""
        label = f"{int(self.label[:4]) - 1}{self.label[4:]}"
        return YearBefore(label, self.as_of, self.fiscal_year, self.tables, checked=self.checked)

    @property
    def _same_year(self) -> bool:
        return self.checked is not None and self.checked.fiscal_year == self.fiscal_year

    @cached_property
    def totals(self) -> pl.DataFrame:
        """Synthetic scores of the whole, with the Level I industry of each company (`sector`)."""
        found = self.table("scores").filter(pl.col("code") == "TOTAL", pl.col("kind") == "synthetic")
        return found.join(self.sectors, on="company_id", how="left")

    @cached_property
    def rated(self) -> pl.DataFrame:
        """Those of `totals` that are given: companies of which enough is known."""
        return self.totals.filter(pl.col("score").is_not_null())

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
        """The month that this one is held against: `before`, `last_year` or `season`."""
        return {"before": self.before, "last_year": self.last_year}[which] if which != "season" else self.season

    def seen(self) -> Iterator["Month"]:
        """This month and those that it is held against, each once."""
        yield from {one.label: one for one in (self, self.before, self.last_year) if one is not None}.values()


@dataclass(frozen=True)
class YearBefore(Month):
    """What the fiscal year before the one scored had brought by the same day, from what is known now.

    A fact was due on the day, one year later, on which it was published. One that was published more than a year after
    the end of its period is a back-fill: its date says nothing of the season, and it is due at once.
    """

    @cached_property
    def stock(self) -> pl.DataFrame:
        """All facts on the year before that were due by now."""
        rows = self.table("facts").filter(pl.col("fiscal_year") == self.fiscal_year - 1, _due_by(self.as_of))
        return rows.unique(_ONE_FACT, keep="first", maintain_order=True)

    @cached_property
    def volume(self) -> pl.DataFrame:
        """Of `stock` what became due since the last check, and did not come early this year."""
        if not self._same_year or self.checked is None:
            return self.stock
        seen = self.checked.has_seen(pl.coalesce(ENTERED, "position"))
        rows = self.stock.filter(~(seen & _due_by(self.checked.as_of)))
        early = self.table("facts").filter(pl.col("fiscal_year") == self.fiscal_year, seen)
        return rows.join(early.select(_COUNTERPART).unique(), on=_COUNTERPART, how="anti", nulls_equal=True)


def _published_by(instant: datetime) -> pl.Expr:
    return pl.col("available_at").dt.offset_by("1y") <= pl.lit(instant).cast(pl.Datetime("us", "UTC"))


def _due_by(instant: datetime) -> pl.Expr:
    filled_back = pl.col("available_at").dt.date() > pl.col("valid_to").dt.offset_by("1y")
    return _published_by(instant) | filled_back.fill_null(value=False)


def _quantities(facts: pl.DataFrame) -> pl.DataFrame:
    return facts.filter(pl.col("kind") == "quantity", pl.col("value_kind") == "actual")


def with_number(facts: pl.DataFrame) -> pl.DataFrame:
    """Facts with a value; `number` is it, in the canonical unit where it converts."""
    return facts.with_columns(pl.coalesce("canonical_value", "value").alias("number")).filter(
        pl.col("number").is_not_null()
    )


def newest(facts: pl.DataFrame) -> pl.DataFrame:
    """Of each fact with a value the row known last, with its `number`."""
    return with_number(facts).sort(*_NEWEST).unique(_FACT, keep="last", maintain_order=True)
