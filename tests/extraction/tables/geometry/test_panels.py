"""Tables side by side on a page, row beside row, below the same heads."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.geometry.panels import panels
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
LEFT = [("Indicator", "Unit", "2023"), ("Trained employees", "persons", "412"), ("Training spend", "USD", "23,100")]
RIGHT = [("Indicator", "Unit", "2023"), ("R&D staff", "persons", "74"), ("Patents held", "items", "31")]


def draw_rows(canvas: Any, rows: list[tuple[str, str, str]], x: float, top: float) -> None:
    for number, (label, unit, value) in enumerate(rows):
        y = top - 16 * number
        canvas.drawString(x, y, label)
        canvas.drawString(x + 130, y, unit)
        canvas.drawRightString(x + 230, y, value)


def both(canvas: Any) -> None:
    draw_rows(canvas, [*LEFT, ("Hours", "hours", "5,120")], 40, 720)
    draw_rows(canvas, [*RIGHT, ("Patents filed", "items", "9")], 310, 720)
    for y in (732, 716, 700, 684, 668):
        canvas.line(36, y, 280, y)
        canvas.line(306, y, 550, y)


def test_each_table_has_its_own_rows(make_pages: MakePages) -> None:
    tables = find_tables(make_pages(both)[0])
    assert [[row.label for row in table.rows] for table in tables] == [
        ["Trained employees", "Training spend", "Hours"],
        ["R&D staff", "Patents held", "Patents filed"],
    ]


def test_lines_drawn_over_both_are_cut(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        both(canvas)
        canvas.line(36, 640, 550, 640)

    page = make_pages(draw)[0]
    _, left, right = panels(page)
    assert max(r[2] for r in left.rulings) <= min(r[0] for r in right.rulings)


def test_a_page_with_one_table_stays(make_pages: MakePages) -> None:
    page = make_pages(lambda canvas: draw_rows(canvas, LEFT, 40, 720))[0]
    assert panels(page) == [page]


def test_years_of_two_groups_of_columns_part_nothing(make_pages: MakePages) -> None:
    """Group 2023 | Company 2023 beside one column of labels: what is right of the gutter are no rows of its own."""

    def draw(canvas: Any) -> None:
        draw_rows(canvas, [*LEFT, ("Hours", "hours", "5,120")], 40, 720)
        for number, text in enumerate(["Indicator Unit 2023", "402", "22,900", "5,020"]):
            canvas.drawRightString(500, 720 - 16 * number, text)

    page = make_pages(draw)[0]
    assert panels(page) == [page]


def test_heads_of_other_words_part_tables_with_rules_of_their_own(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        ruled_rows(canvas, [("Spain", "6,207"), ("Italy", "2,984"), ("Chile", "2,476"), ("Mexico", "1,815")], 40)
        ruled_rows(
            canvas, [("Women in management", "28"), ("Under 30", "14"), ("Aged over 50", "31"), ("Leavers", "9")], 310
        )

    _, left, right = panels(make_pages(draw)[0])
    assert [line.text.split()[0] for line in left.lines] == ["Spain", "Italy", "Chile", "Mexico"]
    assert [line.text.split()[0] for line in right.lines] == ["Women", "Under", "Aged", "Leavers"]


def test_codes_beside_a_table_part_nothing(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        ruled_rows(canvas, [("Spain", "6,207"), ("Italy", "2,984"), ("Chile", "2,476"), ("Mexico", "1,815")], 40)
        ruled_rows(canvas, [("SDG", "8"), ("SDG", "12"), ("Note", "4"), ("GRI", "403")], 310)

    page = make_pages(draw)[0]
    assert panels(page) == [page]


def ruled_rows(canvas: Any, rows: list[tuple[str, str]], x: float) -> None:
    for number, (label, value) in enumerate(rows):
        y = 720 - 16 * number
        canvas.drawString(x, y, label)
        canvas.drawRightString(x + 160, y, value)
        canvas.line(x - 4, y - 4, x + 166, y - 4)


def test_tables_below_heads_of_the_same_words_need_no_rules(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        draw_rows(canvas, [*LEFT, ("Hours", "hours", "5,120")], 40, 720)
        draw_rows(canvas, [*RIGHT, ("Patents filed", "items", "9")], 310, 720)

    _, left, right = panels(make_pages(draw)[0])
    assert "Hours" in left.lines[-1].text
    assert "Patents filed" in right.lines[-1].text


def test_a_last_row_without_a_rule_is_of_its_table(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, last in ((40, ("Peru", "1,204")), (310, ("Joiners", "12"))):
            rows = [("Spain", "6,207"), ("Italy", "2,984"), ("Chile", "2,476"), ("Mexico", "1,815")]
            ruled_rows(canvas, rows if x == 40 else [(f"Women in {label}", "28") for label, _ in rows], x)
            canvas.drawString(x, 656, last[0])
            canvas.drawRightString(x + 160, 656, last[1])

    _, left, right = panels(make_pages(draw)[0])
    assert left.lines[-1].text.split()[0] == "Peru"
    assert right.lines[-1].text.split()[0] == "Joiners"
