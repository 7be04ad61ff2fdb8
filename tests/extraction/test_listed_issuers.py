"""Tables and sentences as issuers listed in Hong Kong print them, in text files."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "listed-issuers.yaml").read_text(encoding="utf-8")
)
YEAR = 2022
FACT = re.compile(r"(?P<metric>\S+) (?P<value>[\d.]+)(?: (?P<year>20\d\d))?(?: \{(?P<classes>.*)\})?")


def facts_in(text: str, folder: Path) -> list[tuple[str, float, int, set[str]]]:
    """Metric, value, year and classes of each row of a text."""
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    rows = extract_quantities(read_document(path), KNOW, year=YEAR)
    return [(row.metric, round(row.value, 6), row.year, set(row.breakdown.values())) for row in rows]


def is_told(fact: str, found: list[tuple[str, float, int, set[str]]]) -> bool:
    """Whether a fact as the cases write it is among those found, with its classes if it names some."""
    told = FACT.fullmatch(fact)
    assert told is not None, fact
    classes = set(told["classes"].split(", ")) if told["classes"] else set()
    return any(
        (metric, value, year) == (told["metric"], float(told["value"]), int(told["year"] or YEAR)) and classes <= named
        for metric, value, year, named in found
    )


@pytest.mark.parametrize("case", CASES["tables"], ids=lambda case: str(case["name"]))
def test_tables_of_listed_issuers(case: dict[str, Any], tmp_path: Path) -> None:
    found = facts_in(case["text"], tmp_path)
    assert [fact for fact in case["facts"] if not is_told(fact, found)] == []
    assert [fact for fact in case.get("none", []) if is_told(fact, found)] == []


@pytest.mark.parametrize("case", CASES["sentences"], ids=lambda case: str(case["text"])[:40])
def test_sentences_of_listed_issuers(case: dict[str, Any], tmp_path: Path) -> None:
    found = facts_in(case["text"], tmp_path)
    assert [fact for fact in case.get("facts", []) if not is_told(fact, found)] == []
    assert [fact for fact in case.get("none", []) if is_told(fact, found)] == []
