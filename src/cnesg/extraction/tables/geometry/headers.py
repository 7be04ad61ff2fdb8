"""Headers of columns, and the captions above a table."""

import re
from collections.abc import Callable, Iterator, Sequence

from cnesg.extraction.tables.geometry.head_lines import HeadLines, TextRow, interleaved
from cnesg.extraction.tables.geometry.labels import join_lines
from cnesg.extraction.tables.geometry.layout import Slot
from cnesg.extraction.tables.geometry.repeated_heads import is_sign
from cnesg.extraction.tables.geometry.spanning import heads_each
from cnesg.extraction.tables.geometry.unit_lines import is_unit_line
from cnesg.extraction.tables.geometry.wrapped_heads import wrapped
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text import Page

_MOST_HEADER_LINES = 7
_HEADER_GAP = 1.6
_CAPTION_GAP = 4.2
_TITLE_GAP = 0.5  # from a head of years up to a line that is no corner of it
_LARGEST_HEADER = 1.35  # of the height of the table's characters
_MOST_TITLES = 3  # of a first section between head and rows
_IN_MIDDLE = 0.25  # of the characters' height
_MOST_CAPTIONS = 5
_LONGEST_HEADER = 90
_LONGEST_CAPTION = 140
_SENTENCE = regex(  # a. Employees … is numbered
    r"[。；]\s*$|(?:[a-z]{3}|[%)]|\b(?:FY\s?)?20\d\d|\b[a-z]{2,} [a-z]{2})\.\s*$"
    r"|[^A-Z](?<!\b[a-z])[.;]\s+[A-Z].{20}"
)
_NUMBERED = regex(  # 22. Turnover rate for …, 4.2. Water, Table 3. Waste by kind
    r"(?i)^(?:(?:table|figure|fig\.?|chart|exhibit|annex|appendix|schedule|section|part|note)\s+)?"
    r"[a-z]?\d{1,2}(?:[.\-–]\d{1,2})*[a-z]?\.\s+"
)

_FIGURES = regex(
    r"\d,\d{3}|\d\.\d|\d\s?%|\d\s(?:m|b)illion|^\d[\d,.]*\s(?!(?:months|weeks|days|[A-Z][a-z]+ 20)\b)[A-Za-z]{2,}"
)  # a cell of text that states figures
_RUNNING_TITLE = regex(  # heads the page, and no column of it
    r"(?i)\b(?:annual|sustainability|esg|csr|integrated|climate|responsibility|governance) (?:review|report)\b"
    r"|(?:年度|可持续发展|永续(?:发展)?|社会责任|esg|管治|治理)\)?(?:报告|年报)"
)
_LONGEST_FIGURE = 24
_BROKEN_GAP = 0.9  # of the characters' height: lines of a caption that a bracket holds together
_FEWEST_PAIRED = 4  # columns
_MOST_PROSE = 3  # lines of text between a table and its title
_TITLE = 1.2  # of the height of the table's characters
_OFF_MIDDLE = 0.08  # of a table's width: how far off its middle a title may stand that is set there
_MOST_LINES_BETWEEN = 3  # a heading and its table
_SET_IN = 2.0  # of the characters' height, from a title's left edge
_LEADING, _CHINESE_LEADING = 0.5, 0.9  # of the characters' height, between the lines of a head
_BROKEN = regex(r"[\u4e00-\u9fff]{2}")
_TOTAL = regex(r"(?i)(?:grand |overall |group )?totals?$|合计$|总计$")
_ANSWERED = regex(r"(?:GRI )?[234]\d\d-\d{1,2}:?\s(?:[A-Z]|[\u4e00-\u9fff])")
_COUNTED = regex(r"(?i)(?:no\.?|number|headcount|persons?|people|count|heads|#)")


def split_above(
    rows: Sequence[TextRow], top: float, edges: tuple[float, float], columns: Sequence[Slot], height: float
) -> tuple[list[TextRow], list[TextRow]]:
    """Lines above a table's body, from the bottom up, told apart into header lines and captions.

    Args:
        rows: the lines, as `text_rows` gives them.
        top: upper edge of the body.
        edges: left edges of the labels and of the first values or years; what starts at the labels is a caption.
        columns: the value columns.
        height: height of the body's characters; headers are about as high.

    Returns:
        Header lines from top to bottom, and captions, the nearest first.
    """
    headers: list[TextRow] = []
    captions = list(_large_titles(rows, top, edges, height, columns[-1].x1))
    titles, edge = len(captions), min([top, *(f.bbox[1] for row in captions for f in row)])
    prose = 0
    for at, row in enumerate(rows[titles:], titles):
        bottom = max(f.bbox[3] for f in row)
        gap = edge - bottom
        if not headers and not captions and gap <= _HEADER_GAP * height and _states_figures(row, edges):
            pass  # a row whose cells could not be told apart, or answer in prose: what heads the columns is above it
        elif (
            headers
            and all(map(is_unit_line, row))
            and not (interleaved(row, rows) or _between_heads(row, rows[at + 1 : at + 2], headers[-1], edges))
        ):
            captions.append(row)
        elif headers and (unit := _unit_of_all(row, edges, columns)) is not None:
            captions += [[f for f in row if f is not unit], [unit]]
        elif captions and _in_table_above(row, captions[-1]):
            break
        elif gap >= _TITLE_GAP * height and _dated(headers) and not _over_columns(row, edges) and _is_caption(row):
            captions.append(row)  # the table's title: what stands above it, in another column, heads nothing
        elif (
            len(captions) == titles
            and len(headers) < _MOST_HEADER_LINES
            and gap
            <= (_CAPTION_GAP if not headers and (titles or _far_off(rows, at, columns)) else _HEADER_GAP) * height
            and (
                _is_header(row, edges, height) or (headers and gap < _TITLE_GAP * height and wrapped(row, headers[-1]))
            )
        ):
            headers.append(row)
        elif prose and len(captions) < _MOST_CAPTIONS and _is_caption(row) and row[0].height > _TITLE * height:
            captions.append(row)
            break
        elif not prose and gap <= _CAPTION_GAP * height and len(captions) < _MOST_CAPTIONS and _is_caption(row):
            captions.append(row)
        elif prose < _MOST_PROSE and gap <= _CAPTION_GAP * height and len(row) == 1 and row[0].height <= 1.2 * height:
            prose += 1  # a sentence between a table and its title
        else:
            break
        edge = min(f.bbox[1] for f in row)
    while headers and not _over_columns(headers[-1], edges):  # a topmost line beside the columns is a title
        captions.insert(titles, headers.pop())
    return headers[::-1], captions


def _between_heads(row: TextRow, above: Sequence[TextRow], below: TextRow, edges: tuple[float, float]) -> bool:
    """Whether a line beside the columns stands right in the middle between two lines of heads over them."""
    if not above or _over_columns(row, edges) or not _over_columns(above[0], edges):
        return False
    middle = (above[0][0].middle + below[0].middle) / 2
    return abs(row[0].middle - middle) < _IN_MIDDLE * row[0].height


def _large_titles(
    rows: Sequence[TextRow], top: float, edges: tuple[float, float], height: float, right: float
) -> Sequence[TextRow]:
    """The titles of a first section below a head of years: set larger than rows, or in the table's middle."""
    edge = top
    for at, row in enumerate(rows[: _MOST_TITLES + 1]):
        if edge - max(f.bbox[3] for f in row) > _CAPTION_GAP * height:
            break
        if any(_is_of_years(_over_columns(line, edges)) for line in _head_lines(rows, at, edges[1])):
            return rows[:at]
        off = abs(row[0].x0 + row[0].x1 - edges[0] - right) / 2
        centred = off < _OFF_MIDDLE * (right - edges[0])
        if len(row) > 1 or not (centred or row[0].x0 <= edges[0] + 2 * row[0].height) or not _is_caption(row):
            break
        edge = row[0].bbox[1]
    return ()


def _far_off(rows: Sequence[TextRow], at: int, columns: Sequence[Slot]) -> bool:
    """Whether a line heads the columns however far it stands off: each has a head there, or it is of years."""
    return any(heads_each(row, columns) or _is_of_years(row) for row in _head_lines(rows, at, columns[0].x0))


def _head_lines(rows: Sequence[TextRow], at: int, first_x: float) -> Iterator[TextRow]:
    """A line and those right above it, while they stand over the columns alone or reach into each other.

    A head of several lines has the years beside its middle: `2019 | (base | year)`.
    """
    for row, above in zip(rows[at:], [*rows[at + 1 :], None], strict=True):
        yield row
        if above is None:
            break
        gap = min(f.bbox[1] for f in row) - max(f.bbox[3] for f in above)
        if gap > (0 if any(f.x1 < first_x for f in row) else _TITLE_GAP * row[0].height):
            break


def _is_of_years(row: TextRow) -> bool:
    return sum(f.kind == "year" for f in row) > 1


def _dated(headers: Sequence[TextRow]) -> bool:
    """Whether one of the header lines holds the years of several columns."""
    return any(map(_is_of_years, headers))


def _over_columns(row: TextRow, edges: tuple[float, float]) -> TextRow:
    """The fragments of a line that stand over the value columns, not over the stub."""
    left, first_x = edges
    return [f for f in row if f.x1 > first_x - 0.5 * f.height and f.x0 > left + 2 * f.height]


def _states_figures(row: TextRow, edges: tuple[float, float]) -> bool:
    """Whether a line over the columns states figures of its own within text."""
    return any(len(f.text) > _LONGEST_FIGURE and _FIGURES.search(f.text) for f in _over_columns(row, edges))


def _is_header(row: TextRow, edges: tuple[float, float], height: float) -> bool:
    left, first_x = edges
    over = _over_columns(row, edges)
    if any(f.x0 <= left + 2 * f.height and f.x1 > first_x + 0.5 * f.height for f in row):
        return False  # begins with the labels and reaches over the values: a title
    if len(over) == 1 and len(row) == 1 and over[0].x0 < first_x - 2 * height:
        return False
    if any(_RUNNING_TITLE.search(f.folded) for f in row):
        return False
    if any(f.height > _LARGEST_HEADER * height or len(f.text) > _LONGEST_HEADER or _is_sentence(f.text) for f in over):
        return False
    return bool(over) or all(
        len(f.text) <= _LONGEST_HEADER and f.height <= _LARGEST_HEADER * height and not _is_sentence(f.text)
        for f in row
    )


def _unit_of_all(row: TextRow, edges: tuple[float, float], columns: Sequence[Slot]) -> Fragment | None:
    """The unit of all columns that stands at the right edge above their heads, the table's title left of it."""
    over = _over_columns(row, edges)
    if len(over) != 1 or len(row) == 1 or len(columns) == 1 or "%" in over[0].folded or not is_unit_line(over[0]):
        return None
    return over[0] if abs(over[0].x1 - columns[-1].x1) < over[0].height else None


def _in_table_above(row: TextRow, title: TextRow) -> bool:
    """Whether a line above a title, in smaller type and set in from it, is a label of the table above that title."""
    return title[0].height > _TITLE * row[0].height and row[0].x0 > title[0].x0 + _SET_IN * row[0].height


def _is_caption(row: TextRow) -> bool:
    text = " ".join(f.text for f in row)
    return len(text) <= _LONGEST_CAPTION and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    """Whether a line reads as running text; the number of a title, with its stop, ends no sentence."""
    return _SENTENCE.search(_NUMBERED.sub("", text)) is not None


def column_headers(headers: Sequence[TextRow], columns: Sequence[Slot]) -> list[tuple[str, ...]]:
    """For each column its headers from the outermost inwards; lines of one wrapped header are joined."""
    pieces: list[list[tuple[Fragment, bool]]] = [[] for _ in columns]
    for heads in HeadLines(headers, columns).heads():
        for index, fragment in enumerate(heads):
            if fragment is not None:
                pieces[index].append((fragment, sum(other is fragment for other in heads) > 1))
    return _total_of_all(_with_names_of_shares(_of_pairs([_joined(column) for column in pieces], columns)))


def _with_names_of_shares(heads: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Columns that are headed by a sign alone with what heads the one before each: Male | % | Female | %.

    The one per cent of a table may as well be a change of what stands before it.
    """
    shares = [at for at, column in enumerate(heads) if column and is_sign(column[-1])]
    before = [heads[at - 1] for at in shares if at and heads[at - 1][:-1] == heads[at][:-1]]
    if len(shares) < 2 or len(before) != len(shares) or any(not one or re.search(r"\d|%", one[-1]) for one in before):
        return heads
    if len({one[-1] for one in before}) < 2:
        return heads  # Headcount | % | Headcount | %: what is counted is told above
    named = dict(zip(shares, before, strict=True))
    return [(*named[at], column[-1]) if at in named else column for at, column in enumerate(heads)]


def _of_pairs(heads: list[tuple[str, ...]], columns: Sequence[Slot]) -> list[tuple[str, ...]]:
    """Heads given to both columns of a pair, a count and its share, where one of the two stands below each: Male."""
    shares = [all("%" in cell.folded for cell in column.cells) for column in columns]
    if len(columns) < _FEWEST_PAIRED or len(columns) % 2 or any(shares[::2]) or not all(shares[1::2]):
        return heads
    counts, of_shares = heads[::2], heads[1::2]
    if not (all(counts) and not any(of_shares)) and not (all(of_shares) and not any(counts)):
        return heads
    return [head for count, share in zip(counts, of_shares, strict=True) for head in (count or share,) * 2]


def _total_of_all(heads: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The last column is the sum of all groups of columns, not of the last: Male | Female, with one `Total`."""
    totals = [at for at, column in enumerate(heads) if column and _TOTAL.match(column[-1])]
    groups = {column[0] for column in heads if len(column) > 1}
    if totals != [len(heads) - 1] or len(heads[-1]) < 2 or len(groups) < 2 or any(re.search(r"\d", g) for g in groups):
        return heads
    return [*heads[:-1], heads[-1][-1:]]


def _joined(pieces: Sequence[tuple[Fragment, bool]]) -> tuple[str, ...]:
    """Lines of one wrapped header joined; a header over more columns than the next stays one of its own."""
    found: list[list[str]] = []
    last: tuple[Fragment, bool] | None = None
    for fragment, shared in pieces:
        wraps = (
            last is not None
            and last[1] == shared
            and fragment.kind == last[0].kind == "text"
            and fragment.bbox[1] - last[0].bbox[3] < _room(last[0], fragment, shared=shared) * fragment.height
        )
        if wraps:
            found[-1].append(fragment.text)
        else:
            found.append([fragment.text])
        last = fragment, shared
    return tuple(join_lines(texts) for texts in found)


def _room(above: Fragment, below: Fragment, *, shared: bool) -> float:
    """How far apart lines of one header may be, in heights: Chinese breaks within words, 占已发行股份百|分比."""
    return _LEADING if shared or not _BROKEN.match(above.folded[-1:] + below.folded[:1]) else _CHINESE_LEADING


def without_counts(headers: Sequence[str]) -> Sequence[str]:
    """Headers without those that say but how things are counted: Skills training | No., Skills training | %."""
    if len(headers) > 1 and _ANSWERED.match(headers[0]):
        headers = headers[1:]
    return [text for text in headers if text.strip() != "%" and not _COUNTED.fullmatch(text.strip())]


def without_counting(headers: Sequence[str], names: Callable[[str], bool]) -> Sequence[str]:
    """Headers without one that says but that things are counted, below one that says which: Leavers | Headcount.

    What a section answers of a standard (302-1 Energy consumption) heads no column.

    Args:
        headers: of a column, outermost first.
        names: whether a text names a metric.
    """
    if len(headers) > 1 and _ANSWERED.match(headers[0]):
        headers = headers[1:]
    if len(headers) > 1 and _COUNTED.fullmatch(headers[-1].strip()) and any(map(names, headers[:-1])):
        return headers[:-1]
    return headers


def caption_texts(rows: Sequence[TextRow]) -> tuple[str, ...]:
    """Captions as texts, nearest first; lines of one wrapped caption are joined."""
    found: list[str] = []
    below: TextRow | None = None
    for row in rows:
        text = " ".join(f.text for f in row)
        if below is not None and _one_caption(row, below):
            found[-1] = join_lines([text, found[-1]])
        else:
            found.append(text)
        below = row
    return tuple(found)


def _one_caption(row: TextRow, below: TextRow) -> bool:
    """Whether two lines are one caption: the same font and edge, one right below the other, and no unit by itself."""
    a, b = row[0], below[0]
    if is_unit_line(b):
        return False
    broken = a.folded.count("(") > a.folded.count(")")  # (trends for | past 3 years, in %)
    goes_on = b.folded[:1].islower()  # Total number of employees | by region in 2020
    close = b.bbox[1] - a.bbox[3] < (_BROKEN_GAP if broken else 0.6 if goes_on else 0.3) * a.height
    alike = abs(a.height - b.height) < (0.25 * a.height if goes_on else 0.05)  # a raised mark makes a line higher
    return close and alike and abs(a.x0 - b.x0) < 2 and len(row) == len(below) == 1


def captions_above(page: Page, box: BoundingBox, floor: float) -> tuple[str, ...]:
    """The short lines between a box and the grid above it, nearest first: title, unit line, section heading.

    A few lines of text may stand between a heading, which is larger, and the box.
    """
    found: list[str] = []
    between: list[float] = []  # the heights of such lines
    edge = box[1]
    above = [line for line in page.lines if line.bbox and line.bbox[3] <= box[1] + 2]
    for line in sorted(above, key=lambda x: -(x.bbox or box)[3]):
        at = line.bbox
        if at is None or at[2] < box[0] or at[0] > box[2] or (at[1] + at[3]) / 2 < floor:
            continue
        height = line.words[0].height
        if edge - at[3] > _CAPTION_GAP * height or len(found) == _MOST_CAPTIONS:
            break
        if len(line.text) > _LONGEST_CAPTION or _is_sentence(line.text) or height < _TITLE * max(between, default=0):
            if found or len(between) == _MOST_LINES_BETWEEN:
                break
            between.append(height)
            edge = min(edge, at[1])
            continue
        if found and line.text.count("(") > line.text.count(")"):  # (trends for | past 3 years, in %)
            found[-1] = join_lines([line.text, found[-1]])
        else:
            found.append(line.text)
        edge = min(edge, at[1])
    return tuple(found)
