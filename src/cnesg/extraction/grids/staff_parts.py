"""Rows of a class alone below staff of another class whom they add up to: they are parts of those.

Managers | 318, and below it Male | 284 and Female | 34: men and women among the managers.
"""

from collections.abc import Sequence
from itertools import groupby

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge

Told = tuple[Candidate, str, str]
_FEWEST = 2  # parts of a whole
_ROUNDED = 0.51


def of_staff_above(told: Sequence[Told], know: Knowledge) -> list[Told]:
    """The facts of a table, those that add up to staff of a class with that class too.

    Args:
        told: each fact with the name of its group and its label, in the order of the rows.
        know: tells which metric counts staff of a class.
    """
    staff = know.lexicon.roles.staff_of_class
    rows = [list(row) for _, row in groupby(told, key=lambda one: (one[2], one[0].order[:2]))]
    found: list[Told] = []
    whole: list[Told] = []
    for dimension, alike in groupby(rows, key=lambda row: _dimension(row, staff)):
        run = list(alike)
        classes = whole[0][0].breakdown if whole else {}
        if dimension and classes and dimension not in classes and _make_up(whole, run):
            run = [[(one.with_breakdown(**classes), group, label) for one, group, label in row] for row in run]
        else:
            whole = run[-1] if dimension else []
        found += [one for row in run for one in row]
    return found


def _dimension(row: Sequence[Told], staff: str) -> str:
    """The one dimension of which the staff of a row are, empty where it counts others."""
    named = {name for one, *_ in row for name in one.breakdown}
    counts = all(one.metric == staff and len(one.breakdown) == 1 for one, *_ in row)
    return named.pop() if counts and len(named) == 1 else ""


def _make_up(whole: Sequence[Told], parts: Sequence[Sequence[Told]]) -> bool:
    """Whether some rows add up to another one in each of its years."""
    sums = {one.year: one.value for one, *_ in whole}
    years = [{one.year: one.value for one, *_ in row} for row in parts]
    if len(parts) < _FEWEST or len(sums) < len(whole) or any(row.keys() != sums.keys() for row in years):
        return False
    return all(abs(total - sum(row[year] for row in years)) < _ROUNDED for year, total in sums.items())
