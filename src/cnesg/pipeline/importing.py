"""Users' tables into the workspace: validated whole, snapshot kept, committed as one."""

from pathlib import Path
from typing import Any

import polars as pl

from cnesg.companies.industry_trees import industries_as_of, tree_problems
from cnesg.errors import InputError, Problem
from cnesg.framework import Methodology
from cnesg.framework.media_files import load_media
from cnesg.framework.units import UnitTable, load_units
from cnesg.model import available_instant
from cnesg.pipeline.company_tables import DATED_KINDS, check_company_table
from cnesg.pipeline.observing import imported_rows
from cnesg.pipeline.workspace import Workspace
from cnesg.sources import KnownNames, read_table, source_kind, validate_table

_NEEDS = {"quantity": "value", "statement": "text", "list": "text", "event": "value", "analysis": "value"}

# Metrics whose unit the vocabulary leaves to the report: rates by whatever base, scores of surveys, intensities of
# whatever product. Their values stay in the unit given and are compared only with values of the same unit.
_OPEN_UNITS = {"as printed", "score"}


def import_table(workspace: Workspace, kind: str, path: Path) -> int:
    """Import a table; returns the number of rows stored.

    Raises:
        InputError: with every problem of every row; nothing is stored then.
    """
    definition = source_kind(kind)
    methodology = workspace.methodology
    known = KnownNames(
        # Every code that the workspace has: on days before it began to count, a company in it has no known industry.
        industries=industries_as_of(methodology.industries, workspace.store.read("industries"), None).keys(),
        concepts={*methodology.metrics, *methodology.data_points},
        tiers=load_media(methodology.folder).tiers.keys() if kind == "media" else frozenset(),
    )
    table = validate_table(read_table(path, definition.headers()), definition, known, path)
    if kind in DATED_KINDS:
        check_company_table(workspace.store, kind, table, path)
    if kind == "observations":
        rows = _observations(workspace, table, path)
    else:
        rows = _industries(workspace, table, path) if kind == "industries" else _dated(table)
    snapshot = workspace.store.snapshots.put(path)
    if kind == "observations":
        rows = imported_rows(rows, methodology, snapshot)
    else:
        rows = _new_rows(rows, workspace.store.read(kind))
    workspace.store.commit({kind: rows}, note=f"import {kind} {path.name}")
    return rows.height


def _dated(table: pl.DataFrame) -> pl.DataFrame:
    instants = [available_instant(day) for day in table["published"]]
    return table.drop("row", "published").with_columns(
        pl.Series("available_at", instants, dtype=pl.Datetime("us", "UTC"))
    )


def _industries(workspace: Workspace, table: pl.DataFrame, path: Path) -> pl.DataFrame:
    """Rows of industries that make a tree with what ships and what the workspace has."""
    table = table.with_columns(pl.col("level").cast(pl.Int64))
    rows, stored = _dated(table), workspace.store.read("industries")
    latest = (stored["position"].max() or 0) if stored.height else 0
    new = rows.with_columns(table["row"], pl.lit(latest, dtype=pl.Int64).alias("position") + 1)
    problems = tree_problems(workspace.methodology.industries, stored, new, {"path": path})
    if problems:
        raise InputError(*problems)
    return rows


def _new_rows(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Rows that the workspace does not have to the letter: the same file twice is stored once."""
    return rows.join(known, on=rows.columns, how="anti", nulls_equal=True, maintain_order="left")


def _observations(workspace: Workspace, table: pl.DataFrame, path: Path) -> pl.DataFrame:
    companies = set(workspace.store.read("companies")["company_id"].to_list())
    problems: list[Problem] = []
    values: list[float | None] = []
    units: list[str | None] = []
    table_of_units = load_units(workspace.methodology.folder)
    for row in table.iter_rows(named=True):
        where = {"path": path, "row": row["row"]}
        if row["company_id"] not in companies:
            problems.append(Problem.of("sources.unknown_company", company=row["company_id"], **where))
        needed = _NEEDS[row["kind"]]
        if row[needed] is None:
            problems.append(Problem.of("sources.no_value", kind=row["kind"], column=needed, **where))
        value, unit, problem = _canonical(row, workspace.methodology, table_of_units, where)
        values.append(value)
        units.append(unit)
        problems += [problem] if problem else []
        problems += _outside_scale(row, workspace.methodology, where)
    if problems:
        raise InputError(*problems)
    return table.with_columns(
        pl.Series("canonical_value", values, dtype=pl.Float64), pl.Series("canonical_unit", units, dtype=pl.String)
    )


def _outside_scale(row: dict[str, Any], methodology: Methodology, where: dict[str, Any]) -> list[Problem]:
    """The problem that an analysis gives a value which its data point's scale doesn't have."""
    point = methodology.data_points.get(row["concept"])
    if row["kind"] != "analysis" or row["value"] is None or point is None or point.scale is None:
        return []
    lowest, highest = point.scale
    if lowest <= row["value"] <= highest:
        return []
    values = {"value": row["value"], "concept": point.code, "lowest": lowest, "highest": highest}
    return [Problem.of("sources.scale", **values, **where)]


def _canonical(
    row: dict[str, Any], methodology: Methodology, units: UnitTable, where: dict[str, Any]
) -> tuple[float | None, str | None, Problem | None]:
    """A row's value in the unit of its metric or data point, or the problem that the units do not convert."""
    value, concept = row["value"], row["concept"]
    entry = methodology.metrics.get(concept) or methodology.data_points.get(concept)
    wanted = entry.unit if entry else None
    if value is None or row["kind"] != "quantity" or wanted is None:
        return value, wanted, None
    given = row["unit"] or wanted
    if wanted in _OPEN_UNITS or wanted.endswith("/unit"):
        return value, given, None
    converted = _converted(value, given, wanted, concept, units)
    if converted is None:
        problem = Problem.of("sources.unit", unit=row["unit"], concept=concept, expected=wanted, **where)
        return None, None, problem
    return converted, wanted, None


def _converted(value: float, unit: str, wanted: str, concept: str, units: UnitTable) -> float | None:
    if unit == wanted:
        return value
    direct = units.convert(value, unit, wanted, concept)
    if direct is not None:
        return direct
    reading = units.whole(unit)
    return units.convert(value * reading.scale, reading.unit, wanted, concept) if reading else None
