"""Errors in reports: figures of one report that contradict each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cnesg.extraction.consistency.between_metrics import at_most, fuel_floor, quotients, sums
from cnesg.extraction.consistency.figures import Figures
from cnesg.extraction.consistency.finding import Inconsistency
from cnesg.extraction.consistency.within_metric import classes, contradictions, jumps, limits
from cnesg.framework.identities import Identities
from cnesg.framework.units import UnitTable
from cnesg.model import Quantity

__all__ = ["Inconsistency", "find_inconsistencies", "with_warnings"]


def find_inconsistencies(rows: Sequence[Quantity], identities: Identities, units: UnitTable) -> list[Inconsistency]:
    """Every identity of the methodology data that the rows of one report break.

    Args:
        rows: all quantities of one report; targets, spans and planned amounts are left out of the arithmetic.
        identities: what must hold.
        units: for figures printed in different units.

    Returns:
        The broken identities, each once, in the order of the rows they touch.
    """
    figures = Figures(rows, identities.wholes)
    found = list(dict.fromkeys(_all(figures, identities, units)))
    return sorted(found, key=lambda one: (min(one.rows), one.code, one.arithmetic))


def _all(figures: Figures, identities: Identities, units: UnitTable) -> Iterator[Inconsistency]:
    for quotient in identities.quotients:
        yield from quotients(figures, quotient, units)
    for total in identities.sums:
        yield from sums(figures, total, units)
    for pair in identities.at_most:
        yield from at_most(figures, pair, units)
    yield from fuel_floor(figures, identities.fuel_floors, units)
    yield from classes(figures, identities.classes)
    yield from limits(figures, identities)
    yield from jumps(figures, identities.jumps)
    yield from contradictions(figures, identities.contradiction)


def with_warnings(rows: Sequence[Quantity], identities: Identities, units: UnitTable) -> list[Quantity]:
    """The rows of one report, each with a warning for every broken identity that it takes part in."""
    warnings: dict[int, list[str]] = defaultdict(list)
    for one in find_inconsistencies(rows, identities, units):
        for index in one.rows:
            warnings[index].append(one.warning())
    return [
        replace(row, warnings=[*row.warnings, *warnings[index]]) if warnings[index] else row
        for index, row in enumerate(rows)
    ]
