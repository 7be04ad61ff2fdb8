"""Aims that are told with what they came to, or by when, and so surer than by themselves.

氨氮排放量低于15吨,实际13.2吨; a 42% reduction by 2030.
"""

import re
from dataclasses import replace

from cnesg.extraction.confidence import Traced

_AND_CAME_TO = r"[^\d,，。;；]{0,14}[,，(（]\s?(?:全年|年度)?实际[^\d,，。;；]{0,6}\d"
_AIMED = r"(?:低于|小于|不超过|不高于|不大于|控制在|高于|不低于|不少于|目标值?为?|计划|指标为?|[<≤])[^\d,，。;；]{0,4}"


def is_met_aim(row_quote: str, printed: str) -> bool:
    """Whether a quote tells a printed figure as an aim, and right behind it what came of it.

    >>> is_met_aim("氨氮排放量低于15吨,实际13.2吨", "15"), is_met_aim("氨氮排放量低于15吨", "15")
    (True, False)
    """
    return re.search(_AIMED + re.escape(printed) + _AND_CAME_TO, row_quote) is not None


def is_dated_aim(quote: str, printed: str, year: int) -> bool:
    """Whether an English quote tells a printed share as an aim and behind it by when it is aimed at.

    >>> is_dated_aim("a 42% cut in Scope 1 and 2 by 2030", "42", 2030), is_dated_aim("42% by 2025", "42", 2030)
    (True, False)
    """
    return (
        re.search(
            rf"(?<![\d.]){re.escape(printed)}\s?(?:%|per ?cent)[^.;]{{0,120}}?\bby (?:the end of )?(?:FY ?)?{year}\b",
            quote,
        )
        is not None
    )


def with_met_aims_raised(rows: list[Traced], least: float) -> list[Traced]:
    """The rows, aims that were told with what they came to or by when with no less than a given confidence.

    Args:
        rows: rows of one report with their confidence.
        least: confidence of such an aim.
    """
    return [
        (replace(row, confidence=least), one)
        if row.confidence < least
        and (one.among_aims or row.value_kind == "target")
        and (one.among_aims or is_met_aim(row.quote, row.raw_value) or is_dated_aim(row.quote, row.raw_value, row.year))
        else (row, one)
        for row, one in rows
    ]
