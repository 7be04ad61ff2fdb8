"""How much of what was read from reports people have confirmed, by dimension."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from cnesg.imputation import is_waiting
from cnesg.pipeline.workspace import Workspace


@dataclass(frozen=True)
class ConfirmedNumbers:
    """The numbers of a fiscal year that were read from reports, and what the confirmed ones carry.

    Attributes:
        fiscal_year: the year.
        companies: how many have such a number; all others rest on what was imported, which counts as it is.
        read: how many there are, by dimension.
        confirmed: how many of them a person confirmed or corrected.
        weight: of each dimension the share of the synthetic score's weight that rests on values which a person
            confirmed or corrected, mean of these companies; empty where there are none.
    """

    fiscal_year: int
    companies: int
    read: Mapping[str, int]
    confirmed: Mapping[str, int]
    weight: Mapping[str, float]

    @property
    def waiting(self) -> int:
        """How many a person has still to look at."""
        return sum(self.read.values()) - sum(self.confirmed.values())


def confirmed_numbers(
    workspace: Workspace, scores: pl.DataFrame, fiscal_year: int, instant: datetime, position: int
) -> ConfirmedNumbers:
    """What stood in the log at an instant and a position.

    Args:
        workspace: where the facts are.
        scores: rows of SCORES of one run, the dimensions' synthetic ones among them; only companies in it count.
        fiscal_year: the year that the run scored.
        instant: nothing published later counts.
        position: nothing stored later counts.
    """
    methodology, dimensions = workspace.methodology, list(workspace.methodology.dimensions)
    standing = workspace.store.standing_observations(
        as_of=instant,
        at=position,
        where=(pl.col("fiscal_year") == fiscal_year) & (pl.col("kind") == "quantity"),
        columns=["company_id", "kind", "concept", "origin", "review"],
    )
    of_metric = {name: metric.dimension for name, metric in methodology.metrics.items()}
    of_point = {code: code[0] for code in methodology.data_points}
    read = standing.filter(
        (pl.col("origin") == "reported") & pl.col("company_id").is_in(scores["company_id"].unique().implode())
    ).with_columns(
        pl.col("concept").replace_strict(of_metric | of_point, default=None, return_dtype=pl.String).alias("dimension")
    )
    counted = dict(
        read.group_by("dimension").agg(pl.len(), (~is_waiting()).sum().alias("done")).rows_by_key("dimension")
    )
    of_readers = scores.filter(
        pl.col("code").is_in(dimensions)
        & (pl.col("kind") == "synthetic")
        & pl.col("company_id").is_in(read["company_id"].unique().implode())
    )
    means = dict(of_readers.group_by("code").agg(pl.col("confirmed_share").mean()).iter_rows())
    found = {code: counted[code][0] if code in counted else (0, 0) for code in dimensions}
    return ConfirmedNumbers(
        fiscal_year,
        read["company_id"].n_unique(),
        {code: count for code, (count, _) in found.items()},
        {code: done for code, (_, done) in found.items()},
        {code: means[code] for code in dimensions if code in means},
    )
