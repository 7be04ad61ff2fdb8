"""Values with a unit of their own, or that need none, where a title, a group or a row above gives one to others."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.equivalents import as_gases
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.tables.contexts import Setting
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.rows.units import TableUnits, with_unit
from cnesg.framework.lexicon import Lexicon
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading

_EACH = regex(r"(?i)\b(?:per|each|ratio|average)\b|每")
_CURRENCY = regex(r"[$€£¥]|\b[A-Z]{3}\b|元")
_TOTAL_IN = regex(r"(?i)(?:(?:grand |sub-?)?total|合计|总计|总量)\s?[(（]([^()（）]+)[)）]")  # Total (tons)
_OF_OIL = regex(r"(?i)oil equivalent|原油换算")  # kilolitres of what holds as much energy: no fuel is measured so
_VALUE = regex(r"[,\s]")
_NUMBER = regex(r"-?\d+(?:\.\d+)?")
_WHOLE = 100
_NOTHING, _PERCENT, _OF_CAPITAL = frozenset[str](), frozenset({"percent"}), frozenset({"money", "shares"})
_MONEY, _RELATIVE = frozenset({"money"}), frozenset({"percent", "rate"})
_OF_HARM = regex(r"(?i)\b(?:frequency|incident|injury|accident|fatality|severity) rate|\b(?:ltifr|ltir|trifr|trir)\b")
_POWER = frozenset({"power"})
_USED = regex(
    r"(?i)\b(?:energy|electricity|power|fuel) (?:consumption|consumed|used|use|usage|purchased)\b|用电|耗电|能耗"
)
_RATED = regex(r"(?i)\b(?:capacity|installed|peak|rated|maximum)\b|装机|容量")
_IS_SUM = regex(r"(?i)(?:grand |sub-?)?total\b|合计|总计|小计")
_OF_PARTS = frozenset({"energy", "mass", "volume", "co2"})
_MOST_PARTS = 8  # rows above a sum
_WITHOUT_UNIT = frozenset({"ratio", "score"})


def in_scale_of_table(number: Number, setting: Setting, units: TableUnits) -> Number:
    """An amount of money with its sign alone in the scale that the table is in: $1,415 below (Dollars in millions).

    Args:
        number: a number with a unit of its own.
        setting: all that stands around it.
        units: the reader of units in tables.
    """
    row = setting.row
    if "money" not in number.kinds or number.value != number.printed or _EACH.search(row.label):
        return number
    table = setting.table
    around = (*row.notes, row.label, *reversed(setting.headers), *reversed(row.parents), *table.corner, *table.captions)
    for text in around:
        reading = units.inside(compact(text)[0])
        if reading is not None and reading.scale > 1 and (not reading.unit or reading.unit == number.unit):
            return replace(number, value=number.value * reading.scale)
    return number


def needs_no_unit(setting: Setting, lexicon: Lexicon) -> bool:
    """Whether a row's label names an index or a ratio, which no unit over its group measures: PUE, below (GWh)."""
    row = [one for one in setting.contexts if one.role == "row"]
    return any(lexicon.kinds[hit.entry] <= _WITHOUT_UNIT for one in row for hit in one.found.hits)


def with_unit_above(number: Number, setting: Setting, units: TableUnits) -> list[Number]:
    """The number in the unit that a row above prints beside its label, where no text gives it one; then as it is.

    A column of units may say one once for all rows that it holds for, the total that a group begins or ends with for
    its parts.
    """
    rows, parents = setting.table.rows, setting.row.parents
    at = next((n for n, row in enumerate(rows) if row is setting.row), 0)
    if _IS_SUM.match(setting.row.label) and (summed := _unit_of_parts(rows[max(0, at - _MOST_PARTS) : at], units)):
        return [with_unit(number, summed), number]
    for row in reversed(rows[:at]):
        if parents and row.parents == parents and _TOTAL_IN.fullmatch(row.label):
            return _in_unit_of_total(number, row, units)
        unit = units.first([compact(note)[0] for note in row.notes], ())
        if unit is not None and unit.unit:
            own = len(setting.row.notes) >= len(row.notes)  # an index of its own, say
            own = own or (not unit.kinds.isdisjoint(_RELATIVE) and not _may_be_relative(setting.row, row))
            each = _EACH.search(setting.row.label) is not None and not _EACH.search(row.label)
            own = own or ("/" not in unit.unit and each)
            own = own or (unit.unit == "%" and _OF_HARM.search(setting.row.label) is not None)
            return [number] if own else [with_unit(number, unit), number]
    below = rows[at + 1 :] if parents else ()
    closed = next((row for row in below if row.parents == parents and _TOTAL_IN.fullmatch(row.label)), None)
    return _in_unit_of_total(number, closed, units) if closed is not None else [number]


def _unit_of_parts(rows: Sequence[Row], units: TableUnits) -> UnitReading | None:
    """The one unit of measure that rows above a sum have in their labels: Electricity (GJ), Fuel (GJ), Total energy."""
    told = [unit for row in rows if (unit := units.inside(compact(row.label)[0])) is not None and unit.unit]
    measured = {(unit.unit, unit.scale): unit for unit in told if unit.kinds & _OF_PARTS}
    return next(iter(measured.values())) if len(measured) == 1 and len(told) > 1 else None


def in_energy(reading: UnitReading, label: str) -> UnitReading:
    """Power as the energy that a label says was used: Total energy consumption | Megawatt | 18,204 means MWh."""
    if reading.kinds != _POWER or not _USED.search(label) or _RATED.search(label):
        return reading
    return replace(reading, unit=f"{reading.unit}h", kinds=frozenset({"energy"}))


def _in_unit_of_total(number: Number, total: Row, units: TableUnits) -> list[Number]:
    """The number in the unit that the total of its group has in brackets, then as it is."""
    group, found = compact(total.parents[-1])[0], _TOTAL_IN.fullmatch(total.label)
    unit = None if _OF_OIL.search(group) or found is None else units.of_cell(compact(found[1])[0])
    unit = as_gases(group, unit) if unit is not None else None
    return [with_unit(number, unit), number] if unit is not None and unit.unit else [number]


def _may_be_relative(row: Row, above: Row) -> bool:
    """Whether a row may be a share or rate as one above: below `Turnover rate | % | 31.2` `New hires | 98` is not."""
    exact = any("." in cell.text for cell in row.cells if cell is not None)
    return not _exceeds_whole(row) and (exact or not any("." in c.text for c in above.cells if c))


def fitting(readings: Sequence[UnitReading], row: Row, *, counted: bool) -> list[UnitReading]:
    """Of units that stand over a table those that may measure a row: per cent no value above a hundred.

    Args:
        readings: the units.
        row: the row.
        counted: its label says that things are counted: no capital, in English no share.
    """
    in_words = counted and row.label.isascii()  # Number of women in management
    shares = any(reading.kinds & _PERCENT for reading in readings)
    no_share = shares and (in_words or _exceeds_whole(row))
    unfit = (_OF_CAPITAL if counted else _NOTHING) | (_PERCENT if no_share else _NOTHING)
    return [reading for reading in readings if not reading.kinds & unfit]


def _exceeds_whole(row: Row) -> bool:
    values = [_VALUE.sub("", cell.text) for cell in row.cells if cell is not None]
    return any(float(value) > _WHOLE for value in values if _NUMBER.fullmatch(value))


def in_money_of_rows(number: Number, scale: float, table: Table, units: TableUnits) -> list[Number]:
    """The number in the one currency that other rows of its table name: Dividends (in millions), Taxes ($ in millions).

    Args:
        number: a number without a unit.
        scale: what its row, its header or a title says that it is counted in.
        table: its table.
        units: the reader of units in tables.
    """
    texts = {text for row in table.rows for text in (row.label, *row.parents) if _CURRENCY.search(text)}
    named = [reading for text in texts if (reading := units.inside(compact(text)[0])) is not None]
    money = {reading.unit: reading for reading in named if reading.kinds == _MONEY}
    return [with_unit(number, replace(one, scale=scale)) for one in money.values()] if len(money) == 1 else []
