"""Rows called by all of the staff, or by the company as a whole, below what tells something of the staff."""

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.geometry.titles import is_titled
from cnesg.extraction.tables.model import Column, Fragment, Row, Table
from cnesg.extraction.tables.rows.staff_wholes import with_staff_wholes

BOX = (0.0, 0.0, 100.0, 10.0)
CELL = Fragment("12.3", "12.3", BOX, 8.0, 1, 0, "number")


def _table(label: str, corner: str = "", caption: str = "", parents: tuple[str, ...] = ()) -> Table:
    rows = (Row(label, parents, (), (CELL,), BOX, 1), Row("Male", parents, (), (CELL,), BOX, 2))
    return Table(1, BOX, (Column(0, 100, ("2023",)),), rows, (caption,) if caption else (), (corner,) if corner else ())


@pytest.mark.parametrize(
    ("title", "label", "named"),
    [
        ("New hires", "All employees", "Total"),
        ("Annual turnover rate (%)", "Total workforce", "Total"),
        ("Average training hours", "Company average", "Total"),
        ("员工流失率", "全体员工", "合计"),
        ("人均培训时数", "集团整体", "合计"),
    ],
)
def test_they_are_the_totals_of_what_the_title_tells(knowledge: Knowledge, title: str, label: str, named: str) -> None:
    for table in (_table(label, title), _table(label, caption=title), _table(label, parents=(title, "By gender"))):
        found = with_staff_wholes(table, knowledge, knowledge.find).rows
        assert [(row.label, row.printed) for row in found] == [(named, label), ("Male", "")]


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Number of employees", "All employees"),  # it is what is told
        ("Fatalities", "All employees"),  # beside contractors
        ("New hires", "Employees"),
        ("Our people", "All employees"),
        ("Notes", "Company average"),
    ],
)
def test_elsewhere_they_keep_their_name(knowledge: Knowledge, title: str, label: str) -> None:
    table = _table(label, title)
    assert with_staff_wholes(table, knowledge, knowledge.find) is table


def test_a_table_with_heads_that_says_of_what_it_is_goes_on_from_none(knowledge: Knowledge) -> None:
    def names(text: str) -> bool:
        return any(not hit.label_only for hit in knowledge.find(text).hits)

    assert is_titled(_table("Male", "Turnover rate"), names)
    assert is_titled(_table("Male", "Category", caption="New hires"), names)
    assert not is_titled(_table("Male", "Category", caption="Performance"), names)
