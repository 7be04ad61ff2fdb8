"""What is paid out for a lot of shares, as tables name it: 每10股派息数 (元), Dividend per 10 shares."""

import re

from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading

_PAID_OUT = regex(r"派[现息发]")
_LOT = regex(r"(?:每|per\s)\s?(\d{1,3})\s?(?:股|shares)", re.IGNORECASE)


def paid_per_lot(text: str) -> UnitReading | None:
    """The unit of what is paid out for a lot of shares, where a text names no currency: 每10股派现数."""
    lot = _LOT.search(text) if _PAID_OUT.search(text) else None
    return UnitReading(1 / float(lot[1]), "CNY/share", frozenset({"per_share"}), "share", 0, 0) if lot else None


def for_one_share(reading: UnitReading, text: str) -> UnitReading:
    """A unit of money made one of each share, where the label beside it names a lot of them: 每10股派息 | 元.

    Args:
        reading: the unit that the label or the row's column of units names.
        text: the label.
    """
    lot = _LOT.search(text) if "money" in reading.kinds else None
    if lot is None:
        return reading
    scale, kinds = reading.scale / float(lot[1]), frozenset({"per_share"})
    return UnitReading(scale, f"{reading.unit}/share", kinds, "share", 0, 0)
