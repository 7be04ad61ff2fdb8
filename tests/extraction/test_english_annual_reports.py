"""What annual reports tell in their own turns, pronouns and lists among them: all rows of each text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.test_chinese_lists import rows_of, told

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "english-annual-reports.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_a_sentence_gives_these_rows_and_no_others(case: dict[str, Any]) -> None:
    assert sorted(told(row) for row in rows_of(case["text"])) == sorted(case["rows"])
