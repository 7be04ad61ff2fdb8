"""English names that stand apart from their number: in a bracket behind what was done, or with the number before."""

from dataclasses import replace

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_COST = 0.2
_REACH = 120  # characters from a number to its name in brackets
_BRACKETED = regex(r"\([A-Za-z][^()]*\)")
_MORE_OF_IT = regex(  # while our depots used another |84 GWh
    r"(?i)[^.\d]{0,60}\b(?:(?:used|consumed|took|needed|required|burn(?:ed|t)|drew|emitted|and|for|with|plus|by|,|;|:)\s)"
    r"(?:another|a further|an additional|a second)\s$"
)
_MORE_FIRST = regex(r"(?i)[;,.]?\s?(?:and |while )?(?:another|a further|an additional)\s$")
_AMOUNTS = frozenset({"co2", "energy", "volume"})


def in_brackets(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The name that stands by itself in brackets behind a number's clause: 8 tCO2e came from our boilers (Scope 1).

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number.
        number: the number.
    """
    if not number.kinds & (_AMOUNTS | {"mass"}) or _BRACKETED.search(sentence.own_label(number)):
        return None
    end = sentence.end
    later = next((n.start for n in sentence.numbers if n.start >= number.unit_end), end)
    text, low, high = sentence.text, number.unit_end, min(end, later, number.unit_end + _REACH)
    comma = text.find(",", low, high)
    high = comma if comma >= 0 else high
    for hit in sentence.hits:
        if not low < hit.start < hit.end < high or text[hit.start - 1] != "(" or text[hit.end] != ")":
            continue
        how = fit(know, hit.entry, number.kinds, number.unit, number.family)
        if how is not None and not how.weak and how.metric == know.lexicon.entries[hit.entry].metric:
            return Choice(_COST, hit, how, "beside")
    return None


def more_of_it(sentence: Sentence, number: Number, options: list[Choice]) -> Choice | None:
    """What the amount before is of, where another is added to it that has no name: and our depots used another| 8 GWh.

    Args:
        sentence: the sentence of the number, with what was read of it.
        number: the number.
        options: the wordings that fit it.
    """
    if not number.kinds & _AMOUNTS or any(o.hit.weight and not o.carried for o in options):
        return None
    before, told = sentence.before(number), sentence
    if before is None and sentence.previous is not None and sentence.previous.numbers:
        told = sentence.previous
        before = told.numbers[-1]
    read = told.read.get(before.start) if before is not None else None
    if before is None or read is None or not before.kinds & number.kinds:
        return None
    between = sentence.text[before.unit_end : number.start]
    if not (_MORE_OF_IT.fullmatch(between) or _MORE_FIRST.search(between)):
        return None
    return replace(read[0], cost=_COST, role="sentence", carried=True)
