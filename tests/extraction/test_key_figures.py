"""Key figures of English texts, each on lines of its own: none takes the words of the next. All are invented."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.texts import facts

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "key-figures.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].splitlines()[0])
def test_each_figure_has_its_own_words(case: dict[str, Any]) -> None:
    rows = facts(f"Sustainability Report 2024\n\n{case['text']}", 2024)
    assert sorted(f"{row.metric} {row.value:.10g} {row.unit}" for row in rows) == sorted(case["facts"])
    assert {row.year for row in rows} == {2024}
