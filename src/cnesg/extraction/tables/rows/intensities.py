"""Rows called no more than `Intensity`: they are of what the row above gives, or of what their unit says.

`Scope 1 | tCO2e | 204` and below it `Intensity | tCO2e/employee | 0.4`; or, further below, `Intensity by floor area`.
So it is with 密度, 强度 and 每百万元营收 below 有害废弃物总量.
"""

from dataclasses import replace

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.rows.one_script import as_printed
from cnesg.extraction.tables.rows.units import TableUnits
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading
from cnesg.text import fold

_FOR_EACH = (  # 每名雇员, 每百万元营收
    r"每(?:[名位个]?(?:员工|雇员)|平方(?:米|尺)(?:(?:楼面|建筑)?面积)?"
    r"|(?:单位|(?:[百千]?万|亿|千)?(?:人民币|港)?元)?(?:营业?收入?|收入|收益|产值|销售额))"
)
_BARE = regex(
    r"(?i)\W*(?:(?:emissions?|discharge|generation|consumption) )?(?:intensity|density)(?: ratio)?"
    r"(?:\W*|:\s.*|\W+(?:by|per|based on|in terms of) .+|\s?[(\[].*|\s[-–—:]\s.*)"
    r"|[^\w(]*(?:(?:按|以)[^,，;；]{1,12}(?:计算?)?的?)?(?:排放|产生|消耗|使用|耗用|耗量)?量?的?(?:密度|强度)(?:\W*|[(\[].*|[-–—:].*)"
    rf"|[^\w(]*(?:按|以)?{_FOR_EACH}(?:计算?|的?(?:密度|强度))?(?:\W*|[(\[].*)"
)
_PER = regex(  # per ton of production, below Total waste
    r"(?i)[^\w(]*(?P<each>per (?!cent\b|annum\b|year\b|month\b|week\b|day\b)[a-z\d€£$¥][^,;:|]{1,50})"
)
_UNIT_ALONE = regex(  # tCO2e per £m of revenue
    r"(?i)(?:(?:metric )?(?:tonnes?|tons?)|k?g|t|(?:t|kg)\s?CO\s?2e?|[kMGT]Wh|[GMT]J|m3|m³|cubic met(?:re|er)s?)"
    r"(?:,? (?:of )?CO\s?2[ -]?(?:e|eq\w*)?)?(?:\s?/\s?|\sper\s)[^\d\s].{0,40}"
)
_BEHIND_COLON = regex(r"[^:]{1,40}:\s*([^:]+)")  # Intensity ratio: tCO2e per FTE
_SUM_ALONE = regex(
    r"(?i)\W*(?:(?:总|排放|消耗|耗用|使用|[量耗用]|合计|小计|共计)+|(?:grand |sub)?total)\W*(?:\([^()]*\))?"
)
_SCOPE = regex(r"(?i)\W*(?:范[围畴疇圍]|scope)\s?[一二三1-3](?:[^、,，+&和及与\d一二三]*)")
_LAST_BRACKET = regex(r"\s?[(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)?[)\]]$")
_BRACKET = regex(r"\s?[(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)?[)\]]")
_LAST_DASH = regex(r"\s[-–—]\s[^-–—]+$")
_EACH = regex(rf"(?:按|以|[^\W\d]*(?:密度|强度)[(\[])?({_FOR_EACH})[^\d/]{{0,8}}")  # 密度(每平方米), 每名员工
_INTENSITY_PER = regex(r"(?i)(?:emissions? |energy |water |waste )?(?:intensity|density)\s?\(?per ([^()]+)\)?")
_BY_UNIT = {"co2": "GHG emissions intensity", "energy": "Energy consumption intensity"}


def with_named_intensities(table: Table, units: TableUnits) -> Table:
    """The table with such rows named after the last row above that is measured in what stands above their line.

    Args:
        table: a table as found.
        units: reads units of rows and labels.
    """
    if not any(is_bare_intensity(row.label) for row in table.rows):
        return table
    rows: list[Row] = []
    measured: list[tuple[Row, UnitReading]] = []  # the rows above that are no intensities
    since = 0  # how many of them the intensity before stands below
    for printed in table.rows:
        row = _with_unit_of(printed, measured, units)
        reading = _unit_of(row, table, units)
        each = reading is not None and (reading.family is not None or for_each(compact(row.label)[0]))
        if is_bare_intensity(row.label) and reading is not None and each:
            rows.append(_named(row, reading, measured, since, units))
            since = len(measured)
            continue
        if reading is not None and reading.family is None and reading.unit and any(row.cells):
            measured.append((row, reading))
        rows.append(row)
    return replace(table, rows=tuple(rows))


def is_bare_intensity(label: str) -> bool:
    """Whether a label says that its row is an intensity, and not of what."""
    text = label if label.isascii() else compact(label)[0]
    return (_BARE.fullmatch(text) or _UNIT_ALONE.fullmatch(text)) is not None or bool(for_each(text))


def for_each(label: str) -> str:
    """What a label says its row is divided by, where it says nothing else: `- per employee`; else empty."""
    found = _PER.fullmatch(label) if "er " in label else None
    return found["each"] if found is not None else ""


def _with_unit_of(row: Row, measured: list[tuple[Row, UnitReading]], units: TableUnits) -> Row:
    """The row with its unit for each of what its label names: 3,210 吨, below it 密度(每平方米), maybe with 吨 again.

    A row without a unit has that of the row above.
    """
    label = compact(row.label)[0]
    each = _EACH.fullmatch(label) or _INTENSITY_PER.fullmatch(label) if measured else None
    if each is None:
        return row
    own = next((told for note in row.notes if (told := units.of_cell(compact(note)[0]))), None)
    amount = own if row.notes else measured[-1][1]
    if amount is None or amount.scale != 1 or amount.family is not None or not amount.unit:
        return row
    unit = f"{amount.unit}/{each[1].removeprefix('每')}"
    reading = units.of_cell(unit)
    if reading is None or reading.family is None:
        return row
    return replace(row, notes=(unit,), quoted=as_printed(row) if row.notes else row.quoted)


def _unit_of(row: Row, table: Table, units: TableUnits) -> UnitReading | None:
    texts = (row.label, *reversed(row.parents), *reversed(table.corner), *table.captions)
    behind = _BEHIND_COLON.fullmatch(compact(row.label)[0]) if not row.notes else None
    told = units.of_cell(behind[1]) if behind is not None else None
    return told or units.first([compact(note)[0] for note in row.notes], [compact(text)[0] for text in texts])


def _named(
    row: Row, reading: UnitReading, measured: list[tuple[Row, UnitReading]], since: int, units: TableUnits
) -> Row:
    above = units.of_cell(reading.unit.partition("/")[0])
    if above is None:
        return row
    of = next((one for one, its in reversed(measured) if its.kinds & above.kinds), None)
    if of is not None and _SCOPE.fullmatch(compact(of.label)[0]):  # 总量, 范围一, 范围二, 密度
        alike = (one for one, its in measured[since:] if its.kinds & above.kinds and one.parents == of.parents)
        whole = next(alike, of)
        of = of if _SCOPE.match(compact(whole.label)[0]) else whole
    bracket = _LAST_BRACKET.search(fold(row.label))
    told = row.label[bracket.start() :] if bracket is not None else _unit_told(row, units)
    if each := for_each(compact(row.label)[0]):
        told = f" {each}"
    if of is not None and _SUM_ALONE.fullmatch(compact(of.label)[0]) and any(kind in above.kinds for kind in _BY_UNIT):
        of = None  # 排放密度 below 排放总量: of what, the unit says
    if "scope" in told.lower():
        of = None  # Emission intensity (Scope 1+2 / sales): its own bracket says of what
    if of is not None and (of.label in row.parents or of.parents == row.parents):
        parents = tuple(text for text in row.parents if text != of.label)
        return _renamed(row, _without_unit(of.label, units) + told, parents)
    name = next((name for kind, name in _BY_UNIT.items() if kind in above.kinds), None)
    return _renamed(row, name + told, row.parents) if name is not None else row


def _renamed(row: Row, label: str, parents: tuple[str, ...]) -> Row:
    return replace(row, label=label, parents=parents, printed=row.printed or row.label)


def _unit_told(row: Row, units: TableUnits) -> str:
    """The unit that a label is, or tells behind its colon, in brackets."""
    text = compact(row.label)[0]
    behind = _BEHIND_COLON.fullmatch(text)
    said = text if _UNIT_ALONE.fullmatch(text) else behind[1] if behind is not None else ""
    return f" ({said})" if said and units.of_cell(said) is not None else ""


def _without_unit(label: str, units: TableUnits) -> str:
    """A label without the units in its brackets, one in each language, or behind its dash."""
    folded = fold(label)
    units_said = [b for b in _BRACKET.finditer(folded) if units.of_cell(compact(b[0].strip(" ()[]"))[0]) is not None]
    last = _LAST_DASH.search(label)
    if not units_said and last is not None and units.of_cell(last[0].strip(" -–—")) is not None:
        return label[: last.start()]
    for bracket in reversed(units_said):
        label = label[: bracket.start()] + label[bracket.end() :]
    return label
