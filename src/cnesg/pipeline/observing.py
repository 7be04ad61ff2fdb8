"""From what a source says to rows of the observation log."""

import hashlib
import json
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import polars as pl

from cnesg.framework import Methodology
from cnesg.model import (
    OBSERVATIONS,
    Quantity,
    Statement,
    available_instant,
    canonical_breakdown,
    fact_key,
    fiscal_period,
    period_interval,
    year_ending,
)

WHOLE_COMPANY = "reporting company"

_DECEMBER = (12, 31, 0)


@dataclass(frozen=True)
class DocumentFacts:
    """Whose document it is and when it became known: what its facts share.

    Attributes:
        company_id: whose report.
        fiscal_year: fiscal year it reports on; statements are about this year.
        published: publication day or instant.
        available_source: where that date comes from.
        extraction_version: content hash of the wording, units and models that read it.
        year_end: month and day on which the company's fiscal years end, and how many years after the one that they are
            called by: a year 2023 to March 2024 is (3, 31, 1).
    """

    company_id: str
    fiscal_year: int
    published: date | datetime
    available_source: str
    extraction_version: str
    year_end: tuple[int, int, int] = _DECEMBER

    def period(self, year: int) -> tuple[date, date]:
        """First and last day of the company's fiscal year of that name."""
        month, day, later = self.year_end
        return year_ending(date(year + later, month, min(day, monthrange(year + later, month)[1])))


def observation_id(*parts: object) -> str:
    """A row's identity: the first 32 hexadecimal digits of SHA-256 over what it says and where."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:32]


def quantity_rows(quantities: Iterable[Quantity], facts: DocumentFacts) -> pl.DataFrame:
    """Rows of `observations` for a report's quantities, without position and recording time.

    The basis is what makes it another fact than the plain one: the kind of value if it is no actual, the Scope 2
    method if the report names it, `electricity` of a share that is of electricity alone.
    """
    return _frame([_quantity_row(quantity, facts) for quantity in quantities])


def statement_rows(statements: Iterable[Statement], facts: DocumentFacts) -> pl.DataFrame:
    """Rows of `observations` for a report's statements; each is about the report's fiscal year.

    Every statement on an item is evidence of its own, so its place is part of its identity (the basis).
    """
    return _frame([_statement_row(statement, facts) for statement in statements])


def imported_rows(table: pl.DataFrame, methodology: Methodology, snapshot: str) -> pl.DataFrame:
    """Rows of `observations` for an imported table of kind `observations`, validated and with canonical values.

    Args:
        table: typed columns of the import, with `row`, `canonical_value`, `canonical_unit`; where they are there,
            `year_end` (the last day of the fiscal year, 31 December where empty), `basis` (what makes it another fact),
            and
            `fact_key`, `observation_id`, `valid_from`, `valid_to`, `supersedes` and `arithmetic` (how a value follows
            from several rows) take the place of what is made here.
        methodology: tells which data point a metric answers.
        snapshot: SHA-256 of the imported file.
    """
    whole = canonical_breakdown(None)
    table = table.with_columns(pl.col("breakdown").fill_null(whole), pl.col("restated").fill_null(value=False))
    keys, ids, points, spans = [], [], [], []
    for row in table.iter_rows(named=True):
        members = _members(row["breakdown"])
        spans.append(year_ending(row["year_end"]) if row.get("year_end") else fiscal_period(row["year"]))
        period = period_interval(*spans[-1])
        key = fact_key(row["company_id"], row["concept"], members, period, WHOLE_COMPANY, row.get("basis") or "")
        keys.append(key)
        ids.append(observation_id(key, row["value"], row["unit"], row["text"], row["published"], row["source"]))
        is_point = row["concept"] in methodology.data_points
        points.append(row["concept"] if is_point else methodology.data_point_of(row["concept"], members))
    days = {day: available_instant(day) for day in table["published"].unique()}
    rows = table.select(
        pl.Series("observation_id", ids, dtype=pl.String),
        pl.Series("fact_key", keys, dtype=pl.String),
        "kind",
        "company_id",
        "concept",
        pl.Series("data_point", points, dtype=pl.String),
        "breakdown",
        pl.col("year").alias("fiscal_year"),
        pl.Series("valid_from", [first for first, _ in spans], dtype=pl.Date),
        pl.Series("valid_to", [last for _, last in spans], dtype=pl.Date),
        pl.Series("available_at", [days[day] for day in table["published"]], dtype=pl.Datetime("us", "UTC")),
        "value",
        "unit",
        "canonical_value",
        "canonical_unit",
        "text",
        "restated",
        pl.col("row").alias("line"),
        pl.col("source").alias("quote"),
        pl.lit(snapshot).alias("document"),
        pl.lit(value=False).alias("negated"),
        pl.lit([], dtype=pl.List(pl.String)).alias("warnings"),
        pl.lit(1.0).alias("confidence"),
        **{name: pl.lit(text) for name, text in _IMPORTED.items()},
    )
    if "arithmetic" in table.columns:
        rows = rows.with_columns(pl.concat_list(table["arithmetic"]).alias("warnings"))
    return rows.with_columns(
        table[name].fill_null(rows[name]) if name in rows.columns else table[name]
        for name in _MAY_BE_GIVEN
        if name in table.columns
    )


_MAY_BE_GIVEN = ("basis", "fact_key", "observation_id", "valid_from", "valid_to", "supersedes")


_IMPORTED = {
    "available_source": "column published",
    "value_kind": "actual",
    "boundary": WHOLE_COMPANY,
    "basis": "",
    "assurance": "unknown",
    "method": "import",
    "origin": "imported",
    "review": "unreviewed",
}


@cache
def _members(breakdown: str) -> dict[str, str]:
    members: dict[str, str] = json.loads(breakdown)
    return members


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    dtypes = {c.name: c.dtype for c in OBSERVATIONS.columns if c.name not in {"recorded_at", "position"}}
    return pl.DataFrame(rows, schema=dtypes)


def _base(facts: DocumentFacts, source: Quantity | Statement) -> dict[str, Any]:
    return {
        "company_id": facts.company_id,
        "available_at": available_instant(facts.published),
        "available_source": facts.available_source,
        "document": source.document,
        "page": source.page,
        "line": source.line,
        "bbox": list(source.bbox) if source.bbox else None,
        "quote": source.quote,
        "confidence": source.confidence,
        "origin": "reported",
        "review": "unreviewed",
        "extraction_version": facts.extraction_version,
    }


def _quantity_row(quantity: Quantity, facts: DocumentFacts) -> dict[str, Any]:
    kind = None if quantity.value_kind == "actual" else quantity.value_kind
    method = quantity.scope2_method if quantity.scope2_method in {"location", "market"} else None
    carrier = quantity.breakdown.get("carrier")  # renewable electricity, of all electricity
    basis = ",".join(filter(None, (kind, method, carrier)))
    first, last = (date.fromisoformat(day) for day in quantity.period.split("/"))
    if (first, last) == fiscal_period(quantity.year):  # readers of reports know the year's name, not when it ends
        first, last = facts.period(quantity.year)
    period = period_interval(first, last)
    key = fact_key(facts.company_id, quantity.metric, quantity.breakdown, period, quantity.boundary, basis)
    place = (quantity.document, quantity.page, quantity.line, quantity.bbox, quantity.raw_value)
    return _base(facts, quantity) | {
        "observation_id": observation_id(key, quantity.value, quantity.unit, *place),
        "fact_key": key,
        "kind": "quantity",
        "concept": quantity.metric,
        "data_point": quantity.data_point,
        "breakdown": canonical_breakdown(quantity.breakdown),
        "fiscal_year": quantity.year,
        "valid_from": first,
        "valid_to": last,
        "value": quantity.value,
        "unit": quantity.unit,
        "canonical_value": quantity.canonical_value,
        "canonical_unit": quantity.canonical_unit,
        "raw_value": quantity.raw_value,
        "raw_unit": quantity.raw_unit,
        "value_kind": quantity.value_kind,
        "qualifier": quantity.qualifier,
        "boundary": quantity.boundary,
        "basis": basis,
        "restated": quantity.restated,
        "assurance": quantity.assurance,
        "method": quantity.method,
        "warnings": quantity.warnings,
    }


def _statement_row(statement: Statement, facts: DocumentFacts) -> dict[str, Any]:
    first, last = facts.period(facts.fiscal_year)
    place = f"{statement.document[:16]}:{statement.page or ''}:{statement.line or ''}"
    basis = f"{place}:{observation_id(statement.quote)[:8]}"
    key = fact_key(facts.company_id, statement.item, {}, period_interval(first, last), WHOLE_COMPANY, basis)
    return _base(facts, statement) | {
        "observation_id": observation_id(key, statement.level, statement.negated, statement.quote),
        "fact_key": key,
        "kind": "statement",
        "concept": statement.item,
        "data_point": statement.item,
        "breakdown": canonical_breakdown(None),
        "fiscal_year": facts.fiscal_year,
        "valid_from": first,
        "valid_to": last,
        "text": statement.level,
        "value_kind": "actual",
        "boundary": WHOLE_COMPANY,
        "basis": basis,
        "restated": False,
        "assurance": "unknown",
        "target_year": statement.target_year,
        "negated": statement.negated,
        "vague": statement.vague,
        "language": statement.language,
        "method": "text",
        "warnings": [],
    }
