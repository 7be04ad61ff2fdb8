"""Sentences and text tables as clean issuers print them: each gives its facts, with their classes, and nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity
from cnesg.text import read_document

GROUPS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "plain-forms.yaml").read_text(encoding="utf-8")
)


def cases() -> Iterator[Any]:
    for group, forms in GROUPS.items():
        yield from (pytest.param(form, id=f"{group}: {form['text'][:40]}") for form in forms)


def as_told(row: Quantity) -> str:
    """A row in the form of the cases: `2021 employees 1760 {female} (target)`."""
    year = "" if row.year == 2022 else f"{row.year} "
    classes = f" {{{', '.join(row.breakdown.values())}}}" if row.breakdown else ""
    kind = "" if row.value_kind == "actual" else f" ({row.value_kind})"
    return f"{year}{row.metric} {row.value:.10g}{classes}{kind}"


@pytest.mark.heavy
@pytest.mark.parametrize("form", list(cases()))
def test_form_gives_its_facts(tmp_path: Path, form: dict[str, Any]) -> None:
    text = form["text"]
    if "|" in text:
        text = text.replace(" / ", "\n").replace("|", "\t")
    report = tmp_path / "report.txt"
    report.write_text(text + "\n", encoding="utf-8")
    rows = extract_quantities(read_document(report), KNOW, year=2022)
    assert sorted(map(as_told, rows)) == sorted(form["facts"] or ())


def test_scaled_figures_carry_no_trace_of_binary_arithmetic(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("We gave HK$4.1 million to charities.\n", encoding="utf-8")
    rows = extract_quantities(read_document(report), KNOW, year=2022)
    assert [repr(row.value) for row in rows] == ["4100000.0"]
