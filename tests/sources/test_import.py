"""Importing tables: typed rows, or every problem at once."""

import contextlib
import json
import math
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cnesg.errors import InputError
from cnesg.sources import KnownNames, read_table, source_kind, source_kinds, validate_table
from cnesg.sources.cells import CellError, parse_cell

KNOWN = KnownNames(
    industries={"340500"},
    concepts={"electricity", "G0102-01"},
    tiers={"trade"},
    analyses={"G0902-02"},
    lists={"green-factory"},
)
HEADER = "company_id,kind,concept,breakdown,year,value,unit,text,published,restated,source\n"
GOOD = 'C1,quantity,electricity,,2023,"1,234.5",kWh,,2024-03-29,,tables\n'


def problems(path: Path, kind: str = "observations") -> list[str]:
    with pytest.raises(InputError) as caught:
        validate_table(read_table(path), source_kind(kind), KNOWN, path)
    return caught.value.lines("en")


@pytest.mark.parametrize("kind", source_kinds())
def test_the_template_of_every_kind_imports_as_it_is(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "template.csv"
    path.write_text(source_kind(kind).template(), encoding="utf-8")
    frame = validate_table(read_table(path), source_kind(kind), KNOWN, path)
    assert frame.height == 1
    assert frame.columns == ["row", *(column.name for column in source_kind(kind).columns)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_dates_and_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "rows.csv"
    row = GOOD.replace("2024-03-29", "2024年3月29日").replace("tables", "年报")
    path.write_bytes((HEADER + row).encode(encoding))
    frame = validate_table(read_table(path), source_kind("observations"), KNOWN, path)
    assert frame["published"].to_list() == [date(2024, 3, 29)]
    assert frame["source"].to_list() == ["年报"]
    assert frame["value"].to_list() == [1234.5]


def test_csv_json_lines_and_parquet_give_the_same_rows(tmp_path: Path) -> None:
    row = {"company_id": "C1", "kind": "quantity", "concept": "electricity", "breakdown": {"site": "x"}, "year": 2023}
    row |= {"value": 5.5, "unit": "kWh", "published": "2024-03-29", "restated": True, "source": "t"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    flat = row | {"breakdown": "site=x"}
    pl.DataFrame([flat]).write_parquet(tmp_path / "a.parquet")
    pl.DataFrame([flat]).write_csv(tmp_path / "a.csv")
    frames = [
        validate_table(read_table(tmp_path / f"a.{end}"), source_kind("observations"), KNOWN, tmp_path)
        for end in ("jsonl", "parquet", "csv")
    ]
    assert frames[0].equals(frames[1])
    assert frames[0].equals(frames[2])
    assert frames[0]["breakdown"].to_list() == ['{"site":"x"}']


def test_all_problems_of_a_file_come_at_once(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    rows = [
        "C1,number,electricity,,2023,NaN,kWh,,2024-03-29,,t",
        "C1,quantity,wind,gender,23,1,kWh,,2024-02-30,maybe,t",
        ",quantity,electricity,,2023,inf,kWh,,,,t",
    ]
    path.write_text(HEADER + "\n".join(rows), encoding="utf-8")
    lines = problems(path)
    places = [line.split(f"{path}, ")[1].split(":")[0] for line in lines]
    assert places == [
        "row 1, column kind",
        "row 1, column value",
        "row 2, column concept",
        "row 2, column breakdown",
        "row 2, column year",
        "row 2, column published",
        "row 2, column restated",
        "row 3, column company_id",
        "row 3, column value",
        "row 3, column published",
    ]
    assert "'2024-02-30'" in lines[5]


def test_repeated_rows_name_both(tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    path.write_text(HEADER + GOOD + GOOD, encoding="utf-8")
    assert problems(path)[0].startswith(f"{path}, row 2: the same as row 1 (C1, electricity")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("gone.csv", None, "no such file"),
        ("empty.csv", b"", "empty"),
        ("table.docx", b"x", "not a table format"),
        ("odd.csv", b"\xff\xff\xff", "neither UTF-8 nor GB18030"),
        ("bad.jsonl", b"{not json}", "line 1"),
        ("list.jsonl", b"[1]", "line 1: not an object"),
        ("bad.parquet", b"PAR1nothing", "can't be read"),
        ("header.csv", HEADER.encode(), "no rows"),
        ("columns.csv", b"company_id,colour\nC1,red\n", "column kind is missing"),
    ],
)
def test_files_that_are_no_table(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert words in problems(path)[0]


def test_an_unknown_kind_lists_those_there_are() -> None:
    with pytest.raises(InputError, match=r"companies, financials, .*, industries"):
        source_kind("weather")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_survives_as_printed(value: float) -> None:
    assert parse_cell(repr(value), "number", KNOWN) == value


@example("E0")
@example(".5")
@example("5.")
@given(st.text("0123456789.,-+eEinfa ", max_size=6))
def test_a_number_cell_is_a_finite_number_or_refused(text: str) -> None:
    value = None
    with contextlib.suppress(CellError):
        value = parse_cell(text, "number", KNOWN)
    assert value is None or (value == float(text.replace(",", "")) and math.isfinite(value))
