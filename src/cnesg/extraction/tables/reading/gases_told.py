"""Tables of greenhouse gases by year that print no unit: the one that their intensity or their page tells.

`Scope 1 | 3.4 | 14.7 | 19.5` above `Intensity (tCO2e/NT$100 million)` is in tonnes, and so is a table beside a sentence
that gives the same gases in tonnes of CO2 equivalent, where the page tells of no thousands of them.
"""

from cnesg.extraction.tables.model import Table
from cnesg.extraction.tables.rows.units import TableUnits
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading
from cnesg.text import Page, fold

_OF_GASES = regex(r"(?i)\bscopes? ?[123]\b|[范範][围圍疇畴][一二三123]|温室气体|溫室氣體|greenhouse gas|\bghg\b")
_YEAR = regex(r"(?:19|20)\d\d")
_A_TONNE = r"(?:公[吨噸]|吨|噸|(?<![a-z])(?:metric )?t(?:onnes?|ons?)?)\s?(?:of\s)?(?:CO\s?2|二氧化碳)"
_TONNES = regex(rf"(?i)(?<![千万萬百k]){_A_TONNE}")
_MANY = regex(rf"(?i)(?:[千万萬百]|million |thousand )\s?{_A_TONNE}|(?<![a-z])[km]t\s?(?:of\s)?CO\s?2")
_FEWEST_ROWS = 2


def gases_told(table: Table, page: Page, units: TableUnits) -> UnitReading | None:
    """The unit of a table's figures of gases; none where it prints one, has no years over them, or none is told.

    Args:
        table: a table as it is to be read.
        page: its page.
        units: the reader of units in tables.
    """
    named = [row for row in table.rows if _OF_GASES.search(row.label)]
    if len(named) < _FEWEST_ROWS or any(row.notes for row in named):
        return None
    if not any(_YEAR.search(head) for column in table.columns for head in column.headers):
        return None
    text = " ".join(fold(line.text) for line in page.lines)
    return units.of_cell("tCO2e") if _TONNES.search(text) and not _MANY.search(text) else None
