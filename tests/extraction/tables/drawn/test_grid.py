from cnesg.extraction.tables.drawn.grid import drawn_grids, strokes
from cnesg.model.records import BoundingBox


def lines(xs: list[float], ys: list[float]) -> list[BoundingBox]:
    across = [(xs[0], y, xs[-1], y) for y in ys]
    down = [(x, ys[0], x, ys[-1]) for x in xs]
    return across + down


def test_crossing_lines_form_cells() -> None:
    (grid,) = drawn_grids(lines([0, 50, 100], [0, 20, 40, 60]))
    assert (grid.xs, grid.ys) == ((0, 50, 100), (0, 20, 40, 60))
    assert len(grid.cells) == 2 * 3
    assert grid.field(75, 30) == (1, 1)
    assert grid.field(150, 30) is None


def test_a_missing_wall_joins_cells() -> None:
    rulings = [(0.0, y, 100.0, y) for y in (0.0, 20.0, 40.0)]
    rulings += [(0.0, 0.0, 0.0, 40.0), (100.0, 0.0, 100.0, 40.0), (50.0, 20.0, 50.0, 40.0)]
    (grid,) = drawn_grids(rulings)
    assert sorted((c.top, c.bottom, c.left, c.right) for c in grid.cells) == [
        (0, 1, 0, 2),
        (1, 2, 0, 1),
        (1, 2, 1, 2),
    ]


def test_a_missing_floor_joins_rows() -> None:
    rulings = [(0.0, 0.0, 100.0, 0.0), (50.0, 20.0, 100.0, 20.0), (0.0, 40.0, 100.0, 40.0)]
    rulings += [(x, 0.0, x, 40.0) for x in (0.0, 50.0, 100.0)]
    (grid,) = drawn_grids(rulings)
    assert sorted((c.top, c.bottom, c.left, c.right) for c in grid.cells) == [
        (0, 1, 1, 2),
        (0, 2, 0, 1),
        (1, 2, 1, 2),
    ]


def test_open_sides_are_closed_by_the_ends_of_the_lines() -> None:
    rulings = [(0.0, y, 100.0, y) for y in (0.0, 20.0, 40.0)] + [(50.0, 0.0, 50.0, 40.0)]
    (grid,) = drawn_grids(rulings)
    assert grid.bbox == (0, 0, 100, 40)
    assert len(grid.cells) == 4


def test_lines_drawn_in_pieces_are_one() -> None:
    across, down = strokes([(0, 10, 40, 10), (39, 10.4, 80, 10.4), (0, 10.2, 0.5, 90)])
    assert [(s.low, s.high) for s in across] == [(0, 80)]
    assert [(s.low, s.high) for s in down] == [(10.2, 90)]


def test_lines_that_do_not_cross_are_no_grid() -> None:
    assert drawn_grids([(0, y, 100, y) for y in (0, 20, 40)]) == []
    two = lines([0, 50, 100], [0, 20, 40]) + lines([200, 250, 300], [0, 20, 40])
    assert [g.bbox[0] for g in drawn_grids(two)] == [0, 200]
