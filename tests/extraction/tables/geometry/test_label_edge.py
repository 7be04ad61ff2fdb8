"""Where labels begin: left of units and codes that are drawn with the values."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.geometry.label_edge import label_edge, topics_edge
from cnesg.extraction.tables.geometry.regions import Region, rows_taken
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]


def test_labels_of_three_lines_beside_units_drawn_with_the_values(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, head in ((50, "Indicator"), (240, "2023"), (300, "2022")):
            canvas.drawString(x, 750, head)
        canvas.drawRightString(220, 750, "Unit")
        rows = [("tCO2e", "4,103", "4,121"), ("MWh", "7,946", "7,931"), ("per million hours", "0.51", "0.53")]
        for number, (unit, *values) in enumerate(rows):
            middle = 720 - 40 * number
            for line, text in enumerate((f"All that {number} tells of", "what our sites have", "used in a year")):
                canvas.drawString(50, middle + 11 - 9 * line, text)
            canvas.drawString(150, middle - 2, unit)
            for x, value in zip((260, 320), values, strict=True):
                canvas.drawRightString(x, middle - 2, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.label for row in table.rows] == [
        f"All that {n} tells of what our sites have used in a year" for n in range(3)
    ]
    assert [row.notes for row in table.rows] == [("tCO2e",), ("MWh",), ("per million hours",)]


def test_units_before_the_labels_are_units_of_their_rows(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ["Unit", "Indicator", "2023", "2022"],
            ["m3", "Water use", "1,234", "1,300"],
            ["MWh", "Electricity", "20.5", "19.5"],
            ["t", "Waste", "5", "6"],
        ]
        rows_at(canvas, rows, [50, 100, 250, 310], 720)

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.label, row.notes) for row in table.rows] == [
        ("Water use", ("m3",)),
        ("Electricity", ("MWh",)),
        ("Waste", ("t",)),
    ]


def test_names_of_groups_far_left_of_the_classes_have_a_head_on_the_line_of_years(
    make_pages: MakePages, rows_at: RowsAt
) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ["", "Category", "2023", "2022"],
            ["", "Men", "41", "43"],
            ["", "Women", "52", "58"],
            ["", "Men", "7", "8"],
            ["", "Women", "9", "6"],
        ]
        canvas.drawString(50, 720, "Indicator")
        rows_at(canvas, rows, [50, 220, 400, 470], 720)
        canvas.drawString(50, 697.5, "Employees")
        canvas.drawString(50, 667.5, "Recruits")

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.parents, row.label) for row in table.rows] == [
        (("Employees",), "Men"),
        (("Employees",), "Women"),
        (("Recruits",), "Men"),
        (("Recruits",), "Women"),
    ]


def test_codes_of_two_lines_beside_the_values_are_no_labels(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, head in ((50, "Accounting metric"), (250, "Unit of measure"), (350, "Code"), (420, "2023")):
            canvas.drawString(x, 720, head)
        rows = [("Energy consumed", "GJ", "130a.1", "47,946"), ("Water used", "m3", "140a.1", "1,529")]
        for number, (label, unit, code, value) in enumerate(rows):
            y = 695 - 25 * number
            canvas.drawString(350, y + 4.5, "RT-CH-")
            canvas.drawString(350, y - 4.5, code)
            canvas.drawString(420, y, value)
            canvas.drawString(50, y, label)
            canvas.drawString(250, y, unit)

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.label for row in table.rows] == ["Energy consumed", "Water used"]
    assert [row.notes[0] for row in table.rows] == ["GJ", "m3"]


def test_a_line_that_is_rounded_a_little_further_left_hides_no_names_of_groups(make_pages: MakePages) -> None:
    labels = ["Water withdrawn", "Electricity", "Waste of our works", "Paper", "Our employees", "Women"]

    def draw(canvas: Any) -> None:
        for x, head in ((290, "2023"), (350, "2022")):
            canvas.drawString(x, 720, head)
        for y, name in ((700, "Planet"), (628, "People")):
            canvas.drawString(50, y, name)
        for number, label in enumerate(labels):
            canvas.drawString(120, 700 - 18 * number, label)
            for x in (290, 350):
                canvas.drawString(x, 700 - 18 * number, str(100 + 7 * number))
        canvas.drawString(119.7, 655, "and offices")

    (table,) = find_tables(make_pages(draw)[0])
    labels[2] += " and offices"
    groups = ["Planet"] * 4 + ["People"] * 2
    assert [(row.parents, row.label) for row in table.rows] == [
        ((group,), label) for group, label in zip(groups, labels, strict=True)
    ]


def test_names_far_left_of_labels_below_one_head_in_the_middle_of_both_are_of_the_groups(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 9)
        for x, head in ((205, "Indicator"), (405, "2022"), (490, "2023")):
            canvas.drawCentredString(x, 750, head)
        rows = [("Men", "902", "888"), ("Women", "521", "535"), ("All", "13.2", "11.9"), ("Under 30", "20.1", "18.0")]
        rows.append(("Over 50", "9.2", "8.8"))
        for number, (label, *values) in enumerate(rows):
            canvas.drawCentredString(205, 730 - 18 * number, label)
            for x, value in zip((405, 490), values, strict=True):
                canvas.drawCentredString(x, 730 - 18 * number, value)
        canvas.drawString(40, 721, "Employees")
        canvas.drawString(40, 730 - 54, "Turnover rate")
        canvas.setFont("Helvetica", 14)
        canvas.drawString(34, 730 - 18 * 5 - 12, "Training")

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.label, row.parents) for row in table.rows] == [
        ("Men", ("Employees",)),
        ("Women", ("Employees",)),
        ("All", ("Turnover rate",)),
        ("Under 30", ("Turnover rate",)),
        ("Over 50", ("Turnover rate",)),
    ]


def fragment(text: str, x0: float, y0: float, line: int, kind: str) -> Fragment:
    return Fragment(text, text, (x0, y0, x0 + 5.0 * len(text), y0 + 9), 9.0, line, 0, kind)


def test_rows_of_ages_reach_from_their_labels_to_their_last_value() -> None:
    values = [fragment(text, 385.0, 100.0 + 18 * n, n, "number") for n, text in enumerate(("480", "811"))]
    labels = [fragment(text, 190.0, 100.0 + 18 * n, n, "text") for n, text in enumerate(("30-50岁", "51岁以上"))]

    assert rows_taken([Region(values)], labels) == [(190.0, 100.0, 400.0, 127.0)]


def rows_of(labels: list[tuple[str, float, float]]) -> list[tuple[float, float, float, float]]:
    """Where two rows stand, at 100 and 130, whose labels are drawn apart from their values."""
    values = [fragment(text, 385.0, 100.0 + 30 * n, n, "number") for n, text in enumerate(("480", "811"))]
    texts = [fragment(text, x0, y0, 10 + n, "text") for n, (text, x0, y0) in enumerate(labels)]
    return rows_taken([Region(values)], texts)


def test_rows_begin_at_labels_that_stand_a_little_higher_or_lower_than_their_values() -> None:
    assert rows_of([("Waste of works", 190.0, 103.0), ("Water", 200.0, 127.0)]) == [(190.0, 100.0, 400.0, 139.0)]


def test_of_texts_beside_a_row_the_nearest_is_its_label() -> None:
    labels = [("Prose on the left", 40.0, 102.0), ("Waste of works", 190.0, 103.0), ("Water", 200.0, 127.0)]
    assert rows_of(labels) == [(190.0, 100.0, 400.0, 139.0)]


def test_rows_one_of_which_has_no_label_begin_at_their_values() -> None:
    assert rows_of([("Waste of works", 190.0, 103.0)]) == [(385.0, 100.0, 400.0, 139.0)]
    assert rows_of([("Waste of works", 190.0, 103.0), ("Water", 200.0, 121.0)]) == [(385.0, 100.0, 400.0, 139.0)]


def test_names_of_groups_far_from_their_labels_are_of_the_table(make_pages: MakePages) -> None:
    """Without rulings and heads of their own, in a table that takes the page's width."""

    def draw(canvas: Any) -> None:
        canvas.drawString(50, 740, "Annual turnover rate")
        canvas.drawRightString(500, 720, "2023")
        groups = {"By gender": ["Male", "Female"], "By age": ["Under 30", "30 to 50", "Over 50"]}
        y = 700.0
        for name, labels in groups.items():
            canvas.drawString(50, y - 7.5 * (len(labels) - 1), name)
            for label in labels:
                canvas.drawString(190, y, label)
                canvas.drawRightString(500, y, f"{y / 10:.1f}%")
                y -= 15

    (table,) = find_tables(make_pages(draw)[0])
    assert table.captions == ("Annual turnover rate",)
    assert [row.parents for row in table.rows] == [("By gender",)] * 2 + [("By age",)] * 3


def test_a_head_in_the_middle_over_names_and_labels_begins_no_labels() -> None:
    """It stands between the column of names and that of the labels, and reaches over these."""
    values = [fragment(str(400 + n), 300.0, 100.0 + 18 * n, n, "number") for n in range(6)]
    texts = [fragment(f"Label {n}", 120.0, 100.0 + 18 * n, n, "text") for n in range(6)]
    texts += [fragment(name, 60.0, y0, 20, "text") for name, y0 in (("Staff", 118.0), ("Leavers", 172.0))]
    texts += [fragment("Indicator", 98.0, 82.0, 30, "text"), fragment("2023", 298.0, 82.0, 30, "year")]

    assert label_edge(Region(values), 0.0, texts) == 60


def test_a_title_set_out_a_little_begins_the_labels_where_no_names_stand_left_of_them() -> None:
    values = [fragment(str(400 + n), 300.0, 100.0 + 18 * n, n, "number") for n in range(6)]
    texts = [fragment(f"Label {n}", 120.0, 100.0 + 18 * n, n, "text") for n in range(6)]
    texts += [fragment("Indicator", 98.0, 82.0, 30, "text"), fragment("2023", 298.0, 82.0, 30, "year")]

    assert label_edge(Region(values), 0.0, texts) == 98


def topics_edge_of(name: str, x0: float, y0: float = 109.0) -> float:
    """Where a table begins whose head `Topic` stands at 60 over a name, left of labels and four rows of values."""
    values = [fragment(str(400 + n), 300.0, 100.0 + 18 * n, n, "number") for n in range(4)]
    texts = [fragment(f"Label {n}", 150.0, 100.0 + 18 * n, n, "text") for n in range(4)]
    texts += [fragment("Topic", 60.0, 82.0, 30, "text"), fragment("2023", 298.0, 82.0, 30, "year")]
    return topics_edge(Region(values), [*texts, fragment(name, x0, y0, 20, "text")])


def test_a_head_in_the_middle_over_the_names_of_topics_does_not_begin_the_table() -> None:
    assert topics_edge_of("Our people at work", 40.0) == 0


def test_a_head_at_the_edge_of_the_names_of_topics_begins_it() -> None:
    assert topics_edge_of("Our people at work", 60.0) == 59.5
    assert topics_edge_of("Our people at work", 58.0) == 59.5  # drawn a little off
    assert topics_edge_of("Side", 40.0) == 59.5  # ends left of the head's end: of another column
    assert topics_edge_of("Our people at work", 40.0, 20.0) == 59.5  # above the rows
    assert topics_edge_of("A text that goes on and on below it over all columns of the table", 40.0) == 59.5
