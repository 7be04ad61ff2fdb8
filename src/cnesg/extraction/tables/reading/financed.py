"""Emissions of those to whom money is lent: which of them a table gives, and of which scopes of the borrowers.

PCAF, The Global GHG Accounting and Reporting Standard Part A (2022), asks for both: financed or facilitated, by sector
or class of assets, and the borrowers' scope 3 apart from their scopes 1 and 2.
"""

from collections.abc import Container, Sequence

from cnesg.extraction.tables.contexts import Context
from cnesg.framework.regexes import regex

FINANCED = "financed"
"""The topic of emissions of those to whom money is lent, whose metric families tell."""
_TOPIC = f"topic_{FINANCED}"
_ON_BALANCE = regex(r"(?i)(?:combined\s)?(?:on|off)[- ]balance[- ]sheet\s$")
_SCOPES = regex(r"(?i)\bscopes?\s?[123](?:\s?(?:[-–+&,/]|and|to)\s?(?:scopes?\s)?[123])*(?![\d.])")


def of_financed(
    contexts: Sequence[Context], metric: str, breakdown: dict[str, str], financed: Container[str]
) -> dict[str, str]:
    """The classes of a value with the category and the scopes that the texts around it tell.

    Args:
        contexts: the texts around the value, nearest first.
        metric: what it measures.
        breakdown: its classes so far.
        financed: metrics that emissions of borrowers have.
    """
    if metric not in financed or "category" in breakdown:
        return breakdown
    told = next((one for one in contexts if one.found.marks.get(_TOPIC)), None)
    if told is None:
        return breakdown
    start, end = told.found.marks[_TOPIC][0]
    wider = _ON_BALANCE.search(told.text[:start])
    named = {"category": told.text[wider.start() if wider else start : end].lower()}
    heads = (one.text for one in contexts if one.role == "header")
    scopes = next((found[0].lower() for text in heads if (found := _SCOPES.search(text))), "")
    if scopes and not any("scope" in name for name in breakdown.values()):
        named["scope"] = scopes
    return {**breakdown, **named}
