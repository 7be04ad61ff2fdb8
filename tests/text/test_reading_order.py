"""Runs of text on a page in the order in which they are read."""

from cnesg.text.pdf_words import PlacedWord
from cnesg.text.reading_order import in_reading_order


def run(text: str, x0: float, y0: float, x1: float) -> list[PlacedWord]:
    return [PlacedWord(text=text, bbox=(x0, y0, x1, y0 + 10), height=10, blank_before=False)]


def order(*runs: list[PlacedWord]) -> list[str]:
    return [one[0].text for one in in_reading_order(runs)]


def test_columns_of_prose_are_read_one_after_the_other_beneath_their_title() -> None:
    title = run("title", 100, 0, 420)
    left = [run(f"l{n}", 40, 12.0 * n + 12, 240) for n in range(12)]
    right = [run(f"r{n}", 260, 12.0 * n + 17, 460) for n in range(12)]
    mixed = [one for pair in zip(right, left, strict=True) for one in pair]
    assert order(*mixed, title) == ["title", *(f"l{n}" for n in range(12)), *(f"r{n}" for n in range(12))]


def test_a_table_is_read_row_by_row() -> None:
    cells = [
        run(f"{row}{column}", 40 + 150.0 * column, 14.0 * row, 90 + 150.0 * column)
        for row in range(6)
        for column in range(3)
    ]
    assert order(*cells[::-1]) == [f"{row}{column}" for row in range(6) for column in range(3)]


def test_cells_of_a_row_need_not_stand_at_the_same_height() -> None:
    assert order(run("b", 200, 12, 240), run("a", 40, 10, 90), run("c", 40, 30, 90)) == ["a", "b", "c"]
