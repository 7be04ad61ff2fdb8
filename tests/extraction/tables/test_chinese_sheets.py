"""Tables of Chinese and bilingual reports: sheets printed from HTML, and tables of text files. All is made up.

Every row that a sheet or a table gives is listed, so a false one shows as well as a lost one.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

CASES = Path(__file__).resolve().parents[2] / "cases" / "extraction"
WRITTEN: dict[str, Any] = yaml.safe_load((CASES / "chinese-sheets.yaml").read_text(encoding="utf-8"))
SHEETS, TEXTS = WRITTEN["sheets"], WRITTEN["texts"]
METHODOLOGY = load_methodology()
YEAR = 2023


def rows_of(path: Path, year: int) -> list[str]:
    rows = extract_quantities(read_document(path), METHODOLOGY, year=year)
    return sorted(told(row.metric, row.value, row.unit, row.year, dict(row.breakdown)) for row in rows)


def told(metric: str, value: float, unit: str, year: int, breakdown: dict[str, str]) -> str:
    return f"{metric} {value:.10g} {unit} {year} {sorted(breakdown.items())}"


@pytest.mark.heavy
@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_gives_its_facts_and_no_others(name: str, printed: Callable[[str], Path]) -> None:
    assert rows_of(printed(f"chinese-sheets/{name}"), SHEETS[name]["year"]) == sorted(
        told(*fact) for fact in SHEETS[name]["facts"]
    )


@pytest.mark.parametrize("name", TEXTS)
def test_a_table_of_text_gives_its_facts_and_no_others(name: str, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    lines = TEXTS[name]["text"].splitlines()
    report.write_text("\n".join("\t".join(cell.strip() for cell in line.split("|")) for line in lines), "utf-8")
    assert rows_of(report, YEAR) == sorted(told(*fact) for fact in TEXTS[name]["facts"])
