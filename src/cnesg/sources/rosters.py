"""Figures that follow from rosters: the board's independence and tenure, pay, the concentration of shares."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from cnesg.model import canonical_breakdown
from cnesg.sources.definition import Figure, SourceKind
from cnesg.sources.fact_rows import FACTS, money

Row = Mapping[str, Any]


def roster_figures(table: pl.DataFrame, kind: SourceKind) -> pl.DataFrame:
    """One row a figure: for each company, year and day of publication those that its rows allow.

    Args:
        table: typed rows of a roster, with `row`.
        kind: whose `figures` say what follows.

    Returns:
        Rows of facts, with `arithmetic`: how the figure was taken from which rows of the file.
    """
    found = []
    for (company, year, published), part in table.group_by("company_id", "year", "published", maintain_order=True):
        rows = part.to_dicts()
        for figure in kind.figures:
            value, used = _value(figure, rows, date(int(str(year)), 12, 31))
            if value is None:
                continue
            found.append(
                {
                    "row": min(row["row"] for row in used),
                    "company_id": company,
                    "kind": "quantity",
                    "breakdown": canonical_breakdown(None),
                    "concept": figure.metric,
                    "year": year,
                    "value": value,
                    "unit": money(figure.unit, used[0].get("currency")),
                    "published": published,
                    "source": used[0]["source"],
                    "arithmetic": _arithmetic(figure, used),
                }
            )
    return pl.DataFrame(found, schema=FACTS | {"arithmetic": pl.String()})


def _value(figure: Figure, rows: Sequence[Row], year_end: date) -> tuple[float | None, list[Row]]:
    """The figure and the rows it is about; None where no row is, or one of them lacks a cell that is needed."""
    among = [row for row in rows if _fits(row, figure.among) and (figure.all_year or _in_office(row, year_end))]
    wanted = [*figure.where, *([figure.column] if figure.column and not figure.once_a else [])]
    if figure.take == "ratio":
        among, wanted = [row for row in among if _fits(row, figure.where)], [str(figure.column), str(figure.of)]
    if not among or any(row[name] is None for row in among for name in wanted):
        return None, []
    return _TAKES[figure.take](figure, among, year_end), among


def _fits(row: Row, wanted: Mapping[str, bool | str]) -> bool:
    return all(row[name] == value for name, value in wanted.items())


def _in_office(row: Row, year_end: date) -> bool:
    since, left = row.get("since"), row.get("left")
    return (since is None or since <= year_end) and (left is None or left > year_end)


def _full_years(since: date, year_end: date) -> int:
    # Counted on the last day of a year, on which every anniversary of that year has passed.
    return year_end.year - since.year


def _count(figure: Figure, rows: Sequence[Row], year_end: date) -> float:
    counted = [row for row in rows if _fits(row, figure.where)]
    if figure.beyond_years is not None:
        last = year_end.year - figure.beyond_years
        # More than six years on 31 December means: since before 31 December six years ago.
        counted = [row for row in counted if row[str(figure.column)] < date(last, 12, 31)]
    return float(len(counted))


def _share(figure: Figure, rows: Sequence[Row], year_end: date) -> float:
    return 100 * _count(figure, rows, year_end) / len(rows)


def _mean_years(figure: Figure, rows: Sequence[Row], year_end: date) -> float:
    return sum(_full_years(row[str(figure.column)], year_end) for row in rows) / len(rows)


def _sum(figure: Figure, rows: Sequence[Row], _: date) -> float | None:
    if figure.once_a is None:
        least = figure.at_least
        counted = [row for row in rows if least is None or sum(row[name] for name in figure.together) >= least]
        return float(sum(row[str(figure.column)] for row in counted))
    given: dict[object, float | None] = {}
    for row in rows:
        one = row[figure.once_a]
        given[one] = given.get(one) if row[str(figure.column)] is None else row[str(figure.column)]
    values = list(given.values())
    known = [value for value in values if value is not None]
    return float(sum(known)) if len(known) == len(values) else None


def _largest(figure: Figure, rows: Sequence[Row], _: date) -> float | None:
    values = sorted((row[str(figure.column)] for row in rows), reverse=True)
    return float(sum(values[: figure.number])) if len(values) >= figure.number else None


def _ratio(figure: Figure, rows: Sequence[Row], _: date) -> float | None:
    below = sum(row[str(figure.of)] for row in rows)
    return float(100 * sum(row[str(figure.column)] for row in rows) / below) if below else None


_TAKES = {
    "count": _count,
    "share": _share,
    "mean-years": _mean_years,
    "sum": _sum,
    "largest": _largest,
    "ratio": _ratio,
}


def _arithmetic(figure: Figure, rows: Sequence[Row]) -> str:
    numbers = ", ".join(str(row["row"]) for row in rows)
    conditions = " and ".join(f"{name} {str(value).lower()}" for name, value in (figure.among | figure.where).items())
    told = f"{figure.take} of {figure.column or 'rows'}"
    if figure.at_least is not None:
        told += f" where {' and '.join(figure.together)} reach {figure.at_least:g}"
    return f"roster: {told}{' where ' + conditions if conditions else ''}, rows {numbers}"
