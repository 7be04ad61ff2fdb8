"""Where the labels of a table's rows begin."""

from collections import Counter
from collections.abc import Sequence

from cnesg.extraction.tables.fragments import is_code, is_unit
from cnesg.extraction.tables.geometry.aligned_texts import centred, wraps_on_axis
from cnesg.extraction.tables.geometry.layout import Band, bands
from cnesg.extraction.tables.geometry.parting_titles import parts_a_whole
from cnesg.extraction.tables.geometry.regions import Region
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex

UNIT_HEAD = regex(r"(?i)units?(?: of measure(?:ment)?)?|uom|计?量?单位(?:\s?units?)?")
_TOPIC = (
    r"(?:material |main |key |esg )?(?:topics?|areas?|aspects?|themes?|pillars?|issues?)"
    r"|(?:关键|重要|實質性|实质性|主要)?(?:议题|議題|层面|層面|维度|維度|范畴|範疇|领域|領域)|一级指标|一級指標"
)
_TOPIC_HEAD = regex(rf"(?i){_TOPIC}")
_GROUP_HEAD = regex(  # over a column of names, each for several rows; the last ones stand over classes too
    rf"(?i){_TOPIC}|(?:main |key )?(?:categor(?:y|ies)|dimensions?|subjects?)|类别|類別"
)
_CODE_LINE = regex(r"[A-Z]{2}-[A-Z]{2}-|\d{3}[a-z]\.\d{1,2}")
_SAME_EDGE = 3.0
_OFF_AXIS = 1.5
_LONGEST_LINE = 120
_SAME = 0.5  # points: no further out than rounding
_WIDEST_UNIT = 60.0  # points that units may begin left of a head that is set in their middle
_FEWEST_CODES = 2
_HEAD_GAP = 4.0  # of the characters' height
_GROUP_GAP = 60.0
_WIDEST_GROUP = 150.0
_LONGEST_GROUP = 4  # lines
_MOST_COLUMNS = 2  # of group names
_WRAPPED = 0.7  # of the characters' height: lines of one name stand closer
_CLOSE = 0.9  # of the characters' height: lines of one label stand no further apart
_OFF_MIDDLE = 0.1  # of the width that a head stands over: it is off the middle by no more
TITLE = 1.3  # of the values' height: what is set larger is the title of what stands below
_CENTRED = 0.4  # of the characters' height: how far off the middle of its label a row's values may stand


def label_edge(region: Region, limit: float, texts: Sequence[Fragment]) -> float | None:
    """The left edge of the label column: of the labels drawn with the values, else of those beside them.

    A line of a label that is set in the middle may begin further left than those on the values' lines.
    """
    edge = _edge_of_rows(region, limit, texts)
    if edge is None:
        return None
    x0, top, _, bottom = region.bbox
    left = [t for t in texts if limit <= t.x0 and t.x1 <= x0 + 1 and top - 2 * t.height < t.middle < bottom + t.height]
    lines = {f.line for f in region.values}
    first: dict[int, Fragment] = {}
    for text in left:
        if text.line in lines and (text.line not in first or text.x0 < first[text.line].x0):
            first[text.line] = text
    labels = list(first.values())
    if not centred(labels):
        return edge
    axis = sorted(t.x0 + t.x1 for t in labels)[len(labels) // 2]
    wide = (t for t in left if abs(t.x0 + t.x1 - axis) < 2 * _OFF_AXIS and len(t.text) <= _LONGEST_LINE)
    return min([edge, *(t.x0 for t in wide if wraps_on_axis(t, left))])


def _edge_of_rows(region: Region, limit: float, texts: Sequence[Fragment]) -> float | None:
    """The left edge of the labels drawn with the values, else of those beside them."""
    lines = {f.line for f in region.values}
    x0, y0, _, _ = region.bbox
    left = [t for t in texts if limit <= t.x0 and t.x1 <= x0 + 1]
    with_values = [t for t in left if t.line in lines]
    notes = [t.x0 for t in with_values if is_unit(t.text) or _is_code(t)]
    only_notes = bool(notes) and all(_among(t.x0, notes) for t in with_values)  # long labels are drawn line by line
    heads = unit_heads(texts, x0, y0)
    only_asides = all(_is_aside(t, heads) for t in with_values)
    if only_notes and (headed := _head_edge(region, limit, texts)) is not None:
        return headed
    rows = bands(region.values)
    if with_values and only_asides and (wrapped := _edges_of_wrapped(rows, [t for t in left if not is_unit(t.text)])):
        return _group_column(min(wrapped), region, limit, texts)
    drawn = min((t.x0 for t in with_values), default=None)
    if drawn is not None and not only_notes and not (only_asides and _among(drawn, heads)):
        return _outdented(drawn, region, limit, texts)
    beside = []
    for band in rows:
        row = [t for t in left if abs(t.middle - band.middle) < 0.5 * t.height]
        if row:  # of the texts beside the values the nearest is the label, unless it is a unit
            row.sort(key=lambda t: -t.x1)
            beside.append(next((t for t in row if not _is_aside(t, heads)), row[0]).x0)
    beside = beside or _edges_of_wrapped(rows, left)
    return _outdented(min(beside), region, limit, texts) if beside else None


def edge_with_titles(
    left: float | None, region: Region, codes: Sequence[Fragment], texts: Sequence[Fragment], limit: float = 0.0
) -> float | None:
    """The edge moved left to a first column of codes where titles of groups begin at it: 305-1 | Scope 1 | 1,204.

    Args:
        left: left edge of the labels; None where there are none.
        region: the values.
        codes: the codes that stand first in lines of the page.
        texts: texts of the page.
        limit: how far left the table may reach.
    """
    if left is None or not codes:
        return left
    lines, (_, y0, _, y1) = {f.line for f in region.values}, region.bbox
    beside = (code for code in codes if code.line in lines or y0 <= code.middle <= y1)
    edges = [code.x0 for code in beside if limit <= code.x0 and code.x1 <= left + 1]
    if len(edges) < _FEWEST_CODES:
        return left
    titles = (t for t in texts if t.line not in lines and y0 - _HEAD_GAP * t.height < t.middle < y1)
    return min(edges) if any(_among(t.x0, edges) for t in titles) else left


def unit_heads(texts: Sequence[Fragment], right: float, bottom: float, top: float = 0.0) -> list[float]:
    """The left edges of the heads `Unit` that stand left of some values and above them.

    Args:
        texts: texts of the page.
        right: left edge of the values.
        bottom: their upper edge.
        top: nothing above this is asked.
    """
    heads = [t for t in texts if t.x0 < right and top <= t.middle < bottom and UNIT_HEAD.fullmatch(t.folded)]
    return [edge for head in heads for edge in (head.x0, *_centred_over(head, texts))]


def heads_groups(text: Fragment) -> bool:
    """Whether a text is a head of a column that names groups: Topic, Category."""
    return _GROUP_HEAD.fullmatch(text.folded.strip()) is not None


def group_heads(texts: Sequence[Fragment], right: float, bottom: float, top: float = 0.0) -> list[float]:
    """The left edges of heads such as `Topic` that stand left of some values and above them; as `unit_heads`."""
    heads = (t for t in texts if t.x0 < right and top <= t.middle < bottom)
    return [t.x0 for t in heads if heads_groups(t)]


def topics_edge(region: Region, texts: Sequence[Fragment]) -> float:
    """Where a head such as `Topic` begins that is the first of the line that heads the values; 0 where there is none.

    Nothing left of it is of the table.
    """
    over, (right, y0, _, y1) = _over(region, texts), region.bbox
    below = [t for t in texts if y0 < t.middle < y1 and t.x1 <= right + 1]
    for head in (t for t in texts if t.x1 <= right and _TOPIC_HEAD.fullmatch(t.folded.strip())):
        if any(t.x0 < head.x0 - _SAME_EDGE and t.x1 > head.x1 for t in below):
            continue  # set in the middle over its column
        if any(_on_one_line(head, t) for t in over) and not any(
            t.x0 < head.x0 and _on_one_line(head, t) for t in texts
        ):
            return head.x0 - _SAME
    return 0.0


def _centred_over(head: Fragment, texts: Sequence[Fragment]) -> list[float]:
    """Where the units begin that a head is set in the middle over; nothing where they begin below it."""
    units = [t for t in texts if t.middle > head.middle and t.x0 < head.x1 and t.x1 > head.x0 - _WIDEST_UNIT]
    if any(abs(t.x0 - head.x0) < _SAME_EDGE for t in units):
        return []
    edges = Counter(round(t.x0, 1) for t in units if 0 < head.x0 - t.x0 < _WIDEST_UNIT and is_unit(t.text))
    return [edge for edge, _ in edges.most_common(1)]


def _is_headed(edge: float, region: Region, texts: Sequence[Fragment]) -> bool:
    """Whether a column of text has a head on the line that heads the values too."""
    heads = [t for t in texts if abs(t.x0 - edge) < _SAME_EDGE and 0 < region.bbox[1] - t.middle < _HEAD_GAP * t.height]
    over = _over(region, texts)
    return any(_on_one_line(head, other) for head in heads for other in over)


def _is_headed_with_labels(edge: float, left: float, region: Region, texts: Sequence[Fragment]) -> bool:
    """Whether one head stands in the middle over a column of names and the labels right of it, and not over these."""
    right = region.bbox[0]
    over = _over(region, texts)
    for head in (t for t in texts if edge < t.x0 and t.x1 < right and any(_on_one_line(t, other) for other in over)):
        middle = (head.x0 + head.x1) / 2
        off = abs(middle - (edge + right) / 2)
        if off < _OFF_MIDDLE * (right - edge) and off < abs(middle - (left + right) / 2):
            return True
    return False


def _over(region: Region, texts: Sequence[Fragment]) -> list[Fragment]:
    """The texts a little above a region's values that head them."""
    x0, y0, x1, _ = region.bbox
    return [t for t in texts if 0 < y0 - t.middle < _HEAD_GAP * t.height and t.x1 > x0 and t.x0 < x1]


def _on_one_line(one: Fragment, other: Fragment) -> bool:
    return abs(one.middle - other.middle) < 0.3 * one.height


def _head_edge(region: Region, limit: float, texts: Sequence[Fragment]) -> float | None:
    """Where the line of heads begins that names the years of a region, if a text beside the values begins there."""
    x0, y0, x1, y1 = region.bbox
    years = {
        t.line
        for t in texts
        if t.kind == "year" and 0 < y0 - t.middle < _HEAD_GAP * t.height and x0 < t.x1 <= x1 + t.height
    }
    heads = (t for t in texts if t.line in years and limit <= t.x0 < x0 and not UNIT_HEAD.fullmatch(t.folded))
    edge = min((t.x0 for t in heads), default=None)  # `Unit` alone heads no labels
    beside = (t.x0 for t in texts if y0 - t.height < t.middle < y1 + t.height and t.x1 <= x0)
    return edge if edge is not None and _among(edge, list(beside)) else None


def _is_code(text: Fragment) -> bool:
    """Whether a text is the code of a disclosure, or a line of one: RT-CH-|110a.1."""
    return is_code(text.folded) or _CODE_LINE.fullmatch(text.folded.strip()) is not None


def _is_aside(text: Fragment, heads: Sequence[float]) -> bool:
    """Whether a text beside values is no label: a unit, the code of a disclosure, what stands below the head `Unit`."""
    return is_unit(text.text) or _is_code(text) or _among(text.x0, heads)


def _among(x: float, edges: Sequence[float]) -> bool:
    """Whether a column of text begins on one of some edges: where `Unit` heads it, it holds no labels."""
    return any(abs(x - edge) < _SAME_EDGE for edge in edges)


def _outdented(left: float, region: Region, limit: float, texts: Sequence[Fragment]) -> float:
    """The edge moved left to group headings that stand a little further out than all rows, or in a column of theirs."""
    _, y0, _, y1 = region.bbox
    reach = left - 3.5 * region.height
    out = [
        t
        for t in texts
        if max(limit, reach) <= t.x0 < left - _SAME and t.x1 > left and y0 - 3 * t.height < t.bbox[1] < y1
    ]
    further = _group_column(left, region, limit, texts)
    if further < left:  # a head in the middle over two columns begins between them
        over = _over(region, texts)
        out = [t for t in out if not any(_on_one_line(t, head) for head in over)]
    return min((t.x0 for t in out), default=further)


def _group_column(left: float, region: Region, limit: float, texts: Sequence[Fragment]) -> float:
    """The left edge of the columns of group names left of the labels, the nearest first."""
    edge = left
    for _ in range(_MOST_COLUMNS):
        further = _next_column(edge, region, limit, texts)
        if further == edge:
            break
        edge = further
    return edge


def _next_column(left: float, region: Region, limit: float, texts: Sequence[Fragment]) -> float:
    """The left edge of a column of group names left of another: few short texts, unlike the prose beside a table."""
    _, y0, _, y1 = region.bbox
    rows = bands(region.values)
    over = _over(region, texts)
    near = [t for t in texts if limit <= t.x0 and t.x1 <= left + 1 and y0 - t.height < t.middle < y1 + t.height]
    near = [t for t in near if t.height < TITLE * region.height and not any(_on_one_line(t, head) for head in over)]
    if not near:
        return left
    nearest = max(near, key=lambda t: t.x1)
    beside = sorted((t for t in near if t.x1 > nearest.x0), key=lambda t: t.middle)
    if 2 * sum(is_unit(t.text) for t in beside) > len(beside):
        return left
    edge, axis = min(t.x0 for t in beside), nearest.x0 + nearest.x1
    if left - nearest.x1 > _GROUP_GAP and not (
        _is_headed(edge, region, texts)
        or _is_headed_with_labels(edge, left, region, texts)
        or all(parts_a_whole(t.text) for t in beside)  # By gender, By age, far from labels
    ):
        return left
    aligned = all(t.x0 <= edge + 4 for t in beside) or all(abs(t.x0 + t.x1 - axis) <= 4 for t in beside)
    if not aligned or any(t.x1 - t.x0 > _WIDEST_GROUP for t in beside):
        return left
    names: list[list[Fragment]] = []
    for text in beside:
        if names and text.bbox[1] - names[-1][-1].bbox[3] < _WRAPPED * text.height:
            names[-1].append(text)
        else:
            names.append([text])
    few = 2 * len(names) <= len(rows) + 1 and all(len(name) <= _LONGEST_GROUP for name in names)
    return edge if few else left


def _edges_of_wrapped(rows: Sequence[Band], texts: Sequence[Fragment]) -> list[float]:
    """Left edges of the labels of rows that stand between two lines of theirs; none where that is so of few rows."""
    edges = []
    for row in rows:
        above = max((t for t in texts if t.middle < row.middle), key=lambda t: (t.middle, -t.x0), default=None)
        below = min((t for t in texts if t.middle > row.middle), key=lambda t: (t.middle, t.x0), default=None)
        if above is None or below is None or below.bbox[1] - above.bbox[3] > _CLOSE * above.height:
            continue
        if abs(above.middle + below.middle - 2 * row.middle) < _CENTRED * above.height:
            edges.append(min(above.x0, below.x0))
    return edges if 2 * len(edges) > len(rows) else []
