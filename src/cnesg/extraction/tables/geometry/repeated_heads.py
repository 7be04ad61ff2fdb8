"""Lines of heads over groups of columns that name the same things: a year over Male | Female, and the next."""

from collections.abc import Sequence

from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex

_SIGN = regex(r"[(（]?%[)）]?")


def is_sign(head: str) -> bool:
    """Whether a head is nothing but the sign of shares: %, (%)."""
    return _SIGN.fullmatch(head.strip()) is not None


def over_repeated_years(row: Sequence[Fragment], below: Sequence[Fragment | None]) -> list[Fragment | None]:
    """The fragment over each column, where a year that comes again begins a group: 2024 | 2023 | 2024 | 2024.

    Heads stand in the middle of their cells and years at the right of theirs: how far they are off tells nothing.

    Args:
        row: the fragments from left to right.
        below: what heads each column in the line below.

    Returns:
        Nothing where other things than years stand below, or their groups are not as many as the fragments.
    """
    groups: list[list[Fragment]] = []
    for year in below:
        if year is None or year.kind != "year" or any(year is one for group in groups for one in group):
            return []
        if not groups or any(year.folded == one.folded for one in groups[-1]):
            groups.append([])
        groups[-1].append(year)
    if not 1 < len(row) == len(groups) < len(below):
        return []
    apart = all(head.x0 > group[-1].x1 - head.height for head, group in zip(row[1:], groups, strict=False))
    return [head for head, group in zip(row, groups, strict=True) for _ in group] if apart else []


def over_repeated_names(row: Sequence[Fragment], below: Sequence[Fragment | None]) -> list[Fragment | None]:
    """The fragment over each column, where names that come again begin a group: Male | % | Female | % | Male | Female.

    Args:
        row: the fragments from left to right.
        below: what heads each column in the line below.

    Returns:
        Nothing where the groups are not as many as the fragments, name other things, or stand beside their fragments.
    """
    heads = [f for f in below if f is not None]
    if len(row) < 2 or len(heads) != len(below) or len({id(f) for f in heads}) < len(heads):
        return []
    groups: list[list[Fragment]] = []
    for head in heads:
        names = {one.folded for one in groups[-1]} if groups else set()
        if not groups or (head.folded in names and not is_sign(head.folded)):
            groups.append([])
        groups[-1].append(head)
    named = [[f.folded for f in group if not is_sign(f.folded)] for group in groups]
    if len(groups) != len(row) or len(named[0]) < 2 or any(names != named[0] for names in named):
        return []
    if any(head.x1 <= group[0].x0 or group[-1].x1 <= head.x0 for head, group in zip(row, groups, strict=True)):
        return []
    return [head for head, group in zip(row, groups, strict=True) for _ in group]
