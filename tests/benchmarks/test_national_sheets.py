"""Data sheets in the manner of several countries: sheets hold what they ask for, a sample of them is read."""

import importlib.util
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from cnesg.framework import load_methodology

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"

SPEC = importlib.util.spec_from_file_location("national_sheets", BENCHMARKS / "national_sheets.py")
assert SPEC is not None
assert SPEC.loader is not None
SHEETS = importlib.util.module_from_spec(SPEC)
sys.modules["national_sheets"] = SHEETS
SPEC.loader.exec_module(SHEETS)
_LEAST_READ, _MOST_INVENTED = 0.97, 0.01
"""Of the facts of the sample; all of three seeds, and none invented, when this was written."""


def test_a_seed_gives_the_same_sheets() -> None:
    one, other = (SHEETS.sheet(random.Random(7)) for _ in range(2))
    assert (one.html, one.facts) == (other.html, other.facts)


def test_rows_are_of_known_metrics_and_fit_their_columns() -> None:
    known = load_methodology().metrics
    for words in SHEETS.PARTS["sheets"].values():
        for row in words["rows"]:
            assert len(row["cells"]) <= len(words["labels"])
            assert row.get("metric", "revenue") in known
            assert row.get("range", "amount") in SHEETS._RANGES


def test_sheets_ask_for_each_figure_that_they_show() -> None:
    for made in SHEETS.sheets(40, 3):
        words = SHEETS.PARTS["sheets"][made.chosen["sheet"]]
        rows = sum("metric" in row for row in words["rows"])
        assert len(made.facts) == rows * words["years"] == made.html.count("<td class=v>")


@pytest.mark.skipif(not Path("/usr/bin/chromium").exists(), reason="needs Chromium / 需要 Chromium")
def test_a_sample_is_read(tmp_path: Path) -> None:
    counts: Counter[str] = Counter()
    for _, one, _ in sys.modules["table_parts"].measured(list(SHEETS.sheets(14, 11)), tmp_path):
        counts += one
    assert counts["asked"] > 250
    assert counts["read"] >= _LEAST_READ * counts["asked"], counts
    assert counts["invented"] <= _MOST_INVENTED * counts["asked"], counts
