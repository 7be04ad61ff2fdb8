"""Which language a text is in, by its characters, and in a third language by its small words."""

from collections.abc import Sequence

from cnesg.framework.regexes import regex
from cnesg.text.document import LanguageCode

_HAN = regex(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = regex(r"[A-Za-z]")
_LEAST_HAN_SHARE = 0.2
_KANA_OR_HANGUL = regex(r"[\u3040-\u30ff\uac00-\ud7af]")
_OTHER_SCRIPT = regex(r"[\u0370-\u05ff\u0600-\u06ff\u0900-\u0eff]")
_LETTER = regex(r"[^\W\d_]")
_WORD = regex(r"(?<!\w)(?!(?<=2 )e\b)[^\W\d_]++(?!\d)")  # the last letter of CO2e is none, nor that of CO2 e
# The commonest small words; English shares hardly any of them with the others. "per" fills English tables of figures.
_ENGLISH = frozenset(["the", "of", "and", "to", "in", "for", "is", "by", "with", "our", "we", "that", "are", "was"])
_FOREIGN = frozenset(
    [
        *("de", "la", "le", "les", "des", "et", "du", "dans", "pour", "der", "die", "das", "und", "den", "von", "mit"),
        *("el", "los", "las", "y", "en", "que", "del", "il", "di", "che", "e", "do", "da", "os", "van", "het"),
        *("een", "och", "att", "som", "na", "w", "z", "yang", "dan", "untuk", "ve", "bir", "của", "và", "các"),
    ]
)
_LEAST_SHARE_OF_SCRIPT = 0.15
_LEAST_WORDS = 60
_LEAST_FOREIGN = 0.06


def han_share(text: str) -> float:
    """Chinese characters as a share of all letters, 0 where there are none.

    A Chinese character carries about as much as four Latin letters; a share of a fifth is therefore a Chinese text
    with many English names rather than an English one.
    """
    if text.isascii():
        return 0.0
    han = len(_HAN.findall(text))
    letters = han + len(_LATIN.findall(text))
    return han / letters if letters else 0.0


def language_of(text: str) -> LanguageCode:
    """`zh` where at least a fifth of the letters are Chinese characters, else `en`."""
    return "zh" if han_share(text) >= _LEAST_HAN_SHARE else "en"


def is_third_language(texts: Sequence[str]) -> bool:
    """Whether a text is in neither Chinese nor English, by script or by its small words."""
    whole = " ".join(texts)
    letters = len(_LETTER.findall(whole)) or 1
    if (len(_KANA_OR_HANGUL.findall(whole)) + len(_OTHER_SCRIPT.findall(whole))) / letters >= _LEAST_SHARE_OF_SCRIPT:
        return True
    if len(_HAN.findall(whole)) / letters >= _LEAST_SHARE_OF_SCRIPT:
        return False
    words = [word.casefold() for word in _WORD.findall(whole)]
    english = sum(word in _ENGLISH for word in words)
    foreign = sum(word in _FOREIGN for word in words)
    return len(words) >= _LEAST_WORDS and foreign > english and foreign / len(words) >= _LEAST_FOREIGN


def is_latin(text: str) -> bool:
    """Whether a text has no Chinese characters: dashes and accents it may have."""
    return max(text, default="") < "\u2e80"
