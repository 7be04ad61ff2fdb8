"""Results of others' models and techniques: what a row must say, and the rows of facts they make."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.errors import Problem
from cnesg.model import canonical_breakdown
from cnesg.model.scales import Scale
from cnesg.sources.cells import folded_name
from cnesg.sources.fact_rows import FACTS

_SCALE = ("scale_min", "scale_max", "better")


def judgement_problems(
    table: pl.DataFrame, data_points: AbstractSet[str], stored: pl.DataFrame, path: Path
) -> list[Problem]:
    """Wrong orders of days, scales that are missing or make no sense, values outside, one version on two scales.

    Args:
        table: typed rows of the import `analyses`, with `row`.
        data_points: codes of the methodology, which gives their scales itself.
        stored: `concept`, `text` and `unit` of the results that are known already.
        path: the file, for messages.
    """
    scales = {(row["concept"], row["text"]): row["unit"] for row in stored.iter_rows(named=True)}
    problems: list[Problem] = []
    for row in table.iter_rows(named=True):
        where = {"path": path, "row": row["row"]}
        if row["computed"] > row["published"]:
            days = {name: row[name] for name in ("computed", "published")}
            problems.append(Problem.of("sources.future", **days, **where))
        if row["subject"] in data_points:
            filled = [name for name in _SCALE if row[name] is not None]
            if filled:
                problems.append(
                    Problem.of("sources.scale_given", concept=row["subject"], columns=", ".join(filled), **where)
                )
            continue
        found = list(_of_scale(row, where))
        if not found:
            told, scale = f"{row['model']} {row['version']}", str(_scale(row))
            known = scales.setdefault((row["subject"], told), scale)
            if known != scale:
                found = [Problem.of("sources.other_scale", model=told, known=known, given=scale, **where)]
        problems += found
    return problems


def _of_scale(row: dict[str, Any], where: dict[str, Any]) -> Iterator[Problem]:
    lacking = [name for name in _SCALE if row[name] is None]
    if lacking:
        yield Problem.of("sources.no_scale", subject=row["subject"], columns=", ".join(lacking), **where)
    elif row["scale_min"] >= row["scale_max"]:
        yield Problem.of("sources.empty_scale", lowest=row["scale_min"], highest=row["scale_max"], **where)
    elif not row["scale_min"] <= row["value"] <= row["scale_max"]:
        bounds = {"lowest": row["scale_min"], "highest": row["scale_max"]}
        yield Problem.of("sources.scale", value=row["value"], concept=row["subject"], **bounds, **where)


def _scale(row: dict[str, Any]) -> Scale | None:
    least, most, better = (row[name] for name in _SCALE)
    return None if better is None else Scale(least, most, better)


def judgement_facts(table: pl.DataFrame) -> pl.DataFrame:
    """Rows of facts; model, version and day of computation stand in the source, the scale in the unit.

    A result on a subject that is no data point is a fact of its own for each model (`basis`); of a data point the
    results of all models are versions of one fact.
    """
    told = pl.format(
        "{} {}, computed {} ({})", "model", "version", pl.col("computed").dt.strftime("%Y-%m-%d"), "source"
    )
    scales = [scale and str(scale) for scale in map(_scale, table.iter_rows(named=True))]
    rows = table.with_columns(
        pl.lit("analysis").alias("kind"),
        pl.col("subject").alias("concept"),
        pl.lit(canonical_breakdown(None)).alias("breakdown"),
        pl.Series("unit", scales, dtype=pl.String),
        pl.format("{} {}", "model", "version").alias("text"),
        pl.lit(value=False).alias("restated"),
        told.alias("source"),
        pl.Series(
            "basis",
            ["" if scale is None else folded_name(model) for scale, model in zip(scales, table["model"], strict=True)],
            dtype=pl.String,
        ),
    )
    return rows.select(*FACTS, "basis")
