"""What users' tables are like, for every kind of import: encodings, spreadsheets, dates, numbers, mistakes."""

import csv
import io
import json
import math
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from cnesg.errors import InputError
from cnesg.sources import KnownNames, SourceColumn, SourceKind, read_table, source_kind, source_kinds, validate_table

KNOWN = KnownNames(
    industries={"340500"},
    concepts={"electricity", "G0102-01"},
    tiers={"trade"},
    analyses={"G0902-02"},
    lists={"green-factory"},
)
KINDS = [source_kind(name) for name in source_kinds()]
FREE = {"text"}  # types whose cells may say anything


def of_type(*types: str) -> list[tuple[SourceKind, SourceColumn]]:
    return [(kind, column) for kind in KINDS for column in kind.columns if column.type in types]


def named(pair: tuple[SourceKind, SourceColumn]) -> str:
    return f"{pair[0].kind}-{pair[1].name}"


def example(kind: SourceKind) -> dict[str, str]:
    return {column.name: column.example for column in kind.columns}


def table(kind: SourceKind, path: Path, *rows: dict[str, str], encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, [column.name for column in kind.columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def typed(kind: SourceKind, path: Path) -> pl.DataFrame:
    return validate_table(read_table(path, kind.headers()), kind, KNOWN, path)


def lines(kind: SourceKind, path: Path, language: str = "en") -> list[str]:
    with pytest.raises(InputError) as caught:
        typed(kind, path)
    return caught.value.lines("zh" if language == "zh" else "en")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_encodings(kind: SourceKind, encoding: str, tmp_path: Path) -> None:
    text = next((column.name for column in kind.columns if column.type == "text" and not column.choices), None)
    row = example(kind) | ({text: "兰汀纸业"} if text else {})
    plain = typed(kind, table(kind, tmp_path / "plain.csv", row))
    assert typed(kind, table(kind, tmp_path / "other.csv", row, encoding=encoding)).equals(plain)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_spreadsheet_with_a_title_and_merged_headers(kind: SourceKind, tmp_path: Path) -> None:
    path, last = tmp_path / "merged.xlsx", len(kind.columns) - 1
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, last, "2023")
        for place, column in enumerate(kind.columns):
            sheet.merge_range(1, place, 2, place, column.also[0] if column.also else column.name)
            sheet.write_string(3, place, column.example)
    assert typed(kind, path).equals(typed(kind, table(kind, tmp_path / "plain.csv", example(kind))))


def _native(column: SourceColumn) -> object:
    """The example as a spreadsheet or Parquet file holds it: a day, a number, a truth value."""
    if not column.example:
        return None
    if column.type == "date":
        return date.fromisoformat(column.example)
    if column.type == "flag":
        return column.example == "true"
    return {"number": float, "year": int}.get(column.type, str)(column.example)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_cells_of_a_spreadsheet_may_have_types(kind: SourceKind, tmp_path: Path) -> None:
    path = tmp_path / "typed.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, days = book.add_worksheet(), book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        for place, column in enumerate(kind.columns):
            cell = _native(column)
            sheet.write_string(0, place, column.name)
            if isinstance(cell, date):
                sheet.write_datetime(
                    1, place, datetime(cell.year, cell.month, cell.day, tzinfo=UTC).replace(tzinfo=None), days
                )
            elif cell is not None:
                sheet.write(1, place, cell)
    assert typed(kind, path).equals(typed(kind, table(kind, tmp_path / "plain.csv", example(kind))))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_columns_of_parquet_may_have_types(kind: SourceKind, tmp_path: Path) -> None:
    cells = {column.name: [_native(column)] for column in kind.columns}
    path = tmp_path / "typed.parquet"
    pl.DataFrame(cells).write_parquet(path)
    assert typed(kind, path).equals(typed(kind, table(kind, tmp_path / "plain.csv", example(kind))))
    for column in (column for column in kind.columns if column.type == "number"):
        for number in (math.nan, math.inf, -math.inf):
            pl.DataFrame(cells | {column.name: [number]}).write_parquet(path)
            (line,) = lines(kind, path)
            assert f"row 1, column {column.name}" in line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_json_lines_in_any_encoding(kind: SourceKind, encoding: str, tmp_path: Path) -> None:
    text = next((column.name for column in kind.columns if column.type == "text" and not column.choices), None)
    row = example(kind) | ({text: "兰汀纸业"} if text else {})
    path = tmp_path / "rows.jsonl"
    path.write_bytes(json.dumps(row, ensure_ascii=False).encode(encoding))
    assert typed(kind, path).equals(typed(kind, table(kind, tmp_path / "plain.csv", row)))


def test_big5_is_told_and_not_read_as_something_else(tmp_path: Path) -> None:
    kind = source_kind("names")
    row = example(kind) | {"name": "國泰君安證券繁體資料"}
    (line,) = lines(kind, table(kind, tmp_path / "rows.csv", row, encoding="big5"))
    assert "Save it as UTF-8" in line


@pytest.mark.parametrize("pair", of_type("date"), ids=named)
def test_dates_in_chinese(pair: tuple[SourceKind, SourceColumn], tmp_path: Path) -> None:
    kind, column = pair
    found = [
        typed(kind, table(kind, tmp_path / f"{number}.csv", example(kind) | {column.name: text}))
        for number, text in enumerate(("2021-12-31", "2021年12月31日", "２０２１年１２月３１日"))
    ]
    assert found[0][column.name].dt.to_string().to_list() == ["2021-12-31"]
    assert found[1].equals(found[0])
    assert found[2].equals(found[0])


@pytest.mark.parametrize("text", ["NaN", "nan", "inf", "-inf", "Infinity", "1e999", "∞"])
@pytest.mark.parametrize("pair", of_type("number"), ids=named)
def test_what_is_no_finite_number(pair: tuple[SourceKind, SourceColumn], text: str, tmp_path: Path) -> None:
    kind, column = pair
    (line,) = lines(kind, table(kind, tmp_path / "rows.csv", example(kind) | {column.name: text}))
    assert "rows.csv" in line
    assert "row 1" in line
    assert column.name in line
    assert text in line


@pytest.mark.parametrize("pair", of_type("number"), ids=named)
def test_negative_zero_is_zero_where_zero_may_stand(pair: tuple[SourceKind, SourceColumn], tmp_path: Path) -> None:
    kind, column = pair
    path = table(kind, tmp_path / "rows.csv", example(kind) | {column.name: "-0.0"})
    if column.above is not None and column.above >= 0:
        assert len(lines(kind, path)) == 1
        return
    (value,) = typed(kind, path)[column.name]
    assert math.copysign(1.0, value) == 1.0


def _wrong(kind: SourceKind) -> Iterator[tuple[str, str]]:
    """A text for each column that can't stand there."""
    for column in kind.columns:
        if column.type == "id":
            yield column.name, f"../{column.name}"
        elif column.type not in FREE or column.choices:
            yield column.name, f"={column.name}!"
        elif column.required:
            yield column.name, ""


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_bad_cell_of_every_row_is_told_at_once(kind: SourceKind, language: str, tmp_path: Path) -> None:
    wrong = list(_wrong(kind))
    rows = [example(kind), *(example(kind) | {name: text} for name, text in wrong)]
    told = lines(kind, table(kind, tmp_path / "rows.csv", *rows), language)
    assert len(told) == len(wrong)
    for number, (line, (name, text)) in enumerate(zip(told, wrong, strict=True), start=2):
        assert "rows.csv" in line
        assert f"row {number}," in line or f"第 {number} 行" in line
        assert name in line
        assert text in line


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_row_that_stands_twice_is_told_with_both_numbers(kind: SourceKind, tmp_path: Path) -> None:
    (line,) = lines(kind, table(kind, tmp_path / "rows.csv", example(kind), example(kind)))
    assert "rows.csv" in line
    assert "row 2" in line
    assert "row 1" in line


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_empty_rows_between_others_are_none_and_numbers_stay(kind: SourceKind, tmp_path: Path) -> None:
    empty = dict.fromkeys(example(kind), " ")
    first = typed(kind, table(kind, tmp_path / "plain.csv", example(kind)))
    found = typed(kind, table(kind, tmp_path / "rows.csv", empty, empty, example(kind), empty))
    assert found["row"].to_list() == [3]
    assert found.drop("row").equals(first.drop("row"))
    (line,) = lines(kind, table(kind, tmp_path / "twice.csv", example(kind), empty, example(kind)))
    assert "row 3: the same as row 1" in line


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_missing_and_unknown_columns_are_all_told(kind: SourceKind, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("what,ever\n1,2\n", encoding="utf-8")
    told = "\n".join(lines(kind, path))
    assert all(column.name in told for column in kind.columns if column.required)
    assert "what" in told
    assert "ever" in told
