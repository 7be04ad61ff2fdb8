"""Figures each beside its year below a title, as the bars of a chart are written out.

`Voluntary turnover`, and below it `13.6% 2022` and `11.9% 2021`; a year and its figure may stand on lines of their own,
in either order, or all years in a row over or under all figures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cnesg.extraction.cell_runs.titles import Titles, joined
from cnesg.extraction.cell_runs.tokens import Token, Tokens, apart
from cnesg.extraction.grids.grid import Cell, Grid, GridRow
from cnesg.text import Line

_FEWEST, _MOST_LINES, _EARLIEST = 2, 24, 15

Pair = tuple[Token, Token]


@dataclass(frozen=True)
class Found:
    """A table, the lines that it takes up, and how many classes each of its facts must have."""

    grid: Grid
    lines: frozenset[int]
    classes: int = 0


def figures_by_year(lines: Sequence[Line], tokens: Tokens, titles: Titles, year: int) -> list[Found]:
    """A table for each title with figures and years below it.

    Args:
        lines: the printed lines of a page.
        tokens: what takes lines apart.
        titles: what knows titles.
        year: the document's fiscal year.
    """
    found: list[Found] = []
    for begin, end in blocks(lines, tokens):
        block = list(lines[begin:end])
        if begin == 0 or end - begin > _MOST_LINES:
            continue
        while len(block) > _FEWEST and _of_years(block[0], tokens) and _of_years(block[-1], tokens):
            block.pop()  # the head of what comes next
        sets = _sets([tokens.of(line) for line in block], year)
        title = titles.above(lines, begin) if sets else []
        if not title:
            continue
        labels = _labels(title, len(sets), titles)
        if labels:
            grid = Grid(tuple(row for label, pairs in zip(labels, sets, strict=True) for row in _rows(label, pairs)))
            found.append(Found(grid, frozenset(line.number for line in (*title, *block))))
    return found


def blocks(lines: Sequence[Line], tokens: Tokens) -> list[tuple[int, int]]:
    """Where lines of figures and years alone begin and end, of those that follow each other."""
    at = 0
    spans: list[tuple[int, int]] = []
    for alone, group in groupby(lines, key=tokens.are_figures):
        count = len(list(group))
        if alone:
            spans.append((at, at + count))
        at += count
    return spans


def _of_years(line: Line, tokens: Tokens) -> bool:
    return all(one.kind == "year" for one in tokens.of(line))


def _labels(title: list[Line], count: int, titles: Titles) -> list[Cell]:
    """The title for each set of years; none where one line can't be parted in so many, or holds more than there are."""
    if count == 1:
        one = ":" in title[-1].text or titles.named_whole(title[-1].text)
        if not one and any(titles.parted(title[-1], parts, whole=True) for parts in (2, 3)):
            return []
        return [Cell(joined(title), title[-1], 0, len(title[-1].text))]
    return titles.parted(title[-1], count)


def _rows(label: Cell, pairs: list[Pair]) -> list[GridRow]:
    return [(None, *(one.cell for one, _ in pairs)), (label, *(two.cell for _, two in pairs))]


def _sets(lines: Sequence[Sequence[Token]], year: int) -> list[list[Pair]]:
    """Years each with its figure, in as many sets as the years come again; none where the tokens don't pair off."""
    rows = [[one for one in line if one.kind != "change"] for line in lines]
    if sum(one.kind == "year" for row in rows for one in row) > sum(one.kind == "value" for row in rows for one in row):
        rows = [apart(row) for row in rows]  # 310 288 301 below three years
    tokens = [one for row in rows for one in row]
    years = [one for one in tokens if one.kind == "year"]
    if len(tokens) == 2 * len(years) + 1 and len(rows[-1]) == 1 and rows[-1][0].text.isdecimal():
        rows, tokens = rows[:-1], tokens[:-1]  # the page's number
    values = [one for one in tokens if one.kind == "value"]
    if len(years) != len(values) or len(years) < _FEWEST:
        return []
    if any(not year - _EARLIEST <= _year(one) <= year for one in years):
        return []
    pairs = _paired(rows, years, values)
    sets: list[list[Pair]] = []
    for one in pairs:
        if not sets or any(_year(one[0]) == _year(other) for other, _ in sets[-1]):
            sets.append([])
        sets[-1].append(one)
    if len({tuple(sorted(_year(one) for one, _ in part)) for part in sets}) > 1 or (sets and len(sets[0]) < _FEWEST):
        return []
    return sets


def _paired(rows: Sequence[Sequence[Token]], years: list[Token], values: list[Token]) -> list[Pair]:
    """The years each with its figure: in turn, all of them before all figures or behind, or by lines."""
    kinds = [one.kind for row in rows for one in row]
    count = len(years)
    in_turn = all(a != b for a, b in zip(kinds[::2], kinds[1::2], strict=True)) and len(set(kinds[::2])) == 1
    apart = kinds[:count] == kinds[:1] * count and kinds[count:] == kinds[-1:] * count and kinds[0] != kinds[-1]
    if in_turn or apart:
        return list(zip(years, values, strict=True))
    whole = [row for row in rows if sorted(one.kind for one in row) == ["value", "year"]]
    rest = [row for row in rows if row and row not in whole]
    if len(rest) == _FEWEST and sorted(one.kind for row in rest for one in row) == ["value", "year"]:
        whole.append([rest[0][0], rest[1][0]])
        rest = []
    if rest:
        return []
    return [(row[0], row[1]) if row[0].kind == "year" else (row[1], row[0]) for row in whole]


def _year(token: Token) -> int:
    """The year that a token names; 2021/22 is the one in which it ends."""
    first, *rest = re.findall(r"\d+", token.text)
    return int(first) + len(rest)
