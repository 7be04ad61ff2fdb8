"""Invented texts on each computed data point (`tests/cases/formulas`): read as reports, selected, computed.

Each text is the report of a company of its own, so that one selection computes the data points of all of them.
"""

from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
from tests.extraction.quantity_examples import REPORT_YEAR, Example, known_misses, methodology, read, read_examples

from cnesg.framework.formulas import parse_formula
from cnesg.imputation import select_inputs
from cnesg.pipeline.observing import DocumentFacts, quantity_rows

CASES = Path(__file__).resolve().parents[1] / "cases" / "formulas"


def formula_examples() -> list[Example]:
    """All texts in the order of files and entries."""
    return list(read_examples(CASES))


def formula_misses() -> dict[str, str]:
    """Name of each text that is known not to pass yet, with the kind of reason."""
    return known_misses(CASES)


def expected(example: Example) -> float:
    """The value of an example's data point: its arithmetic, numbers alone, is done here once more."""
    value = parse_formula(str(example.content["arithmetic"])).evaluate({})
    assert value is not None, example.name
    return value


@cache
def computed() -> dict[str, tuple[float, tuple[str, ...]]]:
    """By name of an example what its data point came to, and from which inputs; absent where it came to nothing."""
    points = {example.name: example.data_point for example in formula_examples()}
    selected = select_inputs(_observations(), methodology(), REPORT_YEAR)
    return {
        row["company_id"]: (row["value"], tuple(row["sources"]))
        for row in selected.iter_rows(named=True)
        if row["value"] is not None and points[row["company_id"]] == row["data_point"]
    }


@cache
def _observations() -> pl.DataFrame:
    frames = [
        quantity_rows(
            read(example.content["text"]),
            DocumentFacts(example.name, REPORT_YEAR, date(REPORT_YEAR + 1, 4, 30), "invented", "tests"),
        )
        for example in formula_examples()
    ]
    return pl.concat(frames)


def inputs_of(example: Example) -> list[str]:
    """What the extractor read from an example's text, a line each, for reports of what failed."""
    rows = _observations().filter(pl.col("company_id") == example.name)
    return [
        f"{row['concept']} {row['breakdown']} {row['value']} {row['unit']} {row['fiscal_year']} {row['value_kind']}"
        for row in rows.iter_rows(named=True)
    ]


def formula_passes(example: Example) -> bool:
    """Whether the data point has the value of the example, or none at all for a near miss."""
    found = computed().get(example.name)
    if example.kind == "counter":
        return found is None
    return found is not None and abs(found[0] - expected(example)) <= 1e-9 * max(abs(found[0]), abs(expected(example)))
