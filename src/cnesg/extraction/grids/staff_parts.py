"""Rows of a class alone below staff of another class whom they add up to: they are parts of those.

Managers | 318, and below it Male | 284 and Female | 34: men and women among the managers. So is a single row that says
so (of which women | 34), and a share that such rows come to: Recruits | 24, Female | 10, Female ratio | 41.7.
"""

from collections.abc import Sequence
from itertools import groupby

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex

Told = tuple[Candidate, str, str]
_FEWEST = 2  # parts of a whole
_ROUNDED, _ROUNDED_SHARE = 0.51, 0.06
_OF_WHICH = regex(r"(?i)[-–—•·\s]*(?:of (?:which|whom|them)|including|thereof)\b")
_PART = regex(r"[-–—•·\s]*其中")
_ROWS_BACK = 6


def of_staff_above(told: Sequence[Told], know: Knowledge) -> list[Told]:
    """The facts of a table, those that add up to staff of a class with that class too.

    Args:
        told: each fact with the name of its group and its label, in the order of the rows.
        know: tells which metric counts staff of a class.
    """
    staff = know.lexicon.roles.staff_of_class
    told = _of_function_above(told, know)
    rows = [list(row) for _, row in groupby(told, key=lambda one: (one[2], one[0].order[:2]))]
    found: list[Told] = []
    whole: list[Told] = []
    for dimension, alike in groupby(rows, key=lambda row: _dimension(row, staff)):
        run = list(alike)
        classes = whole[0][0].breakdown if whole else {}
        said = (
            len(run) == 1
            and dimension == "gender"
            and _OF_WHICH.match(run[0][0][2]) is not None
            and _among(whole, run[0])
        )
        if dimension and classes and dimension not in classes and (said or _make_up(whole, run)):
            run = [[(one.with_breakdown(**classes), group, label) for one, group, label in row] for row in run]
        else:
            whole = run[-1] if dimension else []
        found += [one for row in run for one in row]
    return (
        _shares_of_rows(found, know) if any(one.metric == know.lexicon.roles.staff_share for one, *_ in told) else found
    )


def _of_function_above(told: Sequence[Told], know: Knowledge) -> list[Told]:
    """The facts, classes of staff below those of one function that they are of: 研发人员, 其中:博士, 硕士."""
    rows = [list(row) for _, row in groupby(told, key=lambda one: (one[2], one[0].order[:2]))]
    found: list[Told] = []
    whole: list[Told] = []
    of, left = "", 0.0  # the dimension of the parts so far, how many of the whole they are not
    for row in rows:
        metrics, dimension = {one.metric for one, *_ in row}, _dimension(row, know.lexicon.roles.staff_of_class)
        if metrics <= know.lexicon.roles.staff_of_function and all(one.unit != "%" for one, *_ in row):
            whole, of, left = row, "", row[0][0].value
        elif whole and dimension and (of == dimension or _PART.match(row[0][2])) and row[0][0].value <= left:
            of, left, first = dimension, left - row[0][0].value, whole[0][0]
            found += [
                (one.of_class(first.metric, first.breakdown | one.breakdown), group, label) for one, group, label in row
            ]
            continue
        else:
            whole = []
        found += row
    return found


def _shares_of_rows(told: Sequence[Told], know: Knowledge) -> list[Told]:
    """The facts, shares of a gender that counts of rows right above come to with the metric and classes of those."""
    rows = [list(row) for _, row in groupby(told, key=lambda one: (one[2], one[0].order[:2]))]
    found: list[Told] = []
    for at, row in enumerate(rows):
        genders = {tuple(one.breakdown.items()) for one, *_ in row if one.metric == know.lexicon.roles.staff_share}
        alone = len(genders) == 1 and len(row) == len([one for one, *_ in row if set(one.breakdown) == {"gender"}])
        counted = _counted(row, rows[max(0, at - _ROWS_BACK) : at]) if alone else None
        relatives = know.lexicon.families.get(counted.metric) if counted is not None else None
        if counted is None or relatives is None or not (metric := relatives.composition or relatives.share):
            found += row
            continue
        found += [(one.of_class(metric, counted.breakdown), group, label) for one, group, label in row]
    return found


def _counted(shares: Sequence[Told], above: Sequence[Sequence[Told]]) -> Candidate | None:
    """A count of those whose shares a row gives, where it and the row of its whole come to them in each year."""
    gender = shares[0][0].breakdown["gender"]
    for part in reversed(above):
        first = part[0][0]
        if first.breakdown.get("gender") != gender or first.unit == "%":
            continue
        rest = {name: held for name, held in first.breakdown.items() if name != "gender"}
        totals = {
            (one.year, one.value) for row in above for one, *_ in row if one.breakdown == rest and one.unit != "%"
        }
        parts = {one.year: one.value for one, *_ in part}
        if all(
            any(
                year == one.year and whole and abs(100 * parts.get(year, -1) / whole - one.value) < _ROUNDED_SHARE
                for year, whole in totals
            )
            for one, *_ in shares
        ):
            return first
    return None


def _among(whole: Sequence[Told], part: Sequence[Told]) -> bool:
    """Whether the staff of a row are in no year more than those of the row above."""
    most = {one.year: one.value for one, *_ in whole}
    return all(one.value <= most.get(one.year, -1) for one, *_ in part)


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
