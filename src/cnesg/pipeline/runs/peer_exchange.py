"""Taking quartile boundaries out of runs, for other workspaces."""

from datetime import date
from typing import Any

import polars as pl

from cnesg.companies.applicability import inapplicable
from cnesg.companies.issuer_groups import compared_groups
from cnesg.companies.quartiles import group_quartiles
from cnesg.errors import InputError
from cnesg.model import available_instant
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.imports.peer_boundaries import WHOLE_NUMBERS
from cnesg.pipeline.runs.basis import basis_of
from cnesg.pipeline.runs.reading import latest_run
from cnesg.pipeline.workspace import Workspace
from cnesg.scoring.peers import peer_values

EXPORTED = (
    "fiscal_year",
    "group",
    "data_point",
    "unit",
    "q1",
    "q2",
    "q3",
    "count",
    "run_id",
    "methodology_version",
    "store_position",
    "published",
)
"""The columns of an export, in their order; `cnesg import peers --template` says what they mean."""


def exported_quartiles(
    workspace: Workspace,
    as_of: date | None = None,
    profile: str | None = None,
    year: int | None = None,
    least: int = 0,
) -> pl.DataFrame:
    """The quartile boundaries of each fiscal year that was run, for every group and data point with enough values.

    Args:
        workspace: whose runs.
        as_of: of each year the latest run up to this day; the newest of all if None.
        profile: as for `latest_run`.
        year: only this fiscal year.
        least: only groups with as many values; never fewer than the methodology asks of a group.

    Returns:
        Columns EXPORTED, sorted. No value of a company stands in it but where a quartile falls on one.

    Raises:
        InputError: no such run, or none by the methodology in use.
    """
    label = latest_run(workspace, as_of, profile)["profile"]
    version = workspace.methodology.versions.methodology
    where = (pl.col("profile") == label) & (pl.col("methodology_version") == version)
    if as_of is not None:
        where &= pl.col("as_of") <= available_instant(as_of)
    if year is not None:
        where &= pl.col("fiscal_year") == year
    runs = workspace.store.read("runs", where=where).sort("as_of", "position")
    runs = runs.unique("fiscal_year", keep="last", maintain_order=True)
    if runs.is_empty():
        raise InputError.of("pipeline.no_peers_run", profile=label, version=version, year=year or "-")
    frames = [_of_run(workspace, run, least) for run in runs.iter_rows(named=True)]
    return pl.concat(frames).sort("fiscal_year", "data_point", "group")


def _of_run(workspace: Workspace, run: dict[str, Any], least: int) -> pl.DataFrame:
    basis = basis_of(workspace, run)
    inputs = workspace.store.read("inputs", runs=[run["run_id"]])
    points = basis.methodology.relative_points()
    outside = inapplicable(basis.companies, inputs, basis.methodology, basis.fiscal_year)
    groups = compared_groups(basis.companies, basis.methodology.industries, basis.families)
    enough = basis.methodology.rules.least_peers.value
    found = group_quartiles(peer_values(inputs, outside, list(points)), groups, enough)
    told = {
        "fiscal_year": run["fiscal_year"],
        "run_id": run["run_id"],
        "methodology_version": run["methodology_version"],
        "store_position": run["store_position"],
        "published": run["as_of"].astimezone(SHANGHAI).date(),
    }
    return (
        found.filter(pl.col("count") >= max(enough, least))
        .with_columns(pl.lit(value).alias(name) for name, value in told.items())
        .with_columns(pl.col("data_point").replace_strict(points, return_dtype=pl.String).alias("unit"))
        .select(pl.col(name).cast(pl.Int64) if name in WHOLE_NUMBERS else pl.col(name) for name in EXPORTED)
    )
