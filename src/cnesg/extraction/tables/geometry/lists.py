"""Lists of names with their numbers: legends of charts, key figures one below the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cnesg.extraction.tables.fragments import kind_of, page_fragments
from cnesg.extraction.tables.geometry.compared import earlier_figure
from cnesg.extraction.tables.geometry.titles import title_across, title_over
from cnesg.extraction.tables.model import Column, Fragment, Row, Table, around
from cnesg.framework.regexes import regex
from cnesg.text import Line, Page, fold

_LONGEST_NAME = 60
_LARGEST_GAP = 2.5  # of the characters' height
_CELL_GAP = 0.75  # of the characters' height
_SAME_EDGE = 3.0
_FEWEST_IN_LINE, _IN_LINE = 3, 1.0  # items, and points
_MARK_GAP = 1.0  # of the characters' height: the mark of a footnote stands no further behind its number
_ENDS_IN_YEAR = regex(r"(?<!\d)(?:19|20)\d\d\s?年?度?$")
_DATED = regex(  # Year ended 31 | December 2022: the lines of a header
    r"(?i)\b(?:ended|ending|as (?:at|of)|(?:jan|febr)uary|march|april|june|july|august|(?:septem|octo|novem|decem)ber"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)$"
)
_ITEM = regex(
    r"^(?:[■●•▪□○◆►]\s*)?(?P<name>(?:[<>≤≥]\s?\d{2}|(?:[^\W\d]|\d(?=[\d\s]*(?:[-–至]\s?\d|岁|years)))[^:：;；。!?]*?))"
    r"\s*[:：]?\s+(?P<value>(?:[A-Z]{0,3}[$¥€£]|RMB|CNY)?\s?[(-]?\d[\d,]*(?:\.\d+)?\s?"
    r"(?:%|‰|[a-zA-Z]{1,8}|[一-龥]{1,4}|(?P<measure>[a-zA-Z一-龥][\w ²³/.'-]{1,24}))?\)?)"
    r"(?:\s?\d)?(?P<earlier>\s*[(（](?:FY)?\s?(?:19|20)\d\d(?:/\d\d)?\s?年?度?\s?[:：]\s?[^()（）]+[)）])?$"
)
_VALUE = regex(r"\S*\s.*\d")  # what every item begins with; most lines don't
_DIGIT = regex(r"\d")
_UNIT_ROOM = 28  # characters behind an item's last digit but one, unless it ends in a bracket
_OWN_NUMBERS = regex(  # numbers that a name may hold: ages, scopes
    r"\d{2}\s?(?:[-–~至到]|to)\s?\d{2}|(?:below|under|over|above|aged|older than|younger than|[<>≤≥])=?\s?\d{2}|"
    r"\d{2}\s?(?:岁|years)|\bscopes? [1-3](?:(?:, | and | & | ?\+ ?)[1-3])*\b",
    re.IGNORECASE,
)
_LOOSE_NUMBER = regex(r"(?<![\w.,-])\d[\d,.]*%?(?![\w-])|(?<!\w)(?:n/a|[-–—])(?!\w)", re.IGNORECASE)
_DANGLES = regex(
    r"\b(?:of|to|by|than|per|and|in|from|the|about|over|for|at|with|or|is|was|were|are|approximately|around|page|note|"
    r"section|chapter|scope|category|table|figure|tier|phase|level|no\.?|iso|part|appendix|article|rule|q|aged?|under|above|below)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Item:
    name: str
    line: Line
    value: Fragment
    earlier: tuple[str, Fragment] | None
    lines: tuple[Line, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        return around([line.bbox for line in self.lines if line.bbox])


def find_lists(page: Page) -> list[Table]:
    """Lists of a page as tables: at least two lines one below the other that are a name and its number each.

    A name may begin on the line before. Numbers of tables stand in columns of their own, those of a list follow the
    name; where they do both, the list is left to the table finder.
    """
    if page.number is None:
        return []
    runs = [run for run in _runs(list(_items(page.lines))) if not _is_column(run)]
    if not runs:
        return []
    texts = [f for line in page_fragments(page) for f in line if f.kind == "text"]
    found = []
    for run in runs:
        used = {line.number for item in run for line in item.lines}
        box, others = around([item.box for item in run]), [t for t in texts if t.line not in used]
        title = title_over(box, others)
        across = title_across(box, others)
        found.append(_table(page.number, run, title, across))
    return found


def _items(lines: Sequence[Line]) -> Iterator[_Item]:
    before: Line | None = None
    for line in lines:
        if len(line.text) > 2 * _LONGEST_NAME or line.bbox is None:
            before = line
            continue
        folded = fold(line.text)
        match = _ITEM.match(folded) if _ends_in_value(folded) and _VALUE.match(folded) else None
        if match is None or not _is_item(line, match) or kind_of(folded.strip()) != "text":
            before = line
            continue
        name = line.text[slice(*match.span("name"))].strip()
        own: tuple[Line, ...] = (line,)
        if before is not None and name[:1].islower() and _close(before, line):
            name, own = f"{before.text} {name}", (before, line)
        value = _part(line, *match.span("value"))
        bracket = _part(line, *match.span("earlier")) if match["earlier"] else None
        earlier = earlier_figure(bracket) if bracket is not None else None
        if len(name) <= _LONGEST_NAME and value is not None:
            yield _Item(name.lstrip("■●•▪□○◆► "), line, value, earlier, own)
        before = line


def _is_item(line: Line, match: re.Match[str]) -> bool:
    """Whether a line is a name and its number: words behind the number must be a unit, unless they are short.

    A row of a table is none: its name heads years, or the digit behind its number is no mark (0 | 1).
    """
    if line.words[-1].start >= match.end("value") and match["earlier"] is None and line.gaps[-1] > _MARK_GAP:
        return False
    name, value = match["name"].strip(), match["value"].strip()
    if match["measure"] is not None and kind_of(value) != "number":
        return False
    return not (
        names_nothing(name)
        or _ENDS_IN_YEAR.search(name)
        or _DATED.search(name)
        or _DANGLES.search(value, value.rfind(" ") + 1)  # Scope 1, 2 and
    )


def _ends_in_value(folded: str) -> bool:
    """Whether a line's end can be that of an item, at a look: most lines go on or end in words."""
    return folded.endswith((")", "）")) or _DIGIT.search(folded, max(0, len(folded) - _UNIT_ROOM)) is not None


def names_nothing(name: str) -> bool:
    """Whether what stands before a number is no name: it goes on, or holds numbers of its own as a row of a table."""
    return dangles(name) or _LOOSE_NUMBER.search(_OWN_NUMBERS.sub("", name)) is not None


def dangles(name: str) -> bool:
    """Whether a text goes on with the number behind it: Scope | 1, Under | 30, as of | 2023."""
    return _DANGLES.search(name, name.rfind(" ") + 1) is not None


def _part(line: Line, start: int, end: int) -> Fragment | None:
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    box = line.box_of(start, start + len(text))
    if box is None:
        return None
    folded = fold(text)
    return Fragment(text, folded, box, box[3] - box[1], line.number, start, kind_of(folded))


def _close(above: Line, below: Line) -> bool:
    """Whether a line stands right below another, on the same left edge."""
    if above.bbox is None or below.bbox is None:
        return False
    height = below.words[0].height
    gap = below.bbox[1] - above.bbox[3]
    return -0.3 * height < gap < _LARGEST_GAP * height and abs(above.bbox[0] - below.bbox[0]) < _SAME_EDGE


def _runs(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Items one below the other, however they are drawn."""
    rest = sorted(items, key=lambda item: item.box[1])
    while rest:
        run = [rest.pop(0)]
        for item in list(rest):
            if _close(run[-1].lines[-1], item.lines[0]):
                run.append(item)
                rest.remove(item)
        if len(run) > 1:
            yield run


def _is_column(run: Sequence[_Item]) -> bool:
    """Whether the numbers stand in a column rather than behind their names, or names are cells (label, unit)."""
    gaps = [item.value.x0 - (item.line.box_of(0, item.value.start) or item.value.bbox)[2] for item in run]
    wide = sum(gap > 3 * item.value.height for gap, item in zip(gaps, run, strict=True))
    cells = [item for item in run if _holds_cells(item)]
    if 2 * max(wide, len(cells)) > len(run) or any(item.value.kind == "year" for item in cells):
        return True
    ragged = bool(max(gaps) - min(gaps) > run[0].value.height)
    return len(run) >= _FEWEST_IN_LINE and ragged and _are_in_line(run)


def _are_in_line(run: Sequence[_Item]) -> bool:
    """Whether the numbers share their right edge or their axis, however long their names are."""
    rights, axes = zip(*((item.value.x1, (item.value.x0 + item.value.x1) / 2) for item in run), strict=True)
    return bool(min(max(rights) - min(rights), max(axes) - min(axes)) <= _IN_LINE)


def _holds_cells(item: _Item) -> bool:
    """Whether what stands before an item's number is several cells, set apart on one line."""
    before = sum(word.start < item.value.start for word in item.line.words)
    return any(gap > _CELL_GAP for gap in item.line.gaps[: before - 1])


def _table(page: int, run: Sequence[_Item], title: str, across: str) -> Table:
    years = [item.earlier[0] for item in run if item.earlier is not None]
    box = around([item.box for item in run])
    x1 = max(item.value.x1 for item in run)
    columns = [Column(box[0], x1), *([Column(x1, box[2], (years[0],))] if years else [])]
    rows = []
    for item in run:
        cells: list[Fragment | None] = [item.value]
        if years:
            cells.append(item.earlier[1] if item.earlier is not None and item.earlier[0] == years[0] else None)
        rows.append(
            Row(
                label=item.name,
                parents=(title,) if title else (),
                notes=(),
                cells=tuple(cells),
                bbox=item.box,
                line=item.line.number,
            )
        )
    captions = (across,) if across else ()
    return Table(page=page, bbox=box, columns=tuple(columns), rows=tuple(rows), captions=captions)
