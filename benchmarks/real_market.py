"""Whole real reports scored as one market: who is rated, and whether scores measure companies or length of reports.

    benchmarks/real_market.py --reports ../shared/data/reports/text_zh [--cache DIR] [--jobs N] [--draws 1]

Reads the Chinese reports of 2016 that `index.csv` lists (`file`, `industry_and_company`), with nothing else known of
the companies, and scores them under `auto-accept`. Printed: how many are rated, grades, correlations of scores with
coverage and with the logarithm of the report's length, a doer minus a talker in this market, how often intervals hold
(`interval_coverage.py`), and of the five industries with most rated companies the best and the worst with the
indicators that set them apart from their peers. The last line is one JSON object.

What was read is kept in the cache (`build/real-market`), in a folder for the reader that read it: a change of what
reads makes another. A second run reads nothing again and takes two minutes.
"""

import argparse
import csv
import hashlib
import json
import math
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))

import cnesg
import interval_coverage
from cnesg.bench.words_and_deeds import doer, talker
from cnesg.framework import TOTAL
from cnesg.model import INPUTS
from cnesg.pipeline import Workspace
from cnesg.pipeline.runs.basis import ScoringBasis, basis_of
from cnesg.pipeline.runs.reading import latest_run
from cnesg.pipeline.runs.running import run
from cnesg.scoring import score

SETTINGS: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
PROFILE = "auto-accept"
INDUSTRIES, ENDS, PARTS = 5, 10, 3
_READING = ("extraction", "disclosure", "text", "methodology/lexicon", "methodology/exclusions", "methodology/metrics")
_SCORES = ("synthetic", "disclosure", "performance")


@dataclass(frozen=True)
class Listed:
    """A company of the index: its id here, name, Shenwan industry and report."""

    company: str
    name: str
    industry: str
    file: Path


def listed(reports: Path) -> list[Listed]:
    """The companies of `index.csv`, by the labels and names of `real_market.yaml`."""
    labels = sorted(SETTINGS["industries"], key=len, reverse=True)
    with (reports / "index.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = []
    for row in rows:
        text = row["industry_and_company"]
        label = next(label for label in labels if text.startswith(label))
        name = re.sub(r"（原.*|\s", "", text.removeprefix(label))
        told = SETTINGS["industries"][label]
        industry = next((code for word, code in told.get("names", {}).items() if word in name), told["code"])
        found.append(Listed(f"R{Path(row['file']).stem[-3:]}", name, industry, reports / row["file"]))
    return found


def reader_version() -> str:
    """A hash over what reads: code, wording and metrics."""
    package, digest = Path(cnesg.__file__).parent, hashlib.sha256()
    for part in _READING:
        for path in sorted((package / part).rglob("*")):
            if path.suffix in {".py", ".yaml", ".npz", ".json"}:
                digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def read_all(companies: Sequence[Listed], folder: Path, jobs: int) -> None:
    """A workspace with the companies and what their reports say; reports that it holds are not read again."""
    command = [sys.executable, "-m", "cnesg"]
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([*command, "init", folder], check=True, stdout=subprocess.DEVNULL)
        rows = [
            (c.company, f"{c.company} {c.name}", c.name, "a-share", c.industry, "2015-01-01", "2015-01-01")
            for c in companies
        ]
        head = ("company_id", "name_en", "name_zh", "market", "industry", "valid_from", "published")
        table = _written(folder.with_name(f"{folder.name}-companies.csv"), head, rows)
        subprocess.run([*command, "import", "companies", table, "-w", folder], check=True, stdout=subprocess.DEVNULL)
    year, published = SETTINGS["fiscal_year"], SETTINGS["published"]
    reports = [(c.file.resolve(), c.company, year, published) for c in companies]
    table = _written(folder.with_name(f"{folder.name}-reports.csv"), ("file", "company", "year", "published"), reports)
    told: list[str | Path] = [
        *command,
        "ingest",
        "--list",
        table,
        "-w",
        folder,
        "--jobs",
        str(jobs),
        "--timeout",
        "600",
    ]
    subprocess.run(told, check=False, stdout=subprocess.DEVNULL)  # exit 1 tells of single reports, on standard error


def _written(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([head, *rows])
    return path


@dataclass(frozen=True)
class Scored:
    """A run of the market: its tables and what it was scored by."""

    basis: ScoringBasis
    scores: pl.DataFrame
    parts: pl.DataFrame
    inputs: pl.DataFrame

    @property
    def totals(self) -> pl.DataFrame:
        """One row a company: `synthetic`, `disclosure`, `performance` (null where not rated), coverage and grade."""
        own = self.scores.filter(code=TOTAL)
        kinds = own.pivot("kind", index="company_id", values="score")
        synthetic = own.filter(kind="synthetic").select("company_id", "coverage", "grade", "peer_group", "low", "high")
        return kinds.join(synthetic, on="company_id").sort("company_id")


def scored(folder: Path) -> Scored:
    """The market scored on the day of `real_market.yaml`."""
    with Workspace.open(folder) as workspace:
        made = run(workspace, SETTINGS["as_of"], PROFILE)
        tables = {name: workspace.store.read(name, runs=[made.run_id]) for name in ("scores", "parts", "inputs")}
        return Scored(basis_of(workspace, latest_run(workspace, SETTINGS["as_of"], PROFILE)), **tables)


def correlations(totals: pl.DataFrame, lengths: Mapping[str, float]) -> dict[str, dict[str, float | None]]:
    """Of each kind of score with coverage and with the logarithm of the length, among those who have it."""
    rows = totals.with_columns(pl.col("company_id").replace_strict(lengths).alias("length"))
    found: dict[str, dict[str, float | None]] = {}
    for kind in _SCORES:
        rated = rows.filter(pl.col(kind).is_not_null())
        found[kind] = {
            "companies": rated.height,
            **{name: _rounded(rated.select(pl.corr(kind, name)).item()) for name in ("coverage", "length")},
        }
    return found


def _rounded(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else round(value, 3)


def doer_minus_talker(market: Scored) -> float:
    """Points between one who does best and says nothing more, and one who does worst and says everything."""
    basis = market.basis
    ends = {
        code: (least, most)
        for code, least, most in market.inputs.filter(pl.col("value").is_not_null())
        .group_by("data_point")
        .agg(pl.col("value").min().alias("least"), pl.col("value").max().alias("most"))
        .iter_rows()
    }

    def extremes(code: str) -> tuple[float, float]:
        return ends.get(code, (0.0, 1.0))

    drawn = [*doer("DOER", basis.methodology, extremes), *talker("TALKER", basis.methodology, extremes)]
    added = pl.DataFrame(drawn, infer_schema_length=None).with_columns(
        pl.lit(basis.fiscal_year).alias("fiscal_year"), pl.lit("imported").alias("origin"), pl.lit(0.0).alias("penalty")
    )
    inputs = pl.concat([market.inputs.select(list(INPUTS.dtypes)), added], how="diagonal_relaxed")
    ordinary = basis.companies.head(1)
    two = pl.concat([ordinary.with_columns(company_id=pl.lit(name)) for name in ("DOER", "TALKER")])
    scores, _ = score(
        inputs,
        pl.concat([basis.companies, two]),
        basis.methodology,
        basis.profile,
        fiscal_year=basis.fiscal_year,
        as_of=basis.instant,
        materiality=basis.materiality,
        families=basis.families,
    )
    own = dict(scores.filter(code=TOTAL, kind="synthetic").select("company_id", "score").iter_rows())
    return float(round(own["DOER"] - own["TALKER"], 1))


def industries(market: Scored, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Best and worst of the industries with most rated companies, with the indicators that set each apart."""
    rated = market.totals.filter(pl.col("synthetic").is_not_null())
    largest = rated["peer_group"].value_counts(sort=True).sort("count", "peer_group", descending=[True, False])
    level1 = _of_indicators(market)
    for group in largest["peer_group"].head(INDUSTRIES):
        members = rated.filter(peer_group=group).sort("synthetic", descending=True)
        of_group = level1.join(members.select("company_id"), on="company_id", how="semi")
        away = of_group.with_columns((pl.col("points") - pl.col("points").mean().over("code", "kind")).alias("away"))
        shown = min(ENDS, (members.height + 1) // 2)
        both = {"best": members.head(shown), "worst": members.reverse().head(shown)}
        told = {
            end: [_told(row, away, names, market) for row in rows.iter_rows(named=True)] for end, rows in both.items()
        }
        yield {"industry": market.basis.methodology.industries[group].name.en, "rated": members.height, **told}


def _of_indicators(market: Scored) -> pl.DataFrame:
    """Points that each Level I indicator's disclosure and performance bring to the total."""
    synthesis = market.basis.methodology.rules.synthesis
    assert synthesis is not None
    performance = synthesis.weights.performance
    parts = market.parts.select("company_id", "code", "kind", "part", "effective_weight", "score")
    above = parts.filter(code=TOTAL).select(
        "company_id", "kind", pl.col("part").alias("code"), pl.col("effective_weight").alias("_above")
    )
    own = parts.filter(pl.col("code").str.len_chars() == 1, pl.col("kind") != "synthetic")
    weight = pl.when(kind="performance").then(performance).otherwise(1.0 - performance)
    points = weight * pl.col("_above") * pl.col("effective_weight") * pl.col("score").fill_null(0.0)
    return own.join(above, on=["company_id", "kind", "code"]).select(
        "company_id", pl.col("part").alias("code"), "kind", points.alias("points")
    )


def _told(row: Mapping[str, Any], away: pl.DataFrame, names: Mapping[str, str], market: Scored) -> dict[str, Any]:
    mine = away.filter(company_id=row["company_id"]).sort(pl.col("away").abs(), descending=True).head(PARTS)
    level1 = market.basis.methodology.level1
    return {
        "company": names[row["company_id"]],
        "score": round(row["synthetic"], 1),
        "low": round(row["low"], 1),
        "high": round(row["high"], 1),
        "grade": row["grade"],
        "because": [
            f"{level1[code].name.en}, {kind}: {points:+.1f}"
            for code, kind, points in mine.select("code", "kind", "away").iter_rows()
        ],
    }


def measured(reports: Path, cache: Path, jobs: int, draws: int) -> dict[str, Any]:
    """All figures of the market."""
    companies = listed(reports)
    folder = cache / reader_version()
    read_all(companies, folder, jobs)
    market = scored(folder)
    totals = market.totals
    rated = totals.filter(pl.col("synthetic").is_not_null())
    lengths = {c.company: math.log(len(c.file.read_text(encoding="utf-8-sig", errors="ignore"))) for c in companies}
    grades = dict(rated["grade"].value_counts().iter_rows())
    steps = [step.grade for step in market.basis.methodology.rules.grades.steps]
    shares = interval_coverage.measured(folder, SETTINGS["as_of"], PROFILE, draws)
    return {
        "companies": totals.height,
        "rated": rated.height,
        "grades": {grade: round(grades[grade] / rated.height, 3) for grade in steps if grade in grades},
        "correlations": correlations(totals, lengths),
        "doer_minus_talker": doer_minus_talker(market),
        "intervals": shares,
        "industries": list(industries(market, {c.company: c.name for c in companies})),
    }


def tell(found: Mapping[str, Any]) -> None:
    """Print everything in tables."""
    print(f"{found['rated']} of {found['companies']} companies rated; grades {found['grades']}")
    print(f"{'score':>12}  {'companies':>9}  {'coverage':>8}  {'length':>8}")
    for kind, row in found["correlations"].items():
        print(f"{kind:>12}  {row['companies']:>9}  {row['coverage']!s:>8}  {row['length']!s:>8}")
    print(f"doer minus talker: {found['doer_minus_talker']}\n")
    interval_coverage.tell(found["intervals"])
    for one in found["industries"]:
        print(f"{one['industry']}: {one['rated']} rated")
        for end in ("best", "worst"):
            for row in one[end]:
                place = f"{row['score']:>5} ({row['low']} to {row['high']})  {row['grade']:>3}"
                print(f"  {end:>5}  {place}  {row['company']}: {'; '.join(row['because'])}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True, help="folder with index.csv and the texts")
    parser.add_argument("--cache", type=Path, default=Path("build/real-market"), help="where what was read is kept")
    parser.add_argument("--jobs", type=int, default=1, help="reports read at once")
    parser.add_argument("--draws", type=int, default=1, help="draws of hidden figures")
    asked = parser.parse_args()
    found = measured(asked.reports, asked.cache, asked.jobs, asked.draws)
    tell(found)
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
