"""Text layers that are no text: fonts without a map to characters, or with a wrong one."""

import unicodedata
from collections import Counter
from collections.abc import Iterable

_LEAST_CHARACTERS = 40
_STRANGE = {"Co", "Cn", "Cc", "Cs"}
_MISSING = "\ufffd"
_MOST_STRANGE = 0.15
_LEAST_WORDS = 20
_WORD = 4  # letters; shorter ones may be abbreviations
_MOST_WITHOUT_VOWELS = 0.5
_VOWELS = set("aeiouyAEIOUY")


def is_garbage(words: Iterable[str]) -> bool:
    """Whether a page's words are no text in any language: private or unassigned characters, or no vowels.

    A page of few characters is not judged.
    """
    texts = [word for word in words if word]
    characters = "".join(texts)
    if len(characters) < _LEAST_CHARACTERS:
        return False
    if _strange(characters) > _MOST_STRANGE * len(characters):
        return True
    latin = [word for word in texts if len(word) >= _WORD and word.isascii() and word.isalpha()]
    consonants = sum(map(_VOWELS.isdisjoint, latin))
    return len(latin) >= _LEAST_WORDS and consonants > _MOST_WITHOUT_VOWELS * len(latin)


def _strange(characters: str) -> int:
    """How many characters are private, unassigned or a sign that one is missing."""
    if characters.isprintable():  # most pages: what is private or unassigned is not
        return characters.count(_MISSING)
    counted = Counter(characters)  # a page has few different ones
    return sum(n for c, n in counted.items() if c == _MISSING or unicodedata.category(c) in _STRANGE)
