"""Text layers that are no text: fonts without a map to characters, or with a wrong one."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_LEAST_CHARACTERS = 40
_STRANGE = {"Co", "Cn", "Cc", "Cs"}
_MISSING = "\ufffd"
_MOST_STRANGE = 0.15
_LEAST_WORDS = 20
_WORD = 4  # letters; shorter ones may be abbreviations
_MOST_WITHOUT_VOWELS = 0.5
_VOWELS = set("aeiouyAEIOUY")
_COMMON_SCRIPTS = frozenset(["LATIN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "FULLWIDTH", "HALFWIDTH", "GREEK"])
_LEAST_SCRIPTS = 4  # beside these; a list of languages may name as many, in few letters
_MOST_FOREIGN = 0.15


def is_garbage(words: Iterable[str]) -> bool:
    """Whether a page's words are no text in any language.

    Private or unassigned characters, letters of many scripts at once, or no vowels show it. A page of few characters is
    not judged.
    """
    texts = [word for word in words if word]
    characters = "".join(texts)
    if len(characters) < _LEAST_CHARACTERS:
        return False
    if _strange(characters) > _MOST_STRANGE * len(characters) or _is_of_many_scripts(characters):
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


def _is_of_many_scripts(characters: str) -> bool:
    """Whether letters come from scripts that nobody mixes, as from a font whose map to characters is wrong."""
    if characters.isascii():
        return False
    letters = 0
    foreign: Counter[str] = Counter()
    for character, n in Counter(characters).items():
        if not character.isalpha():
            continue
        letters += n
        if character >= "\u0370":
            foreign[_script(character)] += n
    for script in _COMMON_SCRIPTS:
        del foreign[script]
    return len(foreign) >= _LEAST_SCRIPTS and foreign.total() > _MOST_FOREIGN * letters


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]
