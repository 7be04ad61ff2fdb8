"""Units of gases that are counted as CO2 where a label or a head tells it beside a mass."""

from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading

_ALONE = regex(r"(?i)[(\[]CO2[- ]?e(?:q(?:uivalents?)?)?[)\]]$")
_OF_GASES = regex(r"(?i)greenhouse|\bghg|温室气体|二氧化碳当量|CO2[- ]?e(?![a-z])|CO2 ?emission")


def gases_in(label: str, over: UnitReading | None) -> UnitReading | None:
    """Tonnes that a group of rows is in, of the equivalents that a row's label names: Methane (CO2e).

    Args:
        label: the row's label.
        over: the unit that the name of its group tells.
    """
    if over is None or "mass" not in over.kinds or over.unit != "t" or _ALONE.search(label) is None:
        return None
    return _counted(over)


def as_gases(head: str, reading: UnitReading) -> UnitReading:
    """The unit of a table's head, tonnes as those of CO2 where the head names its gases: GHG emissions, tonnes."""
    return _counted(reading) if reading.unit == "t" and _OF_GASES.search(head) else reading


def _counted(tonnes: UnitReading) -> UnitReading:
    return UnitReading(tonnes.scale, "tCO2e", frozenset({"co2"}), None, 0, 0)
