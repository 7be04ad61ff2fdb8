"""English sums of all years so far, told behind the figure: 51,000 hours since 2016, 12,010 volunteers till date."""

from cnesg.framework.regexes import regex

_TO_NOW = regex(
    r"(?i)(?<!year[ -])(?<!period )(?<!largest )(?<!highest )(?<!biggest )(?<!lowest )(?<!best )"
    r"\b(?:to|till|until|up to) date\b"
    r"|\bso far\b(?! (?:this|in (?:the )?(?:current|fiscal|20))\b)|\buntil now\b"
    r"|\bsince (?:(?:its|the|our|their) )?(?:inception|launch|founding|foundation|establishment|formation|introduction"
    r"|inauguration|creation|beginning|start|outset|listing|incorporation)\b"
    r"|\bsince (?:(?:it|we|the (?:[\w-]+ ){1,4}?) ?)(?:was |were |has been |have been )?(?:began|begun|started|launched"
    r"|founded|established|introduced|inaugurated|set up|opened)\b"
)
_IN_YEAR = regex(r"(?i) (?:back )?in (?:[a-z]+ )?(?:FY ?)?((?:19|20)\d\d)\b")
_FROM_YEAR = regex(r"(?i)\bsince (?:[a-z]+ |FY ?)?((?:19|20)\d\d)\b")
_COMPARED = regex(  # fell by 40 tonnes since 2016, the highest since 2016
    r"(?i)\b(?:lowest|highest|best|worst|least|most|fewest|largest|first|record|up|down|more|less|fewer|than|compared"
    r"|fall(?:en|s)?|fell|reduc\w+|decreas\w+|declin\w+|dropp?\w*|lower\w*|improv\w+|cut|rose|risen|grow\w*|grew"
    r"|increas\w+|sav(?:ed|ing)s?|certified|listed|member)\b"
)
_ENDS = regex(r"[.;!?](?=\s|$)|\d|[\u4e00-\u9fff]|,? (?:bringing|taking|which brings|for a) ")

_BROUGHT_TO = regex(  # planted 2 ha, bringing the cumulative area to| 30 ha; for a total to date of| 30 ha
    r"(?i)\b(?:bringing|brings|brought|taking|takes|took) (?:the|our|its) "
    r"(?:(?:cumulative|running|overall|grand|lifetime)\b[^.;,\d]{0,60}"
    r"|(?:total|tally|number|amount|area|sum)\b[^.;,\d]{0,40} (?:to date|so far)) to (?:[a-z]+ ){0,2}$"
    r"|\bfor an? (?:cumulative|running|lifetime) total of (?:[a-z]+ ){0,2}$"
)


def brought_so_far(text: str, start: int, end: int) -> bool:
    """Whether the words before a number say that it is what a sum of all years has come to.

    Args:
        text: folded text.
        start: where its sentence begins.
        end: where the number begins.
    """
    return _BROUGHT_TO.search(text, start, end) is not None


def so_far_behind(text: str, start: int, year: int) -> str:
    """The period of a sum that the words behind it say goes up to now; empty where they don't.

    Args:
        text: folded text.
        start: where the number and its unit end.
        year: the document's fiscal year.

    >>> so_far_behind("51,000 volunteer hours given by employees since 2016", 6, 2024)
    '2016-2024'
    >>> so_far_behind("12,010 volunteers till date", 6, 2024)
    'cumulative'
    >>> so_far_behind("3,000 people, the highest since 2016", 5, 2024)
    ''
    """
    end = _ENDS.search(text, start)
    stop = end.start() if end else len(text)
    from_year = _FROM_YEAR.search(text, start)
    if from_year and from_year.start() < stop and int(from_year[1]) < year:
        return "" if _COMPARED.search(text, start, from_year.start()) else f"{from_year[1]}-{year}"
    now = _TO_NOW.search(text, start, stop)
    if now is None or _COMPARED.search(text, start, now.start()):
        return ""
    begun = _IN_YEAR.match(text, now.end())
    return f"{begun[1]}-{year}" if begun and int(begun[1]) < year else "cumulative"
