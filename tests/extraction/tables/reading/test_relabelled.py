"""Rows named by the second column of text, also where only some labels are merged cells."""

from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.reading.relabelled import relabelled

BOX = (0.0, 0.0, 1.0, 1.0)
NAMED = {"Energy used", "Carbon emissions", "Sulphur oxides", "River water"}


def _relabelled(*rows: tuple[str, tuple[str, ...]]) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    made = tuple(Row(label, (), notes, (), BOX, line) for line, (label, notes) in enumerate(rows))
    table = relabelled(
        Table(1, BOX, (), made), names=NAMED.__contains__, measures=lambda _: None, is_class=lambda _: False
    )
    return [(row.parents, row.label, row.notes) for row in table.rows]


def test_scopes_beside_a_merged_cell_name_their_rows() -> None:
    rows = _relabelled(
        ("Energy used", ("(TJ)", "parent only")),
        ("Carbon emissions", ("(kt)", "Scope 1", "parent only")),
        ("Carbon emissions", ("(kt)", "Scope 2", "parent only")),
        ("Carbon emissions", ("(kt)", "Scope 1", "all firms")),
        ("Carbon emissions", ("(kt)", "Scope 2", "all firms")),
        ("Sulphur oxides", ("(t)", "parent only")),
    )
    assert rows[0] == ((), "Energy used", ("(TJ)", "parent only"))
    assert rows[1:3] == [
        (("Carbon emissions",), "Scope 1", ("(kt)", "parent only")),
        (("Carbon emissions",), "Scope 2", ("(kt)", "parent only")),
    ]
    assert [row[1] for row in rows[3:]] == ["Scope 1", "Scope 2", "Sulphur oxides"]


def test_parts_of_what_the_merged_cell_names_stay_beside_it() -> None:
    rows = _relabelled(
        ("Sulphur oxides", ("(t)",)),
        ("Energy used", ("(TJ)", "Kilns")),
        ("Energy used", ("(TJ)", "Dryers")),
        ("North mill", ("(t)", "River water")),
        ("North mill", ("(t)", "Rain")),
    )
    assert [row[1] for row in rows] == ["Sulphur oxides", "Energy used", "Energy used", "River water", "Rain"]
    assert rows[3][0] == ("North mill",)


def _covered(corner: tuple[str, ...], *rows: tuple[str, tuple[str, ...]]) -> list[tuple[tuple[str, ...], str]]:
    made = tuple(Row(label, (), notes, (), BOX, line) for line, (label, notes) in enumerate(rows))
    table = Table(1, BOX, (), made, corner=corner)
    is_class = {"Domestic group", "Overseas group"}.__contains__
    found = relabelled(table, names=NAMED.__contains__, measures=lambda _: None, is_class=is_class)
    return [(row.parents, row.label) for row in found.rows]


def test_what_a_row_covers_stands_behind_its_unit_and_has_a_mark() -> None:
    assert _covered(
        ("Item", "Unit"),
        ("Energy used", ("GJ", "Domestic group*1")),
        ("Energy used", ("GJ", "Overseas group*2")),
        ("Energy used", ("GJ", "All")),
        ("Carbon emissions", ("t", "Domestic group*1")),
    ) == [
        (("Energy used",), "Domestic group*1"),
        (("Energy used",), "Overseas group*2"),
        ((), "Energy used"),
        (("Carbon emissions",), "Domestic group*1"),
    ]


def test_a_head_tells_that_a_column_is_of_what_rows_cover_if_all_have_it() -> None:
    rows = [("Energy used", ("GJ", "Domestic group")), ("Carbon emissions", ("t", "Overseas group"))]
    moved = [(("Energy used",), "Domestic group"), (("Carbon emissions",), "Overseas group")]
    assert _covered(("Item", "Unit", "Coverage"), *rows) == moved
    assert _covered(("Item", "Unit", "Boundary"), *rows) == moved
    assert _covered(("Item", "Unit", "Remarks"), *rows) == [((), "Energy used"), ((), "Carbon emissions")]
    some = (*rows, ("River water", ("m3", "All")))
    assert [label for _, label in _covered(("Item", "Unit", "Coverage"), *some)] == [row[0] for row in some]
