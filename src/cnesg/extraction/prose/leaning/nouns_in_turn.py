"""English nouns in turn, whatever each measures: "water use and sites certified were 5 m3 and 12, respectively".

A noun may be a pollutant that has no metric, whose number is none of the others'.
"""

from cnesg.extraction.clauses import JOINED
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import LIST_LINK, Choice, Sentence
from cnesg.framework.regexes import regex

_Span = tuple[int, int]

_FEWEST = 2  # items of a list
_LONGEST = 60  # characters of an item
_VERB_TO_NUMBERS = regex(
    r"(?i)\s(?:were|was|came to|amounted to|totall?ed|reached|stood at|came in at|(?:rose|fell|increased|decreased) to)"
    r"(?:\s(?:about|around|approximately|some))?\s$"
)
_RESPECTIVELY = regex(r"(?i)[^,.;\d]{0,40},?\s\(?respectively\b")


def nouns_in_turn(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The noun of a number in "water use and sites certified were 5 m3 and 12, respectively": as many nouns as numbers.

    What numbers measure may be of different kinds, so that each noun is asked for its own number alone.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number.
        number: the number.
    """
    chain, items = _lists(sentence, number)
    if not items:
        return None
    found = [_at_end(know, sentence, item, one) for item, one in zip(items, chain, strict=True)]
    metrics = [one.fit.metric for one in found if one is not None]
    others = [item for item, one in zip(items, found, strict=True) if one is None]
    all_told = len(set(metrics)) == len(metrics) and all(_is_other_pollutant(sentence, item) for item in others)
    return found[chain.index(number)] if all_told else None


def is_other_in_turn(sentence: Sentence, number: Number) -> bool:
    """Whether the noun of a number in such a list is a pollutant without a metric: COD and |total nitrogen were.

    Args:
        sentence: the sentence of the number.
        number: the number.
    """
    if "other_pollutant" not in sentence.found.marks:
        return False
    chain, items = _lists(sentence, number)
    return bool(items) and _is_other_pollutant(sentence, items[chain.index(number)])


def _lists(sentence: Sentence, number: Number) -> tuple[list[Number], list[_Span]]:
    """The list of a number and as many items before it, which have a noun each; no items where there is no such list.

    The last of several classes has the noun of all: male and |female employees trained.
    """
    chain = _linked_run(sentence, number) if sentence.found.marks.get("respectively") else []
    if len(chain) < _FEWEST or not _RESPECTIVELY.match(sentence.text, chain[-1].unit_end):
        return chain, []
    verb = _VERB_TO_NUMBERS.search(sentence.text, max(sentence.start, chain[0].start - _LONGEST), chain[0].start)
    items = _items_before(sentence, verb.start(), len(chain)) if verb is not None else []
    return chain, [] if items and _share_noun(sentence, *items[:2]) else items


def _share_noun(sentence: Sentence, one: _Span, other: _Span) -> bool:
    """Whether the first of two items ends in a class that names nothing by itself, and the second begins with one."""
    classes, named = sentence.found.classes, {(hit.start, hit.end) for hit in sentence.hits}
    ends = any(b == one[1] and (a, b) not in named for a, b, _ in classes)
    return ends and any(a == other[0] for a, _, _ in classes)


def _is_other_pollutant(sentence: Sentence, item: _Span) -> bool:
    """Whether an item names a pollutant that has no metric; ammonia |nitrogen is another than ammonia."""
    named = [(a, b) for a, b in sentence.found.marks.get("other_pollutant", ()) if item[0] <= a and b <= item[1]]
    return any(not any(h.start <= a and b <= h.end for h in sentence.hits if h.start >= item[0]) for a, b in named)


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
