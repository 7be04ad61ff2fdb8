"""Invented reports, printed by a real browser: each is read at least as well as it was when it was made."""

import csv
import importlib.util
import random
import shutil
import sys
from pathlib import Path

import pytest
from tests.conftest import FULL

from cnesg.extraction.knowledge import Knowledge
from cnesg.framework import load_methodology

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))
SPEC = importlib.util.spec_from_file_location("invented_reports", BENCHMARKS / "invented_reports.py")
assert SPEC is not None
assert SPEC.loader is not None
BENCHMARK = importlib.util.module_from_spec(SPEC)
sys.modules["invented_reports"] = BENCHMARK
SPEC.loader.exec_module(BENCHMARK)
REPORTS = BENCHMARK.reports()
SAMPLE = REPORTS if FULL else random.Random(20261126).sample(REPORTS, 10)


def leasts() -> dict[str, tuple[float, float]]:
    with (BENCHMARK.FOLDER / "parts.csv").open(encoding="utf-8") as file:
        return {row["report"]: (float(row["least_found"]), float(row["least_right"])) for row in csv.DictReader(file)}


def test_every_fact_is_of_a_metric_of_the_methodology_and_of_a_page() -> None:
    known = set(load_methodology().metrics)
    facts = [fact for report in REPORTS for fact in BENCHMARK.facts_of(report)]
    assert len(facts) > 4_000
    assert {fact.metric for fact in facts} <= known
    assert all(1 <= fact.page <= 8 for fact in facts)


def test_reports_are_in_both_languages_and_parts() -> None:
    assert {(report.language, report.part) for report in REPORTS} == {
        (language, part) for language in ("en", "zh") for part in ("held", "sight")
    }


@pytest.mark.skipif(not (shutil.which("chromium") or shutil.which("chromium-browser")), reason="no Chromium")
@pytest.mark.timeout(300)
def test_reports_are_read_as_well_as_before(tmp_path: Path) -> None:
    know, least = Knowledge.of(load_methodology()), leasts()
    worse = []
    for report, path in BENCHMARK.printed(SAMPLE, tmp_path):
        shares = BENCHMARK.measure(path, BENCHMARK.facts_of(report), know).shares()
        if shares["found"] < least[report.name][0] or shares["right"] < least[report.name][1]:
            worse.append((report.name, shares))
    assert worse == []


def test_a_row_is_a_fact_whatever_the_scale_of_its_unit(tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text(
        "Sustainability report 2023\n\nOur electricity consumption was 2.5 million kWh and 12 employees left.\n",
        encoding="utf-8",
    )
    facts = [BENCHMARK.Fact("electricity", 2_500, "MWh", 2023, 1, 0), BENCHMARK.Fact("diesel", 3, "t", 2023, 1, 0)]
    measured = BENCHMARK.measure(text, facts, Knowledge.of(load_methodology()))
    assert (measured.facts, measured.found, measured.with_classes) == (2, 1, 1)
    assert any(miss.startswith("lost diesel") for miss in measured.misses)
