"""Rows in the wording of Chinese reports since 2021: how many of their figures are read, and with which class."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity
from cnesg.text import Document, Line, Page, fold

SETS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "modern-chinese-tables.yaml").read_text(encoding="utf-8")
)
FLOORS = {
    "first": (0.98, 0.95, 0.97),
    "second": (0.98, 0.93, 0.96),
    "third": (0.98, 0.91, 0.98),
    "fourth": (1.0, 1.0, 1.0),
}  # value and class right, rows that are facts
YEAR = 2024
FACT = re.compile(r"(?P<metric>\S+) (?P<unit>\S+?)(?:\*(?P<times>\d+))?(?: \{(?P<classes>.*)\})?")


def rows_of(table: list[list[str]]) -> list[Quantity]:
    lines = ["2024年环境、社会及治理报告", "", *("\t".join(row) for row in table)]
    page = Page(None, 0.0, 0.0, tuple(Line(text, number, None) for number, text in enumerate(lines, start=1)))
    document = Document("0" * 64, "report.txt", "text/plain", "zh", 1, lambda: iter([page]))
    return extract_quantities(document, KNOW, year=YEAR)


def facts_of(head: list[str], row: list[str], want: str) -> list[tuple[str, float, int, str, frozenset[str]]]:
    """Metric, value, year, unit and classes of each figure of a row."""
    found = FACT.fullmatch(want)
    if found is None:
        return []
    classes = frozenset(fold(name.strip()).lower() for name in (found["classes"] or "").split(",") if name.strip())
    told = []
    for name, cell in zip(head, row, strict=False):
        year = re.fullmatch(r"(20\d\d)年?[度末]?末?", name)
        figure = re.fullmatch(r"([\d,.]+)%?", cell)
        if year and figure:
            value = float(figure[1].replace(",", "")) * float(found["times"] or 1)
            told.append((found["metric"], value, int(year[1]), found["unit"], classes))
    return told


def is_fact(row: Quantity, fact: tuple[str, float, int, str, frozenset[str]]) -> bool:
    metric, value, year, unit, _ = fact
    if row.metric not in metric.split("|") or row.year != year:
        return False
    same = None if unit == "any" or "/" in unit else KNOW.units.convert(row.value, row.unit, unit, row.metric)
    return abs((row.value if same is None else same) - value) <= 1e-6 * max(abs(value), 1.0)


def counted(tables: list[dict[str, Any]]) -> Counter[str]:
    tally = Counter[str]()
    for table in tables:
        parts = [row.partition("=>") for row in table["rows"]]
        cells = [[cell.strip() for cell in part[0].rstrip().split(" | ")] for part in parts]
        left = rows_of(cells)
        tally["rows"] += len(left)
        for row, (*_, want) in zip(cells, parts, strict=True):
            for fact in facts_of(cells[0], row, want.strip()):
                tally["facts"] += 1
                near = [one for one in left if is_fact(one, fact)]
                exact = [one for one in near if {fold(v).lower() for v in one.breakdown.values()} == fact[4]]
                tally["classes"] += bool(exact)
                if near:
                    left.remove((exact or near)[0])
                    tally["right"] += 1
    return tally


@pytest.mark.heavy
@pytest.mark.parametrize("name", FLOORS)
def test_most_figures_of_modern_tables_are_read(name: str) -> None:
    tally = counted(SETS[name])
    values, classes = tally["right"] / tally["facts"], tally["classes"] / tally["facts"]
    precision = tally["right"] / tally["rows"]
    print(f"{name}: {dict(tally)}, values {values:.3f}, classes {classes:.3f}, precision {precision:.3f}")  # noqa: T201
    least = FLOORS[name]
    assert values >= least[0]
    assert classes >= least[1]
    assert precision >= least[2]


def test_every_set_has_a_floor() -> None:
    assert set(SETS) == set(FLOORS)
