"""Shares given between the ten shares and the money paid on them: 每10股|转增5股|派发现金红利2元, 10|送3|派1.2元.

They are no money, and what is paid is read as if they had not been told.
"""

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_BONUS = regex(
    r"(?:(?<=10)(?<!\d10)(?<!\.10)|(?<=[十股]))"
    r"(?:\s?[,，、]?\s?(?:再|并|同时)?(?:以资本公积金?)?(?:派?送|转)(?:红股|股票|增|送|股本)*\s?(?:\d+(?:\.\d+)?|[一二三五十])\s?股?"
    r"(?:红股|股票)?(?:\(含税\))?)+\s?[,，、]?\s?(?:并|和|及|同时|再)?(?=派)"
)


def without_bonus_shares(passage: Passage) -> Passage:
    """A passage without the shares given on ten shares, where it tells next what is paid on them.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    text = passage.text
    if "派" not in text or not ("送" in text or "转" in text):
        return passage
    return passage.without(found.span() for found in _BONUS.finditer(text))
