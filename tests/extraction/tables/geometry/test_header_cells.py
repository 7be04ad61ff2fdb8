"""Headers that stand so close that they read as one text."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.fragments import fragment_of
from cnesg.extraction.tables.geometry.header_cells import with_headers_apart
from cnesg.extraction.tables.geometry.layout import Slot
from cnesg.extraction.tables.geometry.titles import labels_in
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Line, Page, Word

MakePages = Callable[..., list[Page]]


def line_of(words: Sequence[tuple[str, float, float]]) -> Line:
    """A line of words, each from its left edge to its right one."""
    text = " ".join(word for word, _, _ in words)
    starts = [sum(len(word) + 1 for word, _, _ in words[:at]) for at in range(len(words))]
    placed = zip(words, starts, strict=True)
    return Line(text, 1, 1, tuple(Word(word, at, (x0, 80.0, x1, 89.0), 9.0) for (word, x0, x1), at in placed))


def columns_at(*edges: tuple[float, float]) -> list[Slot]:
    """Columns of two figures each, from their left edges to their right ones."""
    lines = (5, 6)
    return [
        Slot([Fragment("412", "412", (x0, 20.0 * n, x1, 20.0 * n + 9), 9.0, n, 0, "number") for n in lines])
        for x0, x1 in edges
    ]


def parted(words: Sequence[tuple[str, float, float]], columns: Sequence[Slot]) -> list[str]:
    """The texts of the heads that a line of words is."""
    line = line_of(words)
    return [one.text for one in with_headers_apart([fragment_of(line, line.words)], columns, {1: line})]


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


@pytest.mark.parametrize("remarks", ["Notes", "Remark", "comments", "Description", "备注", "说明"])
def test_a_head_over_remarks_is_cut_off(remarks: str) -> None:
    head = [("Emissions", 300.0, 345.0), (remarks, 349.0, 380.0)]
    assert parted(head, columns_at((230, 260), (310, 345))) == ["Emissions"]


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        ([("Other", 300.0, 325.0), ("notes", 328.0, 352.0)], ((230.0, 260.0), (300.0, 352.0))),  # over the column
        ([("Kinds", 400.0, 425.0), ("Notes", 428.0, 452.0)], ((230.0, 260.0), (310.0, 345.0))),  # right of all
        ([("Notes", 349.0, 380.0)], ((230.0, 260.0), (310.0, 345.0))),
        ([("Banknotes", 300.0, 345.0), ("used", 349.0, 380.0)], ((230.0, 260.0), (310.0, 345.0))),
    ],
)
def test_other_heads_keep_such_a_word(
    words: list[tuple[str, float, float]], columns: tuple[tuple[float, float], ...]
) -> None:
    assert parted(words, columns_at(*columns)) == [" ".join(word for word, _, _ in words)]


def test_remarks_set_close_behind_the_last_head_are_no_part_of_it(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 720, "Source")
        canvas.drawRightString(300, 720, "2022")
        canvas.drawString(336, 720, "Emissions Notes")
        for y, label, values in ((700, "Boilers", ("1,204", "1,377")), (685, "Vehicles", ("204", "277"))):
            canvas.drawString(50, y, label)
            canvas.drawString(400, y, "measured at our works")
            for x, value in zip((300, 378), values, strict=True):
                canvas.drawRightString(x, y, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [c.headers for c in table.columns] == [("2022",), ("Emissions",)]


ALIKE = [("%", 233.0, 240.0), ("change", 242.0, 270.0), ("%", 275.0, 282.0), ("change", 284.0, 312.0)]


def test_identical_heads_side_by_side_are_of_one_column_each() -> None:
    """Though they stand off the edges and the middles of their columns."""
    assert parted(ALIKE, columns_at((246, 262), (296, 330))) == ["% change", "% change"]


def test_identical_heads_are_as_many_as_the_columns_below() -> None:
    columns = columns_at((236, 244), (258, 266), (300, 308))
    assert parted(ALIKE, columns) == ["% change % change"]


def test_heads_that_differ_and_stand_off_their_columns_stay_whole() -> None:
    other = [("%", 233.0, 240.0), ("before", 242.0, 270.0), *ALIKE[2:]]
    assert parted(other, columns_at((246, 262), (296, 330))) == ["% before % change"]


@pytest.mark.parametrize("end", [310.0, 299.0])
def test_a_sentence_is_not_cut_where_but_one_part_stands_over_the_columns(end: float) -> None:
    """Its wide blank leaves one part right of what stands left of all columns: over both of them, or the first."""
    sentence = [("Staff", 50.0, 75.0), ("totals", 77.5, 105.0), ("2,755,", 107.5, 135.0), ("turnover", 137.5, 175.0)]
    sentence += [("15.4", 177.5, 195.0), ("%", 197.5, 205.0), ("。...", 214.0, end)]
    columns = columns_at((235, 255), (300, 320))
    assert parted(sentence, columns) == [" ".join(word for word, _, _ in sentence)]


def test_a_head_does_not_begin_with_its_unit() -> None:
    columns = columns_at((280.0, 300.0), (350.0, 380.0))
    assert parted([("Turnover", 262.0, 300.0), ("(%)", 306.0, 318.0), ("rate", 360.0, 380.0)], columns) == [
        "Turnover (%) rate"
    ]
    assert parted([("Men", 284.0, 300.0), ("Women", 352.0, 380.0)], columns) == ["Men", "Women"]


def test_prose_set_to_both_edges_is_no_line_of_heads() -> None:
    columns = columns_at((95.0, 120.0), (130.0, 155.0), (165.0, 190.0), (200.0, 225.0))
    edges = [(40.0, 80.0), (92.0, 120.0), (132.0, 155.0), (167.0, 190.0), (202.0, 225.0)]

    def placed(*words: str) -> list[tuple[str, float, float]]:
        return [(word, *edge) for word, edge in zip(words, edges, strict=True)]

    assert parted(placed("supplied", "water", "from", "both", "lines"), columns) == ["supplied water from both lines"]
    heads = ("Supplies", "Water", "Soil", "Food", "Lines")
    assert parted(placed(*heads), columns) == list(heads)
