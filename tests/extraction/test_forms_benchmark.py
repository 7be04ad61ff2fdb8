"""Forms of plain facts: the benchmark's files can be read, and it tells a fact that is lost from one that is right."""

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "extraction_forms.py"
SPEC = importlib.util.spec_from_file_location("extraction_forms", SCRIPT)
assert SPEC is not None
assert SPEC.loader is not None
BENCHMARK = importlib.util.module_from_spec(SPEC)
sys.modules["extraction_forms"] = BENCHMARK
SPEC.loader.exec_module(BENCHMARK)
METHODOLOGY = load_methodology()
ENTRIES = BENCHMARK.families(SCRIPT.with_suffix(""))


def test_every_fact_asked_for_is_of_a_metric_of_the_methodology() -> None:
    known = set(METHODOLOGY.metrics)
    asked = {fact["metric"] for entry in ENTRIES for form in BENCHMARK.forms(entry) for fact in form.facts}
    assert len(asked) > 5
    assert asked <= known


def test_forms_have_names_of_their_own() -> None:
    names = Counter((form.family, form.name) for entry in ENTRIES for form in BENCHMARK.forms(entry))
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if "vary" in entry], ids=lambda entry: entry["family"])
def test_plain_rows_are_read_whole_as_text(entry: dict[str, Any], tmp_path: Path) -> None:
    form = next(BENCHMARK.forms(entry | {"vary": {"label": ["{}"]}}))
    path = tmp_path / "form.txt"
    path.write_text(f"{BENCHMARK.TITLES[form.language]}\n\n{form.text}\n", encoding="utf-8")
    found = extract_quantities(read_document(path), METHODOLOGY, year=BENCHMARK.YEAR)
    tally = BENCHMARK.Tally()
    BENCHMARK.compared(found, form.facts, tally, form.name)
    assert tally.counts == {"asked": len(form.facts), "right": len(form.facts)}, tally.losses


def test_lost_wrong_and_invented_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    path.write_text("Sustainability report 2023\n\nWe used 512 MWh of electricity.\n", encoding="utf-8")
    found = extract_quantities(read_document(path), METHODOLOGY, year=2023)
    facts = (
        {"metric": "electricity", "value": 512, "breakdown": {"gender": "female"}},
        {"metric": "hazardous_waste", "value": 7},
    )
    tally = BENCHMARK.Tally()
    BENCHMARK.compared(found, facts, tally, "a form")
    assert tally.counts == {"asked": 2, "wrong": 1, "lost": 1}
    tally = BENCHMARK.Tally()
    BENCHMARK.compared(found, (), tally, "a form")
    assert tally.counts == {"invented": 1}
