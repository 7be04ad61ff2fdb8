"""Tables of targets: aims in words, by when, against what, and what became of them. All texts are invented."""

from collections.abc import Callable, Sequence
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.text import Document, Page

MakePages = Callable[..., list[Page]]
Told = set[tuple[str, float, int, str]]


def told(make_pages: MakePages, knowledge: Knowledge, xs: Sequence[float], rows: Sequence[Sequence[str]]) -> Told:
    """What a table says whose cells begin at these places; a cell of several lines has them parted by |."""

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(40, 800, "How far we have come in the year 2023")
        y = 770
        for cells in rows:
            for x, cell in zip(xs, cells, strict=True):
                for number, line in enumerate(cell.split("|")):
                    canvas.drawString(x, y - 10 * number, line)
            y -= 10 * max(cell.count("|") + 1 for cell in cells) + 10

    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
    return {(row.metric, row.value, row.year, row.value_kind) for row in extract_quantities(document, knowledge)}


def test_cells_of_several_lines_with_the_year_beside(make_pages: MakePages, knowledge: Knowledge) -> None:
    found = told(
        make_pages,
        knowledge,
        (40, 130, 280, 340, 510),
        (
            ("Field", "Target", "Deadline", "Progress in the reporting year", "Status"),
            ("Climate", "Cut Scope 1 and 2|emissions by 42%", "2030", "We bought electric vans", "Behind"),
            ("Safety", "Lower the LTIF rate|to 11.0", "2026", "LTIF rate of 13.6 (2022: 14.9)", "On track"),
            ("People", "Raise the proportion of|women in management to 27%", "2027", "22.4%", "On track"),
            ("Supply chain", "Audits at 50|suppliers", "2023", "53 suppliers audited", "Achieved"),
        ),
    )
    assert found >= {
        ("ghg_reduction_rate", 42, 2030, "target"),
        ("lost_time_injury_rate", 11, 2026, "target"),
        ("lost_time_injury_rate", 13.6, 2023, "actual"),
        ("lost_time_injury_rate", 14.9, 2022, "actual"),
        ("employees_share", 27, 2027, "target"),
        ("employees_share", 22.4, 2023, "actual"),
        ("suppliers_assessed", 53, 2023, "actual"),
    }
    assert not any(value == 2023 for _, value, _, _ in found)


def test_figures_beside_an_aim_are_results(make_pages: MakePages, knowledge: Knowledge) -> None:
    found = told(
        make_pages,
        knowledge,
        (40, 250, 310, 370, 430),
        (
            ("Target", "Base year", "Base value", "2022", "2023"),
            ("35% women in leadership by 2030", "2020", "21%", "25%", "26%"),
            ("LTIFR below 2 by 2030", "2021", "4.9", "4.2", "3.7"),
        ),
    )
    assert {one for one in found if one[0] == "employees_share"} == {
        ("employees_share", 35, 2030, "target"),
        ("employees_share", 21, 2020, "actual"),
        ("employees_share", 25, 2022, "actual"),
        ("employees_share", 26, 2023, "actual"),
    }
    assert {one[1:] for one in found if one[0] == "lost_time_injury_rate"} == {
        (2, 2030, "target"),
        (4.9, 2021, "actual"),
        (4.2, 2022, "actual"),
        (3.7, 2023, "actual"),
    }


def test_aims_that_begin_with_their_year(make_pages: MakePages, knowledge: Knowledge) -> None:
    found = told(
        make_pages,
        knowledge,
        (40, 200, 320, 410),
        (
            ("What we look at", "Medium-term targets", "Long-term targets", "Main activities and progress"),
            ("Ratio of female managers", "2024: 9.0% (5.9%)", "2030: 16%", "Female managers: 6.8%"),
            ("Training hours per employee", "2024: 24 hours", "2030: 30 hours", "We began a new course"),
        ),
    )
    assert found == {
        ("employees_share", 9, 2024, "target"),
        ("employees_share", 16, 2030, "target"),
        ("employees_share", 6.8, 2023, "actual"),
        ("training_hours_avg", 24, 2024, "target"),
        ("training_hours_avg", 30, 2030, "target"),
    }
