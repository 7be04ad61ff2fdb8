"""Rows for the tests of the store, and for the writers that they start as processes of their own."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import polars as pl

from cnesg.model import DOCUMENTS, OBSERVATIONS, SCORES, fact_key

PUBLISHED = datetime(2022, 4, 1, tzinfo=UTC)
PLAIN = {
    "kind": "quantity",
    "company_id": "C1",
    "concept": "electricity",
    "breakdown": "{}",
    "fiscal_year": 2021,
    "valid_from": date(2021, 1, 1),
    "valid_to": date(2021, 12, 31),
    "available_at": PUBLISHED,
    "available_source": "publication date given",
    "value": 1.0,
    "unit": "kWh",
    "bbox": [1.0, 2.0, 3.0, 4.0],
    "warnings": ["range"],
    "value_kind": "actual",
    "boundary": "reporting company",
    "basis": "",
    "restated": False,
    "assurance": "none",
    "document": "d" * 64,
    "method": "text",
    "confidence": 0.9,
    "origin": "reported",
    "review": "unreviewed",
}


def observation(observation_id: str, **changes: object) -> dict[str, object]:
    """One plain observation; its fact key follows from what it says, unless one is given."""
    row: dict[str, object] = {"observation_id": observation_id, **PLAIN, **changes}
    period = f"{row['valid_from']}/{row['valid_to']}"
    key = fact_key(str(row["company_id"]), str(row["concept"]), {}, period, str(row["boundary"]), str(row["basis"]))
    return {"fact_key": key, **row}


def observation_rows(*rows: dict[str, object]) -> pl.DataFrame:
    """Observations as a table."""
    dtypes = {name: dtype for name, dtype in OBSERVATIONS.dtypes.items() if any(name in row for row in rows)}
    return pl.DataFrame(list(rows), schema=dtypes)


def observations(count: int, *, prefix: str = "o") -> pl.DataFrame:
    """As many plain observations of as many facts."""
    one = observation_rows(observation("", fact_key=""))
    number = pl.int_range(count).cast(pl.String)
    return (
        one.select(pl.all().repeat_by(count).explode())
        .with_columns(observation_id=pl.lit(prefix) + number, fact_key=pl.lit(prefix) + number)
        .with_columns(bbox=pl.lit([1.0, 2.0, 3.0, 4.0]), warnings=pl.lit(["range"]))
        if count
        else one.clear()
    )


def document(number: int) -> pl.DataFrame:
    """One document."""
    row = {
        "document": f"{number:064x}",
        "company_id": "C1",
        "fiscal_year": 2021,
        "kind": "esg",
        "title": f"{number}.pdf",
        "media_type": "application/pdf",
        "pages": 3,
        "language": "en",
        "available_at": PUBLISHED,
        "available_source": "publication date given",
        "snapshot": f"snapshots/{number:064x}",
        "pages_not_read": [],
    }
    return pl.DataFrame([row], schema={name: DOCUMENTS.dtypes[name] for name in row})


def scores(run_id: str, companies: Sequence[str]) -> pl.DataFrame:
    """One score a company, of one run."""
    row = {
        "run_id": run_id,
        "as_of": PUBLISHED,
        "profile": "standard",
        "methodology_version": "m",
        "code": "TOTAL",
        "kind": "synthetic",
        "score": 50.0,
        "low": 40.0,
        "high": 60.0,
        "coverage": 0.5,
        "confirmed_share": 0.0,
        "estimated_share": 0.5,
        "peer_group": "MARKET",
        "peer_count": len(companies),
        "rank": 1,
        "percentile": 0.5,
    }
    rows = [{**row, "company_id": company} for company in companies]
    return pl.DataFrame(rows, schema={name: SCORES.dtypes[name] for name in [*row, "company_id"]})
