"""Chinese sentences and tables by the kind of figure that they show, with all rows that each gives."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity
from cnesg.text import read_document

FOLDER = Path(__file__).parents[1] / "cases" / "extraction"
CASES: dict[str, list[dict[str, Any]]] = {
    kind: cases
    for name in ("chinese-figures.yaml", "chinese-of-taiwan-and-hong-kong.yaml")
    for kind, cases in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")).items()
}


def said(row: Quantity) -> str:
    """A row as the cases write it: metric, value, unit, year and classes."""
    classes = [row.breakdown[name] for name in sorted(row.breakdown)]
    return " ".join([row.metric, f"{row.value:.10g}", row.unit, str(row.year), *classes])


@pytest.mark.parametrize("kind", CASES)
def test_figures_of_a_kind_are_read_as_they_are_meant(kind: str, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    for case in CASES[kind]:
        report.write_text(case["text"] + "\n", encoding="utf-8")
        rows = extract_quantities(read_document(report, recognise=False), KNOW, year=2023)
        assert [said(row) for row in rows] == case["rows"], case["text"]
