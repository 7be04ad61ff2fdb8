"""What sections answer of a standard heads no column; what stands above a table is its title."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.geometry.headers import captions_above, split_above, without_counting, without_counts
from cnesg.extraction.tables.geometry.layout import Slot
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Line, Page, Word

MakePages = Callable[..., list[Page]]
PROSE = "We have counted everybody who was employed at the end of the year."


def names_none(_: str) -> bool:
    return False


@pytest.mark.parametrize(
    "section",
    ["302-1 Energy consumption", "GRI 305-2 Emissions", "401-1 Leavers", "GRI 302-1: Energy", "GRI 302-1 能源"],
)
def test_a_disclosure_over_a_head_is_left_out(section: str) -> None:
    assert list(without_counts((section, "2023"))) == ["2023"]
    assert list(without_counting((section, "2023"), names_none)) == ["2023"]


@pytest.mark.parametrize("headers", [("302-1 Energy consumption",), ("Offices", "2023"), ("Site 302-1", "2023")])
def test_other_heads_and_one_alone_are_kept(headers: tuple[str, ...]) -> None:
    assert tuple(without_counts(headers)) == headers
    assert tuple(without_counting(headers, names_none)) == headers


def test_a_disclosure_names_no_metric_of_those_counted() -> None:
    def names(text: str) -> bool:
        return "Leavers" in text

    assert list(without_counting(("401-1 Leavers", "Headcount"), names)) == ["Headcount"]
    assert list(without_counting(("401-1 Turnover", "Leavers", "Headcount"), names)) == ["Leavers"]


def above_box(*lines: tuple[str, float, float]) -> tuple[str, ...]:
    """The captions above a box at 200, of lines with their upper edge and the height of their characters."""
    drawn = [
        Line(text, number, 1, (Word(text, 0, (60.0, top, 60 + 4.5 * len(text), top + height), height),))
        for number, (text, top, height) in enumerate(lines, 1)
    ]
    return captions_above(Page(1, 600, 800, tuple(drawn)), (50.0, 200.0, 400.0, 300.0), 0.0)


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_few_lines_of_text_may_stand_between_a_heading_and_its_box(lines: int) -> None:
    prose = [(PROSE, 184 - 12.0 * n, 9.0) for n in range(lines)]
    top = 182 - 12.0 * lines
    found = above_box(("Our people", top - 18, 14.0), ("Staff by region", top, 12.0), *prose)
    assert found == ("Staff by region", "Our people")


@pytest.mark.parametrize(
    ("heading", "prose"),
    [
        (("Staff by region", 160.0, 9.0), [(PROSE, 180.0, 9.0)]),  # no larger than the text
        (("Staff by region", 100.0, 12.0), [(PROSE, 184.0, 9.0)]),  # far above it
        (("Staff by region", 134.0, 12.0), [(PROSE, 184 - 12.0 * n, 9.0) for n in range(4)]),  # a paragraph
    ],
)
def test_another_line_above_the_text_is_no_heading_of_the_box(
    heading: tuple[str, float, float], prose: list[tuple[str, float, float]]
) -> None:
    assert above_box(heading, *prose) == ()


def test_text_above_a_caption_ends_the_captions() -> None:
    assert above_box(("Staff by region", 152.0, 12.0), (PROSE, 168.0, 9.0), ("Unit: persons", 184.0, 9.0)) == (
        "Unit: persons",
    )


def titled_table(canvas: Any, title: str, middle: float) -> None:
    """Years, below them a title with its middle at an x, below this two rows from 50 to 520."""
    canvas.drawString(50, 740, "Indicator")
    canvas.drawCentredString(middle, 722, title)
    for x, *texts in ((400, "2022", "812", "41"), (520, "2023", "823", "52")):
        for y, text in zip((740, 704, 688), texts, strict=True):
            canvas.drawRightString(x, y, text)
    canvas.drawString(50, 704, "Total employees")
    canvas.drawString(50, 688, "New hires")


@pytest.mark.parametrize("middle", [280.0, 285.0, 290.0])
def test_a_title_in_the_tables_middle_below_the_years_is_its_caption(make_pages: MakePages, middle: float) -> None:
    (table,) = find_tables(make_pages(lambda canvas: titled_table(canvas, "Our people", middle))[0])
    assert table.captions == ("Our people",)
    assert table.corner == ("Indicator",)
    assert [column.headers for column in table.columns] == [("2022",), ("2023",)]
    assert [(row.label, row.parents) for row in table.rows] == [("Total employees", ()), ("New hires", ())]


@pytest.mark.parametrize(("middle", "titles"), [(255.0, True), (315.0, True), (240.0, False), (330.0, False)])
def test_a_title_off_the_tables_middle_is_none_of_a_section(middle: float, titles: bool) -> None:
    def drawn(text: str, x0: float, x1: float, top: float) -> Fragment:
        return Fragment(text, text, (x0, top, x1, top + 9), 9.0, int(top), 0, kind_of(text))

    title = [drawn("Our people", middle - 22, middle + 22, 78.0)]
    years = [drawn("Indicator", 50, 85, 60.0), drawn("2022", 380, 400, 60.0), drawn("2023", 500, 520, 60.0)]
    columns = [Slot([drawn("812", 385, 400, 96.0)]), Slot([drawn("823", 505, 520, 96.0)])]
    _, captions = split_above([title, years], 96.0, (50.0, 385.0), columns, 9.0)
    assert (captions == [title]) is titles


@pytest.mark.parametrize(("middle", "heads"), [(71.5, True), (69.6, False), (73.4, False)])
def test_a_unit_in_the_middle_between_two_lines_of_heads_is_no_caption(middle: float, heads: bool) -> None:
    """单位 stands beside heads of two lines, in their middle: what is above it heads the columns too."""

    def drawn(text: str, x0: float, x1: float, top: float, height: float = 9.0) -> Fragment:
        return Fragment(text, text, (x0, top, x1, top + height), height, int(top), 0, kind_of(text))

    upper = [drawn("报告期", 375, 400, 59.0), drawn("上年度", 495, 520, 59.0)]
    lower = [drawn("数值", 385, 400, 75.0), drawn("数值", 505, 520, 75.0)]
    unit = [drawn("单位：吨", 50, 90, middle - 2.5, 5.0)]
    columns = [Slot([drawn("812", 385, 400, 96.0)]), Slot([drawn("823", 505, 520, 96.0)])]
    headers, _ = split_above([lower, unit, upper], 96.0, (50.0, 375.0), columns, 9.0)
    assert (headers == [upper, unit, lower]) is heads
