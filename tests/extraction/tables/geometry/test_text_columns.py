"""Pages in columns of prose: each column has its own tables, and what is set across has its heads and titles."""

from collections.abc import Callable, Sequence
from typing import Any

from cnesg.extraction.tables import Table, find_tables
from cnesg.extraction.tables.geometry.text_columns import text_columns
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
LEFT, RIGHT = 40.0, 310.0
PROSE = [
    "Our teams look at how each site uses water, energy and",
    "materials, and what became of earlier projects. Those who",
    "took part said that it helped them in their daily work, and",
    "it will be extended to further sites in the coming year.",
    "Leaders are measured by what they change after surveys,",
    "and the best ideas are shared across all of the sites.",
]
WATER = [("Water withdrawn", "812", "790"), ("Water discharged", "604", "588"), ("Water recycled", "97", "90")]


def prose(canvas: Any, x: float, top: float, lines: Sequence[str] = PROSE) -> None:
    for number, line in enumerate(lines):
        canvas.drawString(x, top - 11 * number, line)


def table(canvas: Any, x: float, top: float, lines: Sequence[tuple[str, str, str]] = WATER, width: float = 230) -> None:
    for number, cells in enumerate([("", "2023", "2022"), *lines]):
        y = top - 15 * number
        canvas.drawString(x, y, cells[0])
        canvas.drawRightString(x + width - 60, y, cells[1])
        canvas.drawRightString(x + width, y, cells[2])


def read(page: Page) -> list[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    return [(tuple(c.headers[-1] for c in one.columns), labelled(one)) for one in find_tables(page)]


def labelled(one: Table) -> list[tuple[str, ...]]:
    return [(row.label, *(cell.text for cell in row.cells if cell is not None)) for row in one.rows]


def test_a_table_in_a_column_ends_at_the_gutter(make_pages: MakePages) -> None:
    """Numbers of the prose beside it stand at the height of its rows, at the edge of justified lines."""

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 8)
        prose(canvas, LEFT, 760)
        table(canvas, LEFT, 680)
        said = [
            "of cardboard and paper, and of glass bottles some",
            "tonnes were taken back by those who sell them, up",
        ]
        prose(canvas, RIGHT, 760, [*PROSE, *said, *PROSE])
        canvas.drawRightString(548, 694, "71.3")
        canvas.drawRightString(548, 683, "18.2")

    (page,) = make_pages(draw)
    assert len(text_columns(page)) > 1
    assert read(page) == [(("2023", "2022"), [tuple(line) for line in WATER])]


def test_columns_are_read_one_after_the_other(make_pages: MakePages) -> None:
    waste = [("Hazardous waste", "31", "29"), ("Other waste", "60", "58")]

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 8)
        prose(canvas, LEFT, 760)
        table(canvas, LEFT, 600)
        prose(canvas, RIGHT, 660)
        table(canvas, RIGHT, 760, waste)

    (page,) = make_pages(draw)
    assert [lines for _, lines in read(page)] == [[tuple(line) for line in WATER], waste]


def test_a_table_across_the_gutter_keeps_its_title_and_years(make_pages: MakePages) -> None:
    """Its title and its years stand on one side of the gutter each, as if they were of the columns above."""

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 8)
        prose(canvas, LEFT, 760)
        prose(canvas, RIGHT, 760)
        canvas.drawString(LEFT, 680, "Water in thousand cubic metres")
        for number, cells in enumerate(WATER):
            canvas.drawString(
                LEFT, 648 - 15 * number, f"{cells[0]} at all sites that we run, with those on land leased"
            )
            canvas.drawRightString(460, 648 - 15 * number, cells[1])
            canvas.drawRightString(540, 648 - 15 * number, cells[2])
        canvas.drawRightString(460, 662, "2023")
        canvas.drawRightString(540, 662, "2022")

    (found,) = find_tables(make_pages(draw)[0])
    assert found.captions[:1] == ("Water in thousand cubic metres",)
    assert [column.headers for column in found.columns] == [("2023",), ("2022",)]
    assert [len(row.cells) for row in found.rows] == [2, 2, 2]


def test_a_table_beside_prose_is_parted_from_it(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 8)
        table(canvas, LEFT, 760)
        prose(canvas, RIGHT, 764)

    (page,) = make_pages(draw)
    assert [len(part.lines) for part in text_columns(page)] == [4, 6]
    assert read(page) == [(("2023", "2022"), [tuple(line) for line in WATER])]


def test_remarks_behind_figures_and_long_labels_are_no_columns(make_pages: MakePages) -> None:
    """Figures stand between the lines of both and what would be a gutter."""
    labels = [
        "Energy that we bought from others and used in",
        "our own plants, among it what was lost on the",
        "way to them",
    ]
    remarks = [
        "it rose with what we made and fell with what",
        "we saved, as the plant in the north was closed",
        "for repairs",
    ]

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 8)
        for x, text in ((270.0, "2023"), (330.0, "2022")):
            canvas.drawRightString(x, 770, text)
        for row in range(3):
            y = 752 - 40 * row
            for number, (label, remark) in enumerate(zip(labels, remarks, strict=True)):
                canvas.drawString(LEFT, y - 10 * number, label)
                canvas.drawString(350, y - 10 * number, remark)
            canvas.drawRightString(270, y - 10, f"{812 + row}")
            canvas.drawRightString(330, y - 10, f"{790 + row}")

    (page,) = make_pages(draw)
    assert text_columns(page) == [page]


def test_a_title_and_its_unit_right_above_what_stands_across_are_of_it(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 8)
        prose(canvas, LEFT, 760)
        prose(canvas, RIGHT, 760)
        canvas.drawString(LEFT, 680, "Water by use")
        canvas.drawString(LEFT, 668, "Unit: 10,000 tonnes")
        table(canvas, LEFT, 650, width=500)
        canvas.drawString(
            LEFT, 590, "Notes to the table, which are set across both columns of the page as the table above is."
        )

    (one,) = find_tables(make_pages(draw)[0])
    assert one.captions == ("Unit: 10,000 tonnes", "Water by use")


def test_figures_with_labels_below_are_a_column_beside_prose(make_pages: MakePages) -> None:
    """Lines of the prose were labels of the figures that stand beside them."""

    def draw(canvas: Any) -> None:
        for number in range(12):
            canvas.drawString(40, 700 - 12 * number, "and we work with those who supply us so that")
        for number, (figure, label) in enumerate((("126", "Complaints received"), ("642", "Hazardous waste (t)"))):
            canvas.setFont("Helvetica-Bold", 12)
            canvas.drawString(330, 690 - 60 * number, figure)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(330, 677 - 60 * number, label)

    (page,) = make_pages(draw)
    parts = text_columns(page)
    assert ["126", "Complaints received", "642", "Hazardous waste (t)"] in [
        [line.text for line in part.lines] for part in parts
    ]
