"""Rows of several years whose header was lost: figures that all pass for this year's though one row prints them.

员工总数 | 4,107 | 4,215 | 4,388 is one fact of three years. Which comes first, rows with a header tell, and what
other places of the report print for this year.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.prose.years.years import step_of
from cnesg.model import canonical_breakdown

_FEWEST = 3  # figures of a row without years; two may be of the company and of a part
_APART = 10  # times the smallest: what differs more is no series
_SAID_ELSEWHERE = 3  # votes of a figure that another place prints for this year
_DIGITS = 3  # of such a figure


def with_years(candidates: Iterable[Candidate], year: int) -> list[Candidate]:
    """Candidates in which rows of several years without a header have years, where the report tells their order.

    Args:
        candidates: all of a document, repetitions included.
        year: the document's fiscal year.
    """
    found = list(candidates)
    rows: dict[tuple[object, ...], list[Candidate]] = defaultdict(list)
    for one in found:
        if one.method != "text" and one.value_kind == "actual":
            key = one.place.page, one.place.line, one.metric, one.unit, canonical_breakdown(one.breakdown)
            rows[key].append(one)
    ordered = [sorted(row, key=lambda one: one.order) for row in rows.values() if len(row) > 1]
    lost = [row for row in ordered if _is_lost(row, year)]
    if not lost:
        return found
    votes = Counter(step for row in ordered if (step := step_of([one.year for one in row])))
    for row in lost:
        votes[_of_others(row, found, year)] += _SAID_ELSEWHERE
    if votes[1] == votes[-1]:
        return found
    step = 1 if votes[1] > votes[-1] else -1
    dated = {id(one): told for row in lost for one, told in zip(row, _years(year, len(row), step), strict=True)}
    return [replace(one, year=dated[id(one)]) if id(one) in dated else one for one in found]


def _is_lost(row: Sequence[Candidate], year: int) -> bool:
    """Whether figures of a row are alike enough for a series and all said to be of this year."""
    values = sorted(abs(one.value) for one in row)
    alike = values[0] > 0 and values[-1] < _APART * values[0] and values[0] < values[-1]
    return len(row) >= _FEWEST and alike and all(one.year == year and one.role == "row" for one in row)


def _of_others(row: Sequence[Candidate], found: Iterable[Candidate], year: int) -> int:
    """What the row's first or last figure says of the order where another place prints it for this year."""
    first, last = row[0], row[-1]
    ends = {
        end
        for one in found
        if one.metric == first.metric and one.year == year and one.place.line != first.place.line
        for end, value in ((-1, first), (1, last))
        if one.value == value.value and len(value.raw_value.replace(".", "").strip("0")) >= _DIGITS
    }
    return ends.pop() if len(ends) == 1 else 0


def _years(year: int, count: int, step: int) -> range:
    """As many years as figures, the last or the first of which is this year."""
    return range(year - count + 1, year + 1) if step > 0 else range(year, year - count, -1)
