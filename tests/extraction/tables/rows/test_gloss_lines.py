"""Rows in Chinese with their English on the line below."""

from cnesg.extraction.tables.model import Column, Row, Table
from cnesg.extraction.tables.rows.gloss_lines import without_gloss_lines

BOX = (0.0, 0.0, 1.0, 1.0)


def table(*rows: tuple[tuple[str, ...], str]) -> Table:
    return Table(1, BOX, (Column(0, 1),), tuple(Row(label, parents, (), (), BOX, 1) for parents, label in rows))


def test_the_english_of_a_row_is_no_title_of_the_next() -> None:
    found = without_gloss_lines(
        table(
            ((), "By gender 男"),
            (("Male",), "女"),
            (("Female", "按職級 By rank"), "管理層"),
            (("Management",), "一般員工"),
        )
    )
    assert [(row.parents, row.label) for row in found.rows] == [
        ((), "男"),
        ((), "女"),
        (("按職級 By rank",), "管理層"),
        (("按職級 By rank",), "一般員工"),
    ]


def test_english_titles_over_english_rows_stay() -> None:
    english = table((("By gender",), "Male"), (("By gender",), "Female"), (("By age",), "Under 30"))
    assert without_gloss_lines(english) is english
