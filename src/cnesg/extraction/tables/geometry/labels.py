"""Labels of rows: lines joined where a label wraps, groups told from rows, and which group a row stands under."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, pairwise

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.label_lines import (
    HAN,
    INDENT,
    WRAP_LEADING,
    LabelLine,
    Spacing,
    goes_on,
    is_unit_line,
)
from cnesg.extraction.tables.geometry.layout import Band
from cnesg.extraction.tables.geometry.parting_titles import parts_a_whole
from cnesg.extraction.tables.geometry.two_languages import leading_of_glosses
from cnesg.extraction.tables.geometry.unit_lines import names_unit
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text import fold

# begins a part of the row above, not set in
_PART = regex(r"(?i)^(?:[-–—•·] ?(?=\D)|(?:of which|thereof)\b|其中)")
SET_IN = 2 * INDENT
_FEWEST_WRAPPED = 2  # rows
_DIRECTLY_BELOW = 2.5  # of the characters' height: no row stands between two titles
_CENTRED = 0.4  # of the characters' height: how far off the middle of its label a row's values may stand
_NARROWEST = 7.0  # characters' heights: no column of labels is narrower; 有害废弃物 and 无害废弃物 end alike
_LONG = 10.0  # characters' heights
_RIGHT_ABOVE = 0.35  # of it: the lines of one cell stand closer than those of two rows
_RAGGED = 1.5  # of the characters' height: how far lines that break at one edge may end apart
_IN_UNIT = regex(r"in (\S+(?: \S+){0,2})")
_ANSWER = regex(r"(?i)^\D{0,12}\d{1,3} (?:of|out of|to|in|/) \d|^(?:yes|no)$")  # a row's value in words: 7 of 8
_LONGEST_LABEL = 300
_NO_LABEL = regex(r"(?i)^in (?:fy\s?)?(?:20)?\d\d, we\b|\baddendum\b")
_SUM = regex(r"(?i)(?:grand )?total|[合总總]\s?[计計]")
_TOTAL = regex(r"(?i)(?:(?:grand|overall|sub)[ -]?)?totals?\b|.*\btotal$|all \w+$|[合总總小]\s?[计計]")
_BEGUN_UNIT = regex(r"(?i)\b(?:tonnes|tons|kilograms|kg)(?: of)?$|\bmillion$")
_PER = regex(r"(?i)[-–•]?\s?per\s")
_SIGNS = regex("\\s*[\ue000-\uf8ff]+\\s*")  # bullets, arrows, check marks


@dataclass
class Label:
    """A label of one or more lines with the bands it stands for: one for a row, none for a group heading."""

    lines: list[LabelLine]
    bands: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All lines joined, a unit that has a line of its own in brackets."""
        texts = [line.text for line in self.lines]
        return join_lines([*texts[:1], *map(_as_unit, texts, texts[1:])])

    @property
    def x0(self) -> float:
        """Left edge of the first line."""
        return self.lines[0].x0


def _as_unit(above: str, line: str) -> str:
    """A label's later line, in brackets where it is a unit and no word's last character (工作|日).

    The rest of a unit that the line above begins is none by itself: metric tons | CO2e.
    """
    if _BEGUN_UNIT.search(above):
        return line
    if (named := _IN_UNIT.fullmatch(line)) and is_unit(named[1]):
        return f"({named[1]})"
    bare = (len(line) > 1 or line in "吨噸%t") and is_unit_line(line) and line[0] not in "(（" and line[-1] not in ")）"
    return f"（{line}）" if bare else line


def join_lines(texts: Sequence[str]) -> str:
    """Lines of a cell as one text; Chinese needs no blank, a hyphen at a line end is kept, signs of symbol fonts go."""
    joined = ""
    for text in texts:
        if joined and not (HAN.match(joined[-1]) and HAN.match(text[:1])) and not joined.endswith(("-", "/")):
            joined += " "
        joined += text
    return _SIGNS.sub(" ", joined) if not joined.isascii() else joined


def labels(lines: Sequence[LabelLine], rows: Sequence[Band], rulings: Sequence[BoundingBox]) -> list[Label]:
    """Lines joined to labels, and each band given to the label beside it."""
    leading = leading_of_glosses([(line.text, line.top, line.bottom) for line in lines])
    spacing = Spacing(_row_gap(lines) or _gap_between_wrapped(lines, rows), _margin(lines), leading, _closest(lines))
    found: list[Label] = []
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        if found and not _divides(line, below) and goes_on(found[-1].lines, line, rows, rulings, spacing):
            found[-1].lines.append(line)
        else:
            found.append(Label([line]))
    for number, band in enumerate(rows):
        label = _beside(band, number, found)
        if label is not None:
            label.bands.append(number)
    _give_rows_below(found, rows)
    return [part for label in found for part in _one_band_each(label, rows)]


def _give_rows_below(found: Sequence[Label], rows: Sequence[Band]) -> None:
    """Give bands without labels to the labels right above them, where each such band has one of its own.

    Beside cells of two lines, such as a unit in two languages, labels may stand on the first line and values on the
    second.
    """
    held = {number for label in found for number in label.bands}
    bare = [number for number in range(len(rows)) if number not in held]
    above = [next((label for label in reversed(found) if label.lines[-1].bottom < rows[n].middle), None) for n in bare]
    if len(bare) < _FEWEST_WRAPPED or len({id(label) for label in above}) < len(bare):
        return
    given = [(label, n) for label, n in zip(above, bare, strict=True) if label is not None and not label.bands]
    near = all(rows[n].top - label.lines[-1].bottom < _RIGHT_ABOVE * label.lines[-1].height for label, n in given)
    if near and len(given) == len(bare):
        for label, number in given:
            label.bands.append(number)


def _divides(line: LabelLine, below: LabelLine | None) -> bool:
    """Whether a row and the next say by what a title's measure is divided: Intensity | per head | per £m revenue."""
    both = (line, below)
    return all(one is not None and one.band is not None and _PER.match(one.text) for one in both)


def rows_and_groups(found: Sequence[Label], heads_end: float, right: Sequence[Fragment]) -> list[Label]:
    """Labels of rows and of groups, without lines beside the header and without rows that are answered in words.

    A line over the first of them that says the unit of the table (`Unit: RMB million`) is no group.

    Args:
        found: labels as `labels` gives them.
        heads_end: lower edge of the header.
        right: texts right of the labels that are no values.
    """
    said = [text.middle for text in right if _ANSWER.search(text.folded)]
    return [
        label
        for label in dropwhile(lambda one: not one.bands and names_unit(fold(one.text).strip()), found)
        if label.bands
        or (label.lines[-1].middle > heads_end - 1 and not any(abs(y - label.lines[0].middle) < 2 for y in said))
    ]


def _margin(lines: Sequence[LabelLine]) -> float:
    """The right edge at which lines of labels break: where a long one ends, or two; beyond all where none do."""
    ends = sorted((line.x1 for line in lines), reverse=True)
    height = lines[0].height if lines else 0.0
    widest = max((line.x1 - line.x0 for line in lines if ends[0] - line.x1 < _RAGGED * height), default=0.0)
    shared = len(ends) > 1 and ends[0] - ends[1] < _RAGGED * height and widest > _NARROWEST * height
    long = any(line.x1 == ends[0] and line.x1 - line.x0 > _LONG * height for line in lines)
    return ends[0] if shared or long else float("inf")


def _closest(lines: Sequence[LabelLine]) -> float:
    """The least gap between two lines of which not both have values: those may be of one label."""
    gaps = (b.top - a.bottom for a, b in pairwise(lines) if a.band is None or b.band is None)
    return min(gaps, default=float("inf"))


def _row_gap(lines: Sequence[LabelLine]) -> float | None:
    """The usual gap between two rows that both have values on their base line."""
    gaps = sorted(
        b.top - a.bottom
        for a, b in pairwise(lines)
        if a.band is not None and b.band is not None and b.top - a.bottom < 3 * a.height
    )
    return gaps[len(gaps) // 2] if gaps else None


def _gap_between_wrapped(lines: Sequence[LabelLine], rows: Sequence[Band]) -> float | None:
    """The least gap between two rows where each label wraps: those gaps are wider than the ones within labels.

    None where the widest gaps, as many as part the rows, don't stand out, or part the lines elsewhere than around the
    middles of rows, before their first lines or behind their last.
    """
    gaps = [b.top - a.bottom for a, b in pairwise(lines)]
    if len(rows) < _FEWEST_WRAPPED or len(gaps) < len(rows):
        return None
    order = sorted(gaps, reverse=True)
    least, widest_within = order[len(rows) - 2], order[len(rows) - 1]
    if least - widest_within <= WRAP_LEADING * lines[0].height:
        return None
    ends = [at for at, gap in enumerate(gaps, start=1) if gap >= least]
    parts = [(lines[a].middle, lines[b - 1].middle) for a, b in pairwise([0, *ends, len(lines)])]
    near = _CENTRED * lines[0].height
    centred = all(abs((a + b) / 2 - row.middle) < near for (a, b), row in zip(parts, rows, strict=True))
    on_first = all(abs(a - row.middle) < near for (a, _), row in zip(parts, rows, strict=True))
    on_last = all(abs(b - row.middle) < near for (_, b), row in zip(parts, rows, strict=True))
    return least if centred or on_first or on_last else None


def _beside(band: Band, number: int, found: Sequence[Label]) -> Label | None:
    """The label that has a line on the band's base line, else the one whose lines reach around it."""
    for label in found:
        if any(line.band == number for line in label.lines):
            return label
    for label in found:
        if label.lines[0].top - 1 <= band.middle <= label.lines[-1].bottom + 1:
            return label
    return None


def _one_band_each(label: Label, rows: Sequence[Band]) -> list[Label]:
    """A label that caught several bands is cut so that each has the lines nearest to it."""
    if len(label.bands) < 2:
        return [label]
    parts = {number: Label([], [number]) for number in sorted(label.bands)}
    for line in label.lines:
        nearest = min(parts, key=lambda number: abs(rows[number].middle - line.middle))
        parts[nearest].lines.append(line)
    return [part for part in parts.values() if part.lines]


def parents_of(found: Sequence[Label], centred: bool = False) -> tuple[list[tuple[str, ...]], list[tuple[float, str]]]:
    """For each label the labels of the groups it stands under, outermost first; and what is open after the last.

    A group heading holds until one of its own depth comes; a row holds for rows set further in. Depth is told by
    indentation, headings directly below one another nest.

    Args:
        found: the labels from top to bottom.
        centred: whether they are set in the middle of their column, where the left edge tells nothing.
    """
    left = Counter(round(label.x0) for label in found if label.bands)
    aligned = not centred and bool(left) and max(left.values()) >= 0.3 * sum(left.values())
    stack: list[_Open] = []
    result = []
    previous_was_group = False
    below = _rows_below(found)
    for at, label in enumerate(found):
        group = not label.bands
        kept = _outer_of_sibling(stack, label, below, at) if group else 0
        while len(stack) > kept and _ends(stack[-1], label, group, previous_was_group, aligned):
            stack.pop()
        if previous_was_group and aligned and not group:
            for entry in _titles_above(stack):
                entry.holds_set_in = _edge(label) > _edge(entry.label) + INDENT
        result.append(tuple(entry.label.text for entry in stack))
        stack.append(_Open(label, group, rows=below[at]))
        previous_was_group = group
    return result, [(entry.label.x0, entry.label.text) for entry in stack]


def _edge(label: Label) -> float:
    """Where a label begins; one behind a dash as if it were set in."""
    return label.x0 + (SET_IN if is_part(label.text) else 0.0)


def is_sum_alone(label: str) -> bool:
    """Whether a label is nothing but that of a sum, and so no part of the row above it, however far it is set in."""
    return _SUM.fullmatch(label.strip()) is not None


def is_total(label: str) -> bool:
    """Whether a label says that its row is a total, whatever of: Total water withdrawal, Scope 3 total."""
    return _TOTAL.match(label.strip()) is not None


def is_part(label: str) -> bool:
    """Whether a label says that its row is a part of the row above: - hydro, of which renewable."""
    return _PART.match(label) is not None


@dataclass
class _Open:
    """A group or row that rows below may stand under; `holds_set_in` tells of a group that its rows are set in."""

    label: Label
    is_group: bool
    holds_set_in: bool = False
    rows: frozenset[str] = frozenset()


def _titles_above(stack: Sequence[_Open]) -> list[_Open]:
    """The open groups directly below one another right above a row, and on one edge: Training | By gender."""
    found = list(stack[-1:])
    for at in range(len(stack) - 1, 0, -1):
        inner, outer = stack[at], stack[at - 1]
        close = inner.label.lines[0].top - outer.label.lines[-1].bottom < _DIRECTLY_BELOW * inner.label.lines[0].height
        if not (outer.is_group and close and abs(_edge(outer.label) - _edge(inner.label)) < INDENT):
            break
        found.append(outer)
    return found


def _rows_below(found: Sequence[Label]) -> list[frozenset[str]]:
    """For each group the labels of the rows below it, up to the next group; nothing for rows."""
    below, rows = list[frozenset[str]](), set[str]()
    for label in reversed(found):
        below.append(frozenset() if label.bands else frozenset(rows))
        rows = rows | {label.text} if label.bands else set()
    return below[::-1]


def _outer_of_sibling(stack: Sequence[_Open], label: Label, below: Sequence[frozenset[str]], at: int) -> int:
    """How many of the open groups a group keeps that has the rows of an open one over again: those above this one.

    Gender | All staff | Women | Men | Managers | Women | Men: of gender are both.
    """
    for depth in range(len(stack) - 1, 0, -1):
        open_one, outer = stack[depth], stack[depth - 1]
        if open_one.is_group and outer.is_group and not outer.rows:
            again = len(open_one.rows & below[at]) >= _FEWEST_WRAPPED
            return depth if again and abs(_edge(open_one.label) - _edge(label)) < INDENT else 0
    return 0


def _ends(entry: _Open, label: Label, group: bool, after_group: bool, aligned: bool) -> bool:
    """Whether an open group (or row) is closed by the next label."""
    edge, open_edge = _edge(label), _edge(entry.label)
    deeper = aligned and edge > open_edge + INDENT
    if not entry.is_group:
        return not deeper or is_sum_alone(label.text)  # 合计 in the middle is no part of the last
    if group:
        names_whole = parts_a_whole(label.text) and not parts_a_whole(entry.label.text)
        return not deeper and not after_group and not names_whole
    return aligned and (edge < open_edge - INDENT or (entry.holds_set_in and not deeper))


def is_no_label(text: str) -> bool:
    """Whether what stands beside a value is a paragraph, or the name of another document, and so names no row."""
    return len(text) > _LONGEST_LABEL or _NO_LABEL.search(text) is not None
