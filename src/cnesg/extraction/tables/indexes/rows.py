"""Rows and columns of an index of disclosures (GRI, SASB, UN Global Compact), each cell put together from its lines.

Indexes are known by the codes down a column, each maybe broken over two lines (RT-CH-|110a.1), or by a header that
says what the column holds (`Response`); other text in columns is left as it is.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cnesg.extraction.tables.fragments import fragment_of, is_code, page_fragments
from cnesg.extraction.tables.last_page import kept_for_last_page
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text import Line, Page

_CODE = regex(  # those of GRI 2 and of SASB's activity metrics besides: 2-7, EM-MM-000.B
    r"(?:GRI\s?)?\d{1,3}-\d{1,2}(?:\s?\(?[a-z]\)?)?|[A-Z]{2}-?[A-Z]{2}-\d{3}\.[A-Z]"
)
_BEGUN_CODE = regex(r"[A-Z]{2}-?(?:[A-Z]{2}-?)?")
_REST_OF_CODE = regex(r"(?:[A-Z]{2}-?)?\d{3}(?:[a-z]\.?\s?\d{0,2}|\.[A-Z])")
_DIGIT = regex(r"\d")  # what every code has
_ANSWERS = regex(
    r"(?i)(?:(?:our|company|fy ?\d*|20\d\d)\s)?(?:location(?: (?:or|and|/) )?)?(?:response|answer|disclosure|comment|"
    r"explanation|progress|status)s?(?:\s(?:fy ?)?'?\d{2,4}|\s(?:or|and|/)\s\w+)?"
)
_MARK = regex(r"\(\d\)|\d\)")
_LONGEST_MARK = 5  # with blanks around it
_EDGE = 3.0
_FEWEST = 3  # rows of an index
_NARROWEST = 150.0  # points of an index beside another
_FEWEST_UNCODED = 4
_LONGEST_HEAD = 40
_LEAST_OF_OWN = 0.7  # of the codes stand below a line of their own where lines part the rows
_LEAST_ACROSS = 0.7  # of an index's width: a line between rows leaves out the topic that they share
_FAR = 1.0  # of the characters' height: what follows an index stands further below it than lines of a code
_WRAPPED = 0.5  # of the characters' height: lines of one code stand closer


@dataclass(frozen=True)
class IndexRows:
    """An index on a page.

    Attributes:
        cells: for each row from top to bottom the fragments of each of its cells.
        columns: the fragments of each column.
        codes: the identities of the fragments that are codes of items.
        heads: what stands right above the first row.
    """

    cells: tuple[tuple[tuple[Fragment, ...], ...], ...]
    columns: tuple[tuple[Fragment, ...], ...]
    codes: frozenset[int]
    heads: tuple[Fragment, ...]

    def asked(self, cells: Sequence[Sequence[Fragment]]) -> str:
        """The text of some cells of a row, without codes."""
        return " ".join(f.text for cell in cells for f in in_order(cell) if id(f) not in self.codes)


@kept_for_last_page
def index_pages(page: Page) -> list[Page]:
    """The page, parted between indexes that stand side by side: each has codes down a column of its own.

    Args:
        page: a page of a PDF; a text file has no geometry and gives none.
    """
    if page.number is None or page.turn is not None:
        return []
    columns = _columns_of_codes([f for line in page_fragments(page) for f in line])
    held = [f.middle for column in columns for f in column]
    cuts = [right[0].x0 - _EDGE for left, right in pairwise(columns) if right[0].x0 - left[0].x0 > _NARROWEST]
    boxed = [(line.bbox, line) for line in page.lines if line.bbox is not None]
    rows = [box for box, _ in boxed if cuts and box[3] > min(held) and box[1] < max(held)]
    if not cuts or any(box[0] < cut < box[2] for cut in cuts for box in rows):
        return [page]
    return [
        replace(
            page,
            lines=tuple(line for box, line in boxed if left <= box[0] and box[2] <= right),
            rulings=tuple(r for r in page.rulings if left - _EDGE <= r[0] and r[2] <= right + _EDGE),
        )
        for left, right in pairwise([0.0, *cuts, page.width])
    ]


@kept_for_last_page
def index_rows(page: Page) -> IndexRows | None:
    """The index of disclosures on a page, if there is one.

    Args:
        page: a page of a PDF; a text file has no geometry and gives none.
    """
    if page.number is None or page.turn is not None:
        return None
    lines = {line.number: line for line in page.lines}
    fragments = [f for line in page_fragments(page) for f in _with_marks(line, lines)]
    coded, codes = _codes(fragments)
    if coded:
        end = _end(coded, codes, fragments)
        fragments = [f for f in fragments if f.middle < end]
        top = min(f.bbox[1] for f in coded)
        edges = _edges([f for f in fragments if f.bbox[1] > top - _EDGE], len(coded))
    else:
        heads = _heads(fragments)
        if not heads:
            return None
        top = max(f.bbox[3] for f in heads)
        edges = [f.x0 for f in heads]
    below = [f for f in fragments if f.bbox[1] > top - _EDGE and f.middle < 0.95 * page.height]
    columns = _columns(below, edges)
    if len(columns) < 2:
        return None
    starts = _row_starts(page, columns, coded)
    if len(starts) < (_FEWEST if coded else _FEWEST_UNCODED):
        return None
    ends = [*starts[1:], page.height]
    cells = [
        tuple(tuple(f for f in column if start <= f.middle < end) for column in columns)
        for start, end in zip(starts, ends, strict=True)
    ]
    above = tuple(f for f in fragments if 0 < starts[0] - f.middle < 4 * f.height)
    return IndexRows(tuple(cells), tuple(map(tuple, columns)), codes, above)


def in_order(cell: Sequence[Fragment]) -> list[Fragment]:
    """The fragments of a cell line by line, each line from left to right."""
    return sorted(cell, key=lambda f: (round(f.middle / max(1.0, 0.6 * f.height)), f.x0))


def _with_marks(line: Sequence[Fragment], lines: Mapping[int, Line]) -> list[Fragment]:
    """The fragments of a line, the number of an answer joined with it: (1) | 34,200 is no column of numbers."""
    found: list[Fragment] = []
    for fragment in line:
        before = found[-1] if found else None
        marked = before is not None and len(before.folded) <= _LONGEST_MARK and _MARK.fullmatch(before.folded.strip())
        if before is None or not marked or fragment.x0 - before.x1 > 2 * before.height:
            found.append(fragment)
            continue
        own = lines[fragment.line]
        end = fragment.start + len(fragment.text)
        found[-1] = fragment_of(own, [word for word in own.words if before.start <= word.start < end])
    return found


def _codes(fragments: Sequence[Fragment]) -> tuple[list[Fragment], frozenset[int]]:
    """The codes of items down one column, of broken ones their first lines; and the identities of all their lines."""
    coded, broken = _coded(fragments)
    best = max(_columns_of(coded, broken), key=len, default=[])
    if len(best) < _FEWEST:
        return [], frozenset()
    firsts = {id(f) for f in best}
    return best, frozenset(firsts | {id(line) for code in broken if id(code[0]) in firsts for line in code})


def _end(coded: Sequence[Fragment], codes: Container[int], fragments: Sequence[Fragment]) -> float:
    """Where an index ends: at what stands below its last code, at the codes' edge, and is wider than their column."""
    left, last = max(f.x0 for f in coded), max(coded, key=lambda f: f.middle)
    beside = (f.x0 for f in fragments if f.x0 > left + _EDGE and abs(f.middle - last.middle) < 0.5 * last.height)
    right = min(beside, default=left)
    below = [f for f in fragments if f.x0 < left + _EDGE and f.x1 > right and id(f) not in codes]
    return min((f.bbox[1] for f in below if f.bbox[1] > last.bbox[3] + _FAR * last.height), default=float("inf"))


def _columns_of_codes(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """The codes down each column that has enough of them, from left to right."""
    found: list[list[Fragment]] = []
    for column in sorted(_columns_of(*_coded(fragments)), key=lambda c: (c[0].x0, -len(c))):
        if len(column) >= _FEWEST and (not found or column[0].x0 - found[-1][0].x0 > 2 * _EDGE):
            found.append(column)
    return found


def _coded(fragments: Sequence[Fragment]) -> tuple[list[Fragment], list[tuple[Fragment, ...]]]:
    """Codes on one line, and the two or three lines of those that are broken: EM-MM-|110a.1, EM-|MM-|110a.1."""
    numbered = [f for f in fragments if _DIGIT.search(f.folded)]
    coded = [f for f in numbered if is_code(f.folded) or _CODE.fullmatch(f.folded.strip())]
    rest = {id(f): f for f in numbered if _REST_OF_CODE.fullmatch(f.folded.strip())}
    begun = [f for f in fragments if rest and _BEGUN_CODE.fullmatch(f.folded.strip())]
    ends = [(f, end) for f in begun for end in rest.values() if _goes_on(f, end)]
    halves = {id(f): over for f, _ in ends for over in begun if over is not f and _goes_on(over, f)}
    return coded, [(halves[id(f)], f, end) if id(f) in halves else (f, end) for f, end in ends]


def _columns_of(coded: Sequence[Fragment], broken: Sequence[tuple[Fragment, ...]]) -> list[list[Fragment]]:
    firsts = [*coded, *(lines[0] for lines in broken)]
    return [[f for f in firsts if abs(f.x0 - one.x0) < _EDGE] for one in firsts]


def _goes_on(line: Fragment, below: Fragment) -> bool:
    """Whether a line stands right below another, at its edge."""
    return abs(line.x0 - below.x0) < _EDGE and -1 < below.bbox[1] - line.bbox[3] < _WRAPPED * line.height


def _heads(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The headers of an index: short texts beside each other, the last of which says that answers stand below it."""
    for one in fragments:
        if one.kind != "text" or len(one.text) > _LONGEST_HEAD or not _ANSWERS.fullmatch(one.folded.strip()):
            continue
        row = sorted((f for f in fragments if abs(f.middle - one.middle) < 0.5 * f.height), key=lambda f: f.x0)
        if len(row) > 1 and row[0] is not one and all(len(f.text) <= _LONGEST_HEAD and f.kind == "text" for f in row):
            return row
    return []


def _edges(fragments: Sequence[Fragment], rows: int) -> list[float]:
    """The left edges at which the cells of the columns begin, those of at least half the rows."""
    edges: list[list[float]] = []
    for x in sorted(f.x0 for f in fragments):
        if edges and x - edges[-1][0] < _EDGE:
            edges[-1].append(x)
        else:
            edges.append([x])
    return [edge[0] for edge in edges if 2 * len(edge) >= rows]


def _columns(fragments: Sequence[Fragment], edges: Sequence[float]) -> list[list[Fragment]]:
    """The fragments of each column; those that reach over into the next are titles of groups, or no part of it."""
    columns: list[list[Fragment]] = [[] for _ in edges]
    across = 0
    for f in fragments:
        at = sum(edge <= f.x0 + _EDGE for edge in edges) - 1
        if at < 0:
            continue
        if at + 1 < len(edges) and f.x1 > edges[at + 1] + 1:
            across += 1
            continue
        columns[at].append(f)
    whole = sum(map(len, columns))
    return [column for column in columns if column] if 4 * across <= whole else []


def _row_starts(page: Page, columns: Sequence[Sequence[Fragment]], coded: Sequence[Fragment]) -> list[float]:
    """Where the rows begin: at the lines drawn between them, or with what stands first in them."""
    everything = [f for column in columns for f in column]
    left, right = min(f.x0 for f in everything), max(f.x1 for f in everything)
    first = sorted(coded or columns[0], key=lambda f: f.middle)
    opened = [f for before, f in zip([None, *first], first, strict=False) if before is None or _apart(before, f, coded)]
    tops = sorted(f.bbox[1] - 0.3 * f.height for f in opened)
    drawn = sorted(
        {
            round(y)
            for y, x0, x1 in _drawn_across(page.rulings)
            if (x0 <= left + _EDGE and x1 < right + 99) or x1 - x0 > _LEAST_ACROSS * (right - left)
        }
    )
    between = [y for y in drawn if tops and y > tops[0] - 20]
    lines = [max((y for y in between if y <= f.middle), default=None) for f in opened]
    own = {y for y in lines if y is not None}
    if None in lines or len(own) < _LEAST_OF_OWN * len(lines):
        return tops
    ends = [*(y for y in between if y > min(own)), page.height]
    starts = [y for y in between if y >= min(own)]  # rows of two codes have one line over them, some rows no code
    told = [*columns[0], *coded]  # what all rows of a topic are of may stand beside the first of them alone
    return [float(y) for y, end in zip(starts, ends, strict=True) if any(y <= f.middle < end for f in told)]


def _drawn_across(rulings: Sequence[BoundingBox]) -> list[tuple[float, float, float]]:
    """Level lines as height, left and right end; those of cells beside each other are one."""
    found: list[tuple[float, float, float]] = []
    for y, x0, x1 in sorted((round(y0, 1), x0, x1) for x0, y0, x1, y1 in rulings if x1 - x0 > 4 * (y1 - y0)):
        if found and y == found[-1][0] and x0 - found[-1][2] < _EDGE:
            found[-1] = (y, found[-1][1], max(x1, found[-1][2]))
        else:
            found.append((y, x0, x1))
    return found


def _apart(before: Fragment, after: Fragment, coded: Sequence[Fragment]) -> bool:
    """Whether a text of the first column begins a row rather than goes on with the one above."""
    return bool(coded) or after.bbox[1] - before.bbox[3] > 0.35 * after.height
