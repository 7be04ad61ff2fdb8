"""Chinese pages on which things stand close together: two tables, figures beside prose, prose above a table."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.tables.test_chinese_sheets import rows_of, told

SHEETS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "cases" / "extraction" / "chinese-pages.yaml").read_text(encoding="utf-8")
)


@pytest.mark.heavy
@pytest.mark.parametrize("name", SHEETS)
def test_a_page_gives_its_facts_and_no_others(name: str, printed: Callable[[str], Path]) -> None:
    assert rows_of(printed(f"chinese-pages/{name}"), SHEETS[name]["year"]) == sorted(
        told(*fact) for fact in SHEETS[name]["facts"]
    )
