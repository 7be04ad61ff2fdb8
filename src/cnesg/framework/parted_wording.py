"""Wording in several parts that follow one another in a clause: `投入..资金`, `<people>..joined`.

A part such as "to" or "employees" stands in most texts and belongs to hundreds of wordings. So only those are looked at
closely of which the rarest part was found, the one that belongs to the fewest.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cnesg.framework.regexes import regex

Span = tuple[int, int]
Part = str | tuple[int, ...]  # a word group's name, or the numbers of the phrases that it may be spelled as

_GAP, _GAP_LATIN = 12, 40  # characters between the parts of a wording
_FIRST_HAN = "\u2e80"  # £, é and curly quotes stand before it
# what a course is about is long: 参加|质量管理体系内审员取证|培训
_JOINED, _COURSES, _GAP_BEFORE_COURSE = ("参加", "参加了", "参与", "接受", "接受了"), ("培训", "轮训", "研修"), 24
_OTHER_THINGS = regex(r"\d[场期次人名]|活动")  # before a course: of another one, or things of another kind
_LESSONS, _GAP_BESIDE_THEME = (*_COURSES, "讲座"), 8
_QUOTES = '"“《'
_THEMED = regex(  # 开展|以"安全生产"为主题的|培训: what it was about is in nobody's way
    r"以?[\"“《][^\"”“》《。;；]{2,24}[\"”》](?:为(?:主题|题|主要内容|内容|重点|核心|主线))?的?"
)
_CLAUSE_END = regex(
    r"[。;；!?！？，]|(?<=[a-z])\.\s|,(?!\d)(?=\s?[\u4e00-\u9fff])|、(?=\d)|,(?=\d{1,2}(?!\d)|\d{4})|(?<=[\u4e00-\u9fff]),(?=\d)"
    r"|\bof (?:which|whom)\b|,\s(?!including|excluding|comprising|during)[a-z]{3,12}ing\s"
)


class Parted(NamedTuple):
    """A wording in parts: what it is used for (`word`, `zero`, ...), the entry that it belongs to, and its parts."""

    use: str
    entry: int
    parts: tuple[Part, ...]


class PartedWordings:
    """All wordings in parts of a lexicon."""

    def __init__(self, wordings: Sequence[Parted]) -> None:
        self._wordings = wordings
        shared: dict[int, int] = {}
        for wording in wordings:
            for phrase in _phrases(wording):
                shared[phrase] = shared.get(phrase, 0) + 1
        self._rarest: dict[int, list[int]] = {}  # for the phrases of a wording's rarest part the wordings' numbers
        self._of_groups: dict[str, list[int]] = {}  # wordings of nothing but word groups, by the first group
        for number, wording in enumerate(wordings):
            printed = [part for part in wording.parts if not isinstance(part, str)]
            if printed:
                for phrase in min(printed, key=lambda part: sum(shared[one] for one in part)):
                    self._rarest.setdefault(phrase, []).append(number)
            else:
                self._of_groups.setdefault(str(wording.parts[0]), []).append(number)

    def find(
        self, places: Mapping[int, list[Span]], groups: Mapping[str, list[Span]], text: str, *, told: bool
    ) -> Iterator[tuple[Parted, Span, int]]:
        """Each wording whose parts follow one another, its span, and its weight: the span without the gaps.

        Args:
            places: where the parts' phrases stand, by their number.
            groups: where the words of groups stand, by the group's name.
            text: the text.
            told: it is of sentences: wordings of nothing but word groups count.
        """
        rarest = self._rarest
        numbers = {number for phrase in places if phrase in rarest for number in rarest[phrase]}
        if told:
            numbers.update(
                number for group in self._of_groups.keys() & groups.keys() for number in self._of_groups[group]
            )
        known = places.keys()
        for number in sorted(numbers):
            wording = self._wordings[number]
            for part in wording.parts:  # of nearly all a part is missing: that is told before any place is looked at
                if part not in groups if isinstance(part, str) else known.isdisjoint(part):
                    break
            else:
                stands = [groups[p] if isinstance(p, str) else _places_of(p, places) for p in wording.parts]
                for span, weight in _following(stands, text):
                    yield wording, span, weight


def _phrases(wording: Parted) -> set[int]:
    return {phrase for part in wording.parts if not isinstance(part, str) for phrase in part}


def _places_of(part: tuple[int, ...], places: Mapping[int, list[Span]]) -> list[Span]:
    """Where a part stands, however it is spelled, as one goes through the text."""
    found = [places[phrase] for phrase in part if phrase in places]
    if len(found) < 2:
        return found[0] if found else []
    return sorted((span for spans in found for span in spans), key=lambda span: (span[1], span[0]))


def _following(stands: Sequence[list[Span]], text: str) -> Iterator[tuple[Span, int]]:
    """The span and weight of a wording wherever places of all its parts follow one another."""
    for first, end in stands[0]:
        span, weight = (first, end), end - first
        for later in stands[1:]:
            following = next(((a, b) for a, b in later if _near_enough(text, span[1], a)), None)
            if following is None:
                break
            span, weight = (first, following[1]), weight + following[1] - following[0]
        else:
            yield span, weight


def _near_enough(text: str, end: int, start: int) -> bool:
    """Whether two parts of a wording stand close together in one clause."""
    if not end <= start <= end + _GAP_LATIN:
        return False
    between = text[end:start]
    if len(between) > _GAP and text.startswith(_LESSONS, start) and any(mark in between for mark in _QUOTES):
        rest = _THEMED.sub("", between)
        between = rest if len(rest) <= _GAP_BESIDE_THEME else between
    named = text.startswith(_COURSES, start) and text.endswith(_JOINED, 0, end) and not _OTHER_THINGS.search(between)
    chinese = _GAP_BEFORE_COURSE if named else _GAP
    reach = _GAP_LATIN if max(between, default="") < _FIRST_HAN else chinese
    return len(between) <= reach and _CLAUSE_END.search(between) is None
