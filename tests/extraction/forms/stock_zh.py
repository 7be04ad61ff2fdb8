"""Chinese labels that are read right today, each with its unit, a figure and what is read of it: the plain rows.

They are the rows of the neighbours of metrics (`near-metrics/*.yaml`) and of the tables of trades. Half of the labels,
drawn by checksum, are the lot `kept`, of which only sums are looked at; the neighbours have lots of their own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from zlib import crc32

import yaml
from tests.extraction.test_near_metrics import GROUPS, Wanted, wanted_of
from tests.extraction.test_trade_tables import IDEOGRAPH

CASES = GROUPS.parent
TABLES = ("trade-tables", "modern-chinese-tables")
WANTED_FIRST = 3  # cells of a row with a unit: label, unit, figure


@dataclass(frozen=True, eq=False)
class Plain:
    """A row of a table: the heading over it, its cells, what is wanted of it, and the lot of its label."""

    heading: str
    label: str
    unit: str
    figure: str
    wanted: tuple[Wanted, ...]
    lot: str

    def drawn(self, form: str, count: int) -> int:
        """Which of a form's variants the label gets."""
        return crc32(f"{form} {self.label}".encode()) % count


def lot_of(label: str) -> str:
    """Half of all labels may be looked at."""
    return "kept" if crc32(label.encode()) % 2 else "read"


@cache
def stock() -> tuple[Plain, ...]:
    """All plain rows, each label once."""
    found: dict[tuple[str, str], Plain] = {}
    for row in (*_neighbours(), *_of_tables()):
        found.setdefault((row.heading, row.label), row)
    return tuple(found.values())


def _neighbours() -> Iterator[Plain]:
    for path in sorted(GROUPS.glob("*.yaml")):
        for line in yaml.safe_load(path.read_text(encoding="utf-8"))["rows"].splitlines():
            content, _, told = line.partition(" => ")
            heading, _, cells = content.rpartition(" :: ")
            label, unit, figure = (cell.strip() for cell in cells.split(" |"))
            if IDEOGRAPH.search(label) and figure.replace(",", "").replace(".", "").isdigit():
                lot = "kept" if crc32(line.encode()) % 2 else lot_of(label)
                yield Plain(heading, label, unit, figure, tuple(wanted_of(told, figure)), lot)


def _of_tables() -> Iterator[Plain]:
    for name in TABLES:
        sets: dict[str, list[dict[str, Any]]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
        for table in (table for tables in sets.values() for table in tables):
            lines = table["rows"]
            yield from _of_table(lines.splitlines() if isinstance(lines, str) else lines)


def _of_table(lines: Iterable[str]) -> Iterator[Plain]:
    for line in lines:
        cells, _, want = line.partition(" => ")
        label, *rest = (cell.strip() for cell in cells.split(" | "))
        if not want or len(rest) < WANTED_FIRST - 1 or not IDEOGRAPH.search(label):
            continue
        unit, figure = rest[0], rest[1].rstrip("%")
        metric, _, told = want.partition(" ")
        if any(c.isdigit() for c in unit) or not figure.replace(",", "").replace(".", "").isdigit():
            continue
        classes = told[told.find("{") + 1 : -1].split(", ") if "{" in told else []
        yield Plain("", label, unit, figure, (Wanted(float(figure.replace(",", "")), metric, classes),), lot_of(label))
