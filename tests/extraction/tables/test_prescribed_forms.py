"""Sheets in forms that standards prescribe (ESRS, BRSR, SASB, GRI, SECR, an exchange's guide): all is made up.

The sheets are HTML printed by Chromium; what each states was checked by eye.
"""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from cnesg.extraction.quantities import extract_quantities
from cnesg.extraction.tables.finder import find_tables
from cnesg.framework import load_methodology
from cnesg.text import read_document

CASES = Path(__file__).resolve().parents[2] / "cases" / "extraction"
SHEETS: dict[str, Any] = yaml.safe_load((CASES / "prescribed-forms.yaml").read_text(encoding="utf-8"))
METHODOLOGY = load_methodology()


@pytest.mark.heavy
@pytest.mark.parametrize("name", SHEETS)
def test_its_facts_are_read(name: str, facts_not_read: Callable[[str, dict[str, Any]], list[Any]]) -> None:
    assert facts_not_read(f"prescribed-forms/{name}", SHEETS[name]) == []


@pytest.mark.heavy
def test_no_figure_of_a_later_year_is_a_result(printed: Callable[[str], Path]) -> None:
    rows = extract_quantities(read_document(printed("prescribed-forms/esrs")), METHODOLOGY, year=2024)
    assert {row.year for row in rows if row.value_kind == "actual"} == {2021, 2023, 2024}


@pytest.mark.heavy
@pytest.mark.parametrize("name", ["esrs", "secr"])
def test_lines_of_the_label_above_a_table_are_no_caption_of_it(name: str, printed: Callable[[str], Path]) -> None:
    tables = [
        table for page in read_document(printed(f"prescribed-forms/{name}")).pages() for table in find_tables(page)
    ]
    unlike = [(a, b) for a, b in pairwise(tables) if len(a.rows) == 1]
    assert unlike, "a table of one row, whose label has several lines, right above another"
    assert [caption for a, b in unlike for caption in b.captions if caption in a.rows[0].label] == []
