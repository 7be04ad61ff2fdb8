"""The shipped extractor reads the packaged reports: most of the known truth, and little else."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cnesg.demo import DemoReport, demo_reports
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.framework.units import load_units
from cnesg.model import Quantity
from cnesg.text import read_document

TRUTH = Path(__file__).parents[2] / "demo" / "truth"
COUNTS = {"persons", "count", "cases", "person-times", "households"}
REPORTS = demo_reports()


def close(one: float, other: float) -> bool:
    return abs(one - other) <= max(1e-9, 0.005 * max(abs(one), abs(other)))


def states(quantity: Quantity, fact: dict[str, Any]) -> bool:
    """The same metric, year and amount; classes are compared elsewhere."""
    if (quantity.metric, quantity.year) != (fact["key"], fact["year"]):
        return False
    if quantity.unit == fact["unit"] or {quantity.unit, fact["unit"]} <= COUNTS:
        return close(quantity.value, fact["value"])
    converted = load_units().convert(quantity.value, quantity.unit, fact["unit"], quantity.metric)
    if converted is None:  # "31.2 hours" for hours an employee: the printed amounts must agree
        return fact["unit"].startswith(quantity.unit) and close(quantity.value, fact["value"])
    return close(converted, fact["value"])


@cache
def found_in(report: DemoReport) -> tuple[Quantity, ...]:
    path = Path(str(report.source))
    return tuple(extract_quantities(read_document(path), load_methodology(), year=report.fiscal_year))


@cache
def matched(report: DemoReport) -> tuple[tuple[tuple[dict[str, Any], Quantity], ...], int, int]:
    """Facts with the quantity that states them, how many facts there are, and how many quantities are judged."""
    path = TRUTH / report.file.removesuffix(".pdf") / "quantities.jsonl"
    facts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = {
        (q.metric, q.year, q.unit, float(f"{q.value:.6g}"), json.dumps(q.breakdown, sort_keys=True)): q
        for q in found_in(report)
    }
    left = list(rows.values())
    pairs = []
    for fact in facts:
        same = [q for q in left if states(q, fact)]
        if same:
            best = max(same, key=lambda q: (len(q.breakdown) == len(fact["breakdown"]), q.page == fact["page"]))
            left.remove(best)
            pairs.append((fact, best))
    idle = [q for q in left if q.value_kind != "actual"]
    return tuple(pairs), len(facts), len(rows) - len(idle)


def totals() -> tuple[int, int, int]:
    per_report = [matched(report) for report in REPORTS]
    return (
        sum(len(pairs) for pairs, _, _ in per_report),
        sum(n for _, n, _ in per_report),
        sum(m for *_, m in per_report),
    )


def test_85_per_cent_of_the_printed_facts_are_found() -> None:
    paired, facts, _ = totals()
    assert paired / facts >= 0.85, {r.file: (len(matched(r)[0]), matched(r)[1]) for r in REPORTS}


def test_85_per_cent_of_what_is_found_is_printed() -> None:
    paired, _, found = totals()
    assert paired / found >= 0.85, {r.file: (len(matched(r)[0]), matched(r)[2]) for r in REPORTS}


def test_facts_are_found_at_their_place() -> None:
    pairs = [pair for report in REPORTS for pair in matched(report)[0]]
    at_place = sum(quantity.page in {fact["page"], *fact.get("also", [])} for fact, quantity in pairs)
    assert at_place / len(pairs) >= 0.97


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.file)
def test_every_quantity_has_a_box_on_its_page_and_a_quote(report: DemoReport) -> None:
    for quantity in found_in(report):
        assert quantity.page is not None
        assert 1 <= quantity.page <= report.pages
        assert quantity.bbox is not None
        assert quantity.document == report.sha256
        assert 0 < len(quantity.quote) <= 300


def test_the_restated_figure_supersedes_the_first() -> None:
    first, second = (
        {q.value for q in found_in(report) if (q.metric, q.year, q.breakdown) == ("natural_gas", 2023, {})}
        for report in sorted((r for r in REPORTS if r.company_id == "jize-liquor"), key=lambda r: r.fiscal_year)
    )
    assert first
    assert second
    assert min(first) > 1.02 * max(second)
