"""Lines that say but a unit stand between a table and its title, and are neither a group nor the title."""

from typing import Any

import pytest
from tests.extraction.tables.conftest import MakePages

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.extraction.tables.finder import find_tables
from cnesg.extraction.tables.geometry.titles import titles_first
from cnesg.extraction.tables.geometry.unit_lines import names_unit
from cnesg.text import read_document

ROWS = [("Clean energy", "1,147"), ("Clean production", "318"), ("Green services", "19")]


def _draw(canvas: Any, *, unit: str, labels: float = 60, title: str = "Green loans by use in 2023") -> None:
    canvas.drawString(60, 730, title)
    canvas.drawString(60, 715, unit)
    for number, (label, value) in enumerate(ROWS):
        canvas.drawString(labels, 695 - 15 * number, label)
        canvas.drawRightString(300, 695 - 15 * number, value)


@pytest.mark.parametrize(
    "unit", ["Unit: RMB million", "(RMB million)", "单位：百万元", "RMB million, except percentages"]
)
def test_a_unit_over_rows_without_a_head_is_a_caption(make_pages: MakePages, unit: str) -> None:
    def draw(canvas: Any) -> None:
        if not unit.isascii():
            canvas.setFont("STSong-Light", 9)
        _draw(canvas, unit=unit)

    (table,) = find_tables(make_pages(draw)[0])
    assert [caption.replace(" ", "") for caption in table.captions] == [unit.replace(" ", ""), "Greenloansbyusein2023"]
    assert [(row.label, row.parents) for row in table.rows] == [(label, ()) for label, _ in ROWS]


def test_rows_are_of_what_the_title_behind_a_unit_names(
    make_pages: MakePages, knowledge: Knowledge, tmp_path: Any
) -> None:
    make_pages(lambda canvas: _draw(canvas, unit="Unit: RMB million"))
    rows = extract_quantities(read_document(tmp_path / "tables.pdf"), knowledge, year=2023)
    assert {(row.metric, row.value, row.unit, *row.breakdown.values()) for row in rows} == {
        ("green_loans", 1000000.0 * float(value.replace(",", "")), "CNY", label.lower()) for label, value in ROWS
    }


@pytest.mark.parametrize("labels", [60, 75, 95])
def test_a_title_may_begin_left_of_cells_with_wide_edges(make_pages: MakePages, labels: float) -> None:
    (table,) = find_tables(make_pages(lambda canvas: _draw(canvas, unit="Unit: RMB million", labels=labels))[0])
    assert table.captions[-1] == "Green loans by use in 2023"


def test_what_ends_left_of_the_rows_is_another_columns(make_pages: MakePages) -> None:
    page = make_pages(lambda canvas: _draw(canvas, unit="", labels=95, title="2022"))[0]
    assert "2022" not in [caption for table in find_tables(page) for caption in table.captions]


def test_units_stand_behind_titles() -> None:
    captions = ["Unit: tonnes", "Waste by type", "（万元）", "", "x" * 90]
    assert titles_first(captions, 80) == ["Waste by type", "Unit: tonnes", "（万元）"]
    assert not names_unit("united states")


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("人民币百万元,百分比除外", True),
        ("(人民币百万元,百分比除外)", True),
        ("RMB million, except percentages", True),
        ("人民币百万元,同比增长", False),
        ("员工人数,百分比除外", False),
    ],
)
def test_a_unit_may_say_what_it_is_not_of(line: str, is_one: bool) -> None:
    assert names_unit(line) is is_one


@pytest.mark.parametrize(
    "line",
    [
        "万元,每股收益除外",
        "吨(比率除外)",
        "万元(除特别注明外)",
        "百万元;另有注明者除外",
        "RMB million unless otherwise stated",
    ],
)
def test_a_unit_but_for_some_rows_is_one(line: str) -> None:
    assert names_unit(line)


@pytest.mark.parametrize(
    "line",
    [
        "百分比除外",
        "员工,百分比除外",
        "except percentages",
        "All employees, except contractors",
        "Water, unless otherwise stated",
        "RMB million, except percentages. The rest",
    ],
)
def test_an_exception_from_something_else_is_no_unit(line: str) -> None:
    assert not names_unit(line)
