"""Sentences of many industries: what they state with year and classes, and what is of others. All are invented."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.texts import rows_of

CASES: dict[str, list[Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "english-industries.yaml").read_text(encoding="utf-8")
)


def _stated(text: str, only: str | None) -> list[str]:
    rows = [row for row in rows_of(text) if only in {None, row.metric}]
    return sorted(f"{r.metric} {r.value:.10g} {r.year} {_words(' '.join(r.breakdown.values()))}".strip() for r in rows)


def _words(classes: str) -> str:
    return " ".join(sorted(classes.split()))


def _expected(fact: str) -> str:
    metric, value, year, *classes = fact.split()
    return f"{metric} {float(value):.10g} {year} {' '.join(sorted(classes))}".strip()


@pytest.mark.parametrize("text", CASES["none"])
def test_figures_of_others_are_no_facts(text: str) -> None:
    assert _stated(text, None) == []


@pytest.mark.parametrize("case", CASES["facts"], ids=lambda case: case["text"][:40])
def test_sentences_state_their_facts(case: dict[str, Any]) -> None:
    assert _stated(case["text"], case.get("only")) == sorted(map(_expected, case["facts"]))
