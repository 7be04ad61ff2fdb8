"""Results of others' models and techniques as the workspace has them: of a company, and as a rating of the market."""

from datetime import date, datetime
from typing import Any

import polars as pl

from cnesg.errors import InputError
from cnesg.model import available_instant
from cnesg.model.periods import SHANGHAI
from cnesg.model.scales import Scale
from cnesg.pipeline.as_of.facts import counting_facts
from cnesg.pipeline.workspace import Workspace
from cnesg.sources.cells import folded_name

_PARTED = "/"  # stands in no name of a result, so that a model can be named behind it


def results_as_of(workspace: Workspace, company_id: str, instant: datetime) -> list[dict[str, Any]]:
    """What models and techniques were known to say of a company: of each fact the row that counts.

    Returns:
        `subject` (a data point, or the name under which it was imported), `year`, `value`, `scale_min`, `scale_max`,
        `better`, `model` (with its version; of opinions the opinion), `source` (with the day of computation) and
        `published`; the latest year first.
    """
    of_company = (pl.col("company_id") == company_id) & (pl.col("kind") == "analysis")
    counts = counting_facts(workspace, workspace.methodology, instant, where=of_company)["observation_id"]
    rows = workspace.store.read("observations", as_of=instant, where=of_company)
    known = rows.filter(pl.col("observation_id").is_in(counts.implode()))
    told = [_result(workspace, row) for row in known.iter_rows(named=True)]
    return sorted(told, key=lambda row: (row["subject"], -row["year"], row["model"] or "", row["source"] or ""))


def _result(workspace: Workspace, row: dict[str, Any]) -> dict[str, Any]:
    point = workspace.methodology.data_points.get(row["concept"])
    scale = Scale.read(row["unit"]) if point is None else None
    if point is not None and point.scale is not None:
        scale = Scale(*point.scale, "lower" if point.direction == "lower" else "higher")
    return {
        "subject": row["concept"],
        "year": row["fiscal_year"],
        "value": row["value"],
        "scale_min": scale and scale.least,
        "scale_max": scale and scale.most,
        "better": scale and scale.better,
        "model": row["text"],
        "source": row["quote"],
        "published": row["available_at"].astimezone(SHANGHAI).date(),
    }


def stored_ratings(workspace: Workspace, wanted: str, year: int, as_of: date | None) -> tuple[pl.DataFrame, int]:
    """Results that were imported under a name of the user's choice, as ratings.

    Args:
        workspace: where they are.
        wanted: the name; with `/` and the model behind it where several models have results.
        year: the fiscal year that a run scored; where no result is on it, the latest one before.
        as_of: only results that were known by then; all if None.

    Returns:
        `company_id` and `rating`, 0 the worst and 1 the best of the scale; and the year they are on.

    Raises:
        InputError: no such results, several models, or none on the year or earlier; the message says what there is.
    """
    kept = pl.col("kind").eq("analysis") & pl.col("basis").ne("") & pl.col("unit").is_not_null()
    instant = available_instant(as_of) if as_of else None
    rows = counting_facts(workspace, workspace.methodology, instant, where=kept)
    rows = rows.filter(~pl.col("concept").is_in(list(workspace.methodology.data_points)))
    subject, _, model = (folded_name(part) for part in wanted.partition(_PARTED))
    found = rows.filter((pl.col("concept") == subject) & ((pl.col("basis") == model) if model else pl.lit(value=True)))
    if found["basis"].n_unique() != 1:
        message = "divergence.several_models" if found.height else "divergence.no_external"
        among = found if found.height else rows
        stored = (
            among.select(pl.concat_str("concept", "basis", separator=_PARTED)).to_series().unique().sort().to_list()
        )
        raise InputError.of(message, wanted=wanted, stored=", ".join(stored) or "-")
    years = found.filter(pl.col("fiscal_year") <= year)["fiscal_year"]
    if years.is_empty():
        told = ", ".join(str(one) for one in found["fiscal_year"].unique().sort())
        raise InputError.of("divergence.no_year", wanted=wanted, year=year, years=told)
    latest = int(str(years.max()))
    of_year = found.filter(pl.col("fiscal_year") == latest)
    return of_year.select("company_id", pl.col("canonical_value").alias("rating")).sort("company_id"), latest
