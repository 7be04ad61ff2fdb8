"""Kinds of waste that an English label names before its wording: Scrap wood waste, Plating sludge hazardous waste."""

import re

_WASTE = re.compile(r"(?i)wastes?\b")
_WORDS = re.compile(
    r"(?i)(?:total |annual )*(?P<kind>[a-z][a-z'’-]+(?:(?: and |, | & |/| )[a-z][a-z'’-]+){0,4})[\s,–-]*"
)
_NO_KIND = re.compile(  # words that say how much, whose or how it is counted, and what other metrics are of
    r"(?i)\b(?:total|overall|annual|all|amounts?|of|the|group|company|our|weight|volume|quantit(?:y|ies)|number|solid|general"
    r"|hazardous|harmful|harmless|dangerous|toxic|special|non|nonhazardous|non-hazardous|recycled|recyclable|residual"
    r"|unrecycled|non-recycled|per|unit|intensity|density|treated|operational|industrial|generated|produced|production"
    r"|generation|discharged?|disposed|disposal|reduced|reduction|diverted|landfill(?:ed)?|incinerated|net|gross|with|from|to|by|for|in)\b"
)


def kind_of_waste(label: str, start: int, end: int) -> str:
    """The kind of waste that a label names before its wording; empty where nothing but amounts or owners stand there.

    Args:
        label: the row's label.
        start: where its wording begins.
        end: where its wording ends.
    """
    found = _WORDS.fullmatch(label[:start]) if start > 0 else None
    if found is None or _NO_KIND.search(found["kind"]):
        return ""
    kind = found["kind"].lower()
    waste = _WASTE.match(label[start:end])
    return f"{kind} {waste[0].lower()}" if waste else kind
