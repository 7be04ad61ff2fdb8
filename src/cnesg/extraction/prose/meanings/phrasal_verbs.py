"""English verbs of two words, whose second says which way nothing went: taken up, turned up, laid down."""

import re

_UP_OR_DOWN = ("up", "down")
_PHRASAL = re.compile(
    r"(?i)\b(?:ma(?:de|ke|kes|king)|set|sat|sign(?:ed|ing)|t(?:ook|aken|ake|aking)|turn(?:ed|ing)|wrapped|clear(?:ed|ing)|picked"
    r"|add(?:ed|s|ing)|clock(?:ed|ing)|roll(?:ed|ing)|h(?:old|olds|eld)|g(?:ave|iven|ive)|used|swallowed|laid|dr(?:ew|awn|aw)"
    r"|handed|soaked|eat(?:en|s)?|ate|gobbled|opened|followed|freed|stood|ran)\s$"
)


def is_of_verb(text: str, span: tuple[int, int]) -> bool:
    """Whether "up" or "down" belongs to a verb that tells no change: medicals were taken| up| by 610 employees."""
    return text.startswith(_UP_OR_DOWN, span[0]) and _PHRASAL.search(text, max(0, span[0] - 12), span[0]) is not None
