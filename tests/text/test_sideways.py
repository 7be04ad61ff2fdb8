"""Pages whose text runs up or down."""

from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from cnesg.text import Page, read_document
from cnesg.text.sideways import upright

ROWS = (("Indicator", "2022", "2023"), ("Water use (m3)", "1,234", "1,300"), ("Waste (t)", "55", "61"))


def page_of(path: Path, turn: int, *, flagged: bool = False) -> Page:
    canvas = Canvas(str(path), pagesize=(600, 800), invariant=1)
    canvas.drawString(50, 400, "Cover of the report of the year 2023")
    canvas.showPage()
    wide, high = (800, 600) if flagged else (600, 800)
    if flagged:
        canvas.setPageRotation(90 if turn == 90 else 270)
    canvas.translate(*((wide, 0) if turn == 90 else (0, high)))
    canvas.rotate(turn)
    canvas.rect(40, 440, 450, 80)
    for number, row in enumerate(ROWS):
        for x, text in zip((50, 300, 400), row, strict=True):
            canvas.drawString(x, 500 - 20 * number, text)
    canvas.save()
    return list(read_document(path).pages())[1]


@pytest.mark.parametrize(("turn", "reads"), [(90, "up"), (-90, "down")])
def test_rows_are_lines_and_boxes_stay_on_the_page(tmp_path: Path, turn: int, reads: str) -> None:
    page = page_of(tmp_path / "turned.pdf", turn)
    assert page.turn == reads
    assert [line.text for line in page.lines] == [" ".join(row) for row in ROWS]
    boxes = [line.bbox for line in page.lines]
    assert all(b is not None and b[3] - b[1] > 3 * (b[2] - b[0]) and b[2] <= 600 and b[3] <= 800 for b in boxes)


@pytest.mark.parametrize("turn", [90, -90])
def test_upright_turns_the_page_so_that_rows_run_across(tmp_path: Path, turn: int) -> None:
    page = upright(page_of(tmp_path / "turned.pdf", turn))
    assert (page.width, page.height, page.turn) == (800, 600, None)
    tops = [line.bbox[1] for line in page.lines if line.bbox]
    assert tops == sorted(tops)
    first = page.lines[0].words
    lefts = [w.bbox[0] for w in first if w.bbox]
    assert lefts == pytest.approx([50, 300, 400], abs=3)
    (box,) = page.areas
    assert (box[0], box[2] - box[0], box[3] - box[1]) == pytest.approx((40, 450, 80), abs=2)
    assert all(line.bbox and box[1] < line.bbox[1] and line.bbox[3] < box[3] for line in page.lines)


@pytest.mark.parametrize("turn", [90, -90])
def test_words_of_a_page_turned_by_its_flag_are_as_high_as_their_letters(tmp_path: Path, turn: int) -> None:
    page = page_of(tmp_path / "flagged.pdf", turn, flagged=True)
    assert page.turn is None
    heights: list[Any] = [w.height for line in page.lines for w in line.words]
    assert max(heights) == pytest.approx(min(heights), abs=0.01)
    assert 10 < heights[0] < 18
