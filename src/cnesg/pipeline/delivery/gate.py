"""Quality control before anything leaves: its errors stop every delivery, unless somebody takes responsibility."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.errors import InputError, Problem
from cnesg.pipeline.delivery.basis import MonthBasis
from cnesg.pipeline.delivery.editions import editions
from cnesg.pipeline.delivery.files import PublishedTable
from cnesg.pipeline.quality.control import month_findings
from cnesg.products.schema import PRODUCTS
from cnesg.quality import Override, gate

_SCHEMA = {
    "month": pl.String(),
    "product": pl.String(),
    "rows": pl.Int64(),
    "companies": pl.Int64(),
    "columns": pl.List(pl.String()),
    "nulls_in_key": pl.Int64(),
    "duplicates": pl.Int64(),
}
_FIRM = "company_id"


def passed_gate(
    basis: MonthBasis,
    built: Mapping[str, Sequence[PublishedTable]],
    out: Path,
    profile: str,
    overrides: Sequence[Override],
) -> dict[str, Any]:
    """What quality control says of a month and its deliveries, for their manifests.

    Args:
        basis: the month.
        built: the tables of each product, as they would go out.
        out: the folder of deliveries, for those of earlier months.
        profile: of the run.
        overrides: errors that somebody lets pass.

    Raises:
        InputError: an error that nobody overrode, each told; or an override of nothing, or without name or reason.
    """
    rows = [*_earlier(out, basis.label), *(_described(basis.label, name, tables[0]) for name, tables in built.items())]
    found = month_findings(basis.workspace, basis.month, profile, pl.DataFrame(rows, schema=_SCHEMA))
    result = gate(found.findings, overrides)
    if result.open:
        raise InputError(
            *(
                Problem.of(
                    "delivery.gate",
                    month=basis.label,
                    key=finding.key,
                    rule=finding.rule,
                    place=finding.place,
                    measure=f"{finding.measure:g}",
                    threshold=f"{finding.threshold:g}",
                )
                for finding in result.open
            )
        )
    return result.as_dict()


def _described(month: str, product: str, table: PublishedTable) -> dict[str, Any]:
    key = list(table.schema.key)
    frame = table.frame
    return {
        "month": month,
        "product": product,
        "rows": frame.height,
        "companies": frame[_FIRM].n_unique() if _FIRM in frame.columns else None,
        "columns": frame.columns,
        "nulls_in_key": sum(frame[name].null_count() for name in key),
        "duplicates": int(frame.select(key).is_duplicated().sum()),
    }


def _earlier(out: Path, month: str) -> Iterable[dict[str, Any]]:
    """The newest edition of every earlier month, from its manifest."""
    for product in PRODUCTS:
        newest = {edition.month: edition for edition in editions(out, product) if edition.month < month}
        for edition in newest.values():
            table = edition.manifest()["tables"][0]
            yield {
                "month": edition.month,
                "product": product,
                "rows": table["rows"],
                "companies": table["subjects"] if table["subject"] == _FIRM else None,
                "columns": table["columns"],
                "nulls_in_key": table["nulls_in_key"],
                "duplicates": table["duplicates"],
            }
