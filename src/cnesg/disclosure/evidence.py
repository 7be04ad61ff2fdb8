"""Whether a piece of text is a sentence that can be evidence at all."""

from cnesg.framework.regexes import regex
from cnesg.framework.statements import LevelCues
from cnesg.text.document import LanguageCode

_HAN = regex(r"[\u4e00-\u9fff]")
_WORD = regex(r"[A-Za-z]{2,}")
_LETTER = regex(r"[A-Za-z\u4e00-\u9fff]")
_LEADERS = regex(r"(?:[.…·_]\s?){4,}|(?:\.\s){3,}")
# The number or dot that a paragraph is listed under, with the wide gap behind it.
_AFTER_NUMBER = regex(r"(?<!\d)[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]{1,2}[ ]*\t|^\s*[•·◆●■○▪]\s*\t")
_ORDINARY = regex(r"[\w\s.,;:()%/'\"$¥€£&+~*\[\]《》〈〉“”‘’「」，。、；：（）！？!?％—–·•…-]")
_LEAST_LETTERS = 0.35
_LEAST_ORDINARY = 0.93
_MOST_CODES = 3
_INDEX_CODE = regex(r"\b(?:GRI\s?\d{3}|G4-\w{2}|[AB]\d\.\d|\d{3}-\d{1,2})\b")


def can_be_evidence(text: str, language: LanguageCode, levels: LevelCues) -> bool:
    """False for what is no sentence.

    That is fragments, whole pages read as one line, scan garbage, lines of a table of contents, and lines of an index
    of standards.

    Args:
        text: the sentence as printed.
        language: of the sentence.
        levels: what is too short and too long.
    """
    return (
        "\t" not in _AFTER_NUMBER.sub(" ", text)  # cells of a table
        and _fitting_length(text, language, levels)
        and _is_prose(text)
        and not _LEADERS.search(text)
        and len(_INDEX_CODE.findall(text)) < _MOST_CODES
    )


def _is_prose(text: str) -> bool:
    """Mostly letters, and hardly a character that prose does not use: scans read badly are full of those."""
    length = len(text)
    return len(_LETTER.findall(text)) >= _LEAST_LETTERS * length and (
        len(_ORDINARY.findall(text)) >= _LEAST_ORDINARY * length
    )


def _fitting_length(text: str, language: LanguageCode, levels: LevelCues) -> bool:
    if language == "en":
        return levels.shortest.en <= len(_WORD.findall(text)) <= levels.longest.en
    return levels.shortest.zh <= len(_HAN.findall(text)) <= levels.longest.zh
