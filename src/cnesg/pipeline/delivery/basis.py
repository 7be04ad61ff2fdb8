"""What the deliveries of a month are made from: its run, and what stood in the log at its instant and position."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

import polars as pl

from cnesg.companies import universe
from cnesg.companies.peer_groups import industry_chain
from cnesg.errors import InputError, Problem
from cnesg.framework import Methodology
from cnesg.model import available_instant
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.as_of.industries import with_industries
from cnesg.pipeline.workspace import Workspace


@dataclass(frozen=True)
class Built:
    """A delivery before it is written.

    Attributes:
        tables: rows by table of the product's schema.
        problems: what was left out or doubtful, each a sentence; the delivery goes out all the same.
        companies: ids of those whose scores it rests on, for the shares by dimension.
        notes: more for the manifest: availability dates, counts.
        positions: by table that is read beside the run, the store position of the newest row that was seen.
    """

    tables: dict[str, pl.DataFrame]
    problems: tuple[Problem, ...] = ()
    companies: tuple[str, ...] = ()
    notes: dict[str, Any] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class MonthBasis:
    """A month and its run.

    Attributes:
        workspace: where the run is.
        month: its last day.
        run: the row of RUNS that counts: the last of the profile with `as_of` in the month.
        position: of the store when the deliveries were begun; what is stored meanwhile is not seen.
    """

    workspace: Workspace
    month: date
    run: dict[str, Any]
    position: int

    @property
    def label(self) -> str:
        """The month as `2025-06`."""
        return f"{self.month:%Y-%m}"

    @property
    def instant(self) -> datetime:
        """Nothing published later was used."""
        instant: datetime = self.run["as_of"]
        return instant

    @property
    def as_of(self) -> date:
        """The day of that instant in Shanghai."""
        return self.instant.astimezone(SHANGHAI).date()

    @cached_property
    def methodology(self) -> Methodology:
        """With the industry tree of the instant."""
        return with_industries(
            self.workspace, self.workspace.methodology, self.instant, int(self.run["store_position"])
        )

    @cached_property
    def scores(self) -> pl.DataFrame:
        """All scores of the run."""
        return self.workspace.store.read("scores", runs=[self.run["run_id"]]).drop("recorded_at", "position")

    @cached_property
    def totals(self) -> pl.DataFrame:
        """The synthetic total and dimensions of every company."""
        return self.scores.filter(
            pl.col("kind") == "synthetic", pl.col("code").is_in(["TOTAL", *self.methodology.dimensions])
        )

    @cached_property
    def companies(self) -> pl.DataFrame:
        """Table COMPANIES as the run saw it, one row a company."""
        return universe(self.known("companies"), self.known("listings"), self.instant)

    @cached_property
    def industry_names(self) -> pl.DataFrame:
        """Of each industry code that companies have, `industry_zh` and `industry_en` of its Level I."""
        tree = self.methodology.industries
        rows = []
        for code in self.companies["industry"].drop_nulls().unique().sort():
            if code in tree:
                name = tree[industry_chain(code, tree)[-1]].name
                rows.append({"industry": code, "industry_zh": name.zh, "industry_en": name.en})
        schema = {"industry": pl.String, "industry_zh": pl.String, "industry_en": pl.String}
        return pl.DataFrame(rows, schema=schema)

    def known(self, table: str) -> pl.DataFrame:
        """Rows of a table that the run could see, whenever they were published."""
        return self.workspace.store.read(table, at=int(self.run["store_position"]))

    def public(self, table: str) -> pl.DataFrame:
        """Rows of a table that had been published, of those that the workspace holds now."""
        return self.workspace.store.read(table, as_of=self.instant, at=self.position)

    def positions(self, *tables: str) -> dict[str, int]:
        """By table, of its published rows the newest one's position; later commits of other things don't change it."""
        newest = {table: self.public(table)["position"].max() for table in tables}
        return {table: int(position) for table, position in newest.items() if position is not None}  # type: ignore[arg-type]

    def of_market(self, market: str) -> pl.DataFrame:
        """Companies of a market that the run scored."""
        scored = self.totals["company_id"].unique()
        return self.companies.filter(pl.col("market") == market, pl.col("company_id").is_in(scored.implode()))


def month_basis(workspace: Workspace, month: date, profile: str = "default") -> MonthBasis:
    """The run that counts for a month.

    Args:
        workspace: where it is.
        month: any day of the month.
        profile: name of the run's profile.

    Raises:
        InputError: the month was not run.
    """
    first = month.replace(day=1)
    last = month.replace(day=monthrange(month.year, month.month)[1])
    runs = workspace.store.read("runs").filter(
        (pl.col("profile") == profile) | pl.col("profile").str.starts_with(profile + "@"),
        pl.col("as_of") >= available_instant(first).replace(hour=0, minute=0, second=0),
        pl.col("as_of") <= available_instant(last),
    )
    runs = runs.filter(pl.col("as_of").dt.convert_time_zone(SHANGHAI.key).dt.date().is_between(first, last))
    if runs.is_empty():
        raise InputError.of("delivery.month_not_run", month=f"{month:%Y-%m}", last=last, profile=profile)
    return MonthBasis(workspace, last, runs.sort("as_of", "position").row(-1, named=True), workspace.store.position)
