"""Real reports: where the labelled numbers stand in the tables found. Only reports of the tuning part are read."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.model import Table
from cnesg.extraction.tables.rows.continuation import continued
from cnesg.text import Page, read_document


def labelled(shared_data: Path, report: str) -> list[dict[str, Any]]:
    """Core facts of a report that are printed as digits."""
    with (shared_data / "gold" / "metrics.csv").open(encoding="utf-8") as file:
        core = {name for row in csv.DictReader(file) for name in (row["metric"], *row["aliases"].split("|"))}
    lines = (shared_data / "gold" / report / "quantities.jsonl").read_text(encoding="utf-8").splitlines()
    facts = [json.loads(line) for line in lines]
    return [f for f in facts if f["key"] in core and not f.get("derived") and re.search(r"\d", str(f["raw_value"]))]


def cells_of(page: Page, before: Table | None, year: int) -> tuple[set[tuple[str, int | None]], Table | None]:
    """Digits and year of every value on a page, and its last table."""
    found: set[tuple[str, int | None]] = set()
    for table in find_tables(page):
        before = continued(table, before, page, KNOW) if before else table
        for row in before.rows:
            for column, cell in zip(before.columns, row.cells, strict=True):
                if cell is not None:
                    years = [note for note in row.notes[:1] if kind_of(note) == "year"]
                    named = [header_year(t, year) for t in (*years, *reversed(column.headers), row.label)]
                    found.add((digits(cell.text), next((y for y in named if y), None)))
    return found, before


def digits(text: str) -> str:
    return re.sub(r"[^\d.]", "", text).strip(".")


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("report", "document", "year", "least"),
    [
        ("bp-datasheet-2023", "en/bp-datasheet-2023.pdf", 2023, 1.0),
        ("microsoft-data-fact-sheet-2024", "en/microsoft-data-fact-sheet-2024.pdf", 2023, 0.97),
        ("rio-tinto-climate-2023", "en/rio-tinto-climate-2023.pdf", 2023, 0.75),
    ],
)
def test_labelled_numbers_stand_in_cells_of_their_year(
    shared_data: Path, report: str, document: str, year: int, least: float
) -> None:
    facts = labelled(shared_data, report)
    pages: dict[int, set[tuple[str, int | None]]] = {}
    before: Table | None = None
    for page in read_document(shared_data / "reports" / document).pages():
        pages[page.number or 0], before = cells_of(page, before, year)
    hits = sum((digits(str(f["raw_value"])), f["year"]) in pages[f["page"]] for f in facts)
    assert hits >= least * len(facts), f"{hits} of {len(facts)}"
