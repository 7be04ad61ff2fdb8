"""Errors planted in values that were checked, to see who finds them: of the kinds that machines make.

A planted value is shown in place of the true one and never reaches the log. Kinds are those that reading of reports
found: a scale word or unit misread, digits swapped, a number or year beside it taken.
"""

import itertools
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SCALES = (0.0001, 0.001, 0.1, 10.0, 1000.0, 10000.0)


@dataclass(frozen=True)
class Planted:
    """A value with an error in it.

    Attributes:
        kind: scale, digits, year, unit or neighbour.
        row: what is shown instead.
    """

    kind: str
    row: Mapping[str, Any]


def plant(
    row: Mapping[str, Any], seed: str, neighbours: Sequence[float] = (), units: Sequence[str] = ()
) -> Planted | None:
    """A copy of a checked row with one error, drawn by the seed; None where no kind fits (a statement, a zero).

    Args:
        row: of OBSERVATIONS, with `value`, `unit` and `fiscal_year`.
        seed: of the workspace.
        neighbours: other numbers of the same table.
        units: other units of the same quantity.
    """
    value = row["value"]
    if value is None or value == 0:
        return None
    draw = random.Random(f"{seed}\x1f{row['observation_id']}")  # noqa: S311 - no secret, and the same for ever
    makers: dict[str, Callable[[], dict[str, Any] | None]] = {
        "scale": lambda: {"value": value * draw.choice(SCALES)},
        "digits": lambda: _changed(value, _swapped(value, draw)),
        "year": lambda: {"fiscal_year": row["fiscal_year"] + draw.choice((-1, 1))},
        "unit": lambda: {"unit": draw.choice(other)} if (other := sorted({*units} - {row["unit"]})) else None,
        "neighbour": lambda: _changed(value, draw.choice(sorted(neighbours))) if neighbours else None,
    }
    for kind in draw.sample(sorted(makers), len(makers)):
        changed = makers[kind]()
        if changed is not None:
            return Planted(kind, {**row, **changed})
    return None


def _changed(value: float, other: float) -> dict[str, Any] | None:
    return None if other == value else {"value": other}


def _swapped(value: float, draw: random.Random) -> float:
    """The number with two neighbouring digits exchanged; itself where no two differ."""
    printed = f"{value:.15g}"
    places = [
        place
        for place, (one, next_) in enumerate(itertools.pairwise(printed))
        if one.isdigit() and next_.isdigit() and one != next_
    ]
    if not places or "e" in printed:
        return value
    place = draw.choice(places)
    return float(printed[:place] + printed[place + 1] + printed[place] + printed[place + 2 :])
