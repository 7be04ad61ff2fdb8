"""Pictures cut where they are too much as a whole."""

from typing import Any

import numpy as np

from cnesg.text.pdf_words import PlacedWord
from cnesg.text.recognition_tiles import Rows, recognised_in_tiles

SCALE = 2.0


def picture(*places: tuple[int, int]) -> Any:
    """White, 800 wide and 1,000 high, with dark squares of 20 pixels."""
    made = np.full((1000, 800, 3), 255, dtype="uint8")
    for x, y in places:
        made[y : y + 20, x : x + 20] = 0
    return made


def squares(tile: Any) -> Rows:
    """A word for each dark square that is whole: its box in points, from the picture alone."""
    found: Rows = []
    dark = tile[:, :, 0] == 0
    ys, xs = dark.nonzero()
    corners = [
        (x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True) if not (dark[y, x - 1] * x or dark[y - 1, x] * y)
    ]
    for x, y in corners:
        if dark[y : y + 20, x : x + 20].sum() == 400:
            box = x / SCALE, y / SCALE, (x + 20) / SCALE, (y + 20) / SCALE
            found.append([PlacedWord(text="x", bbox=box, height=10, blank_before=False)])
    return found


def at_most(pixels: int) -> Any:
    def read(tile: Any) -> Rows:
        if tile.shape[0] * tile.shape[1] > pixels:
            raise MemoryError
        return squares(tile)

    return read


def boxes(rows: Rows) -> list[Any]:
    return sorted(word.bbox for row in rows for word in row)


def test_tiles_give_what_the_whole_gives_at_the_same_places() -> None:
    # Squares stand where a cut in the middle would go through them.
    drawn = picture((100, 490), (395, 240), (700, 505), (390, 760), (10, 10))
    whole = recognised_in_tiles(drawn, squares, SCALE)
    tiled = recognised_in_tiles(drawn, at_most(150_000), SCALE)
    assert (whole.read, whole.lost) == (1, 0)
    assert tiled.read > 4
    assert tiled.lost == 0
    assert boxes(tiled.rows) == boxes(whole.rows)
    assert len(boxes(whole.rows)) == 5


def test_what_fails_in_the_smallest_tile_is_lost_and_the_rest_is_not() -> None:
    def read(tile: Any) -> Rows:
        if tile[0:20, 0:20].max() == 0 and len(squares(tile)) > 0:  # the square in the corner
            message = "std::bad_alloc"
            raise RuntimeError(message)
        return squares(tile)

    found = recognised_in_tiles(picture((0, 0), (700, 900)), read, SCALE)
    assert found.lost == 1
    assert boxes(found.rows) == [(350.0, 450.0, 360.0, 460.0)]


def test_the_number_of_attempts_is_bounded() -> None:
    tried: list[int] = []

    def read(tile: Any) -> Rows:
        tried.append(tile.size)
        raise MemoryError

    found = recognised_in_tiles(picture(), read, SCALE)
    assert (found.read, found.rows) == (0, [])
    assert len(tried) <= 31
