"""The stub of a table: what stands left of its values - group column, labels, unit column - sorted out.

Columns of text are told by where their lines begin. Of several, one holds the labels: the first, unless rows go without
it while the next one is always filled; then the first names groups over several rows.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.aligned_texts import centred, edges_of_aligned, side_by_side
from cnesg.extraction.tables.geometry.cuts import split_at
from cnesg.extraction.tables.geometry.label_edge import TITLE, heads_groups
from cnesg.extraction.tables.geometry.label_ends import end_of_label
from cnesg.extraction.tables.geometry.label_lines import label_lines
from cnesg.extraction.tables.geometry.labels import join_lines
from cnesg.extraction.tables.geometry.layout import Band, Slot
from cnesg.extraction.tables.geometry.merged import beside_rows, merged_edges, merged_units, names_of_rows, on_line
from cnesg.extraction.tables.geometry.spanning import overlap
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.text import Line

_FEWEST_ALIGNED = 3  # labels of a column, where the title of a group begins as well
_SAME_EDGE = 4.0
_LONGEST_LABEL = 220
_ABOVE = 2.6  # of the characters' height: how far above the first row a label of four lines beside it begins
_TITLES_ABOVE = 9.0  # of it: below a line of years three titles may stand above a row
_SET_IN = 2.0  # of the characters' height: so far labels are set in from their title
_LEAST_SHARE = 0.2
_MOST = 0.7
_BESIDE = 1.2  # of the characters' height: how far off a row's line the lines of its cells may stand
_UNIT_BEGUN = regex(r"\s?/|\sper\s")  # m3 | m3 / revenue
_NEARLY_ALL = 0.9
_FEWEST_REPEATED = 4
_REPEATED = 0.5  # of the rows: more names in the first column are labels
_WRAPPED = 0.3  # of the characters' height: lines of one name stand closer than rows do
_LEADED = 0.6  # lines of one unit may stand further apart


@dataclass
class Stub:
    """Text left of the values, by role; `groups` and `notes` are by band, a note for each column of text."""

    labels: list[Fragment]
    notes: dict[int, list[str]] = field(default_factory=dict)
    groups: dict[int, tuple[str, ...]] = field(default_factory=dict)
    centred: bool = False  # labels in the middle of their column


def texts_beside(
    texts: Sequence[Fragment],
    left: float,
    columns: Sequence[Slot],
    body: Sequence[Band],
    limits: tuple[float, float | None],
) -> list[Fragment]:
    """Texts that stand left of the values, from a little above the first row to a little below the last.

    Below a line that heads the columns all are of the table: a title of groups and that of the first group in it.

    Args:
        texts: the page's fragments that are no values.
        left: left edge of the labels.
        columns: the columns of values.
        body: the rows' values.
        limits: upper and lower bound set by neighbouring tables.
    """
    height, first_x = body[0].values[0].height, columns[0].x0
    near = body[0].top - _ABOVE * height
    top = max(min(near, _heads_end(texts, columns, body[0])), limits[0])
    bottom = max(body[-1].bottom + 1.2 * height, end_of_label(body[-1].values, texts))
    bottom = min(bottom, limits[1] or float("inf"))
    lines = {f.line for band in body for f in band.values}
    starts = Counter(round(t.x0) for t in texts if t.line in lines and t.x1 <= first_x and not is_unit(t.text))
    edges = {start for start, count in starts.items() if count >= _FEWEST_ALIGNED}
    return [
        t
        for t in texts
        if left - 3 <= t.x0 < first_x
        and (t.x1 <= first_x + 0.5 * t.height or t.x0 < left + 3 * t.height or round(t.x0) in edges)
        and top <= t.bbox[1]
        and t.middle < bottom
        and len(t.text) <= _LONGEST_LABEL
        and (near <= t.bbox[1] or t.height < TITLE * height)
    ]


def _heads_end(texts: Sequence[Fragment], columns: Sequence[Slot], first: Band) -> float:
    """Where the line of years ends that heads columns a little above their first row; beyond all where none does."""
    height = first.values[0].height
    years = [t for t in texts if t.kind == "year" and 0 < first.top - t.bbox[3] < _TITLES_ABOVE * height]
    over = [t for t in years if any(overlap(t, column) > 0 for column in columns)]
    return max((t.bbox[3] for t in over), default=float("inf")) if len(over) >= len(columns) else float("inf")


def stub_of(
    beside: Sequence[Fragment],
    body: Sequence[Band],
    page: Mapping[int, Line],
    heads: Sequence[float] = (),
    groups: Sequence[float] = (),
) -> Stub:
    """The stub's fragments by role.

    Args:
        beside: the texts left of the values.
        body: the rows' values.
        page: the page's lines by number.
        heads: left edges of the heads `Unit` above: in a table of few rows they alone tell that a column begins.
        groups: left edges of heads such as `Topic` above: what begins there are names of groups.
    """
    if units := merged_units(beside, body):
        stub = stub_of([t for t in beside if not is_unit(t.text)], body, page)
        stub.notes = {n: [*stub.notes.get(n, []), unit] for n, unit in enumerate(units)}
        return stub
    if groups:  # the head itself names none
        beside = [t for t in beside if t.middle > body[0].top or not heads_groups(t)]
    merged = merged_edges(beside, body) or _topic_edges(beside, body, groups)
    labels = [t for t in beside if not merged or t.x0 >= merged[-1] - 1]
    edges = [*merged, *(x for x in _edges(labels, body, heads) if not merged or x > merged[-1] + 2 * _SAME_EDGE)]
    pieces = [piece for fragment in beside for piece in _cut(fragment, edges, page)]
    columns = _by_column(pieces, edges)
    rows = [_on_line(columns, band) for band in body]
    if merged:
        return _merged_stub(columns, body, len(merged))
    if (repeated := _repeated_stub(beside, body)) is not None:
        return repeated
    label = _label_column(columns, rows)
    stub = Stub(labels=columns[label] if columns else [])
    stub.centred = centred([f for f in stub.labels if any(on_line(f, band) for band in body)])
    if label:
        stub.groups = _groups([f for column in columns[:label] for f in column], rows, body, label)
        for number, row in enumerate(rows):  # a row that only the group column names is a row of its own
            if row[label] is None and (own := next((f for f in row[:label] if f is not None), None)) is not None:
                stub.labels = [*stub.labels, own]
                stub.groups.pop(number, None)
    stub.notes = _notes(columns[label + 1 :], body)
    return stub


def _repeated_stub(beside: Sequence[Fragment], body: Sequence[Band]) -> Stub | None:
    """The stub where the first column says the same again and again and another names the rows: plants, pollutants."""
    if len(body) < _FEWEST_REPEATED:
        return None
    near = [(t, min(range(len(body)), key=lambda n: abs(body[n].middle - t.middle))) for t in beside]
    row_of = {id(t): n for t, n in near if abs(body[n].middle - t.middle) < _BESIDE * t.height}
    columns = side_by_side([t for t in beside if id(t) in row_of])
    cells: list[dict[int, str]] = []
    for column in columns:
        texts: dict[int, list[str]] = {}
        for text in sorted(column, key=lambda t: t.middle):
            texts.setdefault(row_of[id(text)], []).append(text.text)
        cells.append({n: join_lines(parts) for n, parts in texts.items()})
    full = [n for n, cell in enumerate(cells) if len(cell) >= _NEARLY_ALL * len(body)]
    if len(full) < 2 or full[0] != 0:
        return None
    kinds = [len(set(cell.values())) for cell in cells]
    named = [n for n in full[1:] if not any(map(is_unit, cells[n].values())) and kinds[n] > kinds[0]]
    if not named or kinds[0] > _REPEATED * len(body):
        return None
    label = max(named, key=lambda n: (kinds[n], -n))
    stub = Stub(labels=list(columns[label]), groups={n: (name,) for n, name in cells[0].items()})
    stub.centred = centred(stub.labels)
    stub.notes = _notes(columns[label + 1 :], body)
    return stub


def _merged_stub(columns: Sequence[Sequence[Fragment]], body: Sequence[Band], label: int) -> Stub:
    """The stub right of columns of merged cells; a text of theirs beside a row without a label is its label."""
    labelled = beside_rows(columns[label], body)
    own_lines = [f for f in columns[label] if any(on_line(f, band) for band in body)]
    stub = Stub(list(columns[label]), centred=centred(own_lines))
    found: dict[int, tuple[str, ...]] = {}
    for column in columns[:label]:
        own = [f for f in column if any(n not in labelled and on_line(f, band) for n, band in enumerate(body))]
        stub.labels += own
        for number, name in names_of_rows([f for f in column if f not in own], body, labelled).items():
            found[number] = (*found.get(number, ()), name)
    stub.groups = found
    stub.notes = _notes(columns[label + 1 :], body)
    return stub


def _edges(beside: Sequence[Fragment], body: Sequence[Band], heads: Sequence[float]) -> list[float]:
    """Where columns of text begin that stand right of other text of the same row."""
    later: list[float] = []
    on_lines = [[t for t in beside if on_line(t, band)] for band in body]
    between = sum(not row or _between_labels(row, band, beside) for row, band in zip(on_lines, body, strict=True))
    if 2 * between > len(body):  # labels of two lines each, the values between them, maybe a unit beside those
        on_lines = [line.fragments for line in label_lines(beside, body)]
    else:
        on_lines = [[*row, *_around(row, band, beside)] for row, band in zip(on_lines, body, strict=True)]
    for row in on_lines:
        leftmost, *others = sorted(t.x0 for t in row) or [0.0]
        later += [leftmost, *others] if any(abs(leftmost - head) < _SAME_EDGE for head in heads) else others
    edges: list[float] = []
    in_rows = [t for row in on_lines for t in row] if later else []
    leftmost = min((t.x0 for t in beside), default=0.0)
    for x in sorted(later):
        count = sum(abs(x - t.x0) < _SAME_EDGE for t in in_rows)
        enough = count >= max(2, _LEAST_SHARE * len(body)) or any(abs(x - head) < _SAME_EDGE for head in heads)
        if enough and (not edges or x - edges[-1] > 2 * _SAME_EDGE):
            edges.append(x)
    least = max(min(2, len(body)), _LEAST_SHARE * len(body))
    first = {id(min(row, key=lambda t: t.x0)) for row in on_lines if row}
    apart = [  # without labels that run into the next column
        t
        for t in in_rows
        if id(t) not in first or not any(t.x0 < x - _SAME_EDGE and x + _SAME_EDGE < t.x1 for x in edges)
    ]
    found = edges_of_aligned(edges, apart if 2 * len(apart) > len(in_rows) else in_rows, least, beside)
    return [x for x in found if x - leftmost > _SAME_EDGE]


def _between_labels(row: Sequence[Fragment], band: Band, beside: Sequence[Fragment]) -> bool:
    """Whether only a unit stands on a row's line, and a label of two lines around it: Male, below it 男性."""
    if not all(is_unit(t.text) for t in row):
        return False
    left = min(t.x0 for t in row)
    near = [t for t in beside if t.x1 < left and abs(t.middle - band.middle) < _BESIDE * t.height]
    return any(t.middle < band.middle for t in near) and any(t.middle > band.middle for t in near)


def _around(row: Sequence[Fragment], band: Band, beside: Sequence[Fragment]) -> list[Fragment]:
    """Texts right of all on a row's line, just above and below it: a cell of two lines, its row's line between.

    Carbon | Reduce absolute emissions of | Scope 1 and 2 | 38%.
    """
    right = max((t.x1 for t in row), default=float("inf"))
    near = [t for t in beside if t.x0 > right and abs(t.middle - band.middle) < _BESIDE * t.height]
    over, under = (any((t.middle > band.middle) is below for t in near) for below in (False, True))
    return near if over and under else []


def _cut(fragment: Fragment, edges: Sequence[float], lines: Mapping[int, Line]) -> list[Fragment]:
    """A fragment cut where a word of it begins on the edge of a column: a unit set close to a long label."""
    pieces = [fragment]
    for edge in edges:
        last = pieces[-1]
        if last.x0 < edge - _SAME_EDGE and last.x1 > edge:
            cut = split_at(last, edge, lines[last.line])
            if cut is not None:
                pieces[-1:] = cut
    return pieces


def _by_column(pieces: Sequence[Fragment], edges: Sequence[float]) -> list[list[Fragment]]:
    """The texts of each column; a second one on a line that reaches over an edge is of the column behind that.

    Titles in two languages, each over a column of labels that are set in: Hazardous waste | 有害廢棄物.
    """
    columns: list[list[Fragment]] = [[] for _ in range(len(edges) + 1)]
    for piece in pieces:
        at = sum(piece.x0 >= edge - _SAME_EDGE for edge in edges)
        over = at < len(edges) and edges[at] - _SET_IN * piece.height < piece.x0 and piece.x1 > edges[at]
        before = any(abs(t.middle - piece.middle) < 1 and t.x1 < piece.x0 - piece.height for t in columns[at])
        columns[at + 1 if over and before else at].append(piece)
    return columns


def _on_line(columns: Sequence[Sequence[Fragment]], band: Band) -> list[Fragment | None]:
    """For each column of text its fragment on the band's base line."""
    return [next((f for f in column if on_line(f, band)), None) for column in columns]


def _label_column(columns: Sequence[Sequence[Fragment]], rows: Sequence[Sequence[Fragment | None]]) -> int:
    """Which column of text holds the labels."""
    label = 0
    while label + 1 < len(columns):
        following = [row[label + 1] for row in rows]
        units = sum(f is not None and is_unit(f.text) for f in following)
        filled = sum(f is not None for f in following)
        orphans = sum(row[label] is None and row[label + 1] is not None for row in rows)
        if 2 * units >= filled or orphans < max(1, 0.15 * len(rows)) or filled < 0.6 * len(rows):
            break
        label += 1
    return label


def _topic_edges(beside: Sequence[Fragment], body: Sequence[Band], heads: Sequence[float]) -> list[float]:
    """Where the labels begin right of a column that a head says to name groups; most rows have a text there."""
    for head in heads:
        names = [t for t in beside if abs(t.x0 - head) < _SAME_EDGE]
        right = [t for t in beside if t.x0 >= head + _SAME_EDGE and not is_unit(t.text)]
        if not names or not right or any(t.x0 < head - _SAME_EDGE for t in beside):
            continue
        edge = min(t.x0 for t in right)
        labelled = sum(any(abs(t.middle - band.middle) < _BESIDE * t.height for t in right) for band in body)
        if max(t.x1 for t in names) <= edge + 1 and labelled >= _MOST * len(body):
            return [edge]
    return []


def _groups(
    fragments: Sequence[Fragment], rows: Sequence[Sequence[Fragment | None]], body: Sequence[Band], label: int
) -> dict[int, tuple[str, ...]]:
    """For each band the text of the group column beside it.

    The group's text stands on the first of its rows, or in their middle; in the middle where the row above the first
    such text already lacks one.
    """
    names = _names(fragments, body)
    if not names:
        return {}
    members = [n for n, row in enumerate(rows) if row[label] is not None]
    first = names[0][0]
    on_first = not any(body[n].middle < first.middle - 0.5 * first.height for n in members)
    found: dict[int, tuple[str, ...]] = {}
    for number in members:
        middle = body[number].middle
        if on_first:
            above = [name for name in names if name[0].middle <= middle + 0.5 * name[0].height]
            near = above[-1] if above else None
        else:
            near = min(names, key=lambda name: abs(name[0].middle + name[-1].middle - 2 * middle))
        if near is not None:
            found[number] = (join_lines([f.text for f in near]),)
    return found


def _names(fragments: Sequence[Fragment], body: Sequence[Band]) -> list[list[Fragment]]:
    """Names of groups from top to bottom, each with the lines it wraps to; what stands on a row's line begins anew."""
    names: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda f: (f.middle, f.x0)):
        close = names and fragment.bbox[1] - names[-1][-1].bbox[3] < _WRAPPED * fragment.height
        if close and not any(on_line(fragment, band) for band in body):
            names[-1].append(fragment)
        else:
            names.append([fragment])
    return names


def _notes(columns: Sequence[Sequence[Fragment]], body: Sequence[Band]) -> dict[int, list[str]]:
    """The notes of each band, one for each column of text, its lines joined."""
    notes: dict[int, list[str]] = {}
    for column in columns:
        for number, lines in _notes_of(column, body).items():
            notes.setdefault(number, []).append(join_lines([f.text for f in lines]))
    return notes


def _notes_of(fragments: Sequence[Fragment], body: Sequence[Band]) -> dict[int, list[Fragment]]:
    """Units and notes by band: those on its line, and the lines they wrap to."""
    found: dict[int, list[Fragment]] = {}
    held: Fragment | None = None
    at = -1
    lines = sorted(fragments, key=lambda f: (f.middle, f.x0))
    for fragment, below in zip(lines, [*lines[1:], None], strict=True):
        band = next((n for n, b in enumerate(body) if on_line(fragment, b)), None)
        if band is None and held is not None and _goes_on(held, fragment):
            band = at
        if band is None:
            band = min(range(len(body)), key=lambda n: abs(body[n].middle - fragment.middle))
            whole = below is not None and (_one_unit(fragment, below) or _are_around(fragment, below, body[0]))
            above = fragment.middle < body[0].top and not whole
            if above or abs(body[band].middle - fragment.middle) > 2 * fragment.height:
                continue
        found.setdefault(band, []).append(fragment)
        held, at = fragment, band
    return found


def _goes_on(held: Fragment, fragment: Fragment) -> bool:
    """Whether a line goes on with the one above it; a unit below a whole one is that of the next row.

    Figures set higher reach into the line above: m3 | m3 / revenue in HK$.
    """
    if fragment.bbox[1] - held.bbox[3] >= 0.3 * fragment.height:
        return False
    begins = is_unit(held.text) and is_unit(_UNIT_BEGUN.split(fragment.text.strip(), maxsplit=1)[0])
    return not begins or is_unit(join_lines([held.text, fragment.text]))


def _are_around(line: Fragment, below: Fragment, band: Band) -> bool:
    """Whether the line of the first row stands right in the middle between two lines of one cell."""
    close = below.bbox[1] - line.bbox[3] < _LEADED * line.height
    return close and abs((line.middle + below.middle) / 2 - band.middle) < _WRAPPED * line.height


def _one_unit(line: Fragment, below: Fragment) -> bool:
    """Whether two lines, one right below the other, are a unit together."""
    return below.bbox[1] - line.bbox[3] < _LEADED * line.height and is_unit(join_lines([line.text, below.text]))
