"""Words, lines and drawings of a PDF page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from cnesg.text import Line, Page, Word, read_document

MakePdf = Callable[..., Path]
Box = tuple[float, float, float, float]
FILL = "Some words so that the page has a text layer worth the name"


def box(placed: Line | Word) -> Box:
    assert placed.bbox is not None
    return placed.bbox


def read_page(path: Path) -> Page:
    (page,) = read_document(path).pages()
    return page


def texts(page: Page) -> list[str]:
    return [line.text for line in page.lines]


def test_words_have_offsets_and_boxes_from_the_top_left(make_pdf: MakePdf) -> None:
    page = read_page(make_pdf(lambda c: c.drawString(50, 200, "Water used 1,234 tonnes, a full line")))
    line = page.lines[0]
    assert (page.width, page.height) == (400, 300)
    assert all(line.text[w.start : w.start + len(w.text)] == w.text for w in line.words)
    number = next(w for w in line.words if w.text == "1,234")
    assert number.bbox == line.box_of(line.text.index("1,234"), line.text.index("1,234") + 5)
    x0, y0, x1, y1 = box(number)
    # the number starts after "Water used "; its base line stands 300 - 200 = 100 points from the top
    assert x0 == pytest.approx(50 + stringWidth("Water used ", "Helvetica", 10), abs=0.5)
    assert y0 < 100 - 7 < 100 < y1
    assert y1 - y0 == pytest.approx(number.height, abs=0.05)
    assert x1 - x0 == pytest.approx(25, abs=0.5)  # 4 digits of 5.56 points and a comma of 2.78


def test_numbers_inside_chinese_are_words_of_their_own(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(50, 200, "员工总数为1,234人，女性占40.5%")

    line = read_page(make_pdf(draw)).lines[0]
    assert line.text == "员工总数为1,234人，女性占40.5%"
    assert [w.text for w in line.words] == ["员工总数为", "1,234", "人，女性占", "40.5%"]
    assert box(line.words[1])[2] - box(line.words[1])[0] < 40


def draw_with_mark(
    canvas: Any, before: str, mark: str, rise: float, gap: float = 0.0, after: str = "", size: float = 6
) -> None:
    canvas.drawString(50, 250, FILL)
    text = canvas.beginText(50, 200)
    text.setFont("Helvetica", 10)
    text.textOut(before)
    if gap:
        text.moveCursor(canvas.stringWidth(before, "Helvetica", 10) + gap, 0)
    text.setFont("Helvetica", size)
    text.setRise(rise)
    text.textOut(mark)
    text.setFont("Helvetica", 10)
    text.setRise(0)
    text.textOut(after)
    canvas.drawText(text)


def test_marks_as_a_browser_sets_them_are_not_digits(make_pdf: MakePdf) -> None:
    page = read_page(make_pdf(lambda c: draw_with_mark(c, "2022", "4", 3.5, size=8.33)))
    assert texts(page)[1] == "2022"


@pytest.mark.parametrize(
    ("before", "mark", "rise", "gap", "read"),
    [
        ("63.0", "4", 4, 0, "63.0"),
        ("63.0", "1,2", 4, 0, "63.0"),
        ("63.0", "4", 4, 2, "63.0"),
        ("12%", "b", 4, 0, "12%"),
        ("63.0", "a,b", 4, 0, "63.0"),
        ("employees", "3", 4, 0, "employees"),
        ("m", "3", 4, 0, "m3"),
        ("km", "2", 4, 0, "km2"),
        ("CO", "2", -2, 0, "CO2"),
        ("63.0", "4", 0, 0, "63.04"),
    ],
)
def test_raised_footnote_marks_are_not_digits(
    make_pdf: MakePdf, before: str, mark: str, rise: float, gap: float, read: str
) -> None:
    page = read_page(make_pdf(lambda c: draw_with_mark(c, before, mark, rise, gap)))
    assert texts(page)[1] == read


def test_unicode_superscripts_after_numbers_are_marks(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 250, FILL)
        canvas.drawString(50, 200, "Total 63.0\u00b2 and 5 m\u00b2")

    assert texts(read_page(make_pdf(draw)))[1] == "Total 63.0 and 5 m\u00b2"


def test_circled_digits_after_numbers_are_marks(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 250, FILL)
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(50, 200, "2,918.00\u2460")

    assert texts(read_page(make_pdf(draw)))[1] == "2,918.00"


def test_columns_of_prose_stay_apart(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        for x, name in ((50, "left"), (220, "right")):
            for row in range(3):
                canvas.drawString(x, 200 - 12 * row, f"{name} column line {row}")

    assert texts(read_page(make_pdf(draw))) == [
        *(f"left column line {row}" for row in range(3)),
        *(f"right column line {row}" for row in range(3)),
    ]


def test_cells_of_a_row_drawn_one_after_the_other_are_one_line(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        for row, (label, *numbers) in enumerate([("Water use", "12", "15"), ("Energy use", "1,200", "1,300")]):
            canvas.drawString(50, 200 - 15 * row, label)
            for column, number in enumerate(numbers):
                canvas.drawRightString(250 + 60 * column, 200 - 15 * row, number)

    assert texts(read_page(make_pdf(draw))) == ["Water use 12 15", "Energy use 1,200 1,300"]


def test_justified_chinese_has_no_blanks(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(50, 250, "公司二零二三年度环境报告")
        for index, character in enumerate("统的投资和运行费"):
            canvas.drawString(50 + 14 * index, 200, character)

    assert texts(read_page(make_pdf(draw)))[1] == "统的投资和运行费"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_follow_the_rotation_of_the_page(make_pdf: MakePdf, rotation: int) -> None:
    def draw(canvas: Any) -> None:
        canvas.setPageRotation(rotation)
        width, height = canvas._pagesize
        # turn the drawing against the page, so that a reader sees it upright with its foot at 60, 100 from the top left
        across, down = 60, 100
        x, y = {
            0: (across, height - down),
            90: (down, across),
            180: (width - across, down),
            270: (width - down, height - across),
        }[rotation]
        canvas.translate(x, y)
        canvas.rotate(rotation)
        canvas.drawString(0, 0, "Water used 1,234 tonnes")
        canvas.rect(0, -10, 100, 2, stroke=0, fill=1)

    path = make_pdf(draw, size=(400, 400))
    page = read_page(path)
    assert texts(page) == ["Water used 1,234 tonnes"]
    x0, y0, x1, y1 = box(page.lines[0])
    assert (x0, y1) == pytest.approx((60, 100), abs=3)
    assert x1 - x0 > 90
    assert y1 - y0 < 15
    assert page.rulings[0] == pytest.approx((60, 108, 160, 110), abs=1)


@pytest.mark.parametrize("turn", [90, -90])
def test_sideways_text_is_a_line(make_pdf: MakePdf, turn: int) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 250, FILL)
        canvas.translate(20, 150)
        canvas.rotate(turn)
        canvas.drawString(0, 0, "Annual sustainability report")

    assert texts(read_page(make_pdf(draw)))[1] == "Annual sustainability report"


def test_crop_box_is_the_page(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        canvas.setCropBox((40, 20, 400, 280))
        canvas.drawString(60, 200, FILL[:30])

    page = read_page(make_pdf(draw))
    assert (page.width, page.height) == (360, 260)
    assert box(page.lines[0])[0] == pytest.approx(60 - 40, abs=1)
    assert box(page.lines[0])[3] == pytest.approx(280 - 200, abs=4)


def test_rulings_are_lines_and_box_edges(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 280, FILL)
        canvas.setLineWidth(0.5)
        canvas.line(50, 200, 250, 200)
        canvas.rect(50, 100, 100, 50, stroke=1, fill=0)
        canvas.setFillGray(0.9)
        canvas.rect(200, 100, 100, 50, stroke=0, fill=1)  # a background, no line

    page = read_page(make_pdf(draw))
    assert len(page.rulings) == 1 + 4
    line = page.rulings[0]
    assert line[0] == pytest.approx(50, abs=1)
    assert line[2] == pytest.approx(250, abs=1)
    assert line[1] == pytest.approx(100, abs=1)
    assert (50, 150, 50, 200) in [tuple(round(v) for v in edge) for edge in page.rulings]


def test_rulings_inside_forms_stand_where_they_are_seen(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 280, FILL)
        canvas.beginForm("grid")
        canvas.line(0, 0, 100, 0)
        canvas.endForm()
        canvas.translate(30, 40)
        canvas.doForm("grid")

    (line,) = read_page(make_pdf(draw)).rulings
    assert line[0] == pytest.approx(30, abs=1)
    assert line[2] == pytest.approx(130, abs=1)
    assert line[3] == pytest.approx(300 - 40, abs=1)


def test_image_share(make_pdf: MakePdf, tmp_path: Path) -> None:
    from PIL import Image

    picture = tmp_path / "p.png"
    Image.new("RGB", (10, 10), "red").save(picture)

    def draw(canvas: Any) -> None:
        canvas.drawString(50, 280, FILL)
        canvas.drawImage(str(picture), 0, 0, width=200, height=150)

    # 200 x 150 of 400 x 300: a quarter
    assert read_page(make_pdf(draw)).image_share == pytest.approx(0.25, abs=0.01)


def squares(canvas: Any, count: int) -> None:
    canvas.drawString(50, 280, FILL)
    for number in range(count):
        canvas.setFillColorRGB(*((0.1, 0.2, 0.7) if number % 2 else (0.8, 0.3, 0.1)))
        canvas.rect(20 + 9 * (number % 40), 10 + 9 * (number // 40), 6, 6, stroke=0, fill=1)
    for number in range(2):
        canvas.setFillColorRGB(*((0.1, 0.2, 0.7) if number else (0.8, 0.3, 0.1)))
        canvas.rect(100 + 50 * number, 220, 40, 40, stroke=0, fill=1)


def test_shapes_in_the_colours_of_small_squares_are_kept(make_pdf: MakePdf) -> None:
    page = read_page(make_pdf(lambda canvas: squares(canvas, 2)))
    assert sorted((shape.is_key, shape.colour) for shape in page.shapes) == [
        (False, (26, 51, 179)), (False, (204, 77, 26)), (True, (26, 51, 179)), (True, (204, 77, 26)),
    ]  # fmt: skip
    assert all(shape.is_rectangle for shape in page.shapes)
    assert [shape.area for shape in page.shapes if shape.is_key] == pytest.approx([36, 36])


def test_an_ornament_of_many_squares_is_no_chart(make_pdf: MakePdf) -> None:
    assert read_page(make_pdf(lambda canvas: squares(canvas, 800))).shapes == ()


def test_areas_that_may_hold_text_are_kept_and_the_ground_of_the_page_is_not(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFillGray(0.95)
        canvas.rect(0, 0, 400, 300, fill=1, stroke=0)  # the page
        canvas.setFillGray(0.8)
        canvas.rect(50, 100, 150, 80, fill=1, stroke=0)
        canvas.roundRect(220, 100, 150, 80, 8, fill=0, stroke=1)
        canvas.rect(50, 40, 300, 12, fill=1, stroke=0)  # a stripe behind a row
        canvas.setFillGray(0)
        canvas.drawString(60, 150, FILL)

    page = read_page(make_pdf(draw))
    assert [tuple(round(side) for side in one) for one in page.areas] == [(50, 120, 200, 200), (219, 119, 371, 201)]
