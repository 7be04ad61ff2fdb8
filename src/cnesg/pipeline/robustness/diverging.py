"""A run's inputs rated in other raters' styles, and our scores against ratings that a user brings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from cnesg.companies import companies_as_of
from cnesg.companies.materiality import issue_ratings
from cnesg.divergence import OWN, Market, Validation, agreement, causes, moves, rate, scored_market, validate
from cnesg.errors import InputError, current_language, render
from cnesg.framework.definitions import Name
from cnesg.framework.materiality import load_materiality
from cnesg.framework.methodology import TOTAL
from cnesg.framework.rating_styles import RatingStyle, load_rating_styles
from cnesg.pipeline.as_of.industries import with_industries
from cnesg.pipeline.as_of.judgements import stored_ratings
from cnesg.pipeline.imports.outside_ratings import OutsideRatings, read_ratings
from cnesg.pipeline.runs.reading import latest_run
from cnesg.pipeline.workspace import Workspace
from cnesg.scoring.information import rated
from cnesg.scoring.matrix import Floats
from cnesg.sources import TABLE_FORMATS

# A reading explains a disagreement where it closes at least half of it.
_NEAR = 0.5


@dataclass(frozen=True)
class Divergence:
    """How our rating and other styles part on the same data.

    Attributes:
        run_id: the run whose inputs were rated.
        styles: by key.
        issues: names of the Level I indicators by code.
        agreement: `rating`, `other`, `spearman`, `kendall`, `companies`.
        causes: `style`, `cause`, `points`, `share`.
        moves: of every style and company, `cnesg.divergence.moves`.
    """

    run_id: str
    styles: Mapping[str, RatingStyle]
    issues: Mapping[str, Name]
    agreement: pl.DataFrame
    causes: pl.DataFrame
    moves: pl.DataFrame


def divergence(
    workspace: Workspace, as_of: date | None = None, profile: str | None = None, style: str | None = None
) -> Divergence:
    """Rates the inputs of the latest run up to a day in every style.

    Args:
        workspace: where the run is.
        as_of: as for `latest_run`.
        profile: as for `latest_run`.
        style: only this one.

    Raises:
        InputError: there is no run, or no such style.
    """
    styles = load_rating_styles(workspace.methodology.folder)
    if style is not None and style not in styles:
        raise InputError.of("divergence.unknown_style", style=style, styles=", ".join(styles))
    chosen = {key: entry for key, entry in styles.items() if style in (None, key)}
    run, market = _market(workspace, as_of, profile)
    moved = pl.concat([moves(market, entry) for entry in chosen.values()])
    issues = {code: level1.name for code, level1 in workspace.methodology.level1.items()}
    totals = agreement(_totals(market, chosen))
    return Divergence(run["run_id"], chosen, issues, totals, causes(moved), moved)


@dataclass(frozen=True)
class Validated:
    """An outside rating against ours, and why they part.

    Attributes:
        run_id: the run it was held against.
        year: the fiscal year that stored results are on; None for a file.
        result: what `cnesg.divergence.validate` found.
        names: of our totals, dimensions and styles, by key, in the reader's language.
        disagreements: those of `result` with `coverage` and `estimated_share` of our total, and with `cause`: what
            moves the company most between our rules and those of the nearest style; null where that is no style.
        unknown: companies of the file that the workspace does not have, as the file names them.
        not_rated: companies of the file whose total we do not give, as too little is known of them.
    """

    run_id: str
    year: int | None
    result: Validation
    names: Mapping[str, str]
    disagreements: pl.DataFrame
    unknown: tuple[str, ...] = ()
    not_rated: tuple[str, ...] = ()

    def explained(self, limit: int = 0) -> Iterator[tuple[dict[str, Any], str]]:
        """The largest disagreements (0: all), each with its reason in words."""
        rows = self.disagreements.head(limit) if limit else self.disagreements
        for row in rows.iter_rows(named=True):
            yield row, self._reason(row)

    def as_dict(self) -> dict[str, Any]:
        """All of it for JSON."""
        figures = {key: getattr(self.result, key) for key in ("companies", "spearman", "low", "high", "kendall")}
        return {
            "run_id": self.run_id,
            "year": self.year,
            **figures,
            "ratings": self.result.ratings.to_dicts(),
            "unknown": list(self.unknown),
            "not_rated": list(self.not_rated),
            "disagreements": [{**row, "reason": reason} for row, reason in self.explained()],
        }

    def _reason(self, row: Mapping[str, Any]) -> str:
        name, place = self.names[row["nearest"]], row["nearest_percentile"]
        left = abs(place - row["external_percentile"])
        if row["nearest"] == OWN or left > _NEAR * abs(row["difference"]):
            return render("divergence.reason_own", coverage=row["coverage"], estimated=row["estimated_share"])
        if row["cause"] is None:
            return render("divergence.reason_dimension", name=name, place=place)
        return render("divergence.reason_style", name=name, place=place, cause=render(f"divergence.{row['cause']}"))


def validate_external(
    workspace: Workspace,
    path: Path,
    as_of: date | None = None,
    profile: str | None = None,
    *,
    lower_is_better: bool = False,
) -> Validated:
    """Compares ratings with the latest run's totals, its dimensions, and the styles on the same data.

    Args:
        workspace: where the run is.
        path: CSV, Parquet, XLSX or JSON Lines with a company and a rating a row; or the name of results that the
            workspace has (`cnesg.pipeline.as_of.judgements.stored_ratings`).
        as_of: as for `latest_run`.
        profile: as for `latest_run`.
        lower_is_better: the rating measures risk; stored results say so themselves.

    Raises:
        InputError: every row that cannot be used, there is no run, or none of the companies is in it.
    """
    run, market = _market(workspace, as_of, profile)
    brought, year = _external(workspace, path, run["fiscal_year"], as_of, lower_is_better=lower_is_better)
    external = brought.rows
    theirs = set(external["company_id"])
    if not theirs & set(market.companies):
        raise InputError.of("divergence.none_rated", file=path, count=external.height)
    styles = load_rating_styles(workspace.methodology.folder)
    dimensions = workspace.methodology.dimensions
    scores = workspace.store.read("scores", where=pl.col("kind") == "synthetic", runs=[run["run_id"]])
    readings = {**_totals(market, styles), **{code: _scores(scores, code, market) for code in dimensions}}
    result = validate(external, readings, market.companies, OWN)
    moved = pl.concat([moves(market, style) for style in styles.values()])
    shares = scores.filter(pl.col("code") == TOTAL).select("company_id", "coverage", "estimated_share")
    disagreements = result.disagreements.join(shares, on="company_id", how="left", maintain_order="left").join(
        moved.select("company_id", pl.col("style").alias("nearest"), "cause"),
        on=["company_id", "nearest"],
        how="left",
        maintain_order="left",
    )
    language = current_language()
    names = {key: style.name for key, style in styles.items()} | {key: one.name for key, one in dimensions.items()}
    named = {key: getattr(name, language) for key, name in names.items()}
    not_rated = theirs & set(scores["company_id"]) - set(market.companies)
    return Validated(
        run["run_id"],
        year,
        result,
        {OWN: render("divergence.own"), **named},
        disagreements,
        brought.unknown,
        tuple(sorted(not_rated)),
    )


def _external(
    workspace: Workspace, path: Path, year: int, as_of: date | None, *, lower_is_better: bool
) -> tuple[OutsideRatings, int | None]:
    if path.exists() or path.suffix.lower() in TABLE_FORMATS:  # of a table that is missing the reader tells
        external = read_ratings(workspace, path)
        if lower_is_better:
            external = replace(external, rows=external.rows.with_columns(-pl.col("rating")))
        return external, None
    if lower_is_better:
        raise InputError.of("divergence.direction_known", wanted=path)
    rows, held = stored_ratings(workspace, str(path), year, as_of)
    return OutsideRatings(rows), held


def _market(workspace: Workspace, as_of: date | None, profile: str | None) -> tuple[dict[str, Any], Market]:
    run = latest_run(workspace, as_of, profile)
    methodology = with_industries(workspace, workspace.methodology, run["as_of"], run["store_position"])
    scores, parts, inputs = (
        workspace.store.read(table, runs=[run["run_id"]]) for table in ("scores", "parts", "inputs")
    )
    companies = companies_as_of(workspace.store.read("companies", at=run["store_position"]), run["as_of"])
    ratings = issue_ratings(companies, load_materiality(methodology.folder), methodology)
    return run, scored_market(scores, parts, inputs, ratings, methodology).among(rated(scores))


def _totals(market: Market, styles: Mapping[str, RatingStyle]) -> dict[str, Floats]:
    first = next(iter(styles.values()))
    own = rate(market, first, scope=False, measurement=False, weights=False).totals
    return {OWN: own, **{key: rate(market, style).totals for key, style in styles.items()}}


def _scores(scores: pl.DataFrame, code: str, market: Market) -> Floats:
    """The synthetic scores of one code, in the market's order; NaN where a company has none."""
    placed = pl.DataFrame({"company_id": market.companies}, schema={"company_id": pl.String})
    of_code = scores.filter(pl.col("code") == code)
    joined = placed.join(of_code, on="company_id", how="left", maintain_order="left")
    return joined["score"].fill_null(np.nan).to_numpy()
