"""Headers that stand so close that they read as one text."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.geometry.titles import labels_in
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def test_headers_set_close_are_told_apart_by_the_columns_below(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 720, "Indicator")
        for x, text in ((300, "Norbay"), (348, "East Ridge"), (386, "Sanvale"), (450, "Total")):
            canvas.drawRightString(x, 720, text)
        for y, label, values in (
            (700, "Electricity (MWh)", ("1,204", "877", "2,410", "4,491")),
            (685, "Diesel (t)", ("204", "77", "410", "691")),
        ):
            canvas.drawString(50, y, label)
            for x, value in zip((300, 348, 386, 450), values, strict=True):
                canvas.drawRightString(x, y, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [c.headers for c in table.columns] == [("Norbay",), ("East Ridge",), ("Sanvale",), ("Total",)]


def test_a_header_over_several_columns_stays_whole(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawCentredString(320, 735, "Total workforce")
        for x, text in ((300, "2022"), (360, "2023")):
            canvas.drawRightString(x, 720, text)
        for y, label, values in ((700, "Managers", ("24", "27")), (685, "Operators", ("204", "210"))):
            canvas.drawString(50, y, label)
            for x, value in zip((300, 360), values, strict=True):
                canvas.drawRightString(x, y, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [c.headers for c in table.columns] == [("Total workforce", "2022"), ("Total workforce", "2023")]


def test_dates_set_close_are_headers_and_no_figures_of_a_row(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, text in ((300, "31.12.2023"), (350, "31.12.2022"), (400, "31.12.2021")):
            canvas.drawRightString(x, 720, text)
        for y, label, values in ((700, "Water (m3)", ("1,204", "1,310", "1,288")), (685, "Waste (t)", ("4", "7", "6"))):
            canvas.drawString(50, y, label)
            for x, value in zip((300, 350, 400), values, strict=True):
                canvas.drawRightString(x, y, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [c.headers for c in table.columns] == [("31.12.2023",), ("31.12.2022",), ("31.12.2021",)]


def test_short_lines_in_a_table_are_its_own(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 750, "Resources")
        for x, text in ((300, "2022"), (360, "2023")):
            canvas.drawRightString(x, 720, text)
        for y, label in ((700, "Water"), (685, "Wood"), (670, "Paper")):
            canvas.drawString(50, y, label)
            canvas.drawRightString(300, y, "1,204")
            canvas.drawRightString(360, y, "1,310")

    page = make_pages(draw)[0]
    (table,) = find_tables(page)
    inside = labels_in(table, page)
    assert {line.text.split()[0] for line in page.lines if line.number not in inside} == {"Resources"}


def test_the_head_of_the_units_parts_from_those_of_the_columns(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 720, "Indicator")
        for x, text in ((224, "Unit"), (258, "Norbay"), (296, "Sanvale"), (322, "Total")):
            canvas.drawRightString(x, 720, text)
        for y, label, unit, values in (
            (700, "Electricity", "MWh", ("1,204", "877", "2,081")),
            (685, "Diesel", "t", ("204", "77", "281")),
        ):
            canvas.drawString(50, y, label)
            canvas.drawString(180, y, unit)
            for x, value in zip((258, 296, 322), values, strict=True):
                canvas.drawRightString(x, y, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [c.headers for c in table.columns] == [("Norbay",), ("Sanvale",), ("Total",)]
