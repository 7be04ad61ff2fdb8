"""Rows answered in words between rows of figures."""

from dataclasses import replace

from cnesg.extraction.tables.geometry.answered_rows import under_heads_above
from cnesg.extraction.tables.model import Column, Table

YEARS = ("2021", "2022", "2023")


def table(top: float, heads: tuple[str, ...]) -> Table:
    columns = tuple(Column(300.0 + 80 * n, 340.0 + 80 * n, (head,)) for n, head in enumerate(heads))
    return Table(1, (50.0, top, 520.0, top + 90), columns, (), captions=(f"title of {heads[0]}",), corner=("Item",))


def test_sentences_over_the_next_rows_are_no_heads() -> None:
    above = table(100, YEARS)
    below = table(240, ("launched a line to test it", "tests in all plants", "all plants are free of it"))
    first, second = under_heads_above([above, below])
    assert first is above
    assert [one.headers for one in second.columns] == [(year,) for year in YEARS]
    assert (second.captions, second.corner) == (above.captions, above.corner)


def test_short_heads_of_its_own_stay() -> None:
    above = table(100, YEARS)
    for heads in (("Male", "Female", "Total"), ("2020", "2021", "2022")):
        below = table(240, heads)
        assert under_heads_above([above, below]) == [above, below]


def test_a_table_far_below_or_beside_keeps_its_heads() -> None:
    above, words = table(100, YEARS), ("launched a line", "tests in all plants", "all plants are free of it")
    far, beside = table(500, words), table(240, words)
    aside = tuple(replace(one, x0=one.x0 + 30, x1=one.x1 + 30) for one in beside.columns)
    for below in (far, replace(beside, columns=aside)):
        assert under_heads_above([above, below]) == [above, below]
    fewer = table(100, YEARS[:2])
    assert under_heads_above([fewer, beside]) == [fewer, beside]


def test_heads_that_are_no_years_are_not_carried_on() -> None:
    above = table(100, ("Asia", "Europe", "Total"))
    below = table(240, ("launched a line", "tests in all plants", "all plants are free of it"))
    assert under_heads_above([above, below]) == [above, below]
