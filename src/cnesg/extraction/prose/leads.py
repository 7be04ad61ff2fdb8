"""English words that part what belongs together: topics before colons, definitions between dashes, relative clauses.

"Diversity: women made up 31% of managers" is read as without its topic, "Water: consumption reached 4 m3" as of water
consumption, and "the LTFR - defined as accidents per hour - fell to 1.3" as without the definition. "Scope 3, which
makes up 93% of our footprint, amounted to 5 tonnes" tells no footprint of 5 tonnes.
"""

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_BEGINS = r"(?:^|(?<=[.!?;•·] ))(?:[-–•·]\s)?"
_GENERIC = (
    r"(?:(?:gender |social |our |employee )?(?:diversity|equality|equity|inclusion|safety|health|people|community|"
    r"communities|governance|climate|environment|society|social|training|learning|development|ethics|compliance|integrity"
    r"|wellbeing|well-being|engagement|supply chain|giving|donations|philanthropy)(?:\s?(?:,|&|and)\s)?){1,3}"
)
_TOPIC = regex(rf"(?i:{_BEGINS}({_GENERIC}:\s))(?=[a-z])")
_NOUN_APART = regex(
    rf"(?i:{_BEGINS}(?:total )?(?:water|energy|electricity|fuel|power|paper|waste|carbon|ghg|greenhouse gas|gas|heat)"
    r"(:)\s(?=(?:consumption|use|usage|withdrawals?|intensity|generation|emissions|discharges?)\b))"
)
_DEFINITION = regex(
    r"(?i)\s[-–—]\s(?:which (?:is|are) )?(?:defined|calculated|measured|expressed) as\s[^\d.;–—]{4,120}?\s[-–—](?=\s)"
)
_ALL_OTHERS = regex(  # all directors and |98% of employees: of whom the share is stands behind it
    r"(?i)(?:(?<=^)|(?<=[.;] ))all (?:of )?(?:our |the )?(?:[a-z-]+ ){1,3}and (?=\d[\d.]*\s?(?:%|per ?cent) of )"
)
_WORLDWIDE = regex(  # of our |global| workforce: of all of it
    r"(?i)\b(?:our|the|its|the (?:group|company)['’]s) ((?:global|worldwide|world-wide|entire|overall|whole|group-?wide"
    r"|company-?wide|consolidated) )(?=(?:total )?(?:workforce|employees|staff|headcount|employee (?:base|population)"
    r"|suppliers?|supply base|electricity|energy|water|waste|procurement|spend)\b)"
)
_BETWEEN_DASHES = regex(  # Indirect energy consumption| – electricity and chilled water –| was 21 GWh
    r"\s[-–—]\s(?!which|defined|calculated)[a-z][^\d.;:–—]{2,60}\s[–—-]"
    r"(?=\s(?:was|were|is|are|amounted|stood|total+ed|came|reached|rose|fell|grew|increased|decreased|declined|dropped)\b)"
)
_OF_THE_COMPANY = regex(  # 31% of the |Group's| employees: of the employees
    r"(?i)(?:\d\s?%|per ?cent|\b(?:half|third|quarter)) of the ((?:group|company|bank|firm|corporation)['’]s )(?=[a-z])"
)
_RELATIVE = regex(  # between what is told and its verb; without figures, but for the share that it has in another
    r"(?i)(?<=[a-z\d)]),\s(?:which (?:makes? up|represent(?:s|ed)?|account(?:s|ed)? for|constitutes?|comprises?)"
    r"\s[^\d,.;:()]{0,40}(?:\d[\d.]*\s?(?:%|per ?cent)\s)?[^\d,.;:()]{4,80}"
    r"|(?:which|(?:[a-z]+ ){1,3}of which)\s[^\d,.;:()]{4,80}),"
    r"(?=\s(?:was|were|is|are|amounted|stood|total+ed|came|reached|rose|fell|grew|increased|decreased|declined|dropped)\b)"
)
_OF_STAFF = regex(  # A total of| 2,960 employees, |representing| 90.1% of the workforce, received training
    r"(?i)(?:(?:(?<=^)|(?<=[.;] ))(?P<total>(?:in total, |a total of )))?"
    r"\d[\d,]* (?:[a-z-]+ ){0,2}(?:employees|staff|people|colleagues)"
    r",\s(?P<making>(?:representing|accounting for|constituting|making up|which (?:represents?|represented)|or) )?"
    r"(?=(?:about |approximately |nearly |over |some )?\d[\d.]*\s?(?:%|per ?cent) of (?:the |our |its |all )?"
    r"(?:total |entire )?(?:workforce|employees|staff|headcount|people|colleagues),\s[a-z]+)"
)
_OVER_HOURS = (
    r"(?=\s?per (?:one |a )?(?:[\d,]+ ?)?(?:million |thousand )?(?:[a-z-]+ ){0,2}hours)"
    r"[^(),]{0,8}(?:\d[\d,]*)?[^(),]{4,32}"
)
_GOES_ON = (
    r"(?=\s?:?\s(?:was|is|were|stood|came|fell|rose|dropped|went|decreased|increased|declined|improved|remained|reached"
    r"|\d))"
)
_HOW = r"(?:counted|calculated|measured|expressed|stated|given|reported)"
# the LTIR|, counted| per 200,000 hours worked|,| fell to 0.15; the LTIR |(|per million hours|)| was 2
_PER_HOURS = tuple(
    regex(rf"(?i){opens}{_OVER_HOURS}{closes}{_GOES_ON}")
    for opens, closes in (
        (rf"(?<=[a-z)])(?P<opens>,(?: {_HOW})?)", r"(?P<closes>,)"),
        (rf"(?<=[a-z)]\s)(?P<opens>\((?:{_HOW} )?)", r"(?P<closes>\))"),
    )
)
_IN_TOTAL = regex(  # donations of|, in total,| 75,000 EUR
    r"(?<=[a-z]),\s(?:in total|in all|altogether|all told|taken together|on average),(?=\s[^\d]{0,12}\d)"
)
_HOURS, _COLON, _AS, _WHICH = " hours", ":", " as ", "which "
_MAY_BE_WORLDWIDE = regex(r"\b(?:global|world|entire|overall|whole|group-?wide|company-?wide|consolidated)")
_TOTAL = (", in total,", ", in all,", ", altogether,", ", all told,", ", taken together,", ", on average,")
_DASH = regex(r"[a-z)] [-–—] [a-z].* [-–—] [a-z]")
_WHOSE = regex(r" of the \w+['’]s ")
_COMMA, _MAY_BE_SHARE = ", ", regex(r"\d\s?(?:%|per ?cent) of ")
_ALL, _ALL_LATER = "all ", " All "


def without_leads(passage: Passage) -> Passage:
    """A passage without the topics and definitions that part a figure from what it is about.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    text = passage.text
    spans: list[tuple[int, int]] = []
    if _HOURS in text:
        spans += (
            found.span(part) for kind in _PER_HOURS for found in kind.finditer(text) for part in ("opens", "closes")
        )
    if _COLON in text:
        spans += (found.span(1) for kind in (_TOPIC, _NOUN_APART) for found in kind.finditer(text))
    if _AS in text:
        spans += (found.span() for found in _DEFINITION.finditer(text))
    if any(words in text for words in _TOTAL):
        spans += (found.span() for found in _IN_TOTAL.finditer(text))
    if _WHICH in text:
        spans += (found.span() for found in _RELATIVE.finditer(text))
    if _COMMA in text and _MAY_BE_SHARE.search(text) is not None:
        spans += (
            one for found in _OF_STAFF.finditer(text) for one in map(found.span, ("total", "making")) if one[0] >= 0
        )
    if text[:4].lower() == _ALL or _ALL_LATER in text:
        spans += (found.span() for found in _ALL_OTHERS.finditer(text))
    if _MAY_BE_WORLDWIDE.search(text) is not None:
        spans += (found.span(1) for found in _WORLDWIDE.finditer(text))
    if _DASH.search(text) is not None:
        spans += (found.span() for found in _BETWEEN_DASHES.finditer(text))
    if _WHOSE.search(text) is not None:
        spans += (found.span(1) for found in _OF_THE_COMPANY.finditer(text))
    return passage.without(sorted(spans)) if spans else passage
