"""What rows of a roster may not say of one another."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.errors import Problem

_WHOLE = 100.5  # per cent; printed shares are rounded


def roster_problems(table: pl.DataFrame, path: Path) -> list[Problem]:
    """Days in the wrong order, several currencies of one roster, shares beyond the whole, more pledged than held.

    Args:
        table: typed rows of a roster, with `row`.
        path: the file, for messages.
    """
    problems = [*_spans(table, path), *_pledges(table, path)]
    for (company, year, _), part in table.group_by("company_id", "year", "published", maintain_order=True):
        rows = part.to_dicts()
        if "currency" in table.columns:
            problems += _currencies(rows, path)
        if "share" in table.columns:
            total = sum(row["share"] for row in rows)
            if total > _WHOLE:
                place = {"path": path, "row": rows[0]["row"], "company": company, "year": year}
                problems.append(Problem.of("sources.share_sum", total=total, **place))
    return sorted(problems, key=lambda problem: problem.values["row"])


def _spans(table: pl.DataFrame, path: Path) -> Iterator[Problem]:
    if "left" not in table.columns:
        return
    for row, since, left in table.filter(pl.col("left") < pl.col("since")).select("row", "since", "left").iter_rows():
        yield Problem.of("sources.span", path=path, row=row, first=since, last=left)


def _pledges(table: pl.DataFrame, path: Path) -> Iterator[Problem]:
    if "pledged" not in table.columns:
        return
    for row, share, pledged in (
        table.filter(pl.col("pledged") > pl.col("share")).select("row", "share", "pledged").rows()
    ):
        yield Problem.of("sources.pledge", path=path, row=row, share=share, pledged=pledged)


def _currencies(rows: list[dict[str, Any]], path: Path) -> Iterator[Problem]:
    first = rows[0]
    for row in rows[1:]:
        if (row["currency"] or "CNY") != (first["currency"] or "CNY"):
            said = {"column": "currency", "text": row["currency"], "other": first["currency"], "first": first["row"]}
            yield Problem.of("sources.mixed", path=path, row=row["row"], **said)
