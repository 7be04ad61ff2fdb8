"""Parts of a count, each with its share behind it: New hires: 3,000, of whom women 1,700 (56.7%) and men 1,300 (43.3%).

That they add up to the count before them, or to a hundred per cent, says that they are its parts.
"""

import re
from dataclasses import dataclass, replace

from cnesg.extraction.breakdowns import class_words
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_COUNT = r"(?<![\d.,])(?P<count>\d{1,3}(?:,\d{3})+|\d+)"
_SHARE = r"\s?\([<>~]?(?P<share>\d+(?:\.\d+)?)\s?%\)"
_NAME = r"[A-Za-z][A-Za-z'’-]*(?: [A-Za-z'’-]+){0,4}"
_NAMED_FIRST = regex(rf"(?P<name>{_NAME}):?\s{_COUNT}{_SHARE}")
_COUNT_FIRST = regex(rf"{_COUNT}\s(?P<name>{_NAME}){_SHARE}")
_NAMED_LAST = regex(  # 391 (77.3%) were female
    rf"{_COUNT}{_SHARE}\s(?:(?:of (?:whom|them|these|which)|employees|staff|people|persons)\s)?"
    r"(?:were|are|was|is|being)\s"
    r"(?P<name>[A-Za-z][A-Za-z'’-]*(?: (?!and\b)[A-Za-z'’-]+){0,3})"
)
_BETWEEN = regex(r"\s?[,;·/]?\s?(?:and |& |plus )?")
_OTHERS = frozenset({"other", "others", "non-binary", "not disclosed", "undisclosed", "unspecified", "not declared"})
_FEWEST = 2
_WHOLE, _ROUNDED = 100.0, 1.0  # per cent
_CLOSE = 0.005


@dataclass(frozen=True)
class _Part:
    """An item of such a list, by where its count, its share and its name stand."""

    count: tuple[int, int]
    share: tuple[int, int]
    name: tuple[int, int]


def listed_part(know: Knowledge, sentence: Sentence, number: Number) -> tuple[Choice | None, dict[str, str]] | None:
    """The wording and the classes of a number of such a list; no wording for a share that no metric is.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    text = sentence.text
    if "%)" not in text:
        return None
    parts, at = _list_around(text, sentence.start, sentence.end, number.start)
    if not parts:
        return None
    before = [
        n for n in sentence.numbers if n.start < min(parts[0].count[0], parts[0].name[0]) and n.start in sentence.read
    ]
    total = before[-1] if before else None
    if total is None or "percent" in total.kinds or not _adds_up(text, parts, total.value):
        return None
    choice, classes = sentence.read[total.start]
    own = _class_of(know, sentence, parts, at, choice.fit.metric)
    if not own:
        return None
    if number.start in range(*parts[at].count):
        return replace(choice, carried=True), classes | own
    relatives = know.lexicon.families.get(choice.fit.metric)
    share = (relatives.composition or relatives.share) if relatives is not None else None
    named = share if share in sentence.roles.shares else None
    return (replace(choice, fit=Fit(named, "%"), carried=True) if named else None), classes | own


def _list_around(text: str, start: int, end: int, at: int) -> tuple[list[_Part], int]:
    """The list in a sentence that a place lies in: items of one form, none apart from the next by more than a comma.

    Several may stand in one sentence, where lines end without a full stop.

    Args:
        text: folded text.
        start: where the sentence begins.
        end: where it ends.
        at: where the count or the share of an item begins.

    Returns:
        The items and which of them it is; no items where it lies in no list.
    """
    for form in (_NAMED_LAST, _COUNT_FIRST, _NAMED_FIRST):
        listed: list[re.Match[str]] = []
        for found in (*form.finditer(text, start, end), None):
            if found is not None and listed and _BETWEEN.fullmatch(text, listed[-1].end(), found.start()):
                listed.append(found)
                continue
            place = _item_at(listed, at) if len(listed) >= _FEWEST else None
            if place is not None:
                return [_Part(one.span("count"), one.span("share"), one.span("name")) for one in listed], place
            listed = [] if found is None else [found]
    return [], 0


def _item_at(listed: list[re.Match[str]], at: int) -> int | None:
    """Which item of a list has its count or its share at a place; None for none."""
    places = (i for i, one in enumerate(listed) if at in {one.start("count"), one.start("share")})
    return next(places, None)


def _adds_up(text: str, parts: list[_Part], total: float) -> bool:
    """Whether the counts are all of the total, or the shares a hundred per cent of it."""
    counts = sum(float(text[slice(*one.count)].replace(",", "")) for one in parts)
    shares = sum(float(text[slice(*one.share)]) for one in parts)
    return abs(counts - total) <= _CLOSE * total or (abs(shares - _WHOLE) <= _ROUNDED and counts <= total)


def _class_of(know: Knowledge, sentence: Sentence, parts: list[_Part], at: int, metric: str) -> dict[str, str]:
    """The class that an item names; who is neither of those that the others name is of their dimension."""
    told = [class_words(know, sentence.found, sentence.text, *one.name, metric) for one in parts]
    name = sentence.text[slice(*parts[at].name)].lower()
    dimensions = {dimension for one in told for dimension in one}
    if not told[at] and name in _OTHERS and len(dimensions) == 1:
        return {dimensions.pop(): name}
    return told[at]
