"""The unit of a gas of which a label says that it is counted as CO2, in a group of rows that says in what."""

import re

from cnesg.framework.units import UnitReading

_ALONE = re.compile(r"(?i)[(\[]CO2[- ]?e(?:q(?:uivalents?)?)?[)\]]$")


def gases_in(label: str, over: UnitReading | None) -> UnitReading | None:
    """Tonnes that a group of rows is in, of the equivalents that a row's label names: Methane (CO2e).

    Args:
        label: the row's label.
        over: the unit that the name of its group tells.
    """
    if over is None or "mass" not in over.kinds or over.unit != "t" or _ALONE.search(label) is None:
        return None
    return UnitReading(over.scale, "tCO2e", frozenset({"co2"}), None, 0, 0)
