"""Imported facts: whether companies, units and scales make sense, and values in canonical units."""

from pathlib import Path
from typing import Any

import polars as pl

from cnesg.errors import InputError, Problem
from cnesg.framework import Methodology
from cnesg.framework.plausibility import Plausibility, load_plausibility
from cnesg.framework.units import UnitTable, load_units
from cnesg.imputation import is_foreign
from cnesg.model import fiscal_period
from cnesg.model.scales import SHARE_OF_SCALE, Scale
from cnesg.pipeline.workspace import Workspace

_NEEDS = {"quantity": "value", "statement": "text", "list": "text", "event": "value", "analysis": "value"}

# Metrics whose unit the vocabulary leaves to the report: rates by whatever base, scores of surveys, intensities of
# whatever product. Their values stay in the unit given and are compared only with values of the same unit.
_OPEN_UNITS = {"as printed", "score"}


def checked_facts(workspace: Workspace, table: pl.DataFrame, path: Path, *, ended: bool = False) -> pl.DataFrame:
    """Rows of facts with `canonical_value` and `canonical_unit`.

    Amounts in another currency than renminbi stay without: the rate is chosen when a run asks for them.

    Args:
        workspace: whose companies there are.
        table: rows of facts as the import `observations` has them, with `row`.
        path: the file, for messages.
        ended: whether figures are of periods that must have ended: rows can say when a fiscal year ends. What registers
            count of a year is known while the year lasts.

    Raises:
        InputError: with every unknown company, missing value, unit that makes no sense, value that can't be or lies
            outside its scale, fiscal year that does not end in its own or the next calendar year, and period that ends
            after its publication.
    """
    companies = set(workspace.store.read("companies")["company_id"].to_list())
    problems: list[Problem] = []
    values: list[float | None] = []
    units: list[str | None] = []
    table_of_units = load_units(workspace.methodology.folder)
    plausibility = load_plausibility(workspace.methodology.folder)
    unknown: set[int] = set()  # a row of a wide table gives many facts, but it is one row to mend
    for row in table.iter_rows(named=True):
        where = {"path": path, "row": row["row"]}
        if row["company_id"] not in companies and row["row"] not in unknown:
            unknown.add(row["row"])
            problems.append(Problem.of("sources.unknown_company", company=row["company_id"], **where))
        needed = _NEEDS[row["kind"]]
        if row[needed] is None:
            problems.append(Problem.of("sources.no_value", kind=row["kind"], column=needed, **where))
        value, unit, problem = _canonical(row, workspace.methodology, table_of_units, where)
        values.append(value)
        units.append(unit)
        problems += [problem] if problem else []
        problems += _outside_scale(row, workspace.methodology, where)
        if not problem:
            problems += _impossible(row, value, unit, workspace.methodology, plausibility, where)
        last = row.get("year_end")
        if last is not None and not 0 <= last.year - row["year"] <= 1:
            problems.append(Problem.of("sources.year_end", year=row["year"], year_end=last, **where))
        elif ended:
            problems += _ends_later(row, where)
    if problems:
        raise InputError(*problems)
    return table.with_columns(
        pl.Series("canonical_value", values, dtype=pl.Float64), pl.Series("canonical_unit", units, dtype=pl.String)
    )


def _ends_later(row: dict[str, Any], where: dict[str, Any]) -> list[Problem]:
    """The problem that a figure is of a period that had not ended when it was published."""
    if row["kind"] != "quantity":
        return []
    last = row.get("year_end") or fiscal_period(row["year"])[1]
    if last <= row["published"]:
        return []
    values = {"concept": row["concept"], "last": last, "published": row["published"]}
    return [Problem.of("sources.period_ahead", **values, **where)]


def _impossible(
    row: dict[str, Any],
    value: float | None,
    unit: str | None,
    methodology: Methodology,
    plausibility: Plausibility,
    where: dict[str, Any],
) -> list[Problem]:
    """The problem that a figure can't be so large, or so small.

    Args:
        row: the fact as given.
        value: in the unit of the metric; None where the amount is in another currency.
        unit: in which the value is.
        methodology: gives the metric's unit.
        plausibility: the bounds.
        where: file and row.
    """
    if row["kind"] != "quantity" or row["value"] is None:
        return []
    concept = row["concept"]
    entry = methodology.metrics.get(concept) or methodology.data_points.get(concept)
    wanted = entry.unit if entry else None
    bounds = plausibility.passed(concept, wanted, row["value"], value)
    if bounds is None:
        return []
    shown = {"value": row["value"], "unit": row["unit"] or unit or "", "bound_unit": unit or row["unit"] or ""}
    limits = {"least": bounds.least, "most": bounds.most, "reference": bounds.reference}
    return [Problem.of("sources.impossible", concept=concept, **shown, **limits, **where)]


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
    metric, point = methodology.metrics.get(concept), methodology.data_points.get(concept)
    wanted = metric.unit if metric else point.observed_unit if point else None
    if metric is None and point is None and row["kind"] == "analysis" and value is not None:
        scale = Scale.read(row["unit"])
        return (scale.share(value), SHARE_OF_SCALE, None) if scale else (value, None, None)
    if value is None or row["kind"] != "quantity" or wanted is None:
        return value, wanted, None
    given = row["unit"] or wanted
    if wanted in _OPEN_UNITS or wanted.endswith("/unit"):
        return value, given, None
    if is_foreign(given, wanted):
        return None, None, None
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
