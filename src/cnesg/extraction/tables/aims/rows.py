"""Rows of a table of targets: `Area | Target | Base year | Progress in 2023 | Status`, each cell put together.

Such tables are known by their heads: one that says that aims stand below it, and right of it one that says what was
done, or that gives a year. Their columns are parted where nothing stands between the heads, as cells need not begin
where their head does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cnesg.extraction.tables.fragments import page_fragments
from cnesg.extraction.tables.last_page import kept_for_last_page
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.text import Page

_QUALIFIED = (
    r"(?:(?:our|key|main|esg|sustainability|long[- ]term|medium[- ]term|mid[- ]term|short[- ]term|environmental|group"
    r"|current|latest|overall|(?:fy ?)?(?:19|20)\d\d(?:/\d\d)?) ){0,3}"
)
_AIM = regex(
    rf"(?i){_QUALIFIED}(?:targets?|goals?|commitments?|objectives?|ambitions?)"
    r"(?: (?:set|for (?:fy ?)?20\d\d|(?:fy ?)?20\d\d|and commitments?|description))?(?:\s?\([^()]{1,90}\)?)?"
)
_DONE = regex(
    rf"(?i){_QUALIFIED}(?:progress|achievements?|results?|performance|actuals?|actions taken|what we did"
    r"|main activities|activities|update)(?:(?: [a-z]+){0,5})(?: (?:fy ?)?(?:19|20)\d\d)?(?:\s?\([^()]{1,60}\)?)?"
)
WHEN = regex(r"(?i)(?:target year|deadline|due(?: date)?|timeline|time ?frame|by when|target date|year|timing)")
BASE_YEAR = regex(r"(?i)base(?:line)?(?: year)?|reference year")
_BASE = regex(r"(?i)base(?:line)?(?: value| figure| data)?(?: \(?(?:19|20)\d\d\)?)?|(?:19|20)\d\d base(?:line)?")
_YEAR = regex(r"(?i)(?:fy ?)?((?:19|20)\d\d)(?:/\d\d)?")
_LEAST_GAP = 3.0  # points between the cells of two columns
_LONGEST_HEAD = 120
_WIDE_GAP = 5  # of the heads' height, behind which a table has ended
_BESIDE = 60.0  # points by which cells may stand out beside the heads
_ACROSS = 0.7  # of the table's width, which lines between rows run through
_ROW_GAP = 0.45  # of the characters' height, from one row to the next
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class AimRow:
    """A row of a table of targets: the fragments of each of its cells, and where it begins and ends on the page."""

    cells: tuple[tuple[Fragment, ...], ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class AimTable:
    """A table of targets.

    Attributes:
        heads: the text of the head of each column.
        edges: where each column begins, and where the last one ends.
        rows: from top to bottom.
    """

    heads: tuple[str, ...]
    edges: tuple[float, ...]
    rows: tuple[AimRow, ...]

    def columns(self, of: re.Pattern[str]) -> list[int]:
        """The columns whose head is of a kind."""
        return [at for at, head in enumerate(self.heads) if of.fullmatch(head)]

    @property
    def aims(self) -> list[int]:
        """The columns of aims."""
        return self.columns(_AIM)

    @property
    def done(self) -> list[int]:
        """The columns of what was done, in words or figures."""
        return [at for at in self.columns(_DONE) if at not in self.aims]

    @property
    def base_values(self) -> list[int]:
        """The columns of what aims are measured against."""
        return self.columns(_BASE)

    def year_in(self, row: AimRow, of: re.Pattern[str]) -> int | None:
        """The year in a row's cell below a head of some kind."""
        for at in self.columns(of):
            found = _YEAR.search(text_of(row.cells[at]))
            if found:
                return int(found[1])
        return None

    def target_year(self, row: AimRow) -> int | None:
        """By when the aim of a row is to be reached, where a column of its own says it."""
        return self.year_in(row, WHEN)

    def base_year(self, row: AimRow) -> int | None:
        """The year against which the aim of a row is measured, where a column of its own says it."""
        return self.year_in(row, BASE_YEAR)

    def place_of(self, x: float, y: float) -> tuple[AimRow, int] | None:
        """The row and the column in which a point of the page lies."""
        row = next((row for row in self.rows if row.top <= y < row.bottom), None)
        at = next((at for at, (x0, x1) in enumerate(pairwise(self.edges)) if x0 <= x < x1), None)
        return None if row is None or at is None else (row, at)


def text_of(cell: Sequence[Fragment]) -> str:
    """The text of a cell, folded, its lines joined."""
    return " ".join(f.folded.strip() for f in cell)


@kept_for_last_page
def aim_tables(page: Page) -> tuple[AimTable, ...]:
    """The tables of targets on a page.

    Args:
        page: a page of a PDF; a text file has no geometry and gives none.
    """
    if page.number is None or page.turn is not None:
        return ()
    lines = page_fragments(page)
    found: list[AimTable] = []
    for line in lines:
        for one in line:
            if one.kind == "text" and len(one.text) <= _LONGEST_HEAD and _AIM.fullmatch(one.folded.strip()):
                heads = _beside(one, lines)
                if _are_heads(heads) and (table := _table(heads, lines, page)) is not None:
                    found.append(table)
                break
    return tuple(found)


def _beside(one: Fragment, lines: Sequence[Sequence[Fragment]]) -> list[Fragment]:
    """What stands beside a head, itself included, from left to right."""
    return sorted(
        (f for line in lines for f in line if abs(f.middle - one.middle) < 0.5 * one.height), key=lambda f: f.x0
    )


def _are_heads(heads: Sequence[Fragment]) -> bool:
    """Whether the texts of a line are heads of a table of targets: an aim, and right of it what was done or a year."""
    aim = next((at for at, f in enumerate(heads) if _AIM.fullmatch(f.folded.strip())), None)
    if aim is None or len(heads) < 2:
        return False
    right = [f.folded.strip() for f in heads[aim + 1 :]]
    return any(_DONE.fullmatch(text) or _YEAR.fullmatch(text) for text in right) and all(
        len(f.text) <= _LONGEST_HEAD for f in heads
    )


def _table(heads: Sequence[Fragment], lines: Sequence[Sequence[Fragment]], page: Page) -> AimTable | None:
    """The table below a line of heads; None where its columns are not apart."""
    below = _below(heads, lines, page)
    edges = _edges(heads, below)
    if edges is None:
        return None
    bottom = max(f.bbox[3] for f in below) + 1
    starts = _row_starts(heads, below, edges, page)
    rows = []
    for top, end in pairwise([*starts, bottom]):
        own = sorted((f for f in below if top <= f.middle < end), key=lambda f: (f.line, f.x0))
        cells = tuple(tuple(f for f in own if x0 <= f.x0 < x1) for x0, x1 in pairwise(edges))
        if any(cells):
            rows.append(AimRow(cells, top, end))
    return AimTable(tuple(f.folded.strip() for f in heads), tuple(edges), tuple(rows)) if rows else None


def _below(heads: Sequence[Fragment], lines: Sequence[Sequence[Fragment]], page: Page) -> list[Fragment]:
    """What stands below a line of heads, up to a wide gap or a line that runs across the columns."""
    left, right, height = heads[0].x0, heads[-1].x1, max(f.height for f in heads)
    low = max(f.bbox[3] for f in heads)
    rest = sorted((f for line in lines for f in line if f.middle > low and f.middle < 0.95 * page.height), key=_middle)
    found: list[Fragment] = []
    for f in rest:
        runs_across = any(f.x0 < b.x0 - _LEAST_GAP and f.x0 < a.x1 and f.x1 > b.x1 for a, b in pairwise(heads))
        if f.bbox[1] - low > _WIDE_GAP * height or runs_across:
            break
        low = max(low, f.bbox[3])
        if f.x1 > left - _BESIDE and f.x0 < right + _BESIDE:
            found.append(f)
    return found


def _middle(f: Fragment) -> float:
    return f.middle


def _edges(heads: Sequence[Fragment], below: Sequence[Fragment]) -> list[float] | None:
    """Where the columns begin and where the last ends: between two heads, where the widest empty strip is."""
    if not below:
        return None
    edges = [min(f.x0 for f in (*heads, *below)) - 1]
    for a, b in pairwise(heads):
        low, high = (a.x0 + a.x1) / 2, (b.x0 + b.x1) / 2
        spans = sorted((f.x0, f.x1) for f in (*below, a, b) if f.x1 > low and f.x0 < high)
        widest, end, reach = 0.0, 0.0, low
        for x0, x1 in spans:
            if x0 - reach > widest:
                widest, end = x0 - reach, x0
            reach = max(reach, x1)
        if widest < _LEAST_GAP:
            return None
        edges.append(end - 1)
    return [*edges, max(f.x1 for f in (*heads, *below)) + 1]


def _row_starts(
    heads: Sequence[Fragment], below: Sequence[Fragment], edges: Sequence[float], page: Page
) -> list[float]:
    """Where the rows begin: at lines drawn from one side to the other, else below gaps that run through."""
    top, bottom = max(f.bbox[3] for f in heads), max(f.bbox[3] for f in below)
    drawn: dict[int, float] = {}
    for x0, y0, x1, y1 in page.rulings:
        if x1 - x0 > 4 * (y1 - y0) and top - 1 <= y0 < bottom:
            drawn[round(y0)] = drawn.get(round(y0), 0.0) + x1 - x0
    wide = sorted(float(y) for y, length in drawn.items() if length > _ACROSS * (edges[-1] - edges[0]))
    if len(wide) >= _FEWEST_ROWS:
        return wide
    starts, low = [], top
    for f in sorted(below, key=lambda f: f.bbox[1]):
        if f.bbox[1] - low > _ROW_GAP * f.height:
            starts.append(f.bbox[1] - 1)
        low = max(low, f.bbox[3])
    return starts
