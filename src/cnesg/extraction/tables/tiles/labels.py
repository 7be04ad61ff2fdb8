"""The labels of figures set large: the small text below a figure, above it or beside it.

Where several figures of one size stand on a page, all have their labels on the same side: the one on which most have
small text of one size.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.model import Fragment
from cnesg.extraction.tables.tiles.figures import ALIGNED, LARGER
from cnesg.extraction.tables.tiles.told import told_texts
from cnesg.framework.regexes import regex

_NEAR = 1.0
_NEAR_ABOVE, _FAR_ABOVE = 0.6, 1.3  # of the figure's height: alone, and where all figures have their labels above
_LEADING = 0.7
_UNIT_BELOW = 0.6  # of the figure's height, where the label stands beside it
_MOST_LINES = 5
_LONGEST_SYMBOL = 5
_RING = 3.5  # of the figure's height, from its middle to what stands below it
_ON_AXIS = 0.1  # of the figure's height
_ALIKE = 1.2  # times the height of the lowest of one size: signs such as % make a figure taller
_NAMES = ("Average ", "average ")
_FEWEST = 3  # figures of one size that tell where labels stand
_MOST_OF = 0.75

_COUNTED = regex(
    r"(?:employees|colleagues|suppliers|volunteers|patents|trees)(?:\s\(.*)?"
)  # no unit alone: what is counted

Figure = tuple[Fragment, Fragment | None]  # with what stands close behind it
Sides = Mapping[int, str]  # `below`, `above`, `beside` or, below a ring, `ring`, by the identity of a figure


def _is_unit(text: str) -> bool:
    """Whether a text is a unit and names nothing: `hours per employee`, no `Average training hours per employee`."""
    return is_unit(text) and not text.startswith(_NAMES)


def sides_of(figures: Sequence[Figure], texts: Sequence[Fragment]) -> Sides:
    """On which side figures have their labels; of those of which nothing tells it, nothing.

    Args:
        figures: large figures of a page.
        texts: the texts that may be labels.
    """
    order = sorted(figures, key=lambda f: f[0].height)
    alike: list[list[Figure]] = []
    for figure in order:
        if not alike or figure[0].height > _ALIKE * alike[-1][0][0].height:
            alike.append([])
        alike[-1].append(figure)
    found: dict[int, str] = {}
    for group in alike:
        if (side := _side_of(group, texts)) is not None:
            found.update((id(f), side) for f, _ in group)
    if len(found) < len(figures) and (side := _side_of(order, texts)) is not None:
        found = {id(f): side for f, _ in figures} | found  # long figures are set smaller than others beside them
    return found


def _side_of(group: Sequence[Figure], texts: Sequence[Fragment]) -> str | None:
    """The side on which most figures, the smallest of them first, have small text of one size."""
    if len(group) < _FEWEST:
        return None
    behind = {id(text) for _, text in group}
    named = [text for text in texts if text.height * LARGER <= group[0][0].height and not _is_unit(text.text)]
    told = told_texts(named)
    if told and (side := _most_at([text for text in named if id(text) not in told], group, behind)) is not None:
        return side  # notes in sentences stand on the other
    return _most_at(named, group, behind)


def _most_at(named: Sequence[Fragment], group: Sequence[Figure], behind: Collection[int]) -> str | None:
    apart = [text for text in named if id(text) not in behind]
    counts = {side: _labelled([lines_at(side, f, apart)[:1] for f in group]) for side in ("below", "above")}
    counts["beside"] = _labelled([lines_at("beside", f, named)[:1] for f in group])
    if not any(counts.values()):
        counts["ring"] = _labelled([lines_at("ring", f, apart)[:1] for f in group])
    (side, most), (_, second) = Counter(counts).most_common(2)
    return side if most > second and most >= _MOST_OF * len(group) else None


def _labelled(nearest: Sequence[Sequence[Fragment]]) -> int:
    """How many figures have a label of the size that is most frequent; what is near two figures is of one."""
    texts = {id(t): t for lines in nearest for t in lines}
    sizes = Counter(round(2 * t.height) for t in texts.values())
    return max(sizes.values(), default=0)


def lines_at(side: str, figure: Figure, texts: Sequence[Fragment]) -> list[Fragment]:
    """The lines of small text on one side of a figure, from it outwards; its axis may be that of figure and unit."""
    number, behind = figure
    if side == "beside":
        return beside(number, texts)
    if side == "ring":
        return _on_axis_below(number, texts)
    x0, y0, _, y1 = number.bbox
    both = [number] if behind is None else [number, replace(number, bbox=(x0, y0, behind.x1, y1))]
    if side == "below":
        return next((lines for one in both if (lines := _below(one, texts))), [])
    return next((lines[::-1] for one in both if (lines := _above(one, texts, _FAR_ABOVE))), [])


def at_side(
    number: Fragment, behind: Fragment | None, texts: Sequence[Fragment], side: str
) -> tuple[list[Fragment], str] | None:
    """The label of a figure on the side where those like it have theirs, and its unit; None where none is there."""
    if side == "beside":
        label = beside(number, texts)
        if all(_is_unit(line.text) for line in label):
            return None
        reach = number.bbox[3] + _UNIT_BELOW * number.height
        return label, next((t.text for t in _below(number, texts)[:1] if _is_unit(t.text) and t.bbox[1] < reach), "")
    rest = [t for t in texts if t is not behind]
    lines, unit = _without_unit(lines_at(side, (number, behind), rest))
    if not lines:
        return None
    across = lines_at("below" if side == "above" else "above", (number, behind), rest)[:1]
    other = next((t.text for t in across if _is_unit(t.text)), "")
    return (lines[::-1] if side == "above" else lines), behind.text if behind is not None else unit or other


def label_of(figure: Fragment, texts: Sequence[Fragment]) -> tuple[list[Fragment], str]:
    """The small text that stands nearest, right below the figure, right above it or beside it, and a unit between."""
    below, unit_below = _without_unit(_below(figure, texts))
    above, unit_above = _without_unit(_above(figure, texts)[::-1])
    unit = unit_below or unit_above
    if below and above:
        down, up = below[0].bbox[1] - figure.bbox[3], figure.bbox[1] - above[0].bbox[3]
        return (above[::-1], unit_above) if up < down - 0.1 * figure.height else (below, unit_below)
    return below or above[::-1] or beside(figure, texts) or _below_ring(figure, texts, unit), unit


def _below_ring(figure: Fragment, texts: Sequence[Fragment], unit: str) -> list[Fragment]:
    """The line of small text on the axis of a share, or of a figure and its unit, alone in the middle of a ring."""
    if not (unit or figure.folded.rstrip().endswith("%")):
        return []
    return _on_axis_below(figure, [t for t in texts if t.text != unit])[:1]


def _on_axis_below(figure: Fragment, texts: Sequence[Fragment]) -> list[Fragment]:
    """The lines of small text below a figure in the middle of a ring, on its axis."""
    reach = figure.bbox[3] + _RING * figure.height
    near = [t for t in texts if figure.middle < t.bbox[1] < reach and t.x0 < figure.x1 and figure.x0 < t.x1]
    label: list[Fragment] = []
    for text in sorted(near, key=lambda t: t.bbox[1]):
        if abs(figure.x0 + figure.x1 - text.x0 - text.x1) / 2 > ALIGNED or figure.height < LARGER * text.height:
            break
        if label and (
            text.bbox[1] - label[-1].bbox[3] > _LEADING * text.height or _set_apart(text, label[-1], first=False)
        ):
            break
        label.append(text)
    return label


def _without_unit(lines: list[Fragment]) -> tuple[list[Fragment], str]:
    """Lines from a figure outwards without the first if it is its unit, and that: 1,234 / tCO2e / Scope 1 emissions."""
    if not lines or not _is_unit(lines[0].text):
        return lines, ""
    first, rest = lines[0].text, lines[1:]
    if rest and rest[0].text[:1].islower() and abs(rest[0].height - lines[0].height) <= 0.15 * lines[0].height:
        return lines, ""  # hours / of training
    if not rest and first[:1].isupper() and first.isalpha() and first.isascii() and len(first) > _LONGEST_SYMBOL:
        return lines, ""  # 1,234 / Employees
    if not rest and _COUNTED.fullmatch(first):
        return lines, ""  # 1,234 / employees, over the title of the next group
    return rest, first


def _below(figure: Fragment, texts: Sequence[Fragment]) -> list[Fragment]:
    """The lines of small text right below a figure."""
    label: list[Fragment] = []
    edge = figure.bbox[3]
    for text in sorted(texts, key=lambda f: f.middle):
        if text.bbox[1] < figure.middle or not belongs(figure, text):
            continue
        room = _NEAR * figure.height if not label else _LEADING * text.height
        if text.bbox[1] - edge > room or len(label) == _MOST_LINES:
            break
        if label and _set_apart(text, label[-1], first=len(label) == 1):
            break
        label.append(text)
        edge = text.bbox[3]
    return label


def _above(figure: Fragment, texts: Sequence[Fragment], reach: float = _NEAR_ABOVE) -> list[Fragment]:
    """The lines of small text right above a figure."""
    label: list[Fragment] = []
    edge = figure.bbox[1]
    for text in sorted(texts, key=lambda f: -f.middle):
        if text.bbox[3] > figure.middle or not belongs(figure, text):
            continue
        room = reach * figure.height if not label else _LEADING * text.height
        if edge - text.bbox[3] > room or len(label) == _MOST_LINES:
            break
        if label and _set_apart(text, label[0], first=len(label) == 1):
            break
        label.insert(0, text)
        edge = text.bbox[1]
    return label


def _set_apart(text: Fragment, before: Fragment, *, first: bool) -> bool:
    """Whether a line is set in another size than the one nearer to the figure; a unit may have a size of its own."""
    return abs(text.height - before.height) > 0.15 * text.height and not (first and _is_unit(before.text))


def beside(figure: Fragment, texts: Sequence[Fragment]) -> list[Fragment]:
    """The lines of small text right of a figure, about as high together as it is."""
    reach = figure.x1 + 1.5 * figure.height
    near = [
        t
        for t in texts
        if figure.height >= LARGER * t.height
        and figure.x1 - 1 <= t.x0 < reach
        and abs(t.middle - figure.middle) < 1.5 * figure.height
    ]
    blocks: list[list[Fragment]] = []
    for text in sorted(near, key=lambda f: f.middle):
        last = blocks[-1][-1] if blocks else None
        if last is None or text.bbox[1] - last.bbox[3] > _LEADING * text.height or abs(text.x0 - blocks[-1][0].x0) > 2:
            blocks.append([])
        blocks[-1].append(text)
    label = min(blocks, key=lambda block: abs(_centre(block) - figure.middle), default=[])
    aligned = label and abs(_centre(label) - figure.middle) < 0.6 * figure.height
    return label if aligned and len(label) <= _MOST_LINES else []


def _centre(block: Sequence[Fragment]) -> float:
    return sum(text.middle for text in block) / len(block)


def set_beside(figure: Fragment, behind: Fragment, texts: Sequence[Fragment]) -> bool:
    """Whether text behind a figure is its label: of several lines, or on its axis; a measure is on its base line."""
    label = beside(figure, texts)
    if not any(t is behind for t in label):
        return False
    return len(label) > 1 or abs(label[0].middle - figure.middle) < _ON_AXIS * figure.height


def belongs(figure: Fragment, text: Fragment) -> bool:
    """Whether text is smaller than a figure and shares one of its edges or its axis."""
    axis = abs(figure.x0 + figure.x1 - text.x0 - text.x1) / 2
    if min(abs(figure.x0 - text.x0), abs(figure.x1 - text.x1), axis) > ALIGNED:
        return False
    # of a figure too long for its tile the unit stands below it, as large
    return figure.height >= LARGER * text.height or _is_unit(text.text)
