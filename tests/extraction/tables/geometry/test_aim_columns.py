"""Sentences in a column of targets beside one of progress. All texts are invented."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.text import Document, Page

MakePages = Callable[..., list[Page]]


def told(make_pages: MakePages, knowledge: Knowledge, left: str, right: str) -> set[tuple[float, int, str]]:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 780, "What we set out to do, and how far we have come so far this year.")
        for x, lines in (
            (50, (left, "Send 90% of our waste to be recycled.")),
            (320, (right, "In all, 71% of our waste was recycled.")),
        ):
            for number, text in enumerate(lines):
                canvas.drawString(x, 740 - 22 * number, text)
        canvas.drawString(50, 640, "Recycling at the new plant began, and 64% of its waste was recycled.")

    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
    rows = extract_quantities(document, knowledge, year=2023)
    return {(row.value, row.year, row.value_kind) for row in rows if row.metric == "waste_recycling_rate"}


def test_what_stands_below_target_is_aimed_at(make_pages: MakePages, knowledge: Knowledge) -> None:
    rows = told(make_pages, knowledge, "Targets for 2030", "Progress in 2023")
    assert rows >= {(90, 2030, "target"), (64, 2023, "actual")}


def test_without_such_heads_nothing_is(make_pages: MakePages, knowledge: Knowledge) -> None:
    rows = told(make_pages, knowledge, "Plants", "Offices")
    assert (90, 2023, "actual") in rows


def test_rows_far_below_their_head_are_aims_too(make_pages: MakePages, knowledge: Knowledge) -> None:
    rows = (
        ("Safety", "The lost time injury rate is 0.4.", "The year's work went on."),
        ("Waste", "A recycling rate of 90% for waste.", "In all, 71% of our waste was recycled."),
    )

    def draw(canvas: Any) -> None:
        canvas.drawString(50, 780, "What we set out to do, and how far we have come so far this year.")
        canvas.drawString(120, 740, "Targets")
        canvas.drawString(330, 740, "Progress")
        for number, texts in enumerate(rows):
            for x, text in zip((50, 120, 330), texts, strict=True):
                canvas.drawString(x, 715 - 22 * number, text)

    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
    assert {(row.value, row.value_kind) for row in extract_quantities(document, knowledge, year=2023)} == {
        (0.4, "target"),
        (90, "target"),
        (71, "actual"),
    }
