"""Text made ready for models: whom a question is about is hidden, and what only makes noise is taken out."""

import html
import re
from collections.abc import Iterable, Mapping

from cnesg.text.normalise import fold

JUDGED = "\ue000"
"""Stands for the name that is judged, so that nothing is learnt by heart about it."""
OTHER = "\ue001"
"""Stands for the name of any other company."""

_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
_TAG = re.compile(r"<[^<>]{1,200}>")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"\d[\d,.]*")
_BLANKS = re.compile(r"\s+")
_CHINESE = r"[\u3000-\u303f\u4e00-\u9fff\ue000\ue001]"
_BETWEEN_CHINESE = re.compile(f"(?<={_CHINESE}) (?={_CHINESE})")
_LATIN = re.compile("[A-Za-z0-9]")
_NOISE = re.compile(r"[?\ufffd\u200b-\u200f\ufe0f]{2,}|[\ufffd\u200b-\u200f\ufe0f]")


def plain(text: str, *, figures: bool = False) -> str:
    """The text in one form: simplified, half width, lower case, no mark-up, no addresses, no blanks within Chinese.

    Args:
        text: as it came.
        figures: keep numbers as they are; else a year is `Y` and any other number `N`.
    """
    folded = fold(html.unescape(text)).casefold()
    folded = _NOISE.sub(" ", _ADDRESS.sub(" ", _TAG.sub(" ", folded)))
    if not figures:
        folded = _NUMBER.sub("N", _YEAR.sub("Y", folded))
    return _BETWEEN_CHINESE.sub("", _BLANKS.sub(" ", folded)).strip()


def masked(text: str, judged: str, others: Iterable[str] = ()) -> str:
    """The text with every occurrence of the judged name, and of other names, replaced by a sign.

    A longer name is replaced before a shorter one, so that a name within another name is not taken for it. Both the
    text and the names are in one form (`plain`, or both as they came).

    Args:
        text: whatever the names stand in.
        judged: name of the company that the question is about; empty where there is none.
        others: names of other companies; those equal to the judged one don't count.
    """
    signs = {name: OTHER for name in others if name and name in text}
    if judged and judged in text:
        signs[judged] = JUDGED
    if not signs:
        return text
    if len(signs) == 1:
        return text.replace(*signs.popitem())
    return replaced(text, text, signs)


def replaced(text: str, sought: str, signs: Mapping[str, str], *, whole: bool = False) -> str:
    """A text with names replaced by signs, from the left, a longer name before a shorter one that begins where it does.

    By hand, as a pattern of these very names would have to be made for every text.

    Args:
        text: what is changed.
        sought: the text in the form of the names, sign for sign as long.
        signs: by name.
        whole: only where no Latin letter or figure stands beside the name.
    """
    names = sorted(signs, key=lambda name: (-len(name), name))
    nexts = [_next(sought, name, 0, whole) for name in names]
    parts, done = list[str](), 0
    while True:
        for place, at in enumerate(nexts):
            if 0 <= at < done:
                nexts[place] = _next(sought, names[place], done, whole)
        at, place = min(((at, place) for place, at in enumerate(nexts) if at >= 0), default=(-1, -1))
        if at < 0:
            return "".join((*parts, text[done:]))
        parts += (text[done:at], signs[names[place]])
        done = at + len(names[place])


def _next(text: str, name: str, start: int, whole: bool) -> int:
    """Where a name stands next; -1 where it does no more."""
    at = text.find(name, start)
    while whole and at >= 0 and (_LATIN.match(text, at + len(name)) or (at and _LATIN.match(text, at - 1))):
        at = text.find(name, at + 1)
    return at
