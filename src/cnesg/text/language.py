"""Which language a text is in, by its characters."""

import re

from cnesg.text.document import LanguageCode

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z]")
_LEAST_HAN_SHARE = 0.2


def han_share(text: str) -> float:
    """Chinese characters as a share of all letters, 0 where there are none.

    A Chinese character carries about as much as four Latin letters; a share of a fifth is therefore a Chinese text
    with many English names rather than an English one.
    """
    han = len(_HAN.findall(text))
    letters = han + len(_LATIN.findall(text))
    return han / letters if letters else 0.0


def language_of(text: str) -> LanguageCode:
    """`zh` where at least a fifth of the letters are Chinese characters, else `en`."""
    return "zh" if han_share(text) >= _LEAST_HAN_SHARE else "en"
