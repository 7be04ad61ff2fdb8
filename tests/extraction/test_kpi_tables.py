"""Rows of key figures as Hong Kong, Singapore and the mainland word them: how many are read, and how many are right."""

from pathlib import Path

import pytest
import yaml
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity
from cnesg.text import Document, Line, Page

SETS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "kpi-tables.yaml").read_text(encoding="utf-8")
)
YEARS = (2022, 2023)
FLOORS = {  # value recall, recall of value and class, precision
    "first": (0.99, 0.98, 0.99),
    "first_held": (0.97, 0.96, 0.97),
    "second": (0.98, 0.97, 0.97),
    "second_held": (0.97, 0.93, 0.95),
    "prescribed": (1.0, 1.0, 1.0),
    "parts_and_kinds": (0.98, 0.96, 0.97),
    "industries_and_translations": (1.0, 1.0, 1.0),
    "listed_abroad": (1.0, 1.0, 1.0),
}


def rows_of(label: str, unit: str, *values: str) -> list[Quantity]:
    texts = ("Sustainability report 2023", "", "\t".join(("Indicator", "Unit", *map(str, YEARS))), "")
    lines = [*texts[:3], "\t".join((label, unit, *values))]
    page = Page(None, 0.0, 0.0, tuple(Line(text, number, None) for number, text in enumerate(lines, start=1)))
    return extract_quantities(
        Document("0" * 64, "report.txt", "text/plain", "en", 1, lambda: iter([page])), KNOW, year=YEARS[-1]
    )


def is_value(row: Quantity, unit: str, printed: float, factor: float) -> bool:
    if unit == "any":
        return row.value in {printed, printed * factor}
    value = KNOW.units.convert(row.value, row.unit, unit, row.metric)
    same = row.value if value is None else value  # persons and person-times count alike
    return abs(same - printed * factor) <= 0.001 * printed * factor


def is_class(row: Quantity, classes: list[str]) -> bool:
    named = [name.lower().replace("–", "-") for name in row.breakdown.values()]
    return len(named) == len(classes) and all(any(c in n or n in c for n in named) for c in classes)


def score(rows: list[str]) -> tuple[float, float, float]:
    """Shares of the facts read, of those read with their classes, and of the rows that are facts."""
    facts = told = value = strict = 0
    for row in rows:
        label, unit, before, now, fact = row.split(" | ")
        left = rows_of(label, unit, before, now)
        told += len(left)
        if fact == "-":
            continue
        head, *classes = (part.strip() for part in fact.split(";"))
        metric, of, *factor = head.split()
        for year, printed in zip(YEARS, (before, now), strict=True):
            facts += 1
            times = float(factor[0].removeprefix("x")) if factor else 1.0
            same = (one for one in left if (one.metric, one.year) == (metric, year))
            found = next((one for one in same if is_value(one, of, float(printed), times)), None)
            if found is not None:
                left.remove(found)
                value += 1
                strict += is_class(found, classes)
    return value / facts, strict / facts, value / told


@pytest.mark.heavy
@pytest.mark.parametrize("name", FLOORS)
def test_most_rows_of_key_figures_are_read(name: str) -> None:
    found = score(SETS[name])
    print(f"{name}: value recall {found[0]:.3f}, strict {found[1]:.3f}, precision {found[2]:.3f}")  # noqa: T201
    assert [one >= least for one, least in zip(found, FLOORS[name], strict=True)] == [True] * 3


def test_every_set_has_floors() -> None:
    assert set(SETS) == set(FLOORS)
