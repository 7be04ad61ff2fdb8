"""Words beside a number that say how exact it is: 超过, 约, 不足, more than, some, or so."""

from cnesg.framework.regexes import regex

_QUALIFIER_BEFORE = regex(
    r"(?i)(?:(?P<over>more than|over|above|exceed(?:s|ed|ing)?|at least|in excess of|greater than|surpass(?:es|ed|ing)?"
    r"|超过了?|逾|超|多达|不低于|不少于|突破|大于|高于|>|≥|＞)"
    r"|(?P<about>about|around|approximately|approx\.|nearly|almost|some|roughly|circa"
    r"|近|约|大约|约为|接近|将近|约合|~|≈)"
    r"|(?P<under>less than|fewer than|under|below|up to|no more than|not more than"
    r"|不超过|不足|低于|小于|少于|<|≤|＜))\s?(?:了|为|达|达到|人民币)?\s?$"
)
_QUALIFIER_AFTER = regex(r"\s?(?:(?P<over>多|余|以上|\+|有余|plus\b)|(?P<about>左右|上下|or so))")
_PARTS = {"over": "over", "about": "about", "under": "under"}


def qualifier_of(text: str, start: int, end: int, unit_end: int) -> str | None:
    """`over`, `about` or `under` where words before or behind a number say so, None where it is told as exact.

    Args:
        text: folded text.
        start: offset of the number's first character.
        end: offset after its digits.
        unit_end: offset after its unit; a word may stand between the digits and the unit (46万多元).
    """
    before = _QUALIFIER_BEFORE.search(text, max(0, start - 24), start)
    if before:
        return next(name for name in _PARTS if before[name])
    for at in (end, unit_end):
        after = _QUALIFIER_AFTER.match(text, at)
        if after:
            return next(name for name in ("over", "about") if after[name])
    return "over" if "多" in text[end:unit_end] or "余" in text[end:unit_end] else None  # 46万多元
