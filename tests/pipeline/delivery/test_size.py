"""A full A-share delivery: 5,500 companies with every indicator, in under a minute."""

import json
import time
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from cnesg.framework import load_methodology
from cnesg.pipeline import Workspace
from cnesg.pipeline.delivery.delivering import Wanted, deliver
from cnesg.pipeline.delivery.verifying import verify_edition
from cnesg.pipeline.imports.importing import import_table

COMPANIES = 5500
AS_OF = datetime(2024, 6, 30, 15, 59, 59, tzinfo=UTC)


def companies(folder: Path) -> Path:
    path = folder / "companies.csv"
    header = "company_id,name_en,name_zh,code,market,industry,valid_from,published\n"
    rows = (
        f"C{n:04},Company {n},第{n}公司,{600000 + n}.SH,a-share,340500,2015-01-01,2015-01-01\n"
        for n in range(COMPANIES)
    )
    path.write_text(header + "".join(rows), encoding="utf-8")
    return path


def scores() -> pl.DataFrame:
    """Three kinds of score on every code for every company."""
    methodology = load_methodology()
    codes = ["TOTAL", *methodology.dimensions, *methodology.level1, *methodology.level2]
    cells = [(code, kind) for code in codes for kind in ("synthetic", "disclosure", "performance")]
    size = COMPANIES * len(cells)
    drawn = np.random.default_rng(7).uniform(0, 100, size)
    return pl.DataFrame(
        {
            "company_id": [f"C{n:04}" for n in range(COMPANIES) for _ in cells],
            "code": [code for _ in range(COMPANIES) for code, _ in cells],
            "kind": [kind for _ in range(COMPANIES) for _, kind in cells],
            "score": drawn,
        }
    ).with_columns(
        pl.lit("full").alias("run_id"),
        pl.lit(AS_OF).cast(pl.Datetime("us", "UTC")).alias("as_of"),
        pl.lit("default").alias("profile"),
        pl.lit("m").alias("methodology_version"),
        *(pl.col("score").alias(name) for name in ("low", "high")),
        *(pl.lit(0.5).alias(name) for name in ("coverage", "confirmed_share", "estimated_share", "percentile")),
        *(pl.lit(1, dtype=pl.Int64).alias(name) for name in ("peer_count", "rank")),
        pl.lit("340500").alias("peer_group"),
        pl.lit("A").alias("grade"),
    )


@pytest.mark.full
def test_a_full_a_share_delivery(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Workspace.create(tmp_path / "workspace") as workspace:
        import_table(workspace, "companies", companies(tmp_path))
        record = {
            "run_id": "full",
            "as_of": AS_OF,
            "fiscal_year": 2023,
            "profile": "default",
            "methodology_version": "m",
            "extraction_version": "e",
            "reference_version": "r",
            "code_version": "0",
            "libraries": json.dumps({}),
            "store_position": workspace.store.position,
        }
        run = pl.DataFrame([record], schema_overrides={"as_of": pl.Datetime("us", "UTC")})
        workspace.store.commit({"runs": run, "scores": scores()}, note="a full market")
        wall, used = time.perf_counter(), time.process_time()
        done = next(iter(deliver(workspace, Wanted(date(2024, 6, 1), tmp_path / "out", ("a-share-scores",)))))
        wall, used = time.perf_counter() - wall, time.process_time() - used
    assert done.rows == COMPANIES
    assert done.folder
    assert not verify_edition(done.folder).problems
    with capsys.disabled():
        print(f"\n{COMPANIES} companies delivered in {wall:.1f} s, {used:.1f} s of processor time")  # noqa: T201
    assert used < 60  # of processor time: the clock depends on who else works on the machine
