"""Formulas in brackets behind the name that they repeat: 减排二氧化硫|(SO2)|12吨, 化学需氧量|(COD)|8吨.

They say nothing new, and the bracket would part the name from its number.
"""

import re

from cnesg.extraction.documents.passages import Passage

_NAMES = (
    "[硫氮]氧化(?:物|合物)|二氧化[硫碳氮]|(?:化学|生化)[需耗]氧量|悬浮物|氨氮|总[氮磷]"
    "|(?:挥发性|有机)[有机化合废]{1,4}[物气]|颗粒物|[烟粉]尘"
)
_FORMULA = re.compile(
    rf"(?:{_NAMES})(?P<bracket>\((?i:SO[2xX]|NO[2xX]|CO2?|COD(?:cr)?|BOD5?|SS|NH3?-?N|T[NP]|VOCs?|NMHC|PM(?:2\.5|10)?|TSP)\))"
)


def without_formulas(passage: Passage) -> Passage:
    """A passage without the formulas in brackets behind the names of pollutants.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    if "(" not in passage.text:
        return passage
    return passage.without(found.span("bracket") for found in _FORMULA.finditer(passage.text))
