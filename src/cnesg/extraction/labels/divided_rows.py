"""Rows right below a whole that count whom of the staff it is made of.

New hires | 120, then Male employees | 70 and Female employees | 50: by their own words they would be staff; that they
add up to the row above tells what they count. Rates of parts don't add up, to a hundred least of all: where they do,
they are shares of the staff.
"""

from collections.abc import Callable, Mapping, Sequence

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.titles_by_class import is_workers, names_alone, of_people, says_whom
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

Valued = tuple[str, Mapping[int, float]]
"""A row: its label, empty where it has none, and its figures by column."""

_REST = regex(r"(?i)(?:all )?others?(?: (?:employees|staff|workers|levels|categories))?$|其[他它](?:员工|雇员|职工)?$")
_RATES = frozenset({"%", "hours/employee"})
_FEWEST = 2
_LONGEST_CLASS = 24  # characters
_ALL, _NEAR_ALL = 100.0, 2.0  # per cent
_ROUNDED = 0.51


def rows_divided(know: Knowledge, find: Callable[[str], Found], rows: Sequence[Valued]) -> dict[int, int]:
    """Which rows divide which row above them by whom their figures are for.

    Args:
        know: vocabulary and wording.
        find: what the lexicon finds in a label.
        rows: the rows of a table in order; those without figures have empty ones.

    Returns:
        The number of the whole by the number of each row that is a part of it.
    """
    parts: dict[int, int] = {}
    for at, (label, values) in enumerate(rows):
        found = find(label) if values and label else None
        if found is None or not may_be_divided(know, label, found):
            continue
        named = of_people(know, found)
        rates = _is_rate(know, found)
        for group in _groups(know, find, rows, at + 1):
            if _make_up(values, [rows[one][1] for one in group], rates=rates):
                # a class alone is of the row above it anyway
                parts |= {one: at for one in group if not named or not _is_class(find(rows[one][0]), rows[one][0])}
    return parts


def may_be_divided(know: Knowledge, label: str, found: Found) -> bool:
    """Whether a row with such a label may have rows of its own below it that say but whom.

    It names a figure of people, or it counts people whom no metric counts: Employees who took parental leave.

    Args:
        know: vocabulary and wording.
        label: the label.
        found: what the lexicon finds in it.
    """
    if of_people(know, found):
        return names_alone(label, found)
    return know.exclusions.keeps_out_below(label, know.lexicon.roles.staff_of_class)


def _is_rate(know: Knowledge, found: Found) -> bool:
    longest = max(found.hits, key=lambda hit: hit.weight, default=None)
    return longest is not None and know.unit_of(know.lexicon.entries[longest.entry].metric) in _RATES


def _groups(know: Knowledge, find: Callable[[str], Found], rows: Sequence[Valued], start: int) -> list[list[int]]:
    """Runs of rows from one on that say no more than whom, each of one dimension."""
    runs: list[list[int]] = []
    last: frozenset[str] = frozenset()
    for at in range(start, len(rows)):
        label, values = rows[at]
        found = find(label)
        if not label or not values or not _is_part(know, label, found):
            break
        classes = know.lexicon.classes
        named = frozenset(
            {"worker"} if is_workers(label) else (classes[number].dimension for *_, number in found.classes)
        )
        dimensions = last if _REST.match(label) else named | ({"age"} if age_of_cell(label) else frozenset())
        if runs and dimensions == last:
            runs[-1].append(at)
        else:
            runs.append([at])
        last = dimensions
    return [run for run in runs if len(run) >= _FEWEST]


def _is_part(know: Knowledge, label: str, found: Found) -> bool:
    """Whether a label says whom its figure is for and no more, in words for people or as a class alone."""
    whom = says_whom(know, label, found) or is_workers(label) or _REST.match(label) is not None
    return whom or _is_class(found, label)


def _is_class(found: Found, label: str) -> bool:
    """Whether a label is a class and names no staff: Female, 30-50."""
    named = bool(found.classes) or age_of_cell(label) is not None
    return not found.hits and named and len(label) <= _LONGEST_CLASS and not is_workers(label)


def _make_up(whole: Mapping[int, float], parts: Sequence[Mapping[int, float]], *, rates: bool) -> bool:
    """Whether parts add up to a whole in every column, or, of rates, to no hundred in any."""
    columns = [column for column in whole if all(column in part for part in parts)]
    sums = [(whole[column], sum(part[column] for part in parts)) for column in columns]
    if rates:
        return bool(sums) and all(abs(total - _ALL) > _NEAR_ALL for _, total in sums)
    return bool(sums) and all(abs(one - total) < _ROUNDED for one, total in sums) and any(one for one, _ in sums)
