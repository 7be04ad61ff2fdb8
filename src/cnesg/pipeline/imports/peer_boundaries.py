"""Quartile boundaries of another workspace, checked before they come in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.companies.industry_trees import industries_as_of
from cnesg.companies.peer_groups import MARKET
from cnesg.errors import InputError, Problem
from cnesg.framework.issuer_groups import load_issuer_groups
from cnesg.model import available_instant
from cnesg.pipeline.workspace import Workspace

WHOLE_NUMBERS = ("fiscal_year", "count", "store_position")
"""Columns of boundaries that are whole numbers; a table of floats holds them."""


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
    points = methodology.relative_points()
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
        pl.col(*WHOLE_NUMBERS).cast(pl.Int64),
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
