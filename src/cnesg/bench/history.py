"""A history of months in a process of its own: what a month costs in which few companies changed, and how much memory.

The benchmark itself holds drawn markets and the tables of several runs; what a user's run takes shows only in
a process that does nothing else.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import numpy as np
import polars as pl

from cnesg.bench.memory import most_memory
from cnesg.bench.timing import Measure
from cnesg.pipeline import Workspace
from cnesg.pipeline.months.monthly import month_ends, run_months
from cnesg.workers.child import peak_memory

_ALLOWED = 4096.0  # MiB
_FIRST = date(2024, 5, 31)
_ONE_IN = 100
_TOLD_IN = 4  # the month in which a year's figures come
_MIB = 2**20


def measure_history(folder: Path, facts: pl.DataFrame, months: int) -> Iterator[Measure]:
    """Run months of a market, in each of which but the first one company in a hundred says all its figures anew.

    Each April all companies tell the figures of another year besides.

    Args:
        folder: a workspace with companies and `facts`.
        facts: table OBSERVATIONS as stored, known at the end of May 2024.
        months: how many, from then on.

    Yields:
        Processor seconds of the first month and of a later one, the quotient of both, the share of scored values that
        are of companies that changed or of their peers, and the peak of memory.
    """
    seconds, peak = history_of(folder, facts, months)
    yield Measure("the first month of a history, stored", seconds[0], "s")
    if len(seconds) > 1:
        yield Measure("a month with 1 % of companies changed, stored", median(seconds[1:]), "s")
        yield Measure("a month with 1 % of companies changed / the first", median(seconds[1:]) / seconds[0], "times")
        with Workspace.open(folder) as workspace:
            run = workspace.store.read("runs").sort("as_of")["run_id"][0]
            parts = workspace.store.read("parts", runs=[run])
        share = beside_the_changed(parts, said_anew(facts, 1, _month_ends(months)[1])["company_id"].unique())
        yield Measure("values of the companies changed and of their peers / all", share, "times")
    yield Measure(f"memory of {months} months run in a process of their own", peak, "MiB", _ALLOWED)


def beside_the_changed(parts: pl.DataFrame, changed: pl.Series) -> float:
    """The share of values that a change in some companies reaches: theirs, and those of who is ranked among them.

    Args:
        parts: table PARTS of a run.
        changed: the companies, by id.
    """
    ranked = parts.filter(pl.col("peer_group").is_not_null())
    reached = ranked.filter(pl.col("company_id").is_in(changed.implode())).select("part", "peer_group").unique()
    return ranked.join(reached, on=["part", "peer_group"], how="semi").height / max(ranked.height, 1)


def history_of(folder: Path, facts: pl.DataFrame, months: int) -> tuple[list[float], float]:
    """Processor seconds of each month, and MiB of memory at most, of a history in a process of its own.

    Each April all companies tell the figures of another year, and in each month one in a hundred says all its latest
    figures anew.
    """
    with Workspace.open(folder) as workspace:
        latest = facts
        for number, end in enumerate(_month_ends(months)[1:], start=1):
            if end.month == _TOLD_IN:
                latest = told_a_year_later(latest)
                workspace.store.commit({"observations": latest}, note="figures of another year")
            workspace.store.commit({"observations": said_anew(latest, number, end)}, note="figures said anew")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run_history, folder, months).result()


def told_a_year_later(facts: pl.DataFrame) -> pl.DataFrame:
    """What the same companies tell of the next fiscal year, a year later: the figures scattered about the last ones."""
    year = facts["fiscal_year"].item(0) + 1
    scatter = np.random.default_rng(year).lognormal(0.0, 0.1, facts.height)
    dates = (pl.col(name).dt.offset_by("1y") for name in ("valid_from", "valid_to", "available_at"))
    return facts.with_columns(
        pl.col("value", "canonical_value") * pl.Series(scatter),
        pl.col("fiscal_year") + 1,
        *dates,
        pl.col("fact_key").str.replace(r"(\|\d{4})?$", f"|{year}"),
    ).with_columns(pl.col("fact_key").hash(seed=4).cast(pl.String).alias("observation_id"))


def said_anew(facts: pl.DataFrame, number: int, end: date) -> pl.DataFrame:
    """The figures of one company in a hundred, a tenth higher and public on the last day of a month."""
    companies = facts["company_id"].unique().sort().gather_every(_ONE_IN, offset=number % _ONE_IN)
    return facts.filter((pl.col("kind") == "quantity") & pl.col("company_id").is_in(companies.implode())).with_columns(
        pl.col("value", "canonical_value") * 1.1,
        pl.lit(datetime(end.year, end.month, end.day, tzinfo=UTC)).cast(pl.Datetime("us", "UTC")).alias("available_at"),
        pl.format("{}-{}", "observation_id", pl.lit(number)).alias("observation_id"),
    )


def run_history(folder: Path, months: int) -> tuple[list[float], float]:
    """Processor seconds of each month, and the process's peak of memory in MiB."""
    ends, seconds = _month_ends(months), []
    with Workspace.open(folder) as workspace:
        _ = workspace.methodology  # loaded before the clock starts
        last = time.process_time()
        for _ in run_months(workspace, ends[0], ends[-1]):
            now = time.process_time()
            seconds.append(now - last)
            last = now
    return seconds, peak_memory() / _MIB or most_memory()


def _month_ends(months: int) -> list[date]:
    years, month = divmod(_FIRST.month - 1 + months - 1, 12)
    return month_ends(_FIRST, date(_FIRST.year + years, month + 1, 1))
