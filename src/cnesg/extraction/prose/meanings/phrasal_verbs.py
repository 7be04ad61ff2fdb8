"""English verbs that tell no change though a word of theirs may: taken up, turned up, laid down, raised £5,000."""

from cnesg.framework.regexes import regex

_UP_OR_DOWN = ("up", "down")
_PHRASAL = regex(
    r"(?i)\b(?:ma(?:de|ke|kes|king)|set|sat|sign(?:ed|ing)|t(?:ook|aken|ake|aking)|turn(?:ed|ing)|wrapped|clear(?:ed|ing)|picked"
    r"|add(?:ed|s|ing)|clock(?:ed|ing)|roll(?:ed|ing)|h(?:old|olds|eld)|g(?:ave|iven|ive)|used|swallowed|laid|dr(?:ew|awn|aw)"
    r"|handed|soaked|eat(?:en|s)?|ate|gobbled|opened|followed|freed|stood|ran)\s$"
)
_RAISES = ("raise", "raising")
_SUM = regex(  # our colleagues raised| £120,000, or 1,114 safety concerns, which is no rise
    r"(?i)rais(?:e[sd]?|ing)\s(?:(?:about|over|more than|nearly|some|almost|another|around|approximately|a further"
    r"|in excess of|a total of|a combined|well over|up to)\s)?"
    r"(?:(?:(?:US|HK|NZ|AU?|CA?|S)?[$€£¥₹]|(?:EUR|GBP|USD|CHF|SEK|NOK|DKK|INR|Rs\.?)\s)\s?\d"
    r"|\d[\d.,]*\s?(?:million|thousand|billion|m|k)?\s?(?:euros?|dollars|pounds|crowns|kroner|rupees|rand)\b"
    r"|\d[\d,]*\s(?:[a-z-]+\s){0,2}(?:concerns?|questions?|issues?|matters|suggestions?|ideas|proposals"
    r"|grievances?|objections)\b)"
)


def is_of_verb(text: str, span: tuple[int, int]) -> bool:
    """Whether a word of change belongs to a verb that tells none: medicals were taken| up| by 610, raised| £5,000."""
    if text[span[0] : span[0] + 7].lower().startswith(_RAISES):
        return _SUM.match(text, span[0]) is not None
    return text.startswith(_UP_OR_DOWN, span[0]) and _PHRASAL.search(text, max(0, span[0] - 12), span[0]) is not None
