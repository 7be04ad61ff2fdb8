"""Which class a number has: sentences and small tables with the names of their breakdowns."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.texts import facts

CASES = Path(__file__).parents[1] / "cases" / "extraction" / "classes.yaml"


def cases() -> list[dict[str, Any]]:
    kinds: list[dict[str, Any]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [case for kind in kinds for case in kind["cases"]]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["text"][:40])
def test_classes_of_case(case: dict[str, Any]) -> None:
    read = {(row.metric, row.value): sorted(row.breakdown.values()) for row in facts(case["text"], year=2023)}
    asked = {(metric, value): sorted(classes) for metric, value, classes in case["rows"]}
    assert {at: read.get(at) for at in asked} == asked
