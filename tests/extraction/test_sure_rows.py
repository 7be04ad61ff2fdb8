"""Rows that were trusted and wrong: sentences and small tables whose words say another thing than their wording."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities, traced_quantities
from cnesg.extraction.tables.geometry.labels import is_no_label
from cnesg.text import Document, Line, Page

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "sure-rows.yaml").read_text(encoding="utf-8")
)
YEAR = 2023


def document(text: str) -> Document:
    lines = ["环境、社会及管治报告2023", "", *text.replace("|", "\t").splitlines()]
    page = Page(None, 0.0, 0.0, tuple(Line(one, n, None) for n, one in enumerate(lines, start=1)))
    return Document("0" * 64, "report.txt", "text/plain", "zh", 1, lambda: iter([page]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_a_row_is_what_all_its_words_say(case: dict[str, Any]) -> None:
    found = extract_quantities(document(case["text"]), KNOW, year=YEAR)
    rows = {(q.metric, round(q.value, 6), q.year, tuple(sorted(q.breakdown.items())), q.value_kind) for q in found}
    assert rows == {
        (
            one["metric"],
            one["value"],
            one.get("year", YEAR),
            tuple(sorted((one.get("breakdown") or {}).items())),
            one.get("kind", "actual"),
        )
        for one in case["facts"]
    }


def test_values_of_a_row_that_nothing_tells_apart_are_trusted_less() -> None:
    text = "员工流失率|%|6.1|7.2|8.3"
    alone = traced_quantities(document("员工流失率|%|6.1"), KNOW, year=YEAR)
    several = traced_quantities(document(text), KNOW, year=YEAR)
    assert [row.value for row, _ in several] == [6.1, 7.2, 8.3]
    assert max(row.confidence for row, _ in several) < alone[0][0].confidence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Scope 1 and 2 emissions", False),
        ("Water we used in 2023", False),
        ("2023 Addendum - Scope 1, 2 and 3 emissions", True),
        ("In 2023, we improved our carbon emissions reporting", True),
        ("emissions reductions " * 20, True),
    ],
)
def test_a_paragraph_or_the_name_of_a_document_labels_no_row(text: str, *, expected: bool) -> None:
    assert is_no_label(text) is expected
