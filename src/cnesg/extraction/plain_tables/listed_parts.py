"""Lists of parts, each with its figure on a line, below a title in Chinese that names what is counted or spent.

隐患分布 / ■电气安全 312项 / ■消防设施 205项: no item says what it counts, and so none is a statement by itself.
A line may hold several: 员工构成 / 男性 3210 女性 1895.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from cnesg.extraction.documents.passages import compact, printed_form
from cnesg.extraction.figures.numbers import Number, read_cell
from cnesg.extraction.grids.grid import Cell, Grid, GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex
from cnesg.text import Line, fold
from cnesg.text.language import is_latin

_MARK = r"(?:[■●•◆▪▶►○□◇·✓√*➢-]|[(（]?\d{1,2}[)）.、])"
_ITEM = regex(
    rf"\s*(?:{_MARK}\s*)?(?P<label>(?:[<>≥≤＜＞]?\s?\d\d\s?(?:[-~—至到]\s?\d\d)?\s?周?岁?[^\d:：,，。;；\t]{{0,6}})"
    r"|20\d\d\s?年?度?|[\u4e00-\u9fff“《][^\d:：,，。;；|\t]{0,19}?)"
    r"\s?(?:[:：]\s*|\s+|[—–]{1,2}\s?)"
    r"(?:人均|平均|约|共|计|占比?)?\s?(?P<figure>\d[\d,]*(?:\.\d+)?\s?[^\d\s()（）,，、。;；:：/]{0,4})"
    r"(?:\s?[(（,，、/]?\s?(?:占比?|比例)?\s?[:：为]?\s?(?P<share>\d{1,3}(?:\.\d+)?\s?[%％])\s?[)）]?)?\s*[;；。,，]?\s*"
)
_HEAD = regex(r"[\u4e00-\u9fff]{1,6}\s?[:：/]\s?(?:人数|数量|金额|次数|占比|比例)[^\d。]{0,12}")  # 地区：人数（占比）
Span = tuple[int, int]
_LONGEST_TITLE, _TITLES, _FEWEST = 40, 3, 2
_WORD = regex(r"[^\s;；|/:：]+")
_FIGURE = regex(r"\d[\d,]*(?:\.\d+)?(?!\s*(?:周?岁|年|级))[^\d\s:：,，。;；/]{0,4}")
_LABEL = regex(
    r"(?:[<>≥≤＜＞]?\s?\d\d[^\d]{0,2}(?:\d\d)?周?岁[^\d:：,，。;；]{0,6}|[\u4e00-\u9fff“《][^\d:：,，。;；|]{0,15})"
)


class Item(NamedTuple):
    """A part: its line, and where label, figure and share stand there."""

    line: Line
    label: Span
    figure: Span
    share: Span | None = None

    @property
    def name(self) -> str:
        """The label as printed."""
        return self.line.text[slice(*self.label)]


@dataclass(frozen=True)
class PartsListed:
    """A list as a table.

    Attributes:
        grid: its rows, below their titles.
        lines: the numbers of the lines that hold them.
        whole: the row of their sum, which stands before them.
        titled_below: whether its title stands below it, so that its labels must be known as classes.
    """

    grid: Grid
    lines: frozenset[int]
    whole: GridRow = ()
    titled_below: bool = False


def lists_of_parts(lines: Sequence[Line], know: Knowledge) -> list[PartsListed]:
    """The lists of a page whose items name no metric of their own; one that a sum begins is given with it and without.

    Args:
        lines: the lines of the page.
        know: vocabulary and wording.
    """
    printed = [line for line in lines if line.text.strip()]
    found: list[PartsListed] = []
    at = 0
    while at < len(printed):
        items = items_from(printed, at, know)
        if len(items) >= _FEWEST:
            titles = title_of_list(printed[max(0, at - _TITLES) : at])
            whole, parts = _whole(printed[at - 1 : at], items, know)
            found += [_listed(items, titles)] if titles else []
            found += [_listed(parts, (*titles, whole.name), whole)] if whole is not None else []
        at += (count := max(1, len({line.number for line, *_ in items})))
        if len(items) >= _FEWEST and count == 1 and (title := title_of_list(printed[at : at + 1])):
            found.append(replace(_listed(items, title), titled_below=True))
    return found


def _listed(items: Sequence[Item], titles: tuple[str, ...], whole: Item | None = None) -> PartsListed:
    """The items as a table below their titles."""
    rows = tuple(row for item in items for row in _rows(*item))
    numbers = frozenset(line.number for line, *_ in items)
    return PartsListed(Grid(rows, titles), numbers, _rows(*whole)[0] if whole is not None else ())


def _whole(above: Sequence[Line], items: list[Item], know: Knowledge) -> tuple[Item | None, list[Item]]:
    """The sum of the items, which stands above them or is the first: 员工总数：120, 男 80 女 40; and the other items.

    Several of them may add up to it one after another, by gender and then by age.
    """
    before = [one for line in above for one in _items_of(line, know)]
    for whole, parts in ((before[-1:], items), (items[:1], items[1:])):
        total = _number(whole[0], know) if whole else None
        values = [one for one in (_number(item, know) for item in parts) if one is not None]
        if total is None or len(values) < _FEWEST or "%" in values[0].unit:
            continue
        left = total.value
        for one in values:
            left = round((left or total.value) - one.value, 6)
        if left == 0:
            return whole[0], parts
    return None, items


def _number(item: Item, know: Knowledge) -> Number | None:
    """The figure of an item."""
    return read_cell(compact(item.line.text[slice(*item.figure)])[0], know.units)


def items_from(lines: Sequence[Line], first: int, know: Knowledge) -> list[Item]:
    """The items that a page goes on with from a line on, all in one unit.

    Args:
        lines: the printed lines of the page.
        first: where they begin.
        know: vocabulary and wording.
    """
    items: list[Item] = []
    units: set[str] = set()
    for line in islice(lines, first, None):
        told = [] if "\t" in line.text else _items_of(line, know)
        numbers = [_number(one, know) for one in told]
        if not told or any(
            number is None or names_own_metric(one.name, number, know)
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
        if item["share"] and "%" in fold(item["figure"]):
            return []  # 管理人员 92.3% 90.0%, below 男 女
        return [Item(line, item.span("label"), item.span("figure"), item.span("share") if item["share"] else None)]
    words = list(_WORD.finditer(line.text))
    found: list[Item] = []
    while len(words) >= _FEWEST:
        label, figure, *words = words
        if not _LABEL.fullmatch(label[0]) or not _FIGURE.fullmatch(figure[0]):
            return []
        end = figure.end()
        if words and figure[0][-1].isdigit() and know.units.whole(words[0][0]) is not None:
            end = words.pop(0).end()
        found.append(Item(line, label.span(), (figure.start(), end)))
    return found if len(found) >= _FEWEST and not words else []


def names_own_metric(label: str, number: Number, know: Knowledge) -> bool:
    """Whether a label names a metric of its own that its figure may be of, other than the staff.

    Args:
        label: the label of an item.
        number: its figure.
        know: vocabulary and wording.
    """
    lexicon, staff = know.lexicon, know.lexicon.roles.staff
    return any(
        lexicon.entries[hit.entry].metric not in staff
        and not hit.label_only
        and not (number.unit and number.kinds.isdisjoint(lexicon.kinds[hit.entry]))  # 应急演练: 12.3万元
        for hit in lexicon.find(printed_form(label)).hits
    )


def title_of_list(before: Sequence[Line]) -> tuple[str, ...]:
    """The short ones of the lines right above a list, but for a head over label and figure.

    Args:
        before: the lines above the list.
    """
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
