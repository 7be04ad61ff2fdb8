"""Notes in sentences beside large figures: they name no figure and head no group. All figures are invented."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.fragments import page_fragments
from cnesg.extraction.tables.tiles.large_figures import find_tiles
from cnesg.extraction.tables.tiles.told import told_texts
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
NOTE = ("Sites report through one system, and an", "independent party checks a sample of it.")
TILES = [("1,204", "Customer complaints"), ("9.8%", "Staff turnover"), ("0.42", "Fatality rate")]


def draw_tiles(canvas: Any) -> None:
    for number, (figure, label) in enumerate(TILES):
        x = 40 + 190 * number
        canvas.setFont("Helvetica", 9)
        canvas.drawString(x, 700, label)
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(x, 678, figure)
        canvas.setFont("Helvetica", 9)
        for line, text in enumerate(NOTE):
            canvas.drawString(x, 664 - 11 * line, text)


def test_a_note_below_figures_is_no_label_of_theirs(make_pages: MakePages) -> None:
    (page,) = make_pages(draw_tiles)
    tables = [tile.table for tile in find_tiles(page, find_tables(page)) if tile.table]
    assert [(one.rows[0].cells[0].text, one.rows[0].label) for one in tables if one.rows[0].cells[0]] == TILES


def test_the_lines_that_lead_to_the_end_of_a_sentence_are_told(make_pages: MakePages) -> None:
    (page,) = make_pages(draw_tiles)
    texts = [f for line in page_fragments(page) for f in line if f.kind == "text"]
    told = told_texts(texts)
    assert {t.text for t in texts if id(t) in told} == set(NOTE)


def test_a_paragraph_over_figures_is_no_title_of_them(make_pages: MakePages) -> None:
    """Its year would be theirs: turnover was 21.4% in 2021."""

    def draw(canvas: Any) -> None:
        for line, text in enumerate(
            ("Turnover fell from the 21.4% of 2021, as many", "of those who had left came back to us.")
        ):
            canvas.drawString(40, 760 - 11 * line, text)
        for number, (figure, label) in enumerate(TILES):
            canvas.setFont("Helvetica-Bold", 20)
            canvas.drawString(40 + 190 * number, 700, figure)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(40 + 190 * number, 686, label)

    (page,) = make_pages(draw)
    tables = [tile.table for tile in find_tiles(page, find_tables(page)) if tile.table]
    assert [one.captions for one in tables] == [()] * 3


def test_a_label_may_end_with_a_full_stop(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(40, 700, "23.9 hours")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(40, 686, "Training hours per employee in 2023.")

    (page,) = make_pages(draw)
    (tile,) = find_tiles(page, [])
    assert tile.table is not None
    assert tile.table.rows[0].label == "Training hours per employee in 2023."


def test_what_explains_a_figure_in_smaller_type_is_not_of_its_label(make_pages: MakePages) -> None:
    told = (
        "To ensure consistent monitoring, we run",
        "periodic audits. These include specific",
        "welfare audits at all of our sites and",
        "assessments.",
    )

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(40, 700, "11,578")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(40, 686, "Hours of safety training")
        canvas.setFont("Helvetica", 8)
        for number, text in enumerate(told):
            canvas.drawString(40, 676 - 9.5 * number, text)

    (page,) = make_pages(draw)
    tile = find_tiles(page, [])[0]
    assert tile.table is not None
    assert tile.table.rows[0].label == "Hours of safety training"
