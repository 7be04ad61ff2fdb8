"""Heads that name a count whose classes have shares, and heads that say but that: 僱員人數 | 佔總數百分比."""

from cnesg.framework.lexicon import Found, Lexicon
from cnesg.framework.regexes import regex

_SHARE_ALONE = regex(
    r"(?i)\W*(?:in |as |an? )*(?:%|percentages?|per ?cent|shares?|proportion)(?:\s?\(?%\)?)?"
    r"(?: of (?:the )?(?:total|whole|sum|group total))?\W*"
    r"|所?(?:[占佔](?:[总總](?:[数數体體量]量?)?)?的?)?(?:[占佔]比|比例|比重|百分比|百分率)\s?(?:[(（]?\s?[%％]\s?[)）]?)?"
)


def says_share_alone(head: str) -> bool:
    """Whether a head says that its numbers are shares of a whole and not of which.

    >>> says_share_alone("占总数百分比"), says_share_alone("% of total"), says_share_alone("% of women")
    (True, True, False)
    """
    return _SHARE_ALONE.fullmatch(head) is not None


def names_composed(lexicon: Lexicon, head: str, found: Found) -> bool:
    """Whether a head names a metric that classes have shares in: employees, suppliers, new hires.

    Args:
        lexicon: the wording, with its families of metrics.
        head: the head, in printed form without blanks inside Chinese.
        found: what the lexicon finds in it.
    """
    whole = (hit for hit in found.hits if not hit.label_only or hit.end - hit.start == len(head))
    families = (lexicon.families.get(lexicon.entries[hit.entry].metric) for hit in whole)
    return any(family is not None and family.composition for family in families)
