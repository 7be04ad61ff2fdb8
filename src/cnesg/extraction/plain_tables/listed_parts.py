"""Lists of parts, each with its figure on a line, below a title in Chinese that names what is counted or spent.

隐患分布 / ■电气安全 312项 / ■消防设施 205项: no item says what it counts, and so none is a statement by itself.
A line may hold several: 员工构成 / 男性 3210 女性 1895.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import compact, printed_form
from cnesg.extraction.figures.numbers import Number, read_cell
from cnesg.extraction.grids.grid import Cell, Grid, GridRow
from cnesg.extraction.grids.reader import GridReader
from cnesg.extraction.knowledge import Knowledge
from cnesg.text import Line
from cnesg.text.language import is_latin

_MARK = r"(?:[■●•◆▪▶►○□◇·✓√*➢-]|[(（]?\d{1,2}[)）.、])"
_ITEM = re.compile(
    rf"\s*(?:{_MARK}\s*)?(?P<label>(?:[<>≥≤＜＞]?\s?\d\d\s?(?:[-~—至到]\s?\d\d)?\s?周?岁?[^\d:：,，。;；\t]{{0,6}})"
    r"|20\d\d\s?年?度?|[\u4e00-\u9fff“《][^\d:：,，。;；|\t]{0,19}?)"
    r"\s?(?:[:：]\s*|\s+|[—–]{1,2}\s?)"
    r"(?P<figure>\d[\d,]*(?:\.\d+)?\s?[^\d\s()（）,，、。;；:：/]{0,4})"
    r"(?:\s?[(（,，、/]?\s?(?:占比?|比例)?\s?[:：为]?\s?(?P<share>\d{1,3}(?:\.\d+)?\s?[%％])\s?[)）]?)?\s*[;；。,，]?\s*"
)
_HEAD = re.compile(
    r"[\u4e00-\u9fff]{1,6}\s?[:：/]\s?(?:人数|数量|金额|次数|占比|比例)[^\d。]{0,12}"
)  # 地区：人数（占比）
Span = tuple[int, int]
Item = tuple[Line, Span, Span, Span | None]  # of a line: where label, figure and share stand
_LONGEST_TITLE, _TITLES, _FEWEST = 40, 3, 2
_WORD = re.compile(r"[^\s;；|/:：]+")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?!\s*(?:周?岁|年|级))[^\d\s:：,，。;；/]{0,4}")
_LABEL = re.compile(
    r"(?:[<>≥≤＜＞]?\s?\d\d[^\d]{0,2}(?:\d\d)?周?岁[^\d:：,，。;；]{0,6}|[\u4e00-\u9fff“《][^\d:：,，。;；|]{0,15})"
)


@dataclass(frozen=True)
class PartsListed:
    """A list as a table: its rows, and the numbers of the lines that hold them."""

    grid: Grid
    lines: frozenset[int]


def lists_of_parts(lines: Sequence[Line], know: Knowledge) -> list[PartsListed]:
    """The lists of a page whose items name no metric of their own.

    Args:
        lines: the lines of the page.
        know: vocabulary and wording.
    """
    printed = [line for line in lines if line.text.strip()]
    found: list[PartsListed] = []
    at = 0
    while at < len(printed):
        items = _items(printed, at, know)
        numbers = {line.number for line, *_ in items}
        title = _title(printed[max(0, at - _TITLES) : at]) if len(items) >= _FEWEST else ()
        if title:
            rows = [row for item in items for row in _rows(*item)]
            found.append(PartsListed(Grid(tuple(rows), title), frozenset(numbers)))
        at += max(1, len(numbers))
    return found


def _items(lines: Sequence[Line], first: int, know: Knowledge) -> list[Item]:
    """The items that a page goes on with from a line on, all in one unit."""
    items: list[Item] = []
    units: set[str] = set()
    for line in islice(lines, first, None):
        told = [] if "\t" in line.text else _items_of(line, know)
        numbers = [read_cell(compact(line.text[slice(*one[2])])[0], know.units) for one in told]
        if not told or any(
            number is None or _names_metric(line.text[slice(*one[1])], number, know)
            for one, number in zip(told, numbers, strict=True)
        ):
            break
        units |= {number.unit for number in numbers if number is not None}
        if len(units) > 1:
            break
        items += told
    return items


def _items_of(line: Line, know: Knowledge) -> list[Item]:
    """The items of a line that holds nothing else: one with its mark and its share, or several labels and figures."""
    if item := _ITEM.fullmatch(line.text):
        return [(line, item.span("label"), item.span("figure"), item.span("share") if item["share"] else None)]
    words = list(_WORD.finditer(line.text))
    found: list[Item] = []
    while len(words) >= _FEWEST:
        label, figure, *words = words
        if not _LABEL.fullmatch(label[0]) or not _FIGURE.fullmatch(figure[0]):
            return []
        end = figure.end()
        if words and figure[0][-1].isdigit() and know.units.whole(words[0][0]) is not None:
            end = words.pop(0).end()
        found.append((line, label.span(), (figure.start(), end), None))
    return found if len(found) >= _FEWEST and not words else []


def _names_metric(label: str, number: Number, know: Knowledge) -> bool:
    """Whether a label names a metric of its own that its figure may be of, other than the staff."""
    lexicon, staff = know.lexicon, know.lexicon.roles.staff
    return any(
        lexicon.entries[hit.entry].metric not in staff
        and not hit.label_only
        and not (number.unit and number.kinds.isdisjoint(lexicon.kinds[hit.entry]))  # 应急演练: 12.3万元
        for hit in lexicon.find(printed_form(label)).hits
    )


def _title(before: Sequence[Line]) -> tuple[str, ...]:
    """The short ones of the lines right above a list, but for a head over label and figure."""
    titles: list[str] = []
    for line in reversed(before):
        text = line.text.strip()
        if is_latin(text) or "\t" in text or len(text) > _LONGEST_TITLE or _ITEM.fullmatch(text):
            break
        if titles or not _HEAD.fullmatch(text):
            titles.append(text)
    return tuple(reversed(titles))


def _rows(line: Line, label: Span, figure: Span, share: Span | None) -> list[GridRow]:
    """An item as a row, and one for the share that it gives behind its figure."""
    name = Cell(line.text[slice(*label)], line, *label)
    return [(name, Cell(line.text[slice(*span)], line, *span)) for span in (figure, share) if span is not None]


def facts_of_lists(lines: Sequence[Line], grids: GridReader) -> tuple[list[Candidate], set[int]]:
    """The facts of lists whose titles name one metric for all their items, and the numbers of their lines.

    Args:
        lines: the lines of a page.
        grids: the reader of tables.
    """
    found: list[Candidate] = []
    held: set[int] = set()
    for one in lists_of_parts(lines, grids.know):
        facts = list(grids.read(one.grid))
        counted = {fact.metric for fact in facts if fact.unit != "%"} or {fact.metric for fact in facts}
        told = {fact.place.line for fact in facts if fact.role != "row" or fact.breakdown}
        if len(counted) == 1 and told == one.lines:
            found += facts
            held |= one.lines
    return found, held
