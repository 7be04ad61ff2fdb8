"""Aid to staff, courses, gifts and their worth, what lending and products save: all rows of each text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.test_chinese_lists import rows_of, told

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "chinese-aid-courses-and-worth.yaml").read_text(
        encoding="utf-8"
    )
)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:20].replace("\n", " ") for case in CASES])
def test_a_sentence_gives_these_rows_and_no_others(case: dict[str, Any]) -> None:
    assert sorted(told(row) for row in rows_of(case["text"])) == sorted(case["rows"])
