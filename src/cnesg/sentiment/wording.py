"""What an item says, in the form in which wordings are compared: folded text, its numbers, its names, its shingles."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate, takewhile

import numpy as np
from numpy.typing import NDArray

from cnesg.framework.sentiment import SourceLines
from cnesg.model.news import Mention, NewsItem
from cnesg.text.language import language_of
from cnesg.text.normalise import fold

COMPARED = 512
"""Characters of a text that are compared: a reprint keeps the beginning, and 5 MB cost no more than a long article."""

_NUMBERED = 2_048
_TOLD = 96  # characters that tell the language
_LEAST_BODY = 40
_EDGE = 160  # characters at either end in which source lines are looked for
_LEAST_LEFT = 8
_MARKS = re.compile(r"[\W_]+")
# A day or an hour tells when something was printed, not what: it must not keep reprints apart.
# The first digit comes first, as the engine skips to one; what must not stand before it is looked at then.
_NUMBER = re.compile(r"\d(?<![\d.:]\d)[\d,]*(?:\.\d+)?(?!\d|\.\d)(?!\s*[年月日时分号:/-])")
_CODE = re.compile(r"(?<!\d)[034689]\d{5}(?!\d)")
_CODE_DIGITS = 6
_WIDTH = {"zh": 3, "en": 5}
WIDTHS = tuple(_WIDTH.values())
"""Characters of a shingle, by language."""

_MIXERS = tuple(np.uint64(mixer) for mixer in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_SHIFT = np.uint64(29)

Hashes = NDArray[np.uint64]


class Told(Enum):
    """What two texts tell of companies and numbers.

    Attributes:
        SAME: the same; or one is the beginning of the other, ends within a clause and names the same companies.
        CUT: one is such a beginning and names fewer.
        MORE: one lacks some that the other has: a round-up may hold another text.
        APART: each has some that the other lacks: one form filled in twice.
    """

    SAME = auto()
    CUT = auto()
    MORE = auto()
    APART = auto()


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one item.

    Attributes:
        exact: hash of title, folded text and names; equal for texts that differ in marks, blanks, width and script
            only. The names are in it, since they may have stood in a source line that was left out.
        text: the beginning of the folded text.
        width: characters of a shingle.
        numbers: amounts, shares and codes, without dates and hours.
        names: the companies that it names, by id or as written.
        codes: those of the numbers that are exchange codes.
        breaks: places in `text` at which marks or blanks stood.
    """

    exact: bytes
    text: str
    width: int
    numbers: frozenset[str]
    names: frozenset[str]
    codes: frozenset[str]
    breaks: tuple[int, ...]

    def beside(self, other: "Wording") -> Told:
        """How what this one tells of companies and numbers stands to what the other tells of them."""
        short, long = sorted((self, other), key=lambda one: len(one.text))
        cut = long.text.startswith(short.text) and len(short.text) not in (len(long.text), *long.breaks)
        if self.names == other.names and (cut or self.numbers == other.numbers):
            return Told.SAME
        if cut and short.names < long.names:
            return Told.CUT
        apart = _apart(self.names, other.names) or _apart(self.numbers, other.numbers)
        return Told.APART if apart else Told.MORE


def _apart(left: frozenset[str], right: frozenset[str]) -> bool:
    return not (left <= right or right <= left)


class Wordings:
    """Takes the words out of items.

    Args:
        lines: what media put before and after a text; it is left out.
    """

    def __init__(self, lines: SourceLines) -> None:
        self._before = [re.compile(pattern) for pattern in lines.before]
        self._after = [re.compile(pattern) for pattern in lines.after]

    def of(self, item: NewsItem, mentions: Sequence[Mention] = ()) -> Wording:
        """The words of an item.

        Args:
            item: its text is compared where it is long enough to be told apart by; else title and text together.
            mentions: the companies in it, as found by the reader; the names to judge join them.
        """
        body = item.text
        if len(body) < _LEAST_BODY and item.title and not body.startswith(item.title):
            body = f"{item.title} {body}"
        folded = self._without_source(fold(body).casefold())
        words = _MARKS.split(folded)
        plain = "".join(words)
        text = plain[:COMPARED]
        numbers = frozenset(found.replace(",", "") for found in _NUMBER.findall(folded[:_NUMBERED]))
        coded = any(len(number) == _CODE_DIGITS for number in numbers)
        named = frozenset((*(mention.company_id or mention.name for mention in mentions), *item.entities))
        identity = "\n".join((plain, item.title, *sorted(named), *sorted(mention.name for mention in mentions)))
        return Wording(
            exact=hashlib.blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=16).digest(),
            text=text,
            width=_WIDTH["en" if text.isascii() else language_of(text[:_TOLD])],
            numbers=numbers,
            names=named,
            codes=numbers.intersection(_CODE.findall(folded[:_NUMBERED])) if coded else frozenset(),
            breaks=tuple(takewhile(COMPARED.__gt__, accumulate(map(len, words)))),
        )

    def _without_source(self, text: str) -> str:
        """A text without its source lines, unless that leaves hardly anything."""
        start, end = text[:_EDGE], text[_EDGE:]
        for pattern in self._before:
            start = pattern.sub("", start, count=1)
        rest = start + end
        inner, tail = rest[:-_EDGE], rest[-_EDGE:]
        for pattern in self._after:
            tail = pattern.sub("", tail, count=1)
        left = inner + tail
        return left if len(left) >= _LEAST_LEFT else text


def shingles(wordings: Sequence[Wording]) -> tuple[Hashes, list[int]]:
    """The hashed shingles of each text, one after the other.

    Returns:
        All hashes, and for each text where its own begin, with the end of the last: `hashes[starts[i]:starts[i + 1]]`.
    """
    parts: list[Hashes] = [np.empty(0, np.uint64)] * len(wordings)
    for width in WIDTHS:
        places = [place for place, one in enumerate(wordings) if one.width == width]
        texts = [wordings[place].text.ljust(width, "\0") for place in places]
        # All at once, as a call of NumPy costs as much as a hundred shingles; those across two texts are left out.
        whole, start = hashed("".join(texts).ljust(width, "\0"), width), 0
        for place, text in zip(places, texts, strict=True):
            parts[place] = whole[start : start + len(text) - width + 1]
            start += len(text)
    starts = list(accumulate(map(len, parts), initial=0))
    return np.concatenate(parts) if parts else np.empty(0, np.uint64), starts


def plain(text: str) -> str:
    """A text folded, in lower case and without marks and blanks."""
    return _MARKS.sub("", fold(text).casefold())


def hashed(text: str, width: int) -> Hashes:
    """The hash of each run of so many characters; the text has at least as many."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    count = len(codes) - width + 1
    mixed = codes[:count].copy()
    for place in range(1, width):
        mixed *= _MIXERS[0]
        mixed ^= mixed >> _SHIFT
        mixed += codes[place : place + count]
    mixed *= _MIXERS[1]
    return np.asarray(mixed ^ (mixed >> _SHIFT))
