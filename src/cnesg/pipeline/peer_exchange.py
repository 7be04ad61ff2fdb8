"""Taking quartile boundaries out of runs, and checking those that come in."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.companies.applicability import inapplicable
from cnesg.companies.industry_trees import industries_as_of
from cnesg.companies.issuer_groups import compared_groups
from cnesg.companies.peer_groups import MARKET
from cnesg.errors import InputError, Problem
from cnesg.framework import Methodology
from cnesg.framework.issuer_groups import load_issuer_groups
from cnesg.model import available_instant
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.reading import latest_run
from cnesg.pipeline.running import basis_of
from cnesg.pipeline.workspace import Workspace
from cnesg.scoring.peers import group_quartiles, peer_values

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
    points = relative_points(basis.methodology)
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
        .select(pl.col(name).cast(pl.Int64) if name in _WHOLE else pl.col(name) for name in EXPORTED)
    )


_WHOLE = ("fiscal_year", "count", "store_position")


def relative_points(methodology: Methodology) -> dict[str, str | None]:
    """The data points that are scored relative to peers, and their units."""
    measures = (measure for level2 in methodology.level2.values() for measure in level2.measures)
    codes = sorted({measure.data_point or "" for measure in measures if measure.rule == "relative"})
    return {code: methodology.data_points[code].unit for code in codes}


def checked_quartiles(workspace: Workspace, table: pl.DataFrame, path: Path) -> pl.DataFrame:
    """Rows of an import `peers` that can be used, without `row` and `published`.

    Raises:
        InputError: with every row whose group or data point is unknown here, whose unit is another, or whose numbers
            cannot be quartiles.
    """
    methodology = workspace.methodology
    tree = industries_as_of(methodology.industries, workspace.store.read("industries"), None)
    groups = {MARKET, *tree}
    families = {family.code for family in load_issuer_groups(methodology.folder)}
    points = relative_points(methodology)
    problems: list[Problem] = []
    for row in table.iter_rows(named=True):
        where = {"path": path, "row": row["row"]}
        if row["group"] not in groups and row["group"].split(":")[0] not in families:
            problems.append(Problem.of("sources.no_peer_group", group=row["group"], **where))
        problems += _problems(row, points, where)
    if problems:
        raise InputError(*problems)
    instants = [available_instant(day) for day in table["published"]]
    return table.drop("row", "published").with_columns(
        pl.col(*_WHOLE).cast(pl.Int64),
        pl.col("always").fill_null(value=False),
        pl.Series("available_at", instants, dtype=pl.Datetime("us", "UTC")),
    )


def _problems(row: dict[str, Any], points: dict[str, str | None], where: dict[str, Any]) -> Iterator[Problem]:
    if row["data_point"] not in points:
        yield Problem.of("sources.not_relative", data_point=row["data_point"], **where)
    elif row["unit"] != points[row["data_point"]]:
        unit = points[row["data_point"]] or "-"
        yield Problem.of(
            "sources.peer_unit", data_point=row["data_point"], unit=unit, given=row["unit"] or "-", **where
        )
    if not row["q1"] <= row["q2"] <= row["q3"]:
        yield Problem.of("sources.no_quartiles", q1=row["q1"], q2=row["q2"], q3=row["q3"], **where)
    for name in ("count", "store_position"):
        if row[name] != int(row[name]):
            yield Problem.of("sources.not_whole", column=name, value=row[name], **where)


def other_editions(workspace: Workspace, path_rows: pl.DataFrame) -> list[str]:
    """The methodology versions of imported boundaries that are not the one in use, sorted."""
    version = workspace.methodology.versions.methodology
    return sorted(set(path_rows["methodology_version"]) - {version})
