"""Rows that add up to the total below or above them: Natural gas, Company cars, then `Total Scope 1`.

What only their group or title names them is less than what the total says: a group `Operational emissions` may hold all
scopes. Above its parts a row needs no word such as total: `Scope 1`, then what it comes from.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.reading.told import Told
from cnesg.framework.regexes import regex

_TOTAL = regex(r"(?i)(?:sub-?)?total\b|\btotal$|[合总小共]计")
_FEWEST, _MOST = 2, 10  # rows of parts
_FEWEST_COLUMNS = 2  # one sum may be an accident
_ROUNDED = 1.1e-3  # of the sum


def of_totals_beside(know: Knowledge, told: Sequence[Told]) -> Sequence[Told]:
    """The facts of a table, those of rows that add up to a row beside them in every column with its metric.

    Args:
        know: vocabulary and wording.
        told: the facts in reading order.
    """
    wholes = {one: _whole_of(know, one) for one in {fact.candidate.metric for fact in told}}
    if not any(kinds for _, kinds in wholes.values()):
        return told
    rows = [list(row) for _, row in groupby(told, key=lambda one: (one.row, one.parents))]
    found = list(rows)
    for at, total in enumerate(rows):
        metric = total[0].candidate.metric
        whole, kinds = wholes[metric]
        if not kinds or len(total) < _FEWEST_COLUMNS or total[0].candidate.role != "row":
            continue
        parts = _parts_above(at, rows, kinds) if _TOTAL.search(total[0].row) else range(0)
        for part in parts or _parts_below(at, rows, kinds):
            if all(one.candidate.role != "row" and one.candidate.metric == whole for one in rows[part]):
                found[part] = [replace(one, candidate=replace(one.candidate, metric=metric)) for one in rows[part]]
    return [one for row in found for one in row]


def _whole_of(know: Knowledge, metric: str) -> tuple[str, AbstractSet[str]]:
    """The total of which a metric is a kind, with all metrics of that total; nothing where it is none."""
    for whole in know.lexicon.roles.totals:
        kinds = know.lexicon.families[whole].by_class.values() if whole in know.lexicon.families else ()
        if metric in kinds:
            return whole, {whole, *kinds}
    return "", frozenset()


def _parts_above(at: int, rows: Sequence[Sequence[Told]], kinds: AbstractSet[str]) -> range:
    """The rows right above a total that add up to it; none where they don't."""
    wanted = _values(rows[at])
    sums = dict.fromkeys(wanted, 0.0)
    first = rows[at][0].candidate
    for part in range(at - 1, max(-1, at - 1 - _MOST), -1):
        one, values = rows[part][0].candidate, _values(rows[part])
        if values.keys() != wanted.keys() or one.unit != first.unit or one.metric not in kinds:
            break
        sums = {column: sums[column] + value for column, value in values.items()}
        if at - part >= _FEWEST and all(abs(sums[c] - v) <= _ROUNDED * abs(v) for c, v in wanted.items()):
            return range(part, at)
    return range(0)


def _parts_below(at: int, rows: Sequence[Sequence[Told]], kinds: AbstractSet[str]) -> range:
    """The rows right below one that add up to it, a blank being nothing, or the one that says it again.

    Rows that nothing names are its parts too where they make up most of it and no more: offices, hotels, other sites.
    """
    wanted = _values(rows[at])
    sums = dict.fromkeys(wanted, 0.0)
    first = rows[at][0].candidate
    end = at + 1
    for part in range(at + 1, min(len(rows), at + 1 + _MOST)):
        one, values = rows[part][0].candidate, _values(rows[part])
        if not values.keys() <= wanted.keys() or one.unit != first.unit or one.metric not in kinds:
            break
        if one.role == "row" and part - at > _FEWEST and _is_most(sums, wanted):
            break  # the next of its kind
        sums = {column: value + values.get(column, 0.0) for column, value in sums.items()}
        end = part + 1
        if all(abs(sums[c] - v) <= _ROUNDED * abs(v) for c, v in wanted.items()):
            return range(at + 1, end)
    named = any(row[0].candidate.role == "row" for row in rows[at + 1 : end])
    return range(at + 1, end) if end - at > _FEWEST and not named and _is_most(sums, wanted) else range(0)


def _is_most(sums: Mapping[tuple[str, ...], float], wanted: Mapping[tuple[str, ...], float]) -> bool:
    """Whether sums are more than half of what is wanted in every column, and in none more than it."""
    return all(0.5 * v < sums[column] <= (1 + _ROUNDED) * v for column, v in wanted.items())


def _values(row: Sequence[Told]) -> Mapping[tuple[str, ...], float]:
    return {one.headers: one.candidate.value for one in row}
