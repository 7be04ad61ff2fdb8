"""Quality control before anything leaves: its errors stop every delivery, unless somebody takes responsibility."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.errors import InputError, Problem, current_language
from cnesg.pipeline.delivery.basis import MonthBasis
from cnesg.pipeline.delivery.editions import editions
from cnesg.pipeline.delivery.files import PublishedTable
from cnesg.pipeline.quality.checks import Checks
from cnesg.pipeline.quality.control import keep_check, month_findings
from cnesg.pipeline.quality.report.view import names_of
from cnesg.products.schema import PRODUCTS
from cnesg.quality import Override, gate
from cnesg.quality.words import told

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
        InputError: an error that nobody overrode, one line each; an override of nothing, or without name or reason; or
            errors of an earlier month are open again, so that its rows count as unchecked.
        WorkspaceError: the check can't be kept, as another process is writing or the workspace can't be written to.
    """
    unsettled = Checks(basis.workspace, profile).unsettled_before(basis.label)
    if unsettled is not None:
        raise InputError.of("delivery.unchecked", month=basis.label, unsettled=unsettled)
    rows = [*_earlier(out, basis.label), *(_described(basis.label, name, tables[0]) for name, tables in built.items())]
    found = month_findings(basis.workspace, basis.month, profile, pl.DataFrame(rows, schema=_SCHEMA))
    result = gate(found.findings, overrides)
    if result.open:
        language = current_language()
        names = names_of(found, basis.methodology, language)
        raise InputError(
            *(
                Problem.of(
                    "delivery.gate",
                    month=basis.label,
                    key=finding.key,
                    rule=finding.rule,
                    told=told(finding, language, found.rules, names),
                )
                for finding in result.open
            )
        )
    keep_check(basis.workspace, found, [finding.key for finding, _ in result.overridden])
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
