"""Rows of a grid as they are meant, where a row as printed holds more or less than one row.

A cell may list classes (男/女 | 14,566/7,787), hold a count and its share (56 (1.1%)) or a label with its value
(男性：2,480人); a row of numbers may have its units in the row below.
"""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from cnesg.extraction.documents.contents import is_page
from cnesg.extraction.figures.numbers import read_cell
from cnesg.extraction.grids.grid import Cell, Grid, GridRow, texts
from cnesg.extraction.grids.label_classes import ONLY_YEAR
from cnesg.extraction.grids.spans import spread
from cnesg.extraction.grids.years_in_order import in_order_of_years
from cnesg.extraction.labels.divisions import without_division
from cnesg.extraction.labels.references import is_count, title_alone, without_measure
from cnesg.extraction.tables.reading.wholes_and_parts import is_dimension
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitTable
from cnesg.text import fold

_LISTS = regex(r"\s(?:and|or|&)\s|\s?[/,·、]\s?")
_A_NAME_AND_MORE = 2  # cells of a label
_GENDERS = frozenset("男女")
_HEADS_VALUES = regex(
    r"(?:数量|人数|次数|金额|人次|户数|场次)(?:\((?:人|名|个|次|项|件|场|户|人次|万?元)\))?$|\([^()/]{1,12}/[^()/]{1,8}\)$"
)
_WHEN = regex(
    r"(?:公司|集团|首次|首发|股票)?(?:成立|上市|创立|创建|创办|始建|设立|注册|投产|开业|组建|建厂|挂牌|建成|改制|登记)"
    r"(?:于|年份?|年月|年度|日期?|时间)?[:：]?$"
)
_LONGEST_WHEN = 10
_ONE_YEAR = regex(r"(?<!\d)20\d\d\s?年?[度末]?")
_YEARS = regex(r"\s*20\d\d\s?年?[度末]?(?:\s+20\d\d\s?年?[度末]?){1,5}\s*")
_HEADS_YEAR = regex(r"(?:FY ?)?20\d\d年?度?")
_LISTED_NUMBERS = regex(r"^\d[\d,.]*%?(?:/\d[\d,.]*%?)+$")
_DIVIDED = regex(
    r"按(?=.{0,20}(?:性别|年龄|类别|地区|类型))[\u4e00-\u9fff,，、及()（）]{2,24}(?:划|划分|划分的[\u4e00-\u9fff]?)"
)
_HAN, _GOES_ON_DIVIDED = regex(r"(?!按)[\u4e00-\u9fff]"), regex(r"的[\u4e00-\u9fff]")
_MEASURED = regex(
    r"(?<=[\u4e00-\u9fff])(?:员工|雇员|职工|人员)?的?((?:年?平均|人均)?(?:受训|参训|培训|流失|离职|新进|新聘|入职|体检)"
    r"(?:人?数|人次|总?时数|时长|课时|学时|时间|覆盖率|比?率|比例|百分比))(?:[(（][^()（）]{1,6}[)）])?\s?$"
)
_WITH_SHARE = regex(r"^\s*(\d[\d,]*(?:\.\d+)?\s?[人名]?)\s?[(（]\s?(\d{1,3}(?:\.\d+)?\s?[%％])\s?[)）]\s*$")
_SHARE_FIRST = regex(r"^\s*(\d{1,3}(?:\.\d+)?\s?[%％])\s?[(（]\s?(\d[\d,]*\s?[人名]?)\s?[)）]\s*$")
# Persons (%), and beside it 2,147 (8.5)
_BOTH_UNITS = regex(
    r"(?i)^\s*(persons?|people|employees|headcount|no\.?|numbers?|cases|人数?|名|次)\s?[(（/]\s?([%％])\s?[)）]?\s*$"
)
_BOTH = regex(r"^\s*(\d[\d,]*)\s?[(（]\s?(\d{1,3}(?:\.\d+)?\s?[%％]?)\s?[)）]\s*$")
_LABELLED = regex(
    r"^([^\d:：/，,。;；]{2,16})\s?[:：/]\s?((?=\S*\d)[约近逾超]?\d[\d,]*(?:\.\d+)?\s?[^\d\s，,。;；:：]{0,6})\s*$"
)


_WITH_PARTS = regex(  # 38项（其中发明专利15项、实用新型23项）
    r"^\s*((?:约|近)?\d[\d,]*(?:\.\d+)?\s?[^\d\s()（）]{0,6})\s?[(（]\s?其中\s?[:：,，]?((?:[^\d()（）]{2,14}\d[\d,.]*\s?[^\d\s()（）,，、;；和]{0,4}[,，、;；和]?)+)[)）]\s*$"
)
_CODED = regex(r"[A-Z]\d{1,2}(?:\.\d{1,2})?[.:：、\s]?\s?[\u4e00-\u9fff]")
_PARTS_ALONE = regex(
    r"^\s*其中\s?[:：,，]?\s?((?:[^\d()（）,，。]{2,14}\d[\d,]*\s?[件项个名人家位次][,，、;；和]?)+)[。]?\s*$"
)
_BARE_FIGURE = regex(r"\d[\d,]*(?:\.\d+)?\s?[件项个名人家位次]?")
_SHARE_ALONE = regex(r"^\s?(?:所占)?(?:比例|占比|比率|比重)\s?(?:[(（]\s?[%％]\s?[)）])?\s?$")
_ENDS_IN_SHARE = regex(
    r"(?<=[\u4e00-\u9fff]{2})的?(?:所占)?(?:比例|占比|比率|比重)\s?(?:[(（][^()（）]{1,4}[)）])?\s?$"
)
_COUNTED = regex(r"(?:总?人?数量?)?\s?(?:[(（][^()（）]{1,4}[)）])?\s?$")
_A_PART = regex(r"([^\d,，、;；:：]{2,14}?)[:：]?\s?(?:约|近|为)?(\d[\d,]*(?:\.\d+)?\s?[^\d\s,，、;；和]{0,4})")


def meant_rows(rows: Sequence[GridRow], units: UnitTable) -> Iterator[GridRow]:
    """The rows of a grid, each of one label and values of one kind.

    Args:
        rows: the rows as printed.
        units: the unit table.
    """
    ordered = in_order_of_years([row for row in rows if not _tells_a_date(row)], units)
    meant = _with_divisions_whole([_years_apart(row) for row in ordered])
    for row in _with_units_below(spread(meant, units), units):
        for single in _labelled(row):
            for listed in _listed(single):
                for whole in _with_parts(listed):
                    yield from _with_shares(whole)


def _with_divisions_whole(rows: list[GridRow]) -> list[GridRow]:
    """The rows, in which what a form asks for is whole where a line ended: 按性别及地区划 / 分的雇员流失比率."""
    whole = list(rows)
    for at, (row, below) in enumerate(pairwise(rows)):
        for column, (cell, rest) in enumerate(zip(row, below, strict=False)):
            if cell is None or rest is None or not _DIVIDED.fullmatch(cell.clean):
                continue
            begins = _GOES_ON_DIVIDED if cell.clean.endswith("划分") else _HAN
            if begins.match(rest.clean) is None:
                continue
            text = cell.text.strip() + rest.text.strip()
            for number, one, part in ((at, row, cell), (at + 1, below, rest)):
                whole[number] = (*one[:column], replace(part, text=text), *one[column + 1 :])
    return whole


def _tells_a_date(row: GridRow) -> bool:
    """Whether a row only says when something was: 成立时间 | 2003年, whose year heads no column."""
    cells = list(texts(row))
    return len(cells) > 1 and _WHEN.match(cells[0].clean) is not None and len(cells[0].clean) <= _LONGEST_WHEN


def _years_apart(row: GridRow) -> GridRow:
    """A header of which one cell holds the years of several columns, each year over its own: 单位 | 2014年 2015年."""
    cells = list(row)
    for column, cell in enumerate(row):
        if cell is None or column == 0 or not _YEARS.fullmatch(cell.text):
            continue
        years = list(_ONE_YEAR.finditer(cell.text))
        if any(one is not None and one.clean for one in row[column + 1 : column + len(years)]):
            continue
        cells += [None] * (column + len(years) - len(cells))
        cells[column : column + len(years)] = [cell.part(*year.span()) for year in years]
    return tuple(cells)


def _with_units_below(rows: Sequence[GridRow], units: UnitTable) -> Iterator[GridRow]:
    """Rows of which bare numbers take the units that stand right below them: 74.0 | 94.8 above 亿元 | %.

    Years that head columns take them too, in brackets, from a row above as well.
    """
    skipped = False
    for row, below in zip_longest(rows, rows[1:], fillvalue=()):
        if skipped:
            skipped = False
            continue
        if (dated := _years_with_units(row, below, units)) is not None:
            skipped = True
            yield dated
            continue
        first, rest = _label_goes_on(row, below, units)
        given = _unit_row(below if first < 0 else (*below[:first], None, *below[first + 1 :]), units)
        taken = {i for i in given if i < len(row) and _is_bare(row[i], units)}
        if taken and len(taken) == len(given):
            skipped = True
            yield tuple(
                replace(cell, unit_below=given[i])
                if cell is not None and i in taken
                else replace(cell, text=cell.text + rest)
                if cell is not None and i == first
                else cell
                for i, cell in enumerate(row)
            )
        else:
            yield row


def _years_with_units(row: GridRow, below: GridRow, units: UnitTable) -> GridRow | None:
    """A row of years, each with the unit that another row prints above or below it: 2023 | 2024 above MWh | MWh."""
    for years, others in ((row, below), (below, row)):
        at = {i for i, cell in enumerate(years) if cell is not None and _HEADS_YEAR.fullmatch(cell.clean)}
        given = _unit_row(others, units) if len(at) > 1 else {}
        if given and given.keys() == at:
            return tuple(
                replace(cell, unit_below=f" ({given[i]})") if i in at and cell is not None else cell
                for i, cell in enumerate(years)
            )
    return None


def _label_goes_on(row: GridRow, below: GridRow, units: UnitTable) -> tuple[int, str]:
    """Where a row's label stands and what goes on with it in the row below; -1 where the row below has no words."""
    first = next((i for i, cell in enumerate(row) if cell is not None and cell.clean), -1)
    cell = below[first] if 0 <= first < len(below) else None
    if cell is None or not cell.clean or units.whole(cell.clean) or read_cell(cell.clean, units) is not None:
        return -1, ""
    label = row[first]
    same = label is not None and read_cell(label.clean, units) is None
    return (first, cell.text) if same else (-1, "")


def _unit_row(row: GridRow, units: UnitTable) -> dict[int, str]:
    """The units of a row that consists of units alone, by column; empty for any other row."""
    found = {i: cell.clean for i, cell in enumerate(row) if cell is not None and cell.clean}
    read = {i: units.whole(text) for i, text in found.items()}
    return found if all(reading is not None and reading.unit for reading in read.values()) else {}


def _is_bare(cell: Cell | None, units: UnitTable) -> bool:
    number = read_cell(cell.clean, units) if cell is not None else None
    return number is not None and not number.unit


def _labelled(row: GridRow) -> Iterator[GridRow]:
    """A row whose cells each hold a label and a value, one row for each; any other row as it is."""
    found = [(cell, _LABELLED.match(cell.text)) for cell in texts(row)]
    if len(found) < 2 or not all(match for _, match in found):
        yield row
        return
    for cell, match in found:
        if match is not None:
            yield (cell.part(*match.span(1)), cell.part(*match.span(2)))


def _listed(row: GridRow) -> Iterator[GridRow]:
    """A row whose label and values list as many classes as numbers, one row for each: 男/女 | 14,566/7,787."""
    values = [i for i, c in enumerate(row) if c is not None and _LISTED_NUMBERS.match(c.clean)]
    counts = {len(c.text.split("/")) for i in values if (c := row[i]) is not None}
    count = counts.pop() if len(counts) == 1 else 0
    labels = (
        [i for i, c in enumerate(row[: values[0]]) if c is not None and len(c.text.split("/")) == count]
        if count
        else []
    )
    if not labels:
        yield row
        return
    for part in range(count):
        cells = list(row)
        for column in (labels[-1], *values):
            cells[column] = _part(row[column], part)
        yield tuple(cells)


def _part(cell: Cell | None, number: int) -> Cell | None:
    """A part of a cell's list; a label's parts share what only the last spells out: 男/女培训比率."""
    if cell is None:
        return None
    parts = cell.text.split("/")
    start = cell.start + sum(len(p) + 1 for p in parts[:number])
    alike = {len(p) for p in parts[:-1]}
    told = _MEASURED.search(parts[-1])  # 高层/中层/普通员工|培训比率, 30岁以下/31岁及以上员工|流失率
    shared = parts[-1][min(alike) :] if len(alike) == 1 and not parts[0][:1].isdigit() else ""
    shared = shared if told is None else told[1]
    text = parts[number] + (shared if number < len(parts) - 1 and len(shared) > 1 else "")
    if number and _SHARE_ALONE.match(text):  # 新增员工人数(人)/比例(%): of what stands before
        text = _COUNTED.sub("", parts[0]) + text
    return Cell(text, cell.line, start, start + len(parts[number]))


def _with_shares(row: GridRow) -> Iterator[GridRow]:
    """A row whose cells hold counts with their shares, as a row of counts and one of shares."""
    unit = {i: match for i, c in enumerate(row) if i and c is not None and (match := _BOTH_UNITS.match(c.text))}
    pair = _BOTH if unit else _WITH_SHARE
    found = {i: pair.match(c.text) for i, c in enumerate(row) if c is not None}
    if any(found.values()):
        found |= unit
    else:
        yield from _with_counts(row)
        return
    for group in (1, 2):
        yield tuple(
            cell.part(*match.span(group)) if cell is not None and (match := found[i]) else _label_only(cell, group)
            for i, cell in enumerate(row)
        )


def _with_counts(row: GridRow) -> Iterator[GridRow]:
    """A row whose cells hold shares with their counts, as a row of each: 女员工比例 | 34% (1,422)."""
    found = {i: match for i, c in enumerate(row) if c is not None and (match := _SHARE_FIRST.match(c.text))}
    if not found:
        yield row
        return
    yield tuple(cell.part(*found[i].span(1)) if cell is not None and i in found else cell for i, cell in enumerate(row))
    yield tuple(
        cell.part(*found[i].span(2)) if cell is not None and i in found else _counted_label(cell)
        for i, cell in enumerate(row)
    )


def _counted_label(cell: Cell | None) -> Cell | None:
    """A label of shares as one of counts, and no cell where it is no label."""
    end = _ENDS_IN_SHARE.search(cell.text) if cell is not None else None
    return cell.part(0, end.start()) if cell is not None and end else _label_only(cell, 2)


def _with_parts(row: GridRow) -> Iterator[GridRow]:
    """A row whose only value tells its parts in brackets, as one row of the whole and one for each part."""
    found = [(i, match) for i, c in enumerate(row) if c is not None and (match := _WITH_PARTS.match(c.text))]
    if len(found) != 1 or found[0][0] == 0:
        yield row
        yield from _remarked(row)
        return
    column, match = found[0]
    cell = row[column]
    if cell is None:
        return
    yield (*row[:column], cell.part(*match.span(1)), *row[column + 1 :])
    for part in _A_PART.finditer(cell.text, match.start(2), match.end(2)):
        between = (None,) * (column - 1)
        yield (cell.part(*part.span(1)), *between, cell.part(*part.span(2)))


def _remarked(row: GridRow) -> Iterator[GridRow]:
    """A row for each part of a row's only figure that its last cell tells: 专利申请 | 件 | 216 | 其中发明126件."""
    filled = [(i, c) for i, c in enumerate(row) if c is not None and c.text.strip()]
    figures = [i for i, c in filled[1:-1] if _BARE_FIGURE.fullmatch(c.text.strip())]
    match = _PARTS_ALONE.match(filled[-1][1].text) if len(figures) == 1 else None
    if match is None or figures[0] != filled[-2][0]:
        return
    cell = filled[-1][1]
    for part in _A_PART.finditer(cell.text, match.start(1), match.end(1)):
        between = (None,) * (figures[0] - 1)
        yield (Cell(f"其中：{part[1]}", cell.line, cell.start, cell.end), *between, cell.part(*part.span(2)))


def _label_only(cell: Cell | None, group: int) -> Cell | None:
    """A cell without a share: in the row of shares only if it is no number."""
    return None if cell is not None and group == 2 and cell.clean[:1].isdigit() else cell


def without_list(parts: list[str]) -> list[str]:
    """The cells of a label without a first one that lists what the next is one of: Domestic and overseas | Domestic.

    A cell over several columns may be printed in each of them; it is one. One that says by what the next parts the
    whole is left out as well: 年龄 | 未满30岁. A gender in one character beside a name is spelled out: 主管 | 男.
    """
    parts = [without_division(one) for at, one in enumerate(parts) if not at or one != parts[at - 1]]
    parts = [one + "性" if at and one in _GENDERS else one for at, one in enumerate(parts)]
    if len(parts) < _A_NAME_AND_MORE:
        return parts
    parts = [title_alone(parts[0]), *parts[1:]]
    listed = _LISTS.split(parts[0].lower())
    return parts[1:] if is_dimension(parts[0]) or (len(listed) > 1 and parts[1].lower() in listed) else parts


def continued_labels(rows: Sequence[GridRow], units: UnitTable) -> list[str]:
    """For each row the text that may go on with its label: what the next row holds, where that is one text alone.

    Args:
        rows: the rows, each of one label.
        units: the unit table; a unit goes on with no label.
    """
    result = []
    for row, below in zip_longest(rows, rows[1:], fillvalue=()):
        words = [(i, c.clean) for i, c in enumerate(below) if c is not None and c.clean and not units.whole(c.clean)]
        first = next((i for i, c in enumerate(row) if c is not None and c.clean), -1)
        goes_on = len(words) == 1 and words[0][0] == first and read_cell(words[0][1], units) is None
        goes_on = goes_on and _CODED.match(words[0][1]) is None  # A2.1 能源消耗 begins what is below it
        result.append(words[0][1] if goes_on else "")
    return result


def lists_pages(grid: Grid, units: UnitTable, is_class: Callable[[str], bool]) -> bool:
    """Whether the values are page numbers: one small whole number at the end of each row, never falling.

    A header or a title such as 人数 or 数量(个) says that they are not, and so do labels that are all years or classes.

    Args:
        grid: the table.
        units: the unit table.
        is_class: whether a label is nothing but a class.
    """
    pages: list[float] = []
    labels = [next(texts(row)).clean for row in grid.rows if sum(1 for _ in texts(row)) > 1]
    if labels and all(ONLY_YEAR.match(label) or is_class(label) for label in labels):
        return False
    if any(_HEADS_VALUES.search(fold(line).strip(" :")) for line in grid.above[-1:]):
        return False
    for row in grid.rows:
        values = [(i, c) for i, c in enumerate(row) if c and read_cell(c.clean, units)]
        if not values and any(c and _HEADS_VALUES.search(c.clean) for c in row[1:]):
            return False
        if len(values) > 1 or (values and values[0][0] != max(i for i, c in enumerate(row) if c)):
            return False
        for _, cell in values:
            if not re.fullmatch(r"[\d〇○]{1,3}", cell.clean):
                return False
            pages.append(float(re.sub("[〇○]", "0", cell.clean)))
    return len(pages) >= 2 and pages == sorted(pages) and len(set(pages)) > 1 and 2 * len(pages) >= len(grid.rows)


def holds_pages(row: GridRow, columns: Container[int], units: UnitTable) -> bool:
    """Whether the values of a row may be page numbers: small whole ones, in a row without a unit.

    Args:
        row: the row.
        columns: where its values stand.
        units: the unit table.
    """
    told = [cell.clean for cell in texts(row)]
    if any(
        is_count(text)
        or ((reading := units.whole(text)) and reading.unit)
        or without_measure(text, units) != text  # B6.2 Complaints received (No.)
        for text in told
    ):
        return False
    return all(is_page(cell.clean) for at, cell in enumerate(row) if at in columns and cell is not None)
