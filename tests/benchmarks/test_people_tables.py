"""Tables of the staff by class put together from parts: what is drawn holds its facts, and a sample of them is read."""

import importlib.util
import sys
from collections import Counter
from pathlib import Path

import pytest

from cnesg.framework import load_methodology

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "people_tables.py"
SPEC = importlib.util.spec_from_file_location("people_tables", SCRIPT)
assert SPEC is not None
assert SPEC.loader is not None
BENCHMARK = importlib.util.module_from_spec(SPEC)
sys.modules["people_tables"] = BENCHMARK
SPEC.loader.exec_module(BENCHMARK)
_LEAST_READ = {"en": 0.97, "zh": 0.9}
"""Of the facts of the sample in each language; 0.75 of them were read when the benchmark was written."""


def test_a_seed_gives_the_same_tables_and_facts_of_known_metrics() -> None:
    one, other = list(BENCHMARK.sheets(30, 7)), list(BENCHMARK.sheets(30, 7))
    assert [made.html for made in one] == [made.html for made in other]
    assert {fact.metric for made in one for fact in made.facts} <= set(load_methodology().metrics)
    assert all(made.facts for made in one)


def test_every_choice_of_every_part_is_drawn() -> None:
    drawn = {choice for made in BENCHMARK.sheets(200, 3) for choice in made.chosen.items()}
    assert drawn == {(part, choice) for part, choices in BENCHMARK.CHOICES.items() for choice in choices}


@pytest.mark.skipif(not Path("/usr/bin/chromium").exists(), reason="needs Chromium / 需要 Chromium")
def test_a_sample_is_read(tmp_path: Path) -> None:
    counts: dict[str, Counter[str]] = {"en": Counter(), "zh": Counter()}
    for made, one, _ in sys.modules["table_parts"].measured(list(BENCHMARK.sheets(24, 11)), tmp_path):
        counts[made.chosen["language"]] += one
    for language, least in _LEAST_READ.items():
        assert counts[language]["read"] >= least * counts[language]["asked"], counts
