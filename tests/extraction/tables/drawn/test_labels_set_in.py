"""Labels set in below others at several levels, or behind marks. All is invented."""

from collections.abc import Callable, Sequence
from typing import Any

from tests.extraction.tables.drawn.test_openings import cell, row
from tests.extraction.tables.drawn.test_ruled import draw_grid, draw_rows

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.drawn.ruled_indents import inner_titles, unnumbered, with_parents
from cnesg.extraction.tables.model import Row
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def parents(*rows: tuple[float, str] | tuple[float, str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The groups of rows by where their labels begin, and the groups that they have."""
    told = [(Row(one[1], one[2] if len(one) > 2 else (), (), (), (0, 0, 1, 1), 0), one[0]) for one in rows]
    return [one.parents for one in with_parents(told)]


def test_labels_are_set_in_at_several_levels() -> None:
    rows = [(54.0, "Energy"), (62.0, "Electricity"), (70.0, "Wind"), (62.0, "Gas"), (54.0, "Water"), (54.0, "Waste")]
    assert parents(*rows, (54.0, "Paper")) == [(), ("Energy",), ("Energy", "Electricity"), ("Energy",), (), (), ()]


def test_a_sum_is_no_part_and_does_not_end_what_it_stands_in() -> None:
    rows = [(54.0, "Energy"), (62.0, "Electricity"), (62.0, "Total"), (62.0, "Gas"), (54.0, "Water"), (54.0, "Waste")]
    assert parents(*rows) == [(), ("Energy",), (), ("Energy",), (), ()]


def test_rows_of_another_group_are_not_set_in_below_the_row_above() -> None:
    one, other = ("2023",), ("2022",)
    rows = [(54.0, "Energy", one), (62.0, "Gas", one), (62.0, "Coal", other), (54.0, "Water", other)]
    assert parents(*rows) == [one, (*one, "Energy"), other, other]


def test_a_row_without_a_label_ends_what_stands_above() -> None:
    rows = [(54.0, "Energy"), (0.0, ""), (62.0, "Gas"), (54.0, "Water"), (54.0, "Waste")]
    assert parents(*rows) == [(), (), (), (), ()]


def test_centred_labels_tell_nothing() -> None:
    assert parents((54, "Total energy used"), (66, "Natural gas"), (72, "Waste"), (68, "Fuel oil")) == [()] * 4


def test_labels_of_different_length_that_begin_alike_are_set_in_even_when_most_are() -> None:
    rows = [(54.0, "Energy"), (62.0, "Electricity"), (62.0, "Gas"), (62.0, "Steam bought")]
    assert parents(*rows) == [(), ("Energy",), ("Energy",), ("Energy",)]


def test_labels_of_one_length_that_begin_alike_may_be_centred() -> None:
    rows = [(54.0, "Energy"), (62.0, "Coal"), (62.0, "Heat"), (62.0, "Fuel")]
    assert parents(*rows) == [()] * 4


def test_labels_behind_marks_do_not_tell_whether_others_are_centred(make_pages: MakePages) -> None:
    rows = [("Energy", "812", "790"), ("• Gas", "300", "290"), ("• Coal", "212", "200"), ("• Oil", "300", "300")]
    rows = [("Indicator", "2022", "2023"), *rows, ("Water", "41", "40")]

    (table,) = find_tables(make_pages(lambda canvas: draw_rows(canvas, rows, [50, 200, 270, 340], (0,) * 6))[0])
    assert [(one.label, one.parents) for one in table.rows] == [
        ("Energy", ()),
        ("• Gas", ("Energy",)),
        ("• Coal", ("Energy",)),
        ("• Oil", ("Energy",)),
        ("Water", ()),
    ]


def test_levels_in_a_drawn_table(make_pages: MakePages) -> None:
    rows = [
        ("Indicator", "2022", "2023"),
        ("Energy", "812", "790"),
        ("Electricity", "500", "480"),
        ("Wind", "90", "95"),
    ]
    rows += [("Gas", "312", "310"), ("Water", "41", "40"), ("Waste", "7", "6")]
    inset = (0, 0, 8, 16, 8, 0, 0)

    (table,) = find_tables(make_pages(lambda canvas: draw_rows(canvas, rows, [50, 200, 270, 340], inset))[0])
    assert [(one.label, one.parents, one.indent) for one in table.rows] == [
        ("Energy", (), 0),
        ("Electricity", ("Energy",), 8),
        ("Wind", ("Energy", "Electricity"), 16),
        ("Gas", ("Energy",), 8),
        ("Water", (), 0),
        ("Waste", (), 0),
    ]


def test_centred_labels_in_a_drawn_table(make_pages: MakePages) -> None:
    rows = [("Total energy used", "812"), ("Natural gas", "300"), ("Waste", "212"), ("Fuel oil", "30")]

    def draw(canvas: Any) -> None:
        draw_grid(canvas, [50, 200, 270], [700 - 20 * at for at in range(6)])
        for number, texts in enumerate([("Indicator", "2023"), *rows]):
            for x, text in zip((125, 235), texts, strict=True):
                canvas.drawCentredString(x, 686 - 20 * number, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [one.parents for one in table.rows] == [()] * 4


MEN, WOMEN = row("Men", "12", "14"), row("Women", "9", "8")


def inner(*rows: Sequence[Any]) -> frozenset[str]:
    return inner_titles(rows, [1, 2], 0)


def test_titles_below_several_others_are_inner_ones() -> None:
    sites = [row("Office"), MEN, row("Plant"), WOMEN]
    assert inner(row("New hires"), *sites, row("Leavers"), *sites) == {"Office", "Plant"}


def test_titles_that_come_again_below_one_title_alone_are_not() -> None:
    assert inner(row("New hires"), row("Office"), MEN, row("Office"), WOMEN) == frozenset()
    assert inner(row("Office"), MEN, row("Plant"), WOMEN, row("Office"), WOMEN) == frozenset()


def test_titles_below_which_the_same_labels_stand_are_inner_ones_below_another() -> None:
    same = [row("Office"), MEN, WOMEN, row("Plant"), MEN, WOMEN]
    assert inner(row("New hires"), *same) == {"Office", "Plant"}
    assert inner(*same) == frozenset()  # no title above them


def test_a_title_below_which_fewer_than_half_of_the_labels_stand_is_outer() -> None:
    same = [row("Office"), MEN, WOMEN, row("Plant"), MEN, WOMEN]
    other = [row("Waste"), row("Oil", "3", "2"), row("Paper", "1", "1")]
    assert inner(row("New hires"), *same, *other) == {"Office", "Plant"}
    assert inner(row("New hires"), row("Office"), MEN, WOMEN, *other) == frozenset()


def test_a_title_counts_without_its_number_or_code() -> None:
    coded = [cell("GRI 401-1", 0), cell("New hires", 1)]
    assert [one.text for one in unnumbered(coded)] == ["New hires"]
    assert [one.text for one in unnumbered([cell("3.", 0), cell("Waste", 1)])] == ["Waste"]
    assert [one.text for one in unnumbered([cell("GRI 401-1", 0)])] == ["GRI 401-1"]
    assert [one.text for one in unnumbered([cell("Waste", 0), cell("Oil", 1)])] == ["Waste", "Oil"]
