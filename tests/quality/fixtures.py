"""Months out of a few lines of YAML, for the rules of quality control."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from cnesg.quality.month import Checked, Month, empty_table

LABELS = {"now": "2025-06", "before": "2025-05", "last_year": "2024-06"}
_ALSO_KNOWN = {
    "facts": ("last_year", ["observation_id", "document"]),
    "documents": ("last_year", ["document"]),
    "news": ("before", ["news_id"]),
    "mentions": ("before", ["news_id"]),
}
"""Of which other month this one knows the rows too, with ids of their own."""
_ENDS = {"2025-06": 30, "2025-05": 31, "2024-06": 30}


def month_of(case: Mapping[str, Any]) -> Month:
    """The month `now` of a case with those that it is held against.

    It knows the facts, documents and news of the others too, and what was published by the end of May was checked then.
    """
    others = {name: _alone(LABELS[name], case[name]) for name in ("before", "last_year") if name in case}
    now = _alone(LABELS["now"], case.get("now", {}), others.get("before"), others.get("last_year"))
    tables = dict(now.tables)
    for name, (whose, ids) in _ALSO_KNOWN.items():
        if rows := case.get(whose, {}).get(name):
            past = _table(name, rows, LABELS[whose]).with_columns(
                *((pl.lit("past ") + pl.col(one)).alias(one) for one in ids)
            )
            tables[name] = pl.concat([past, now.table(name)])
    checked = Checked(9, datetime(2025, 5, 31, 15, 59, 59, tzinfo=UTC), now.fiscal_year)
    return replace(now, tables=tables, checked=checked)


def _alone(label: str, tables: Mapping[str, Any], before: Month | None = None, last_year: Month | None = None) -> Month:
    year = int(label[:4]) - 1
    as_of = datetime(int(label[:4]), int(label[5:]), _ENDS[label], 15, 59, 59, tzinfo=UTC)
    frames = {name: _table(name, rows, label) for name, rows in tables.items()}
    return Month(label, as_of, year, frames, before, last_year)


def _table(name: str, rows: list[dict[str, Any]], label: str) -> pl.DataFrame:
    dtypes = empty_table(name).schema
    made = [_typed(row, dtypes) for given in rows for row in _repeated(given, dtypes, _default(name, label))]
    return pl.DataFrame(made, schema=dtypes) if made else empty_table(name)


def _repeated(given: dict[str, Any], dtypes: pl.Schema, default: dict[str, Any]) -> Iterator[dict[str, Any]]:
    given = dict(given)
    for n in range(given.pop("times", 1)):
        row = {name: _cell(value, n, dtypes[name]) for name, value in (default | given).items()}
        if "canonical_value" in row and "canonical_value" not in given:
            row["canonical_value"] = row["value"]
        if row.get("observation_id") and "observation_id" not in given and row["fiscal_year"] != default["fiscal_year"]:
            row["observation_id"] += f"-{row['fiscal_year']}"
        if "valid_to" in row and "valid_to" not in given:
            row["valid_from"], row["valid_to"] = date(row["fiscal_year"], 1, 1), date(row["fiscal_year"], 12, 31)
        yield row


def _cell(value: Any, n: int, dtype: pl.DataType) -> Any:
    if isinstance(value, list) and not isinstance(dtype, pl.List):
        value = value[n % len(value)]
    if isinstance(value, str) and value.startswith("="):
        return eval(value[1:], {"n": n})  # our own test cases
    return value.replace("{n}", str(n)) if isinstance(value, str) else value


def _typed(row: dict[str, Any], dtypes: pl.Schema) -> dict[str, Any]:
    """Days as instants where the column holds instants, and a month's name where YAML took it for a day."""
    instant = pl.Datetime("us", "UTC")
    return {
        name: datetime(value.year, value.month, value.day, 4, tzinfo=UTC)
        if dtypes[name] == instant and type(value) is date
        else float(value)
        if dtypes[name] == pl.Float64 and isinstance(value, int)
        else value
        for name, value in row.items()
    }


def _default(name: str, label: str) -> dict[str, Any]:
    year = int(label[:4]) - 1
    day = date(int(label[:4]), int(label[5:]), 10)
    defaults: dict[str, dict[str, Any]] = {
        "facts": {
            "observation_id": "o{n}",
            "fact_key": "k{n}",
            "kind": "quantity",
            "company_id": "c{n}",
            "concept": "water_total",
            "breakdown": "{}",
            "fiscal_year": year,
            "valid_from": date(year, 1, 1),
            "valid_to": date(year, 12, 31),
            "available_at": day,
            "position": 1,
            "value": "=1000.0+n*7",
            "unit": "t",
            "canonical_value": None,
            "canonical_unit": "t",
            "value_kind": "actual",
            "boundary": "reporting company",
            "basis": "",
            "restated": False,
            "document": "d{n}",
            "method": "import",
            "confidence": 1.0,
            "warnings": [],
            "origin": "imported",
            "review": "unreviewed",
            "extraction_version": "x1",
            "source": "tables",
        },
        "inputs": {
            "company_id": "c{n}",
            "data_point": "E0101-01",
            "fiscal_year": year,
            "value": 1.0,
            "origin": "imported",
        },
        "scores": {
            "company_id": "c{n}",
            "code": "TOTAL",
            "kind": "synthetic",
            "score": 50.0,
            "low": 45.0,
            "high": 55.0,
            "coverage": 0.8,
            "confirmed_share": 0.5,
            "estimated_share": 0.2,
            "peer_group": "110000",
            "percentile": 0.5,
            "grade": "A",
        },
        "parts": {
            "company_id": "c{n}",
            "code": "E01",
            "kind": "synthetic",
            "part": "E0101",
            "score": 50.0,
            "weight": 0.5,
            "effective_weight": 0.5,
            "rule": "relative",
            "peer_group": "110000",
        },
        "companies": {"company_id": "c{n}", "name_en": "Company {n}", "industry": "110000", "market": "a-share"},
        "documents": {
            "document": "d{n}",
            "company_id": "c{n}",
            "kind": "esg",
            "fiscal_year": year,
            "available_at": day,
            "position": 1,
        },
        "news": {
            "news_id": "n{n}",
            "title": "",
            "text": "news {n}",
            "published_at": day,
            "available_at": day,
            "position": 1,
            "source": "medium",
        },
        "mentions": {
            "news_id": "n{n}",
            "mention": 0,
            "company_id": "c{n}",
            "polarity": 0.0,
            "negative": False,
            "available_at": day,
            "position": 1,
        },
        "sentiment": {"company_id": "c{n}", "code": "TOTAL", "level": "total", "score": 0.0, "as_of": day},
        "runs": {
            "run_id": "r",
            "methodology_version": "m1",
            "extraction_version": "x1",
            "reference_version": "r1",
            "code_version": "1",
            "libraries": "{'polars': '1'}",
            "profile_content": "default",
            "store_position": 1,
        },
        "checking": {},
        "deliveries": {
            "month": label,
            "product": "a-share-scores",
            "rows": 100,
            "companies": 50,
            "columns": ["a", "b"],
            "nulls_in_key": 0,
            "duplicates": 0,
        },
    }
    return defaults[name]
