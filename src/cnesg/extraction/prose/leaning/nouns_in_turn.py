"""English nouns in turn, whatever each measures: "water use and sites certified were 5 m3 and 12, respectively"."""

import re

from cnesg.extraction.clauses import JOINED
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import LIST_LINK, Choice, Sentence

_Span = tuple[int, int]

_FEWEST = 2  # items of a list
_LONGEST = 60  # characters of an item
_VERB_TO_NUMBERS = re.compile(
    r"(?i)\s(?:were|was|came to|amounted to|totall?ed|reached|stood at|came in at|(?:rose|fell|increased|decreased) to)"
    r"(?:\s(?:about|around|approximately|some))?\s$"
)
_RESPECTIVELY = re.compile(r"(?i)[^,.;\d]{0,40},?\s\(?respectively\b")


def nouns_in_turn(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The noun of a number in "water use and sites certified were 5 m3 and 12, respectively": as many nouns as numbers.

    What numbers measure may be of different kinds, so that each noun is asked for its own number alone.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number.
        number: the number.
    """
    chain = _linked_run(sentence, number) if sentence.found.marks.get("respectively") else []
    if len(chain) < _FEWEST or not _RESPECTIVELY.match(sentence.text, chain[-1].unit_end):
        return None
    verb = _VERB_TO_NUMBERS.search(sentence.text, max(sentence.start, chain[0].start - _LONGEST), chain[0].start)
    items = _items_before(sentence, verb.start(), len(chain)) if verb is not None else []
    found = [_at_end(know, sentence, item, one) for item, one in zip(items, chain, strict=False)]
    metrics = {one.fit.metric for one in found if one is not None}
    return found[chain.index(number)] if len(metrics) == len(chain) else None


def _linked_run(sentence: Sentence, number: Number) -> list[Number]:
    """The numbers that stand in one list with this one, whatever they measure."""
    at = sentence.numbers.index(number)
    first, last, all_of = at, at + 1, sentence.numbers
    while first and _linked(sentence, all_of[first - 1], all_of[first]):
        first -= 1
    while last < len(all_of) and _linked(sentence, all_of[last - 1], all_of[last]):
        last += 1
    return all_of[first:last]


def _items_before(sentence: Sentence, end: int, count: int) -> list[_Span]:
    """Where the items of a list stand that ends at a place, where so many are told apart there."""
    low = max(sentence.start, end - count * _LONGEST)
    seams = list(JOINED.finditer(sentence.text, low, end))[-count:]
    if len(seams) == count and seams[0].group().strip() != ",":
        return []  # scope 1| and 2 emissions and water use: one item more
    starts = [seam.end() for seam in seams] if len(seams) == count else [low, *(seam.end() for seam in seams)]
    ends = [*(seam.start() for seam in seams[len(seams) - count + 1 :]), end]
    return list(zip(starts, ends, strict=True)) if len(starts) == len(ends) == count else []


def _at_end(know: Knowledge, sentence: Sentence, item: _Span, number: Number) -> Choice | None:
    """The wording at the end of an item, the longest that the number may measure."""
    for hit in sorted(sentence.hits, key=lambda h: (-h.weight, h.start, h.entry)):
        if item[0] <= hit.start and hit.end == item[1]:
            near = not know.lexicon.entries[hit.entry].near.all() or hit.entry in sentence.found.near
            how = fit(know, hit.entry, number.kinds, number.unit, number.family) if near else None
            if how is not None:
                return Choice(1.0, hit, how, "clause", item=item)
    return None


def _linked(sentence: Sentence, one: Number, other: Number) -> bool:
    return LIST_LINK.match(sentence.text[one.unit_end : other.start]) is not None
