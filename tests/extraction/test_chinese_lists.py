"""Lists of measures and their parts, rows that add up, and figures that only stand near a wording: all rows of each."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.model import Quantity
from cnesg.text import Document, Line, Page

FOLDER = Path(__file__).parents[1] / "cases" / "extraction"
CASES: list[dict[str, Any]] = [
    case
    for name in (
        "chinese-lists.yaml",
        "chinese-rates-and-zeros.yaml",
        "chinese-gifts-and-run-on-cells.yaml",
        "chinese-names-and-tiers.yaml",
        "chinese-spans-and-purposes.yaml",
        "chinese-gifts-and-programmes.yaml",
        "chinese-staff-gifts-and-histories.yaml",
        "chinese-media-and-years.yaml",
        "chinese-teams-and-each-year.yaml",
        "chinese-committees-relief-and-sanctions.yaml",
        "chinese-capacities-and-kinds.yaml",
        "chinese-lists-of-those-helped.yaml",
        "chinese-kinds-named-once.yaml",
        "chinese-parts-and-businesses.yaml",
        "chinese-offices-and-checks.yaml",
        "chinese-grades-and-aid.yaml",
        "chinese-sums-and-ruled-titles.yaml",
        "chinese-units-and-committees.yaml",
        "chinese-roads-loans-and-lots.yaml",
    )
    for case in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
]
KNOW = Knowledge.of(load_methodology())
YEAR = 2023


def rows_of(text: str) -> list[Quantity]:
    lines = tuple(Line(line, number, None) for number, line in enumerate(text.rstrip("\n").split("\n"), start=1))
    page = Page(None, 0.0, 0.0, lines)
    return extract_quantities(
        Document("0" * 64, "report.txt", "text/plain", "zh", 1, lambda: iter([page])), KNOW, year=YEAR
    )


def told(row: Quantity) -> str:
    classes = [f"{dimension}={name}" for dimension, name in sorted(row.breakdown.items())]
    year = [] if row.year == YEAR else [str(row.year)]
    return " ".join([row.metric, f"{row.value:.12g}", *year, *classes])


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:20].replace("\n", " ") for case in CASES])
def test_a_text_gives_these_rows_and_no_others(case: dict[str, Any]) -> None:
    assert sorted(told(row) for row in rows_of(case["text"])) == sorted(case["rows"])
