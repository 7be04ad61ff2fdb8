"""Which cells of a grid's row are values: not years of a header, a serial number, an age or a round unit."""

from collections.abc import Callable
from itertools import pairwise

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.figures.cell_marks import CELL_TAIL
from cnesg.extraction.figures.numbers import Number, read_cell
from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.grids.label_classes import ONLY_YEAR
from cnesg.extraction.grids.units import GridUnits
from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.extraction.labels.counts_like_years import counts_like_years, tells_years_of_aim
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitTable

_YEAR_AND_UNIT = regex(r"((?:19|20)\d\d) \(?(?!years?\b)([^()\d\s][^()]*)\)?")
_BARE_YEAR = regex(r"(?:19|20)\d\d")
_YEAR_REMARKED = regex(rf"(?:FY ?)?(?:19|20)\d\d(?:{CELL_TAIL})+")  # 2021 (restated), 2021*
_OF_SERVICE = regex(r"年及?以[上下内]$")
_OF_REPUBLIC = regex(r"(?:民国)?(1[0-2]\d)年(?:度|底)?")
_TELLS_TIME = regex(r"(?i)年|时间|日期|\byear|\bdate|\bsince\b|\bfounded\b")
_COUNTS = regex(r"(?:总数|人数|人次|次数|件数|户数|数量)$")
_FEWEST_HEADS, _FEWEST_COUNTS = 2, 4
_BY_AGE = regex(r"(?i)\bby (?:the )?age\b")
# The number of a row, or a dash in a column of numbers and codes: | - | beside the label
SERIAL = regex(r"^\(?\d{1,3}(?:\.\d{1,2}){0,2}[.、)]?$|^(?:[-–—]{1,3}|/)$")

_FEWEST_NUMBERED = 4  # cells of a row that is numbered behind the name of its group
_WORDS = regex(r"[\u4e00-\u9fff]{2}")
_NUMBERED_LABEL = regex(r"\d{1,2}(?:\.\d{1,2}){1,2}\.?\s[A-Z][a-z]+\s[A-Za-z]")  # 6.1 Average training hours


def values_of(table: UnitTable, units: GridUnits, row: GridRow, year: int) -> dict[int, Number]:
    """Cells that are numbers, by column; a row of years is a header, and a leading serial number is none.

    Args:
        table: units by their names.
        units: what tells which cells are units.
        row: the cells.
        year: the document's fiscal year, which heads of years name, or the one before it.
    """
    if (
        _heads_with_years(row)
        or _heads_with_units(row, table)
        or _heads_with_ages(row, table)
        or _heads_with_lots(row, table, units)
    ):
        return {}
    numbers: dict[int, Number] = {}
    years = _counts_like_years(row, table, units, year)
    divides = row[0] is not None and _BY_AGE.search(row[0].clean) if row else None
    for column, cell in enumerate(row):
        if cell is None or (value := read_cell(cell.clean, table)) is None:
            continue
        if (
            column not in years
            and ONLY_YEAR.match(BRACKETS.sub("", cell.clean).strip())
            and 1990 <= value.printed <= 2100
            and not value.unit.strip("years")
        ):
            continue
        if ((divides and column == 1) or (column and _unit_behind(row, column, table))) and age_of_cell(cell.clean):
            continue  # Turnover rate by age group | < 30; New hires | Over 50 | persons | 15
        if value.unit == "years" and (column == 0 or "岁" in cell.clean or _OF_SERVICE.search(cell.clean)):
            continue  # 5年, 10年以上 are classes of service, <20岁 one of age
        numbers[column] = value
    for column in sorted(numbers)[:-1]:  # RMB 10,000 before bare numbers is their unit
        cell = row[column]
        bare = all(not other.unit for at, other in numbers.items() if at > column)
        if cell is not None and bare and units.is_lot(cell.clean):
            del numbers[column]
    filled = [(i, cell) for i, cell in enumerate(row) if cell is not None]
    if len(filled) > 1 and filled[0][0] in numbers:
        first, cell = filled[0]
        second = filled[1][1].clean
        words = any(i not in numbers for i, _ in filled[1:])
        if "." in cell.clean[:-1]:  # 1.1 | 女性员工 | 人 | 812, and not 1.1 | 亿元 | 利润
            words = filled[1][0] not in numbers and table.whole(second) is None and len(numbers) > 1
        if age_of_cell(cell.clean) or (words and SERIAL.match(cell.clean)) or _NUMBERED_LABEL.match(cell.clean):
            del numbers[first]  # Over 50, or the number of the row
    numbers.pop(_number_of_row(filled, numbers, table), None)
    return numbers


def _number_of_row(filled: list[tuple[int, Cell]], numbers: dict[int, Number], table: UnitTable) -> int:
    """The column of a row's number behind the name of a group, 股东 | 1 | 股东大会次数 | 次 | 3; -1 without one."""
    if len(filled) < _FEWEST_NUMBERED or filled[0][0] in numbers or filled[2][0] in numbers:
        return -1
    column, cell = filled[1]
    label = filled[2][1].clean
    words = _WORDS.search(label) is not None and table.whole(label) is None
    return column if column in numbers and words and SERIAL.match(cell.clean) and max(numbers) > filled[2][0] else -1


def _heads_with_years(row: GridRow) -> bool:
    """Whether a row heads its columns with years counted as in Taiwan, one after the other: 110年 | 111年 | 112年."""
    years = [int(found[1]) for c in row if c is not None and (found := _OF_REPUBLIC.fullmatch(c.clean))]
    return len(years) >= _FEWEST_HEADS and {abs(b - a) for a, b in pairwise(years)} == {1}


def _heads_with_lots(row: GridRow, table: UnitTable, units: GridUnits) -> bool:
    """Whether a row heads its columns with units and years, a round sum among them: RMB 10,000 | 2023 | 2024."""
    cells = [cell.clean for cell in row if cell is not None and cell.clean]
    lots = {cell for cell in cells if "00" in cell and not cell[0].isdigit()}
    if len(cells) < _FEWEST_HEADS or not lots:
        return False
    others = all(ONLY_YEAR.match(one) or table.whole(one) is not None for one in cells if one not in lots)
    return others and all(map(units.is_lot, lots))


def _unit_behind(row: GridRow, column: int, table: UnitTable) -> bool:
    """Whether the next cell is a unit, so that its values stand behind it."""
    behind = next((cell for cell in row[column + 1 :] if cell is not None and cell.clean), None)
    unit = table.whole(behind.clean) if behind is not None else None
    return unit is not None and bool(unit.unit)


def _counts_like_years(row: GridRow, table: UnitTable, units: GridUnits, year: int) -> set[int]:
    """Columns whose value looks like a year and is none: 培训人次 | 1,730 | 2013, and one among counts without a label.

    A header has nothing but years, beside which a count of their size is none; beside a label that says its unit
    or that it counts (员工总数 | 702 | 2079 | 1998) any other count tells.
    """
    cells = [(column, cell.clean) for column, cell in enumerate(row) if cell is not None and cell.clean]
    alike = [(column, float(text)) for column, text in cells if column and _BARE_YEAR.fullmatch(text)]
    if not alike or len(alike) == len(cells):
        return set()
    read = {column: read_cell(text, table) for column, text in cells}
    other = [column for column, text in cells if not _YEAR_REMARKED.fullmatch(text)]
    counts = [n.printed for c in other if (n := read[c]) is not None and not n.unit and c not in dict(alike)]
    if all(read.values()):
        return {
            column for column, _ in alike if column != cells[0][0] and len(cells) >= _FEWEST_COUNTS + len(alike) - 1
        }
    names = [text for column, text in cells if read[column] is None]
    if counts and len(names) == 1 and (units.in_brackets(names[0]) is not None or _COUNTS.search(names[0])):
        return set(dict(alike))
    told = {value for _, value in alike}
    heads = not told.isdisjoint({year, year - 1}) or min(told) > year  # or years to come
    if not counts and (tells_years_of_aim(names) or not heads):
        figures = [text for _, text in cells if text not in names]
        if counts_like_years(names, figures, _is_unit(table)):
            return set(dict(alike))
    labels = "".join(names)
    if _TELLS_TIME.search(labels):
        return set()
    return {column for column, value in alike if any(value / 2 < count < value * 2 for count in counts)}


def _is_unit(table: UnitTable) -> Callable[[str], bool]:
    return lambda text: (unit := table.whole(text)) is not None and bool(unit.unit)


def _heads_with_units(row: GridRow, table: UnitTable) -> bool:
    """Whether a row heads its columns with a year and a unit each: Source | 2024 kWh | 2023 kWh."""
    cells = [cell.clean for cell in row[1:] if cell is not None and cell.clean]
    dated = [found for cell in cells if (found := _YEAR_AND_UNIT.fullmatch(cell))]
    if len(cells) < _FEWEST_HEADS or len(dated) < len(cells) or not all(table.whole(found[2]) for found in dated):
        return False
    years = [int(found[1]) for found in dated]
    return all(abs(a - b) <= 1 for a, b in pairwise(years))


def _heads_with_ages(row: GridRow, table: UnitTable) -> bool:
    """Whether a row heads its columns with ages: 2024 | Under 30 | 30-50 | Over 50 | Total."""
    cells = [cell.clean for cell in row[1:] if cell is not None and cell.clean]
    ages = [cell for cell in cells if age_of_cell(cell)]
    if len(ages) < _FEWEST_HEADS:
        return False
    return all(cell in ages or read_cell(cell, table) is None for cell in cells)


def is_whole(number: Number) -> bool:
    """Whether a number may count people or cases: 118, and 118.4 in thousands."""
    return "." not in number.raw_value or (number.value != number.printed and round(number.value, 6).is_integer())
