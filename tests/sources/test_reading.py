"""Tables as users have them: spreadsheets with merged headers, odd encodings, dates of every kind."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from cnesg.errors import InputError
from cnesg.sources import KnownNames, read_table
from cnesg.sources.cells import CellError, parse_cell

NAMES = {name: name for name in ("company_id", "shares_top", "shares_all", "published")} | {"公司编号": "company_id"}


def problems(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_table(path, NAMES)
    return caught.value.lines("en")


def workbook(path: Path) -> xlsxwriter.Workbook:
    return xlsxwriter.Workbook(path)


def test_merged_headers_of_a_spreadsheet_are_joined_and_merged_cells_filled(tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    with workbook(path) as book:
        sheet = book.add_worksheet("rows")
        book.add_worksheet("empty")
        sheet.merge_range(0, 0, 0, 3, "Holders at year end")
        sheet.merge_range(1, 0, 2, 0, "公司编号")
        sheet.merge_range(1, 1, 1, 2, "shares")
        sheet.write_row(2, 1, ["top", "all"])
        sheet.merge_range(1, 3, 2, 3, "published")
        sheet.merge_range(3, 0, 4, 0, "C1")
        sheet.write_row(3, 1, [12.5, 40])
        sheet.write_datetime(3, 3, date(2024, 3, 29), book.add_format({"num_format": "yyyy/mm/dd"}))
        sheet.write_row(4, 1, [13, 41, 45380])
    frame = read_table(path, NAMES)
    assert frame.columns == ["company_id", "shares_top", "shares_all", "published"]
    assert frame.rows() == [("C1", "12.5", "40", "2024-03-29"), ("C1", "13", "41", "45380")]


def test_a_spreadsheet_with_several_filled_sheets_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    with workbook(path) as book:
        for name in ("one", "two"):
            book.add_worksheet(name).write(0, 0, "company_id")
    assert "several sheets hold rows (one, two)" in problems(path)[0]


def test_a_damaged_spreadsheet_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    lines = problems(path)
    assert len(lines) == 1
    assert "can't be read" in lines[0]


def test_titles_above_the_header_and_empty_rows_below_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "title.csv"
    path.write_text("Table 1,\n,\ncompany_id,published\nC1,2024-01-02\n,\n\n", encoding="utf-8")
    assert read_table(path, NAMES).rows() == [("C1", "2024-01-02")]


def test_data_that_repeat_a_column_name_are_no_header(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("company_id,published\npublished,2024-01-02\n", encoding="utf-8")
    assert read_table(path, NAMES).rows() == [("published", "2024-01-02")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(f"公司编号{separator}published\r\n兰汀{separator}2024年1月2日\r\n".encode(encoding))
    frame = read_table(path, NAMES)
    assert frame.columns == ["company_id", "published"]
    assert frame.rows() == [("兰汀", "2024年1月2日")]


def test_cells_beyond_the_header_are_told_with_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    path.write_text("company_id,shares_all\nC1,5\nC2,1,234\nC3,7,000\n", encoding="utf-8")
    assert [line.split(":")[0] for line in problems(path)] == [f"{path}, row 2", f"{path}, row 3"]


def test_a_column_that_stands_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    path.write_text("company_id,公司编号\nC1,C2\n", encoding="utf-8")
    assert "column company_id stands there twice" in problems(path)[0]


def test_every_damaged_line_of_json_lines_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"company_id": "C1"}\n{oops}\n[2]\n', encoding="utf-8")
    lines = problems(path)
    assert ["line 2" in lines[0], "line 3" in lines[1]] == [True, True]


def test_nested_columns_of_parquet_are_refused_and_floats_keep_every_digit(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    pl.DataFrame({"company_id": [["C1"]]}).write_parquet(path)
    assert "column company_id holds lists" in problems(path)[0]
    pl.DataFrame({"shares_all": [0.1 + 0.2]}).write_parquet(path)
    assert float(read_table(path, NAMES)["shares_all"][0]) == 0.1 + 0.2


@pytest.mark.parametrize(
    "text",
    ["2021年12月31日", "2021 年 12 月 31 日", "2021/12/31", "2021.12.31", "20211231", "2021-12-31 00:00:00", "44561"],
)
def test_dates_as_people_write_them(text: str) -> None:
    assert parse_cell(text, "date", KnownNames()) == date(2021, 12, 31)


@pytest.mark.parametrize("text", ["2021-12", "31.12.2021", "20211331", "2021-12-31 08:00:00", "4456", "0", "去年底"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(CellError, match=r"sources\.cell_date"):
        parse_cell(text, "date", KnownNames())


@pytest.mark.parametrize("text", ["NaN", "nan", "inf", "-Infinity", "1e999", "#DIV/0!", "--5", "1,23"])
def test_what_is_no_finite_number_is_refused(text: str) -> None:
    with pytest.raises(CellError, match=r"sources\.cell_number"):
        parse_cell(text, "number", KnownNames())


def test_negative_zero_becomes_zero_and_full_width_digits_count() -> None:
    assert str(parse_cell("-0.0", "number", KnownNames())) == "0.0"
    assert parse_cell("１，２３４．５", "number", KnownNames()) == 1234.5
