"""Sheets as companies' data books set them: numbered captions, columns of what is covered, borrowers.

The sheets are HTML printed by Chromium; what each states was checked by eye.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from cnesg.extraction.quantities import extract_quantities
from cnesg.extraction.tables.finder import find_tables
from cnesg.framework import load_methodology
from cnesg.text import read_document

CASES = Path(__file__).resolve().parents[2] / "cases" / "extraction"
SHEETS: dict[str, Any] = yaml.safe_load((CASES / "data-books.yaml").read_text(encoding="utf-8"))
METHODOLOGY = load_methodology()


@pytest.mark.heavy
@pytest.mark.parametrize("name", SHEETS)
def test_its_facts_are_read(name: str, facts_not_read: Callable[[str, dict[str, Any]], list[Any]]) -> None:
    assert facts_not_read(f"data-books/{name}", SHEETS[name]) == []


def test_money_paid_to_suppliers_counts_none(printed: Callable[[str], Path]) -> None:
    rows = extract_quantities(read_document(printed("data-books/numbered-captions")), METHODOLOGY, year=2024)
    assert [row for row in rows if row.metric.startswith("suppliers")] == []


def test_tables_below_titles_of_their_own_are_apart(printed: Callable[[str], Path]) -> None:
    tables = [one for page in read_document(printed("data-books/borrowers")).pages() for one in find_tables(page)]
    assert [one.captions[0] for one in tables] == [
        "On-balance sheet financed emissions",
        "Financed emissions by asset class, 31 December 2024",
        "Facilitated emissions (33% weighting)",
    ]


def test_groups_that_do_not_add_up_to_all_employees_count_nobody(printed: Callable[[str], Path]) -> None:
    rows = extract_quantities(read_document(printed("data-books/parts-of-staff")), METHODOLOGY, year=2024)
    assert [row for row in rows if any("band" in name for name in row.breakdown.values())] == []
