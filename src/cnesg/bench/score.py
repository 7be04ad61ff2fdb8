"""Scoring beside reading its input and writing its output: the least that any engine has to do."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from cnesg.bench.history import measure_history
from cnesg.bench.memory import most_memory
from cnesg.bench.timing import Measure, timed
from cnesg.framework import load_methodology
from cnesg.framework.definitions import DataPoint
from cnesg.framework.definitions.indicators import LEVELS
from cnesg.framework.materiality import load_materiality
from cnesg.framework.methodology import TOTAL, Methodology
from cnesg.framework.profiles import find_profile
from cnesg.model import COMPANIES, INPUTS, OBSERVATIONS
from cnesg.model.facts import canonical_breakdown
from cnesg.pipeline import Workspace
from cnesg.pipeline.runs.reading import read_explanation
from cnesg.pipeline.runs.running import compute, run
from cnesg.scoring import score

_YEAR = 2023
# A day before the first month of the history, whose run then is not there yet and is stored too.
_AS_OF = datetime(2024, 5, 30, 15, 59, 59, tzinfo=UTC)
_ALLOWED = {"kernel": 10.0, "run": 25.0, "explain": 0.2}
# How much of a market is known, as in the fictional one: reported, estimated, and the rest silent.
_REPORTED, _ESTIMATED = 0.6, 0.2
Tables = tuple[pl.DataFrame, pl.DataFrame]


def measure_score(folder: Path, companies: int = 5500, months: int = 12) -> Iterator[Measure]:
    """Score a market month by month, and measure it beside its own input and output.

    Args:
        folder: where files and a workspace go.
        companies: companies in the market.
        months: partitions that are scored one after the other.

    Yields:
        One measure a line; those that are limited have a limit. Times are processor seconds of all threads.
    """
    methodology = load_methodology()
    yield from _kernel(folder, methodology, companies, months)
    yield from _run(folder, methodology, companies, months)
    yield Measure("memory of this benchmark, several runs in it", most_memory(), "MiB")


def _kernel(folder: Path, methodology: Methodology, companies: int, months: int) -> Iterator[Measure]:
    listed, ratings = market_companies(methodology, companies), load_materiality(methodology.folder)
    profile = find_profile(methodology, "default")
    for month in range(months):
        market_inputs(methodology, companies, month).write_parquet(folder / f"inputs-{month}.parquet")

    def read(month: int) -> pl.DataFrame:
        return pl.read_parquet(folder / f"inputs-{month}.parquet")

    def kernel(month: int) -> Tables:
        return score(read(month), listed, methodology, profile, fiscal_year=_YEAR, as_of=_AS_OF, materiality=ratings)

    def write(month: int, tables: Tables) -> None:
        for name, frame in zip(("scores", "parts"), tables, strict=True):
            frame.write_parquet(folder / f"{name}-{month}.parquet", compression="zstd")

    first = kernel(0)
    yield Measure("inputs a month", float(read(0).height), "rows")
    yield Measure("scores and parts a month", float(sum(frame.height for frame in first)), "rows")

    def plainly() -> None:
        for month in range(months):
            read(month)
            write(month, first)

    def score_months(count: int) -> None:
        for month in range(count):
            write(month, kernel(month))

    plain, one, ours = timed(plainly), timed(lambda: score_months(1)), timed(lambda: score_months(months))
    yield Measure(f"reading and writing {months} months", plain.processor, "s")
    yield Measure(f"scoring {months} months, reading and writing included", ours.processor, "s")
    yield Measure("scoring / reading and writing", ours.processor / plain.processor, "times", _ALLOWED["kernel"])
    yield Measure("a month of many / a month alone", ours.processor / months / one.processor, "times")


def _run(folder: Path, methodology: Methodology, companies: int, months: int) -> Iterator[Measure]:
    with Workspace.create(folder / "workspace") as workspace:
        workspace.store.commit({"companies": market_companies(methodology, companies)}, note="companies")
        facts = market_facts(methodology, companies)
        workspace.store.commit({"observations": facts}, note="facts")
        facts.write_parquet(folder / "facts.parquet", compression="zstd")
        chosen, position = find_profile(methodology, "default"), workspace.store.position
        computed = compute(workspace, chosen, _AS_OF, position, _YEAR)

        def plain() -> None:
            pl.read_parquet(folder / "facts.parquet")
            for name, frame in computed.tables.items():
                frame.write_parquet(folder / f"run-{name}.parquet", compression="zstd")

        limit = timed(plain)
        ours = timed(lambda: run(workspace, _AS_OF.date(), fiscal_year=_YEAR))
        company = computed.tables["scores"]["company_id"][0]
        explained = timed(lambda: read_explanation(workspace, company, TOTAL, None), repeat=5)
    yield Measure("facts of a run", float(facts.height), "rows")
    yield Measure("reading facts and writing tables", limit.processor, "s")
    yield Measure("a run from the log with intervals, stored", ours.processor, "s")
    yield Measure("run / reading and writing", ours.processor / limit.processor, "times", _ALLOWED["run"])
    yield Measure("explanation of one company", explained.seconds, "s", _ALLOWED["explain"])
    yield from measure_history(folder / "workspace", facts, months)


def market_companies(methodology: Methodology, companies: int) -> pl.DataFrame:
    """Table COMPANIES: listed companies over all Level III industries, larger ones more often."""
    codes = sorted(code for code, industry in methodology.industries.items() if industry.level == 3)
    weights = 1.0 / np.arange(1, len(codes) + 1) ** 0.7
    drawn = np.random.default_rng(1).choice(codes, companies, p=weights / weights.sum())
    rows = pl.DataFrame({"company_id": _ids(companies), "industry": drawn}).with_columns(
        pl.lit("a-share").alias("market"),
        pl.lit("CN").alias("incorporation"),
        pl.lit(date(2000, 1, 1)).alias("valid_from"),
        pl.lit(datetime(2000, 1, 1, tzinfo=UTC)).alias("available_at"),
    )
    return COMPANIES.conform(rows)


def market_inputs(methodology: Methodology, companies: int, month: int) -> pl.DataFrame:
    """Table INPUTS of one month: every data point, reported, estimated or silent by chance."""
    random = np.random.default_rng((2, month))
    ids = np.array(_ids(companies))
    frames = [_column(point, ids, random) for point in methodology.data_points.values()]
    return INPUTS.conform(pl.concat(frames)).sort(INPUTS.sort_by)


def market_facts(methodology: Methodology, companies: int) -> pl.DataFrame:
    """Table OBSERVATIONS of one fiscal year, imported: what data points select, each given by six companies of ten."""
    random, ids = np.random.default_rng(3), np.array(_ids(companies))
    points = methodology.data_points.values()
    chosen = {(p.select.metric, canonical_breakdown(p.select.breakdown)) for p in points if p.select}
    of_metrics = [
        _facts(ids[random.random(companies) < _REPORTED], random, concept=metric, breakdown=breakdown)
        for metric, breakdown in sorted(chosen | {("revenue", "{}"), ("employees_total", "{}"), ("total_assets", "{}")})
    ]
    of_items = [
        _facts(ids[random.random(companies) < _REPORTED], random, concept=p.code, kind="statement", text="policy")
        for p in points
        if p.kind == "item"
    ]
    rows = pl.concat([*of_metrics, *of_items], how="diagonal").with_columns(
        pl.concat_str("company_id", pl.lit("|"), "concept", "breakdown").alias("fact_key"),
    )
    return OBSERVATIONS.conform(
        rows.with_columns(pl.col("fact_key").hash(seed=4).cast(pl.String).alias("observation_id"))
    ).drop("recorded_at", "position")


def _facts(ids: Any, random: np.random.Generator, **same: Any) -> pl.DataFrame:
    value = random.lognormal(6.0, 1.0, len(ids))
    fixed: dict[str, Any] = {
        "kind": "quantity",
        "breakdown": "{}",
        "valid_from": date(_YEAR, 1, 1),
        "valid_to": date(_YEAR, 12, 31),
        "available_at": datetime(_YEAR + 1, 4, 20, tzinfo=UTC),
        "available_source": "file",
        "value_kind": "actual",
        "boundary": "",
        "basis": "",
        "restated": False,
        "assurance": "unknown",
        "document": "0" * 64,
        "method": "import",
        "confidence": 1.0,
        "origin": "imported",
        "review": "unreviewed",
    } | same
    return pl.DataFrame({"company_id": ids, "value": value, "canonical_value": value}).with_columns(
        pl.lit(_YEAR, dtype=pl.Int64).alias("fiscal_year"), *(pl.lit(text).alias(name) for name, text in fixed.items())
    )


def _column(point: DataPoint, ids: Any, random: np.random.Generator) -> pl.DataFrame:
    kind = random.random(len(ids))
    reported = kind < _REPORTED
    kept = reported | ((kind < _REPORTED + _ESTIMATED) & (point.kind == "quantity"))
    count = int(kept.sum())
    is_item = point.kind == "item"
    value = (random.random(count) < 0.7).astype(float) if is_item else random.lognormal(2.0, 1.0, count)
    width = np.where(reported[kept], 0.0, 0.3 * value)
    level = np.array(LEVELS)[random.integers(0, len(LEVELS), count)]
    origin = np.where(
        reported[kept], "reported", np.array(["derived", "carried", "industry"])[random.integers(0, 3, count)]
    )
    return pl.DataFrame(
        {
            "company_id": ids[kept],
            "data_point": point.code,
            "fiscal_year": _YEAR,
            "value": value,
            "low": value - width,
            "high": value + width,
            "text": pl.Series(level if is_item else [None] * count, dtype=pl.String),
            "origin": origin,
            "method": np.where(reported[kept], "selection", "median(n=12)"),
            "review": np.where(random.random(count) < 0.5, "confirmed", "unreviewed"),
            "penalty": np.where(reported[kept], 0.0, 10.0),
            "observations": pl.Series([[f"{random.integers(1 << 40):010x}"] for _ in range(count)]),
            "sources": pl.Series([[] for _ in range(count)], dtype=pl.List(pl.String)),
        }
    )


def _ids(companies: int) -> list[str]:
    return [f"C{number:05}" for number in range(companies)]
