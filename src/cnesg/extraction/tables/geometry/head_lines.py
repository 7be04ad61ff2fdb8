"""Which fragment of each line of headers stands for which column."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cnesg.extraction.tables.geometry.layout import Slot
from cnesg.extraction.tables.geometry.repeated_heads import over_repeated_names, over_repeated_years
from cnesg.extraction.tables.geometry.spanning import (
    at_two_heights,
    centred_over,
    distance,
    in_order,
    nearest,
    over_groups,
    over_unlike_groups,
    overlap,
    parted_by_names,
    spread,
    years_over_groups,
)
from cnesg.extraction.tables.geometry.wrapped_heads import wrapped
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex

_SQUARELY = 2.5
_AT_ONE_HEIGHT = 0.25
_LEVELS = 2  # of heads: a group has a count and its share
_FEWEST_OF_GROUP = 3  # columns
_OFF_PAIR = 6.0  # points off the middle of two heads
_CLOSING = regex(r"[^(（)）]*[)）]")  # closes a bracket of the line above: 核定排放总量（吨/|年）
_IN_BRACKETS = regex(r"\([^()]*\)")

TextRow = list[Fragment]
Heads = list[Fragment | None]


@dataclass
class HeadLines:
    """Lines of headers over the columns of a table, from top to bottom."""

    lines: Sequence[TextRow]
    columns: Sequence[Slot]

    def heads(self) -> list[Heads]:
        """For each line the fragment that heads each column; none where it stands over none of them.

        A line with a fragment for each column heads them one by one; one with fewer spans: each column takes the
        fragment over it, else the nearest.
        """
        told: list[Heads] = []
        for at in reversed(range(len(self.lines))):
            told.insert(0, self._of(at, told))
        if len(self.columns) < 2 or not (left_out := self._left_out(told)):
            return told
        return self._one_by_one(told) or self._below_groups(left_out) or told

    def _left_out(self, told: Sequence[Heads]) -> list[Fragment]:
        """What of the lines heads no column."""
        used = {id(f) for heads in told for f in heads if f is not None}
        return [f for row in self.lines for f in row if id(f) not in used]

    def _below_groups(self, left_out: Sequence[Fragment]) -> list[Heads]:
        """The heads of columns in their order below heads of groups: Male over No. | %, Female over No. | %, Total.

        Heads in the middle of wide cells stand left of figures that are set right, so that those of groups reach over
        one column of theirs alone, and one that has a column to itself over none. None where no such head is left out.
        """
        if len(self.lines) < _LEVELS or not any(f.x0 > self.columns[0].x1 for f in left_out):
            return []
        lowest = sorted(self.lines[-1], key=lambda f: f.x0)
        pairs = [(a.x0 + b.x1) / 2 for a, b in pairwise(lowest)]
        above = [f for row in self.lines[:-1] for f in row]
        groups = {id(f) for f in above if any(abs((f.x0 + f.x1) / 2 - middle) < _OFF_PAIR for middle in pairs)}
        rest = [f for f in above if id(f) not in groups]
        order = sorted((*lowest, *rest), key=lambda f: f.x0)[-len(self.columns) :]
        if not groups or not _each_left_of([[f] for f in order], self.columns):
            return []
        place = {id(f): at for at, f in enumerate(order)}
        heads: list[Heads] = []
        for row in self.lines:
            line: Heads = [None] * len(order)
            for f in row:
                if id(f) in place:
                    line[place[id(f)]] = f
            for group in (f for f in row if id(f) in groups):
                for n in sorted(range(len(order)), key=lambda n: distance(group, order[n]))[:_LEVELS]:
                    line[n] = line[n] or group
            heads.append(line)
        return heads

    def _one_by_one(self, told: Sequence[Heads]) -> list[Heads]:
        """The heads of columns in their order, where some column has none and each has one a little left of it.

        Heads in the middle of wide columns stand over no figure that is set right. None where they are no such heads.
        """
        if all(any(heads and heads[at] for heads in told) for at in range(len(self.columns))):
            return []
        stacks = stacked([f for row in self.lines for f in row])[-len(self.columns) :]
        if not _each_left_of(stacks, self.columns):
            return []
        place = {id(f): at for at, stack in enumerate(stacks) for f in stack}
        heads: list[Heads] = []
        for row in self.lines:
            of_row = {place[id(f)]: f for f in row if id(f) in place}
            heads.append([of_row.get(at) for at in range(len(self.columns))] if of_row else [])
        return heads

    @cached_property
    def _dated(self) -> TextRow:
        """The line with a year for each of several columns."""
        if len(self.columns) < 2:
            return []
        return next((row for row in self.lines if sum(f.kind == "year" for f in row) == len(self.columns)), [])

    @cached_property
    def _over_values(self) -> list[TextRow]:
        return [[f for f in row if _reaches(f, self.columns)] for row in self.lines]

    @cached_property
    def _parted(self) -> Sequence[Heads]:
        return at_two_heights(self.lines, self.columns)

    def _of(self, at: int, told: Sequence[Heads]) -> Heads:
        """What of a line heads each column, below which such lines of heads are told."""
        row, columns = self.lines[at], self.columns
        below, named = told[0] if told else [], next(filter(None, told), [])
        ordered = in_order(row, columns)
        over = ordered or self._over_values[at]
        if not over:
            return []
        if len(over) == 1 and self._is_over_all_years(over[0]):
            over = [over[0]] * len(columns)  # a title over all years, though set nearer to one
        further = list(filter(None, self._over_values[at + 1 :]))
        known = self._parted[at] if self._parted else years_over_groups(row, columns, further)
        if not known and len(over) < len(columns) and below and (begun := wrapped(over, self.lines[at + 1])):
            known = [begun.get(id(f)) for f in below]  # each goes on in the line below
        known = known or _beside_group(over, _uppermost(told), columns) or centred_over(over, named)
        return known or self._spread(at, over, ordered, _uppermost(told))

    def _spread(self, at: int, over: TextRow, ordered: Sequence[Fragment] | None, below: Heads) -> Heads:
        """For each column the fragment of a line over it, below which these head the columns, else the nearest."""
        columns, further = self.columns, list(filter(None, self._over_values[at + 1 :]))
        if ordered and all(f.kind == "year" for f in ordered):
            return list(ordered)  # maybe at the left edge of columns set right
        if any(_CLOSING.match(f.text) for f in over) or _are_units(over, columns):
            return _going_on(over, columns)
        if len(over) < len(columns) and (
            grouped := over_repeated_names(over, below) or over_groups(over, columns, further)
        ):
            return grouped
        parted = parted_by_names(over, columns, further) or over_repeated_years(over, below)
        if parted := parted or over_unlike_groups(over, below):
            return parted
        if self._over_values[at] and interleaved(self._over_values[at], self._over_values):
            return [max(o, key=lambda f: overlap(f, c)) if (o := _on(c, over)) else None for c in columns]
        heads: Heads = [nearest(c, over) for c in columns] if len(over) >= len(columns) else [*spread(over, columns)]
        apart = len({id(f) for f in heads}) == len(columns)
        return heads if apart or not ordered else list(ordered)  # set left over columns set right: each reaches on

    def _is_over_all_years(self, head: Fragment) -> bool:
        """Whether a head stands over a line of years, squarely over none of them."""
        return head.bbox[3] < min((f.bbox[1] for f in self._dated), default=0.0) + 1 and _off(head, self._dated)


def _beside_group(row: Sequence[Fragment], below: Heads, columns: Sequence[Slot]) -> Heads:
    """The heads of a line of which one stands over the only columns without a head below, the other over the rest.

    Women | Race / ethnicity, over nothing | White | Black | Hispanic: the first heads its column and no other.
    """
    bare = {n for n, head in enumerate(below) if head is None}
    if len(row) != _LEVELS or not bare or len(below) - len(bare) < _FEWEST_OF_GROUP:
        return []
    alone = [f for f in row if any(overlap(f, columns[n]) > 0 for n in bare)]
    own = {n for n, column in enumerate(columns) if any(overlap(f, column) > 0 for f in alone)}
    if len(alone) != 1 or own != bare:
        return []
    group = next(f for f in row if f is not alone[0])
    held = [n for n, column in enumerate(columns) if overlap(group, column) > 0]
    return [alone[0] if n in bare else group for n in range(len(columns))] if held else []


def _each_left_of(stacks: Sequence[Sequence[Fragment]], columns: Sequence[Slot]) -> bool:
    """Whether the head of each column ends where that does, or left of it, and begins right of the column before.

    Args:
        stacks: of each head the fragments that stand over one another, from left to right.
        columns: the columns.
    """
    ends = [column.x1 for column in columns]
    return len(stacks) == len(columns) and all(
        before < min(f.x0 for f in stack) and max(f.x1 for f in stack) <= end + _SQUARELY
        for stack, before, end in zip(stacks, [0.0, *ends], ends, strict=False)
    )


def stacked(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Fragments that stand over one another, from left to right.

    Args:
        fragments: those of several lines, from top to bottom.
    """
    stacks: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda f: f.x0):
        if stacks and fragment.x0 < max(f.x1 for f in stacks[-1]):
            stacks[-1].append(fragment)
        else:
            stacks.append([fragment])
    return stacks


def _uppermost(told: Sequence[Heads]) -> Heads:
    """For each column the uppermost of its heads: of one in two lines the first."""
    lines = [line for line in told if line]
    return [next(filter(None, heads), None) for heads in zip(*lines, strict=True)]


def _are_units(over: TextRow, columns: Sequence[Slot]) -> bool:
    """Whether some columns have each a unit in brackets: it is of none beside them."""
    return 1 < len(over) < len(columns) and all(_IN_BRACKETS.fullmatch(f.folded.strip()) for f in over)


def _going_on(row: Sequence[Fragment], columns: Sequence[Slot]) -> list[Fragment | None]:
    """For each column the fragment below its header: a line that closes brackets goes on, and spans nothing."""
    heads: list[Fragment | None] = [None] * len(columns)
    for fragment in row:
        closest = min(range(len(columns)), key=lambda n: distance(fragment, columns[n]))
        if overlap(fragment, columns[closest]) > -fragment.height:
            heads[closest] = fragment
    return heads


def interleaved(row: TextRow, headers: Sequence[TextRow]) -> bool:
    """Whether a line stands at the height of other lines: cells of one, two and three lines, set in their middle."""
    low, high = min(f.bbox[1] for f in row), max(f.bbox[3] for f in row)
    return any(
        min(high, f.bbox[3]) - max(low, f.bbox[1]) > _AT_ONE_HEIGHT * f.height
        for other in headers
        if other is not row
        for f in other
    )


def _on(column: Slot, row: Sequence[Fragment]) -> list[Fragment]:
    """The fragments of a line that stand over a column."""
    return [f for f in row if overlap(f, column) > 0]


def _off(fragment: Fragment, years: Sequence[Fragment]) -> bool:
    """Whether a fragment is set neither on an edge nor on the middle of any of the years below it."""
    return fragment.kind == "text" and all(
        min(abs(fragment.x0 - y.x0), abs(fragment.x1 - y.x1), abs(fragment.x0 + fragment.x1 - y.x0 - y.x1) / 2)
        > _SQUARELY
        for y in years
        if y.kind == "year"
    )


def _reaches(fragment: Fragment, columns: Sequence[Slot]) -> bool:
    """Whether a fragment stands over the value columns at all, and not over the labels left of them."""
    margin = 2 * fragment.height
    return fragment.x1 > columns[0].x0 - 0.5 * fragment.height and fragment.x0 < columns[-1].x1 + margin
