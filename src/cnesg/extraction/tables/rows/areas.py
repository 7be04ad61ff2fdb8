"""The floor area that a label says its figure is for: `per 10,000 m2 of properties under management`."""

import re

_AREA = re.compile(r"(?i)(?:(1,?000|10,?000|10k)\s)?(m2|m²|sq\.? ?m(?:\b|et)|square met|sq\.? ?f(?:t|eet)|square f)")
_ROUND = {"1,000": "thousand", "1000": "thousand", "10,000": "10k", "10000": "10k", "10k": "10k"}


def area_below(words: str) -> str:
    """The name of an area in a unit, `10k m2`; empty where the words below the line begin with none."""
    area = _AREA.match(words.strip(" ()"))
    if area is None:
        return ""
    unit = "m2" if "m" in area[2].lower() else "sq ft"
    return f"{_ROUND[area[1].lower()]} {unit}" if area[1] else unit
