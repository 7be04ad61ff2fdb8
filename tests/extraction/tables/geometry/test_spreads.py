"""Two pages of a report on one page of its PDF."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from cnesg.extraction.tables import find_tables
from cnesg.text import Page, read_document


def spread(path: Path, *, crossed: bool) -> Page:
    canvas = Canvas(str(path), pagesize=(1000, 500), invariant=1)
    canvas.setFont("Helvetica", 9)
    for number in range(6):
        canvas.drawString(60, 400 - 20 * number, "A line of prose on the left page, which says nothing")
    for number, (label, value) in enumerate((("Electricity", "520"), ("Water", "310"), ("Waste", "41"))):
        canvas.drawString(540, 400 - 20 * number, label)
        canvas.drawRightString(900, 400 - 20 * number, value)
    canvas.drawString(540, 420, "Environment")
    if crossed:
        canvas.drawString(450, 450, "A title that stands across the middle of it all")
    canvas.save()
    (page,) = read_document(path).pages()
    return page


def test_labels_end_at_the_middle_of_a_spread(tmp_path: Path) -> None:
    (table,) = find_tables(spread(tmp_path / "a.pdf", crossed=False))
    assert [row.label for row in table.rows] == ["Electricity", "Water", "Waste"]
    assert table.bbox[0] > 500


def test_a_column_of_units_right_of_the_middle_begins_no_second_page(tmp_path: Path) -> None:
    path = tmp_path / "wide.pdf"
    canvas = Canvas(str(path), pagesize=(1000, 500), invariant=1)
    canvas.setFont("Helvetica", 9)
    labels = ("Electricity", "Steam", "Heating", "Cooling", "Natural gas")
    for number, label in enumerate(labels):
        canvas.drawString(60, 400 - 20 * number, label)
        canvas.drawString(530, 400 - 20 * number, "MWh")
        for column in range(2):
            canvas.drawRightString(800 + 100 * column, 400 - 20 * number, str(520 + 7 * number + column))
    for column, year in enumerate(("2023", "2022")):
        canvas.drawRightString(800 + 100 * column, 420, year)
    canvas.save()
    (page,) = read_document(path).pages()
    (table,) = find_tables(page)
    assert [row.label for row in table.rows] == list(labels)
