"""Fields that hold a count with its share: the head of both names a sign that is of the shares alone."""

from typing import Any

from tests.extraction.tables.conftest import MakePages

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader

ROWS = [
    ("Workforce", "Number of persons (%)"),
    ("Male", "117 (69.6%)"),
    ("Female", "51 (30.4%)"),
    ("Below 30", "34 (20.2%)"),
]


def test_counts_under_a_head_with_a_sign_are_counts(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        for number, (label, text) in enumerate(ROWS):
            y = 700 - 18 * number
            canvas.rect(50, y - 5, 150, 18)
            canvas.rect(200, y - 5, 150, 18)
            canvas.drawString(54, y, label)
            canvas.drawRightString(346, y, text)

    found = {(one.metric, one.value, one.unit) for one in TableReader(knowledge, 2023).read(make_pages(draw)[0])}
    assert found == {
        ("employees", 117.0, "persons"), ("employees_share", 69.6, "%"),
        ("employees", 51.0, "persons"), ("employees_share", 30.4, "%"),
        ("employees", 34.0, "persons"), ("employees_share", 20.2, "%"),
    }  # fmt: skip
