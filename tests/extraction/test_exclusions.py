"""Every exclusion of the methodology keeps the figure of its example out, and no other one does."""

from dataclasses import replace
from pathlib import Path

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.framework.exclusions import CompiledExclusion, Exclusions, load_exclusions
from cnesg.text import read_document

KNOWLEDGE = Knowledge.of(load_methodology())
EXCLUSIONS = load_exclusions()


def told(folder: Path, one: CompiledExclusion, exclusions: Exclusions) -> bool:
    """Whether a row of one of an exclusion's metrics has the figure of its example."""
    report = folder / "report.txt"
    report.write_text(one.entry.example + "\n", encoding="utf-8")
    rows = extract_quantities(read_document(report), replace(KNOWLEDGE, exclusions=exclusions), year=2022)
    return any(one.is_about(row.metric) and row.value == pytest.approx(one.entry.figure) for row in rows)


@pytest.mark.parametrize("one", EXCLUSIONS.entries, ids=lambda one: f"{one.entry.metrics[0]}: {one.entry.of}")
def test_its_example_needs_it(tmp_path: Path, one: CompiledExclusion) -> None:
    others = Exclusions(tuple(other for other in EXCLUSIONS.entries if other is not one))
    assert told(tmp_path, one, others)
    assert not told(tmp_path, one, EXCLUSIONS)


def test_without_any_exclusion_reports_are_read_all_the_same(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("公司共有员工1,284人。\n", encoding="utf-8")
    rows = extract_quantities(read_document(report), replace(KNOWLEDGE, exclusions=Exclusions()), year=2022)
    assert [(row.metric, row.value) for row in rows] == [("employees_total", 1284)]
