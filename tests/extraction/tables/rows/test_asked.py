"""Forms on pages whose columns only count those for whom something is true. All figures are invented."""

from collections.abc import Callable, Sequence
from typing import Any

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.extraction.tables.model import Column, Row, Table
from cnesg.extraction.tables.rows.asked import as_asked
from cnesg.extraction.tables.rows.lettered_rows import with_letters_joined, without_letters
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]
_XS = (40, 150, 230, 310, 390, 470)


def _table(captions: tuple[str, ...], heads: Sequence[tuple[str, ...]], labels: Sequence[tuple[str, ...]]) -> Table:
    columns = tuple(Column(at * 50, at * 50 + 40, head) for at, head in enumerate(heads))
    cells = (None,) * len(heads)
    rows = tuple(Row(label, tuple(parents), (), cells, (0, 0, 1, 1), at) for at, (*parents, label) in enumerate(labels))
    return Table(1, (0, 0, 1, 1), columns, rows, captions)


def test_training_in_safety_and_in_skills_is_told_apart(
    make_pages: MakePages, rows_at: RowsAt, knowledge: Knowledge
) -> None:
    rows = [["Category", "Total (A)", "No. (B)", "% (B / A)", "No. (C)", "% (C / A)"]]
    rows += [["Employees (other than workers)"], ["Male", "3,400", "3,060", "90%", "1,700", "50%"]]
    rows += [["Female", "600", "540", "90%", "360", "60%"], ["Workers"], ["Male", "800", "720", "90%", "200", "25%"]]
    rows += [["Total", "800", "720", "90%", "200", "25%"]]

    def draw(canvas: Any) -> None:
        canvas.drawString(40, 730, "Details of training given to employees and workers in 2023")
        canvas.drawCentredString(280, 712, "On health and safety measures")
        canvas.drawCentredString(440, 712, "On skill upgradation")
        rows_at(canvas, rows, _XS, 700)

    reader = TableReader(knowledge, 2023)
    found: list[Candidate] = [one for page in make_pages(draw) for one in reader.read(page)]
    told = {(one.metric, one.value, one.breakdown.get("gender"), one.breakdown.get("worker")) for one in found}
    assert told >= {
        ("employees", 3400, "male", None),
        ("safety_training_people", 3060, "male", None),
        ("safety_training_coverage", 90, "male", None),
        ("training_people", 1700, "male", None),
        ("trained_share", 60, "female", None),
        ("safety_training_people", 720, "male", "workers"),
        ("employees", 800, None, "workers"),
        ("trained_share", 25, None, "workers"),
    }
    assert not any(one.metric in {"employees_share", "employees_total"} for one in found)


def test_columns_of_what_staff_are_insured_against_are_left_out() -> None:
    heads = [("Total",), ("% of employees covered by", "Health insurance", "No"), ("Health insurance", "%")]
    form = as_asked(
        _table((), heads, [("Permanent", "a. Male"), ("Permanent", "b. Female"), ("Permanent", "c. Total")])
    )

    assert [column.headers for column in form.columns] == [("Number of employees",)]
    assert all(len(row.cells) == 1 for row in form.rows)


def test_a_table_that_asks_nothing_stays() -> None:
    heads = [("2023", "No."), ("2023", "%")]
    table = _table(("Headcount by gender",), heads, [("Male",), ("Female",)])

    assert as_asked(table) is table


def test_a_sum_over_the_groups_of_a_form_has_their_unit() -> None:
    labels = [("From renewable sources (in TJ)", "Electricity (A)"), ("From renewable sources (in TJ)", "Fuel (B)")]
    labels += [("From other sources (in TJ)", "Electricity (C)"), ("From other sources (in TJ)", "All energy (A+B+C)")]

    summed = without_letters(_table((), [("2023",)], labels)).rows[-1]
    assert (summed.label, summed.parents) == ("All energy (in TJ)", ())


def test_letters_of_columns_in_a_line_of_their_own_belong_to_what_stands_over_them() -> None:
    over = ("FY 2022-23", "On health and safety measures")
    heads = [("FY 2022-23", "Total (A)"), (*over, "No.", "(B)"), (*over, "%", "(B / A)")]
    form = _table(("Details of training given to employees",), heads, [("Male",), ("Female",)])
    form = as_asked(with_letters_joined(form))
    assert not any(text.startswith("(") for column in form.columns for text in column.headers)
