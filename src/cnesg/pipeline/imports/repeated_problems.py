"""The problems of a file as a person mends them: one for each distinct problem, with all rows that have it."""

from collections.abc import Iterable
from typing import Any

from cnesg.errors import Problem

_SHOWN = 12
"""Rows that are listed; of more the count says how many there are."""
_APART = 8
"""As many wrong values of one kind have a line each; more of them are one problem of their column."""
_OF_VALUES = {"value", "text", "first", "key", "company", "code", "other"}
"""What a problem says of the wrong value itself."""


def each_once(problems: Iterable[Problem]) -> list[Problem]:
    """One problem for each distinct problem, with the words of its first row and the numbers of all its rows."""
    kinds: dict[Any, dict[Any, list[Problem]]] = {}
    for problem in problems:
        kind = _key(problem, {"row"} | _OF_VALUES)
        kinds.setdefault(kind, {}).setdefault(_key(problem, {"row"}), []).append(problem)
    apart = (
        group
        for groups in kinds.values()
        for group in (
            groups.values() if len(groups) <= _APART else [[one for group in groups.values() for one in group]]
        )
    )
    return [_together(group) for group in apart]


def _key(problem: Problem, without: set[str]) -> tuple[object, ...]:
    return problem.message_id, *((name, str(value)) for name, value in problem.values.items() if name not in without)


def _together(group: list[Problem]) -> Problem:
    rows = sorted({int(problem.values["row"]) for problem in group if "row" in problem.values})
    first = group[0]
    if len(rows) < 2:
        return first
    shown = ", ".join(map(str, rows[:_SHOWN])) + (", ..." if len(rows) > _SHOWN else "")
    return first.also("sources.more_rows", count=len(rows), rows=shown)
