"""Lists told respectively, parts of staff, and figures beside their aims and earlier years: all rows of each text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.test_chinese_lists import rows_of, told

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "english-turns-and-parts.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:30] for case in CASES])
def test_a_text_gives_these_rows_and_no_others(case: dict[str, Any]) -> None:
    assert sorted(told(row) for row in rows_of(case["text"])) == sorted(case["rows"])
