"""Lines of words between the rows of a table in a text file: a title goes on with the table, a sentence ends it."""

import re

from cnesg.framework.regexes import regex
from cnesg.text.language import is_latin

_LONG = 40  # characters of a sentence, after which a table is over
_SHORT = 15  # of the last line of a paragraph, which its full stop tells
_NOTES = ("注", "备注", "说明")
_LONG_LATIN = 100  # a title in English takes more of them
_SENTENCE = regex(
    r"(?<!\b[A-Z]\.[A-Z])(?<!\bavg)(?<!\bno)(?<!^\d)(?<!^\d\d)(?<!\(\d)(?<!\(\d\d)\.(?:\s|$)|[;!?]|\b(?:is|are|was|were|has|have|had|will|can|may|we|this|these|includes?"
    r"|increased|decreased|rose|fell|compared)\b",
    re.IGNORECASE,
)
_COLON = regex(r"[a-z)%]:\s[^\s\d:]{0,4}\d[\d.,]*[^\d:]{0,16}$")


def ends_table(text: str) -> bool:
    """Whether a text between rows is a sentence, so that the heads above hold no longer: no group's title of six words.

    Args:
        text: a line, or a paragraph.
    """
    text = " ".join(text.split())
    if len(text) <= _LONG:
        return text.endswith("。") and len(text) >= _SHORT and not text.startswith(_NOTES)
    return not is_latin(text) or len(text) > _LONG_LATIN or _SENTENCE.search(text) is not None


def tells_by_colon(text: str) -> bool:
    """Whether an English line says its figure behind a colon, and so is read as a sentence.

    >>> tells_by_colon("Average training hours per employee: 18.5 hours"), tells_by_colon("Water (m3) 18.5")
    (True, False)
    """
    return _COLON.search(text) is not None
