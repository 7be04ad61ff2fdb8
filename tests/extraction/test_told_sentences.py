"""Sentences in varied grammar: how many of their facts are read, and how many of the rows are facts."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.texts import KNOW, YEAR, rows_of

from cnesg.model import Quantity

SETS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "told-sentences.yaml").read_text(encoding="utf-8")
)
FLOORS = {  # recall, precision
    "english_first": (0.93, 0.96),
    "english_second": (0.86, 0.94),
    "english_fourth": (0.90, 0.95),
    "english_third": (0.87, 0.94),
    "english_fifth": (0.77, 0.88),
    "chinese_second": (0.98, 0.93),
    "chinese_third": (0.92, 0.91),
    "hong_kong_second": (0.96, 0.96),
    "english_hong_kong": (0.90, 0.98),
    "chinese_first": (0.97, 0.97),
    "chinese_fourth": (0.98, 0.98),
    "chinese_by_metric": (0.97, 0.96),
    "chinese_fifth": (0.88, 0.97),
    "chinese_kinds": (0.97, 0.97),
    "chinese_sixth": (0.95, 0.96),
    "chinese_seventh": (0.84, 0.92),
    "chinese_eighth": (0.97, 0.97),
    "hong_kong_first": (0.97, 0.96),
    "taiwan_first": (0.96, 0.96),
    "taiwan_second": (0.89, 0.86),
    "hong_kong_third": (0.91, 0.97),
    "hong_kong_fourth": (1.0, 1.0),
    "hong_kong_fifth": (1.0, 1.0),
    "taiwan_third": (0.91, 0.91),
    "english_people_governance": (0.80, 0.90),
    "english_environment": (0.85, 0.92),
    "english_environment_unseen": (0.80, 0.86),
    "english_reports_first": (0.92, 0.96),
    "english_reports_unseen": (0.76, 0.86),
    "english_industries_first": (0.92, 0.96),
    "english_industries_unseen": (0.78, 0.84),
    "chinese_modern": (0.93, 0.93),
    "english_frames_first": (0.86, 0.92),
    "english_frames_second": (0.87, 0.92),
    "english_plain": (0.97, 0.98),
    "english_frames_unseen": (0.84, 0.86),
    "english_reports_third": (1.0, 1.0),
    "english_set_apart": (1.0, 1.0),
    "english_sixth": (1.0, 1.0),
}


def states(row: Quantity, fact: str) -> bool:
    """Whether a row is the fact `metric value unit [year]`."""
    metric, printed, unit, *year = fact.split()
    if (row.metric, row.year) != (metric, int(year[0]) if year else YEAR):
        return False
    value = row.value if unit == "any" else KNOW.units.convert(row.value, row.unit, unit, metric)
    same_unit = value if value is not None else row.value  # persons and person-times count alike
    return abs(same_unit - float(printed)) <= 0.001 * abs(float(printed))


def score(sentences: list[dict[str, Any]]) -> tuple[float, float]:
    """Share of the facts that are found, and of the rows that are facts."""
    facts = rows = right = 0
    for case in sentences:
        left = rows_of(case["text"])
        facts, rows = facts + len(case["facts"]), rows + len(left)
        for fact in case["facts"]:
            found = next((row for row in left if states(row, fact)), None)
            if found is not None:
                left.remove(found)
                right += 1
    return right / facts, right / rows


@pytest.mark.heavy
@pytest.mark.parametrize("name", FLOORS)
def test_most_facts_of_sentences_are_read(name: str) -> None:
    recall, precision = score(SETS[name])
    print(f"{name}: recall {recall:.3f}, precision {precision:.3f}")  # noqa: T201
    least_recall, least_precision = FLOORS[name]
    assert recall >= least_recall
    assert precision >= least_precision


def test_every_set_has_a_floor() -> None:
    assert set(SETS) == set(FLOORS)
