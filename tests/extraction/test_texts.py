"""Texts of our own in both languages, each with all rows that it gives; near misses give none."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.texts import rows_of, told

FOLDER = Path(__file__).parents[1] / "cases" / "extraction" / "texts"
CASES: list[tuple[str, dict[str, Any]]] = [
    (file.stem, case)
    for file in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(
    "case", [case for _, case in CASES], ids=[f"{name}: {case['text'][:24]}".replace("\n", " ") for name, case in CASES]
)
def test_a_text_gives_these_rows_and_no_others(case: dict[str, Any]) -> None:
    assert sorted(told(row) for row in rows_of(case["text"])) == sorted(case["rows"])
