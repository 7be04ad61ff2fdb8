"""Validating a table whole: every problem of every row at once, or typed rows."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.errors import InputError, Problem
from cnesg.model.periods import SHANGHAI
from cnesg.sources.cells import CellError, KnownNames, cell_problem, parse_cell
from cnesg.sources.definition import SourceColumn, SourceKind

_DTYPES: dict[str, pl.DataType] = {
    "text": pl.String(),
    "id": pl.String(),
    "industry": pl.String(),
    "industry-code": pl.String(),
    "concept": pl.String(),
    "breakdown": pl.String(),
    "domain": pl.String(),
    "currency": pl.String(),
    "analysis": pl.String(),
    "list": pl.String(),
    "tier": pl.String(),
    "credit-code": pl.String(),
    "exchange-code": pl.String(),
    "isin": pl.String(),
    "number": pl.Float64(),
    "year": pl.Int64(),
    "date": pl.Date(),
    "flag": pl.Boolean(),
}


def validate_table(
    frame: pl.DataFrame,
    kind: SourceKind,
    known: KnownNames,
    path: Path,
    constants: Mapping[str, str] | None = None,
) -> pl.DataFrame:
    """Typed columns of `kind` in order, plus `row` (1 is the first below the header); empty rows are left out.

    Args:
        frame: text cells from `read_table`.
        kind: what the table should hold.
        known: names that cells may refer to.
        path: the file, for messages.
        constants: cells that are the same in every row, by column; for columns that the file lacks.

    Raises:
        InputError: with every missing or unknown column, every bad cell, and every repeated key.
    """
    table, problems = readable_rows(frame, kind, known, path, constants)
    if problems:
        raise InputError(*problems)
    return table


def readable_rows(
    frame: pl.DataFrame,
    kind: SourceKind,
    known: KnownNames,
    path: Path,
    constants: Mapping[str, str] | None = None,
) -> tuple[pl.DataFrame, list[Problem]]:
    """The typed rows whose cells can all be read, and the problems of the others; arguments as for `validate_table`.

    Raises:
        InputError: with every missing or unknown column: no row can be read then.
    """
    twice = [name for name in constants or {} if name in frame.columns]
    if twice:
        raise InputError(*(Problem.of("sources.repeated_column", path=path, column=name) for name in twice))
    filled = (
        frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
        if frame.width
        else pl.Series([], dtype=pl.Boolean)
    )
    numbers = [number for number, is_filled in enumerate(filled, start=1) if is_filled]
    frame = frame.filter(filled).with_columns(pl.lit(text).alias(name) for name, text in (constants or {}).items())
    problems = _header_problems(frame, kind, path)
    if problems:
        raise InputError(*problems)
    columns: dict[str, list[Any]] = {}
    bad_rows: set[int] = set()
    for column in kind.columns:
        texts = frame[column.name].to_list() if column.name in frame.columns else [None] * frame.height
        values, bad = _column(texts, numbers, column, known, path)
        columns[column.name] = values
        problems += bad
        bad_rows.update(problem.values["row"] for problem in bad)
    if not problems:
        problems = _repeated_keys(columns, numbers, kind, path)
        bad_rows.update(problem.values["row"] for problem in problems)
    typed = pl.DataFrame(columns, schema={c.name: _DTYPES[c.type] for c in kind.columns}, strict=True)
    rows = typed.select(pl.Series("row", numbers, dtype=pl.Int64), pl.all())
    return (
        rows.filter(~pl.col("row").is_in(list(bad_rows))) if bad_rows else rows,
        sorted(problems, key=lambda p: p.values.get("row", 0)),
    )


def _header_problems(frame: pl.DataFrame, kind: SourceKind, path: Path) -> list[Problem]:
    names = {column.name for column in kind.columns}
    missing = [c.name for c in kind.columns if c.required and c.name not in frame.columns]
    unknown = [name for name in frame.columns if name not in names]
    problems = [Problem.of("sources.missing_column", path=path, column=name, kind=kind.kind) for name in missing]
    problems += [Problem.of("sources.unknown_column", path=path, column=name, kind=kind.kind) for name in unknown]
    if not problems and frame.is_empty():
        problems.append(Problem.of("sources.no_rows", path=path))
    return problems


def _column(
    texts: list[str | None], numbers: list[int], column: SourceColumn, known: KnownNames, path: Path
) -> tuple[list[Any], list[Problem]]:
    # Columns repeat few texts many times (years, units, names), so each text is read once.
    read: dict[str | None, Any] = {}
    refused: dict[str | None, str] = {}
    for text in dict.fromkeys(texts):
        try:
            read[text] = _read(text, column, known)
        except CellError as error:
            refused[text] = str(error)
    problems = [
        cell_problem(
            refused[text],
            path=path,
            row=row,
            column=column.name,
            text=text,
            choices=", ".join(column.choices),
            bounds=_bounds(column),
        )
        for row, text in zip(numbers, texts, strict=True)
        if text in refused
    ]
    return [read.get(text) for text in texts], problems


def _read(text: str | None, column: SourceColumn, known: KnownNames) -> Any:
    if text is None:
        if column.required:
            raise CellError("sources.cell_missing")
        return None
    if column.choices and text not in column.choices:
        raise CellError("sources.cell_choice")
    value = parse_cell(text, column.type, known)
    if column.type == "number" and not _within(value, column):
        raise CellError("sources.cell_bounds")
    if column.past and isinstance(value, date) and value > _tomorrow():
        raise CellError("sources.cell_ahead")
    return value


def _tomorrow() -> date:
    """The day after today in Shanghai: nowhere on earth has a later day begun."""
    return datetime.now(SHANGHAI).date() + timedelta(days=1)


def _within(value: float, column: SourceColumn) -> bool:
    return (
        (column.least is None or value >= column.least)
        and (column.most is None or value <= column.most)
        and (column.above is None or value > column.above)
    )


def _bounds(column: SourceColumn) -> str:
    signs = ((">", column.above), (">=", column.least), ("<=", column.most))
    return ", ".join(f"{sign} {bound:g}" for sign, bound in signs if bound is not None)


def _repeated_keys(columns: dict[str, list[Any]], numbers: list[int], kind: SourceKind, path: Path) -> list[Problem]:
    first: dict[tuple[Any, ...], int] = {}
    problems = []
    for row, *cells in zip(numbers, *(columns[name] for name in kind.key), strict=True):
        key = tuple(cells)
        if key in first:
            shown = ", ".join(str(part) for part in key if part is not None)
            problems.append(Problem.of("sources.repeated", path=path, row=row, first=first[key], key=shown))
        else:
            first[key] = row
    return problems
