"""Rows of drawn grids that are set in below another row, or say that they are a part of it."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from cnesg.extraction.tables.drawn.filled import FilledCell
from cnesg.extraction.tables.fragments import is_code, is_unit
from cnesg.extraction.tables.geometry.labels import SET_IN, is_part, is_sum_alone, join_lines
from cnesg.extraction.tables.geometry.parting_titles import opened
from cnesg.extraction.tables.geometry.two_languages import script_of
from cnesg.extraction.tables.model import Row
from cnesg.framework.regexes import regex

STAFF = regex(r"(?i)employees|workers|staff|contractors|people")  # names a group, though a unit elsewhere
_NUMBER = regex(r"\(?(?:\d{1,3}|[ivx]{1,4}|[a-z])(?:[.)]|\.\))|\d{1,3}|\d{1,2}(?:\.(?:\d{1,2}|[ivx]{1,4})){1,4}\.?")
_SAME_EDGE = 3.0
_LANGUAGES = {"han", "latin"}
_MOST_EDGES = 4
_OTHER_LENGTH = 2  # characters: labels in the middle of their column that differ by them begin elsewhere


def numbers_row(text: str) -> bool:
    """Whether a text left of a label is the row's number: 3., (iv), 2.v.iv."""
    return _NUMBER.fullmatch(text.strip()) is not None


def unnumbered(row: Sequence[FilledCell]) -> Sequence[FilledCell]:
    """The cells of a row without a first one that is nothing but its number or a standard's code: GRI 403-9."""
    return row[1:] if len(row) > 1 and (numbers_row(row[0].text) or is_code(row[0].text)) else row


def edge_of(row: Sequence[FilledCell], column: int, label: str) -> float:
    """Where the text of a row's label begins, as if it were set in where it says so; 0 where it has none."""
    edge = min((p.x0 for c in row if c.cell.left == column for p in c.parts[:1]), default=0.0)
    return edge + SET_IN if edge and is_part(label) else edge


def inner_titles(rows: Sequence[Sequence[FilledCell]], columns: Sequence[int], label: int) -> frozenset[str]:
    """Titles of rows without values that part what a title above names.

    They come again below other titles (Fatalities | Employees, Injuries | Employees), or the labels below them do
    (Turnover by age | Head office | Under 30, Construction | Under 30).

    Args:
        rows: the rows of a table.
        columns: the columns of fields that hold values.
        label: the column of labels.
    """
    told: list[tuple[str, set[str]]] = []  # each title with the labels of the rows right below it
    for row in rows:
        if not any(c.value is not None and c.cell.left in columns for c in row):
            told.append((_title(unnumbered(row)), set()))
        elif told:
            told[-1][1].update(c.text for c in row if c.cell.left == label)
    times = Counter(title for title, _ in told if title)
    again = {title for title, many in times.items() if many > 1}
    over = {one for (one, held), (below, _) in pairwise(told) if not held and one not in again and below in again}
    return frozenset(again if len(over) > 1 else ()) | _alike(told)


def _alike(told: Sequence[tuple[str, set[str]]]) -> frozenset[str]:
    """The titles right below another, and those after them, below which the same labels stand."""
    inner: set[str] = set()
    for at in range(1, len(told)):
        if not told[at - 1][1] and told[at - 1][0]:
            titles = list(_titles_over(told[at][1], told[at:]))
            inner |= set(titles) if len(titles) > 1 else set()
    return frozenset(inner)


def _titles_over(labels: set[str], told: Sequence[tuple[str, set[str]]]) -> Iterator[str]:
    """The titles in front, until one below which fewer than half of the labels stand."""
    for title, held in told:
        if len(held & labels) * 2 < max(len(labels), 1):
            return
        yield title


class OpenGroups:
    """The groups that rows without values open.

    A label further out than the title of labels above it ends them, and so does one at the edge of a title below which
    all are set in, unless it is their total.
    """

    def __init__(self, inner: Collection[str] = ()) -> None:
        self.names: list[str] = []
        self._inner, self._outer = inner, ""  # titles that part what others name; the last of those others
        self._edges: dict[str, float] = {}
        self._holding = False
        self._set_in: dict[str, bool] = {}  # whether all rows of a group are, once it has one

    def open(self, row: Sequence[FilledCell]) -> None:
        """A row without values: its title is the innermost group now."""
        row = unnumbered(sorted(row, key=lambda c: c.cell.left))
        self.names = _opened(self.names, row)
        if self.names[-1:] == [self._outer] or not self.names:
            pass
        elif self.names[-1] not in self._inner:
            self._outer = self.names[-1]
        elif self._outer:
            self.names = [self._outer, self.names[-1]]
        first = row[0]
        self._edges = {name: self._edges.get(name, first.parts[0].x0) for name in self.names}
        self._set_in = {name: inside for name, inside in self._set_in.items() if name in self.names[:-1]}
        self._holding = False

    def of(self, edge: float, *, total: bool = False) -> list[str]:
        """The groups of a row whose label begins at an edge, 0 where it has none; of their total, if it is one."""
        if edge and self.names:
            inside = [name for name in self.names if self._edges[name] - _SAME_EDGE < edge]
            if self._holding:
                self.names = inside
            self._holding = len(inside) == len(self.names)
        if edge and not total:
            while self.names and self._set_in.get(self.names[-1]) and not self._is_inside(self.names[-1], edge):
                self.names = self.names[:-1]
            for name in self.names[-1:]:
                self._set_in[name] = self._set_in.get(name, True) and self._is_inside(name, edge)
        return self.names

    def _is_inside(self, name: str, edge: float) -> bool:
        """Whether a label is set in below the title of a group."""
        return edge > self._edges[name] + _SAME_EDGE


def with_parents(rows: Sequence[tuple[Row, float]]) -> list[Row]:
    """Rows with the rows that they are set in below as groups: `of which recycled`. Centred labels tell nothing.

    Args:
        rows: each row with where its label begins, 0 where it has none.
    """
    base = min((edge for _, edge in rows if edge), default=0.0)
    if not _are_set_in(rows, base):
        return [row for row, _ in rows]
    found: list[Row] = []
    above: list[tuple[float, str]] = []  # the rows that those below may be set in under
    group: tuple[str, ...] = ()
    for row, edge in rows:
        if is_sum_alone(row.label):
            found.append(row)
            continue
        above = [one for one in above if row.parents == group and one[0] + _SAME_EDGE <= edge]
        names = tuple(label for _, label in above)
        found.append(replace(row, parents=(*row.parents, *names), indent=round(edge - base, 1)) if names else row)
        above, group = [*above, (edge or base, row.label)] if row.label else [], row.parents
    return found


def _are_set_in(rows: Sequence[tuple[Row, float]], base: float) -> bool:
    """Whether labels further right are set in: most begin at the left, or some of different length begin alike."""
    told = [(edge, row.label) for row, edge in rows if edge]
    bare = [edge for edge, label in told if not is_part(label)]  # no • and no "of which" says what they are
    if len({round(edge / 2) for edge, _ in told}) > _MOST_EDGES:
        return False
    if 2 * sum(edge - base < _SAME_EDGE for edge in bare) >= len(bare):
        return True
    inside = [one for one in told if one[0] - base >= _SAME_EDGE]
    return any(
        abs(edge - other) < 1 and abs(len(label) - len(name)) >= _OTHER_LENGTH
        for (edge, label), (other, name) in combinations(inside, 2)
    )


def _opened(parents: list[str], row: Sequence[FilledCell]) -> list[str]:
    title = _title(row)
    return opened(parents, title) if title else parents


def _title(row: Sequence[FilledCell]) -> str:
    """The title that a row without values is, with its unit; empty where it has several texts."""
    texts: list[str] = []
    for cell in row:
        if texts and texts[-1].count("(") > texts[-1].count(")"):  # `Emissions (million | tonnes CO2e)` over two fields
            texts[-1] = join_lines([texts[-1], cell.text])
        else:
            texts.append(cell.text)
    titles = [text for text in texts if not is_unit(text) or STAFF.fullmatch(text)]
    units = [text.strip("()（） ") for text in texts if text not in titles]
    if len(titles) == len(_LANGUAGES) and {script_of(text) for text in titles} == _LANGUAGES:
        titles = titles[:1]  # 按性别划分 | By gender
    if len(titles) != 1:
        return ""
    return f"{titles[0]} ({units[0]})" if len(units) == 1 else titles[0]
