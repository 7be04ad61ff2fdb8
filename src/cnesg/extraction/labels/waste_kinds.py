"""Kinds of waste that an English label names before its wording: Scrap wood waste, Plating sludge hazardous waste."""

from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex

_WASTE = regex(r"(?i)wastes?\b")
_WORDS = regex(r"(?i)(?:total |annual )*(?P<kind>[a-z][a-z'’-]+(?:(?: and |, | & |/| )[a-z][a-z'’-]+){0,4})[\s,–-]*")
_NO_KIND = regex(  # words that say how much, whose or how it is counted, and what other metrics are of
    r"(?i)\b(?:total|overall|annual|all|amounts?|of|the|group|company|our|weight|volume|quantit(?:y|ies)|number|solid|general"
    r"|hazardous|harmful|harmless|dangerous|toxic|special|non|nonhazardous|non-hazardous|recycled|recyclable|residual"
    r"|unrecycled|non-recycled|per|unit|intensity|density|treated|operational|industrial|generated|produced|production"
    r"|generation|discharged?|disposed|disposal|reduced|reduction|diverted|landfill(?:ed)?|incinerated|average|combined|aggregate|each"
    r"|resources?|materials?|recovery|water|wastewater|net|gross|with|from|to|by|for|in)\b|^others?\b"
)


def with_kind_of_waste(
    know: Knowledge, metric: str, named: dict[str, str], before: str, wording: str
) -> dict[str, str]:
    """The classes of an amount of waste with the kind that its label names in all words: plating sludge, not sludge.

    Args:
        know: the vocabulary.
        metric: the metric; the classes stay where neither it nor the wording is of waste.
        named: the classes that are known words.
        before: the label up to its wording.
        wording: the label from its wording on.
    """
    waste = _WASTE.match(wording)
    of_kinds = waste is not None or metric in know.lexicon.roles.waste_kinds
    found = _WORDS.fullmatch(before) if before and of_kinds else None
    if found is None or _NO_KIND.search(found["kind"]):
        return named
    kind = found["kind"].lower()
    kind = f"{kind} {waste[0].lower()}" if waste else kind
    return {"type": kind} if not named or named.get("type", "-") in kind else named
