"""Tables of English annual reports and statements: sheets printed from HTML. All is made up.

Every row that a sheet gives is listed, so a false one shows as well as a lost one.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.tables.test_chinese_sheets import rows_of, told

CASES = Path(__file__).resolve().parents[2] / "cases" / "extraction"
SHEETS: dict[str, Any] = yaml.safe_load((CASES / "english-sheets.yaml").read_text(encoding="utf-8"))["sheets"]


@pytest.mark.heavy
@pytest.mark.parametrize("name", SHEETS)
def test_an_english_sheet_gives_its_facts_and_no_others(name: str, printed: Callable[[str], Path]) -> None:
    assert rows_of(printed(f"english-sheets/{name}"), SHEETS[name]["year"]) == sorted(
        told(*fact) for fact in SHEETS[name]["facts"]
    )
