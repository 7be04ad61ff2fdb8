"""The store beside plain Parquet: as-of reads of a whole market's month, appends, and size on the disk."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import polars as pl

from cnesg.bench.timing import Measure, timed
from cnesg.framework import load_methodology
from cnesg.model import OBSERVATIONS
from cnesg.pipeline import Workspace
from cnesg.pipeline.as_of.facts import counting_facts
from cnesg.store import Store

_FIRST_YEAR = 2021
_APPENDED = 100_000
_ALLOWED = {"as-of read": 3.0, "append": 2.0, "size": 2.0}


def measure_store(folder: Path, companies: int = 5500, points: int = 278, years: int = 4) -> Iterator[Measure]:
    """Fill a workspace with a market's history and measure it.

    The market publishes once a year, a document a company, in commits of a tenth of it; one value in fifty is stated
    again a month later, and people confirm one in five hundred. The read gives a run of a month the rows of the year it
    scores, as the market knew them, of each fact the one that counts.

    Args:
        folder: where the workspace and the plain file go; must not hold a workspace.
        companies: companies in the market.
        points: facts a company and year.
        years: years of history.

    Yields:
        One measure a line; those that the issue limits have a limit.
    """
    store = Store.create(folder / "workspace")
    for year in range(_FIRST_YEAR, _FIRST_YEAR + years):
        for tenth in range(10):
            part = range(tenth * companies // 10, (tenth + 1) * companies // 10)
            rows = market_rows(year, part, points)
            store.commit({"observations": rows, "documents": market_documents(year, part)}, note=f"{year} {tenth}")
            store.commit({"observations": decisions(rows)}, note=f"{year} {tenth} confirmed")
    total = companies * points * years
    rows = pl.scan_parquet(store.files("observations"), glob=False).select(pl.len()).collect().item()
    yield Measure("observations in the log", float(rows), "rows")
    yield from _size(store, folder)
    last = _FIRST_YEAR + years - 1
    as_of = datetime(last + 1, 5, 31, 15, 59, 59, tzinfo=UTC)
    yield from _reads(folder, as_of, last, "small files")
    Store.open(folder / "workspace").compact(2)
    yield from _reads(folder, as_of, last, "compacted")
    new = market_rows(last + 1, range(_APPENDED // points + 1), points).head(_APPENDED)
    opened = Store.open(folder / "workspace")
    append = timed(lambda: opened.commit({"observations": new}, note="append"))
    yield Measure(f"append of {_APPENDED:,} to {total:,}", append.seconds, "s", _ALLOWED["append"])


def _size(store: Store, folder: Path) -> Iterator[Measure]:
    plain = folder / "plain-all.parquet"
    pl.scan_parquet(store.files("observations"), glob=False).sink_parquet(plain, compression="zstd")
    table = folder / "workspace" / "tables" / "observations"
    stored = sum(path.stat().st_size for path in table.rglob("*") if path.is_file())
    yield Measure("plain Parquet with zstd", plain.stat().st_size / 2**20, "MiB")
    yield Measure("store", stored / 2**20, "MiB")
    yield Measure("store / plain", stored / plain.stat().st_size, "times", _ALLOWED["size"])


def _reads(folder: Path, as_of: datetime, year: int, state: str) -> Iterator[Measure]:
    methodology = load_methodology()
    workspace = Workspace(folder / "workspace", Store.open(folder / "workspace"), methodology)

    def read() -> pl.DataFrame:
        return counting_facts(workspace, methodology, as_of, where=pl.col("fiscal_year") == year)

    result = read()
    plain = folder / f"plain-{state.replace(' ', '-')}.parquet"
    result.write_parquet(plain, compression="zstd")
    limit = timed(lambda: pl.read_parquet(plain), repeat=3)
    ours = timed(read, repeat=3)
    yield Measure(f"rows of the month ({state})", float(result.height), "rows")
    yield Measure(f"the same from one plain file ({state})", limit.seconds, "s")
    yield Measure(f"as-of read ({state})", ours.seconds, "s")
    yield Measure(f"as-of read / plain ({state})", ours.seconds / limit.seconds, "times", _ALLOWED["as-of read"])
    files = [str(path) for path in workspace.store.files("observations")]
    query = "SELECT count(*) FROM read_parquet(?) WHERE available_at <= ? AND fiscal_year = ?"
    sql = timed(lambda: duckdb.execute(query, [files, as_of, year]).fetchall(), repeat=3)
    yield Measure(f"DuckDB counts the same rows ({state})", sql.seconds, "s")


def market_rows(year: int, companies: range, points: int) -> pl.DataFrame:
    """Facts of one fiscal year of some companies, as tables of reports give them: quotes, boxes, hashed ids."""
    grid = pl.DataFrame({"company": list(companies)}).join(pl.DataFrame({"point": list(range(points))}), how="cross")
    company, point = pl.col("company"), pl.col("point")
    key = pl.concat_str(
        pl.lit("C"), company.cast(pl.String).str.zfill(5), pl.lit("|metric_"), point, pl.lit(f"|{{}}|{year}")
    )
    value = (pl.struct("company", "point").hash(seed=year) % 1_000_000) / 7.0
    published = pl.lit(datetime(year + 1, 3, 1, 16, tzinfo=UTC)) + pl.duration(days=company % 60)
    wide = {
        "observation_id": pl.concat_str(pl.struct("company", "point").hash(seed=year + 1), pl.lit(f"-{year}")),
        "fact_key": key,
        "company_id": pl.concat_str(pl.lit("C"), company.cast(pl.String).str.zfill(5)),
        "concept": pl.concat_str(pl.lit("metric_"), point),
        "available_at": published,
        "value": value,
        "canonical_value": value,
        "raw_value": value.round(2).cast(pl.String),
        "document": _document(company, year),
        "page": (point % 90 + 1).cast(pl.Int64),
        "bbox": pl.concat_list(*((point * step % 700).cast(pl.Float64) for step in (3, 5, 7, 11))),
        "quote": pl.concat_str(pl.lit("In the year metric "), point, pl.lit(" came to "), value.round(2), pl.lit(" t")),
        "confidence": 0.8 + (point % 20) / 100.0,
    }
    same = {
        "kind": "quantity",
        "breakdown": "{}",
        "fiscal_year": year,
        "valid_from": date(year, 1, 1),
        "valid_to": date(year, 12, 31),
        "available_source": "given at ingestion",
        "unit": "t",
        "canonical_unit": "t",
        "raw_unit": "t",
        "value_kind": "actual",
        "boundary": "reporting company",
        "basis": "",
        "restated": False,
        "assurance": "unknown",
        "method": "table",
        "origin": "reported",
        "review": "unreviewed",
        "extraction_version": "0" * 16,
    }
    rows = grid.select(
        *(expression.alias(name) for name, expression in wide.items()),
        *(pl.lit(text).alias(name) for name, text in same.items()),
        pl.lit([], dtype=pl.List(pl.String)).alias("warnings"),
    )
    again = rows.gather_every(50).with_columns(
        pl.concat_str("observation_id", pl.lit("-again")).alias("observation_id"),
        pl.col("available_at") + pl.duration(days=30),
        (pl.col("canonical_value") * 1.01).alias("canonical_value"),
    )
    return OBSERVATIONS.conform(pl.concat([rows, again])).drop("recorded_at", "position")


def market_documents(year: int, companies: range) -> pl.DataFrame:
    """The reports of one fiscal year of some companies, in which the facts of `market_rows` stand."""
    company = pl.col("company")
    return pl.DataFrame({"company": list(companies)}).select(
        _document(company, year).alias("document"),
        pl.concat_str(pl.lit("C"), company.cast(pl.String).str.zfill(5)).alias("company_id"),
        pl.lit(year, dtype=pl.Int64).alias("fiscal_year"),
        pl.when(company % 3 == 0).then(pl.lit("annual")).otherwise(pl.lit("esg")).alias("kind"),
        pl.format("report {}.pdf", company).alias("title"),
        pl.lit("application/pdf").alias("media_type"),
        pl.lit(90, dtype=pl.Int64).alias("pages"),
        pl.lit("en").alias("language"),
        pl.lit(datetime(year + 1, 3, 1, 16, tzinfo=UTC)).alias("available_at"),
        pl.lit("given at ingestion").alias("available_source"),
        pl.lit("").alias("snapshot"),
    )


def decisions(rows: pl.DataFrame) -> pl.DataFrame:
    """What people say of one row in five hundred: that it is right."""
    looked_at = rows.gather_every(500)
    return looked_at.with_columns(
        pl.concat_str("observation_id", pl.lit("-confirmed")).alias("observation_id"),
        pl.col("observation_id").alias("supersedes"),
        pl.lit("confirmed").alias("review"),
    )


def _document(company: pl.Expr, year: int) -> pl.Expr:
    return pl.concat_str(pl.lit("d"), company.hash(seed=year)).str.pad_end(64, "0")
