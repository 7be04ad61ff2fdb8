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
